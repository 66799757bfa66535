"""Tables joined over their pages, and the levels of the headings inside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from extract.geometry.page_model import Line, PageCell, PageTable
from extract.model import Evidence
from extract.stitching.header import Header
from extract.stitching.page_ends.break_score import CellEnd
from extract.tables.text_evidence import TEXTS_APART

_MARKER = re.compile(r"^\(?(\d+(?:\.\d+)*|[IVXLC]+|[A-Z]|[a-z])[.):]?\s")
_BARE = re.compile(r"([IVXLC]+|[A-Z]|[a-z])\s")
"""A number in letters without a stop or a bracket. A single letter may be a word of the heading."""


@dataclass(slots=True)
class StitchedCell:
    """A cell joined over pages.

    Attributes:
        parts: page number and printed cell, one per page.
        confidence: probability that it is read right; None for headers and bands.
    """

    column: int
    column_stop: int
    row: int
    row_stop: int
    parts: list[tuple[int, PageCell]]
    confidence: float | None = None

    @property
    def lines(self) -> list[Line]:
        """Its printed lines on all pages."""
        return [line for _, cell in self.parts for line in cell.lines]


@dataclass(slots=True)
class StitchedRow:
    """A row joined over pages.

    Attributes:
        is_again: it is a heading that an earlier page prints, and says that it is continued.
    """

    kind: Literal["row", "band"]
    pages: list[int]
    is_again: bool = False


@dataclass(frozen=True, slots=True)
class StitchedBreak:
    """The decision at a page end.

    Attributes:
        row: index of the first row on the next page.
        continues: whether that row starts on an earlier page.
        cells: where a new row starts, whether the cell of each column continues.
    """

    page: int
    next_page: int
    row: int
    continues: bool
    evidence: tuple[Evidence, ...]
    cells: tuple[CellEnd, ...] = ()


class StitchedTable:
    """A table joined over its pages; its line ends are not joined yet.

    The table owns its cells. `release_cells` hands them over once, and frees each of them early;
    after that the table has no cells, and asking for them is an error.

    Attributes:
        column_count: number of columns.
        header: the header as first printed; None if there is none.
        header_prints: pages that print the header, with its cells.
        header_end: the rest of a header cut by a page end, on the table's second page.
        running_titles: page and cell of titles that the pages print again above the header.
        rows: the rows over all pages.
        breaks: the decisions at page ends.
        pages: page number of each part.
        is_ruled: rules separate the columns on every page.
        has_drawn_rows: rules or shades separate the rows on every page, not white space.
        found_by: the finder of most of its parts.
        margin: log odds of its least certain part; None if nothing was compared.
        evidence: the evidence for and against that part.
        texts_apart: the log odds against the part in whose cells texts stand apart most.
    """

    def __init__(
        self,
        column_count: int,
        header: Header | None,
        *,
        header_end: tuple[PageCell, ...] = (),
        pages: Sequence[int] = (),
        is_ruled: bool = True,
        parts: Sequence[PageTable] = (),
    ) -> None:
        self.column_count = column_count
        self.header = header
        self.header_end = header_end
        self.pages = list(pages)
        self.is_ruled = is_ruled
        self.has_drawn_rows = not any(part.is_booktabs for part in parts)
        # The parts themselves are not kept: their cells take memory.
        weakest = min(parts, key=_margin, default=None)
        self.found_by = (
            Counter(part.found_by for part in parts).most_common(1)[0][0] if parts else ""
        )
        self.margin = weakest.margin if weakest else None
        self.evidence = weakest.evidence if weakest else ()
        against = (one.weight for part in parts for one in part.evidence if one.name == TEXTS_APART)
        self.texts_apart = min(against, default=0.0)
        self.header_prints: list[tuple[int, tuple[PageCell, ...]]] = []
        self.running_titles: list[tuple[int, PageCell]] = []
        self.rows: list[StitchedRow] = []
        self.breaks: list[StitchedBreak] = []
        self._cells: list[StitchedCell] | None = []

    @property
    def cells(self) -> list[StitchedCell]:
        """The cells over all pages.

        Raises:
            RuntimeError: the cells were released.
        """
        if self._cells is None:
            raise RuntimeError("the cells of this table were released and cannot be read again")
        return self._cells

    def release_cells(self) -> Iterator[StitchedCell]:
        """Hand over all cells, last cell first. The table has no cells afterwards.

        Raises:
            RuntimeError: the cells were released before.
        """
        cells, self._cells = self.cells, None
        return _pop_all(cells)


def _margin(part: PageTable) -> float:
    return float("inf") if part.margin is None else part.margin


def _pop_all(cells: list[StitchedCell]) -> Iterator[StitchedCell]:
    while cells:
        yield cells.pop()


def band_levels(stitched: StitchedTable) -> dict[int, int]:
    """Rank a table's bands; level 0 is the outermost.

    Bands with the same kind of number have the same level. So have bands without numbers that
    look the same. The level that is printed first is the outer one, because a heading precedes
    those it contains.

    Args:
        stitched: a table joined over its pages.

    Returns:
        The level of each row that is a band, by row index.
    """
    bands = [
        (cell.row, cell.parts[0][1])
        for cell in sorted(stitched.cells, key=lambda cell: cell.row)
        if stitched.rows[cell.row].kind == "band" and cell.column == 0
    ]
    bare = {found[1] for _, band in bands if (found := _BARE.match(band.text))}
    # One letter alone counts nothing: `A better region`.
    words = bare if len(bare) == 1 else set()
    kinds: list[object] = []
    levels: dict[int, int] = {}
    for row, band in bands:
        kind = _kind(band, words)
        if kind not in kinds:
            kinds.append(kind)
        levels[row] = kinds.index(kind)
    return levels


def _kind(cell: PageCell, words: Set[str]) -> object:
    """Return what the bands of one level share.

    Args:
        cell: the band.
        words: letters that are words where no stop or bracket shows that they are numbers.
    """
    marker = _MARKER.match(cell.text)
    bare = _BARE.match(cell.text)
    if marker is None or (bare is not None and len(bare[1]) == 1 and bare[1] in words):
        return (cell.fill, cell.lines[0].bold, round(cell.lines[0].size, 1))
    number = marker[1]
    if number[0].isdigit():
        return f"1{'.1' * number.count('.')}"
    if re.fullmatch(r"[IVXLC]+", number):
        return "I"
    return "A" if number.isupper() else "a"
