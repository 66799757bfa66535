"""Read a whole document: read pages, join tables, gather blocks, account for glyphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from extract.characters import publishable
from extract.confidence.misread_words import misread_cells
from extract.confidence.rating import UncertainCells, prose_bands, rate_cells
from extract.confidence.surroundings import Surroundings
from extract.document.assemble import assemble_table, learn_vocabulary, page_breaks_of
from extract.document.blocks import GatheredBlock, assemble_block, gather
from extract.document.doubts import (
    Doubt,
    doubts_of,
    doubts_on_ends,
    doubts_on_labels,
    doubts_on_pages,
    notes_on,
)
from extract.document.footprints import Footprint, footprints_of
from extract.document.glyph_uses import GlyphUse, page_ledgers, tally_glyphs
from extract.document.thresholds import BLOCKS
from extract.geometry.page_model import Line, PageMark, PageReading
from extract.geometry.page_transform import PageTransform
from extract.model import (
    Block,
    Document,
    PageBreak,
    PageInfo,
    PageLedger,
    ReadingDoubt,
    Source,
    Table,
)
from extract.multipage.pages import PagesRead, notes_on_hidden, read_pages_of
from extract.page.furniture import Margin, margins_of
from extract.page.ledger import Tally
from extract.pdf.preflight import ReadablePdf
from extract.runtime.one_pass import OnePass
from extract.settings import DEFAULT_OPTIONS, ReadOptions
from extract.stitching.header import split_by_header
from extract.stitching.headings import with_headings
from extract.stitching.stitch import stitch
from extract.stitching.stitched_table import StitchedTable
from extract.stitching.table_runs import TableRun, have_same_columns, table_runs_of
from extract.system.regular_files import sha256_of
from extract.text.hyphens import Vocabulary


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A document, and the counts that its ledger is computed from."""

    document: Document
    tallies: tuple[Tally[GlyphUse], ...]
    unread: tuple[PageLedger, ...]


@dataclass(frozen=True, slots=True)
class TableStream:
    """The tables of a document, made one at a time, and everything else that is read."""

    source: Source
    count: int
    tables: Iterator[Table]
    """Can be iterated over once."""
    ledger: tuple[PageLedger, ...]
    doubts: tuple[ReadingDoubt, ...]
    notes: tuple[str, ...]
    ocr_pages: tuple[int, ...]
    """Pages that were read by OCR: the ledger counts none of their letters."""
    blocks: Iterator[Block]
    """The text outside the tables; can be iterated over once."""


class _Pages(NamedTuple):
    """What remains of the pages after their tables are moved to table runs."""

    source: Source
    unread: tuple[PageLedger, ...]
    notes: tuple[str, ...]
    readings: tuple[PageReading, ...]
    """Without tables."""
    margins: tuple[Margin, ...]
    transforms: Mapping[int, PageTransform]
    marks: Mapping[int, Sequence[PageMark]]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class _JoinedPages:
    """The joined pages of a document.

    Everything that is computed from the stitched tables is computed before the object exists.
    The object owns the stitched tables, and `tables` uses them up.
    """

    pages: _Pages
    narrative: Sequence[GatheredBlock]
    vocabulary: Vocabulary
    doubts: tuple[ReadingDoubt, ...]
    page_breaks: tuple[PageBreak, ...]
    tallies: tuple[Tally[GlyphUse], ...]
    matrix: int | None
    count: int
    """Number of tables."""
    stitched: OnePass[StitchedTable]

    @property
    def ledger(self) -> tuple[PageLedger, ...]:
        """One ledger per page, in page order."""
        matrix = () if self.matrix is None else (self.matrix,)
        return page_ledgers(self.tallies, self.pages.unread, matrix, None)

    def blocks(self) -> Iterator[Block]:
        """Make the blocks of text outside the tables, each when it is asked for."""
        gathered = chain(self.narrative, _furniture(self.pages.readings, self.pages.margins))
        return (
            assemble_block(block, number, self.vocabulary, self.pages.transforms)
            for number, block in enumerate(gathered, 1)
        )

    def tables(self) -> Iterator[Table]:
        """Make the tables, each when it is asked for.

        Each stitched table is released when its table is made: both together would take much
        memory in a long document. The tables can therefore be made once.

        Raises:
            RuntimeError: the tables were made before.
        """
        numbered = enumerate(self.stitched)
        return (
            assemble_table(
                stitched,
                n + 1,
                n == self.matrix,
                self.vocabulary,
                self.pages.transforms,
                self.pages.marks,
            )
            for n, stitched in numbered
        )


