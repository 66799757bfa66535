"""Thresholds of stitching: table runs, headers and labels."""

from __future__ import annotations

from extract.constants import constants


@constants
class TableRunThresholds:
    """When tables of consecutive pages are parts of one table."""

    same_place: float = 0.5
    """Share of the narrower of two parts of a table that they have in common across: margins may
    be mirrored, but parts do not stand beside each other."""

    column_shift: float = 0.02
    """Share of the table's width by which a column line may move from page to page. Chosen by
    hand; see `make calibrate`."""
    width_change: float = 0.1
    """Share of the table's width by which the widths of two parts may differ. Chosen by hand;
    see `make calibrate`."""
    min_edges: int = 3
    """Column lines that a part of several rows must show: outer edges alone match any table."""
    prose_lines: int = 2
    """Number of prose lines below a table that end it. A single line may be a note, or the
    heading of what follows."""
    prose_width: float = 0.7
    """Share of the table's width. A shorter line is no prose. Chosen by hand; see
    `make calibrate`."""
    note_size: float = 0.95
    """Share of the table's type size. Notes are set smaller than this. Chosen by hand; see
    `make calibrate`."""
    note_gap: float = 1.5
    """Parts of the type size. A line with more white above it is no longer of the notes: those
    have a line's height between them at most. Chosen by hand."""
    page_foot: float = 0.75
    """Share of the page height. Pages have room for text at least down to here: no margin is
    larger. Chosen by hand."""
    white_between: float = 3.0
    """Times the type size. Less white parts two tables of one page; two pages printed above each
    other on one sheet have their margins between them. Chosen by hand."""
    edge_tolerance: float = 1.0
    """Points. A line may start this far above the table's last rule and still be below it:
    text boxes overlap. Chosen by hand; see `make calibrate`."""


@constants
class HeaderRowThresholds:
    """Which rows are a header."""

    max_rows: int = 4
    """Rows. No header is deeper. Chosen by hand; see `make calibrate`."""
    reprint_share: float = 0.5
    """Share of the later parts that must reprint a header that nothing else sets apart. Chosen
    by hand; see `make calibrate`."""
    styled_body_share: float = 0.5
    """Share of the body's cells. A style that as many of them have sets no header apart.
    Chosen by hand; see `make calibrate`."""
    nested_labels_share: float = 0.5
    """Share of a row's labels that may lie under a label just as wide. If more do, the row
    holds data. Chosen by hand; see `make calibrate`."""
    reprinted_row_share: float = 0.5
    """Share of a header row's labels that a reprint must show. Chosen by hand; see
    `make calibrate`."""
    light_color: float = 0.8
    """Lightness, 0 to 1. Lighter text lies on a dark background. Chosen by hand; see
    `make calibrate`."""


@constants
class HeadingThresholds:
    """Which lines between two tables with the same columns are a heading of the rows below."""

    max_lines: int = 2
    """Lines. Longer texts between tables are prose."""
    bold_share: float = 0.5
    """Share of a table's lines. If fewer of them are bold, a bold line may be a heading."""
    larger: float = 1.1
    """Multiple of the table's type size. Larger type may be a heading. Chosen by hand."""
    same_keys: float = 0.5
    """Share of the texts of a first column. Tables that have as many in common are forms.
    Chosen by hand."""
    distance: float = 2.5
    """Parts of the table's type size. A heading's last line is no farther above its table.
    Chosen by hand."""


@constants
class PlainHeaderThresholds:
    """When a row that no style sets apart is a header. Weights are natural log odds for labels.

    All were chosen by hand: they rank the reasons by how rarely each of them misleads.
    """

    least: float = 3.0
    """Least total of a header. Rows of data rarely reach it: to publish one as labels would lose
    a row."""
    over_several: float = 1.5
    """A label stands over several others, as no data do."""
    min_cells: int = 2
    """Cells below a label. Fewer show no habit."""
    min_equal: int = 3
    """Cells that say the same below a label that says something else."""
    min_years: int = 2
    """Years in order that are labels."""
    max_words: int = 5
    """Words. Longer texts are hardly ever labels."""
    max_abbreviated: int = 1
    """Words. So short a label that ends with a full stop is abbreviated: `No.`"""
    figures_share: float = 0.6
    """Share of the cells below that hold a figure if their column does."""
    shortest: float = 1.5
    """Most that it may count that a label is shorter, or holds no figure unlike cells below."""
    empty: float = -1.0
    """No text stands in the place of a label."""
    figure: float = -2.0
    """A label holds a figure."""
    sentence: float = -2.0
    """A label is long, or ends with a mark."""
    again: float = -3.0
    """A cell of the column says the same."""
    longer: float = -1.0
    """A label is longer than most cells of its column."""


@constants
class LabelThresholds:
    """When a printed label is a label of the settings. Likeness is 0 to 1."""

    match: float = 0.6
    """Likeness from which a printed label may be the settings' label. Chosen by hand; see
    `make calibrate`."""
    same: float = 0.85
    """Likeness from which it is that label: a misprint, an ending or a mark differs, no word.
    Chosen by hand; see `make calibrate`."""
    min_labels: int = 2
    """Labels of the settings that a row must print to be a header."""
    label_share: float = 0.5
    """Share of the settings' labels that a header must print. Rows of data print none. Chosen
    by hand; see `make calibrate`."""
    ies_length: int = 4
    """Letters. In a longer word, `ies` is the plural ending of `y`: not in `dies`."""
    plural_length: int = 3
    """Letters. In a longer word, a final `s` is a plural ending: not in `gas`."""


@constants
class ReprintThresholds:
    """When two prints of a label say the same."""

    misread_likeness: float = 85.0
    """Likeness (0 to 100) from which OCR may have misread one label as the other, or a word
    of it was changed. Chosen by hand; see `make calibrate`."""
    shared_word: int = 4
    """Letters. Shortest word that two labels share if one is a changed form of the other:
    shorter words are mostly `the`, `and`, `of`."""


TABLE_RUNS = TableRunThresholds()
HEADER = HeaderRowThresholds()
HEADINGS = HeadingThresholds()
PLAIN_HEADER = PlainHeaderThresholds()
LABELS = LabelThresholds()
REPRINTS = ReprintThresholds()
