"""Read the values of the columns of a matrix: dates, money, quantities, statuses, yes or no."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from extract.model import Mark
from normalize.ids import Identifiers
from normalize.model import MatrixRow, PrintedValue, ValueKind
from normalize.records.grid import GridCell, RoleGrid
from normalize.records.records import KNOWN_ROLES, Records
from normalize.settings import NormalizeSettings
from normalize.values.dates import read_intervals
from normalize.values.money import read_money
from normalize.values.numbers import read_quantity
from normalize.values.states import read_status, read_truth
from normalize.values.thresholds import VALUES

Facts = dict[str, str | int | float | None]
DATES = ("deadline", "start", "period")
QUANTITIES = ("baseline", "target", "progress")
MONEY, STATUS = "budget", "status"


def read_values(
    grid: RoleGrid, records: Records, settings: NormalizeSettings
) -> tuple[PrintedValue, ...]:
    """Return the values of each row, in printed order.

    A printed value that cannot be read as a whole is among them, with the kind `unread`, so that
    nobody takes a part of it for all.

    Args:
        grid: the matrix by rows and roles.
        records: its rows.
        settings: the plan's language, currency and statuses.
    """
    labels = {grid.roles[at]: label for at, label in enumerate(grid.table.columns)}
    kinds = {role: kind for role in labels if (kind := _kind_of(grid, role, settings))}
    ids = Identifiers("val")
    found: list[PrintedValue] = []
    for index, row in zip(records.row_indices, records.rows, strict=True):
        for role, kind in kinds.items():
            cell = grid.at(role, index)
            if cell is not None and (cell.text or _marks(cell)):
                for facts in _facts(cell, kind, labels[role], settings):
                    found.append(_value(ids, row, role, cell, facts))
    return tuple(found)


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


def _kind_of(grid: RoleGrid, role: str, settings: NormalizeSettings) -> ValueKind | None:
    """Return what a column holds; None if its texts are no values."""
    if role in KNOWN_ROLES:
        return None
    by_role: Mapping[str, ValueKind] = {
        **dict.fromkeys(DATES, "period"),
        **dict.fromkeys(QUANTITIES, "quantity"),
        MONEY: "money",
        STATUS: "status",
    }
    if role in by_role:
        return by_role[role]
    filled = [cell for cell in grid.cells_of(role) if cell.text or _marks(cell)]
    are_truths = len(filled) >= VALUES.min_truths and all(
        read_truth(cell.text, settings.language, _marks(cell)) is not None for cell in filled
    )
    return "truth" if are_truths else None


def _facts(
    cell: GridCell, kind: ValueKind, label: str, settings: NormalizeSettings
) -> Iterator[Facts]:
    text, language = cell.text, settings.language
    truth = read_truth(text, language, _marks(cell))
    intervals = read_intervals(text, language)
    status = read_status(text, language, settings.statuses, is_whole=kind != "status")
    if kind == "truth" or (not text and truth is not None):
        yield {"kind": "truth", "value": "yes" if truth else "no"}
    elif kind == "status" and status:
        yield {"kind": "status", "value": status}
    elif kind == "money" and (money := read_money(text, language, label, settings.currency)):
        yield {
            "kind": "money",
            "number": _plain(money.amount),
            "number_to": _plain(money.amount_to),
            "currency": money.currency,
            "factor": money.factor,
        }
    elif kind == "quantity" and not intervals and (found := read_quantity(text, language)):
        yield {"kind": "quantity", "number": _plain(found.number), "unit": found.unit}
    elif kind in ("period", "quantity") and intervals:
        for one in intervals:
            yield {
                "kind": "period",
                "first_day": one.start,
                "last_day": one.end,
                "precision": one.precision,
            }
    elif kind == "period" and status:
        yield {"kind": "status", "value": status}
    else:
        yield {"kind": "unread"}


def _plain(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _marks(cell: GridCell) -> list[Mark]:
    return [
        mark
        for fragment in cell.cell.fragments
        for mark in fragment.marks
        if mark.kind in ("checked", "unchecked")
    ]
