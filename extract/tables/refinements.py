"""Refine grids: the parts of a grid that are the table, and columns and rows that text shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.geometry.drawn_strings import is_one_string
from extract.geometry.page_model import PageTable, Rule, Word
from extract.reading import Bbox
from extract.ruling.frames import Lattice
from extract.ruling.grid_parts import part_of, split_where_columns_change
from extract.tables.candidate_text import (
    CandidateText,
    CellText,
    is_note,
    lines_in,
    text_of,
)
from extract.tables.candidates import PageDrawing
from extract.tables.cells import table_from_lattice
from extract.tables.thresholds import WEIGHING
from extract.text.sentences import is_caption


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid that a finder proposes, with what was refined.

    Attributes:
        lattice: its edges and walls.
        extent: the box whose text it accounts for.
        steps: names of the refinements.
    """

    lattice: Lattice
    extent: Bbox
    steps: tuple[str, ...] = ()


def refined(lattice: Lattice, page: PageDrawing) -> list[Grid]:
    """Return a grid and all its refinements.

    Args:
        lattice: a drawn grid.
        page: the page that draws it.

    Returns:
        The grid, and what each refinement makes of the grids before it.
    """
    grids = [Grid(lattice, lattice.bbox)]
    texts: list[CandidateText] = []
    for step in (_split, _trimmed, _with_columns_through, _with_rows_through, _with_label_column):
        texts += [_text_in(grid, page) for grid in grids[len(texts) :]]
        grids += [
            made for grid, text in zip(grids, texts, strict=True) for made in step(grid, text, page)
        ]
    return grids


def _text_in(grid: Grid, page: PageDrawing) -> CandidateText:
    table = table_from_lattice(page.number, grid.lattice, page.rules.fills)
    return text_of(table, page.words)


def _split(grid: Grid, text: CandidateText, page: PageDrawing) -> Iterator[Grid]:
    """Split a grid into tables that touch, or that captions separate."""
    del page
    parts = split_where_columns_change(grid.lattice)
    for part in [*parts, *parts_between_captions(grid.lattice, text)]:
        yield Grid(part, part.bbox, (*grid.steps, "split"))


def parts_between_captions(lattice: Lattice, text: CandidateText) -> list[Lattice]:
    """Split a lattice at the rows that are captions: one text over all columns.

    Args:
        lattice: the lattice.
        text: its cells with their text.

    Returns:
        The parts, two or more, without the captions; nothing if there are no captions inside.
    """
    rows = range(1, text.table.row_count - 1)
    cuts = [row for row in rows if _is_margin_row(text, row, is_caption)]
    if not any(one.lines and one.cell.row in cuts for one in text.cells):
        return []
    bounds = [-1, *cuts, text.table.row_count]
    columns = (0, text.table.column_count)
    return [
        part_of(lattice, (above + 1, below), columns)
        for above, below in pairwise(bounds)
        if below > above + 1
    ]


def _trimmed(grid: Grid, text: CandidateText, page: PageDrawing) -> Iterator[Grid]:
    """Leave out rows at the edge that hold no entries: captions, notes, space in a frame."""
    del page
    table = text.table
    first, stop = 0, table.row_count
    while first < stop - 1 and _is_margin_row(text, first, is_caption):
        first += 1
    while stop > first + 1 and _is_margin_row(text, stop - 1, is_note):
        stop -= 1
    if (first, stop) != (0, table.row_count):
        left, right = 0, table.column_count
        while left < right - 1 and _is_empty_column(text, left, (first, stop)):
            left += 1
        while right > left + 1 and _is_empty_column(text, right - 1, (first, stop)):
            right -= 1
        part = part_of(grid.lattice, (first, stop), (left, right))
        yield Grid(part, grid.extent, (*grid.steps, "trimmed"))


def _is_margin_row(text: CandidateText, row: int, is_outside: Callable[[str], bool]) -> bool:
    """Return whether a row is one cell over all columns without text, or with a caption or note."""
    table = text.table
    own = [one for one in text.cells if one.cell.row <= row < one.cell.row_stop]
    if len(own) != 1 or table.column_count < 2 or own[0].cell.row_stop != own[0].cell.row + 1:
        return False
    return not own[0].lines or is_outside(own[0].text)


def _is_empty_column(text: CandidateText, column: int, rows: tuple[int, int]) -> bool:
    """Return whether a column is one cell over these rows without text: the space in a frame."""
    own = [
        one
        for one in text.cells
        if one.cell.column <= column < one.cell.column_stop
        and one.cell.row < rows[1]
        and one.cell.row_stop > rows[0]
    ]
    return len(own) == 1 and not own[0].lines


def _with_columns_through(grid: Grid, text: CandidateText, page: PageDrawing) -> Iterator[Grid]:
    """Draw column edges through cells whose texts stand apart in the columns of other rows."""
    del page
    walls = [
        Rule(x, one.cell.bbox[1], one.cell.bbox[3])
        for one in text.with_text
        for x in _edges_between_texts(one, text.table)
    ]
    if walls:
        lattice = grid.lattice
        lattice = replace(lattice, vertical=(*lattice.vertical, *walls))
        yield Grid(lattice, grid.extent, (*grid.steps, "columns through"))


