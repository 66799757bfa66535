"""Ruling lines to tables: a grid of elementary boxes, melted where no wall parts them.

Spans are half-open and each cell is stored once, as docling-core does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.alignment.booktabs import Spaced, booktabs_lattices
from extract.alignment.columns import aligned_lattices, with_columns
from extract.geometry.page_model import Fill, PageCell, PageTable, Rule, Rules, Word
from extract.model import Bbox
from extract.ruling.boxes import Boxed, boxed_lattices
from extract.ruling.frames import Lattice, joined, joined_over_bands, ruled_lattices
from extract.ruling.thresholds import RULING
from extract.tables.thresholds import TABLES
from extract.tables.unruled import headed_lattice


def tables_of(page: int, rules: Rules, words: Sequence[Word]) -> list[PageTable]:
    """Find the tables of a page.

    Args:
        page: counted from 1.
        rules: the page's lines and shades.
        words: the page's words: columns without lines are found by them.

    Returns:
        Tables of two or more cells, top to bottom, without their text.
    """
    boxed, rules = boxed_lattices(rules)
    ruled, loose = ruled_lattices(rules)
    ruled, loose = joined_over_bands(
        ruled, loose, [fill.bbox for fill in rules.fills], [word.size for word in words]
    )
    lattices = []
    for lattice in ruled:
        narrow = len(lattice.xs) == 2 and len(lattice.ys) > 2
        lattices.append((narrow and with_columns(lattice, rules, words)) or lattice)
    boxes = [lattice.bbox for lattice in lattices if len(lattice.xs) > 2]
    boxes += [found.lattice.bbox for found in boxed]
    spaced = booktabs_lattices(rules, loose, boxes, words)
    boxes += [found.lattice.bbox for found in spaced]
    loose = [rule for rule in loose if not any(rule in one.lattice.horizontal for one in spaced)]
    aligned = aligned_lattices(rules, loose, boxes, words)
    tables = [
        replace(table_of(page, lattice, rules.fills), is_ruled=is_ruled)
        for lattice, is_ruled in _with_shaded_heads(
            [(one, any(one is other for other in ruled)) for one in lattices], aligned
        )
    ]
    tables += [boxed_table(page, found, rules.fills) for found in boxed]
    tables += [booktabs_table(page, found, rules.fills) for found in spaced]
    if not any(len(table.cells) > 1 for table in tables):
        found = headed_lattice(rules, words)
        tables += [booktabs_table(page, found, rules.fills)] if found else []
    return sorted(
        (table for table in tables if len(table.cells) > 1),
        key=lambda table: (table.bbox[1], table.bbox[0]),
    )


def _with_shaded_heads(
    lattices: Sequence[tuple[Lattice, bool]], aligned: Sequence[Lattice]
) -> list[tuple[Lattice, bool]]:
    """Join rows that shades part and ruled ones below or above them, in the same columns."""
    found = list(lattices)
    for head in aligned:
        for at, (lattice, is_ruled) in enumerate(found):
            above, below = sorted((head, lattice), key=lambda one: one.ys[0])
            if (
                is_ruled
                and abs(below.ys[0] - above.ys[-1]) <= RULING.snap_distance
                and len(above.xs) == len(below.xs) > 2
                and all(
                    abs(a - b) <= RULING.snap_distance
                    for a, b in zip(above.xs, below.xs, strict=True)
                )
            ):
                found[at] = (joined(above, below), True)
                break
        else:
            found.append((head, False))
    return found


def booktabs_table(page: int, found: Spaced, fills: Sequence[Fill]) -> PageTable:
    """Make the table of a lattice whose rows white space parts."""
    table = table_of(page, found.lattice, fills)
    return replace(
        table, is_ruled=False, is_spaced=True, has_gaps=found.by_gaps, doubts=found.doubts
    )


def boxed_table(page: int, found: Boxed, fills: Sequence[Fill]) -> PageTable:
    """Make the table of cells that are boxes of their own."""
    table = table_of(page, found.lattice, fills)
    cells = tuple(
        replace(
            cell,
            closed_top=(cell.row, cell.column) not in found.open_above,
            closed_bottom=(cell.row, cell.column) not in found.open_below,
            is_boxed=True,
        )
        for cell in table.cells
    )
    return replace(table, is_ruled=True, cells=cells)


def table_of(page: int, lattice: Lattice, fills: Sequence[Fill]) -> PageTable:
    """Make the cells that a lattice's lines part, without their text."""
    xs, ys = lattice.xs, lattice.ys
    walls_down = _walls(lattice.vertical, xs, ys)
    walls_across = _walls(lattice.horizontal, ys, xs)
    boxes = _melt(len(ys) - 1, len(xs) - 1, walls_down, walls_across)
    cells = tuple(_cell(box, xs, ys, walls_across, fills) for box in boxes)
    return PageTable(page, xs, ys, cells)


def _walls(
    rules: Sequence[Rule], places: Sequence[float], marks: Sequence[float]
) -> list[list[bool]]:
    """For each place, say for each interval of `marks` whether a line covers it."""
    walls = []
    for place in places:
        near = [rule for rule in rules if abs(rule.at - place) <= RULING.snap_distance]
        walls.append(
            [
                _covered(near, start, stop) >= TABLES.min_wall_share * (stop - start)
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
