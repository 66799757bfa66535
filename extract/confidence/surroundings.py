"""Weigh what lies around a table: its parts in other tables, and text missing in its cells."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from extract.alignment.segments import crosses_edges
from extract.confidence.thresholds import EVIDENCE
from extract.geometry.page_model import Line
from extract.model import Bbox
from extract.stitching.stitched_table import StitchedCell, StitchedTable
from extract.text.sentences import is_caption


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies around a table.

    Attributes:
        texts: the lines that are in no table, by page.
        before: the table before it in the document.
        after: the table after it.
        is_matrix: its rows are published as those of the matrix. If a table next to it is a part
            of it, the rows of that table are missing there, and its own are right but for the one
            that goes on in that table.
    """

    texts: Mapping[int, Sequence[Line]] = field(default_factory=dict)
    before: StitchedTable | None = None
    after: StitchedTable | None = None
    is_matrix: bool = False


def weigh_neighbours(table: StitchedTable, around: Surroundings) -> dict[str, float]:
    """Weigh whether a table and one next to it are two parts of one table.

    A part begins where the other one ends or on the next page, its columns are those of the other
    one, and neither prose nor a heading is between them. What was read as its header may be a row
    or the last line of a header printed again. Parts whose columns are ruled were compared before:
    these lines show where each one ends.
    """
    names = (
        "its table may be a part of the one before",
        "the next table may be a part of its table",
    )
    pairs = ((around.before, table), (table, around.after))
    return {
        name: _likeness(upper, lower, around.texts)
        for name, (upper, lower) in zip(names, pairs, strict=True)
        if upper is not None and lower is not None
    }


def _likeness(
    upper: StitchedTable, lower: StitchedTable, texts: Mapping[int, Sequence[Line]]
) -> float:
    """Return the share of column edges that a table has from the one above it.

    A table of some of the columns may be the rest of a row: its own edges alone are counted.
    """
    if lower.is_ruled or not (upper.pages and lower.pages):
        return 0.0
    if lower.pages[0] - upper.pages[-1] not in (0, 1) or _are_parted(upper, lower, texts):
        return 0.0
    above, below = _starts(upper, upper.pages[-1]), _starts(lower, lower.pages[0])
    if min(len(above), len(below)) < EVIDENCE.min_edges:
        return 0.0
    distance = EVIDENCE.same_edge
    shared = sum(any(abs(x - other) <= distance for other in above) for x in below)
    share = shared / max(len(above), len(below))
    if share >= EVIDENCE.shared_edges:
        return share
    part = shared / min(len(above), len(below))
    is_part = part >= EVIDENCE.shared_of_part and shared >= EVIDENCE.min_edges
    return part if is_part else 0.0


def _are_parted(
    upper: StitchedTable, lower: StitchedTable, texts: Mapping[int, Sequence[Line]]
) -> bool:
    """Return whether prose, a caption or a heading is between two tables."""
    last, first = upper.pages[-1], lower.pages[0]
    end = max((box[3] for box in _boxes(upper, last)), default=0.0)
    start = min((box[1] for box in _boxes(lower, first)), default=0.0)
    edges = edges_of(lower, first)
    lefts = _text_starts(lower, first)
    return any(
        _is_prose(line, edges, lefts)
        or is_caption(line.text)
        or (line.bold and bisect(edges, line.x0) == bisect(edges, line.x1))
        for page in {last, first}
        for line in texts.get(page, ())
        if (page > last or line.top >= end) and (page < first or line.bottom <= start)
    )


def _is_prose(line: Line, edges: Sequence[float], lefts: Sequence[float]) -> bool:
    """Return whether a line runs over the edges between columns.

    Texts of narrow columns that touch do, too: words start where those of the columns start.
    """
    if not crosses_edges(line.words, edges):
        return False
    slack = EVIDENCE.same_edge
    near = [
        any(abs(word.x0 - x) <= slack for word in line.words)
        for x in lefts
        if line.x0 - slack <= x <= line.x1
    ]
    return sum(near) < max(EVIDENCE.min_starts, EVIDENCE.usual_starts * len(near))


def _text_starts(table: StitchedTable, page: int) -> list[float]:
    """Return where the texts of each column of a table start on a page."""
    lefts: dict[int, float] = {}
    header = table.header.cells if table.header else ()
    cells = [part for cell in table.cells for on, part in cell.parts if on == page]
    for cell in (*cells, *(header if table.pages[:1] == [page] else ())):
        for line in cell.lines:
            lefts[cell.column] = min(line.x0, lefts.get(cell.column, line.x0))
    return list(lefts.values())


