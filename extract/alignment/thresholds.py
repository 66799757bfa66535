"""Thresholds of the alignment package."""

from __future__ import annotations

from extract.constants import constants


@constants
class AlignmentThresholds:
    """Tolerances for finding columns and rows from the position of text.

    Lengths are multiples of the type size or PDF points; each description says which.
    """

    wide_space: float = 0.5
    """Times the type size. A wider space in a line may separate two columns. Chosen by hand; see
    `make calibrate`."""
    narrow_space: float = 0.4
    """Times the type size. Spaces between words are no wider unless the text is justified. Chosen
    by hand; see `make calibrate`."""
    max_space_ratio: float = 1.3
    """Times the widest space before it in its segment. A wider space may separate two columns;
    the spaces of one justified line are about equal. Chosen by hand; see `make calibrate`."""
    max_pitch_difference: float = 0.01
    """Share, 0 to 1, by which the widths of letters and of a space may differ in type whose
    letters are equally wide. Chosen by hand; see `make calibrate`."""
    start_distance: float = 1.5
    """Points by which the left ends of lines in one column may differ. Chosen by hand; see
    `make calibrate`."""
    exact_start_distance: float = 0.5
    """Points. A word this close to a column's left end is set flush with it. Stricter than
    `start_distance`, because it decides against the width of the space. Chosen by hand; see
    `make calibrate`."""
    edge_slack: float = 1.0
    """Points by which text may cross a column edge or the end of a rule without running over it.
    Chosen by hand; see `make calibrate`."""
    rule_slack: float = 1.0
    """Points by which a height may miss a rule and still be that of the rule. Chosen by hand; see
    `make calibrate`."""
    same_height: float = 0.01
    """Points. Heights this close to each other are equal: the resolution of published
    coordinates."""

    middle_above_baseline: float = 0.3
    """Times the type size, from the baseline to the middle of lower-case letters: about half of
    the x-height of text faces is 0.25, of capitals 0.35. Chosen by hand; see `make calibrate`."""
    row_top_above_baseline: float = 1.2
    """Times the type size, from the first baseline of a row to the row's top where no rule is
    drawn there: one line with leading. Chosen by hand; see `make calibrate`."""
    row_bottom_below_baseline: float = 0.5
    """Times the type size, from the last baseline of a row to the row's bottom where no rule is
    drawn there: below the descenders. Chosen by hand; see `make calibrate`."""
    ascent: float = 0.75
    """Times the type size, from the baseline to the top of ascenders: usual for text faces."""
    descent: float = 0.22
    """Times the type size, from the baseline to the bottom of descenders: usual for text faces."""

    min_gutter: float = 3.0
    """Points. Least width of the white space that separates two columns. Chosen by hand; see
    `make calibrate`."""
    column_inset: float = 3.0
    """Points between an undrawn column edge and the column's text. Chosen by hand; see
    `make calibrate`."""
    max_right_overrun: float = 2.0
    """Times the type size by which a word may extend beyond the right end of a table's rules.
    Chosen by hand; see `make calibrate`."""
    mark_snap_distance: float = 2.0
    """Points. Edges of fills and joints of line segments this close to each other are one mark.
    Chosen by hand; see `make calibrate`."""
    mark_distance: float = 1.5
    """Points. A mark this close to the white space between two columns is the column edge. Chosen
    by hand; see `make calibrate`."""
    min_mark_lines: int = 2
    """Horizontal lines. Segments of at least this many lines must join at an x position before it
    is a mark: one joint may be chance. Chosen by hand; see `make calibrate`."""
    min_fill_cover: float = 0.6
    """Share, 0 to 1, of a row's height that a fill must cover to be the fill of that row. Chosen
    by hand; see `make calibrate`."""
    min_fill_wall: float = 0.5
    """Share, 0 to 1, of a row's height that a fill must cover before its sides are walls in that
    row. Chosen by hand; see `make calibrate`."""
    min_band_fill_width: float = 0.95
    """Share, 0 to 1, of the table's width. A fill that is wider makes its row a heading over all
    columns. Chosen by hand; see `make calibrate`."""

    max_size_difference: float = 0.05
    """Share, 0 to 1, by which type sizes of one table's text may differ. Chosen by hand; see
    `make calibrate`."""
    max_padding_difference: float = 1.5
    """Points by which the white space between a rule and the text next to it may differ between
    the rows of one table. Chosen by hand; see `make calibrate`."""
    max_cell_overrun: float = 2.0
    """Times the type size. Text of a cell that continues past the first rule ends no further above
    that rule. Chosen by hand; see `make calibrate`."""
    max_unfilled_step: float = 3.0
    """Times the type size. Lines of a row without a fill beside the first or last filled row are
    no further from each other or from the filled row. Chosen by hand; see `make calibrate`."""
    padding_quantile: float = 0.1
    """Quantile, 0 to 1, of the distances between last lines and the rules below them that counts
    as the least one: a few rows may be overfull. Chosen by hand; see `make calibrate`."""
    min_usual_start_share: float = 0.1
    """Share, 0 to 1, of a column's lines that must begin at an x position before it counts as a
    usual start. Chosen by hand; see `make calibrate`."""
    min_usual_starts: float = 2.0
    """Lines. At least this many must begin at a usual start, however short the column is. Chosen
    by hand; see `make calibrate`."""

    max_gap_at_rule: float = 3.0
    """Times the type size. The first line below a rule is no further from it, and the rule that
    closes a table is no further from the last line. Chosen by hand; see `make calibrate`."""
    max_fixed_row_gap: float = 10.0
    """Times the type size. Rows of a fixed height leave no more white space than this. Chosen by
    hand; see `make calibrate`."""
    min_lines_at_place: int = 3
    """Texts of a column, with others beside them, that begin at one x position right or left of
    its start, as items of lists do. Chosen by hand: fewer may be there by chance."""
    max_row_gap_ratio: float = 1.6
    """Times the widest gap between two rows so far. A wider gap ends the table. Chosen by hand;
    see `make calibrate`."""

    min_line_pitch: float = 0.8
    """Times the type size. A smaller step between baselines is no line pitch. Chosen by hand; see
    `make calibrate`."""
    max_line_pitch: float = 1.7
    """Times the type size. Lines of one text or of one row follow each other no further apart.
    Chosen by hand; see `make calibrate`."""
    min_key_drop: float = 0.25
    """Times the line pitch. A key whose first line is lower than that of its rows by more is
    centred beside them. Chosen by hand."""
    default_line_pitch: float = 1.25
    """Times the type size. Line pitch assumed where no text of the table shows it. Chosen by
    hand; see `make calibrate`."""
    min_labelled: float = 0.6
    """Share, 0 to 1, of the columns above which texts that no rule closes at their top are a
    header. Chosen by hand: more than half, so that a name and a date above a table are none."""
    default_type_size: float = 10.0
    """Points. Type size assumed for a table without text. Chosen by hand: a usual text size."""
    min_pitch_steps: int = 3
    """Steps of one length that show a line pitch smaller than the most frequent step. Chosen by
    hand."""
    min_pitch_share: float = 0.25
    """Share, 0 to 1, of the number of the most frequent steps; fewer smaller ones are chance.
    Chosen by hand."""
    min_extra_gap: float = 0.12
    """Times the type size by which a gap must exceed the line pitch to separate rows. Chosen by
    hand; see `make calibrate`."""
    exact_pitch: float = 0.04
    """Times the type size by which a step may differ from the line pitch where the lines that the
    file draws as one cell are all at the pitch. Chosen by hand: twice the rounding of the pitch."""
    min_exact_lines: int = 3
    """Lines of cells that must show the pitch before it counts as exact. Chosen by hand."""
    min_exact_share: float = 0.95
    """Share, 0 to 1, of such lines that are at the pitch: raised type moves few of them."""
    min_room_left: float = 0.3
    """Times the type size. A word would have fitted on the line before if this much more than its
    width was free there: the width of a space. Chosen by hand; see `make calibrate`."""
    max_paragraph_steps: float = 2.5
    """Times the line pitch. Paragraphs of one cell are no further apart: one empty line. Chosen by
    hand; see `make calibrate`."""
    max_rare_blank_share: float = 0.2
    """Share, 0 to 1, of the row starts. A column that is empty at no more of them usually prints a
    text in every row, so an empty cell there is in doubt. Chosen by hand; see `make calibrate`."""

    max_label_lines: int = 4
    """Lines. A header that has no more is one row, bold or not. Chosen by hand; see
    `make calibrate`."""
    max_heading_above: float = 2.2
    """Times the type size, from the rule above a heading inside a table to the heading's first
    baseline. Chosen by hand; see `make calibrate`."""
    max_heading_below: float = 1.6
    """Times the type size, from the heading's last baseline to the rule below it. Chosen by hand;
    see `make calibrate`."""
    column_search_depth: float = 12.0
    """Times the type size. Where the text between a table's only two rules shows no columns, they
    are looked for in this height below the first rule. Chosen by hand; see `make calibrate`."""


