"""Tables with rules between their columns and none between their rows.

Vertical rules and one below the header are a common make: white or a common baseline parts the
rows. One page alone may show a single row as well, so all pages of the table must look alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.alignment.aligned import Columns, columns_of_table
from extract.alignment.booktabs import Spaced, Stretch, lattice_of
from extract.alignment.row_segmentation import has_gaps, levels_of, step_of
from extract.geometry.page_model import PageReading, PageTable, Rule
from extract.multipage.thresholds import MULTIPAGE
from extract.ruling.thresholds import RULING
from extract.tables.grid import booktabs_table
from extract.text.sentences import BULLET, NUMBER


def with_column_ruled_rows(readings: Sequence[PageReading]) -> tuple[PageReading, ...]:
    """Part the rows of tables in which rules part the columns only.

    Args:
        readings: in page order.

    Returns:
        The same; in such tables a row starts wherever white space tells of it.
    """
    runs: list[list[tuple[int, int]]] = []
    for at, reading in enumerate(readings):
        for number, table in enumerate(reading.tables):
            if table.is_spaced or table.column_count < 2:
                continue
            before = runs[-1][-1] if runs else None
            if before is not None and _follows(readings, before, at, number):
                runs[-1].append((at, number))
            else:
                runs.append([(at, number)])
    kept = list(readings)
    for run in runs:
        parts = [readings[at].tables[number] for at, number in run]
        for (at, number), made in zip(run, _parted(parts), strict=False):
            tables = list(kept[at].tables)
            tables[number] = made
            kept[at] = replace(kept[at], tables=tuple(tables))
    return tuple(kept)


def _follows(
    readings: Sequence[PageReading], before: tuple[int, int], at: int, number: int
) -> bool:
    """Say whether a table goes on with the last one of the page before, in the same columns."""
    last, table = readings[before[0]], readings[at].tables[number]
    above = last.tables[before[1]]
    return (
        number == 0
        and before[1] == len(last.tables) - 1
        and last.page + 1 == readings[at].page
        and len(above.xs) == len(table.xs)
        and all(abs(a - b) <= RULING.snap_distance for a, b in zip(above.xs, table.xs, strict=True))
    )


def _parted(parts: Sequence[PageTable]) -> list[PageTable]:
    """The parts of a table with their rows parted; none where rules part them, or nothing does."""
    if any(part.row_count > MULTIPAGE.max_ruled_rows for part in parts):
        return []
    if max(len(cell.lines) for part in parts for cell in part.cells) < MULTIPAGE.min_lines_to_split:
        return []
    pages = [(columns_of_table(part), _stretches(part)) for part in parts]
    step = step_of([x for _, stretches in pages for one in stretches for x in one.levels])
    signs = [
        has_gaps([one.levels for one in stretches if not one.is_head], columns.rights, step)
        for columns, stretches in pages
    ]
    by_gaps = sum(sign is True for sign in signs) > sum(sign is False for sign in signs)
    found = [
        _found(part, columns, stretches, by_gaps=by_gaps)
        for part, (columns, stretches) in zip(parts, pages, strict=True)
    ]
    if sum(one.sure for one in found) < MULTIPAGE.min_certain_starts or _are_lists(parts):
        return []
    return [_filled(part, one) for part, one in zip(parts, found, strict=True)]


def _stretches(part: PageTable) -> list[Stretch]:
    """A part's text between its rules, level by level."""
    stretches = []
    for row, (top, bottom) in enumerate(pairwise(part.ys)):
        own = [cell for cell in part.cells if cell.row == row]
        columns = [
            [x for c in own if (c.column, c.column_stop) == (at, at + 1) for x in c.lines]
            for at in range(part.column_count)
        ]
        bands = [x for c in own if c.column_stop > c.column + 1 for x in c.lines]
        is_head = row == 0 and part.row_count > 1
        stretches.append(Stretch(top, bottom, tuple(levels_of(columns, bands)), is_head))
    return stretches


def _found(
    part: PageTable, columns: Columns, stretches: Sequence[Stretch], *, by_gaps: bool
) -> Spaced:
    lines = [Rule(y, part.xs[0], part.xs[-1]) for y in part.ys]
    return lattice_of(columns, stretches, lines, by_gaps=by_gaps)


def _are_lists(parts: Sequence[PageTable]) -> bool:
    """Say whether the texts are lists for the most part: their items stand side by side, too."""
    lines = [line for part in parts for cell in part.cells for line in cell.lines]
    marked = sum(bool(BULLET.match(line.text) or NUMBER.match(line.text)) for line in lines)
    return marked > len(lines) / 4


def _filled(part: PageTable, found: Spaced) -> PageTable:
    """Put a part's lines in its new cells."""
    table = booktabs_table(part.page, found, ())
    lines = [line for cell in part.cells for line in cell.lines]
    fills = {cell.row: cell.fill for cell in part.cells if cell.row == 0}
    cells = tuple(
        replace(
            cell,
            fill=fills.get(0) if part.row_count > 1 and cell.row == 0 else None,
            lines=tuple(
                line
                for line in lines
                if cell.bbox[0] <= max(line.x0 + 1, part.xs[0]) < cell.bbox[2]
                and cell.bbox[1] <= line.baseline - 0.3 * line.size < cell.bbox[3]
            ),
        )
        for cell in table.cells
    )
    return replace(table, cells=cells)
