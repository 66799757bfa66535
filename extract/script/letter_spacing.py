"""Words whose letters are set apart: `S U M M A R Y` as one word."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extract.geometry.page_model import Word
from extract.script.thresholds import SCRIPT


def with_spaced_words_joined(words: Sequence[Word], word_gap: float) -> list[Word]:
    """Join the letters of letter-spaced texts to words.

    Letters are joined if all of them are apart by more than a word space, and the file draws them
    as one string, or sets them apart by one distance whatever their widths: cells beside each
    other are drawn one by one, and it is their places that are even. Blanks between all letters
    are such a distance on a page where letters so typed make words such as `Budget`.

    Args:
        words: in drawing order.
        word_gap: gap between two words, in parts of the type size.
    """
    if not any(len(word.glyphs) == 1 for word in words):
        return list(words)
    texts = list(_texts(words, word_gap))
    known = {round(one, 2) for one in map(_tracking, texts) if one is not None}
    has_blanks = any(map(_makes_words, texts))
    joined: list[Word] = []
    for text in texts:
        if _is_spaced(text, known):
            joined += _joined(text)
        elif has_blanks and _has_blanks(text):
            joined += _blanks_joined(text)
        else:
            joined += text
    return joined


def _texts(words: Sequence[Word], word_gap: float) -> Iterator[list[Word]]:
    """Yield the runs of letters apart on one line; other words by themselves."""
    text: list[Word] = []
    for word in words:
        if text and not _goes_on(text[-1], word, word_gap):
            yield text
            text = []
        text.append(word)
    if text:
        yield text


def _goes_on(before: Word, word: Word, word_gap: float) -> bool:
    """Return whether a letter stands next to another one that is apart from it.

    Kerning brings letters such as `AV` so close that they are one word already.
    """
    are_letters = max(len(before.glyphs), len(word.glyphs)) <= SCRIPT.max_kerned_letters
    is_one_line = before.baseline == word.baseline and before.size == word.size
    gap, size = word.x0 - before.x1, word.size
    least = 0.0 if word.after_space else word_gap
    most = SCRIPT.max_spaced_word_gap if word.after_space else SCRIPT.max_letter_gap
    return are_letters and is_one_line and least * size < gap <= most * size


def _gaps(text: Sequence[Word]) -> list[float]:
    """Return the gaps between letters without a blank, in parts of the type size."""
    pairs = pairwise(text)
    return [(right.x0 - left.x1) / left.size for left, right in pairs if not right.after_space]


def _are_letters(text: Sequence[Word]) -> bool:
    return 2 * sum(len(word.glyphs) == 1 for word in text) > len(text)


def _is_one_string(text: Sequence[Word]) -> bool:
    return text[0].begins_string and not any(word.begins_string for word in text[1:])


def _is_even(gaps: Sequence[float], usual: float) -> bool:
    even = sum(abs(gap - usual) <= SCRIPT.even_gap for gap in gaps)
    return even >= SCRIPT.min_even_share * len(gaps)


def _tracking(text: Sequence[Word]) -> float | None:
    """Return the distance of a text's letters, in parts of the type size, if it is surely spaced.

    Letters of one width that are evenly apart may be in cells of one width as well.
    """
    gaps = _gaps(text)
    if len(gaps) < SCRIPT.min_spaced_gaps or not _are_letters(text):
        return None
    usual = median(gaps)
    widths = [(word.x1 - word.x0) / word.size for word in text]
    differ = max(widths) - min(widths) > SCRIPT.min_width_difference
    return usual if _is_one_string(text) or (differ and _is_even(gaps, usual)) else None


def _is_spaced(text: Sequence[Word], known: Collection[float]) -> bool:
    """Return whether a text is letter-spaced: by itself, or as other texts of the page are."""
    if _tracking(text) is not None:
        return True
    gaps = _gaps(text)
    return bool(gaps) and _are_letters(text) and any(_is_even(gaps, one) for one in known)


def _joined(text: Sequence[Word]) -> list[Word]:
    """Join letters up to wider gaps; a blank may lack between words, and kerning narrow a gap."""
    most = _max_letter_gap(_gaps(text))
    words: list[Word] = [text[0]]
    for before, word in pairwise(text):
        if word.after_space or word.x0 - before.x1 > most * word.size:
            words.append(word)
        else:
            words[-1] = _with(words[-1], word)
    return words


def _max_letter_gap(gaps: Sequence[float]) -> float:
    ratio = SCRIPT.letter_gap_ratio
    return ratio * min(median(gaps), ratio * min(gaps))


def _has_blanks(text: Sequence[Word]) -> bool:
    is_single = all(len(word.glyphs) == 1 for word in text)
    return len(text) > 1 and is_single and all(word.after_space for word in text[1:])


def _makes_words(text: Sequence[Word]) -> bool:
    """Return whether letters with a blank after each make a word such as `Budget`.

    In a list of single letters, all have the same case.
    """
    if len(text) <= SCRIPT.min_spaced_gaps or not _has_blanks(text):
        return False
    words = [word.text for word in _blanks_joined(text)]
    return any(word.istitle() and len(word) > SCRIPT.min_spaced_gaps for word in words)


def _blanks_joined(text: Sequence[Word]) -> list[Word]:
    """Join letters that have one blank after each, and more blanks between words."""
    most = _max_letter_gap([right.x0 - left.x1 for left, right in pairwise(text)])
    words: list[Word] = [text[0]]
    for before, word in pairwise(text):
        if word.x0 - before.x1 > most:
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
