"""Thresholds of the ruling package."""

from __future__ import annotations

from extract.constants import constants


@constants
class RulingThresholds:
    """Tolerances for turning drawn lines, boxes and fills into grids.

    Lengths are PDF points unless a name says otherwise. The values were chosen by hand on plans
    and test documents; `make calibrate` shows the range in which results do not change.
    """

    touch_distance: float = 3.0
    """Points. A horizontal and a vertical line this close to each other meet. Pen widths and
    rounding leave such gaps at corners. Chosen by hand; see `make calibrate`."""
    snap_distance: float = 3.0
    """Points. Parallel lines this close to each other are one wall, because a double line is one
    wall. Chosen by hand; see `make calibrate`."""
    open_side_reach: float = 6.0
    """Points by which crossing lines must extend beyond the outermost parallel line before the
    table has an undrawn side there. Twice `touch_distance`, so that a line that
    overshoots a corner does not add a column. Chosen by hand; see `make calibrate`."""
    max_band_height: float = 2.6
    """Times the largest type size of the page. A strip between two lattices of the same width is
    a heading row if it is no higher than this: two lines of type. Chosen by hand; see
    `make calibrate`."""
    default_type_size: float = 10.0
    """Points. Type size assumed for a page without words. Chosen by hand: a usual text size."""

    corner_distance: float = 1.2
    """Points by which the sides of a box may miss each other at a corner, and by which equal gaps
    and equal heights of boxes may differ. Chosen by hand; see `make calibrate`."""
    min_box_side: float = 6.0
    """Points. A narrower or lower box is no cell: it could not hold a line of type. Chosen by
    hand; see `make calibrate`."""
    min_box_gap: float = 1.0
    """Points. Boxes closer than this share a wall, and the table is an ordinary ruled one. Chosen
    by hand; see `make calibrate`."""
    max_box_gap: float = 14.0
    """Points. Boxes further apart belong to different tables. Chosen by hand; see
    `make calibrate`."""
    min_boxes: int = 6
    """Boxes. Fewer are a form or figures side by side, not a table. Chosen by hand; see
    `make calibrate`."""
    min_equal_gap_share: float = 0.8
    """Share, 0 to 1, of the gaps between a table's boxes that must equal the median gap. The rest
    leaves room for merged cells. Chosen by hand; see `make calibrate`."""

    max_label_words: int = 6
    """Words. The label of a value that stands in a box of its own has no more: of 332 labels of
    plans in eight languages, none has."""
    min_repeated_words: int = 3
    """Words. A fill with fewer is no header: bands may print `Total` several times."""
    min_heading_share: float = 0.1
    """Share, 0 to 1, by which a heading between two tables is larger than their labels: twice
    what type of one size may differ by."""
    min_pairs: float = 0.8
    """Share, 0 to 1, of the sections between the lines of cards that are a label and its value. The
    rest leaves room for values that begin on the page before. Chosen by hand."""
    max_value_pitch: float = 2.0
    """Times the height of a line, from one line of a value to the next. Chosen by hand: a title
    and prose above cards are further apart."""
    min_shaded_share: float = 0.6
    """Share, 0 to 1, of a box's area that a fill must cover to be its shade. Chosen by hand."""

    max_fill_gap: float = 5.0
    """Points. Fills this close to each other stand side by side; the gap is a white cell border.
    Column edges closer than this are one edge. Chosen by hand; see `make calibrate`."""
    max_end_difference: float = 4.0
    """Points by which the left or right ends of lines and fills of one table may differ. Chosen
    by hand; see `make calibrate`."""
    max_open_rows: int = 2
    """Rows. In a table with rules between its columns only, rules separate at most the header from
    the rest: each row may hold several."""
    min_grid_rows: int = 3
    """Rows. Fills with at least this many rows are a table of their own; fewer may be a header or
    every second row of a table. Chosen by hand; see `make calibrate`."""
    max_line_room: float = 2.0
    """Times the type size. A fill that is higher than the baselines of its texts are apart by as
    much has room for a further line, and is not only behind its texts. Chosen by hand."""
    min_rule_width: float = 60.0
    """Points. Shorter lines and narrower groups of fills are underlines and ornaments. Chosen by
    hand; see `make calibrate`."""
    min_grid_cover: float = 0.9
    """Least ratio of the summed area of fills to the area of their bounding box if they are a
    grid: white borders between cells take the rest. Chosen by hand; see `make calibrate`."""
    max_grid_cover: float = 1.1
    """Greatest ratio of the same areas: fills of a grid hardly overlap. Chosen by hand; see
    `make calibrate`."""

    min_stroke: float = 24.0
    """Points. A shorter straight stroke in a picture may be part of a letter. Chosen by hand; see
    `make calibrate`."""
    max_dots: int = 36_000_000
    """Dots of a page that is drawn to find lines or letters; larger pages are drawn at a lower
    resolution. Measured: OpenCV takes 8 bytes a dot, and a page reader may take about 1 GiB. A2 at
    300 dots per inch has 35 million."""
    picture_dpi: int = 150
    """Dots an inch at which pages are rendered to find lines in pictures. A hairline of a quarter
    of a point is half a dot wide at this resolution and still shows in grey."""
    min_picture_share: float = 0.25
    """Share, 0 to 1, of the page area that pictures must cover before they are searched for lines.
    Chosen by hand; see `make calibrate`."""
    min_glyphs_on_picture: int = 40
    """Glyphs. Fewer glyphs on a picture are a label or a title, not a table. Chosen by hand; see
    `make calibrate`."""
    min_mask_thickness: int = 3
    """Dots. Least thickness of the mask drawn over a line in a picture, so that the mask covers
    the grey edges of a thin line. Chosen by hand; see `make calibrate`."""


RULING = RulingThresholds()


@constants
class NestedThresholds:
    """What makes a grid one inside of a cell."""

    line_distance: float = 1.0
    """Points. Lines of one grid touch with less: corners differ by pen widths only, while a grid in
    a cell stands apart by the cell's padding. Chosen by hand."""
    side_share: float = 0.9
    """Share of each side of a grid in a cell that lines must cover. Chosen by hand."""
    shared_side: float = 0.1
    """Points. A grid this near to a line of the outer one shares the line, and is not in a cell.
    Chosen by hand: programs round coordinates to a tenth or finer."""
    max_share: float = 0.5
    """Share of the outer grid that grids in its cells may cover: where they cover more, the outer
    one may be page design around tables. Chosen by hand."""
    min_lines: int = 10
    """Drawn lines of a page with a grid in a grid, at least."""
    max_lines: int = 4000
    """Drawn lines of a page above which grids in cells are not looked for: maps and charts."""


NESTED = NestedThresholds()
