"""Labels are known by their words, however a page prints them; other words are other labels."""

from __future__ import annotations

import pytest
from hypothesis import example, given, strategies as st

from extract.document.document import ReadResult
from extract.geometry.page_model import PageCell
from extract.matrix.plan import plan_of
from extract.model import ColumnRole, Document, Source, Table
from extract.settings import ColumnSetting, ExtractSettings
from extract.stitching.labels import (
    is_changed_label,
    is_misread_label,
    is_same_label,
    key_of,
    label_likeness,
    prints_by_column,
    says_continued,
)
from extract.stitching.thresholds import LABELS as THRESHOLDS
from tests.extract.page_parts import make_cell, make_line
from tests.normalize.printed import cell, row, table

LABELS = (
    "PoA Priority Areas",
    "Objectives",
    "Measures",
    "Lead Body",
    "Lead Sectoral Bodies/Organs/Entities",
    "Deliverables",
    "Key Activity",
    "Résultats attendus",
)
MARKS = ("", "*", "**", " †", " 1", " 1)", "¹", ":", ".", " (3)")


def plural(label: str) -> str:
    return f"{label[:-1]}ies" if label.endswith("y") else f"{label.rstrip('s')}s"


@example(label="Lead Body", change=plural, mark="", at=7, joint=" ")
@given(
    label=st.sampled_from(LABELS),
    change=st.sampled_from([str, str.upper, str.lower, str.title, plural]),
    mark=st.sampled_from(MARKS),
    at=st.integers(1, 8),
    joint=st.sampled_from(["", " ", "-", "\u00ad", "- "]),
)
def test_print_does_not_make_another_label(
    label: str, change: type[str], mark: str, at: int, joint: str
) -> None:
    printed = change(label) + mark
    assert label_likeness(printed, label) >= THRESHOLDS.same
    # A line end in the midst of a word, its hyphen kept or not.
    assert label_likeness(printed[:at] + joint + printed[at:], label) >= THRESHOLDS.same


@pytest.mark.parametrize("label", LABELS)
def test_labels_are_not_like_one_another(label: str) -> None:
    assert [other for other in LABELS if label_likeness(other, label) >= THRESHOLDS.same] == [label]


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [("Budget 2025", "Budget 2024"), ("Year 2", "Year 1"), ("Year", "Year 1"), ("Q2 Output", "Q1")],
)
def test_another_figure_is_another_label(printed: str, wanted: str) -> None:
    assert label_likeness(printed, wanted) == 0


def roles(columns: Table, *labels: str) -> list[ColumnRole]:
    document = Document(
        source=Source(file="a.pdf", sha256="", page_count=1), pages=(), tables=(columns,), blocks=()
    )
    settings = ExtractSettings(
        columns=tuple(ColumnSetting(role=f"r{n}", label=label) for n, label in enumerate(labels))
    )
    return list(plan_of(ReadResult(document, (), ()), settings).roles)


def test_a_deep_header_is_known_by_its_own_row() -> None:
    header = [
        row(cell("Plan", 0, 0, rows=2), cell("Implementation", 1, 0, columns=2)),
        row(cell("Output", 1, 1), cell("Lead Body", 2, 1)),
        row(cell("(1)", 0, 2), cell("(2)", 1, 2), cell("(3)", 2, 2)),
    ]
    joined = ["Plan (1)", "Implementation Output (2)", "Implementation Lead Body (3)"]
    deep = table([], joined, header=tuple(r.model_copy(update={"kind": "header"}) for r in header))
    assert prints_by_column(deep)[1] == ("Implementation Output (2)", "Output", "Output (2)", "(2)")
    assert [r.role for r in roles(deep, "Lead Bodies", "Outputs", "Plan")] == ["r2", "r1", "r0"]


