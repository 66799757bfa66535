"""Numbers, dates and other values of rows that contradict those of the other rows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
    "period": "a date",
    "money": "a sum",
    "quantity": "a number",
    "status": "a status",
    "truth": "yes or no",
    "level": "a level of cost",
}
"""Kinds of values, as messages word them."""


@dataclass(frozen=True)
class _Numbered:
    """A row with the text of its number's cell, and the last figure if the text ends in one."""

    row: MatrixRow
    text: str

    @property
    def head(self) -> str:
        """What stands before the last figure."""
        found = _NUMBER.fullmatch(self.text)
        return found["head"] if found else ""

    @property
    def printed(self) -> str:
        """The last figure as it is printed: `03`; empty for “3a”, “5–6” or “iii”."""
        found = _NUMBER.fullmatch(self.text)
        return found["last"] if found else ""

    @property
    def last(self) -> int:
        return int(self.printed)


def _numbers_of_sections(index: PlanIndex) -> Iterable[list[_Numbered]]:
    """Return what the cells of numbers print, in order, for each section."""
    sections: dict[str | None, list[_Numbered]] = defaultdict(list)
    seen: set[str] = set()
    for row in index.plan.rows:
        text = next((one.text.strip() for one in row.extra if one.column == _NUMBERS), "")
        cell = index.cell_of(row.row_id, _NUMBERS) or row.row_id
        if text and cell not in seen:
            seen.add(cell)
            sections[row.section_id].append(_Numbered(row, text))
    return sections.values()


def _number_place(index: PlanIndex, one: _Numbered) -> Place:
    name = index.names_of_extra.get(_NUMBERS, _NUMBERS)
    return index.place("matrix", one.row.row_id, name, one.text)


def _steps(numbers: Sequence[_Numbered]) -> Iterator[tuple[_Numbered, _Numbered]]:
    """Yield each number and the next of its series, if nothing but its own parts is between.

    Another number between them, such as “3a” or “iii”, may be the one that is left out.
    """
    latest: dict[str, _Numbered] = {}
    for one in numbers:
        before = latest.get(one.head) if one.printed else None
        if before:
            yield before, one
        # What stands open are the numbers that this one is a part of: 1.2 above 1.2.1.
        latest = {head: open_ for head, open_ in latest.items() if _is_part(one.text, open_.text)}
        if one.printed:
            latest[one.head] = one


def _is_part(text: str, whole: str) -> bool:
    return bool(re.match(rf"{re.escape(whole.rstrip('.)'))}(?:\.\d|[a-z]$)", text))


def find_gaps_of_rows(index: PlanIndex) -> Iterator[Finding]:
    """Find numbers of rows that are left out between two rows of the same series."""
    sections = _numbers_of_sections(index)
    steps = [step for numbers in sections for step in _steps(numbers)]
    gaps = [(one, after) for one, after in steps if after.last - one.last > 1]
    if len(gaps) > CONSISTENCY.max_odd_share * len(steps):
        return  # These are codes, or numbers of another list.
    printed = "\n".join(one.text.casefold() for numbers in sections for one in numbers)
    for before, after in gaps:
        if after.last - before.last > CONSISTENCY.widest_gap:
            continue
        for number in range(before.last + 1, after.last):
            missing = f"{before.head}{str(number).zfill(len(before.printed))}"
            beginning = re.escape(before.head.casefold())
            if re.search(rf"(?<![^\W_])(?<!\d\.){beginning}0*{number}(?!\d)", printed):
                continue
            yield Finding(
                key=("row", missing),
                message=f"No row has the number {missing}: {before.head}{before.printed} is "
                f"followed by {after.head}{after.printed}.",
                places=(_number_place(index, before),),
            )


def _series(numbers: Iterable[_Numbered]) -> Iterator[list[_Numbered]]:
    """Yield the numbers with the same words before them, parted where they begin again.

    After a number that is not read, such as “1*”, they may have begun again.
    """
    by_head: dict[str, list[_Numbered]] = {}
    for one in numbers:
        if not one.printed:
            yield from by_head.values()
            by_head = {}
            continue
        run = by_head.setdefault(one.head, [])
        if run and _begins_again(one, run):
            yield run
            by_head[one.head] = run = []
        run.append(one)
    yield from by_head.values()


