"""Read the values of the columns of a matrix: dates, money, quantities, statuses, yes or no."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extract.model import Mark
from normalize.ids import Identifiers
from normalize.model import MatrixRow, PrintedValue, ValueKind
from normalize.records.grid import GridCell, RoleGrid
from normalize.records.records import KNOWN_ROLES, Records
from normalize.settings import NormalizeSettings
from normalize.values.conventions import Conventions, find_conventions
from normalize.values.dates import Interval, months_of, read_intervals
from normalize.values.label_periods import periods_of_labels
from normalize.values.levels import find_legend, read_level
from normalize.values.money import read_money, usual_mark_of
from normalize.values.numbers import decimal_mark_of, read_quantity
from normalize.values.states import read_status, read_truth
from normalize.values.thresholds import VALUES

Facts = dict[str, str | int | float | None]
DATES = ("deadline", "start", "period")
PROGRESS = "progress"
"""A column of numbers, or of statuses where most of its cells are: "en cours", "réalisé"."""
QUANTITIES = ("baseline", "target", PROGRESS)
MONEY: ValueKind = "money"
UNREAD: Facts = {"kind": "unread"}
KIND_OF_ROLE: Mapping[str, ValueKind] = {
    **dict.fromkeys(DATES, "period"),
    **dict.fromkeys(QUANTITIES, "quantity"),
    "budget": MONEY,
    "status": "status",
}
"""What a column holds, by its role."""
_NOTHING = re.compile(r"[\s\-–—.…]*")
"""A cell that prints no value: a dash."""
_OF_YEAR = re.compile(r"(?P<role>[a-z_]+)_(?:19|20)\d\d")
"""The role of a column that prints the values of one year: `target_2026`."""


def kind_of_role(role: str) -> ValueKind | None:
    """Return what columns of a role hold; None if the role does not say it."""
    return KIND_OF_ROLE.get(_without_year(role))


def is_progress(role: str) -> bool:
    """Return whether a column tells of progress, be it of one year: `progress_2026`."""
    return _without_year(role) == PROGRESS


def _without_year(role: str) -> str:
    of_year = _OF_YEAR.fullmatch(role)
    return of_year["role"] if of_year else role


def read_values(
    grid: RoleGrid, records: Records, settings: NormalizeSettings, texts: Sequence[str] = ()
) -> tuple[PrintedValue, ...]:
    """Return the values of each row, in printed order.

    A printed value that cannot be read as a whole is among them, with the kind `unread`, so that
    nobody takes a part of it for all.

    Args:
        grid: the matrix by rows and roles.
        records: its rows.
        settings: the plan's language, currency and statuses.
        texts: the texts around the matrix, which may print years and a legend of costs.
    """
    labels = {grid.roles[at]: label for at, label in enumerate(grid.table.columns)}
    periods = periods_of_labels(labels, settings.language)
    kinds = {
        role: kind for role in labels if (kind := _kind_of(grid, role, settings, role in periods))
    }
    cells = {role: [cell.text for cell in grid.cells_of(role)] for role in labels}
    all_texts = (*texts, *(cell.text for cell in grid.cells))
    reader = ValueReader(
        settings,
        conventions_of(cells, all_texts, settings.language),
        find_legend(texts) if MONEY in kinds.values() else {},
        usual_mark_of(texts_of_sums(labels, cells), settings.language),
    )
    ids = Identifiers("val")
    found: list[PrintedValue] = []
    for index, row in zip(records.row_indices, records.rows, strict=True):
        for role, kind in kinds.items():
            cell, period = grid.at(role, index), periods.get(role)
            if cell is None:
                continue
            marks = _marks(cell, with_fill=kind == "truth" and period is not None)
            is_stated = cell.text in settings.statuses or not _NOTHING.fullmatch(cell.text)
            if marks or is_stated:
                for facts in reader.facts(cell.text, kind, labels[role], marks, period):
                    found.append(_value(ids, row, role, cell, facts))
    return tuple(found)


def conventions_of(
    cells: Mapping[str, Sequence[str]], texts: Iterable[str], language: str
) -> Conventions:
    """Return how a plan prints dates and numbers.

    Args:
        cells: the texts of its columns, by role.
        texts: all texts of the document.
        language: ISO 639 code of its language.
    """
    dates = [text for role in DATES for text in cells.get(role, ())]
    numbers = (
        text
        for role, column in cells.items()
        if kind_of_role(role) in ("money", "quantity")
        for text in column
    )
    mark = decimal_mark_of(numbers)
    if not dates:
        return Conventions(decimal_mark=mark)
    return find_conventions(dates, texts, months_of(language), mark)


def texts_of_sums(labels: Mapping[str, str], cells: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the labels and texts of the columns of sums, by role."""
    for role, label in labels.items():
        if kind_of_role(role) == MONEY:
            yield from (label, *cells.get(role, ()))


