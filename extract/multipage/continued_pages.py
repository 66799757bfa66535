"""Continue tables without rules between their rows over page ends.

A page in the middle of such a table may have no rule and no header. The columns of the page
before, and where their texts begin, show which lines of the page belong to the table.
"""

from __future__ import annotations

from collections.abc import Sequence
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
from extract.tables.cell_assignment import assign_lines_to_cells
from extract.tables.cells import booktabs_table
from extract.tables.thresholds import TABLES
from extract.text.words import lines_of

_FOUND_BY_TEXT = ("headed", "figures")
"""Finders that go by the look of lines of text alone, and so may begin in the middle of a table."""


def with_continued_pages(readings: Sequence[PageReading]) -> tuple[PageReading, ...]:
    """Continue tables whose rows are separated by white space over page ends.

    Args:
        readings: the pages in order.

    Returns:
        The pages. Where a page continues the table of the page before, its lines are in a table
        with the same columns.
    """
    pages = list(readings[:1])
    columns: Columns | None = None
    for reading in readings[1:]:
        before = pages[-1]
        table = before.tables[-1] if before.tables and reading.page == before.page + 1 else None
        columns = _known_columns(table, columns) if table and table.is_booktabs else None
        if table is not None and columns is not None:
            reading = _continue_table(table, columns, reading)
        pages.append(reading)
    return tuple(_with_common_right_ends(pages))


def _with_common_right_ends(readings: Sequence[PageReading]) -> list[PageReading]:
    """Let tables with the same column starts on following pages end at the same right end.

    Without lines, a page shows the width of the last column only as far as its widest line.
    """
    runs: list[list[int]] = []
    for at, reading in enumerate(readings):
        table = reading.tables[0] if reading.tables else None
        if table is None or not table.is_booktabs:
            continue
        before = readings[runs[-1][-1]] if runs else None
        if before and before.page + 1 == reading.page and _same_starts(before.tables[-1], table):
            runs[-1].append(at)
        else:
            runs.append([at])
    pages = list(readings)
    for run in runs:
        tables = [readings[run[0]].tables[-1], *(readings[at].tables[0] for at in run[1:])]
        right = max(table.xs[-1] for table in tables)
        for at, table in zip(run, tables, strict=True):
            wider = _widened(table, right)
            own = tuple(wider if one is table else one for one in readings[at].tables)
            pages[at] = replace(readings[at], tables=own)
    return pages


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


def _same_starts(one: PageTable, other: PageTable) -> bool:
    distance = 2 * ALIGNMENT.start_distance
    return len(one.xs) == len(other.xs) and all(
        abs(a - b) <= distance for a, b in zip(one.xs[:-1], other.xs[:-1], strict=True)
    )


def _widened(table: PageTable, right: float) -> PageTable:
    """Extend the last column of a table to a right end."""
    if not table.is_booktabs or right <= table.xs[-1]:
        return table
    last = len(table.xs) - 1
    cells = tuple(
        replace(cell, bbox=(*cell.bbox[:2], right, cell.bbox[3]))
        if cell.column_stop == last
        else cell
        for cell in table.cells
    )
    return replace(table, xs=(*table.xs[:-1], right), cells=cells)


def _continue_table(before: PageTable, columns: Columns, reading: PageReading) -> PageReading:
    """Put those lines of a page into a table that continue the table of the page before.

    Args:
        before: that table.
        columns: its columns.
        reading: the page.
    """
    sizes = [line.size for cell in before.cells for line in cell.lines]
    if not sizes:
        return reading
    size = median(sizes)
    # Rows further down may look like a header and its table, as long as they are read alone.
    for taken in range(len(_begun_by_labels(reading)), 0, -1):
        others = reading.tables[taken:]
        inside = [word for table in reading.tables[:taken] for word in words_in(table)]
        run = _run_above(others, inside, columns, size, reading)
        if run and _reaches_end(run, inside, size):
            table = _table(run, columns, size, reading, by_gaps=before.has_gaps)
            return _with_first_table(reading, table, others, inside)
    first = reading.tables[0] if reading.tables else None
    lacks_columns = first is not None and len(first.xs) < len(before.xs)
    if first is not None and not first.is_ruled and (lacks_columns or not first.is_booktabs):
        return _read_first_table_again(first, columns, before, reading)
    run = _run_above(reading.tables, (), columns, size, reading)
    if not run:
        return reading
    table = _table(run, columns, size, reading, by_gaps=before.has_gaps)
    return _with_first_table(reading, table, reading.tables)


def _reaches_end(run: Sequence[Level], inside: Sequence[Word], size: float) -> bool:
    """Return whether levels go down to the last line of words."""
    last = max((word.baseline for word in inside), default=0.0)
    return run[-1].baseline >= last - size / 2


