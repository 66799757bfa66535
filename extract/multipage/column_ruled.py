"""Propose the rows of tables with rules between their columns and none between their rows.

Such tables often have one more rule, below the header. White space or a common baseline separates
the rows. A single page might just show one large row, so all pages of the table are judged
together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.alignment.aligned import Columns, columns_of_table
from extract.alignment.booktabs import BooktabsLattice, RuledSection, booktabs_lattice
from extract.alignment.levels import group_into_levels, line_pitch_of
from extract.alignment.rows.row_segmentation import has_gaps
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.clustering import clusters, same_places
from extract.geometry.page_model import PageReading, PageTable, Rule
from extract.model import Evidence
from extract.multipage.thresholds import MULTIPAGE
from extract.ruling.thresholds import RULING
from extract.tables.candidates import TableCandidate
from extract.tables.cells import booktabs_table
from extract.tables.thresholds import WEIGHING
from extract.text.sentences import BULLET, NUMBER


def rows_by_space(readings: Sequence[PageReading]) -> dict[int, list[TableCandidate]]:
    """Propose a row wherever white space shows it, in tables with rules between their columns only.

    Args:
        readings: the pages in order.

    Returns:
        The candidates, by page.
    """
    candidates: dict[int, list[TableCandidate]] = {}
    tables = (table for reading in readings for table in reading.tables)
    for run in clusters(tables, lambda table, run: _continues(run[-1], table)):
        for one in _with_split_rows(run):
            candidates.setdefault(one.table.page, []).append(one)
    return candidates


def _continues(above: PageTable, table: PageTable) -> bool:
    """Return whether a table has the columns of one on the page before."""
    return (
        above.page + 1 == table.page
        and above.is_booktabs == table.is_booktabs
        and same_places(above.xs, table.xs, RULING.snap_distance)
    )


def _with_split_rows(parts: Sequence[PageTable]) -> list[TableCandidate]:
    """Split the rows of a table's parts; no parts if rules separate the rows or nothing does."""
    if parts[0].is_booktabs or parts[0].column_count < 2:
        return []
    if any(part.row_count > RULING.max_open_rows for part in parts):
        return []
    longest = max((len(cell.lines) for part in parts for cell in part.cells), default=0)
    if longest < MULTIPAGE.min_lines_to_split:
        return []
    pages = [(columns_of_table(part), _sections(part)) for part in parts]
    if _are_offset([section for _, sections in pages for section in sections]):
        return []
    by_gaps = _are_separated_by_gaps(pages)
    lattices = [
        booktabs_lattice(
            columns, sections, [Rule(y, part.xs[0], part.xs[-1]) for y in part.ys], by_gaps=by_gaps
        )
        for part, (columns, sections) in zip(parts, pages, strict=True)
    ]
    certain = sum(one.certain_starts for one in lattices)
    if certain < MULTIPAGE.min_certain_starts or _are_lists(parts):
        return []
    return [
        _candidate(part, lattice, certain) for part, lattice in zip(parts, lattices, strict=True)
    ]


def _candidate(part: PageTable, lattice: BooktabsLattice, certain: int) -> TableCandidate:
    table = booktabs_table(part.page, lattice, ())
    fills = {cell.row: cell.fill for cell in part.cells if part.row_count > 1 and cell.row == 0}
    cells = tuple(replace(cell, fill=fills.get(cell.row)) for cell in table.cells)
    found_by = f"{part.found_by}, rows by space"
    reason = Evidence(
        name="all pages of the table show its rows", weight=WEIGHING.neighbour, note=f"{certain}"
    )
    table = replace(table, cells=cells, found_by=found_by, nested=part.nested)
    return TableCandidate(table, table.bbox, (reason,))


def _are_separated_by_gaps(pages: Sequence[tuple[Columns, Sequence[RuledSection]]]) -> bool:
    """Return whether gaps separate the rows on more pages than they do not."""
    pitch = line_pitch_of([x for _, sections in pages for one in sections for x in one.levels])
    signs = [
        has_gaps([one.levels for one in sections if not one.is_header], columns.rights, pitch)
        for columns, sections in pages
    ]
    return signs.count(True) > signs.count(False)


def _are_offset(sections: Sequence[RuledSection]) -> bool:
    """Return whether lines of different columns often miss each other by less than a line.

    The columns then have no baselines in common that could show rows.
    """
    steps = [
        (below.baseline - above.baseline) / max(line.size for line in below.lines.values())
        for section in sections
        for above, below in pairwise(section.levels)
        if not set(above.lines) & set(below.lines)
    ]
    offset = sum(step < ALIGNMENT.min_line_pitch for step in steps)
    levels = sum(len(section.levels) for section in sections)
    return offset > MULTIPAGE.max_offset_share * levels


def _sections(part: PageTable) -> list[RuledSection]:
    """Group the text between the rules of a part into levels."""
    sections = []
    for row, (top, bottom) in enumerate(pairwise(part.ys)):
        own = [cell for cell in part.cells if cell.row == row]
        columns = [
            [x for c in own if (c.column, c.column_stop) == (at, at + 1) for x in c.lines]
            for at in range(part.column_count)
        ]
        bands = [x for c in own if c.column_stop > c.column + 1 for x in c.lines]
        is_header = row == 0 and part.row_count > 1
        levels = tuple(group_into_levels(columns, bands))
        sections.append(RuledSection(top, bottom, levels, is_header))
    return sections


def _are_lists(parts: Sequence[PageTable]) -> bool:
    """Return whether the texts are mostly lists, whose items are also side by side."""
    lines = [line for part in parts for cell in part.cells for line in cell.lines]
    marked = sum(bool(BULLET.match(line.text) or NUMBER.match(line.text)) for line in lines)
    return marked > MULTIPAGE.max_list_item_share * len(lines)
