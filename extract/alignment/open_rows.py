"""Find rows outside of the outermost rules or fills: text that keeps to a table's columns.

Where a page end cuts a row of a table without vertical lines, no rule is drawn below the row's
part on the first page, nor above its part on the next page. The text of such parts keeps to the
columns, begins where the columns' texts begin, and is as far from the rule as in other rows.

Tables often fill every second row: the first row of a page, or the last, may have no fill or line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median

from extract.alignment.alignment_profile import (
    AlignmentProfile,
    Layout,
    Rows,
    alignment_profile_of,
    gap_to_rule,
    gaps_to_rules,
)
from extract.alignment.segments import (
    Segment,
    column_of,
    crosses_edges,
    join_within_columns,
    segments_of,
)
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.bbox import shared_length
from extract.geometry.page_model import Rule, Word
from extract.reading import Bbox
from extract.ruling.rule_groups import RuleGroup
from extract.ruling.thresholds import RULING
from extract.text.thresholds import WORDS


def with_open_rows(
    table: Rows,
    words: Sequence[Word],
    inner: Sequence[float],
    lines: Sequence[Rule],
    known: Layout | None = None,
) -> Rows:
    """Add the row below the last rule and the row above the first rule of a table.

    Args:
        table: the rows between the rules.
        words: the words of the page within the table's width.
        inner: the edges between the columns.
        lines: the rules of the table; a cell that continues past the outermost one has none there.
        known: the layout of the table if other pages show it.

    Returns:
        The rows, with those added whose text is placed as in the other rows.
    """
    profile = known.profile if known else alignment_profile_of(*table, inner, lines)
    return _with_row_above(
        _with_row_below(table, words, inner, lines, profile, known),
        words,
        inner,
        lines,
        profile,
        known,
    )


def _with_row_below(
    table: Rows,
    words: Sequence[Word],
    inner: Sequence[float],
    lines: Sequence[Rule],
    profile: AlignmentProfile,
    known: Layout | None,
) -> Rows:
    ys, rows, bands = table
    edges = known.edges if known else None
    below = _run(segments_of(words, ys[-1], float("inf"), edges), profile.size)
    if not _fits(gap_to_rule(below, ys[-1], lines), profile.top, profile.size, known):
        return table
    row = _in_columns(below, inner, profile)
    if not row:
        return table
    return [*ys, row_bottom(row)], [*rows, row], [*bands, False]


def _with_row_above(
    table: Rows,
    words: Sequence[Word],
    inner: Sequence[float],
    lines: Sequence[Rule],
    profile: AlignmentProfile,
    known: Layout | None,
) -> Rows:
    ys, rows, bands = table
    edges, size = known.edges if known else None, profile.size
    above = _run(segments_of(words, float("-inf"), ys[0], edges)[::-1], size)
    gap = gap_to_rule(above, ys[0], lines)
    # No text ends at the rule, but cells that continue past it may have text above it.
    overrun = ALIGNMENT.max_cell_overrun * size
    goes_past = gap is None and bool(above) and ys[0] - above[0][0].baseline <= overrun
    is_open = known is not None and _is_in_columns(above, inner, profile, known.open_above)
    labels = _labels_above(above, inner, size, gap, profile.bottom)
    if not (is_open or goes_past or labels or _fits(gap, profile.bottom, size, known)):
        return table
    continues = known is not None or (bool(rows) and _continues(above[0], rows[0], inner, size))
    is_cell_text = is_open or (goes_past and continues)
    row = _in_columns(above, inner, profile, is_cell_text=is_cell_text)[::-1] or labels
    if not row:
        return table
    return [row_top(row), *ys], [row, *rows], [False, *bands]


def _labels_above(
    lines: Sequence[Sequence[Segment]],
    inner: Sequence[float],
    size: float,
    gap: float | None,
    usual: float | None,
) -> list[Segment]:
    """Return the labels of a header above the first rule, which need not begin where rows do.

    Labels may be centred, and set further from the rule than the texts of rows. They are side by
    side in most of the columns, and none reaches into the next one, as prose does.

    Args:
        lines: the lines above the rule, bottom to top.
        inner: the edges between the columns.
        size: the type size of the table.
        gap: from the rule to the last line.
        usual: the same in the rows.
    """
    if gap is None or gap > (usual or 0.0) + ALIGNMENT.default_line_pitch * size:
        return []
    labels: list[Segment] = []
    for line in lines:
        parts = join_within_columns(line, inner)
        has_size = all(abs(s.size - size) <= ALIGNMENT.max_size_difference * size for s in parts)
        if not has_size or crosses_edges(parts, inner):
            break
        labels = [*parts, *labels]
    columns = {column_of(one, inner) for one in labels}
    beside = max(Counter(one.baseline for one in labels).values(), default=0)
    is_header = beside > 1 and len(columns) > ALIGNMENT.min_labelled * (len(inner) + 1)
    return labels if is_header else []


def row_top(row: Sequence[Segment]) -> float:
    """Return the top of a row above whose text no rule is drawn."""
    return min(s.baseline - ALIGNMENT.row_top_above_baseline * s.size for s in row)


def row_bottom(row: Sequence[Segment]) -> float:
    """Return the bottom of a row below whose text no rule is drawn."""
    return max(s.baseline + ALIGNMENT.row_bottom_below_baseline * s.size for s in row)


def row_without_rules(words: Sequence[Word], known: Layout) -> Rows:
    """Find the text of a table on a page that draws no rule and no fill at all.

    Args:
        words: the words of the page within the table's width.
        known: the layout of the table.

    Returns:
        One row, from the first line that has text at the start of several columns; no row if
        there is no such line.
    """
    inner, size = known.edges.inner, known.profile.size
    segments = segments_of(words, float("-inf"), float("inf"), known.edges)
    while segments:
        lines = _run(segments, size)
        if len(_in_columns(lines[:1], inner, known.profile)) > 1:
            row = _in_columns(lines, inner, known.profile)
            return [row_top(row), row_bottom(row)], [row], [False]
        segments = segments[len(lines[0]) :]
    return [], [], []


def _is_in_columns(
    lines: Sequence[Sequence[Segment]],
    inner: Sequence[float],
    profile: AlignmentProfile,
    columns: frozenset[int],
) -> bool:
    """Return whether all text of lines is in the given columns, those that a page end left open."""
    row = _in_columns(lines, inner, profile, is_cell_text=True) if lines else []
    return bool(row) and {column_of(segment, inner) for segment in row} <= columns


def _fits(gap: float | None, usual: float | None, size: float, known: Layout | None) -> bool:
    """Return whether text is as far from a rule as in other rows.

    If the layout is known the text may be closer, even on the rule, or one line further away: a
    program that cuts a row at a page end may print more lines than it leaves room for.
    """
    if gap is None or usual is None:
        return False
    if known is not None:
        return gap <= usual + ALIGNMENT.default_line_pitch * size
    return abs(gap - usual) <= _max_difference(size)


def _max_difference(size: float) -> float:
    """Return by how much distances from a rule may differ; baselines of one line differ, too."""
    return ALIGNMENT.max_padding_difference + WORDS.baseline_tolerance * size


def is_placed_like(rows: slice, row: int, table: Rows, lines: Sequence[Rule]) -> bool:
    """Return whether a row's text is as far from the rules around it as that of other rows.

    Args:
        rows: the other rows.
        row: index of the row.
        table: all rows between the rules.
        lines: the rules of the table.

    Returns:
        Whether it is; False if no other row has text at a rule.
    """
    ys, texts, bands = table
    others, other_bands = texts[rows], bands[rows]
    tops = gaps_to_rules(others, other_bands, ys[rows], lines)
    bottoms = gaps_to_rules(others, other_bands, ys[rows.start + 1 : rows.stop + 1], lines)
    top = gap_to_rule([texts[row]], ys[row], lines)
    bottom = gap_to_rule([texts[row]], ys[row + 1], lines)
    if not (tops and bottoms) or top is None or bottom is None:
        return False
    limit = _max_difference(texts[row][0].size)
    return abs(top - median(tops)) <= limit and abs(bottom - min(bottoms)) <= limit


def _run(segments: Sequence[Segment], size: float) -> list[list[Segment]]:
    """Return the lines that follow each other closely, from the first one on."""
    lines: list[list[Segment]] = []
    for segment in segments:
        if lines and segment.baseline == lines[-1][0].baseline:
            lines[-1].append(segment)
            continue
        step = abs(segment.baseline - lines[-1][0].baseline) if lines else 0.0
        if step > ALIGNMENT.max_line_pitch * size:
            break
        lines.append([segment])
    return lines


def _continues(
    line: Sequence[Segment], row: Sequence[Segment], inner: Sequence[float], size: float
) -> bool:
    """Return whether a row continues the text of a line above it in one of the line's columns."""
    columns = {column_of(segment, inner) for segment in line}
    below = [s.baseline for s in row if column_of(s, inner) in columns]
    return bool(below) and min(below) - line[0].baseline <= ALIGNMENT.max_line_pitch * size


