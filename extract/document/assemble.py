"""Drafts to the tables that the stage returns: line ends joined, cells named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from extract.geometry.page_model import Line, PageCell
from extract.geometry.page_transform import PageTransform
from extract.model import Bbox, Cell, Fragment, HeaderPrint, PageBreak, PrintedCode, Row, Table
from extract.stitching.bands import band_levels
from extract.stitching.break_features import is_weak, score
from extract.stitching.header import labels_of
from extract.stitching.stitch import StitchedCell, StitchedTable
from extract.text.hyphenation_style import spaces_after_lines, trailing_spaces_of
from extract.text.hyphens import Vocabulary, read_lines
from extract.text.line_break import Odds
from extract.text.unmarked_breaks import break_odds, count_line_breaks


def table_of(
    draft: StitchedTable,
    number: int,
    is_matrix: bool,
    vocabulary: Vocabulary,
    frames: Mapping[int, PageTransform],
) -> Table:
    """Make the table that the stage returns.

    Args:
        draft: joined over its pages; its cells are gone afterwards, for both together would
            take much room in a long document.
        number: of the table in the document, from 1.
        is_matrix: whether the document is about it.
        vocabulary: the words of the document.
        frames: how each page's text stands on its sheet.

    Returns:
        The table with joined texts.
    """
    name = f"t{number}"
    texts = _Texts(vocabulary, draft, frames)
    levels = band_levels(draft)
    by_row: dict[int, list[Cell]] = {}
    while draft.cells:
        cell = draft.cells.pop()
        by_row.setdefault(cell.row, []).append(texts.cell(cell, f"{name}-r"))
    rows = tuple(
        Row.trusted(
            kind=row.kind,
            pages=tuple(row.pages),
            cells=tuple(sorted(by_row.get(index, ()), key=lambda cell: cell.column)),
            level=levels.get(index, 0),
        )
        for index, row in enumerate(draft.rows)
    )
    prints = tuple(
        HeaderPrint(page=page, labels=texts.labels(parts, draft.column_count))
        for page, parts in _header_prints(draft)
    )
    first = prints[0].labels if prints else ("",) * draft.column_count
    return Table(
        table_id=name,
        matrix=is_matrix,
        pages=tuple(dict.fromkeys(draft.pages)),
        columns=first,
        header=_header_rows(draft, texts, name),
        rows=rows,
        header_prints=prints,
    )


def breaks_of(draft: StitchedTable, number: int) -> list[PageBreak]:
    """Write down the decisions at a table's page ends."""
    return [
        PageBreak(
            table_id=f"t{number}",
            page=found.page,
            next_page=found.next_page,
            row=found.row,
            continues=found.continues,
            score=score(found.evidence),
            is_weak=is_weak(found.evidence),
            evidence=found.evidence,
        )
        for found in draft.breaks
    ]


def _header_rows(draft: StitchedTable, texts: _Texts, name: str) -> tuple[Row, ...]:
    if draft.header is None or not draft.header_prints:
        return ()
    page, printed = _header_prints(draft)[0]
    start = min(cell.row for cell, *_ in printed)
    made: dict[int, list[Cell]] = {}
    for cell, *end in printed:
        parts = [(page, cell), *((draft.pages[1], part) for part in end)]
        held = StitchedCell(
            cell.column, cell.column_stop, cell.row - start, cell.row_stop - start, parts
        )
        made.setdefault(held.row, []).append(texts.cell(held, f"{name}-h"))
    return tuple(
        Row.trusted(
            kind="header",
            pages=(page,),
            cells=tuple(sorted(made.get(row, ()), key=lambda cell: cell.column)),
        )
        for row in range(draft.header.depth)
    )


def _header_prints(draft: StitchedTable) -> list[tuple[int, list[tuple[PageCell, ...]]]]:
    """Each page that prints the header, and its cells; those that a page end cuts in two parts."""
    prints: list[tuple[int, list[tuple[PageCell, ...]]]] = []
    ends = {cell.column: cell for cell in draft.header_end if cell.lines}
    for page, cells in draft.header_prints:
        stop = max(cell.row_stop for cell in cells)
        cut = {cell.column for cell in cells if cell.row_stop == stop} & ends.keys()
        prints.append((page, [(c, ends[c.column]) if c.column in cut else (c,) for c in cells]))
        ends = {}
    return prints


def _insets(draft: StitchedTable) -> list[float]:
    """For each column, how far its text stands from its left line at least."""
    insets = [float("inf")] * draft.column_count
    for cell in draft.cells:
        for _, part in cell.parts:
            for line in part.lines:
                gap = max(0.0, line.x0 - part.bbox[0])
                insets[cell.column] = min(insets[cell.column], gap)
    return [0.0 if inset == float("inf") else inset for inset in insets]


def _widest(draft: StitchedTable) -> list[float]:
    """For each column, the width of the widest line of its cells of that column only."""
    widths = [0.0] * draft.column_count
    for cell in draft.cells:
        if cell.column_stop == cell.column + 1:
            widths[cell.column] = max([widths[cell.column], *(x.x1 - x.x0 for x in cell.lines)])
    return widths


