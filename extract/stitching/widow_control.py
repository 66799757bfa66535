"""Texts that find no room at the foot of the page on which their row begins.

Programs leave no single line of a text on either page (widows and orphans), or no two: a text of
two or three lines is printed whole on the next page, of a longer one two lines at least. Where
texts stand in the middle or at the foot of their cells, a short one may be printed on the next
page beside a long one that goes on there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extract.geometry.page_model import Line, PageCell
from extract.ruling.thresholds import RULING

CUT_OFF = 2.5
"""Points of white above a text that a page end removes, at least; half is the tolerance."""
KEPT = 2
"""Lines of a text that most programs keep together at a page end."""
MOST_KEPT = 4
"""Hardly any keeps more."""
FEW = 4
"""From fewer cells than this nothing is drawn."""


@dataclass(frozen=True, slots=True)
class PaginationStyle:
    """How the table stands on its pages.

    Attributes:
        foot: how far down they go, two of them at least.
        is_low: texts stand in the middle or at the foot of their cells.
        kept: lines of a text that stay together at a page end.
        padding: white above the first line of a cell; None where page ends do not cut it off.
    """

    foot: float
    is_low: bool
    kept: int = KEPT
    padding: float | None = None

    @classmethod
    def of(cls, pages: Sequence[tuple[Sequence[PageCell], int]]) -> PaginationStyle:
        """Measure the body cells of all pages, in page rows from 0, each page with its rows."""
        feet = sorted(max((c.bbox[3] for c in cells), default=0.0) for cells, _ in pages)
        foot = feet[-2:][0] if feet else 0.0
        whites = [[white for c in cells if (white := _white(c))] for cells, _ in pages]
        roomy = [x for page in whites for x in page if x.above + x.below > 3 * x.size]
        low = [x for x in roomy if x.above > (x.above + x.below) / 3]
        is_low = len(roomy) >= FEW and len(low) > len(roomy) / 2
        return cls(foot, is_low, _kept(pages), None if is_low else _padding(whites))

    def is_cut(self, top: PageCell) -> bool | None:
        """Say whether a cell at a page's top lacks the white that new cells have there.

        Args:
            top: the cell.

        Returns:
            None where it has no text, or where cells that go on have that white, too.
        """
        if self.padding is None or not top.lines:
            return None
        return top.lines[0].top - top.bbox[1] < self.padding - CUT_OFF / 2


class _White(NamedTuple):
    """What a text leaves free of its cell's height, and the size of its type."""

    above: float
    below: float
    size: float
    is_first: bool
    """Its cell stands in the first row of its page."""


def _white(cell: PageCell) -> _White | None:
    lines = tuple(cell.lines)
    if not lines:
        return None
    above, below = lines[0].top - cell.bbox[1], cell.bbox[3] - lines[-1].bottom
    return _White(above, below, lines[0].size, cell.row == 0)


def _padding(pages: Sequence[Sequence[_White]]) -> float | None:
    """The white above texts inside pages, if at the top of pages some cells lack it, not all."""
    usual = [white.above for page in pages for white in page if not white.is_first]
    if len(usual) < FEW:
        return None
    padding = median(usual)
    tops = [white.above for page in pages[1:] for white in page if white.is_first]
    lacking = sum(above < padding - CUT_OFF for above in tops)
    return padding if FEW <= lacking < len(tops) else None


def _kept(pages: Sequence[tuple[Sequence[PageCell], int]]) -> int:
    """The fewest lines that page ends leave of texts that go on beyond doubt, in lower case."""
    shown: list[int] = []
    for (cells, count), (following, stop) in pairwise(pages):
        feet = {c.column: c for c in cells if c.row_stop == count and c.lines}
        for top in following:
            foot = feet.get(top.column)
            if top.row or foot is None or not top.text[:1].islower():
                continue
            shown += [len(foot.lines)] if foot.row else []
            shown += [len(top.lines)] if top.row_stop < stop else []
    return min(max(KEPT, min(shown)), MOST_KEPT) if len(shown) >= FEW else KEPT


def widow_controlled_columns(
    last: Mapping[int, PageCell],
    tops: Mapping[int, PageCell],
    empty: Collection[int],
    setting: PaginationStyle,
) -> frozenset[int]:
    """Find the columns whose text may have found no room.

    Args:
        last: the cells at a page's foot, by column.
        tops: the cells at the next page's top.
        empty: columns whose cell has printed nothing up to the page's end.
        setting: how the table stands on its pages.

    Returns:
        Columns that print on the next page only, for want of height on the page before; none
        where a cell of the same row shows as many lines, and ends there.
    """
    if setting.is_low:
        return frozenset(column for column in empty if column in tops and tops[column].lines)
    paddings = (cell.lines[0].top - cell.bbox[1] for cell in last.values() if cell.lines)
    padding = max(0.0, min(paddings, default=0.0))
    return frozenset(
        column
        for column in empty
        if column in tops
        and (lines := tops[column].lines)
        and setting.foot - last[column].bbox[1]
        < 2 * padding + _height(lines[: (least := _least(lines, setting))])
        and _shown_beside(column, last, tops) < least
    )


def _least(lines: Sequence[Line], setting: PaginationStyle) -> int:
    """How many of a text's first lines a page shows at least."""
    return len(lines) if len(lines) < 2 * setting.kept else setting.kept


def _height(lines: Sequence[Line]) -> float:
    return lines[-1].bottom - lines[0].top


def _shown_beside(column: int, last: Mapping[int, PageCell], tops: Mapping[int, PageCell]) -> int:
    """Lines of the longest text that begins in the same row, and ends on the page."""
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
