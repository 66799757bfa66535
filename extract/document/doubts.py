"""Gather doubtful readings for reviewers: row starts, labels, and misplaced text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.document.assemble import on_sheet
from extract.document.footprints import Footprint
from extract.document.label_doubts import LabelDoubt, label_doubts, other_labels
from extract.document.left_out import left_out
from extract.document.text_in_columns import text_in_columns
from extract.document.thresholds import DOUBTS
from extract.geometry.bbox import center, holds_point, overlaps
from extract.geometry.page_model import DoubtfulStart, Line, PageReading, PageTable
from extract.geometry.page_transform import PageTransform
from extract.marks.drawn_marks import BOX_OVER, BULLET
from extract.model import Bbox, DoubtKind, ReadingDoubt, Span
from extract.multipage.page_numbers import page_breaches
from extract.multipage.wide_sheets import parts_of_sheets
from extract.page.furniture import Margin
from extract.page.odd_glyphs import OddLine, lines_with_misleading_glyphs, unknown_glyphs
from extract.stitching.page_ends.break_features import is_weak
from extract.stitching.stitched_table import StitchedBreak, StitchedTable
from extract.tables.choice import column_edges, looks_like_table, reason_to_doubt
from extract.tables.thresholds import WEIGHING

_NAMES: dict[str, str] = {
    "row-start": "row starts are",
    "clipped-text": "cut-off texts are",
    "left-out": "texts in the place of a table are",
    "label-missing": "column labels are",
    "label-differs": "column labels are",
    "header-cut": "cut-off column labels are",
    "page-end": "rows at page ends are",
    "page-order": "places of pages are",
    "unknown-glyph": "lines with glyphs of no Unicode meaning are",
    "misleading-glyph": "lines with glyphs that look like other characters are",
    "table-grid": "tables with two likely readings are",
    "table-dropped": "grids that were not read as tables are",
    "hidden-text": "hidden texts are",
    "struck-out": "struck-out texts are",
    "unread-mark": "signs that are not text are",
    "uncertain-cell": "rows are",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt in the coordinates of its page's text; its table has no identifier yet."""

    kind: DoubtKind
    page: int
    box: Bbox
    text: str
    taken: str
    table: int | None = None
    """Index of its table, if known."""


def doubts_on_pages(readings: Sequence[PageReading]) -> list[Doubt]:
    """Gather the doubts of single pages, before their tables are joined.

    Args:
        readings: the pages in order, with their tables.

    Returns:
        Doubts, page by page from top to bottom.
    """
    doubts: list[Doubt] = []
    tables = (table for reading in readings for table in reading.tables)
    edges = {own for one in tables if (own := column_edges(one)) and looks_like_table(one)}
    for reading in readings:
        for table in reading.tables:
            doubts += [
                _row_start(doubt, table) for doubt in sorted(table.doubts, key=lambda one: one.top)
            ]
            doubts += _other_grid(table, is_alone=column_edges(table) not in edges)
        doubts += [
            _dropped(grid, reading) for grid in reading.dropped if _is_reported(grid, reading)
        ]
        known = [one.box for one in doubts if one.page == reading.page]
        doubts += [
            Doubt("table-dropped", reading.page, one.box, one.text, one.taken)
            for one in text_in_columns(reading.lines, known)
        ]
        doubts += _clipped(reading)
        doubts += _odd(reading)
        doubts += _hidden(reading)
        doubts += _marked(reading)
        doubts += _run_together(reading)
    return doubts + [
        Doubt("table-grid", table.page, table.bbox, _first_text(table), taken)
        for table, taken in parts_of_sheets(readings)
    ]


def doubts_on_labels(
    stitched: Sequence[StitchedTable], first: int, above: StitchedTable | None = None
) -> list[Doubt]:
    """Gather the doubts about the headers of tables that share their columns.

    Args:
        stitched: the tables, in the order in which they start.
        first: index of the first table in the document.
        above: the table before them, if it has the same columns.

    Returns:
        Doubts, table by table.
    """
    doubts: list[Doubt] = []
    for number, table in enumerate(stitched):
        before = stitched[number - 1] if number else above
        parted = other_labels(before, table) if before is not None else None
        doubts += [
            _label(doubt, first + number)
            for doubt in (*([parted] if parted else []), *label_doubts(table))
        ]
    return doubts


