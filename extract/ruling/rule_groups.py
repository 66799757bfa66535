"""Group lines and fills that may be one table without vertical lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf

from extract.geometry.bbox import area, crosses, enclosing, holds_point, is_inside, touches
from extract.geometry.clustering import bounded_clusters, snap
from extract.geometry.page_model import Fill, Rule, Word
from extract.geometry.spatial_index import SpatialIndex
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
    return _joined_by_columns(groups)


def _joined_by_columns(groups: Sequence[RuleGroup]) -> list[RuleGroup]:
    """Give fills of some columns to the table whose filled header has these columns.

    Where stripes leave out merged cells, the fills of a row are narrower than their table.
    """
    joined: list[RuleGroup] = []
    for group in sorted(groups, key=lambda one: one.left - one.right):
        table = next((one for one in joined if _has_columns_of(one, group)), None)
        if table is None:
            joined.append(group)
        else:
            table.fills += group.fills
    return [group for group in groups if group in joined]


def _has_columns_of(table: RuleGroup, group: RuleGroup) -> bool:
    """Return whether a group of fills lies below a row of fills with all of its columns."""
    if not table.fills or table.is_grid or not group.fills or group.is_grid or group.lines:
        return False
    first = min(fill.bbox[1] for fill in table.fills)
    header = {_ends(f) for f in table.fills if abs(f.bbox[1] - first) <= RULING.max_fill_gap}
    is_below = first < min(fill.bbox[1] for fill in group.fills)
    return len(header) > 1 and is_below and {_ends(fill) for fill in group.fills} <= header


def edges_of_rows(group: RuleGroup, words: Sequence[Word]) -> list[float]:
    """Return the heights at which rows of a group start and end.

    Args:
        group: its lines and fills.
        words: of the page.
    """
    broken = broken_off(group, words)
    edges = [*(rule.at for rule in group.lines), *(fill.bbox[1] for fill in group.fills)]
    edges += [fill.bbox[3] for fill in group.fills if fill not in broken]
    return snap(edges, RULING.max_fill_gap if group.fills else RULING.snap_distance)


def broken_off(group: RuleGroup, words: Sequence[Word]) -> list[Fill]:
    """Return the fills of a group that end before their cells do.

    A program may fill a cell that a page end breaks only as far down as its text reaches. Such a
    fill ends where no other cell does, or without the line that they have there, above nothing but
    white, and shows no row.

    Args:
        group: its lines and fills.
        words: of the page.
    """
    gap = RULING.max_fill_gap
    rows = {_heights(fill) for fill in group.fills}
    last = max([*(r.at for r in group.lines), *(bottom for _, bottom in rows)], default=0.0)
    alone = {
        own
        for own in rows
        if own[1] < last - gap
        and not any(abs(y - own[1]) <= gap for row in rows if row != own for y in row)
    }
    found = []
    for fill in group.fills:
        x0, _, x1, bottom = fill.bbox
        lines = [rule for rule in group.lines if abs(rule.at - bottom) <= gap]
        has_line = any(rule.start < x1 - gap and x0 + gap < rule.stop for rule in lines)
        may_go_on = lines or _heights(fill) in alone
        if may_go_on and not has_line and not _is_above_any(fill, group, words, last):
            found.append(fill)
    return found


def _heights(fill: Fill) -> tuple[int, int]:
    return round(fill.bbox[1]), round(fill.bbox[3])


def _is_above_any(fill: Fill, group: RuleGroup, words: Sequence[Word], last: float) -> bool:
    """Return whether a line, a fill or a word is below a fill, down to the end of its table."""
    gap = RULING.max_fill_gap
    x0, _, x1, bottom = fill.bbox
    lines = [(rule.start, rule.at, rule.stop, rule.at) for rule in group.lines]
    boxes = [*lines, *(one.bbox for one in group.fills), *(word.bbox for word in words)]
    below = (x0 + gap, bottom + gap, x1 - gap, last + gap)
    return any(crosses(box, below) for box in boxes)


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


def with_whole_rows(fills: Sequence[Fill], words: Sequence[Word]) -> list[Fill]:
    """Give the fills of each row one top and one bottom, where they are only behind its texts.

    Word processors may fill the lines of a text instead of its cell, so that the fills of a row
    are as high as its texts, and have one middle or one end. Fills of cells merged over several
    rows lie beside more than one of another column, are higher than their texts, or lie beside
    texts without a fill. They stay as they are.

    Args:
        fills: of a page.
        words: of the page.
    """
    rows = _rows_of(fills)
    uneven = [row for row in rows if _are_uneven(row)]
    if len(uneven) < RULING.min_grid_rows or any(not _are_beside(row) for row in rows):
        return list(fills)
    boxes = [enclosing([fill.bbox for fill in row]) for row in rows]
    places = SpatialIndex([word.bbox for word in words])
    for row, box in zip(rows, boxes, strict=True):
        if not _are_behind(row, [words[at] for at in places.around(box)]):
            return list(fills)
    tops, bottoms = [box[1] for box in boxes], [box[3] for box in boxes]
    for at, (up, low) in enumerate(pairwise(boxes)):
        if low[1] - up[3] <= max(up[3] - up[1], low[3] - low[1]):
            bottoms[at] = tops[at + 1] = (up[3] + low[1]) / 2
    return [
        replace(fill, bbox=(fill.bbox[0], top, fill.bbox[2], bottom))
        for row, top, bottom in zip(rows, tops, bottoms, strict=True)
        for fill in row
    ]


def _rows_of(fills: Sequence[Fill]) -> list[list[Fill]]:
    """Return the fills that lie beside each other, from top to bottom."""
    rows: list[list[Fill]] = []
    for fill in sorted(fills, key=lambda one: one.bbox[1]):
        if rows and fill.bbox[1] < max(one.bbox[3] for one in rows[-1]) - RULING.max_fill_gap:
            rows[-1].append(fill)
        else:
            rows.append([fill])
    return rows


def _are_uneven(row: Sequence[Fill]) -> bool:
    """Return whether fills beside each other differ in height."""
    heights = [fill.bbox[3] - fill.bbox[1] for fill in row]
    return max(heights) - min(heights) > RULING.max_fill_gap


def _are_beside(row: Sequence[Fill]) -> bool:
    """Return whether fills lie beside each other, white between them, about one height."""
    ordered = sorted(row, key=lambda one: one.bbox[0])
    are_apart = all(low.bbox[0] > up.bbox[2] for up, low in pairwise(ordered))
    return are_apart and max(one.bbox[1] for one in row) < min(one.bbox[3] for one in row)


def _are_behind(row: Sequence[Fill], words: Sequence[Word]) -> bool:
    """Return whether all texts of a row have a fill, and each fill is as high as its lines."""
    box = enclosing([fill.bbox for fill in row])
    inner = [word for word in words if _is_on(word, box)]
    for fill in row:
        own = [word for word in inner if _is_on(word, fill.bbox)]
        lines = [word.baseline for word in own] or [0.0]
        size = max((word.size for word in own or inner), default=0.0)
        height = fill.bbox[3] - fill.bbox[1] - (max(lines) - min(lines))
        if height >= RULING.max_line_room * size:
            return False
    return all(any(_is_on(word, fill.bbox) for fill in row) for word in inner)


def _is_on(word: Word, box: Bbox) -> bool:
    return holds_point(box, (word.x0 + word.x1) / 2, (word.bbox[1] + word.bbox[3]) / 2)


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
