"""Find texts that did not fit at the foot of the page on which their row starts.

Word processors control widows and orphans: they leave no single line of a text, or no two lines,
alone on a page. A text of two or three lines is moved whole to the next page; of a longer text at
least two lines are moved. If texts stand in the middle or at the foot of their cells, a short text
may also be printed on the next page, beside a long one that continues there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extract.geometry.page_model import Line, PageCell
from extract.ruling.thresholds import RULING
from extract.stitching.page_ends.thresholds import PAGINATION


@dataclass(frozen=True, slots=True)
class PaginationStyle:
    """How a table is broken over its pages.

    Attributes:
        foot: lower edge in points that at least two pages reach.
        is_low: texts stand in the middle or at the foot of their cells.
        kept_lines: number of lines of a text that are kept together at a page end.
        padding: white space above the first line of a cell, in points; None if page ends do not
            remove it.
        row_height: height of the lowest row with text inside pages, in points; None if there is
            none.
    """

    foot: float
    is_low: bool
    kept_lines: int = field(default_factory=lambda: PAGINATION.kept_lines)
    padding: float | None = None
    row_height: float | None = None

    @classmethod
    def of(cls, pages: Sequence[tuple[Sequence[PageCell], int]]) -> PaginationStyle:
        """Measure a table.

        Args:
            pages: for each page, its body cells, in rows counted from 0, and its row count.

        Returns:
            The style.
        """
        feet = sorted(max((c.bbox[3] for c in cells), default=0.0) for cells, _ in pages)
        foot = feet[-2:][0] if feet else 0.0
        spaces = [[space for c in cells if (space := _white_space(c))] for cells, _ in pages]
        least = PAGINATION.roomy_cell
        roomy = [x for page in spaces for x in page if x.above + x.below > least * x.size]
        low = [x for x in roomy if x.above > PAGINATION.low_share * (x.above + x.below)]
        is_low = len(roomy) >= PAGINATION.min_cases and len(low) > PAGINATION.low_cells * len(roomy)
        heights = [
            cell.bbox[3] - cell.bbox[1]
            for cells, count in pages
            for cell in cells
            if cell.lines and cell.row > 0 and cell.row_stop < count
        ]
        padding = None if is_low else _padding(spaces)
        return cls(foot, is_low, _kept_lines(pages), padding, min(heights, default=None))

    def is_cut(self, top: PageCell) -> bool | None:
        """Return whether a cell lacks the white space above its text that new cells have.

        Args:
            top: a cell at the top of a page.

        Returns:
            None if the cell has no text, or if continued cells have that white space as well.
        """
        if self.padding is None or not top.lines:
            return None
        return top.lines[0].top - top.bbox[1] < self.padding - PAGINATION.cut_padding / 2


class _WhiteSpace(NamedTuple):
    """Free height above and below a cell's text, and its type size, in points."""

    above: float
    below: float
    size: float
    is_first: bool
    """The cell is in the first row of its page."""


def _white_space(cell: PageCell) -> _WhiteSpace | None:
    lines = tuple(cell.lines)
    if not lines:
        return None
    above, below = lines[0].top - cell.bbox[1], cell.bbox[3] - lines[-1].bottom
    return _WhiteSpace(above, below, lines[0].size, cell.row == 0)


def _padding(pages: Sequence[Sequence[_WhiteSpace]]) -> float | None:
    """Measure the white space above texts; None unless some cells at page tops lack it, not all."""
    usual = [space.above for page in pages for space in page if not space.is_first]
    if len(usual) < PAGINATION.min_cases:
        return None
    padding = median(usual)
    tops = [space.above for page in pages[1:] for space in page if space.is_first]
    lacking = sum(above < padding - PAGINATION.cut_padding for above in tops)
    return padding if PAGINATION.min_cases <= lacking < len(tops) else None


def _kept_lines(pages: Sequence[tuple[Sequence[PageCell], int]]) -> int:
    """Find the fewest lines that page ends leave of texts that continue in lower case."""
    counts: list[int] = []
    for (cells, count), (following, stop) in pairwise(pages):
        feet = {c.column: c for c in cells if c.row_stop == count and c.lines}
        for top in following:
            foot = feet.get(top.column)
            if top.row or foot is None or not top.text[:1].islower():
                continue
            counts += [len(foot.lines)] if foot.row else []
            counts += [len(top.lines)] if top.row_stop < stop else []
    if len(counts) < PAGINATION.min_cases:
        return PAGINATION.kept_lines
    return min(max(PAGINATION.kept_lines, min(counts)), PAGINATION.max_kept_lines)


def widow_controlled_columns(
    last: Mapping[int, PageCell],
    tops: Mapping[int, PageCell],
    empty: Collection[int],
    pagination: PaginationStyle,
) -> frozenset[int]:
    """Find the columns whose text may not have fitted on the page before.

    Args:
        last: the cells at the foot of a page, by column.
        tops: the cells at the top of the next page, by column.
        empty: columns whose cell prints nothing before the page end.
        pagination: how the table is broken over its pages.

    Returns:
        Columns whose text is on the next page because the page before had no room for it. A
        column is left out if another cell of its row has as many lines and ends before the
        page end.
    """
    if pagination.is_low:
        return frozenset(column for column in empty if column in tops and tops[column].lines)
    paddings = (cell.lines[0].top - cell.bbox[1] for cell in last.values() if cell.lines)
    padding = max(0.0, min(paddings, default=0.0))
    return frozenset(
        column
        for column in empty
        if column in tops
        and (lines := tops[column].lines)
        and pagination.foot - last[column].bbox[1]
        < 2 * padding + _height(lines[: (least := _least_lines(lines, pagination))])
        and _longest_beside(column, last, tops) < least
    )


def _least_lines(lines: Sequence[Line], pagination: PaginationStyle) -> int:
    """Count the first lines of a text that a page prints at least."""
    return len(lines) if len(lines) < 2 * pagination.kept_lines else pagination.kept_lines


def _height(lines: Sequence[Line]) -> float:
    return lines[-1].bottom - lines[0].top


def _longest_beside(column: int, last: Mapping[int, PageCell], tops: Mapping[int, PageCell]) -> int:
    """Count the lines of the longest text that starts in the same row and ends on the page."""
    top = last[column].bbox[1]
    return max(
        (
            len(cell.lines)
            for other, cell in last.items()
            if abs(cell.bbox[1] - top) <= RULING.snap_distance
            and not (other in tops and tops[other].lines)
        ),
        default=0,
    )