@constants
class GutterWeights:
    """Log odds that white space separates two columns. Chosen by hand; see `make calibrate`."""

    prior: float = -0.4
    """Most white space in a text is no gutter."""
    white: float = 1.0
    """For each line, per type size of white space beyond `narrow_white`."""
    narrow_white: float = 0.1
    """Times the type size. Narrower white space is no evidence."""
    max_white: float = 1.5
    """Times the type size. Further white space adds no weight: a single line decides nothing."""
    near_text: float = 2.0
    """Times the type size. A line shows a gutter only if the text after it begins this close to it:
    an empty column might hold any number of them."""
    near_figure: float = 4.0
    """Times the type size. The same for a figure before or after it: figures differ in width."""
    label_across: float = -1.5
    """For each text across above the first line that leaves the white space: a label over a
    group of columns."""
    text_across: float = -12.0
    """For each other text that runs across: it overflows its cell, or there is no gutter."""
    heading_across: float = -0.2
    """For each line whose only text begins at the left and runs across: a heading, or prose."""
    touching: float = -6.0
    """All texts together leave less than the least gutter."""
    usual_apart: float = 0.6
    """Share, 0 to 1, of the lines beside a gutter that the file draws apart where it draws cells as
    wholes: the others are single lines, or the last and the first line of two cells."""
    mark: float = 3.0
    """A fill ends or line segments join there."""
    drawn_apart: float = 1.5
    """For each line in which the file does not draw one side right after the other. Type of another
    face may be drawn apart, too, but rarely at one position in several lines."""
    max_drawn_apart: float = 12.0
    """Maximum weight of all lines that are drawn apart."""
    aligned: float = 2.0
    """Per share of the texts beside the white space that are aligned beyond `chance_aligned`."""
    usual_aligned: float = 0.8
    """Share, 0 to 1, of a column's texts that are aligned, as a rule. White space before texts that
    are less aligned counts less."""
    chance_aligned: float = 0.5
    """Share, 0 to 1, of texts that are aligned by chance."""
    min_aligned_lines: int = 3
    """Lines. Fewer lines show no alignment."""
    mark_width: float = 0.5
    """Width of a decimal point, in widths of a digit, if letters differ in width; it is 1 in
    typewriter faces."""


