"""Measure how the texts of a column usually look, to compare each of its cells with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.confidence.thresholds import EVIDENCE
from extract.geometry.page_model import Line
from extract.stitching.stitched_table import StitchedCell, StitchedTable
from extract.text.sentences import CLOSING, ends_sentence, first_letter

_ADDRESS = re.compile(r"https?:|www\.|\S+@\S")


@dataclass(frozen=True, slots=True)
class ColumnStatistics:
    """How the texts of one column look. Shares are of its cells with text, 0 to 1.

    Each share also counts a few imaginary cells without the property, so that the shares of a
    column with few cells stay small.

    Attributes:
        empty: share of its cells, the empty ones included, that have no text.
        high: share that starts neither in lower case nor with a mark that closes a text.
        closed: share that ends with a full stop or the like.
        plain: share whose first line is not bold.
        length: median number of characters.
        left: median distance of the text from the left edge of its cell, in points.
        is_left_aligned: most texts have that distance.
    """

    empty: float
    high: float
    closed: float
    plain: float
    length: float
    left: float
    is_left_aligned: bool


def statistics_of(table: StitchedTable) -> list[ColumnStatistics]:
    """Learn the statistics of each column from the cells that span this column alone.

    Args:
        table: the table, joined over its pages.

    Returns:
        One entry per column.
    """
    columns: list[list[StitchedCell]] = [[] for _ in range(table.column_count)]
    for cell in table.cells:
        if cell.column_stop == cell.column + 1 and table.rows[cell.row].kind == "row":
            columns[cell.column].append(cell)
    return [_statistics(cells) for cells in columns]


def line_step_of(table: StitchedTable) -> float:
    """Return the usual distance of the baselines of two lines of a cell, in points.

    Zero if no cell has two lines.
    """
    steps = [
        below.baseline - above.baseline
        for cell in table.cells
        for _, part in cell.parts
        for above, below in pairwise(part.lines)
    ]
    return median(steps) if steps else 0.0


def starts_low(text: str) -> bool:
    """Return whether a text starts in lower case, or with a mark that closes a text.

    A web or e-mail address is in lower case wherever it stands.
    """
    first = first_letter(text)
    return not _ADDRESS.match(text) and (first.islower() or first in CLOSING)


def ends_open(text: str) -> bool:
    """Return whether a text ends neither like a sentence nor with an address."""
    return not ends_sentence(text) and not ends_in_address(text)


def ends_in_address(text: str) -> bool:
    """Return whether the last word of a text is a web or e-mail address."""
    words = text.split()
    return bool(words and _ADDRESS.match(words[-1]))


def _statistics(cells: Sequence[StitchedCell]) -> ColumnStatistics:
    texts = [lines for cell in cells if (lines := cell.lines)]
    lefts = [_left(cell) for cell in cells if cell.lines]
    left = median(lefts) if lefts else 0.0
    return ColumnStatistics(
        empty=_share(len(cells) - len(texts), len(cells)),
        high=_share(sum(not starts_low(lines[0].text) for lines in texts), len(texts)),
        closed=_share(sum(ends_sentence(lines[-1].text) for lines in texts), len(texts)),
        plain=_share(sum(not lines[0].bold for lines in texts), len(texts)),
        length=median(map(length_of, texts)) if texts else 0.0,
        left=left,
        is_left_aligned=2 * sum(abs(x - left) < 1 for x in lefts) > len(lefts),
    )


def length_of(lines: Sequence[Line]) -> int:
    """Return the number of characters of lines."""
    return sum(len(line.text) for line in lines)


def _left(cell: StitchedCell) -> float:
    return min(line.x0 - part.bbox[0] for _, part in cell.parts for line in part.lines)


def _share(count: int, total: int) -> float:
    return count / (total + EVIDENCE.imagined_cells)
