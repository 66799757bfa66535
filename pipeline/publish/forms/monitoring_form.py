"""Write ``monitoring.xlsx``: the yearly reporting form, a sheet for each lead body.

Its columns are those that a plan's section on monitoring requires: body, priority area, relevant
bodies, focus area, activity, date, achievement of the indicators, assessment. Columns of the plan
are filled in and locked (without a password); columns to report in are empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from link.corrected import Corrected
from link.rows import JOINED, BodyRecord, MatrixRecord, role_of
from normalize.ids import number_in
from normalize.model import Correction
from pipeline.publish.core.model import FORMAT_VERSION, Described
from pipeline.publish.data.corrected_places import NONE_CORRECTED, CorrectedPlaces
from pipeline.publish.data.sheets import (
    CORRECTED,
    NOTICE_COLOUR,
    Book,
    fit_rows,
    one_page_wide,
    place,
)
from pipeline.publish.forms.thresholds import FORMS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

STATUSES = ("not started", "under way", "done", "postponed", "dropped")
NO_LEAD = "No lead body"
LISTS = "Lists"
INPUT_TITLE_LIMIT = 32
"""Characters of the title of an input message (Excel's limit)."""
LINK_TEXT_LIMIT = 250
"""Characters of the text of a link: Excel allows 255."""
HEADER_ROW = 3
"""Index of the row of column titles; forms are read by these titles, not by position."""


@dataclass(frozen=True)
class FormColumn:
    """A column of the form.

    Attributes:
        name: name in ``monitoring.csv``.
        title: title in the form.
        width: width in characters.
        kind: ``plan``: filled in from the plan; otherwise the kind of value to report.
        help: text shown when a cell is selected.
    """

    name: str
    title: str
    width: int
    kind: Literal["plan", "body", "year", "status", "date", "text"]
    help: str = ""


COLUMNS = (
    FormColumn("ref", "Reference", 11, "plan"),
    FormColumn("row_id", "Row", 13, "plan"),
    FormColumn("body_id", "Body implementing the activity", 18, "body", "Identifier of the body."),
    FormColumn("area", "Priority area", 30, "plan"),
    FormColumn("relevant_bodies", "Relevant bodies", 22, "plan"),
    FormColumn("focus", "Focus area of activities", 30, "plan"),
    FormColumn("activity", "Indicative activity", 40, "plan"),
    FormColumn("expected_output", "Expected output", 34, "plan"),
    FormColumn("year", "Year reported on", 10, "year", "Year that you report on."),
    FormColumn("status", "Status", 13, "status", "One of: " + ", ".join(STATUSES) + "."),
    FormColumn("date_start", "Date (first day)", 12, "date", "First day, like 2021-05-31."),
    FormColumn("date_end", "Date (last day)", 12, "date", "Last day; empty: a single day."),
    FormColumn("achievement", "Achievement of the performance indicators", 36, "text"),
    FormColumn("assessment", "Assessment and recommendations", 36, "text"),
)


def form_columns(publication: Described) -> tuple[FormColumn, ...]:
    """Return the columns of a plan's form: with those that only this plan has, as it prints them.

    They stand after the expected output: an indicator or a timeline is what a body reports
    against.
    """
    labels = publication.labels
    known = {column.title.casefold() for column in COLUMNS}
    own = []
    for name in publication.tables[0].model.model_fields:
        if name in MatrixRecord.model_fields:
            continue
        title = " ".join(labels.get(role_of(name), name).split())
        # Forms are read by their titles: a column of the plan must not pass for one to fill in.
        title = f"{title} (plan)" if title.casefold() in known else title
        own.append(FormColumn(name, title, 24, "plan"))
    place = next(n for n, column in enumerate(COLUMNS, 1) if column.name == "expected_output")
    return (*COLUMNS[:place], *own, *COLUMNS[place:])


def rows_by_lead(rows: Sequence[MatrixRecord]) -> dict[str, list[MatrixRecord]]:
    """Return the rows of each lead body, sorted by body; rows without a known one under ``""``."""
    found: dict[str, list[MatrixRecord]] = {}
    for row in rows:
        for body in row.lead_bodies.split(JOINED):
            found.setdefault(body, []).append(row)
    return dict(sorted(found.items(), key=lambda item: (item[0] == "", item[0])))


def write_form(
    publication: Described, path: Path, corrected: CorrectedPlaces = NONE_CORRECTED
) -> None:
    """Write the reporting form of a plan.

    Args:
        publication: the plan's tables.
        path: the file.
        corrected: corrections to mark.
    """
    rows = [r for r in publication.records["matrix"] if isinstance(r, MatrixRecord)]
    bodies = [r for r in publication.records["bodies"] if isinstance(r, BodyRecord)]
    card = publication.card
    book = Book(path, card, f"Monitoring of: {card.title}")
    readme = book.sheet("Read me")
    lists = book.sheet(LISTS)
    names = {body.body_id: body.name for body in bodies}
    sheets: list[tuple[str, Worksheet, int]] = []
    years = card.years
    columns = form_columns(publication)
    for body, body_rows in rows_by_lead(rows).items():
        sheet = book.sheet(body or NO_LEAD)
        title = f"{body}: {names.get(body, '')}" if body else NO_LEAD
        _write_sheet(book, sheet, title, body, body_rows, columns, years, len(bodies),
                     corrected.by_row)  # fmt: skip
        if card.notice:
            book.write(sheet, 2, 0, card.notice, bold=True, font_color=NOTICE_COLOUR)
        sheets.append((title, sheet, len(body_rows)))
    _write_lists(book, lists, publication, bodies, years)
    _write_readme(book, readme, publication, sheets)
    readme.activate()
    book.close()


def _write_lists(
    book: Book,
    sheet: Worksheet,
    publication: Described,
    bodies: Sequence[BodyRecord],
    years: Sequence[int],
) -> None:
    """Write the values of the drop-down lists, and the plan that the form belongs to."""
    source = publication.source.sha256
    facts = [("plan", publication.card.id), ("source", source), ("format", FORMAT_VERSION)]
    if publication.card.edition:
        facts.append(("edition", publication.card.edition))
    columns: list[tuple[str, Sequence[str | int]]] = [
        ("status", STATUSES),
        ("year", years),
        ("body", sorted(body.body_id for body in bodies)),
        ("fact", [name for name, _ in facts]),
        ("value", [value for _, value in facts]),
    ]
    for column, (title, values) in enumerate(columns):
        book.write(sheet, 0, column, title, bold=True)
        for row, value in enumerate(values, 1):
            book.write(sheet, row, column, value)
    sheet.protect()
    sheet.hide()


def _write_sheet(
    book: Book,
    sheet: Worksheet,
    title: str,
    body: str,
    rows: Sequence[MatrixRecord],
    columns: Sequence[FormColumn],
    years: Sequence[int],
    bodies: int,
    corrected: Mapping[str, Corrected],
) -> None:
    book.write(sheet, 0, 0, title, bold=True, font_size=14)
    hint = (
        "Fill in the white cells. To report a second activity of a row, repeat its Reference below."
    )
    book.write(sheet, 1, 0, hint, italic=True)
    spare = FORMS.spare_rows
    last = HEADER_ROW + len(rows) + spare
    for index, column in enumerate(columns):
        # Programs join by the identifier; people know a row by its reference.
        options = {"hidden": True} if column.name == "row_id" else {}
        sheet.set_column(index, index, column.width, None, options)
        style = {"bold": True, "text_wrap": True, "bg_color": "#dfe7ef", "border": 1}
        book.write(sheet, HEADER_ROW, index, column.title, **style)
        _validate(sheet, column, index, last, years, bodies)
        for offset in range(len(rows) + spare):
            row = rows[offset] if offset < len(rows) else None
            shown = _corrections(corrected.get(row.row_id, {}), column, body) if row else ()
            _write_cell(book, sheet, HEADER_ROW + 1 + offset, index, column, row, body, shown)
    sheet.freeze_panes(HEADER_ROW + 1, 3)
    sheet.autofilter(HEADER_ROW, 0, last, len(columns) - 1)
    fit_rows(sheet, HEADER_ROW, [[c.title for c in columns]], [c.width for c in columns])
    given = [[given_value(row, column, body) for column in columns] for row in rows]
    fit_rows(sheet, HEADER_ROW + 1, given, [column.width for column in columns])
    one_page_wide(sheet, paper=8)
    sheet.repeat_rows(HEADER_ROW)
    allowed = ("format_columns", "format_rows", "sort", "autofilter", "select_locked_cells")
    sheet.protect("", dict.fromkeys(allowed, True))


def _write_cell(
    book: Book,
    sheet: Worksheet,
    row: int,
    index: int,
    column: FormColumn,
    record: MatrixRecord | None,
    body: str,
    corrections: Sequence[Correction],
) -> None:
    style: dict[str, object] = {"text_wrap": True, "border": 1, "border_color": "#b8c4d0"}
    value = given_value(record, column, body) if record else ""
    if record and (column.kind == "plan" or value):
        style["bg_color"] = "#f1f4f7"
    else:
        style["locked"] = False
    if column.kind == "date":
        style["num_format"] = "yyyy-mm-dd"
    if corrections and value:
        style |= CORRECTED
        book.mark_corrected(sheet, row, index, corrections)
    book.write(sheet, row, index, value, **style)


def _corrections(corrected: Corrected, column: FormColumn, body: str) -> Sequence[Correction]:
    """Return the corrections of a cell; the body of a sheet counts only if it was corrected."""
    if column.kind != "body":
        return corrected.get(column.name, ())
    leads = corrected.get("lead_bodies", ())
    return [lead for lead in leads if body in lead.corrected.split(JOINED)]


def given_value(record: MatrixRecord, column: FormColumn, body: str) -> str:
    """Return the plan's value for a column; empty where the body fills it in."""
    if column.kind == "body":
        return body
    if column.name == "area":
        number = number_in(record.area_id or "")
        return record.area if number == record.area_id else f"{number} {record.area}".strip()
    return str(getattr(record, column.name)) if column.kind == "plan" else ""


def _validate(
    sheet: Worksheet,
    column: FormColumn,
    index: int,
    last: int,
    years: Sequence[int],
    bodies: int,
) -> None:
    options: dict[str, object]
    if column.kind == "status":
        options = {"validate": "list", "source": f"={LISTS}!$A$2:$A${len(STATUSES) + 1}"}
    elif column.kind == "year" and years:
        options = {"validate": "list", "source": f"={LISTS}!$B$2:$B${len(years) + 1}"}
    elif column.kind == "year":
        options = {"validate": "integer", "criteria": "between", "minimum": 1900, "maximum": 2200}
    elif column.kind == "body" and bodies:
        options = {"validate": "list", "source": f"={LISTS}!$C$2:$C${bodies + 1}"}
    elif column.kind == "date":
        limits = {"minimum": _start_of_year(1900), "maximum": _start_of_year(2200)}
        options = {"validate": "date", "criteria": "between", **limits}
    else:
        return
    options |= {"input_title": column.title[:INPUT_TITLE_LIMIT], "input_message": column.help}
    sheet.data_validation(HEADER_ROW + 1, index, last, index, options)


def _start_of_year(year: int) -> object:
    import datetime

    return datetime.date(year, 1, 1)


def _write_readme(
    book: Book,
    sheet: Worksheet,
    publication: Described,
    sheets: Sequence[tuple[str, Worksheet, int]],
) -> None:
    card = publication.card
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 100)
    sheet.set_column(1, 1, 12)
    one_page_wide(sheet)
    title = f"Monitoring of: {card.short_title or card.title}"
    book.write(sheet, 0, 0, title, bold=True, font_size=14)
    if card.notice:
        book.write(sheet, 1, 0, card.notice, bold=True, font_color=NOTICE_COLOUR)
    for row, text in enumerate(
        (
            "Each lead body has a sheet with its rows of the matrix. The last sheet holds the rows "
            "without a recognised lead body.",
            "Fill in year, status, dates, achievement and assessment. Save the file under another "
            "name and send it back.",
            "`planrows monitor FILE…` checks and merges the forms.",
            "A value on a yellow background replaces the printed one. Its comment gives the "
            "printed value, who decided, and when.",
        ),
        2,
    ):
        book.write(sheet, row, 0, text, text_wrap=True)
        fit_rows(sheet, row, [[text]], [100])
    book.write(sheet, 7, 0, "Sheet", bold=True, bottom=1)
    book.write(sheet, 7, 1, "Rows", bold=True, bottom=1)
    link = book.style(font_color="#0b57d0", underline=1)
    for row, (title, target, count) in enumerate(sheets, 8):
        sheet.write_url(row, 0, place(target, 0), link, string=title[:LINK_TEXT_LIMIT])
        book.write(sheet, row, 1, count)
