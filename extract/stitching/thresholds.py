"""Thresholds of stitching: table runs, headers, labels, and decisions at page ends."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableRunThresholds:
    """When tables of consecutive pages are parts of one table."""

    column_shift: float = 0.02
    """Share of the table's width by which a column line may move from page to page. Chosen by
    hand; see `make calibrate`."""
    width_change: float = 0.1
    """Share of the table's width by which the widths of two parts may differ. Chosen by hand;
    see `make calibrate`."""
    least_edges: int = 3
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
    edge_tolerance: float = 1.0
    """Points. A line may start this far above the table's last rule and still be below it:
    text boxes overlap. Chosen by hand; see `make calibrate`."""


@dataclass(frozen=True, slots=True)
class HeaderThresholds:
    """Which rows are a header."""

    most_rows: int = 4
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
    """Lightness, 0 to 1. Lighter text lies on a dark ground. Chosen by hand; see
    `make calibrate`."""


@dataclass(frozen=True, slots=True)
class LabelThresholds:
    """When a printed label is a label of the settings. Likeness is 0 to 1."""

    match: float = 0.6
    """Likeness from which a printed label may be the settings' label. Chosen by hand; see
    `make calibrate`."""
    same: float = 0.85
    """Likeness from which it is that label: a misprint, an ending or a mark differs, no word.
    Chosen by hand; see `make calibrate`."""
    least_labels: int = 2
    """Labels of the settings that a row must print to be a header."""
    label_share: float = 0.5
    """Share of the settings' labels that a header must print. Rows of data print none. Chosen
    by hand; see `make calibrate`."""
    ies_length: int = 4
    """Letters. In a longer word, `ies` is the plural ending of `y`: not in `dies`."""
    plural_length: int = 3
    """Letters. In a longer word, a final `s` is a plural ending: not in `gas`."""


@dataclass(frozen=True, slots=True)
class ReprintThresholds:
    """When two prints of a label say the same."""

    misread_likeness: float = 85.0
    """Likeness (0 to 100) from which OCR may have misread one label as the other, or a word
    of it was changed. Chosen by hand; see `make calibrate`."""
    shared_word: int = 4
    """Letters. Shortest word that two labels share if one is a changed form of the other:
    shorter words are mostly `the`, `and`, `of`."""


@dataclass(frozen=True, slots=True)
class BreakWeights:
    """Weights of evidence at a page end, in natural log odds.

    Positive weights mean that the row continues, negative ones that a new row starts. All were
    chosen by hand: they rank the reasons by how seldom each of them misleads. See
    `make calibrate`.
    """

    weak: float = 1.5
    """A total closer to zero is a weak decision."""
    lower_case: float = 3.0
    """Starts in lower case. No other habit of a column counts more for a text that continues."""
    closed: float = 3.5
    """Most that a full stop, or a missing one, may count."""
    missing_rule: float = 4.0
    """No rule closes a cell, although whole cells have one: what is drawn seldom misleads."""
    item: float = 2.0
    """Starts with a number or bullet. A capital letter never counts more."""
    list_item: float = -1.0
    """Starts with the next number or bullet of a list in the same cell."""
    closing_mark: float = 2.0
    """Starts with a closing bracket, quote or linking mark."""
    acronym: float = -0.5
    """Starts with an acronym, which stands inside sentences as well."""
    open_mark: float = 2.5
    """Ends with a comma, hyphen or opening bracket."""
    open_bracket: float = 3.0
    """A bracket is opened before the page end and closed after it."""
    word_fitted: float = -2.5
    """The first word would have fitted on the line before."""
    word_not_fitted: float = 1.0
    """The first word would not have fitted on the line before."""
    room_for_lines: float = -4.0
    """Two lines or more would have fitted above the page end."""
    room_for_line: float = -0.5
    """One line would have fitted: programs leave it free to keep two lines together."""
    open_foot: float = 1.5
    """No rule closes the cell at the foot of the page, where rules are missing now and then."""
    closed_foot: float = -2.0
    """A rule closes the cell, although page ends leave cut cells of the table open."""
    no_padding: float = 3.0
    """The cell lacks the white space that new cells have above their text."""
    padding: float = -4.0
    """The cell has that white space."""
    separated: float = -2.5
    """A rule lies above the cell on the next page, and above other cells none."""
    numbered: float = -4.0
    """Starts with a number in a column whose cells do."""
    unnumbered: float = 3.0
    """Lacks the number that cells of the column start with."""
    opener: float = -2.5
    """Starts with a word that several cells of the column start with."""
    no_comma: float = -4.0
    """Two names of the column's lists meet without a comma between them."""
    short_cell: float = 1.5
    """Most that a text shorter than any whole cell of its column may count."""
    level_end: float = 1.0
    """Most that a text that ends at or above the foot of the page may count."""
    under_empty: float = -4.0
    """A text starts under an empty cell."""
    nothing_own: float = 4.0
    """The first row of a page starts no text of its own: hardly any new row does."""
    ends_above: float = -4.0
    """The row's cells end above the foot of the page, which merged cells reach."""
    table_ends_above: float = -2.5
    """The table ends above the foot of its other pages: a note may take that room, too."""
    certain: float = 10.0
    """A drawn box or a heading over all columns decides alone."""
    nested: float = 4.0
    """Text evidence needed to continue a cell beyond the end of its key cell."""


