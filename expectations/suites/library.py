"""Great Expectations, loaded for checks of our own records: without what reads anything else.

Its import takes longer than all checks. Left out are charts and statistics, and the sources of
data that no check of ours has: databases, Spark, files, and a model for each of pandas' readers.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from extract.libraries import Deferred, lazily, standing_in

# Read when the library is imported: nothing may leave this machine.
os.environ["GX_ANALYTICS_ENABLED"] = "False"
warnings.filterwarnings("ignore", module="great_expectations")
logging.getLogger("great_expectations").setLevel(logging.ERROR)

_SOURCES = "great_expectations.datasource.fluent"
_UNUSED = (
    "alloy_datasource",
    "aurora_datasource",
    "bigquery_datasource",
    "citus_datasource",
    "databricks_sql_datasource",
    "fabric",
    "fabric_datasource",
    "neon_datasource",
    "pandas_azure_blob_storage_datasource",
    "pandas_dbfs_datasource",
    "pandas_file_path_datasource",
    "pandas_filesystem_datasource",
    "pandas_google_cloud_storage_datasource",
    "pandas_s3_datasource",
    "postgres_datasource",
    "redshift_datasource",
    "snowflake_datasource",
    "spark_azure_blob_storage_datasource",
    "spark_datasource",
    "spark_dbfs_datasource",
    "spark_file_path_datasource",
    "spark_filesystem_datasource",
    "spark_google_cloud_storage_datasource",
    "spark_s3_datasource",
    "sql_datasource",
    "sql_server_datasource",
    "sqlite_datasource",
)
"""Modules of which the library only takes a class, to offer it under its own name."""


_NETWORK = ("requests", "requests.adapters", "requests.exceptions")
"""What would report to the network: nothing of it is asked for, and nothing may leave."""

_ENGINE = "great_expectations.execution_engine"

_EXPECTATIONS = "great_expectations.expectations.core"
_USED = (
    "expect_column_pair_values_a_to_be_greater_than_b",
    "expect_column_values_to_be_in_set",
    "expect_column_values_to_be_null",
    "expect_column_values_to_be_unique",
    "expect_column_values_to_match_regex",
    "expect_column_values_to_not_be_null",
    "expect_compound_columns_to_be_unique",
    "expect_table_row_count_to_be_between",
)
"""Modules of the expectations that `expectations.suites.tables` asks for."""


class _Unused(ModuleType):
    """Stands in for a module of which nothing is used: each name that is asked for is a class.

    It can be raised and caught, as some of them are.
    """

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (Exception,), {"__module__": self.__name__})


class _UnusedEngine(ModuleType):
    """Stands in for what computes metrics elsewhere than in this process.

    Metrics are registered by engine: its class is made of the library's own.
    """

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        base = sys.modules[f"{_ENGINE}.execution_engine"]
        made = type(name, (base.ExecutionEngine,), {"__module__": self.__name__})
        setattr(self, name, made)
        return made


def _readers() -> ModuleType:
    """Stand in for what makes a model of the signature of each ``pandas.read_…``.

    The library takes those that it does not get as plain ones: so it does where pandas lacks one.
    """
    module = ModuleType(f"{_SOURCES}.dynamic_pandas")
    vars(module)["_generate_pandas_data_asset_models"] = lambda *_, **__: {}
    return module


def _unused() -> Iterator[ModuleType]:
    """Stand in for the network, and for what no check of ours uses of the library.

    That are sources of data, engines, expectations and ready-made metrics; expectations have
    metrics of their own.
    """
    yield _readers()
    for name in (*_NETWORK, *(f"{_SOURCES}.{name}" for name in _UNUSED)):
        yield _Unused(name)
    for name in ("sqlalchemy", "sparkdf"):
        yield _UnusedEngine(f"{_ENGINE}.{name}_execution_engine")
    package = importlib.util.find_spec("great_expectations")
    for folder in (package and package.submodule_search_locations) or ():
        for path in Path(folder, "expectations", "core").glob("expect_*.py"):
            if path.stem not in _USED:
                yield _Unused(f"{_EXPECTATIONS}.{path.stem}")
        for path in Path(folder, "metrics").glob("*/[!_]*.py"):
            yield _Unused(f"great_expectations.metrics.{path.parent.name}.{path.stem}")


# Charts, statistics and the like are loaded when somebody uses them: no check of ours does.
with (
    lazily("scipy.stats", "altair", "mistune", "jsonschema"),
    standing_in(*_unused(), Deferred("marshmallow.validate")),
):
    import great_expectations as gx
    import great_expectations.expectations as gxe

__all__ = ["gx", "gxe"]