class _Texts:
    """Joins the lines of cells with what is known of their columns."""

    def __init__(
        self, vocabulary: Vocabulary, draft: StitchedTable, frames: Mapping[int, PageTransform]
    ) -> None:
        self.frames = frames
        self.vocabulary = vocabulary
        self.insets = _insets(draft)
        self.widest = None if draft.is_ruled else _widest(draft)
        self.odds = self._odds(draft)

    def _odds(self, draft: StitchedTable) -> list[Odds]:
        """For each column, how likely it breaks words without a mark."""
        counts = [[0, 0, 0, 0] for _ in range(draft.column_count)]
        for cell in draft.cells:
            for _, part in cell.parts:
                lines = [line.text for line in part.lines]
                found = count_line_breaks(lines, self._full(part), self.vocabulary)
                held = counts[cell.column]
                counts[cell.column] = [a + b for a, b in zip(held, found, strict=True)]
        table = [sum(column) for column in zip(*counts, strict=True)]
        return [break_odds(column, table) for column in counts]

    def cell(self, draft: StitchedCell, prefix: str) -> Cell:
        fragments = [self._fragment(page, part) for page, part in draft.parts]
        text = fragments[0].text if fragments else ""
        if len(fragments) > 1:
            text, doubts = self._read([part for _, part in draft.parts])
            # Those of the line ends that are page ends too belong to the page before.
            known = {doubt for fragment in fragments for doubt in fragment.hyphens_in_doubt}
            more = tuple(doubt for doubt in doubts if doubt not in known)
            held = fragments[0].hyphens_in_doubt + more
            fragments[0] = fragments[0].model_copy(update={"hyphens_in_doubt": held})
        return Cell.trusted(
            cell_id=f"{prefix}{draft.row:03d}-c{draft.column}",
            column=draft.column,
            column_stop=draft.column_stop,
            row=draft.row,
            row_stop=draft.row_stop,
            text=text,
            fragments=tuple(fragments),
        )

    def _read(self, parts: Sequence[PageCell]) -> tuple[str, tuple[str, ...]]:
        lines = [line for part in parts for line in part.lines]
        full = [flag for part in parts for flag in self._full(part)]
        return read_lines(
            [line.text for line in lines],
            self.vocabulary,
            full=full,
            spaces=spaces_after_lines(lines, full, self.vocabulary.hyphenation.trailing_spaces),
            odds=self.odds[parts[0].column] if parts else None,
        )

    def _fragment(self, page: int, part: PageCell) -> Fragment:
        text, doubts = self._read([part])
        return Fragment.trusted(
            page=page,
            bbox=shown(part.bbox, page, self.frames),
            lines=tuple(line.text for line in part.lines),
            text=text,
            readings_agree=part.readings_agree,
            other_reading=part.other_reading,
            confidence=min(
                (line.confidence for line in part.lines if line.confidence is not None),
                default=None,
            ),
            hyphens_in_doubt=doubts,
            codes=tuple(
                PrintedCode(code=code, bbox=shown((x0, top, x1, bottom), page, self.frames))
                for line in part.lines
                for code, x0, top, x1, bottom in line.codes
            ),
        )

    def labels(self, parts: Sequence[tuple[PageCell, ...]], column_count: int) -> tuple[str, ...]:
        whole = {cell: (cell, *end) for cell, *end in parts}
        return tuple(
            " ".join(self._read(whole[cell])[0] for cell in above)
            for above in labels_of(list(whole), column_count)
        )

    def _full(self, part: PageCell) -> list[bool | None]:
        """For each line, whether it reaches its cell's edge; None where that is not clear."""
        inset = self.insets[part.column]
        width = part.bbox[2] - part.bbox[0] - 2 * inset
        widest = None if self.widest is None else self.widest[part.column]
        flags: list[bool | None] = []
        for index, line in enumerate(part.lines):
            room = width - (line.x1 - line.x0)
            below = part.lines[index + 1] if index + 1 < len(part.lines) else None
            # Where no line is drawn at its right, a column's edge is known by its widest line only.
            sure = room if widest is None else widest - (line.x1 - line.x0)
            fits = below is not None and sure > below.first_width + 0.3 * line.size
            flags.append(False if fits else True if room < 0.8 * line.size else None)
        return flags


def shown(bbox: Bbox, page: int, frames: Mapping[int, PageTransform]) -> Bbox:
    """A box as it lies on the page's sheet, rounded to 0.01 points."""
    frame = frames.get(page)
    x0, top, x1, bottom = frame.on_sheet(bbox) if frame else bbox
    return (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def words_of(drafts: Iterable[StitchedTable], lines: Iterable[Sequence[Line]]) -> Vocabulary:
    """Learn the words of a document, line ends kept, and what it does at them."""
    cells = [cell for draft in drafts for cell in draft.cells]
    others = list(lines)

    def texts() -> Iterator[Sequence[Line]]:
        # One at a time: all lines of a long document take much room.
        yield from filter(None, (cell.lines for cell in cells))
        yield from filter(None, others)

    return Vocabulary.of(
        ("\n".join(line.text for line in text) for text in texts()),
        trailing_spaces=trailing_spaces_of(texts()),
    )
