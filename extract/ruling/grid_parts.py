"""Parts of grids: some of their rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.geometry.page_model import Rule
from extract.ruling.frames import Lattice
from extract.ruling.thresholds import RULING


def part_of(lattice: Lattice, rows: tuple[int, int], columns: tuple[int, int]) -> Lattice:
    """Return some rows and columns of a lattice, given as half-open ranges."""
    xs = lattice.xs[columns[0] : columns[1] + 1]
    ys = lattice.ys[rows[0] : rows[1] + 1]
    return Lattice(
        xs, ys, tuple(_within(lattice.horizontal, ys, xs)), tuple(_within(lattice.vertical, xs, ys))
    )


def _within(rules: Sequence[Rule], edges: Sequence[float], ends: Sequence[float]) -> Iterator[Rule]:
    """Clip lines to a part of their grid."""
    distance = RULING.snap_distance
    for rule in rules:
        start, stop = max(rule.start, ends[0]), min(rule.stop, ends[-1])
        is_beside = edges[0] - distance <= rule.at <= edges[-1] + distance
        if is_beside and stop - start > distance:  # a pen's width over the edge is no line in it
            yield Rule(rule.at, start, stop)


def with_used_columns(lattice: Lattice) -> Lattice:
    """Leave out column edges at which no line is drawn."""
    distance = RULING.snap_distance
    ats = [rule.at for rule in lattice.vertical]
    inner = [x for x in lattice.xs[1:-1] if any(abs(x - at) <= distance for at in ats)]
    return Lattice(
        (lattice.xs[0], *inner, lattice.xs[-1]), lattice.ys, lattice.horizontal, lattice.vertical
    )


def split_where_columns_change(lattice: Lattice) -> list[Lattice]:
    """Split a grid at the lines over its whole width above and below which columns differ.

    Two tables that touch share a line, and each has column edges that the other lacks. The rows
    of one table have their edges in common with some other row.

    Args:
        lattice: the grid.

    Returns:
        The parts, two or more; nothing if its columns go through.
    """
    edges = [_edges_between(lattice, top, bottom) for top, bottom in pairwise(lattice.ys)]
    cuts = [0]
    for at in range(1, len(edges)):
        above = set().union(*edges[cuts[-1] : at])
        below = set().union(*edges[at:])
        if above - below and below - above and edges[at] - above and _is_crossed(lattice, at):
            cuts.append(at)
    if len(cuts) == 1:
        return []
    bounds = pairwise([*cuts, len(edges)])
    rows = [(start, _without_headings(edges, stop)) for start, stop in bounds]
    parts = [part_of(lattice, own, (0, len(lattice.xs) - 1)) for own in rows]
    return [with_used_columns(part) for part in parts]


def _without_headings(edges: Sequence[set[int]], stop: int) -> int:
    """Return where a part stops without the rows of one cell before the next part.

    Such a row is the heading of the next part. Each part has a row of several cells.
    """
    end = stop
    while stop < len(edges) and not edges[end - 1]:
        end -= 1
    return end


def _edges_between(lattice: Lattice, top: float, bottom: float) -> set[int]:
    """Return the inner column edges drawn between two heights."""
    distance, middle = RULING.snap_distance, (top + bottom) / 2
    drawn = [rule.at for rule in lattice.vertical if rule.start <= middle <= rule.stop]
    return {
        at
        for at, x in enumerate(lattice.xs[1:-1], 1)
        if any(abs(one - x) <= distance for one in drawn)
    }


def _is_crossed(lattice: Lattice, row: int) -> bool:
    """Return whether a line runs over the whole width of a grid at the top of a row."""
    distance = RULING.snap_distance
    return any(
        abs(rule.at - lattice.ys[row]) <= distance
        and rule.start <= lattice.xs[0] + distance
        and rule.stop >= lattice.xs[-1] - distance
        for rule in lattice.horizontal
    )
