"""Words whose letters are set apart: `S U M M A R Y` as one word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.geometry.page_model import Word
from extract.script.thresholds import SCRIPT


def with_spaced_words_joined(words: Sequence[Word], word_gap: float) -> list[Word]:
    """Join the letters of letter-spaced strings to words.

    Only glyphs that the file draws as one string are joined, and only if all of them are apart by
    more than a word space: cells beside each other are drawn one by one.

    Args:
        words: in drawing order.
        word_gap: gap between two words, in parts of the type size.
    """
    if not any(len(word.glyphs) == 1 and not word.begins_string for word in words):
        return list(words)
    joined: list[Word] = []
    for string in _strings(words):
        joined += _joined(string, word_gap)
    return joined


def _strings(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the words of each string; without knowledge of strings, each word is one."""
    string: list[Word] = []
    for word in words:
        if string and (word.begins_string or abs(word.baseline - string[-1].baseline) > 0):
            yield string
            string = []
        string.append(word)
    if string:
        yield string


def _joined(string: Sequence[Word], word_gap: float) -> Sequence[Word]:
    gaps = [right.x0 - left.x1 for left, right in pairwise(string) if not right.after_space]
    size = string[0].size
    if (
        len(gaps) < SCRIPT.min_spaced_gaps
        or not string[0].begins_string
        or any(len(word.glyphs) > 1 for word in string)
        or not word_gap * size < min(gaps) <= SCRIPT.max_letter_gap * size
    ):
        return string
    most = SCRIPT.letter_gap_ratio * min(gaps)
    words: list[Word] = [string[0]]
    for before, word in pairwise(string):
        if word.after_space or word.x0 - before.x1 > most:
            words.append(word)
        else:
            words[-1] = _with(words[-1], word)
    return words


def _with(word: Word, letter: Word) -> Word:
    return replace(
        word,
        text=word.text + letter.text,
        x0=min(word.x0, letter.x0),
        top=min(word.top, letter.top),
        x1=max(word.x1, letter.x1),
        bottom=max(word.bottom, letter.bottom),
        glyphs=word.glyphs + letter.glyphs,
        codes=word.codes + letter.codes,
        raw=(word.raw or word.text) + (letter.raw or letter.text) if word.raw or letter.raw else "",
    )
