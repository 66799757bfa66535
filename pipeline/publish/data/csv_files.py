"""Write and read tables as CSV: RFC 4180 with LF, UTF-8, a header row."""

from __future__ import annotations

import csv
import errno
import io
from collections.abc import Sequence
from pathlib import Path

from extract.model import Frozen
from extract.system.regular_files import open_regular
from pipeline.formulas import defuse, restore
from pipeline.publish.core.columns import Scalar, columns_of, values_of

MAX_FIELD = 2**24
"""Characters of a value that is read: more than the longest text of a cell or a block has."""
csv.field_size_limit(MAX_FIELD)  # Python's own limit is shorter than some published texts


def csv_text(model: type[Frozen], records: Sequence[Frozen]) -> str:
    """Return a table as CSV.

    Unknown values are empty; booleans are ``true`` and ``false``. Text that a spreadsheet would
    read as a formula gets an apostrophe (:mod:`pipeline.formulas`).
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in columns_of(model)])
    writer.writerows([csv_value(value) for value in values_of(record)] for record in records)
    return out.getvalue()


def csv_value(value: Scalar) -> str:
    """Return a value as text for a CSV file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return defuse(value) if isinstance(value, str) else str(value)


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the rows of a published CSV file; :func:`defuse` is undone.

    Raises:
        OSError: the file cannot be read, or is not CSV.
        UnicodeDecodeError: it is not UTF-8.
    """
    with io.TextIOWrapper(open_regular(path), encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        try:
            return [
                {name: restore(value or "") for name, value in row.items() if name is not None}
                for row in rows
            ]
        except csv.Error as error:
            raise OSError(errno.EINVAL, f"is not CSV: {error}", str(path)) from error


def shape_of(path: Path) -> tuple[list[str], list[int]]:
    """Return the header of a CSV file, and the rows that have another number of values.

    Rows count from 2, the first one below the header.

    Raises:
        OSError: the file cannot be read.
        UnicodeDecodeError: it is not UTF-8.
        csv.Error: it is not CSV.
    """
    with io.TextIOWrapper(open_regular(path), encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows, [])
        return header, [n for n, row in enumerate(rows, 2) if row and len(row) != len(header)]
