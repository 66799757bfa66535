"""One run of Great Expectations over all published tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations.errors import SuiteError
from expectations.model import Failure
from expectations.suites.parts import Keys, TablePart
from link.rows import JOINED, TableSpec

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 20
"""Rows that a failure names at most."""


def run_checkpoint(parts: Sequence[TablePart], docs: Path | None = None) -> tuple[Failure, ...]:
    """Validate published tables.

    Args:
        parts: The tables.
        docs: Folder in which to build Data Docs for the data team. They load files from the
            network and hold times: never part of a publication.

    Returns:
        What does not hold, in the order of the tables.

    Raises:
        SuiteError: An expectation could not be evaluated, or went missing.
    """
    runner = _Runner.start(docs)
    failures: list[Failure] = []
    for part in parts:
        failures += runner.validate(part.spec, _frame(part), part.keys)
    if docs is not None:
        runner.context.build_data_docs()
    return tuple(failures)


def _frame(part: TablePart) -> pd.DataFrame:
    """Make a table's frame; columns that only conditions read are added to the matrix.

    Raises:
        SuiteError: A row lacks a column: it would come back as an exception, not a failure.
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
    """An ephemeral context: nothing is kept between runs."""

    context: Any
    source: Any
    keeps_results: bool
    batches: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def start(cls, docs: Path | None) -> _Runner:
        from expectations.suites.library import gx  # before any other part of it

        # isort: split
        from great_expectations.data_context.types.base import (
            DataContextConfig,
            InMemoryStoreBackendDefaults,
            ProgressBarsConfig,
        )

        config = DataContextConfig(
            # Its own default would leave a folder of temporary files behind in each run.
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
        """Return what frames are handed over by; adding one writes the whole configuration."""
        if name not in self.batches:
            asset = self.source.add_dataframe_asset(name)
            self.batches[name] = asset.add_batch_definition_whole_dataframe(name)
        return self.batches[name]

    def validate(self, spec: TableSpec, frame: pd.DataFrame, keys: Keys) -> Iterator[Failure]:
        """Validate one table by itself: a shared checkpoint hands all the same frame."""
        from expectations.suites.library import gx
        from expectations.suites.tables import expectations_of

        wanted = expectations_of(spec, keys)
        suite = gx.ExpectationSuite(name=spec.name, expectations=wanted)
        # Columns of the key name the rows in the results.
        form = {
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
            result = definition.run(batch_parameters=parameters, result_format=form)
        else:
            batch = self.batch("any table").get_batch(parameters)
            result = batch.validate(suite, result_format=form)
        if len(result.results) != len(wanted):
            reason = f"{len(wanted)} expectations were asked for, {len(result.results)} came back"
            raise SuiteError(spec.name, reason)
        for outcome in result.results:
            yield from _failures(spec, outcome)


def _failures(spec: TableSpec, outcome: Any) -> Iterator[Failure]:
    config = outcome.expectation_config
    broken = _exception(outcome.exception_info)
    if broken is not None:
        raise SuiteError(spec.name, f"{config.type}: {broken}")
    if outcome.success:
        return
    kwargs = {k: v for k, v in config.kwargs.items() if k != "batch_id"}
    column = str(kwargs.get("column") or kwargs.get("column_A") or JOINED.join(spec.key))
    indexes = outcome.result.get("unexpected_index_list") or []
    ids = (JOINED.join(str(index[name]) for name in spec.key) for index in indexes)
    rows = tuple(dict.fromkeys(ids))
    values = outcome.result.get("unexpected_list") or []
    shown = ", ".join(dict.fromkeys(repr(v) for v in values[:3]))
    yield Failure(
        table=spec.name,
        expectation=config.type,
        column=column,
        records=rows[:SHOWN],
        message=_message(spec.name, column, config.type, len(rows), rows, shown),
    )


def _message(
    table: str, column: str, kind: str, count: int, rows: tuple[str, ...], values: str
) -> str:
    what = kind.removeprefix("expect_").replace("_", " ")
    where = f" in {count} rows (first {rows[0]})" if rows else ""
    found = f": {values}" if values else ""
    return f"{table}.{column}: {what} does not hold{where}{found}"


def _exception(info: Mapping[str, Any] | None) -> str | None:
    """Message of an exception, which may stand one level down, by metric."""
    if not info:
        return None
    if info.get("raised_exception"):
        return str(info.get("exception_message"))
    for value in info.values():
        if isinstance(value, Mapping) and value.get("raised_exception"):
            return str(value.get("exception_message"))
    return None
