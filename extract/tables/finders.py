"""The finders of tables. Each looks at the whole page, and none takes anything from another."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import cached_property

from extract.alignment.booktabs import booktabs_lattices
from extract.alignment.columns import aligned_lattices, with_columns
from extract.alignment.thresholds import UNDRAWN
from extract.geometry.bbox import is_inside
from extract.geometry.page_model import Fill, PageTable, Rule, Word
from extract.geometry.spatial_index import SpatialIndex
from extract.reading import Bbox
from extract.ruling.boxed_lattices import boxed_lattices
from extract.ruling.boxes import cells_in_boxes
from extract.ruling.frames import (
    Lattice,
    join_lattices,
    join_over_bands,
    ruled_lattices,
    words_outside,
)
from extract.ruling.stacked_boxes import stacked_lattices
from extract.ruling.stacked_rules import ruled_stacks
from extract.ruling.thresholds import RULING
from extract.tables.candidate_text import text_of
from extract.tables.candidates import PageDrawing, TableCandidate
from extract.tables.cells import booktabs_table, boxed_table, table_from_lattice
from extract.tables.refinements import parts_between_captions, refined, with_heading_rows
from extract.tables.unruled import figure_lattices, headed_lattices
from extract.text.sentences import first_letter

Finder = Callable[["DrawnGrids"], Iterator[PageTable | Lattice]]
"""Proposes tables, or drawn grids that are refined afterwards."""


class DrawnGrids:
    """A page with the groups of lines that touch each other, which several finders look at."""

    def __init__(self, page: PageDrawing) -> None:
        self.page = page
        self.lattices, self.loose = ruled_lattices(page.rules)
        self.drawn_boxes = cells_in_boxes(page.rules)
        self.boxed = boxed_lattices(page.rules, page.words, self.drawn_boxes)
        joined = join_over_bands(
            self.lattices,
            self.loose,
            [fill.bbox for fill in page.rules.fills],
            [word.size for word in page.words],
        )
        self.banded = [one for one in joined if one not in self.lattices]
        # Fills may be behind rows, or behind single lines of their text.
        self.rule_sets = [
            page.rules,
            *([replace(page.rules, fills=())] if page.rules.fills else ()),
        ]

    @cached_property
    def opened(self) -> list[DrawnGrids]:
        """The page without grids that draw a single wall, behind the keys of undrawn rows.

        Their lines across stay, and a fill that begins at the wall is that of the key, too.
        """
        keyed = [
            one
            for one in self.lattices
            if len(one.xs) == UNDRAWN.min_columns + 1 and _has_deep_keys(one, self.page.words)
        ]
        if not keyed:
            return []
        grids = copy(self)
        fills = tuple(_over_row(fill, keyed) for fill in self.page.rules.fills)
        grids.page = replace(self.page, rules=replace(self.page.rules, fills=fills))
        grids.lattices = [one for one in self.lattices if one not in keyed]
        grids.loose = [*self.loose, *(rule for one in keyed for rule in one.horizontal)]
        grids.rule_sets = [grids.page.rules, *self.rule_sets[1:]]
        grids.__dict__.pop("aligned", None)
        grids.opened = []
        return [grids]

    @property
    def boxes(self) -> list[Bbox]:
        """The boxes of grids whose columns are drawn."""
        boxes = [lattice.bbox for lattice in self.lattices if len(lattice.xs) > 2]
        return [*boxes, *(one.lattice.bbox for one in self.boxed)]

    @cached_property
    def aligned(self) -> list[list[Lattice]]:
        """The tables that draw only horizontal lines or only fills, with and without fills."""
        words = self.page.words
        return [aligned_lattices(one, self.loose, self.boxes, words) for one in self.rule_sets]

    def table(self, lattice: Lattice, *, is_ruled: bool = True) -> PageTable:
        """Make the cells of a lattice."""
        page = self.page
        table = table_from_lattice(page.number, lattice, page.rules.fills)
        return replace(table, is_ruled=is_ruled)


def find_ruled(grids: DrawnGrids) -> Iterator[Lattice]:
    """Find grids of lines that touch each other, and these with the rows that fills add to them."""
    for lattice in grids.lattices:
        yield lattice
        if len(lattice.xs) > 2:
            filled = _with_filled_rows(lattice, grids.page.rules.fills)
            if filled is not lattice:
                yield filled


def find_banded(grids: DrawnGrids) -> Iterator[Lattice]:
    """Find grids above each other that a heading without side lines joins."""
    yield from grids.banded


def find_boxed(grids: DrawnGrids) -> Iterator[PageTable]:
    """Find tables whose cells are boxes apart from each other."""
    page = grids.page
    for one in grids.boxed:
        yield boxed_table(page.number, one, page.rules.fills)


def find_stacked(grids: DrawnGrids) -> Iterator[PageTable]:
    """Find cards of one column: boxes of labels and values, or a line below each value."""
    page = grids.page
    for one in stacked_lattices(page.rules, page.words, grids.drawn_boxes):
        yield boxed_table(page.number, one, page.rules.fills)
    for one in ruled_stacks(grids.loose, words_outside(page.words, grids.boxes)):
        yield boxed_table(page.number, one, page.rules.fills)


def find_completed(grids: DrawnGrids) -> Iterator[Lattice]:
    """Find drawn grids and frames with the columns and rows in addition that only text shows."""
    for lattice in [*grids.lattices, *grids.banded]:
        rule_sets = grids.rule_sets[:1]
        if len(lattice.xs) == 2:  # a frame with lines between its rows only
            lattice, rule_sets = _with_filled_rows(lattice, grids.page.rules.fills), grids.rule_sets
        if max(len(lattice.xs), len(lattice.ys)) > 2:
            completed = (with_columns(lattice, rules, grids.page.words) for rules in rule_sets)
            yield from filter(None, completed)


def _with_filled_rows(lattice: Lattice, fills: Sequence[Fill]) -> Lattice:
    """Add a row above and below a grid if fills of its columns touch it: a header without lines."""
    (first, *_, last), distance = lattice.xs, RULING.max_end_difference
    for edge, near, far in ((lattice.ys[0], 3, 1), (lattice.ys[-1], 1, 3)):
        row = [
            box
            for box in (fill.bbox for fill in fills)
            if abs(box[near] - edge) <= distance < abs(box[far] - edge)
            and all(_is_at(x, *lattice.xs) for x in (box[0], box[2]))
        ]
        sides = [x for box in row for x in (box[0], box[2])]
        if row and _is_at(min(sides), first) and _is_at(max(sides), last):
            ys = (min(box[1] for box in row), max(box[3] for box in row))
            across = tuple(Rule(y, first, last) for y in ys)
            strip = Lattice(lattice.xs, ys, across, tuple(Rule(x, *ys) for x in sides))
            lattice = join_lattices(*sorted((strip, lattice), key=lambda one: one.ys[0]))
    return lattice


def _over_row(fill: Fill, lattices: Sequence[Lattice]) -> Fill:
    """Widen a fill that begins at the only wall of a grid over the keys, too."""
    x0, top, x1, bottom = fill.bbox
    for one in lattices:
        is_beside = is_inside(fill.bbox, one.bbox, RULING.touch_distance)
        if is_beside and _is_at(x0, one.xs[1]):
            return replace(fill, bbox=(one.xs[0], top, x1, bottom))
    return fill


def _is_at(place: float, *edges: float) -> bool:
    return any(abs(place - edge) <= RULING.max_end_difference for edge in edges)


def find_booktabs(grids: DrawnGrids) -> Iterator[PageTable]:
    """Find tables with lines at their top and bottom, and white space between their rows."""
    page = grids.page
    for one in booktabs_lattices(page.rules, grids.loose, grids.boxes, page.words):
        yield booktabs_table(page.number, one, page.rules.fills)
    for opened in grids.opened:
        yield from find_booktabs(opened)


def find_aligned(grids: DrawnGrids) -> Iterator[PageTable]:
    """Find tables that draw only horizontal lines or only fills."""
    for lattice in (one for lattices in grids.aligned for one in lattices):
        text = text_of(grids.table(lattice, is_ruled=False), grids.page.words)
        yield with_heading_rows(text)
        for part in parts_between_captions(lattice, text):
            yield with_heading_rows(text_of(grids.table(part, is_ruled=False), grids.page.words))
    for opened in grids.opened:
        yield from find_aligned(opened)


def find_headed(grids: DrawnGrids) -> Iterator[PageTable]:
    """Find tables without lines and fills by their header, outside of drawn grids and rows."""
    page = grids.page
    drawn = [*grids.boxes, *(lattice.bbox for lattice in grids.aligned[0])]
    for one in headed_lattices(page.rules, words_outside(page.words, drawn)):
        yield booktabs_table(page.number, one, page.rules.fills)


def _has_deep_row(lattice: Lattice, words: Sequence[Word]) -> bool:
    """Return whether one of a few rows has more lines of text than the others together."""
    around, slack = lattice.bbox, RULING.touch_distance
    lines = {round(word.baseline) for word in words if is_inside(word.bbox, around, slack)}
    rows = Counter(bisect_right(lattice.ys, baseline) for baseline in lines)
    is_deep = 2 * max(rows.values(), default=0) > len(lines)
    return is_deep and len(lattice.ys) - 1 <= UNDRAWN.max_ruled_rows


def _has_deep_keys(lattice: Lattice, words: Sequence[Word]) -> bool:
    """Return whether a grid has a deep row, with keys all the way down its first column.

    The one label of a form stands beside a value of as many lines or items as it may have.
    """
    slack = RULING.touch_distance
    lines = [word for word in words if is_inside(word.bbox, lattice.bbox, slack)]
    if not lines or not _has_deep_row(lattice, words):
        return False
    (deep, _), *_ = Counter(
        bisect_right(lattice.ys, at) for at in {round(word.baseline) for word in lines}
    ).most_common(1)
    own = [word for word in lines if bisect_right(lattice.ys, word.baseline) == deep]
    left = sorted((word for word in own if word.x1 <= lattice.xs[1] + slack), key=lambda w: -w.x0)
    keys = {round(word.baseline): word.text for word in left}
    if len(keys) < UNDRAWN.min_parted_rows:
        return False
    heights = [word.baseline for word in own]
    do_wrap = 2 * sum(first_letter(key).islower() for key in keys.values()) > len(keys)
    return not do_wrap and 2 * (max(keys) - min(keys)) > max(heights) - min(heights)


def find_figures(grids: DrawnGrids) -> Iterator[PageTable]:
    """Find tables without lines by columns of figures, outside of drawn grids."""
    page = grids.page
    free = words_outside(page.words, grids.boxes)
    for one in figure_lattices(page.rules, free):
        yield booktabs_table(page.number, one, page.rules.fills)


FINDERS: Sequence[tuple[str, Finder]] = (
    ("ruled", find_ruled),
    ("banded", find_banded),
    ("boxed", find_boxed),
    ("stacked", find_stacked),
    ("completed", find_completed),
    ("booktabs", find_booktabs),
    ("aligned", find_aligned),
    ("headed", find_headed),
    ("figures", find_figures),
)


def candidates_of(page: PageDrawing) -> list[TableCandidate]:
    """Return what all finders propose for a page."""
    grids = DrawnGrids(page)
    candidates = []
    places = SpatialIndex([word.bbox for word in page.words])
    for name, finder in FINDERS:
        for found in finder(grids):
            if isinstance(found, PageTable):
                candidates.append(TableCandidate(replace(found, found_by=name), found.bbox))
                continue
            if not any(True for _ in places.around(found.bbox)):
                continue  # an empty grid is a part of a drawing
            for grid in refined(found, page):
                table = replace(grids.table(grid.lattice), found_by=", ".join((name, *grid.steps)))
                candidates.append(TableCandidate(table, grid.extent))
    return candidates
