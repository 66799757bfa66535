"""Put words into the cells in which they start, and lines into the cells that they continue.

Programs that cut a row at a page end may print more lines of a long cell than fit into the row's
frame, so that lines lie below the table or a rule runs through a line. Such a line follows the
other lines of its cell at their pitch, in their size and within the cell's width. Other text
below a table does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import Line, PageCell, PageTable, Word
from extract.geometry.spatial_index import SpatialIndex
from extract.script.reading_order import lines_turned, runs_from_right
from extract.tables.thresholds import TABLES
from extract.text.words import lines_of


def assign_lines_to_cells(
    tables: Sequence[PageTable], words: Sequence[Word]
) -> tuple[list[PageTable], list[Word]]:
    """Put words into the cells in which they start.

    Args:
        tables: the tables of a page, without text.
        words: all words of the page.

    Returns:
        The tables with their text, and the words in no table.
    """
    words_in: list[dict[int, list[Word]]] = [{} for _ in tables]
    indexes = [SpatialIndex([cell.bbox for cell in table.cells]) for table in tables]
    free: list[Word] = []
    for word in words:
        place = _cell_at(word, tables, indexes)
        if place is None:
            free.append(word)
        else:
            words_in[place[0]].setdefault(place[1], []).append(word)
    filled = [
        replace(
            table,
            cells=tuple(
                replace(cell, lines=_lines(in_table.get(index)))
                for index, cell in enumerate(table.cells)
            ),
        )
        for table, in_table in zip(tables, words_in, strict=True)
    ]
    return _with_overflowing_lines([_with_numbers_turned(table) for table in filled], free)


def _with_numbers_turned(table: PageTable) -> PageTable:
    """Put cells of numbers into the order of a table whose text runs from right to left."""
    lines = [line.text for cell in table.cells for line in cell.lines]
    from_right = sum(map(runs_from_right, lines))
    if not from_right or 2 * from_right <= sum(any(map(str.isalpha, text)) for text in lines):
        return table
    return replace(table, cells=tuple(map(_numbers_turned, table.cells)))


def _numbers_turned(cell: PageCell) -> PageCell:
    texts = [line.text for line in cell.lines]
    if any(char.isalpha() for text in texts for char in text):
        return cell
    lines = [
        line if line.text == text else replace(line, text=text, raw=line.raw or line.text)
        for line, text in zip(cell.lines, lines_turned(texts), strict=True)
    ]
    return replace(cell, lines=tuple(lines))


def _lines(words: list[Word] | None) -> tuple[Line, ...]:
    return tuple(lines_of(words)) if words else ()


def _cell_at(
    word: Word, tables: Sequence[PageTable], indexes: Sequence[SpatialIndex]
) -> tuple[int, int] | None:
    """Find the table and the cell in which a word starts.

    If the word starts outside of every table, its middle decides, then its end.
    """
    inset, slack = TABLES.word_edge_inset, TABLES.table_edge_slack
    y = word.baseline - ALIGNMENT.middle_above_baseline * word.size
    start = word.x0 + min(inset, (word.x1 - word.x0) / 2)
    for x in (start, (word.x0 + word.x1) / 2, word.x1 - inset):
        for index, table in enumerate(tables):
            x0, top, x1, bottom = table.bbox
            if not (x0 - slack <= x <= x1 + slack and top - slack <= y <= bottom + slack):
                continue
            within = min(max(x, x0), x1 - TABLES.half_open_margin)
            for number in sorted(indexes[index].around((within, y, within, y))):
                left, above, right, below = table.cells[number].bbox
                if left <= within < right and above <= y < below:
                    return index, number
    return None


def _with_overflowing_lines(
    tables: Sequence[PageTable], free: Sequence[Word]
) -> tuple[list[PageTable], list[Word]]:
    """Assign lines below a table's open bottom, and lines cut by a rule, to their cells.

    Args:
        tables: the tables of a page, with their text.
        free: the words in no table.

    Returns:
        The tables, and the words that are still in no table.
    """
    extended: list[PageTable] = []
    for table in tables:
        table, free = _with_lines_below(_with_cut_lines(table), free)
        extended.append(table)
    return extended, list(free)


def _line_pitch(lines: Sequence[Line], others: Sequence[Line] = ()) -> float:
    """Measure the line pitch of a cell; if it has a single line, that of lines of its size."""
    size = lines[-1].size
    lowest, highest = TABLES.min_line_pitch * size, TABLES.max_line_pitch * size
    for group in (lines, [line for line in others if _same_size(line, lines[-1])]):
        steps = [below.baseline - above.baseline for above, below in pairwise(group)]
        steps = [step for step in steps if lowest < step < highest]
        if steps:
            return median(steps)
    return TABLES.default_line_pitch * size


def _same_size(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= TABLES.max_size_difference * other.size


def _is_next_line(line: Line, above: Line, pitch: float) -> bool:
    """Return whether a line is the next line of a text."""
    step = line.baseline - above.baseline
    is_next = TABLES.min_pitch_ratio * pitch < step <= TABLES.max_pitch_ratio * pitch
    return is_next and _same_size(line, above)


def _with_lines_below(table: PageTable, free: Sequence[Word]) -> tuple[PageTable, Sequence[Word]]:
    """Assign lines below a table to the cells of its last row that no rule closes."""
    bottom = table.ys[-1]
    below = [line for line in lines_of(free) if line.baseline > bottom]
    others = [line for cell in table.cells for line in cell.lines]
    assigned: set[int] = set()
    cells = []
    for cell in table.cells:
        overflow = []
        if cell.row_stop == table.row_count and not cell.closed_bottom and cell.lines:
            overflow = _lines_continuing(cell, below, _line_pitch(cell.lines, others), table)
        assigned.update(glyph for line in overflow for glyph in line.glyphs)
        cells.append(_with_lines(cell, overflow))
    if not assigned:
        return table, free
    return (
        replace(table, cells=tuple(cells)),
        [word for word in free if word.glyphs[0] not in assigned],
    )


def _lines_continuing(
    cell: PageCell, below: Sequence[Line], pitch: float, table: PageTable
) -> list[Line]:
    """Find the lines below a cell that continue its text, up to the first that does not."""
    left, right = cell.bbox[0] - TABLES.max_side_overrun, cell.bbox[2] + TABLES.max_side_overrun
    last, overflow = cell.lines[-1], []
    for line in below:
        if line.baseline - last.baseline > TABLES.max_pitch_ratio * pitch:
            break
        words = [word for word in line.words if left <= word.x0 and word.x1 <= right]
        if not words or _crosses_columns(line, table):
            continue
        part = lines_of(words)[0]
        if not _is_next_line(part, last, pitch):
            break
        overflow.append(part)
        last = part
    return overflow


def _crosses_columns(line: Line, table: PageTable) -> bool:
    """Return whether a line runs across a column edge, as no text of a cell does."""
    overrun, max_gap = TABLES.max_side_overrun, TABLES.max_word_gap * line.size
    return any(
        word.x0 < x - overrun and word.x1 > x + overrun for x in table.xs for word in line.words
    ) or any(
        before.x1 < x < after.x0 and after.x0 - before.x1 < max_gap
        for x in table.xs
        for before, after in pairwise(line.words)
    )


def _with_lines(cell: PageCell, lines: Sequence[Line]) -> PageCell:
    """Add lines below a cell's own and extend its box down to them."""
    if not lines:
        return cell
    x0, top, x1, bottom = cell.bbox
    box = (x0, top, x1, max(bottom, lines[-1].bottom))
    return replace(cell, bbox=box, lines=(*cell.lines, *lines))


