"""What the values of a column say, by the role of the column and by what all its cells hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from extract.model import Cell, Mark
from normalize.model import PrintedValue
from normalize.settings import NormalizeSettings
from normalize.stage import normalize
from tests.normalize.printed import BOX, cell, plan, row


def ticked(kind: str | None, at: int) -> Cell:
    """A cell without text, with a drawn box or without."""
    empty = cell("", 1, at)
    (fragment,) = cell(".", 1, at).fragments
    marks = (Mark.model_validate({"kind": kind, "value": "", "bbox": BOX}),) if kind else ()
    shown = fragment.model_copy(update={"marks": marks, "lines": (), "text": ""})
    return empty.model_copy(update={"fragments": (shown,)})


def values_of(role: str, cells: Sequence[str | Cell], **settings: Any) -> list[PrintedValue]:
    """Read a plan of activities with one more column."""
    rows = [
        row(cell(f"Task {at}", 0, at), cell(one, 1, at) if isinstance(one, str) else one)
        for at, one in enumerate(cells)
    ]
    read = normalize(plan(rows, roles=("activity", role)), NormalizeSettings(**settings))
    return [value for value in read.values if value.column == role]


@pytest.mark.parametrize(
    ("cells", "kinds"),
    [
        (["x", "yes"], ["truth", "truth"]),
        (["x", "", "no"], ["truth", "truth"]),
        # One cell is too few to call a column one of ticks.
        (["x", ""], []),
        (["x", "yes", "perhaps"], []),
    ],
)
def test_a_column_of_ticks_is_known_by_all_its_cells(cells: list[str], kinds: list[str]) -> None:
    assert [value.kind for value in values_of("column_2", cells)] == kinds


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