def read(
    pdf: Path,
    options: ReadOptions = DEFAULT_OPTIONS,
    labels: Sequence[str] = (),
    language: str = "",
) -> ReadResult:
    """Read a document.

    Args:
        pdf: the file.
        options: how to read its pages.
        labels: column labels of the plan's settings; see `stitch`.
        language: ISO 639 code of the plan's language; detected if empty.

    Returns:
        The document and its glyph counts.

    Raises:
        UnreadablePdfError: the file cannot be read; the class and the message give the cause.
        UnreadablePageError: a page exceeded a limit or could not be read.
    """
    joined = _join(pdf, options, labels, language)
    pages = joined.pages
    document = Document(
        source=pages.source,
        pages=tuple(map(_page_info, pages.readings)),
        tables=tuple(joined.tables()),
        page_breaks=joined.page_breaks,
        blocks=tuple(joined.blocks()),
        ledger=joined.ledger,
        doubts=joined.doubts,
        notes=(*pages.notes, *notes_on(joined.doubts)),
    )
    return ReadResult(document, joined.tallies, pages.unread)


def read_tables(pdf: Path, options: ReadOptions = DEFAULT_OPTIONS) -> TableStream:
    """Read a PDF's tables one at a time. Long documents then need little memory.

    Args:
        pdf: the file.
        options: how to read its pages.

    Returns:
        The same tables as `read_document` returns, each made when it is asked for, and the
        ledger.

    Raises:
        UnreadablePdfError: the file cannot be read; the class and the message give the cause.
        UnreadablePageError: a page exceeded a limit or could not be read.
    """
    joined = _join(pdf, options)
    return TableStream(
        source=joined.pages.source,
        count=joined.count,
        tables=joined.tables(),
        ledger=joined.ledger,
        doubts=joined.doubts,
        notes=joined.pages.notes,
        ocr_pages=tuple(r.page for r in joined.pages.readings if r.is_ocr),
        blocks=joined.blocks(),
    )


def _join(
    pdf: Path, options: ReadOptions, labels: Sequence[str] = (), language: str = ""
) -> _JoinedPages:
    # The result of `read_pages_of` is not bound to a name: it holds the tables of all pages.
    pages, runs = _split_pages(pdf, read_pages_of(pdf, options))
    stitched, footprints, doubts = _stitch_all(runs, labels)
    rest = {r.page: m.rest for r, m in zip(pages.readings, pages.margins, strict=True)}
    matrix = matrix_index(stitched)
    doubts += _rate_cells(stitched, rest, matrix)
    margins = tuple(_with_titles(pages.readings, pages.margins, stitched))
    narrative = gather(
        [(r.page, margin.rest) for r, margin in zip(pages.readings, pages.margins, strict=True)]
    )
    return _JoinedPages(
        pages=pages._replace(margins=margins),
        narrative=narrative,
        vocabulary=learn_vocabulary(stitched, [block.lines for block in narrative], language),
        doubts=doubts_of(
            pages.readings, pages.margins, footprints, [*pages.doubts, *doubts], pages.transforms
        ),
        page_breaks=tuple(
            page_break
            for number, table in enumerate(stitched, 1)
            for page_break in page_breaks_of(table, number)
        ),
        tallies=tally_glyphs(pages.readings, stitched, margins),
        matrix=matrix,
        count=len(stitched),
        stitched=OnePass(stitched),
    )


def _split_pages(pdf: Path, read: PagesRead) -> tuple[_Pages, OnePass[TableRun]]:
    """Separate the tables of all pages from the rest, and join them into table runs."""
    margins = margins_of(read.readings)
    headings = with_headings(read.readings, [margin.rest for margin in margins])
    readings = headings.readings
    runs = table_runs_of(readings, headings.outside, headings.headed, headings.captioned)
    pages = _Pages(
        source=_source(pdf, read.opened),
        unread=read.unread,
        notes=(*read.notes, *notes_on_hidden(readings)),
        readings=tuple(replace(reading, tables=()) for reading in readings),
        margins=tuple(
            replace(margin, rest=rest)
            for margin, rest in zip(margins, headings.outside, strict=True)
        ),
        transforms={r.page: r.page_transform for r in readings if r.page_transform is not None},
        marks={r.page: r.marks for r in readings if r.marks},
        doubts=tuple(doubts_on_pages(readings)),
    )
    return pages, OnePass(runs)


