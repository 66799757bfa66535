"""Find rows without a fill next to the filled rows of a table.

Tables often fill every second row. The first row at the top of a page or the last row of the
table then has no fill, and no line above or below it either.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from extract.alignment.alignment_profile import Rows
from extract.alignment.open_rows import row_bottom, row_top
from extract.alignment.segments import Segment, crosses_edges, segments_of
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import Word
from extract.model import Bbox
from extract.ruling.rule_groups import RuleGroup
from extract.ruling.thresholds import RULING


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
    """Say whether a fill covers most of the height between two row edges."""
    covered = min(bbox[3], bottom) - max(bbox[1], top)
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
    row = _aligned_lines(above[::-1], ys[0], inner, size)[::-1]
    if len({segment.baseline for segment in row}) == len(row):
        return table  # no texts side by side
    return [row_top(row), *ys], [row, *rows], [False, *bands]


def _has_header_fill(ys: Sequence[float], group: RuleGroup) -> bool:
    """Say whether the first row has another colour than all other rows, as a header has."""
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
