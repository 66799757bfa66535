"""Measure how a table's text is placed in its columns and next to its rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.alignment.segments import Edges, Segment, column_of, join_within_columns
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.clustering import snap
from extract.geometry.page_model import Rule
from extract.ruling.thresholds import RULING

Rows = tuple[list[float], list[list[Segment]], list[bool]]
"""The row edges, the text of each row, and whether each row is a heading over all columns."""


@dataclass(frozen=True, slots=True)
class AlignmentProfile:
    """How a table's text is placed in its columns and next to its rules."""

    starts: tuple[tuple[float, ...], ...]
    """For each column, the usual left ends of its lines."""
    tops: tuple[float, ...]
    """The distance of each row's first baseline from the rule above it."""
    bottoms: tuple[float, ...]
    """The distance of each row's last baseline from the rule below it."""
    size: float
    """The type size."""

    @property
    def top(self) -> float | None:
        """The usual distance of a first baseline from the rule above it."""
        return median(self.tops) if self.tops else None

    @property
    def bottom(self) -> float | None:
        """The least distance of a last baseline from the rule below it, without outliers."""
        if not self.bottoms:
            return None
        return sorted(self.bottoms)[int(len(self.bottoms) * ALIGNMENT.padding_quantile)]

    @classmethod
    def over(cls, pages: Sequence[AlignmentProfile]) -> AlignmentProfile:
        """Combine the profiles of several pages of one table."""
        distance = ALIGNMENT.start_distance
        return cls(
            tuple(
                tuple(snap([x for page in pages for x in page.starts[column]], distance))
                for column in range(len(pages[0].starts))
            ),
            tuple(gap for page in pages for gap in page.tops),
            tuple(gap for page in pages for gap in page.bottoms),
            median(page.size for page in pages),
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """The sides and columns of a table, and how its text is placed in them."""

    left: float
    right: float
    edges: Edges
    profile: AlignmentProfile
    open_above: frozenset[int] = frozenset()
    """The columns whose last cell on the page before has no rule below it."""


def alignment_profile_of(
    ys: Sequence[float],
    rows: Sequence[Sequence[Segment]],
    bands: Sequence[bool],
    inner: Sequence[float],
    lines: Sequence[Rule],
) -> AlignmentProfile:
    """Measure how the text of a page's rows is placed.

    Args:
        ys: the row edges.
        rows: the text of each row.
        bands: whether each row is a heading over all columns.
        inner: the edges between the columns.
        lines: the rules of the table.

    Returns:
        The profile. A column without text has no usual left ends.
    """
    texts = [row for row, band in zip(rows, bands, strict=True) if row and not band]
    return AlignmentProfile(
        _usual_starts(texts, inner),
        tuple(gaps_to_rules(rows, bands, ys[:-1], lines)),
        tuple(gaps_to_rules(rows, bands, ys[1:], lines)),
        median(segment.size for row in texts for segment in row),
    )


def gaps_to_rules(
    rows: Sequence[Sequence[Segment]],
    bands: Sequence[bool],
    heights: Sequence[float],
    lines: Sequence[Rule],
) -> list[float]:
    """Measure the distance of each row's text from the rule at one of its edges.

    Args:
        rows: the text of each row.
        bands: whether each row is a heading over all columns; such rows are left out.
        heights: for each row, the edge to measure from.
        lines: the rules of the table.

    Returns:
        The distances of those rows that have text at a rule.
    """
    gaps = [
        gap_to_rule([row], height, lines)
        for row, band, height in zip(rows, bands, heights, strict=True)
        if row and not band
    ]
    return [gap for gap in gaps if gap is not None]


def gap_to_rule(
    texts: Sequence[Sequence[Segment]], height: float, lines: Sequence[Rule]
) -> float | None:
    """Measure the distance of the nearest baseline from a row edge.

    If rules are drawn at the edge, only text above or below them counts; None if there is none.
    """
    distance, slack = RULING.snap_distance, ALIGNMENT.edge_slack
    rules = [rule for rule in lines if abs(rule.at - height) <= distance]
    gaps = [
        abs(segment.baseline - height)
        for text in texts
        for segment in text
        if not rules or any(r.start - slack <= segment.x0 <= r.stop + slack for r in rules)
    ]
    return min(gaps, default=None)


def _usual_starts(
    rows: Sequence[Sequence[Segment]], inner: Sequence[float]
) -> tuple[tuple[float, ...], ...]:
    """Find the usual left ends of the lines in each column; the leftmost one is always usual."""
    columns: list[list[float]] = [[] for _ in range(len(inner) + 1)]
    for row in rows:
        for segment in join_within_columns(row, inner):
            columns[column_of(segment, inner)].append(segment.x0)
    usual = []
    for starts in columns:
        counts = Counter(round(x, 1) for x in starts)
        least = max(ALIGNMENT.min_usual_starts, ALIGNMENT.min_usual_start_share * len(starts))
        frequent = [x for x, count in counts.items() if count >= least]
        usual.append(tuple(sorted({*frequent, min(starts)})) if starts else ())
    return tuple(usual)
