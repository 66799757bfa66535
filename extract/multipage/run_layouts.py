"""Propose tables without vertical lines in the columns that all of their pages show.

Some things show on all pages of a table together only: a column whose cells all continue on one
page, a row that both page ends leave open, white space between words that is no column. All pages
together show the column edges and the distance of text from rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from extract.alignment.aligned import words_in
from extract.alignment.alignment_profile import Layout
from extract.alignment.columns import aligned_lattice
from extract.geometry.bbox import overlaps
from extract.geometry.page_model import PageReading, PageTable, Rules
from extract.multipage.layouts import (
    AlignedPart,
    continues_run,
    learn_layout,
    rule_group_in,
    table_part_runs,
)
from extract.multipage.thresholds import MULTIPAGE
from extract.reading import Evidence
from extract.ruling.rule_groups import RuleGroup, split_at_headers
from extract.ruling.thresholds import RULING
from extract.tables.candidate_text import text_of
from extract.tables.candidates import PageDrawing, TableCandidate
from extract.tables.cells import table_from_lattice
from extract.tables.grid import weigh_part
from extract.tables.refinements import with_heading_rows
from extract.tables.text_evidence import FEWER_COLUMNS, SHOWN_COLUMNS, SHOWN_ROWS

_FOUND_BY = "layout of other pages"
_NO_RULES = Rules((), (), ())


class _Run:
    """A table without vertical lines, and its parts in the order of their pages."""

    def __init__(self, parts: Sequence[AlignedPart]) -> None:
        self.parts = parts
        self.part_on = {part.reading.page: part for part in parts}

    @cached_property
    def layout(self) -> Layout | None:
        """The layout that its pages show together; None if they show no columns."""
        return learn_layout(self.parts)

    def propose(self, reading: PageReading, before: PageReading | None) -> Iterator[TableCandidate]:
        """Propose the part of the table on a page in the layout.

        Args:
            reading: the page; without a part on it, it may not belong to the table.
            before: the page before.
        """
        part = self.part_on.get(reading.page)
        own = [one for one in reading.tables if part is not None and one.bbox == part.table.bbox]
        can_hold = bool(own) if part is not None else not reading.tables
        if reading.rules is None or self.layout is None or not can_hold:
            return
        layout = replace(self.layout, open_above=_open_columns(before))
        others = [table for table in reading.tables if all(table is not one for one in own)]
        words = [word for line in reading.lines for word in line.words]
        words += [word for table in own for word in words_in(table)]
        group = rule_group_in(reading.rules, layout.left, layout.right, layout.edges.inner)
        _leave_out(group, others)
        for one in split_at_headers(group, words):
            lattice = aligned_lattice(one, words, reading.rules.marks, layout)
            if lattice is None:
                continue
            table = table_from_lattice(reading.page, lattice, reading.rules.fills)
            table = with_heading_rows(text_of(table, words))
            nested = tuple(grid for held in own for grid in held.nested)
            table = replace(table, is_ruled=False, found_by=_FOUND_BY, nested=nested)
            yield TableCandidate(table, table.bbox, self._evidence_on(table))

    def _evidence_on(self, table: PageTable) -> tuple[Evidence, ...]:
        """Return what the pages show of a table in the layout; by themselves, too."""
        more = sum(part.table.column_count > table.column_count for part in self.parts)
        against = (FEWER_COLUMNS,) if more > 1 and 2 * more > len(self.parts) else ()
        return (SHOWN_COLUMNS, SHOWN_ROWS, *against)


class RunLayouts:
    """The tables of a document without vertical lines, for its pages in order."""

    def __init__(self, pages: Mapping[int, PageReading]) -> None:
        self._pages = pages
        self._runs_on: dict[int, list[_Run]] = {}
        self._goes_on: dict[int, _Run] = {}
        for run in self._joined(table_part_runs(list(pages.values()))):
            first, last = run.parts[0].reading.page, run.parts[-1].reading.page
            self._goes_on[last] = run
            # A page without a rule may continue a table, but does not begin one.
            starts_before = first - 1 in pages and pages[first - 1].loose_rules
            for page in range(first - 1 if starts_before else first, last + 1):
                self._runs_on.setdefault(page, []).append(run)

    def propose(self, page: int) -> Iterator[TableCandidate]:
        """Propose the parts of tables on a page in the layouts that their pages show."""
        runs, before = list(self._runs_on.get(page, ())), self._pages.get(page - 1)
        run = self._goes_on.get(page - 1)
        last = before.tables[-1:] if before is not None else ()
        if run and (page - 1 in run.part_on or any(one.found_by == _FOUND_BY for one in last)):
            self._goes_on.setdefault(page, run)
            runs.append(run)
        for one in runs:
            if self._is_shown(one, page):
                yield from one.propose(self._pages[page], before)

    def _is_shown(self, run: _Run, page: int) -> bool:
        """Return whether other pages than this one show a table."""
        return page not in run.part_on or len(run.parts) > 1 or self._has_part(run, page + 1)

    def _has_part(self, run: _Run, page: int) -> bool:
        """Return whether a page of which no table is known has a part of a table in its layout."""
        reading = self._pages.get(page)
        return reading is not None and any(
            weigh_part(part, drawing_of(reading)).odds > 0
            for part in run.propose(reading, self._pages.get(page - 1))
        )

    def _joined(self, runs: Sequence[Sequence[AlignedPart]]) -> Iterator[_Run]:
        """Join runs between which all pages continue the first one."""
        joined: list[list[AlignedPart]] = []
        for run in runs:
            if joined and self._reaches(joined[-1], run):
                joined[-1] += run
            else:
                joined.append(list(run))
        return map(_Run, joined)

    def _reaches(self, parts: Sequence[AlignedPart], run: Sequence[AlignedPart]) -> bool:
        """Return whether a table goes on over pages without rules up to another run."""
        between = range(parts[-1].reading.page + 1, run[0].reading.page)
        if not between or not continues_run(parts, run[0]):
            return False
        # The last parts say enough: with all of them, time would grow with the square of the pages.
        one = _Run(parts[-MULTIPAGE.max_parts_to_go_on :])
        return all(self._has_part(one, page) for page in between)


def drawing_of(reading: PageReading) -> PageDrawing:
    """Return what a page draws, and its words in no table and in tables that keep them."""
    words = [word for line in reading.lines for word in line.words]
    words += [word for table in reading.tables for word in words_in(table)]
    return PageDrawing(reading.page, reading.rules or _NO_RULES, words)


def _open_columns(reading: PageReading | None) -> frozenset[int]:
    """Return the columns whose last cell on a page has no rule below it."""
    table = reading.tables[-1] if reading and reading.tables else None
    if table is None or table.is_ruled:
        return frozenset()
    return frozenset(
        column
        for cell in table.cells
        if cell.row_stop == table.row_count and not cell.closed_bottom
        for column in range(cell.column, cell.column_stop)
    )


def _leave_out(group: RuleGroup, tables: Sequence[PageTable]) -> None:
    """Remove the rules and fills that lie in other tables of the page."""
    for table in tables:
        box = x0, top, x1, bottom = table.bbox
        group.lines = [
            rule
            for rule in group.lines
            if not top <= rule.at <= bottom or rule.start >= x1 or rule.stop <= x0
        ]
        # A table that its text shows may end within the fill of its header.
        reach = RULING.max_fill_gap if table.is_booktabs else 0.0
        group.fills = [
            fill
            for fill in group.fills
            if fill.bbox[1] < top - reach
            or fill.bbox[3] > bottom + reach
            or not overlaps(fill.bbox, box, 0)
        ]
