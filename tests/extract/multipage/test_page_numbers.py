"""Printed page numbers that do not go on within a table, and blank pages there, are told."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import Line, PageReading
from extract.multipage.page_numbers import page_breaches
from extract.page.furniture import margins_of
from tests.extract.page_parts import make_line

WIDTH, HEIGHT = 595.0, 842.0


def line(text: str, top: float) -> Line:
    place = {"x1": 200.0, "top": top, "bottom": top + 10.0}
    return make_line(text, 60.0, top + 8.0, size=10.0, glyphs=(), **place)


def reading(page: int, foot: str, *, is_ocr: bool) -> PageReading:
    lines = (line(f"The text of page {page} alone.", 400.0), *([line(foot, 800.0)] if foot else []))
    return PageReading(page, WIDTH, HEIGHT, 0, (), lines, (), is_ocr=is_ocr)


def jumps(
    feet: list[str], table: tuple[int, int] | None = None, *, is_ocr: bool = False
) -> list[tuple[int, str]]:
    """Return the pages, and the lines with their numbers, at which numbers do not go on."""
    pages = [reading(page, foot, is_ocr=is_ocr) for page, foot in enumerate(feet, 1)]
    first, last = table or (1, len(feet))
    found = page_breaches(pages, margins_of(pages), {3: range(first, last + 1)})
    return [(one.page, one.text) for one in found if one.table == 3]


def numbers(*printed: int | None, form: str = "({})") -> list[str]:
    return ["" if number is None else form.format(number) for number in printed]


@pytest.mark.parametrize("form", ["({})", "{}", "Page {} of 40", "The plan, 7 May 2027 | {}"])
def test_a_missing_page_is_told(form: str) -> None:
    after = form.format(8)
    assert jumps(numbers(4, 5, 6, 8, 9, 10, form=form)) == [(4, after)]


@pytest.mark.parametrize(
    ("printed", "pages"),
    [
        ((4, 5, 6, 6, 7, 8), [4]),
        ((4, 5, 7, 6, 8, 9, 10, 11), [3, 4, 5]),
        ((9, 8, 7, 6, 5), [2, 3, 4, 5]),
        ((4, 5, 6, 1, 2, 3), [4]),
        ((4, 5, None, 8, 9, 10), [4]),
    ],
    ids=["twice", "exchanged", "reversed", "counted anew", "two for one"],
)
def test_pages_out_of_order_are_told(printed: tuple[int, ...], pages: list[int]) -> None:
    assert [page for page, _ in jumps(numbers(*printed))] == pages


@pytest.mark.parametrize(
    "printed",
    [
        (4, 5, 6, 7, 8),
        (4, 5, None, 7, 8, 9),
        (4, 5, None, 6, 7, 8),
        (None, None, 3, 4, 5),
        (2019, 2025, 2019, 2030, 2019),
        (5, None, 9),
    ],
    ids=["counted", "without a number", "not counted", "none before", "years", "too few"],
)
def test_other_pages_are_not_told(printed: tuple[int | None, ...]) -> None:
    assert jumps(numbers(*printed)) == []


def test_left_and_right_pages_are_one_count() -> None:
    feet = [f"{n} The plan" if n % 2 else f"Its matrix {n}" for n in (3, 4, 5, 6, 8, 9, 10, 11)]
    assert jumps(feet) == [(5, "Its matrix 8")]


def test_only_jumps_within_a_table_are_told() -> None:
    feet = numbers(4, 5, 6, 1, 2, 3)
    assert jumps(feet, (3, 4)) == [(4, "(1)")]
    assert jumps(feet, (1, 3)) == []
    assert jumps(feet, (4, 6)) == []


def test_numbers_that_ocr_read_prove_nothing() -> None:
    assert jumps(numbers(4, 5, 6, 8, 9), is_ocr=True) == []


@pytest.mark.parametrize(
    ("own", "told"), [((1, 2, 4), [3]), ((1, 2, 3, 4), []), ((4, 5), []), ((1, 2), [])]
)
def test_blank_pages_within_a_table_are_told(own: tuple[int, ...], told: list[int]) -> None:
    pages = [reading(page, "", is_ocr=False) for page in (1, 2, 3, 4, 5)]
    pages[2] = PageReading(3, WIDTH, HEIGHT, 0, (), (), ())
    found = page_breaches(pages, margins_of(pages), {0: own})
    assert [one.page for one in found if "blank" in one.taken] == told
