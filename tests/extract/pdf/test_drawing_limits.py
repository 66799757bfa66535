"""What a page draws is counted without being drawn."""

from __future__ import annotations

import base64
import io
import zlib

import pdfplumber
import pikepdf
import pytest
from hypothesis import given, strategies as st

from extract.pdf.drawing_limits import DrawingLimitError, check_drawing_limits, operations_of
from extract.pdf.thresholds import FILES
from tests.fuzz.classics import edited, form_in_itself, grid, rules, words

TABLE = b"0 0 m 9 0 l S\n0 0 9 9 re W* n\nBT /F1 9 Tf [(ab) -20 <63646566>] TJ (cd) ' ET"


def marks_in(pdf: bytes) -> int:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return check_drawing_limits(document.pages[0].page_obj)


def with_content(*streams: pikepdf.Object | bytes, **forms: list[bytes]) -> bytes:
    """Make a page; a form is given by its content, and may draw those named before it."""

    def edit(document: pikepdf.Pdf) -> None:
        known = pikepdf.Dictionary()
        for name, (content,) in forms.items():
            form = document.make_stream(
                content, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
            )
            form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(dict(known)))
            known[f"/{name}"] = form
        page = document.pages[0]
        page.Resources.XObject = known
        page.Contents = pikepdf.Array([document.make_stream(one) for one in streams])

    return edited(edit)


def test_operators_and_letters_are_counted() -> None:
    assert operations_of(b"0 0 m 9 0 l S") == 3
    assert operations_of(b"(ab) Tj") == 1 + 1
    assert operations_of(b"[(abcd)-20<6566>]TJ") == 1 + (4 + 6 - 2) // 2
    assert operations_of(b"q 1 0 0 1 5 5 cm /Name gs Q 0 g") == 0
    assert operations_of(b"(0 0 m 1 1 l S) Tj") == 1 + 13 // 2
    assert marks_in(with_content(TABLE)) == operations_of(TABLE) > 7


def test_a_form_counts_as_often_as_it_is_drawn() -> None:
    pdf = with_content(b"/B Do /A Do", A=[b"0 0 m 9 9 l S"], B=[b"/A Do /A Do"])
    assert marks_in(pdf) == 9
    assert marks_in(with_content(b"/A#42 Do", AB=[b"0 0 m 9 9 l S"])) == 3
    assert marks_in(edited(form_in_itself)) == 0


def test_content_in_parts_is_counted_each_time() -> None:
    assert marks_in(with_content(TABLE, b"0 0 m 1 1 l S")) == operations_of(TABLE) + 3


@pytest.mark.parametrize(
    ("filters", "packed"),
    [
        (["/FlateDecode"], zlib.compress(TABLE)),
        (["/FlateDecode", "/FlateDecode"], zlib.compress(zlib.compress(TABLE))),
        (["/ASCII85Decode", "/FlateDecode"], base64.a85encode(zlib.compress(TABLE)) + b"~>"),
        (["/ASCIIHexDecode"], TABLE.hex().encode() + b">"),
        (["/FlateDecode"], zlib.compress(TABLE)[:-6]),
    ],
)
def test_packed_content_is_counted(filters: list[str], packed: bytes) -> None:
    def edit(document: pikepdf.Pdf) -> None:
        document.pages[0].Contents = document.make_stream(
            packed, Filter=pikepdf.Array([pikepdf.Name(name) for name in filters])
        )

    assert marks_in(edited(edit)) == pytest.approx(operations_of(TABLE), abs=2)


@pytest.mark.parametrize("broken", ["resources", "filter", "form"])
def test_damage_is_left_to_the_readers(broken: str) -> None:
    def edit(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        form = document.make_stream(b"0 0 m 9 9 l S", Subtype=pikepdf.Name.Form)
        page.Resources.XObject = pikepdf.Dictionary(F=form)
        page.Contents = document.make_stream(b"/F Do")
        if broken == "resources":
            page.Resources.XObject = pikepdf.Array([1, 2])
        elif broken == "filter":
            form.Filter = pikepdf.Array([7, pikepdf.Dictionary()])
        else:
            form.Resources = pikepdf.Array([7])

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(grid())) as document:
        edit(document)
        document.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert 0 <= marks_in(out.getvalue()) <= 3


def test_what_is_within_the_bounds_is_read_and_what_is_not_is_refused() -> None:
    assert 30_000 < marks_in(rules(30_000)) < FILES.max_drawing_operations
    assert 30_000 < marks_in(words(30_000)) < FILES.max_drawing_operations
    with pytest.raises(DrawingLimitError, match=r"draws more letters and rules .* \(1,000,000\)"):
        marks_in(rules(400_000))


@given(st.binary(max_size=400))
def test_no_content_counts_more_than_it_has_bytes(content: bytes) -> None:
    assert 0 <= operations_of(content) <= len(content)