def _with_cut_lines(table: PageTable) -> PageTable:
    """Move a first line that the rule above it cuts to the cell above, if it continues its text."""
    cells = list(table.cells)
    for index, cell in enumerate(cells):
        if not cell.lines or not _is_cut_by_rule(cell.lines[0], cell.bbox[1]):
            continue
        first = cell.lines[0]
        for index_above, above in enumerate(cells):
            same_columns = above.column == cell.column and above.column_stop == cell.column_stop
            if not same_columns or above.row_stop != cell.row or not above.lines:
                continue
            if _is_next_line(first, above.lines[-1], _line_pitch(above.lines, cell.lines)):
                cells[index_above] = replace(above, lines=(*above.lines, first))
                cells[index] = replace(cell, lines=cell.lines[1:])
    return _without_emptied_row(table, replace(table, cells=tuple(cells)))


def _without_emptied_row(before: PageTable, table: PageTable) -> PageTable:
    """Leave out a last row that no line closes and whose text belongs to the row above it.

    Shades end where a row does, and the text of the last row may go on below them.
    """
    last = table.row_count - 1
    own = [at for at, cell in enumerate(table.cells) if cell.row_stop > last]
    if (
        table.is_ruled
        or not any(before.cells[at].lines for at in own)
        or any(table.cells[at].lines or table.cells[at].row < last for at in own)
    ):
        return table
    bottom = table.ys[-1]
    cells = tuple(
        replace(cell, bbox=(*cell.bbox[:3], bottom)) if cell.row_stop == last else cell
        for at, cell in enumerate(table.cells)
        if at not in own
    )
    return replace(table, ys=(*table.ys[:-2], bottom), cells=cells)


def _is_cut_by_rule(line: Line, rule: float) -> bool:
    top = line.baseline - TABLES.cap_height * line.size
    return top + TABLES.min_cut_depth * line.size < rule < line.baseline