def test_a_label_that_is_too_unlike_takes_no_column_from_another() -> None:
    # Together the wrong pairs are as like as the right one and nothing: they must not win.
    found = roles(table([], ["Priority Areas", "Priority Actions"]), "Priority Areas", "Activities")
    assert (found[0].role, found[0].score) == ("r0", 1.0)
    assert found[1].score < THRESHOLDS.match


def test_an_unknown_column_does_not_take_a_role_of_the_settings_by_its_name() -> None:
    document = table([], ["R0", "Deliverables"])
    assert [r.role for r in roles(document, "Objectives", "Deliverables")] == ["column_1", "r1"]


def label(text: str, confidence: float | None = None) -> PageCell:
    lines = (make_line(text, 0.0, 10.0, confidence=confidence),) if text else ()
    return make_cell(0, 0, (0.0, 0.0, 100.0, 20.0), lines)


@pytest.mark.parametrize(
    ("first", "again", "is_same"),
    [
        ("Lead body", "LEAD BODY", True),
        ("Lead body", "Lead body (continued)", True),
        ("Lead body", "Lead body and partners", False),
        ("", "Lead body", False),
        ("", "", True),
    ],
)
def test_a_label_is_printed_again_even_if_its_table_is_continued(
    first: str, again: str, *, is_same: bool
) -> None:
    assert is_same_label(label(first), label(again)) is is_same


@pytest.mark.parametrize(
    ("first", "again", "is_changed"),
    [
        ("Budget 2024", "Budget 2025", True),
        ("2024", "2025", True),
        ("Lead organisations", "Partner organisations", True),
        ("Lead bodies", "Lead bodles", True),
        ("2024", "Lead body", False),
        ("Lead body", "2024", False),
        ("", "", False),
        ("", "2024", False),
        ("Lead body", "Deliverables", False),
    ],
)
def test_a_changed_label_keeps_a_word_or_most_letters(
    first: str, again: str, *, is_changed: bool
) -> None:
    assert is_changed_label(label(first), label(again)) is is_changed


def test_only_recognised_labels_are_misread() -> None:
    assert is_misread_label(label("Lead bodies"), label("Lead bodles", 80.0))
    assert not is_misread_label(label("Lead bodies"), label("Lead bodles"))
    assert not is_misread_label(label("Year 2", 80.0), label("Year 3", 80.0))
    assert not is_misread_label(label("Lead body", 80.0), label("Deliverables", 80.0))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Lead Body / Partner.", "leadbodypartner"),
        ("Share (%)", "share%"),
        ("2019-20", "2019·20"),
        ("Mrd. €", "mrd€"),
        ("Q 1 & 2", "q1&2"),
        ("A·B", "a·b"),
    ],
)
def test_letters_digits_and_signs_tell_labels_apart(text: str, key: str) -> None:
    assert key_of([text]) == key


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Measures (continued)", True),
        ("Measures – cont.", True),
        ("Mesures [suite]", True),
        ("Suite", False),
        ("Measures continued here", False),
    ],
)
def test_a_label_says_that_its_table_is_continued(text: str, *, says: bool) -> None:
    assert says_continued(label(text)) == says


@pytest.mark.parametrize(
    ("printed", "wanted", "is_same"),
    [
        ("Bodies", "Body", True),
        ("Ties", "Ty", False),  # a short word is no plural
        ("Class", "Clas", False),
        ("Gas", "Ga", False),
        ("Years", "Year", True),
        ("Leaf", "Lead", False),  # only the ending of a plural is left out
    ],
)
def test_plurals_are_one_label(printed: str, wanted: str, *, is_same: bool) -> None:
    assert (label_likeness(printed, wanted) == 1.0) == is_same


def test_a_number_after_a_label_is_a_mark_unless_the_settings_have_numbers() -> None:
    assert label_likeness("Lead Body 12", "Lead Body") == 1.0
    assert label_likeness("12", "Lead Body") == 0.0
    assert label_likeness("Step 2 of it 3", "Step of it") == 0.0
    assert label_likeness("Lead Body 12", "Lead Body 1") == 0.0
