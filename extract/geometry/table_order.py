"""Order the tables of a page as they are read: a page column before the next one."""

from __future__ import annotations

from collections.abc import Sequence

from extract.geometry.bbox import shared_length
from extract.geometry.page_model import PageTable, Word
from extract.reading import Bbox


def in_reading_order(tables: Sequence[PageTable], words: Sequence[Word]) -> list[PageTable]:
    """Order tables top to bottom, and column by column where a page is set in columns.

    Args:
        tables: the tables of a page.
        words: the words of the page; a text across both columns separates what is above it.
    """
    left = sorted(tables, key=lambda table: (table.bbox[1], table.bbox[0]))
    ordered: list[PageTable] = []
    while left:
        first = next(
            (
                table
                for table in left
                if not any(_precedes(other.bbox, table.bbox, words) for other in left)
            ),
            left[0],
        )
        ordered.append(first)
        left.remove(first)
    return ordered


def _precedes(one: Bbox, other: Bbox, words: Sequence[Word]) -> bool:
    """Return whether one table is read before another."""
    if one == other:
        return False
    if shared_length(one[0], one[2], other[0], other[2]) > 0:
        return one[1] < other[1]
    is_left = one[2] <= other[0]
    if shared_length(one[1], one[3], other[1], other[3]) > 0:
        return is_left
    is_above = one[3] <= other[1]
    if is_left == is_above:
        return is_above
    left, right = (one, other) if is_left else (other, one)
    upper, lower = (one, other) if is_above else (other, one)
    return is_above == _is_across(left[2], right[0], upper[3], lower[1], words)


def _is_across(left: float, right: float, top: float, bottom: float, words: Sequence[Word]) -> bool:
    """Return whether text between two heights is in the white space between two page columns."""
    return any(
        top <= word.baseline <= bottom and word.x0 < right and word.x1 > left for word in words
    )
