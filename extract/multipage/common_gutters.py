"""Find the white space between columns that all pages of a table leave free.

Numbers that end at one right end begin anywhere, so that each page has the edge before them at
another place: where its own widest number begins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf
from statistics import median

from extract.alignment.segments import Segment, join_within_columns
from extract.alignment.thresholds import ALIGNMENT


@dataclass(frozen=True, slots=True)
class CommonGutter:
    """The white space around a column edge of one page, from the text left of it to that right."""

    start: float
    stop: float
    edge: float


def gutters_of(rows: Iterable[Sequence[Segment]], inner: Sequence[float]) -> list[CommonGutter]:
    """Measure the white space around the inner column edges of a page.

    Args:
        rows: the texts of each row, cut at wide spaces; a text across an edge counts for neither
            of its sides.
        inner: the edges.
    """
    slack = ALIGNMENT.edge_slack
    segments = [segment for row in rows for segment in row]
    return [
        CommonGutter(
            max((one.x1 for one in segments if one.x1 <= x + slack), default=-inf),
            min((one.x0 for one in segments if one.x0 >= x - slack), default=inf),
            x,
        )
        for x in inner
    ]


def common_edges(gutters: Iterable[CommonGutter]) -> tuple[float, ...]:
    """Return an edge in each white space that the pages which show it have in common.

    Args:
        gutters: of all pages.

    Returns:
        The edges from left to right, each as near as can be to where the pages have it.
    """
    edges: list[float] = []
    own: list[CommonGutter] = []
    for gutter in sorted(gutters, key=lambda one: one.stop):
        if own and gutter.start > own[0].stop:
            edges.append(_edge_in(own))
            own = []
        own.append(gutter)
    return (*edges, _edge_in(own)) if own else ()


def has_texts_apart(rows: Iterable[Sequence[Segment]], inner: Sequence[float]) -> bool:
    """Return whether two texts of a line stand apart in one column: wide spaces of justified text.

    The white space that all pages have in common may then be one of these.

    Args:
        rows: the texts of each row, cut at wide spaces.
        inner: the edges between the columns.
    """
    return any(len(join_within_columns(row, inner)) < len(row) for row in rows)


def _edge_in(gutters: Sequence[CommonGutter]) -> float:
    """Return the place in white space that is the nearest to the middle of its edges."""
    start, stop = max(one.start for one in gutters), min(one.stop for one in gutters)
    return min(max(median(one.edge for one in gutters), start), stop)
