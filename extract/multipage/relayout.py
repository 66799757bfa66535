"""Read the pages of a table without vertical lines again in the columns that all of them show.

Each page is first read by itself. Some things show on all pages together only: a column whose
cells all continue on one page, a row that both page ends leave open, white space between words
that is no column. All pages together show the column edges and the distance of text from rules.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.alignment.alignment_profile import Layout
from extract.alignment.columns import aligned_lattice
from extract.geometry.bbox import overlaps
from extract.geometry.page_model import PageCell, PageReading, PageTable, Rule, Word
from extract.model import Bbox
from extract.multipage.layouts import (
    AlignedPart,
    continues_run,
    learn_layout,
    rule_group_in,
    table_part_runs,
)
from extract.ruling.rule_groups import RuleGroup
from extract.ruling.thresholds import RULING
from extract.tables.candidates import PageDrawing
from extract.tables.cell_assignment import assign_lines_to_cells
from extract.tables.cells import table_from_lattice
from extract.tables.grid import odds_of_part
from extract.tables.thresholds import WEIGHING
from extract.text.words import lines_of


def relayout_pages(readings: Sequence[PageReading]) -> tuple[PageReading, ...]:
    """Read tables without vertical lines again with the layout that all of their pages show.

    Args:
        readings: the pages in order, each read by itself.

    Returns:
        The pages, with such tables in their common columns.
    """
    pages = {reading.page: reading for reading in readings}
    runs = deque(table_part_runs(readings))
    while runs:
        run = runs.popleft()
        again = _read_run(run, pages)
        joined = [run]
        while runs and again and _reaches(max(again), joined[-1], runs[0]):
            joined.append(runs.popleft())
            again |= _read_run(joined[-1], pages)
        if _columns_differ(joined):
            again = _read_run([part for one in joined for part in one], pages) or again
        pages |= again
    return tuple(pages[reading.page] for reading in readings)


def _columns_differ(runs: Sequence[Sequence[AlignedPart]]) -> bool:
    """Return whether parts of a table, each with its pages, show other columns than the first."""
    layouts = [learn_layout(run) for run in runs] if len(runs) > 1 else []
    inner = [layout.edges.inner for layout in layouts if layout is not None]
    return any(
        len(edges) != len(inner[0])
        or any(abs(x - y) > RULING.max_end_difference for x, y in zip(edges, inner[0], strict=True))
        for edges in inner
    )


def _reaches(last: int, run: Sequence[AlignedPart], other: Sequence[AlignedPart]) -> bool:
    """Return whether the last page that continues a table is the one before its next part."""
    return last + 1 == other[0].reading.page and continues_run(run, other[0])


def _read_run(
    run: Sequence[AlignedPart], pages: Mapping[int, PageReading]
) -> dict[int, PageReading]:
    """Read the pages of a table again; those of its parts, between them, and next to them."""
    layout = None if _follows_booktabs_table(run, pages) else learn_layout(run)
    if layout is None:
        return {}
    parts = {part.reading.page: part for part in run}
    first, last = run[0].reading.page, run[-1].reading.page
    # A page without a rule may continue a table, but does not begin one.
    starts_before = first - 1 in pages and pages[first - 1].loose_rules
    numbers = range(first - 1 if starts_before else first, last + 1)
    held = [
        page for page in numbers if page in pages and _can_hold_table(pages[page], parts.get(page))
    ]
    goes_on = last + 1 in pages and _can_hold_table(pages[last + 1], None)
    if held == [first] and not goes_on:  # no other page shows more than this one does by itself
        return {first: _with_table_headings(pages[first], run[0].table)}
    again: dict[int, PageReading] = {}
    for page in held:
        known = replace(layout, open_above=_open_columns(again.get(page - 1, pages.get(page - 1))))
        again[page] = _read_again(pages[page], parts.get(page), known)
    return again | _read_on(pages, again.get(last, pages[last]), layout)


def _read_on(
    pages: Mapping[int, PageReading], last: PageReading, layout: Layout
) -> dict[int, PageReading]:
    """Read the pages after the last one of a table, as far as they continue it."""
    read: dict[int, PageReading] = {}
    while (page := last.page + 1) in pages and _can_hold_table(pages[page], None):
        known = replace(layout, open_above=_open_columns(last))
        last = _read_again(pages[page], None, known)
        if last is pages[page]:
            break
        read[page] = last
    return read


def _with_table_headings(reading: PageReading, table: PageTable) -> PageReading:
    """Extend the headings of one table of a page."""
    extended = _with_headings(table)
    tables = tuple(extended if one is table else one for one in reading.tables)
    return replace(reading, tables=tables)


def _follows_booktabs_table(run: Sequence[AlignedPart], pages: Mapping[int, PageReading]) -> bool:
    """Return whether the page before ends with a booktabs table of as many columns.

    Its columns are then known from that page.
    """
    before = pages.get(run[0].reading.page - 1)
    table = before.tables[-1] if before and before.tables else None
    return (
        table is not None and table.is_booktabs and table.column_count == run[0].table.column_count
    )


def _can_hold_table(reading: PageReading, part: AlignedPart | None) -> bool:
    """Return whether a page has a part of the table, or no table at all."""
    return reading.rules is not None and (part is not None or not reading.tables)


def _open_columns(reading: PageReading | None) -> frozenset[int]:
    """Return the columns whose last cell on a page has no rule below it."""
    table = reading.tables[-1] if reading and reading.tables else None
    if table is None or table.is_ruled:
        return frozenset()
    return frozenset(
        column
        for cell in table.cells
        if cell.row_stop == table.row_count and not cell.closed_bottom
        for column in range(cell.column, cell.column_stop)
    )


def _read_again(reading: PageReading, part: AlignedPart | None, layout: Layout) -> PageReading:
    """Read a page in the columns of a layout; without a part, the page may not belong to it."""
    rules = reading.rules
    assert rules is not None
    others = [table for table in reading.tables if part is None or table is not part.table]
    words = _words_of(reading, part)
    group = rule_group_in(rules, layout.left, layout.right, layout.edges.inner)
    _leave_out(group, others)
    lattice = aligned_lattice(group, words, rules.marks, layout)
    if lattice is None:
        return reading
    table = replace(
        table_from_lattice(reading.page, lattice, rules.fills),
        is_ruled=False,
        found_by=part.table.found_by if part else "layout of other pages",
        evidence=part.table.evidence if part else (),
        margin=part.table.margin if part else None,
        other=part.table.other if part else None,
        nested=part.table.nested if part else (),
    )
    if part is None:
        drawing = PageDrawing(reading.page, rules, words)
        if odds_of_part(table, drawing) <= -WEIGHING.neighbour:
            return reading  # the lines of a chart, for instance
    again = _with_table(reading, others, table, words)
    return reading if part is None and _is_prose(again) else again


def _is_prose(reading: PageReading) -> bool:
    """Return whether each text in the tables of a page spans all columns of its table."""
    return all(
        cell.column_stop - cell.column == table.column_count
        for table in reading.tables
        for cell in table.cells
        if cell.lines
    )


def _words_of(reading: PageReading, part: AlignedPart | None) -> list[Word]:
    """List the words of a page outside tables, and those of the table's part."""
    cells = part.table.cells if part else ()
    lines = [*reading.lines, *(line for cell in cells for line in cell.lines)]
    return [word for line in lines for word in line.words]


