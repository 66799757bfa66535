"""Files made to break whoever opens them: data or one clear line, within the limits."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from extract import errors
from extract.runtime.limits import Limits
from extract.settings import ReadOptions
from extract.stage import read_document
from tests.fuzz.classics import classics, flate_bomb, grid

LIMITS = Limits(memory=512 * 2**20, cpu_seconds=4, wall_seconds=60.0)
FILES = classics()
READ = {
    "sound",
    "end cut off",
    "wrong xref",
    "junk before",
    "huge page count",
    "page of no size",
    "page box of names",
    "page box reversed",
    "page box moved",
    "turned by 45",
    "turned by 90",
}
REFUSED = {
    "empty": errors.EmptyPdfError,
    "header only": errors.DamagedPdfError,
    "zip": errors.NotPdfError,
    "web page": errors.NotPdfError,
    "zeros": errors.NotPdfError,
    "cut in half": errors.DamagedPdfError,
    "start cut off": errors.NotPdfError,
    "encrypted": errors.EncryptedPdfError,
    "looped page tree": errors.DamagedPdfError,
    "form in itself": errors.NoTextLayerError,
    "picture only": errors.NoTextLayerError,
    "blank": errors.NoTextLayerError,
    "absurd page": errors.OversizedPdfError,
    "private letters": errors.GarbledTextError,
}
SEEN = {
    "flate bomb": "bytes",
    "nested forms": "marks",
    "million words": "marks",
    "million rules": "marks",
    "endless contents": "marks",
}
STOPPED = {*SEEN, "deep arrays"}


def write(name: str, folder: Path) -> Path:
    pdf = folder / "some.pdf"
    pdf.write_bytes(FILES[name])
    return pdf


def test_each_trick_has_its_outcome() -> None:
    assert READ | set(REFUSED) | STOPPED == set(FILES)


@pytest.mark.parametrize("name", sorted(READ))
def test_what_can_be_mended_is_read_whole(name: str, tmp_path: Path) -> None:
    document = read_document(write(name, tmp_path), ReadOptions(limits=LIMITS))
    (ledger,) = document.ledger
    assert (ledger.glyphs, ledger.lost, ledger.doubled) == (42, 0, 0)
    if name == "turned by 90":
        return  # its text runs up the page: what its rows are is for other tests
    (table,) = document.tables
    texts = [[cell.text for cell in row.cells] for row in (*table.header, *table.rows)]
    assert texts == [[f"key 0.{row}", f"value 0.{row}"] for row in range(3)]


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_the_rest_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    pdf = write(name, tmp_path)
    with pytest.raises(REFUSED[name]) as caught:
        read_document(pdf, ReadOptions(limits=LIMITS))
    assert str(caught.value).startswith(f"{pdf}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", sorted(SEEN))
def test_what_never_ends_is_not_begun(name: str, tmp_path: Path) -> None:
    pdf = write(name, tmp_path)
    with pytest.raises(errors.UnreadablePageError) as caught:
        read_document(pdf, ReadOptions(limits=LIMITS))
    assert caught.value.limit == SEEN[name]
    assert str(caught.value).startswith(f"{pdf}: page 1 ")


def test_what_cannot_be_foreseen_is_stopped(tmp_path: Path) -> None:
    pdf = write("deep arrays", tmp_path)
    with pytest.raises((errors.UnreadablePageError, errors.NoTextLayerError)) as caught:
        read_document(pdf, ReadOptions(limits=LIMITS))
    assert str(caught.value).startswith(f"{pdf}: ")


def test_a_bad_page_can_be_left_out(tmp_path: Path) -> None:
    pdf = tmp_path / "some.pdf"
    with pikepdf.open(io.BytesIO(grid(pages=3))) as document:
        flate_bomb(document)
        document.save(pdf)
    with pytest.raises(errors.UnreadablePageError) as caught:
        read_document(pdf, ReadOptions(limits=LIMITS))
    assert caught.value.page == 1
    document = read_document(pdf, ReadOptions(limits=LIMITS, allow_loss=True))
    assert [page.page for page in document.pages] == [2, 3]
    assert document.notes[0].startswith("not read: page 1 ")
    assert [(ledger.page, ledger.glyphs, ledger.lost) for ledger in document.ledger] == [
        (1, 0, 0),
        (2, 42, 0),
        (3, 42, 0),
    ]
    assert document.ledger[0].note == document.notes[0]


def test_a_page_that_is_not_there_is_named(tmp_path: Path) -> None:
    pdf = write("sound", tmp_path)
    with pytest.raises(errors.MissingPageError) as caught:
        read_document(pdf, ReadOptions(pages=[1, 5], limits=LIMITS))
    assert str(caught.value) == f"{pdf}: has 1 pages, and no page 5; name others with --pages"


@pytest.mark.parametrize("name", sorted({*READ, "one page of three"}))
def test_what_is_read_is_the_same_under_any_name(name: str, tmp_path: Path) -> None:
    data = FILES.get(name)
    if data is None:
        with pikepdf.open(io.BytesIO(grid(pages=3))) as document:
            flate_bomb(document)
            document.save(made := io.BytesIO())
        data = made.getvalue()
    read = []
    for file in ("first-name.pdf", "second-name.pdf"):
        path = tmp_path / file
        path.write_bytes(data)
        document = read_document(path, ReadOptions(limits=LIMITS, allow_loss=True))
        assert document.source == document.source.content.named(file)
        read.append(document.model_copy(update={"source": None}))
    assert read[0] == read[1]
    assert "-name" not in read[0].model_dump_json()
