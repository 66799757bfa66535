"""Find what a scan shows in cells that OCR left without a text: single figures, ticks, stamps.

Tesseract overlooks single letters and figures that stand alone on a page, such as the numbers of
the rows. It reads most of them in a picture of their cell alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Any

from extract.geometry.bbox import center, enclosing, holds_point
from extract.geometry.page_model import PageMark, PageTable, Word
from extract.ocr.thresholds import OCR
from extract.reading import Bbox


def ink_without_text(
    picture: Any, tables: Iterable[PageTable], words: Sequence[Word], dpi: int
) -> list[Bbox]:
    """Return where cells without a text hold something as high or wide as a letter.

    Args:
        picture: rows of grey values, without the rules of the page.
        tables: the tables of the page.
        words: all words of the page, which tell how high letters are.
        dpi: dots per inch.

    Returns:
        A box for each such cell, in points, around what it holds.
    """
    import cv2

    empty = [cell.bbox for table in tables for cell in table.cells if not cell.lines]
    if not empty or not words:
        return []
    letter = OCR.x_height * median(word.size for word in words)
    _, ink = cv2.threshold(picture, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    found = []
    for box in empty:
        parts = [part for part in _parts(ink, box, dpi) if _size(part) >= letter]
        if parts:
            found.append(enclosing(parts))
    return found


def marks_of(places: Iterable[Bbox], tables: Iterable[PageTable]) -> tuple[PageMark, ...]:
    """Return a mark for each place whose cell still has no text."""
    empty = [cell.bbox for table in tables for cell in table.cells if not cell.lines]
    return tuple(
        PageMark("icon", "drawing", place)
        for place in places
        if any(holds_point(cell, *center(place)) for cell in empty)
    )


def around(picture: Any, place: Bbox, dpi: int) -> tuple[Any, int, int]:
    """Return a picture of a place alone on white, and where its upper left corner is, in dots."""
    import cv2

    x0, top, x1, bottom = (round(side * dpi / 72) for side in place)
    margin = round(OCR.margin * dpi / 72)
    part = picture[top : bottom + 1, x0 : x1 + 1]
    alone = cv2.copyMakeBorder(part, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=255)
    return alone, x0 - margin, top - margin


def _parts(ink: Any, box: Bbox, dpi: int) -> Iterator[Bbox]:
    """Yield the boxes, in points, of what touches no wall of a cell: the rest is its fill."""
    import cv2

    inset = OCR.wall
    x0, top, x1, bottom = (
        max(0, round(side * dpi / 72))
        for side in (box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset)
    )
    part = ink[top:bottom, x0:x1]
    if not part.size:
        return
    height, width = part.shape
    _, _, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    for left, upper, wide, high, _ in stats[1:].tolist():
        if left and upper and left + wide < width and upper + high < height:
            point = 72 / dpi
            at, over = x0 + left, top + upper
            yield at * point, over * point, (at + wide) * point, (over + high) * point


def _size(box: Bbox) -> float:
    return max(box[2] - box[0], box[3] - box[1])
