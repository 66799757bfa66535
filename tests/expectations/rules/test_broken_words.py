"""Words that a line end breaks, as their issue quotes them."""

from __future__ import annotations

import pytest

from expectations.thresholds import LIMITS
from extract.model import Span
from normalize.model import BrokenWord
from tests.expectations.plans import issues_of, linked


def broken(number: int) -> BrokenWord:
    return BrokenWord(
        cell_id=f"t1-r{number:03d}-c0",
        column="activity",
        is_label=False,
        printed=f"roa {number}ds",
        text=f"roa{number}ds",
        span=Span(page=1, bbox=(0, 0, 9, 9)),
    )


@pytest.mark.parametrize(
    ("more", "said"), [(0, "ds” are words"), (1, "” and one other are"), (2, "” and 2 others are")]
)
def test_words_that_are_not_quoted_are_counted(more: int, said: str) -> None:
    words = tuple(broken(number) for number in range(LIMITS.quoted_examples + more))
    (issue,) = issues_of(linked(broken_words=words), "word-broken")
    assert said in issue.message
