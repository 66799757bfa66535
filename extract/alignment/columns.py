"""Find tables without vertical lines; their columns show in the alignment of text and fills."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise
from statistics import median

from extract.alignment.alignment_profile import Layout, Rows
from extract.alignment.gutters import find_gutters, text_lines
from extract.alignment.open_rows import (
    covers_height,
    is_placed_like,
    row_without_rules,
    with_open_rows,
    with_unfilled_rows,
)
from extract.alignment.segments import (
    Edges,
    Segment,
    column_of,
    crosses_edges,
    join_within_columns,
    segments_in_rows,
)
from extract.alignment.stripes import tops_of_texts
from extract.alignment.thresholds import ALIGNMENT
from extract.alignment.undrawn import with_undrawn_edges
from extract.geometry.bbox import is_inside, overlaps, shared_length
from extract.geometry.clustering import snap
from extract.geometry.page_model import Fill, Rule, Rules, Word
from extract.reading import Bbox
from extract.ruling.frames import Lattice, words_outside
from extract.ruling.rule_groups import (
    RuleGroup,
    broken_off,
    edges_of_rows,
    rule_groups_of,
    split_at_headers,
    with_whole_rows,
)
from extract.ruling.thresholds import RULING


def aligned_lattices(
    rules: Rules, loose: Sequence[Rule], occupied: Sequence[Bbox], words: Sequence[Word]
) -> list[Lattice]:
    """Find tables that draw only horizontal lines or only fills.

    Args:
        rules: the lines and fills of a page.
        loose: horizontal lines in no ruled table.
        occupied: boxes of the tables that were found before.
        words: the words of the page.

    Returns:
        Lattices of two columns or more.
    """
    fills = [
        fill
        for fill in rules.fills
        if not any(overlaps(fill.bbox, box, RULING.max_end_difference) for box in occupied)
    ]
    groups = [
        part
        for group in rule_groups_of(loose, with_whole_rows(fills, words))
        for part in split_at_headers(group, words)
    ]
    # Fills that show rows and columns are a table whatever lines are drawn around them.
    grids = [group for group in groups if group.is_grid]
    tables = _lattices_of(grids, occupied, words, rules.marks)
    occupied = [*occupied, *(lattice.bbox for lattice in tables)]
    others = [group for group in groups if not group.is_grid]
    return [*tables, *_lattices_of(others, occupied, words, rules.marks)]


def _lattices_of(
    groups: Sequence[RuleGroup],
    occupied: Sequence[Bbox],
    words: Sequence[Word],
    marks: Sequence[tuple[float, float]],
) -> list[Lattice]:
    """Make the lattices of groups that do not overlap other tables."""
    free = words_outside(words, occupied)
    lattices = [aligned_lattice(group, free, marks) for group in groups]
    return [
        lattice
        for lattice in lattices
        if lattice is not None
        and not any(overlaps(lattice.bbox, box, RULING.max_end_difference) for box in occupied)
    ]


def with_columns(lattice: Lattice, rules: Rules, words: Sequence[Word]) -> Lattice | None:
    """Add the columns and rows that text shows in a ruled grid without lines between them."""
    if len(lattice.xs) > 2 or len(lattice.ys) == 2:
        return with_undrawn_edges(lattice, words)
    x0, _, x1, _ = lattice.bbox
    slack = RULING.touch_distance
    fills = [fill for fill in rules.fills if is_inside(fill.bbox, lattice.bbox, slack)]
    return aligned_lattice(RuleGroup(x0, x1, list(lattice.horizontal), fills), words, rules.marks)


def aligned_lattice(
    group: RuleGroup,
    words: Sequence[Word],
    marks: Sequence[tuple[float, float]],
    known: Layout | None = None,
) -> Lattice | None:
    """Find the table that lines and fills above each other show.

    Args:
        group: the lines and fills.
        words: the words of the page.
        marks: the ends of segments of horizontal lines.
        known: the layout of the table if other pages show it.

    Returns:
        The lattice; None if there are no two columns.
    """
    left, overrun = group.left - RULING.max_end_difference, ALIGNMENT.max_right_overrun
    within = [w for w in words if left <= w.x0 and w.x1 <= group.right + overrun * w.size]
    ys = edges_of_rows(group, within)
    if not within or (len(ys) < 2 and known is None):
        return None
    drawn = [*_edges_of_fills(group.fills), *column_marks(group, marks)]
    edges = known.edges if known else Edges(drawn=tuple(drawn))
    rows = segments_in_rows(within, ys, edges)
    inner = list(known.edges.inner) if known else _column_edges(rows, group, drawn)
    if not inner:
        return None
    table = _rows_of_table(ys, rows, group, inner)
    if known is None:
        if not _shows_rows(table, are_drawn=_are_drawn(inner, drawn)):
            return None
    elif not table[0]:
        table = row_without_rules(within, known)
    if not table[0]:
        return None
    return _complete_lattice(group, table, within, inner, known)


def _shows_rows(table: Rows, *, are_drawn: bool) -> bool:
    """Return whether there are rows of cells: two, or one if lines or fills show the columns."""
    is_drawn = len(table[0]) > 2 or (len(table[0]) == 2 and are_drawn)
    return is_drawn and any(row and not band for row, band in zip(*table[1:], strict=True))


def _rows_of_table(
    ys: list[float], rows: list[list[Segment]], group: RuleGroup, inner: Sequence[float]
) -> Rows:
    """Leave out text above and below the table, and find the headings over all columns."""
    rows = [join_within_columns(segments, inner) for segments in rows]
    bands = [
        _is_single_column(segments) and _is_band(segments, top, bottom, group, inner)
        for segments, (top, bottom) in zip(rows, pairwise(ys), strict=True)
    ]
    start, stop = _table_range((ys, rows, bands), group, inner)
    if start == stop:  # a page with one rule of a table; its rows may be above and below it
        return ys[:1], [], []
    return ys[start : stop + 1], rows[start:stop], bands[start:stop]


def _complete_lattice(
    group: RuleGroup,
    table: Rows,
    within: Sequence[Word],
    inner: Sequence[float],
    known: Layout | None,
) -> Lattice | None:
    """Add the rows outside the outermost lines and fills, and draw the walls."""
    undrawn: list[float] = []
    if group.fills:
        size = median(segment.size for row in table[1] for segment in row)
        filled, table = table, with_unfilled_rows(table, group, within, inner, size)
        undrawn = [y for y in table[0][1:-1] if y not in filled[0]]
    table = with_open_rows(table, within, inner, group.lines, known)
    ys = table[0]
    if len(ys) < 2:
        return None
    xs = [group.left, *inner, group.right]
    horizontal = [*group.lines, *(Rule(y, group.left, group.right) for y in undrawn)]
    broken = broken_off(group, within)
    for fill in group.fills:
        x0, top, x1, bottom = fill.bbox
        ends = (top,) if fill in broken else (top, bottom)
        horizontal += [Rule(y, x0, x1) for y in ends]
    horizontal += tops_of_texts(table, group, xs)
    starts = known.edges.starts[1:] if known else _most_frequent_starts(table[1], inner)
    vertical = _aligned_walls(table, xs, group, starts)
    return Lattice(tuple(xs), tuple(ys), tuple(horizontal), tuple(vertical))


def _table_range(table: Rows, group: RuleGroup, inner: Sequence[float]) -> tuple[int, int]:
    """Return the first row of the table and the row after its last, with its outer headings."""
    ys, rows, bands = table
    start, stop = _range_without_prose(ys, rows, group)
    # A row with text in a single column looks like prose until the columns are known.
    while start > 0 and not crosses_edges(rows[start - 1], inner):
        start -= 1
    while stop < len(rows) and not crosses_edges(rows[stop], inner):
        stop += 1
    # So do headings over all columns, but they are as far from their rules as the other rows.
    others = slice(start, stop)
    while start > 0 and bands[start - 1] and is_placed_like(others, start - 1, table, group.lines):
        start -= 1
    while stop < len(rows) and bands[stop] and is_placed_like(others, stop, table, group.lines):
        stop += 1
    return start, stop


def _range_without_prose(
    ys: list[float], rows: list[list[Segment]], group: RuleGroup
) -> tuple[int, int]:
    """Leave out prose between the table and a line above or below it."""
    start, stop = 0, len(rows)
    while start < stop and _is_prose(rows[start], ys[start], ys[start + 1], group):
        start += 1
    while stop > start and _is_prose(rows[stop - 1], ys[stop - 1], ys[stop], group):
        stop -= 1
    return start, stop


def column_marks(group: RuleGroup, ends: Sequence[tuple[float, float]]) -> list[float]:
    """Find x positions where segments of several lines of a group end: edges of columns.

    Args:
        group: the lines.
        ends: x and y of the ends of segments of horizontal lines.
    """
    heights_of_rules = sorted(rule.at for rule in group.lines)
    lines: dict[int, set[int]] = {}
    for x, y in ends:
        below = bisect_left(heights_of_rules, y)
        nearest = heights_of_rules[max(0, below - 1) : below + 1]
        if any(abs(at - y) <= RULING.snap_distance for at in nearest):
            lines.setdefault(round(x), set()).add(round(y))
    least = ALIGNMENT.min_mark_lines
    return sorted(float(x) for x, heights in lines.items() if len(heights) >= least)


def _is_prose(segments: Sequence[Segment], top: float, bottom: float, group: RuleGroup) -> bool:
    """Return whether a row has no texts side by side and no fill."""
    if any(covers_height(fill.bbox, top, bottom) for fill in group.fills):
        return False
    return _is_single_column(segments)


def _is_single_column(segments: Sequence[Segment]) -> bool:
    """Return whether no two segments of a row are on one line."""
    baselines = [segment.baseline for segment in segments]
    return len(set(baselines)) == len(baselines)


def _is_band(
    segments: Sequence[Segment],
    top: float,
    bottom: float,
    group: RuleGroup,
    inner: Sequence[float],
) -> bool:
    """Return whether a row without texts side by side is one cell over all columns."""
    min_width = ALIGNMENT.min_band_fill_width * (group.right - group.left)
    has_one_fill = any(
        covers_height(fill.bbox, top, bottom) and fill.bbox[2] - fill.bbox[0] > min_width
        for fill in group.fills
    )
    return bool(segments) and (has_one_fill or crosses_edges(segments, inner))


def _column_edges(
    rows: Sequence[Sequence[Segment]], group: RuleGroup, drawn: Sequence[float]
) -> list[float]:
    """Find the edges between columns: no text of rows with texts side by side crosses them."""
    segments = [s for row in rows if not _is_single_column(row) for s in row]
    if not segments:
        return []
    left, right = group.left + RULING.max_end_difference, group.right - RULING.max_end_difference
    marks = [x for x in snap(drawn, ALIGNMENT.mark_snap_distance) if left < x < right]
    inner = [x for one in find_gutters(text_lines(segments), marks) for x in one.edges]
    # Edges of fills and joints of line segments also separate columns that are empty.
    inner += [
        x
        for x in snap(drawn, RULING.max_fill_gap)
        if left < x < right and not crosses_edges(segments, [x])
    ]
    return snap(inner, RULING.max_fill_gap)


def _edges_of_fills(fills: Sequence[Fill]) -> list[float]:
    """Return the left and right ends of fills."""
    return [x for fill in fills for x in (fill.bbox[0], fill.bbox[2])]


def _are_drawn(inner: Sequence[float], drawn: Sequence[float]) -> bool:
    """Return whether a fill edge or a joint of line segments is at each column edge."""
    distance = RULING.max_fill_gap
    return all(any(abs(x - mark) <= distance for mark in drawn) for x in inner)


def _aligned_walls(
    table: Rows, xs: Sequence[float], group: RuleGroup, starts: Sequence[Sequence[float]]
) -> list[Rule]:
    """Draw the vertical walls of each row.

    Where a row has fills, walls are at their edges. Beside them, as where only the key has one,
    they are where no text crosses a column edge. Text that crosses the edge next to lines that
    begin in the following column overflows its cell; the wall is drawn.
    """
    ys, rows, bands = table
    walls = [Rule(xs[0], ys[0], ys[-1]), Rule(xs[-1], ys[0], ys[-1])]
    for segments, band, (top, bottom) in zip(rows, bands, pairwise(ys), strict=True):
        fills = _fills_in_row(group.fills, top, bottom)
        edges = [x for x in _edges_of_fills(fills) if _is_inner(x, xs)]
        for x, column_starts in zip(xs[1:-1], starts, strict=True):
            if any(abs(edge - x) <= RULING.max_fill_gap for edge in edges):
                is_wall = True
            elif edges and any(one.bbox[0] < x < one.bbox[2] for one in fills):
                is_wall = False
            else:
                crossing = sum(crosses_edges([s], [x]) for s in segments)
                beginning = sum(_begins_at(s, column_starts) for s in segments)
                is_wall = not band and crossing <= beginning
            if is_wall:
                walls.append(Rule(x, top, bottom))
    return walls


def _most_frequent_starts(
    rows: Sequence[Sequence[Segment]], inner: Sequence[float]
) -> list[tuple[float, ...]]:
    """Return the x position at which most texts right of each column edge begin."""
    counts: list[Counter[float]] = [Counter() for _ in range(len(inner) + 1)]
    for segment in chain.from_iterable(rows):
        counts[column_of(segment, inner)][round(segment.x0, 1)] += 1
    return [tuple(x for x, _ in own.most_common(1)) for own in counts[1:]]


def _begins_at(segment: Segment, starts: Sequence[float]) -> bool:
    return any(abs(segment.x0 - x) <= ALIGNMENT.start_distance for x in starts)


def _fills_in_row(fills: Sequence[Fill], top: float, bottom: float) -> list[Fill]:
    """Return the fills that cover much of a row's height."""
    least = ALIGNMENT.min_fill_wall * (bottom - top)
    return [f for f in fills if shared_length(f.bbox[1], f.bbox[3], top, bottom) > least]


def _is_inner(x: float, xs: Sequence[float]) -> bool:
    """Return whether a place is not at a side of the table."""
    distance = RULING.max_end_difference
    return xs[0] + distance < x < xs[-1] - distance
