"""Derive the published columns from the row models; every schema is made from them."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from extract.model import Frozen
from link.rows import TableSpec

ColumnType = Literal["string", "integer", "number", "boolean"]
_TYPES: Mapping[object, ColumnType] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
}
Scalar = str | int | float | bool | None


@dataclass(frozen=True)
class Column:
    """A published column.

    Attributes:
        name: name in every format.
        type: type, named as in the Data Package's Table Schema.
        description: what the column holds, in one sentence.
        is_nullable: whether the value may be unknown.
        unit: unit of a quantity; empty where it has none.
        target: table and column that its values refer to.
        is_joined: whether it holds identifiers joined by ``"; "``.
        values: the allowed values; empty where any value is allowed.
        minimum: least allowed value.
        maximum: greatest allowed value.
    """

    name: str
    type: ColumnType
    description: str
    is_nullable: bool
    unit: str
    target: tuple[str, str] | None
    is_joined: bool
    values: tuple[str, ...]
    minimum: float | None
    maximum: float | None

    @property
    def is_foreign_key(self) -> bool:
        """Whether each value is the key of a row."""
        return self.target is not None and not self.is_joined


@cache
def columns_of(model: type[Frozen]) -> tuple[Column, ...]:
    """Return the columns of a row model, in order.

    Raises:
        TypeError: a field has a type that a table cannot hold.
    """
    return tuple(_column(name, field) for name, field in model.model_fields.items())


def foreign_keys(spec: TableSpec) -> tuple[Column, ...]:
    """Return the columns of a table that refer to a row of a table."""
    return tuple(column for column in columns_of(spec.model) if column.is_foreign_key)


def values_of(record: Frozen) -> tuple[Scalar, ...]:
    """Return a record's values in the order of its columns."""
    return _reader_of(type(record))(record)


@cache
def _reader_of(model: type[Frozen]) -> Callable[[Frozen], tuple[Scalar, ...]]:
    names = tuple(model.model_fields)
    if len(names) == 1:  # for a single name, `attrgetter` returns the bare value
        return lambda record: (getattr(record, names[0]),)
    return attrgetter(*names)


def _column(name: str, field: FieldInfo) -> Column:
    annotation, is_nullable = _without_none(field.annotation)
    values: tuple[str, ...] = ()
    if get_origin(annotation) is Literal:
        values = get_args(annotation)
        annotation = type(values[0])
    if annotation not in _TYPES:
        raise TypeError(f"column {name!r} has type {annotation!r}, which a table cannot hold")
    extra: Mapping[str, Any] = (
        field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    )
    target = str(extra["references"]).split(".") if "references" in extra else None
    return Column(
        name=name,
        type=_TYPES[annotation],
        description=" ".join((field.description or "").split()),
        is_nullable=is_nullable,
        unit=str(extra.get("unit", "")),
        target=(target[0], target[1]) if target else None,
        is_joined=bool(extra.get("joined", False)),
        values=values,
        minimum=_bound(field, "ge"),
        maximum=_bound(field, "le"),
    )


def _without_none(annotation: Any) -> tuple[Any, bool]:
    """Return the type of an optional field without None, and whether it is optional."""
    if get_origin(annotation) in (Union, types.UnionType):
        others = [part for part in get_args(annotation) if part is not type(None)]
        if len(others) == 1:
            return others[0], True
    return annotation, False


def _bound(field: FieldInfo, name: str) -> float | None:
    found = [getattr(part, name) for part in field.metadata if hasattr(part, name)]
    return found[0] if found else None
