"""Reads pages that are pictures: words by tesseract, rules by camelot's line finder.

Scans that lie aslant or turned on their sheet are straightened first (`extract.ocr.scan`).
Needs the extra `ocr` and the program tesseract. The words feed the same grid as a text layer
does, so that tables are found and cells filled in the same way; each carries the confidence
that tesseract gives it, for OCR errs.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from extract.characters import publishable
from extract.errors import OcrError
from extract.geometry.page_model import PageReading, Rules, Word
from extract.geometry.page_transform import PageTransform, Rotation
from extract.ocr.ocr_language import better_language, check_language, default_language
from extract.ocr.scan import straightened, tilt_of, turn_of_picture, turned_upright
from extract.ruling.pictures import detect_lines
from extract.runtime.ocr_engine import ADVICE, missing
from extract.tables.cell_assignment import assign_lines_to_cells
from extract.tables.grid import find_tables
from extract.text.text_columns import reading_lines

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

DPI = 300
"""What tesseract's own guide asks for; scans are seldom finer."""

DOUBTFUL = 0.6
"""Confidence below which a page may lie turned on its sheet."""

_UPRIGHT: Rotation = 0
_SPARSE = "--psm 11"
"""Find text anywhere, in no particular order: the grid puts it in order, not tesseract."""

_LOW = frozenset("acemnorsuvwxzgpqy.,;:-–")
_DEEP = frozenset("gjpqyQ,;()[]")
"""Letters that do not reach above the middle line, and letters that go below the baseline."""
_X_HEIGHT, _ASCENT, _DESCENT = 0.52, 0.72, 0.21
"""Heights of letters in parts of the type size, in common typefaces."""


def read_picture(document: PdfDocument, number: int, language: str = "") -> PageReading:
    """Read a page by its picture: straightened, set upright, in the language that it is in.

    Args:
        document: an open document.
        number: of the page, from 1.
        language: tesseract's codes, joined by `+`; what the text looks like where empty.

    Returns:
        The page as read, marked as read by OCR; its words carry their confidence, and its
        frame says how the picture lies on the sheet.

    Raises:
        OcrError: tesseract or its data for a language is missing, or it failed.
    """
    lacking = missing()
    if lacking:
        raise OcrError(lacking, ADVICE)
    check_language(language)
    image, sheet = _rendered(document, number)
    tilt = tilt_of(image, DPI)
    page, turn, note = _upright(straightened(image, tilt), language)
    frame = PageTransform(turn, *sheet, tilt)
    words = _words(page.table)
    tables, free = assign_lines_to_cells(find_tables(number, page.rules, words), words)
    width, height = frame.size
    return PageReading(
        page=number,
        width=width,
        height=height,
        rotation=0,
        tables=tuple(tables),
        lines=tuple(reading_lines(free)),
        glyph_texts=tuple(str(text).strip() for text in page.table["text"]),
        frame=frame,
        is_ocr=True,
        note=note,
    )


def _upright(image: Any, language: str) -> tuple[_Recognised, Rotation, str]:
    """Read a picture the right way up and in its language.

    Returns:
        What was read, which way the text runs, and what to tell of its language.
    """
    first = language or default_language()
    page, turn = _recognised(image, first), _UPRIGHT
    if page.confidence < DOUBTFUL:
        way = turn_of_picture(image)
        turned = _recognised(turned_upright(image, way), first) if way else page
        if turned.weight > page.weight:
            page, turn = turned, way
    better, note = ("", "") if language else better_language(page.texts, first)
    if better:
        page = _recognised(turned_upright(image, turn), better)
    return page, turn, note


@dataclass(frozen=True)
class _Recognised:
    """What tesseract found in a picture, and the lines that were left out of it."""

    table: Mapping[str, Sequence[Any]]
    rules: Rules

    @property
    def texts(self) -> list[str]:
        return [str(text) for text in self.table["text"]]

    @property
    def confidence(self) -> float:
        """The median of its words', 0 to 1; 0 where there are none."""
        found = [
            float(confidence) / 100
            for text, confidence in zip(self.table["text"], self.table["conf"], strict=True)
            if len(str(text).strip()) > 1
        ]
        return median(found) if found else 0.0

    @property
    def weight(self) -> float:
        """How many letters it read, each with its word's confidence."""
        return sum(
            len(str(text).strip()) * max(0.0, float(confidence))
            for text, confidence in zip(self.table["text"], self.table["conf"], strict=True)
        )


def _rendered(document: PdfDocument, number: int) -> tuple[Any, tuple[float, float]]:
    """Draw a page in grey; and its width and height in points."""
    import numpy as np

    page = document[number - 1]
    try:
        size = page.get_size()
        rendered = page.render(scale=DPI / 72, grayscale=True).to_numpy()
    finally:
        page.close()
    return np.ascontiguousarray(rendered.reshape(rendered.shape[:2])), size


def _recognised(image: Any, language: str) -> _Recognised:
    rules, clean = _rules_and_rest(image)
    return _Recognised(_recognise(clean, language), rules)


def _rules_and_rest(image: Any) -> tuple[Rules, Any]:
    """Find straight lines in a grey picture, and give it without them.

    Args:
        image: rows of grey values, 0 black.

    Returns:
        The lines in points, and the picture with white in their place: tesseract takes lines
        next to letters for letters.
    """
    import cv2
    import numpy as np

    rules, mask = detect_lines(image, DPI)
    clean = image.copy()
    clean[cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0] = 255
    return rules, clean


def _recognise(image: Any, languages: str) -> Mapping[str, Sequence[Any]]:
    """Let tesseract find words.

    Returns:
        Its table: for each key a column, one row a word.
    """
    import pytesseract

    # Pages are spread over processes already: a thread each is what the machine has.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        table: Mapping[str, Sequence[Any]] = pytesseract.image_to_data(
            image,
            lang=languages,
            config=f"{_SPARSE} --dpi {DPI}",
            output_type=pytesseract.Output.DICT,
        )
    except pytesseract.TesseractError as error:
        what = " ".join(str(error.message).split())[:200]
        raise OcrError(f"tesseract failed ({what})", "see which languages it has") from error
    return table


def _words(table: Mapping[str, Sequence[Any]]) -> list[Word]:
    """Make words of tesseract's table, those of a line on one baseline."""
    lines: dict[tuple[int, int, int], list[int]] = {}
    for row, text in enumerate(table["text"]):
        if str(text).strip():
            place = (table["block_num"][row], table["par_num"][row], table["line_num"][row])
            lines.setdefault(place, []).append(row)
    words = []
    for rows in lines.values():
        baseline, size = _baseline_and_size(table, rows)
        words += [_word(table, row, baseline, size) for row in rows]
    return words


def _baseline_and_size(
    table: Mapping[str, Sequence[Any]], rows: Sequence[int]
) -> tuple[float, float]:
    """Measure a line's baseline and type size by the letters that it has (in points)."""
    scale = 72 / DPI
    sizes, baselines = [], []
    for row in rows:
        letters = set(str(table["text"][row]))
        above = _X_HEIGHT if letters <= _LOW else _ASCENT
        below = _DESCENT if letters & _DEEP else 0.0
        size = table["height"][row] * scale / (above + below)
        sizes.append(size)
        baselines.append((table["top"][row] + table["height"][row]) * scale - below * size)
    return median(baselines), max(1.0, median(sizes))


def _word(table: Mapping[str, Sequence[Any]], row: int, baseline: float, size: float) -> Word:
    scale = 72 / DPI
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
