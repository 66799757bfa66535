"""Find grids inside single cells of another grid, which belong to the text of these cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.geometry.bbox import area, is_inside, touches
from extract.geometry.clustering import snap
from extract.geometry.page_model import Rule, Rules
from extract.pdf.rules import merge
from extract.reading import Bbox
from extract.ruling.frames import Lattice
from extract.ruling.thresholds import NESTED, RULING
from extract.ruling.touching import touching_groups


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines that touch."""

    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    box: Bbox

    @property
    def inner(self) -> tuple[int, int]:
        """How many heights and how many places from left to right lines have inside its box."""
        x0, top, x1, bottom = self.box
        gap = NESTED.line_distance
        heights = {round(rule.at) for rule in self.across if top + gap < rule.at < bottom - gap}
        places = {round(rule.at) for rule in self.down if x0 + gap < rule.at < x1 - gap}
        return len(heights), len(places)

    @property
    def lattice(self) -> Lattice:
        """Its edges and lines."""
        xs, ys = (
            tuple(snap([rule.at for rule in rules], RULING.snap_distance))
            for rules in (self.down, self.across)
        )
        return Lattice(xs, ys, self.across, self.down)

    @property
    def is_framed(self) -> bool:
        """Whether lines close all four sides."""
        x0, top, x1, bottom = self.box
        return all(
            sum(
                rule.stop - rule.start for rule in rules if abs(rule.at - at) < NESTED.line_distance
            )
            >= NESTED.side_share * length
            for rules, at, length in (
                (self.across, top, x1 - x0),
                (self.across, bottom, x1 - x0),
                (self.down, x0, bottom - top),
                (self.down, x1, bottom - top),
            )
        )


def without_nested_grids(rules: Rules) -> tuple[Rules, tuple[Lattice, ...]]:
    """Leave out the lines of framed grids that lie in single cells of another grid.

    Such a grid touches no line of the outer one, but is so close that both look like one grid.

    Args:
        rules: the lines of a page.

    Returns:
        The other lines, and the grids that were left out.
    """
    across, down = rules.pieces
    if not NESTED.min_lines <= len(across) + len(down) <= NESTED.max_lines:
        return rules, ()
    groups = _crossing_groups(across, down)
    nested = [one for outer in groups for one in _nested_in(outer, groups)]
    if not nested:
        return rules, ()
    gone = {id(rule) for one in nested for rule in (*one.across, *one.down)}
    kept = (
        tuple(rule for rule in across if id(rule) not in gone),
        tuple(rule for rule in down if id(rule) not in gone),
    )
    ends = {(round(x, 1), rule.at) for rule in kept[0] for x in (rule.start, rule.stop)}
    left = replace(
        rules,
        horizontal=tuple(merge(kept[0])),
        vertical=tuple(merge(kept[1])),
        marks=tuple(mark for mark in rules.marks if mark in ends),
        pieces=kept,
    )
    return left, tuple(one.lattice for one in nested)


def _crossing_groups(across: Sequence[Rule], down: Sequence[Rule]) -> list[_Group]:
    groups = []
    for numbers in touching_groups(across, down, NESTED.line_distance):
        own = tuple(across[at] for at in numbers if at < len(across))
        others = tuple(down[at - len(across)] for at in numbers if at >= len(across))
        if own and others:
            box = (
                min(*(rule.start for rule in own), *(rule.at for rule in others)),
                min(*(rule.at for rule in own), *(rule.start for rule in others)),
                max(*(rule.stop for rule in own), *(rule.at for rule in others)),
                max(*(rule.at for rule in own), *(rule.stop for rule in others)),
            )
            groups.append(_Group(own, others, box))
    return groups


def _nested_in(outer: _Group, groups: Sequence[_Group]) -> list[_Group]:
    """Return the grids in cells of a grid of several rows and columns that cover little of it."""
    if not all(outer.inner):
        return []
    inside = [
        one
        for one in groups
        if one is not outer
        and is_inside(one.box, outer.box, 0.0)
        and any(one.inner)
        and one.is_framed
        and not _is_near(one.box, outer, NESTED.shared_side)
    ]
    if not any(_is_near(one.box, outer, RULING.touch_distance) for one in inside):
        return []  # both are read as grids of their own
    covered = sum(area(one.box) for one in inside)
    return inside if covered <= NESTED.max_share * area(outer.box) else []


def _is_near(box: Bbox, group: _Group, distance: float) -> bool:
    """Return whether a line of a group is as close to a box as a distance."""
    lines = [(rule.start, rule.at, rule.stop, rule.at) for rule in group.across]
    lines += [(rule.at, rule.start, rule.at, rule.stop) for rule in group.down]
    return any(touches(line, box, distance) for line in lines)
