"""Use the order in which a file draws text to find which texts belong to one cell.

Programs draw a cell as a whole: all of its lines, and then the next cell. So two lines of a cell
are drawn one right after the other, and two texts side by side are not, unless the left one is the
last line of its cell and the right one the first line of the next. Files that draw line by line
over all columns show nothing; `is_drawn_by_cell` tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.geometry.thresholds import DRAWING_ORDER


def is_drawn_next(before: Sequence[int], after: Sequence[int]) -> bool:
    """Return whether a text is drawn right after another one.

    Args:
        before: indices of the glyphs of the text before, by which they are drawn.
        after: indices of the glyphs of the text after it. Recognised text has no indices.
    """
    return bool(before and after) and 0 < after[0] - before[-1] <= DRAWING_ORDER.max_step


def is_drawn_apart(before: Sequence[int], after: Sequence[int]) -> bool:
    """Return whether other text is drawn between two texts, or the second one before the first.

    Args:
        before: indices of the glyphs of the text before.
        after: indices of the glyphs of the text after it. Recognised text has no indices.
    """
    if not before or not after:
        return False
    return not is_drawn_next(before, after)


def is_drawn_by_cell(pairs: Iterable[tuple[Sequence[int], Sequence[int]]]) -> bool:
    """Return whether a file draws cells as wholes.

    Args:
        pairs: glyphs of two lines of one column, one below the other, for each line that has
            text to its right, too.
    """
    drawn = [is_drawn_next(above, below) for above, below in pairs]
    return sum(drawn) >= max(DRAWING_ORDER.min_lines, DRAWING_ORDER.min_share * len(drawn))