def _begun_by_labels(reading: PageReading) -> list[PageTable]:
    """Return the first tables of a page that only the look of a line of labels shows."""
    return list(takewhile(_is_begun_by_labels, reading.tables))


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


def _read_first_table_again(
    first: PageTable, columns: Columns, before: PageTable, reading: PageReading
) -> PageReading:
    """Read the first table of a page again in the columns of the page before, and split its rows.

    The table has rules at top and bottom, and by itself shows fewer columns or no row starts.
    """
    distance = 2 * RULING.max_end_difference
    if any(abs(first.xs[end] - before.xs[end]) > distance for end in (0, -1)):
        return reading
    words = words_in(first)
    has_header = len(first.ys) > 2
    sections = [
        RuledSection(
            up, low, levels_between(words, up, low, columns), is_header=at == 0 and has_header
        )
        for at, (up, low) in enumerate(pairwise(first.ys))
    ]
    rules = [Rule(y, first.xs[0], first.xs[-1]) for y in first.ys]
    lattice = booktabs_lattice(columns, sections, rules, by_gaps=before.has_gaps)
    if len(first.xs) < len(before.xs):
        is_better = _is_aligned(sections[1:], columns)
    else:
        is_better = _splits_rows(lattice, first)
    if not is_better:
        return reading
    table = booktabs_table(reading.page, lattice, ())
    return _with_first_table(reading, table, reading.tables[1:], words)


def _is_aligned(sections: Sequence[RuledSection], columns: Columns) -> bool:
    """Return whether most levels keep to the columns."""
    levels = [level for section in sections for level in section.levels if not level.is_band]
    aligned = sum(keeps_to(level, columns) for level in levels)
    return aligned >= MULTIPAGE.min_aligned_level_share * len(levels)


def _splits_rows(lattice: BooktabsLattice, table: PageTable) -> bool:
    """Return whether a lattice has certain row starts, and more rows than a table."""
    return lattice.certain_starts > 0 and len(lattice.lattice.ys) > len(table.ys)


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
                return (*_labels_above(levels[:at], run[0]), *run)
        if level.baseline > FURNITURE.head_zone * height:
            return ()
    return ()


def _labels_above(levels: Sequence[Level], first: Level) -> list[Level]:
    """Return the levels of bold labels that end in the first level of a table.

    A label may be wider than its column.
    """
    labels: list[Level] = []
    for level in reversed(levels):
        below = (labels or [first])[0]
        size = max(line.size for line in below.lines.values())
        step = below.baseline - level.baseline
        is_bold = all(line.bold for one in (level, below) for line in one.lines.values())
        if len(level.lines) < 2 or not is_bold or step > TABLES.max_label_pitch * size:
            break
        labels.insert(0, level)
    return labels


def _table(
    levels: tuple[Level, ...],
    columns: Columns,
    size: float,
    reading: PageReading,
    *,
    by_gaps: bool | None,
) -> PageTable:
    """Make the table of a page's levels, down to the rule that closes it or to its last line."""
    last = levels[-1].baseline
    rule = next((r for r in reading.loose_rules if _closes(r, last, columns, size)), None)
    top = levels[0].baseline - ALIGNMENT.row_top_above_baseline * size
    bottom = rule.at if rule else last + ALIGNMENT.row_bottom_below_baseline * size
    section = RuledSection(top, bottom, levels)
    lattice = booktabs_lattice(columns, [section], [rule] if rule else [], by_gaps=by_gaps)
    return booktabs_table(reading.page, lattice, ())


def _closes(rule: Rule, last: float, columns: Columns, size: float) -> bool:
    """Return whether a rule is close below the last line of a table and as wide as the table."""
    ends = (rule.start - columns.xs[0], rule.stop - columns.xs[-1])
    is_below = last < rule.at < last + ALIGNMENT.max_gap_at_rule * size
    return is_below and max(map(abs, ends)) <= 2 * RULING.max_end_difference


def _with_first_table(
    reading: PageReading, table: PageTable, others: Sequence[PageTable], words: Sequence[Word] = ()
) -> PageReading:
    """Put a table at the top of a page, before its other tables.

    Args:
        reading: the page.
        table: the table without text.
        others: the other tables of the page.
        words: the words of the table in addition to those in no table.
    """
    free = [word for line in reading.lines for word in line.words]
    filled, left = assign_lines_to_cells([table], [*words, *free])
    left_glyphs = {word.glyphs for word in left}
    whole = [line for line in reading.lines if all(w.glyphs in left_glyphs for w in line.words)]
    in_whole = {word.glyphs for line in whole for word in line.words}
    parts = lines_of(word for word in left if word.glyphs not in in_whole)
    return replace(
        reading,
        tables=(*filled, *others),
        lines=tuple(sorted([*whole, *parts], key=lambda line: line.baseline) if parts else whole),
        loose_rules=tuple(r for r in reading.loose_rules if r.at != table.ys[-1]),
    )
