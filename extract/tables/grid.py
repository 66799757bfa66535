"""Find the tables of a page: finders propose, evidence weighs, and the best set is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.geometry.page_model import PageTable, Rules, Word
from extract.tables.candidate_text import text_of, words_inside
from extract.tables.candidates import PageDrawing, TableCandidate
from extract.tables.choice import choose
from extract.tables.drawing_evidence import weigh_drawing
from extract.tables.finders import candidates_of
from extract.tables.text_evidence import weigh_texts


def find_tables(page: int, rules: Rules, words: Sequence[Word]) -> list[PageTable]:
    """Find the tables of a page.

    Args:
        page: page number, from 1.
        rules: the lines and fills of the page.
        words: the words of the page; they show columns where no lines are drawn.

    Returns:
        Tables of two or more cells, top to bottom, without their text.
    """
    drawing = PageDrawing(page, rules, words)
    weighed = [weigh(one, drawing) for one in candidates_of(drawing)]
    tables = [
        replace(one.chosen.table, evidence=one.chosen.evidence) for one in choose(weighed)
    ]
    return sorted(tables, key=lambda table: (table.bbox[1], table.bbox[0]))


def weigh(candidate: TableCandidate, drawing: PageDrawing) -> TableCandidate:
    """Weigh all evidence for and against a candidate."""
    text = text_of(candidate.table, drawing.words)
    reasons = [*weigh_texts(text), *weigh_drawing(candidate.table, drawing.rules)]
    explained = len(words_inside(candidate.extent, drawing.words))
    return replace(candidate, evidence=tuple(reasons), explained=explained)
