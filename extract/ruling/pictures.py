"""Rules that are part of a picture: a scanned or drawn page image with a text layer on top."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.geometry.bbox import area
from extract.geometry.page_model import Rule, Rules
from extract.geometry.page_transform import PageTransform
from extract.model import Bbox
from extract.pdf.rules import merge, picture_box
from extract.pdf.thresholds import DRAWING
from extract.ruling.frames import TOUCH

if TYPE_CHECKING:
    from pdfplumber.page import Page

LEAST_STROKE = 24.0
"""Points: straight strokes shorter than this may be parts of letters."""
DPI = 150
"""A hairline of a quarter of a point is half a dot wide at this: it still shows in grey."""
LEAST_SHARE = 0.25
"""Share of the page that pictures cover where the rules may be part of them."""
LEAST_GLYPHS = 40
"""Fewer glyphs on top of a picture are a label or a title, no table."""


def may_hold_rules(page: Page) -> bool:
    """Say whether pictures lie under so much of a page's text that they may hold its rules."""
    boxes = [picture_box(image) for image in page.images]
    if sum(map(area, boxes)) < LEAST_SHARE * (float(page.width) * float(page.height)):
        return False
    found = 0
    for char in page.chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        found += any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in boxes)
        if found >= LEAST_GLYPHS:
            return True
    return False


def rules_in_pictures(pdf: Path, number: int, frame: PageTransform | None) -> Rules:
    """Find the straight lines of a page's pictures, its text left out.

    Args:
        pdf: the file; it is opened anew, for the page is drawn without its text.
        number: of the page, from 1.
        frame: how the page's text runs.

    Returns:
        The lines, in points, in the upright frame.
    """
    import numpy as np
    import pypdfium2
    import pypdfium2.raw as pdfium

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[number - 1]
        for text in list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1)):
            page.remove_obj(text)
        rendered = page.render(scale=DPI / 72, grayscale=True).to_numpy()
        shift = _shift(page)
    finally:
        document.close()
    image = np.ascontiguousarray(rendered.reshape(rendered.shape[:2]))
    rules, _ = lines_in(image, DPI)
    return turned(rules, shift, frame)


def _shift(page: Any) -> tuple[float, float]:
    """How far the visible box lies inside the sheet, in points: right and down."""
    if page.get_rotation():
        return (0.0, 0.0)
    sheet, seen = page.get_mediabox(), page.get_cropbox()
    return (seen[0] - sheet[0], sheet[3] - seen[3])


def lines_in(image: Any, dpi: int) -> tuple[Rules, Any]:
    """Find straight lines in a grey picture, by camelot's line finder.

    Args:
        image: rows of grey values, 0 black.
        dpi: dots an inch.

    Returns:
        The lines in points, and a mask of the dots that they cover. Strokes no longer than a
        row is high are lines where they part two rules, else they are letters.
    """
    import cv2
    import numpy as np
    from camelot.image_processing import adaptive_threshold

    _, threshold = adaptive_threshold(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR))
    found = [
        _found(threshold, way, dpi, DRAWING.min_row_height) for way in ("horizontal", "vertical")
    ]
    long = [[r for r in rules if r.stop - r.start >= LEAST_STROKE] for rules in found]
    across, down = (
        merge([r for r in rules if r.stop - r.start >= LEAST_STROKE or _ends_on(r, others)])
        for rules, others in zip(found, long[::-1], strict=True)
    )
    mask = np.zeros_like(threshold)
    scale = dpi / 72
    for rule in across:
        _draw(mask, (rule.start, rule.at, rule.stop, rule.at), scale)
    for rule in down:
        _draw(mask, (rule.at, rule.start, rule.at, rule.stop), scale)
    return Rules(tuple(across), tuple(down), ()), mask & threshold


def _found(threshold: Any, direction: str, dpi: int, least: float) -> list[Rule]:
    """The lines of one direction that are at least so long (in points)."""
    from camelot.image_processing import find_lines

    across = direction == "horizontal"
    side = threshold.shape[1 if across else 0] * 72 / dpi
    _, segments = find_lines(threshold, direction=direction, line_scale=max(1, int(side / least)))
    rules = []
    for x0, y0, x1, y1 in ([value * 72 / dpi for value in segment] for segment in segments):
        if across:
            rules.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        else:
            rules.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return rules


def _ends_on(rule: Rule, across: Sequence[Rule]) -> bool:
    """Say whether a line runs from one line across it to another."""
    crossing = [r.at for r in across if r.start - TOUCH <= rule.at <= r.stop + TOUCH]
    return all(any(abs(at - end) <= TOUCH for at in crossing) for end in (rule.start, rule.stop))


def _draw(mask: Any, box: Bbox, scale: float) -> None:
    import cv2

    x0, y0, x1, y1 = (round(value * scale) for value in box)
    cv2.line(
        mask,
        (x0, y0),
        (x1, y1),
        255,
        thickness=max(3, round(DRAWING.max_line_thickness * scale / 2)),
    )


def turned(rules: Rules, shift: tuple[float, float], frame: PageTransform | None) -> Rules:
    """Bring lines of a page as shown to the upright frame.

    Args:
        rules: of the visible box.
        shift: where that box begins on the sheet.
        frame: how the page's text runs.

    Returns:
        The lines in the upright frame.
    """
    boxes = [
        (r.start + shift[0], r.at + shift[1], r.stop + shift[0], r.at + shift[1])
        for r in rules.horizontal
    ]
    boxes += [
        (r.at + shift[0], r.start + shift[1], r.at + shift[0], r.stop + shift[1])
        for r in rules.vertical
    ]
    across, down = [], []
    for box in boxes:
        x0, top, x1, bottom = frame.upright(box) if frame else box
        if x1 - x0 > bottom - top:
            across.append(Rule((top + bottom) / 2, x0, x1))
        else:
            down.append(Rule((x0 + x1) / 2, top, bottom))
    return Rules(tuple(merge(across)), tuple(merge(down)), ())
