"""What pages leave in doubt, for reviewers: row starts, labels, and text out of its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from extract.characters import has_no_meaning
from extract.document.assemble import shown
from extract.document.footprints import Footprint
from extract.document.label_doubts import LabelDoubt, label_doubts, other_labels
from extract.document.left_out import left_out
from extract.geometry.page_model import DoubtfulStart, Line, PageReading, PageTable
from extract.geometry.page_transform import PageTransform
from extract.model import Bbox, DoubtKind, ReadingDoubt, Span
from extract.page.furniture import Margin
from extract.stitching.break_features import is_weak
from extract.stitching.stitch import StitchedBreak, StitchedTable

_STRIP = 12.0
"""Points: the height of the strip that is shown of a doubtful row start."""
_CUT = 1.5
"""Points by which a line must reach over an edge to be cut: letters lean over by less."""
_NAMES: dict[str, str] = {
    "row-start": "row starts are",
    "clipped-text": "cut-off texts are",
    "left-out": "texts in a table's place are",
    "label-missing": "column labels are",
    "label-differs": "column labels are",
    "header-cut": "cut-off column labels are",
    "page-end": "rows at page ends are",
    "unknown-glyph": "lines with glyphs of no Unicode meaning are",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt as it is found: in the frame of its page's text, its table not yet named."""

    kind: DoubtKind
    page: int
    box: Bbox
    text: str
    taken: str
    table: int | None = None
    """Index of the table that it is about, where that is known."""


def doubts_on_pages(readings: Sequence[PageReading]) -> list[Doubt]:
    """Gather what single pages leave in doubt, before their tables are joined.

    Args:
        readings: in page order, with their tables.

    Returns:
        Doubts, page by page from top to bottom.
    """
    found: list[Doubt] = []
    for reading in readings:
        for table in reading.tables:
            found += [
                _row_start(doubt, table) for doubt in sorted(table.doubts, key=lambda one: one.top)
            ]
        found += _clipped(reading)
        found += _unknown(reading)
    return found


def doubts_on_labels(drafts: Sequence[StitchedTable], first: int) -> list[Doubt]:
    """Gather what the headers of tables leave in doubt that stand in the same columns.

    Args:
        drafts: tables, in the order in which they start.
        first: index of the first of them in the document.

    Returns:
        Doubts, table by table.
    """
    found: list[Doubt] = []
    for number, draft in enumerate(drafts):
        before = other_labels(drafts[number - 1], draft) if number else None
        told = [before] if before else []
        found += [_label(doubt, first + number) for doubt in [*told, *label_doubts(draft)]]
    return found


def doubts_of(
    readings: Sequence[PageReading],
    margins: Sequence[Margin],
    footprints: Sequence[Footprint],
    found: Sequence[Doubt],
    frames: Mapping[int, PageTransform],
) -> tuple[ReadingDoubt, ...]:
    """Gather all doubts of a document, each with its place on the sheet and its table.

    Args:
        readings: in page order.
        margins: their furniture, one a reading.
        footprints: where the tables lie.
        found: doubts of pages, headers and page ends.
        frames: how each page's text stands on its sheet.

    Returns:
        Doubts, page by page from top to bottom.
    """
    misplaced = [
        Doubt(
            "left-out",
            one.page,
            one.box,
            one.text,
            f"it {one.because}, and is in none of its cells",
            one.table,
        )
        for one in left_out(readings, margins, footprints)
    ]
    by_page: dict[int, list[Footprint]] = {}
    for footprint in footprints:
        by_page.setdefault(footprint.page, []).append(footprint)
    every = sorted([*found, *misplaced], key=lambda one: (one.page, one.box[1]))
    return tuple(_placed(one, by_page.get(one.page, ()), frames) for one in every)


def _placed(
    doubt: Doubt, footprints: Sequence[Footprint], frames: Mapping[int, PageTransform]
) -> ReadingDoubt:
    held = [footprint.table for footprint in footprints if footprint.holds(doubt.box)]
    table = doubt.table if doubt.table is not None else next(iter(held), None)
    return ReadingDoubt(
        kind=doubt.kind,
        table_id="" if table is None else f"t{table + 1}",
        span=Span(page=doubt.page, bbox=shown(doubt.box, doubt.page, frames)),
        text=doubt.text,
        taken=doubt.taken,
    )


