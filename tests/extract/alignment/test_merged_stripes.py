"""Stripes beside merged cells: left out by the stripes, or filled in part where a page ends."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.stage import read_document

LABELS = ["Area", "Activity", "Output", "Lead"]
XS = (30.0, 150.0, 290.0, 410.0, 490.0)
THINGS = [
    "wells",
    "courts",
    "ports",
    "prisons",
    "villages",
    "teachers",
    "archives",
    "bridges",
    "schools",
]
STEP, PADDING = 10.0, 5.0
Cell = tuple[int, int, int, list[str]]
"""The column, the first row and the row after the last of a cell, and the lines of its text."""


def cells_of(draw: random.Random) -> tuple[list[Cell], int]:
    """Make areas of two or three activities; some areas have one output and one lead body."""
    cells: list[Cell] = []
    row = 1
    for area in range(3):
        count, is_shared = draw.choice((2, 3)), area == 1 or draw.random() < 0.3
        key = [f"{area + 1}. Help the {draw.choice(THINGS)}", "of all the districts", "in time"]
        cells.append((0, row, row + count, key[: draw.choice((2, 3))]))
        for at in range(row, row + count):
            cells.append((1, at, at + 1, [f"Visit {THINGS[at - 1]} and say", "what they report"]))
        for column, text in ((2, "Minutes on"), (3, "Body of")):
            parts = (
                [(row, row + count)] if is_shared else [(y, y + 1) for y in range(row, row + count)]
            )
            cells += [(column, y, stop, [f"{text} {THINGS[y - 1]}"]) for y, stop in parts]
        row += count
    return cells, row


def draw_stripes(path: Path, cells: list[Cell], stop: int, *, lines: bool, broken: bool) -> None:
    """Draw a filled header and stripes on every second row.

    Args:
        path: the file.
        cells: the cells of its body.
        stop: the row after the last one.
        lines: draw a line below each cell, and fill merged cells, too.
        broken: fill the last cell of the keys as far as its text goes, without a line below it.
    """
    canvas = Canvas(str(path), pagesize=(520, 400))
    height = 2 * STEP + 2 * PADDING
    ys = [380.0, *(350.0 - height * at for at in range(stop))]
    for column, row, end, text in [*((at, 0, 1, [one]) for at, one in enumerate(LABELS)), *cells]:
        x, top, width = XS[column], ys[row], XS[column + 1] - XS[column]
        is_cut = broken and column == 0 and end == stop
        low = top - STEP * len(text) - 2 * PADDING if is_cut else ys[end]
        canvas.setFillGray(0.2 if row == 0 else 0.9)
        if row == 0 or (row % 2 and (lines or end == row + 1)) or is_cut:
            canvas.rect(x, low, width, top - low, stroke=0, fill=1)
        if lines and not is_cut:
            canvas.line(x, low, x + width, low)
        canvas.setFillGray(1.0 if row == 0 else 0.0)
        canvas.setFont("Helvetica-Bold" if row == 0 else "Helvetica", 8)
        for at, line in enumerate(text):
            canvas.drawString(x + 4, top - PADDING - 8 - STEP * at, line)
    canvas.save()


def read_cells(path: Path) -> set[tuple[int, int, int, str]]:
    (table,) = read_document(path).tables
    assert list(table.columns) == LABELS
    return {(c.column, c.row + 1, c.row_stop + 1, c.text) for row in table.rows for c in row.cells}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", ["left out", "broken off"])
def test_merged_cells_beside_stripes_are_kept_apart(kind: str, seed: int, tmp_path: Path) -> None:
    cells, stop = cells_of(random.Random(f"{kind} {seed}"))
    path = tmp_path / "plan.pdf"
    draw_stripes(path, cells, stop, lines=kind == "broken off", broken=kind == "broken off")
    assert read_cells(path) == {(column, row, end, " ".join(t)) for column, row, end, t in cells}
