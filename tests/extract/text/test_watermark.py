"""Large, pale words that others overlap are a watermark."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import Word
from extract.text.watermark import without_watermark
from tests.extract.page_parts import make_word

TEXT = [make_word("invited", 100.0, 100.0 + 20 * row) for row in range(5)]


def mark(size: float = 40.0, gray: float = 0.8, x0: float = 90.0, text: str = "DRAFT") -> Word:
    return make_word(
        text, x0, 150.0, x1=x0 + 200, top=110.0, bottom=160.0, size=size, color=(gray,)
    )


@pytest.mark.parametrize(
    ("word", "is_mark"),
    [
        (mark(), True),
        (mark(size=20.5), True),
        (mark(size=20.0), False),  # not larger than a heading
        (mark(gray=0.5), False),  # as dark as text
        (mark(gray=0.6), False),
        (mark(gray=1.0), False),  # white
        (mark(gray=0.99), False),
        (mark(x0=300.0), False),  # a title beside the text
    ],
)
def test_a_watermark_is_large_and_pale_and_lies_over_text(word: Word, *, is_mark: bool) -> None:
    rest, marks = without_watermark([*TEXT, word])
    assert marks == ([word] if is_mark else [])
    assert rest == (TEXT if is_mark else [*TEXT, word])


def test_a_page_without_words_has_no_watermark() -> None:
    assert without_watermark([]) == ([], [])
