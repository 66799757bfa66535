"""Words to the cells in which they start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.geometry.page_model import Line, PageTable, Word
from extract.tables.overflow import with_overflowing_lines
from extract.text.words import lines_of


def assign_lines_to_cells(
    tables: Sequence[PageTable], words: Sequence[Word]
) -> tuple[list[PageTable], list[Word]]:
    """Put words in the cells in which they start.

    Args:
        tables: a page's grids.
        words: all its words.

    Returns:
        The tables with their text, and the words that stand in none.
    """
    held: list[dict[int, list[Word]]] = [{} for _ in tables]
    free: list[Word] = []
    for word in words:
        place = _place(word, tables)
        if place is None:
            free.append(word)
        else:
            held[place[0]].setdefault(place[1], []).append(word)
    filled = [
        replace(
            table,
            cells=tuple(
                replace(cell, lines=_lines(found.get(index)))
                for index, cell in enumerate(table.cells)
            ),
        )
        for table, found in zip(tables, held, strict=True)
    ]
    return with_overflowing_lines(filled, free)


def _lines(words: list[Word] | None) -> tuple[Line, ...]:
    return tuple(lines_of(words)) if words else ()


def _place(word: Word, tables: Sequence[PageTable]) -> tuple[int, int] | None:
    """The cell in which a word starts; where it starts before the table, that of its middle."""
    middle = word.baseline - 0.3 * word.size
    start = word.x0 + min(1.0, (word.x1 - word.x0) / 2)
    for x in (start, (word.x0 + word.x1) / 2, word.x1 - 1.0):
        for index, table in enumerate(tables):
            x0, top, x1, bottom = table.bbox
            if not (x0 - 1 <= x <= x1 + 1 and top - 1 <= middle <= bottom + 1):
                continue
            at = min(max(x, x0), x1 - 0.01)
            for number, cell in enumerate(table.cells):
                if cell.bbox[0] <= at < cell.bbox[2] and cell.bbox[1] <= middle < cell.bbox[3]:
                    return index, number
    return None
