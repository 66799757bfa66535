"""Tables that a page may hold: what a finder proposes, before one set of them is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.geometry.page_model import PageTable, Rules, Word
from extract.reading import Bbox, Evidence


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """What a page draws and prints, as all finders and all evidence see it."""

    number: int
    rules: Rules
    words: Sequence[Word]


@dataclass(frozen=True, slots=True)
class TableCandidate:
    """A table that a finder proposes.

    Attributes:
        table: its cells, without text.
        extent: the box whose text it accounts for: its cells, and the captions and notes inside
            its frame that it leaves out.
        evidence: reasons for and against it, once it is weighed.
        explained: words in `extent`.
        reading: the texts of its cells, row by row; candidates with the same texts differ in
            nothing that is published.
    """

    table: PageTable
    extent: Bbox
    evidence: tuple[Evidence, ...] = ()
    explained: int = 0
    reading: tuple[str, ...] = ()

    @property
    def found_by(self) -> str:
        """The finder, and what was refined after it."""
        return self.table.found_by

    @property
    def bbox(self) -> Bbox:
        """The outline of its cells."""
        return self.table.bbox

    @property
    def odds(self) -> float:
        """The summed log odds that it is a table, and read right.

        Reasons have two decimals, as the sum has: what lies beyond is noise of the addition, which
        must not decide between equally strong candidates.
        """
        return round(sum(one.weight for one in self.evidence), 2)

    @property
    def shape(self) -> tuple[tuple[int, ...], ...]:
        """Its cells in whole points: equal for candidates that read the page in the same way."""
        return tuple(
            tuple(round(edge) for edge in cell.bbox)
            for cell in sorted(self.table.cells, key=lambda cell: (cell.row, cell.column))
        )


def evidence(name: str, weight: float, note: str = "") -> Iterator[Evidence]:
    """Make a reason of a weight, unless it weighs nothing."""
    if round(weight, 2):
        yield Evidence(name=name, weight=round(weight, 2), note=note)
