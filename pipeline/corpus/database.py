"""``corpus.sqlite``: all plans of a corpus in one database, with full-text search.

Each plan is put in as it ends, in a transaction of its own, so that neither memory nor the number
of plans bounds it, and a batch that is killed leaves a whole database. All plans share the columns
of each table; what only some plans have is in ``further``, one line per value.
"""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from pipeline.corpus.address import Address, LocalFolder
from pipeline.corpus.model import STATE, SUMMARY_FIELDS, PlanOutcome
from pipeline.corpus.tables import (
    CORPUS_TABLES,
    FURTHER,
    Read,
    further_columns,
    plan_tables,
    shared_columns,
)
from pipeline.corpus.thresholds import CORPUS
from pipeline.publish.core.columns import ColumnType
from pipeline.publish.data.sqlite import quoted

NAME = "corpus.sqlite"
WAIT_SECONDS = 120.0
"""Longest wait for another batch that writes to the same database."""
SEARCHED = {
    "areas": ("area_id", "title"),
    "activities": ("activity_id", "text"),
    "expected_outputs": ("expected_output_id", "text"),
    "focus_areas": ("focus_id", "text"),
    "bodies": ("body_id", "name"),
    "narrative": ("block_id", "text"),
}
_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_PLAN_TYPES = {
    str(int): "INTEGER",
    str(bool): "INTEGER",
    str(float): "REAL",
    str(float | None): "REAL",
}
_SCHEMA = """
CREATE TABLE IF NOT EXISTS search_rows (plan_id TEXT PRIMARY KEY, first INTEGER, last INTEGER);
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(
    plan_id UNINDEXED, record_table UNINDEXED, record_id UNINDEXED, text,
    tokenize='unicode61 remove_diacritics 2'
);
CREATE VIEW IF NOT EXISTS body_index AS
SELECT b.body_id, max(b.name) AS name, count(DISTINCT b.plan_id) AS plans,
       count(r.role_id) AS roles, sum(r.role = 'lead') AS leads
FROM bodies b LEFT JOIN body_roles r USING (plan_id, body_id) GROUP BY b.body_id;
"""


