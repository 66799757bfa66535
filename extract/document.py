"""A whole document: pages read, tables joined, blocks gathered, glyphs accounted for."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from extract.assemble import breaks_of, table_of, texts_of
from extract.blocks import DraftBlock, block_of, gather
from extract.chains import chains_of
from extract.furniture import Margin, margins_of
from extract.hyphens import Vocabulary
from extract.ledger import account, count_glyphs
from extract.model import Block, Document, PageInfo, PageLedger, Source
from extract.page import read_pages
from extract.reading import Line, PageReading
from extract.stitch import Draft, stitch


@dataclass(frozen=True, slots=True)
class Read:
    """A document and what it was made from, for the ledger of a plan."""

    document: Document
    readings: tuple[PageReading, ...]
    drafts: tuple[Draft, ...]
    margins: tuple[Margin, ...]
    counted: tuple[int, ...]


def read(pdf: Path, *, pages: Sequence[int] | None = None, jobs: int = 1) -> Read:
    """Read a document; see `extract.stage.read_document`."""
    counted = count_glyphs(pdf)
    numbers = [page for page in pages or range(1, len(counted) + 1) if page <= len(counted)]
    readings = read_all(pdf, numbers, jobs)
    drafts = [stitch(chain) for chain in chains_of(readings)]
    margins = margins_of(readings)
    narrative = gather(
        [(reading.page, margin.rest) for reading, margin in zip(readings, margins, strict=True)]
    )
    vocabulary = Vocabulary.of(texts_of(drafts, [block.lines for block in narrative]))
    matrix = matrix_among(drafts)
    tables = tuple(
        table_of(draft, index + 1, index == matrix, vocabulary)
        for index, draft in enumerate(drafts)
    )
    furniture = _furniture(readings, margins)
    blocks = tuple(
        block_of(draft, index + 1, vocabulary)
        for index, draft in enumerate([*narrative, *furniture])
    )
    document = Document(
        source=_source(pdf, len(counted)),
        pages=tuple(
            PageInfo(
                page=reading.page,
                width=round(reading.width, 2),
                height=round(reading.height, 2),
                rotation=reading.rotation,
            )
            for reading in readings
        ),
        tables=tables,
        blocks=blocks,
        page_breaks=tuple(
            found for index, draft in enumerate(drafts) for found in breaks_of(draft, index + 1)
        ),
        ledger=ledger_of(readings, drafts, margins, counted, matrix, None),
    )
    return Read(document, tuple(readings), tuple(drafts), tuple(margins), tuple(counted))


def read_all(pdf: Path, pages: Sequence[int], jobs: int) -> list[PageReading]:
    """Read pages, in several processes where asked for and worth it."""
    if jobs < 2 or len(pages) < 8:
        return read_pages(pdf, pages)
    shares = [pages[start::jobs] for start in range(jobs)]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        found = [
            reading
            for part in pool.map(_read_share, [(pdf, s) for s in shares])
            for reading in part
        ]
    return sorted(found, key=lambda reading: reading.page)


def _read_share(share: tuple[Path, Sequence[int]]) -> list[PageReading]:
    return read_pages(*share)


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
    counted: Sequence[int],
    matrix: int | None,
    annex: int | None,
) -> tuple[PageLedger, ...]:
    """Account for each glyph of each page.

    Args:
        readings: of the pages.
        drafts: the tables.
        margins: furniture and other lines, one a reading.
        counted: glyphs of each page of the file, as pypdfium2 counts them.
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
            counted[reading.page - 1],
            used[reading.page],
            reading.glyph_texts,
            ignored=reading.overprinted,
        )
        for reading in readings
    )


def _source(pdf: Path, page_count: int) -> Source:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        meta = document.get_metadata_dict()
    finally:
        document.close()
    return Source(
        file=pdf.name,
        sha256=hashlib.sha256(pdf.read_bytes()).hexdigest(),
        page_count=page_count,
        producer=meta.get("Producer", ""),
        title=meta.get("Title", ""),
    )


def blocks_by_kind(blocks: Sequence[Block], *kinds: str) -> tuple[Block, ...]:
    """Those blocks that are of one of the kinds."""
    return tuple(block for block in blocks if block.kind in kinds)