def _value(
    ids: Identifiers, row: MatrixRow, role: str, cell: GridCell, facts: Facts
) -> PrintedValue:
    return PrintedValue.model_validate(
        {
            "value_id": ids.of_text(row.row_id, role, cell.text),
            "row_id": row.row_id,
            "column": role,
            "cell_id": cell.cell.cell_id,
            "printed": cell.text,
            **facts,
        }
    )


def _kind_of(
    grid: RoleGrid, role: str, settings: NormalizeSettings, is_period: bool
) -> ValueKind | None:
    """Return what a column holds; None if its texts are no values.

    Below the label of a period, a single tick says something, and a shade is one.
    """
    if role in KNOWN_ROLES:
        return None
    kind = kind_of_role(role)
    if is_progress(role):
        texts = [cell.text for cell in grid.cells_of(role) if not _NOTHING.fullmatch(cell.text)]
        states = [read_status(one, settings.language, settings.statuses) for one in texts]
        return "status" if 2 * sum(map(bool, states)) > len(texts) else kind
    if kind is not None:
        return kind
    marks = {cell.cell.cell_id: _marks(cell, with_fill=is_period) for cell in grid.cells_of(role)}
    filled = [
        cell
        for cell in grid.cells_of(role)
        if marks[cell.cell.cell_id] or not _NOTHING.fullmatch(cell.text)
    ]
    least = 1 if is_period else VALUES.min_truths
    are_truths = len(filled) >= least and all(
        read_truth(cell.text, settings.language, marks[cell.cell.cell_id]) is not None
        for cell in filled
    )
    return "truth" if are_truths else None


@dataclass(frozen=True)
class ValueReader:
    """Reads values as one document prints them.

    Attributes:
        settings: the plan's language, currency and statuses.
        conventions: what its dates and numbers have in common.
        legend: what its levels of cost mean.
        usual_mark: the decimal mark of the countries of its currencies.
    """

    settings: NormalizeSettings
    conventions: Conventions
    legend: dict[str, str]
    usual_mark: str

    def facts(
        self,
        text: str,
        kind: ValueKind,
        label: str,
        marks: Sequence[Mark] = (),
        period: Interval | None = None,
    ) -> Iterator[Facts]:
        """Yield what a value of a column states.

        Args:
            text: the printed value.
            kind: what the column holds.
            label: label of the column.
            marks: ticks and boxes of the cell.
            period: the period that the label names, which a tick is about.
        """
        language = self.settings.language
        truth = read_truth(text, language, marks)
        is_whole = kind != "status"
        status = read_status(text, language, self.settings.statuses, is_whole=is_whole)
        if kind == "truth" or (not text and truth is not None):
            yield {"kind": "truth", "value": "yes" if truth else "no", **_days_of(period)}
        elif kind == "status" and status:
            yield {"kind": "status", "value": status}
        elif kind == "money":
            yield self._money(text, label)
        elif kind == "period" or kind == "quantity":
            yield from self._dates_or_quantity(text, kind, status)
        else:
            yield UNREAD

    def _money(self, text: str, label: str) -> Facts:
        level = read_level(text, self.legend)
        if level:
            number = float(level.number)
            return {"kind": "level", "number": number, "unit": level.sign, "value": level.meaning}
        settings, mark = self.settings, self.conventions.decimal_mark
        money = read_money(text, settings.language, label, settings.currency, mark, self.usual_mark)
        if money is None:
            return UNREAD
        return {
            "kind": "money",
            "number": _plain(money.amount),
            "number_to": _plain(money.amount_to),
            "currency": money.currency,
            "factor": money.factor,
        }

    def _dates_or_quantity(self, text: str, kind: ValueKind, status: str) -> Iterator[Facts]:
        intervals = read_intervals(text, self.settings.language, self.conventions)
        found = read_quantity(text, self.settings.language, self.conventions.decimal_mark)
        if intervals:
            for one in intervals:
                yield {"kind": "period", **_days_of(one)}
        elif kind == "quantity" and found:
            yield {"kind": "quantity", "number": _plain(found.number), "unit": found.unit}
        elif kind == "period" and status:
            yield {"kind": "status", "value": status}
        else:
            yield UNREAD


def _plain(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _days_of(period: Interval | None) -> Facts:
    if period is None:
        return {}
    return {
        "first_day": period.start,
        "last_day": period.end,
        "precision": period.precision,
    }


def _marks(cell: GridCell, *, with_fill: bool = False) -> list[Mark]:
    """Return the ticks and boxes of a cell; in a schedule, a shade without a text is a tick."""
    marks = [mark for fragment in cell.cell.fragments for mark in fragment.marks]
    fills = [mark for mark in marks if mark.kind == "fill"]
    if with_fill and fills and not cell.text:
        return [fills[0].model_copy(update={"kind": "checked"})]
    return [mark for mark in marks if mark.kind in ("checked", "unchecked")]