def _begins_again(one: _Numbered, run: Sequence[_Numbered]) -> bool:
    """Return whether a number is the first again, or a smaller one in another area."""
    is_smaller, is_first = one.last < run[-1].last, one.last <= run[0].last
    if one.row.area_id != run[-1].row.area_id:
        return is_smaller or is_first
    return is_smaller and is_first


def find_repeated_numbers(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find numbers that two rows of a section print for two activities."""
    del settings
    found: list[Finding] = []
    runs = [run for numbers in _numbers_of_sections(index) for run in _series(numbers)]
    for run in runs:
        by_number: dict[str, dict[str | None, _Numbered]] = defaultdict(dict)
        for one in run:
            by_number[f"{one.head}{one.printed}"].setdefault(one.row.activity_id, one)
        found += [
            Finding(
                key=(number,),
                message=f"{len(rows)} rows have the number {number}.",
                places=tuple(_number_place(index, one) for one in rows.values()),
            )
            for number, rows in by_number.items()
            if len(rows) > 1
        ]
    if len(found) <= CONSISTENCY.max_odd_share * sum(map(len, runs)):
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
        kinds = Counter(value.kind for value in values.values() if value.kind != "unread")
        read_as = " or ".join(_WORDS[kind] for kind, _ in kinds.most_common())
        for value in (value for value in unread if value.printed not in noted):
            yield Finding(
                key=(column, value.printed),
                message=f"“{value.printed}” could not be read as {read_as}, unlike "
                f"{kinds.total()} of {len(values)} values of its column.",
                places=(_value_place(index, value),),
            )


def find_dates_out_of_order(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find rows that end before they start, whichever of several dates is taken."""
    del settings
    by_row: dict[str, dict[str, list[PrintedValue]]] = defaultdict(lambda: defaultdict(list))
    for value in index.plan.values:
        by_row[value.row_id][value.column].append(value)
    for values in by_row.values():
        # Without a day of its own, a date is open or not read.
        start = min(values[_START], key=lambda value: value.first_day, default=None)
        end = max(values[_END], key=lambda value: value.last_day or "9999", default=None)
        if start and end and end.last_day and start.first_day > end.last_day:
            yield Finding(
                key=(start.printed, end.printed),
                message=f"The row starts in “{start.printed}” and ends in “{end.printed}”, which "
                "is earlier.",
                places=(_value_place(index, end), _value_place(index, start)),
            )


RULES = (
    Rule(
        code="number-repeated",
        title="Two rows with the same number",
        severity="warning",
        why="References to the number do not say which row is meant.",
        meaning="Both rows have the number as it is printed.",
        remedy="Compare with the adopted original; `correct` the wrong number (`ISSUE/RECORD`), "
        "or `accept` it.",
        example="D3 above D3, where D4 is missing",
        method="Compares the numbers of the rows of each section, each time that they begin anew, "
        "unless many repeat.",
        find=find_repeated_numbers,
        differ_when_right=True,
        print_only=True,
    ),
    Rule(
        code="value-unread",
        title="Value that was not read",
        severity="info",
        why="The value is missing wherever values are counted or compared.",
        meaning="`printed_values` has it with the kind `unread`.",
        remedy="`accept` it if the text says what is meant; otherwise `correct` it with the value.",
        example="“to be defined” in a column of dates",
        method="Looks for columns of dates, sums, numbers or statuses of which nearly all can be "
        "read.",
        find=find_unread_values,
    ),
    Rule(
        code="dates-out-of-order",
        title="End before the start",
        severity="warning",
        why="Whoever watches deadlines counts the row as late or as done.",
        meaning="`printed_values` has both dates as they are printed.",
        remedy="Ask which date is meant and `correct` it, or `accept` it.",
        example="a start in June 2026 and an end in March 2026",
        method="Compares the earliest start and the latest end of each row.",
        find=find_dates_out_of_order,
    ),
)
