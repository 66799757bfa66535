"""Reading of pages that are pictures: words by tesseract, lines by camelot's line finder.

This needs the extra `ocr` and the program tesseract. Skewed and rotated scans are straightened
first (`extract.ocr.scan`). Tables are found, and their cells filled, from the words in the same
way as from a text layer. Each word carries tesseract's confidence.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, Any

from extract.characters import publishable
from extract.errors import OcrError
from extract.geometry.page_model import PageReading, Rules, Word
from extract.geometry.page_transform import PageTransform, Rotation
from extract.libraries import load_pytesseract
from extract.ocr.empty_cells import around, ink_without_text, marks_of
from extract.ocr.ocr_language import better_language, check_language, default_language
from extract.ocr.scan import deskewed, detect_rotation, measure_skew, rotate_upright
from extract.ocr.thresholds import OCR
from extract.reading import Bbox
from extract.ruling.pictures import detect_lines, picture_dpi
from extract.runtime.ocr_engine import ADVICE, missing
from extract.tables.cell_assignment import assign_lines_to_cells
from extract.tables.grid import find_tables
from extract.text.text_columns import reading_lines

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_UPRIGHT: Rotation = 0
_SPARSE = "--psm 11"
"""Tesseract finds text anywhere, in no particular order; the grid of the table orders it."""
_BLOCK = "--psm 6"
"""Tesseract takes the picture for one block of text."""

_LOW = frozenset("acemnorsuvwxzgpqy.,;:-–")
_DEEP = frozenset("gjpqyQ,;()[]")
"""Characters without ascender, and characters with descender."""


def read_picture(document: PdfDocument, number: int, language: str = "") -> PageReading:
    """Read a page by OCR.

    Args:
        document: an open document.
        number: of the page, from 1.
        language: tesseract's codes, joined by `+`; if empty, the language is guessed.

    Returns:
        The page, marked as read by OCR. Its words carry their confidence, and its transform has
        the rotation and the skew of the scan.

    Raises:
        OcrError: tesseract or its data for a language is missing, or tesseract failed.
    """
    reason = missing()
    if reason:
        raise OcrError(reason, ADVICE)
    check_language(language)
    image, sheet, dpi = _rendered(document, number)
    skew = measure_skew(image, dpi)
    page, rotation, note = _recognise_upright(deskewed(image, skew), language, dpi)
    transform = PageTransform(rotation, *sheet, skew)
    words = _words(page.table, dpi)
    found = find_tables(number, page.rules, words)
    tables, free = assign_lines_to_cells(found.tables, words)
    unread = ink_without_text(page.picture, tables, words, dpi)
    if unread:
        page = _with_cells_alone(page, unread, dpi)
        words = _words(page.table, dpi)
        tables, free = assign_lines_to_cells(found.tables, words)
    width, height = transform.size
    return PageReading(
        page=number,
        width=width,
        height=height,
        rotation=0,
        tables=tuple(tables),
        dropped=found.dropped,
        marks=marks_of(unread, tables),
        lines=tuple(reading_lines(free)),
        glyph_texts=tuple(str(text).strip() for text in page.table["text"]),
        page_transform=transform,
        is_ocr=True,
        note=note,
    )


def _recognise_upright(image: Any, language: str, dpi: int) -> tuple[_Recognised, Rotation, str]:
    """Recognise a picture in the right orientation and language.

    Returns:
        The result, the direction of the text, and a note on its language.
    """
    first = language or default_language()
    page, rotation = _recognise(image, first, dpi), _UPRIGHT
    if page.confidence < OCR.turned_confidence:
        detected = detect_rotation(image)
        rotated = _recognise(rotate_upright(image, detected), first, dpi) if detected else page
        if rotated.weight > page.weight:
            page, rotation = rotated, detected
    better, note = ("", "") if language else better_language(page.texts, first)
    if better:
        page = _recognise(rotate_upright(image, rotation), better, dpi)
    return page, rotation, note


@dataclass(frozen=True)
class _Recognised:
    """The words that tesseract found in a picture, and the lines of the picture."""

    table: Mapping[str, Sequence[Any]]
    rules: Rules
    picture: Any
    """Rows of grey values, without the lines."""
    language: str

    @property
    def texts(self) -> list[str]:
        return [str(text) for text in self.table["text"]]

    @property
    def confidence(self) -> float:
        """Median confidence of its words, 0 to 1; 0 if there are none."""
        found = [
            float(confidence) / 100
            for text, confidence in zip(self.table["text"], self.table["conf"], strict=True)
            if len(str(text).strip()) > 1
        ]
        return median(found) if found else 0.0

    @property
    def weight(self) -> float:
        """Number of letters, each weighted by the confidence of its word in per cent."""
        return sum(
            len(str(text).strip()) * max(0.0, float(confidence))
            for text, confidence in zip(self.table["text"], self.table["conf"], strict=True)
        )


def _rendered(document: PdfDocument, number: int) -> tuple[Any, tuple[float, float], int]:
    """Return a page rendered in grey, its width and height in points, and the dots per inch."""
    import numpy as np

    page = document[number - 1]
    try:
        size = page.get_size()
        dpi = picture_dpi(size, OCR.resolution)
        rendered = page.render(scale=dpi / 72, grayscale=True).to_numpy()
    finally:
        page.close()
    return np.ascontiguousarray(rendered.reshape(rendered.shape[:2])), size, dpi


def _recognise(image: Any, language: str, dpi: int) -> _Recognised:
    rules, clean = _separate_rules(image, dpi)
    return _Recognised(_run_tesseract(clean, language, dpi), rules, clean, language)


def _with_cells_alone(page: _Recognised, places: Sequence[Bbox], dpi: int) -> _Recognised:
    """Add the words of cells that are read alone, each as a block of its own."""
    table: dict[str, list[Any]] = {key: list(values) for key, values in page.table.items()}
    for place in places[: OCR.max_cells]:
        picture, left, top = around(page.picture, place, dpi)
        more = _run_tesseract(picture, page.language, dpi, _BLOCK)
        block = max(table["block_num"], default=0) + 1
        for key, values in more.items():
            shift = {"left": left, "top": top, "block_num": block}.get(key, 0)
            table.setdefault(key, []).extend(v + shift if shift else v for v in values)
    return replace(page, table=table)


def _separate_rules(image: Any, dpi: int) -> tuple[Rules, Any]:
    """Find straight lines in a grey picture, and remove them from it.

    Args:
        image: rows of grey values, 0 black.
        dpi: dots per inch.

    Returns:
        The lines in points, and the picture without them, since tesseract reads lines next to
        letters as letters.
    """
    import cv2
    import numpy as np

    rules, mask = detect_lines(image, dpi)
    clean = image.copy()
    clean[cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0] = 255
    return rules, clean


def _run_tesseract(
    image: Any, languages: str, dpi: int, layout: str = _SPARSE
) -> Mapping[str, Sequence[Any]]:
    """Return tesseract's table of words: a column for each key, a row for each word."""
    pytesseract = load_pytesseract()

    # Pages are read by parallel processes, so each one gets a single thread.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        table: Mapping[str, Sequence[Any]] = pytesseract.image_to_data(
            image,
            lang=languages,
            config=f"{layout} --dpi {dpi}",
            output_type=pytesseract.Output.DICT,
        )
    except pytesseract.TesseractError as error:
        what = " ".join(str(error.message).split())[:200]
        raise OcrError(f"tesseract failed ({what})", "see which languages it has") from error
    return table


