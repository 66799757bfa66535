"""Thresholds of the headers package."""

from __future__ import annotations

from extract.constants import constants


@constants
class HeaderThresholds:
    """Tolerances for finding labels above columns.

    Lengths are multiples of the type size.
    """

    max_off_end: float = 0.05
    """Times the type size. A label that is set to the right ends no further from the end of the
    texts of its last column. Measured on tables that a word processor made of web pages: 0.02."""
    max_off_centre: float = 0.6
    """Times the type size. A label this far from the middle, or an end, of a column's texts is set
    at it: about the width of a letter. Chosen by hand."""
    max_off_group: float = 2.0
    """The same from the middle of several columns: cells may be wider than the texts in them."""
    max_group_lines: int = 10
    """Lines. A header with labels over several columns has no more. Chosen by hand."""
    max_header_lines: int = 8
    """Lines of labels above columns of figures: two rows of labels, of up to four lines. Chosen by
    hand."""
    max_mark_size: float = 0.8
    """Times the type size of a line. Smaller type in it is a raised mark. Chosen by hand."""
    space: float = 0.25
    """Times the type size. Width of the space between two words: that of usual typefaces."""
    min_figure_lines: int = 3
    """Lines. Fewer lines of figures under each other are no table. Chosen by hand; see
    `make calibrate`."""


HEADERS = HeaderThresholds()
