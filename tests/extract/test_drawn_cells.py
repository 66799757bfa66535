"""Cells that are drawn as areas on a shade, or as boxes with round corners, make a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.stage import read_document

ROWS = [
    ["Area", "Activity", "Output"],
    ["Schools", "Train teachers of all districts", "Manual"],
    ["Courts", "Hold a seminar for judges", "Report"],
    ["Prisons", "Visit each of the prisons", "Statistics"],
    ["Harbours", "Equip the guards", "Devices"],
]
WIDTH, HEIGHT = 140.0, 30.0
Draw = Callable[[Canvas, int, float, float], None]


def white_on_a_ground(canvas: Canvas, _row: int, x: float, y: float) -> None:
    canvas.setFillGray(1.0)
    canvas.rect(x, y, WIDTH - 1.5, HEIGHT - 1.5, stroke=0, fill=1)


def every_second_of_the_ground(canvas: Canvas, row: int, x: float, y: float) -> None:
    canvas.setFillGray(0.9 if row % 2 else 0.7)
    canvas.rect(x, y, WIDTH, HEIGHT, stroke=0, fill=1)


def round_corners(canvas: Canvas, _row: int, x: float, y: float) -> None:
    canvas.roundRect(x, y, WIDTH - 4, HEIGHT - 4, 5, stroke=1, fill=0)


def round_shades(canvas: Canvas, _row: int, x: float, y: float) -> None:
    canvas.setFillGray(0.9)
    canvas.roundRect(x, y, WIDTH - 3, HEIGHT - 3, 5, stroke=0, fill=1)


def draw(path: Path, draw_cell: Draw, ground: float | None) -> None:
    canvas = Canvas(str(path), pagesize=(500, 260))
    if ground is not None:
        canvas.setFillGray(ground)
        width, height = WIDTH * len(ROWS[0]), HEIGHT * len(ROWS)
        canvas.rect(40, 230 - height, width, height, stroke=0, fill=1)
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            x, y = 40 + WIDTH * column, 230 - HEIGHT * (row + 1)
            draw_cell(canvas, row, x, y)
            canvas.setFillGray(0.0)
            canvas.setFont("Helvetica-Bold" if row == 0 else "Helvetica", 8)
            canvas.drawString(x + 5, y + 14, text)
    canvas.save()


@pytest.mark.parametrize(
    ("draw_cell", "ground"),
    [
        (white_on_a_ground, 0.4),
        (every_second_of_the_ground, 0.9),
        (round_corners, None),
        (round_shades, None),
    ],
)
def test_drawn_cells_make_a_table(draw_cell: Draw, ground: float | None, tmp_path: Path) -> None:
    draw(tmp_path / "plan.pdf", draw_cell, ground)
    (table,) = read_document(tmp_path / "plan.pdf").tables
    assert list(table.columns) == ROWS[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == ROWS[1:]
