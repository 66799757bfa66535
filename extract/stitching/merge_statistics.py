"""How a table merges cells inside its pages: the best guide to what happens at page ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.geometry.page_model import PageCell
from extract.stitching.table_runs import is_band
from extract.text.sentences import (
    NUMBER,
    PAUSE,
    SHORT_END,
    ends_sentence,
    is_closed,
    names_of,
    starts_anew,
    word_stem,
)

Pattern = tuple[bool, ...]
"""For each column, whether its cell goes on over a row boundary."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """A row boundary inside a page: which columns a merge carries over it."""

    carried: Pattern
    empty_below: Pattern
    """Which of the others start an empty cell there."""

    @property
    def prints(self) -> Pattern:
        """Which columns start a text there."""
        return tuple(
            not (carried or empty)
            for carried, empty in zip(self.carried, self.empty_below, strict=True)
        )


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """How the cells of a column look that stand whole on one page."""

    numbered: float = 0.0
    """Share that starts with a number."""
    fewest_words: int = 0
    count: int = 0
    """How many such cells there are."""
    closed_lines: float = 0.08
    """Share of lines amid a text that close a sentence."""
    closed_ends: float = 0.5
    """Share of texts that do."""
    openers: frozenset[str] = frozenset()
    """Words that two cells or more start with."""
    capital_lines: float = 0.22
    """Share of lines amid its sentences that start with a capital or figure."""
    short_lines: float = 0.22
    """Share of lines amid a text that end with a short word."""
    short_ends: float = 0.05
    """Share of texts that do."""
    pairs: frozenset[tuple[str, str]] = frozenset()
    """Words that follow each other in a text of the table, as `word_stem` has them."""
    closers: frozenset[str] = frozenset()
    """Short words that end texts, or stand before a pause: they link nothing."""
    names: frozenset[str] = frozenset()
    """What its cells list between commas, where no two are listed without."""
    open_when_cut: bool = False
    """Page ends leave cells without a rule that closes them."""
    closed_when_whole: bool = False
    """A rule closes many cells at page ends."""


NO_PROFILE = ColumnProfile()
USUAL_LEVEL = 0.4
"""Share of cells that end where the tallest of their row does, before a table shows its own."""
FEW = 4
"""From fewer cells than this no custom of a column is drawn."""


class MergeStatistics:
    """What the row boundaries inside pages teach."""

    def __init__(
        self,
        boundaries: Sequence[Boundary],
        empty_share: Sequence[float],
        customs: Sequence[ColumnProfile],
        levels: Sequence[float] = (),
    ) -> None:
        self.boundaries = list(boundaries)
        self.printed = Counter(boundary.prints for boundary in self.boundaries)
        self.empty_share = list(empty_share)
        self.customs = list(customs)
        self.levels = list(levels) or [USUAL_LEVEL] * len(empty_share)
        """For each column, how often its text ends at the last line of its row."""
        count = len(empty_share)
        merged = [sum(b.carried[c] for b in boundaries) for c in range(count)]
        self.merges = [merged[c] / len(boundaries) if boundaries else 0.0 for c in range(count)]

    @classmethod
    def of(
        cls, bodies: Sequence[tuple[Sequence[PageCell], int]], column_count: int
    ) -> MergeStatistics:
        """Learn from each page's body rows: cells in page rows from 0, and how many rows."""
        boundaries: list[Boundary] = []
        starts = [0] * column_count
        empties = [0] * column_count
        for cells, row_count in bodies:
            states = _states(cells, row_count, column_count)
            for row, now in enumerate(states):
                if now is None:
                    continue
                for column, (begins, empty) in enumerate(now):
                    starts[column] += begins
                    empties[column] += begins and empty
                if row and states[row - 1] is not None:
                    boundaries.append(
                        Boundary(
                            tuple(not begins for begins, _ in now),
                            tuple(begins and empty for begins, empty in now),
                        )
                    )
        share = [
            empty / start if start else 0.0 for empty, start in zip(empties, starts, strict=True)
        ]
        # Merged cells that only go on may lack a rule where cut ones have it.
        feet = [
            cell.closed_bottom
            for cells, rows in bodies[:-1]
            for cell in cells
            if cell.row + 1 == cell.row_stop == rows and cell.lines
        ]
        # Programs that leave feet open as a rule close one here and there all the same.
        opens, closes = not all(feet), sum(feet) > len(feet) / 3
        found = _customs(bodies, column_count)
        customs = [replace(c, open_when_cut=opens, closed_when_whole=closes) for c in found]
        return cls(boundaries, share, customs, _levels(bodies, column_count))

    def nests(self, outer: int, inner: int) -> bool:
        """Say whether a column's cells always end where another's end.

        Args:
            outer: a column, mostly of merged cells.
            inner: the column in question.

        Returns:
            True where no boundary inside a page carries `inner` on while `outer` starts anew.
        """
        return not any(b.carried[inner] and not b.carried[outer] for b in self.boundaries)

    def starts_with(self, outer: int, inner: int) -> bool:
        """Say whether a column's cells start where another's do, and nowhere else.

        Where the other goes on, a text that is printed late is no new cell: a program may find
        no room for it at the foot of the page on which its cell starts.

        Args:
            outer: a column of merged cells.
            inner: the column in question.

        Returns:
            False, too, where too few boundaries inside pages carry `outer` on.
        """
        like = [b.carried[inner] for b in self.boundaries if b.carried[outer]]
        return inner != outer and len(like) >= FEW and all(like)

    def is_key(self, column: int) -> bool:
        """Say whether a column's cells are merged over several rows as a rule."""
        return self.merges[column] >= 0.25

    def finest(self) -> list[int]:
        """Columns that hold the finest rows: those that are merged least."""
        least = min(self.merges, default=0.0)
        fine = [c for c, share in enumerate(self.merges) if share <= max(least + 0.02, 0.05)]
        return fine or list(range(len(self.merges)))

    def absence(self, column: int, prints: dict[int, bool]) -> float:
        """How often a new row prints nothing in a column.

        Args:
            column: the column in question.
            prints: for other columns, whether the row starts a text there.

        Returns:
            Share from 0 to 1, exclusive, of the rows inside pages that are alike in `prints`
            (m-estimate: the share of all rows counts as two more of them). Not less than that
            of all rows: being like others explains an absence, and makes none stranger.
        """
        every = self.printed
        like = {
            row: count
            for row, count in every.items()
            if all(row[other] == printed for other, printed in prints.items())
        }
        absent, absent_alike = (
            sum(count for row, count in rows.items() if not row[column]) for rows in (every, like)
        )
        overall = (absent + 1) / (every.total() + 2)
        return max(overall, (absent_alike + 2 * overall) / (sum(like.values()) + 2))

    def leaning(self, column: int, known: dict[int, bool]) -> float:
        """Weigh, from -3 to 3, whether a column is carried where others are so or not.

        Args:
            column: the column in question.
            known: for other columns, whether they are carried over the boundary.

        Returns:
            Positive where boundaries inside pages speak for it; 0 where there are few.
        """
        like = [
            boundary.carried[column]
            for boundary in self.boundaries
            if all(boundary.carried[other] == state for other, state in known.items())
        ]
        if len(like) > 1:
            return 6 * (sum(like) / len(like) - 0.5)
        # Columns nest from left to right unless a table shows otherwise.
        starts_anew = any(not state for key, state in known.items() if key < column)
        return -2.0 if starts_anew else 0.0

    def carry_rate(self, column: int, known: dict[int, bool]) -> float:
        """How often an empty place under a boundary belongs to the merged cell above.

        Args:
            column: the column in question.
            known: for other columns, whether they are carried over the boundary.

        Returns:
            Share from 0 to 1; 0.5 where the pages show no such case.
        """
        like = [
            boundary
            for boundary in self.boundaries
            if all(boundary.carried[other] == state for other, state in known.items())
        ]
        carried = sum(boundary.carried[column] for boundary in like)
        empty = sum(boundary.empty_below[column] for boundary in like)
        if carried + empty == 0:
            return 0.5
        return carried / (carried + empty)


