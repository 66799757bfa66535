"""The text of a candidate's cells, for weighing: words, lines, and what kind of text it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extract.alignment.segments import lines_within
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import PageCell, PageTable, Word
from extract.reading import Bbox
from extract.tables.thresholds import TABLES, WEIGHING

_NUMBER = re.compile(r"[-+–−(]?[$€£]?\s?\d[\d\s.,:/%–-]*[%)]?\*?|[-–—.…]+")
_NOTE = re.compile(
    r"(notes?|sources?|exhibit reads|remarks?|quelle|fuente|fonte|anmerkung|remarque|nota)\b"
    r".{0,20}?:"
    r"|[*†‡¹²³]\s?\w|page \d+ of \d+$|\d+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell, and the words that start in it as lines, top to bottom."""

    cell: PageCell
    lines: tuple[tuple[Word, ...], ...]

    @property
    def text(self) -> str:
        """Its lines, joined by spaces."""
        return " ".join(word.text for line in self.lines for word in line)

    @property
    def is_bold(self) -> bool:
        """Whether all of its words are bold."""
        return all(word.bold for line in self.lines for word in line)


@dataclass(frozen=True, slots=True)
class CandidateText:
    """The cells of a candidate with their text."""

    table: PageTable
    cells: tuple[CellText, ...]
    words: int
    """Number of its words."""

    @property
    def with_text(self) -> list[CellText]:
        """The cells that hold text."""
        return [one for one in self.cells if one.lines]

    def rows(self) -> list[list[CellText]]:
        """Return the cells with text that start in each row."""
        rows: list[list[CellText]] = [[] for _ in range(self.table.row_count)]
        for one in self.with_text:
            rows[one.cell.row].append(one)
        return rows

    def columns(self) -> list[list[CellText]]:
        """Return the cells with text that start in each column."""
        columns: list[list[CellText]] = [[] for _ in range(self.table.column_count)]
        for one in self.with_text:
            columns[one.cell.column].append(one)
        return columns


def text_of(table: PageTable, words: Sequence[Word]) -> CandidateText:
    """Put words into the cells in which they start."""
    owners = _owners(table)
    inside: list[list[Word]] = [[] for _ in table.cells]
    # Each candidate of a page asks for all of its words: nothing is looked up twice.
    xs, ys = table.xs, table.ys
    slack, inset, above = (
        TABLES.table_edge_slack,
        TABLES.word_edge_inset,
        ALIGNMENT.middle_above_baseline,
    )
    x0, top, x1, bottom = xs[0] - slack, ys[0] - slack, xs[-1] + slack, ys[-1] + slack
    last_column, last_row = table.column_count - 1, table.row_count - 1
    count = 0
    for word in words:
        y = word.baseline - above * word.size
        if not top <= y <= bottom:
            continue
        x = word.x0 + min(inset, (word.x1 - word.x0) / 2)
        if not x0 <= x <= x1:
            continue
        column = min(max(bisect_right(xs, x) - 1, 0), last_column)
        row = min(max(bisect_right(ys, y) - 1, 0), last_row)
        at = owners[row][column]
        if at >= 0:
            inside[at].append(word)
            count += 1
    cells = tuple(
        CellText(cell, lines_in(own)) for cell, own in zip(table.cells, inside, strict=True)
    )
    return CandidateText(table, cells, count)


def words_inside(box: Bbox, words: Sequence[Word]) -> list[Word]:
    """Return the words whose first letters lie in a box."""
    slack, above = TABLES.table_edge_slack, ALIGNMENT.middle_above_baseline
    x0, top, x1, bottom = box[0] - slack, box[1] - slack, box[2], box[3] + slack
    return [
        word
        for word in words
        if x0 <= word.x0 < x1 and top <= word.baseline - above * word.size <= bottom
    ]


def lines_in(words: Sequence[Word]) -> tuple[tuple[Word, ...], ...]:
    """Group words by their baselines, top to bottom, each line from left to right."""
    return tuple(map(tuple, lines_within(words, WEIGHING.same_line)))


def _owners(table: PageTable) -> list[list[int]]:
    """Return the index of the cell at each row and column; -1 if no cell covers it."""
    owners = [[-1] * table.column_count for _ in range(table.row_count)]
    for at, cell in enumerate(table.cells):
        for row in range(cell.row, cell.row_stop):
            owners[row][cell.column : cell.column_stop] = [at] * (cell.column_stop - cell.column)
    return owners


def is_note(text: str) -> bool:
    """Return whether a text begins as a note, a source line or a page number does."""
    return _NOTE.match(text) is not None


def is_number(text: str) -> bool:
    """Return whether a text is a number or a sign for a missing one."""
    return _NUMBER.fullmatch(text.strip()) is not None