@dataclass(frozen=True, slots=True)
class BreakThresholds:
    """Measurements at a page end."""

    usual_leading: float = 1.1
    """Parts of the type size. Least baseline distance: lines are set no tighter, as a rule."""
    space_width: float = 0.5
    """Parts of the type size. Room needed for the space before a word. Chosen by hand; see
    `make calibrate`."""
    numbered_share: float = 0.8
    """Share of a column's cells that start with a number if its cells are numbered. Chosen by
    hand; see `make calibrate`."""
    free_lines: int = 3
    """Lines. A row cut by a page end leaves no more room than this: one line that does not
    fit, and two lines that the program keeps together."""
    least_merged: float = 0.01
    """Share. Floor of the share of merged cells before its logarithm is taken."""


@dataclass(frozen=True, slots=True)
class MergeThresholds:
    """What counts as a habit of a table, and the shares assumed before a table shows its own.

    The assumed shares were chosen by hand; see `make calibrate`.
    """

    least_cases: int = 4
    """Cells. Fewer cells show no habit; assumed shares count as this many cells."""
    closed_lines: float = 0.08
    """Share of lines inside a text that close a sentence."""
    closed_ends: float = 0.5
    """Share of texts that end with a closed sentence."""
    capital_lines: float = 0.22
    """Share of lines inside a sentence that start with a capital letter or a figure."""
    short_lines: float = 0.22
    """Share of lines inside a text that end with a short word."""
    short_ends: float = 0.05
    """Share of texts that end with a short word."""
    level_share: float = 0.4
    """Share of cells that end on the same line as the tallest cell of their row."""
    level_tolerance: float = 0.5
    """Parts of the type size. Lines whose baselines differ by less are on one level."""
    closed_feet: float = 1 / 3
    """Share of cells at page ends that a rule closes if rules close whole cells there.
    Programs that leave them open close one here and there. Chosen by hand."""
    key_merged: float = 0.25
    """Share of row boundaries. A column whose cells are merged over more of them is a key
    column. Chosen by hand; see `make calibrate`."""
    finest_margin: float = 0.02
    """Share of row boundaries. Columns merged this little more than the least merged column
    hold the finest rows, too. Chosen by hand."""
    finest_merged: float = 0.05
    """Share of row boundaries. Columns merged no more than this always hold the finest rows.
    Chosen by hand."""
    prior_cases: float = 2.0
    """Cases that the share of all rows counts as when rows like the one in question are few
    (m-estimate). Chosen by hand."""
    carry_scale: float = 6.0
    """Log odds per share: a column carried at all similar boundaries counts 3, at none -3.
    Chosen by hand."""
    nested_weight: float = -2.0
    """Log odds that a column is carried where a key column to its left starts anew, if the
    table shows no such boundary. Chosen by hand."""
    uses_per_end: int = 20
    """Uses of a short word per use that ends a text. Words that end texts at least this often
    link nothing. Chosen by hand; see `make calibrate`."""


@dataclass(frozen=True, slots=True)
class PaginationThresholds:
    """How programs break texts over pages."""

    cut_padding: float = 2.5
    """Points. Least white space above a text whose loss shows that page ends cut it off: half
    of less may be chance. Chosen by hand; see `make calibrate`."""
    kept_lines: int = 2
    """Lines of a text that most programs keep together at a page end (widow control)."""
    most_kept_lines: int = 4
    """Lines. Hardly any program keeps more together."""
    least_cases: int = 4
    """Cells. Fewer cells show no habit."""
    roomy_cell: float = 3.0
    """Parts of the type size. Cells with more white space show where texts stand in them."""
    low_cells: float = 0.5
    """Share of roomy cells. If more of them have a low text, the table's texts stand low."""
    low_share: float = 1 / 3
    """Share of a cell's white space. Texts with more of it above stand in the middle or at the
    foot of their cells."""


TABLE_RUNS = TableRunThresholds()
HEADER = HeaderThresholds()
LABELS = LabelThresholds()
REPRINTS = ReprintThresholds()
WEIGHTS = BreakWeights()
BREAKS = BreakThresholds()
MERGES = MergeThresholds()
PAGINATION = PaginationThresholds()
