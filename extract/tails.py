"""The end of a table without vertical lines that is all a page prints of it.

A page end may leave a row open of which the next page prints a few lines, and the rule that
closes the table. One rule makes no table: it is known from the page before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.open_rows import tail_above
from extract.reading import PageCell, PageReading, PageTable, Word
from extract.rules import Rule
from extract.segments import Segment
from extract.stacks import SIDES
from extract.words import lines_of


def with_tails(readings: Sequence[PageReading]) -> tuple[PageReading, ...]:
    """Read as a table what ends the open row of the page before.

    Args:
        readings: in page order.

    Returns:
        The same; where a page's head holds such a tail, it is a table with the columns of the
        page before, and its lines are no longer among those outside of tables.
    """
    kept = list(readings[:1])
    for reading in readings[1:]:
        kept.append(_with_tail(kept[-1], reading))
    return tuple(kept)


def _with_tail(before: PageReading, reading: PageReading) -> PageReading:
    table = before.tables[-1] if before.tables and reading.page == before.page + 1 else None
    if table is None or not _is_open(table):
        return reading
    rule = _closing_rule(table, reading)
    if rule is not None:
        return _with_lines_above(reading, table, table.xs, rule.at, None)
    first = reading.tables[0] if reading.tables else None
    if first is None or not _goes_on_under_rule(table, first):
        return reading
    return _with_lines_above(reading, table, first.xs, first.ys[0], first)


def _with_lines_above(
    reading: PageReading,
    before: PageTable,
    xs: Sequence[float],
    height: float,
    below: PageTable | None,
) -> PageReading:
    """Take the lines above a rule for a row of their own, above those of a table `below`."""
    left, right = xs[0] - SIDES, xs[-1] + SIDES
    lines = [line for line in reading.lines if left <= line.x0 and line.x1 <= right]
    words = [word for line in lines for word in line.words]
    texts = [
        Segment(line.x0, line.x1, line.baseline, line.size)
        for cell in before.cells
        for line in cell.lines
    ]
    taken = tail_above(height, words, xs[1:-1], texts)
    if not taken:
        return reading
    top = min(segment.baseline - 1.2 * segment.size for segment in taken)
    held = [line for line in lines if top <= line.baseline <= height]
    cells = _cells(xs, top, height, [word for line in held for word in line.words])
    tail = PageTable(reading.page, tuple(xs), (top, height), cells, is_ruled=False)
    tables = (tail, *reading.tables)
    if below is not None:
        tables = (_stacked(tail, below), *reading.tables[1:])
    return replace(
        reading,
        tables=tables,
        lines=tuple(line for line in reading.lines if line not in held),
        loose_rules=tuple(rule for rule in reading.loose_rules if rule.at != height),
    )


def _goes_on_under_rule(before: PageTable, table: PageTable) -> bool:
    """Say whether a page's table starts with a rule above which a row of before may end."""
    head = [cell for cell in table.cells if cell.row == 0]
    first = [cell.text for cell in before.cells if cell.row == 0]
    is_header = [cell.text for cell in head] == first
    has_rule = any(cell.closed_top for cell in head)
    single = all(cell.closed_top or cell.column_stop == cell.column + 1 for cell in head)
    return not table.is_ruled and has_rule and single and not is_header


def _stacked(tail: PageTable, table: PageTable) -> PageTable:
    """Put a row above a table; cells without a rule at their top start in that row."""
    ends = {cell.column: cell for cell in tail.cells}
    cells = []
    for cell in table.cells:
        lower = replace(cell, row=cell.row + 1, row_stop=cell.row_stop + 1)
        if cell.row == 0 and not cell.closed_top:
            end = ends.pop(cell.column)
            box = (*end.bbox[:2], *cell.bbox[2:])
            lower = replace(lower, row=0, bbox=box, lines=(*end.lines, *cell.lines))
        cells.append(lower)
    cells = sorted([*ends.values(), *cells], key=lambda cell: (cell.row, cell.column))
    return replace(table, ys=(tail.ys[0], *table.ys), cells=tuple(cells))


def _is_open(table: PageTable) -> bool:
    """Say whether no lines part a table's columns, and none closes all of it at the foot."""
    last = [cell for cell in table.cells if cell.row_stop == table.row_count]
    has_text = any(cell.lines for cell in table.cells)
    return not table.is_ruled and has_text and not all(cell.closed_bottom for cell in last)


def _closing_rule(table: PageTable, reading: PageReading) -> Rule | None:
    """The first rule above a page's tables, if it is as wide as the table of the page before."""
    stop = reading.tables[0].ys[0] if reading.tables else reading.height
    first = next((rule for rule in reading.loose_rules if rule.at < stop), None)
    if first is None:
        return None
    ends = (first.start - table.xs[0], first.stop - table.xs[-1])
    return first if max(map(abs, ends)) <= SIDES else None


def _cells(
    xs: Sequence[float], top: float, height: float, words: Sequence[Word]
) -> tuple[PageCell, ...]:
    cells = []
    for column, (x0, x1) in enumerate(pairwise(xs)):
        first, last = column == 0, column == len(xs) - 2
        own = [w for w in words if (first or w.x0 >= x0 - 1) and (last or w.x0 < x1 - 1)]
        cells.append(
            PageCell(
                0,
                1,
                column,
                column + 1,
                (x0, top, x1, height),
                lines=tuple(lines_of(own)),
                closed_top=False,
            )
        )
    return tuple(cells)
