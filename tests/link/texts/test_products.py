"""Outputs that name several products."""

import pytest
from hypothesis import given, strategies as st

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
        (
            "Training Plans and Regional Modules for Teachers",
            ["Training Plans", "Regional Modules for Teachers"],
        ),
        ("List of schools and Regional seminar", ["List of schools", "Regional seminar"]),
        (
            "Guidelines for large families and manuals on care",
            ["Guidelines for large families", "manuals on care"],
        ),
        ("Report on laws and toolkit on laws", ["Report on laws", "toolkit on laws"]),
        ("Plan for boys Regional seminar", ["Plan for boys", "Regional seminar"]),
        ("Maps of wells, and handbook for towns", ["Maps of wells", "handbook for towns"]),
        ("Atlas of wells and manuals on pumps", ["Atlas of wells", "manuals on pumps"]),
        ("Report on laws and manuals for judges", []),  # manuals may be a topic
    ],
)
def test_products_are_parts(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


PRODUCTS = ("handbook", "toolkit", "report", "roadmap", "manual", "short guide")
TOPICS = ("water quality", "clean hospitals", "rail safety", "young farmers")


@given(st.lists(st.sampled_from(PRODUCTS), min_size=2, max_size=2), st.sampled_from(TOPICS))
def test_products_with_their_own_complements_are_parts(heads: list[str], topic: str) -> None:
    one, two = heads
    text = f"{one.capitalize()} for {topic} and {two} on prices"
    assert parts_of(text) == [f"{one.capitalize()} for {topic}", f"{two} on prices"]
    assert parts_of(f"{one.capitalize()} and {two} on {topic}") == []


@pytest.mark.parametrize(
    "text",
    [
        "Guide to a Regional seminar",  # after an article
        "Short guide Regional seminar",  # two words are an attribute
        "Guide of the ASEAN Regional forum for schools",  # a name in capitals goes on
        "Guide for all schools Special seminar",  # no output begins with the word
        "Training plans and modules for teachers",  # one complement
        "Studies and recommendations on schools",
        "Report on plans and manuals for schools",  # what the report is about
        "Guidelines for preparing laws and manuals for schools",
        "Recommendations for talks and awareness campaigns among groups",
        "List of schools and teachers",
        "Guide for schools. These also explain laws",  # goes on about the guide
        "Resolutions on schools (as 2396 of the Council; 1624 of the Council)",
        "Guidelines i.e. rules for all schools",
        "Short list. Handbook",
        "Reading of wells and manuals on pumps",  # only one of the two is a product
        "Atlas of wells and repairs on pumps",
        "Atlas of wells and large new heavy manuals on pumps",  # more words than a product has
        "Plans and Regional Modules for Teachers",  # the first one has no attribute of its own
    ],
)
def test_one_product_has_no_parts(text: str) -> None:
    assert parts_of(text) == []


@pytest.mark.parametrize(
    ("text", "divisions"),
    [
        ("(1) a list, (2) a handbook", ["number", "number"]),
        ("Involvement of media in cities. Research study on use", ["sentence", "sentence"]),
        ("List of all schools; and handbook for teachers", ["semicolon", "semicolon"]),
        ("List of schools and Regional seminar", ["and", "and"]),
        ("Plan for boys Regional seminar", ["nothing", "nothing"]),
        (
            "List of all schools; handbook for teachers. Research study on use",
            ["semicolon", "semicolon", "sentence"],
        ),
    ],
)
def test_each_part_says_what_divides_it_from_the_one_before(
    text: str, divisions: list[str]
) -> None:
    outputs = [
        ExpectedOutput(expected_output_id=f"out-{n}", area_id=None, text=each)
        for n, each in enumerate((text, *OTHERS))
    ]
    assert [part.divided_by for part in find_output_parts(outputs)] == divisions
