"""A passage with another text than it prints (ActualText) is read as it is printed."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from reportlab.pdfgen import canvas

from extract.page.ledger import letters
from extract.page.page_worker import read_and_cross_check

PRINTED = "Report 3 of the workshop"
SHOWN = f"({PRINTED}) Tj".encode()


def page() -> Pdf:
    file = io.BytesIO()
    sheet = canvas.Canvas(file)
    sheet.setFont("Helvetica", 9)
    for line in range(6):
        sheet.drawString(60, 700 - 20 * line, PRINTED if line == 3 else f"Line {line} of the page")
    sheet.save()
    return pikepdf.open(file)


def replaced(pdf: Pdf, where: str, text: str) -> None:
    sheet = pdf.pages[0]
    content = sheet.Contents.read_bytes()
    assert SHOWN in content
    mark = f"/Span <</ActualText ({text})>> BDC ".encode()
    if where == "resources":
        properties = Dictionary(MC0=pdf.make_indirect(Dictionary(ActualText=String(text))))
        sheet.Resources.Properties = properties
        mark = b"/Span /MC0 BDC "
    content = content.replace(SHOWN, mark + SHOWN + b" EMC")
    if where == "form":
        form = Stream(pdf, content, Type=Name.XObject, Subtype=Name.Form, BBox=sheet.MediaBox)
        form.Resources = Dictionary(Font=sheet.Resources.Font)
        sheet.Resources = Dictionary(XObject=Dictionary(X=form))
        content = b"/X Do"
    sheet.Contents = Array([Stream(pdf, content)])


@pytest.mark.parametrize("where", ["content", "resources", "form"])
@pytest.mark.parametrize("text", ["Nothing", "A much longer text than the one that is printed"])
def test_the_print_is_read_and_counted(where: str, text: str, tmp_path: Path) -> None:
    pdf = page()
    replaced(pdf, where, text)
    pdf.save(tmp_path / "a.pdf")
    reading = read_and_cross_check(tmp_path / "a.pdf", 1)
    read = letters("".join(reading.glyph_texts))
    assert letters(PRINTED) in read
    assert reading.counted == len(read)
    assert "(ActualText); the print was read" in reading.note


def test_nothing_is_noted_where_the_texts_count_alike(tmp_path: Path) -> None:
    page().save(tmp_path / "a.pdf")
    assert read_and_cross_check(tmp_path / "a.pdf", 1).note == ""