class Corpus:
    """The open database.

    Args:
        path: its file; a new one is made.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._database = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
        self._database.execute("PRAGMA synchronous = NORMAL")
        with self._transaction():
            self._make_tables()

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    @property
    def is_changed(self) -> bool:
        """Whether a plan was put in since the database was opened."""
        return self._database.total_changes > 0

    def holds(self, outcome: PlanOutcome) -> bool:
        """Return whether the database holds a plan with just this outcome."""
        row = self._database.execute(
            "SELECT outcome FROM plans WHERE plan_id = ?", [outcome.plan_id]
        ).fetchone()
        return row is not None and row[0] == outcome.model_dump_json()

    def put(self, outcome: PlanOutcome, read: Read) -> None:
        """Put a plan in, in place of what the database holds of it.

        Args:
            outcome: its outcome.
            read: returns the content of a published file; None: there is no such file.
        """
        tables = list(plan_tables(outcome.plan_id, read)) if outcome.is_in_corpus else []
        values = outcome.model_dump(mode="json")
        names = _plan_columns()
        with self._transaction():
            self._remove(outcome.plan_id)
            self._insert("plans", [[*(values[n] for n in names), outcome.model_dump_json()]])
            for table in tables:
                self._insert(table.name, table.rows)
            self._index(outcome.plan_id)

    def outcomes(self) -> Iterator[PlanOutcome]:
        """Yield the outcomes of all plans, sorted by their identifiers."""
        for (text,) in self._database.execute("SELECT outcome FROM plans ORDER BY plan_id"):
            yield PlanOutcome.model_validate_json(text)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        """Make all changes or none; another batch waits meanwhile."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def _make_tables(self) -> None:
        plans = [f"{name} {kind}" for name, kind in _plan_columns().items()]
        self._database.execute(
            f"CREATE TABLE IF NOT EXISTS plans ({', '.join(plans)}, outcome TEXT, "
            "PRIMARY KEY (plan_id))"
        )
        for spec in CORPUS_TABLES:
            self._make_table(spec.name, shared_columns(spec))
        self._make_table(FURTHER, further_columns())
        for statement in _SCHEMA.split(";\n"):
            self._database.execute(statement)

    def _make_table(self, name: str, columns: Sequence[tuple[str, ColumnType]]) -> None:
        fields = ", ".join(f"{quoted(column)} {_TYPES[kind]}" for column, kind in columns)
        self._database.execute(f"CREATE TABLE IF NOT EXISTS {quoted(name)} ({fields})")
        self._database.execute(
            f"CREATE INDEX IF NOT EXISTS {quoted(f'{name}_by_plan')} ON {quoted(name)} (plan_id)"
        )

    def _remove(self, plan_id: str) -> None:
        for name in ("plans", *(spec.name for spec in CORPUS_TABLES), FURTHER):
            self._database.execute(f"DELETE FROM {quoted(name)} WHERE plan_id = ?", [plan_id])
        self._database.execute(
            "DELETE FROM search WHERE rowid BETWEEN "
            "(SELECT first FROM search_rows WHERE plan_id = ?1) AND "
            "(SELECT last FROM search_rows WHERE plan_id = ?1)",
            [plan_id],
        )
        self._database.execute("DELETE FROM search_rows WHERE plan_id = ?", [plan_id])

    def _insert(self, table: str, rows: Sequence[Sequence[object]]) -> None:
        if rows:
            marks = ", ".join("?" for _ in rows[0])
            self._database.executemany(f"INSERT INTO {quoted(table)} VALUES ({marks})", rows)

    def _index(self, plan_id: str) -> None:
        """Add the texts of a plan to the search, in rows of their own numbers."""
        (first,) = self._database.execute("SELECT coalesce(max(rowid), 0) FROM search").fetchone()
        last = first
        for table, (key, text) in SEARCHED.items():
            cursor = self._database.execute(
                f"INSERT INTO search SELECT plan_id, '{table}', {quoted(key)}, {quoted(text)} "
                f"FROM {quoted(table)} WHERE plan_id = ? AND {quoted(text)} <> ''",
                [plan_id],
            )
            last += max(cursor.rowcount, 0)
        self._database.execute(
            "INSERT INTO search_rows VALUES (?, ?, ?)", [plan_id, first + 1, last]
        )


def _plan_columns() -> dict[str, str]:
    """Return name and type of the columns of ``plans``, which hold what people ask for."""
    fields = PlanOutcome.model_fields
    kinds = {name: str(fields[name].annotation) for name in SUMMARY_FIELDS}
    return {name: _PLAN_TYPES.get(kind, "TEXT") for name, kind in kinds.items()}


@contextlib.contextmanager
def open_corpus(address: Address) -> Iterator[Corpus]:
    """Open the database of a corpus; one at an address is changed in a copy, which replaces it.

    No other process changes it meanwhile: SQLite locks a file, and a claim locks an address.
    """
    if isinstance(address, LocalFolder):
        with contextlib.closing(Corpus(address.root / NAME)) as corpus:
            yield corpus
        return
    with _waited_for(address), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        address.fetch(NAME, path)
        with contextlib.closing(Corpus(path)) as corpus:
            yield corpus
            is_changed = corpus.is_changed
        if is_changed:
            address.send(path, NAME)


@contextlib.contextmanager
def _waited_for(address: Address) -> Iterator[None]:
    """Hold the claim on the database; wait for another batch that holds it."""
    while True:
        with address.claim(f"{STATE}/{NAME}") as is_ours:
            if is_ours:
                yield
                return
        time.sleep(CORPUS.poll_seconds)


def update_corpus(address: Address, outcomes: Iterable[PlanOutcome]) -> None:
    """Write plans to the database, except those that it holds with the same outcome."""
    with open_corpus(address) as corpus:
        for outcome in outcomes:
            if not corpus.holds(outcome):
                corpus.put(outcome, partial(_published_file, address, outcome.plan_id))


def _published_file(address: Address, plan_id: str, name: str) -> bytes | None:
    return address.read(f"{plan_id}/{name}")