@constants
class RowWeights:
    """Log odds that a row starts at a level. The more reliable a reason, the larger its weight.

    Chosen by hand; see `make calibrate`.
    """

    beside: float = 0.7
    """Multiple of the type size: the height of capitals. Texts of two levels closer than this
    overlap vertically, which only happens within one row."""
    figure: float = 3.0
    """For each figure closely below a figure: a figure does not wrap into another one."""
    max_figures: int = 4
    """Further figures add no weight."""
    max_columns: float = 0.7
    """Share, 0 to 1, of the columns. A level with text in more of them is full."""
    full_level: float = 1.0
    """A full level: wrapped lines fill only some columns."""
    turns_bold: float = 12.0
    """A bold key stands alone below one that is not bold: the heading of a group of rows."""
    lone_key: float = 7.0
    """A key stands alone below the key of a row of figures that left room for more text. This
    outweighs the prior and the missing figures. Chosen by hand."""
    key_like_others: float = 4.8
    """The same if the row above left no room, but rows above other such keys did, or if the keys
    are short: a row starts there, but this is doubtful. Chosen by hand."""
    full_grid: float = 4.0
    """All lines have text in all columns: cells that wrap differ in their number of lines."""
    min_grid_columns: int = 3
    """Columns. Two texts side by side may wrap alike."""
    min_grid_lines: int = 3
    """Lines. Two lines may be those of a single row."""

    start_after_gap: float = 3.0
    """For each text that starts after white space, where white space separates rows."""
    max_starts: int = 3
    """Further columns add no weight."""
    first_column: float = 2.0
    """The text in the first column starts after white space."""
    all_follow: float = -8.0
    """All texts follow at the line pitch, where white space separates rows."""
    others_continue: float = -1.5
    """Text right of all texts that start goes on in the middle of a sentence."""
    beside_continuing: float = -8.0
    """A single text starts beside texts that go on: they are of one row."""
    single_start: float = -1.5
    """A single text starts, not in the first column: a row, or a paragraph."""
    paragraph: float = -2.5
    """Its wording or the white space above is that of a paragraph."""

    line_prior: float = -3.0
    """Most lines go on, where no white space separates rows."""
    resumed: float = 4.0
    """For each column that has text again after its text ended."""
    broken_off: float = 2.6
    """For each line above that had room for the first word of the line below it."""
    wording: float = 1.6
    """For each capital after a full stop."""
    continues: float = -1.0
    """Text goes on in the middle of a sentence in some column: a merged cell."""
    no_first_column: float = -1.5
    """Texts start, but none in the first column, and others may go on."""

    drawn_apart: float = 6.0
    """For each text that a file which draws cells as wholes does not draw right after the text
    above it: the two are of two cells."""
    drawn_next: float = -12.0
    """Such a file draws all texts right after those above them."""

    missing_column: float = -0.5
    """For each column that a row leaves empty and all clear rows of the section print."""
    max_missing: int = 3
    """Further columns add no weight."""
    clear: float = 4.0
    """Log odds. Row starts of at least this show what the rows of the section look like."""
    min_clear_rows: int = 3
    """Rows. Fewer do not show what is usual."""
    usual_column: float = 0.95
    """Share, 0 to 1, of the clear rows that print a text in a usual column."""
    same_place: float = 0.15
    """Times the type size by which the middles, or the last baselines, of texts in one row differ:
    more than rounding, and less than the half line by which texts of even and odd numbers of lines
    begin apart. Chosen by hand."""
    min_uneven_rows: int = 2
    """Rows whose texts begin at different heights. A single one may be a heading above a row."""
    max_levels: int = 400
    """Levels. In a longer section, as in a hostile file, each level is judged by itself: the time
    to add up all segmentations grows with the square of the number of levels."""
    certain: float = 20.0
    """A heading over all columns or the end of the header decides alone."""
    doubtful: float = 2.0
    """Decisions with smaller log odds than this, for or against, are doubtful."""


