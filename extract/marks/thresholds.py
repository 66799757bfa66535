"""Thresholds of `extract.marks`: when a glyph cannot be seen, and what is a sign."""

from __future__ import annotations

from extract.constants import constants


@constants
class VisibilityThresholds:
    """When a glyph cannot be seen."""

    faint_alpha: float = 0.02
    """Opacity up to which text is not visible. Chosen by hand: watermarks have 0.1 and more."""
    min_size: float = 1.0
    """Points. Smaller type is a grey line at best. Chosen by hand: the smallest type of footnotes
    and raised marks has 3 or more."""
    min_relative_size: float = 0.2
    """Share of the usual type size of the page that type must also be below to be too small: a
    page may be set in units larger than points."""
    same_color: float = 0.02
    """Largest difference of each of red, green and blue (0 to 1) at which text has the colour of
    its background. Chosen by hand: five of 255 steps, which no eye tells apart."""
    page_picture: float = 0.5
    """Share of the page from which a picture is the page as scanned: text beneath it, or set
    invisibly upon it, is its text layer. Chosen by hand."""
    min_seen: float = 0.25
    """Share of a glyph's box that its clip must leave for the glyph to be read. Chosen by hand:
    spreadsheets cut letters at the edge of a cell, and what is left can often be read."""


@constants
class MarkThresholds:
    """What is a drawn sign, and what strikes text out. Lengths are points."""

    min_side: float = 3.0
    """Shorter drawings are dots of leaders and corners of rules. Chosen by hand."""
    max_side: float = 30.0
    """Larger drawings are pictures and charts. Chosen by hand: icons in cells have one or two
    lines' height."""
    min_dot: float = 1.0
    """Smaller filled shapes are specks. Chosen by hand."""
    max_bullet: float = 0.7
    """Times the type size. A drawn bullet is no higher than capitals. Chosen by hand."""
    bullet_gap: float = 2.0
    """Times the type size. A bullet is no further before its text, and nothing is as near before
    it: dots of a leader follow each other, and a text. Chosen by hand."""
    max_bullets: int = 2000
    """Filled dots of a page. More are a map or a chart."""
    min_slant: float = 2.0
    """Both sides of a slanted stroke are at least this long. Chosen by hand: rules are straight."""
    max_stretch: float = 1.3
    """Longest side of a check box, in parts of the other. Chosen by hand."""
    touching: float = 1.0
    """Strokes this near to each other are one sign. Chosen by hand."""
    strike_height: tuple[float, float] = (0.12, 0.5)
    """Parts of the type size above the baseline between which a line strikes text out: half the
    height of small letters is 0.25, and underlines lie below the baseline."""
    letter_gap: float = 0.18
    """Parts of the type size. Letters of one word are closer to each other; see
    `extract.text.thresholds.WORDS.word_gap`."""
    min_struck: float = 0.6
    """Share of a stroke that the letters under it cover. Chosen by hand: word spaces take up to a
    third of a line."""


VISIBILITY = VisibilityThresholds()
MARKS = MarkThresholds()
