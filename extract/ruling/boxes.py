"""Tables whose cells are drawn as boxes of their own, with white between them.

Browsers draw tables so unless they are told to let borders collapse, and programs that leave a
gutter. Lines of two boxes never meet, and where a page end cuts a row its boxes may end at
different heights: rows are told by where boxes begin, and a cell goes on to the next box below.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from statistics import median

from extract.geometry.page_model import Rule, Rules
from extract.geometry.spatial_index import SpatialIndex, gap, groups_of
from extract.model import Bbox
from extract.ruling.frames import Lattice, inside, snap
from extract.ruling.thresholds import RULING


@dataclass(frozen=True, slots=True)
class Box:
    """A cell's box; a page end may leave it open above or below."""

    x0: float
    top: float
    x1: float
    bottom: float
    closed_top: bool
    closed_bottom: bool

    @property
    def bbox(self) -> Bbox:
        """Its place."""
        return (self.x0, self.top, self.x1, self.bottom)


@dataclass(frozen=True, slots=True)
class Boxed:
    """A table found, with the cells that a page end leaves open."""

    lattice: Lattice
    open_above: frozenset[tuple[int, int]]
    """Row and column of those without a top."""
    open_below: frozenset[tuple[int, int]]
    """Of those without a foot."""


def boxed_lattices(rules: Rules) -> tuple[list[Boxed], Rules]:
    """Find tables whose cells are boxes apart from each other.

    Args:
        rules: a page's lines, with the pieces that they were drawn in.

    Returns:
        Their lattices, and the lines of the page that belong to none of them.
    """
    found = []
    drawn = _without_frames(boxes_of(*rules.pieces))
    lines, held = SpatialIndex([box.bbox for box in drawn]), [box.bbox for box in drawn]
    shades = [
        Box(*fill.bbox, True, True)
        for fill in rules.fills
        if not any(gap(fill.bbox, held[at]) < 0 for at in lines.around(fill.bbox))
    ]
    for group in [*_groups(drawn), *_groups(_without_frames(shades))]:
        boxed = _lattice(group)
        if boxed is not None and group[0] in shades and not _is_parted(group):
            continue
        if _is_walled(group, rules.pieces[1]):
            continue
        if boxed is not None:
            found.append(boxed)
            rules = _without(rules, boxed.lattice.bbox)
    return found, rules


def _without(rules: Rules, bbox: Bbox) -> Rules:
    """Leave out the lines of a table, and the frame around it."""
    return replace(
        rules,
        horizontal=tuple(
            x
            for x in rules.horizontal
            if not inside((x.start, x.at, x.stop, x.at), bbox, RULING.max_box_gap)
        ),
        vertical=tuple(
            x
            for x in rules.vertical
            if not inside((x.at, x.start, x.at, x.stop), bbox, RULING.max_box_gap)
        ),
    )


def boxes_of(across: Sequence[Rule], down: Sequence[Rule]) -> list[Box]:
    """Find the boxes that pieces of lines enclose, each piece a side of one.

    Args:
        across: pieces of horizontal lines, as they were drawn.
        down: of vertical ones.

    Returns:
        Boxes with two sides and a top or a bottom; in their columns, also those of two sides.
    """
    sides = sorted({x for x in down if x.stop - x.start >= RULING.min_box_side}, key=lambda x: x.at)
    places = [side.at for side in sides]
    found: dict[tuple[int, ...], Box] = {}
    used: set[Rule] = set()
    for edge in across:
        lefts = _ending_at(edge.at, _near(edge.start, sides, places))
        rights = _ending_at(edge.at, _near(edge.stop, sides, places))
        for left, right in product(lefts, rights):
            if _same_ends(left, right) and right.at - left.at >= RULING.min_box_side:
                used |= {left, right}
                is_top = abs(edge.at - left.start) <= RULING.corner_distance
                _add(found, Box(left.at, left.start, right.at, left.stop, is_top, not is_top))
    left_over = [side for side in sides if side not in used]
    for x0, x1 in {(box.x0, box.x1) for box in found.values()}:
        for left in left_over:
            if abs(left.at - x0) <= RULING.corner_distance:
                for right in left_over:
                    if abs(right.at - x1) <= RULING.corner_distance and _same_ends(left, right):
                        _add(found, Box(x0, left.start, x1, left.stop, False, False))
    return list(found.values())


def _add(found: dict[tuple[int, ...], Box], box: Box) -> None:
    """Add a box, or what is known of one that was found by another of its sides."""
    key = (round(box.x0), round(box.top), round(box.x1), round(box.bottom))
    known = found.get(key)
    if known is not None:
        box = replace(
            known,
            closed_top=known.closed_top or box.closed_top,
            closed_bottom=known.closed_bottom or box.closed_bottom,
        )
    found[key] = box


