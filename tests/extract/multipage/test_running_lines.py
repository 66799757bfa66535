"""Running lines that browsers print over the tables of each page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.geometry.page_model import ApartLine, PageReading, PageTable, Rule, Rules
from extract.multipage.running_lines import running_glyphs
from extract.page.apart_lines import apart_lines, without_rules_of
from extract.stage import read_document
from tests.extract.page_parts import make_cell, make_line, make_word


def reading(page: int, *apart: ApartLine) -> PageReading:
    return PageReading(page, 600.0, 800.0, 0, (), (), (), apart=apart)


TITLE = ApartLine("Ministry", 45.0, 730.0, (90, 91), collides=True)
CELL = ApartLine("vessel", 60.0, 700.0, (80, 81), collides=True)


@pytest.mark.parametrize("shift", [0.0, 30.0])
def test_only_a_line_at_the_same_place_on_two_pages_runs(shift: float) -> None:
    again = replace(TITLE, baseline=730.0 + shift, collides=False)
    found = running_glyphs({1: reading(1, CELL, TITLE), 2: reading(2, again)})
    assert found == ({} if shift else {1: {90, 91}, 2: {90, 91}})


@pytest.mark.parametrize(
    ("first", "second", "runs"),
    [
        (TITLE, replace(TITLE, baseline=731.0), True),
        (TITLE, replace(TITLE, baseline=731.25), False),
        (TITLE, replace(TITLE, x0=44.0), True),
        (TITLE, replace(TITLE, x0=46.25), False),
        (replace(TITLE, text="Page 1 of 9"), replace(TITLE, text="Page 2 of 9"), True),
        (replace(TITLE, text="1/9"), replace(TITLE, text="2/9"), False),  # numbers alone
        (replace(TITLE, text="Ministry"), replace(TITLE, text="Minister"), False),
    ],
)
def test_a_running_line_may_have_other_numbers_and_shift_by_a_point(
    first: ApartLine, second: ApartLine, *, runs: bool
) -> None:
    assert bool(running_glyphs({1: reading(1, first), 2: reading(2, second)})) == runs


def test_two_lines_of_one_page_do_not_run() -> None:
    assert running_glyphs({1: reading(1, TITLE, TITLE)}) == {}


def test_running_lines_are_the_outer_ones_of_a_page() -> None:
    foot = replace(TITLE, text="Draft", baseline=20.0, glyphs=(1,))
    pages = {page: reading(page, TITLE, CELL, foot) for page in (1, 2)}
    other = replace(CELL, text="port", baseline=640.0)
    pages[2] = reading(2, TITLE, other, foot)
    assert running_glyphs(pages) == {1: {90, 91, 1}, 2: {90, 91, 1}}


def test_a_text_drawn_before_the_rest_of_a_table_does_not_run() -> None:
    other = ApartLine("other", 200.0, 700.0, (70,), collides=False)
    pages = {page: reading(page, other, CELL, other) for page in (1, 2)}
    assert running_glyphs(pages) == {}


def test_a_line_that_touches_no_other_text_does_not_run() -> None:
    label = replace(TITLE, collides=False)
    assert running_glyphs({page: reading(page, label) for page in (1, 2)}) == {}


@pytest.mark.parametrize(("text", "runs"), [("Page 2", True), ("Page two", False)])
def test_a_line_that_another_page_prints_outside_of_tables_runs(text: str, *, runs: bool) -> None:
    """An open row at the foot of a page takes the footer in."""
    inside = ApartLine("Page 1", 45.0, 730.0, (90,), collides=False)
    below = replace(reading(2), lines=(make_line(text, 45.0, 730.0),))
    assert running_glyphs({1: reading(1, inside), 2: below}) == ({1: {90}} if runs else {})


@pytest.mark.parametrize(("baseline", "collides"), [(59.0, True), (70.0, False)])
def test_a_line_collides_where_it_lies_over_other_words(baseline: float, collides: bool) -> None:
    cells = [make_cell(row, 0, (0.0, 40.0 * row, 200.0, 40.0 * row + 40)) for row in range(3)]
    table = PageTable(1, (0.0, 200.0), (0.0, 40.0, 80.0, 120.0), tuple(cells))
    words = [make_word("row", 10.0, 10.0 + 24 * at, glyphs=(at,)) for at in range(5)]
    words.append(make_word("Ministry", 8.0, baseline, glyphs=(9,)))
    *_, last = apart_lines(words, [table])
    assert (last.text, last.collides) == ("Ministry", collides)


def test_the_rule_of_a_running_line_goes_with_it() -> None:
    own, table = Rule(82.0, 30.0, 300.0), Rule(84.0, 40.0, 300.0)
    rules = Rules((own, table), (Rule(40.0, 0.0, 200.0), Rule(300.0, 0.0, 200.0)), ())
    assert without_rules_of([make_word("Ministry", 30.0, 80.0)], rules).horizontal == (table,)


@pytest.mark.slow
def test_a_line_fixed_over_the_table_of_each_page_is_in_no_cell(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "fixed.pdf"), pagesize=(400, 300))
    for page in range(2):
        canvas.setFont("Helvetica", 8)
        for row in range(6):
            for x, text in ((44, f"{6 * page + row}"), (84, "train officers"), (224, "Ministry")):
                canvas.drawString(x, 245 - 20 * row, text)
        canvas.grid([40, 80, 220, 360], [260 - 20 * at for at in range(7)])
        canvas.line(30, 174, 370, 174)
        canvas.drawString(30, 178, "Ministry of Planning, Work Plan")
        canvas.showPage()
    canvas.save()
    document = read_document(tmp_path / "fixed.pdf")
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert rows == [[str(at), "train officers", "Ministry"] for at in range(12)]
    told = [doubt for doubt in document.doubts if doubt.kind == "left-out"]
    assert [doubt.text for doubt in told] == ["Ministry of Planning, Work Plan"] * 2
