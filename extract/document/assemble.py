"""Turn stitched tables into published tables: join line ends, name cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from extract.confidence.calibration import calibration
from extract.confidence.rating import confidence_by_row
from extract.document.cell_fills import meaningful_fills
from extract.document.thresholds import BROKEN_WORDS, LINE_FIT
from extract.geometry.page_model import Line, PageCell, PageMark
from extract.geometry.page_transform import PageTransform
from extract.model import (
    Bbox,
    Cell,
    Fragment,
    HeaderPrint,
    Mark,
    PageBreak,
    PrintedCode,
    Row,
    Table,
)
from extract.script.raised_marks import with_spelt_marks
from extract.stitching.header import header_cells_by_column
from extract.stitching.page_ends.break_features import is_weak, total_weight
from extract.stitching.stitched_table import StitchedBreak, StitchedCell, StitchedTable, band_levels
from extract.text.hyphenation_style import spaces_after_lines, trailing_spaces_of
from extract.text.hyphens import Vocabulary, read_lines
from extract.text.line_break import Odds
from extract.text.unmarked_breaks import break_odds, count_line_breaks


def assemble_table(
    stitched: StitchedTable,
    number: int,
    is_matrix: bool,
    vocabulary: Vocabulary,
    transforms: Mapping[int, PageTransform],
    marks: Mapping[int, Sequence[PageMark]] = MappingProxyType({}),
) -> Table:
    """Make the published table, its texts joined.

    Args:
        stitched: the table joined over its pages. Its cells are released one by one as they
            are converted, and the table cannot be assembled again: the cells of both forms
            together take much memory in a long document.
        number: number of the table in the document, from 1.
        is_matrix: whether the table is the document's main table.
        vocabulary: the words of the document.
        transforms: how each page's text lies on its sheet, by page number.
        marks: what is seen in the tables of each page and is no text, by page number.

    Raises:
        RuntimeError: the table was assembled before.
    """
    name = f"t{number}"
    scale = calibration()
    texts = _CellTexts(vocabulary, stitched, transforms, marks)
    prints = tuple(
        HeaderPrint(page=page, labels=texts.labels(parts, stitched.column_count))
        for page, parts in _header_prints(stitched)
    )
    first = prints[0].labels if prints else ("",) * stitched.column_count
    rows = _body_rows(stitched, texts, name)
    rated = (cell.confidence for row in rows for cell in row.cells)
    return Table(
        table_id=name,
        matrix=is_matrix,
        pages=tuple(dict.fromkeys(stitched.pages)),
        columns=first,
        header=_header_rows(stitched, texts, name),
        rows=rows,
        header_prints=prints,
        found_by=stitched.found_by,
        confidence=scale.of_cells(scale.table, rated),
        evidence=stitched.evidence,
    )


def _confidence(read: float | None, fragments: Sequence[Fragment]) -> float | None:
    """Join the probability that a cell's place is right with that of its words and line ends."""
    if read is None:
        return None
    if any(part.hyphens_in_doubt for part in fragments):
        read *= BROKEN_WORDS.right_in_doubt
    words = [part.ocr_confidence for part in fragments if part.ocr_confidence is not None]
    return round(min([read, *words]), 3)


def _body_rows(stitched: StitchedTable, texts: _CellTexts, name: str) -> tuple[Row, ...]:
    levels = band_levels(stitched)
    by_row: dict[int, list[Cell]] = {}
    for cell in stitched.release_cells():
        by_row.setdefault(cell.row, []).append(texts.cell(cell, f"{name}-r"))
    scale = calibration()
    return tuple(
        Row.trusted(
            kind=row.kind,
            pages=tuple(row.pages),
            cells=tuple(sorted(by_row.get(index, ()), key=lambda cell: cell.column)),
            level=levels.get(index, 0),
            is_again=row.is_again,
            confidence=scale.of_cells(
                scale.row, (cell.confidence for cell in by_row.get(index, ()))
            ),
        )
        for index, row in enumerate(stitched.rows)
    )


def page_breaks_of(stitched: StitchedTable, number: int) -> list[PageBreak]:
    """Return the published form of the decisions at a table's page ends."""
    sure = confidence_by_row(stitched) if stitched.breaks else {}
    return [
        PageBreak(
            table_id=f"t{number}",
            page=end.page,
            next_page=end.next_page,
            row=end.row,
            continues=end.continues,
            score=total_weight(end.evidence),
            is_weak=is_weak(end.evidence),
            confidence=_of_page_end(end, sure),
            evidence=end.evidence,
        )
        for end in stitched.breaks
    ]


def _of_page_end(end: StitchedBreak, sure: Mapping[int, Sequence[float]]) -> float:
    """Return the probability that the rows at a page end are right."""
    scale = calibration()
    rows = [end.row] if end.continues else [end.row - 1, end.row]
    found = scale.of_cells(scale.page_end, (own for row in rows for own in sure.get(row, ())))
    if found is None:  # headings alone are at the page end
        return scale.page_end.probability(abs(total_weight(end.evidence)))
    return found


