"""Shared parts of the workbooks: formats, safe text, sheet names and links.

Text is always written as text, never as a formula or a link. Where it looks like a formula, the
cell gets Excel's quote prefix, so that it stays text when somebody edits it.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from link.corrected import describe_correction
from normalize.model import Correction
from pipeline.config.source_card import SourceCard
from pipeline.formulas import looks_like_formula
from pipeline.publish.core.columns import Scalar

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CELL_LIMIT = 32_767
"""Characters that a cell of a spreadsheet can hold (Excel's specifications and limits)."""
LINE_HEIGHT = 13.0
"""Points. Height of a line of text in the default font."""
WRAP_ROOM = 1.06
"""Times the letters of a text. Lines break between words, and so leave some room unused."""
ROW_HEIGHT_LIMIT = 409.0
"""Points. Height that a row can have at most (Excel's specifications and limits)."""
CORRECTED = {"bg_color": "#fff3c4"}
"""Style of a value that a reviewer corrected; the cell's comment gives the printed value."""
COMMENT_LIMIT = 2_000
"""Characters of a comment; a spreadsheet does not show longer ones in full."""
WIDEST_COLUMN = 44
"""Characters. Width that a column has at most: longer text is wrapped."""
_CUT = " […] cut: the whole text is in the CSV file"
_NAME_LIMIT = 31
_NOT_IN_NAMES = re.compile(
    r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""Characters that Excel refuses in sheet names, that are invisible or change text direction."""


NOTICE_COLOUR = "#8a1c1c"
"""Colour of what says that an edition is not in force."""


class Book:
    """A workbook whose bytes depend on its content alone.

    Attributes:
        workbook: xlsxwriter's workbook.
    """

    def __init__(self, path: Path, card: SourceCard, title: str) -> None:
        import xlsxwriter

        self.workbook: Workbook = xlsxwriter.Workbook(
            str(path),
            {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        # The plan's own date: the time of the run would change the bytes.
        date = card.adopted_on or datetime.date(2000, 1, 1)
        created = datetime.datetime(date.year, date.month, date.day)
        self.workbook.set_properties(
            {"title": title, "company": card.publisher, "created": created}
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        # Formats by the unsorted properties: sorting them for each cell is slow.
        self._by_arguments: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._names: set[str] = set()
        self._notice = card.notice

    def style(self, **properties: Any) -> Format:
        """Return the format with these properties of xlsxwriter."""
        arguments = tuple(properties.items())
        known = self._by_arguments.get(arguments)
        if known is None:
            base: dict[str, Any] = {"valign": "top", "font_size": 10} | properties
            key = tuple(sorted(base.items()))
            if key not in self._formats:
                self._formats[key] = self.workbook.add_format(base)
            known = self._by_arguments[arguments] = self._formats[key]
        return known

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet; forbidden characters are replaced, and a repeated name gets a number."""
        wanted = _NOT_IN_NAMES.sub("-", name).strip("' ")[:_NAME_LIMIT] or "sheet"
        free, number = wanted, 2
        # Excel reserves the name "History".
        while free.casefold() in self._names or free.casefold() == "history":
            tail = f" ({number})"
            free, number = wanted[: _NAME_LIMIT - len(tail)] + tail, number + 1
        self._names.add(free.casefold())
        sheet = self.workbook.add_worksheet(free)
        if self._notice:
            sheet.set_tab_color(NOTICE_COLOUR)
            # An ampersand starts a code in the header of a printed page.
            sheet.set_header("&C&B" + self._notice.replace("&", "&&"))
        return sheet

    def write(self, sheet: Worksheet, row: int, column: int, value: Scalar, **style: Any) -> None:
        """Write a value with its type; text is never a formula."""
        if isinstance(value, str) and looks_like_formula(value):
            style["quote_prefix"] = True
        put(sheet, row, column, value, self.style(**style))

    def mark_corrected(
        self, sheet: Worksheet, row: int, column: int, corrections: Sequence[Correction]
    ) -> None:
        """Add a comment to a corrected value: who decided, when, and the printed value."""
        said = " ".join(map(describe_correction, corrections))
        said = said if len(said) <= COMMENT_LIMIT else said[: COMMENT_LIMIT - 1] + "…"
        options = {"author": "planrows", "x_scale": 2.5, "y_scale": 1 + len(said) / 400}
        sheet.write_comment(row, column, said, options)

    def close(self) -> None:
        """Write the file, and free the memory of the workbook, which cannot be used any more.

        Its parts refer to each other, so they would wait for the collector of cycles, which runs
        rarely.
        """
        self.workbook.close()
        for part in (*self.workbook.worksheets(), self.workbook):
            vars(part).clear()


def put(sheet: Worksheet, row: int, column: int, value: Scalar, style: Format) -> None:
    """Write a value with its type and a format."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, fitting(value), style)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)


def fitting(text: str) -> str:
    """Return text that fits into a cell; text that is too long is cut, with a note."""
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - len(_CUT)] + _CUT


def fit_rows(
    sheet: Worksheet, first: int, lines: Iterable[Sequence[str]], widths: Sequence[float]
) -> None:
    """Set the height of rows of wrapped text.

    Excel computes it itself, LibreOffice does not. An estimate from the number of characters is
    enough: a column of width w holds about w characters of the default font.

    Args:
        sheet: the sheet.
        first: index of the first row.
        lines: the texts of each row, one for each column.
        widths: width of each column in characters.
    """
    for row, texts in enumerate(lines, first):
        filled = max((len(t) / w for t, w in zip(texts, widths, strict=True)), default=1.0)
        needed = math.ceil(filled * WRAP_ROOM)
        if needed > 1:
            sheet.set_row(row, min(needed * LINE_HEIGHT + 3, ROW_HEIGHT_LIMIT))


def one_page_wide(sheet: Worksheet, paper: int = 9) -> None:
    """Scale a sheet for printing so that a page holds all columns; paper 9 is A4, 8 is A3."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)


def width_of(texts: Iterable[str], title: str) -> int:
    """Return a column's width in characters: that of its longest text, within limits."""
    longest = max((len(text) for text in texts), default=0)
    return max(len(title) + 4, min(longest + 2, WIDEST_COLUMN))


def place(sheet: Worksheet, row: int, column: int = 0) -> str:
    """Return a link to a cell of a sheet."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    name = sheet.get_name().replace("'", "''")
    return f"internal:'{name}'!{xl_rowcol_to_cell(row, column)}"


RowLinks = Mapping[tuple[str, str, str], str]
"""``(table, column, value)`` → link to the row of the table whose column holds the value."""
