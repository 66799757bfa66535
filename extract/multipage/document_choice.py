"""Choose the tables of all pages together, with the evidence of other pages.

Each page first chooses among its own candidates. Then two passes go through the document: from the
last page to the first, with candidates that the following page suggests, and back, with candidates
that the page before and all pages of a table suggest. All candidates of a page are kept until the
second pass has reached it, so that later ones compete with all earlier ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.alignment.aligned import words_in
from extract.geometry.clustering import same_places
from extract.geometry.page_model import Line, PageReading, PageTable, Rule, Word
from extract.geometry.table_order import in_reading_order
from extract.multipage.column_ruled import rows_by_space
from extract.multipage.neighbour_columns import (
    EarlierColumns,
    grids_like_neighbours,
    in_later_columns,
)
from extract.multipage.right_ends import in_common_right_ends
from extract.multipage.run_layouts import RunLayouts, drawing_of
from extract.page.agreement import SecondCell
from extract.page.page_worker import cross_check
from extract.ruling.thresholds import RULING
from extract.tables.candidates import PageDrawing, TableCandidate
from extract.tables.cell_assignment import assign_lines_to_cells
from extract.tables.choice import Choice, choose, conflict
from extract.tables.grid import chosen_table, weigh, weigh_part
from extract.tables.text_evidence import SHOWN_COLUMNS
from extract.text.words import lines_of


def choose_over_document(readings: Sequence[PageReading]) -> tuple[PageReading, ...]:
    """Choose among the tables that each page and the other pages of its tables propose.

    Args:
        readings: the pages in order, each read by itself.

    Returns:
        The pages with the chosen tables.
    """
    document = DocumentChoice(readings)
    pages = document.pages
    for page in reversed(pages):
        document.choose_again(page, in_later_columns(pages, page))
    earlier, layouts = EarlierColumns(pages), RunLayouts(pages)
    for page in pages:
        document.choose_again(page, grids_like_neighbours(pages, page))
        document.choose_again(page, [*earlier.propose(page), *layouts.propose(page)])
        document.forget_candidates(page)
    for propose in (rows_by_space, in_common_right_ends):
        for page, proposed in propose(list(pages.values())).items():
            document.choose_again(page, proposed)
    return tuple(map(_cross_checked, pages.values()))


def _cross_checked(reading: PageReading) -> PageReading:
    """Compare the tables that other pages proposed with the second reading of their page."""
    if not reading.second:
        return reading
    cells = [SecondCell(*one) for one in reading.second]
    tables = (
        table
        if any(cell.readings_agree is not None for cell in table.cells)
        else cross_check(table, reading.page_transform, cells)
        for table in reading.tables
    )
    return replace(reading, tables=tuple(tables))


class DocumentChoice:
    """The pages as they are chosen so far, and all candidates of those that others propose for."""

    def __init__(self, readings: Sequence[PageReading]) -> None:
        self.pages = {reading.page: reading for reading in readings}
        self._by_themselves = dict(self.pages)
        self._candidates: dict[int, list[TableCandidate]] = {}

    def choose_again(self, page: int, proposals: Iterable[TableCandidate]) -> None:
        """Choose among the candidates of a page again if there are more of them."""
        proposals = list(proposals)
        if not proposals:
            return
        reading = self.pages[page]
        fixed = [table for table in reading.tables if not _has_words(table)]
        drawing = drawing_of(reading)
        known = self._candidates.get(page) or _without_conflict(
            (
                one
                for table in reading.tables
                if _has_words(table)
                for one in _as_candidates(table, drawing)
            ),
            fixed,
        )
        # Candidates of the same cells may differ in what parts the rows, which page ends go by.
        shapes = {(one.shape, one.found_by) for one in known}
        new = [
            one
            for one in _without_conflict(proposals, fixed)
            if (one.shape, one.found_by) not in shapes
        ]
        if new:
            # The new ones come first: they win if all reasons are as strong as reasons can be.
            weighed = [weigh_part(one, drawing) for one in new]
            known = _with_shown_columns([*weighed, *known])
            self._candidates[page] = known
            chosen = _with_choices(reading, fixed, choose(known), drawing)
            self.pages[page] = _with_rest_of(self._by_themselves[page], chosen)

    def forget_candidates(self, page: int) -> None:
        """Let the chosen tables of a page and their runner-ups stand for all of its candidates.

        A document of thousands of pages would hold all of them to the end.
        """
        self._candidates.pop(page, None)


def _has_words(table: PageTable) -> bool:
    """Return whether a table keeps the words of its lines, so that it can be read again."""
    return any(line.words for cell in table.cells for line in cell.lines)


def _without_conflict(
    candidates: Iterable[TableCandidate], fixed: Sequence[PageTable]
) -> list[TableCandidate]:
    """Leave out candidates for the place of tables that stay."""
    own = [TableCandidate(table, table.bbox) for table in fixed]
    return [one for one in candidates if not any(conflict(one, table) for table in own)]


def _as_candidates(table: PageTable, drawing: PageDrawing) -> Iterator[TableCandidate]:
    """Yield a chosen table of a page as the candidate that it was, and a close runner-up."""
    for one in filter(None, (table, table.other)):
        weighed = weigh(TableCandidate(one, one.bbox), drawing)
        yield replace(weighed, evidence=one.evidence or weighed.evidence)


def _with_shown_columns(candidates: Sequence[TableCandidate]) -> list[TableCandidate]:
    """Add evidence for candidates whose columns are those that other pages show at their place."""
    shown = [one for one in candidates if SHOWN_COLUMNS in one.evidence]
    return [
        replace(one, evidence=(*one.evidence, SHOWN_COLUMNS))
        if one not in shown and any(_has_columns_of(one, other) for other in shown)
        else one
        for one in candidates
    ]


def _has_columns_of(one: TableCandidate, other: TableCandidate) -> bool:
    """Return whether two candidates for a place have the same columns; their widths may differ."""
    xs, others = one.table.xs[:-1], other.table.xs[:-1]
    return conflict(one, other) and same_places(xs, others, RULING.max_end_difference)


def _with_choices(
    reading: PageReading,
    fixed: Sequence[PageTable],
    choices: Sequence[Choice],
    drawing: PageDrawing,
) -> PageReading:
    """Put the words of a page into the tables that are chosen now.

    Args:
        reading: the page as it was chosen before.
        fixed: tables that stay.
        choices: the others.
        drawing: of the page.
    """
    before = {table.bbox: table for table in reading.tables}
    kept, new = list(fixed), []
    for one in choices:
        table = chosen_table(one, one.chosen.table.nested)
        held = before.get(table.bbox)
        if held is not None and held.cells == table.cells:
            margin = min(one.margin, one.margin if held.margin is None else held.margin)
            kept.append(replace(held, margin=margin, other=held.other or table.other))
        else:
            new.append(table)
    if not new and len(kept) == len(reading.tables):
        of_place = {table.bbox: table for table in kept}
        return replace(reading, tables=tuple(of_place[table.bbox] for table in reading.tables))
    left = {table.bbox for table in kept}
    again = [word for t in reading.tables if t.bbox not in left for word in words_in(t)]
    filled, free = assign_lines_to_cells(
        new, [*again, *(word for line in reading.lines for word in line.words)]
    )
    tables = in_reading_order([*kept, *filled], drawing.words)
    return replace(reading, tables=tuple(tables), lines=_lines_of_rest(reading.lines, free))


def _with_rest_of(first: PageReading, chosen: PageReading) -> PageReading:
    """Return a page with those rules and grids of its first reading that are in no table.

    Rules of a table that one pass chose and a later pass dropped are thus back on the page.
    """
    known = {(table.xs, table.ys) for table in first.tables}
    new = [table for table in chosen.tables if (table.xs, table.ys) not in known]
    return replace(
        chosen,
        loose_rules=tuple(rule for rule in first.loose_rules if not _lies_in(rule, new)),
        dropped=tuple(x for x in first.dropped if all((x.xs, x.ys) != (t.xs, t.ys) for t in new)),
    )


def _lies_in(rule: Rule, tables: Iterable[PageTable]) -> bool:
    """Return whether a horizontal line lies in one of some tables, or on its edge."""
    slack = RULING.snap_distance
    return any(table.ys[0] - slack <= rule.at <= table.ys[-1] + slack for table in tables)


def _lines_of_rest(lines: Sequence[Line], free: Sequence[Word]) -> tuple[Line, ...]:
    """Return the lines of the words in no table; lines that are left whole stay as they are."""
    left = {word.glyphs for word in free}
    whole = [line for line in lines if all(word.glyphs in left for word in line.words)]
    in_whole = {word.glyphs for line in whole for word in line.words}
    parts = lines_of(word for word in free if word.glyphs not in in_whole)
    return tuple(sorted([*whole, *parts], key=lambda line: line.baseline) if parts else whole)
