"""Custom expectations for columns of joined identifiers.

Great Expectations silently drops a custom expectation whose module is not imported. Therefore
``tables.py`` imports this module, and ``checkpoint.py`` counts the results.
"""

from __future__ import annotations

from typing import Any, ClassVar

import pandas as pd

import expectations.suites.library  # noqa: F401 -- first: it sets up the library's import

# isort: split
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnMapExpectation
from great_expectations.expectations.metrics import (
    ColumnMapMetricProvider,
    column_condition_partial,
)

from link.rows import JOINED


class JoinedIdsInSet(ColumnMapMetricProvider):
    """Whether all identifiers of a joined value are in a set, without duplicates."""

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
    """Expect identifiers joined by ``; `` to be distinct and in a set."""

    value_set: list[str]

    map_metric: ClassVar[str] = "column_values.joined_ids_in_set"
    success_keys: ClassVar[tuple[str, ...]] = ("value_set", "mostly")
    args_keys: ClassVar[tuple[str, ...]] = ("column", "value_set")
