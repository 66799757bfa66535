"""Line ends without a hyphen: one word or two, by the line, its column and the language."""

from __future__ import annotations

import pytest

from extract.text.hyphens import Vocabulary
from extract.text.line_break import LineEnd, Odds, default_odds
from extract.text.unmarked_breaks import break_odds, count_line_breaks, join_unmarked

ANYWHERE = Odds(full=0.5, alone=0.5)
"""The odds of a column that breaks lines anywhere."""


def join(
    left: str,
    right: str,
    language: str = "en",
    *,
    full: bool | None = True,
    alone: bool = False,
    space: bool | None = None,
    anywhere: bool = False,
) -> tuple[str, str]:
    end = LineEnd(full, alone, space, ANYWHERE if anywhere else default_odds())
    return tuple(join_unmarked(left, right, Vocabulary(language), end))


@pytest.mark.parametrize(
    ("full", "alone", "anywhere", "text", "is_doubtful"),
    [
        (True, True, False, "understanding", False),
        (True, False, True, "understanding", False),
        (True, False, False, "under standing", True),
        (None, True, True, "under standing", True),
        (False, True, True, "under standing", False),
    ],
)
def test_two_words_may_be_one_at_the_edge_of_a_narrow_column(
    full: bool | None, *, alone: bool, anywhere: bool, text: str, is_doubtful: bool
) -> None:
    found = join("under", "standing", full=full, alone=alone, anywhere=anywhere)
    assert found == (text, "understanding" if is_doubtful else "")


def test_parts_that_are_no_words_are_one_word_unless_the_line_is_short() -> None:
    for full, space, text in (
        (True, None, "radicalisation"),
        (None, None, "radicalisation"),
        (True, False, "radicalisation"),
        (False, None, "radicalis ation"),
        (True, True, "radicalis ation"),  # the file draws a space
    ):
        assert join("radicalis", "ation", full=full, space=space) == (text, "")


@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        ("a plan", ", too", "a plan, too"),
        ("the plan (", "one", "the plan (one"),
        ("ASEAN’", "s plan", "ASEAN’s plan"),
        ("ASEAN", "’s plan", "ASEAN’s plan"),
        ("States’", "rights", "States’ rights"),
        ("i", "i.e. the", "i i.e. the"),
    ],
)
def test_marks_stand_beside_their_words_in_any_column(left: str, right: str, text: str) -> None:
    for anywhere in (False, True):
        for alone in (False, True):
            assert join(left, right, anywhere=anywhere, alone=alone) == (text, "")


@pytest.mark.parametrize(
    ("left", "right", "usual", "anywhere", "other"),
    [
        ("see", "…", "see …", "see…", "see …"),
        ('say "yes', '"', 'say "yes "', 'say "yes"', ""),
        ("say", '"yes"', 'say "yes"', 'say "yes"', ""),
        ("e.", "g. the", "e. g. the", "e.g. the", ""),
        ("3.", "5", "3. 5", "3.5", "3. 5"),
        ("in 12", "5", "in 12 5", "in 125", "12 5"),
        ("25,000", "2019", "25,000 2019", "25,000 2019", "25,0002019"),
        ("the e", "-mail", "the e -mail", "the e-mail", ""),
        ("pre", "-, post", "pre -, post", "pre-, post", ""),
        ("pre", "- and post", "pre - and post", "pre- and post", ""),
        ("pre", "- but post", "pre - but post", "pre - but post", ""),
        ("ACP", "oA", "ACP oA", "ACP oA", "ACPoA"),
        ("Badan", "Informasi", "Badan Informasi", "Badan Informasi", ""),
        ("a", "b) next", "a b) next", "ab) next", ""),
        ("no", "no", "no no", "no no", "nono"),
    ],
)
def test_a_column_that_breaks_anywhere_breaks_at_marks_and_digits(
    left: str, right: str, usual: str, anywhere: str, other: str
) -> None:
    assert join(left, right) == (usual, "")
    assert join(left, right, anywhere=True) == (anywhere, other)


