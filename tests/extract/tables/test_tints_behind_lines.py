"""Drawn rules decide over shades."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.colors import Color, white
from reportlab.pdfgen.canvas import Canvas

from extract.stage import read_document

TINT = Color(0.94, 0.85, 0.92)
LIGHTER = Color(0.96, 0.89, 0.94)


def draw(
    canvas: Canvas, top: float, rows: list[tuple[str, list[str]]], tint: Color = LIGHTER
) -> None:
    """Draw a table as word processors do: tints, each line on one of its own, white rules."""
    y = top
    for key, lines in rows:
        height = 16.0 * len(lines)
        canvas.setFillColor(TINT)
        canvas.rect(60, y - height, 100, height, stroke=0, fill=1)
        canvas.rect(160.5, y - height, 300, height, stroke=0, fill=1)
        canvas.setFillColor(tint)
        canvas.rect(66, y - 16, 88, 16, stroke=0, fill=1)
        for index in range(len(lines)):
            canvas.rect(166, y - 16 * (index + 1), 288, 15, stroke=0, fill=1)
        canvas.setFillColor(white)
        for box in ((60, y, 400.5, 0.5), (60, y - height, 0.5, height)):
            canvas.rect(*box, stroke=0, fill=1)
        for box in ((160, y - height, 0.5, height), (460, y - height, 0.5, height)):
            canvas.rect(*box, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(68, y - 12, key)
        for index, line in enumerate(lines):
            canvas.drawString(168, y - 12 - 16 * index, line)
        y -= height
    canvas.setFillColor(white)
    canvas.rect(60, y, 400.5, 0.5, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)


FIRST = [
    ("Challenge", ["In the event of a flood a quick response", "requires good information."]),
    ("Solution", ["Maps are used to give a view of the", "properties affected, and of", "people."]),
    ("Benefits", ["The ability to locate vulnerable people"]),
]
SECOND = [
    ("Challenge", ["To find the gaps in drug and alcohol", "service provision."]),
    ("Solution", ["Data was used to calculate where", "services can be reached."]),
]


@pytest.mark.parametrize("tint", [LIGHTER, TINT], ids=["lighter", "unseen"])
def test_tinted_lines_are_not_rows_if_white_rules_separate_the_cells(
    tmp_path: Path, tint: Color
) -> None:
    pdf = tmp_path / "tinted.pdf"
    canvas = Canvas(str(pdf), pagesize=(520, 400))
    draw(canvas, 380, FIRST, tint)
    canvas.drawString(64, 258, "Location data is used to inform decisions on where to go.")
    draw(canvas, 240, SECOND, tint)
    canvas.save()
    document = read_document(pdf)
    read = [
        [[cell.text for cell in row.cells] for row in (*table.header, *table.rows)]
        for table in document.tables
    ]
    assert read == [
        [[key, " ".join(lines)] for key, lines in FIRST],
        [[key, " ".join(lines)] for key, lines in SECOND],
    ]
    (between,) = document.blocks
    assert between.text == "Location data is used to inform decisions on where to go."
    (ledger,) = document.ledger
    assert (ledger.lost, ledger.doubled) == (0, 0)
