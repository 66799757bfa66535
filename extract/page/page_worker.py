"""Read one page with all three libraries, in a worker process.

A worker opens the file once in each library and keeps it open between pages.
"""

from __future__ import annotations

import gc
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence, Set as AbstractSet
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from extract.characters import has_no_meaning
from extract.errors import UnreadablePageError
from extract.geometry.page_model import (
    NONE,
    Line,
    Misleading,
    PageCell,
    PageReading,
    PageTable,
    Rules,
)
from extract.geometry.page_transform import PageTransform
from extract.marks.visibility import is_recognised
from extract.ocr import ocr
from extract.page.agreement import (
    DrawnCells,
    FirstCell,
    SecondCell,
    ThirdReader,
    compare_readings,
)
from extract.page.compact_lines import is_open, pack_reading
from extract.page.ledger import letters, read_box, read_letters, without_overprints
from extract.page.page import hidden_places, read_page
from extract.pdf.drawing_limits import DrawingLimitError, check_drawing_limits
from extract.pdf.plain_copy import page_as_printed
from extract.pdf.rules import rules_of
from extract.pdf.stream_integrity import check_content
from extract.reading import Bbox
from extract.ruling.pictures import BARS
from extract.runtime import ocr_engine
from extract.system.nameless import openable

if TYPE_CHECKING:
    from pdfplumber.page import Page

    from extract.page.second_reading import SecondReader


_IN_UNICODE = re.compile(r"U\+[0-9A-F]{4}")
"""The code of a glyph that has one in Unicode; others have the number of their font (`cid 10`)."""

_REPLACED = (
    "the file gives passages a text that is not the printed one (ActualText); the print was read"
)
_RECOGNISED = (
    "some program recognised its text in a picture; such programs misread letters at times"
)

_ENDS_OPEN = "its content ends inside a text or a drawing: what followed may be lost"

CACHED_PAGES = 32
"""Pages after which the caches of the libraries are cleared."""


class _OpenFile:
    """A file that is open in all three libraries; in the second reader from its first use."""

    def __init__(self, pdf: Path) -> None:
        import pypdfium2

        from extract.pdf.page_reader import PageReader

        self.pdf = pdf
        self.first = PageReader(pdf)
        self.counter = pypdfium2.PdfDocument(openable(pdf), autoclose=True)
        self._second: SecondReader | None = None
        self._cached = 0

    def page(self, number: int) -> Page:
        """Return a page; clear the caches of earlier pages first if there are many."""
        if self._cached == CACHED_PAGES:
            self._clear_caches()
        self._cached += 1
        return self.first.page(number)

    def _clear_caches(self) -> None:
        self._cached = 0
        self.first.forget()
        if self._second is not None:
            self._second.forget()
        # Pages contain reference cycles, and automatic garbage collection is set to run rarely.
        gc.collect()

    @property
    def second(self) -> SecondReader:
        if self._second is None:
            from extract.page.second_reading import SecondReader

            self._second = SecondReader(self.pdf)
        return self._second


def _open_file(pdf: Path) -> _OpenFile:
    """Return the open file; open it again if it has been replaced on disk."""
    state = pdf.stat()
    return _open(pdf, (state.st_ino, state.st_size, state.st_mtime_ns))


@lru_cache(maxsize=1)
def _open(pdf: Path, _state: tuple[int, int, int]) -> _OpenFile:
    return _OpenFile(pdf)


