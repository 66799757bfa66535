"""A whole document: pages read, tables joined, blocks gathered, glyphs accounted for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from extract.assemble import breaks_of, table_of, words_of
from extract.blocks import DraftBlock, block_of, gather
from extract.chains import chains_of
from extract.doubts import doubts_of, notes_on
from extract.furniture import Margin, margins_of
from extract.header import split_by_header
from extract.hyphens import Vocabulary
from extract.ledger import Tally, weigh
from extract.model import Block, Document, PageInfo, PageLedger, ReadingDoubt, Source
from extract.pages import read_pages_of
from extract.preflight import ReadablePdf
from extract.reading import Line, PageReading
from extract.stitch import Draft, stitch
from extract.turn import Frame
from extract.workers import Limits


class Use(NamedTuple):
    """Where glyphs of a page go: a field of the ledger as if of the matrix, and which table."""

    kind: str
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A document, and what it takes to draw up its ledger with other tables named."""

    document: Document
    tallies: tuple[Tally[Use], ...]
    unread: tuple[PageLedger, ...]


@dataclass(frozen=True, slots=True)
class _Joined:
    """What the pages come to together; the pages themselves are no longer needed."""

    drafts: list[Draft]
    blocks: list[DraftBlock]
    pages: tuple[PageInfo, ...]
    frames: dict[int, Frame]
    vocabulary: Vocabulary
    tallies: tuple[Tally[Use], ...]
    doubts: tuple[ReadingDoubt, ...]


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
        pages_read=pages_read,
    )
    joined = _join(found.readings)
    unread, notes, source = found.unread, found.notes, _source(pdf, found.opened)
    del found  # its readings: in a long document they take more room than what comes of them
    matrix = matrix_among(joined.drafts)
    document = Document(
        source=source,
        pages=joined.pages,
        page_breaks=tuple(
            made
            for index, draft in enumerate(joined.drafts)
            for made in breaks_of(draft, index + 1)
        ),
        tables=tuple(
            table_of(draft, index + 1, index == matrix, joined.vocabulary, joined.frames)
            for index, draft in enumerate(joined.drafts)
        ),
        blocks=tuple(
            block_of(draft, index + 1, joined.vocabulary, joined.frames)
            for index, draft in enumerate(joined.blocks)
        ),
        ledger=ledger_of(joined.tallies, unread, matrix, None),
        doubts=joined.doubts,
        notes=(*notes, *notes_on(joined.doubts)),
    )
    return Read(document, joined.tallies, unread)


def _join(readings: Sequence[PageReading]) -> _Joined:
    drafts = [stitch(part) for chain in chains_of(readings) for part in split_by_header(chain)]
    margins = margins_of(readings)
    narrative = gather(
        [(reading.page, margin.rest) for reading, margin in zip(readings, margins, strict=True)]
    )
    frames = {reading.page: reading.frame for reading in readings if reading.frame is not None}
    return _Joined(
        drafts,
        [*narrative, *_furniture(readings, margins)],
        tuple(
            PageInfo(
                page=reading.page,
                width=round(reading.frame.width if reading.frame else reading.width, 2),
                height=round(reading.frame.height if reading.frame else reading.height, 2),
                rotation=reading.rotation,
                is_ocr=reading.is_ocr,
            )
            for reading in readings
        ),
        frames,
        words_of(drafts, [block.lines for block in narrative]),
        tallies_of(readings, drafts, margins),
        doubts_of(readings, frames),
    )


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
    tallies: Sequence[Tally[Use]],
    unread: Sequence[PageLedger],
    matrix: int | None,
    annex: int | None,
) -> tuple[PageLedger, ...]:
    """Account for each glyph of each page.

    Args:
        tallies: of the pages that were read.
        unread: of those that could not be, all of their glyphs lost.
        matrix: index of the matrix among the tables.
        annex: index of the annex, where there is one.

    Returns:
        One ledger a page.
    """

    def field_of(use: Use) -> str:
        if use.table is None or use.table == matrix:
            return use.kind
        return "annex" if use.table == annex else "tables"

    ledgers = [tally.ledger(field_of) for tally in tallies]
    return tuple(sorted([*ledgers, *unread], key=lambda ledger: ledger.page))


def tallies_of(
    readings: Sequence[PageReading], drafts: Sequence[Draft], margins: Sequence[Margin]
) -> tuple[Tally[Use], ...]:
    """Count each page's glyphs by the places that they went to.

    Args:
        readings: of the pages.
        drafts: the tables.
        margins: furniture and other lines, one a reading.

    Returns:
        One tally a reading.
    """
    held: dict[int, list[tuple[Use, Sequence[Line]]]] = {reading.page: [] for reading in readings}
    for reading, margin in zip(readings, margins, strict=True):
        held[reading.page] += [
            (Use("narrative"), margin.rest),
            (Use("footers"), margin.footers),
            (Use("page_numbers"), margin.page_numbers),
        ]
    for index, draft in enumerate(drafts):
        for page, cells in draft.header_prints:
            held[page] += [(Use("headers", index), cell.lines) for cell in cells]
        for end in draft.header_end:
            held[draft.pages[1]].append((Use("headers", index), end.lines))
        for cell in draft.cells:
            kind = "bands" if draft.rows[cell.row].kind == "band" else "matrix"
            for page, part in cell.parts:
                held[page].append((Use(kind, index), part.lines))
    return tuple(_tally(reading, held.pop(reading.page)) for reading in readings)


def _tally(reading: PageReading, held: Sequence[tuple[Use, Sequence[Line]]]) -> Tally[Use]:
    used: dict[Use, list[int]] = {}
    for use, lines in held:
        glyphs = used.setdefault(use, [])
        for line in lines:
            glyphs.extend(line.glyphs)
    return weigh(
        reading.page,
        reading.counted,
        used,
        # What OCR reads has no glyphs in the file to account for.
        () if reading.is_ocr else reading.glyph_texts,
        ignored=reading.overprinted,
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
