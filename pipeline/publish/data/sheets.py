"""What the workbooks share: formats, safe text, sheet names and links.

Text is always written as text, never as a formula or a link; where it looks like a formula the
cell is marked so that it stays text when somebody edits it (Excel's quote prefix).
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
from pipeline.publish.core.columns import Scalar
from pipeline.publish.core.formulas import looks_like_formula

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CELL_LIMIT = 32_767
"""Characters that a cell of a spreadsheet can hold (Excel's specifications and limits)."""
LINE_POINTS = 13.0
HIGHEST_POINTS = 409.0
"""Height that a row can have at most, in points."""
CORRECTED = {"bg_color": "#fff3c4"}
"""Style of a value that a reviewer's decision replaced; the cell's comment says what is printed."""
COMMENT_LIMIT = 2_000
"""Characters of a comment: longer ones are not read in a spreadsheet."""
_CUT = " […] cut: the whole text is in the CSV file"
_NAME_LIMIT = 31
_NOT_IN_NAMES = re.compile(
    r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""What Excel refuses, and what cannot be seen or turns the direction of a name."""


class Book:
    """A workbook whose bytes depend on nothing but its content.

    Attributes:
        workbook: xlsxwriter's workbook.
    """

    def __init__(self, path: Path, card: SourceCard, title: str) -> None:
        import xlsxwriter

        self.workbook: Workbook = xlsxwriter.Workbook(
            str(path),
            {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        # A fixed date: the plan's own, since the time of the run would change the bytes.
        date = card.adopted_on or datetime.date(2000, 1, 1)
        created = datetime.datetime(date.year, date.month, date.day)
        self.workbook.set_properties(
            {"title": title, "company": card.publisher, "created": created}
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        # The same in the order in which they were asked for: sorting them for each cell is slow.
        self._asked: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._names: set[str] = set()

    def style(self, **properties: Any) -> Format:
        """Return the format with these properties of xlsxwriter."""
        asked = tuple(properties.items())
        known = self._asked.get(asked)
        if known is None:
            base: dict[str, Any] = {"valign": "top", "font_size": 10} | properties
            key = tuple(sorted(base.items()))
            if key not in self._formats:
                self._formats[key] = self.workbook.add_format(base)
            known = self._asked[asked] = self._formats[key]
        return known

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet; what no name may hold is replaced, and a name taken gets a number."""
        wanted = _NOT_IN_NAMES.sub("-", name).strip("' ")[:_NAME_LIMIT] or "sheet"
        free, number = wanted, 2
        # "History" is a name that Excel keeps for itself.
        while free.casefold() in self._names or free.casefold() == "history":
            tail = f" ({number})"
            free, number = wanted[: _NAME_LIMIT - len(tail)] + tail, number + 1
        self._names.add(free.casefold())
        return self.workbook.add_worksheet(free)

    def write(self, sheet: Worksheet, row: int, column: int, value: Scalar, **style: Any) -> None:
        """Write a value as what it is; text as text."""
        if isinstance(value, str) and looks_like_formula(value):
            style["quote_prefix"] = True
        put(sheet, row, column, value, self.style(**style))

    def mark_corrected(
        self, sheet: Worksheet, row: int, column: int, corrections: Sequence[Correction]
    ) -> None:
        """Say beside a corrected value who decided, when, and what is printed."""
        said = " ".join(map(describe_correction, corrections))
        said = said if len(said) <= COMMENT_LIMIT else said[: COMMENT_LIMIT - 1] + "…"
        options = {"author": "planrows", "x_scale": 2.5, "y_scale": 1 + len(said) / 400}
        sheet.write_comment(row, column, said, options)

    def close(self) -> None:
        """Write the file."""
        self.workbook.close()


def put(sheet: Worksheet, row: int, column: int, value: Scalar, style: Format) -> None:
    """Write a value as what it is, in a format that fits it."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, fitting(value), style)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)


def fitting(text: str) -> str:
    """Return text as a cell can hold it; what is too long is cut, and says so."""
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - len(_CUT)] + _CUT


def fit_rows(
    sheet: Worksheet, first: int, lines: Iterable[Sequence[str]], widths: Sequence[float]
) -> None:
    """Give rows of wrapped text the height that they need.

    Excel finds it out by itself, LibreOffice does not. An estimate from the number of
    characters is enough: a column of width w holds about w characters of the default font.

    Args:
        sheet: the sheet.
        first: index of the first row.
        lines: the texts of each row, a text a column.
        widths: width of each column.
    """
    for row, texts in enumerate(lines, first):
        filled = max((len(t) / w for t, w in zip(texts, widths, strict=True)), default=1.0)
        needed = math.ceil(filled * 1.06)
        if needed > 1:
            sheet.set_row(row, min(needed * LINE_POINTS + 3, HIGHEST_POINTS))


def one_page_wide(sheet: Worksheet, paper: int = 9) -> None:
    """Print a sheet on pages as wide as it is; paper 9 is A4, 8 is A3."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)


def width_of(texts: Iterable[str], title: str, *, most: int = 44) -> int:
    """Return a column's width in characters: that of its longest text, within limits."""
    longest = max((len(text) for text in texts), default=0)
    return max(len(title) + 4, min(longest + 2, most))


def place(sheet: Worksheet, row: int, column: int = 0) -> str:
    """Return a link to a cell of a sheet."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    name = sheet.get_name().replace("'", "''")
    return f"internal:'{name}'!{xl_rowcol_to_cell(row, column)}"


AlignmentProfile = Mapping[tuple[str, str, str], str]
"""Link to the row of a table whose column holds a value: ``(table, column, value)``."""
