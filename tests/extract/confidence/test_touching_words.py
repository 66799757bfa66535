"""Words that look like two, the texts of narrow columns that touch."""

from __future__ import annotations

import pytest

from extract.confidence.touching_words import cells_with_touching_words
from tests.extract.confidence.test_rating import WIDTH, make_table, with_lines
from tests.extract.page_parts import make_line


@pytest.mark.parametrize(
    ("texts", "is_told"),
    [
        (("2019-202510 000", "2019-2025", "10 000"), True),
        (("membersHold", "members", "Hold"), True),
        (("2510", "25", "10"), False),
        (("1.11.", "1.1", "1."), False),
        (("2019-202510 000", "2019-2025", "25 000"), False),
        (("2019-2025TBD", "a", "b"), True),
        (("Ongoing10 000", "a", "b"), True),
        (("OngoingTBD", "a", "b"), True),
        (("CO2 and 100MW of NGOs", "a", "b"), False),
        (("COVID19", "a", "b"), False),
        (("workshop", "work", "shop"), False),
        (("membersHold.", "members", "Hold."), True),
        (("members.Hold", "members.", "Hold"), True),
        (("members)Hold", "members)", "Hold"), True),
        (("(2)Hold", "(2)", "Hold"), True),
        (("members,Hold", "members,", "Hold"), False),
        (("A" * 76 + "2025", "a", "b"), False),
        (("a" * 78 + "25", "a", "b"), True),
        (("a" * 79 + "25", "a", "b"), False),
    ],
)
def test_a_word_made_of_two_others_is_of_texts_that_touch(
    texts: tuple[str, ...], *, is_told: bool
) -> None:
    table = make_table(is_ruled=False)
    for index, text in enumerate(texts):
        with_lines(table, index, make_line(text, WIDTH * index + 5, 10.0))
    assert cells_with_touching_words(table) == ({id(table.cells[0])} if is_told else set())
