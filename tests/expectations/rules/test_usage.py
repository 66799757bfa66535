"""What issues on names and references say, and what shows a usage."""

from __future__ import annotations

import pytest

from expectations.plan_index import Text
from expectations.rules.usage.agreement import Agreement
from expectations.rules.usage.parallel import Beginnings
from expectations.rules.usage.prepositions import find_wrong_phrases
from tests.expectations.plans import (
    issues_of,
    linked,
    with_narrative,
    with_reference,
    with_text,
)
from tests.link.plans import RowText


def text(words: str, table: str = "activities") -> Text:
    return Text(table, "r-1", "text", words, "area-1.1")


def acronyms(activity: str, output: str) -> list[str]:
    plan = linked((RowText("1.1", "Help", activity, output),), relevant={})
    return [issue.places[0].printed for issue in issues_of(plan, "acronym-unexplained")]


@pytest.mark.parametrize(
    ("activity", "output", "found"),
    [
        ("Promote RHEC", "Rural health and elderly care in towns", []),
        ("Apply UNFCR", "Laws after the UN Forest Council’s resolutions", []),
        ("Promote RHEC", "Rural health in towns", ["RHEC"]),
        ("Apply UNFCR", "Laws after the UN Council’s resolutions", ["UNFCR"]),
        ("Apply RHC", "Rural health care", ["RHC"]),
    ],
)
def test_words_of_the_row_write_out_an_acronym(
    activity: str, output: str, found: list[str]
) -> None:
    assert acronyms(activity, output) == found


@pytest.mark.parametrize(("uses", "is_misspelling"), [(1, True), (4, False)])
def test_an_acronym_that_is_printed_often_is_not_called_a_misspelling(
    uses: int, is_misspelling: bool
) -> None:
    usual = "The Regional Forest Fire Brigade (RFFBX) meets. " + "It is said that RFFBX acts. " * 5
    plan = with_narrative(usual, "It is said that FFBX acts. " * uses)
    (issue,) = issues_of(plan, "acronym-spelt-differently")
    assert ("looks like a misspelling" in issue.message) == is_misspelling


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("RFB plan patrols", False),
        ("RFB have patrols", True),
        ("RFB repair towers", True),
        ("Tasks that RFB and villages repair", False),
        ("RFB will repair towers", False),
        ("The council have met", True),
        ("The councils have met", False),
    ],
)
def test_a_verb_contradicts_the_number_that_the_plan_shows(words: str, found: bool) -> None:
    usual = (text("RFB has towers, where the council has met"), text("The head of the XYZ is old"))
    assert bool(list(Agreement((*usual, text(words))).find(text(words)))) == found


def test_the_verb_of_another_subject_shows_no_number() -> None:
    usual = text("The head of the RFB is old")
    assert list(Agreement([usual]).find(text("RFB have towers"))) == []


@pytest.mark.parametrize(
    "words",
    [
        "Data relevant with respect to costs",
        "Firms that invest on average a tenth",
        "The human right to water",
        "They need assessment of their fields",
        "Costs may be high (may be reduced)",
        "To campaign in the north",
        "Causes to fight for",
    ],
)
def test_right_phrases_are_no_slips(words: str) -> None:
    assert list(find_wrong_phrases(text(words))) == []


def test_a_column_has_a_style_only_if_most_texts_share_it() -> None:
    tasks = [text(f"Organize meeting {n}") for n in range(10)]
    others = [text(f"Commissioning studies {n}") for n in range(4)]
    odd = others[0]
    assert list(Beginnings([*tasks, odd]).find(odd)) != []
    assert list(Beginnings([*tasks, *others]).find(odd)) == []
    assert list(Beginnings([*tasks[:9], odd]).find(odd)) == []
    around = [text(each.text, "narrative") for each in (*tasks, odd)]
    assert list(Beginnings(around).find(around[-1])) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Workshop or seminar on rice; Manual/ Module; Guidelines or Policies", 1),
        ("Workshop for mayors, or a seminar", 0),
        ("Workshops/workshop, training and/or workshop", 0),
    ],
)
def test_all_open_choices_are_one_issue(words: str, found: int) -> None:
    assert len(issues_of(with_text(words), "choice-open")) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [("other priority areas", True), ("the sections above", True), ("youth", False)],
)
def test_a_reference_to_parts_that_nothing_names_is_an_issue(words: str, found: bool) -> None:
    open_reference = {"status": "ambiguous", "target_id": None, "candidates": ()}
    plan = with_reference(words, f"Use what {words} found", **open_reference)
    messages = [issue.message for issue in issues_of(plan, "reference-ambiguous")]
    assert messages == [f"“{words}” does not say which ones are meant."] * found


@pytest.mark.parametrize(
    ("annex_no", "elsewhere", "source"),
    [(1, True, "the annex"), (None, True, "the rest of the plan"), (None, False, "the register")],
)
def test_an_issue_says_what_spells_a_body_otherwise(
    annex_no: int | None, elsewhere: bool, source: str
) -> None:
    plan = linked(relevant={"1.1": "AUN", "1.2": "AUN"})
    (body,) = [body for body in plan.plan.bodies if body.body_id == "AUN"]
    others = tuple(b for b in plan.plan.bodies if b.body_id != "AUN")
    kind = "annex" if annex_no else "external"
    first, *rest = [m for m in plan.plan.mentions if m.body_id == "AUN"]
    odd = first.model_copy(update={"printed": "A-U-N", "match": "variant"})
    changed = plan.plan.model_copy(
        update={
            "bodies": (*others, body.model_copy(update={"annex_no": annex_no, "kind": kind})),
            "mentions": (odd, *(rest if elsewhere else ())),
        }
    )
    (issue,) = issues_of(plan.model_copy(update={"plan": changed}), "body-variant")
    name = " (University Network)" if source == "the register" else ""
    assert issue.message == f"“A-U-N” was read as AUN{name}, the spelling of {source}."


@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        (("Plant trees; and", "Clear paths;", "Membership"), True),
        (("Plant trees; and", "Clear paths;"), True),
        (("Plant trees; and", "Clear paths.", "Membership"), False),
        (("Plant trees;", "Clear paths; and", "Burn litter."), False),
        # The list inside of another one ends, and the outer one goes on.
        (("plant trees; and", "clear paths;", "hire guards."), False),
    ],
)
def test_the_last_item_of_a_list_ends_it(blocks: tuple[str, ...], found: bool) -> None:
    messages = [issue.message for issue in issues_of(with_narrative(*blocks), "punctuation")]
    assert any("last item" in message for message in messages) == found
