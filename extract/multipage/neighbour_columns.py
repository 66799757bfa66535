"""Propose tables in the columns of the page before or after.

A page with a single row of a drawn table, or only a heading of it, is too little evidence by
itself. A page in the middle of a table without rules between its rows may have no rule and no
header: the columns of the page before, and where their texts begin, show which of its lines belong
to the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from statistics import median

from extract.alignment.aligned import (
    Columns,
    aligned_run,
    columns_of_table,
    keeps_to,
    levels_between,
    words_in,
)
from extract.alignment.booktabs import BooktabsLattice, RuledSection, booktabs_lattice
from extract.alignment.levels import Level
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import PageReading, PageTable, Rule, Word
from extract.multipage.thresholds import MULTIPAGE
from extract.page.thresholds import FURNITURE
from extract.ruling.thresholds import RULING
from extract.tables.candidates import TableCandidate
from extract.tables.cells import booktabs_table
from extract.tables.text_evidence import SHOWN_COLUMNS, SHOWN_ROWS

_FOUND_BY_TEXT = ("headed", "figures")
"""Finders that go by the look of lines of text alone, and so may begin in the middle of a table."""


def grids_like_neighbours(pages: Mapping[int, PageReading], page: int) -> Iterator[TableCandidate]:
    """Propose grids at the head of a page like the last table of the page before, and vice versa.

    Args:
        pages: as they are chosen so far, by number.
        page: number of the page.
    """
    reading = pages[page]
    before = pages[page - 1].tables[-1:] if page - 1 in pages else ()
    after = pages[page + 1].tables[:1] if page + 1 in pages else ()
    for grid in reading.dropped:
        beside = [
            *(before if all(grid.ys[0] < one.ys[0] for one in reading.tables) else ()),
            *(after if all(grid.ys[-1] > one.ys[-1] for one in reading.tables) else ()),
        ]
        if any(_has_columns(one, grid) for one in beside):
            yield TableCandidate(grid, grid.bbox, (SHOWN_COLUMNS,))


def _has_columns(table: PageTable, grid: PageTable) -> bool:
    """Return whether a table has the sides of a grid, and all of its column edges."""
    distance = RULING.snap_distance
    sides = abs(table.xs[0] - grid.xs[0]), abs(table.xs[-1] - grid.xs[-1])
    return max(sides) <= distance and all(
        any(abs(x - edge) <= distance for edge in table.xs) for x in grid.xs
    )


class EarlierColumns:
    """The columns of tables without rules between their rows, page by page in order."""

    def __init__(self, pages: Mapping[int, PageReading]) -> None:
        self._pages = pages
        self._columns: dict[int, Columns] = {}

    def propose(self, page: int) -> Iterator[TableCandidate]:
        """Propose tables of a page in the columns of the last table of the page before."""
        before = self._pages.get(page - 1)
        table = before.tables[-1] if before is not None and before.tables else None
        if table is not None and table.is_booktabs:
            columns = _known_columns(table, self._columns.get(page - 2))
            self._columns[page - 1] = columns
            for lattice in filter(None, _lattices(table, columns, self._pages[page])):
                found = booktabs_table(page, lattice, ())
                found = replace(found, found_by="columns of the page before")
                yield TableCandidate(found, found.bbox, (SHOWN_COLUMNS, SHOWN_ROWS))


def _lattices(
    before: PageTable, columns: Columns, reading: PageReading
) -> Iterator[BooktabsLattice | None]:
    """Find the tables that the lines of a page may make in the columns of the page before.

    Args:
        before: the last table of that page.
        columns: its columns.
        reading: the page.
    """
    sizes = [line.size for cell in before.cells for line in cell.lines]
    if not sizes:
        return
    size = median(sizes)
    # Rows further down may look like a header and its table, as long as they are read alone.
    begun = list(takewhile(_is_begun_by_labels, reading.tables))
    for taken in range(len(begun) + 1):
        inside = [word for table in reading.tables[:taken] for word in words_in(table)]
        run = _run_above(reading.tables[taken:], inside, columns, size, reading)
        last = max((word.baseline for word in inside), default=0.0)
        if run and run[-1].baseline >= last - size / 2:
            yield _lattice(run, columns, size, reading, by_gaps=before.has_gaps)
    first = reading.tables[0] if reading.tables else None
    if first is not None and not first.is_ruled:
        yield _lattice_between_rules(first, columns, before)


def _lattice_between_rules(
    first: PageTable, columns: Columns, before: PageTable
) -> BooktabsLattice | None:
    """Read the first table of a page again in the columns of the page before, and split its rows.

    The table has rules at top and bottom, and by itself shows fewer columns or no row starts. Most
    of its lines keep to the columns.
    """
    lacks_columns = len(first.xs) < len(before.xs)
    distance = 2 * RULING.max_end_difference
    has_sides = all(abs(first.xs[end] - before.xs[end]) <= distance for end in (0, -1))
    if not has_sides or (first.is_booktabs and not lacks_columns):
        return None
    words, has_header = words_in(first), len(first.ys) > 2
    sections = [
        RuledSection(
            up, low, levels_between(words, up, low, columns), is_header=at == 0 and has_header
        )
        for at, (up, low) in enumerate(pairwise(first.ys))
    ]
    levels = [level for section in sections[1:] for level in section.levels if not level.is_band]
    aligned = sum(keeps_to(level, columns) for level in levels)
    if aligned < MULTIPAGE.min_aligned_level_share * len(levels):
        return None
    rules = [Rule(y, first.xs[0], first.xs[-1]) for y in first.ys]
    lattice = booktabs_lattice(columns, sections, rules, by_gaps=before.has_gaps)
    return lattice if lacks_columns or lattice.certain_starts > 0 else None


def _known_columns(table: PageTable, earlier: Columns | None) -> Columns:
    """Measure the columns of a table; those in which it has no text are known from earlier pages.

    Args:
        table: the last table of a page.
        earlier: the columns of the last table of the page before; None if it had none.
    """
    own = columns_of_table(table)
    if earlier is None or earlier.xs[:-1] != own.xs[:-1]:
        return own
    printed = {cell.column for cell in table.cells if cell.lines}
    starts, rights = (
        tuple(
            now if column in printed else then
            for column, (now, then) in enumerate(zip(*ends, strict=True))
        )
        for ends in ((own.starts, earlier.starts), (own.rights, earlier.rights))
    )
    return Columns(own.xs, starts, rights)


def _is_begun_by_labels(table: PageTable) -> bool:
    """Return whether the first row of a table without rules is set in the type of the others."""
    if table.is_ruled or not table.is_booktabs or table.found_by not in _FOUND_BY_TEXT:
        return False
    labels = [cell for cell in table.cells if cell.row == 0 and cell.lines]
    return not any(cell.fill or all(line.bold for line in cell.lines) for cell in labels)


def _run_above(
    others: Sequence[PageTable],
    inside: Sequence[Word],
    columns: Columns,
    size: float,
    reading: PageReading,
) -> tuple[Level, ...]:
    """Return the levels from the top of a page on that keep to the columns of the page before.

    Args:
        others: the tables of the page below them.
        inside: the words of tables that may be a part of them.
        columns: those of the page before.
        size: the type size of its table.
        reading: the page.
    """
    bottom = others[0].ys[0] if others else float("inf")
    free = [word for line in reading.lines for word in line.words]
    words = [
        word
        for word in (*free, *inside)
        if word.baseline < bottom and _is_between(word, columns.xs)
    ]
    levels = levels_between(words, 0.0, bottom, columns)
    return _table_levels(levels, columns, size, reading.height)


def _is_between(word: Word, xs: Sequence[float]) -> bool:
    overrun = ALIGNMENT.max_right_overrun * word.size
    return xs[0] - RULING.max_end_difference <= word.x0 and word.x1 <= xs[-1] + overrun


def _table_levels(
    levels: Sequence[Level], columns: Columns, size: float, height: float
) -> tuple[Level, ...]:
    """Return the levels from the top of a page on that keep to the columns of the page before."""
    for at, level in enumerate(levels):
        if not level.is_band and keeps_to(level, columns):
            run = aligned_run(levels[at:], columns, size)
            if any(len(one.lines) > 1 for one in run):
                return run
        if level.baseline > FURNITURE.head_zone * height:
            return ()
    return ()


def _lattice(
    levels: tuple[Level, ...],
    columns: Columns,
    size: float,
    reading: PageReading,
    *,
    by_gaps: bool | None,
) -> BooktabsLattice:
    """Make the lattice of a page's levels, between the rules above and below it or its lines."""
    first, last, most = levels[0].baseline, levels[-1].baseline, ALIGNMENT.max_gap_at_rule * size
    wide = [rule for rule in reading.loose_rules if _is_as_wide(rule, columns)]
    # Text above the first level, such as a heading, is in no column: the table begins below it.
    texts = (line.baseline for line in reading.lines if line.baseline < first - size / 2)
    highest = max(first - most, max(texts, default=0.0))
    lowest = first - ALIGNMENT.middle_above_baseline * size
    above = next((rule for rule in reversed(wide) if highest < rule.at < lowest), None)
    below = next((rule for rule in wide if last < rule.at < last + most), None)
    top = above.at if above else first - ALIGNMENT.row_top_above_baseline * size
    bottom = below.at if below else last + ALIGNMENT.row_bottom_below_baseline * size
    rules = [rule for rule in (above, below) if rule is not None]
    return booktabs_lattice(columns, [RuledSection(top, bottom, levels)], rules, by_gaps=by_gaps)