def doubts_of(
    readings: Sequence[PageReading],
    margins: Sequence[Margin],
    footprints: Sequence[Footprint],
    doubts: Sequence[Doubt],
    transforms: Mapping[int, PageTransform],
) -> tuple[ReadingDoubt, ...]:
    """Gather all doubts of a document, each with its position on the sheet and its table.

    Args:
        readings: the pages in order.
        margins: furniture of the pages, one per reading.
        footprints: footprints of all tables.
        doubts: doubts about pages, headers and page ends.
        transforms: how each page's text lies on its sheet, by page number.

    Returns:
        Doubts, page by page from top to bottom.
    """
    misplaced = [
        Doubt("left-out", one.page, one.box, one.text, one.taken, one.table)
        for one in left_out(readings, margins, footprints)
    ]
    by_page: dict[int, list[Footprint]] = {}
    pages: dict[int, set[int]] = {}
    for footprint in footprints:
        by_page.setdefault(footprint.page, []).append(footprint)
        pages.setdefault(footprint.table, set()).add(footprint.page)
    misplaced += [
        Doubt("page-order", one.page, one.box, one.text, one.taken, one.table)
        for one in page_breaches(readings, margins, pages)
    ]
    every = sorted([*doubts, *misplaced], key=lambda one: (one.page, one.box[1]))
    return tuple(_placed(one, by_page.get(one.page, ()), transforms) for one in every)


def _placed(
    doubt: Doubt, footprints: Sequence[Footprint], transforms: Mapping[int, PageTransform]
) -> ReadingDoubt:
    around = [footprint.table for footprint in footprints if footprint.holds(doubt.box)]
    table = doubt.table if doubt.table is not None else next(iter(around), None)
    return ReadingDoubt(
        kind=doubt.kind,
        table_id="" if table is None else f"t{table + 1}",
        span=Span(page=doubt.page, bbox=on_sheet(doubt.box, doubt.page, transforms)),
        text=doubt.text,
        taken=doubt.taken,
    )


def doubts_on_ends(
    stitched: StitchedTable, table: int, footprints: Sequence[Footprint]
) -> list[Doubt]:
    """Gather the page ends at which it is not certain whether a row continues.

    Args:
        stitched: the table.
        table: index of the table in the document.
        footprints: footprints of the table.

    Returns:
        One doubt per uncertain page end.
    """
    heads = {footprint.page: footprint for footprint in reversed(footprints)}
    texts = {cell.row: cell for cell in stitched.cells if cell.lines} if stitched.breaks else {}
    doubts = []
    for end in stitched.breaks:
        if is_weak(end.evidence) and end.next_page in heads:
            head = heads[end.next_page]
            cell = texts.get(end.row)
            text = cell.lines[0].text if cell else ""
            box = (head.xs[0], head.top, head.xs[-1], head.top + DOUBTS.strip_height)
            doubts.append(Doubt("page-end", end.next_page, box, text, _end(end), table))
    return [*doubts, *_doubts_on_cells(stitched, table, heads)]


def _doubts_on_cells(
    stitched: StitchedTable, table: int, heads: Mapping[int, Footprint]
) -> Iterator[Doubt]:
    """Find the empty places at page tops that may belong to the cell of the page before."""
    weak = [
        (end, cell)
        for end in stitched.breaks
        for cell in end.cells
        if cell.is_weak and end.next_page in heads
    ]
    if not weak:
        return
    places = {(r, c.column): c for c in stitched.cells for r in range(c.row, c.row_stop)}
    for end, decision in weak:
        above = places.get((end.row - 1, decision.column))
        below = places.get((end.row, decision.column))
        if above is None or below is None or not above.lines:
            continue
        box = next((part.bbox for page, part in below.parts if page == end.next_page), None)
        taken = (
            "the empty place below it, on the next page, was read as a part of it, but may be an "
            "empty cell"
            if decision.continues
            else "the empty place below it, on the next page, was read as an empty cell, but may "
            "be a part of it"
        )
        if box is not None:
            yield Doubt("row-start", end.next_page, box, above.lines[0].text, taken, table)


