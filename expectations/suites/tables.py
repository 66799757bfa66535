"""Expectations of each published table, derived from its row model and a few extra rules.

The row models already check types, bounds and fixed sets of values. The expectations check
what a row model cannot: unique keys, references to other tables, the order of pages and boxes,
and that each published value has its printed text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic.fields import FieldInfo

from expectations.suites.library import gxe  # first: prepares the import of the library

# isort: split
from great_expectations.expectations.row_conditions import Column

from expectations.suites.custom import ExpectJoinedIdsToBeInSet
from expectations.suites.parts import AREAS, TARGETS, Keys, target_of
from link.rows import TableSpec

Expectation = Any
"""The classes of Great Expectations have no types."""

# Pairs of columns; the second value is at least as large as the first.
ORDERED = (("page_first", "page_last"), ("x0", "x1"), ("top", "bottom"), ("start", "stop"))
# Columns that are never blank.
FILLED = {
    "sections": ("section_id",),
    "areas": ("area_id", "title"),
    "focus_areas": ("text",),
    "activities": ("text",),
    "expected_outputs": ("text",),
    "cross_references": ("from_id", "printed"),
    "alternatives": ("record_id", "printed"),
    "narrative": ("text",),
    "cells": ("cell_id", "column"),
    "issues": ("rule", "table", "message", "suggestion"),
    "corrections": ("issue_id", "table", "record_id", "corrected", "decided_by", "date"),
}
FROM_PRINT = "_from_print"
"""Suffix of a helper column of the matrix: identifiers that no reviewer gave."""


def expectations_of(spec: TableSpec, keys: Keys) -> tuple[Expectation, ...]:
    """Return the expectations of a table.

    Args:
        spec: The table.
        keys: Identifiers that it may refer to.
    """
    return (
        *_of_keys(spec),
        *(
            e
            for name, field in spec.model.model_fields.items()
            for e in _of_field(name, field, keys)
        ),
        *_of_order(spec),
        *(
            gxe.ExpectColumnValuesToMatchRegex(column=c, regex=r"\S")
            for c in FILLED.get(spec.name, ())
        ),
        *_OF_TABLE.get(spec.name, lambda _: ())(keys),
    )


def _of_keys(spec: TableSpec) -> Iterator[Expectation]:
    for column in spec.key:
        yield gxe.ExpectColumnValuesToNotBeNull(column=column)
    if len(spec.key) == 1:
        yield gxe.ExpectColumnValuesToBeUnique(column=spec.key[0])
    else:
        yield gxe.ExpectCompoundColumnsToBeUnique(column_list=list(spec.key))


def _of_field(name: str, field: FieldInfo, keys: Keys) -> Iterator[Expectation]:
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    target = target_of(field)
    if target and extra.get("joined"):
        yield ExpectJoinedIdsToBeInSet(column=name, value_set=list(keys[target]))
    elif target:
        yield gxe.ExpectColumnValuesToBeInSet(column=name, value_set=list(keys[target]))


def _of_order(spec: TableSpec) -> Iterator[Expectation]:
    columns = spec.model.model_fields
    for first, last in ORDERED:
        if first in columns and last in columns:
            yield gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                column_A=last,
                column_B=first,
                or_equal=True,
                ignore_row_if="either_value_is_missing",
            )


def _of_matrix(keys: Keys) -> Iterator[Expectation]:
    yield gxe.ExpectTableRowCountToBeBetween(min_value=1)
    if keys[AREAS]:
        yield gxe.ExpectColumnValuesToNotBeNull(column="area_id")
    # Only a reviewer may add an identifier without printed words.
    for column in ("relevant_bodies", "lead_bodies"):
        yield gxe.ExpectColumnValuesToMatchRegex(
            column=f"{column}_printed",
            regex=r"\S",
            row_condition=Column(f"{column}{FROM_PRINT}") != "",
        )


def _of_body_roles(keys: Keys) -> Iterator[Expectation]:
    del keys
    match = Column("match")
    unknown = ["unresolved", "ambiguous"]
    # An unresolved acronym in a list of bodies has the role as an unlisted body.
    yield gxe.ExpectColumnValuesToBeNull(column="body_id", row_condition=match == "ambiguous")
    yield gxe.ExpectColumnValuesToNotBeNull(
        column="body_id", row_condition=match.is_not_in(unknown)
    )
    yield gxe.ExpectColumnValuesToMatchRegex(
        column="printed", regex=r"\S", row_condition=match != "decided"
    )


def _of_references(keys: Keys) -> Iterator[Expectation]:
    for kind, target in TARGETS.items():
        yield gxe.ExpectColumnValuesToBeInSet(
            column="target_id",
            value_set=list(keys[target]),
            row_condition=Column("target_kind") == kind,
        )
    yield gxe.ExpectColumnValuesToNotBeNull(
        column="target_id", row_condition=Column("status") == "resolved"
    )


_OF_TABLE = {
    "matrix": _of_matrix,
    "body_roles": _of_body_roles,
    "cross_references": _of_references,
}
