"""Find the titles that later pages print again above a table's header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.geometry.page_model import PageCell, PageTable
from extract.stitching.header import Header, print_at
from extract.stitching.labels import is_same_label, says_continued
from extract.stitching.table_runs import TableRun, is_band

_NUMBER = re.compile(r"\d+")
_SHEET = re.compile(
    r"(?<!\w)(?:sheet|page|p|pg|feuille|feuillet|blatt|seite|hoja|página|pagina|folha|foglio|"
    r"halaman|lembar|strona|sida)\.?\s*(?:no\.?\s*)?\d+|\d+\s*(?:of|de|von|di|dari|sur|van|/)\s*\d+",
    re.IGNORECASE,
)
"""What numbers the sheets of a document: `sheet 2`, `2 of 3`."""


def bands_at_top(table: PageTable, column_count: int) -> list[PageCell]:
    """List the headings over all columns at the top of a table's part, top to bottom."""
    bands = {cell.row: cell for cell in table.cells if is_band(cell, column_count)}
    found: list[PageCell] = []
    while len(found) in bands and len(found) < table.row_count - 1:
        found.append(bands[len(found)])
    return found


class TitleRows(NamedTuple):
    """The rows of a part with titles that an earlier page prints, too."""

    running: set[int]
    """Titles that each page prints."""
    continued: set[int]
    """Headings in effect that say that they are continued."""


class RunningTitles:
    """The titles of a table, from its first part on.

    A title that counts its sheets is no part of the table on any page. Any other title is
    printed once as a heading; where a later page prints it again above the header, it is a running
    title there. One that says that it is continued is a row of its own, if no row goes on below it.
    """

    def __init__(self, run: TableRun, header: Header | None) -> None:
        """Look for titles that count their sheets.

        Args:
            run: the table's parts.
            header: the header as first printed.
        """
        self.column_count = run.column_count
        self.header = header
        tops = [bands_at_top(part, run.column_count) for part in run.parts]
        self.counted = [band for band in tops[0] if _counts_sheets(band, tops[1:])]
        self.title = [band for band in tops[0] if header is not None and band.row < header.start]
        self.current: list[PageCell] = []

    def rows_of(self, part: PageTable, *, is_first: bool) -> TitleRows:
        """Find the rows of a part that hold running titles, and note its headings.

        Args:
            part: the next part of the table.
            is_first: it is the first part.

        Returns:
            Row indices; those of headings that say that they are continued are apart.
        """
        top = bands_at_top(part, self.column_count)
        is_above_header = self.header is not None and print_at(part, len(top), self.header)
        in_effect = self.current[-len(top) :] if top and not is_first else []
        titles = [*self.title, *in_effect] if is_above_header and not is_first else []
        found = TitleRows(set(), set())
        for band in top:
            if says_continued(band) and any(is_same_label(one, band) for one in in_effect):
                found.continued.add(band.row)
            elif any(_sheets_apart(band) == _sheets_apart(one) for one in self.counted) or any(
                is_same_label(one, band) for one in titles
            ):
                found.running.add(band.row)
        known = found.running | found.continued
        bands = [c for c in part.cells if is_band(c, self.column_count) and c.row not in known]
        self.current += sorted(bands, key=lambda cell: cell.row)
        return found


def _counts_sheets(band: PageCell, later: Sequence[Sequence[PageCell]]) -> bool:
    """Return whether later parts start with the same title, and number their sheets in it."""
    if not later or _SHEET.search(band.text) is None:
        return False
    prints = [
        [int(number) for number in _NUMBER.findall(one.text)]
        for bands in later
        for one in bands
        if _sheets_apart(one) == _sheets_apart(band)
    ]
    numbers = [[int(number) for number in _NUMBER.findall(band.text)], *prints]
    # A sheet may go on over several pages, which print its number again.
    rising = [
        all(a[at] <= b[at] for a, b in pairwise(numbers)) and numbers[0][at] < numbers[-1][at]
        for at in range(len(numbers[0]))
    ]
    return len(prints) == len(later) and any(rising)


def _sheets_apart(band: PageCell) -> str:
    """Return a title with the numbers of its sheets replaced."""
    text = " ".join(band.text.split()).casefold()
    return _SHEET.sub(lambda match: _NUMBER.sub("#", match[0]), text)
