"""Outputs that name several products."""

import pytest

from link.texts.products import find_output_parts
from normalize.model import ExpectedOutput

OTHERS = ("Regional guidelines on schools", "Regional manual", "Best practices", "Research report")


def parts_of(text: str, others: tuple[str, ...] = OTHERS) -> list[str]:
    outputs = [
        ExpectedOutput(expected_output_id=f"out-{n}", area_id=None, text=each)
        for n, each in enumerate((text, *others))
    ]
    parts = find_output_parts(outputs)
    assert all(text[p.start : p.stop] == p.text for p in parts)
    assert {p.expected_output_id for p in parts} <= {"out-0"}
    return [part.text for part in parts]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Regional programme for students Regional seminar on findings",
            ["Regional programme for students", "Regional seminar on findings"],
        ),
        (
            "Involvement of the media in cities. Research study on their use",
            ["Involvement of the media in cities.", "Research study on their use"],
        ),
        (
            "List of all schools; and handbook for teachers",
            ["List of all schools", "handbook for teachers"],
        ),
        ("(1) a list, (2) a handbook", ["a list", "a handbook"]),
    ],
)
def test_products_are_parts(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Guide to a Regional seminar",  # after an article
        "Guide of the ASEAN Regional forum for schools",  # a name in capitals goes on
        "Guide for all schools Special seminar",  # no output begins with the word
        "Training Plans and Regional Modules for Teachers",  # in title case
        "List of schools and Regional seminar",  # joined by a word
        "Guide for schools. These also explain laws",  # goes on about the guide
        "Resolutions on schools (as 2396 of the Council; 1624 of the Council)",
        "Guidelines i.e. rules for all schools",
        "Short list. Handbook",
    ],
)
def test_one_product_has_no_parts(text: str) -> None:
    assert parts_of(text) == []
