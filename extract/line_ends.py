"""Blanks that a file draws at its line ends, though nobody sees them on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.reading import Line

FITS = 0.35
"""Parts of the type size that a blank takes at most: word processors leave out those that do
not fit in the line."""

MOSTLY = 0.95
"""Share of line ends with a blank from which on a file is one that draws them."""

ENOUGH = 20
"""Line ends from which on such a share says something."""


def blank_between(above: Line, below: Line) -> bool | None:
    """Say whether the file draws a blank, and nothing else, between two lines.

    Args:
        above: a line.
        below: the next one of its cell.

    Returns:
        None where the file does not draw the two one after the other.
    """
    step = below.glyphs[0] - above.glyphs[-1]
    if step == 1:
        return False
    return True if step == 2 and below.words[0].after_blank else None


def writes_blanks(texts: Iterable[Sequence[Line]]) -> bool:
    """Say whether a file draws the blanks at which its lines end.

    Args:
        texts: cells and paragraphs, by their lines.

    Returns:
        False where it does not, or where it draws one behind broken words too.
    """
    found = {True: 0, False: 0}
    hyphens = {True: 0, False: 0}
    for lines in texts:
        widest = max((line.x1 for line in lines), default=0.0)
        for above, below in pairwise(lines):
            drawn = blank_between(above, below)
            if drawn is None or not below.text[0].isalpha():
                continue
            if above.text[-1] in "-\u2010\u00ad":
                hyphens[drawn] += 1
            elif above.text[-1].isalpha() and widest - above.x1 > FITS * above.size:
                found[drawn] += 1
    total = found[True] + found[False]
    if total < ENOUGH or found[True] < MOSTLY * total:
        return False
    return hyphens[True] <= hyphens[False]


def blanks_behind(
    lines: Sequence[Line], full: Sequence[bool | None], is_written: bool
) -> list[bool | None]:
    """Say for each line of a cell whether a blank stands behind it, as far as the file tells."""
    flags: list[bool | None] = [None] * len(lines)
    if is_written:
        for index, (above, below) in enumerate(pairwise(lines)):
            drawn = blank_between(above, below)
            if drawn:
                flags[index] = True
            elif drawn is False and full[index] is None:
                # There was room for it: lines that are not full to the edge are missing none.
                flags[index] = False
    return flags