def _header_rows(stitched: StitchedTable, texts: _CellTexts, name: str) -> tuple[Row, ...]:
    if stitched.header is None or not stitched.header_prints:
        return ()
    page, printed = _header_prints(stitched)[0]
    start = min(cell.row for cell, *_ in printed)
    by_row: dict[int, list[Cell]] = {}
    for cell, *end in printed:
        parts = [(page, cell), *((stitched.pages[1], part) for part in end)]
        row = cell.row - start
        whole = StitchedCell(cell.column, cell.column_stop, row, cell.row_stop - start, parts)
        by_row.setdefault(row, []).append(texts.cell(whole, f"{name}-h"))
    return tuple(
        Row.trusted(
            kind="header",
            pages=(page,),
            cells=tuple(sorted(by_row.get(row, ()), key=lambda cell: cell.column)),
        )
        for row in range(stitched.header.depth)
    )


def _header_prints(stitched: StitchedTable) -> list[tuple[int, list[tuple[PageCell, ...]]]]:
    """List the pages that print the header, with its cells.

    A cell that a page end cuts has two parts, any other cell has one.
    """
    prints: list[tuple[int, list[tuple[PageCell, ...]]]] = []
    ends = {cell.column: cell for cell in stitched.header_end if cell.lines}
    for page, cells in stitched.header_prints:
        stop = max(cell.row_stop for cell in cells)
        cut = {cell.column for cell in cells if cell.row_stop == stop} & ends.keys()
        prints.append((page, [(c, ends[c.column]) if c.column in cut else (c,) for c in cells]))
        ends = {}
    return prints


def _left_insets(stitched: StitchedTable) -> list[float]:
    """Measure, for each column, the smallest distance of its text from its left rule."""
    insets = [float("inf")] * stitched.column_count
    for cell in stitched.cells:
        for _, part in cell.parts:
            for line in part.lines:
                gap = max(0.0, line.x0 - part.bbox[0])
                insets[cell.column] = min(insets[cell.column], gap)
    return [0.0 if inset == float("inf") else inset for inset in insets]


def _widest_lines(stitched: StitchedTable) -> list[float]:
    """Measure the widest line of each column in cells that span this column alone."""
    widths = [0.0] * stitched.column_count
    for cell in stitched.cells:
        if cell.column_stop == cell.column + 1:
            widths[cell.column] = max([widths[cell.column], *(x.x1 - x.x0 for x in cell.lines)])
    return widths


