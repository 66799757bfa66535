"""Write ``plan.sqlite``: foreign keys, indexes, views for common questions, full-text search."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from extract.model import Frozen
from link.rows import TableSpec
from pipeline.publish.core.columns import Column, columns_of, values_of
from pipeline.publish.core.model import Publication

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}

_NAMED = "NOT (r.match = 'collective' AND b.kind <> 'collective')"
"""Condition: the plan names the body itself, not only a group that it belongs to."""

VIEWS: Mapping[str, str] = {
    "activities_by_lead": """
        SELECT r.body_id, b.name AS body, m.area_id, m.activity_id, m.activity,
               m.expected_output, m.row_id, r.match
        FROM body_roles r
        JOIN matrix m ON m.row_id = r.scope_id
        JOIN bodies b ON b.body_id = r.body_id
        WHERE r.role = 'lead' AND r.scope = 'row'
        ORDER BY r.body_id, m.rowid""",
    "rows_without_lead": """
        SELECT row_id, area_id, activity, expected_output, lead_bodies_printed, page_first
        FROM matrix WHERE lead_bodies = '' ORDER BY rowid""",
    "open_issues": """
        SELECT * FROM issues WHERE decision = ''
        ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, rule,
                 issue_id""",
    "issues_by_rule": """
        SELECT rule, severity, count(*) AS issues, sum(decision = '') AS open
        FROM issues GROUP BY rule, severity ORDER BY issues DESC, rule""",
    "bodies_by_area": f"""
        SELECT a.area_id, a.title AS area, b.body_id, b.name AS body,
               max(r.role = 'relevant') AS is_relevant, max(r.role = 'lead') AS is_lead
        FROM body_roles r
        LEFT JOIN matrix m ON r.scope = 'row' AND m.row_id = r.scope_id
        JOIN areas a ON a.area_id = CASE r.scope WHEN 'area' THEN r.scope_id ELSE m.area_id END
        JOIN bodies b ON b.body_id = r.body_id
        WHERE r.scope IN ('area', 'row') AND r.role IN ('relevant', 'lead') AND {_NAMED}
        GROUP BY a.area_id, b.body_id ORDER BY a.rowid, b.body_id""",
    "body_totals": f"""
        SELECT b.body_id, b.name, b.kind,
               count(DISTINCT CASE WHEN r.role = 'relevant' AND r.scope = 'area' AND {_NAMED}
                     THEN r.scope_id END) AS areas_relevant,
               count(DISTINCT CASE WHEN r.role = 'lead' AND r.scope = 'row' AND {_NAMED}
                     THEN r.scope_id END) AS rows_led
        FROM bodies b LEFT JOIN body_roles r ON r.body_id = b.body_id
        GROUP BY b.body_id ORDER BY rows_led DESC, areas_relevant DESC, b.body_id""",
    "unresolved": """
        SELECT 'body' AS what, role_id AS id, printed, scope_id AS place, match AS status
        FROM body_roles WHERE match IN ('unresolved', 'ambiguous') AND scope <> 'output'
        UNION ALL
        SELECT 'reference', reference_id, printed, from_id, status
        FROM cross_references WHERE status <> 'resolved'""",
}
"""Views by name; each answers a common question about a plan."""

SEARCHED = ("area", "focus", "activity", "expected_output", "lead_bodies_printed")
"""Columns of the matrix that the full-text search covers."""


def write_sqlite(publication: Publication, path: Path) -> None:
    """Write all tables to an SQLite file.

    Full-text search: ``SELECT row_id FROM search WHERE search MATCH 'youth AND radio'``.

    Raises:
        sqlite3.IntegrityError: a row refers to a row that does not exist.
    """
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA page_size = 4096")
        database.execute("PRAGMA encoding = 'UTF-8'")
        database.execute("PRAGMA journal_mode = OFF")
        # Keys are checked once at the end: rows may refer to rows that are inserted later.
        database.execute("PRAGMA foreign_keys = OFF")
        create_schema(
            database,
            publication.tables,
            fill=lambda spec: _insert(database, spec, publication.records[spec.name]),
        )
        _fill_search(database)
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            table, rowid, parent, _ = broken[0]
            raise sqlite3.IntegrityError(f"{table}, row {rowid}: refers to no row of {parent}")
        database.commit()
        database.execute("VACUUM")
    _normalise_header(path)


def create_table(spec: TableSpec) -> str:
    """Return the SQL statement that creates a table."""
    parts = [_column(column) for column in columns_of(spec.model)]
    parts.append(f"PRIMARY KEY ({', '.join(map(quoted, spec.key))})")
    for column in columns_of(spec.model):
        if column.is_foreign_key and column.target:
            table, target = column.target
            parts.append(
                f"FOREIGN KEY ({quoted(column.name)}) REFERENCES {table} ({quoted(target)})"
            )
    return f"CREATE TABLE {spec.name} (\n  " + ",\n  ".join(parts) + "\n)"


def _column(column: Column) -> str:
    name = quoted(column.name)
    sql = f"{name} {_TYPES[column.type]}{'' if column.is_nullable else ' NOT NULL'}"
    if column.values:
        values = ", ".join("'" + value.replace("'", "''") + "'" for value in column.values)
        sql += f" CHECK ({name} IN ({values}))"
    elif column.type == "boolean":
        sql += f" CHECK ({name} IN (0, 1))"
    return sql


def quoted(name: str) -> str:
    """Return the name of a table or column as SQL has it, whatever characters it has."""
    return '"' + name.replace('"', '""') + '"'


def _insert(database: sqlite3.Connection, spec: TableSpec, records: Sequence[Frozen]) -> None:
    marks = ", ".join("?" * len(columns_of(spec.model)))
    database.executemany(
        f"INSERT INTO {spec.name} VALUES ({marks})", (values_of(record) for record in records)
    )


def create_schema(
    database: sqlite3.Connection,
    tables: Sequence[TableSpec],
    fill: Callable[[TableSpec], object] = lambda _: None,
) -> None:
    """Create all tables, indexes and views, and the full-text search.

    Args:
        database: an empty database.
        tables: the tables.
        fill: called with each table before its indexes are made.
    """
    for spec in tables:
        database.execute(create_table(spec))
        fill(spec)
        for column in columns_of(spec.model):
            if column.is_foreign_key or column.name in ("scope_id", "record_id"):
                database.execute(
                    f"CREATE INDEX {spec.name}_{column.name} ON {spec.name} ({quoted(column.name)})"
                )
    for name, query in VIEWS.items():
        database.execute(f"CREATE VIEW {name} AS {' '.join(query.split())}")
    database.execute(
        f"CREATE VIRTUAL TABLE search USING fts5(row_id UNINDEXED, {', '.join(SEARCHED)}, "
        "tokenize = 'porter unicode61 remove_diacritics 2')"
    )


def _fill_search(database: sqlite3.Connection) -> None:
    names = ", ".join(SEARCHED)
    database.execute(f"INSERT INTO search SELECT row_id, {names} FROM matrix ORDER BY rowid")
    database.execute("INSERT INTO search (search) VALUES ('optimize')")


def _normalise_header(path: Path) -> None:
    """Clear the version of SQLite that wrote the file, so that equal data gives equal bytes.

    Bytes 96 to 99 of the header (https://www.sqlite.org/fileformat.html#magic_header_string)
    are for information only.
    """
    with path.open("r+b") as file:
        file.seek(96)
        file.write(bytes(4))