def _in_columns(
    lines: Sequence[Sequence[Segment]],
    inner: Sequence[float],
    profile: AlignmentProfile,
    *,
    is_cell_text: bool = False,
) -> list[Segment]:
    """Return the lines up to the first that does not keep to the columns.

    Prose and footnotes also begin at the left margin. Lines that are all in the first column are
    therefore left out unless they are known to be text of cells (`is_cell_text`).
    """
    size = median(segment.size for line in lines for segment in line)
    max_difference = ALIGNMENT.max_size_difference * size
    row: list[Segment] = []
    for line in lines:
        parts = join_within_columns(line, inner)
        if crosses_edges(parts, inner) or not all(_is_at_start(s, inner, profile) for s in parts):
            break
        if any(abs(s.size - size) > max_difference for s in parts):
            break
        row += parts
    return row if is_cell_text or any(column_of(s, inner) > 0 for s in row) else []


def _is_at_start(segment: Segment, inner: Sequence[float], profile: AlignmentProfile) -> bool:
    starts = profile.starts[column_of(segment, inner)]
    return any(abs(segment.x0 - start) <= ALIGNMENT.start_distance for start in starts)


def with_unfilled_rows(
    table: Rows, group: RuleGroup, words: Sequence[Word], inner: Sequence[float], size: float
) -> Rows:
    """Add a row without a fill below the last filled row and one above the first.

    Args:
        table: the filled rows.
        group: the lines and fills of the table.
        words: the words of the page within the table's width.
        inner: the edges between the columns.
        size: the type size of the table.

    Returns:
        The rows with those added. A table whose rows all have fills ends with its fills.
    """
    unfilled = [heights for heights in pairwise(table[0]) if not _is_filled(*heights, group)]
    if not unfilled and len(table[1]) >= RULING.min_grid_rows:
        return table
    return _with_first_row(
        _with_last_row(table, group, words, inner, size), group, words, inner, size
    )


