"""Validate the published tables with Great Expectations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations.errors import SuiteError
from expectations.model import Failure
from expectations.suites.parts import Keys, TablePart
from expectations.thresholds import LIMITS
from link.rows import JOINED, TableSpec

if TYPE_CHECKING:
    import pandas as pd


def run_checkpoint(parts: Sequence[TablePart], docs: Path | None = None) -> tuple[Failure, ...]:
    """Validate published tables.

    Args:
        parts: The tables.
        docs: Folder for Data Docs, for the data team. Data Docs load files from the network and
            contain times, so they are not part of a publication.

    Returns:
        Expectations that are not met, in table order.

    Raises:
        SuiteError: An expectation could not be evaluated, or has no result.
    """
    runner = _Runner.start(docs)
    failures: list[Failure] = []
    for part in parts:
        failures += runner.validate(part.spec, _data_frame(part), part.keys)
    if docs is not None:
        runner.context.build_data_docs()
    return tuple(failures)


def _data_frame(part: TablePart) -> pd.DataFrame:
    """Return a table as a DataFrame; the matrix has extra columns for row conditions.

    Raises:
        SuiteError: A row lacks a column, which Great Expectations would report as an exception.
    """
    import pandas as pd

    spec = part.spec
    columns = list(spec.model.model_fields)
    for row in part.rows:
        missing = [column for column in columns if column not in row]
        if missing:
            raise SuiteError(spec.name, f"a row has no column '{missing[0]}'")
    frame = pd.DataFrame(list(part.rows), columns=columns, dtype=object)
    if spec.name == "matrix":
        from expectations.suites.tables import FROM_PRINT

        for field in ("relevant_bodies", "lead_bodies"):
            frame[f"{field}{FROM_PRINT}"] = [
                "" if field in str(row["corrected_fields"]).split(JOINED) else row[field]
                for row in part.rows
            ]
    return frame


@dataclass
class _Runner:
    """An ephemeral context of Great Expectations; it keeps nothing between runs."""

    context: Any
    source: Any
    keeps_results: bool
    batches: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def start(cls, docs: Path | None) -> _Runner:
        from expectations.suites.library import gx  # first: prepares the import of the library

        # isort: split
        from great_expectations.data_context.types.base import (
            DataContextConfig,
            InMemoryStoreBackendDefaults,
            ProgressBarsConfig,
        )

        config = DataContextConfig(
            # The default creates a temporary folder in each run and leaves it behind.
            store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
            progress_bars=ProgressBarsConfig(globally=False),
            analytics_enabled=False,
        )
        context = gx.get_context(mode="ephemeral", project_config=config)
        if docs is not None:
            site: Any = {
                "class_name": "SiteBuilder",
                "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
                "store_backend": {
                    "class_name": "TupleFilesystemStoreBackend",
                    "base_directory": str(docs.resolve()),
                },
            }
            context.add_data_docs_site(site_name="planrows", site_config=site)
        return cls(context, context.data_sources.add_pandas("records"), docs is not None)

    def batch(self, name: str) -> Any:
        """Return a batch definition, reused because adding one writes the whole configuration."""
        if name not in self.batches:
            asset = self.source.add_dataframe_asset(name)
            self.batches[name] = asset.add_batch_definition_whole_dataframe(name)
        return self.batches[name]

    def validate(self, spec: TableSpec, frame: pd.DataFrame, keys: Keys) -> Iterator[Failure]:
        """Validate one table. A shared checkpoint would pass the same DataFrame to all suites."""
        from expectations.suites.library import (
            configured_once,
            gx,
            plain_identifiers,
            without_fingerprints,
        )
        from expectations.suites.tables import expectations_of

        wanted = expectations_of(spec, keys)
        suite = gx.ExpectationSuite(name=spec.name, expectations=wanted)
        # Results name rows by the columns of the key.
        result_format = {
            "result_format": "COMPLETE",
            "unexpected_index_column_names": list(spec.key),
            "partial_unexpected_count": 0,
            "return_unexpected_index_query": False,
        }
        parameters = {"dataframe": frame}
        if self.keeps_results:
            definition = gx.ValidationDefinition(
                name=spec.name, data=self.batch(spec.name), suite=self.context.suites.add(suite)
            )
            definition = self.context.validation_definitions.add(definition)
            result = definition.run(batch_parameters=parameters, result_format=result_format)
        else:
            with configured_once(), plain_identifiers(), without_fingerprints():
                batch = self.batch("any table").get_batch(parameters)
                result = batch.validate(suite, result_format=result_format)
        if len(result.results) != len(wanted):
            reason = f"{len(result.results)} of {len(wanted)} expectations have a result"
            raise SuiteError(spec.name, reason)
        for outcome in result.results:
            yield from _failures(spec, outcome)


def _failures(spec: TableSpec, outcome: Any) -> Iterator[Failure]:
    config = outcome.expectation_config
    exception = _exception_message(outcome.exception_info)
    if exception is not None:
        raise SuiteError(spec.name, f"{config.type}: {exception}")
    if outcome.success:
        return
    kwargs = {k: v for k, v in config.kwargs.items() if k != "batch_id"}
    column = str(kwargs.get("column") or kwargs.get("column_A") or JOINED.join(spec.key))
    indexes = outcome.result.get("unexpected_index_list") or []
    ids = (JOINED.join(str(index[name]) for name in spec.key) for index in indexes)
    rows = tuple(dict.fromkeys(ids))
    values = outcome.result.get("unexpected_list") or []
    examples = ", ".join(dict.fromkeys(repr(v) for v in values[: LIMITS.candidates]))
    yield Failure(
        table=spec.name,
        expectation=config.type,
        column=column,
        records=rows[: LIMITS.failed_rows],
        message=_message(spec.name, column, config.type, rows, examples),
    )


def _message(table: str, column: str, kind: str, rows: tuple[str, ...], values: str) -> str:
    expectation = kind.removeprefix("expect_").replace("_", " ")
    number = f"{len(rows)} row" + "s" * (len(rows) > 1)
    where = f" in {number} (first: {rows[0]})" if rows else ""
    examples = f": {values}" if values else ""
    return f"{table}.{column}: expected {expectation}, which fails{where}{examples}"


def _exception_message(info: Mapping[str, Any] | None) -> str | None:
    """Return the message of an exception; for metrics it is nested one level deeper."""
    if not info:
        return None
    if info.get("raised_exception"):
        return str(info.get("exception_message"))
    for value in info.values():
        if isinstance(value, Mapping) and value.get("raised_exception"):
            return str(value.get("exception_message"))
    return None
