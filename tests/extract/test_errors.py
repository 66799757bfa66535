"""What errors say, and whether the same input fails again."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import LASTING, MissingPdfError, UnreadablePageError, UnreadablePdfError

PDF = Path("plan.pdf")


@pytest.mark.parametrize(
    ("limit", "advice", "is_lasting"),
    [("machine", "free memory", False), ("memory", "print it", False), ("error", "print it", True)],
)
def test_an_unreadable_page_says_what_to_do(limit: str, advice: str, *, is_lasting: bool) -> None:
    error = UnreadablePageError(PDF, 3, limit, "a detail")
    assert str(error).startswith("plan.pdf: page 3 ")
    assert advice in str(error)
    assert error.is_lasting is is_lasting is (limit in LASTING)


def test_an_error_of_all_pages_names_the_whole_file() -> None:
    assert UnreadablePageError(PDF, 0, "wall", "9").cause.startswith("the whole file takes")


def test_a_missing_file_may_be_there_at_the_next_run() -> None:
    assert UnreadablePdfError(PDF, "is odd", "look at it").is_lasting
    missing = MissingPdfError(PDF, "does not exist", "check its name")
    assert not missing.is_lasting
    assert str(missing) == "plan.pdf: does not exist; check its name"
