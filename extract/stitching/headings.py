"""Put headings between tables with the same columns into these tables, as headings of rows.

A single ruled row is the header of the rows without rules below it, in the same columns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extract.geometry.page_model import Line, PageCell, PageReading, PageTable
from extract.page.compact_lines import pack_lines, spool_of
from extract.stitching.header import detect_header
from extract.stitching.labels import says_continued
from extract.stitching.table_runs import TableRun, have_same_columns
from extract.stitching.thresholds import HEADINGS, TABLE_RUNS

_CAPTION = re.compile(
    r"^(?:table|tableau|tabelle|tabla|tabela|tabella|tabel|figure|figura|abbildung|annex|annexe|"
    r"appendix|anexo|lampiran)\s*(?:n[o°º]\.?\s*)?[\dIVXA-Z]+(?:[.-]\d+)*(?:\b|$)",
    re.IGNORECASE,
)
"""The start of a caption: its table is not the table before."""


class Place(NamedTuple):
    """Where a table is: the index of its page's reading, and its index on the page."""

    page: int
    table: int


class Headings(NamedTuple):
    """The pages with the headings in their tables.

    Attributes:
        readings: the pages.
        outside: for each page, its lines outside tables and furniture.
        headed: tables that start with such a heading, or whose header is the table before; they
            continue that table.
        captioned: tables that a caption parts from the table before.
    """

    readings: list[PageReading]
    outside: list[Sequence[Line]]
    headed: frozenset[Place]
    captioned: frozenset[Place]


def with_headings(readings: Sequence[PageReading], outside: Sequence[Sequence[Line]]) -> Headings:
    """Put headings between tables with the same columns into the tables.

    Args:
        readings: the pages in order.
        outside: for each page, its lines outside tables and furniture.

    Returns:
        The pages. A table below a heading starts with a row for it.
    """
    places = [Place(p, t) for p, reading in enumerate(readings) for t in range(len(reading.tables))]
    widened = _below_headers(readings, outside, places)
    moved: dict[Place, tuple[Line, ...]] = {}
    headed = set(widened)
    captioned = set()
    for before, place in pairwise(places):
        lines = _lines_between(readings, outside, before, place)
        if not lines or not have_same_columns(_at(readings, before).xs, _at(readings, place).xs):
            continue
        if any(_CAPTION.match(line.text) for line in lines):
            if not says_continued(_heading_cell(_at(readings, place), lines)):
                captioned.add(place)
        elif _is_heading_between(readings, outside, before, place, lines):
            moved[place] = tuple(lines)
            if before not in headed:
                moved |= _heading_of_first(readings, outside, before, lines[-1])
            headed.add(place)
    return Headings(
        [
            _with_bands(_with_right_edges(reading, p, widened), p, moved)
            for p, reading in enumerate(readings)
        ],
        [_without(lines, p, moved) for p, lines in enumerate(outside)],
        frozenset(headed),
        frozenset(captioned),
    )


def _is_heading_between(
    readings: Sequence[PageReading],
    outside: Sequence[Sequence[Line]],
    before: Place,
    place: Place,
    lines: Sequence[Line],
) -> bool:
    """Return whether the lines between two tables are a heading inside one table."""
    table = _at(readings, place)
    return (
        lines == _lines_above(readings, outside, place)
        and _are_headings(lines, table)
        and _is_one_table(_at(readings, before), table)
    )


def _heading_of_first(
    readings: Sequence[PageReading],
    outside: Sequence[Sequence[Line]],
    first: Place,
    heading: Line,
) -> dict[Place, tuple[Line, ...]]:
    """Return the line above the first table if it is a heading in the style of a later one."""
    above = _lines_above(readings, outside, first)[-1:]
    is_alike = bool(above) and _type_style(above[0]) == _type_style(heading)
    return {first: tuple(above)} if is_alike and _are_headings(above, _at(readings, first)) else {}


def _at(readings: Sequence[PageReading], place: Place) -> PageTable:
    return readings[place.page].tables[place.table]


def _lines_between(
    readings: Sequence[PageReading],
    outside: Sequence[Sequence[Line]],
    before: Place,
    place: Place,
) -> list[Line] | None:
    """List the lines between two tables; None if pages without a table lie between them."""
    above = _at(readings, before)
    if before.page == place.page:
        if above.ys[-1] > _at(readings, place).ys[0]:
            return None
        return _lines_above(readings, outside, place)
    if readings[place.page].page != readings[before.page].page + 1:
        return None
    below = [line for line in outside[before.page] if line.baseline > above.ys[-1]]
    return [*below, *_lines_above(readings, outside, place)]


def _lines_above(
    readings: Sequence[PageReading], outside: Sequence[Sequence[Line]], place: Place
) -> list[Line]:
    """List the lines above a table, below any other table of its page."""
    top = _at(readings, place).ys[0]
    tops = [table.ys[-1] for table in readings[place.page].tables if table.ys[-1] <= top]
    return [x for x in outside[place.page] if max(tops, default=0.0) < x.baseline <= top]


def _below_headers(
    readings: Sequence[PageReading], outside: Sequence[Sequence[Line]], places: Sequence[Place]
) -> dict[Place, float]:
    """Find the tables whose header is the table above them, with that table's right edge."""
    return {
        place: _at(readings, before).xs[-1]
        for before, place in pairwise(places)
        if before.page == place.page
        and _is_header_of(_at(readings, before), _at(readings, place))
        and _lines_between(readings, outside, before, place) == []
    }


