"""Separate watermarks from the text of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import groupby
from statistics import median

from extract.geometry.bbox import crosses
from extract.geometry.page_model import Glyph, Line, Word
from extract.pdf.glyphs import lightness
from extract.text.thresholds import WATERMARK
from extract.text.words import lines_of, words_from_glyphs


def without_watermark(words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """Separate large, pale words that other words overlap.

    Args:
        words: of a page, in drawing order.

    Returns:
        The words of the text, and those of the watermark.
    """
    if not words:
        return [], []
    size = median(word.size for word in words for _ in word.text)
    large = [
        word
        for word in words
        if word.size > WATERMARK.size_ratio * size
        and WATERMARK.min_lightness < lightness(word.color) < WATERMARK.max_lightness
    ]
    marks = [
        word
        for word in large
        if any(crosses(word.bbox, other.bbox) for other in words if other is not word)
    ]
    mark_ids = {id(word) for word in marks}
    return [word for word in words if id(word) not in mark_ids], marks


def watermark_lines(aslant: Iterable[Glyph], marks: Sequence[Word], unread: Set[int]) -> list[Line]:
    """Make the lines of a watermark: its large words, and runs of slanted glyphs.

    Args:
        aslant: glyphs whose baseline is neither horizontal nor vertical.
        marks: large, pale words; see `without_watermark`.
        unread: indices of glyphs that are drawn over again, or hidden.
    """
    lines = list(lines_of(marks))
    numbered = enumerate(glyph for glyph in aslant if glyph.index not in unread)
    for _, run in groupby(numbered, key=lambda pair: (pair[1].index - pair[0], pair[1].size)):
        glyphs = [glyph for _, glyph in run if glyph.text.strip()]
        if glyphs:
            lines += lines_of([_one_word(glyphs)])
    return lines


def _one_word(glyphs: Sequence[Glyph]) -> Word:
    parts = words_from_glyphs(glyphs)
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
