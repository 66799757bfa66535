"""Compare the tables in Parquet, SQLite and XLSX with the CSV files, value by value."""

from __future__ import annotations

import contextlib
import functools
import itertools
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.model import Frozen
from link.rows import TableSpec
from pipeline.publish.core.columns import Scalar, columns_of, values_of
from pipeline.publish.data.parquet import parquet_schema
from pipeline.publish.data.sheets import fitting
from pipeline.publish.data.sqlite import SEARCHED, create_schema
from pipeline.publish.data.workbook import READING, ROW_LIMIT, reading_columns
from pipeline.verify.contents import Contents
from pipeline.verify.thresholds import VERIFY

if TYPE_CHECKING:
    from openpyxl import Workbook

Values = Sequence[object]
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")


def compare_formats(contents: Contents, *, same_version: bool) -> Iterator[str]:
    """Yield where a format of the tables differs from the CSV files, a line each.

    Args:
        contents: the folder.
        same_version: whether this version of planrows wrote it; then descriptions count, too.
    """
    parquet = functools.partial(_parquet, is_ours=same_version)
    for name, compare in (("parquet", parquet), ("sqlite", _sqlite), ("xlsx", _workbook)):
        if contents.has(name):
            yield from compare(contents)


def first_difference(
    file: str, columns: Sequence[str], found: Iterable[Values], expected: Iterable[Values]
) -> Iterator[str]:
    """Yield a line about the first row that differs, if there is one.

    Args:
        file: the file that is compared.
        columns: names of the columns.
        found: its rows.
        expected: the rows of the CSV file.
    """
    for row, (has, wants) in enumerate(itertools.zip_longest(found, expected), 1):
        if has is None or wants is None:
            yield f"{file}: has {'fewer' if has is None else 'more'} rows than the CSV file"
            return
        for name, value, other in itertools.zip_longest(columns, has, wants):
            if value != other:
                yield (
                    f"{file}, row {row}, {name}: {_shown(value)}, but the CSV file has "
                    f"{_shown(other)}"
                )
                return


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= VERIFY.shown else text[: VERIFY.shown - 1] + "…"


def plain(value: Scalar) -> Scalar:
    """Return a value as CSV knows it: an unknown value is an empty text."""
    return "" if value is None else value


def table_rows(records: Iterable[Frozen]) -> Iterator[tuple[Scalar, ...]]:
    """Yield the values of records, as CSV knows them."""
    return (tuple(map(plain, values_of(record))) for record in records)


def _parquet(contents: Contents, *, is_ours: bool) -> Iterator[str]:
    import pyarrow
    import pyarrow.parquet

    for spec in contents.tables:
        name = f"parquet/{spec.name}.parquet"
        columns = [column.name for column in columns_of(spec.model)]
        try:
            table = pyarrow.parquet.read_table(contents.folder / name, use_threads=False)
        except (OSError, pyarrow.ArrowException) as error:
            yield f"{name}: cannot be read: {' '.join(str(error).split())}"
            continue
        if table.column_names != columns:
            yield f"{name}: its columns are not those of {spec.name}.csv"
            continue
        if is_ours and not table.schema.equals(parquet_schema(spec), check_metadata=True):
            yield f"{name}: its types or descriptions are not those that planrows writes"
            continue
        found = zip(*(map(plain, column.to_pylist()) for column in table.columns), strict=True)
        yield from first_difference(name, columns, found, table_rows(contents.records[spec.name]))


def _sqlite(contents: Contents) -> Iterator[str]:
    name = "plan.sqlite"
    uri = f"{(contents.folder / name).resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            with contextlib.closing(sqlite3.connect(":memory:")) as expected:
                create_schema(expected, contents.tables)
                if any(read(database) != read(expected) for read in (_objects, _header)):
                    yield f"{name}: its tables, indexes or views are not those that planrows makes"
                    return
            for spec in contents.tables:
                yield from _sqlite_table(database, name, spec, contents)
            columns = ("row_id", *SEARCHED)
            rows = database.execute(f"SELECT {', '.join(columns)} FROM search ORDER BY rowid")
            matrix = contents.records["matrix"]
            wanted = ([plain(getattr(row, column)) for column in columns] for row in matrix)
            yield from first_difference(f"{name}, search", columns, map(list, rows), wanted)
            yield from _search_index(database, name)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        yield f"{name}: cannot be read: {error}"


def _header(database: sqlite3.Connection) -> list[Any]:
    """Return what the header of a file says to programs that use it; planrows sets none of it."""
    names = ("user_version", "application_id")
    return [database.execute(f"PRAGMA {name}").fetchone() for name in names]


