"""Read a table without vertical lines again in the columns that its next page shows.

Where few words are printed, the white space between two narrow columns may not show, so that a
page has one column in place of two. The next page of the table may show both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.alignment.aligned import Columns, columns_of_table, keeps_to, levels_between, words_in
from extract.alignment.booktabs import RuledSection, booktabs_lattice
from extract.alignment.levels import Level
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import PageReading, PageTable, Rule
from extract.multipage.thresholds import MULTIPAGE
from extract.ruling.thresholds import RULING
from extract.tables.cell_assignment import assign_lines_to_cells
from extract.tables.cells import booktabs_table


def with_later_columns(readings: Sequence[PageReading]) -> tuple[PageReading, ...]:
    """Read the last table of each page in the columns of the first one on the next page.

    Args:
        readings: the pages in order.

    Returns:
        The pages. A table is read again if the next page has its columns and more, and most of its
        lines keep to all of them.
    """
    pages = list(readings)
    for at in range(len(pages) - 2, -1, -1):
        reading, following = pages[at], pages[at + 1]
        if reading.tables and following.tables and following.page == reading.page + 1:
            pages[at] = _read_in_columns(reading, following.tables[0])
    return tuple(pages)


def _read_in_columns(reading: PageReading, following: PageTable) -> PageReading:
    table = reading.tables[-1]
    if not _has_more_columns(following, table):
        return reading
    own = columns_of_table(following)
    xs = (*own.xs[:-1], max(table.xs[-1], own.xs[-1]))
    columns = Columns(xs, own.starts, own.rights)
    words = words_in(table)
    rules = _rules_of(table, reading)
    ys = sorted({table.ys[0], table.ys[1], table.ys[-1], *(rule.at for rule in rules)})
    sections = [
        RuledSection(top, bottom, levels_between(words, top, bottom, columns), is_header=at == 0)
        for at, (top, bottom) in enumerate(pairwise(ys))
    ]
    levels = [level for section in sections[1:] for level in section.levels if not level.is_band]
    if not _are_of_columns(levels, columns):
        return reading
    lattice = booktabs_lattice(columns, sections, rules)
    empty = booktabs_table(reading.page, lattice, reading.rules.fills if reading.rules else ())
    (again,), left = assign_lines_to_cells([empty], words)
    if left:
        return reading
    again = replace(again, found_by=table.found_by, evidence=table.evidence, margin=table.margin)
    return replace(reading, tables=(*reading.tables[:-1], again))


def _has_more_columns(table: PageTable, other: PageTable) -> bool:
    """Return whether a table has all column starts of another one, and more."""
    if any(one.is_ruled or not one.is_booktabs for one in (table, other)):
        return False
    distance = 2 * ALIGNMENT.start_distance
    return (
        len(table.xs) > len(other.xs)
        and abs(table.xs[0] - other.xs[0]) <= distance
        and all(any(abs(x - own) <= distance for own in table.xs[1:-1]) for x in other.xs[1:-1])
    )


def _rules_of(table: PageTable, reading: PageReading) -> list[Rule]:
    """Return the rules that part rows of a table over its whole width."""
    lines = reading.rules.horizontal if reading.rules else ()
    left, right = table.xs[0], table.xs[-1]
    return [
        Rule(y, left, right)
        for y in table.ys
        if any(
            abs(line.at - y) <= RULING.snap_distance
            and max(line.start - left, right - line.stop) <= RULING.max_end_difference
            for line in lines
        )
    ]


def _are_of_columns(levels: Sequence[Level], columns: Columns) -> bool:
    """Return whether most levels keep to columns, and each column prints a text."""
    aligned = [level for level in levels if keeps_to(level, columns)]
    printed = {column for level in aligned for column in level.lines}
    is_most = len(aligned) >= MULTIPAGE.min_aligned_level_share * len(levels)
    return is_most and len(printed) == len(columns.starts)
