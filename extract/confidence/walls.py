"""Tell what the rules around a cell show, so that the form of its text need not.

A text inside drawn walls is one text, however it looks: a long one with paragraphs and lists, or
one without a full stop. It may hold two cells only where a wall is missing; then white space runs
through it, or through its row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.confidence.thresholds import EVIDENCE
from extract.geometry.page_model import Line, PageCell
from extract.stitching.stitched_table import StitchedCell, StitchedTable
from extract.text.sentences import starts_anew

COLUMN_SPREAD = "lines of the column start at different places"
TEXT_SPREAD = "lines of the text start at different places"
NO_SPACE = "no space is drawn between two of its words"
NO_SPACES = "no space is drawn between words of texts of the column"
TOUCHING_WORDS = "one of its words looks like two that touch"
SPANS_COLUMNS = "the cell spans columns"
TEXT_IN_PIECES = "the text is drawn in pieces"
OPEN = "the text is open"
SHIFTED = "the text starts at another place"
COLUMN_IN_PIECES = "texts of the column are drawn in pieces"
BREAKS_OFF = "the text breaks off"
LONG = "the text is long"
OF_FORM = frozenset(
    {
        COLUMN_SPREAD,
        TEXT_SPREAD,
        NO_SPACE,
        NO_SPACES,
        TOUCHING_WORDS,
        SPANS_COLUMNS,
        TEXT_IN_PIECES,
        OPEN,
        SHIFTED,
        COLUMN_IN_PIECES,
    }
)
"""Evidence from the form of a text, which shows nothing between walls."""
AT_PAGE_END = frozenset({BREAKS_OFF, LONG})
"""Evidence that shows something between walls only where a page end cuts the cell."""


def has_all_walls(table: StitchedTable) -> bool:
    """Return whether rules or shades part all cells of a table, and no wall seems to be missing.

    On no page texts of one cell stand apart: a wall may be missing between such columns.
    """
    return table.is_ruled and table.has_drawn_rows and table.texts_apart >= EVIDENCE.apart


def is_walled(cell: StitchedCell) -> bool:
    """Return whether the text of a cell stays between its walls."""
    slack = EVIDENCE.same_edge
    return all(
        part.bbox[0] - slack <= line.x0 and line.x1 <= part.bbox[2] + slack
        for _, part in cell.parts
        for line in part.lines
    )


def widest_row_gap(cells: Iterable[StitchedCell], step: float) -> float:
    """Return how far the widest horizontal gap across a whole row exceeds its line spacing.

    Such a gap may be a boundary between two rows, without a drawn line: at least two texts continue
    below it, and no text has a line in it. The result is in line steps.

    Args:
        cells: the cells that start in the row.
        step: the usual line step, in points; 0 if no text has two lines.
    """
    by_page: dict[int, list[PageCell]] = {}
    for cell in cells:
        for page, part in cell.parts:
            by_page.setdefault(page, []).append(part)
    widest = 0.0
    for parts in by_page.values() if step else ():
        for above, below in ((a, b) for part in parts for a, b in pairwise(part.lines)):
            gap = (below.baseline - above.baseline) / step - EVIDENCE.usual_step
            if gap > widest and starts_anew(below.text) and _parts_row(parts, above, below):
                widest = gap
    return widest


def _parts_row(parts: Sequence[PageCell], above: Line, below: Line) -> bool:
    """Return whether no text of a row is between two lines, and two texts are below both."""
    lines = [line for part in parts for line in part.lines]
    is_crossed = any(above.bottom < line.bottom and line.top < below.top for line in lines)
    going_on = sum(any(line.top >= below.top for line in part.lines) for part in parts)
    return not is_crossed and going_on > 1
