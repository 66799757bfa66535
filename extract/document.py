"""A whole document: pages read, tables joined, blocks gathered, glyphs accounted for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.assemble import breaks_of, table_of, words_of
from extract.blocks import DraftBlock, block_of, gather
from extract.chains import chains_of
from extract.doubts import doubts_of, notes_on
from extract.furniture import Margin, margins_of
from extract.header import split_by_header
from extract.ledger import account
from extract.model import Block, Document, PageInfo, PageLedger, Source
from extract.pages import PagesRead, read_pages_of
from extract.preflight import ReadablePdf
from extract.reading import Line, PageReading
from extract.stitch import Draft, stitch
from extract.workers import Limits


@dataclass(frozen=True, slots=True)
class Read:
    """A document and what it was made from, for the ledger of a plan."""

    document: Document
    pages: PagesRead
    drafts: tuple[Draft, ...]
    margins: tuple[Margin, ...]


def read(
    pdf: Path,
    *,
    pages: Sequence[int] | None = None,
    jobs: int = 1,
    allow_loss: bool = False,
    password: str = "",
    limits: Limits | None = None,
    ocr_language: str = "",
    pages_read: Callable[[], None] = lambda: None,
) -> Read:
    """Read a document; see `extract.stage` for the arguments."""
    found = read_pages_of(
        pdf,
        pages,
        jobs=jobs,
        allow_loss=allow_loss,
        password=password,
        limits=limits,
        ocr_language=ocr_language,
    )
    pages_read()
    readings = found.readings
    drafts = [stitch(part) for chain in chains_of(readings) for part in split_by_header(chain)]
    margins = margins_of(readings)
    narrative = gather(
        [(reading.page, margin.rest) for reading, margin in zip(readings, margins, strict=True)]
    )
    vocabulary = words_of(drafts, [block.lines for block in narrative])
    matrix = matrix_among(drafts)
    frames = {reading.page: reading.frame for reading in readings if reading.frame is not None}
    tables = tuple(
        table_of(draft, index + 1, index == matrix, vocabulary, frames)
        for index, draft in enumerate(drafts)
    )
    furniture = _furniture(readings, margins)
    blocks = tuple(
        block_of(draft, index + 1, vocabulary, frames)
        for index, draft in enumerate([*narrative, *furniture])
    )
    document = Document(
        source=_source(pdf, found.opened),
        pages=tuple(
            PageInfo(
                page=reading.page,
                width=round(reading.frame.width if reading.frame else reading.width, 2),
                height=round(reading.frame.height if reading.frame else reading.height, 2),
                rotation=reading.rotation,
                is_ocr=reading.is_ocr,
            )
            for reading in readings
        ),
        tables=tables,
        blocks=blocks,
        page_breaks=tuple(
            found for index, draft in enumerate(drafts) for found in breaks_of(draft, index + 1)
        ),
        ledger=ledger_of(found, drafts, margins, matrix, None),
        doubts=(doubts := doubts_of(readings, frames)),
        notes=(*found.notes, *notes_on(doubts)),
    )
    return Read(document, found, tuple(drafts), tuple(margins))


def matrix_among(drafts: Sequence[Draft]) -> int | None:
    """Choose the table that the document is about: the one on most pages, then the longest."""
    if not drafts:
        return None
    return max(
        range(len(drafts)),
        key=lambda i: (len(set(drafts[i].pages)), _letters(drafts[i]), -i),
    )


def _letters(draft: Draft) -> int:
    return sum(len(line.text) for cell in draft.cells for line in cell.lines)


def _furniture(readings: Sequence[PageReading], margins: Sequence[Margin]) -> list[DraftBlock]:
    blocks = []
    for reading, margin in zip(readings, margins, strict=True):
        for line in margin.page_numbers:
            blocks.append(DraftBlock("page_number", "", [line], [reading.page]))
        group: list[Line] = []
        for line in margin.footers:
            if group and not 0 < line.baseline - group[-1].baseline < 2 * line.size:
                blocks.append(DraftBlock("footer", "", group, [reading.page] * len(group)))
                group = []
            group.append(line)
        if group:
            blocks.append(DraftBlock("footer", "", group, [reading.page] * len(group)))
    return blocks


def ledger_of(
    pages: PagesRead,
    drafts: Sequence[Draft],
    margins: Sequence[Margin],
    matrix: int | None,
    annex: int | None,
) -> tuple[PageLedger, ...]:
    """Account for each glyph of each page.

    Args:
        pages: as read; those that could not be are lost.
        drafts: the tables.
        margins: furniture and other lines, one a reading.
        matrix: index of the matrix among the drafts.
        annex: index of the annex, where there is one.

    Returns:
        One ledger a page.
    """
    readings = pages.readings
    used: dict[int, dict[str, list[int]]] = {reading.page: {} for reading in readings}

    def put(page: int, kind: str, glyphs: Sequence[int]) -> None:
        used[page].setdefault(kind, []).extend(glyphs)

    for reading, margin in zip(readings, margins, strict=True):
        for kind, lines in (
            ("narrative", margin.rest),
            ("footers", margin.footers),
            ("page_numbers", margin.page_numbers),
        ):
            for line in lines:
                put(reading.page, kind, line.glyphs)
    for index, draft in enumerate(drafts):
        own = "matrix" if index == matrix else "annex" if index == annex else "tables"
        for page, cells in draft.header_prints:
            for cell in cells:
                for line in cell.lines:
                    put(page, "headers" if own == "matrix" else own, line.glyphs)
        for cell in draft.header_end:
            for line in cell.lines:
                put(draft.pages[1], "headers" if own == "matrix" else own, line.glyphs)
        for held in draft.cells:
            is_band = draft.rows[held.row].kind == "band" and own == "matrix"
            for page, part in held.parts:
                for line in part.lines:
                    put(page, "bands" if is_band else own, line.glyphs)
    ledgers = [
        account(
            reading.page,
            reading.counted,
            used[reading.page],
            # What OCR reads has no glyphs in the file to account for.
            () if reading.is_ocr else reading.glyph_texts,
            ignored=reading.overprinted,
        )
        for reading in readings
    ]
    return tuple(sorted([*ledgers, *pages.unread], key=lambda ledger: ledger.page))


def _source(pdf: Path, opened: ReadablePdf) -> Source:
    return Source(
        file=pdf.name,
        sha256=hashlib.sha256(pdf.read_bytes()).hexdigest(),
        page_count=opened.page_count,
        producer=opened.producer,
        title=opened.title,
    )


def blocks_by_kind(blocks: Sequence[Block], *kinds: str) -> tuple[Block, ...]:
    """Those blocks that are of one of the kinds."""
    return tuple(block for block in blocks if block.kind in kinds)
