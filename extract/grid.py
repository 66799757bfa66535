"""Ruling lines to tables: a grid of elementary boxes, melted where no wall parts them.

Spans are half-open and each cell is stored once, as docling-core does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.model import Bbox
from extract.reading import Line, PageCell, PageTable, Word
from extract.rules import Fill, Rule, Rules
from extract.words import lines_of

TOUCH = 3.0
"""Points: lines this near to each other meet."""
SNAP = 3.0
"""Points: parallel lines this near to each other are one wall (double lines)."""
WALL = 0.5
"""Share of a box's side that must be ruled for a wall to stand there."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Lines that touch each other."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]


def tables_of(page: int, rules: Rules) -> list[PageTable]:
    """Find the ruled tables of a page.

    Args:
        page: counted from 1.
        rules: the page's lines.

    Returns:
        Tables of two or more cells, top to bottom, without their text.
    """
    tables = []
    for frame in _frames(rules):
        table = _table(page, frame, rules.fills)
        if table is not None and len(table.cells) > 1:
            tables.append(table)
    return sorted(tables, key=lambda table: (table.bbox[1], table.bbox[0]))


def _frames(rules: Rules) -> list[Frame]:
    """Split lines in groups that touch."""
    count = len(rules.horizontal)
    parent = list(range(count + len(rules.vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, across in enumerate(rules.horizontal):
        for j, down in enumerate(rules.vertical):
            if (
                down.start - TOUCH <= across.at <= down.stop + TOUCH
                and across.start - TOUCH <= down.at <= across.stop + TOUCH
            ):
                parent[root(i)] = root(count + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, across in enumerate(rules.horizontal):
        groups.setdefault(root(i), ([], []))[0].append(across)
    for j, down in enumerate(rules.vertical):
        groups.setdefault(root(count + j), ([], []))[1].append(down)
    return [
        Frame(tuple(across), tuple(down))
        for across, down in groups.values()
        if len(across) > 1 and len(down) > 1
    ]


def snap(values: Sequence[float], tolerance: float = SNAP) -> list[float]:
    """Put numbers that are near to each other together; their mean stands for them."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= tolerance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [(group[0] + group[-1]) / 2 for group in groups]


def _table(page: int, frame: Frame, fills: Sequence[Fill]) -> PageTable | None:
    xs = snap([rule.at for rule in frame.vertical])
    ys = snap([rule.at for rule in frame.horizontal])
    if len(xs) < 2 or len(ys) < 2:
        return None
    walls_down = _walls(frame.vertical, xs, ys)
    walls_across = _walls(frame.horizontal, ys, xs)
    boxes = _melt(len(ys) - 1, len(xs) - 1, walls_down, walls_across)
    cells = tuple(_cell(box, xs, ys, walls_across, fills) for box in boxes)
    return PageTable(page, tuple(xs), tuple(ys), cells)


def _walls(
    rules: Sequence[Rule], places: Sequence[float], marks: Sequence[float]
) -> list[list[bool]]:
    """For each place, say for each interval of `marks` whether a line covers it."""
    walls = []
    for place in places:
        near = [rule for rule in rules if abs(rule.at - place) <= SNAP]
        walls.append(
            [
                _covered(near, start, stop) >= WALL * (stop - start)
                for start, stop in pairwise(marks)
            ]
        )
    return walls


def _covered(rules: Sequence[Rule], start: float, stop: float) -> float:
    covered, reached = 0.0, start
    for rule in sorted(rules, key=lambda rule: rule.start):
        low, high = max(rule.start, reached), min(rule.stop, stop)
        if high > low:
            covered += high - low
            reached = high
    return covered


Box = tuple[int, int, int, int]
"""``(row, row_stop, column, column_stop)``."""


def _melt(
    rows: int, columns: int, walls_down: list[list[bool]], walls_across: list[list[bool]]
) -> list[Box]:
    """Melt elementary boxes without a wall between them to rectangles."""
    taken = [[False] * columns for _ in range(rows)]
    found: list[Box] = []
    for row in range(rows):
        for column in range(columns):
            if taken[row][column]:
                continue
            column_stop = column + 1
            while (
                column_stop < columns
                and not walls_down[column_stop][row]
                and not taken[row][column_stop]
            ):
                column_stop += 1
            row_stop = row + 1
            while row_stop < rows and _goes_down(
                row_stop, column, column_stop, walls_down, walls_across, columns
            ):
                row_stop += 1
            for r in range(row, row_stop):
                for c in range(column, column_stop):
                    taken[r][c] = True
            found.append((row, row_stop, column, column_stop))
    return found


def _goes_down(
    row: int,
    column: int,
    column_stop: int,
    walls_down: list[list[bool]],
    walls_across: list[list[bool]],
    columns: int,
) -> bool:
    if any(walls_across[row][c] for c in range(column, column_stop)):
        return False
    if any(walls_down[c][row] for c in range(column + 1, column_stop)):
        return False
    open_left = column > 0 and not walls_down[column][row]
    open_right = column_stop < columns and not walls_down[column_stop][row]
    return not (open_left or open_right)


def _cell(
    box: Box,
    xs: Sequence[float],
    ys: Sequence[float],
    walls_across: list[list[bool]],
    fills: Sequence[Fill],
) -> PageCell:
    row, row_stop, column, column_stop = box
    bbox = (xs[column], ys[row], xs[column_stop], ys[row_stop])
    return PageCell(
        row,
        row_stop,
        column,
        column_stop,
        bbox,
        fill=fill_of(bbox, fills),
        closed_top=any(walls_across[row][column:column_stop]),
        closed_bottom=any(walls_across[row_stop][column:column_stop]),
    )


def fill_of(bbox: Bbox, fills: Sequence[Fill]) -> tuple[float, ...] | None:
    """Say which shade covers most of a box; the last one drawn lies on top."""
    area = (bbox[2] - bbox[0]) * (bbox[3] - bbox[1])
    for fill in reversed(fills):
        width = min(bbox[2], fill.bbox[2]) - max(bbox[0], fill.bbox[0])
        height = min(bbox[3], fill.bbox[3]) - max(bbox[1], fill.bbox[1])
        if width > 0 and height > 0 and width * height >= 0.6 * area:
            return fill.color
    return None


def fill_tables(
    tables: Sequence[PageTable], words: Sequence[Word]
) -> tuple[list[PageTable], list[Word]]:
    """Put words in the cells in which they start.

    Args:
        tables: a page's grids.
        words: all its words.

    Returns:
        The tables with their text, and the words that stand in none.
    """
    held: list[dict[int, list[Word]]] = [{} for _ in tables]
    free: list[Word] = []
    for word in words:
        place = _place(word, tables)
        if place is None:
            free.append(word)
        else:
            held[place[0]].setdefault(place[1], []).append(word)
    filled = [
        replace(
            table,
            cells=tuple(
                replace(cell, lines=_lines(found.get(index)))
                for index, cell in enumerate(table.cells)
            ),
        )
        for table, found in zip(tables, held, strict=True)
    ]
    return filled, free


def _lines(words: list[Word] | None) -> tuple[Line, ...]:
    return tuple(lines_of(words)) if words else ()


def _place(word: Word, tables: Sequence[PageTable]) -> tuple[int, int] | None:
    start = word.x0 + min(1.0, (word.x1 - word.x0) / 2)
    middle = word.baseline - 0.3 * word.size
    for index, table in enumerate(tables):
        x0, top, x1, bottom = table.bbox
        if not (x0 - 1 <= start <= x1 + 1 and top - 1 <= middle <= bottom + 1):
            continue
        for number, cell in enumerate(table.cells):
            if cell.bbox[0] <= start < cell.bbox[2] and cell.bbox[1] <= middle < cell.bbox[3]:
                return index, number
    return None
