"""How common words are decides at line ends: words of a list made for it, by their Zipf values."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from extract.text import vocabulary as module
from extract.text.hyphens import Vocabulary, read_lines
from extract.text.thresholds import HYPHEN, UNMARKED, VOCABULARY

BEFORE, AFTER = "zorqk", "blatqs"
WHOLE = BEFORE + AFTER
BREAKS = "toler-\nance and preven-\ntion with radi-\ncalisation"
"""A document that breaks words at line ends."""


@pytest.fixture(autouse=True)
def word_list(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """The words of the list and how often they occur; a test fills it."""
    # Of the document that breaks words, the list has the whole words.
    listed = dict.fromkeys(("tolerance", "prevention", "radicalisation"), 1e-4)
    monkeypatch.setattr(module, "_frequencies", lambda _: listed)
    return listed


def listing(listed: dict[str, float], zipf: Mapping[str, float]) -> None:
    listed.update({word: 10 ** (value - 9) for word, value in zipf.items() if value})


def read(document: str, left: str, right: str) -> tuple[str, bool]:
    """Return how two lines are joined, and whether that is in doubt."""
    words = Vocabulary.of([document], "en") if document else Vocabulary("en")
    text, doubts = read_lines([left, right], words)
    return text, bool(doubts)


ONE, KEPT = WHOLE, f"{BEFORE}-{AFTER}"


@pytest.mark.parametrize(
    ("whole", "text", "in_doubt"),
    [
        (0.0, KEPT, False),
        (2.0, KEPT, False),
        (2.1, KEPT, True),
        (3.5, KEPT, True),
        (3.6, ONE, True),
        (4.4, ONE, True),
        (4.5, ONE, False),
    ],
)
def test_a_whole_word_that_is_much_rarer_than_its_parts_is_two(
    word_list: dict[str, float], whole: float, text: str, *, in_doubt: bool
) -> None:
    listing(word_list, {BEFORE: 5.0, AFTER: 6.0, WHOLE: whole})
    assert read("", f"{BEFORE}-", AFTER) == (text, in_doubt)
    assert (HYPHEN.rarer_by, HYPHEN.doubt_by) == (1.5, 0.5)


@pytest.mark.parametrize(
    ("whole", "text", "in_doubt"), [(2.0, KEPT, False), (2.1, ONE, True), (4.5, ONE, False)]
)
def test_in_a_document_that_breaks_words_it_may_be_twice_as_rare(
    word_list: dict[str, float], whole: float, text: str, *, in_doubt: bool
) -> None:
    listing(word_list, {BEFORE: 5.0, AFTER: 6.0, WHOLE: whole})
    assert Vocabulary.of([BREAKS], "en").is_hyphenated
    assert read(BREAKS, f"{BEFORE}-", AFTER) == (text, in_doubt)


@pytest.mark.parametrize(("whole", "text"), [(4.5, KEPT), (4.6, ONE)])
def test_other_compounds_of_the_first_part_are_an_analogy(
    word_list: dict[str, float], whole: float, text: str
) -> None:
    listing(word_list, {BEFORE: 5.0, AFTER: 6.0, WHOLE: whole})
    assert read(f"the {BEFORE}-houses are", f"{BEFORE}-", AFTER)[0] == text


@pytest.mark.parametrize(("whole", "in_doubt"), [(4.0, False), (4.1, True)])
def test_a_compound_that_is_printed_may_usually_be_one_word(
    word_list: dict[str, float], whole: float, *, in_doubt: bool
) -> None:
    listing(word_list, {BEFORE: 5.0, AFTER: 6.0, WHOLE: whole})
    assert read(f"{BREAKS} the {KEPT} was", f"{BEFORE}-", AFTER) == (KEPT, in_doubt)


@pytest.mark.parametrize(("whole", "in_doubt"), [(5.0, False), (4.9, True)])
def test_a_word_that_is_printed_may_be_formed_of_a_prefix(
    word_list: dict[str, float], whole: float, *, in_doubt: bool
) -> None:
    listing(word_list, {BEFORE: 5.0, AFTER: 6.0, WHOLE: whole})
    document = f"{BREAKS} the {WHOLE} was a {BEFORE}-house"
    assert read(document, f"{BEFORE}-", AFTER) == (ONE, in_doubt)


@pytest.mark.parametrize(
    ("at_end", "whole", "in_doubt"),
    [(KEPT, 4.0, False), (KEPT, 4.1, True), (WHOLE, 5.0, False), (WHOLE, 4.9, True)],
)
def test_a_word_beside_a_line_end_shows_its_spelling_too(
    word_list: dict[str, float], at_end: str, whole: float, *, in_doubt: bool
) -> None:
    listing(word_list, {BEFORE: 5.0, AFTER: 6.0, WHOLE: whole})
    prefix = f"a {BEFORE}-house " * (at_end == WHOLE)
    document = f"{BREAKS} and {prefix}now\nit was the {at_end}\nand more"
    assert read(document, f"{BEFORE}-", AFTER) == (at_end, in_doubt)


@pytest.mark.parametrize(("whole", "in_doubt"), [(3.0, False), (3.1, True)])
def test_two_words_that_are_printed_side_by_side_may_be_so_by_chance(
    word_list: dict[str, float], whole: float, *, in_doubt: bool
) -> None:
    listing(word_list, {BEFORE: 5.0, AFTER: 6.0, WHOLE: whole})
    assert read(f"the {BEFORE} {AFTER} is", f"{BEFORE}-", AFTER) == (KEPT, in_doubt)


@pytest.mark.parametrize(
    ("whole", "is_one", "in_doubt"),
    [
        (3.5, False, False),
        (3.6, False, True),
        (5.0, False, True),
        (5.1, True, True),
        (6.4, True, True),
        (6.5, True, False),
    ],
)
def test_two_lines_without_a_hyphen_are_one_word_by_the_odds(
    word_list: dict[str, float], whole: float, *, is_one: bool, in_doubt: bool
) -> None:
    """By chance, the two words stand side by side ten times in a billion."""
    listing(word_list, {BEFORE: 5.0, AFTER: 5.0, WHOLE: whole})
    text = ONE if is_one else f"{BEFORE} {AFTER}"
    assert read("", BEFORE, AFTER) == (text, in_doubt)
    assert (UNMARKED.inside_line_odds, UNMARKED.doubt_odds) == (-4.0, 1.5)


@pytest.mark.parametrize(
    ("word", "zipf", "is_word", "is_known"),
    [
        ("zq", 4.0, True, False),
        ("zq", 3.9, False, False),
        ("zqr", 3.2, False, True),
        ("zqrk", 3.2, False, True),
        ("zqrk", 3.4, True, True),
        ("zorqk", 1.5, True, True),
        ("zorqk", 1.4, False, True),
        ("zorqk", 1.0, False, True),
        ("zorqk", 0.9, False, False),
    ],
)
def test_how_common_a_word_must_be(
    word_list: dict[str, float], word: str, zipf: float, *, is_word: bool, is_known: bool
) -> None:
    listing(word_list, {word: zipf})
    words = Vocabulary("en")
    assert (words.is_word(word), words.knows(word)) == (is_word, is_known)
    assert (VOCABULARY.two_letter_zipf, VOCABULARY.word_zipf) == (4.0, 1.5)


@pytest.mark.parametrize(
    ("neighbour", "zipf", "text"),
    [
        (f"{BEFORE}{AFTER}", 4.9, f"{BEFORE}gromkls"),  # formed of the second part
        (f"{BEFORE}{AFTER}", 5.0, f"{BEFORE}-gromkls"),
        (f"{BEFORE}-{AFTER}", 0.0, f"{BEFORE}-gromkls"),
        (f"{BEFORE}of", 0.0, f"{BEFORE}-gromkls"),  # too short a part
        (f"{BEFORE}ofs", 0.0, f"{BEFORE}gromkls"),
    ],
)
def test_a_coordinated_word_shows_how_the_first_part_is_written(
    word_list: dict[str, float], neighbour: str, zipf: float, text: str
) -> None:
    parts = {BEFORE: 5.0, AFTER: 6.0, "gromkls": 5.0, "of": 6.0, "ofs": 6.0}
    listing(word_list, {**parts, neighbour: zipf})
    joined, _ = read("", f"{neighbour} and {BEFORE}-", "gromkls")
    assert joined == f"{neighbour} and {text}"