def _near(x: float, sides: Sequence[Rule], places: Sequence[float]) -> Iterator[Rule]:
    for at in range(bisect_left(places, x - RULING.corner_distance), len(sides)):
        if places[at] > x + RULING.corner_distance:
            return
        yield sides[at]


def _ending_at(y: float, sides: Iterator[Rule]) -> list[Rule]:
    return [s for s in sides if min(abs(s.start - y), abs(s.stop - y)) <= RULING.corner_distance]


def _same_ends(one: Rule, other: Rule) -> bool:
    return (
        abs(one.start - other.start) <= RULING.corner_distance
        and abs(one.stop - other.stop) <= RULING.corner_distance
    )


def _without_frames(boxes: Sequence[Box]) -> list[Box]:
    """Leave out the boxes around others."""
    places = [box.bbox for box in boxes]
    index = SpatialIndex(places)
    kept = []
    for box in boxes:
        held = (at for at in index.around(box.bbox) if inside(places[at], box.bbox, 0.0))
        # Itself and another one may be.
        if len(list(islice(held, 3))) < 3:
            kept.append(box)
    return kept


def _groups(boxes: Sequence[Box]) -> list[list[Box]]:
    """Group boxes that stand near to each other."""
    ordered = sorted(boxes, key=lambda box: (box.top, box.x0))
    groups = groups_of([box.bbox for box in ordered], RULING.max_box_gap)
    return [[ordered[at] for at in group] for group in groups]


def _lattice(boxes: Sequence[Box]) -> Boxed | None:
    """Make the lattice of a group of boxes; None where they are no table's, or share walls."""
    beside, below = _beside(boxes), _below(boxes)
    if len(boxes) < RULING.min_boxes or not beside or not below:
        return None
    aside, under = median(beside), median(below)
    if max(aside, under) < RULING.min_box_gap or min(aside, under) < -RULING.corner_distance:
        return None
    if not all(_are_alike(gaps, usual) for gaps, usual in ((beside, aside), (below, under))):
        return None
    lefts = snap([box.x0 for box in boxes], max(RULING.snap_distance, aside))
    tops = _tops(boxes, under)
    xs = (*_edges(lefts, [box.x1 for box in boxes]), max(box.x1 for box in boxes))
    ys = (*_edges(tops, [box.bottom for box in boxes]), max(box.bottom for box in boxes))
    if len(xs) < 3 or len(ys) < 3:
        return None
    return _walled(boxes, lefts, tops, xs, ys)


def _is_parted(boxes: Sequence[Box]) -> bool:
    """Say whether there is white at all sides of boxes; shades of every second row have more."""
    gaps = (median(_beside(boxes)), median(_below(boxes)))
    return min(gaps) >= RULING.min_box_gap and max(gaps) <= RULING.max_fill_gap


def _is_walled(boxes: Sequence[Box], down: Sequence[Rule]) -> bool:
    """Say whether lines part the white between two rows: it is a row that is lower than a box."""
    tops = sorted({round(box.top, 1) for box in boxes})
    gaps = set()
    for bottom in {round(box.bottom, 1) for box in boxes}:
        at = bisect_left(tops, bottom)
        if at < len(tops) and RULING.min_box_gap < tops[at] - bottom <= RULING.max_box_gap:
            gaps.add((bottom - RULING.corner_distance, tops[at] + RULING.corner_distance))
    left, right = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    low = [
        x
        for x in down
        if x.stop - x.start > RULING.corner_distance
        and left - RULING.corner_distance <= x.at <= right + RULING.corner_distance
    ]
    return any(top <= x.start and x.stop <= foot for x in low for top, foot in gaps)


def _are_alike(gaps: Sequence[float], usual: float) -> bool:
    return sum(
        abs(gap - usual) <= RULING.corner_distance for gap in gaps
    ) >= RULING.min_equal_gap_share * len(gaps)


def _beside(boxes: Sequence[Box]) -> list[float]:
    """The gap between each box and the next at its right."""
    index = SpatialIndex([box.bbox for box in boxes])
    gaps = []
    for box in boxes:
        # Boxes further away are no neighbours: no gap of a table is as wide.
        near = (boxes[at] for at in index.around(box.bbox, RULING.max_box_gap))
        right = [
            other.x0 - box.x1
            for other in near
            if other.x0 > box.x0 + RULING.min_box_side
            and min(other.bottom, box.bottom) - max(other.top, box.top) > RULING.min_box_side
        ]
        gaps += [min(right)] if right else []
    return gaps


