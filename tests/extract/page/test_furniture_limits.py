"""Lines at the head and foot of pages, just inside and outside of what makes them furniture."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import Line, PageReading
from extract.page.furniture import margins_of, proven_furniture
from tests.extract.page_parts import make_line

HEIGHT = 1000.0


def page(number: int, *lines: Line) -> PageReading:
    return PageReading(number, 600.0, HEIGHT, 0, (), lines, ())


def line(text: str, top: float, *, glyph: int = 0, height: float = 10.0) -> Line:
    place = {"top": top, "bottom": top + height}
    return make_line(text, 60.0, top + 8.0, size=10.0, glyphs=(glyph,), **place)


@pytest.mark.parametrize(
    ("top", "is_furniture"), [(89.75, True), (90.0, False), (860.0, False), (860.25, True)]
)
def test_the_margins_are_a_tenth_at_the_head_and_less_than_a_seventh_at_the_foot(
    top: float, *, is_furniture: bool
) -> None:
    pages = [page(number, line("A plan", top)) for number in (1, 2)]
    assert [len(margin.footers) for margin in margins_of(pages)] == [is_furniture] * 2


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (["1234", "1235"], True),
        (["12345", "12346"], True),  # alone and on each page
        (["a 1234", "b 1235"], True),
        (["a 12345", "b 12346"], False),  # too long for a page number
        (["a 7", "b 8"], True),
        (["a 7", "b 9"], False),  # no two pages have one difference
        (["a 1", "b 7"], True),  # that of the page itself
        (["7"], True),
        (["a 7"], True),  # a single page has nothing to be compared with
    ],
)
def test_a_page_number_differs_alike_from_the_place_of_its_page(
    texts: list[str], *, numbers: bool
) -> None:
    pages = [page(number, line(text, 30.0)) for number, text in enumerate(texts, 1)]
    assert bool(margins_of(pages)[0].page_numbers) == numbers


@pytest.mark.parametrize(("letters", "is_number"), [("abcdefgh", True), ("abcdefghi", False)])
def test_a_repeated_line_is_a_page_number_up_to_eight_letters(
    letters: str, *, is_number: bool
) -> None:
    margins = margins_of([page(number, line(f"{letters} {number}", 30.0)) for number in (1, 2, 3)])
    assert [len(margin.page_numbers) for margin in margins] == [is_number] * 3
    assert [len(margin.footers) for margin in margins] == [not is_number] * 3


def test_a_footer_of_one_page_is_text() -> None:
    margins = margins_of([page(1, line("A note", 900.0)), page(2, line("A plan", 900.0))])
    assert not any(margin.footers for margin in margins)


def proven(*pages: PageReading) -> list[frozenset[int]]:
    return proven_furniture(pages, margins_of(pages))


@pytest.mark.parametrize(
    ("texts", "tops", "is_proven"),
    [
        (("A plan", "A plan"), (900.0, 900.0), True),
        (("A plan", "A plan"), (900.0, 950.0), True),  # a title without numbers, at any height
        (("A plan of 2020", "A plan of 2020"), (900.0, 900.0), True),
        (("A plan of 2020", "A plan of 2020"), (900.0, 908.0), False),
        (("A plan of 2020", "A plan of 2020"), (900.0, 904.0), True),
        (("A total of 20", "A total of 31"), (900.0, 900.0), False),  # a row of a table
        (("A total of all 1", "A total of all 2"), (900.0, 900.0), True),
        (("7", "9"), (900.0, 900.0), True),
    ],
)
def test_furniture_is_proven_by_another_page_that_prints_it_in_its_place(
    texts: tuple[str, str], tops: tuple[float, float], *, is_proven: bool
) -> None:
    pages = [
        page(at, line(text, top, glyph=at))
        for at, (text, top) in enumerate(zip(texts, tops, strict=True), 1)
    ]
    assert proven(*pages) == ([{1}, {2}] if is_proven else [set(), set()])


def test_four_numbers_of_a_line_may_be_that_of_its_page() -> None:
    for numbers, is_proven in ((3, True), (4, False)):
        fixed = " ".join(["5"] * numbers)
        pages = [page(at, line(f"A total of all {fixed} {at}", 900.0, glyph=at)) for at in (1, 2)]
        assert proven(*pages) == ([{1}, {2}] if is_proven else [set(), set()])
