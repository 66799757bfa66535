"""Thresholds of the multipage package."""

from __future__ import annotations

from extract.constants import constants


@constants
class MultipageThresholds:
    """Tolerances for reading the pages of one table together.

    Lengths are PDF points unless a description says otherwise.
    """

    min_shared_start_share: float = 0.6
    """Share, 0 to 1, of a page's lines that must begin where lines of the table's other pages
    begin. Chosen by hand; see `make calibrate`."""
    max_size_difference: float = 0.05
    """Share, 0 to 1, by which the median type sizes of one table's pages may differ. Chosen by
    hand; see `make calibrate`."""
    min_usual_start_share: float = 0.02
    """Share, 0 to 1, of a table's lines. More lines than this must begin at an x position before
    it counts as one where lines begin. Chosen by hand; see `make calibrate`."""
    max_crossing_share: float = 0.1
    """Share, 0 to 1, of the rows whose text may cross a column edge: merged cells and group
    labels. Chosen by hand; see `make calibrate`."""
    start_snap_distance: float = 0.5
    """Points. Column starts this close to each other are one. Chosen by hand; see
    `make calibrate`."""
    min_rows_at_start: int = 2
    """Rows. At least this many must have a word at an x position before a column may start there.
    Chosen by hand; see `make calibrate`."""
    min_gap_before_start: float = 1.0
    """Points of white before a word that may start a column. Chosen by hand; see
    `make calibrate`."""

    max_parts_to_go_on: int = 8
    """Parts of a table, the last ones, whose layout decides whether pages without rules continue
    it. Chosen by hand: more parts cost time and show the same."""
    min_certain_starts: int = 2
    """Certain row starts that the pages of a table with rules between its columns only must show
    together. Chosen by hand; see `make calibrate`."""
    min_lines_to_split: int = 3
    """Lines. A table whose longest cell has fewer lines has no rows to be separated. Chosen by
    hand; see `make calibrate`."""
    max_offset_share: float = 0.05
    """Share, 0 to 1, of the baselines that may miss one of another column by less than a line.
    Chosen by hand; see `make calibrate`."""
    max_list_item_share: float = 0.25
    """Share, 0 to 1, of the lines that may begin with a bullet or number. With more, the texts are
    lists, whose items stand side by side as rows do. Chosen by hand; see `make calibrate`."""

    min_aligned_level_share: float = 0.9
    """Share, 0 to 1, of the levels of a page that must begin where the columns of the page before
    begin. Chosen by hand; see `make calibrate`."""

    max_running_shift: float = 1.0
    """Points by which the place of a running line may differ between pages. Chosen by hand: text
    of a fixed position differs by rounding only."""

    min_rows_of_sheet: int = 5
    """Rows that must stand at the same heights on two pages before these may be parts of one wide
    sheet. Chosen by hand."""
    max_row_shift: float = 1.0
    """Points by which the rows of two parts of a sheet may differ: programs round. Chosen by
    hand."""
    max_lines_beside_sheet: int = 3
    """Lines of a page that prints a part of a sheet, beside the table: a title, a footer, a page
    number. Chosen by hand."""


@constants
class PageNumberThresholds:
    """Which numbers in the margins of pages count the pages."""

    max_digits: int = 4
    """Digits of a page number. Chosen by hand: longer ones are of documents or orders."""
    min_steps: int = 2
    """Pages whose number must go on from the page before: one step may be chance. Chosen by
    hand."""
    min_share: float = 0.5
    """Share, 0 to 1, of the steps from page to page that must go on by one. Chosen by hand: at a
    missing or moved page they do not, but those are few; dates and versions do not go on at
    all."""


MULTIPAGE = MultipageThresholds()
PAGE_NUMBERS = PageNumberThresholds()
