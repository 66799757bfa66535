"""A whole document: pages read, tables joined, blocks gathered, glyphs accounted for."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from extract.characters import publishable
from extract.document.assemble import breaks_of, table_of, words_of
from extract.document.blocks import DraftBlock, block_of, gather
from extract.document.doubts import (
    Doubt,
    doubts_of,
    doubts_on_ends,
    doubts_on_labels,
    doubts_on_pages,
    notes_on,
)
from extract.document.footprints import Footprint, footprints_of
from extract.geometry.page_model import Line, PageReading
from extract.geometry.page_transform import PageTransform
from extract.model import Block, Document, PageInfo, PageLedger, ReadingDoubt, Source, Table
from extract.multipage.pages import read_pages_of
from extract.page.furniture import Margin, margins_of
from extract.page.ledger import Tally, tally_glyphs
from extract.pdf.preflight import ReadablePdf
from extract.runtime.workers import Limits
from extract.stitching.header import split_by_header
from extract.stitching.stitch import StitchedTable, stitch
from extract.stitching.table_runs import TableRun, table_runs_of
from extract.text.hyphens import Vocabulary


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
class Tables:
    """The tables of a document, made one at a time, and what else is to be said of it."""

    source: Source
    count: int
    tables: Iterator[Table]
    """Good for one pass: each table's lines are gone once it is made."""
    ledger: tuple[PageLedger, ...]
    doubts: tuple[ReadingDoubt, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Joined:
    """What the pages come to together; of the pages themselves their tables are gone."""

    readings: list[PageReading]
    margins: list[Margin]
    drafts: list[StitchedTable]
    narrative: list[DraftBlock]
    frames: dict[int, PageTransform]
    vocabulary: Vocabulary
    doubts: tuple[ReadingDoubt, ...]

    def tables(self, matrix: int | None) -> Iterator[Table]:
        """Make the tables; the drafts are used up."""
        return _made(self.drafts, matrix, self.vocabulary, self.frames)


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
    labels: Sequence[str] = (),
) -> Read:
    """Read a document; see `extract.stage` for the arguments, `stitch` for the labels."""
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
    joined = _join(found.readings, labels)
    tallies = tallies_of(joined.readings, joined.drafts, joined.margins)
    matrix = matrix_among(joined.drafts)
    blocks = [*joined.narrative, *_furniture(joined.readings, joined.margins)]
    document = Document(
        source=_source(pdf, found.opened),
        pages=tuple(map(_info, joined.readings)),
        page_breaks=tuple(
            made
            for index, draft in enumerate(joined.drafts)
            for made in breaks_of(draft, index + 1)
        ),
        tables=tuple(joined.tables(matrix)),
        blocks=tuple(
            block_of(draft, index + 1, joined.vocabulary, joined.frames)
            for index, draft in enumerate(blocks)
        ),
        ledger=ledger_of(tallies, found.unread, matrix, None),
        doubts=joined.doubts,
        notes=(*found.notes, *notes_on(joined.doubts)),
    )
    return Read(document, tallies, found.unread)


def read_tables(
    pdf: Path,
    *,
    pages: Sequence[int] | None = None,
    jobs: int = 1,
    ocr_language: str = "",
    pages_read: Callable[[], None] = lambda: None,
) -> Tables:
    """Read a PDF's tables one at a time: for long documents, which take much room whole.

    Args:
        pdf: the file.
        pages: which pages to read, counted from 1; all where not given.
        jobs: processes to read pages with, at most.
        ocr_language: as for `extract.stage.read_document`.
        pages_read: called when the last page is read, before the pages are put together.

    Returns:
        The tables that `read_document` gives, each made as it is asked for, and the ledger.

    Raises:
        UnreadablePdfError: the file cannot be read; the class and the message say why.
        UnreadablePageError: a page broke a limit or could not be read.
    """
    found = read_pages_of(pdf, pages, jobs=jobs, ocr_language=ocr_language, pages_read=pages_read)
    joined = _join(found.readings)
    matrix = matrix_among(joined.drafts)
    tallies = tallies_of(joined.readings, joined.drafts, joined.margins)
    return Tables(
        source=_source(pdf, found.opened),
        count=len(joined.drafts),
        tables=joined.tables(matrix),
        ledger=ledger_of(tallies, found.unread, matrix, None),
        doubts=joined.doubts,
        notes=found.notes,
    )


