"""Watermarks: words across the page that belong to no cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from statistics import median

from extract.geometry.bbox import crosses
from extract.geometry.page_model import Glyph, Line, Word
from extract.pdf.glyphs import lightness
from extract.text.words import lines_of, words_of

LARGER = 2.5
"""Watermarks set upright are this many times larger than the page's text."""
PALE = 0.6
"""Lightness (0 black, 1 white) from which a large word may be a watermark."""


def without_watermark(words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """Part large pale words that other words run across from the rest.

    Args:
        words: of a page, in drawing order.

    Returns:
        The words that are read, and those of the watermark.
    """
    if not words:
        return [], []
    size = median(word.size for word in words for _ in word.text)
    large = [w for w in words if w.size > LARGER * size and PALE < lightness(w.color) < 0.99]
    marks = [
        word
        for word in large
        if any(crosses(word.bbox, other.bbox) for other in words if other is not word)
    ]
    held = {id(word) for word in marks}
    return [word for word in words if id(word) not in held], marks


def watermark_lines(
    aslant: Iterable[Glyph], marks: Sequence[Word], repeated: frozenset[int]
) -> list[Line]:
    """Make lines of a watermark: glyphs set aslant that follow each other, and large words."""
    lines = list(lines_of(marks))
    written = [glyph for glyph in aslant if glyph.index not in repeated]
    numbered = enumerate(written)
    for _, run in groupby(numbered, key=lambda pair: (pair[1].index - pair[0], pair[1].size)):
        glyphs = [glyph for _, glyph in run if glyph.text.strip()]
        if glyphs:
            lines += lines_of([_one_word(glyphs)])
    return lines


def _one_word(glyphs: Sequence[Glyph]) -> Word:
    parts = words_of(glyphs)
    first = parts[0]
    return Word(
        text="".join(part.text for part in parts),
        x0=min(part.x0 for part in parts),
        top=min(part.top for part in parts),
        x1=max(part.x1 for part in parts),
        bottom=max(part.bottom for part in parts),
        baseline=first.baseline,
        size=first.size,
        bold=first.bold,
        italic=first.italic,
        color=first.color,
        glyphs=tuple(index for part in parts for index in part.glyphs),
    )
