"""What a page leaves in doubt, for reviewers: row starts, and text beyond the paper's edge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from extract.assemble import shown
from extract.model import ReadingDoubt, Span
from extract.reading import DoubtfulStart, PageReading, PageTable
from extract.turn import Frame

_STRIP = 12.0
"""Points: the height of the strip that is shown of a doubtful row start."""
_NAMES = {"row-start": "row starts are", "clipped-text": "texts beyond the paper's edge are"}


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
    return tuple(
        _row_start(doubt, table, frames)
        for reading in readings
        for table in reading.tables
        for doubt in sorted(table.doubts, key=lambda one: one.top)
    )


def _row_start(doubt: DoubtfulStart, table: PageTable, frames: Mapping[int, Frame]) -> ReadingDoubt:
    box = (table.xs[0], doubt.top, table.xs[-1], doubt.top + _STRIP)
    taken = "a row was taken to start there" if doubt.is_taken else "no row was taken to start"
    return ReadingDoubt(
        kind="row-start",
        span=Span(page=table.page, bbox=shown(box, table.page, frames)),
        text=doubt.text,
        taken=f"{taken}, but {doubt.because}",
    )


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