def _words(table: Mapping[str, Sequence[Any]], dpi: int) -> list[Word]:
    """Return the words of tesseract's table; words of a line share a baseline."""
    lines: dict[tuple[int, int, int], list[int]] = {}
    for row, text in enumerate(table["text"]):
        if str(text).strip():
            place = (table["block_num"][row], table["par_num"][row], table["line_num"][row])
            lines.setdefault(place, []).append(row)
    words = []
    for rows in lines.values():
        baseline, size = _baseline_and_size(table, rows, dpi)
        words += [_word(table, row, baseline, size, dpi) for row in rows]
    return words


def _baseline_and_size(
    table: Mapping[str, Sequence[Any]], rows: Sequence[int], dpi: int
) -> tuple[float, float]:
    """Return the baseline and the type size of a line, in points, by the heights of its letters."""
    scale = 72 / dpi
    sizes, baselines = [], []
    for row in rows:
        letters = set(str(table["text"][row]))
        above = OCR.x_height if letters <= _LOW else OCR.ascender_height
        below = OCR.descender_depth if letters & _DEEP else 0.0
        size = table["height"][row] * scale / (above + below)
        sizes.append(size)
        baselines.append((table["top"][row] + table["height"][row]) * scale - below * size)
    return median(baselines), max(1.0, median(sizes))


def _word(
    table: Mapping[str, Sequence[Any]], row: int, baseline: float, size: float, dpi: int
) -> Word:
    scale = 72 / dpi
    left, top = table["left"][row] * scale, table["top"][row] * scale
    return Word(
        text=publishable(str(table["text"][row])).strip(),
        x0=left,
        top=top,
        x1=left + table["width"][row] * scale,
        bottom=top + table["height"][row] * scale,
        baseline=baseline,
        size=size,
        bold=False,
        italic=False,
        color=(0.0,),
        glyphs=(row,),
        confidence=round(max(0.0, float(table["conf"][row])) / 100, 4),
    )
