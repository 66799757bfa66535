"""``corpus.sqlite``: all plans of a corpus in one database, with full-text search."""

from __future__ import annotations

import csv
import io
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.batch.address import Address
from pipeline.batch.model import PlanOutcome
from pipeline.formulas import restore

NAME = "corpus.sqlite"
TABLES = (
    "matrix", "sections", "areas", "focus_areas", "activities", "expected_outputs",
    "activity_outputs", "bodies", "body_roles", "cross_references", "alternatives", "narrative",
    "issues", "mentions",
)  # fmt: skip
SEARCHED = {
    "areas": ("area_id", "title"),
    "activities": ("activity_id", "text"),
    "expected_outputs": ("expected_output_id", "text"),
    "focus_areas": ("focus_id", "text"),
    "bodies": ("body_id", "name"),
    "narrative": ("block_id", "text"),
}
VIEWS = """
CREATE VIEW body_index AS
SELECT b.body_id, max(b.name) AS name, count(DISTINCT b.plan_id) AS plans,
       count(r.role_id) AS roles, sum(r.role = 'lead') AS leads
FROM bodies b LEFT JOIN body_roles r USING (plan_id, body_id) GROUP BY b.body_id
"""


def write_corpus(address: Address, outcomes: Sequence[PlanOutcome]) -> int:
    """Write the database of all published plans and return its size in bytes.

    It holds each published table under its own name, with ``plan_id`` as first column and
    without the apostrophes that make formulas harmless in CSV; ``search``
    is a full-text index (FTS5) of all texts, and ``body_index`` lists the bodies of all plans.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode=OFF")
        with connection:
            _plans(connection, outcomes)
            for table in TABLES:
                _table(connection, table, address, outcomes)
            _search(connection)
            connection.execute(VIEWS)
        connection.execute("VACUUM")
        connection.close()
        data = path.read_bytes()
    address.write(NAME, data)
    return len(data)


def _plans(connection: sqlite3.Connection, outcomes: Iterable[PlanOutcome]) -> None:
    # Without times and keys, the same plans give the same bytes.
    names = [n for n in PlanOutcome.model_fields if n not in ("seconds", "key")]
    connection.execute(f"CREATE TABLE plans ({', '.join(names)}, PRIMARY KEY (plan_id))")
    connection.executemany(
        f"INSERT INTO plans VALUES ({', '.join('?' for _ in names)})",
        [[getattr(outcome, name) for name in names] for outcome in outcomes],
    )


def _table(
    connection: sqlite3.Connection, table: str, address: Address, outcomes: Iterable[PlanOutcome]
) -> None:
    """Add one table of all plans; a column that only some plans have is added when it appears."""
    columns: list[str] = []
    for outcome in outcomes:
        data = address.read(f"{outcome.plan_id}/{table}.csv")
        if outcome.status != "published" or data is None:
            continue
        reader = csv.reader(io.StringIO(data.decode("utf-8"), newline=""))
        header = next(reader, [])
        if not columns:
            columns = list(header)
            names = ", ".join(map(_quoted, ["plan_id", *columns]))
            connection.execute(f"CREATE TABLE {_quoted(table)} ({names})")
        for name in header:
            if name not in columns:
                columns.append(name)
                connection.execute(f"ALTER TABLE {_quoted(table)} ADD COLUMN {_quoted(name)}")
        names = ", ".join(map(_quoted, ["plan_id", *header]))
        marks = ", ".join("?" for _ in range(len(header) + 1))
        connection.executemany(
            f"INSERT INTO {_quoted(table)} ({names}) VALUES ({marks})",
            ([outcome.plan_id, *map(restore, row)] for row in reader),
        )
    if not columns:
        connection.execute(f"CREATE TABLE {_quoted(table)} (plan_id, body_id, name, role_id, role)")


def _search(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE VIRTUAL TABLE search USING fts5(plan_id UNINDEXED, record_table UNINDEXED, "
        "record_id UNINDEXED, text, tokenize='unicode61 remove_diacritics 2')"
    )
    for table, (key, text) in SEARCHED.items():
        known = {row[1] for row in connection.execute(f"PRAGMA table_info({_quoted(table)})")}
        if {key, text} <= known:
            connection.execute(
                f"INSERT INTO search SELECT plan_id, '{table}', {_quoted(key)}, {_quoted(text)} "
                f"FROM {_quoted(table)} WHERE {_quoted(text)} <> ''"
            )


def _quoted(name: str) -> str:
    """Return a quoted SQL identifier; column names come from documents."""
    return '"' + name.replace('"', '""') + '"'
