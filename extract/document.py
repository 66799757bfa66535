"""A whole document: pages read, tables joined, blocks gathered, glyphs accounted for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.assemble import breaks_of, table_of, texts_of
from extract.blocks import DraftBlock, block_of, gather
from extract.chains import chains_of
from extract.furniture import Margin, margins_of
from extract.header import split_by_header
from extract.hyphens import Vocabulary
from extract.ledger import account
from extract.model import Block, Document, PageInfo, PageLedger, Source
from extract.preflight import ReadablePdf, check_text_layer, readable
from extract.reading import Line, PageReading
from extract.stitch import Draft, stitch
from extract.witnesses import read_witnessed
from extract.workers import Limits, PagePool, pool_for


@dataclass(frozen=True, slots=True)
class Read:
    """A document and what it was made from, for the ledger of a plan."""

    document: Document
    readings: tuple[PageReading, ...]
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
) -> Read:
    """Read a document; see `extract.stage.read_document`."""
    pool = pool_for(jobs, limits)
    with readable(pdf, pool, password) as opened:
        numbers = [
            page for page in pages or range(1, opened.page_count + 1) if page <= opened.page_count
        ]
        readings, unread = _read_all(pool, opened, numbers, allow_loss)
    texts = {reading.page: reading.glyph_texts for reading in readings}
    notes = (*opened.notes, *unread, *check_text_layer(pdf, texts))
    drafts = [stitch(part) for chain in chains_of(readings) for part in split_by_header(chain)]
    margins = margins_of(readings)
    narrative = gather(
        [(reading.page, margin.rest) for reading, margin in zip(readings, margins, strict=True)]
    )
    vocabulary = Vocabulary.of(texts_of(drafts, [block.lines for block in narrative]))
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
        source=_source(pdf, opened),
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
        ledger=ledger_of(readings, drafts, margins, matrix, None),
        notes=notes,
    )
    return Read(document, tuple(readings), tuple(drafts), tuple(margins))


def _read_all(
    pool: PagePool, opened: ReadablePdf, pages: Sequence[int], allow_loss: bool
) -> tuple[list[PageReading], list[str]]:
    """Read pages in worker processes; name those that could not be read."""
    found = pool.run(read_witnessed, opened.path, pages)
    for error in found.failures.values():
        if not (allow_loss and found.values):
            raise error
    unread = [f"not read: {error}" for error in found.failures.values()]
    return [found.values[page] for page in sorted(found.values)], unread


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
    readings: Sequence[PageReading],
    drafts: Sequence[Draft],
    margins: Sequence[Margin],
    matrix: int | None,
    annex: int | None,
) -> tuple[PageLedger, ...]:
    """Account for each glyph of each page.

    Args:
        readings: of the pages.
        drafts: the tables.
        margins: furniture and other lines, one a reading.
        matrix: index of the matrix among the drafts.
        annex: index of the annex, where there is one.

    Returns:
        One ledger a page.
    """
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
        for held in draft.cells:
            is_band = draft.rows[held.row].kind == "band" and own == "matrix"
            for page, part in held.parts:
                for line in part.lines:
                    put(page, "bands" if is_band else own, line.glyphs)
    return tuple(
        account(
            reading.page,
            reading.counted,
            used[reading.page],
            # What OCR reads has no glyphs in the file to account for.
            () if reading.is_ocr else reading.glyph_texts,
            ignored=reading.overprinted,
        )
        for reading in readings
    )


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
