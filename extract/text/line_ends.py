"""Blanks that a file draws at its line ends, though nobody sees them on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from extract.geometry.page_model import Line
from extract.text.hyphenation_style import Blanks

FITS = 0.35
"""Parts of the type size that a blank takes at most: word processors leave out those that do
not fit in the line."""

MOSTLY = 0.95
"""Share of line ends with a blank from which on a file is one that draws them."""

ENOUGH = 20
"""Line ends from which on such a share says something."""

_HYPHENS = "-\u2010\u00ad"


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
    return True if step == 2 and below.after_blank else None


def blanks_of(texts: Iterable[Sequence[Line]]) -> Blanks:
    """Say whether a file draws the blanks at which its lines end.

    Args:
        texts: cells and paragraphs, by their lines.

    Returns:
        `none` also where it draws one behind broken words too.
    """
    wide = {True: 0, False: 0}
    tight = {True: 0, False: 0}
    hyphens = {True: 0, False: 0}
    for lines in texts:
        widest = max((line.x1 for line in lines), default=0.0)
        for above, below in pairwise(lines):
            drawn = blank_between(above, below)
            if drawn is None or not below.text[0].isalpha():
                continue
            if above.text[-1] in _HYPHENS:
                hyphens[drawn] += 1
            elif above.text[-1].isalpha():
                has_room = widest - above.x1 > FITS * above.size
                (wide if has_room else tight)[drawn] += 1
    if hyphens[True] > hyphens[False] or not _draws(wide):
        return "none"
    return "all" if _draws(tight) else "fitting"


def _draws(found: Mapping[bool, int]) -> bool:
    total = found[True] + found[False]
    return total >= ENOUGH and found[True] >= MOSTLY * total


def blanks_behind(
    lines: Sequence[Line], full: Sequence[bool | None], drawn: Blanks
) -> list[bool | None]:
    """Say for each line of a cell whether a blank stands behind it, as far as the file tells.

    Args:
        lines: of the cell.
        full: for each, whether it reaches the cell's edge.
        drawn: which blanks the file draws.
    """
    flags: list[bool | None] = [None] * len(lines)
    if drawn == "none":
        return flags
    for index, (above, below) in enumerate(pairwise(lines)):
        blank = blank_between(above, below)
        # Where the next word had fitted too, a new paragraph starts: no blank is missing.
        is_missing = full[index] is None or (full[index] and drawn == "all")
        flags[index] = True if blank else False if blank is False and is_missing else None
    return flags