def covers_height(bbox: Bbox, top: float, bottom: float) -> bool:
    """Return whether a fill covers most of the height between two row edges."""
    covered = shared_length(bbox[1], bbox[3], top, bottom)
    return covered >= ALIGNMENT.min_fill_cover * (bottom - top)


def _is_filled(top: float, bottom: float, group: RuleGroup) -> bool:
    return any(covers_height(fill.bbox, top, bottom) for fill in group.fills)


def _with_last_row(
    table: Rows, group: RuleGroup, words: Sequence[Word], inner: Sequence[float], size: float
) -> Rows:
    ys, rows, bands = table
    if any(rule.at > ys[-1] - RULING.max_fill_gap for rule in group.lines):
        return table
    row = _aligned_lines(segments_of(words, ys[-1], float("inf")), ys[-1], inner, size)
    if not row:
        return table
    return [*ys, row_bottom(row)], [*rows, row], [*bands, False]


def _with_first_row(
    table: Rows, group: RuleGroup, words: Sequence[Word], inner: Sequence[float], size: float
) -> Rows:
    ys, rows, bands = table
    has_line = any(rule.at < ys[0] + RULING.max_fill_gap for rule in group.lines)
    if has_line or _has_header_fill(ys, group):
        return table
    above = segments_of(words, float("-inf"), ys[0])
    lines_above = _aligned_lines(above[::-1], ys[0], inner, size)[::-1]
    added = _split_at_padding(lines_above, table, ALIGNMENT.max_line_pitch * size)
    while added and len({segment.baseline for segment in added[0]}) == len(added[0]):
        del added[0]  # no texts side by side
    edges = [row_top(added[0])] if added else []
    edges += [(row_bottom(one) + row_top(other)) / 2 for one, other in pairwise(added)]
    return [*edges, *ys], [*added, *rows], [*([False] * len(added)), *bands]


def _split_at_padding(lines: Sequence[Segment], table: Rows, pitch: float) -> list[list[Segment]]:
    """Split lines above the fills where they are as far apart as two rows with fills are.

    Rows whose texts stand in their middle leave no such distance if it is not the padding that
    makes them high: then all lines are one row. So they are where rows follow each other as
    closely as the lines of one text.

    Args:
        lines: the texts above the fills, top to bottom.
        table: the filled rows.
        pitch: the largest step between lines of one text, where no filled row has two lines.
    """
    ys, rows, _ = table
    filled = [(row, *heights) for row, heights in zip(rows, pairwise(ys), strict=True) if row]
    heights = [sorted({segment.baseline for segment in row}) for row, *_ in filled]
    least = min(own[0] - top for own, (_, top, _) in zip(heights, filled, strict=True))
    least += min(bottom - own[-1] for own, (*_, bottom) in zip(heights, filled, strict=True))
    least -= ALIGNMENT.edge_slack
    steps = [low - up for own in heights for up, low in pairwise(own)]
    parts: list[list[Segment]] = []
    for segment in lines:
        step = segment.baseline - parts[-1][-1].baseline if parts else 0.0
        if not parts or step >= least > max(steps, default=pitch):
            parts.append([])
        parts[-1].append(segment)
    return parts


def _has_header_fill(ys: Sequence[float], group: RuleGroup) -> bool:
    """Return whether the first row differs in colour from all others, as a header does."""
    first = {f.color for f in group.fills if covers_height(f.bbox, ys[0], ys[1])}
    others = {f.color for f in group.fills if not covers_height(f.bbox, ys[0], ys[1])}
    return not (first & others) and bool(others)


def _aligned_lines(
    segments: Sequence[Segment], edge: float, inner: Sequence[float], size: float
) -> list[Segment]:
    """Return the lines from a row edge on that keep to the columns without a large gap."""
    max_step, max_difference = ALIGNMENT.max_unfilled_step, ALIGNMENT.max_size_difference
    reached, row = edge, []
    for baseline, group in groupby(segments, key=lambda one: one.baseline):
        line = list(group)
        has_other_size = any(abs(one.size - size) > max_difference * size for one in line)
        is_far = abs(baseline - reached) > max_step * size
        if has_other_size or is_far or crosses_edges(line, inner):
            break
        row += line
        reached = baseline
    return row
