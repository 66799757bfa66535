"""Thresholds of document assembly."""

from __future__ import annotations

from extract.constants import constants


@constants
class LineFitThresholds:
    """Whether a line of a cell fills its column. Lengths are parts of the type size."""

    space_width: float = 0.3
    """Parts of the type size. Width assumed for the space before the next word: a line is
    not full if the next line's first word and this space fit behind it. Chosen by hand from
    the usual width of a space, 0.25 to 0.3 em; see `make calibrate`."""
    full_line_room: float = 0.8
    """Parts of the type size. A line with less room behind it is full: hardly any word with
    its space fits there. Chosen by hand; see `make calibrate`."""


@constants
class BrokenWordThresholds:
    """How certain a word is that is broken at a line end."""

    right_in_doubt: float = 0.94
    """Share, 0 to 1, of the cells with a line end in doubt that are right. Measured on random
    plans: 312 of 331."""


@constants
class BlockThresholds:
    """How lines outside tables form blocks.

    Lengths are parts of the type size unless a name says otherwise.
    """

    default_body_size: float = 10.0
    """Points. Type size of the body if a document has no text outside tables; any usual size
    serves, because no line is compared with it."""
    footer_line_step: float = 2.0
    """Parts of the type size. Footer lines at a larger baseline distance belong to separate
    footers. Chosen by hand; see `make calibrate`."""
    pitch_step: float = 2.5
    """Parts of the type size. Larger baseline distances separate paragraphs, and do not count
    when the page's usual line distance is measured. Chosen by hand; see `make calibrate`."""
    note_mark_size: float = 0.8
    """Share of its line's type size. A number set smaller is a footnote mark: superscripts are
    set at 0.6 to 0.7. Chosen by hand; see `make calibrate`."""
    heading_size: float = 1.15
    """Share of the body's type size. A line set larger is a heading. Chosen by hand; see
    `make calibrate`."""
    size_change: float = 0.15
    """Share of the type size. Lines whose sizes differ by more belong to separate blocks.
    Chosen by hand; see `make calibrate`."""
    block_step: float = 2.2
    """Parts of the type size. Lines at a larger baseline distance belong to separate blocks.
    Chosen by hand; see `make calibrate`."""
    heading_reach: float = 0.8
    """Share of the page's text width. A numbered heading continues on the next line only if
    it reaches this far. Chosen by hand; see `make calibrate`."""
    paragraph_step: float = 1.08
    """Share of the page's usual line distance. A larger distance starts a new paragraph unless
    a sentence continues. Chosen by hand; see `make calibrate`."""
    space_width: float = 0.3
    """Parts of the type size. Width assumed for the space before the next word, as in
    `LineFitThresholds`."""
    short_line_room: float = 0.35
    """Share of the block's width. A line with more room behind it ends its block, except in
    footnotes. Chosen by hand; see `make calibrate`."""


@constants
class FootprintThresholds:
    """What is remembered of a table's place. Lengths are PDF points."""

    usual_positions: int = 12
    """Number of positions kept of where the lines of a column start, end or are centred: the
    most frequent ones. Bounds the memory of long tables. Chosen by hand."""
    edge_tolerance: float = 1.0
    """Points. A box whose centre lies this far outside a table still counts as inside: rules
    have a width. Chosen by hand; see `make calibrate`."""
    line_step: float = 1.2
    """Parts of the type size. Assumed line distance of a table without any two-line cell: the
    usual leading."""
    position_grid: int = 2
    """Positions per point: positions are rounded to half points before they are counted."""
    min_uses: int = 2
    """Number of lines that must end, or be centred, at a position before it counts as usual:
    a single line ends anywhere. One line is enough for a start."""