def _stitch_all(
    runs: OnePass[TableRun], labels: Sequence[str]
) -> tuple[list[StitchedTable], list[Footprint], list[Doubt]]:
    """Stitch all tables, and gather what that leaves in doubt.

    Args:
        runs: used up, because stitched tables have cells of their own.
        labels: column labels of the plan's settings.

    Returns:
        The tables, the footprints of their parts, and the doubts.
    """
    stitched: list[StitchedTable] = []
    footprints: list[Footprint] = []
    doubts: list[Doubt] = []
    xs: tuple[float, ...] = ()
    for own_runs in map(split_by_header, runs):
        first = len(stitched)
        tables = [stitch(run, labels) for run in own_runs]
        # A caption also parts tables with the same columns.
        above = stitched[-1] if xs and have_same_columns(xs, own_runs[0].xs) else None
        doubts += doubts_on_labels(tables, first, above)
        xs = own_runs[-1].xs
        for index, (run, table) in enumerate(zip(own_runs, tables, strict=True), first):
            parts = footprints_of(run.parts, index, table.header_prints)
            doubts += doubts_on_ends(table, index, parts)
            footprints += parts
        stitched += tables
    return stitched, footprints, doubts


def _rate_cells(
    stitched: Sequence[StitchedTable], outside: Mapping[int, Sequence[Line]], matrix: int | None
) -> list[Doubt]:
    """Rate the cells of all tables; make a doubt of the uncertain cells that have one cause."""
    uncertain: list[Doubt] = []
    neighbours = zip((None, *stitched), stitched, (*stitched[1:], None), strict=False)
    for number, (before, table, after) in enumerate(neighbours):
        around = Surroundings(outside, before, after, is_matrix=number == matrix)
        found = [*rate_cells(table, around), *misread_cells(table), *prose_bands(table)]
        uncertain += [_uncertain(cells, number) for cells in found]
    return uncertain


def _uncertain(cells: UncertainCells, table: int) -> Doubt:
    page, part = cells.cell.parts[0]
    taken = f"it was read as one cell, but {' and '.join(cells.reasons)}"
    if cells.count > 1:
        taken += f" ({cells.count} cells of the {cells.place} are uncertain)"
    return Doubt("uncertain-cell", page, part.bbox, part.text[:80], taken, table)


def _with_titles(
    readings: Sequence[PageReading], margins: Sequence[Margin], stitched: Sequence[StitchedTable]
) -> Iterator[Margin]:
    """Add the titles that tables print again on later pages to the furniture of these pages."""
    titles: dict[int, list[Line]] = {}
    for table in stitched:
        for page, cell in table.running_titles:
            titles.setdefault(page, []).extend(cell.lines)
    for reading, margin in zip(readings, margins, strict=True):
        own = titles.get(reading.page)
        yield replace(margin, footers=[*margin.footers, *own]) if own else margin


def _page_info(reading: PageReading) -> PageInfo:
    return PageInfo(
        page=reading.page,
        width=round(reading.page_transform.width if reading.page_transform else reading.width, 2),
        height=round(
            reading.page_transform.height if reading.page_transform else reading.height, 2
        ),
        rotation=reading.rotation,
        is_ocr=reading.is_ocr,
    )


def matrix_index(stitched: Sequence[StitchedTable]) -> int | None:
    """Choose the document's main table: the table on the most pages, then the longest."""
    if not stitched:
        return None
    return max(
        range(len(stitched)),
        key=lambda i: (len(set(stitched[i].pages)), _character_count(stitched[i]), -i),
    )


def _character_count(stitched: StitchedTable) -> int:
    return sum(len(line.text) for cell in stitched.cells for line in cell.lines)


def _furniture(
    readings: Sequence[PageReading], margins: Sequence[Margin]
) -> Iterator[GatheredBlock]:
    """Gather page numbers and footers; footer lines at line distance form one block."""
    for reading, margin in zip(readings, margins, strict=True):
        for line in margin.page_numbers:
            yield GatheredBlock("page_number", "", [line], [reading.page])
        group: list[Line] = []
        for line in margin.footers:
            step = line.baseline - group[-1].baseline if group else 0.0
            if group and not 0 < step < BLOCKS.footer_line_step * line.size:
                yield GatheredBlock("footer", "", group, [reading.page] * len(group))
                group = []
            group.append(line)
        if group:
            yield GatheredBlock("footer", "", group, [reading.page] * len(group))


def _source(pdf: Path, opened: ReadablePdf) -> Source:
    return Source(
        file=publishable(pdf.name),
        sha256=sha256_of(pdf),
        page_count=opened.page_count,
        producer=opened.producer,
        title=opened.title,
    )


def blocks_by_kind(blocks: Sequence[Block], *kinds: str) -> tuple[Block, ...]:
    """Select the blocks of the given kinds."""
    return tuple(block for block in blocks if block.kind in kinds)
