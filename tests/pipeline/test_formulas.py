"""Formulas are made harmless, ordinary text stays, and all of it can be undone."""

from __future__ import annotations

import pytest
from hypothesis import example, given, strategies as st

from pipeline.formulas import defuse, looks_like_formula, restore


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "-SUM(A1)",
        "- SUM(A1)",
        '+ HYPERLINK ("http://example.org")',
        "- webservice (A1)",
        "-cmd|x",
        "--1",
        "+",
        "- call (1)",
        "- see [a](b)|x",
    ],
)
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    assert defuse(text) == "'" + text


@pytest.mark.parametrize(
    "text",
    [
        "- item",
        "- Training (ToT) for youth",
        "-5",
        "+3.5",
        "-12%",
        "-1,200.5",
        "+ more",
        "a=b",
        "'quoted'",
        "",
        "’=1",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    assert defuse(text) == text
    assert restore(text) == text


@given(st.text(alphabet="=+-@'\t\r (1a|!\"", max_size=8) | st.text(max_size=8))
@example("''=1")
@example("'- item")
def test_it_can_be_undone_and_leaves_no_formula(text: str) -> None:
    assert restore(defuse(text)) == text
    assert not looks_like_formula(defuse(text))
