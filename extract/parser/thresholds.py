"""Thresholds of `extract.parser`: what paint hides or may be the background of text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PaintThresholds:
    """Which paint matters to what is seen."""

    solid_alpha: float = 0.99
    """Opacity (0 to 1) from which paint hides what is beneath it. Chosen by hand: it only allows
    for rounding."""
    broad_line: float = 4.0
    """Points. A line this broad can be the background of text. Chosen by hand: cells' rules are
    thinner, and lines of text are higher."""


PAINT = PaintThresholds()
