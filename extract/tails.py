"""The end of a table without vertical lines that is all a page prints of it.

A page end may leave a row open of which the next page prints a few lines, and the rule that
closes the table. One rule makes no table: it is known from the page before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.open_rows import Segment, tail_above
from extract.reading import PageCell, PageReading, PageTable, Word
from extract.rules import Rule
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
    rule = _closing_rule(table, reading) if table is not None and _is_open(table) else None
    if table is None or rule is None:
        return reading
    left, right = table.xs[0] - SIDES, table.xs[-1] + SIDES
    lines = [line for line in reading.lines if left <= line.x0 and line.x1 <= right]
    words = [word for line in lines for word in line.words]
    texts = [
        Segment(line.x0, line.x1, line.baseline, line.size)
        for cell in table.cells
        for line in cell.lines
    ]
    taken = tail_above(rule.at, words, table.xs[1:-1], texts)
    if not taken:
        return reading
    top = min(segment.baseline - 1.2 * segment.size for segment in taken)
    held = [line for line in lines if top <= line.baseline <= rule.at]
    cells = _cells(table.xs, top, rule, [word for line in held for word in line.words])
    tail = PageTable(reading.page, table.xs, (top, rule.at), cells, is_ruled=False)
    return replace(
        reading,
        tables=(tail, *reading.tables),
        lines=tuple(line for line in reading.lines if line not in held),
        loose_rules=tuple(other for other in reading.loose_rules if other is not rule),
    )


def _is_open(table: PageTable) -> bool:
    """Say whether no lines part a table's columns, and none closes it at the page's foot."""
    last = [cell for cell in table.cells if cell.row_stop == table.row_count]
    has_text = any(cell.lines for cell in table.cells)
    return not table.is_ruled and has_text and not any(cell.closed_bottom for cell in last)


def _closing_rule(table: PageTable, reading: PageReading) -> Rule | None:
    """The first rule above a page's tables, if it is as wide as the table of the page before."""
    stop = reading.tables[0].ys[0] if reading.tables else reading.height
    first = next((rule for rule in reading.loose_rules if rule.at < stop), None)
    if first is None:
        return None
    ends = (first.start - table.xs[0], first.stop - table.xs[-1])
    return first if max(map(abs, ends)) <= SIDES else None


def _cells(
    xs: Sequence[float], top: float, rule: Rule, words: Sequence[Word]
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
                (x0, top, x1, rule.at),
                lines=tuple(lines_of(own)),
                closed_top=False,
            )
        )
    return tuple(cells)