def _boxes(table: StitchedTable, page: int) -> list[Bbox]:
    return [part.bbox for cell in table.cells for on, part in cell.parts if on == page]


def _starts(table: StitchedTable, page: int) -> list[float]:
    """Return the left edges of the cells of a table on a page."""
    lefts = {round(part.bbox[0]) for cell in table.cells for on, part in cell.parts if on == page}
    return sorted(lefts)


def texts_around(
    table: StitchedTable, texts: Mapping[int, Sequence[Line]], reach: float
) -> dict[int, list[Line]]:
    """Return the lines in no table that may be text of a table's cells, by page.

    They lie between its cells or close to them, below its header, look like the text of its cells,
    and break at the edges between its columns.

    Args:
        table: the table.
        texts: the lines that are in no table, by page.
        reach: how far away they may be, in points.
    """
    near: dict[int, list[Line]] = {}
    looks = {(line.size, line.bold) for cell in table.cells for line in cell.lines}
    headers = dict(table.header_prints)
    if table.header and table.pages:
        headers.setdefault(table.pages[0], table.header.cells)
    for page in dict.fromkeys(table.pages):
        boxes = _boxes(table, page)
        lines = texts.get(page, ())
        if boxes and lines:
            top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
            header = max((cell.bbox[1] for cell in headers.get(page, ())), default=-inf)
            edges, lefts = edges_of(table, page), _text_starts(table, page)
            near[page] = [
                line
                for before, line in zip((None, *lines), lines, strict=False)
                if top - reach <= line.bottom
                and header <= line.top <= bottom + reach
                and any(_looks_like(line, *look) for look in looks)
                and not _is_prose(line, edges, lefts)
                and not (before and line.top < top and _ends_prose(before, line, edges))
            ]
    return near


def _looks_like(line: Line, size: float, bold: bool) -> bool:
    """Return whether a line is set like the text of a cell."""
    return line.bold == bold and abs(line.size - size) <= EVIDENCE.same_size * size


def _ends_prose(before: Line, line: Line, edges: Sequence[float]) -> bool:
    """Return whether a line is the short last one of prose that runs over column edges."""
    return line.baseline - before.baseline < 2 * line.size and crosses_edges(before.words, edges)


def edges_of(table: StitchedTable, page: int) -> list[float]:
    """Return the edges between the columns of a table on a page."""
    inner = {
        round(part.bbox[0], 1)
        for cell in table.cells
        if cell.column > 0
        for on, part in cell.parts
        if on == page
    }
    return sorted(inner)


def has_text_beside(cell: StitchedCell, texts: Mapping[int, Sequence[Line]], reach: float) -> bool:
    """Return whether a text in no table lies right above or below a cell, within its width.

    Args:
        cell: the cell.
        texts: the lines that may be text of its table, by page.
        reach: how far away it may be, in points.
    """
    return any(
        line.top <= part.bbox[3] + reach
        and part.bbox[1] - reach <= line.bottom
        and _is_within(line, part.bbox)
        for page, part in cell.parts
        for line in texts.get(page, ())
    )


def has_text_overleaf(
    cell: StitchedCell, texts: Mapping[int, Sequence[Line]], edges: Sequence[float], step: int
) -> bool:
    """Return whether a text in a cell's width that looks like its own is next to it overleaf.

    Args:
        cell: a cell of the last or the first row of a table.
        texts: the lines that are in no table, by page.
        edges: those between the columns of the table: its text breaks there.
        step: 1 for the first line of the page after the cell, -1 for the last one of the page
            before it.
    """
    page, part = cell.parts[-1 if step == 1 else 0]
    overleaf = texts.get(page + step, ())
    if not (overleaf and part.lines):
        return False
    own = part.lines[-1 if step == 1 else 0]
    other = min(overleaf, key=lambda line: step * line.top)
    return (
        not crosses_edges(other.words, edges)
        and _is_within(other, part.bbox)
        and _looks_like(other, own.size, own.bold)
    )


def _is_within(line: Line, box: Bbox) -> bool:
    """Return whether a word of a line is in the width of a box."""
    slack = EVIDENCE.same_edge
    return any(box[0] - slack <= word.x0 and word.x1 <= box[2] + slack for word in line.words)
