"""Expectations that Great Expectations does not bring along.

A suite that names a custom expectation whose module is not imported drops it silently;
``checkpoint.py`` imports this module and counts what came back.
"""

from __future__ import annotations

from typing import Any, ClassVar

import pandas as pd

import expectations.suites.library  # noqa: F401 -- before any other part of it

# isort: split
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnMapExpectation
from great_expectations.expectations.metrics import (
    ColumnMapMetricProvider,
    column_condition_partial,
)

from link.rows import JOINED


class JoinedIdsInSet(ColumnMapMetricProvider):
    """Whether each of the ids that a value joins is one of a set, and none stands twice."""

    condition_metric_name = "column_values.joined_ids_in_set"
    condition_value_keys = ("value_set",)

    @column_condition_partial(engine=PandasExecutionEngine)
    def _pandas(cls, column: pd.Series[Any], value_set: list[str], **_: Any) -> pd.Series[bool]:  # noqa: N805 -- the library's own signature
        known = set(value_set)

        def holds(value: str) -> bool:
            ids = value.split(JOINED) if value else []
            return known.issuperset(ids) and len(set(ids)) == len(ids)

        return column.map(holds)


class ExpectJoinedIdsToBeInSet(ColumnMapExpectation):
    """Expect each id of a column of ids joined by ``; `` to be one of a set, once."""

    value_set: list[str]

    map_metric: ClassVar[str] = "column_values.joined_ids_in_set"
    success_keys: ClassVar[tuple[str, ...]] = ("value_set", "mostly")
    args_keys: ClassVar[tuple[str, ...]] = ("column", "value_set")