def _below(boxes: Sequence[Box]) -> list[float]:
    """The gap between each row and the next, where it is least."""
    tops = snap([box.top for box in boxes], RULING.min_box_side)
    gaps = []
    for top in tops[1:]:
        feet = [box.bottom for box in boxes if box.bottom < top + RULING.min_box_side / 2]
        heads = [box.top for box in boxes if abs(box.top - top) <= RULING.min_box_side]
        gaps += [max(min(heads) - max(feet), 0.0)] if feet and heads else []
    return gaps


def _edges(starts: Sequence[float], ends: Sequence[float]) -> list[float]:
    """Where columns or rows begin: amid the gap before them."""
    edges = [starts[0]]
    for start in starts[1:]:
        before = max((end for end in ends if end <= start + RULING.snap_distance), default=start)
        edges.append(
            (min(before, start) + start) / 2 if start - before <= RULING.max_box_gap else start
        )
    return edges


def _walled(
    boxes: Sequence[Box],
    lefts: Sequence[float],
    tops: Sequence[float],
    xs: tuple[float, ...],
    ys: tuple[float, ...],
) -> Boxed:
    """Draw walls around each box, which goes on down to the next one below it."""
    placed: list[_Placed] = [
        (
            box,
            sum(top <= box.top for top in tops) - 1,
            _place(box.x0, lefts),
            max(_place(box.x0, lefts) + 1, sum(x < box.x1 - RULING.snap_distance for x in xs[:-1])),
        )
        for box in boxes
    ]
    cells = [*placed, *_put_off(placed, tops)]
    if _is_row(placed):
        cells += _undrawn(placed, len(xs) - 1)
    across: list[Rule] = []
    down: list[Rule] = []
    starts = [sorted(r for _, r, c, s in cells if c <= at < s) for at in range(len(xs) - 1)]
    for _, row, first, stop in cells:
        below = (starts[at][bisect_right(starts[at], row) :][:1] for at in range(first, stop))
        row_stop = min((found for next_one in below for found in next_one), default=len(ys) - 1)
        across += [Rule(ys[end], xs[first], xs[stop]) for end in (row, row_stop)]
        down += [Rule(xs[end], ys[row], ys[row_stop]) for end in (first, stop)]
    return Boxed(
        Lattice(xs, ys, tuple(across), tuple(down)),
        frozenset((row, column) for box, row, column, _ in cells if not (box and box.closed_top)),
        frozenset(
            (row, column) for box, row, column, _ in cells if not (box and box.closed_bottom)
        ),
    )


_Placed = tuple[Box | None, int, int, int]
"""A box, its row, its column and the column in which it has ended."""


def _is_row(placed: Sequence[_Placed]) -> bool:
    """Say whether the first boxes of a page close side by side, as a header does."""
    first = [box for box, row, _, _ in placed if row == 0 and box is not None]
    feet = [box.bottom for box in first]
    return (
        all(box.closed_bottom for box in first) and max(feet) - min(feet) <= RULING.corner_distance
    )


def _put_off(placed: Sequence[_Placed], tops: Sequence[float]) -> list[_Placed]:
    """Cells of a page's last row that are printed on the next page only.

    Above them boxes end with their row; a merged cell's ends with its text, anywhere.
    """
    last = len(tops) - 1
    ended = [
        (box, row, first, stop)
        for box, row, first, stop in placed
        if box and box.closed_bottom and row < last == sum(top < box.bottom for top in tops)
    ]
    taken = {c for _, row, first, stop in placed if row == last for c in range(first, stop)}
    return [
        (None, last, first, stop)
        for box, _, first, stop in ended
        if not taken & set(range(first, stop))
        and sum(
            abs(o.bottom - box.bottom) <= RULING.corner_distance for o, *_ in ended if o and box
        )
        > 1
    ]


def _undrawn(placed: Sequence[_Placed], columns: int) -> list[_Placed]:
    """Cells of which a page prints nothing below its header: those above go on, empty."""
    held = {c for _, row, first, stop in placed if row == 1 for c in range(first, stop)}
    return [(None, 1, column, column + 1) for column in range(columns) if column not in held]


def _tops(boxes: Sequence[Box], gap: float) -> list[float]:
    """Heights at which rows begin.

    Below a page end a cell that goes on has no padding above, and starts before those beside it.
    """
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: box.top):
        if rows and box.top - rows[-1][0].top <= gap + RULING.min_box_side:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [min(box.top for box in row) for row in rows]


def _place(value: float, places: Sequence[float]) -> int:
    return min(range(len(places)), key=lambda at: abs(places[at] - value))
