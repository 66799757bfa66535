"""Thresholds of the tables package."""

from __future__ import annotations

from extract.constants import constants


@constants
class TableThresholds:
    """Tolerances for making cells of lattices and for putting text into them.

    Lengths are PDF points unless a description says otherwise.
    """

    min_wall_share: float = 0.5
    """Share, 0 to 1, of a cell side that lines must cover before there is a wall. Chosen by
    hand; see `make calibrate`."""
    min_fill_share: float = 0.6
    """Share, 0 to 1, of a cell's area that a fill must cover to be the cell's colour. Chosen by
    hand; see `make calibrate`."""

    word_edge_inset: float = 1.0
    """Points inside a word's left and right edge at which the word is tested against cells, so
    that a word that touches a wall does not fall into the neighbouring cell. Chosen by hand; see
    `make calibrate`."""
    table_edge_slack: float = 1.0
    """Points by which text may lie outside a table's bounding box and still belong to it. Chosen
    by hand; see `make calibrate`."""
    half_open_margin: float = 0.01
    """Points. Cell boxes are half-open, so a point on the right edge moves left by this much: the
    resolution of published coordinates."""

    max_pitch_ratio: float = 1.2
    """Times the line pitch. A line further below the line above does not continue its text.
    Chosen by hand; see `make calibrate`."""
    min_pitch_ratio: float = 0.5
    """Times the line pitch. A line closer to the line above overprints it or is a superscript.
    Chosen by hand; see `make calibrate`."""
    min_line_pitch: float = 0.8
    """Times the type size. A smaller step between baselines is no line pitch. Chosen by hand; see
    `make calibrate`."""
    max_line_pitch: float = 3.0
    """Times the type size. A larger step between baselines is no line pitch. Chosen by hand; see
    `make calibrate`."""
    default_line_pitch: float = 1.3
    """Times the type size. Line pitch assumed where no text of the table shows it. Chosen by
    hand; see `make calibrate`."""
    max_side_overrun: float = 2.0
    """Points by which a line may extend beyond the sides of its cell. Chosen by hand; see
    `make calibrate`."""
    max_size_difference: float = 0.05
    """Share, 0 to 1, by which type sizes of one text may differ. Chosen by hand; see
    `make calibrate`."""
    min_cut_depth: float = 0.15
    """Times the type size. A rule must lie at least this far below the capitals' top to cut a
    line. Chosen by hand; see `make calibrate`."""
    cap_height: float = 0.7
    """Times the type size, from the baseline to the top of capitals: usual for text faces."""
    max_word_gap: float = 0.5
    """Times the type size. A narrower gap between two words is an ordinary space, so a line with
    such a gap over a column edge runs across the edge. Chosen by hand; see `make calibrate`."""

    min_header_labels: int = 3
    """Labels side by side in the header of a table without rules and fills. Fewer texts side by
    side are lists, forms and pages set in two columns. Chosen by hand; see `make calibrate`."""
    max_label_words: int = 4
    """Words of a label that looks like the other texts of its table. Chosen by hand; see
    `make calibrate`."""
    min_certain_rows: int = 2
    """Certain row starts that a table without rules and fills must show. Chosen by hand; see
    `make calibrate`."""
    min_drawn_rows: int = 1
    """The same where the file draws the texts below bold labels as cells. Chosen by hand."""
    min_side_by_side_share: float = 0.25
    """Share, 0 to 1, of the baselines below such a header that must show texts side by side.
    Chosen by hand; see `make calibrate`."""
    max_label_pitch: float = 1.8
    """Times the type size. The lines of one header label are no further apart. Chosen by hand;
    see `make calibrate`."""
    below_header: float = 0.3
    """Times the type size, from the header's last baseline to the height from which text below
    it is read: deeper than descenders. Chosen by hand; see `make calibrate`."""
    header_descent: float = 0.25
    """Times the type size, from the header's last baseline to its lower edge: the usual depth of
    descenders. Chosen by hand; see `make calibrate`."""

    min_figure_share: float = 0.75
    """Share, 0 to 1, of a column's texts that must be figures. Chosen by hand; see
    `make calibrate`."""
    min_aligned_share: float = 0.75
    """Share, 0 to 1, of a column's figures that must begin, end or be centred at one position.
    Chosen by hand; see `make calibrate`."""
    max_lower_share: float = 0.3
    """Share, 0 to 1, of the first column's lines that may begin with a lower-case letter. More
    are prose beside a table. Chosen by hand; see `make calibrate`."""


TABLES = TableThresholds()


