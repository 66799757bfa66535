"""Measure how a table merges and fills cells inside its pages.

These statistics are the best guide to what happens at its page ends.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.geometry.page_model import PageCell
from extract.stitching.page_ends.column_profile import (
    ColumnProfile,
    column_profiles,
    estimated_share,
)
from extract.stitching.page_ends.thresholds import MERGES
from extract.stitching.table_runs import is_band

Pattern = tuple[bool, ...]
"""For each column, whether its cell crosses a row boundary."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """A row boundary inside a page, and the merged cells that cross it."""

    carried: Pattern
    empty_below: Pattern
    """The other columns that start an empty cell there."""

    @property
    def starts_text(self) -> Pattern:
        """The columns that start a text there."""
        return tuple(
            not (carried or empty)
            for carried, empty in zip(self.carried, self.empty_below, strict=True)
        )


class MergeStatistics:
    """Statistics of the row boundaries inside a table's pages.

    Attributes:
        boundaries: the row boundaries.
        starts: how often each pattern of columns starts a text at a boundary.
        profiles: how the cells of each column look.
        level_shares: for each column, how often its text ends on the last line of its row.
        merges: for each column, the share of boundaries that a merged cell crosses.
    """

    def __init__(
        self,
        boundaries: Sequence[Boundary],
        profiles: Sequence[ColumnProfile],
        level_shares: Sequence[float],
    ) -> None:
        self.boundaries = list(boundaries)
        self.starts = Counter(boundary.starts_text for boundary in self.boundaries)
        self.profiles = list(profiles)
        self.level_shares = list(level_shares)
        columns = range(len(self.profiles))
        merged = [sum(b.carried[c] for b in self.boundaries) for c in columns]
        self.merges = [m / len(self.boundaries) if self.boundaries else 0.0 for m in merged]

    @classmethod
    def of(
        cls, bodies: Sequence[tuple[Sequence[PageCell], int]], column_count: int
    ) -> MergeStatistics:
        """Measure a table.

        Args:
            bodies: for each page, its body cells, in rows counted from 0, and its row count.
            column_count: number of columns.

        Returns:
            The statistics.
        """
        boundaries = [
            Boundary(
                tuple(not starts for starts, _ in row),
                tuple(starts and is_empty for starts, is_empty in row),
            )
            for cells, row_count in bodies
            for above, row in pairwise(_states(cells, row_count, column_count))
            if above is not None and row is not None
        ]
        # Merged cells are left out: one that only continues may lack the rule that cut cells have.
        feet = [
            cell.closed_bottom
            for cells, rows in bodies[:-1]
            for cell in cells
            if cell.row + 1 == cell.row_stop == rows and cell.lines
        ]
        opens, closes = not all(feet), sum(feet) > MERGES.closed_feet * len(feet)
        profiles = [
            replace(profile, open_when_cut=opens, closed_when_whole=closes)
            for profile in column_profiles(bodies, column_count)
        ]
        return cls(boundaries, profiles, _level_shares(bodies, column_count))

    def nests(self, outer: int, inner: int) -> bool:
        """Return whether a column's cells always end where another column's cells end.

        Args:
            outer: the other column, mostly of merged cells.
            inner: the column in question.

        Returns:
            True if a cell of `inner` crosses no boundary at which `outer` starts a cell.
        """
        return not any(b.carried[inner] and not b.carried[outer] for b in self.boundaries)

    def starts_with(self, outer: int, inner: int) -> bool:
        """Return whether the cells of a column start only where cells of another one do.

        If they do, and the other column's cell continues, a text at the top of a page is no new
        cell: it did not fit at the foot of the page on which its cell starts.

        Args:
            outer: the other column, of merged cells.
            inner: the column in question.

        Returns:
            True if it is so at all boundaries that `outer` crosses; False if these are few.
        """
        like = [b.carried[inner] for b in self.boundaries if b.carried[outer]]
        return inner != outer and len(like) >= MERGES.min_cases and all(like)

    def is_key(self, column: int) -> bool:
        """Return whether a column's cells often span several rows."""
        return self.merges[column] >= MERGES.key_merged

    def finest(self) -> list[int]:
        """Find the columns that are merged least: they show the finest rows."""
        least = min(self.merges, default=0.0)
        most = max(least + MERGES.finest_margin, MERGES.finest_merged)
        fine = [c for c, share in enumerate(self.merges) if share <= most]
        return fine or list(range(len(self.merges)))

    def absence(self, column: int, starts: Mapping[int, bool]) -> float:
        """Estimate how often a new row prints nothing in a column.

        Args:
            column: the column in question.
            starts: for other columns, whether the row starts a text there.

        Returns:
            Share, 0 to 1 exclusive, of the rows inside pages that match `starts` (m-estimate:
            the share of all rows counts as two more cases). It is never less than the share of
            all rows: a match with other rows may explain an absence, and cannot make it
            stranger.
        """
        every = self.starts
        like = {
            row: count
            for row, count in every.items()
            if all(row[other] == is_start for other, is_start in starts.items())
        }
        absent, absent_matching = (
            sum(count for row, count in rows.items() if not row[column]) for rows in (every, like)
        )
        overall = (absent + 1) / (every.total() + 2)
        prior = MERGES.prior_cases
        return max(overall, (absent_matching + prior * overall) / (sum(like.values()) + prior))

    def carry_weight(self, column: int, known: Mapping[int, bool]) -> float:
        """Weigh, from -3 to 3, whether a column's cell crosses a boundary.

        Args:
            column: the column in question.
            known: for other columns, whether their cells cross it.

        Returns:
            Positive if boundaries inside pages speak for it; 0 if there are few.
        """
        like = [
            boundary.carried[column]
            for boundary in self.boundaries
            if all(boundary.carried[other] == state for other, state in known.items())
        ]
        if len(like) > 1:
            return MERGES.carry_scale * (sum(like) / len(like) - 0.5)
        # Columns nest from left to right, unless a table shows otherwise.
        starts_anew = any(not state for key, state in known.items() if key < column)
        return MERGES.nested_weight if starts_anew else 0.0

    def carry_odds(self, column: int, known: Mapping[int, bool], *, is_likely: bool) -> float:
        """Estimate how often an empty place under a boundary belongs to the merged cell above.

        Args:
            column: the column in question.
            known: for other columns, whether their cells cross it.
            is_likely: what to assume if the pages show no such case.

        Returns:
            Log odds that it does.
        """
        like = [
            boundary
            for boundary in self.boundaries
            if all(boundary.carried[other] == state for other, state in known.items())
        ]
        carried = sum(boundary.carried[column] for boundary in like)
        empty = sum(boundary.empty_below[column] for boundary in like)
        assumed = MERGES.likely_carry if is_likely else 1 - MERGES.likely_carry
        return math.log((carried + assumed) / (empty + 1 - assumed))


