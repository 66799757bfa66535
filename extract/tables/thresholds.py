"""Thresholds of the tables package."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
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
    min_certain_rows: int = 2
    """Certain row starts that a table without rules and fills must show. Chosen by hand; see
    `make calibrate`."""
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

    min_figure_lines: int = 3
    """Lines. Fewer lines of figures under each other are no table. Chosen by hand; see
    `make calibrate`."""
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
