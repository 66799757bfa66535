"""Slips that are planted in right texts of other fields are found; the right texts have none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings, strategies as st

from expectations.catalogue import BY_CODE
from expectations.plan_index import PlanIndex
from expectations.settings import ExpectationSettings
from tests.expectations.plans import linked
from tests.link.plans import RowText

RULES = {"grammar-slip", "punctuation", "words-doubled", "term-spelt-differently", "compound-mixed"}
CLEAN = {
    "water": (
        "Train operators of pumping stations through exercises on leak detection",
        "Support towns vulnerable to floods through grants from the water fund",
        "Publish maps of wells as a means of informing farmers and, where possible, tenants",
        "Review drinking water standards with engineers and laboratories",
        "Hold a forum on drinking water standards for suppliers",
        "Compare drinking water standards among river basins",
        "Focus on repairing mains in the old town",
        "Focus on lining canals that leak more than others",
        "Focus on raising tariffs in line with costs",
        "Give advice to households on saving water, including on their rights",
    ),
    "health": (
        "Vaccinate children through mobile clinics run by community health workers",
        "Equip wards for patients who are exposed to smoke from fires",
        "Pay community health workers for visits by night",
        "Enrol community health workers in refresher courses",
        "Collect evidence on the role that nurses play in preventing falls",
        "Screen each patient, and refer those with a rash to a specialist",
        "Focus on hiring midwives for rural hospitals",
        "Focus on building wards of more than ten beds",
        "Focus on testing blood before transfusion",
        "Draft a form for the reports and share lessons learned with hospitals",
    ),
    "transport": (
        "Widen footpaths through purchasing strips of land from owners",
        "Set up road safety audits with the police and, if needed, with schools",
        "Train inspectors for road safety audits of bridges",
        "Repeat road safety audits after accidents",
        "Serve passengers who rely on buses by running later than others",
        "Buy equipment for drivers and research on the causes of delays",
        "Focus on lighting stops that are used by night",
        "Focus on marking lanes for cyclists",
        "Focus on charging lorries by weight",
        "Use the atlas as a tool for planning, and its maps as a guide",
    ),
}
PLANTS: dict[str, Callable[[str], str]] = {
    "through → though": lambda text: _after(text, "through ", ("purchasing",), "though "),
    "no “on” after Focus": lambda text: text.replace("Focus on ", "Focus ", 1),
    "comma after “and”": lambda text: _swap(text, " and ", " and, ", "possible", "needed"),
    "a means": lambda text: _swap(text, "as a means of", "as means of"),
    "a tool": lambda text: _swap(text, "as a tool for", "as tool for"),
    "one worker": lambda text: _swap(text, "by community health workers", "by health worker"),
    "one specialist": lambda text: _swap(text, "to a specialist", "to specialist"),
    "than → then": lambda text: _swap(text, " than ", " then "),
    "a from": lambda text: _swap(text, "a form ", "a from "),
    "vulnerable to prevent": lambda text: _swap(
        text, "vulnerable to floods", "vulnerable to reduce"
    ),
    "exposed to prevent": lambda text: _swap(text, "exposed to smoke", "exposed to prevent smoke"),
    "lesson learned": lambda text: _swap(text, "share lessons", "from lesson"),
    "plural": lambda text: _swap(text, "drinking water standards", "drinking waters standards"),
    "plural of workers": lambda text: _swap(text, "health workers for", "health worker for"),
    "plural of audits": lambda text: _swap(text, "safety audits with", "safety audit with"),
    "a research": lambda text: _swap(text, "and research on", "and a research on"),
    "an advice": lambda text: _swap(text, "Give advice", "Give an advice"),
    "their → there": lambda text: _swap(text, "on their rights", "on there rights"),
    "its → it’s": lambda text: _swap(text, "and its maps", "and it’s maps"),
    "the role": lambda text: _swap(text, "role that nurses play in", "role nurses in"),
    "no space": lambda text: _swap(text, ", and", ",and"),
}


def _swap(text: str, right: str, wrong: str, *not_before: str) -> str:
    return text if any(word in text for word in not_before) else text.replace(right, wrong, 1)


def _after(text: str, right: str, following: tuple[str, ...], wrong: str) -> str:
    return text.replace(right, wrong, 1) if any(right + f in text for f in following) else text


def found(texts: tuple[str, ...]) -> list[str]:
    rows = [RowText(f"{n}.1", f"Topic {n}", text, "") for n, text in enumerate(texts, 1)]
    index = PlanIndex(linked(tuple(rows), relevant={}))
    return [
        issue.message
        for code in RULES
        for issue in BY_CODE[code].find(index, ExpectationSettings())
    ]


def planted() -> list[tuple[str, str, tuple[str, ...]]]:
    """Return each slip in each field in which it fits, at the first text that has room for it."""
    cases = []
    for field, texts in CLEAN.items():
        for name, plant in PLANTS.items():
            for at, text in enumerate(texts):
                if plant(text) != text:
                    cases.append((field, name, (*texts[:at], plant(text), *texts[at + 1 :])))
                    break
    return cases


@pytest.mark.parametrize("field", CLEAN)
def test_right_texts_have_no_slips(field: str) -> None:
    assert found(CLEAN[field]) == []


def test_planted_slips_are_found() -> None:
    cases = planted()
    missed = [(field, name) for field, name, texts in cases if not found(texts)]
    assert len(missed) <= 0.1 * len(cases), missed


@settings(max_examples=20)
@given(st.data())
def test_the_order_of_texts_does_not_matter(data: st.DataObject) -> None:
    _, _, texts = data.draw(st.sampled_from(planted()))
    mixed = data.draw(st.permutations(texts))
    assert sorted(found(tuple(mixed))) == sorted(found(texts))
