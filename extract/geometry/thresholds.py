"""Thresholds of page geometry."""

from __future__ import annotations

from extract.constants import constants


@constants
class GeometryThresholds:
    """Tolerances of coordinates. Lengths are PDF points."""

    max_axis_skew: float = 0.01
    """Slope of a text matrix (0.6 degrees) up to which text runs along an axis. Chosen by hand;
    see `make calibrate`."""
    tile_side: float = 36.0
    """Side of the tiles of the spatial index. It changes no result: a cell covers a few tiles,
    and few cells share one."""
    max_tiles: int = 500
    """Tiles along a side of the area that an index covers, at most; those of a larger area are
    larger. It changes no result: pages of the largest size that viewers show have 400."""
    crowd: int = 200
    """Tiles of a box, or pairs of boxes in tiles for each box, above which boxes are grouped by
    halving the plane. It changes no result. Measured: cells take 30, and either way takes the same
    time at about 200."""
    compared_boxes: int = 8
    """Boxes of a region that are compared pair by pair instead of halving the region again. It
    changes no result."""
    min_dots: int = 5
    """Dots, each a shape of its own, that make a dotted line. Chosen by hand: fewer may be a
    bullet or an ornament."""
    dot_height: float = 0.5
    """Points by which the middles of a dotted line's dots may differ. Chosen by hand: programs
    round coordinates to less."""
    rounding_margin: float = 1e-6
    """Distance by which a query of the spatial index is enlarged, more than rounding moves an edge,
    so that no neighbour in the next tile is missed."""


@constants
class LaidOverThresholds:
    """When a box lies over the lines of a page. Lengths are PDF points, chosen by hand."""

    same_place: float = 1.0
    """Ends of lines this near to a side meet it: programs round, and lines have a width."""
    max_line_thickness: float = 3.0
    """A box that is lower or narrower is a line."""
    drawn_too_long: float = 9.0
    """A line that reaches less far beyond a side was drawn too long; no row is lower than that."""


@constants
class DrawingOrderThresholds:
    """When the order in which a file draws its texts shows its cells."""

    max_step: int = 3
    """Glyphs from the last one of a text to the first one of the text drawn next: a space or a
    hidden hyphen may lie between them. Chosen by hand; see `make calibrate`."""
    max_word_step: int = 12
    """Glyphs from one glyph of a cell to the next one of the same cell: several spaces may lie
    between them. Chosen by hand; see `make calibrate`."""
    min_lines: int = 1
    """Lines drawn right after the one above them. Files that draw line by line over all columns
    have none, because the texts beside the line above come between."""
    min_share: float = 0.1
    """Share of the lines, 0 to 1: the others are the first lines of their cells, most lines where
    cells have one or two. Chosen by hand; see `make calibrate`."""


@constants
class StringThresholds:
    """When the strings that a file draws show its texts."""

    max_parts: float = 0.3
    """Share of the strings, 0 to 1, that may begin close to the end of the one before, where
    strings are whole lines: the others are in narrow columns. Chosen by hand."""
    near: float = 0.6
    """Times the type size. A string that begins this close to the end of another one may go on with
    its line. Chosen by hand: wider than spaces between words."""
    one_line: float = 0.2
    """Times the type size by which baselines of one line differ at most."""
    rounding: float = 0.012
    """Times the type size. A string that begins this close to the end of another one begins where
    it ends: programs round widths of glyphs to a thousandth. Chosen by hand."""
    even: float = 2.5
    """Times the narrowest space of a string, up to which its widest is that of a justified line:
    programs widen all spaces alike, those after marks a little more. Chosen by hand."""
    usual_space: float = 0.25
    """Times the type size. Narrower spaces count as this wide: the usual space between words."""
    max_space: float = 4.0
    """Times the type size. Wider spaces are in no justified line of three words or more, because
    the first word of the next line would have had room. Chosen by hand."""


DRAWING_ORDER = DrawingOrderThresholds()
STRINGS = StringThresholds()
GEOMETRY = GeometryThresholds()
LAID_OVER = LaidOverThresholds()
