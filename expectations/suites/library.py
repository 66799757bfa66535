"""Import Great Expectations without the parts that no check uses.

The full import takes longer than all checks. Left out are charts, statistics, and data sources
other than DataFrames: databases, Spark, files, and the models of pandas' readers.
"""

from __future__ import annotations

import importlib.util
import logging
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import ModuleType
from typing import Any

from extract.libraries import (
    Deferred,
    Releases,
    lazy_modules,
    may_replace,
    replaced_modules,
    without_module,
)

# The import reads these settings. No data may leave this machine.
os.environ["GX_ANALYTICS_ENABLED"] = "False"
warnings.filterwarnings("ignore", module="great_expectations")
logging.getLogger("great_expectations").setLevel(logging.ERROR)

RELEASES: Releases = {"great-expectations": ("1.24.1",), "marshmallow": ("4.4.0",)}
"""The replacements below were tested with these releases; others are imported whole."""

_SOURCES = "great_expectations.datasource.fluent"
_UNUSED_SOURCES = (
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
"""Modules from which the library only re-exports classes."""


_NETWORK = ("requests", "requests.adapters", "requests.exceptions")
"""Modules for network access, which no check uses."""

_ENGINE = "great_expectations.execution_engine"

_EXPECTATIONS = "great_expectations.expectations.core"
_USED_EXPECTATIONS = (
    "expect_column_pair_values_a_to_be_greater_than_b",
    "expect_column_values_to_be_in_set",
    "expect_column_values_to_be_null",
    "expect_column_values_to_be_unique",
    "expect_column_values_to_match_regex",
    "expect_column_values_to_not_be_null",
    "expect_compound_columns_to_be_unique",
    "expect_table_row_count_to_be_between",
)
"""Modules of the expectations that `expectations.suites.tables` uses."""


class _UnusedModule(ModuleType):
    """Replaces an unused module. Each of its attributes is a class.

    The classes are exceptions, since the library raises and catches some of them.
    """

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (Exception,), {"__module__": self.__name__})


class _UnusedEngine(ModuleType):
    """Replaces the module of an unused execution engine.

    The library registers metrics by engine, so the class has to be an execution engine.
    """

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        base = sys.modules[f"{_ENGINE}.execution_engine"]
        engine = type(name, (base.ExecutionEngine,), {"__module__": self.__name__})
        setattr(self, name, engine)
        return engine


def _pandas_readers() -> ModuleType:
    """Return a replacement for the module that models the signatures of ``pandas.read_…``.

    The library uses a plain model for each reader that is missing here.
    """
    module = ModuleType(f"{_SOURCES}.dynamic_pandas")
    vars(module)["_generate_pandas_data_asset_models"] = lambda *_, **__: {}
    return module


def _replacements() -> Iterator[ModuleType]:
    """Yield replacements for modules that no check uses.

    These are modules for network access, data sources, engines, expectations and ready-made
    metrics. Expectations have their own metrics.
    """
    yield _pandas_readers()
    for name in (*_NETWORK, *(f"{_SOURCES}.{name}" for name in _UNUSED_SOURCES)):
        yield _UnusedModule(name)
    for name in ("sqlalchemy", "sparkdf"):
        yield _UnusedEngine(f"{_ENGINE}.{name}_execution_engine")
    package = importlib.util.find_spec("great_expectations")
    for folder in (package and package.submodule_search_locations) or ():
        for path in Path(folder, "expectations", "core").glob("expect_*.py"):
            if path.stem not in _USED_EXPECTATIONS:
                yield _UnusedModule(f"{_EXPECTATIONS}.{path.stem}")
        for path in Path(folder, "metrics").glob("*/[!_]*.py"):
            yield _UnusedModule(f"great_expectations.metrics.{path.parent.name}.{path.stem}")


@contextmanager
def _without_unused_parts() -> Iterator[None]:
    """Leave out the parts of the library that are not used, for an import inside the ``with``."""
    with (
        lazy_modules("scipy.stats", "altair", "mistune", "jsonschema"),
        replaced_modules(*_replacements(), Deferred("marshmallow.validate")),
        without_module("sqlalchemy"),
        # Stores of other publishers; no check reads any. boto3 is the only one that we may have.
        without_module("boto3"),
        without_module("botocore"),
    ):
        yield


_IS_REPLACED = may_replace(RELEASES)

with _without_unused_parts() if _IS_REPLACED else nullcontext():
    import great_expectations as gx
    import great_expectations.expectations as gxe


@contextmanager
def configured_once() -> Iterator[None]:
    """Let each expectation make its configuration once, for a validation inside the ``with``.

    The library rebuilds it for each argument that it looks up, and an expectation from it for each
    metric, with copies of all values: half of the time of a check. Nothing changes an expectation
    while it is validated.
    """
    if not _IS_REPLACED:
        yield
        return
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    base: Any = gxe.Expectation
    other: Any = ExpectationConfiguration
    made, make_expectation = base.configuration, other.to_domain_obj
    # Each is kept with what it is made from, so that no other one gets its `id`.
    known: dict[int, tuple[Any, Any]] = {}
    expectations: dict[int, tuple[Any, dict[str, Any], Any]] = {}

    def configuration(expectation: Any) -> Any:
        if id(expectation) not in known:
            known[id(expectation)] = expectation, made.fget(expectation)
        return known[id(expectation)][1]

    def expectation_of(config: Any) -> Any:
        # The library adds the batch to a configuration before it is evaluated.
        if id(config) not in expectations or expectations[id(config)][1] != config.kwargs:
            expectations[id(config)] = config, dict(config.kwargs), make_expectation(config)
        return expectations[id(config)][2]

    base.configuration, other.to_domain_obj = property(configuration), expectation_of
    try:
        yield
    finally:
        base.configuration, other.to_domain_obj = made, make_expectation


@contextmanager
def plain_identifiers() -> Iterator[None]:
    """Let metrics be identified by plain values as they are, for a validation inside the ``with``.

    The library converts each argument of a metric for its identifier, and looks for arrays, shapes
    and tables before it finds that ``None`` is plain: a quarter of the time of a check.
    """
    if not _IS_REPLACED:
        yield
        return
    from great_expectations.core import id_dict

    module: Any = id_dict
    convert = module.convert_to_json_serializable
    module.convert_to_json_serializable = lambda data: _plain(data, convert)
    try:
        yield
    finally:
        module.convert_to_json_serializable = convert


@contextmanager
def without_fingerprints() -> Iterator[None]:
    """Let tables have no hash of their content, for a validation inside the ``with``.

    The library makes one twice for each table, and only the description of a batch holds it.
    """
    if not _IS_REPLACED:
        yield
        return
    from great_expectations.execution_engine import pandas_execution_engine

    module: Any = pandas_execution_engine
    fingerprint = module.hash_pandas_dataframe
    module.hash_pandas_dataframe = lambda _: ""
    try:
        yield
    finally:
        module.hash_pandas_dataframe = fingerprint


def _plain(value: Any, convert: Callable[[Any], Any]) -> Any:
    """Return what ``convert`` makes of a value; call it only for values that JSON lacks."""
    kind = type(value)
    if value is None or kind in (str, int, bool):
        return value
    if kind in (list, tuple):
        return [_plain(item, convert) for item in value]
    if kind is dict:
        return {str(key): _plain(item, convert) for key, item in value.items()}
    return convert(value)


__all__ = ["configured_once", "gx", "gxe", "plain_identifiers", "without_fingerprints"]
