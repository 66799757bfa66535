"""Group lines that touch into grids of rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.geometry.bbox import is_inside
from extract.geometry.clustering import snap
from extract.geometry.page_model import Rule, Rules, Word
from extract.reading import Bbox
from extract.ruling.thresholds import RULING
from extract.ruling.touching import touching_groups


@dataclass(frozen=True, slots=True)
class Lattice:
    """The positions of a table's column and row edges, and the lines between its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]

    @property
    def bbox(self) -> Bbox:
        """The outline of the table, drawn or not."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def ruled_lattices(rules: Rules) -> tuple[list[Lattice], list[Rule]]:
    """Find tables whose lines touch each other.

    A side of a table may have no line. Where its horizontal lines extend beyond the outermost
    vertical line, the table ends at the ends of the horizontal lines. The same holds for vertical
    lines at the top and bottom of the page.

    Args:
        rules: the lines of a page.

    Returns:
        The lattices, including those of one column, and the horizontal lines in no lattice.
    """
    groups = _touching(rules)
    # No horizontal line crosses columns whose cells all continue over both page ends.
    uncrossed = [rule for across, down in groups if not across for rule in down]
    lattices: list[Lattice] = []
    loose: list[Rule] = []
    for across, down in groups:
        aligned = _same_extent(down, uncrossed) if across and down else []
        lattice = _ruled_lattice(across, [*down, *aligned]) if down else None
        if lattice is None:
            loose += across
        else:
            lattices.append(lattice)
    return lattices, loose


def _same_extent(down: Sequence[Rule], uncrossed: Sequence[Rule]) -> list[Rule]:
    """Find the uncrossed lines that start and stop where the outermost lines of a table do."""
    distance = RULING.snap_distance
    xs = [rule.at for rule in down]
    sides = [[rule for rule in down if abs(rule.at - x) <= distance] for x in (min(xs), max(xs))]
    ends = [(min(r.start for r in side), max(r.stop for r in side)) for side in sides]
    return [
        rule
        for rule in uncrossed
        if any(
            abs(rule.start - start) <= distance and abs(rule.stop - stop) <= distance
            for start, stop in ends
        )
    ]


def _touching(rules: Rules) -> list[tuple[list[Rule], list[Rule]]]:
    """Group lines that touch, as horizontal and vertical ones."""
    groups = touching_groups(rules.horizontal, rules.vertical, RULING.touch_distance)
    count = len(rules.horizontal)
    return [
        (
            [rules.horizontal[at] for at in group if at < count],
            [rules.vertical[at - count] for at in group if at >= count],
        )
        for group in groups
    ]


def _ruled_lattice(across: Sequence[Rule], down: Sequence[Rule]) -> Lattice | None:
    xs = _with_open_sides(snap([rule.at for rule in down], RULING.snap_distance), across)
    ys = _with_open_sides(snap([rule.at for rule in across], RULING.snap_distance), down)
    if len(xs) < 2 or len(ys) < 2:
        return None
    return Lattice(tuple(xs), tuple(ys), tuple(across), tuple(down))


def _with_open_sides(edges: list[float], crossing: Sequence[Rule]) -> list[float]:
    """Add the ends of the crossing lines where these extend beyond the outermost edges."""
    if not edges or not crossing:
        return edges
    first = min(rule.start for rule in crossing)
    last = max(rule.stop for rule in crossing)
    before = [first] if first < edges[0] - RULING.open_side_reach else []
    after = [last] if last > edges[-1] + RULING.open_side_reach else []
    return [*before, *edges, *after]


def join_over_bands(
    lattices: Sequence[Lattice],
    loose: Sequence[Rule],
    fills: Sequence[Bbox],
    sizes: Sequence[float],
) -> list[Lattice]:
    """Join lattices with a heading row between them whose left and right sides are not drawn.

    A low or filled strip between two lattices of the same width is such a row.

    Args:
        lattices: the lattices of a page.
        loose: horizontal lines in no lattice; they separate headings that follow each other.
        fills: boxes of the page's fills.
        sizes: type sizes of the page's words.
    """
    single = [
        Lattice((rule.start, rule.stop), (rule.at,), (rule,), ())
        for rule in loose
        if any(_same_sides(x, rule.start, rule.stop) for x in lattices)
    ]
    max_height = RULING.max_band_height * max(sizes, default=RULING.default_type_size)
    joined: list[Lattice] = []
    for lattice in sorted([*lattices, *single], key=lambda lattice: lattice.ys[0]):
        above = joined[-1] if joined else None
        if above is None or not _are_alike(above, lattice):
            joined.append(lattice)
            continue
        strip = (above.xs[0], above.ys[-1], above.xs[-1], lattice.ys[0])
        is_filled = any(is_inside(strip, fill, RULING.touch_distance) for fill in fills)
        if 0 < strip[3] - strip[1] <= max_height or is_filled:
            joined[-1] = join_lattices(above, lattice)
        else:
            joined.append(lattice)
    return [lattice for lattice in joined if lattice.vertical]


def _are_alike(above: Lattice, below: Lattice) -> bool:
    """Return whether two lattices have the same sides, and both have columns or neither."""
    return _same_sides(above, below.xs[0], below.xs[-1]) and (
        not above.vertical or not below.vertical or (len(above.xs) > 2) == (len(below.xs) > 2)
    )


def _same_sides(lattice: Lattice, left: float, right: float) -> bool:
    distance = RULING.snap_distance
    return abs(lattice.xs[0] - left) <= distance and abs(lattice.xs[-1] - right) <= distance


def join_lattices(above: Lattice, below: Lattice) -> Lattice:
    """Make one lattice of two that are printed above each other."""
    return Lattice(
        tuple(snap([*above.xs, *below.xs], RULING.snap_distance)),
        tuple(snap([*above.ys, *below.ys], RULING.snap_distance)),
        (*above.horizontal, *below.horizontal),
        (*above.vertical, *below.vertical),
    )


def words_outside(words: Sequence[Word], boxes: Sequence[Bbox]) -> list[Word]:
    """Return the words that begin in none of the boxes."""
    slack = RULING.touch_distance
    left = list(words)
    for x0, top, x1, bottom in boxes:
        x0, top, x1, bottom = x0 - slack, top - slack, x1 + slack, bottom + slack
        left = [w for w in left if not (x0 <= w.x0 <= x1 and w.top >= top and w.bottom <= bottom)]
    return left
