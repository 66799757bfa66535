"""Running titles are told from headings that two far pages happen to begin with."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import Line, PageReading
from extract.page.furniture import margins_of
from tests.extract.page_parts import make_line, make_word

WIDTH, HEIGHT = 595.0, 842.0


def line(text: str, top: float, size: float = 10.0) -> Line:
    place = {"x1": 200.0, "top": top, "bottom": top + size}
    return make_line(text, 60.0, top + 8.0, size=size, glyphs=(), **place)


def page(number: int, head: str, foot: str = "", size: float = 10.0) -> PageReading:
    text = line(f"The text of page {number} alone.", 400.0)
    lines = (line(head, 30.0, size), text, *([line(foot, 800.0)] if foot else []))
    return PageReading(number, WIDTH, HEIGHT, 0, (), lines, ())


def footers(heads: list[str]) -> list[list[str]]:
    margins = margins_of([page(number, head) for number, head in enumerate(heads, 1)])
    assert all(len(margin.footers) + len(margin.rest) == 2 for margin in margins)
    return [[found.text for found in margin.footers] for margin in margins]


def test_a_title_that_each_page_prints_is_furniture() -> None:
    assert footers(["A plan"] * 3) == [["A plan"]] * 3


def test_left_and_right_pages_may_have_different_titles() -> None:
    assert footers(["A plan", "Its matrix"] * 2) == [["A plan"], ["Its matrix"]] * 2


def test_a_footer_of_two_distant_pages_is_furniture() -> None:
    pages = [page(n, f"Chapter {'ABCDEFG'[n]}", "A plan" if n in (1, 6) else "") for n in range(7)]
    found = [[line.text for line in margin.footers] for margin in margins_of(pages)]
    assert found == [[], ["A plan"], [], [], [], [], ["A plan"]]


def test_a_heading_of_two_distant_pages_is_not_furniture() -> None:
    heads = ["Bodies involved", *(f"Chapter {name}" for name in "ABCDE"), "Bodies involved"]
    assert footers(heads) == [[]] * 7


@pytest.mark.parametrize(("size", "is_title"), [(10.0, False), (11.0, False), (12.0, True)])
@pytest.mark.parametrize("step", [1, 2])
def test_a_title_printed_again_in_another_type_size_is_not_furniture(
    size: float, is_title: bool, step: int
) -> None:
    """The plan's title, and the same words above its matrix on a later page."""
    heads = ["A plan", *["Its text"] * (step - 1), "A plan"]
    sizes = [size, *[10.0] * step]
    pages = [page(n, head, size=s) for n, (head, s) in enumerate(zip(heads, sizes, strict=True), 1)]
    found = [line.text for margin in margins_of(pages) for line in margin.footers]
    assert found == ([] if is_title else ["A plan"] * 2)


def test_a_page_number_beside_a_running_title_is_apart_from_it() -> None:
    title = ("Plan", "of", "action", "against", "trafficking")

    def numbered(number: int) -> PageReading:
        parts = (*title, str(number))
        words = tuple(make_word(part, 60.0 + 50 * at, 38.0) for at, part in enumerate(parts))
        head = make_line(" ".join(parts), 60.0, 38.0, words=words, top=30.0, bottom=40.0)
        return PageReading(number, WIDTH, HEIGHT, 0, (), (head, line("Text.", 400.0)), ())

    margins = margins_of([numbered(number) for number in (1, 2, 3)])
    assert [[one.text for one in margin.footers] for margin in margins] == [[" ".join(title)]] * 3
    assert [[one.text for one in margin.page_numbers] for margin in margins] == [
        ["1"],
        ["2"],
        ["3"],
    ]


@pytest.mark.parametrize(
    ("heads", "is_number"),
    [
        (("a 1", "b 2", "c 3"), True),
        (("abcdef 1", "bcdefg 2", "cdefgh 3"), True),
        (("abcdefg 1", "bcdefgh 2", "cdefghi 3"), False),
        (("Wet", "Dry", "Hot"), False),
    ],
)
def test_a_page_number_alone_has_few_letters_beside_it(
    heads: tuple[str, ...], *, is_number: bool
) -> None:
    margins = margins_of([page(number, head) for number, head in enumerate(heads, 1)])
    numbers = [[one.text for one in margin.page_numbers] for margin in margins]
    assert numbers == ([[head] for head in heads] if is_number else [[], [], []])
    assert not any(margin.footers for margin in margins)


def test_lines_between_the_margins_are_text() -> None:
    """They stand 84 and 724 points from the top of a page of 842, or closer to its middle."""
    tops = {30.0: True, 75.0: False, 720.0: False, 730.0: True}
    for top, is_in_margin in tops.items():
        pages = [
            PageReading(number, WIDTH, HEIGHT, 0, (), (line("A plan", top),), ())
            for number in (1, 2, 3)
        ]
        assert [bool(margin.footers) for margin in margins_of(pages)] == [is_in_margin] * 3


def test_a_running_title_stands_on_pages_up_to_two_apart() -> None:
    heads = ["A plan", "Wells", "A plan", "Roads", "Towns", "Ports", "A plan"]
    assert footers(heads) == [["A plan"], [], ["A plan"], [], [], [], []]
