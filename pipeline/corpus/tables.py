"""The published tables of one plan, with types, and its own columns in long form."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from link.rows import ALL_TABLES, TableSpec
from pipeline.formulas import restore
from pipeline.publish.core.columns import Column, ColumnType, Scalar, columns_of
from pipeline.publish.data.csv_files import MAX_FIELD

csv.field_size_limit(MAX_FIELD)
CORPUS_TABLES: tuple[TableSpec, ...] = tuple(spec for spec in ALL_TABLES if spec.name != "cells")
"""All tables but the places on paper, which are most of the rows."""
FURTHER = "further"
FURTHER_COLUMNS = ("record_table", "record_id", "name", "label", "value")
"""Columns of the table of values in columns that only some plans have."""
Read = Callable[[str], bytes | None]


@dataclass(frozen=True)
class PlanTable:
    """One table of one plan, in the columns that all plans share.

    Attributes:
        name: name of the table.
        columns: name and type of each column; ``plan_id`` comes first.
        rows: the values.
    """

    name: str
    columns: tuple[tuple[str, ColumnType], ...]
    rows: tuple[tuple[Scalar, ...], ...]


def shared_columns(spec: TableSpec) -> tuple[tuple[str, ColumnType], ...]:
    """Return name and type of the columns of a table that all plans share."""
    own = ((column.name, column.type) for column in columns_of(spec.model))
    return (("plan_id", "string"), *own)


def further_columns() -> tuple[tuple[str, ColumnType], ...]:
    """Return name and type of the columns of the table of further values."""
    return tuple((name, "string") for name in ("plan_id", *FURTHER_COLUMNS))


def plan_tables(plan_id: str, read: Read) -> Iterator[PlanTable]:
    """Yield the tables of a published plan; the last one holds its further values.

    Args:
        plan_id: the plan.
        read: returns the content of a published file; None: there is no such file.
    """
    further: list[tuple[Scalar, ...]] = []
    labels = _labels(read)
    for spec in CORPUS_TABLES:
        data = read(f"{spec.name}.csv")
        if data is None:
            continue
        lines = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
        place = {name: index for index, name in enumerate(next(lines, []))}
        columns = columns_of(spec.model)
        own = [name for name in place if name not in spec.model.model_fields]
        rows = []
        for line in lines:
            rows.append((plan_id, *(_value(line, place, column) for column in columns)))
            record_id = line[place[spec.key[0]]] if own else ""
            further += [
                (plan_id, spec.name, record_id, name, labels.get(name, name), restore(text))
                for name in own
                if (text := line[place[name]])
            ]
        yield PlanTable(spec.name, shared_columns(spec), tuple(rows))
    yield PlanTable(FURTHER, further_columns(), tuple(further))


def _labels(read: Read) -> dict[str, str]:
    """Return the printed label of each column of the matrix."""
    try:
        return dict(json.loads(read("datapackage.json") or b"{}").get("planrows:labels", {}))
    except (ValueError, AttributeError):
        return {}


def _value(line: Sequence[str], place: dict[str, int], column: Column) -> Scalar:
    index = place.get(column.name, -1)
    text = line[index] if 0 <= index < len(line) else ""
    if not text:
        return None if column.is_nullable or column.type != "string" else ""
    if column.type == "boolean":
        return text == "true"
    try:
        return int(text) if column.type == "integer" else _number_or_text(text, column)
    except ValueError:
        return None


def _number_or_text(text: str, column: Column) -> Scalar:
    return float(text) if column.type == "number" else restore(text)