def read_and_cross_check(
    pdf: Path,
    number: int,
    ocr_language: str = "",
    misleading: Misleading = NONE,
    running: Mapping[int, AbstractSet[int]] = MappingProxyType({}),
) -> PageReading:
    """Read a page, count its glyphs with pypdfium2, and read its ruled tables a second time.

    Args:
        pdf: the file.
        number: page number, from 1.
        ocr_language: tesseract's code for pages that are pictures; see `extract.ocr.ocr`.
        misleading: glyphs of the file that look like another character.
        running: by page, the glyphs of lines that several pages print over their tables.

    Returns:
        The first reading; each cell records whether the second reading agrees.

    Raises:
        UnreadablePageError: the page exceeds a drawing limit.
    """
    opened = _open_file(pdf)
    page = opened.page(number)
    try:
        check_drawing_limits(page.page_obj)
    except DrawingLimitError as error:
        raise UnreadablePageError(pdf, number, error.limit, error.detail) from error
    damage = check_content(page.page_obj)
    counted = len(read_letters(opened.counter, number))
    if counted == 0 and page.images and not ocr_engine.missing():
        page.close()
        return ocr.read_picture(opened.counter, number, ocr_language)
    over = running.get(number, frozenset())
    reading = read_page(page, counted, misleading=misleading, running=over)
    if page.images and not any(table.is_ruled for table in reading.tables):
        reading = _read_with_picture_rules(page, reading, counted, pdf, misleading)
    # Bars that a program read in the lines of a scan are no letters for the second reader, either.
    bars = {at for at in reading.overprinted if page.images and page.chars[at]["text"] in BARS}
    apart = over | bars
    hidden = hidden_places(page, apart) if reading.hidden or apart else []
    recognised = _RECOGNISED if is_recognised(page) else ""
    if reading.tables:
        reading = _with_second_reading(reading, opened, page, hidden)
    page.close()
    counted, replaced = _count_of_print(pdf, reading, counted)
    cut = _ENDS_OPEN if getattr(page, "ends_open", False) else ""
    note = "; ".join(filter(None, (damage, cut, reading.note, replaced, recognised)))
    counted = without_overprints(counted, reading.glyph_texts, reading.overprinted)
    return replace(pack_reading(reading, ruled_only=True), counted=counted, note=note)


def _count_of_print(pdf: Path, reading: PageReading, counted: int) -> tuple[int, str]:
    """Count the glyphs again if pdfium has counted letters that are not printed; with a note.

    For search and for screen readers, a file may give a passage a text that it does not print.
    pdfium counts the letters of that text, the reader reads what is printed.
    """
    if counted == len(letters("".join(reading.glyph_texts))):
        return counted, ""
    import pypdfium2

    printed = page_as_printed(pdf, reading.page)
    if printed is None:
        return counted, ""
    with pypdfium2.PdfDocument(printed) as document:
        return len(read_letters(document, 1)), _REPLACED


def _read_with_picture_rules(
    page: Page, reading: PageReading, counted: int, pdf: Path, misleading: Misleading
) -> PageReading:
    """Read a page again if its pictures contain the rules of a table."""
    from extract.ruling.pictures import may_hold_rules, rules_in_pictures

    if not may_hold_rules(page):
        return reading
    drawn = rules_in_pictures(pdf, reading.page, reading.page_transform)
    again = read_page(page, counted, drawn, misleading)
    filled_cells = [
        sum(bool(cell.lines) for cell in table.cells) for table in again.tables if table.is_ruled
    ]
    return again if max(filled_cells, default=0) > 1 else reading


def _with_second_reading(
    reading: PageReading, opened: _OpenFile, page: Page, hidden: Sequence[tuple[str, Bbox]]
) -> PageReading:
    """Read the tables of a page a second time, and compare the readings.

    Args:
        reading: the first one.
        opened: the file.
        page: the page of the file, still open.
        hidden: text and place of the hidden glyphs; the second reading leaves them out.
    """
    replacements = str.maketrans(
        {
            chr(int(code[2:], 16)): text
            for code, text, _ in reading.replaced
            if _IN_UNICODE.fullmatch(code) and has_no_meaning(chr(int(code[2:], 16)))
        }
    )
    try:
        found = opened.second.read(reading.page, hidden)
    except Exception as error:
        # The second reader is stricter: it raises errors of many types for text of no size.
        what = f"{type(error).__name__}: {error}"
        return replace(reading, note=f"read once only: the second reader failed ({what})")
    cells = [SecondCell(cell.bbox, cell.text.translate(replacements)) for cell in found]

    def third_reader(bbox: Bbox) -> str:
        return read_box(opened.counter, reading.page, bbox)

    transform = reading.page_transform
    read_rules = partial(rules_of, page, transform) if transform else None
    tables = tuple(
        cross_check(table, transform, cells, third_reader, read_rules) for table in reading.tables
    )
    return replace(reading, tables=tables, second=tuple(cells) if any(map(is_open, tables)) else ())


