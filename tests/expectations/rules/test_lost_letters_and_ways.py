"""Letters that are no word, second verbs, names after verbs, and words in two forms."""

from __future__ import annotations

import pytest

from tests.expectations.plans import issues_of, with_text


def marked(rule: str, text: str, *narrative: str) -> list[str]:
    """Return what the issues of a rule mark in a text, and in those that print what is usual."""
    found = issues_of(with_text(text, narrative=narrative), rule)
    return [place.printed for issue in found for place in issue.places]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Use water b the river", ["b the"]),
        ("Keep order and safety fo All of them", ["fo All"]),
        ("Save water in th building", ["th building"]),
        ("Take item a the road and then b the bridge", []),
        ("Choose option b the town prefers", []),
        ("Pump ten kg water up to us", []),
        (
            "Make rules, such as the Code, that assists with trade and requires tests",
            ["that assists", "requires"],
        ),
        ("Make rules, such as the Code, that assist with trade and requires tests", []),
        ("Build a full scale model", ["full scale"]),
        ("Fund small scale renewable energy", ["small scale"]),
        ("Release second round funding", ["second round"]),
        ("Open the second round when the first round ended", []),
        ("Build it on a large scale with them", []),
    ],
)
def test_a_slip_is_marked(text: str, printed: list[str]) -> None:
    assert marked("grammar-slip", text) == printed


USUAL = tuple(f"{verb} the Blue Bay Board in the year" for verb in ("Ask", "Join", "Help", "See"))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Train clerks to enable Blue Bay Board to act", ["enable Blue Bay Board"]),
        ("Train clerks of groups such as Blue Bay Board", ["as Blue Bay Board"]),
        ("Train clerks to enable the Blue Bay Board to act", []),
        ("Train clerks to enable Blue Bay Board members to act", []),
    ],
)
def test_a_name_after_a_verb_has_the_article_that_it_has_elsewhere(
    text: str, printed: list[str]
) -> None:
    assert marked("grammar-slip", text, *USUAL) == printed


def test_alternate_and_alternative_before_one_noun_are_two_ways() -> None:
    found = marked("term-spelt-differently", "Use alternate fuels", "Sell alternative fuels")
    assert found == ["alternate fuels"]
    assert marked("term-spelt-differently", "Use alternate fuels", "Sell alternative land") == []


def test_single_quotation_marks_beside_double_ones() -> None:
    usual = ("A “green” road", "Two “green” roads")
    assert marked("punctuation", "Plan ‘green’ roads", *usual) == ["‘green’"]
    assert marked("punctuation", "Plan the clerks’ and pupils’ roads", *usual) == []
