"""How a scan lies on its sheet: aslant by some degrees, turned, or upside down."""

from __future__ import annotations

from typing import Any

from extract.geometry.page_transform import Rotation

MOST_TILT = 5.0
"""Degrees: sheets lie no more aslant in a scanner's feeder."""
STEPS = (0.5, 0.05)
"""Degrees from one angle tried to the next: first over all of the range, then around the best."""
LEAST_TILT = 0.04
"""Degrees: less moves a line across a page by half a point."""
_LOOK_DPI = 100
"""Lines of text are told from the white between them at this; finer costs time only."""


def tilt_of(image: Any, dpi: int) -> float:
    """Measure how a picture of text lies aslant.

    The picture's rows are summed up: across lines of text the sums differ most from row to row
    where the lines lie level (projection profiles: Baird, The skew angle of printed documents,
    1987).

    Args:
        image: rows of grey values, 0 black.
        dpi: dots an inch.

    Returns:
        Degrees anticlockwise, within `MOST_TILT`; 0 for a blank picture.
    """
    import cv2
    import numpy as np

    small = cv2.resize(
        image, None, fx=_LOOK_DPI / dpi, fy=_LOOK_DPI / dpi, interpolation=cv2.INTER_AREA
    )
    _, ink = cv2.threshold(small, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    if not ink.any():
        return 0.0

    def sharpness(angle: float) -> float:
        sums = _rotated(ink, -angle, 0, cv2.INTER_NEAREST).sum(axis=1, dtype=np.float64)
        return float((np.diff(sums) ** 2).sum())

    best = 0.0
    reach = MOST_TILT
    for step in STEPS:
        count = round(reach / step)
        angles = [best + step * at for at in range(-count, count + 1)]
        best = max(angles, key=lambda angle: (sharpness(angle), -abs(angle)))
        reach = step
    return round(best, 2) if abs(best) >= LEAST_TILT else 0.0


def straightened(image: Any, tilt: float) -> Any:
    """Turn a picture back by its tilt, about its middle; what comes in at the corners is white."""
    import cv2

    return _rotated(image, -tilt, 255, cv2.INTER_CUBIC) if tilt else image


def _rotated(image: Any, angle: float, border: int, method: int) -> Any:
    """Rotate a picture by degrees anticlockwise, its size kept."""
    import cv2

    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), angle, 1.0)
    return cv2.warpAffine(image, matrix, (width, height), flags=method, borderValue=border)


def turn_of_picture(image: Any) -> Rotation:
    """Let tesseract say which way the text of a picture runs.

    Returns:
        Degrees anticlockwise; 0 where it cannot tell, of a page with few letters, say.
    """
    import pytesseract

    try:
        found = pytesseract.image_to_osd(image, output_type=pytesseract.Output.DICT)
    except pytesseract.TesseractError:
        return 0
    ways: dict[int, Rotation] = {90: 90, 180: 180, 270: 270}
    return ways.get(int(found["rotate"]), 0)


def turned_upright(image: Any, turn: Rotation) -> Any:
    """Set a picture upright whose text runs `turn` degrees anticlockwise."""
    import numpy as np

    return np.ascontiguousarray(np.rot90(image, k=-turn // 90)) if turn else image
