"""Tell from the strings that a file draws which words are of one text.

A file draws a string in one operation. Most programs draw each line of a cell as one string, so
that a string that begins beside another one, with no space drawn between them, is of the next
cell; and two words of one string with one space between them are of one cell, however wide the
space is in a justified line. Justified lines have equal spaces: a string with unequal ones is a
row of a table, which some programs draw as one string.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.geometry.page_model import Glyph, StringLink, Word
from extract.geometry.thresholds import STRINGS

_HYPHENS = "-\u00ad\u2010"


def is_one_string(before: Word, word: Word) -> bool:
    """Return whether the file draws two words in one string, with one space between them."""
    return word.link == "next" and word.after in before.glyphs[-1:]


class DrawnStrings:
    """The strings of a page.

    Args:
        glyphs: in drawing order, including white space.
    """

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        begun = [pair for pair in pairwise(glyphs) if pair[1].begins_string]
        beside = sum(_is_beside(last, glyph) for last, glyph in begun)
        self.are_lines = len(begun) > 0 and beside <= STRINGS.max_parts * len(begun)
        """Whether a string is a whole line of a text, as a rule."""
        self._in_rows = _glyphs_in_rows(glyphs) if self.are_lines else frozenset()

    def link(self, last: Glyph, spaces: Sequence[Glyph], glyph: Glyph) -> StringLink:
        """Say how a glyph is drawn after another one.

        Args:
            last: the last glyph before it that is no space.
            spaces: the spaces between them.
            glyph: the glyph.
        """
        if not glyph.begins_string:
            is_one_string = len(spaces) == 1 and not spaces[0].begins_string
            is_text = is_one_string and glyph.index not in self._in_rows
            return "next" if self.are_lines and is_text else ""
        if not self.are_lines or spaces or not _has_same_face(last, glyph):
            return ""
        if glyph.text in _HYPHENS and _is_beside(last, glyph):
            return ""  # some programs draw the hyphen at a line's end by itself
        # The same line goes on exactly where it ends, for a sign of another font for instance.
        goes_on = abs(glyph.x0 - last.x1) <= STRINGS.rounding * glyph.size
        return "" if goes_on else "apart"


def _glyphs_in_rows(glyphs: Sequence[Glyph]) -> frozenset[int]:
    """Return the indexes of the first glyphs of words in strings that are rows of a table."""
    in_rows: list[int] = []
    begun: list[tuple[Glyph, float]] = []
    last: Glyph | None = None
    has_space = False
    for glyph in glyphs:
        if glyph.begins_string:
            in_rows += _if_row(begun)
            begun, last, has_space = [], None, False
        if glyph.text.isspace() or not glyph.text:
            has_space = True
            continue
        space = glyph.x0 - last.x1 if last is not None else 0.0
        if last is not None and (has_space or space > STRINGS.usual_space * glyph.size):
            begun.append((glyph, space))
        last, has_space = glyph, False
    return frozenset([*in_rows, *_if_row(begun)])


def _if_row(begun: Sequence[tuple[Glyph, float]]) -> Iterator[int]:
    """Return the first glyphs of the words of a string if its spaces are not those of a text.

    Args:
        begun: first glyph of each word but the first one, and the white space before it.
    """
    if len(begun) < 2:
        return
    size = begun[0][0].size
    least, most = min(space for _, space in begun), max(space for _, space in begun)
    is_even = most <= STRINGS.even * max(least, STRINGS.usual_space * size)
    if not is_even or most > STRINGS.max_space * size:
        yield from (glyph.index for glyph, _ in begun)


def _is_beside(last: Glyph, glyph: Glyph) -> bool:
    """Return whether a string goes on in the line of the one before, or close to its end."""
    is_one_line = abs(glyph.baseline - last.baseline) <= STRINGS.one_line * glyph.size
    return is_one_line and abs(glyph.x0 - last.x1) <= STRINGS.near * glyph.size


def _has_same_face(one: Glyph, other: Glyph) -> bool:
    return (one.bold, one.italic, one.color) == (other.bold, other.italic, other.color) and (
        abs(one.size - other.size) <= STRINGS.rounding * one.size
    )
