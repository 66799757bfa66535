"""The fast page has the same objects as pdfplumber's page."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from pdfminer.pdffont import PDFFont, PDFSimpleFont
from pdfplumber.page import Page

from extract.parser.fast_page import FastPage
from tests.fuzz.classics import edited, many

FORM = b"q BT /F1 8 Tf 2 0 0 2 30 40 Tm (within) Tj ET 5 5 m 9 9 l S Q"


def reads_the_same(page: Page) -> None:
    fast = FastPage.of(page)
    assert len(fast.chars) == len(page.chars)
    for ours, theirs in zip(fast.chars, page.chars, strict=True):
        assert ours == {key: theirs[key] for key in ours}
    assert fast.lines == page.lines
    assert fast.rects == page.rects
    assert fast.curves == page.curves


def test_the_keys_kept_have_pdfplumbers_values(real_pdf: Path) -> None:
    with pdfplumber.open(real_pdf) as document:
        for page in document.pages[:6]:
            reads_the_same(page)
            page.close()


@pytest.mark.parametrize(
    "text",
    [
        b"10 0 0 10 50 60 Tm (plain) Tj T* (next) ' 1 2 (spaced out) \"",
        b"0 1 -1 0 200 100 Tm (upwards) Tj",
        b"0.7 0.7 -0.7 0.7 200 100 Tm (aslant) Tj",
        b"-1 0 0 1 200 100 Tm (mirrored) Tj 1 0 0 -1 200 90 Tm (on its head) Tj",
        b"1 0 0.3 1 200 100 Tm (slanted) Tj",
        b"2 Tc 7 Tw 60 Tz 3 Ts [(a b) -300 (c) 20.5 (d e)] TJ -50 Tz (back) Tj",
        b"/F1 -9 Tf (below) Tj /F1 0 Tf (of no size) Tj",
        b"0.5 g (grey) Tj 1 0 0 rg (red) Tj 0 0 0 1 k (black) Tj",
        b"() Tj [] TJ [5] TJ [(a) /Name (b)] TJ <00ff80> Tj",
        b"/F9 9 Tf (of no font) Tj",
        b"/P <</MCID 3>> BDC (marked) Tj 0 0 m 9 9 l S EMC 0 0 9 9 re f 9 9 l S",
    ],
)
@pytest.mark.parametrize("box", [[0, 0, 400, 300], [-20, 10, 400, 300]])
def test_text_set_in_any_way(text: bytes, box: list[int]) -> None:
    def edit(document: pikepdf.Pdf) -> None:
        many(b"BT /F1 10 Tf 12 TL " + text + b" ET")(document)
        document.pages[0].MediaBox = pikepdf.Array(box)

    with pdfplumber.open(io.BytesIO(edited(edit))) as document:
        reads_the_same(document.pages[0])


def test_glyphs_of_forms_stand_where_they_are_drawn() -> None:
    def edit(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        many(b"BT /F1 10 Tf (before) Tj ET /F Do BT (after) Tj ET")(document)
        name = next(iter(page.Resources.Font.keys())).encode()
        form = document.make_stream(
            FORM.replace(b"/F1", name),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 400, 300],
            Resources=page.Resources,
        )
        page.Resources.XObject = pikepdf.Dictionary(F=form)

    with pdfplumber.open(io.BytesIO(edited(edit))) as document:
        reads_the_same(document.pages[0])
        text = "".join(char["text"] for char in FastPage.of(document.pages[0]).chars)
        assert text == "beforewithinafter"


def test_a_font_is_asked_once_a_page_for_each_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[tuple[int, int]] = Counter()
    widths: Any = PDFFont.char_width

    def counted(self: PDFFont, code: int) -> float:
        asked[id(self), code] += 1
        return float(widths(self, code))

    monkeypatch.setattr(PDFSimpleFont, "char_width", counted, raising=False)
    with pdfplumber.open(io.BytesIO(edited(many(b"BT /F1 10 Tf (aabab) Tj (ab) Tj ET")))) as found:
        assert len(FastPage.of(found.pages[0]).chars) == 7
    assert sorted(asked.values()) == [1, 1]
