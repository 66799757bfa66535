"""Which lines belong together to one table, and where its rows and columns lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.geometry.page_model import Rule, Rules, Word
from extract.model import Bbox
from extract.ruling.thresholds import RULING


@dataclass(frozen=True, slots=True)
class Lattice:
    """Places of a table's rows and columns, and the lines that part its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]

    @property
    def bbox(self) -> Bbox:
        """The outer frame, drawn or not."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def snap(values: Sequence[float], tolerance: float = RULING.snap_distance) -> list[float]:
    """Put numbers that are near to each other together; their mean stands for them."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= tolerance:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [(group[0] + group[-1]) / 2 for group in groups]


def ruled_lattices(rules: Rules) -> tuple[list[Lattice], list[Rule]]:
    """Find tables whose lines touch, and the horizontal lines that belong to none.

    A side may be left open: horizontal lines that reach beyond the outermost vertical one end
    where the table ends, and vertical ones likewise at the page's foot or head.

    Args:
        rules: a page's lines.

    Returns:
        Lattices (those of one column too), and what is left over.
    """
    groups = _touching(rules)
    # Columns whose cells all go on over both ends of the page are crossed by no line there.
    uncrossed = [rule for across, down in groups if not across for rule in down]
    lattices: list[Lattice] = []
    loose: list[Rule] = []
    for across, down in groups:
        beside = _beside(down, uncrossed) if across and down else []
        lattice = _lattice(across, [*down, *beside]) if down else None
        if lattice is None:
            loose += across
        else:
            lattices.append(lattice)
    return lattices, loose


def _beside(down: Sequence[Rule], uncrossed: Sequence[Rule]) -> list[Rule]:
    """The lines beside a table that start and stop where its own outermost lines do."""
    places = [rule.at for rule in down]
    sides = [
        [rule for rule in down if abs(rule.at - x) <= RULING.snap_distance]
        for x in (min(places), max(places))
    ]
    ends = [(min(r.start for r in side), max(r.stop for r in side)) for side in sides]
    return [
        rule
        for rule in uncrossed
        if any(
            abs(rule.start - start) <= RULING.snap_distance
            and abs(rule.stop - stop) <= RULING.snap_distance
            for start, stop in ends
        )
    ]


def _touching(rules: Rules) -> list[tuple[list[Rule], list[Rule]]]:
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
                down.start - RULING.touch_distance <= across.at <= down.stop + RULING.touch_distance
                and across.start - RULING.touch_distance
                <= down.at
                <= across.stop + RULING.touch_distance
            ):
                parent[root(i)] = root(count + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, across in enumerate(rules.horizontal):
        groups.setdefault(root(i), ([], []))[0].append(across)
    for j, down in enumerate(rules.vertical):
        groups.setdefault(root(count + j), ([], []))[1].append(down)
    return list(groups.values())


def _lattice(across: Sequence[Rule], down: Sequence[Rule]) -> Lattice | None:
    xs = _with_open_ends(snap([rule.at for rule in down]), across)
    ys = _with_open_ends(snap([rule.at for rule in across]), down)
    if len(xs) < 2 or len(ys) < 2:
        return None
    return Lattice(tuple(xs), tuple(ys), tuple(across), tuple(down))


def _with_open_ends(places: list[float], crossing: Sequence[Rule]) -> list[float]:
    """Add the ends of the lines across where they reach beyond the outermost places."""
    if not places or not crossing:
        return places
    first = min(rule.start for rule in crossing)
    last = max(rule.stop for rule in crossing)
    before = [first] if first < places[0] - RULING.open_side_reach else []
    after = [last] if last > places[-1] + RULING.open_side_reach else []
    return [*before, *places, *after]


def joined_over_bands(
    lattices: Sequence[Lattice],
    loose: Sequence[Rule],
    fills: Sequence[Bbox],
    sizes: Sequence[float],
) -> tuple[list[Lattice], list[Rule]]:
    """Join lattices that only a heading over all columns parts, where their sides are open.

    Args:
        lattices: ruled, of one page.
        loose: horizontal lines of none of them: two headings above each other are parted so.
        fills: boxes of the page's shades.
        sizes: type sizes of the page's words.

    Returns:
        Lattices, and the lines still loose; a low or shaded strip between two of the same width
        is a row of one cell.
    """
    single = [
        Lattice((rule.start, rule.stop), (rule.at,), (rule,), ())
        for rule in loose
        if any(
            abs(rule.start - x.xs[0]) <= RULING.snap_distance
            and abs(rule.stop - x.xs[-1]) <= RULING.snap_distance
            for x in lattices
        )
    ]
    line = 2.6 * max(sizes, default=10.0)
    whole: list[Lattice] = []
    for lattice in sorted([*lattices, *single], key=lambda lattice: lattice.ys[0]):
        above = whole[-1] if whole else None
        if above is None or not _same_width(above, lattice):
            whole.append(lattice)
            continue
        strip = (above.xs[0], above.ys[-1], above.xs[-1], lattice.ys[0])
        shaded = any(inside(strip, fill) for fill in fills)
        if 0 < strip[3] - strip[1] <= line or shaded:
            whole[-1] = joined(above, lattice)
        else:
            whole.append(lattice)
    found = [lattice for lattice in whole if lattice.vertical]
    used = {id(rule) for lattice in found for rule in lattice.horizontal}
    return found, [rule for rule in loose if id(rule) not in used]


def _same_width(one: Lattice, other: Lattice) -> bool:
    return (
        abs(one.xs[0] - other.xs[0]) <= RULING.snap_distance
        and abs(one.xs[-1] - other.xs[-1]) <= RULING.snap_distance
    )


def joined(above: Lattice, below: Lattice) -> Lattice:
    """Make one lattice of two that touch."""
    xs = snap([*above.xs, *below.xs])
    return Lattice(
        tuple(xs),
        tuple(snap([*above.ys, *below.ys])),
        (*above.horizontal, *below.horizontal),
        (*above.vertical, *below.vertical),
    )


def inside(bbox: Bbox, frame: Bbox, slack: float = RULING.touch_distance) -> bool:
    """Say whether a box lies in another."""
    return (
        bbox[0] >= frame[0] - slack
        and bbox[1] >= frame[1] - slack
        and bbox[2] <= frame[2] + slack
        and bbox[3] <= frame[3] + slack
    )


def words_outside(words: Sequence[Word], boxes: Sequence[Bbox]) -> list[Word]:
    """The words that begin in none of the boxes."""
    return [w for w in words if not any(inside((w.x0, w.top, w.x0, w.bottom), b) for b in boxes)]