def _states(
    cells: Sequence[PageCell], row_count: int, column_count: int
) -> list[list[tuple[bool, bool]] | None]:
    """Return for each row and column whether a cell starts there and is empty; None for a band."""
    states: list[list[tuple[bool, bool]] | None] = [
        [(True, True)] * column_count for _ in range(row_count)
    ]
    for cell in cells:
        for row in range(cell.row, cell.row_stop):
            now = states[row]
            if is_band(cell, column_count):
                states[row] = None
            elif now is not None:
                for column in range(cell.column, cell.column_stop):
                    now[column] = (cell.row == row, not cell.lines)
    return states


def _level_shares(
    bodies: Sequence[tuple[Sequence[PageCell], int]], column_count: int
) -> list[float]:
    """Measure for each column how often its text ends on the last line of its row."""
    cases: list[list[bool]] = [[] for _ in range(column_count)]
    for cells, row_count in bodies:
        rows: dict[int, list[PageCell]] = {}
        for cell in cells:
            if 0 < cell.row < row_count - 1 and cell.row_stop == cell.row + 1 and cell.lines:
                rows.setdefault(cell.row, []).append(cell)
        for row in rows.values():
            last = max(cell.lines[-1].baseline for cell in row)
            for cell in row:
                line = cell.lines[-1]
                is_level = last - line.baseline < MERGES.level_tolerance * line.size
                cases[cell.column].append(is_level)
    return [estimated_share(column, MERGES.level_share) for column in cases]
