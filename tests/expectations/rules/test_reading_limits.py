"""What messages say of readings that differ, of OCR and of drafts, and when they say nothing."""

from __future__ import annotations

import pytest

from expectations.model import Issue
from extract.model import ReadingDoubt, Span
from link.model import LinkedPlan
from normalize.model import Body, ExtraValue
from tests.expectations.cases import _cell, _doubt
from tests.expectations.plans import BODIES, issues_of, linked, with_alternative

LETTERS = "the readers read different letters"
LONG = " ".join(["word"] * 15)
"""Of 74 characters."""


def differing(text: str, other: str | None, **more: object) -> Issue:
    cell = _cell(text=text, other_text=other, readings_agree=False, **more)
    (issue,) = issues_of(linked(cells=(cell,)), "readings-disagree")
    return issue


@pytest.mark.parametrize(
    ("text", "other", "said"),
    [
        ("Hold it", "Hold them", f"the other reads “Hold them” ({LETTERS})"),
        (LONG, f"{LONG} again", f"the other reads “{LONG} again” ({LETTERS})"),
        (
            f"{LONG} agains",
            f"{LONG} against",
            f"the other reads “against” for “agains” ({LETTERS})",
        ),
        (f"{LONG} again now", f"{LONG}  again now", LETTERS),
        ("Hold it", None, LETTERS),
    ],
    ids=["short", "of 80 characters", "longer", "only white space differs", "no other text"],
)
def test_a_message_quotes_the_other_reading_or_what_differs_in_a_long_one(
    text: str, other: str | None, said: str
) -> None:
    issue = differing(text, other)
    assert issue.message == f"The two readings of a cell on page 1 differ: {said}."


def test_another_second_reading_is_another_issue() -> None:
    issues = {differing("Hold it", other).issue_id for other in ("Hold", "it", None)}
    assert len(issues) == 3


@pytest.mark.parametrize(
    ("column", "field"), [("lead_bodies", "lead_bodies_printed"), ("activity", "text")]
)
def test_a_differing_reading_is_shown_at_the_field_of_its_column(column: str, field: str) -> None:
    (place,) = differing("Hold it", "Hold", column=column).places
    assert place.field == field


def test_one_doubtful_cell_is_told_in_the_singular() -> None:
    plan = linked(cells=(_cell(readings_agree=None, ocr_confidence=0.5),))
    (doubtful,) = issues_of(plan, "ocr-doubtful")
    assert doubtful.message.startswith("OCR read 1 cell of scanned page 1 ")
    (page,) = issues_of(plan, "page-by-ocr")
    assert (
        page.message
        == "Page 1 is a picture: OCR has read its 1 cell, with a confidence of 50% or more."
    )


def test_two_cells_read_by_ocr_are_told_in_the_plural() -> None:
    cells = [
        _cell(cell_id=name, readings_agree=None, ocr_confidence=sure)
        for name, sure in (("c1", 0.5), ("c2", 0.9))
    ]
    (page,) = issues_of(linked(cells=tuple(cells)), "page-by-ocr")
    assert (
        page.message
        == "Page 1 is a picture: OCR has read its 2 cells, with a confidence of 50% or more."
    )


def missing_label(page: int) -> ReadingDoubt:
    span = Span(page=page, bbox=(0, 0, 9, 9))
    return _doubt("row-start").model_copy(update={"kind": "label-missing", "span": span})


@pytest.mark.parametrize(("page", "count"), [(3, 1), (5, 2)])
def test_a_label_missing_from_a_page_is_told_once(page: int, count: int) -> None:
    missing = ExtraValue(column="output", text="3, 4")
    plan = linked(missing_labels=(missing,), doubts=(missing_label(page),))
    assert len(issues_of(plan, "header-label-missing")) == count


def test_a_doubt_is_told_by_the_rule_of_its_kind_alone() -> None:
    plan = linked(doubts=(_doubt("row-start"), _doubt("clipped-text")))
    for code in ("row-start-weak", "text-clipped"):
        (issue,) = issues_of(plan, code)
        assert len(issue.places) == 1
    assert issues_of(plan, "text-hidden") == []


CRIMES = "Ask the Senior Officials Meeting on Transnational Crimes"


@pytest.mark.parametrize(
    ("body", "is_reported"),
    [
        (BODIES[0], True),
        (BODIES[0].model_copy(update={"annex_no": None, "kind": "external"}), False),
        (BODIES[0].model_copy(update={"name": "Transnational Crime"}), False),
    ],
    ids=["of the annex", "not of the annex", "too short a name"],
)
def test_only_long_names_of_the_annex_are_looked_for_in_other_spellings(
    body: Body, is_reported: bool
) -> None:
    plan = linked(bodies=(body, BODIES[1]), narrative=(CRIMES,))
    assert bool(issues_of(plan, "name-differs")) is is_reported


def options(*kinds: str) -> LinkedPlan:
    """A plan that leaves some words open, in one way each."""
    plan = with_alternative("Hold talks (if possible)", "(if possible)", "optional")
    first = plan.alternatives[0]
    alternatives = [first.model_copy(update={"kind": kind}) for kind in kinds]
    return plan.model_copy(update={"alternatives": tuple(alternatives)})


@pytest.mark.parametrize(
    ("others", "count"), [((), 0), (("drafting_note",), 1), (("alternatives",), 1)]
)
def test_words_in_brackets_are_open_only_in_a_draft(others: tuple[str, ...], count: int) -> None:
    assert len(issues_of(options("optional", *others), "option-open")) == count


def test_only_a_reading_that_differs_is_told_with_its_cause() -> None:
    cells = [
        _cell(cell_id=f"c{n}", text=f"Hold it {n}", other_text="Hold", readings_agree=agree)
        for n, agree in enumerate((True, False, None))
    ]
    (issue,) = issues_of(linked(cells=tuple(cells)), "readings-disagree")
    assert [place.text for place in issue.places] == ["Hold it 1"]
    caused = differing("Hold it", "Hold", other_cause="lacking")
    assert "(text is missing in the second reading)" in caused.message
