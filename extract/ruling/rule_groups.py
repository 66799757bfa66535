"""Group lines and fills that may be one table without vertical lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from extract.geometry.bbox import area, enclosing, is_inside, touches
from extract.geometry.clustering import bounded_clusters
from extract.geometry.page_model import Fill, Rule, Word
from extract.reading import Bbox
from extract.ruling.thresholds import RULING


@dataclass(slots=True)
class RuleGroup:
    """Lines and fills above each other with the same left and right ends."""

    left: float
    right: float
    lines: list[Rule]
    fills: list[Fill]
    is_grid: bool = False
    """The fills show all rows and columns of the table; nothing outside them belongs to it."""

    def lines_of_one_width(self) -> list[list[Rule]]:
        """Return the lines as wide as the group, and narrower ones above or below them by width.

        Narrower lines between those are in the same table; a narrower table may follow a wide one.
        Each list is ordered from top to bottom.
        """
        ordered = sorted(self.lines, key=lambda rule: rule.at)
        sets = [[rule for rule in ordered if has_ends(rule, self.left, self.right)]]
        rest = [rule for rule in ordered if not has_ends(rule, self.left, self.right)]
        while rest:
            start, stop = rest[0].start, rest[0].stop
            own = [rule for rule in rest if has_ends(rule, start, stop)]
            rest = [rule for rule in rest if not has_ends(rule, start, stop)]
            if not any(one and own[-1].at >= one[0].at and own[0].at <= one[-1].at for one in sets):
                sets.append(own)
        return [one for one in sets if one]


def has_ends(rule: Rule, left: float, right: float) -> bool:
    """Return whether a line runs from one position to the other."""
    distance = RULING.max_end_difference
    return abs(rule.start - left) <= distance and abs(rule.stop - right) <= distance


def with_top(full: list[Rule], partial: Sequence[Rule], reach: float) -> list[Rule]:
    """Add the top of a header whose upper rules leave out the first column.

    The label of that column stands at the foot of the header, beside the lowest other labels.

    Args:
        full: the lines over all columns, from top to bottom.
        partial: shorter ones.
        reach: points by which the header may be higher than the first line over all columns.
    """
    left, right = full[0].start, full[0].stop
    tops = [
        rule.at
        for rule in partial
        if 0 < full[0].at - rule.at <= reach
        and 2 * (rule.stop - rule.start) > right - left
        and abs(rule.stop - right) <= RULING.max_end_difference
    ]
    return [Rule(min(tops), left, right), *full] if tops else full


def rule_groups_of(loose: Sequence[Rule], fills: Sequence[Fill]) -> list[RuleGroup]:
    """Group horizontal lines and fills by their left and right ends."""
    groups: list[RuleGroup] = []
    blocks = _blocks(fills)
    rows = [own for *_, own in blocks if not is_grid(own)]
    for left, right, adjacent in blocks:
        if is_grid(adjacent) and not any(_goes_on(adjacent, own) for own in rows):
            groups.append(RuleGroup(left, right, [], list(adjacent), is_grid=True))
        else:
            _add_to_group(groups, RuleGroup(left, right, [], adjacent))
    for rule in sorted(loose, key=lambda rule: rule.start - rule.stop):
        if rule.stop - rule.start < RULING.min_rule_width:
            continue
        _add_to_group(groups, RuleGroup(rule.start, rule.stop, [rule], []))
    return groups


def split_at_headers(group: RuleGroup, words: Sequence[Word]) -> list[RuleGroup]:
    """Split fills where one prints the labels of the first one again, below a heading of its own.

    Tables of one width that follow each other below headings are several tables; as one, a heading
    is a text across its columns.
    """
    fills = sorted(group.fills, key=lambda fill: fill.bbox[1])
    if not fills or any(rule.at < fills[0].bbox[1] - RULING.max_fill_gap for rule in group.lines):
        return [group]
    labels = _text_in(fills[0], words)
    if len(labels) < RULING.min_repeated_words:
        return [group]
    tops = [
        fill.bbox[1]
        for above, fill in pairwise(fills)
        if fill.bbox[1] - above.bbox[3] > RULING.max_fill_gap
        and _text_in(fill, words) == labels
        and _is_below_heading(fill, group, words)
    ]
    bounds = [(top - RULING.max_fill_gap, stop) for top, stop in pairwise([-inf, *tops, inf])]
    return [
        replace(
            group,
            lines=[rule for rule in group.lines if top <= rule.at < stop - RULING.max_fill_gap],
            fills=[f for f in fills if top <= f.bbox[1] < stop - RULING.max_fill_gap],
        )
        for top, stop in bounds
    ]


def _text_in(fill: Fill, words: Sequence[Word]) -> list[str]:
    own = [word for word in words if is_inside(word.bbox, fill.bbox, RULING.max_fill_gap)]
    return [word.text for word in sorted(own, key=lambda word: (round(word.baseline), word.x0))]


def _is_below_heading(fill: Fill, group: RuleGroup, words: Sequence[Word]) -> bool:
    """Return whether the line above a fill is a single text in type of another size."""
    inner = [word for word in words if is_inside(word.bbox, fill.bbox, RULING.max_fill_gap)]
    above = [
        word
        for word in words
        if word.baseline < fill.bbox[1] and group.left <= word.x1 and word.x0 <= group.right
    ]
    last = max((word.baseline for word in above), default=-inf)
    line = sorted(
        (word for word in above if last - word.baseline < word.size / 2), key=lambda w: w.x0
    )
    size = inner[0].size
    is_larger = all(word.size > size * (1 + RULING.min_heading_share) for word in line)
    return bool(line) and is_larger


def with_whole_rows(fills: Sequence[Fill]) -> list[Fill]:
    """Give the fills of each row one top and one bottom, where they are only behind its texts.

    Word processors may fill the lines of a text instead of its cell, so that the fills of a row
    are as high as its texts, and have one middle or one end. Fills of cells merged over several
    rows lie beside more than one of another column, and stay as they are.

    Args:
        fills: of a page.
    """
    rows: list[list[Fill]] = []
    for fill in sorted(fills, key=lambda one: one.bbox[1]):
        if rows and fill.bbox[1] < max(one.bbox[3] for one in rows[-1]) - RULING.max_fill_gap:
            rows[-1].append(fill)
        else:
            rows.append([fill])
    uneven = [row for row in rows if _are_uneven(row)]
    if len(uneven) < RULING.min_grid_rows or any(not _are_beside(row) for row in rows):
        return list(fills)
    boxes = [enclosing([fill.bbox for fill in row]) for row in rows]
    tops, bottoms = [box[1] for box in boxes], [box[3] for box in boxes]
    for at, (up, low) in enumerate(pairwise(boxes)):
        if low[1] - up[3] <= max(up[3] - up[1], low[3] - low[1]):
            bottoms[at] = tops[at + 1] = (up[3] + low[1]) / 2
    return [
        replace(fill, bbox=(fill.bbox[0], top, fill.bbox[2], bottom))
        for row, top, bottom in zip(rows, tops, bottoms, strict=True)
        for fill in row
    ]


def _are_uneven(row: Sequence[Fill]) -> bool:
    """Return whether fills beside each other differ in height."""
    heights = [fill.bbox[3] - fill.bbox[1] for fill in row]
    return max(heights) - min(heights) > RULING.max_fill_gap


def _are_beside(row: Sequence[Fill]) -> bool:
    """Return whether fills lie beside each other, white between them, about one height."""
    ordered = sorted(row, key=lambda one: one.bbox[0])
    are_apart = all(low.bbox[0] > up.bbox[2] for up, low in pairwise(ordered))
    return are_apart and max(one.bbox[1] for one in row) < min(one.bbox[3] for one in row)


def _add_to_group(groups: list[RuleGroup], new: RuleGroup) -> None:
    """Add lines or fills to the group with their ends, or as a group of their own."""
    group = _group_at([group for group in groups if not group.is_grid], new.left, new.right)
    if group is None:
        groups.append(new)
    else:
        group.lines += new.lines
        group.fills += new.fills


def is_grid(fills: Sequence[Fill]) -> bool:
    """Return whether fills tile a rectangle in several rows of two or more cells."""
    boxes = [fill.bbox for fill in fills]
    tops = Counter(round(box[1]) for box in boxes)
    rows = sum(count > 1 for count in tops.values())
    if rows < RULING.min_grid_rows:
        return False
    cover = sum(map(area, boxes)) / area(enclosing(boxes))
    return RULING.min_grid_cover <= cover <= RULING.max_grid_cover


def _goes_on(grid: Sequence[Fill], row: Sequence[Fill]) -> bool:
    """Return whether a row of fills apart from a grid has cells of the grid's widths.

    Where every second row is filled, the rows that touch a filled heading look like a grid.
    """
    top = row[0].bbox[1]
    cells = {_ends(fill) for fill in row if abs(fill.bbox[1] - top) <= RULING.max_fill_gap}
    return len(cells) > 1 and cells <= {_ends(fill) for fill in grid}


def _ends(fill: Fill) -> tuple[int, int]:
    return round(fill.bbox[0]), round(fill.bbox[2])


def _group_at(groups: Sequence[RuleGroup], left: float, right: float) -> RuleGroup | None:
    """Find the group of lines or fills with these ends."""
    distance = RULING.max_end_difference
    for group in groups:
        if abs(group.left - left) <= distance and abs(group.right - right) <= distance:
            return group
    # A line under some of the columns belongs to the group in whose width it lies.
    for group in groups:
        if group.lines and group.left - distance <= left and right <= group.right + distance:
            return group
    return None


def _blocks(fills: Sequence[Fill]) -> list[tuple[float, float, list[Fill]]]:
    """Group adjacent fills: the left end, the right end and the fills of each group."""
    groups: list[tuple[Bbox, list[Fill]]] = []
    for fill in fills:
        box, members = fill.bbox, [fill]
        apart = []
        for other, others in groups:
            if touches(box, other, RULING.max_fill_gap):
                box = enclosing((box, other))
                members = others + members
            else:
                apart.append((other, others))
        groups = [*apart, (box, members)]
    return [
        (box[0], box[2], members)
        for box, members in groups
        if box[2] - box[0] >= RULING.min_rule_width
    ]


def single_lines(rules: Sequence[Rule]) -> list[Rule]:
    """Return one rule for each double line; rules are sorted from top to bottom."""
    clusters = bounded_clusters(rules, lambda rule: rule.at, RULING.snap_distance)
    return [cluster[0] for cluster in clusters]
