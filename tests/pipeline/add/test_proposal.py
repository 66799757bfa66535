"""The settings that `add` writes name the tables that it proposes: a run takes no others."""

from __future__ import annotations

import tomllib

from hypothesis import given, settings, strategies as st

from extract.matrix.chosen import chosen_tables
from extract.matrix.plan import matrix_of, with_labels
from extract.model import Document, Table
from extract.settings import ExtractSettings
from pipeline.add.draft import Draft, draft_plan, plan_toml
from tests.extract.matrix.test_joined import document, part

TEXT = "Mend the lane with stones from the old quarry and keep it free of snow"
HEADERS = (
    ("Action", "Lead", "Deadline"),
    ("Actions", "Responsible", "Due date"),
    ("Action", "Action", "Lead", "Deadline"),
    ("Question", "Yes", "No"),
    ("Chapter", "Total"),
    ("", "", ""),
    ("", ""),
)


def drafted(doc: Document) -> Draft:
    draft = draft_plan(doc, "plan", "Plan")
    assert draft is not None
    return draft


def settings_of(draft: Draft) -> ExtractSettings:
    return ExtractSettings(**tomllib.loads(plan_toml(draft, "0" * 64))["extract"])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    tables: list[Table] = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        labels = draw(st.sampled_from(HEADERS))
        lines = [
            [
                f"{TEXT} {number}.{line}.{at}" if at == 0 else f"Mill {at}"
                for at in range(len(labels))
            ]
            for line in range(draw(st.integers(1, 4)))
        ]
        tables.append(part(f"t{number}", list(labels), *lines, page=number))
    return document(*tables)


@settings(max_examples=15)
@given(documents())
def test_a_run_takes_the_tables_that_add_proposes(doc: Document) -> None:
    draft = drafted(doc)
    given_settings = settings_of(draft)
    labelled = with_labels(doc, given_settings)
    chosen = chosen_tables(labelled, given_settings)
    assert chosen == draft.proposal.tables
    made, roles, _ = matrix_of(labelled, given_settings, chosen)
    assert [row.cells for row in made.rows] == [row.cells for row in draft.matrix.rows]
    assert [role.role for role in roles] == [guess.role for guess in draft.columns]


def test_an_action_plan_is_taken_and_not_a_longer_survey() -> None:
    survey = part("t1", ["Question", "Yes", "No"], *[[f"{TEXT}?" * 4, "3", "4"]] * 9)
    doc = document(
        survey,
        part("t2", ["Action", "Lead", "Deadline"], [TEXT, "Mill", "2025"], page=2),
        part("t3", ["Action", "Lead", "Deadline"], [TEXT, "Yard", "2026"], page=3),
    )
    draft = drafted(doc)
    assert draft.proposal.tables == (1, 2)
    assert settings_of(draft).matrix_tables == "all"
    assert [guess.role for guess in draft.columns] == ["activity", "lead_bodies", "deadline"]


def test_a_column_that_some_tables_lack_stands_between_its_neighbours() -> None:
    doc = document(
        part(
            "t1", ["Action", "Lead", "Deadline"], *[[f"{TEXT} {n}", "Mill", "2025"] for n in "abc"]
        ),
        part("t2", ["Action", "Lead", "Budget", "Deadline"], [TEXT, "Yard", "5", "2026"], page=2),
    )
    columns = settings_of(drafted(doc)).columns
    assert [(column.label, column.optional) for column in columns] == [
        ("Action", False), ("Lead", False), ("Budget", True), ("Deadline", False),
    ]  # fmt: skip


def test_a_header_that_was_read_as_rows_gives_the_labels() -> None:
    header = ["Initiative", "Department", "Status"]
    lines = [header, [TEXT, "Mill", "Done"], header, [TEXT, "Yard", "New"]]
    draft = drafted(document(part("t1", ["", "", ""], *lines)))
    assert [guess.role for guess in draft.columns] == ["activity", "lead_bodies", "status"]
    assert sum(row.kind == "row" for row in draft.matrix.rows) == 2


def test_forms_are_recognised_by_their_repeated_labels() -> None:
    forms = [
        part(f"t{n}", ["", ""], ["Ref", f"{n}"], ["Measure", TEXT], ["Keeper", "Mill"], page=n)
        for n in range(1, 4)
    ]
    draft = drafted(document(*forms))
    given_settings = settings_of(draft)
    assert given_settings.forms
    assert [column.label for column in given_settings.columns] == ["Ref", "Measure", "Keeper"]
    assert len(draft.matrix.rows) == 3


def test_wrapped_labels_of_a_survey_are_no_boxes_of_forms() -> None:
    answers = [["All\nthe days", "Two\nof three", "One\nof ten"], ["3", "4", "5"]]
    surveys = [part(f"t{n}", ["", "", ""], *answers, page=n) for n in range(1, 4)]
    plan = part("t4", ["Action", "Lead", "Deadline"], [TEXT, "Mill", "2025"], page=4)
    assert drafted(document(*surveys, plan)).proposal.tables == (3,)


def test_labels_above_their_values_are_those_of_forms() -> None:
    forms = [
        part(
            f"t{n}",
            ["", ""],
            [f"Measure\n{TEXT} {n}", f"Keeper\nMill {n}"],
            [f"Ref\n{n}", "Due date\n2025"],
            page=n,
        )
        for n in range(1, 4)
    ]
    draft = drafted(document(*forms))
    assert settings_of(draft).forms
    assert [guess.role for guess in draft.columns] == [
        "activity", "keeper", "number", "deadline",
    ]  # fmt: skip
    assert [row.cells[0].text for row in draft.matrix.rows] == [f"{TEXT} {n}" for n in range(1, 4)]


def test_cards_with_their_title_beside_its_label_are_forms_and_no_list() -> None:
    below = ["Timeline", "Impact", "Benefit", "Lead agency", "Partner agency"]
    cards = []
    for number in range(3):
        values = ["Short-term", "Large", "Health", "Mill", "Yard"]
        card = part(f"t{number}", [""] * 5, ["Strategy", TEXT], below, values, page=number + 1)
        first, *rest = card.rows
        label, title = first.cells
        wide = first.model_copy(
            update={"cells": (label, title.model_copy(update={"column_stop": 5}))}
        )
        cards.append(card.model_copy(update={"rows": (wide, *rest)}))
    draft = drafted(document(*cards))
    assert draft.proposal.settings.forms
    assert len(draft.matrix.rows) == 3
    roles = {guess.column.label: guess.role for guess in draft.columns}
    assert (roles["Strategy"], roles["Lead agency"]) == ("activity", "lead_bodies")
