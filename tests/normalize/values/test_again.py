"""Values of cells that a reviewer corrected: they follow the corrected text."""

from __future__ import annotations

import pytest

from normalize.model import NormalPlan, PrintedValue
from normalize.settings import NormalizeSettings
from normalize.stage import normalize
from normalize.values.again import read_again
from tests.normalize.printed import block, cell, plan, row

SETTINGS = NormalizeSettings()


def printed_plan(role: str, *texts: str, narrative: str = "Text") -> NormalPlan:
    """Return a plan of activities with one more column, and with one of notes."""
    rows = [
        row(cell(f"Task {at}", 0, at), cell(text, 1, at), cell(f"Note {at}", 2, at))
        for at, text in enumerate(texts)
    ]
    made = plan(
        rows, roles=("activity", role, "remarks"), narrative=[block("paragraph", narrative)]
    )
    return normalize(made, SETTINGS)


def corrected(made: NormalPlan, role: str, texts: dict[int, str]) -> NormalPlan:
    """Return a plan in which the cells of a column in some rows have other texts."""
    rows = [
        each.model_copy(
            update={
                "extra": tuple(
                    extra.model_copy(update={"text": texts[at]})
                    if extra.column == role and at in texts
                    else extra
                    for extra in each.extra
                )
            }
        )
        for at, each in enumerate(made.rows)
    ]
    return made.model_copy(update={"rows": tuple(rows)})


def read(role: str, texts: tuple[str, ...], changed: dict[int, str]) -> list[PrintedValue]:
    made = printed_plan(role, *texts)
    return list(read_again(made, corrected(made, role, changed), SETTINGS).values)


def test_a_corrected_value_keeps_what_is_printed_and_where() -> None:
    before = printed_plan("budget", "USD 1,000", "USD 5,000").values
    after = read("budget", ("USD 1,000", "USD 5,000"), {0: "EUR 2,000"})
    assert [(v.number, v.currency) for v in after] == [(2000, "EUR"), (5000, "USD")]
    for one, other in zip(before, after, strict=True):
        assert (one.value_id, one.printed, one.cell_id) == (
            other.value_id, other.printed, other.cell_id,
        )  # fmt: skip
    assert all(value.cell_id for value in after)


@pytest.mark.parametrize(
    ("role", "text", "new", "expected"),
    [
        ("budget", "USD 1,000", "many", ("unread", None)),
        ("target", "12 wells", "15 wells", ("quantity", 15)),
        ("status", "planned", "completed", ("status", None)),
        ("deadline", "2025", "2026", ("period", None)),
    ],
)
def test_a_column_holds_the_same_kind_as_before(
    role: str, text: str, new: str, expected: tuple[str, float | None]
) -> None:
    (value,) = read(role, (text,), {0: new})
    assert (value.kind, value.number) == expected


def test_a_text_that_is_taken_away_states_nothing() -> None:
    values = read("budget", ("USD 1,000", "USD 5,000"), {0: ""})
    assert [value.number for value in values] == [5000]


def test_a_cell_that_is_filled_states_something() -> None:
    first, second = read("budget", ("", "USD 5,000"), {0: "USD 7"})
    assert (first.number, first.printed, second.number) == (7, "", 5000)


def test_a_column_of_ticks_stays_one() -> None:
    values = read("column_2", ("x", "yes", "no"), {2: "x"})
    assert [value.value for value in values] == ["yes", "yes", "yes"]


def test_without_a_correction_of_a_value_nothing_is_read_again() -> None:
    made = printed_plan("budget", "USD 1,000")
    assert read_again(made, made, SETTINGS) is made
    other = corrected(made, "remarks", {0: "Other"})
    assert read_again(made, other, SETTINGS).values == made.values


def test_dates_and_levels_are_read_as_the_document_prints_them() -> None:
    made = printed_plan("deadline", "03/04/2025", "25/04/2025")
    found = read_again(made, corrected(made, "deadline", {0: "05/06/2025"}), SETTINGS).values
    assert [value.first_day for value in found] == ["2025-06-05", "2025-04-25"]
    made = printed_plan("budget", "$", "$$", narrative="$$ = more than a million")
    found = read_again(made, corrected(made, "budget", {0: "$$"}), SETTINGS).values
    assert [(value.number, value.value) for value in found] == [
        (2, "more than a million"), (2, "more than a million"),
    ]  # fmt: skip
