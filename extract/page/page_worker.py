"""One page read by all three tools; the function that worker processes run.

A worker keeps the file open over its pages, in each tool once.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import UnreadablePageError
from extract.geometry.page_model import PageCell, PageReading, PageTable
from extract.geometry.page_transform import PageTransform
from extract.model import Bbox, Fragment
from extract.ocr import ocr
from extract.page.adopt_ruled_grid import adopt_ruled_grids
from extract.page.agreement import SecondCell, compare
from extract.page.compact_lines import packed
from extract.page.ledger import read_box, read_letters
from extract.page.page import read_page
from extract.pdf.drawing_limits import DrawingLimitError, check_drawing_limits
from extract.pdf.stream_integrity import check_content
from extract.runtime import ocr_engine

if TYPE_CHECKING:
    from pdfplumber.page import Page

    from extract.page.second_reading import SecondReader


PAGES_HELD = 32
"""Pages after which the tools drop what they keep of those read."""


class _Held:
    """A file, open in each tool from the first page on that needs it."""

    def __init__(self, pdf: Path) -> None:
        import pypdfium2

        from extract.pdf.page_reader import PageReader

        self.pdf = pdf
        self.first = PageReader(pdf)
        self.counter = pypdfium2.PdfDocument(pdf)
        self._second: SecondReader | None = None
        self._read = 0

    def page(self, number: int) -> Page:
        """Give a page, and let the tools drop now and then what they keep of those before."""
        if self._read == PAGES_HELD:
            self._forget()
        self._read += 1
        return self.first.page(number)

    def _forget(self) -> None:
        self._read = 0
        self.first.forget()
        if self._second is not None:
            self._second.forget()
        # A page that is done with holds itself, and the collector is told to look rarely.
        gc.collect()

    @property
    def second(self) -> SecondReader:
        if self._second is None:
            from extract.page.second_reading import SecondReader

            self._second = SecondReader(self.pdf)
        return self._second


def _held(pdf: Path) -> _Held:
    """Give the open file; anew where another one has been written in its place."""
    state = pdf.stat()
    return _open(pdf, (state.st_ino, state.st_size, state.st_mtime_ns))


@lru_cache(maxsize=1)
def _open(pdf: Path, _state: tuple[int, int, int]) -> _Held:
    return _Held(pdf)


def read_and_cross_check(pdf: Path, number: int, ocr_language: str = "") -> PageReading:
    """Read a page, count its glyphs by pypdfium2, and read its ruled tables a second time.

    Args:
        pdf: the file.
        number: of the page, from 1.
        ocr_language: tesseract's code, for pages that are pictures; see `extract.ocr.ocr`.

    Returns:
        The first reading; each cell says whether the second one agrees.
    """
    held = _held(pdf)
    page = held.page(number)
    try:
        check_drawing_limits(page.page_obj)
    except DrawingLimitError as error:
        raise UnreadablePageError(pdf, number, error.limit, error.detail) from error
    note = check_content(page.page_obj)
    counted = len(read_letters(held.counter, number))
    if counted == 0 and page.images and not ocr_engine.missing():
        page.close()
        return ocr.read_picture(held.counter, number, ocr_language)
    reading = read_page(page, counted)
    if page.images and not any(table.is_ruled for table in reading.tables):
        reading = _with_pictures(page, reading, counted, pdf)
    page.close()
    if reading.tables:
        named = str.maketrans(
            {chr(int(code[2:], 16)): text for code, text, _ in reading.replaced if len(code) == 6}
        )
        cells = [SecondCell(c.bbox, c.text.translate(named)) for c in held.second.read(number)]
        reading = adopt_ruled_grids(reading, [_upright(cell, reading.frame) for cell in cells])
        tables = tuple(_compared(table, reading.frame, cells, held) for table in reading.tables)
        reading = replace(reading, tables=tables)
    return replace(packed(reading, ruled_only=True), counted=counted, note=note)


def _with_pictures(page: Page, reading: PageReading, counted: int, pdf: Path) -> PageReading:
    """Read a page once more where its pictures hold the rules of a table."""
    from extract.ruling.pictures import may_hold_rules, rules_in_pictures

    if not may_hold_rules(page):
        return reading
    drawn = rules_in_pictures(pdf, reading.page, reading.frame)
    again = read_page(page, counted, drawn)
    texts = [sum(bool(c.lines) for c in t.cells) for t in again.tables if t.is_ruled]
    return again if max(texts, default=0) > 1 else reading


def _upright(cell: SecondCell, frame: PageTransform | None) -> SecondCell:
    return SecondCell(frame.upright(cell.bbox), cell.text) if frame else cell


def _compared(
    table: PageTable, frame: PageTransform | None, cells: Sequence[SecondCell], held: _Held
) -> PageTable:
    """Mark a table's cells; one that the second reader sees nothing of was read once only.

    Tables without rules are such: camelot's lattice has nothing to go by there.
    """

    def witness(bbox: Bbox) -> str:
        return read_box(held.counter, table.page, bbox)

    fragments = [
        Fragment(
            page=table.page,
            bbox=frame.on_sheet(cell.bbox) if frame else cell.bbox,
            lines=tuple(line.text for line in cell.lines),
            text="",
        )
        for cell in table.cells
    ]
    judged = compare(fragments, cells, witness)
    if all(one.other_reading and one.other_reading.differs_in == "missing" for one in judged):
        return table
    return replace(table, cells=tuple(map(_marked, table.cells, judged)))


def _marked(cell: PageCell, judged: Fragment) -> PageCell:
    if cell.other_reading is not None and judged.readings_agree:
        return cell  # taken from the second reading, for the reason it names
    return replace(cell, readings_agree=judged.readings_agree, other_reading=judged.other_reading)
