"""Read filled-in monitoring forms: XLSX, or a sheet saved as CSV."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pydantic import Field

from extract.characters import LINES, publishable
from extract.model import Frozen
from extract.system.regular_files import open_regular
from pipeline.formulas import restore
from pipeline.publish.core.errors import FormError
from pipeline.publish.forms.monitoring_form import COLUMNS, LISTS
from pipeline.publish.forms.thresholds import FORMS

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.workbook.workbook import _WorksheetLike

REPORTED = ("year", "status", "date_start", "date_end", "achievement", "assessment")
"""Columns that the reporting body fills in."""
READ = ("row_id", "body_id", *REPORTED)
"""Columns whose values are read; the others repeat the plan."""
MAX_COLUMNS = len(COLUMNS) + FORMS.extra_columns
_TITLES = {column.title.casefold(): column.name for column in COLUMNS} | {
    column.name: column.name for column in COLUMNS
}


class ReportLine(Frozen):
    """What a body reports on one row of the plan for one year."""

    edition: str = Field(default="", description="Edition that the report belongs to.")
    row_id: str = Field(description="Row of the matrix.")
    body_id: str = Field(description="Body that implements the activity.")
    area_id: str = Field(description="Priority area of the row.")
    year: int = Field(description="Year reported on.")
    status: str = Field(description="not started, under way, done, postponed or dropped.")
    date_start: datetime.date | None = Field(description="First day; empty: no date.")
    date_end: datetime.date | None = Field(description="Last day; empty: a single day.")
    achievement: str = Field(description="Achievement of the performance indicators.")
    assessment: str = Field(description="Assessment and recommendations.")
    source: str = Field(description="File, sheet and line of the report.")
    latest_row_id: str = Field(
        default="", description="The row in the latest edition; empty: it has none."
    )

    @property
    def key(self) -> tuple[str, str, int, str]:
        """Row, body, year and first day: of an edition, reports with the same key are equal."""
        day = self.date_start.isoformat() if self.date_start else ""
        return (self.row_id, self.body_id, self.year, day)


@dataclass(frozen=True)
class RawLine:
    """A line of a form, not yet checked.

    Attributes:
        file: name of the file.
        sheet: name of the sheet; empty for CSV.
        line: number of the line, from 1.
        values: values by column name; dates as dates or as text.
        formulas: cells that hold formulas whose value the file does not store.
    """

    file: str
    sheet: str
    line: int
    values: Mapping[str, object]
    formulas: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """File, sheet and line, for messages."""
        return ", ".join(part for part in (self.file, self.sheet, f"line {self.line}") if part)

    def text(self, name: str) -> str:
        """Return a value as text with single spaces."""
        value = self.values.get(name)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return " ".join(str(value).split()) if value is not None else ""

    @property
    def is_filled(self) -> bool:
        """Whether the line reports anything."""
        return bool(self.formulas) or any(self.text(name) for name in REPORTED)


@dataclass(frozen=True)
class Form:
    """A form, not yet checked.

    Attributes:
        plan: id of the plan that the form names; empty where it names none.
        source: SHA-256 of the PDF of its edition; empty where it names none.
        edition: name of its edition; empty where it names none.
        lines: the lines below the column titles.
    """

    plan: str
    source: str
    edition: str
    lines: tuple[RawLine, ...]


def read_form(path: Path) -> Form:
    """Read a form: XLSX, or a sheet saved as CSV (comma, semicolon or tab).

    Raises:
        FormError: the file cannot be read, or is not a form.
    """
    try:
        with open_regular(path, FORMS.max_bytes) as file:
            if path.suffix.lower() == ".csv":
                return Form("", "", "", tuple(_csv_lines(path, file)))
            return _xlsx_form(path, file)
    except OSError as error:
        raise FormError(f"{path}: {error.strerror or error}; name a monitoring form") from error


def _csv_lines(path: Path, file: BinaryIO) -> Iterator[RawLine]:
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    head = next((line for line in text.splitlines() if _has_titles(line)), "")
    separator = max(",;\t", key=head.count)
    try:
        grid = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise FormError(f"{path}: cannot be read as CSV: {error}") from error
    lines = list(_lines(path.name, "", [[restore(cell) for cell in row] for row in grid]))
    if not lines:
        raise FormError(
            f"{path}: no line holds the column titles of a form ({COLUMNS[0].title}, …); "
            "name a monitoring form"
        )
    yield from lines


def _has_titles(line: str) -> bool:
    return sum(title in line.casefold() for title in _TITLES) >= FORMS.min_titles


def _xlsx_form(path: Path, file: BinaryIO) -> Form:
    try:
        _check_archive(path, file)
        return _workbook_form(path, file)
    except (OSError, MemoryError, FormError):
        raise
    except zipfile.BadZipFile as error:
        raise FormError(f"{path}: is not an XLSX file; save the form as XLSX") from error
    except Exception as error:  # openpyxl raises any error of the XML and ZIP readers
        raise FormError(f"{path}: cannot be read as XLSX ({error}); save it again") from error


def _check_archive(path: Path, file: BinaryIO) -> None:
    """Refuse an archive that unpacks to too much, or whose XML declares entities.

    An entity may stand for any amount of text, and no spreadsheet program writes a document type.
    """
    from defusedxml.common import DTDForbidden
    from defusedxml.ElementTree import iterparse

    with zipfile.ZipFile(file) as archive:
        size = sum(member.file_size for member in archive.infolist())
        if size > FORMS.max_unpacked_bytes:
            raise FormError(f"{path}: unpacks to {size // 2**20} MiB; a form is far smaller")
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            with archive.open(name) as part:
                try:
                    next(iter(iterparse(part, events=("start",), forbid_dtd=True)))
                except DTDForbidden as error:
                    raise FormError(
                        f"{path}: {name} contains a document type, which no form does; name "
                        "a filled-in copy of monitoring.xlsx"
                    ) from error


def _workbook_form(path: Path, file: BinaryIO) -> Form:
    lines: list[RawLine] = []
    with ExitStack() as opened:
        formulas, values = (
            opened.enter_context(closing(_open(path, file, values=values)))
            for values in (False, True)
        )
        facts = _facts(values)
        for sheets in zip(formulas.worksheets, values.worksheets, strict=True):
            if sheets[0].title not in (LISTS, "Read me"):
                lines += _lines(path.name, sheets[0].title, _grid(*sheets))
    if not lines:
        raise FormError(
            f"{path}: no sheet holds the column titles of a form; name a copy of monitoring.xlsx"
        )
    plan, source, edition = (facts.get(name, "") for name in ("plan", "source", "edition"))
    return Form(plan, source, edition, tuple(lines))


@dataclass(frozen=True)
class Unknown:
    """A formula whose value is not stored, or is an error.

    A program that writes a formula does not compute it; only a spreadsheet stores the value. A
    reader of values sees an empty cell there.

    Attributes:
        coordinate: its cell.
    """

    coordinate: str


def _grid(formulas: _WorksheetLike, values: _WorksheetLike) -> Iterator[list[object]]:
    """Yield the rows of a sheet, read as formulas and as values: one at a time.

    A file may state any number of rows: the caller stops where there are too many.
    """
    from openpyxl.cell.read_only import EmptyCell

    for sheet in (formulas, values):
        sheet.reset_dimensions()  # the dimensions that the file states may be wrong
    grids = (sheet.iter_rows(max_col=MAX_COLUMNS) for sheet in (formulas, values))
    for row in zip(*grids, strict=False):
        if set(map(type, row[0])) == {EmptyCell}:  # a file may name a million of these
            yield []
            continue
        yield [
            Unknown(cell.coordinate)
            if cell.data_type == "f" and (value.value is None or value.data_type == "e")
            else value.value
            for cell, value in zip(*row, strict=False)
        ]


def _open(path: Path, file: BinaryIO, *, values: bool = True) -> Workbook:
    import openpyxl

    try:
        return openpyxl.load_workbook(file, read_only=True, data_only=values)
    except (OSError, MemoryError):
        raise
    except Exception as error:  # openpyxl raises any error of the XML and ZIP readers
        raise FormError(f"{path}: cannot be read as XLSX ({error}); save it again") from error


def _facts(book: Workbook) -> dict[str, str]:
    if LISTS not in book.sheetnames:
        return {}
    rows = book[LISTS].iter_rows(min_row=2, max_row=10, min_col=4, max_col=5, values_only=True)
    return {str(name): str(value) for name, value in rows if name}


def _lines(
    file: str,
    sheet: str,
    grid: Iterable[Sequence[object]],
) -> Iterator[RawLine]:
    """Yield the lines below the column titles, without empty lines."""
    names: list[str] | None = None
    for number, row in enumerate(grid, 1):
        if number > FORMS.max_rows:
            place = ", ".join(filter(None, (file, sheet)))
            raise FormError(f"{place}: has more than {FORMS.max_rows:,} rows; a form has fewer")
        if names is None:
            found = [_TITLES.get(" ".join(str(cell or "").split()).casefold(), "") for cell in row]
            is_header = "row_id" in found and sum(map(bool, found)) >= FORMS.min_titles
            names = found if is_header else None
            continue
        values = {name: _cleaned(cell) for name, cell in zip(names, row, strict=False) if name}
        formulas = tuple(
            cell.coordinate
            for name, cell in zip(names, row, strict=False)
            if isinstance(cell, Unknown) and name in READ
        )
        if formulas or any(cell not in (None, "") for cell in values.values()):
            yield RawLine(publishable(file), publishable(sheet), number, values, formulas)


def _cleaned(cell: object) -> object:
    """Return a value without characters that cannot be published; none where it is unknown."""
    if isinstance(cell, Unknown):
        return None
    return publishable(cell, LINES) if isinstance(cell, str) else cell
