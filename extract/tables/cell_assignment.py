"""Put words into the cells in which they start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import Line, PageTable, Word
from extract.tables.overflow import with_overflowing_lines
from extract.tables.thresholds import TABLES
from extract.text.words import lines_of


def assign_lines_to_cells(
    tables: Sequence[PageTable], words: Sequence[Word]
) -> tuple[list[PageTable], list[Word]]:
    """Put words into the cells in which they start.

    Args:
        tables: the tables of a page, without text.
        words: all words of the page.

    Returns:
        The tables with their text, and the words in no table.
    """
    words_in: list[dict[int, list[Word]]] = [{} for _ in tables]
    free: list[Word] = []
    for word in words:
        place = _cell_at(word, tables)
        if place is None:
            free.append(word)
        else:
            words_in[place[0]].setdefault(place[1], []).append(word)
    filled = [
        replace(
            table,
            cells=tuple(
                replace(cell, lines=_lines(in_table.get(index)))
                for index, cell in enumerate(table.cells)
            ),
        )
        for table, in_table in zip(tables, words_in, strict=True)
    ]
    return with_overflowing_lines(filled, free)


def _lines(words: list[Word] | None) -> tuple[Line, ...]:
    return tuple(lines_of(words)) if words else ()


def _cell_at(word: Word, tables: Sequence[PageTable]) -> tuple[int, int] | None:
    """Find the table and the cell in which a word starts.

    If the word starts outside of every table, its middle decides, then its end.
    """
    inset, slack = TABLES.word_edge_inset, TABLES.table_edge_slack
    y = word.baseline - ALIGNMENT.middle_above_baseline * word.size
    start = word.x0 + min(inset, (word.x1 - word.x0) / 2)
    for x in (start, (word.x0 + word.x1) / 2, word.x1 - inset):
        for index, table in enumerate(tables):
            x0, top, x1, bottom = table.bbox
            if not (x0 - slack <= x <= x1 + slack and top - slack <= y <= bottom + slack):
                continue
            within = min(max(x, x0), x1 - TABLES.half_open_margin)
            for number, cell in enumerate(table.cells):
                if cell.bbox[0] <= within < cell.bbox[2] and cell.bbox[1] <= y < cell.bbox[3]:
                    return index, number
    return None