def _is_as_wide(rule: Rule, columns: Columns) -> bool:
    """Return whether a rule is as wide as the columns of a table together."""
    ends = (rule.start - columns.xs[0], rule.stop - columns.xs[-1])
    return max(map(abs, ends)) <= 2 * RULING.max_end_difference


def in_common_right_ends(readings: Sequence[PageReading]) -> dict[int, list[TableCandidate]]:
    """Propose that tables with the same column starts on following pages end at one right end.

    Without lines, a page shows the width of the last column only as far as its widest line.

    Args:
        readings: the pages in order.

    Returns:
        The candidates, by page.
    """
    runs: list[list[PageTable]] = []
    for before, reading in pairwise(readings):
        if not before.tables or not reading.tables or before.page + 1 != reading.page:
            continue
        above, below = before.tables[-1], reading.tables[0]
        if _same_starts(above, below):
            if not runs or runs[-1][-1] is not above:
                runs.append([above])
            runs[-1].append(below)
    candidates: dict[int, list[TableCandidate]] = {}
    for run in runs:
        right = max(table.xs[-1] for table in run)
        for table in run:
            if table.xs[-1] < right:
                candidates.setdefault(table.page, []).append(_widened(table, right))
    return candidates


def _widened(table: PageTable, right: float) -> TableCandidate:
    """Extend the last column of a table to a right end."""
    last = len(table.xs) - 1
    cells = tuple(
        replace(
            cell,
            bbox=(
                *cell.bbox[:2],
                right if cell.column_stop == last else cell.bbox[2],
                cell.bbox[3],
            ),
            lines=(),
            readings_agree=None,  # what the second reader says is of the narrower box
            other_reading=None,
        )
        for cell in table.cells
    )
    wider = replace(table, xs=(*table.xs[:-1], right), cells=cells)
    return TableCandidate(wider, wider.bbox, (SHOWN_COLUMNS,))


def _same_starts(one: PageTable, other: PageTable) -> bool:
    """Return whether white space parts the rows of two tables, and their columns begin alike."""
    distance = 2 * ALIGNMENT.start_distance
    is_known = one.is_booktabs and other.is_booktabs and len(one.xs) == len(other.xs)
    return is_known and all(
        abs(a - b) <= distance for a, b in zip(one.xs[:-1], other.xs[:-1], strict=True)
    )
