"""What the check of one table looks at, and nothing else: its rows and what they point to.

A table whose part is the same as when it last passed need not be checked again: its expectations
get no more than the part holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic.fields import FieldInfo

from extract.model import Frozen
from link.rows import TABLES, TableSpec

Row = Mapping[str, str | int | float | None]
"""A row as plain values: a plan's own columns give its rows a class that is nowhere to import."""

Keys = Mapping[str, tuple[str, ...]]
"""Ids that each ``table.column`` holds."""

AREAS = "areas.area_id"
TARGETS = {
    "area": AREAS,
    "section": "sections.section_id",
    "row": "matrix.row_id",
    "instrument": "instruments.instrument_id",
}
"""What a cross reference points to, by its kind of target."""


@dataclass(frozen=True)
class TablePart:
    """A table and what its check depends on.

    Attributes:
        name: of the table.
        rows: its rows.
        keys: ids of what its columns point to.
    """

    name: str
    rows: tuple[Row, ...]
    keys: Keys

    @property
    def spec(self) -> TableSpec:
        """The table's description."""
        return next(spec for spec in TABLES if spec.name == self.name)

    def content(self) -> dict[str, object]:
        """Return all of it as plain values."""
        return {"rows": self.rows, "keys": self.keys}


def parts_of(records: Mapping[str, Sequence[Frozen]]) -> tuple[TablePart, ...]:
    """Return what is to be checked; a table that is not given is not.

    Args:
        records: table name and its rows.
    """
    keys = _keys(records)
    return tuple(
        TablePart(
            name=spec.name,
            rows=tuple(row.model_dump() for row in records[spec.name]),
            keys={name: keys[name] for name in targets_of(spec)},
        )
        for spec in TABLES
        if spec.name in records
    )


def targets_of(spec: TableSpec) -> tuple[str, ...]:
    """Return each ``table.column`` that a table's expectations look up ids in."""
    found = [target_of(field) for field in spec.model.model_fields.values()]
    if spec.name == "matrix":
        found.append(AREAS)
    elif spec.name == "cross_references":
        found += TARGETS.values()
    return tuple(dict.fromkeys(target for target in found if target))


def target_of(field: FieldInfo) -> str:
    """Return the ``table.column`` that a column points to; empty: to none."""
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    return str(extra.get("references", ""))


def _keys(records: Mapping[str, Sequence[Frozen]]) -> dict[str, tuple[str, ...]]:
    """Ids of every table that others point to, as ``table.column``."""
    keys: dict[str, tuple[str, ...]] = {}
    for spec in TABLES:
        rows = records.get(spec.name, ())
        for column in spec.key:
            values = (getattr(row, column, None) for row in rows)
            keys[f"{spec.name}.{column}"] = tuple(str(v) for v in values if v is not None)
    return keys
