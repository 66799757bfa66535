"""Lines cut into texts: by white space, and by the order and the strings of their drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.alignment.segments import segments_of
from extract.geometry.page_model import StringLink, Word
from tests.extract.page_parts import make_word

EVERYWHERE = (float("-inf"), float("inf"))


def word(text: str, x0: float, first: int, after: int, link: StringLink = "") -> Word:
    glyphs = tuple(range(first, first + len(text)))
    return make_word(text, x0, 100.0, glyphs=glyphs, after=after, link=link)


def cut(*words: Word) -> list[str]:
    return [one.text for one in segments_of(words, *EVERYWHERE)]


def test_a_justified_line_is_one_text_however_wide_its_spaces_are() -> None:
    wide = word("jangan", 0.0, 0, -1), word("hal", 60.0, 7, 5, "next")
    assert cut(*wide) == ["jangan hal"]


def test_words_side_by_side_that_are_drawn_apart_are_two_texts() -> None:
    assert cut(word("AUN,", 0.0, 0, -1), word("Q2", 18.0, 9, 7)) == ["AUN,", "Q2"]


def test_a_short_text_between_two_drawings_is_enough_to_part_them() -> None:
    # `HRE` is drawn between them: on the next line of the left cell.
    left, right = word("AUN-", 0.0, 0, -1), word("TBD", 20.0, 8, 7)
    assert cut(left, right) == ["AUN-", "TBD"]


def test_another_string_beside_a_text_is_a_text_of_its_own() -> None:
    assert cut(word("2025", 0.0, 0, -1), word("10", 18.0, 4, 3, "apart")) == ["2025", "10"]


def test_words_that_touch_where_a_column_begins_are_two_texts() -> None:
    left, right = make_word("primarily", 0.0, 100.0), make_word("Scores", 0.0, 100.0)
    right = replace(right, x0=left.x1, x1=left.x1 + 20, begins_string=True, after_space=False)
    assert cut(left, right) == ["primarily", "Scores"]
    assert cut(left, replace(right, after_space=True)) == ["primarily Scores"]
    mark = replace(right, text="2", size=left.size * 0.6, baseline=left.baseline - 0.5)
    assert cut(left, mark) == ["primarily 2"]


@pytest.mark.parametrize(
    ("texts", "parts"),
    [
        (("960", "1,040", "1,120"), ["960", "1,040", "1,120"]),
        (("0.99 ......", "1,360"), ["0.99 ......", "1,360"]),
        (("10", "000"), ["10 000"]),
        (("in", "2019"), ["in 2019"]),
    ],
)
def test_numbers_a_space_apart_in_typewriter_type_are_two_texts(
    texts: Sequence[str], parts: Sequence[str]
) -> None:
    words, x0 = [], 0.0
    for text in texts:
        words.append(make_word(text, x0, 100.0, size=6.6))
        x0 = words[-1].x1 + 4.0
    assert cut(*words) == parts
