"""A figure alone in a cell of a scan is read; what cannot be read is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from reportlab.pdfgen.canvas import Canvas

from extract.geometry.page_model import PageCell, PageTable
from extract.ocr.empty_cells import around, ink_without_text, marks_of
from extract.ocr.ocr import read_picture
from extract.reading import Bbox
from extract.runtime import ocr_engine
from tests.extract.page_parts import make_line, make_word

DPI = 144
CELL: Bbox = (10.0, 10.0, 50.0, 40.0)
WORD = make_word("Text", 60.0, 30.0, size=10.0)


def table(*, is_filled: bool = False) -> PageTable:
    lines = (make_line("Text", 12.0, 30.0),) if is_filled else ()
    cell = PageCell(0, 1, 0, 1, CELL, lines=lines)
    return PageTable(1, (10.0, 50.0), (10.0, 40.0), (cell,))


def page(*drawn: Bbox, ground: int = 255) -> NDArray[np.uint8]:
    """Return a white page with a cell of some ground, and black boxes on it."""
    picture = np.full((200, 200), 255, np.uint8)
    for box, grey in ((CELL, ground), *((each, 0) for each in drawn)):
        x0, top, x1, bottom = (round(side * DPI / 72) for side in box)
        picture[top:bottom, x0:x1] = grey
    return picture


def found(picture: NDArray[np.uint8], *, is_filled: bool = False) -> list[Bbox]:
    return ink_without_text(picture, [table(is_filled=is_filled)], [WORD], DPI)


def test_a_letter_in_an_empty_cell_is_found_with_its_place() -> None:
    letter = (20.0, 20.0, 24.0, 28.0)
    (place,) = found(page(letter))
    assert place == letter
    (mark,) = marks_of([place], [table()])
    assert (mark.kind, mark.bbox) == ("icon", letter)
    assert marks_of([place], [table(is_filled=True)]) == ()
    assert found(page(letter), is_filled=True) == []


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param((20.0, 20.0, 23.0, 23.0), id="speck"),
        pytest.param((10.0, 20.0, 14.0, 30.0), id="rest-of-a-wall"),
        pytest.param(CELL, id="fill"),
        pytest.param((20.0, 50.0, 24.0, 58.0), id="other-place"),
    ],
)
def test_what_is_no_letter_of_the_cell_is_not_found(drawn: Bbox) -> None:
    assert found(page(drawn)) == []


def test_a_page_without_words_tells_no_size_of_letters() -> None:
    assert ink_without_text(page((20.0, 20.0, 24.0, 28.0)), [table()], [], DPI) == []


def test_a_place_alone_has_white_around_it() -> None:
    picture, left, top = around(page((20.0, 20.0, 24.0, 28.0)), (20.0, 20.0, 24.0, 28.0), DPI)
    assert (left, top) == (24, 24)
    assert picture[0].min() == picture[:, 0].min() == 255
    assert picture[17:32, 17:24].max() == 0


@pytest.mark.skipif(bool(ocr_engine.missing()), reason=ocr_engine.missing() or "-")
def test_figures_alone_and_signs_of_a_scan_are_read_or_told(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "print.pdf"), pagesize=(400, 200))
    canvas.setFont("Helvetica", 10)
    texts = ["Train officers of all offices", "Repair the roads", "Draft a law", "Publish it"]
    for row, text in enumerate(texts):
        top = 190 - 40 * row
        canvas.rect(20, top - 40, 40, 40)
        canvas.rect(60, top - 40, 200, 40)
        canvas.rect(260, top - 40, 100, 40)
        canvas.drawString(265, top - 14, "Ministry of works")
        canvas.drawString(65, top - 14, text)
        if row < 3:
            canvas.drawString(36, top - 14, str(row + 2))
    canvas.circle(40, 50, 6)
    canvas.save()
    printed = pypdfium2.PdfDocument(tmp_path / "print.pdf")[0]
    printed.render(scale=200 / 72).to_pil().save(tmp_path / "print.png")
    canvas = Canvas(str(tmp_path / "scan.pdf"), pagesize=(400, 200))
    canvas.drawImage(str(tmp_path / "print.png"), 0, 0, 400, 200)
    canvas.save()
    reading = read_picture(pypdfium2.PdfDocument(tmp_path / "scan.pdf"), 1)
    (read,) = reading.tables
    first = [cell for cell in read.cells if cell.column == 0]
    assert [cell.text for cell in first][:3] == ["2", "3", "4"]
    assert first[3].text or [mark.kind for mark in reading.marks] == ["icon"]
