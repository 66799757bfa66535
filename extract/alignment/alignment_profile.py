"""How a table's text stands in its columns and beside its rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extract.alignment.segments import Edges, Segment, column_of, in_columns
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import Rule
from extract.ruling.frames import snap
from extract.ruling.thresholds import RULING

Rows = tuple[list[float], list[list[Segment]], list[bool]]
"""Heights between the rows, their text, and which of them are headings over all columns."""


@dataclass(frozen=True, slots=True)
class AlignmentProfile:
    """How a table's text stands in its columns and beside its rules."""

    starts: tuple[tuple[float, ...], ...]
    """For each column, where its lines begin as a rule."""
    tops: tuple[float, ...]
    """How far below the rule above it each row's first line stands."""
    feet: tuple[float, ...]
    """How far above the rule below it each row's last line stands."""
    size: float
    """Of the type."""

    @property
    def top(self) -> float | None:
        """The usual distance of a first line from the rule above it."""
        return median(self.tops) if self.tops else None

    @property
    def foot(self) -> float | None:
        """The least distance of a last line from the rule below it, but for a tenth of the rows."""
        return sorted(self.feet)[len(self.feet) // 10] if self.feet else None

    @classmethod
    def over(cls, pages: Sequence[AlignmentProfile]) -> AlignmentProfile:
        """Put together what several pages of a table show."""
        count = len(pages[0].starts)
        return cls(
            tuple(
                tuple(snap([x for page in pages for x in page.starts[c]], ALIGNMENT.start_distance))
                for c in range(count)
            ),
            tuple(gap for page in pages for gap in page.tops),
            tuple(gap for page in pages for gap in page.feet),
            median(page.size for page in pages),
        )


def alignment_profile_of(
    ys: Sequence[float],
    rows: Sequence[Sequence[Segment]],
    bands: Sequence[bool],
    inner: Sequence[float],
    lines: Sequence[Rule],
) -> AlignmentProfile:
    """Measure how the text of a page's rows stands.

    Args:
        ys: heights of the rules.
        rows: text between them.
        bands: which rows are headings over all columns.
        inner: places between the columns.
        lines: the table's rules.

    Returns:
        The places; no starts for a column without text.
    """
    held = [row for row, band in zip(rows, bands, strict=True) if row and not band]
    return AlignmentProfile(
        starts_of(held, inner),
        tuple(gaps_of(rows, bands, ys[:-1], lines)),
        tuple(gaps_of(rows, bands, ys[1:], lines)),
        median(segment.size for row in held for segment in row),
    )


def gaps_of(
    rows: Sequence[Sequence[Segment]],
    bands: Sequence[bool],
    heights: Sequence[float],
    lines: Sequence[Rule],
) -> list[float]:
    """How far the text of each row stands from the rule at its side."""
    gaps = [
        beside([row], height, lines)
        for row, band, height in zip(rows, bands, heights, strict=True)
        if row and not band
    ]
    return [gap for gap in gaps if gap is not None]


def beside(
    texts: Sequence[Sequence[Segment]], height: float, lines: Sequence[Rule]
) -> float | None:
    """How far the nearest text stands from a rule that is drawn at its side; None where none is."""
    drawn = [rule for rule in lines if abs(rule.at - height) <= RULING.snap_distance]
    gaps = [
        abs(segment.baseline - height)
        for text in texts
        for segment in text
        if not drawn or any(rule.start - 1 <= segment.x0 <= rule.stop + 1 for rule in drawn)
    ]
    return min(gaps, default=None)


def starts_of(
    rows: Sequence[Sequence[Segment]], inner: Sequence[float]
) -> tuple[tuple[float, ...], ...]:
    """Where the lines of each column begin: at its left, or as others of them do."""
    columns: list[list[float]] = [[] for _ in range(len(inner) + 1)]
    for row in rows:
        for segment in in_columns(row, inner):
            columns[column_of(segment, inner)].append(segment.x0)
    usual = []
    for starts in columns:
        counted = Counter(round(x, 1) for x in starts)
        least = max(2.0, ALIGNMENT.min_usual_start_share * len(starts))
        often = [x for x, count in counted.items() if count >= least]
        usual.append(tuple(sorted({*often, min(starts)})) if starts else ())
    return tuple(usual)


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's frame and columns, and how its text stands in them."""

    left: float
    right: float
    edges: Edges
    places: AlignmentProfile
    open_above: frozenset[int] = frozenset()
    """Columns whose last cell on the page before has no rule under it."""
