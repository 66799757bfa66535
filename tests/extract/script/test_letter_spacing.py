"""Letters that are set apart are one word, and the texts of narrow cells are not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from extract.geometry.page_model import Word
from extract.script.letter_spacing import with_spaced_words_joined
from tests.extract.page_parts import make_word

SIZE, WORD_GAP = 10.0, 0.15


def spaced(
    text: str, *gaps: float, widths: tuple[float, ...] = (6.0,), string: bool = True
) -> list[Word]:
    """Set letters of 10 points with gaps between them; the last gap goes on, and so do widths.

    Args:
        text: the letters; a blank stands before the letter after it, and counts as no gap.
        gaps: between two letters, in points.
        widths: of the letters.
        string: the file draws them as one string, not one by one.
    """
    words: list[Word] = []
    x, after_space = 20.0, True
    for char in text:
        if char == " ":
            after_space = True
            continue
        if words:
            x = words[-1].x1 + gaps[min(len(words), len(gaps)) - 1]
        width = widths[len(words) % len(widths)]
        word = make_word(char, x, 50.0, x1=x + width, size=SIZE, glyphs=(len(words),))
        words.append(replace(word, after_space=after_space, begins_string=not (words and string)))
        after_space = False
    return words


def joined(words: list[Word]) -> str:
    return " ".join(word.text for word in with_spaced_words_joined(words, WORD_GAP))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (spaced("PLAN", 3.0), "PLAN"),
        (spaced("PLA", 3.0), "P L A"),  # two gaps show nothing
        (spaced("PLAN", 1.5), "P L A N"),  # as close as letters of a word
        (spaced("PLAN", 1.75), "PLAN"),
        (spaced("PLAN", 8.0), "PLAN"),
        (spaced("PLAN", 8.25), "P L A N"),  # values in columns
        (spaced("PLAN", 3.0, string=False), "P L A N"),  # letters of one width: cells of one width
        (spaced("PLAN", 3.0, widths=(6.0, 7.5), string=False), "PLAN"),
        (spaced("PLAN", 3.0, widths=(6.0, 7.0), string=False), "P L A N"),
        (spaced("PLAN", 3.0, widths=(1.0, 2.0), string=False), "P L A N"),
        (spaced("PLAN", 3.0, 4.0, 5.0, widths=(6.0, 7.5), string=False), "P L A N"),
        # One of four gaps is kerned.
        (spaced("PLANS", 3.0, 3.0, 3.0, 2.5, widths=(6.0, 7.5), string=False), "PLANS"),
        (spaced("PLANS", 3.0, 3.0, 2.5, 2.0, widths=(6.0, 7.5), string=False), "P L A N S"),
        # A wider gap parts two words.
        (spaced("PLANOF", 3.0, 3.0, 3.0, 4.75, 3.0), "PLANOF"),
        (spaced("PLANOF", 2.5, 2.5, 2.5, 4.0, 2.5), "PLANOF"),
        (spaced("PLANOF", 2.5, 2.5, 2.5, 4.25, 2.5), "PLAN OF"),
        (spaced("PLANOF", 3.0, 3.0, 3.0, 5.0, 3.0), "PLAN OF"),
        (spaced("PLAN OF", 3.0, 3.0, 3.0, 6.0, 3.0), "PLAN OF"),
        (spaced("PLAN OF", 3.0, 3.0, 3.0, 25.5, 3.0), "PLAN OF"),
    ],
)
def test_letters_evenly_apart_or_of_one_string_are_a_word(words: list[Word], text: str) -> None:
    assert joined(words) == text


def test_letters_of_other_lines_and_sizes_are_apart() -> None:
    changes: tuple[dict[str, Any], ...] = ({"baseline": 60.0}, {"size": 9.0})
    for change in changes:
        words = spaced("PLAN", 3.0)
        words[2] = replace(words[2], **change)
        assert joined(words) == "P L A N"


def test_a_pair_that_kerning_joins_is_a_letter() -> None:
    words = spaced("PLANS", 3.0)
    words[1] = replace(words[1], text="LAV", glyphs=(1, 11, 12))
    assert joined(words) == "PLAVANS"
    words[1] = replace(words[1], text="LAVA", glyphs=(1, 11, 12, 13))
    assert joined(words) == "P LAVA A N S"


def test_most_parts_of_a_spaced_text_are_letters() -> None:
    words = [
        replace(word, text=word.text * 2, glyphs=(*word.glyphs, 100 + at)) if at % 2 else word
        for at, word in enumerate(spaced("PLAN", 3.0))
    ]
    assert joined(words) == "P LL A NN"


def test_a_short_text_is_spaced_as_another_one_of_the_page() -> None:
    short = [replace(word, baseline=80.0) for word in spaced("OF", 3.0)]
    assert joined([*spaced("PLAN", 3.0), *short]) == "PLAN OF"
    wide = [replace(word, baseline=80.0) for word in spaced("OF", 5.0)]
    assert joined([*spaced("PLAN", 3.0), *wide]) == "PLAN O F"


@pytest.mark.parametrize(
    ("text", "gaps", "read_as"),
    [
        ("B u d g e t", (3.0,), "Budget"),
        ("B u d", (3.0,), "B u d"),
        ("B u d g", (3.0,), "Budg"),
        ("A B C D", (3.0,), "A B C D"),  # a list of letters
        ("a b c d", (3.0,), "a b c d"),
        ("B u d g e t", (3.0, 3.0, 3.0, 3.0, 8.0), "Budge t"),
        ("B u d g e t", (2.5, 2.5, 2.5, 2.5, 4.0), "Budget"),
        ("B u d g e t", (2.5, 2.5, 2.5, 2.5, 4.25), "Budge t"),
    ],
)
def test_blanks_between_all_letters_of_a_word_are_no_spaces(
    text: str, gaps: tuple[float, ...], read_as: str
) -> None:
    assert joined(spaced(text, *gaps)) == read_as


def test_a_ligature_between_blanks_is_one_letter() -> None:
    words = spaced("F n d", 3.0)
    assert joined([replace(words[0], text="Fi"), *words[1:]]) == "Fi n d"
    words = spaced("F n d s", 3.0)
    assert joined([replace(words[0], text="Fi"), *words[1:]]) == "Finds"


def test_other_words_stay_as_they_are() -> None:
    words = [make_word("Plan", 20.0, 50.0), make_word("of", 40.0, 50.0)]
    assert with_spaced_words_joined(words, WORD_GAP) == words
    assert with_spaced_words_joined([], WORD_GAP) == []


def test_a_joined_word_keeps_what_the_file_says() -> None:
    words = spaced("PLAN", 3.0)
    words[1] = replace(words[1], raw="l", codes=(("l", 0.0, 0.0, 1.0, 1.0),), top=40.0)
    (word,) = with_spaced_words_joined(words, WORD_GAP)
    assert (word.raw, word.glyphs, word.codes) == ("PlAN", (0, 1, 2, 3), words[1].codes)
    assert (word.x0, word.x1, word.top) == (words[0].x0, words[-1].x1, 40.0)
    (plain,) = with_spaced_words_joined(spaced("PLAN", 3.0), WORD_GAP)
    assert plain.raw == ""
