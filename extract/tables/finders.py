"""The finders of tables. Each looks at the whole page, and none takes anything from another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from extract.alignment.booktabs import booktabs_lattices
from extract.alignment.columns import aligned_lattices, with_columns
from extract.geometry.page_model import Fill, PageTable, Rule
from extract.geometry.spatial_index import SpatialIndex
from extract.reading import Bbox
from extract.ruling.boxed_lattices import boxed_lattices
from extract.ruling.frames import (
    Lattice,
    join_lattices,
    join_over_bands,
    ruled_lattices,
    words_outside,
)
from extract.ruling.grid_parts import nested_grids
from extract.ruling.thresholds import RULING
from extract.tables.candidate_text import text_of
from extract.tables.candidates import PageDrawing, TableCandidate
from extract.tables.cells import booktabs_table, boxed_table, table_from_lattice
from extract.tables.refinements import parts_between_captions, refined
from extract.tables.unruled import figure_lattices, headed_lattices

Finder = Callable[["DrawnGrids"], Iterator[PageTable | Lattice]]
"""Proposes tables, or drawn grids that are refined afterwards."""


class DrawnGrids:
    """A page with the groups of lines that touch each other, which several finders look at."""

    def __init__(self, page: PageDrawing) -> None:
        self.page = page
        self.lattices, self.loose = ruled_lattices(page.rules)
        self.boxed = boxed_lattices(page.rules, page.words)

    @property
    def boxes(self) -> list[Bbox]:
        """The boxes of grids whose columns are drawn."""
        boxes = [lattice.bbox for lattice in self.lattices if len(lattice.xs) > 2]
        return [*boxes, *(one.lattice.bbox for one in self.boxed)]

    @cached_property
    def banded(self) -> list[Lattice]:
        """The grids above each other that a heading without side lines joins."""
        page = self.page
        joined, _ = join_over_bands(
            self.lattices,
            self.loose,
            [fill.bbox for fill in page.rules.fills],
            [word.size for word in page.words],
        )
        return [one for one in joined if one not in self.lattices]

    @cached_property
    def aligned(self) -> list[Lattice]:
        """The tables that draw only horizontal lines or only fills."""
        return aligned_lattices(self.page.rules, self.loose, self.boxes, self.page.words)

    def table(self, lattice: Lattice, *, is_ruled: bool = True) -> PageTable:
        """Make the cells of a lattice."""
        page = self.page
        table = table_from_lattice(page.number, lattice, page.rules.fills)
        return replace(table, is_ruled=is_ruled)


def find_ruled(grids: DrawnGrids) -> Iterator[Lattice]:
    """Find grids of lines that touch each other."""
    yield from grids.lattices


def find_nested(grids: DrawnGrids) -> Iterator[Lattice]:
    """Find grids that hold another grid in a cell, and these inner grids."""
    yield from nested_grids(grids.page.rules)


def find_banded(grids: DrawnGrids) -> Iterator[Lattice]:
    """Find grids above each other that a heading without side lines joins."""
    yield from grids.banded


def find_boxed(grids: DrawnGrids) -> Iterator[PageTable]:
    """Find tables whose cells are boxes apart from each other."""
    page = grids.page
    for one in grids.boxed:
        yield boxed_table(page.number, one, page.rules.fills)


def find_columns_of_rows(grids: DrawnGrids) -> Iterator[Lattice]:
    """Find the columns that text shows in a frame with lines between its rows only."""
    page = grids.page
    for frame in [*grids.lattices, *grids.banded]:
        lattice = _with_filled_strip(frame, page.rules.fills)
        if len(lattice.xs) != 2 or len(lattice.ys) < 3:
            continue
        # Fills may be behind rows, or behind single lines of their text.
        for rules in (page.rules, replace(page.rules, fills=())):
            columned = with_columns(lattice, rules, page.words)
            if columned is not None:
                yield columned


def find_completed(grids: DrawnGrids) -> Iterator[Lattice]:
    """Find drawn grids with the columns and rows in addition that only text shows."""
    page = grids.page
    for lattice in [*grids.lattices, *grids.banded]:
        if len(lattice.xs) > 2:
            completed = with_columns(lattice, page.rules, page.words)
            if completed is not None:
                yield completed


def _with_filled_strip(lattice: Lattice, fills: Sequence[Fill]) -> Lattice:
    """Add a row on top of a frame for a fill of its width: a header without lines."""
    x0, top, x1, _ = lattice.bbox
    distance = RULING.max_end_difference
    for left, above, right, below in (fill.bbox for fill in fills):
        is_as_wide = abs(left - x0) <= distance and abs(right - x1) <= distance
        if is_as_wide and above < top - distance and abs(below - top) <= distance:
            horizontal = (Rule(above, x0, x1), *lattice.horizontal)
            return replace(lattice, ys=(above, *lattice.ys), horizontal=horizontal)
    return lattice


def find_booktabs(grids: DrawnGrids) -> Iterator[PageTable]:
    """Find tables with lines at their top and bottom, and white space between their rows."""
    page = grids.page
    for one in booktabs_lattices(page.rules, grids.loose, grids.boxes, page.words):
        yield booktabs_table(page.number, one, page.rules.fills)


def find_aligned(grids: DrawnGrids) -> Iterator[PageTable]:
    """Find tables that draw only horizontal lines or only fills."""
    for lattice in grids.aligned:
        table = grids.table(lattice, is_ruled=False)
        yield table
        for part in parts_between_captions(lattice, text_of(table, grids.page.words)):
            yield grids.table(part, is_ruled=False)


def find_aligned_without_fills(grids: DrawnGrids) -> Iterator[PageTable]:
    """Find tables that draw only horizontal lines; fills behind their text show no rows."""
    page = grids.page
    if page.rules.fills:
        rules = replace(page.rules, fills=())
        for lattice in aligned_lattices(rules, grids.loose, grids.boxes, page.words):
            yield grids.table(lattice, is_ruled=False)


def find_filled_rows(grids: DrawnGrids) -> Iterator[Lattice]:
    """Find ruled tables with rows above or below them that only fills show."""
    for filled in grids.aligned:
        for lattice in [*grids.lattices, *grids.banded]:
            above, below = sorted((filled, lattice), key=lambda one: one.ys[0])
            if _are_joint(above, below):
                yield join_lattices(above, below)


def _are_joint(above: Lattice, below: Lattice) -> bool:
    """Return whether two lattices touch and have the same columns, two or more."""
    distance = RULING.snap_distance
    return (
        abs(below.ys[0] - above.ys[-1]) <= distance
        and len(above.xs) == len(below.xs) > 2
        and all(abs(a - b) <= distance for a, b in zip(above.xs, below.xs, strict=True))
    )


def find_headed(grids: DrawnGrids) -> Iterator[PageTable]:
    """Find tables without lines and fills by their header, outside of drawn grids and rows."""
    page = grids.page
    drawn = [*grids.boxes, *(lattice.bbox for lattice in grids.aligned)]
    for one in headed_lattices(page.rules, words_outside(page.words, drawn)):
        yield booktabs_table(page.number, one, page.rules.fills)


def find_figures(grids: DrawnGrids) -> Iterator[PageTable]:
    """Find tables without lines by columns of figures, outside of drawn grids."""
    page = grids.page
    free = words_outside(page.words, grids.boxes)
    for one in figure_lattices(page.rules, free):
        yield booktabs_table(page.number, one, page.rules.fills)


FINDERS: Sequence[tuple[str, Finder]] = (
    ("ruled", find_ruled),
    ("nested", find_nested),
    ("banded", find_banded),
    ("boxed", find_boxed),
    ("ruled rows", find_columns_of_rows),
    ("completed", find_completed),
    ("booktabs", find_booktabs),
    ("aligned", find_aligned),
    ("ruled across", find_aligned_without_fills),
    ("filled rows", find_filled_rows),
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
                continue  # nothing is printed in it: a part of a drawing
            for grid in refined(found, page):
                table = replace(grids.table(grid.lattice), found_by=", ".join((name, *grid.steps)))
                candidates.append(TableCandidate(table, grid.extent))
    return candidates
