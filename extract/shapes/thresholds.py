"""Thresholds of comparing the shapes of glyphs with those of characters."""

from __future__ import annotations

from extract.constants import constants


@constants
class ShapeThresholds:
    """When a glyph does not look like the character of its text."""

    cell: int = 80
    """Pixels. Side of the square that a glyph is drawn in: twice its size, so that none is cut."""
    size: int = 40
    """Pixels. Type size of a drawn glyph. Chosen by hand: its strokes are 3 pixels wide or more."""
    ink: int = 80
    """Darkness, 0 to 255, from which a pixel belongs to the glyph. Chosen by hand: below it, the
    soft edge of a stroke would count."""
    grid: int = 20
    """Pixels. Side of the square that shapes are scaled to, to be compared. Chosen by hand."""
    blur: float = 1.0
    """Pixels of that square. Radius by which shapes are blurred, so that strokes of different
    width overlap. Measured: without it, lies that are noticed fall from 84 % to 59 %."""
    aspect_weight: float = 0.25
    """Similarity that is lost when one shape is e times as wide as the other. Chosen by hand."""
    min_other: float = 0.8
    """Similarity to another character from which a glyph may be that one. Measured with
    `min_lead` on 6,875 glyphs of 111 text fonts: 84 % of those with the text of another letter or
    digit are noticed, and none with its own text is."""
    min_lead: float = 0.15
    """Similarity that the other character must have above that of the text."""
    cap_tolerance: float = 0.06
    """Parts of the height of capitals by which a capital may differ from it: round ones reach over
    it. Chosen by hand: ascenders and small capitals differ by more, or are told by shape."""
    min_capital: float = 0.7
    """Similarity to a capital from which a glyph as tall may be that. Chosen by hand: lower than
    `min_other`, since only two characters come into question."""
    case_lead: float = 0.05
    """Similarity to the capital that a glyph must have above that to the small letter, where both
    are as tall; elsewhere it may lack as much. Chosen by hand."""
    max_glyphs: int = 4_000
    """Glyphs of a file that are drawn. Chosen by hand: files have some hundreds."""
    max_codes: int = 40_000
    """Codes of a file that are compared with each other, for capitals that are called small
    letters. Chosen by hand: those of some hundred fonts, which take a second."""
    max_map_size: int = 64 * 1024
    """Bytes of a packed character map that is read. Chosen by hand: that of a font with some
    thousand characters is smaller, and a bomb of this size unpacks to 64 MiB at most."""

    max_unpacked_map: int = 16 * 2**20
    """Bytes of an unpacked character map. Chosen by hand: all 65,536 codes of a font, each on a
    line of its own, take 1 MiB."""
    max_mapped_codes: int = 2**20
    """Codes in the ranges of a character map. Chosen by hand: Unicode has 1.1 million characters,
    a font has 65,536 glyphs, and to write out a million takes the readers a second."""


SHAPES = ShapeThresholds()
