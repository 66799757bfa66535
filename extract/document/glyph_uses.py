"""Count the glyphs of each page by where their text was published."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from extract.geometry.page_model import Line, PageReading
from extract.model import PageLedger
from extract.page.furniture import Margin
from extract.page.ledger import Tally, tally_page_glyphs
from extract.stitching.stitched_table import StitchedTable


class GlyphUse(NamedTuple):
    """Where a glyph was published.

    Attributes:
        kind: field of `PageLedger` that counts it, if its table is the matrix.
        table: index of its table; None for text outside tables.
    """

    kind: str
    table: int | None = None


def page_ledgers(
    tallies: Sequence[Tally[GlyphUse]],
    unread: Sequence[PageLedger],
    matrix: Collection[int],
    annex: int | None,
) -> tuple[PageLedger, ...]:
    """Account for every glyph of every page.

    Args:
        tallies: glyph counts of the pages that were read.
        unread: ledgers of the pages that could not be read; all their glyphs are lost.
        matrix: indexes of the tables that make up the matrix.
        annex: index of the annex among the tables, if any.

    Returns:
        One ledger per page, in page order.
    """

    def field_of(use: GlyphUse) -> str:
        if use.table is None or use.table in matrix:
            return use.kind
        return "annex" if use.table == annex else "tables"

    ledgers = [tally.ledger(field_of) for tally in tallies]
    return tuple(sorted([*ledgers, *unread], key=lambda ledger: ledger.page))


def tally_glyphs(
    readings: Sequence[PageReading], stitched: Sequence[StitchedTable], margins: Sequence[Margin]
) -> tuple[Tally[GlyphUse], ...]:
    """Count each page's glyphs by where they were published.

    Args:
        readings: the pages; their tables are not used.
        stitched: the tables of the document.
        margins: furniture and text outside tables, one per reading.

    Returns:
        One tally per reading.
    """
    uses: dict[int, dict[GlyphUse, list[Sequence[Line]]]] = {
        reading.page: {
            GlyphUse("narrative"): [margin.rest],
            GlyphUse("footers"): [margin.footers],
            GlyphUse("page_numbers"): [margin.page_numbers],
            GlyphUse("hidden"): [[one.line for one in reading.hidden]],
        }
        for reading, margin in zip(readings, margins, strict=True)
    }
    for index, table in enumerate(stitched):
        headers, bands, rows = (GlyphUse(kind, index) for kind in ("headers", "bands", "matrix"))
        for page, cells in table.header_prints:
            uses[page].setdefault(headers, []).extend(cell.lines for cell in cells)
        for end in table.header_end:
            uses[table.pages[1]].setdefault(headers, []).append(end.lines)
        for cell in table.cells:
            use = bands if table.rows[cell.row].kind == "band" else rows
            for page, part in cell.parts:
                uses[page].setdefault(use, []).append(part.lines)
    return tuple(_tally(reading, uses.pop(reading.page)) for reading in readings)


def _tally(
    reading: PageReading, uses: Mapping[GlyphUse, Sequence[Sequence[Line]]]
) -> Tally[GlyphUse]:
    glyphs = {
        use: [glyph for lines in parts for line in lines for glyph in line.glyphs]
        for use, parts in uses.items()
    }
    return tally_page_glyphs(
        reading.page,
        reading.counted,
        glyphs,
        # Text read by OCR has no glyphs in the file.
        () if reading.is_ocr else reading.glyph_texts,
        ignored=reading.overprinted,
    )
