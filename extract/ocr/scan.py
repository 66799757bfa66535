"""Skew and rotation of scanned pages."""

from __future__ import annotations

from typing import Any

from extract.geometry.page_transform import Rotation
from extract.libraries import load_pytesseract
from extract.ocr.thresholds import OCR


def measure_skew(image: Any, dpi: int) -> float:
    """Measure the skew of a picture of text.

    The method is the projection profile (Baird, The skew angle of printed documents, 1987): the
    sums of ink over pixel rows differ most from row to row when the lines of text are level.

    Args:
        image: rows of grey values, 0 black.
        dpi: dots per inch.

    Returns:
        Degrees anticlockwise, at most `OCR.max_skew`; 0 for a blank picture.
    """
    import cv2
    import numpy as np

    scale = OCR.skew_resolution / dpi
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, ink = cv2.threshold(small, 0, 1, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    if not ink.any():
        return 0.0

    def sharpness(angle: float) -> float:
        sums = _rotated(ink, -angle, 0, cv2.INTER_NEAREST).sum(axis=1, dtype=np.float64)
        return float((np.diff(sums) ** 2).sum())

    best = 0.0
    reach = OCR.max_skew
    for step in OCR.skew_steps:
        count = round(reach / step)
        angles = [best + step * at for at in range(-count, count + 1)]
        best = max(angles, key=lambda angle: (sharpness(angle), -abs(angle)))
        reach = step
    return round(best, 2)


def deskewed(image: Any, skew: float) -> Any:
    """Rotate a picture by its skew, about its centre; the corners are filled with white."""
    import cv2

    return _rotated(image, -skew, 255, cv2.INTER_CUBIC) if skew else image


def _rotated(image: Any, angle: float, border: int, method: int) -> Any:
    """Rotate a picture by degrees anticlockwise and keep its size."""
    import cv2

    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), angle, 1.0)
    return cv2.warpAffine(image, matrix, (width, height), flags=method, borderValue=border)


def detect_rotation(image: Any) -> Rotation:
    """Let tesseract detect the direction of the text of a picture.

    Returns:
        Degrees anticlockwise; 0 if tesseract cannot tell, for instance from too few letters.
    """
    pytesseract = load_pytesseract()

    try:
        found = pytesseract.image_to_osd(image, output_type=pytesseract.Output.DICT)
    except pytesseract.TesseractError:
        return 0
    ways: dict[int, Rotation] = {90: 90, 180: 180, 270: 270}
    return ways.get(int(found["rotate"]), 0)


def rotate_upright(image: Any, rotation: Rotation) -> Any:
    """Rotate a picture whose text runs `rotation` degrees anticlockwise upright."""
    import numpy as np

    return np.ascontiguousarray(np.rot90(image, k=-rotation // 90)) if rotation else image
