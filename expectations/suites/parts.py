"""The input of one table's check: its rows, and the identifiers that they may refer to.

A table is checked again only if this input has changed, since its expectations read nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic.fields import FieldInfo

from extract.model import Frozen
from link.rows import ALL_TABLES, TableSpec

Row = Mapping[str, str | int | float | None]
"""A row as plain values. Rows with a plan's own columns have a class that cannot be imported."""

Keys = Mapping[str, tuple[str, ...]]
"""Identifiers in each ``table.column``."""

AREAS = "areas.area_id"
TARGETS = {
    "area": AREAS,
    "section": "sections.section_id",
    "row": "matrix.row_id",
    "instrument": "instruments.instrument_id",
}
"""Column that a cross reference points to, for each kind of target."""


@dataclass(frozen=True)
class TablePart:
    """A table and all that its check depends on.

    Attributes:
        name: Name of the table.
        rows: Its rows.
        keys: Identifiers that its columns may refer to.
    """

    name: str
    rows: tuple[Row, ...]
    keys: Keys

    @property
    def spec(self) -> TableSpec:
        """The specification of the table."""
        return next(spec for spec in ALL_TABLES if spec.name == self.name)

    def content(self) -> dict[str, object]:
        """Return the rows and keys as plain values."""
        return {"rows": self.rows, "keys": self.keys}


def parts_of(records: Mapping[str, Sequence[Frozen]]) -> tuple[TablePart, ...]:
    """Return the inputs of the checks of the given tables.

    Args:
        records: Rows by table name.
    """
    keys = _keys(records)
    return tuple(
        TablePart(
            name=spec.name,
            rows=tuple(row.model_dump() for row in records[spec.name]),
            keys={name: keys[name] for name in targets_of(spec)},
        )
        for spec in ALL_TABLES
        if spec.name in records
    )


def targets_of(spec: TableSpec) -> tuple[str, ...]:
    """Return each ``table.column`` that a table's expectations look up."""
    targets = [target_of(field) for field in spec.model.model_fields.values()]
    if spec.name == "matrix":
        targets.append(AREAS)
    elif spec.name == "cross_references":
        targets += TARGETS.values()
    return tuple(dict.fromkeys(target for target in targets if target))


def target_of(field: FieldInfo) -> str:
    """Return the ``table.column`` that a column refers to; empty if it refers to none."""
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    return str(extra.get("references", ""))


def _keys(records: Mapping[str, Sequence[Frozen]]) -> dict[str, tuple[str, ...]]:
    """Return the identifiers of all tables, by ``table.column``."""
    keys: dict[str, tuple[str, ...]] = {}
    for spec in ALL_TABLES:
        rows = records.get(spec.name, ())
        for column in spec.key:
            values = (getattr(row, column, None) for row in rows)
            keys[f"{spec.name}.{column}"] = tuple(str(v) for v in values if v is not None)
    return keys
