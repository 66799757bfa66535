"""What the values of a column say, by the role of the column and by what all its cells hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from extract.model import Cell, Mark
from normalize.model import PrintedValue
from normalize.settings import NormalizeSettings
from normalize.stage import normalize
from normalize.values.label_periods import periods_of_labels
from tests.normalize.printed import BOX, cell, plan, row


def ticked(kind: str | None, at: int) -> Cell:
    """A cell without text, with a drawn box, a shade or without."""
    empty = cell("", 1, at)
    (fragment,) = cell(".", 1, at).fragments
    marks = (Mark.model_validate({"kind": kind, "value": "", "bbox": BOX}),) if kind else ()
    shown = fragment.model_copy(update={"marks": marks, "lines": (), "text": ""})
    return empty.model_copy(update={"fragments": (shown,)})


def values_of(
    role: str, cells: Sequence[str | Cell], label: str = "", **settings: Any
) -> list[PrintedValue]:
    """Read a plan of activities with one more column."""
    rows = [
        row(cell(f"Task {at}", 0, at), cell(one, 1, at) if isinstance(one, str) else one)
        for at, one in enumerate(cells)
    ]
    printed = plan(rows, roles=("activity", role))
    if label and printed.matrix is not None:
        columns = ("Activity", label)
        matrix = printed.matrix.model_copy(update={"columns": columns})
        printed = printed.model_copy(update={"matrix": matrix})
    read = normalize(printed, NormalizeSettings(**settings))
    return [value for value in read.values if value.column == role]


@pytest.mark.parametrize(
    ("cells", "kinds"),
    [
        (["x", "yes"], ["truth", "truth"]),
        (["x", "", "no"], ["truth", "truth"]),
        # One cell is too few to call a column one of ticks.
        (["x", ""], []),
        (["x", "yes", "perhaps"], []),
        (["x", "-", "x", "–"], ["truth", "truth"]),  # a dash is no value
    ],
)
def test_a_column_of_ticks_is_known_by_all_its_cells(cells: list[str], kinds: list[str]) -> None:
    assert [value.kind for value in values_of("column_2", cells)] == kinds


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["En cours", "Réalisé", "–", "En retard"], ["underway", "completed", "delayed"]),
        (["En cours", "50 %", "12 puits"], ["", "", ""]),
        (["Réalisé", "–", "–", "–"], ["completed"]),
    ],
)
@pytest.mark.parametrize("role", ["progress", "progress_2026"])
def test_progress_is_a_status_where_most_cells_say_one(
    cells: list[str], found: list[str], role: str
) -> None:
    assert [value.value for value in values_of(role, cells, language="fr")] == found


def test_a_dash_may_be_a_status_of_the_settings() -> None:
    values = values_of("status", ["–", "-"], statuses={"–": "planned"})
    assert [(value.kind, value.value) for value in values] == [("status", "planned")]


SCHEDULES = (
    ("2026 T1", "pt", ("2026-01-01", "2026-03-31", "quarter")),
    ("Jan 2026", "en", ("2026-01-01", "2026-01-31", "month")),
    ("Cronograma 2026 II Trim.", "es", ("2026-04-01", "2026-06-30", "quarter")),
    ("2027", "de", ("2027-01-01", "2027-12-31", "year")),
)


@pytest.mark.parametrize(("label", "language", "period"), SCHEDULES)
@pytest.mark.parametrize("shown", ["x", "checked", "fill"])
def test_a_tick_or_a_shade_in_a_schedule_says_when(
    label: str, language: str, period: tuple[str, ...], shown: str
) -> None:
    cells: list[str | Cell] = [shown if shown == "x" else ticked(shown, 0), "", ""]
    (value,) = values_of("column_2", cells, label=label, language=language)
    assert (value.kind, value.value) == ("truth", "yes")
    assert (value.first_day, value.last_day, value.precision) == period


@pytest.mark.parametrize("role", ["budget", "target"])
def test_a_shade_in_a_column_of_sums_or_numbers_says_nothing(role: str) -> None:
    cells: list[str | Cell] = ["12", ticked("fill", 1)]
    assert len(values_of(role, cells, label=f"{role.title()} 2026")) == 1


def test_a_shade_says_nothing_where_no_period_is_named() -> None:
    cells = [ticked("fill", at) for at in range(3)]
    assert values_of("column_2", cells, label="Cost 2 of 3") == []


def test_months_are_known_by_their_initials_if_all_twelve_stand_side_by_side() -> None:
    labels = {f"m{n}": f"2026 {initial}" for n, initial in enumerate("JFMAMJJASOND")}
    found = periods_of_labels({"activity": "Task", **labels}, "en")
    assert [found[f"m{n}"].start for n in (0, 5, 11)] == ["2026-01-01", "2026-06-01", "2026-12-01"]
    assert periods_of_labels(dict(list(labels.items())[:11]), "en") == {}


def test_a_drawn_box_is_yes_or_no() -> None:
    cells = [ticked("checked", 0), ticked("unchecked", 1), ticked(None, 2)]
    assert [value.value for value in values_of("column_2", cells)] == ["yes", "no"]


def test_a_drawn_box_is_an_answer_in_a_column_of_other_values_too() -> None:
    cells = ["completed", ticked("checked", 1), "soon"]
    read = [(value.kind, value.value) for value in values_of("status", cells)]
    assert read == [("status", "completed"), ("truth", "yes"), ("unread", "")]


@pytest.mark.parametrize(
    ("role", "text", "expected"),
    [
        ("status", "Completed in May", ("status", "completed")),
        ("status", "in doubt", ("unread", "")),
        # A word of a status column may go on; elsewhere it is the whole text.
        ("deadline", "Completed", ("status", "completed")),
        ("deadline", "Completed in doubt", ("unread", "")),
        ("target", "planned", ("unread", "")),
        ("target", "12 wells", ("quantity", "")),
        ("target", "2025", ("period", "")),
        ("deadline", "12 wells", ("unread", "")),
        ("deadline", "2025", ("period", "")),
        ("budget", "USD 1,000", ("money", "")),
        ("budget", "planned", ("unread", "")),
        ("deadline", "yes", ("unread", "")),
    ],
)
def test_the_role_of_a_column_says_what_its_values_are(
    role: str, text: str, expected: tuple[str, str]
) -> None:
    (value,) = values_of(role, [text])
    assert (value.kind, value.value) == expected


@pytest.mark.parametrize("printed", ["1 500 élèves", "1 500 Élèves.", "1500 élèves*"])
def test_a_unit_keeps_its_accents_and_case(printed: str) -> None:
    (value,) = values_of("target", [printed], language="fr")
    assert (value.number, value.unit) == (1500, printed.split()[-1].strip(".*"))


def test_all_sums_of_a_plan_have_the_decimal_mark_of_its_country() -> None:
    values = values_of("budget", ["S/ 5,000", "US$ 1,500", "US$ 5.000"], language="es")
    assert [(v.kind, v.number) for v in values] == [
        ("money", 5000),
        ("money", 1500),
        ("unread", None),
    ]
