"""Whether a document hyphenates words, learnt from its line ends."""

from __future__ import annotations

import pytest

from extract.text.hyphenation_style import HyphenationStyle
from extract.text.hyphens import Vocabulary, join_lines, read_lines
from extract.text.line_break import Odds, default_odds
from extract.text.thresholds import LINE_ENDS


class Listed:
    """A word list made for a test: how common each word is; 0 is not listed, but a word."""

    def __init__(self, **zipf: float) -> None:
        self._zipf = zipf

    def is_word(self, word: str) -> bool:
        """Return whether a string is a word by itself."""
        return word in self._zipf

    def knows(self, word: str) -> bool:
        """Return whether a string is a word at all."""
        return word in self._zipf

    def zipf(self, word: str) -> float:
        """Return how common a word is."""
        return self._zipf.get(word, 0.0)


WORDS = Listed(tolerance=4.0, well=5.0, being=4.0, wellbeing=3.0, on=6.0, line=4.0, online=4.0)
BROKEN, COMPOUND, EVEN = ("a toler-", "ance of"), ("a well-", "being of"), ("an on-", "line one")
PLAIN = ("some text", "goes on")


def hyphenates(*line_ends: tuple[tuple[str, str], int], words: Listed = WORDS) -> bool | None:
    """Return whether a document hyphenates that has each of some line ends a number of times."""
    style = HyphenationStyle(words)
    for (above, below), count in line_ends:
        for _ in range(count):
            style.learn(above, below)
    return style.is_hyphenated


@pytest.mark.parametrize(
    ("broken", "compounds", "expected"),
    [(2, 6, True), (2, 7, None), (1, 0, None), (2, 0, True), (3, 9, True), (3, 10, None)],
)
def test_a_quarter_of_broken_words_shows_that_words_are_hyphenated(
    broken: int, compounds: int, expected: bool | None
) -> None:
    assert hyphenates((BROKEN, broken), (COMPOUND, compounds)) is expected
    assert LINE_ENDS.hyphenated_share == 0.25


@pytest.mark.parametrize(
    ("compounds", "plain", "expected"),
    [(3, 0, False), (2, 0, None), (2, 28, False), (2, 27, None), (0, 90, None), (1, 59, False)],
)
def test_compounds_and_plain_line_ends_show_that_none_is(
    compounds: int, plain: int, expected: bool | None
) -> None:
    """A line end at a compound is one in running text, too."""
    assert hyphenates((COMPOUND, compounds), (PLAIN, plain)) is expected


@pytest.mark.parametrize(("even", "compounds", "expected"), [(1, 3, None), (1, 4, False)])
def test_words_as_common_whole_as_in_parts_leave_it_open(
    even: int, compounds: int, expected: bool | None
) -> None:
    assert hyphenates((EVEN, even), (COMPOUND, compounds)) is expected
    # Of parts that are not listed, nothing is known.
    unlisted = Listed(well=0.0, being=4.0, wellbeing=0.0)
    assert hyphenates((COMPOUND, 5), words=unlisted) is False


def test_line_ends_before_a_capital_or_a_figure_show_nothing() -> None:
    for above, below in (
        ("a toler-", "Ance"),
        ("a Toler-", "ance"),
        ("in 2019-", "2025"),
        ("", ""),
    ):
        assert hyphenates(((above, below), 9)) is None


def test_a_column_breaks_anywhere_from_some_odds_on() -> None:
    assert not Odds(full=-1.0, alone=0.0).breaks_anywhere
    assert Odds(full=-0.9, alone=0.0).breaks_anywhere
    assert not default_odds().breaks_anywhere


def test_a_hyphen_of_an_address_is_doubtful_where_words_are_hyphenated() -> None:
    lines = ["www.example.org/law-", "based/report"]
    one = "".join(lines)
    breaks = Vocabulary.of(["toler-\nance and preven-\ntion with radi-\ncalisation"], "en")
    assert read_lines(lines, Vocabulary("en")) == (one, ())
    assert read_lines(lines, breaks) == (one, ("www.example.org/lawbased/report",))
    slash = ["www.example.org/", "based/report"]
    assert read_lines(slash, breaks) == ("".join(slash), ())
    assert join_lines(["www.example.org/law-", "and more"], breaks).endswith("law- and more")


def test_a_soft_hyphen_inside_a_line_keeps_none_at_line_ends() -> None:
    """Of two fonts, one maps its hyphen to U+00AD; the other one shows that words are broken."""
    text = ["a toler-\nance and preven-\ntion of self-help, with radi-\ncalisation"]
    document = Vocabulary.of([*text, "De\u00adradicalisation and areas"], "en")
    assert join_lines(["PoA Priority Ar\u00ad", "eas"], document) == "PoA Priority Areas"
    assert join_lines(["Self\u00ad", "help"], document) == "Self-help"