def cross_check(
    table: PageTable,
    transform: PageTransform | None,
    cells: Sequence[SecondCell],
    third_reader: ThirdReader | None = None,
    read_rules: Callable[[], Rules] | None = None,
) -> PageTable:
    """Record on each cell of a table whether the second reading agrees.

    A table of which the second reading has no cell stays unmarked. Camelot finds no cells in
    tables without rules.

    Args:
        table: with its text.
        transform: from the sheet to the page; None if they are the same.
        cells: of the second reading of the page.
        third_reader: reads a box by pypdfium2 where the readings differ, if the file is open.
        read_rules: reads the lines and shades of the page, which may prove a cell.
    """
    first = [
        FirstCell(
            transform.on_sheet(cell.bbox) if transform else cell.bbox,
            tuple(line.text for line in cell.lines),
        )
        for cell in table.cells
    ]
    judged = compare_readings(first, cells, third_reader)
    if any(line.raw for cell in table.cells for line in cell.lines):
        judged = _judged_raw(table, first, judged, cells, third_reader)
    if read_rules:
        judged = _judged_by_rules(table, judged, cells, read_rules, transform)
    if all(one.other_reading and one.other_reading.differs_in == "missing" for one in judged):
        return table
    return replace(table, cells=tuple(map(_marked, table.cells, judged)))


def _judged_raw(
    table: PageTable,
    first: Sequence[FirstCell],
    judged: Sequence[FirstCell],
    cells: Sequence[SecondCell],
    third_reader: ThirdReader | None,
) -> tuple[FirstCell, ...]:
    """Compare cells once more, glyph by glyph as on paper, if the readings differ.

    The second reader does not know raised marks, reads all lines from left to right, and takes the
    signs of symbol fonts for letters or leaves them out.
    """
    for as_second in (_raw_text, _text_without_signs):
        raw = [
            replace(own, lines=tuple(map(as_second, cell.lines)))
            for cell, own in zip(table.cells, first, strict=True)
        ]
        again = compare_readings(raw, cells, third_reader)
        judged = [
            replace(one, readings_agree=True, other_reading=None) if other.readings_agree else one
            for one, other in zip(judged, again, strict=True)
        ]
    return tuple(judged)


def _judged_by_rules(
    table: PageTable,
    judged: Sequence[FirstCell],
    cells: Sequence[SecondCell],
    read_rules: Callable[[], Rules],
    transform: PageTransform | None,
) -> tuple[FirstCell, ...]:
    """Let the lines of the page decide where the second reader joins or splits cells."""
    spans = [one.other_reading and one.other_reading.differs_in == "span" for one in judged]
    if transform is None or not any(spans):
        return tuple(judged)
    upright = [SecondCell(transform.upright(cell.bbox), cell.text) for cell in cells]
    drawn = DrawnCells(table, upright, read_rules())
    result = []
    for cell, one, is_span in zip(table.cells, judged, spans, strict=True):
        other = one.other_reading.bbox if is_span and one.other_reading else None
        box = transform.upright(other) if other else None
        if box and drawn.prove(cell, box):
            one = replace(one, readings_agree=True, other_reading=None)
        result.append(one)
    return tuple(result)


def _raw_text(line: Line) -> str:
    return line.raw or line.text


def _text_without_signs(line: Line) -> str:
    if not line.codes:
        return line.text
    return "".join(char for char in line.text if unicodedata.category(char) != "So")


def _marked(cell: PageCell, judged: FirstCell) -> PageCell:
    return replace(cell, readings_agree=judged.readings_agree, other_reading=judged.other_reading)
