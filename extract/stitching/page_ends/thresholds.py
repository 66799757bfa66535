"""Thresholds and weights of decisions at page ends."""

from __future__ import annotations

from extract.constants import constants


@constants
class BreakWeights:
    """Weights of evidence at a page end, in natural log odds.

    Positive weights mean that the row continues, negative ones that a new row starts. All were
    chosen by hand: they rank the reasons by how rarely each of them misleads. See
    `make calibrate`.
    """

    weak: float = 1.5
    """A total closer to zero is a weak decision."""
    open_cell: float = 3.0
    """A total closer to zero is a weak decision on an empty place, of which paper tells nothing."""
    lower_case: float = 3.0
    """Maximum weight of a start in lower case. No other property of a column counts more for a
    text that continues."""
    closed: float = 3.5
    """Maximum weight of a full stop, or of a missing one."""
    missing_rule: float = 4.0
    """No rule closes a cell, although whole cells have one: what is drawn rarely misleads."""
    item: float = 2.0
    """Maximum weight of a number, a bullet or a capital letter at the start."""
    closing_mark: float = 2.0
    """Starts with a closing bracket, quote or linking mark."""
    acronym: float = -0.5
    """Starts with an acronym, which stands inside sentences as well."""
    open_mark: float = 2.5
    """Ends with a comma, hyphen or opening bracket."""
    open_bracket: float = 3.0
    """A bracket is opened before the page end and closed after it."""
    fitted: float = 2.5
    """Maximum weight of the evidence that the first word would have fitted on the line before."""
    not_fitted: float = 1.0
    """Maximum weight of the evidence that the word would not have fitted: narrow columns rarely
    have room."""
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
    next_number: float = -3.0
    """Two cells are numbers and nothing else, and the second one follows the first."""
    unnumbered: float = 3.0
    """Lacks the number that cells of the column start with."""
    opener: float = 2.5
    """Maximum weight of the evidence that several cells of the column start with the same word."""
    single_line: float = 4.0
    """Maximum weight of the evidence that cells of the column have one line."""
    no_comma: float = -4.0
    """Two names of the column's lists meet without a comma between them."""
    short_cell: float = 1.5
    """Maximum weight of a text shorter than any whole cell of its column."""
    level_end: float = 1.0
    """Maximum weight of a text that ends at or above the foot of the page."""
    under_empty: float = -4.0
    """A text starts under an empty cell."""
    nothing_own: float = 4.0
    """The first row of a page starts no text of its own: hardly any new row does."""
    blank_row: float = -5.0
    """A row without text is as high as rows with text: what a page end leaves of a cut cell is
    only the white space below its text."""
    ends_above: float = -4.0
    """The row's cells end above the foot of the page, which merged cells reach."""
    table_ends_above: float = -2.5
    """The table ends above the foot of its other pages: a note may take that room, too."""
    page_room: float = -4.0
    """The page has much room left below the table: a row that needs it is not cut."""
    certain: float = 10.0
    """A drawn box or a heading over all columns decides alone."""
    two_headings: float = -2.0
    """Headings on both sides of a page end: they follow each other more often than one is cut."""
    nested: float = 4.0
    """Text evidence needed to continue a cell beyond the end of its key cell."""


@constants
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
    free_height: float = 0.2
    """Share of the page. Less room may be left below a cut row, for notes and kept lines."""
    blank_height: float = 0.9
    """Share of the height of the lowest row with text. A lower row without text may be the end
    of a cut cell."""
    even: float = 0.5
    """Share. An even chance, where a table shows no other."""
    min_merged: float = 0.01
    """Share. Floor of the share of merged cells before its logarithm is taken."""


@constants
class MergeThresholds:
    """When a table's own statistics count, and the shares assumed before it has any.

    The assumed shares were chosen by hand; see `make calibrate`.
    """

    min_cases: int = 4
    """Cells. Fewer cells show no habit; assumed shares count as this many cells."""
    closed_lines: float = 0.08
    """Share of lines inside a text that close a sentence."""
    closed_ends: float = 0.5
    """Share of texts that end with a closed sentence."""
    semicolon_lines: float = 0.04
    """Share of lines inside a text that end with a semicolon."""
    semicolon_ends: float = 0.03
    """Share of texts that end with a semicolon."""
    lower_lines: float = 0.7
    """Share of lines inside a sentence that start in lower case."""
    lower_starts: float = 0.03
    """Share of texts that start in lower case."""
    capital_lines: float = 0.22
    """Share of lines inside a sentence that start with a capital letter or a figure."""
    capital_starts: float = 0.95
    """Share of texts that start with a capital letter or a figure."""
    fitting_lines: float = 0.05
    """Share of lines inside a sentence on which the first word of the next line would have
    fitted."""
    fitting_ends: float = 0.63
    """Share of texts on whose last line the first word of the next text would have fitted."""
    item_lines: float = 0.1
    """Share of lines inside a text that start with the mark of a list item."""
    item_starts: float = 0.74
    """Share of texts that start with the mark of a list item."""
    words: int = 100
    """Different words that any text may contain, each of them as likely as another."""
    counting: float = 0.3
    """Share of texts with such a mark that continue the list of the text above."""
    counting_lines: float = 0.9
    """Share of numbered items inside a list whose number follows the one before."""
    ended: float = 0.5
    """Share of texts with no more lines than a page prints of one."""
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
    """Number of cases as which the share of all rows counts (m-estimate), so that it decides if
    there are few rows like the one in question. Chosen by hand."""
    carry_scale: float = 6.0
    """Log odds per share: a column carried at all similar boundaries counts 3, at none -3.
    Chosen by hand."""
    nested_weight: float = -2.0
    """Log odds that a column is carried where a key column to its left starts a new text, if the
    table shows no such boundary. Chosen by hand."""
    likely_carry: float = 0.6
    """Share of empty places assumed to belong to the merged cell above in a key column, and not
    to do so elsewhere. It counts as one case."""
    uses_per_end: int = 20
    """Uses of a short word per use that ends a text. Words that end texts at least this often
    link nothing. Chosen by hand; see `make calibrate`."""


@constants
class PaginationThresholds:
    """How programs break texts over pages."""

    cut_padding: float = 2.5
    """Points. Least white space above a text whose loss shows that page ends cut it off: half
    of less may be chance. Chosen by hand; see `make calibrate`."""
    kept_lines: int = 2
    """Lines of a text that most programs keep together at a page end (widow control)."""
    max_kept_lines: int = 4
    """Lines. Hardly any program keeps more together."""
    min_cases: int = 4
    """Cells. Fewer cells show no habit."""
    roomy_cell: float = 3.0
    """Parts of the type size. Cells with more white space show where texts stand in them."""
    low_cells: float = 0.5
    """Share of roomy cells. If more of them have a low text, the table's texts stand low."""
    low_share: float = 1 / 3
    """Share of a cell's white space. Texts with more of it above stand in the middle or at the
    foot of their cells."""


WEIGHTS = BreakWeights()
BREAKS = BreakThresholds()
MERGES = MergeThresholds()
PAGINATION = PaginationThresholds()