def _edges_between_texts(one: CellText, table: PageTable) -> list[float]:
    """Return the column edges inside a cell that no text crosses, if texts stand on both sides."""
    inner = table.xs[one.cell.column + 1 : one.cell.column_stop]
    phrases = [phrase for line in one.lines for phrase in phrases_of(line)]
    clear = [x for x in inner if not any(a < x < b for a, b in phrases)]
    line_spans = [phrases_of(line) for line in one.lines]
    is_apart = any(
        sum(before[1] <= x <= after[0] for x in clear) for spans in line_spans
        for before, after in pairwise(spans)
    )  # fmt: skip
    return clear if is_apart else []


def phrases_of(line: Sequence[Word]) -> list[tuple[float, float]]:
    """Return the left and right ends of the texts of a line that stand apart."""
    spans: list[tuple[float, float]] = []
    for before, word in zip([None, *line], line, strict=False):
        is_near = spans and word.x0 - spans[-1][1] <= WEIGHING.word_gap * word.size
        if is_near or (before is not None and is_one_string(before, word)):
            spans[-1] = (spans[-1][0], word.x1)
        else:
            spans.append((word.x0, word.x1))
    return spans


def _with_rows_through(grid: Grid, text: CandidateText, page: PageDrawing) -> Iterator[Grid]:
    """Draw row edges through a first or last column that has one line in each row."""
    del page
    table, rules = text.table, []
    for one in text.with_text:
        cell = one.cell
        is_outer = cell.column == 0 or cell.column_stop == table.column_count
        if not is_outer or cell.row_stop - cell.row < 2:
            continue
        rows = [sum(y <= _middle(line) for y in table.ys) - 1 for line in one.lines]
        if len(rows) > 1 and rows == list(range(cell.row, cell.row_stop)):
            rules += [
                Rule(y, cell.bbox[0], cell.bbox[2]) for y in table.ys[cell.row + 1 : cell.row_stop]
            ]
    if rules and _has_open_side(grid.lattice):
        lattice = replace(grid.lattice, horizontal=(*grid.lattice.horizontal, *rules))
        yield Grid(lattice, grid.extent, (*grid.steps, "rows through"))


def _has_open_side(lattice: Lattice) -> bool:
    """Return whether the left or the right side of a grid is not drawn."""
    drawn = [rule.at for rule in lattice.vertical]
    return any(all(abs(at - x) > 1.0 for at in drawn) for x in (lattice.xs[0], lattice.xs[-1]))


def _middle(line: Sequence[Word]) -> float:
    return line[0].baseline - line[0].size / 3


def _with_label_column(grid: Grid, text: CandidateText, page: PageDrawing) -> Iterator[Grid]:
    """Add a column for labels that stand left of the frame, one beside each row."""
    table = text.table
    start = start_of_labels(table, page)
    if start is None:
        return
    x0, top, _, bottom = table.bbox
    lattice = grid.lattice
    labelled = Lattice(
        (start, *lattice.xs),
        lattice.ys,
        (*lattice.horizontal, *(Rule(y, start, x0) for y in lattice.ys)),
        (*lattice.vertical, Rule(start, top, bottom), Rule(x0, top, bottom)),
    )
    yield Grid(labelled, (start, *grid.extent[1:]), (*grid.steps, "labels"))


def start_of_labels(table: PageTable, page: PageDrawing) -> float | None:
    """Return the left end of the labels beside a frame; None if they are no column of it.

    Each row below the first one has one, and no other text stands there: not lines of prose, and
    not texts of a table beside this one.
    """
    x0, top, _, bottom = table.bbox
    if table.row_count < 3 or table.column_count < 2:
        return None
    beside = lines_in([word for word in page.words if word.x1 < x0])
    labels = [line for line in beside if abs(_middle(line) - top) < bottom - top + line[0].size]
    labels = [line for line in labels if _middle(line) > top - line[0].size]
    rows = [sum(y <= _middle(line) for y in table.ys) - 1 for line in labels]
    texts = [phrases_of(line) for line in labels]
    if rows not in (list(range(table.row_count)), list(range(1, table.row_count))):
        return None
    near = x0 - WEIGHING.label_gap * max(line[0].size for line in labels)
    if any(len(spans) > 1 for spans in texts) or max(spans[0][1] for spans in texts) < near:
        return None
    return min(spans[0][0] for spans in texts) - WEIGHING.label_inset


def with_heading_rows(text: CandidateText) -> PageTable:
    """Extend a bold text alone in its row over all columns, if most other text is not bold.

    A short heading ends before the second column, and no line shows that its cell is wider.

    Args:
        text: a table without vertical lines, with its text.
    """
    table, filled = text.table, text.with_text
    bold = [one.cell for one in filled if one.is_bold]
    if len(bold) > len(filled) / 2:
        return table
    cells, with_text = list(table.cells), {id(one.cell) for one in filled}
    for heading in bold:
        if heading.column > 0:
            continue
        row = [cell for cell in table.cells if cell.row <= heading.row < cell.row_stop]
        others = {id(cell) for cell in row if cell is not heading}
        if others.isdisjoint(with_text) and all(one.row_stop == one.row + 1 for one in row):
            box = (*heading.bbox[:2], max(cell.bbox[2] for cell in row), heading.bbox[3])
            wide = replace(heading, column_stop=table.column_count, bbox=box)
            cells = [wide if one is heading else one for one in cells if id(one) not in others]
    return replace(table, cells=tuple(cells))
