"""Grids of tables whose cells are separate boxes with white space between them.

Browsers draw tables this way unless borders are collapsed, and so do programs that leave a
gutter between cells. The lines of two boxes never meet. Where a page end cuts a row, its boxes
may end at different heights. Rows therefore start where boxes start, and a cell extends to the
next box below it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.geometry.bbox import gap, is_inside, shared_length
from extract.geometry.clustering import bounded_clusters, snap
from extract.geometry.page_model import Fill, Rule, Rules, Word
from extract.geometry.spatial_index import SpatialIndex, groups_of
from extract.ruling.boxes import Box, cells_in_boxes, without_enclosing_boxes
from extract.ruling.frames import Lattice
from extract.ruling.thresholds import RULING


@dataclass(frozen=True, slots=True)
class BoxedLattice:
    """The grid of one table of boxes, with the cells that a page end leaves open."""

    lattice: Lattice
    open_above: frozenset[tuple[int, int]]
    """Row and column of each cell without a top."""
    open_below: frozenset[tuple[int, int]]
    """Row and column of each cell without a bottom."""


_PlacedBox = tuple[Box | None, int, int, int]
"""A box (None: not drawn), its row, its first column and the column after its last one."""


def boxed_lattices(
    rules: Rules, words: Sequence[Word] = (), boxes: Sequence[Box] | None = None
) -> list[BoxedLattice]:
    """Find tables whose cells are separate boxes: drawn ones, fills, or both.

    Args:
        rules: the lines of a page, with the segments as drawn.
        words: the words of the page. Low or narrow boxes without words are space between cells.
        boxes: the `cells_in_boxes` of the page, if they are known.

    Returns:
        The grids.
    """
    room = median(word.size for word in words) if words else RULING.default_type_size
    drawn = _cells(cells_in_boxes(rules) if boxes is None else boxes, words, room)
    filled = _cells(without_enclosing_boxes(fills_beside(drawn, rules.fills)), words, room)
    of_drawn = _groups_of_boxes(drawn)
    of_both = _groups_of_boxes([*drawn, *filled]) if filled else of_drawn
    mixed = [one for one in of_both if _has_gaps_all_round(one, room)]
    mixed = [one for one in mixed if _boxed_lattice(one) is not None]
    parts = [
        *(one for one in of_drawn if not _has_lines_in_gaps(one, rules.pieces[1])),
        *(one for one in _groups_of_boxes(filled) if _has_gaps_all_round(one, room)),
    ]
    apart = [one for one in parts if not any(set(one) <= set(whole) for whole in mixed)]
    lattices = map(_boxed_lattice, [*mixed, *apart])
    return [one for one in lattices if one is not None]


def fills_beside(drawn: Sequence[Box], fills: Sequence[Fill]) -> list[Box]:
    """Return the fills that overlap no drawn box, as boxes.

    Args:
        drawn: boxes that lines enclose.
        fills: shaded areas of the same page.
    """
    if not fills:
        return []
    bboxes = [box.bbox for box in drawn]
    index = SpatialIndex(bboxes)
    return [
        Box(*fill.bbox, True, True)
        for fill in fills
        if not any(gap(fill.bbox, bboxes[at]) < 0 for at in index.around(fill.bbox))
    ]


def _cells(boxes: Sequence[Box], words: Sequence[Word], room: float) -> list[Box]:
    """Leave out boxes that hold no word and no line of type would fit into."""
    small = [box for box in boxes if min(box.x1 - box.x0, box.bottom - box.top) < room]
    if not words or not small:
        return list(boxes)
    starts = [(word.x0, word.baseline, word.x0, word.baseline) for word in words]
    index = SpatialIndex(starts)
    empty = {
        box
        for box in small
        if not any(is_inside(starts[at], box.bbox, 0.0) for at in index.around(box.bbox))
    }
    return [box for box in boxes if box not in empty]


def _groups_of_boxes(boxes: Sequence[Box]) -> list[list[Box]]:
    """Group boxes that are close to each other; groups of boxes that share walls are no tables."""
    ordered = sorted(boxes, key=lambda box: (box.top, box.x0))
    numbers = groups_of([box.bbox for box in ordered], RULING.max_box_gap)
    groups = [[ordered[at] for at in group] for group in numbers]
    return [group for group in groups if not _overlap_each_other(group)]


def _boxed_lattice(boxes: Sequence[Box]) -> BoxedLattice | None:
    """Make the grid of a group of boxes; None if it is no table."""
    across, down = _gaps_across(boxes), _gaps_down(boxes)
    if len(boxes) < RULING.min_boxes or not across or not down:
        return None
    usual_across, usual_down = median(across), median(down)
    if max(usual_across, usual_down) < RULING.min_box_gap:
        return None
    if min(usual_across, usual_down) < -RULING.corner_distance:
        return None
    if not (_are_mostly(across, usual_across) and _are_mostly(down, usual_down)):
        return None
    lefts = snap([box.x0 for box in boxes], max(RULING.snap_distance, usual_across))
    tops = _row_tops(boxes, usual_down)
    xs = (*_starts_in_gaps(lefts, [box.x1 for box in boxes]), max(box.x1 for box in boxes))
    ys = (*_starts_in_gaps(tops, [box.bottom for box in boxes]), max(box.bottom for box in boxes))
    if len(xs) < 3 or len(ys) < 3:
        return None
    return _walled_boxes(boxes, lefts, tops, xs, ys)


def _overlap_each_other(boxes: Sequence[Box]) -> bool:
    """Return whether most boxes overlap others: double lines around cells that share walls."""
    bboxes = [box.bbox for box in boxes]
    index = SpatialIndex(bboxes)
    overlapping = sum(
        any(at != own and gap(bbox, bboxes[at]) < 0 for at in index.around(bbox))
        for own, bbox in enumerate(bboxes)
    )
    return 2 * overlapping > len(boxes)


def _has_gaps_all_round(boxes: Sequence[Box], room: float) -> bool:
    """Return whether narrow gaps surround boxes; fills of every second row lie farther apart."""
    most = max(RULING.max_fill_gap, room)
    for measure in (_gaps_down, _gaps_across):  # the second one takes longer
        gaps = measure(boxes)
        if not gaps or not RULING.min_box_gap <= median(gaps) <= most:
            return False
    return True


def _has_lines_in_gaps(boxes: Sequence[Box], vertical: Sequence[Rule]) -> bool:
    """Return whether vertical lines cross the gap between two rows, which is then a low row."""
    distance = RULING.corner_distance
    tops = sorted({round(box.top, 1) for box in boxes})
    gaps = set()
    for bottom in {round(box.bottom, 1) for box in boxes}:
        at = bisect_left(tops, bottom)
        if at < len(tops) and RULING.min_box_gap < tops[at] - bottom <= RULING.max_box_gap:
            gaps.add((bottom - distance, tops[at] + distance))
    left = min(box.x0 for box in boxes) - distance
    right = max(box.x1 for box in boxes) + distance
    lines = [x for x in vertical if x.stop - x.start > distance and left <= x.at <= right]
    return any(top <= x.start and x.stop <= bottom for x in lines for top, bottom in gaps)


def _are_mostly(gaps: Sequence[float], usual: float) -> bool:
    """Return whether most gaps are as wide as the usual one."""
    equal = sum(abs(gap - usual) <= RULING.corner_distance for gap in gaps)
    return equal >= RULING.min_equal_gap_share * len(gaps)


def _gaps_across(boxes: Sequence[Box]) -> list[float]:
    """Measure the gap between each box and the next one to its right."""
    min_side, max_gap = RULING.min_box_side, RULING.max_box_gap
    index = SpatialIndex([box.bbox for box in boxes])
    gaps = []
    for box in boxes:
        # Boxes further away are not neighbours in one table.
        neighbours = (boxes[at] for at in index.around(box.bbox, max_gap))
        to_right = [
            other.x0 - box.x1
            for other in neighbours
            if other.x0 > box.x0 + min_side
            and shared_length(other.top, other.bottom, box.top, box.bottom) > min_side
        ]
        gaps += [min(to_right)] if to_right else []
    return gaps


def _gaps_down(boxes: Sequence[Box]) -> list[float]:
    """Measure the gap between each row and the next where it is narrowest."""
    tops = snap([box.top for box in boxes], RULING.min_box_side)
    gaps = []
    for top in tops[1:]:
        above = [box.bottom for box in boxes if box.bottom < top + RULING.min_box_side / 2]
        below = [box.top for box in boxes if abs(box.top - top) <= RULING.min_box_side]
        gaps += [max(min(below) - max(above), 0.0)] if above and below else []
    return gaps


def _starts_in_gaps(starts: Sequence[float], ends: Sequence[float]) -> list[float]:
    """Place the start of each column or row in the middle of the gap before it."""
    edges = [starts[0]]
    for start in starts[1:]:
        before = max((end for end in ends if end <= start + RULING.snap_distance), default=start)
        is_gap = start - before <= RULING.max_box_gap
        edges.append((min(before, start) + start) / 2 if is_gap else start)
    return edges


def _walled_boxes(
    boxes: Sequence[Box],
    lefts: Sequence[float],
    tops: Sequence[float],
    xs: tuple[float, ...],
    ys: tuple[float, ...],
) -> BoxedLattice:
    """Draw walls around each box, which extends down to the next box below it."""
    placed = [_place(box, lefts, tops, xs) for box in boxes]
    cells = [*placed, *_deferred(placed, tops)]
    if _starts_with_header(placed):
        cells += _undrawn(placed, len(xs) - 1)
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    starts = [sorted(r for _, r, c, s in cells if c <= at < s) for at in range(len(xs) - 1)]
    for _, row, first, stop in cells:
        below = (starts[at][bisect_right(starts[at], row) :][:1] for at in range(first, stop))
        row_stop = min((at for rows in below for at in rows), default=len(ys) - 1)
        horizontal += [Rule(ys[end], xs[first], xs[stop]) for end in (row, row_stop)]
        vertical += [Rule(xs[end], ys[row], ys[row_stop]) for end in (first, stop)]
    return BoxedLattice(
        Lattice(xs, ys, tuple(horizontal), tuple(vertical)),
        frozenset((row, column) for box, row, column, _ in cells if not (box and box.closed_top)),
        frozenset(
            (row, column) for box, row, column, _ in cells if not (box and box.closed_bottom)
        ),
    )


def _place(
    box: Box, lefts: Sequence[float], tops: Sequence[float], xs: Sequence[float]
) -> _PlacedBox:
    """Find the row and the columns of a box."""
    row = sum(top <= box.top for top in tops) - 1
    column = min(range(len(lefts)), key=lambda at: abs(lefts[at] - box.x0))
    column_stop = sum(x < box.x1 - RULING.snap_distance for x in xs[:-1])
    return (box, row, column, max(column + 1, column_stop))


def _starts_with_header(placed: Sequence[_PlacedBox]) -> bool:
    """Return whether the first boxes of a page all end at one height, as those of a header do."""
    first = [box for box, row, _, _ in placed if row == 0 and box is not None]
    bottoms = [box.bottom for box in first]
    is_level = max(bottoms) - min(bottoms) <= RULING.corner_distance
    return is_level and all(box.closed_bottom for box in first)


def _deferred(placed: Sequence[_PlacedBox], tops: Sequence[float]) -> list[_PlacedBox]:
    """Find cells of a page's last row that are printed only on the next page.

    The boxes above them end at the bottom of their row. Merged cells are left out: they end
    wherever their text ends.
    """
    last = len(tops) - 1
    ended = [
        (box, first, stop)
        for box, _, first, stop in placed
        if box and box.closed_bottom and sum(top < box.bottom for top in tops) == last
    ]
    drawn = {c for _, row, first, stop in placed if row == last for c in range(first, stop)}
    bottoms = [box.bottom for box, _, _ in ended]
    return [
        (None, last, first, stop)
        for box, first, stop in ended
        if not drawn & set(range(first, stop))
        and sum(abs(bottom - box.bottom) <= RULING.corner_distance for bottom in bottoms) > 1
    ]


def _undrawn(placed: Sequence[_PlacedBox], columns: int) -> list[_PlacedBox]:
    """Find columns with nothing below a page's header: cells of the page before continue there."""
    drawn = {c for _, row, first, stop in placed if row == 1 for c in range(first, stop)}
    return [(None, 1, column, column + 1) for column in range(columns) if column not in drawn]


def _row_tops(boxes: Sequence[Box], usual_gap: float) -> list[float]:
    """Find the heights at which rows start.

    Below a page end a continued cell has no padding above it and starts before its neighbours.
    """
    ordered = sorted(boxes, key=lambda box: box.top)
    rows = bounded_clusters(ordered, lambda box: box.top, usual_gap + RULING.min_box_side)
    return [min(box.top for box in row) for row in rows]
