"""Find texts that hold a row boundary, or that a row boundary cuts, by the distances of lines.

A program sets the lines of a text at one distance, and parts two rows by another one. If a line
that looks like the start of a text lies as far below the one before it as a row lies below another
row, it may start a row. If the lines of two cells lie as close as those of one text, they may be
one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.confidence.column_statistics import line_step_of
from extract.confidence.thresholds import EVIDENCE
from extract.geometry.page_model import Line
from extract.stitching.stitched_table import StitchedCell, StitchedTable
from extract.text.sentences import starts_anew


@dataclass(frozen=True, slots=True)
class LineSteps:
    """The distances of baselines in a table, in points.

    Attributes:
        usual: of the lines of its texts; 0 if no text has two lines.
        rows: of the last and the first line of rows that follow each other on a page.
        uneven: share of its texts of several lines with an uneven step, 0 to 1. Texts with
            paragraphs have some.
    """

    usual: float
    rows: tuple[float, ...]
    uneven: float


def line_steps_of(table: StitchedTable) -> LineSteps:
    """Measure the distances of the lines of a table.

    Args:
        table: the table, joined over its pages.
    """
    steps = LineSteps(line_step_of(table), tuple(_row_steps(table)), 0.0)
    texts = [cell for cell in table.cells if len(cell.lines) > 1]
    uneven = sum(bool(uneven_steps_of(cell, steps)) for cell in texts)
    return LineSteps(steps.usual, steps.rows, uneven / len(texts) if texts else 0.0)


def uneven_steps_of(cell: StitchedCell, steps: LineSteps) -> list[float]:
    """Return the steps inside a cell that are not its table's usual one, before a new start.

    Args:
        cell: the cell.
        steps: of its table.

    Returns:
        The distances of baselines, in points.
    """
    if not steps.usual:
        return []
    slack = EVIDENCE.uneven_step * steps.usual
    found = []
    for _, part in cell.parts:
        for above, below in pairwise(part.lines):
            step = below.baseline - above.baseline
            if abs(step - steps.usual) > slack and _starts_text(above, below):
                found.append(step)
    return found


def weigh_steps(cell: StitchedCell, steps: LineSteps, *, is_drawn: bool) -> dict[str, float]:
    """Weigh whether the lines of a cell belong to two rows.

    Args:
        cell: the cell.
        steps: the line steps of its table.
        is_drawn: rules or shades show the rows. If many steps of the table are uneven, they are
            then the distances between paragraphs.
    """
    uneven = uneven_steps_of(cell, steps)
    weight = max(0.0, 1.0 - EVIDENCE.usual_uneven * steps.uneven) if is_drawn else 1.0
    return {
        "the lines of its text lie unevenly": weight * bool(uneven),
        "lines of its text lie as far apart as rows": weight * _is_row_step(uneven, steps),
    }


def cells_set_as_one(table: StitchedTable, steps: LineSteps) -> set[int]:
    """Find cells whose lines and those of the cell above or below lie as those of one text.

    Args:
        table: the table, joined over its pages.
        steps: of the table.

    Returns:
        The identities of the cells on both sides. None if rows lie as close as lines do.
    """
    slack = EVIDENCE.uneven_step * steps.usual
    if not steps.rows or abs(median(steps.rows) - steps.usual) <= 2 * slack:
        return set()
    ending = {
        (cell.row_stop, cell.column): cell
        for cell in table.cells
        if cell.lines and table.rows[cell.row].kind == "row"
    }
    found: set[int] = set()
    for cell in table.cells:
        above = ending.get((cell.row, cell.column))
        if above is None or not cell.lines or table.rows[cell.row].kind != "row":
            continue
        (page, last), (next_page, first) = _last_line(above), _first_line(cell)
        if page == next_page and abs(first.baseline - last.baseline - steps.usual) <= slack:
            found |= {id(above), id(cell)}
    return found


def _is_row_step(uneven: Sequence[float], steps: LineSteps) -> bool:
    slack = EVIDENCE.uneven_step * steps.usual
    return any(abs(step - other) <= slack for step in uneven for other in steps.rows)


def _starts_text(above: Line, below: Line) -> bool:
    """Return whether a line looks like the start of a text, set in the type of the one above."""
    is_same_size = abs(above.size - below.size) <= EVIDENCE.same_size * above.size
    return is_same_size and starts_anew(below.text)


def _row_steps(table: StitchedTable) -> list[float]:
    """Return how far the first line of each row lies below the last one of the row before it."""
    lowest: dict[int, tuple[int, float]] = {}
    highest: dict[int, tuple[int, float]] = {}
    for cell in table.cells:
        if not cell.lines:
            continue
        last_page, last = _last_line(cell)
        first_page, first = _first_line(cell)
        bottom, top = (last_page, last.baseline), (first_page, first.baseline)
        lowest[cell.row_stop] = max(bottom, lowest.get(cell.row_stop, bottom))
        highest[cell.row] = min(top, highest.get(cell.row, top))
    return [
        highest[row][1] - lowest[row][1]
        for row in sorted(lowest.keys() & highest.keys())
        if highest[row][0] == lowest[row][0]
    ]


def _last_line(cell: StitchedCell) -> tuple[int, Line]:
    return next((page, part.lines[-1]) for page, part in reversed(cell.parts) if part.lines)


def _first_line(cell: StitchedCell) -> tuple[int, Line]:
    return next((page, part.lines[0]) for page, part in cell.parts if part.lines)
