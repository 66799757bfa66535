"""Write ``plan.xlsx``: a sheet for each table, a dictionary, and a read-me with the source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extract.model import Frozen
from link.corrected import Corrected
from link.rows import MatrixRecord, TableSpec
from pipeline.formulas import looks_like_formula
from pipeline.publish.core.columns import Column, columns_of, values_of
from pipeline.publish.core.model import Described
from pipeline.publish.data.corrected_places import NONE_CORRECTED, CorrectedPlaces
from pipeline.publish.data.csv_files import csv_value
from pipeline.publish.data.sheets import (
    CORRECTED,
    NOTICE_COLOUR,
    Book,
    RowLinks,
    fit_rows,
    one_page_wide,
    place,
    put,
    width_of,
)
from pipeline.publish.describe.datapackage import describe
from pipeline.publish.describe.dictionary import kind, meaning

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

READING = "plan"
"""Name of the sheet to read and print."""
READING_COLUMNS = (
    ("ref", "Row", 9),
    ("area", "Priority area", 22),
    ("relevant_bodies", "Relevant bodies", 14),
    ("focus", "Focus area", 24),
    ("activity", "Activity", 30),
    ("expected_output", "Expected output", 28),
    ("lead_bodies", "Lead bodies", 12),
    ("page_first", "Page", 6),
)
"""Columns of the matrix on that sheet, their titles and widths: together, A4 holds them."""
INDENT = 2
"""Characters of a column that its indent takes."""
LINK_LIMIT = 60_000
"""Links of a sheet at most: Excel allows 65,530."""
ROW_LIMIT = 1_048_575
"""Rows that a sheet can hold below its header (Excel's specifications and limits)."""


def write_workbook(
    publication: Described, path: Path, corrected: CorrectedPlaces = NONE_CORRECTED
) -> None:
    """Write all tables to a workbook.

    Args:
        publication: the tables.
        path: the file.
        corrected: corrections to mark.
    """
    book = Book(path, publication.card, publication.card.title)
    readme = book.sheet("Read me")
    reading = book.sheet(READING)
    sheets = {spec.name: book.sheet(spec.name) for spec in publication.tables}
    dictionary = book.sheet("dictionary")
    _write_readme(book, readme, publication, sheets)
    _write_reading(book, reading, publication, corrected)
    links = _row_links(publication, sheets)
    for spec in publication.tables:
        records = publication.records[spec.name][:ROW_LIMIT]
        keys = [str(getattr(record, spec.key[0])) for record in records]
        marks = [corrected.of(spec.name, key) for key in keys]
        _write_table(book, sheets[spec.name], spec, records, links, marks)
    _write_dictionary(book, dictionary, publication)
    book.close()


def reading_columns(publication: Described) -> list[tuple[str, str, int]]:
    """Return the columns of the sheet to read and print: column of the matrix, title, width."""
    matrix = publication.tables[0].model
    labels = publication.labels
    own = [name for name in matrix.model_fields if name not in MatrixRecord.model_fields]
    return [*READING_COLUMNS, *((name, labels.get(name, name), 16) for name in own)]


def _write_reading(
    book: Book, sheet: Worksheet, publication: Described, corrected: CorrectedPlaces
) -> None:
    """Write the matrix as people read and print it: on A4, without identifiers."""
    columns = reading_columns(publication)
    widths = [width for *_, width in columns]
    rows = publication.records["matrix"][:ROW_LIMIT]
    lines = [[str(getattr(row, name) or "") for name, *_ in columns] for row in rows]
    # The indent keeps the texts of neighbouring columns apart.
    head = {"bold": True, "text_wrap": True, "bg_color": "#e8edf1", "bottom": 1, "indent": 1}
    for index, (_, title, width) in enumerate(columns):
        sheet.set_column(index, index, width)
        book.write(sheet, 0, index, title, **head)
    for number, (row, line) in enumerate(zip(rows, lines, strict=True), 1):
        found = corrected.of("matrix", str(getattr(row, "row_id", "")))
        for index, text in enumerate(line):
            marks = CORRECTED if columns[index][0] in found else {}
            book.write(sheet, number, index, text, text_wrap=True, bottom=4, indent=1, **marks)
    written = [width - INDENT for width in widths]
    fit_rows(sheet, 0, [[title for _, title, _ in columns]], written)
    fit_rows(sheet, 1, lines, written)
    sheet.freeze_panes(1, 1)
    one_page_wide(sheet)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&8" + publication.card.id.replace("&", "&&") + "&R&8&P / &N")


def _row_links(publication: Described, sheets: dict[str, Worksheet]) -> RowLinks:
    """Return a link to the row of each key."""
    links: dict[tuple[str, str, str], str] = {}
    for spec in publication.tables:
        if len(spec.key) != 1:
            continue
        column = spec.key[0]
        for row, record in enumerate(publication.records[spec.name][:ROW_LIMIT], 1):
            value = str(getattr(record, column))
            links[spec.name, column, value] = place(sheets[spec.name], row)
    return links


def _write_table(
    book: Book,
    sheet: Worksheet,
    spec: TableSpec,
    records: Sequence[Frozen],
    row_links: RowLinks,
    corrected: Sequence[Corrected],
) -> None:
    columns = columns_of(spec.model)
    rows = [values_of(record) for record in records]
    texts = [[csv_value(value) for value in row] for row in rows]
    widths = [
        width_of((line[index] for line in texts), column.name)
        for index, column in enumerate(columns)
    ]
    plain = book.style(text_wrap=True)
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width, plain)
    fit_rows(sheet, 1, texts, widths)
    keys = {index: c.target for index, c in enumerate(columns) if c.is_foreign_key and c.target}
    link_style = book.style(font_color="#0b57d0", underline=1, text_wrap=True)
    links = 0
    for row_index, row in enumerate(rows, 1):
        for index, value in enumerate(row):
            key = keys.get(index)
            target = row_links.get((*key, str(value))) if key else None
            corrections = corrected[row_index - 1].get(columns[index].name)
            if corrections:
                book.write(sheet, row_index, index, value, text_wrap=True, **CORRECTED)
                book.mark_corrected(sheet, row_index, index, corrections)
            elif target and links < LINK_LIMIT:
                links += 1
                sheet.write_url(row_index, index, target, link_style, string=str(value))
            elif isinstance(value, str) and looks_like_formula(value):
                book.write(sheet, row_index, index, value, text_wrap=True)
            else:
                put(sheet, row_index, index, value, plain)
    _head(book, sheet, spec, columns, len(rows))