def doubts_on_ends(
    draft: StitchedTable, table: int, footprints: Sequence[Footprint]
) -> list[Doubt]:
    """Gather the page ends inside a table at which it is not certain whether a row goes on.

    Args:
        draft: the table.
        table: its index in the document.
        footprints: of the table.

    Returns:
        One doubt a page end.
    """
    heads = {footprint.page: footprint for footprint in reversed(footprints)}
    texts = {cell.row: cell for cell in draft.cells if cell.lines} if draft.breaks else {}
    found = []
    for end in draft.breaks:
        if is_weak(end.evidence) and end.next_page in heads:
            head = heads[end.next_page]
            cell = texts.get(end.row)
            text = cell.lines[0].text if cell else ""
            box = (head.xs[0], head.top, head.xs[-1], head.top + _STRIP)
            found.append(Doubt("page-end", end.next_page, box, text, _end(end), table))
    return found


def _end(end: StitchedBreak) -> str:
    if end.continues:
        return "its row was read as going on from the page before, but may be a new one"
    return "a new row was read to start there, but the row of the page before may go on"


def _label(doubt: LabelDoubt, table: int) -> Doubt:
    return Doubt(doubt.kind, doubt.page, doubt.box, doubt.text, doubt.taken, table)


def _row_start(doubt: DoubtfulStart, table: PageTable) -> Doubt:
    box = (table.xs[0], doubt.top, table.xs[-1], doubt.top + _STRIP)
    taken = (
        "a row was taken to start there" if doubt.is_taken else "no row was taken to start there"
    )
    return Doubt("row-start", table.page, box, doubt.text, f"{taken}, but {doubt.because}")


def _clipped(reading: PageReading) -> list[Doubt]:
    """Find text that the paper's edge cuts off, or that the left rule of its table does.

    Programs that print a part of a sheet leave out the letters outside of it, and cut the one at
    its edge: where a line starts across the outermost rule, its beginning may be missing.
    """
    cells = [cell for table in reading.tables for cell in table.cells]
    held = [
        (line, cell.bbox[0] if cell.column == 0 else None) for cell in cells for line in cell.lines
    ]
    held += [(line, None) for line in reading.lines]
    found = []
    for line, edge in sorted(held, key=lambda one: (one[0].baseline, one[0].x0)):
        taken = _how_clipped(line, edge, reading.visible)
        if taken:
            box = (line.x0, line.top, line.x1, line.bottom)
            found.append(Doubt("clipped-text", reading.page, box, line.text, taken))
    return found


def _unknown(reading: PageReading) -> list[Doubt]:
    """Find lines with glyphs that are printed and stand for no character that is known."""
    cells = [cell for table in reading.tables for cell in table.cells]
    lines = [line for cell in cells for line in cell.lines] + list(reading.lines)
    found = []
    for line in sorted(lines, key=lambda one: (one.baseline, one.x0)):
        if has_no_meaning(line.text):
            codes = dict.fromkeys(code for code, *_ in line.codes)
            box = (line.x0, line.top, line.x1, line.bottom)
            taken = f"a glyph without Unicode meaning stands there{_named(codes)}"
            found.append(Doubt("unknown-glyph", reading.page, box, line.text, taken))
    return found


def _named(codes: Iterable[str]) -> str:
    """Say which codes the file has for glyphs; of private ones that stayed, the text tells."""
    named = ", ".join(codes)
    return f": the file says {named}" if named else ""


def _how_clipped(line: Line, edge: float | None, visible: Bbox | None) -> str:
    if visible is None:
        return ""
    x0, top, x1, bottom = visible
    middle = line.baseline - 0.3 * line.size
    if line.x0 >= x1 or line.x1 <= x0 or not top <= middle <= bottom:
        return "it lies beyond the paper's edge: the file holds it, but it is not printed"
    if line.x0 < x0 - _CUT or line.x1 > x1 + _CUT:
        return "the paper's edge cuts it off; it is published as the file holds it"
    if edge is not None and line.x0 < edge - _CUT:
        return "the rule at its left cuts it, and what stood before that may be missing"
    return ""


def notes_on(doubts: Sequence[ReadingDoubt]) -> tuple[str, ...]:
    """Say in a line a page and kind how much is in doubt, and where it begins."""
    counts = Counter((doubt.span.page, doubt.kind) for doubt in doubts)
    first: dict[tuple[int, str], ReadingDoubt] = {}
    for doubt in doubts:
        first.setdefault((doubt.span.page, doubt.kind), doubt)
    return tuple(
        f"page {page}: {count} {_NAMES[kind]} in doubt, the first at “{first[page, kind].text}” "
        f"({first[page, kind].taken})"
        for (page, kind), count in sorted(counts.items())
    )
