"""Thresholds of reading pages that are pictures."""

from __future__ import annotations

from extract.constants import constants


@constants
class OcrThresholds:
    """Resolutions, angles and confidences of OCR."""

    resolution: int = 300
    """Dots per inch at which pages are rendered: what tesseract's guide recommends."""
    turned_confidence: float = 0.6
    """Median confidence of words, 0 to 1, below which the page may be turned on its sheet. Chosen
    by hand."""
    x_height: float = 0.52
    """Parts of the type size: height of letters without ascender, in common typefaces."""
    ascender_height: float = 0.72
    """Parts of the type size: height of capitals and letters with ascender."""
    descender_depth: float = 0.21
    """Parts of the type size: depth of descenders below the baseline."""
    wall: float = 1.5
    """Points inside of a cell's edges that are not looked at for ink: what is left of its walls."""
    margin: float = 8.0
    """Points of white around a cell that is read alone. Chosen by hand: tesseract overlooks
    letters at the edge of a picture."""
    max_cells: int = 60
    """Cells of a page that are read alone; each takes about a tenth of a second."""
    max_skew: float = 5.0
    """Degrees. Chosen by hand: the feeder of a scanner does not skew sheets more."""
    skew_steps: tuple[float, float] = (0.5, 0.05)
    """Degrees between the angles tried: first over the whole range, then around the best one."""
    skew_resolution: int = 100
    """Dots per inch at which skew is measured. Chosen by hand: lines of text are distinct at this
    resolution, and a higher one takes longer."""


OCR = OcrThresholds()
