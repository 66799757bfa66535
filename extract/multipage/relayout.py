"""Looks again at the pages of a table without vertical lines, its columns known from all of them.

Each page is read by itself first. What one page shows too little of (a column whose cells all
go on, a row that both page ends leave open, white that justified text leaves by chance) the
pages together tell: where the columns stand and how far text keeps from its rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.alignment.alignment_profile import Layout
from extract.alignment.columns import lattice_of
from extract.geometry.page_model import PageReading, PageTable, Word
from extract.multipage.layouts import Part, layout_of, runs_of, stack_in
from extract.ruling.frames import SNAP
from extract.tables.cell_assignment import assign_lines_to_cells
from extract.tables.grid import table_of
from extract.text.words import lines_of


def relayout_pages(readings: Sequence[PageReading]) -> tuple[PageReading, ...]:
    """Read tables without vertical lines once more, with what all of their pages tell.

    Args:
        readings: in page order, each read by itself.

    Returns:
        The same, such tables in the columns of the whole.
    """
    found = {reading.page: reading for reading in readings}
    for run in runs_of(readings):
        layout = None if _follows_spaced(run, found) else layout_of(run)
        if layout is None:
            continue
        parts = {part.reading.page: part for part in run}
        first = run[0].reading.page
        # A table may continue without a rule at its head, but it does not begin without one.
        starts = first - 1 if first - 1 in found and found[first - 1].loose_rules else first
        for page in range(starts, run[-1].reading.page + 2):
            if page in found and _is_free(found[page], parts.get(page)):
                known = replace(layout, open_above=_open_columns(found.get(page - 1)))
                found[page] = _looked_at(found[page], parts.get(page), known)
    return tuple(found[reading.page] for reading in readings)


def _follows_spaced(run: Sequence[Part], found: Mapping[int, PageReading]) -> bool:
    """Say whether pages go on with a table whose rows white space parts: it tells the columns."""
    before = found.get(run[0].reading.page - 1)
    table = before.tables[-1] if before and before.tables else None
    return table is not None and table.is_spaced and table.column_count == run[0].table.column_count


def _is_free(reading: PageReading, part: Part | None) -> bool:
    """Say whether a page shows a part of the table, or no table at all."""
    return reading.rules is not None and (part is not None or not reading.tables)


def _open_columns(reading: PageReading | None) -> frozenset[int]:
    """The columns whose cells no rule closes at a page's foot."""
    table = reading.tables[-1] if reading and reading.tables else None
    if table is None or table.is_ruled:
        return frozenset()
    feet = [cell for cell in table.cells if cell.row_stop == table.row_count]
    return frozenset(
        column
        for cell in feet
        if not cell.closed_bottom
        for column in range(cell.column, cell.column_stop)
    )


def _looked_at(reading: PageReading, part: Part | None, layout: Layout) -> PageReading:
    rules = reading.rules
    assert rules is not None
    others = [table for table in reading.tables if part is None or table is not part.table]
    words = [word for line in reading.lines for word in line.words]
    if part is not None:
        words += [w for cell in part.table.cells for line in cell.lines for w in line.words]
    stack = stack_in(rules, layout.left, layout.right, layout.edges.inner)
    boxes = [table.bbox for table in others]
    stack.lines = [x for x in stack.lines if not any(b[1] <= x.at <= b[3] for b in boxes)]
    stack.fills = [
        x for x in stack.fills if not any(b[1] <= x.bbox[1] and x.bbox[3] <= b[3] for b in boxes)
    ]
    lattice = lattice_of(stack, words, rules.marks, layout)
    if lattice is None:
        return reading
    table = replace(table_of(reading.page, lattice, rules.fills), is_ruled=False)
    return _with_table(reading, others, table, words)


def _with_table(
    reading: PageReading, others: Sequence[PageTable], table: PageTable, words: Sequence[Word]
) -> PageReading:
    (filled,), free = assign_lines_to_cells([table], words)
    if not any(cell.lines for cell in filled.cells):
        return reading
    tables = sorted([*others, _with_headings(filled)], key=lambda one: (one.bbox[1], one.bbox[0]))
    top, bottom = filled.ys[0] - SNAP, filled.ys[-1] + SNAP
    return replace(
        reading,
        tables=tuple(tables),
        lines=tuple(lines_of(free)),
        loose_rules=tuple(x for x in reading.loose_rules if not top <= x.at <= bottom),
    )


def _with_headings(table: PageTable) -> PageTable:
    """Make a bold text alone in its row a heading over all columns, where the others are not bold.

    A short heading ends before the second column, and no line tells its cell from a row's first.
    """
    texts = [cell for cell in table.cells if cell.lines]
    bold = [cell for cell in texts if all(line.bold for line in cell.lines)]
    if len(bold) > len(texts) / 2:
        return table
    cells = list(table.cells)
    for first in bold:
        own = [c for c in cells if c.row <= first.row < c.row_stop]
        alone = all(c is first or not c.lines for c in own)
        if first.column == 0 and alone and all(c.row_stop - c.row == 1 for c in own):
            x1 = max(c.bbox[2] for c in own)
            wide = replace(
                first, column_stop=table.column_count, bbox=(*first.bbox[:2], x1, first.bbox[3])
            )
            cells = [wide if c is first else c for c in cells if c is first or c not in own]
    return replace(table, cells=tuple(cells))
