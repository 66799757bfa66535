"""Thresholds of reading PDF files: limits of files and pages, and tolerances of drawn lines."""

from __future__ import annotations

from extract.constants import constants

_MIB = 1024 * 1024


@constants
class FileThresholds:
    """Limits beyond which a file or a page is refused before a reader spends time on it."""

    max_file_size: int = 1024 * _MIB
    """Bytes. Chosen by hand: no plan is known that comes near."""
    max_page_side: float = 14_400.0
    """Points, 200 inches: the largest page that a viewer must support (PDF 1.7, annex C)."""
    max_content_size: int = 64 * _MIB
    """Bytes of one page's content after decompression. Chosen by hand: no page of text
    and rules comes near."""
    max_drawing_operations: int = 1_000_000
    """Path operators and letters of one page. Measured: the readers take about 30 s, or more than
    1 GiB of memory, for as many."""
    max_checked_size: int = 256 * _MIB
    """Bytes of one content stream that are decompressed to check that it is complete. Chosen by
    hand: above `max_content_size`, so that every stream of an accepted page is checked whole."""
    refused_unmapped_share: float = 0.2
    """Share of glyphs without a letter above which a text layer is refused. Chosen by
    hand."""
    noted_unmapped_share: float = 0.02
    """Share of glyphs without a letter above which reviewers are warned. Chosen by hand: a
    few bullets of symbol fonts are normal."""
    noted_sign_share: float = 0.08
    """Share of brackets, bars and semicolons above which reviewers are told. Measured: 0.14 in a
    paper in Nepali set in a font of Latin codes; up to 0.05 in others, programs included."""
    end_of_file: int = 1024
    """Bytes at either end of a file in which its marks are looked for, as viewers do."""
    max_cached_fonts: int = 64
    """Fonts that a parser keeps from page to page. Chosen by hand: most files have fewer, and
    files merged from many have some of their own on each page."""


@constants
class DrawingThresholds:
    """Tolerances for reading lines and shades. Lengths are points unless a name says otherwise."""

    max_line_thickness: float = 3.0
    """A filled rectangle no thicker than this is a line. Chosen by hand; see `make calibrate`."""
    max_bend: float = 0.1
    """Share of its length by which the control points of a curve leave the line between its ends,
    from which it is no line. Chosen by hand: hand-drawn lines bend less."""
    max_dash_gap: float = 4.0
    """Pieces of one line may be this far apart: dashes, dots, and crossings that are left open.
    Chosen by hand; see `make calibrate`."""
    same_line_distance: float = 1.0
    """Pieces this near to each other across their direction are one line; shades that reach less
    than this beyond another lie in it. Chosen by hand; see `make calibrate`."""
    min_row_height: float = 9.0
    """No row of a table is lower; a shorter picture is no line. Chosen by hand; see
    `make calibrate`."""
    max_strip_gap: float = 0.5
    """Pictures this near to each other are strips of one picture. Chosen by hand; see
    `make calibrate`."""
    min_strip_share: float = 0.9
    """Share of a thin picture's length along which another one must lie beside it for both to be
    strips of one picture. Chosen by hand; see `make calibrate`."""
    min_enclosed_share: float = 0.79
    """Share of its bounding box that the outline of a box encloses at least. Derived: an ellipse
    encloses 0.785 (a quarter of pi), and so does a slice of a pie at most."""
    min_cells_on_background: int = 4
    """Areas on a shade from which it may be the background of a grid of cells. Chosen by hand: the
    least grid has two rows of two cells."""
    min_covered_background: float = 0.75
    """Least share of a background that its cells cover; lines between cells take the rest. Chosen
    by hand: with small cells, gaps of 2 points take a fifth, and a page end leaves parts of rows
    without cells."""
    min_tiled_background: float = 0.97
    """Least such share if a cell has the colour of the background. Chosen by hand: word processors
    shade each line of a cell's text once more, which leaves the cell's margins."""
    max_covered_background: float = 1.02
    """Greatest such share: cells do not cover each other. Chosen by hand; it allows for rounding.
    White areas behind each line of text, and behind their cell too, cover more."""
    white_lightness: float = 0.995
    """Lightness (0 black, 1 white) from which a colour is white. Chosen by hand: it
    only allows for rounding."""
    max_check_box: float = 16.0
    """Points. The longest side of a box to tick. Chosen by hand: forms print them at 6 to 14."""
    max_stretch: float = 1.3
    """Longest side of a box to tick, in parts of the other. Chosen by hand."""
    compared_shades: int = 60
    """Number of last drawn shades of a colour in which a new one is searched for. Chosen by hand:
    word processors draw the shades of a cell's lines right after the shade of the cell."""


FILES = FileThresholds()
DRAWING = DrawingThresholds()