@pytest.mark.parametrize(
    ("left", "right", "full", "alone", "space", "text"),
    [
        ("25,0", "00", True, True, None, "25,000"),
        ("25,0", "00", True, False, None, "25,0 00"),
        ("25,0", "00", None, True, None, "25,0 00"),
        ("25,0", "00", None, False, False, "25,000"),
        ("in 1.", "234", True, True, None, "in 1.234"),
        ("25,000", "000", True, True, None, "25,000 000"),
        ("1.2", "345", True, True, None, "1.2 345"),
        ("2019-202", "5, and", True, False, None, "2019-2025, and"),
        ("2019-2025", "5", True, True, None, "2019-2025 5"),
        ("12019-202", "5", True, True, None, "12019-202 5"),
    ],
)
def test_a_narrow_column_breaks_thousands_and_ranges_of_years(
    left: str, right: str, full: bool | None, *, alone: bool, space: bool | None, text: str
) -> None:
    found, other = join(left, right, full=full, alone=alone, space=space)
    assert found == text
    is_glued = text == left + right
    assert other == (f"{left} {right}" if is_glued and space is None else "")


@pytest.mark.parametrize(
    ("language", "left", "right", "usual", "anywhere"),
    [
        ("fr", "l’", "homme", "l’homme", "l’homme"),
        ("fr", "d’interven", "tion", "d’intervention", "d’intervention"),
        ("fr", "jus", "qu’à", "jus qu’à", "jusqu’à"),
        ("fr", "le plan", "; la", "le plan ; la", "le plan ; la"),
        ("fr", "plan", "» et", "plan » et", "plan » et"),
        ("it", "dell", "'uomo", "dell 'uomo", "dell'uomo"),
        ("it", "un", "’altra", "un’altra", "un’altra"),
        ("de", "Zwischenspeicher", "Dateien", "Zwischenspeicher Dateien", None),
    ],
)
def test_languages_set_marks_and_break_words_in_their_ways(
    language: str, left: str, right: str, usual: str, anywhere: str | None
) -> None:
    assert join(left, right, language)[0] == usual
    assert join(left, right, language, anywhere=True)[0] == (anywhere or usual)


def test_a_compound_that_no_list_holds_is_doubtful() -> None:
    left, right = "Zwischenspeicher", "dateien"
    one, two = left + right, f"{left} {right}"
    assert join(left, right, "de") == (two, "")
    assert join(left, right, "de", alone=True) == (two, one)
    assert join(left, right, "de", anywhere=True) == (two, one)
    assert join(left, "Dateien", "de", alone=True) == (f"{left} Dateien", "")
    assert join("Plan", "und", "de", anywhere=True)[1] == ""  # a word that links others
    assert join("plan", "and", "en", alone=True) == ("plan and", "")  # of another language


def test_clear_line_ends_are_counted() -> None:
    words = Vocabulary("en")
    lines = ["the radicalis", "ation of", "people", "and", "others"]
    assert count_line_breaks(lines, [True] * 5, words) == (1, 1, 0, 2)
    # Lines that do not reach the edge, or of which it is unknown, show nothing.
    assert count_line_breaks(lines, [False, None, True, True, True], words) == (0, 0, 0, 2)
    assert count_line_breaks(["the plan", "12 of"], [True] * 2, words) == (0, 0, 0, 0)
    assert count_line_breaks(["radicalis", "ation"], [True] * 2, words) == (0, 0, 1, 0)


def test_many_broken_words_show_that_a_column_breaks_anywhere() -> None:
    none = (0, 0, 0, 0)
    assert not break_odds(none, none).breaks_anywhere
    assert break_odds((5, 0, 0, 0), none).breaks_anywhere
    assert not break_odds((0, 9, 0, 0), none).breaks_anywhere
    # The other columns of the table count a quarter.
    assert break_odds(none, (20, 0, 0, 0)).full == pytest.approx(
        break_odds((5, 0, 0, 0), none).full
    )
    assert break_odds((0, 0, 9, 0), none).alone > 0 > break_odds((0, 0, 0, 9), none).alone
    assert break_odds((1000, 0, 10000, 0), none) == (0.8, 0.8)
