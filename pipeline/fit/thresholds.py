"""Thresholds of the comparison of settings with the printed plan."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FitThresholds:
    """Confidences and similarities are 0 to 1; the limits are for messages."""

    column_confidence: float = 0.3
    """Confidence of the column recogniser from which a message proposes a column. Cells alone
    give at most 0.25, so the label has to contribute. Chosen by hand."""
    heading_similarity: float = 0.5
    """Similarity of letters from which a message names a printed heading as the most similar.
    Chosen by hand."""
    quoted_texts: int = 3
    """Texts that a message quotes."""
    quoted_length: int = 60
    """Characters of a quoted text."""


FIT = FitThresholds()
