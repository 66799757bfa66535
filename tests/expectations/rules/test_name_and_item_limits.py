"""Names in two lengths, and items and texts that begin in another form than the others."""

from __future__ import annotations

import pytest

from expectations.rules.usage.long_names import names_in_two_lengths
from expectations.rules.usage.parallel import Beginnings, find_unlike_items
from tests.expectations.rules.test_usage import text

BOARD = "Joint Water Conservation Committee"


@pytest.mark.parametrize(
    ("texts", "usual"),
    [
        (("see the Rome Convention", "see the UNC Rome Convention"), "Rome Convention"),
        (("see the UNC Rome Convention",) * 2 + ("see the Rome Convention",),
         "UNC Rome Convention"),
        (("see the UNC Rome Convention", "see the EUC Rome Convention"), None),  # two of two
        (("see the Rome Convention",) * 2, None),
        (("see the Rome Convention", "see the UNC Lima Convention"), None),
        ((f"ask the {BOARD}", "ask the Joint Water Conservancy Council"), BOARD),
        ((f"ask the {BOARD}", *["ask the Joint Water Conservancy Council"] * 2),
         "Joint Water Conservancy Council"),
        ((f"ask the {BOARD}", "ask the Joint Waste Conservancy Council"), None),  # three of four
        ((f"ask the {BOARD}", f"tell the {BOARD}"), None),
        (("ask the FAO Working Group on Water Tariffs", "ask the FAO WG on WT"),
         "FAO Working Group on Water Tariffs"),
        (("ask the FAO Water Tariff Group (FAO WTG)", "ask the FAO WTG"), None),  # introduced
        (("ask the UNO Working Group on Water Tariffs", "ask the FAO WG on WT"), None),
    ],
)  # fmt: skip
def test_a_name_has_two_forms(texts: tuple[str, ...], usual: str | None) -> None:
    found = [form for form, _ in names_in_two_lengths([text(each) for each in texts])]
    assert found == ([usual] if usual else [])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("(1) promote art (2) building towns (3) develop maps", ["building towns"]),
        ("(1) promote art (2) develop maps (3) building", ["building"]),
        ("(1) promote art (2) building towns", []),  # two items are no list
        ("(1) promote art (2) building towns (3) developing maps", []),
        ("(1) promote art (2) towns there (3) building maps", []),
        ("(1) promote art (2) morning walks (3) develop maps", []),
        ("(1) promote art (2) slowly building towns (3) develop maps", ["building towns"]),
    ],
)
def test_an_item_begins_in_another_form(words: str, found: list[str]) -> None:
    made = find_unlike_items(text(words))
    assert [words[start:stop] for _, (_, start, stop) in made] == found


@pytest.mark.parametrize(
    ("tasks", "others", "odd", "usual"),
    [
        (10, 1, "Organizing fairs", "Organize"),
        (10, 1, "Regularly organizing fairs", "Regularly organize"),
        (9, 1, "Organizing fairs", None),  # too few show the style
        (20, 3, "Organizing fairs", "Organize"),
        (19, 3, "Organizing fairs", None),  # a second style
        (10, 1, "Organizing of fairs", None),  # a noun
        (10, 1, "Morning fairs", None),
        (10, 1, "Fairs", None),
    ],
)
def test_a_text_of_a_column_begins_in_another_form(
    tasks: int, others: int, odd: str, usual: str | None
) -> None:
    texts = [text(f"Organize fair {n}") for n in range(tasks)]
    texts += [text(f"{odd} {n}") for n in range(others)]
    beginnings = Beginnings(texts)
    found = [slip.usual for slip, _ in beginnings.find(text(odd))]
    assert found == ([usual] if usual else [])
    assert list(beginnings.find(text(odd, "narrative"))) == []
    assert list(beginnings.find(text(odd, "expected_outputs"))) == []