def _join(readings: list[PageReading], labels: Sequence[str] = ()) -> _Joined:
    """Join pages; all that is left of them in the list is what stands outside of tables."""
    frames = {reading.page: reading.frame for reading in readings if reading.frame is not None}
    found = doubts_on_pages(readings)
    margins = margins_of(readings)
    chains = deque(table_runs_of(readings, [margin.rest for margin in margins]))
    # Drafts have cells of their own: in a long document both take much room.
    readings[:] = [replace(reading, tables=()) for reading in readings]
    drafts: list[StitchedTable] = []
    footprints: list[Footprint] = []
    while chains:
        made, own, more = _stitched(split_by_header(chains.popleft()), len(drafts), labels)
        drafts += made
        footprints += own
        found += more
    doubts = doubts_of(readings, margins, footprints, found, frames)
    narrative = gather(
        [(reading.page, margin.rest) for reading, margin in zip(readings, margins, strict=True)]
    )
    vocabulary = words_of(drafts, [block.lines for block in narrative])
    return _Joined(readings, margins, drafts, narrative, frames, vocabulary, doubts)


def _stitched(
    chains: Sequence[TableRun], first: int, labels: Sequence[str]
) -> tuple[list[StitchedTable], list[Footprint], list[Doubt]]:
    """Join the parts of tables in the same columns, and say what that leaves in doubt."""
    drafts = [stitch(chain, labels) for chain in chains]
    footprints: list[Footprint] = []
    found = doubts_on_labels(drafts, first)
    for index, (chain, draft) in enumerate(zip(chains, drafts, strict=True), first):
        own = footprints_of(chain.parts, index, draft.header_prints)
        found += doubts_on_ends(draft, index, own)
        footprints += own
    return drafts, footprints, found


def _made(
    drafts: list[StitchedTable],
    matrix: int | None,
    vocabulary: Vocabulary,
    frames: Mapping[int, PageTransform],
) -> Iterator[Table]:
    waiting = deque(drafts)
    drafts.clear()
    number = 0
    while waiting:
        number += 1
        yield table_of(waiting.popleft(), number, number - 1 == matrix, vocabulary, frames)


def _info(reading: PageReading) -> PageInfo:
    return PageInfo(
        page=reading.page,
        width=round(reading.frame.width if reading.frame else reading.width, 2),
        height=round(reading.frame.height if reading.frame else reading.height, 2),
        rotation=reading.rotation,
        is_ocr=reading.is_ocr,
    )


def matrix_among(drafts: Sequence[StitchedTable]) -> int | None:
    """Choose the table that the document is about: the one on most pages, then the longest."""
    if not drafts:
        return None
    return max(
        range(len(drafts)),
        key=lambda i: (len(set(drafts[i].pages)), _letters(drafts[i]), -i),
    )


def _letters(draft: StitchedTable) -> int:
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
    readings: Sequence[PageReading], drafts: Sequence[StitchedTable], margins: Sequence[Margin]
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
    return tally_glyphs(
        reading.page,
        reading.counted,
        used,
        # What OCR reads has no glyphs in the file to account for.
        () if reading.is_ocr else reading.glyph_texts,
        ignored=reading.overprinted,
    )


def _source(pdf: Path, opened: ReadablePdf) -> Source:
    with pdf.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Source(
        file=publishable(pdf.name),
        sha256=sha256,
        page_count=opened.page_count,
        producer=opened.producer,
        title=opened.title,
    )


def blocks_by_kind(blocks: Sequence[Block], *kinds: str) -> tuple[Block, ...]:
    """Those blocks that are of one of the kinds."""
    return tuple(block for block in blocks if block.kind in kinds)
