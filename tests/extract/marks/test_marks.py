"""What is seen in a cell and is no text, read from files that common programs write."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas

from extract.model import Document
from extract.stage import read_document

Drawing = Callable[[Canvas, float, float], object]


def grid(pdf: Path, drawings: dict[tuple[int, int], Drawing], rows: int = 5) -> Document:
    """Draw a grid of three columns; drawings are in cells of the last one or instead of texts."""
    canvas = Canvas(str(pdf), pagesize=(400, 300))
    for row in range(rows):
        for column in range(3):
            x, y = 40 + column * 100, 250 - row * 30
            canvas.setFont("Helvetica", 9)
            canvas.setFillColor(colors.black)
            if (row, column) in drawings:
                drawings[row, column](canvas, x, y)
            elif column < 2 or row == 0:
                canvas.drawString(x + 5, y + 10, f"Text {row} {column}")
            canvas.rect(x, y, 100, 30)
    canvas.save()
    return read_document(pdf)


def marks(document: Document) -> dict[tuple[int, int], list[tuple[str, str]]]:
    (table,) = document.tables
    depth = len(table.header)
    return {
        (row_number, cell.column): [(m.kind, m.value) for f in cell.fragments for m in f.marks]
        for row_number, row in enumerate((*table.header, *table.rows))
        for cell in row.cells
        if any(fragment.marks for fragment in cell.fragments)
        and (row_number >= depth or row.kind == "header")
    }


def shade(color: colors.Color) -> Drawing:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.setFillColor(color)
        canvas.rect(x, y, 100, 30, stroke=0, fill=1)

    return draw


def cross_in_box(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x + 10, y + 10, 9, 9)
    canvas.line(x + 11, y + 11, x + 18, y + 18)
    canvas.line(x + 11, y + 18, x + 18, y + 11)


def test_boxes_ticks_and_icons(tmp_path: Path) -> None:
    def tick(canvas: Canvas, x: float, y: float) -> None:
        path = canvas.beginPath()
        path.moveTo(x + 10, y + 14)
        path.lineTo(x + 13, y + 10)
        path.lineTo(x + 20, y + 20)
        canvas.drawPath(path)

    document = grid(
        tmp_path / "marks.pdf",
        {
            (1, 2): tick,
            (2, 2): cross_in_box,
            (3, 2): lambda canvas, x, y: canvas.rect(x + 10, y + 10, 9, 9),
            (4, 2): lambda canvas, x, y: canvas.circle(x + 20, y + 15, 5, fill=1),
        },
    )
    assert marks(document) == {
        (1, 2): [("checked", "drawn tick")],
        (2, 2): [("checked", "drawn box with a mark")],
        (3, 2): [("unchecked", "drawn box")],
        (4, 2): [("icon", "drawing")],
    }
    assert [doubt.kind for doubt in document.doubts] == ["unread-mark"] * 4


def test_a_column_of_traffic_lights(tmp_path: Path) -> None:
    lights = [colors.red, colors.green, colors.green, colors.yellow]
    drawings: dict[tuple[int, int], Drawing] = {
        (row, 2): shade(light) for row, light in enumerate(lights, 1)
    }
    found = marks(grid(tmp_path / "lights.pdf", drawings))
    assert found == {
        (1, 2): [("fill", "#ff0000")],
        (2, 2): [("fill", "#008000")],
        (3, 2): [("fill", "#008000")],
        (4, 2): [("fill", "#ffff00")],
    }


def test_a_shaded_column_says_nothing(tmp_path: Path) -> None:
    drawings: dict[tuple[int, int], Drawing] = {
        (row, 2): shade(colors.lightgrey) for row in range(1, 5)
    }
    assert marks(grid(tmp_path / "shaded.pdf", drawings)) == {}


def fields(canvas: Canvas, x: float, y: float) -> None:
    canvas.acroForm.textfield(name="amount", x=x + 4, y=y + 6, width=80, height=16, value="1,000")


def ticked(canvas: Canvas, x: float, y: float) -> None:
    canvas.acroForm.checkbox(name="done", x=x + 4, y=y + 6, size=14, checked=True)


def unticked(canvas: Canvas, x: float, y: float) -> None:
    canvas.acroForm.checkbox(name="open", x=x + 4, y=y + 6, size=14, checked=False)


def linked(canvas: Canvas, x: float, y: float) -> None:
    canvas.drawString(x + 5, y + 10, "the register")
    canvas.linkURL("https://example.org/list", (x + 5, y + 8, x + 60, y + 20))


FORM: dict[tuple[int, int], Drawing] = {
    (1, 2): fields,
    (2, 2): ticked,
    (3, 2): unticked,
    (4, 2): linked,
}


def check_form(document: Document, amount: str) -> None:
    found = marks(document)
    assert found[1, 2] == [("field", amount)]
    assert ("checked", "done") in found[2, 2]
    assert ("unchecked", "open") in found[3, 2]
    assert found[4, 2] == [("link", "https://example.org/list")]
    (table,) = document.tables
    last = [row.cells[2].text for row in (*table.header, *table.rows)]
    assert last[1] == amount
    assert last[4] == "the register"
    assert document.ledger[0].lost == document.ledger[0].doubled == 0


def test_form_fields_and_links(tmp_path: Path) -> None:
    check_form(grid(tmp_path / "form.pdf", FORM), "1,000")


@pytest.mark.parametrize("mode", ["disable", "generate"])
def test_a_linearised_form_that_was_filled_in_later(mode: str, tmp_path: Path) -> None:
    grid(tmp_path / "form.pdf", FORM)
    target = io.BytesIO()
    with pikepdf.open(tmp_path / "form.pdf") as document:
        streams = getattr(pikepdf.ObjectStreamMode, mode)
        document.save(target, linearize=True, object_stream_mode=streams)
    (tmp_path / "filled.pdf").write_bytes(with_update(target.getvalue(), "9,999"))
    check_form(read_document(tmp_path / "filled.pdf"), "9,999")


def with_update(content: bytes, value: str) -> bytes:
    """Append a revision of a file in which the text field has another value."""
    with pikepdf.open(io.BytesIO(content)) as document:
        field = next(one for one in document.Root.AcroForm.Fields if one.T == "amount")
        field.V = pikepdf.String(value)
        del field["/AP"]
        number, body = field.objgen[0], field.unparse(resolved=True)
        size, root = int(document.trailer.Size), document.Root.objgen[0]
    previous = int(content[content.rindex(b"startxref") :].split()[1])
    added = b"\n%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(content) + len(added)
    return (
        content
        + added
        + b"xref\n%d 1\n%010d 00000 n \n" % (number, len(content) + 1)
        + b"trailer\n<</Size %d /Root %d 0 R /Prev %d>>\n" % (size, root, previous)
        + b"startxref\n%d\n%%%%EOF\n" % start
    )
