"""Small plans whose rows have numbers and dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from link.model import LinkedPlan
from normalize.model import ExtraValue, PrintedValue
from tests.expectations.plans import linked
from tests.link.plans import RowText

MONTHS = tuple(f"2027-{month:02}-28" for month in range(1, 10))


def with_numbers(*numbers: str, areas: Sequence[str] = ()) -> LinkedPlan:
    """A plan whose rows have these numbers, each with an activity of its own.

    Args:
        numbers: the number of each row.
        areas: the area of each row; without them all are in one.
    """
    tasks = ["x" * at for at in range(1, len(numbers) + 1)]
    rows = [RowText("1.1", "Focus", f"Task {one}", f"Report {one}", "AUN") for one in tasks]
    plan = linked(rows, relevant={"1.1": "AUN"})
    own = tuple(
        row.model_copy(
            update={"extra": (ExtraValue(column="number", text=number),), "area_id": area}
        )
        for row, number, area in zip(
            plan.plan.rows, numbers, areas or ["area-1.1"] * len(numbers), strict=True
        )
    )
    changed = plan.plan.model_copy(update={"rows": own, "extra_columns": ("number",)})
    return plan.model_copy(update={"plan": changed})


def with_ends(*ends: str) -> LinkedPlan:
    """A plan with one row for each deadline."""
    return with_days([{"deadline": end} for end in ends])


def with_days(rows: Sequence[Mapping[str, str]]) -> LinkedPlan:
    """A plan with one row for each mapping of columns to the days, or other texts, of its cells.

    Days are parted by semicolons.
    """
    plan = with_numbers(*map(str, range(1, len(rows) + 1)))
    read = tuple(
        _value(f"{column}-{at}-{day}", row.row_id, column, text, day)
        for at, (row, own) in enumerate(zip(plan.plan.rows, rows, strict=True))
        for column, text in own.items()
        for day in text.split("; ")
    )
    return plan.model_copy(update={"plan": plan.plan.model_copy(update={"values": read})})


def _value(identifier: str, row_id: str, column: str, text: str, part: str) -> PrintedValue:
    day = part if part.startswith("20") else ""
    is_open = part == "ongoing"
    return PrintedValue(
        value_id=identifier,
        row_id=row_id,
        column=column,
        cell_id=f"{column}-{row_id}",
        printed=text,
        kind="period" if day else "status" if is_open else "unread",
        first_day=day,
        last_day=day,
    )