@constants
class LeftOutThresholds:
    """Text that lies in a table's place and is in none of its cells."""

    near: float = 3.0
    """Parts of the type size. Text farther from a table than this does not belong to it.
    Chosen by hand; see `make calibrate`."""
    min_labels: int = 3
    """Texts of a line above a table that has as many columns: two may stand apart by chance. Chosen
    by hand."""
    row_size_change: float = 0.25
    """Share by which the type sizes of two rows of a table differ at most. Chosen by hand; see
    `make calibrate`."""
    aligned_share: float = 0.5
    """Share of a line's texts that must be aligned with columns if the line is a row. Chosen by
    hand; see `make calibrate`."""
    cell_size_change: float = 0.05
    """Share by which the type sizes of two lines of a cell differ at most: rounding only."""
    foot: float = 0.7
    """Share of the page height. A table that ends below this height may continue on the next
    page. Chosen by hand; see `make calibrate`."""
    head: float = 0.3
    """Share of the page height. A table that starts above this height may continue from the
    page before. Chosen by hand; see `make calibrate`."""
    watermark_size: float = 1.5
    """Share of the table's type size. A watermark is set larger than this. Chosen by hand; see
    `make calibrate`."""
    line_step: float = 1.2
    """Share of the table's usual line distance. The next line of the same cell is no farther
    away. Chosen by hand; see `make calibrate`."""
    min_beside: int = 3
    """Texts beside a table that begin as high as its cells before they may be a column of it.
    Chosen by hand: of fewer, such as notes at the margin, chance may set all so."""
    beside_share: float = 0.8
    """Share, 0 to 1, of the texts beside a table that must begin so: headings over all columns,
    which do not, may be among them. Chosen by hand."""
    same_line: float = 0.1
    """Share of the table's type size by which the baselines of one line may differ: programs round
    coordinates. Chosen by hand."""
    start_tolerance: float = 2.0
    """Points. Lines of one cell start at the same position, give or take this. Chosen by hand;
    see `make calibrate`."""
    edge_tolerance: float = 1.0
    """Points. Words whose centre lies this far outside a table's columns still count as inside.
    Chosen by hand; see `make calibrate`."""
    middle_height: float = 0.3
    """Parts of the type size. Height of a line's middle above its baseline: half of a small
    letter's height."""


@constants
class DoubtThresholds:
    """How doubts are found and shown. Lengths are PDF points."""

    strip_height: float = 12.0
    """Points. Height of the strip that marks a doubtful row start: one line of text."""
    max_lines_of_rejected_grid: int = 3
    """Lines of text. A grid with at most this many lines that is not read as a table is not
    reported: a picture with labels, or a form. Chosen by hand."""
    min_columns_of_text: int = 3
    """Columns. Texts in fewer that are in no table are not reported, unless the second prints
    figures: lists, and pages in two columns. Chosen by hand."""
    figure_reach: float = 0.5
    """Line heights by which figures of a column may differ in their edge: rounding, and a sign
    before or after some of them."""
    min_aligned: float = 0.6
    """Share of the figures of a list that share an edge: at the ends of bars of a chart, few do.
    Chosen by hand."""
    min_lines_in_columns: int = 4
    """Lines. Fewer lines of texts in columns are not reported: addresses, dates and signatures.
    Chosen by hand."""
    max_lines_between: int = 1
    """Lines in fewer columns between two such lines: a heading, or the rest of a text. Chosen by
    hand."""
    max_words_in_column: float = 5.0
    """Words of a text, on average, up to which texts in columns may be those of a table: lines of
    prose in columns have more. Chosen by hand."""
    cut_depth: float = 1.5
    """Points. A line is cut off if it reaches farther over an edge: slanted letters lean over
    by less. Chosen by hand; see `make calibrate`."""
    middle_height: float = 0.3
    """Parts of the type size. Height of a line's middle above its baseline: half of a small
    letter's height."""


@constants
class LabelDoubtThresholds:
    """When a row is nearly the header. Shares of the labels."""

    min_labels: float = 0.5
    """Share of the header's labels that a row must print to be compared with it. Chosen by
    hand."""
    same_labels: float = 0.5
    """Share of the printed labels that must be the same as the header's. Chosen by hand."""


@constants
class PlanThresholds:
    """How the annex of a plan is found."""

    heading_likeness: float = 85.0
    """Similarity, 0 to 100. A heading this similar is the annex heading of the settings, with a
    misprint or another mark. Chosen by hand; see `make calibrate`."""
    heading_overlap: float = 3.0
    """Points. The first text of the annex may start this far above the foot of its heading:
    text boxes overlap. Chosen by hand; see `make calibrate`."""
    role_length: int = 40
    """Characters. Longest role name made from a label: longer names are unwieldy as column
    names."""
    max_repeated_text: int = 256 * 1024**2
    """Maximum characters of a table after the text of merged cells is repeated on each row that
    they cover. Chosen by hand: far above any plan; several published files have that size."""
    note_overlap: float = 3.0
    """Points. A footnote may start this far above the foot of the annex: text boxes overlap.
    Chosen by hand; see `make calibrate`."""


LINE_FIT = LineFitThresholds()
BROKEN_WORDS = BrokenWordThresholds()
BLOCKS = BlockThresholds()
FOOTPRINTS = FootprintThresholds()
LEFT_OUT = LeftOutThresholds()
DOUBTS = DoubtThresholds()
LABEL_DOUBTS = LabelDoubtThresholds()
PLAN = PlanThresholds()
