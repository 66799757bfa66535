"""A page whose content is damaged is never read in part, in silence."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from extract.errors import UnreadablePageError
from extract.settings import ReadOptions
from extract.stage import read_document
from tests.fuzz.classics import grid


def write(pdf: Path, damage: Callable[[bytearray], bytes]) -> None:
    with pikepdf.open(io.BytesIO(grid(rows=8, pages=2))) as document:
        packed = zlib.compress(document.pages[1].Contents.read_bytes())
        content = document.make_stream(damage(bytearray(packed)), Filter=pikepdf.Name.FlateDecode)
        document.pages[1].Contents = content
        document.save(pdf, compress_streams=False)


def flip_in_the_middle(data: bytearray) -> bytes:
    data[len(data) // 2] ^= 0xFF
    return bytes(data)


def flip_the_checksum(data: bytearray) -> bytes:
    data[-1] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize("damage", [flip_in_the_middle, lambda data: bytes(data[:-30])])
def test_damaged_content_is_an_error_of_its_page(
    damage: Callable[[bytearray], bytes], tmp_path: Path
) -> None:
    write(tmp_path / "some.pdf", damage)
    with pytest.raises(UnreadablePageError, match=r"page 2 is damaged \(CutContentError") as caught:
        read_document(tmp_path / "some.pdf")
    assert caught.value.page == 2
    document = read_document(tmp_path / "some.pdf", ReadOptions(allow_loss=True))
    assert [page.page for page in document.pages] == [1]
    assert document.ledger[1].lost == document.ledger[1].glyphs


def test_a_wrong_checksum_is_noted(tmp_path: Path) -> None:
    write(tmp_path / "some.pdf", flip_the_checksum)
    document = read_document(tmp_path / "some.pdf")
    assert document.notes == ("page 2: its content fails its own checksum: compare with the page",)
    assert [ledger.glyphs for ledger in document.ledger] == [112, 112]


def test_sound_content_is_not_noted(tmp_path: Path) -> None:
    write(tmp_path / "some.pdf", bytes)
    assert read_document(tmp_path / "some.pdf").notes == ()


CUT = "page 2: its content ends inside a text or a drawing: what followed may be lost"


@pytest.mark.parametrize(
    "end",
    [
        b"BT /F1 12 Tf 40 40 Td (a text",
        b"BT /F1 12 Tf 40 40 Td (a text) Tj",
        b"q 1 0 0 1 10 10 cm",
        b"q 0 0 0 rg",
        b"40 40 100",
    ],
)
def test_content_that_was_cut_off_before_it_was_compressed_is_noted(
    end: bytes, tmp_path: Path
) -> None:
    def cut(data: bytearray) -> bytes:
        return zlib.compress(zlib.decompress(data) + b"\n" + end)

    write(tmp_path / "some.pdf", cut)
    assert read_document(tmp_path / "some.pdf").notes == (CUT,)


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        (b"q", b""),
        (b"q 1 0 0 1 0 0 cm q", b"Q"),
        (b"q", b"BT ET"),
        (b"q", b"0 0 1 1 re f"),
        (b"q 0.5 0 g 0 0 1 1 re f Q", b""),
        (b"q /None cs 0.1 0.2 0.3 scn 0 0 1 1 re f Q", b""),
        (b"/Artifact << /Type /Pagination >> BDC", b"EMC % end"),
        (b"", b"Q Q"),
    ],
)
def test_states_and_operands_that_programs_leave_behind_are_no_cut(
    begin: bytes, end: bytes, tmp_path: Path
) -> None:
    def wrap(data: bytearray) -> bytes:
        return zlib.compress(b"\n".join((begin, zlib.decompress(data), end)))

    write(tmp_path / "some.pdf", wrap)
    assert read_document(tmp_path / "some.pdf").notes == ()
