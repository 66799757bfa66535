"""Find where merged cells end that stripes leave out: nothing is drawn between two of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from statistics import median

from extract.alignment.alignment_profile import Rows
from extract.alignment.segments import column_of
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import Rule
from extract.ruling.rule_groups import RuleGroup
from extract.ruling.thresholds import RULING
from extract.text.thresholds import WORDS


def tops_of_texts(table: Rows, group: RuleGroup, xs: Sequence[float]) -> list[Rule]:
    """Return the edges of rows above texts where stripes alone part cells, and leave some out.

    Stripes that leave out merged cells draw nothing between two of them. The text of the lower one
    begins at the top of a row, as the texts on stripes do, after more than a step between lines.

    Args:
        table: its rows.
        group: its lines and fills.
        xs: the edges of its columns.
    """
    ys, rows, bands = table
    if group.lines or not group.fills:
        return []
    size = median(segment.size for row in rows for segment in row)
    slack = WORDS.baseline_tolerance * size
    inner = xs[1:-1]
    texts: list[list[tuple[int, float]]] = [[] for _ in xs[1:]]
    for at, row in enumerate(rows):
        for segment in row if at and not bands[at] else ():
            texts[column_of(segment, inner)].append((at, segment.baseline))
    padding = _padding_of_filled(texts, group, xs, ys)
    steps = [low - up for own in texts for (row, up), (at, low) in pairwise(own) if row == at]
    if padding is None or not steps:
        return []
    return [
        Rule(ys[at], xs[column], xs[column + 1])
        for column, own in enumerate(texts)
        for (row, up), (at, low) in pairwise([(0, -inf), *own])
        if row < at and abs(low - ys[at] - padding) <= slack and low - up > median(steps) + slack
    ]


def _padding_of_filled(
    texts: Sequence[Sequence[tuple[int, float]]],
    group: RuleGroup,
    xs: Sequence[float],
    ys: Sequence[float],
) -> float | None:
    """Return how far below the tops of their fills texts begin; None where this is not uniform."""
    tops = [
        min(low - fill.bbox[1] for at, low in own if at == row)
        for column, own in enumerate(texts)
        for row in sorted({at for at, _ in own})
        for fill in group.fills
        if abs(fill.bbox[1] - ys[row]) <= RULING.max_fill_gap
        and fill.bbox[0] < (xs[column] + xs[column + 1]) / 2 < fill.bbox[2]
    ]
    if len(tops) < RULING.min_grid_rows:
        return None
    usual = median(tops)
    near = sum(abs(top - usual) <= ALIGNMENT.edge_slack for top in tops)
    return usual if near >= ALIGNMENT.min_fill_cover * len(tops) else None
