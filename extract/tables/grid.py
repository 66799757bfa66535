"""Find the tables of a page: finders propose, evidence weighs, and the best set is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.geometry.bbox import area, overlap_area, overlaps
from extract.geometry.page_model import PageTable, Rules, Word
from extract.geometry.table_order import in_reading_order
from extract.reading import Evidence
from extract.ruling.nested_grids import without_nested_grids
from extract.ruling.thresholds import RULING
from extract.tables.candidate_text import text_of, words_inside
from extract.tables.candidates import PageDrawing, TableCandidate
from extract.tables.cells import table_from_lattice
from extract.tables.choice import Choice, choose, conflict, dropped
from extract.tables.drawing_evidence import GO_ON, weigh_drawing, weigh_page_columns
from extract.tables.finders import candidates_of
from extract.tables.text_evidence import (
    TEXTS_APART,
    reasons_of_part,
    weigh_bands,
    weigh_texts,
)
from extract.tables.thresholds import WEIGHING

EQUAL_CARD = "another card of the page has the same boxes"


@dataclass(frozen=True, slots=True)
class FoundTables:
    """The tables of a page, without their text.

    Attributes:
        tables: top to bottom.
        dropped: grids that look like tables, but are none by their evidence.
    """

    tables: tuple[PageTable, ...]
    dropped: tuple[PageTable, ...]


def find_tables(page: int, rules: Rules, words: Sequence[Word]) -> FoundTables:
    """Find the tables of a page.

    Args:
        page: page number, from 1.
        rules: the lines and fills of the page.
        words: the words of the page; they show columns where no lines are drawn.

    Returns:
        The tables, and what was not taken for one.
    """
    rules, nested = without_nested_grids(rules)
    drawing = PageDrawing(page, rules, words)
    weighed = _with_boxes_apart([weigh(one, drawing) for one in candidates_of(drawing)])
    weighed = _with_equal_cards(weighed)
    choices = choose(weighed)
    rest = dropped(weighed, [one.chosen for one in choices])
    grids = [*(table_from_lattice(page, one, ()) for one in nested), *_likely_grids(weighed)]
    tables = in_reading_order([chosen_table(one, grids) for one in choices], words)
    return FoundTables(
        tuple(tables), tuple(replace(one.table, evidence=one.evidence) for one in rest)
    )


def _with_boxes_apart(candidates: Sequence[TableCandidate]) -> list[TableCandidate]:
    """Add evidence against grids whose cells are those of a table of separate boxes."""
    boxed = [one for one in candidates if one.odds > 0 and all(c.is_boxed for c in one.table.cells)]
    against = Evidence(name="its cells are boxes apart", weight=WEIGHING.boxes_apart)
    return [
        replace(one, evidence=(*one.evidence, against))
        if one not in boxed and any(_has_same_cells(one, other) for other in boxed)
        else one
        for one in candidates
    ]


def _with_equal_cards(candidates: Sequence[TableCandidate]) -> list[TableCandidate]:
    """Add evidence for a card whose boxes are those of another card of the page.

    A part of a card may look more like a table than all of it, which has lines over all columns; so
    only cards of which a part is proposed need it.
    """
    cards = [one for one in candidates if one.odds > 0 and _is_card(one.table)]
    equal = [
        one
        for one in cards
        if any(_has_same_boxes(one, other) and not conflict(one, other) for other in cards)
    ]
    evidence = Evidence(name=EQUAL_CARD, weight=WEIGHING.equal_card)
    return [
        replace(one, evidence=(*one.evidence, evidence))
        if one in equal
        and _has_part(one, candidates)
        and not _is_part(one, equal)
        and not _is_joined(one, equal, candidates)
        else one
        for one in candidates
    ]


def _is_card(table: PageTable) -> bool:
    """Return whether some rows of a ruled table are one box each, and others several."""
    if not table.is_ruled or table.row_count < WEIGHING.rows_of_card or table.column_count < 2:
        return False
    across = sum(one.column_stop - one.column == table.column_count for one in table.cells)
    return across > 1 and len(table.cells) > across


def _has_part(one: TableCandidate, candidates: Sequence[TableCandidate]) -> bool:
    """Return whether a likely table of fewer rows is proposed for the same place."""
    return any(
        other.odds > 0 and conflict(one, other) and other.table.row_count < one.table.row_count
        for other in candidates
    )


def _is_part(one: TableCandidate, cards: Sequence[TableCandidate]) -> bool:
    """Return whether another card of the place has more rows."""
    return any(
        conflict(one, other) and other.table.row_count > one.table.row_count for other in cards
    )


def _is_joined(
    one: TableCandidate, cards: Sequence[TableCandidate], candidates: Sequence[TableCandidate]
) -> bool:
    """Return whether a table that is as likely holds a card and another one."""
    likely = [
        large
        for large in candidates
        if large is not one and large.odds >= one.odds and conflict(one, large)
    ]
    others = [other for other in cards if not conflict(one, other)]
    return any(conflict(other, large) for other in others for large in likely)


def _has_same_boxes(one: TableCandidate, other: TableCandidate) -> bool:
    """Return whether two cards have the same boxes in the same width; inner walls may differ."""
    ends = [(each.table.xs[0], each.table.xs[-1]) for each in (one, other)]
    distance = max(abs(a - b) for a, b in zip(*ends, strict=True))
    return distance <= RULING.max_end_difference and _spans(one.table) == _spans(other.table)


def _has_same_cells(one: TableCandidate, other: TableCandidate) -> bool:
    """Return whether two grids of one place have mostly the same cells, edges aside."""
    shared = overlap_area(one.bbox, other.bbox)
    own, others = _spans(one.table), _spans(other.table)
    return len(own ^ others) <= WEIGHING.other_cells * len(own | others) and (
        shared >= WEIGHING.same_place * max(area(one.bbox), area(other.bbox))
    )


def _spans(table: PageTable) -> set[tuple[int, int, int, int]]:
    return {(one.row, one.row_stop, one.column, one.column_stop) for one in table.cells}


def _likely_grids(candidates: Sequence[TableCandidate]) -> Iterator[PageTable]:
    """Return the likely tables of several rows and columns."""
    for one in candidates:
        if one.odds > 0 and min(one.table.row_count, one.table.column_count) > 1:
            yield one.table


def chosen_table(choice: Choice, grids: Sequence[PageTable]) -> PageTable:
    """Return a table with its evidence, a close runner-up, and the grids in its cells."""
    other = choice.runner_up if choice.margin < WEIGHING.min_margin else None
    table = choice.chosen.table
    places = [(table.cell_around(one.bbox), one) for one in grids]
    nested: list[PageTable] = []
    for cell, one in places:
        is_told = any(overlaps(one.bbox, other.bbox, 0.0) for other in nested)
        if cell is not None and not is_told:
            nested.append(one)
    return replace(
        table,
        evidence=choice.chosen.evidence,
        margin=min(choice.margin, choice.chosen.odds),
        other=replace(other.table, evidence=other.evidence) if other is not None else None,
        nested=tuple(nested),
    )


def weigh(candidate: TableCandidate, drawing: PageDrawing) -> TableCandidate:
    """Weigh all evidence for and against a candidate."""
    text = text_of(candidate.table, drawing.words)
    inside = words_inside(candidate.bbox, drawing.words)
    reasons = [
        *weigh_texts(text, drawing.words),
        *weigh_drawing(candidate.table, drawing.rules, inside),
        *weigh_page_columns(text, drawing.rules, drawing.words),
    ]
    explained = len(words_inside(candidate.extent, drawing.words))
    return replace(
        candidate,
        evidence=tuple(reasons),
        explained=explained,
        reading=tuple(one.text for one in text.with_text),
    )


def weigh_part(candidate: TableCandidate, drawing: PageDrawing) -> TableCandidate:
    """Weigh a candidate in addition to what other pages of its table show.

    Little text does not speak against it, nor do wide gaps in a line, as in justified text: columns
    that it does not know are none. Nor do texts that seem to go on in the next column, as those of
    a row that the page end cuts do. Prose over all columns does.

    Args:
        candidate: what is proposed, with evidence from other pages; it keeps that of its own page.
        drawing: its page.
    """
    weighed, table = weigh(candidate, drawing), candidate.table
    own = table.evidence
    if not own:
        own = tuple(one for one in weighed.evidence if one.name not in (TEXTS_APART, GO_ON))
        own += tuple(weigh_bands(text_of(table, drawing.words)))
    reasons = (*candidate.evidence, *reasons_of_part(own, table.column_count))
    return replace(weighed, evidence=reasons)