def _end(end: StitchedBreak) -> str:
    if end.continues:
        return "the row was read as continuing from the page before, but it may be a new row"
    return "a new row was read there, but the row of the page before may continue"


def _label(doubt: LabelDoubt, table: int) -> Doubt:
    return Doubt(doubt.kind, doubt.page, doubt.box, doubt.text, doubt.taken, table)


def _row_start(doubt: DoubtfulStart, table: PageTable) -> Doubt:
    box = (table.xs[0], doubt.top, table.xs[-1], doubt.top + DOUBTS.strip_height)
    taken = "a row was read to start there" if doubt.is_taken else "no row was read to start there"
    return Doubt("row-start", table.page, box, doubt.text, f"{taken}, but {doubt.because}")


def _other_grid(table: PageTable, *, is_alone: bool) -> Iterator[Doubt]:
    """Report tables in cells, a reading that is almost as likely, or a strong reason against."""
    read, other = f"it was read in {_size(table)} ({table.found_by}), but ", table.other
    for one in table.nested:
        if (around := table.cell_around(one.bbox)) is not None:
            taken = f"one of its cells holds a table of {_size(one)}, whose texts were read as one"
            yield Doubt("table-grid", table.page, around.bbox, around.text, f"{taken} text")
    is_same = other is not None and other.is_body_of(table)
    margin = None if is_same else table.margin
    against = reason_to_doubt(table, margin, is_alone=is_alone)
    if other is not None and not is_same:
        taken = f"{read}{_size(other)} ({other.found_by}) are almost as likely"
    elif against is not None and len(table.cells) > 1:  # a box has no rows and columns
        taken = f"{read}{against.name}" + (f" ({against.note})" if against.note else "")
    else:
        return
    yield Doubt("table-grid", table.page, table.bbox, _first_text(table), taken)


def _size(table: PageTable) -> str:
    return f"{table.row_count} rows and {table.column_count} columns"


def _first_text(table: PageTable) -> str:
    return next((cell.text for cell in table.cells if cell.lines), "")


def _is_reported(grid: PageTable, reading: PageReading) -> bool:
    """Return whether a grid looks like a table: several rows and columns with texts."""
    is_likely = sum(one.weight for one in grid.evidence) > -WEIGHING.neighbour
    is_grid = is_likely and grid.row_count > 1 and grid.column_count > 1
    return is_grid and len(_lines_inside(grid, reading)) > DOUBTS.max_lines_of_rejected_grid


def _lines_inside(grid: PageTable, reading: PageReading) -> list[Line]:
    x0, top, x1, bottom = grid.bbox
    return [x for x in reading.lines if top <= x.baseline <= bottom and x0 <= x.x0 <= x1]


def _dropped(table: PageTable, reading: PageReading) -> Doubt:
    """Report a grid that was not read as a table, with the strongest reason against it."""
    reason = min(table.evidence, key=lambda one: one.weight).name
    first = _lines_inside(table, reading)[0]
    taken = f"it looks like a table, and was read as other text, because: {reason}"
    return Doubt("table-dropped", table.page, table.bbox, first.text, taken)


def _clipped(reading: PageReading) -> list[Doubt]:
    """Find text cut off by the edge of the paper or by the left rule of its table.

    Programs that print part of a spreadsheet drop the letters outside it, and cut the letter at
    its edge. If a line starts across the leftmost rule, its beginning may be missing.
    """
    lines: list[tuple[Line, float | None]] = [(line, None) for line in reading.lines]
    for table, cell in ((one, cell) for one in reading.tables for cell in one.cells):
        lines += [(line, reading.rule_left_of(line, cell, table)) for line in cell.lines]
    doubts = []
    for line, edge in sorted(lines, key=lambda one: (one[0].baseline, one[0].x0)):
        if taken := _how_clipped(line, edge, reading.visible):
            box = (line.x0, line.top, line.x1, line.bottom)
            doubts.append(Doubt("clipped-text", reading.page, box, line.text, taken))
    return doubts


