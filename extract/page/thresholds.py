"""Thresholds of `extract.page`: comparing two readings, adopting grids, running titles.

Unless an attribute says otherwise, its value was chosen by hand on the documents of the tests;
`make calibrate` shows the range in which their results do not change.
"""

from __future__ import annotations

from extract.constants import constants


@constants
class AgreementThresholds:
    """When two readings have found the same cell."""

    edge_tolerance: float = 3.0
    """Points. Edges of one cell differ by less: the two readers take different sides of a rule,
    and round differently."""
    drawn_share: float = 0.9
    """Share of an edge that drawn lines cover: all but the gaps where lines meet."""
    word_gap: float = 0.6
    """Share of the type size between two words of a line: a space, widened in justified text.
    Texts of two cells have their padding between them. Chosen by hand."""


@constants
class FurnitureThresholds:
    """What counts as a running title, footer or page number."""

    head_zone: float = 0.1
    """Share of the page's height. Running titles end above this, measured from the top."""
    foot_zone: float = 0.86
    """Share of the page's height. Footers begin below this, measured from the top."""
    max_page_step: int = 2
    """Pages to the next print of a running title: left and right pages may have different
    ones."""
    same_size: float = 0.15
    """Share, 0 to 1, by which the type sizes of a running title may differ: OCR measures heights.
    Headings are larger than text by a fifth or more. Chosen by hand."""
    max_variable_numbers: int = 4
    """Numbers of a line that are tried as its page number. Each doubles the forms of the line,
    so that later ones are taken as printed."""
    height_step: float = 4.0
    """Points. A running title moves by less from page to page."""
    max_page_digits: int = 4
    """Digits of a page number."""
    max_number_letters: int = 6
    """Letters of a line that is a page number with a word, such as `page 12`, if no other page
    prints the line."""
    max_repeated_letters: int = 8
    """The same if other pages print the line, too."""


@constants
class LedgerThresholds:
    """Which drawn glyphs are not counted."""

    overprint_offset: float = 0.5
    """Share of a glyph's width and type size. The same glyph drawn again within this distance
    is one glyph: fake bold is offset by less than 0.1, shadows by about 0.2."""
    line_step: float = 3.0
    """Points. Height of the fields in which a page is searched for glyphs drawn again. Chosen by
    hand: lower than a line of the smallest type, and several times the offset of fake bold."""
    min_size: float = 0.01
    """Points. Smaller type leaves no mark on paper."""


@constants
class SecondReadingThresholds:
    """When the second reader looks for rules in the rendered page."""

    min_picture: float = 0.25
    """Share of the page's area. Rules may be part of a picture that covers more."""
    same_glyph: float = 0.6
    """Points. The middles of one glyph differ by less between the readers."""
    max_gap: float = 0.05
    """Share of the type size between two glyphs of a word, whose boxes mostly abut; texts of two
    cells have their padding between them. Chosen by hand."""
    max_kerning: float = 0.05
    """Share of the type size by which two glyphs of a word overlap; a word is taken apart at a
    closer pair, such as `To`. Chosen by hand: a text that runs into the next cell overlaps more."""
    beside: float = 0.5
    """Share of the lower of two lines by which a mark overlaps the line that it begins: half."""
    mark_distance: float = 4.0
    """Heights of a mark up to the line that it begins: the indent of a list. Chosen by hand."""


AGREEMENT = AgreementThresholds()
FURNITURE = FurnitureThresholds()
LEDGER = LedgerThresholds()
SECOND_READING = SecondReadingThresholds()


@constants
class ApartThresholds:
    """What makes a line lie over a table. Shares of the type size unless said otherwise."""

    max_words: int = 60
    """Words at either end of the drawing order that are looked at: several running lines."""
    max_runs: int = 8
    """Lines at either end of the drawing order that are looked at. Chosen by hand."""
    max_space: float = 0.6
    """White space between two words of a line; a wall between columns needs more."""
    middle_height: float = 0.3
    """Height of the middle of a line above its baseline."""
    min_depth: float = 1.0
    """Points by which a word must lie over a wall or over another word. Chosen by hand."""
    max_line_step: float = 0.6
    """Distance of two baselines below which words that overlap are no lines of one text: no text
    is set with less. Chosen by hand."""
    rule_distance: float = 1.5
    """Distance of a rule that belongs to a running line from its baseline. Chosen by hand."""
    rule_overhang: float = 2.0
    """Points by which the end of a rule may miss a vertical line that it meets. Chosen by hand."""


APART = ApartThresholds()
