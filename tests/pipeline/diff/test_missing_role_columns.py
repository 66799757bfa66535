"""Who leads a row, or is relevant, is not compared where one edition alone prints it."""

from __future__ import annotations

import random

import pytest

from pipeline.diff.editions import Edition
from pipeline.diff.stage import compare_editions
from tests.pipeline.diff.made_editions import edition, random_rows

LABELS = {
    "activity": "Activity",
    "expected_output": "Output",
    "lead_bodies_printed": "Lead body",
    "relevant_bodies_printed": "Partners",
}


def without(made: Edition, column: str) -> Edition:
    made.labels = {key: label for key, label in LABELS.items() if key != column}
    for row in made.rows:
        row[column] = row[column.removesuffix("_printed")] = ""
    return made


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize(
    ("role", "column", "told"),
    [
        ("lead", "lead_bodies_printed", "Who leads is not compared"),
        ("relevant", "relevant_bodies_printed", "Who is relevant is not compared"),
    ],
)
def test_a_column_of_one_edition_is_told_once(side: int, role: str, column: str, told: str) -> None:
    rows = random_rows(random.Random(5), 12, 3)
    full = edition("full", rows)
    full.labels = dict(LABELS)
    both = [full, without(edition("bare", [dict(row) for row in rows]), column)]
    difference = compare_editions(*(both if side else both[::-1]))
    assert difference.notes == (f"{told}: only full has the column “{LABELS[column]}”.",)
    roles = [change for change in difference.changes if change.table == "roles"]
    assert {change.note for change in roles} == {"lead", "relevant"} - {role}
    assert {change.kinds for change in roles} == {("unchanged",)}
    columns = [change.kinds for change in difference.changes if change.table == "columns"]
    assert columns == [("removed" if side == 1 else "added",)]