def _head(
    book: Book, sheet: Worksheet, spec: TableSpec, columns: Sequence[Column], rows: int
) -> None:
    style = book.style(bold=True, text_wrap=True)
    if rows:
        headers = [{"header": c.name, "header_format": style} for c in columns]
        options = {"name": f"t_{spec.name}", "columns": headers, "style": "Table Style Light 1"}
        sheet.add_table(0, 0, rows, len(columns) - 1, options)
    else:  # a table of Excel needs at least one row
        for index, column in enumerate(columns):
            sheet.write_string(0, index, column.name, style)
        sheet.autofilter(0, 0, 0, len(columns) - 1)
    sheet.freeze_panes(1, 1)
    one_page_wide(sheet, paper=8)
    sheet.repeat_rows(0)


def _facts(publication: Described) -> tuple[tuple[str, str], ...]:
    """Return what the first sheet says about the plan and about the workbook; empty: not known."""
    card, source = publication.card, publication.source
    return (
        ("About", describe(card)),
        ("Edition", card.edition or card.status),
        ("Source file", f"{source.file}, {source.page_count} pages, sha256 {source.sha256}"),
        ("Publisher", card.publisher),
        ("Licence", card.licence),
        ("Texts", "As printed, with lines joined. Underlined identifiers are links to their row."),
        ("Formulas", "This workbook holds no formulas: text that begins with =, +, - or @ is "
         "text."),
        ("Corrected", "A value on a yellow background replaces the printed one. Its comment and "
         "the sheet corrections give the printed value, who decided, and when."),
        ("Empty cells", "Unknown, or nothing is printed there."),
    )  # fmt: skip


def _write_readme(
    book: Book, sheet: Worksheet, publication: Described, sheets: dict[str, Worksheet]
) -> None:
    card = publication.card
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 110)
    one_page_wide(sheet)
    book.write(sheet, 0, 0, card.short_title or card.title, bold=True, font_size=14)
    if card.notice:
        book.write(sheet, 1, 0, card.notice, bold=True, font_color=NOTICE_COLOUR)
    row = 2
    for name, text in _facts(publication):
        if text:
            book.write(sheet, row, 0, name, bold=True)
            book.write(sheet, row, 1, text, text_wrap=True)
            fit_rows(sheet, row, [[text]], [110])
            row += 1
    row += 1
    book.write(sheet, row, 0, "To read and print", bold=True)
    book.write(sheet, row, 1, "The sheet plan: the rows of the matrix as printed, on A4.")
    row += 2
    book.write(sheet, row, 0, "Sheet", bold=True, bottom=1)
    book.write(sheet, row, 1, "Contents", bold=True, bottom=1)
    link = book.style(font_color="#0b57d0", underline=1)
    for spec in publication.tables:
        row += 1
        sheet.write_url(row, 0, place(sheets[spec.name], 0), link, string=spec.name)
        rows = len(publication.records[spec.name])
        about = f"{' '.join(spec.description.split())} {rows} rows."
        book.write(sheet, row, 1, about, text_wrap=True)


def _write_dictionary(book: Book, sheet: Worksheet, publication: Described) -> None:
    headers = ("table", "column", "type", "meaning")
    lines = [
        (spec.name, column.name, kind(column), meaning(column))
        for spec in publication.tables
        for column in columns_of(spec.model)
    ]
    widths = (20, 26, 26, 100)
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    fit_rows(sheet, 1, lines, widths)
    for row, line in enumerate(lines, 1):
        for index, text in enumerate(line):
            book.write(sheet, row, index, text, text_wrap=True)
    columns = [{"header": header} for header in headers]
    sheet.add_table(
        0, 0, len(lines), len(headers) - 1, {"name": "t_dictionary", "columns": columns}
    )
    sheet.freeze_panes(1, 0)
    one_page_wide(sheet)
