"""What a page leaves in doubt, for reviewers: row starts, and text beyond the paper's edge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from extract.assemble import shown
from extract.characters import has_no_meaning
from extract.model import Bbox, ReadingDoubt, Span
from extract.reading import DoubtfulStart, Line, PageReading, PageTable
from extract.turn import Frame

_STRIP = 12.0
"""Points: the height of the strip that is shown of a doubtful row start."""
_CUT = 1.5
"""Points by which a line must reach over an edge to be cut: letters lean over by less."""
_NAMES = {
    "row-start": "row starts are",
    "clipped-text": "cut-off texts are",
    "unknown-glyph": "lines with glyphs of no Unicode meaning are",
}


def doubts_of(
    readings: Sequence[PageReading], frames: Mapping[int, Frame]
) -> tuple[ReadingDoubt, ...]:
    """Gather the doubts of all pages.

    Args:
        readings: in page order.
        frames: how each page's text stands on its sheet.

    Returns:
        Doubts, page by page from top to bottom.
    """
    found: list[ReadingDoubt] = []
    for reading in readings:
        for table in reading.tables:
            found += [
                _row_start(doubt, table, frames)
                for doubt in sorted(table.doubts, key=lambda one: one.top)
            ]
        found += _clipped(reading, frames)
        found += _unknown(reading, frames)
    return tuple(found)


def _row_start(doubt: DoubtfulStart, table: PageTable, frames: Mapping[int, Frame]) -> ReadingDoubt:
    box = (table.xs[0], doubt.top, table.xs[-1], doubt.top + _STRIP)
    taken = (
        "a row was taken to start there" if doubt.is_taken else "no row was taken to start there"
    )
    return ReadingDoubt(
        kind="row-start",
        span=Span(page=table.page, bbox=shown(box, table.page, frames)),
        text=doubt.text,
        taken=f"{taken}, but {doubt.because}",
    )


def _clipped(reading: PageReading, frames: Mapping[int, Frame]) -> list[ReadingDoubt]:
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
            span = Span(page=reading.page, bbox=shown(box, reading.page, frames))
            found.append(ReadingDoubt(kind="clipped-text", span=span, text=line.text, taken=taken))
    return found


def _unknown(reading: PageReading, frames: Mapping[int, Frame]) -> list[ReadingDoubt]:
    """Find lines with glyphs that are printed and stand for no character that is known."""
    cells = [cell for table in reading.tables for cell in table.cells]
    lines = [line for cell in cells for line in cell.lines] + list(reading.lines)
    found = []
    for line in sorted(lines, key=lambda one: (one.baseline, one.x0)):
        if has_no_meaning(line.text):
            codes = dict.fromkeys(code for code, *_ in line.codes)
            span = Span(
                page=reading.page,
                bbox=shown((line.x0, line.top, line.x1, line.bottom), reading.page, frames),
            )
            taken = f"a glyph without Unicode meaning stands there{_named(codes)}"
            found.append(ReadingDoubt(kind="unknown-glyph", span=span, text=line.text, taken=taken))
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
