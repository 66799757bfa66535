"""Joins the parts of a table over its pages: rows cut by a page end, merges carried over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from extract.geometry.page_model import Line, PageCell, PageTable
from extract.model import Evidence
from extract.stitching.break_features import Meeting, meeting, score, text_evidence
from extract.stitching.break_score import row_evidence
from extract.stitching.configured_header import labelled_header
from extract.stitching.cut_header import header_end, parted_below, whole_header
from extract.stitching.header import Header, find_header, print_at
from extract.stitching.merge_statistics import MergeStatistics
from extract.stitching.table_runs import TableRun, is_band
from extract.stitching.widow_control import PaginationStyle, widow_controlled_columns

NESTED = 4.0
"""Evidence of text that it takes to carry a cell on past the end of its key cell."""


@dataclass(slots=True)
class StitchedCell:
    """A cell as it grows over pages."""

    column: int
    column_stop: int
    row: int
    row_stop: int
    parts: list[tuple[int, PageCell]]

    @property
    def lines(self) -> list[Line]:
        """Its printed lines on all pages."""
        return [line for _, cell in self.parts for line in cell.lines]


@dataclass(slots=True)
class StitchedRow:
    """A row as it grows over pages."""

    kind: Literal["row", "band"]
    pages: list[int]


@dataclass(slots=True)
class StitchedBreak:
    """A decision at a page end."""

    page: int
    next_page: int
    row: int
    continues: bool
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class StitchedTable:
    """A table joined over its pages, its text not yet."""

    column_count: int
    header: Header | None
    header_prints: list[tuple[int, tuple[PageCell, ...]]] = field(default_factory=list)
    header_end: tuple[PageCell, ...] = ()
    """What the page end under the header cut off it; it stands on the table's second page."""
    rows: list[StitchedRow] = field(default_factory=list)
    cells: list[StitchedCell] = field(default_factory=list)
    breaks: list[StitchedBreak] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    is_ruled: bool = True
    """Whether lines are drawn between its columns, on each of its pages."""


@dataclass(frozen=True, slots=True)
class _Body:
    """The rows of a part that are no header, in order, renumbered from 0."""

    page: int
    cells: tuple[PageCell, ...]
    row_count: int


def stitch(chain: TableRun, labels: Sequence[str] = ()) -> StitchedTable:
    """Join a table's parts.

    Args:
        chain: parts with the same columns, in page order.
        labels: of columns, as the settings name them: where nothing else sets a header apart.

    Returns:
        The table: its header once, its rows and cells over all pages, and each decision made
        at a page end.
    """
    header = find_header(chain) or labelled_header(chain, labels)
    draft = StitchedTable(
        chain.column_count,
        header,
        pages=[part.page for part in chain.parts],
        is_ruled=all(part.is_ruled for part in chain.parts),
        header_end=header_end(chain, header) if header else (),
    )
    whole = whole_header(header, draft.header_end) if header else None
    bodies = [
        _body(
            part,
            whole if number else header,
            draft,
            cut=number == 1 and bool(draft.header_end),
        )
        for number, part in enumerate(chain.parts)
    ]
    habits = MergeStatistics.of(
        [(body.cells, body.row_count) for body in bodies], chain.column_count
    )
    last: _Body | None = None
    setting = PaginationStyle.of([(body.cells, body.row_count) for body in bodies])
    for body in bodies:
        if body.row_count == 0:
            continue
        _add(draft, last, body, habits, setting)
        last = body
    return draft


def _body(part: PageTable, header: Header | None, draft: StitchedTable, *, cut: bool) -> _Body:
    """Drop a part's headers, and the end of one that is `cut`; number its other rows anew."""
    dropped = {0} if cut else set[int]()
    row = len(dropped)
    if draft.header_prints and header is not None and not cut:
        part = parted_below(part, header)
    while header is not None and row + header.depth <= part.row_count:
        cells = print_at(part, row, header)
        if cells is None:
            row += 1
            continue
        draft.header_prints.append((part.page, cells))
        dropped.update(range(row, row + header.depth))
        row += header.depth
    places, count = [], 0
    for row in range(part.row_count + 1):
        places.append(count)
        count += row not in dropped
    kept = tuple(
        replace(cell, row=places[cell.row], row_stop=places[cell.row_stop])
        for cell in part.cells
        if cell.row not in dropped
    )
    return _Body(part.page, kept, places[-1])


def _add(
    draft: StitchedTable,
    last: _Body | None,
    body: _Body,
    habits: MergeStatistics,
    setting: PaginationStyle,
) -> None:
    """Add one page's rows to the table."""
    carried: dict[int, StitchedCell] = {}
    continues = False
    if last is not None and last.page != body.page:
        carried, continues = _decide(draft, last, body, habits, setting)
    offset = len(draft.rows) - (1 if continues else 0)
    for row in range(body.row_count):
        if row == 0 and continues:
            draft.rows[-1].pages.append(body.page)
            continue
        band = any(cell.row == row and is_band(cell, draft.column_count) for cell in body.cells)
        draft.rows.append(StitchedRow("band" if band else "row", [body.page]))
    for cell in body.cells:
        held = carried.get(cell.column) if cell.row == 0 else None
        if held is not None:
            held.row_stop = max(held.row_stop, cell.row_stop + offset)
            held.parts.append((body.page, cell))
            continue
        draft.cells.append(
            StitchedCell(
                cell.column,
                cell.column_stop,
                cell.row + offset,
                cell.row_stop + offset,
                [(body.page, cell)],
            )
        )


