"""Numbers, dates and other values of rows that contradict those of the other rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from expectations.model import Place
from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.rules.consistency.thresholds import CONSISTENCY
from expectations.settings import ExpectationSettings
from normalize.model import MatrixRow, PrintedValue

_NUMBER = re.compile(r"(?P<head>(?:.*\D)?)(?P<last>\d{1,3})[.)]?")
_NUMBERS = "number"
"""Role of the column of the rows' own numbers."""
_START, _END = "start", "deadline"
_WORDS = {
    "period": "date",
    "money": "sum",
    "quantity": "number",
    "status": "status",
    "truth": "yes or no",
    "level": "level",
}
"""Kinds of values, as messages word them."""


def _numbered(index: PlanIndex) -> dict[tuple[str | None, str], list[tuple[int, MatrixRow]]]:
    """Return the last figure of each row's number, by section and by what stands before it."""
    series: dict[tuple[str | None, str], list[tuple[int, MatrixRow]]] = defaultdict(list)
    seen: set[str] = set()
    for row in index.plan.rows:
        text = next((one.text.strip() for one in row.extra if one.column == _NUMBERS), "")
        found = _NUMBER.fullmatch(text)
        cell = index.cell_of(row.row_id, _NUMBERS) or row.row_id
        if found and cell not in seen:
            seen.add(cell)
            series[row.section_id, found["head"]].append((int(found["last"]), row))
    return series


def _number_place(index: PlanIndex, row: MatrixRow) -> Place:
    name = index.names_of_extra.get(_NUMBERS, _NUMBERS)
    printed = next(one.text.strip() for one in row.extra if one.column == _NUMBERS)
    return index.place("matrix", row.row_id, name, printed)


def find_gaps_of_rows(index: PlanIndex) -> Iterator[Finding]:
    """Find numbers of rows that are left out between two rows of the same series."""
    series = _numbered(index)
    steps = [
        (head, before, after)
        for (_, head), numbers in series.items()
        for before, after in pairwise(numbers)
    ]
    gaps = [step for step in steps if step[2][0] - step[1][0] > 1]
    if len(gaps) > CONSISTENCY.max_odd_share * len(steps):
        return  # These are codes, or numbers of another list.
    every = {(head, number) for (_, head), found in series.items() for number, _ in found}
    for head, (before, row), (after, _) in gaps:
        for missing in range(before + 1, after):
            if (head, missing) not in every and after - before <= CONSISTENCY.widest_gap:
                yield Finding(
                    key=("row", f"{head}{missing}"),
                    message=f"No row has the number {head}{missing}: {head}{before} is followed "
                    f"by {head}{after}.",
                    places=(_number_place(index, row),),
                )