def _leave_out(group: RuleGroup, tables: Sequence[PageTable]) -> None:
    """Remove the rules and fills that lie in other tables of the page."""
    boxes = [table.bbox for table in tables]
    group.lines = [x for x in group.lines if not any(_crosses(x, box) for box in boxes)]
    group.fills = [x for x in group.fills if not any(_is_inside(x.bbox, box) for box in boxes)]


def _crosses(rule: Rule, box: Bbox) -> bool:
    """Return whether a horizontal rule crosses a box."""
    return box[1] <= rule.at <= box[3] and rule.start < box[2] and rule.stop > box[0]


def _is_inside(fill: Bbox, box: Bbox) -> bool:
    """Return whether a fill is at the height of a box, and overlaps it."""
    return box[1] <= fill[1] and fill[3] <= box[3] and overlaps(fill, box, 0)


def _with_table(
    reading: PageReading, others: Sequence[PageTable], table: PageTable, words: Sequence[Word]
) -> PageReading:
    """Replace the part of a table on a page; `words` are those of the part and the free ones."""
    (filled,), free = assign_lines_to_cells([table], words)
    if not any(cell.lines for cell in filled.cells):
        return reading
    tables = sorted([*others, _with_headings(filled)], key=lambda one: (one.bbox[1], one.bbox[0]))
    top, bottom = filled.ys[0] - RULING.snap_distance, filled.ys[-1] + RULING.snap_distance
    return replace(
        reading,
        tables=tuple(tables),
        lines=tuple(lines_of(free)),
        loose_rules=tuple(x for x in reading.loose_rules if not top <= x.at <= bottom),
    )


def _with_headings(table: PageTable) -> PageTable:
    """Extend a bold text alone in its row over all columns, if most other text is not bold.

    A short heading ends before the second column, and no line shows that its cell is wider.
    """
    texts = [cell for cell in table.cells if cell.lines]
    bold = [cell for cell in texts if all(line.bold for line in cell.lines)]
    if len(bold) > len(texts) / 2:
        return table
    cells = list(table.cells)
    for heading in bold:
        row = [cell for cell in cells if cell.row <= heading.row < cell.row_stop]
        if _is_heading_row(heading, row):
            x1 = max(cell.bbox[2] for cell in row)
            wide = replace(
                heading,
                column_stop=table.column_count,
                bbox=(*heading.bbox[:2], x1, heading.bbox[3]),
            )
            cells = [wide if c is heading else c for c in cells if c is heading or c not in row]
    return replace(table, cells=tuple(cells))


def _is_heading_row(cell: PageCell, row: Sequence[PageCell]) -> bool:
    """Return whether a first cell is the only one with text in its row, and none spans rows."""
    is_alone = all(other is cell or not other.lines for other in row)
    return cell.column == 0 and is_alone and all(other.row_stop - other.row == 1 for other in row)
