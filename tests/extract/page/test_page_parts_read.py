"""What the reading of a page holds besides its text: rules, overprints, caches of libraries."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.geometry.page_model import PageReading
from extract.page import page_worker
from extract.page.ledger import may_overprint, overprints, without_overprints
from extract.page.page import read_page
from extract.page.page_worker import read_and_cross_check

SIDE, HEIGHT = 300.0, 400.0
"""Width and height of the page; places are counted from its top."""


def read(
    *draws: Callable[[Canvas], object], misleading: Mapping[Any, str] | None = None
) -> PageReading:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(SIDE, HEIGHT))
    for draw in draws:
        draw(canvas)
    canvas.save()
    with pdfplumber.open(out) as document:
        return read_page(document.pages[0], misleading=misleading or {})


def line(top: float) -> Callable[[Canvas], object]:
    return lambda canvas: canvas.line(50, HEIGHT - top, 250, HEIGHT - top)


def grid(canvas: Canvas, rows: int = 2) -> None:
    """Draw rows of two cells and 30 points, from 100 points from the top on."""
    for row in range(rows + 1):
        line(100 + 30 * row)(canvas)
    for x in (50, 150, 250):
        canvas.line(x, HEIGHT - 100, x, HEIGHT - 100 - 30 * rows)
    for row in range(rows):
        for column in range(2):
            canvas.drawString(60 + 100 * column, HEIGHT - 120 - 30 * row, f"Text {row}{column}")


def three_rows(canvas: Canvas) -> None:
    grid(canvas, rows=3)


def figures(canvas: Canvas) -> None:
    for row in range(5):
        canvas.drawString(50, HEIGHT - 250 - 14 * row, "North Hill"[: 5 + row])
        for column in range(3):
            canvas.drawRightString(
                150 + 40 * column, HEIGHT - 250 - 14 * row, f"{row + 1}{column}7"
            )


def text(canvas: Canvas) -> None:
    canvas.drawString(50, HEIGHT - 50, "A line of text")


def test_rules_are_kept_where_a_table_may_be_read_anew() -> None:
    """That is where no table is ruled, or not all of them are, or one has two rows at most."""
    ruled = read(three_rows)
    assert [table.is_ruled for table in ruled.tables] == [True]
    assert ruled.rules is None
    assert read(grid).rules is not None
    assert read(text, line(200)).rules is not None
    both = read(three_rows, figures)
    assert sorted(table.is_ruled for table in both.tables) == [False, True]
    assert both.rules is not None


@pytest.mark.parametrize(
    ("top", "is_loose"),
    [(97.0, False), (96.5, True), (163.0, False), (163.5, True), (130.0, False)],
)
def test_rules_near_a_table_are_of_it(top: float, *, is_loose: bool) -> None:
    reading = read(grid, lambda canvas: canvas.line(20, HEIGHT - top, 30, HEIGHT - top))
    assert len(reading.tables) == 1
    assert [round(rule.at, 1) for rule in reading.loose_rules] == ([top] if is_loose else [])


def test_signs_outside_of_tables_are_no_marks() -> None:
    def box(top: float) -> Callable[[Canvas], object]:
        return lambda canvas: canvas.rect(120, HEIGHT - top, 8, 8)

    assert [mark.value for mark in read(grid, box(120)).marks] == ["drawn box"]
    assert read(grid, box(220)).marks == ()
    assert read(text, box(120)).marks == ()


def test_a_drawing_in_a_letter_is_a_part_of_it() -> None:
    def box(x: float) -> Callable[[Canvas], object]:
        return lambda canvas: canvas.rect(x, HEIGHT - 121, 5, 6)

    assert read(grid, box(69)).marks == ()
    assert len(read(grid, box(120)).marks) == 1


def test_glyphs_that_look_like_others_are_told_where_they_are_read() -> None:
    name = "Helvetica"
    found = read(text, misleading={(name, "x"): "y", (name, "z"): "y"}).misleading
    assert [(one.text, one.seen) for one in found] == [("x", "y")]
    assert read(text).misleading == ()


def glyph(text: str, x0: float, top: float, size: float = 10.0, **more: Any) -> dict[str, Any]:
    own = {"text": text, "fontname": "Serif", "size": size, "x0": x0, "x1": x0 + 8.0, "top": top}
    return {**own, **more}


@pytest.mark.parametrize(
    ("again", "is_repeat"),
    [
        (glyph("a", 0.0, 0.0), True),
        (glyph("a", 3.75, 0.0), True),
        (glyph("a", 4.0, 0.0), False),  # half of its width
        (glyph("a", -3.75, 0.0), True),
        (glyph("a", -4.0, 0.0), False),
        (glyph("a", 0.0, 4.75), True),
        (glyph("a", 0.0, 5.0), False),  # half of its size
        (glyph("a", 0.0, -4.75), True),
        (glyph("b", 0.0, 0.0), False),
        (glyph("a", 0.0, 0.0, fontname="Sans"), False),
        (glyph("a", 0.0, 0.0, size=11.0), False),
        (glyph("a", 0.0, 0.0, size=-10.0), True),
        (glyph("b", 90.0, 0.0, size=0.01), False),
        (glyph("b", 90.0, 0.0, size=0.005), True),  # it leaves no mark
    ],
)
def test_a_glyph_is_drawn_again_within_half_of_its_width_and_size(
    again: dict[str, Any], *, is_repeat: bool
) -> None:
    assert overprints([glyph("a", 0.0, 0.0), again]) == ({1} if is_repeat else set())


def test_glyphs_in_one_small_field_may_be_overprints() -> None:
    one = glyph("a", 0.0, 0.0)
    assert may_overprint([one, glyph("a", 0.5, 2.0)])
    assert not may_overprint([one, glyph("a", 1.0, 0.0)])
    assert not may_overprint([one, glyph("a", 0.0, 3.0)])
    assert not may_overprint([one, glyph("b", 0.0, 0.0)])


def test_repeats_are_taken_off_the_count_that_holds_them() -> None:
    assert without_overprints(4, ["a", "a", "ffi"], {1}) == 4
    assert without_overprints(5, ["a", "a", "ffi"], {1}) == 4
    assert without_overprints(5, ["a", "a", "ffi"], {2}) == 2
    assert without_overprints(5, ["a", "a", "ffi"], set()) == 5


def test_the_caches_of_the_libraries_are_cleared_while_a_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_worker, "CACHED_PAGES", 1)
    pdf = tmp_path / "three.pdf"
    canvas = Canvas(str(pdf), pagesize=(SIDE, HEIGHT))
    for number in range(3):
        canvas.drawString(50, 300, f"Page {'ABC'[number]}")
        canvas.showPage()
    canvas.save()
    lines = [read_and_cross_check(pdf, number).lines for number in (1, 2, 3)]
    assert [[one.text for one in page] for page in lines] == [["Page A"], ["Page B"], ["Page C"]]