def find_repeated_numbers(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find numbers that two rows of a section print for two activities."""
    del settings
    found: list[Finding] = []
    series = _numbered(index)
    for (_, head), numbers in series.items():
        by_number: dict[int, dict[str | None, MatrixRow]] = defaultdict(dict)
        for number, row in numbers:
            by_number[number].setdefault(row.activity_id, row)
        found += [
            Finding(
                key=(f"{head}{number}",),
                message=f"{len(rows)} rows have the number {head}{number}.",
                places=tuple(_number_place(index, row) for row in rows.values()),
            )
            for number, rows in by_number.items()
            if len(rows) > 1
        ]
    if len(found) <= CONSISTENCY.max_odd_share * sum(map(len, series.values())):
        yield from found


def _value_place(index: PlanIndex, value: PrintedValue) -> Place:
    name = index.names_of_extra.get(value.column, value.column)
    return index.place("matrix", value.row_id, name, value.printed)


def find_unread_values(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find values that cannot be read in a column whose other values can."""
    del settings
    # `drafting-note` reports these.
    noted = {one.source.printed for one in index.linked.alternatives if one.kind == "drafting_note"}
    columns: dict[str, dict[str, PrintedValue]] = defaultdict(dict)
    for value in index.plan.values:
        columns[value.column].setdefault(value.cell_id, value)
    for column, values in columns.items():
        unread = [value for value in values.values() if value.kind == "unread"]
        if len(values) < CONSISTENCY.min_column:
            continue
        if len(unread) > CONSISTENCY.max_odd_share * len(values):
            continue
        kinds = [value.kind for value in values.values() if value.kind != "unread"]
        usual = max(set(kinds), key=kinds.count)
        for value in (value for value in unread if value.printed not in noted):
            yield Finding(
                key=(column, value.printed),
                message=f"“{value.printed}” was read as no {_WORDS[usual]}, unlike {len(kinds)} of "
                f"{len(values)} values of its column.",
                places=(_value_place(index, value),),
            )


def find_dates_out_of_order(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find rows that end before they start, or long before every other row."""
    del settings
    by_row: dict[str, dict[str, list[PrintedValue]]] = defaultdict(lambda: defaultdict(list))
    for value in index.plan.values:
        if value.kind == "period":
            by_row[value.row_id][value.column].append(value)
    for columns in by_row.values():
        start, end = _earliest(columns[_START]), _latest(columns[_END])
        if start and end and start.first_day > end.last_day:
            yield Finding(
                key=(start.printed, end.printed),
                message=f"The row starts in “{start.printed}” and ends in “{end.printed}”, which "
                "is earlier.",
                places=(_value_place(index, end), _value_place(index, start)),
            )
    ends = (_latest(columns[_END]) for columns in by_row.values())
    yield from _long_before(index, [end for end in ends if end])


def _earliest(values: Sequence[PrintedValue]) -> PrintedValue | None:
    """Return the value of a cell that begins first; None if one of them does not say when."""
    first = min(values, key=lambda value: value.first_day, default=None)
    return first if first and first.first_day else None


def _latest(values: Sequence[PrintedValue]) -> PrintedValue | None:
    """Return the value of a cell that ends last; None if one of them does not say when."""
    last = max(values, key=lambda value: value.last_day, default=None)
    return last if last and all(value.last_day for value in values) else None


def _long_before(index: PlanIndex, ends: Sequence[PrintedValue]) -> Iterator[Finding]:
    ranked = sorted({end.cell_id: end for end in ends}.values(), key=lambda end: end.last_day)
    if len(ranked) < CONSISTENCY.min_column:
        return
    first, second = (date.fromisoformat(end.last_day) for end in ranked[:2])
    if (second - first).days > CONSISTENCY.days_before_all:
        yield Finding(
            key=(ranked[0].printed,),
            message=f"“{ranked[0].printed}” is more than a year before all other deadlines; the "
            f"next one is “{ranked[1].printed}”.",
            places=(_value_place(index, ranked[0]),),
        )


RULES = (
    Rule(
        code="number-repeated",
        title="Number of two rows",
        severity="warning",
        why="References to the number do not say which row is meant.",
        meaning="Both rows have the number as it is printed.",
        remedy="Compare with the adopted original; `correct` the wrong number, or `accept` it.",
        example="D3 above D3, where D4 is missing",
        method="Compares the numbers of the rows of each section, unless many repeat.",
        find=find_repeated_numbers,
        print_only=True,
    ),
    Rule(
        code="value-unread",
        title="Value that was not read",
        severity="info",
        why="The value is missing wherever values are counted or compared.",
        meaning="`printed_values` has it with the kind `unread`.",
        remedy="`correct` it with the value that is meant, or `accept` it.",
        example="“to be defined” in a column of dates",
        method="Looks for columns of dates, sums, numbers or statuses of which nearly all can be "
        "read.",
        find=find_unread_values,
    ),
    Rule(
        code="dates-out-of-order",
        title="Dates in an order that cannot be meant",
        severity="warning",
        why="Whoever watches deadlines counts the row as late or as done.",
        meaning="`printed_values` has both dates as they are printed.",
        remedy="Ask which date is meant and `correct` it, or `accept` it.",
        example="a start in June 2026 and an end in March 2026",
        method="Compares the start and the end of each row, and the earliest deadline with the "
        "next one.",
        find=find_dates_out_of_order,
    ),
)
