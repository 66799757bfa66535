"""Thresholds of page geometry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GeometryThresholds:
    """Tolerances of coordinates. Lengths are PDF points."""

    max_axis_skew: float = 0.01
    """Slope of a text matrix (0.6 degrees) up to which text runs along an axis. Chosen by hand;
    see `make calibrate`."""
    tile_side: float = 36.0
    """Side of the tiles of the spatial index. It changes no result: a cell covers a few tiles,
    and few cells share one."""
    min_dots: int = 5
    """Dots, each a shape of its own, that make a dotted line. Chosen by hand: fewer may be a
    bullet or an ornament."""
    dot_height: float = 0.5
    """Points by which the middles of a dotted line's dots may differ. Chosen by hand: programs
    round coordinates to less."""
    rounding_margin: float = 1e-6
    """Distance by which a query of the spatial index is enlarged, more than rounding moves an edge,
    so that no neighbour in the next tile is missed."""


@dataclass(frozen=True, slots=True)
class DrawingThresholds:
    """When the order in which a file draws its texts shows its cells."""

    max_step: int = 3
    """Glyphs from the last one of a text to the first one of the text drawn next: a space or a
    hidden hyphen may lie between them. Chosen by hand; see `make calibrate`."""
    max_word_step: int = 12
    """Glyphs from one glyph of a cell to the next one of the same cell: several spaces may lie
    between them. Chosen by hand; see `make calibrate`."""
    min_lines: int = 2
    """Lines. A single line drawn right after the one above it may be a chance."""
    min_share: float = 0.3
    """Share of the lines, 0 to 1: the others are the first lines of their cells. Chosen by hand;
    see `make calibrate`."""


DRAWING = DrawingThresholds()
GEOMETRY = GeometryThresholds()