def _decide(
    draft: StitchedTable,
    last: _Body,
    body: _Body,
    habits: MergeStatistics,
    setting: PaginationStyle,
) -> tuple[dict[int, StitchedCell], bool]:
    """Decide at a page end which cells go on, and whether the last row does."""
    stop = len(draft.rows)
    held = {cell.column: cell for cell in draft.cells if cell.row_stop == stop}
    tops = {cell.column: cell for cell in body.cells if cell.row == 0}
    rest = tops.get(0)
    if draft.rows[-1].kind == "band" and rest and _is_blank_band(rest, draft.column_count):
        evidence = (Evidence(name="an empty cell over all columns ends the heading", weight=10.0),)
        draft.breaks.append(StitchedBreak(last.page, body.page, stop - 1, True, evidence))
        return {0: held[0]}, True
    if draft.rows[-1].kind == "band" or any(
        is_band(cell, draft.column_count) for cell in tops.values()
    ):
        evidence = (Evidence(name="a heading over all columns stands there", weight=-10.0),)
        draft.breaks.append(StitchedBreak(last.page, body.page, stop, False, evidence))
        return {}, False
    last_cells = {column: cell.parts[-1][1] for column, cell in held.items()}
    opened = _open_boxes(last_cells, tops)
    if opened is not None:
        continues = opened == set(tops)
        name = "all boxes are open there" if continues else "a box starts there"
        evidence = (Evidence(name=name, weight=10.0 if continues else -10.0),)
        row = stop - 1 if continues else stop
        draft.breaks.append(StitchedBreak(last.page, body.page, row, continues, evidence))
        return {column: held[column] for column in sorted(opened & set(held))}, continues
    if _is_unprinted(held, last_cells, stop - 1) and set(tops) <= set(held):
        evidence = (Evidence(name="the row is open, and prints nothing before", weight=10.0),)
        draft.breaks.append(StitchedBreak(last.page, body.page, stop - 1, True, evidence))
        return {column: held[column] for column in tops}, True
    meetings = _meetings(held, tops, body, habits, setting)
    empty = [column for column, cell in held.items() if not cell.lines]
    late = widow_controlled_columns(last_cells, tops, empty, setting)
    singles = {c for c in meetings if held[c].row_stop - held[c].row == tops[c].row_stop == 1}
    bottoms = {column: cell.bbox[3] for column, cell in last_cells.items()}
    votes = row_evidence(meetings, singles, bottoms, habits, late, setting.foot)
    continues = score(votes) > 0
    row = stop - 1 if continues else stop
    draft.breaks.append(StitchedBreak(last.page, body.page, row, continues, tuple(votes)))
    if continues:
        return {column: held[column] for column in meetings}, True
    going = _carried(meetings, habits)
    return {column: held[column] for column in going}, False


def _is_unprinted(held: dict[int, StitchedCell], feet: dict[int, PageCell], row: int) -> bool:
    """Say whether all that a page shows of its last row are cells without text, open below."""
    own = [feet[column] for column, cell in held.items() if cell.row == row]
    return bool(own) and not any(cell.lines or cell.closed_bottom for cell in own)


def _open_boxes(feet: dict[int, PageCell], tops: dict[int, PageCell]) -> set[int] | None:
    """The columns whose cells are boxes that go on; None where the page end leaves none open."""
    cells = [*feet.values(), *tops.values()]
    if not all(cell.is_boxed for cell in cells):
        return None
    if all(cell.closed_top for cell in tops.values() if cell.lines) and all(
        cell.closed_bottom for cell in feet.values()
    ):
        return None
    return {column for column, top in tops.items() if not top.closed_top}


def _is_blank_band(cell: PageCell, column_count: int) -> bool:
    """Say whether a page end left of a heading over all columns no more than its lower edge."""
    return cell.column == 0 and cell.column_stop == column_count and not cell.lines


def _meetings(
    held: dict[int, StitchedCell],
    tops: dict[int, PageCell],
    body: _Body,
    habits: MergeStatistics,
    setting: PaginationStyle,
) -> dict[int, Meeting]:
    """How the cells of each column meet at a page end."""
    # Where a header is printed anew, or only empty cells are open, a rule above says nothing.
    some_open = any(top.lines and not top.closed_top for top in tops.values())
    return {
        column: replace(
            meeting(
                held[column].parts[-1][1],
                top,
                held[column].lines,
                top.row_stop < body.row_count,
                habits.customs[column],
            ),
            parted=top.closed_top and some_open,
            is_cut=setting.is_cut(top),
        )
        for column, top in tops.items()
        if column in held
    }


def _carried(meetings: dict[int, Meeting], habits: MergeStatistics) -> list[int]:
    """Say which cells a merge carries over a page end at which a new row starts."""
    finest = habits.finest()
    known = dict.fromkeys(finest, False) if len(finest) < len(habits.merges) else {}
    going: list[int] = []
    for column, met in sorted(meetings.items()):
        if column in known:
            # Its cells hold one row each as a rule; a text cut in its midst goes on all the same.
            if met.before and met.after and score(text_evidence(met)) >= NESTED:
                going.append(column)
            continue
        # A cell belongs to the key cell left of it, and ends with that.
        outer = [k for k, goes in known.items() if k < column and not goes and habits.is_key(k)]
        ends = any(habits.nests(key, column) for key in outer)
        if met.after:
            weight = score(text_evidence(met)) + min(0.0, habits.leaning(column, known))
            goes_on = bool(met.before) and weight > (NESTED if ends else 0.0)
        else:
            rate = habits.carry_rate(column, known)
            goes_on = rate > 0.5 or (rate == 0.5 and habits.is_key(column) and not ends)
            # Where the leftmost key starts anew, all of the row does.
            goes_on = goes_on and not (habits.is_key(0) and known.get(0) is False)
            goes_on = goes_on and not (met.parted or (met.closed and met.custom.open_when_cut))
        if habits.is_key(column):
            known[column] = goes_on
        if goes_on:
            going.append(column)
    return going
