"""Thresholds of what ``planrows extract`` takes for a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ExtractedThresholds:
    """When a table is hardly read.

    Attributes:
        sure_confidence: OCR confidence of a cell, 0 to 1, from which it counts as read. Printed
            text scanned at 150 dpi or more is above 0.8; letters that tesseract sees in photos
            are mostly below 0.5.
        min_sure: share of the cells with text that have to be read for a table.
    """

    sure_confidence: float = 0.6
    min_sure: float = 0.5


EXTRACTED = ExtractedThresholds()