class _CellTexts:
    """Joins the lines of cells; knows the width of their columns."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        stitched: StitchedTable,
        transforms: Mapping[int, PageTransform],
        marks: Mapping[int, Sequence[PageMark]],
    ) -> None:
        self.transforms = transforms
        self.marks = marks
        self.fills = meaningful_fills(stitched)
        self.vocabulary = vocabulary
        self.insets = _left_insets(stitched)
        self.widest = None if stitched.is_ruled else _widest_lines(stitched)
        self.odds = self._odds(stitched)

    def _odds(self, stitched: StitchedTable) -> list[Odds]:
        """Estimate, for each column, the odds that it breaks words without a hyphen."""
        counts = [[0, 0, 0, 0] for _ in range(stitched.column_count)]
        for cell in stitched.cells:
            for _, part in cell.parts:
                lines = [line.text for line in part.lines]
                more = count_line_breaks(lines, self._full(part), self.vocabulary)
                column = counts[cell.column]
                counts[cell.column] = [a + b for a, b in zip(column, more, strict=True)]
        table = [sum(column) for column in zip(*counts, strict=True)]
        return [break_odds(column, table) for column in counts]

    def cell(self, stitched: StitchedCell, prefix: str) -> Cell:
        fragments = [self._fragment(page, part) for page, part in stitched.parts]
        fill = self.fills.get((stitched.row, stitched.column), "") if prefix[-1] == "r" else ""
        if fill and fragments:
            mark = Mark(kind="fill", value=fill, bbox=fragments[0].bbox)
            marks = (mark, *fragments[0].marks)
            fragments[0] = fragments[0].model_copy(update={"marks": marks})
        text = fragments[0].text if fragments else ""
        if len(fragments) > 1:
            text, doubts = self._read([part for _, part in stitched.parts])
            # A doubt on the line end at a page end is kept with the first fragment.
            known = {doubt for fragment in fragments for doubt in fragment.hyphens_in_doubt}
            more = tuple(doubt for doubt in doubts if doubt not in known)
            every = fragments[0].hyphens_in_doubt + more
            fragments[0] = fragments[0].model_copy(update={"hyphens_in_doubt": every})
        return Cell.trusted(
            cell_id=f"{prefix}{stitched.row:03d}-c{stitched.column}",
            column=stitched.column,
            column_stop=stitched.column_stop,
            row=stitched.row,
            row_stop=stitched.row_stop,
            text=text,
            fragments=tuple(fragments),
            confidence=_confidence(stitched.confidence, fragments),
        )

    def _read(self, parts: Sequence[PageCell]) -> tuple[str, tuple[str, ...]]:
        lines = [line for part in parts for line in part.lines]
        full = [flag for part in parts for flag in self._full(part)]
        text, doubts = read_lines(
            [line.text for line in lines],
            self.vocabulary,
            full=full,
            spaces=spaces_after_lines(lines, full, self.vocabulary.hyphenation.trailing_spaces),
            odds=self.odds[parts[0].column] if parts else None,
        )
        if any(line.raised for line in lines):
            text = with_spelt_marks(text)
        return text, doubts

    def _fragment(self, page: int, part: PageCell) -> Fragment:
        text, doubts = self._read([part])
        return Fragment.trusted(
            page=page,
            bbox=on_sheet(part.bbox, page, self.transforms),
            lines=tuple(line.text for line in part.lines),
            text=text,
            readings_agree=part.readings_agree,
            other_reading=part.other_reading,
            ocr_confidence=min(
                (line.confidence for line in part.lines if line.confidence is not None),
                default=None,
            ),
            hyphens_in_doubt=doubts,
            marks=self._marks(page, part),
            codes=tuple(
                PrintedCode(code=code, bbox=on_sheet((x0, top, x1, bottom), page, self.transforms))
                for line in part.lines
                for code, x0, top, x1, bottom in line.codes
            ),
        )

    def _marks(self, page: int, part: PageCell) -> tuple[Mark, ...]:
        """Return the visible marks in a part of a cell that are not text, or not only text."""
        x0, top, x1, bottom = part.bbox
        found = [
            (mark.kind, mark.value, mark.bbox)
            for mark in self.marks.get(page, ())
            if x0 <= (mark.bbox[0] + mark.bbox[2]) / 2 < x1
            and top <= (mark.bbox[1] + mark.bbox[3]) / 2 < bottom
        ]
        found += [
            ("note_mark", value, (left, above, right, below))
            for line in part.lines
            for value, left, above, right, below in line.raised
        ]
        return tuple(
            Mark(kind=kind, value=value, bbox=on_sheet(box, page, self.transforms))
            for kind, value, box in found
        )

    def labels(self, parts: Sequence[tuple[PageCell, ...]], column_count: int) -> tuple[str, ...]:
        whole = {cell: (cell, *end) for cell, *end in parts}
        return tuple(
            " ".join(self._read(whole[cell])[0] for cell in above)
            for above in header_cells_by_column(list(whole), column_count)
        )

    def _full(self, part: PageCell) -> list[bool | None]:
        """Return for each line whether it fills its cell's width; None if that is not clear.

        A line is not full if the first word of the next line fits behind it.
        """
        inset = self.insets[part.column]
        width = part.bbox[2] - part.bbox[0] - 2 * inset
        widest = None if self.widest is None else self.widest[part.column]
        flags: list[bool | None] = []
        for index, line in enumerate(part.lines):
            room = width - (line.x1 - line.x0)
            below = part.lines[index + 1] if index + 1 < len(part.lines) else None
            # Without a rule to its right, only a column's widest line shows how wide it is.
            known_room = room if widest is None else widest - (line.x1 - line.x0)
            space = LINE_FIT.space_width * line.size
            fits = below is not None and known_room > below.first_width + space
            is_full = room < LINE_FIT.full_line_room * line.size
            flags.append(False if fits else True if is_full else None)
        return flags


def on_sheet(bbox: Bbox, page: int, transforms: Mapping[int, PageTransform]) -> Bbox:
    """Return a box as it lies on the page's sheet, rounded to 0.01 points."""
    transform = transforms.get(page)
    x0, top, x1, bottom = transform.on_sheet(bbox) if transform else bbox
    return (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def learn_vocabulary(
    stitched: Iterable[StitchedTable], lines: Iterable[Sequence[Line]], language: str = ""
) -> Vocabulary:
    """Learn the words of a document, and how it breaks words and spaces at line ends.

    Args:
        stitched: the tables.
        lines: the lines of each text outside the tables.
        language: ISO 639 code of the document's language; detected if empty.

    Returns:
        The vocabulary.
    """
    cells = [cell for table in stitched for cell in table.cells]
    others = list(lines)

    def texts() -> Iterator[Sequence[Line]]:
        # One text at a time: all lines of a long document take much memory.
        yield from filter(None, (cell.lines for cell in cells))
        yield from filter(None, others)

    return Vocabulary.of(
        ("\n".join(line.text for line in text) for text in texts()),
        language or None,
        trailing_spaces=trailing_spaces_of(texts()),
    )
