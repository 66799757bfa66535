"""The marks of list items, and which item comes next."""

from __future__ import annotations

import pytest

from extract.stitching.page_ends.list_items import goes_on, is_next_number, item_marks


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("• wells", [None]),
        ("(3) wells", [3]),
        ("2.4. wells", [4]),
        ("c) wells", [3, 100]),
        ("iv. wells", [4]),
        ("xiv. wells", [14]),
        ("wells", []),
    ],
)
def test_a_mark_has_a_place_in_its_list(text: str, values: list[int | None]) -> None:
    assert [mark.value for mark in item_marks(text)] == values


@pytest.mark.parametrize(
    ("text", "items", "is_next"),
    [
        ("b) roads", "Build a) wells", True),
        ("2) roads", "Build 1) wells", True),
        ("ii. roads", "Build i. wells", True),
        ("c) roads", "Build a) wells", False),
        ("2) roads", "Build a) wells", False),
        ("a) roads", "Build a) wells", False),
        ("• roads", "Build • wells", False),
        # The first mark may number the text itself.
        ("2) roads", "1) wells", False),
        ("2.2 roads", "Build 1.1 wells", False),
    ],
)
def test_an_item_goes_on_with_the_one_before(text: str, items: str, *, is_next: bool) -> None:
    assert goes_on(text, items) is is_next


@pytest.mark.parametrize(
    ("text", "before", "is_next"),
    [
        ("12", "11", True),
        ("No. 12.", "No. 11.", True),
        ("1.3", "1.2", True),
        ("1.3", "2.2", False),
        ("13", "11", False),
        ("11", "11", False),
        ("12)", "11.", False),
        ("12 wells", "11", False),
        ("12", "wells", False),
    ],
)
def test_a_number_is_the_next_one(text: str, before: str, *, is_next: bool) -> None:
    assert is_next_number(text, before) is is_next