def _states(
    cells: Sequence[PageCell], row_count: int, column_count: int
) -> list[list[tuple[bool, bool]] | None]:
    """For each row and column, whether a cell begins there and is empty; None for a band."""
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


def _levels(bodies: Sequence[tuple[Sequence[PageCell], int]], column_count: int) -> list[float]:
    """For each column, the share of whole rows whose last line it prints."""
    cases: list[list[bool]] = [[] for _ in range(column_count)]
    for cells, row_count in bodies:
        rows: dict[int, list[PageCell]] = {}
        for cell in cells:
            if 0 < cell.row < row_count - 1 and cell.row_stop == cell.row + 1 and cell.lines:
                rows.setdefault(cell.row, []).append(cell)
        for row in rows.values():
            last = max(cell.lines[-1].baseline for cell in row)
            for cell in row:
                cases[cell.column].append(last - cell.lines[-1].baseline < cell.lines[-1].size / 2)
    return [_share(found, USUAL_LEVEL) for found in cases]


def _customs(
    bodies: Sequence[tuple[Sequence[PageCell], int]], column_count: int
) -> list[ColumnProfile]:
    held: list[list[PageCell]] = [[] for _ in range(column_count)]
    for cells, row_count in bodies:
        for cell in cells:
            inner = cell.row > 0 and cell.row_stop < row_count
            if inner and cell.lines and not is_band(cell, column_count):
                held[cell.column].append(cell)
    pairs = frozenset(
        (word_stem(word), word_stem(following))
        for cells, _ in bodies
        for cell in cells
        for word, following in pairwise(cell.text.split())
        if word[-1] not in PAUSE
    )
    usual = replace(NO_PROFILE, pairs=pairs, closers=_closers(bodies))
    return [_custom(found, usual) if len(found) >= FEW else usual for found in held]


