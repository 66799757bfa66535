"""Check the files of a corpus against the publications in it."""

from __future__ import annotations

import contextlib
import io
import sqlite3
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from pipeline.corpus.database import NAME, table_query
from pipeline.corpus.dataset import FOLDER, partition
from pipeline.corpus.model import PlanOutcome
from pipeline.corpus.summary import (
    CATALOGUE,
    PAGE,
    SUMMARY,
    corpus_page,
    package_catalogue,
    summary_csv,
)
from pipeline.corpus.tables import PlanTable, plan_tables


def is_corpus(folder: Path) -> bool:
    """Return whether a folder is the output of a batch."""
    return (folder / CATALOGUE).is_file() and (folder / NAME).is_file()


def plans_of(folder: Path) -> tuple[PlanOutcome, ...]:
    """Return the outcomes of the plans of a corpus, as its database has them.

    Raises:
        ValueError: the database cannot be read.
    """
    try:
        with contextlib.closing(_open(folder)) as database:
            found = database.execute("SELECT outcome FROM plans ORDER BY plan_id").fetchall()
        return tuple(PlanOutcome.model_validate_json(text) for (text,) in found)
    except (sqlite3.Error, ValidationError) as error:
        raise ValueError(f"{NAME}: cannot be read: {error}") from error


def corpus_problems(folder: Path, plans: Sequence[PlanOutcome]) -> Iterator[str]:
    """Yield what is wrong with the files that hold all plans, a line each.

    Args:
        folder: the output of a batch.
        plans: the outcomes of its plans.
    """
    expected = {
        SUMMARY: summary_csv(plans).encode(),
        PAGE: corpus_page(plans).encode(),
        CATALOGUE: b"".join(package_catalogue(plans)),
    }
    for name, data in expected.items():
        path = folder / name
        if not path.is_file():
            yield f"{name}: is missing; run the batch again"
        elif path.read_bytes() != data:
            yield f"{name}: does not say what {NAME} says of the plans; run the batch again"
    partitions = set()
    for plan in plans:
        if plan.is_in_corpus:
            tables = list(plan_tables(plan.plan_id, partial(_read, folder / plan.plan_id)))
            partitions |= {partition(table.name, plan.plan_id) for table in tables if table.rows}
            yield from _database_problems(folder, plan.plan_id, tables)
            yield from _dataset_problems(folder, plan.plan_id, tables)
    for path in sorted((folder / FOLDER).glob("*/plan=*/part.parquet")):
        name = path.relative_to(folder).as_posix()
        if name not in partitions:
            yield f"{name}: holds rows that no plan of the corpus publishes"


def _read(folder: Path, name: str) -> bytes | None:
    path = folder / name
    return path.read_bytes() if path.is_file() else None


def _open(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{(folder / NAME).absolute().as_uri()}?mode=ro", uri=True)


def _database_problems(folder: Path, plan_id: str, tables: Sequence[PlanTable]) -> Iterator[str]:
    with contextlib.closing(_open(folder)) as database:
        for table in tables:
            try:
                found = database.execute(*table_query(table, plan_id)).fetchall()
            except sqlite3.Error as error:
                yield f"{NAME}: {table.name}: {error}"
                continue
            yield from _difference(f"{NAME}: {table.name}", plan_id, found, table.rows)


def _dataset_problems(folder: Path, plan_id: str, tables: Sequence[PlanTable]) -> Iterator[str]:
    import pyarrow
    import pyarrow.parquet

    for table in tables:
        name = partition(table.name, plan_id)
        path = folder / name
        if not table.rows:
            continue
        if not path.is_file():
            yield f"{name}: is missing; run the batch again"
            continue
        try:
            rows = pyarrow.parquet.read_table(io.BytesIO(path.read_bytes())).to_pylist()
            found = [tuple(row[column] for column, _ in table.columns) for row in rows]
        except (pyarrow.ArrowException, OSError, KeyError) as error:
            yield f"{name}: cannot be read: {type(error).__name__}: {error}"
            continue
        yield from _difference(name, plan_id, found, table.rows)


def _difference(
    place: str,
    plan_id: str,
    found: Sequence[Sequence[object]],
    expected: Sequence[Sequence[object]],
) -> Iterator[str]:
    """Yield the first difference between two lists of rows, if there is one."""
    if len(found) != len(expected):
        yield f"{place}: {len(found)} rows of {plan_id}, its publication has {len(expected)}"
        return
    for number, (one, other) in enumerate(zip(found, expected, strict=True), 1):
        if tuple(one) != tuple(other):
            yield f"{place}: row {number} of {plan_id} is not as in its publication"
            return
