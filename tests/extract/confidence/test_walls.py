"""Between drawn walls, the form of a text says nothing of whether it is read right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.confidence.cell_evidence import CellEvidence, evidence_of
from extract.confidence.walls import AT_PAGE_END, BREAKS_OFF, OF_FORM, OPEN, has_all_walls
from extract.geometry.page_model import PageTable
from extract.model import Evidence
from extract.stitching.stitched_table import StitchedBreak, StitchedTable
from extract.tables.text_evidence import TEXTS_APART
from tests.extract.confidence.test_rating import WIDTH, make_table, with_lines
from tests.extract.page_parts import make_line


def odd_cell(table: StitchedTable) -> CellEvidence:
    """Give one cell a text that is open and breaks off, and return the evidence on the cell."""
    cell = table.cells[13]
    first, second = cell.lines
    with_lines(table, 13, first, replace(second, text="with all members of"))
    return next(found for own, found in evidence_of(table) if own is cell)


def test_the_form_of_a_text_shows_nothing_between_walls() -> None:
    walled, free = odd_cell(make_table()), odd_cell(make_table(is_ruled=False))
    assert (OF_FORM | AT_PAGE_END).isdisjoint(walled)
    assert free[OPEN] > 0.5
    assert free[BREAKS_OFF] == 1


def test_it_does_where_a_wall_may_be_missing() -> None:
    table = make_table()
    table.texts_apart = -1.1
    assert odd_cell(table)[OPEN] > 0.5
    table.texts_apart = -1.0
    assert OPEN not in odd_cell(table)


@pytest.mark.parametrize("margins", [(2.0, 9.0), (9.0, 2.0)])
def test_a_wall_may_be_missing_on_any_page(margins: tuple[float, float]) -> None:
    sound, lacking = (
        PageTable(page, (0.0, 1.0, 2.0), (0.0, 1.0), (), margin=margin)
        for page, margin in enumerate(margins, start=1)
    )
    assert has_all_walls(StitchedTable(2, None, parts=(sound, lacking)))
    apart = replace(lacking, evidence=(Evidence(name=TEXTS_APART, weight=-8.0),))
    assert not has_all_walls(StitchedTable(2, None, parts=(sound, apart)))


@pytest.mark.parametrize(
    ("x0", "x1", "is_told"),
    [
        (WIDTH + 5, WIDTH + 95, False),
        (WIDTH - 1, 2 * WIDTH + 1, False),
        (WIDTH - 4, WIDTH + 95, True),
        (WIDTH + 5, 2 * WIDTH + 4, True),
    ],
)
def test_it_does_where_a_text_runs_over_its_wall(x0: float, x1: float, *, is_told: bool) -> None:
    table = make_table()
    cell = with_lines(table, 13, make_line("Hold a yearly workshop", x0, 138.0, x1=x1))
    found = next(found for own, found in evidence_of(table) if own is cell)
    assert (found.get(OPEN, 0.0) > 0.5) == is_told


@pytest.mark.parametrize(
    ("texts", "closed_bottom", "ends_open"),
    [
        (("It has a. fees", "b. fines and"), True, False),
        (("It has a. fees", "b. fines and"), False, True),  # it may go on below
        (("It has a. fees.", "b. fines and"), True, True),  # its items have full stops
        (("It has a. fees", "c. fines and"), True, True),  # no list
        (("It has all fees", "and fines and"), True, True),
    ],
)
def test_a_list_without_full_stops_may_end_a_closed_cell(
    texts: tuple[str, str], *, closed_bottom: bool, ends_open: bool
) -> None:
    table = make_table(is_ruled=False)
    cell = table.cells[13]
    lines = (replace(line, text=text) for line, text in zip(cell.lines, texts, strict=True))
    cell = with_lines(table, 13, *lines)
    page, part = cell.parts[-1]
    cell.parts[-1] = (page, replace(part, closed_bottom=closed_bottom))
    found = next(found for own, found in evidence_of(table) if own is cell)
    assert (found.get(OPEN, 0.0) > 0.5) == ends_open


@pytest.mark.parametrize(
    ("row", "continues", "is_told"), [(5, False, True), (4, True, True), (4, False, False)]
)
def test_a_text_may_break_off_where_a_page_ends(
    row: int, *, continues: bool, is_told: bool
) -> None:
    table = make_table()
    table.breaks = [StitchedBreak(1, 2, row, continues, ())]
    assert (BREAKS_OFF in odd_cell(table)) == is_told