@constants
class TableWeights:
    """Weights of the evidence for and against a table, as log odds, and what they refer to.

    All were chosen by hand on generated documents and small papers of each kind: a weight of 2
    outweighs any two doubts, and 4 decides alone.
    """

    same_line: float = 0.3
    """Times the type size. Baselines this close to each other are one line of a cell."""
    max_overrun: float = 0.35
    """Times the type size. A word that reaches further beyond the right wall crosses it."""
    phrase_gap: float = 0.4
    """Times the type size. Words this close to each other on one baseline are a phrase."""
    crossing: float = -16.0
    """Weight if all words cross walls; in proportion if some do."""
    crossing_floor: float = -5.0
    """Least weight of crossing words."""
    filled: float = 4.0
    """Weight for each unit of the share of cells with text above the usual one."""
    usual_filled_share: float = 0.4
    """Share of cells with text that speaks neither for nor against a table."""
    filled_floor: float = -3.0
    """Least weight of that share."""
    filled_ceiling: float = 1.5
    """Greatest weight of that share."""
    one_cell: float = -5.0
    """Weight of a grid with a single cell with text: a frame."""
    no_row_in_columns: float = -2.5
    """Weight of a grid with no row that prints in several columns."""
    rows_in_columns: float = 2.0
    """Weight of the share of rows that print in several columns."""
    usual_rows_in_columns: float = 1.0
    """Twice the share of such rows that speaks neither for nor against a table."""
    more_rows: float = 0.5
    """Weight of a second and of a third such row."""
    one_row: float = -1.5
    """Weight of a single such row."""
    single_row: float = -3.0
    """Weight of a grid all of whose text is in one row: labels and signs in boxes side by side."""
    one_each: float = -3.0
    """Weight of rows that print in no column twice: texts of a page at some heights, which show no
    column together. Chosen by hand."""
    rows_below: float = 3.0
    """Type sizes. A row of boxes is a header if texts in its columns begin this far below it."""
    short_list: float = -2.0
    """Weight of a grid of one column and at most `short_list_rows` rows with text: a frame around a
    page or a box, with its heading."""
    short_list_rows: int = 2
    """Rows."""
    apart_gap: float = 1.5
    """Times the type size. Words of one line further apart are texts of two columns."""
    apart: float = -8.0
    """Weight if all lines of cells have such gaps; in proportion if some have."""
    apart_at_edge: float = -1.2
    """Weight of each line of a merged cell whose texts stand apart at a column edge inside it."""
    apart_floor: float = -4.0
    """Least weight of such gaps."""
    rows_in_cell: float = -1.0
    """Weight of each row inside cells that no wall separates."""
    rows_in_cell_floor: float = -4.0
    """Least weight of such rows."""
    gap_through: float = -0.5
    """Weight of each gap that runs through all cells of a row."""
    gap_through_floor: float = -3.0
    """Least weight of such gaps."""
    wide_gap: float = 1.35
    """Times the line pitch. A wider gap separates paragraphs or rows."""
    row_start: float = 0.3
    """Weight of each row that the starts of its texts show without a doubt."""
    starts_ceiling: float = 1.5
    """Greatest weight of such rows."""
    entry_in_merged: float = -0.7
    """Weight of each line of a merged cell that stands beside a row of its own."""
    entry_in_merged_floor: float = -4.0
    """Least weight of such lines."""
    unused: float = -0.7
    """Weight of each column in which no text starts."""
    unused_floor: float = -3.0
    """Least weight of such columns."""
    partial: float = -0.8
    """Weight of each column edge that few rows use: two tables, or a table in a cell."""
    lone_row: float = -0.4
    """Weight of each row edge that a single column has: a list, or rules in a column of a page."""
    common_edge: float = 0.55
    """Share of the rows in columns that use an edge of one table, headers of groups apart."""
    header: float = 0.8
    """Weight of a first row that looks different from the others."""
    number_share: float = 0.6
    """Share of a column's texts that are numbers, if it is a column of numbers."""
    column_of_numbers: float = 0.5
    """Weight of each column of numbers."""
    numbers_ceiling: float = 1.5
    """Greatest weight of columns of numbers."""
    contents: float = -8.0
    """Weight of a list of contents: headings, and page numbers that do not fall."""
    min_contents: int = 5
    """Lines. Fewer numbers are in order by chance."""
    max_page: int = 1500
    """The greatest page number: years are greater."""
    texts_per_figure: int = 10
    """Headings of contents for each figure among them: contents have hardly any, and data has many.
    Chosen by hand."""
    max_cut_step: float = 0.1
    """Times the type size. A line below a table continues its last cell if its distance differs
    from the line pitch of the cell by no more. Chosen by hand: programs round coordinates."""
    caption: float = -2.0
    """Weight of a caption or a note taken for a row."""
    drawn: float = 2.5
    """Weight if all walls are drawn; in proportion if some are."""
    undrawn: float = -0.3
    """Weight of each wall between two cells that nothing draws."""
    clear_edge: float = 2.0
    """Weight of an edge that no row draws, although each row has texts on both sides of it. It
    outweighs the undrawn walls clearly. Chosen by hand."""
    min_clear_rows: int = 3
    """Rows. Fewer rows are not enough to show such an edge."""
    undrawn_floor: float = -1.0
    """Least weight of such walls."""
    equal_card: float = 1.5
    """Weight of another card of the page with the same boxes at the same columns. A part of a card
    has up to 1.3 more than all of it, for a header and for rows of several columns."""
    rows_of_card: int = 4
    """Rows from which boxes over all columns and others make a card: two labels with values."""
    boxes_apart: float = -4.0
    """Weight of another grid with the same cells as a table of boxes with gaps around them."""
    other_cells: float = 0.25
    """Share of the cells of two grids that may differ, if the grids are one table."""
    same_place: float = 0.9
    """Share of the larger of two grids that they share, if they are grids of one place."""
    through: float = -0.8
    """Weight of each line drawn through the inside of a cell from side to side."""
    through_share: float = 0.9
    """Share of a cell's side along which such a line runs; a grid inside the cell is shorter."""
    through_floor: float = -5.0
    """Least weight of such lines."""
    max_through: int = 8
    """Lines through cells that are counted at most."""
    bars: float = -6.0
    """Weight of bars inside a candidate."""
    min_bars: int = 3
    """Bars. Fewer fills of different height may be behind rows or cells."""
    max_labelled_bars: float = 0.25
    """Share, 0 to 1, of the bars that touch others and have their value in them."""
    shade_beyond: float = -4.0
    """Weight of each shade in a table that runs on beyond it by more than the table's height."""
    shade_share: float = 0.1
    """Share, 0 to 1, of a table's area behind which such a shade lies."""
    curves: float = -8.0
    """Weight of curves and slanted lines that cover a table; in proportion if they cover less."""
    many_curves: float = -3.0
    """Weight of curves and slanted lines, if there are as many as words."""
    word_gap: float = 0.8
    """Times the type size. Words closer to each other than this are one text of a line."""
    label_inset: float = 2.0
    """Points from the left edge of a column of labels to its longest text."""
    label_gap: float = 10.0
    """Times the type size. Labels further left of a frame do not belong to it."""
    empty_row: float = -0.7
    """Weight of a first and of a second row without text."""
    empty_rows: float = -3.0
    """Weight if no row has text; in proportion to the rows without text beyond a third."""
    heading_between: float = 0.6
    """Weight of a first and of a second heading between rows with the same columns."""
    neighbour: float = 3.0
    """Weight of a table with the same columns on the page before or after."""
    parted_alike: float = 2.0
    """Weight of a table whose rows are parted by white space, or are as far from their rules, as
    those of its other pages. Chosen by hand."""
    only_bands: float = -12.0
    """Weight of a part of a table with columns that other pages show, if all of its texts run over
    all columns: prose. Nothing outweighs it. Chosen by hand."""
    going_on: float = -3.5
    """Weight of each column of prose that goes on in the next column, or beyond the table."""
    going_on_floor: float = -10.5
    """Least weight of such columns."""
    min_within: float = 0.25
    """Share, 0 to 1, of cells that begin within a sentence. Of a table, fewer do: those of a row
    that a page end cuts."""
    min_prose_lines: int = 4
    """Lines. Fewer are a short text of a cell."""
    min_prose_words: float = 3.0
    """Words a line of prose."""
    min_margin: float = 1.0
    """Log odds by which a reading must exceed the next one not to be in doubt."""
    min_interlocked: int = 3
    """Rows at which merged cells of two columns interlock, if the rows are in doubt: one or two
    may be where a text was left out. Chosen by hand."""
    strong_reason: float = -3.0
    """Weight of a reason that leaves a table in doubt by itself: of 381 tables of papers, 40 have
    one, nearly all of them read wrong."""
    max_odds: float = 12.0
    """Log odds beyond which more evidence does not count in the choice."""
    max_exact: int = 18
    """Overlapping candidates among which the best set is searched exactly."""


WEIGHING = TableWeights()
