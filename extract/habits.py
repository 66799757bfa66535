"""How a table merges cells inside its pages: the best guide to what happens at page ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.chains import is_band
from extract.reading import PageCell

NUMBER = re.compile(
    r"^[(\[]?(?:\d+(?:\.\d+)*[.)\]]\s*\S|(?:[A-Za-z]|[ivx]+|[IVX]+)[.)\]]\s+\S)|^\d+(?:\.\d+)+\s"
)
"""How an item of a numbered list starts."""

SENTENCE_END = re.compile(r"\w[.!?][\"'’”»)\]]*\s+(?=[^\W\d_])(?![a-zà-ÿ])")
"""A sentence end inside a text."""

Pattern = tuple[bool, ...]
"""For each column, whether its cell goes on over a row boundary."""


@dataclass(frozen=True, slots=True)
class Boundary:
    """A row boundary inside a page: which columns a merge carries over it."""

    carried: Pattern
    empty_below: Pattern
    """Which of the others start an empty cell there."""


@dataclass(frozen=True, slots=True)
class Custom:
    """How the cells of a column look that stand whole on one page."""

    numbered: float = 0.0
    """Share that starts with a number."""
    ended: float = 0.0
    """Share that ends with a full stop, semicolon or the like."""
    fewest_words: int = 0
    count: int = 0
    """How many such cells there are."""
    several_sentences: float = 0.0
    """Share that holds a sentence end before its own end: there a page end may fall, too."""
    openers: frozenset[str] = frozenset()
    """Words that two cells or more start with."""
    names: frozenset[str] = frozenset()
    """What its cells list between commas, where no two are listed without."""
    open_when_cut: bool = False
    """Page ends of this table leave cells without a rule that closes them."""


NO_CUSTOM = Custom()
FEW = 4
"""From fewer cells than this no custom of a column is drawn."""


class Habits:
    """What the row boundaries inside pages teach."""

    def __init__(
        self,
        boundaries: Sequence[Boundary],
        empty_share: Sequence[float],
        customs: Sequence[Custom],
    ) -> None:
        self.boundaries = list(boundaries)
        self.empty_share = list(empty_share)
        self.customs = list(customs)
        count = len(empty_share)
        self.absent = [
            (sum(b.carried[c] or b.empty_below[c] for b in boundaries) + 1) / (len(boundaries) + 2)
            for c in range(count)
        ]
        merged = [sum(b.carried[c] for b in boundaries) for c in range(count)]
        self.merges = [merged[c] / len(boundaries) if boundaries else 0.0 for c in range(count)]

    @classmethod
    def of(cls, bodies: Sequence[tuple[Sequence[PageCell], int]], column_count: int) -> Habits:
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
        opens = any(
            cell.row_stop == row_count and not cell.closed_bottom
            for cells, row_count in bodies[:-1]
            for cell in cells
        )
        customs = [replace(c, open_when_cut=opens) for c in _customs(bodies, column_count)]
        return cls(boundaries, share, customs)

    def nests(self, outer: int, inner: int) -> bool:
        """Say whether a column's cells always end where another's end.

        Args:
            outer: a column, mostly of merged cells.
            inner: the column in question.

        Returns:
            True where no boundary inside a page carries `inner` on while `outer` starts anew.
        """
        return not any(b.carried[inner] and not b.carried[outer] for b in self.boundaries)

    def is_key(self, column: int) -> bool:
        """Say whether a column's cells are merged over several rows as a rule."""
        return self.merges[column] >= 0.25

    def finest(self) -> list[int]:
        """Columns that hold the finest rows: those that are merged least."""
        least = min(self.merges, default=0.0)
        fine = [c for c, share in enumerate(self.merges) if share <= max(least + 0.02, 0.05)]
        return fine or list(range(len(self.merges)))

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


def _customs(bodies: Sequence[tuple[Sequence[PageCell], int]], column_count: int) -> list[Custom]:
    texts: list[list[str]] = [[] for _ in range(column_count)]
    for cells, row_count in bodies:
        for cell in cells:
            inner = cell.row > 0 and cell.row_stop < row_count
            if inner and cell.lines and not is_band(cell, column_count):
                texts[cell.column].append(cell.text)
    return [_custom(found) if len(found) >= FEW else NO_CUSTOM for found in texts]


def _custom(texts: Sequence[str]) -> Custom:
    first = Counter(text.split()[0] for text in texts)
    return Custom(
        several_sentences=sum(bool(SENTENCE_END.search(text)) for text in texts) / len(texts),
        openers=frozenset(word for word, count in first.items() if count > 1),
        numbered=sum(bool(NUMBER.match(text)) for text in texts) / len(texts),
        names=_names(texts),
        ended=sum(text.rstrip()[-1] in ".;:!?" for text in texts) / len(texts),
        fewest_words=min(len(text.split()) for text in texts),
        count=len(texts),
    )


def names_of(text: str) -> list[str]:
    """The parts of a list between its commas and semicolons."""
    return [part.strip() for part in re.split("[,;]", text)]


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
