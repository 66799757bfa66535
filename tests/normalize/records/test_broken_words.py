"""Words that a line end breaks without a hyphen, by the lines as printed and the text as read."""

from __future__ import annotations

import pytest

from extract.model import Cell, Fragment, Row
from normalize.records.broken_words import broken_words
from normalize.records.grid import RoleGrid
from tests.normalize.printed import BOX, cell, plan, row


def printed(
    lines: tuple[str, ...],
    text: str,
    confidence: float | None = None,
    doubts: tuple[str, ...] = (),
) -> list[str]:
    """Return the broken words of a cell."""
    fragment = Fragment(
        page=1,
        bbox=BOX,
        lines=lines,
        text=text,
        ocr_confidence=confidence,
        hyphens_in_doubt=doubts,
    )
    made = plan([row(cell("x", 0, 0).model_copy(update={"text": text, "fragments": (fragment,)}))])
    return [word.printed for word in broken_words(made, RoleGrid(made))]


@pytest.mark.parametrize(
    ("lines", "text", "found"),
    [
        (("Lead Bodies/Orga", "ns/Entities"), "Lead Bodies/Organs/Entities", "Orga ns/Entities"),
        (("Frequenc", "y of update"), "Frequency of update", "Frequenc y"),
        (("Train the", "teachers"), "Train the teachers", ""),
        (("Train co-", "operatives"), "Train co-operatives", ""),
        (("Train coop-", "eratives"), "Train cooperatives", ""),
        (("Bodies/", "organs"), "Bodies/organs", ""),
        (("Meet in October to", "be there"), "Meet in October to be there", ""),
        (("See www.example", "site.org"), "See www.examplesite.org", ""),
    ],
)
def test_a_word_is_broken_where_two_lines_are_read_as_one_word(
    lines: tuple[str, ...], text: str, found: str
) -> None:
    words = printed(lines, text)
    assert len(words) == bool(found)
    assert all(word.endswith(found) for word in words)


def test_words_of_ocr_are_left_out() -> None:
    assert printed(("Frequenc", "y"), "Frequency", 0.9) == []


@pytest.mark.parametrize(
    ("doubt", "found"),
    [("any one", []), ("Any-one", []), ("one’s own", ["any one’s,"]), ("an other", ["any one’s,"])],
)
def test_words_that_may_be_two_are_left_out(doubt: str, found: list[str]) -> None:
    assert printed(("Ask any", "one’s, aim"), "Ask anyone’s, aim", doubts=(doubt,)) == found


def test_the_words_of_the_header_come_first_with_the_role_of_their_column() -> None:
    lines = ("Frequenc", "y")
    part = Fragment(page=1, bbox=BOX, lines=lines, text="Frequency")
    broken: Cell = cell("x", 0, 0).model_copy(update={"text": "Frequency", "fragments": (part,)})
    made = plan([row(broken)], roles=("area",))
    header = (Row(kind="header", pages=(1,), cells=(broken,)),)
    made = made.model_copy(update={"matrix": made.matrix.model_copy(update={"header": header})})
    words = broken_words(made, RoleGrid(made))
    assert [(word.is_label, word.column) for word in words] == [(True, "area"), (False, "area")]
