"""Tables without lines whose bold header stands right above a bold heading."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import Rules, Word
from extract.tables.unruled import headed_lattices
from tests.extract.page_parts import make_word

STARTS = (50.0, 200.0, 350.0)


class Page:
    """A page on which texts are drawn one after the other."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self._index = 0

    def draw(self, text: str, x0: float, baseline: float, *, bold: bool = False) -> None:
        """Draw a text."""
        for one in text.split():
            after = self.words[-1].glyphs[-1] if self.words else -1
            glyphs = tuple(range(self._index, self._index + len(one)))
            word = make_word(one, x0, baseline, glyphs=glyphs, after=after, bold=bold)
            self.words.append(word)
            self._index += len(one) + 1
            x0 = word.x1 + 2.0


def headed_page(heading: str) -> Page:
    page = Page()
    page.draw("Area", STARTS[0], 100.0, bold=True)
    page.draw("Planned", STARTS[1], 100.0, bold=True)
    page.draw("activities", STARTS[1], 110.0, bold=True)
    page.draw("Budget", STARTS[2], 100.0, bold=True)
    page.draw(heading, STARTS[0], 122.0, bold=True)
    for row in range(4):
        for x0 in STARTS:
            page.draw(f"Text {row}", x0, 140.0 + 20 * row)
            page.draw("goes on", x0, 150.0 + 20 * row)
    return page


def header_bottom(page: Page) -> float:
    rules = Rules((), (), (), ())
    (found,) = headed_lattices(rules, page.words)
    return found.lattice.ys[1]


def test_a_heading_over_all_columns_is_no_label() -> None:
    page = headed_page("One area that runs over several of the columns below")
    assert 110.0 < header_bottom(page) < 122.0


def test_a_short_heading_is_no_label() -> None:
    assert 110.0 < header_bottom(headed_page("One area")) < 122.0


def test_columns_without_a_label_belong_to_the_table() -> None:
    page = Page()
    page.draw("Planned", STARTS[1], 100.0, bold=True)
    page.draw("Budget", STARTS[2], 100.0, bold=True)
    for row in range(4):
        for x0 in STARTS:
            page.draw(f"Text {row}", x0, 120.0 + 20 * row)
            page.draw("goes on", x0, 130.0 + 20 * row)
    (found,) = headed_lattices(Rules((), (), (), ()), page.words)
    left, *inner, _ = found.lattice.xs
    assert left < STARTS[0] < inner[0] < STARTS[1] < inner[1] < STARTS[2]


@pytest.mark.parametrize(
    ("text", "x0", "baseline", "bold", "is_label"),
    [
        ("Both years", STARTS[1], 88.0, True, True),
        ("Both years", STARTS[1], 86.0, True, True),  # 1.8 times the type size above at most
        ("Both years", STARTS[1], 85.5, True, False),
        ("Both years", STARTS[1], 88.0, False, False),
        ("Table 1", STARTS[0], 88.0, True, False),  # a caption begins at the left
        ("Both years", 66.0, 88.0, True, False),
        ("Both years", 66.1, 88.0, True, True),
    ],
)
def test_a_label_over_a_group_of_columns_is_bold_and_near(
    text: str, x0: float, baseline: float, bold: bool, is_label: bool
) -> None:
    page = headed_page("One area")
    page.draw(text, x0, baseline, bold=bold)
    (found,) = headed_lattices(Rules((), (), (), ()), page.words)
    assert (found.lattice.ys[0] < baseline) == is_label


@pytest.mark.parametrize(("step", "is_label"), [(14.0, True), (14.5, False)])
def test_the_second_line_of_a_label_is_near_to_the_first(step: float, *, is_label: bool) -> None:
    page = Page()
    for label, x0 in zip(("Area", "Planned", "Budget"), STARTS, strict=True):
        page.draw(label, x0, 100.0, bold=True)
        page.draw("of it", x0, 100.0 + step, bold=True)
    for row in range(4):
        for x0 in STARTS:
            page.draw(f"Text {row}", x0, 140.0 + 20 * row)
            page.draw("goes on", x0, 150.0 + 20 * row)
    (found,) = headed_lattices(Rules((), (), (), ()), page.words)
    assert (found.lattice.ys[1] > 100.0 + step) == is_label
