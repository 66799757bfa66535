"""Lines that are printed beyond the rules of their cell: at a page's foot, or through a rule.

Programs that cut a row at a page end may print more lines of a long cell than the row's frame
is high. Such a line follows its cell's other lines at their pitch, in their size and within the
cell's width; what stands on its own below a table keeps no such company.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extract.geometry.page_model import Line, PageCell, PageTable, Word
from extract.tables.thresholds import TABLES
from extract.text.words import lines_of


def with_overflowing_lines(
    tables: Sequence[PageTable], free: Sequence[Word]
) -> tuple[list[PageTable], list[Word]]:
    """Give lines below a table's open foot, and lines cut by a rule, to their cells.

    Args:
        tables: of a page, with their text.
        free: words that stand in none of them.

    Returns:
        The tables, and the words that are still free.
    """
    found: list[PageTable] = []
    for table in tables:
        table, free = _with_lines_below(_with_cut_lines(table), free)
        found.append(table)
    return found, list(free)


def pitch_of(lines: Sequence[Line], others: Sequence[Line] = ()) -> float:
    """The step from line to line of a cell; that of lines of its size where it has one only."""
    for group in (lines, [line for line in others if _alike(line, lines[-1])]):
        steps = [below.baseline - above.baseline for above, below in pairwise(group)]
        steps = [step for step in steps if 0.8 * lines[-1].size < step < 3 * lines[-1].size]
        if steps:
            return median(steps)
    return 1.3 * lines[-1].size


def _alike(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= TABLES.max_size_difference * other.size


def follows(line: Line, above: Line, pitch: float) -> bool:
    """Say whether a line is the next one of a text."""
    return (
        0.5 * pitch < line.baseline - above.baseline <= TABLES.max_pitch_ratio * pitch
        and _alike(line, above)
    )


def _with_lines_below(table: PageTable, free: Sequence[Word]) -> tuple[PageTable, Sequence[Word]]:
    foot = table.ys[-1]
    below = [line for line in lines_of(free) if line.baseline > foot]
    others = [line for cell in table.cells for line in cell.lines]
    taken: set[int] = set()
    cells = []
    for cell in table.cells:
        spilled = []
        if cell.row_stop == table.row_count and not cell.closed_bottom and cell.lines:
            spilled = _following(cell, below, pitch_of(cell.lines, others), table)
        taken.update(glyph for line in spilled for glyph in line.glyphs)
        cells.append(_with_lines(cell, spilled))
    if not taken:
        return table, free
    return (
        replace(table, cells=tuple(cells)),
        [word for word in free if word.glyphs[0] not in taken],
    )


def _following(cell: PageCell, below: Sequence[Line], pitch: float, table: PageTable) -> list[Line]:
    """The lines that go on below a cell, one after another, as long as they keep to it."""
    last, found = cell.lines[-1], []
    for line in below:
        if line.baseline - last.baseline > TABLES.max_pitch_ratio * pitch:
            break
        own = [
            word
            for word in line.words
            if cell.bbox[0] - TABLES.max_side_overrun <= word.x0
            and word.x1 <= cell.bbox[2] + TABLES.max_side_overrun
        ]
        if not own or _crosses(line, table):
            continue
        part = lines_of(own)[0]
        if not follows(part, last, pitch):
            break
        found.append(part)
        last = part
    return found


def _crosses(line: Line, table: PageTable) -> bool:
    """Say whether a line runs over a column's edge: no text of a cell does."""
    return any(
        word.x0 < x - TABLES.max_side_overrun and word.x1 > x + TABLES.max_side_overrun
        for x in table.xs
        for word in line.words
    ) or any(
        before.x1 < x < after.x0 and after.x0 - before.x1 < 0.5 * line.size
        for x in table.xs
        for before, after in pairwise(line.words)
    )


def _with_lines(cell: PageCell, lines: Sequence[Line]) -> PageCell:
    """Add lines below a cell's own; its box reaches down to them."""
    if not lines:
        return cell
    x0, top, x1, bottom = cell.bbox
    box = (x0, top, x1, max(bottom, lines[-1].bottom))
    return replace(cell, bbox=box, lines=(*cell.lines, *lines))


def _with_cut_lines(table: PageTable) -> PageTable:
    """Give a first line that the rule above it cuts to the cell above, where it follows there."""
    cells = list(table.cells)
    for index, cell in enumerate(cells):
        if not cell.lines or not _is_cut(cell.lines[0], cell.bbox[1]):
            continue
        first = cell.lines[0]
        for place, above in enumerate(cells):
            beside = above.column == cell.column and above.column_stop == cell.column_stop
            if not beside or above.row_stop != cell.row or not above.lines:
                continue
            if follows(first, above.lines[-1], pitch_of(above.lines, cell.lines)):
                cells[place] = replace(above, lines=(*above.lines, first))
                cells[index] = replace(cell, lines=cell.lines[1:])
    return replace(table, cells=tuple(cells))


def _is_cut(line: Line, rule: float) -> bool:
    top = line.baseline - TABLES.cap_height * line.size
    return top + TABLES.min_cut_depth * line.size < rule < line.baseline