def _odd(reading: PageReading) -> list[Doubt]:
    """Find lines with glyphs of no known character, or that look like another one."""
    kinds: tuple[tuple[DoubtKind, Iterator[OddLine]], ...] = (
        ("unknown-glyph", unknown_glyphs(reading)),
        ("misleading-glyph", lines_with_misleading_glyphs(reading)),
    )
    return [
        Doubt(kind, reading.page, odd.box, odd.text, odd.because)
        for kind, lines in kinds
        for odd in lines
    ]


def _hidden(reading: PageReading) -> list[Doubt]:
    """Find hidden text in the place of a table."""
    boxes = [table.bbox for table in reading.tables]
    return [
        Doubt(
            "hidden-text",
            reading.page,
            box,
            hidden.line.text,
            f"it is hidden: {hidden.because}; it is in no cell",
        )
        for hidden in reading.hidden
        for box in [(hidden.line.x0, hidden.line.top, hidden.line.x1, hidden.line.bottom)]
        if any(overlaps(box, table, 0) for table in boxes)
    ]


def _marked(reading: PageReading) -> list[Doubt]:
    """Find struck-out text, annotations, and drawings in cells without text."""
    empty = [cell.bbox for table in reading.tables for cell in table.cells if not cell.lines]
    doubts = []
    for mark in reading.marks:
        is_alone = any(holds_point(box, *center(mark.bbox)) for box in empty)
        kind: DoubtKind = "struck-out" if mark.kind == "struck" else "unread-mark"
        if mark.kind == "struck":
            taken = "it is struck out on paper; it is published with the text of its cell"
        elif mark.kind == "comment":
            taken = "an annotation shows it; it is among the marks of its cell, not in its text"
        elif mark.value == BOX_OVER:
            taken = "it lies over lines of the table; text beneath it may be missing"
        elif is_alone and mark.kind in ("icon", "checked", "unchecked"):
            taken = "the cell has no text, but this sign; it is published with the cell's marks"
        else:
            continue
        doubts.append(Doubt(kind, reading.page, mark.bbox, mark.value, taken))
    return doubts


def _run_together(reading: PageReading) -> list[Doubt]:
    """Find the cells whose text is a list of items, and whose bullets are drawn, not written."""
    bullets = [center(mark.bbox) for mark in reading.marks if mark.value == BULLET]
    cells = [cell for table in reading.tables for cell in table.cells if cell.lines]
    taken = (
        "its items are marked by drawn bullets, which are not in its text: they follow each other"
    )
    return [
        Doubt("unread-mark", reading.page, cell.bbox, cell.text, taken)
        for cell in (cells if len(bullets) > 1 else ())
        if sum(holds_point(cell.bbox, *place) for place in bullets) > 1
    ]


def _how_clipped(line: Line, edge: float | None, visible: Bbox | None) -> str:
    if visible is None:
        return ""
    x0, top, x1, bottom = visible
    middle = line.baseline - DOUBTS.middle_height * line.size
    depth = DOUBTS.cut_depth
    if line.x0 >= x1 or line.x1 <= x0 or not top <= middle <= bottom:
        return "it lies outside the paper: the file contains it, but it is not printed"
    if line.x0 < x0 - depth or line.x1 > x1 + depth:
        return "the edge of the paper cuts it off; it is published as the file contains it"
    if edge is not None and line.x0 < edge - depth:
        return "the rule to its left cuts it; text before the rule may be missing"
    return ""


def notes_on(doubts: Sequence[ReadingDoubt]) -> tuple[str, ...]:
    """Summarise the doubts: one line per page and kind, with their number and the first of them."""
    counts = Counter((doubt.span.page, doubt.kind) for doubt in doubts)
    first: dict[tuple[int, str], ReadingDoubt] = {}
    for doubt in doubts:
        first.setdefault((doubt.span.page, doubt.kind), doubt)
    return tuple(
        f"page {page}: {count} {_NAMES[kind]} in doubt, the first at “{first[page, kind].text}” "
        f"({first[page, kind].taken})"
        for (page, kind), count in sorted(counts.items())
    )
