"""Stitch the parts of a table: join rows cut by a page end, carry merged cells over it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from extract.geometry.page_model import PageCell, PageTable
from extract.model import Evidence
from extract.stitching.bodies import Body, without_rows
from extract.stitching.cut_header import (
    header_end,
    whole_header,
    with_labels_cut,
    with_row_below_header,
)
from extract.stitching.header import Header, detect_header, labelled_header, print_at
from extract.stitching.page_ends.break_features import (
    ColumnBreak,
    column_break,
    text_evidence,
    total_weight,
)
from extract.stitching.page_ends.break_score import (
    CellEnd,
    PageRoom,
    blank_row_evidence,
    cell_ends,
    row_evidence,
)
from extract.stitching.page_ends.column_profile import ColumnProfile
from extract.stitching.page_ends.merge_statistics import MergeStatistics
from extract.stitching.page_ends.thresholds import WEIGHTS
from extract.stitching.page_ends.widow_control import PaginationStyle, widow_controlled_columns
from extract.stitching.plain_header import plain_header
from extract.stitching.running_titles import RunningTitles, TitleRows
from extract.stitching.stitched_table import (
    StitchedBreak,
    StitchedCell,
    StitchedRow,
    StitchedTable,
)
from extract.stitching.table_runs import TableRun, is_band, is_beside
from extract.stitching.undrawn_cells import divide_empty_cells, empty_rests_of_rows


class _Decision(NamedTuple):
    """What continues over a page end."""

    columns: Collection[int]
    """Columns whose last cell continues."""
    continues: bool
    """The last row continues."""
    evidence: tuple[Evidence, ...]
    cells: tuple[CellEnd, ...] = ()
    """Where a new row starts: whether the cell of each column continues."""


class _TableStyle(NamedTuple):
    """How a table looks inside its pages."""

    statistics: MergeStatistics
    pagination: PaginationStyle


class _PageEnd(NamedTuple):
    """The cells on both sides of a page end, by column.

    Attributes:
        last: cells of the table that reach the page end.
        feet: the parts of these cells before the page end.
        tops: cells of the first row of the next page.
        body: the rows of the next page.
        last_row: index of the last row of the table so far.
        floor: height down to which the page before has room for the table; None if unknown.
    """

    last: dict[int, StitchedCell]
    feet: dict[int, PageCell]
    tops: dict[int, PageCell]
    body: Body
    last_row: int
    floor: float | None

    @classmethod
    def of(
        cls,
        stitched: StitchedTable,
        last: dict[int, StitchedCell],
        body: Body,
        floor: float | None,
    ) -> _PageEnd:
        """Gather the cells at a page end.

        Args:
            stitched: the table before the page end.
            last: cells that reach the end of its last row, by column.
            body: the rows of the next page.
            floor: height down to which the page before has room for the table.
        """
        feet = _feet(last)
        tops = {cell.column: cell for cell in body.cells if cell.row == 0}
        return cls(last, feet, tops, body, len(stitched.rows) - 1, floor)


def _feet(last: Mapping[int, StitchedCell]) -> dict[int, PageCell]:
    return {column: cell.parts[-1][1] for column, cell in last.items()}


def stitch(run: TableRun, labels: Sequence[str] = ()) -> StitchedTable:
    """Join the parts of a table.

    Args:
        run: parts with the same columns, in page order.
        labels: column labels of the plan's settings. They identify a header that nothing else
            sets apart.

    Returns:
        The table: its header once, its rows and cells over all pages, and the decision at each
        page end.
    """
    header = detect_header(run) or labelled_header(run, labels) or plain_header(run)
    stitched = StitchedTable(
        run.column_count,
        header,
        pages=[part.page for part in run.parts],
        is_ruled=all(part.is_ruled for part in run.parts),
        parts=run.parts,
        header_end=header_end(run, header) if header else (),
    )
    bodies = _bodies(run, stitched)
    pages = [(body.cells, body.row_count) for body in bodies]
    style = _TableStyle(MergeStatistics.of(pages, run.column_count), PaginationStyle.of(pages))
    page, last = 0, dict[int, StitchedCell]()
    floor: float | None = None
    for body in bodies:
        if not body.row_count:
            stitched.running_titles += [(body.page, cell) for cell in body.continued]
            continue
        decision = _Decision((), continues=False, evidence=())
        if page and (page != body.page or is_beside(_feet(last).values(), body.cells)):
            tops = (cell for cell in body.cells if cell.row == 0)
            last = divide_empty_cells(stitched, last, tops)
            decision = _decide(stitched, _PageEnd.of(stitched, last, body, floor), style)
            row = len(stitched.rows) - decision.continues
            stitched.breaks.append(
                StitchedBreak(
                    page, body.page, row, decision.continues, decision.evidence, decision.cells
                )
            )
        if decision.continues or decision.columns:  # a row or a cell goes on below the headings
            stitched.running_titles += [(body.page, cell) for cell in body.continued]
        else:
            body = body.below_headings()
        last = _add(stitched, last, body, decision)
        page, floor = body.page, body.floor
    return stitched


def _bodies(run: TableRun, stitched: StitchedTable) -> list[Body]:
    """Drop the headers of all parts, and record where they are printed."""
    header, end = stitched.header, stitched.header_end
    whole = whole_header(header, end) if header else None
    titles = RunningTitles(run, header)
    bodies = []
    for number, part in enumerate(run.parts):
        own = titles.rows_of(part, is_first=number == 0)
        is_cut = number == 1 and bool(end)
        bodies.append(_body(part, whole if number else header, stitched, own, is_cut=is_cut))
    floors = run.floors or (None,) * len(bodies)
    return [body._replace(floor=floor) for body, floor in zip(bodies, floors, strict=True)]


def _body(
    part: PageTable,
    header: Header | None,
    stitched: StitchedTable,
    titles: TitleRows,
    *,
    is_cut: bool,
) -> Body:
    """Drop a part's headers and running titles, and number its other rows from 0.

    Args:
        part: the part.
        header: the header to drop.
        stitched: receives the prints of the header and of running titles.
        titles: rows of the part that hold titles of earlier pages.
        is_cut: the part starts with the rest of a cut header.

    Returns:
        The rows that are left.
    """
    dropped = {0} if is_cut else set[int]()
    row = len(dropped)
    stitched.running_titles += [
        (part.page, cell) for cell in part.cells if cell.row in titles.running
    ]
    if stitched.header_prints and header is not None and not is_cut:
        part = with_labels_cut(with_row_below_header(part, header), header)
    while header is not None and row + header.depth <= part.row_count:
        cells = print_at(part, row, header)
        if cells is None:
            row += 1
            continue
        stitched.header_prints.append((part.page, cells))
        dropped.update(range(row, row + header.depth))
        row += header.depth
    dropped |= titles.running | titles.continued
    if part.page > stitched.pages[0]:
        top = next((row for row in range(part.row_count) if row not in dropped), part.row_count)
        dropped |= empty_rests_of_rows(part.cells, top)
    continued = tuple(cell for cell in part.cells if cell.row in titles.continued)
    return without_rows(part, dropped)._replace(continued=continued)


def _add(
    stitched: StitchedTable,
    last: Mapping[int, StitchedCell],
    body: Body,
    decision: _Decision,
) -> dict[int, StitchedCell]:
    """Add the rows of one page to the table.

    Args:
        stitched: the table.
        last: cells that reach the end of its last row, by column.
        body: the rows of the page.
        decision: what continues from the page before.

    Returns:
        The cells that reach the end of the new last row, by column.
    """
    offset = len(stitched.rows) - decision.continues
    bands = {cell.row for cell in body.cells if is_band(cell, stitched.column_count)}
    for row in range(body.row_count):
        if row == 0 and decision.continues:
            if stitched.rows[-1].pages[-1] != body.page:
                stitched.rows[-1].pages.append(body.page)
            continue
        is_again = row in body.headings
        band = row in bands
        stitched.rows.append(StitchedRow("band" if band else "row", [body.page], is_again))
    start = len(stitched.cells)
    for cell in body.cells:
        if cell.row == 0 and cell.column in decision.columns:
            above = last[cell.column]
            above.row_stop = max(above.row_stop, cell.row_stop + offset)
            above.parts.append((body.page, cell))
            continue
        rows = cell.row + offset, cell.row_stop + offset
        parts = [(body.page, cell)]
        stitched.cells.append(StitchedCell(cell.column, cell.column_stop, *rows, parts))
    every = [*last.values(), *stitched.cells[start:]]
    return {cell.column: cell for cell in every if cell.row_stop == len(stitched.rows)}


def _decide(stitched: StitchedTable, end: _PageEnd, style: _TableStyle) -> _Decision:
    """Decide at a page end which cells continue, and whether the last row does.

    Args:
        stitched: the table before the page end.
        end: the cells on both sides.
        style: how the table looks inside its pages.

    Returns:
        The decision.
    """
    return (
        _at_band(stitched, end)
        or _at_boxes(end)
        or _at_unprinted_row(end)
        or _by_evidence(end, style)
    )


def _certain(name: str, columns: Collection[int], *, continues: bool) -> _Decision:
    weight = WEIGHTS.certain if continues else -WEIGHTS.certain
    return _Decision(columns, continues, (Evidence(name=name, weight=weight),))


def _at_band(stitched: StitchedTable, end: _PageEnd) -> _Decision | None:
    """Decide at a heading over all columns; None if none is there."""
    is_after_band = stitched.rows[-1].kind == "band"
    first = end.tops.get(0)
    if is_after_band and first and _is_empty_band(first, stitched.column_count):
        return _certain("an empty cell over all columns ends the heading", {0}, continues=True)
    is_before_band = first is not None and is_band(first, stitched.column_count)
    if is_after_band and is_before_band and 0 in end.last:
        return _in_heading(end)
    if is_after_band or is_before_band:
        return _certain("a heading over all columns stands there", (), continues=False)
    return None


def _in_heading(end: _PageEnd) -> _Decision:
    """Decide whether a page end cuts a heading over all columns.

    Headings follow each other more often than a page end cuts one, so the text has to tell.
    """
    sides = column_break(end.feet[0], end.tops[0], end.last[0].lines, True, ColumnProfile())
    name = "a heading over all columns stands on both sides"
    votes = [Evidence(name=name, weight=WEIGHTS.two_headings), *text_evidence(sides)]
    continues = total_weight(votes) > 0
    return _Decision({0} if continues else (), continues, tuple(votes))


def _is_empty_band(cell: PageCell, column_count: int) -> bool:
    """Return whether a cell is the lower edge of a heading over all columns, cut by a page end."""
    return cell.column == 0 and cell.column_stop == column_count and not cell.lines


def _at_boxes(end: _PageEnd) -> _Decision | None:
    """Decide in a table whose cells are drawn boxes; None unless the page end opens a box."""
    feet, tops = end.feet.values(), end.tops.values()
    if not all(cell.is_boxed for cell in (*feet, *tops)):
        return None
    is_closed_above = all(cell.closed_top for cell in tops if cell.lines)
    if is_closed_above and all(cell.closed_bottom for cell in feet):
        return None
    opened = {column for column, top in end.tops.items() if not top.closed_top}
    continues = opened == set(end.tops)
    name = "all boxes are open there" if continues else "a box starts there"
    return _certain(name, opened & set(end.last), continues=continues)


def _at_unprinted_row(end: _PageEnd) -> _Decision | None:
    """Decide at a last row of open cells without text; None if the row is another one."""
    own = [end.feet[column] for column, cell in end.last.items() if cell.row == end.last_row]
    if not own or any(cell.lines or cell.closed_bottom for cell in own):
        return None
    if not set(end.tops) <= set(end.last):
        return None
    name = "the row is open, and prints nothing before"
    return _certain(name, set(end.tops), continues=True)


def _by_evidence(end: _PageEnd, style: _TableStyle) -> _Decision:
    """Decide by the weight of the evidence."""
    statistics, pagination = style
    breaks = _column_breaks(end, statistics, pagination)
    empty = [column for column, cell in end.last.items() if not cell.lines]
    moved = widow_controlled_columns(end.feet, end.tops, empty, pagination)
    singles = {
        c for c in breaks if end.last[c].row_stop - end.last[c].row == end.tops[c].row_stop == 1
    }
    room = PageRoom(
        {column: cell.bbox[3] for column, cell in end.feet.items()}, pagination.foot, end.floor
    )
    if any(top.lines for top in end.tops.values()):
        votes = row_evidence(breaks, singles, room, statistics, moved)
    else:
        height = min(top.bbox[3] - top.bbox[1] for top in end.tops.values())
        votes = blank_row_evidence(breaks, room, statistics, height, pagination.row_height)
    continues = total_weight(votes) > 0
    if continues:
        return _Decision(set(breaks), continues, tuple(votes))
    ends = cell_ends(breaks, statistics)
    columns = {end.column for end in ends if end.continues}
    return _Decision(columns, continues, tuple(votes), tuple(ends))


def _column_breaks(
    end: _PageEnd, statistics: MergeStatistics, pagination: PaginationStyle
) -> dict[int, ColumnBreak]:
    """Measure each column on both sides of a page end."""
    # A rule above a cell says nothing if the header is reprinted, or only empty cells are open.
    is_any_open = any(top.lines and not top.closed_top for top in end.tops.values())
    return {
        column: replace(
            column_break(
                end.feet[column],
                top,
                end.last[column].lines,
                top.row_stop < end.body.row_count,
                statistics.profiles[column],
            ),
            is_separated=top.closed_top and is_any_open,
            is_cut=pagination.is_cut(top),
        )
        for column, top in end.tops.items()
        if column in end.last
    }
