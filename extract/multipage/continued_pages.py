"""Tables without rules between their rows, on the pages that they go on over.

A page in the middle of such a table may draw no rule and print no header. What is known from the
page before, the columns and where their texts begin, tells which of its lines are the table's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extract.alignment.aligned import (
    FAR,
    FLUSH,
    Columns,
    columns_of_table,
    keeps_to,
    parted,
    run_of,
    words_in,
)
from extract.alignment.booktabs import Stretch, lattice_of
from extract.alignment.row_segmentation import Level
from extract.geometry.page_model import PageReading, PageTable, Rule, Word
from extract.page.thresholds import FURNITURE
from extract.ruling.rule_groups import SIDES
from extract.tables.cell_assignment import assign_lines_to_cells
from extract.tables.grid import booktabs_table
from extract.text.words import lines_of

KEPT = 0.9
"""Share of a page's lines that must begin where those of the page before do."""


def with_continued_pages(readings: Sequence[PageReading]) -> tuple[PageReading, ...]:
    """Read on over page ends where rows are parted by white space.

    Args:
        readings: in page order.

    Returns:
        The same; where a page goes on with the table of the page before, its lines stand in a
        table with the same columns.
    """
    kept = list(readings[:1])
    for reading in readings[1:]:
        before = kept[-1]
        table = before.tables[-1] if before.tables and reading.page == before.page + 1 else None
        if table is not None and table.is_spaced:
            reading = _going_on(table, reading)
        kept.append(reading)
    return tuple(_with_common_rights(kept))


def _with_common_rights(readings: Sequence[PageReading]) -> list[PageReading]:
    """Let tables whose columns begin at the same places end at the same place, too.

    Where nothing is drawn, a page shows no more of the last column than its widest line.
    """
    runs: list[list[int]] = []
    for at, reading in enumerate(readings):
        table = reading.tables[0] if reading.tables else None
        if table is None or not table.is_spaced:
            continue
        before = readings[runs[-1][-1]] if runs else None
        if before and before.page + 1 == reading.page and _same_starts(before.tables[-1], table):
            runs[-1].append(at)
        else:
            runs.append([at])
    kept = list(readings)
    for run in runs:
        tables = [readings[run[0]].tables[-1], *(readings[at].tables[0] for at in run[1:])]
        right = max(table.xs[-1] for table in tables)
        for at, table in zip(run, tables, strict=True):
            wider = _widened(table, right)
            own = tuple(wider if one is table else one for one in readings[at].tables)
            kept[at] = replace(readings[at], tables=own)
    return kept


def _same_starts(one: PageTable, other: PageTable) -> bool:
    return len(one.xs) == len(other.xs) and all(
        abs(a - b) <= 2 * FLUSH for a, b in zip(one.xs[:-1], other.xs[:-1], strict=True)
    )


def _widened(table: PageTable, right: float) -> PageTable:
    if not table.is_spaced or right <= table.xs[-1]:
        return table
    last = len(table.xs) - 1
    cells = tuple(
        replace(cell, bbox=(*cell.bbox[:2], right, cell.bbox[3]))
        if cell.column_stop == last
        else cell
        for cell in table.cells
    )
    return replace(table, xs=(*table.xs[:-1], right), cells=cells)


def _going_on(before: PageTable, reading: PageReading) -> PageReading:
    first = reading.tables[0] if reading.tables else None
    columns = columns_of_table(before)
    lacks = first is not None and len(first.xs) < len(before.xs)
    if first is not None and not first.is_ruled and (lacks or not first.is_spaced):
        return _respaced(first, columns, before, reading)
    foot = first.ys[0] if first is not None else float("inf")
    words = [
        word
        for line in reading.lines
        for word in line.words
        if word.baseline < foot and _is_between(word, before.xs)
    ]
    sizes = [line.size for cell in before.cells for line in cell.lines]
    if not words or not sizes:
        return reading
    levels = _own_levels(parted(words, 0.0, foot, columns), columns, median(sizes), reading)
    if not levels:
        return reading
    made = _table(levels, columns, median(sizes), reading, by_gaps=before.has_gaps)
    return _with_table(reading, made, reading.tables)


def _respaced(
    first: PageTable, columns: Columns, before: PageTable, reading: PageReading
) -> PageReading:
    """Look again at a table with rules at its head and foot, the rows of which no gap showed."""
    if any(abs(first.xs[end] - before.xs[end]) > 2 * SIDES for end in (0, -1)):
        return reading
    words = words_in(first)
    parts = [
        Stretch(up, low, parted(words, up, low, columns), is_head=at == 0 and len(first.ys) > 2)
        for at, (up, low) in enumerate(pairwise(first.ys))
    ]
    lines = [Rule(y, first.xs[0], first.xs[-1]) for y in first.ys]
    found = lattice_of(columns, parts, lines, by_gaps=before.has_gaps)
    if len(first.xs) < len(before.xs):
        levels = [level for part in parts[1:] for level in part.levels if not level.is_band]
        if sum(keeps_to(level, columns) for level in levels) < KEPT * len(levels):
            return reading
    elif found.sure == 0 or len(found.lattice.ys) <= len(first.ys):
        return reading
    made = booktabs_table(reading.page, found, ())
    return _with_table(reading, made, reading.tables[1:], words)


def _is_between(word: Word, xs: Sequence[float]) -> bool:
    return xs[0] - SIDES <= word.x0 and word.x1 <= xs[-1] + 2 * word.size


def _own_levels(
    levels: Sequence[Level], columns: Columns, size: float, reading: PageReading
) -> tuple[Level, ...]:
    """The levels of a page, from its head on, that keep to the columns of the page before."""
    for at, level in enumerate(levels):
        if not level.is_band and keeps_to(level, columns):
            kept = run_of(levels[at:], columns, size)
            if any(len(one.lines) > 1 for one in kept):
                return kept
        if level.baseline > FURNITURE.head_zone * reading.height:
            return ()
    return ()


def _table(
    levels: tuple[Level, ...],
    columns: Columns,
    size: float,
    reading: PageReading,
    *,
    by_gaps: bool | None,
) -> PageTable:
    last = levels[-1].baseline
    rule = next((r for r in reading.loose_rules if _closes(r, last, columns, size)), None)
    top = levels[0].baseline - 1.2 * size
    stretch = Stretch(top, rule.at if rule else last + 0.5 * size, levels)
    found = lattice_of(columns, [stretch], [rule] if rule else [], by_gaps=by_gaps)
    return booktabs_table(reading.page, found, ())


def _closes(rule: Rule, last: float, columns: Columns, size: float) -> bool:
    ends = (rule.start - columns.xs[0], rule.stop - columns.xs[-1])
    return last < rule.at < last + FAR * size and max(map(abs, ends)) <= 2 * SIDES


def _with_table(
    reading: PageReading, table: PageTable, others: Sequence[PageTable], words: Sequence[Word] = ()
) -> PageReading:
    """Put a table at a page's head, above others; `words` are its own beside the free ones."""
    free = [word for line in reading.lines for word in line.words]
    filled, left = assign_lines_to_cells([table], [*words, *free])
    places = {word.glyphs for word in left}
    whole = [line for line in reading.lines if all(w.glyphs in places for w in line.words)]
    held = {word.glyphs for line in whole for word in line.words}
    parts = lines_of(word for word in left if word.glyphs not in held)
    return replace(
        reading,
        tables=(*filled, *others),
        lines=tuple(sorted([*whole, *parts], key=lambda line: line.baseline) if parts else whole),
        loose_rules=tuple(r for r in reading.loose_rules if r.at != table.ys[-1]),
    )