@constants
class UndrawnThresholds:
    """When text inside a ruled grid shows edges that no lines draw.

    Chosen by hand; see `make calibrate`.
    """

    min_lines: int = 3
    """Lines. Fewer lines show no columns or rows of their own."""
    min_new_edges: int = 2
    """Column edges that no other row has. A single one may separate labels from values."""
    min_list_lines: int = 10
    """Lines that show even a single such edge: a list of texts and figures."""
    min_parted_rows: int = 3
    """Rows that begin with texts on both sides of white space, the row of labels among them; then
    a single edge parts two columns. Chosen by hand."""
    min_figure_share: float = 0.6
    """Share, 0 to 1, of the texts that must be figures before they show columns of their own."""
    min_lone_gap: float = 1.25
    """Times the type size. If a single line shows a column edge, its gaps are wider: two spaces of
    a typewriter's face are 1.2 wide, those of other faces about 0.55."""
    min_figure_rows: float = 0.5
    """Share, 0 to 1, of the accepted row starts that figures must show, or more. Chosen by hand."""
    max_doubtful_rows: float = 0.25
    """Share, 0 to 1, of doubtful row starts among the accepted ones. Chosen by hand."""
    min_placed_share: float = 0.8
    """Share, 0 to 1, of the texts that must be at a side or in the middle of their cell."""
    side_inset: float = 1.2
    """Times the type size. A text this close to the side of its cell is set flush with it; twice
    the same counts for the middle."""
    min_columns: int = 2
    """Columns. Fewer show no rows."""
    min_led_share: float = 0.5
    """Share, 0 to 1, of the lines of keys that must end with leading dots: keys may wrap."""
    max_ruled_rows: int = 4
    """Rows. In a grid with more of them, lines separate the rows."""


ALIGNMENT = AlignmentThresholds()
UNDRAWN = UndrawnThresholds()
ROWS = RowWeights()
GUTTERS = GutterWeights()