def _is_header_of(above: PageTable, table: PageTable) -> bool:
    """Return whether a table is a ruled row with labels for the rows of a table without rules.

    The right edge of rows without rules is that of their texts, so it may lie farther left.
    """
    most = TABLE_RUNS.column_shift * (above.xs[-1] - above.xs[0])
    sizes = [line.size for cell in table.cells for line in cell.lines]
    return (
        above.is_ruled
        and not table.is_ruled
        and above.row_count == 1
        and above.column_count > 1
        and all(cell.lines for cell in above.cells)
        and len(above.xs) == len(table.xs)
        and all(abs(a - b) <= most for a, b in zip(above.xs[:-1], table.xs[:-1], strict=True))
        and table.xs[-1] <= above.xs[-1] + most
        and table.ys[0] - above.ys[-1] <= HEADINGS.distance * median(sizes or [0.0])
    )


def _with_right_edges(
    reading: PageReading, page: int, widened: Mapping[Place, float]
) -> PageReading:
    """Extend each table below a table that is its header to the right edge of that one."""
    tables = []
    for number, table in enumerate(reading.tables):
        right = widened.get(Place(page, number))
        tables.append(table if right is None else replace(table, xs=(*table.xs[:-1], right)))
    return replace(reading, tables=tuple(tables)) if tables else reading


def _is_one_table(above: PageTable, table: PageTable) -> bool:
    """Return whether two tables may be one: neither has labels, nor do they repeat their keys.

    Tables with labels of their own are tables of their own, and so are forms, which print the
    same names in their first column each. Shaded rows below the same labels are parts of one.
    """
    if _is_shaded(above) and _is_shaded(table) and _labels_of(above) == _labels_of(table):
        return True
    if _has_labels(above) or _has_labels(table):
        return False
    keys, others = ({c.text for c in one.cells if not c.column} for one in (above, table))
    return len(keys & others) < HEADINGS.same_keys * min(len(keys), len(others))


def _is_shaded(table: PageTable) -> bool:
    """Return whether fills show a table and its labels, and no lines do."""
    first = [cell for cell in table.cells if cell.row == 0]
    is_drawn = table.is_ruled or table.is_booktabs
    return not is_drawn and len(first) > 1 and all(cell.fill and cell.lines for cell in first)


def _labels_of(table: PageTable) -> list[tuple[int, str]]:
    return [(cell.column, cell.text) for cell in table.cells if cell.row == 0]


def _has_labels(table: PageTable) -> bool:
    first = [cell for cell in table.cells if cell.row == 0]
    groups = any(1 < c.column_stop - c.column < table.column_count for c in first)
    return groups or detect_header(TableRun(table.xs, (table,))) is not None


def _are_headings(lines: Sequence[Line], table: PageTable) -> bool:
    """Return whether lines above a table are set as a heading, close to it."""
    own = [line for cell in table.cells for line in cell.lines]
    if len(lines) > HEADINGS.max_lines or not own:
        return False
    size = median(line.size for line in own)
    is_plain = sum(line.bold for line in own) < HEADINGS.bold_share * len(own)
    return (
        all((line.bold and is_plain) or line.size > HEADINGS.larger * size for line in lines)
        and all(table.xs[0] - size <= line.x0 and line.x1 <= table.xs[-1] for line in lines)
        and 0 <= table.ys[0] - lines[-1].baseline <= HEADINGS.distance * size
    )


def _type_style(line: Line) -> tuple[bool, float]:
    return line.bold, round(line.size, 1)


def _heading_cell(table: PageTable, lines: Sequence[Line]) -> PageCell:
    box = (table.xs[0], min(line.top for line in lines), table.xs[-1], table.ys[0])
    return PageCell(0, 1, 0, table.column_count, box, tuple(lines))


def _with_bands(
    reading: PageReading, page: int, taken: dict[Place, tuple[Line, ...]]
) -> PageReading:
    """Add a row for its heading to each table of a page that has one."""
    moved = _moved_from(page, taken)
    if not moved:
        return reading
    tables = []
    for number, table in enumerate(reading.tables):
        lines = taken.get(Place(page, number), ())
        if lines:
            heading = _heading_cell(table, lines)
            cells = (replace(c, row=c.row + 1, row_stop=c.row_stop + 1) for c in table.cells)
            ys = (heading.bbox[1], *table.ys)
            table = replace(table, ys=ys, cells=(heading, *cells))
        tables.append(table)
    rest = [line for line in reading.lines if _key_of_line(line) not in moved]
    packed = pack_lines(rest, with_words=True, spool=spool_of(reading.lines))
    return replace(reading, tables=tuple(tables), lines=packed)


def _key_of_line(line: Line) -> tuple[tuple[int, ...], float, float]:
    """Identify a line of a page; lines read by OCR have no glyphs."""
    return line.glyphs, line.x0, line.baseline


def _moved_from(
    page: int, taken: dict[Place, tuple[Line, ...]]
) -> set[tuple[tuple[int, ...], float, float]]:
    return {
        _key_of_line(line) for place, lines in taken.items() if place.page == page for line in lines
    }


def _without(
    lines: Sequence[Line], page: int, taken: dict[Place, tuple[Line, ...]]
) -> Sequence[Line]:
    moved = _moved_from(page, taken)
    if not moved:
        return lines
    rest = [line for line in lines if _key_of_line(line) not in moved]
    return pack_lines(rest, with_words=True, spool=spool_of(lines))
