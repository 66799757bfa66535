"""Find lines in pictures, such as the page image of a scan that has a text layer on top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.geometry.bbox import area, holds_point
from extract.geometry.page_model import Glyph, Rule, Rules
from extract.geometry.page_transform import PageTransform
from extract.pdf.rules import merge, picture_box
from extract.pdf.thresholds import DRAWING
from extract.reading import Bbox
from extract.ruling.thresholds import RULING
from extract.system.nameless import openable

if TYPE_CHECKING:
    from pdfplumber.page import Page

BARS = frozenset("|¦")
"""Characters as which a program reads parts of a wall."""


def may_hold_rules(page: Page) -> bool:
    """Return whether pictures lie under enough of a page's text to contain the lines of a table."""
    boxes = [picture_box(image) for image in page.images]
    page_area = float(page.width) * float(page.height)
    if sum(map(area, boxes)) < RULING.min_picture_share * page_area:
        return False
    count = 0
    for char in page.chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        count += any(holds_point(box, x, y) for box in boxes)
        if count >= RULING.min_glyphs_on_picture:
            return True
    return False


def rules_in_pictures(pdf: Path, number: int, transform: PageTransform | None) -> Rules:
    """Find the straight lines in a page's pictures; the page's text is not rendered.

    Args:
        pdf: the file, opened again here because text is removed from the page.
        number: page number, from 1.
        transform: rotation of the page's text; None if the text is upright.

    Returns:
        The lines in points, in upright page coordinates.
    """
    import numpy as np
    import pypdfium2
    import pypdfium2.raw as pdfium

    document = pypdfium2.PdfDocument(openable(pdf), autoclose=True)
    try:
        page = document[number - 1]
        for text in list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1)):
            page.remove_obj(text)
        dpi = picture_dpi(page.get_size())
        rendered = page.render(scale=dpi / 72, grayscale=True).to_numpy()
        shift = _shift(page)
    finally:
        document.close()
    image = np.ascontiguousarray(rendered.reshape(rendered.shape[:2]))
    rules, _ = detect_lines(image, dpi)
    return to_upright(rules, shift, transform)


def letters_for_lines(glyphs: Iterable[Glyph], rules: Rules) -> frozenset[int]:
    """Find the bars of a scan's text layer that are upright lines of its picture.

    Programs that recognise text read short parts of a table's walls as letters.

    Args:
        glyphs: the text layer.
        rules: the lines inside the pictures.

    Returns:
        The indexes of these glyphs.
    """
    return frozenset(
        glyph.index
        for glyph in glyphs
        if glyph.text in BARS
        and any(
            rule.start <= (glyph.top + glyph.bottom) / 2 <= rule.stop
            and max(glyph.x0 - rule.at, rule.at - glyph.x1) <= RULING.touch_distance
            for rule in rules.vertical
        )
    )


def picture_dpi(size: Sequence[float], dpi: int = RULING.picture_dpi) -> int:
    """Return the resolution at which a page is drawn: lower for a poster.

    Args:
        size: width and height of the page, in points.
        dpi: dots per inch for a page of usual size.
    """
    dots = max(1.0, dpi**2 * size[0] * size[1] / 72**2)
    return max(1, int(dpi * min(1.0, RULING.max_dots / dots) ** 0.5))


def _shift(page: Any) -> tuple[float, float]:
    """Return the offset of the crop box in the media box, in points to the right and down."""
    if page.get_rotation():
        return (0.0, 0.0)
    media, crop = page.get_mediabox(), page.get_cropbox()
    return (crop[0] - media[0], media[3] - crop[3])


def detect_lines(image: Any, dpi: int) -> tuple[Rules, Any]:
    """Find straight lines in a grey image with camelot's line finder.

    A stroke no longer than a row is high is a line if it joins two lines that cross it;
    otherwise it is part of a letter.

    Args:
        image: rows of grey values; 0 is black.
        dpi: dots an inch.

    Returns:
        The lines in points, and a mask of the dots that they cover.
    """
    import cv2
    import numpy as np
    from camelot.image_processing import adaptive_threshold

    _, threshold = adaptive_threshold(cv2.cvtColor(image, cv2.COLOR_GRAY2BGR))
    strokes = [
        _strokes(threshold, way, dpi, DRAWING.min_row_height) for way in ("horizontal", "vertical")
    ]
    long = [[r for r in rules if r.stop - r.start >= RULING.min_stroke] for rules in strokes]
    across, down = (
        merge([r for r in rules if r in own or _ends_on(r, others)])
        for rules, own, others in zip(strokes, map(set, long), long[::-1], strict=True)
    )
    mask = np.zeros_like(threshold)
    scale = dpi / 72
    for rule in across:
        _draw(mask, (rule.start, rule.at, rule.stop, rule.at), scale)
    for rule in down:
        _draw(mask, (rule.at, rule.start, rule.at, rule.stop), scale)
    return Rules(tuple(across), tuple(down), ()), mask & threshold


def _strokes(threshold: Any, direction: str, dpi: int, min_length: float) -> list[Rule]:
    """Find the straight strokes of one direction that have at least this length in points."""
    from camelot.image_processing import find_lines

    across = direction == "horizontal"
    side = threshold.shape[1 if across else 0] * 72 / dpi
    _, segments = find_lines(
        threshold, direction=direction, line_scale=max(1, int(side / min_length))
    )
    rules = []
    for x0, y0, x1, y1 in ([value * 72 / dpi for value in segment] for segment in segments):
        if across:
            rules.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        else:
            rules.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return rules


def _ends_on(rule: Rule, across: Sequence[Rule]) -> bool:
    """Return whether a stroke runs from one crossing line to another."""
    distance = RULING.touch_distance
    crossing = [r.at for r in across if r.start - distance <= rule.at <= r.stop + distance]
    return all(any(abs(at - end) <= distance for at in crossing) for end in (rule.start, rule.stop))


def _draw(mask: Any, box: Bbox, scale: float) -> None:
    import cv2

    x0, y0, x1, y1 = (round(value * scale) for value in box)
    cv2.line(mask, (x0, y0), (x1, y1), 255, thickness=_thickness(scale))


def _thickness(scale: float) -> int:
    return max(RULING.min_mask_thickness, round(DRAWING.max_line_thickness * scale / 2))


def to_upright(rules: Rules, shift: tuple[float, float], transform: PageTransform | None) -> Rules:
    """Convert the lines of a page as shown to upright page coordinates.

    Args:
        rules: lines in coordinates of the crop box.
        shift: offset of the crop box in the media box.
        transform: rotation of the page's text; None if the text is upright.

    Returns:
        The lines in upright page coordinates.
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
        x0, top, x1, bottom = transform.upright(box) if transform else box
        if x1 - x0 > bottom - top:
            across.append(Rule((top + bottom) / 2, x0, x1))
        else:
            down.append(Rule((x0 + x1) / 2, top, bottom))
    return Rules(tuple(merge(across)), tuple(merge(down)), ())