def _closers(bodies: Sequence[tuple[Sequence[PageCell], int]]) -> frozenset[str]:
    """Short words of which one in twenty or more ends a text that stands whole on a page."""
    every: Counter[str] = Counter()
    ended: Counter[str] = Counter()
    for cells, row_count in bodies:
        for cell in cells:
            words = cell.text.split()
            every.update(word.rstrip(PAUSE) for word in words)
            last = words[-1:] if cell.row_stop < row_count else []
            ended.update([word.rstrip(PAUSE) for word in words if word[-1] in PAUSE] + last)
    return frozenset(
        word
        for word, count in ended.items()
        if SHORT_END.search(word) and count >= every[word] / 20
    )


def _custom(cells: Sequence[PageCell], usual: ColumnProfile) -> ColumnProfile:
    texts = [cell.text for cell in cells]
    first = Counter(text.split()[0] for text in texts)
    return replace(
        usual,
        closed_lines=_share(
            [is_closed(a.text, b.text) for c in cells for a, b in pairwise(c.lines)],
            NO_PROFILE.closed_lines,
        ),
        closed_ends=_share([is_closed(text, "") for text in texts], NO_PROFILE.closed_ends),
        openers=frozenset(word for word, count in first.items() if count > 1),
        numbered=sum(bool(NUMBER.match(text)) for text in texts) / len(texts),
        names=_names(texts),
        fewest_words=min(len(text.split()) for text in texts),
        count=len(texts),
        capital_lines=_capital_lines(cells),
        short_lines=_share(
            [bool(SHORT_END.search(line.text)) for cell in cells for line in cell.lines[:-1]],
            NO_PROFILE.short_lines,
        ),
        short_ends=_share([bool(SHORT_END.search(t)) for t in texts], NO_PROFILE.short_ends),
    )


def _share(cases: Sequence[bool], usual: float) -> float:
    """The share of true cases; the usual one counts as `FEW` more of them (m-estimate)."""
    return (sum(cases) + FEW * usual) / (len(cases) + FEW)


def _capital_lines(cells: Sequence[PageCell]) -> float:
    """How often a line that goes on from the one above starts as a new text would."""
    starts = [
        starts_anew(below.text)
        for cell in cells
        for above, below in pairwise(cell.lines)
        if not ends_sentence(above.text)
    ]
    return _share(starts, NO_PROFILE.capital_lines)


def _names(texts: Sequence[str]) -> frozenset[str]:
    lists = [names_of(text) for text in texts]
    names = frozenset(name for found in lists for name in found if name)
    splits = (
        (name[: blank.start()], name[blank.end() :])
        for name in names
        for blank in re.finditer(r"\s+", name)
    )
    no_commas = all(len(found) == 1 for found in lists)
    if no_commas or any(left in names and right in names for left, right in splits):
        return frozenset()
    return names