def _objects(database: sqlite3.Connection) -> set[tuple[Any, ...]]:
    """Return the names and the SQL of all objects; the tables of the search have none."""
    return {
        (kind, name, "" if name.startswith("search_") else sql)
        for kind, name, sql in database.execute("SELECT type, name, sql FROM sqlite_master")
    }


def _sqlite_table(
    database: sqlite3.Connection, file: str, spec: TableSpec, contents: Contents
) -> Iterator[str]:
    columns = columns_of(spec.model)
    truths = {index for index, column in enumerate(columns) if column.type == "boolean"}
    rows = database.execute(f"SELECT * FROM {spec.name} ORDER BY rowid")
    found = (
        [bool(v) if i in truths and v is not None else plain(v) for i, v in enumerate(row)]
        for row in rows
    )
    yield from first_difference(
        f"{file}, {spec.name}",
        [column.name for column in columns],
        found,
        map(list, table_rows(contents.records[spec.name])),
    )


def _search_index(database: sqlite3.Connection, file: str) -> Iterator[str]:
    """Compare the index of the search with its texts, in a copy: the check needs to write."""
    with contextlib.closing(sqlite3.connect(":memory:")) as copy:
        database.backup(copy)
        try:
            copy.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            yield f"{file}, search: the index does not fit the texts"


def _workbook(contents: Contents) -> Iterator[str]:
    name = "plan.xlsx"
    book, problems = open_workbook(contents.folder / name)
    yield from problems
    if book is None:
        return
    with contextlib.closing(book):
        yield from _reading(contents, book)
        for spec in contents.tables:
            if spec.name not in book.sheetnames:
                yield f"{name}: lacks the sheet {spec.name}"
                continue
            columns = [column.name for column in columns_of(spec.model)]
            found = sheet_rows(book, spec.name)
            if list(next(found, ()))[: len(columns)] != columns:
                yield f"{name}, {spec.name}: its columns are not those of {spec.name}.csv"
                continue
            records = contents.records[spec.name][:ROW_LIMIT]
            wanted = (tuple(map(as_in_sheet, row)) for row in table_rows(records))
            yield from first_difference(
                f"{name}, {spec.name}", columns, (row[: len(columns)] for row in found), wanted
            )


def _reading(contents: Contents, book: Workbook) -> Iterator[str]:
    """Compare the sheet to read and print with the matrix."""
    place = f"plan.xlsx, {READING}"
    if READING not in book.sheetnames:
        yield f"plan.xlsx: lacks the sheet {READING}"
        return
    columns = reading_columns(contents)
    found = sheet_rows(book, READING)
    titles = [title for _, title, _ in columns]
    if list(next(found, ()))[: len(titles)] != titles:
        yield f"{place}: its columns are not those that planrows writes"
        return
    records = contents.records["matrix"][:ROW_LIMIT]
    wanted = (
        tuple(as_in_sheet(str(getattr(row, name) or "")) for name, *_ in columns) for row in records
    )
    lines = (row[: len(titles)] for row in found)
    yield from first_difference(place, [name for name, *_ in columns], lines, wanted)


def open_workbook(path: Path) -> tuple[Workbook | None, list[str]]:
    """Open a workbook that planrows wrote; also return what it never writes into one.

    Formulas, macros and links to other files would run or load something.
    """
    import openpyxl

    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > VERIFY.workbook_bytes:
                return None, [
                    f"{path.name}: unpacks to more data than a workbook of planrows holds"
                ]
            problems = [
                f"{path.name}: holds {what} ({entry.filename})"
                for entry in entries
                for what in _active(entry.filename, archive.read(entry))
            ]
        return openpyxl.load_workbook(path, read_only=True), problems
    except Exception as error:  # openpyxl raises whatever its parsers raise
        return None, [f"{path.name}: cannot be read: {' '.join(str(error).split())}"]


def _active(name: str, data: bytes) -> Iterator[str]:
    if name.startswith("xl/worksheets/sheet") and _FORMULA.search(data):
        yield "a formula"
    if name.endswith(".rels") and b'TargetMode="External"' in data:
        yield "a link to another file"
    if name.endswith(".bin") or name.startswith(("xl/externalLinks", "xl/connections")):
        yield "something that a spreadsheet may run or load"


def sheet_rows(book: Workbook, sheet: str) -> Iterator[tuple[object, ...]]:
    """Yield the values of the rows of a sheet, as CSV knows them."""
    for row in book[sheet].iter_rows(values_only=True):
        yield tuple(_from_sheet(value) for value in row)


def _from_sheet(value: object) -> object:
    return "" if value is None else _rounded(value)


def as_in_sheet(value: Scalar) -> object:
    """Return a value as a sheet holds it: long texts are cut, and numbers have 15 digits."""
    return fitting(value) if isinstance(value, str) else _rounded(value)


def _rounded(value: object) -> object:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return format(value, ".15g")
    return value
