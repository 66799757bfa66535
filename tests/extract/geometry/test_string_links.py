"""How glyphs are drawn one after the other, at the limits of what their places show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.geometry.drawn_strings import DrawnStrings, is_one_string
from extract.geometry.page_model import Glyph
from tests.extract.geometry.test_drawn_strings import WIDTH, string
from tests.extract.page_parts import make_word


def strings(*parts: tuple[str, float, float], space: float = WIDTH) -> list[Glyph]:
    glyphs: list[Glyph] = []
    for text, x0, baseline in parts:
        glyphs += string(text, x0, baseline, len(glyphs), space=space)
    return glyphs


@pytest.mark.parametrize(
    ("beside", "are_lines"),
    [(0, True), (2, True), (3, True), (4, False)],
)
def test_strings_are_lines_if_few_begin_beside_others(beside: int, *, are_lines: bool) -> None:
    """Up to three of ten strings may begin close to the end of the one before."""
    parts = [("ab", 0.0, 100.0)]
    for at in range(10):
        _, x0, baseline = parts[-1]
        near = (x0 + 2 * WIDTH + 5.0, baseline)
        parts.append(("ab", *(near if at < beside else (0.0, baseline + 12.0))))
    found = DrawnStrings(strings(*parts))
    assert found.are_lines == are_lines


def test_a_single_string_shows_nothing() -> None:
    assert not DrawnStrings(strings(("ab", 0.0, 100.0))[1:]).are_lines


@pytest.mark.parametrize(
    ("x0", "baseline", "is_beside"),
    [
        (16.0, 100.0, True),  # 0.6 times the type size from the end at 10
        (16.1, 100.0, False),
        (4.0, 100.0, True),
        (16.0, 102.0, True),  # a fifth of the type size lower
        (16.0, 102.1, False),
    ],
)
def test_a_string_goes_on_in_the_line_of_the_one_before(
    x0: float, baseline: float, *, is_beside: bool
) -> None:
    found = DrawnStrings(strings(("ab", 0.0, 100.0), ("cd", x0, baseline)))
    assert found.are_lines == (not is_beside)


LINES = DrawnStrings(strings(*((f"line {at}", 0.0, 100.0 + 12 * at) for at in range(6))))
(LAST,) = strings(("a", 0.0, 10.0))
AFTER = replace(LAST, index=50, text="b", x0=5.5, x1=10.5)
(SPACE,) = strings((" ", 5.0, 10.0))
INSIDE = replace(SPACE, begins_string=False)


@pytest.mark.parametrize(
    ("spaces", "glyph", "link"),
    [
        ((), AFTER, "apart"),
        ((), replace(AFTER, x0=5.1), ""),  # it begins where the string ends
        ((), replace(AFTER, x0=4.8), "apart"),
        ((INSIDE,), AFTER, ""),
        ((), replace(AFTER, bold=True), ""),
        ((), replace(AFTER, italic=True), ""),
        ((), replace(AFTER, color=(0.5,)), ""),
        ((), replace(AFTER, size=10.1), "apart"),
        ((), replace(AFTER, size=10.2), ""),
        ((), replace(AFTER, text="-"), ""),
        ((), replace(AFTER, text="-", x0=40.0), "apart"),
        ((INSIDE,), replace(AFTER, begins_string=False), "next"),
        ((SPACE,), replace(AFTER, begins_string=False), ""),
        ((INSIDE, INSIDE), replace(AFTER, begins_string=False), ""),
        ((), replace(AFTER, begins_string=False), ""),
    ],
)
def test_a_glyph_is_of_the_same_string_or_of_another_text(
    spaces: tuple[Glyph, ...], glyph: Glyph, link: str
) -> None:
    assert LINES.link(LAST, spaces, glyph) == link
    parts = DrawnStrings(strings(("ab", 0.0, 100.0), ("cd", 11.0, 100.0)))
    assert parts.link(LAST, spaces, glyph) == ""


def spaced(*spaces: float, drawn: bool = True) -> list[str]:
    """Return how the words of a string are linked, given the white space between them."""
    glyphs, x = [], 0.0
    for at, width in enumerate((*spaces, 0.0)):
        word = replace(LAST, index=len(glyphs), x0=x, x1=x + WIDTH, begins_string=at == 0)
        glyphs.append(word)
        x += WIDTH
        if drawn and at < len(spaces):
            glyphs.append(replace(INSIDE, index=len(glyphs), x0=x, x1=x + width))
        x += width
    lines = strings(*((f"line {at}", 0.0, 100.0 + 12 * at) for at in range(6)))
    other = [replace(glyph, index=glyph.index + 100) for glyph in lines]
    found = DrawnStrings([*glyphs, *other])
    words = [glyph for glyph in glyphs if not glyph.text.isspace()]
    return [found.link(LAST, (INSIDE,), word) for word in words[1:]]


@pytest.mark.parametrize(
    ("spaces", "is_text"),
    [
        ((4.0, 10.0), True),  # 2.5 times as wide
        ((4.0, 10.1), False),
        ((1.0, 6.25), True),  # narrow spaces count as usual ones
        ((1.0, 6.3), False),
        ((40.0, 40.0), True),
        ((40.1, 40.1), False),
        ((60.0,), True),  # two words show nothing
    ],
)
def test_unequal_spaces_are_those_between_cells(
    spaces: tuple[float, ...], *, is_text: bool
) -> None:
    assert spaced(*spaces) == ["next" if is_text else ""] * len(spaces)


def test_wide_steps_without_a_space_part_words_too() -> None:
    assert spaced(4.0, 10.1, drawn=False) == ["", ""]
    assert spaced(2.5, 60.0, drawn=False) == ["next", "next"]  # the first is a usual step


def test_words_of_one_string_follow_each_other() -> None:
    before = make_word("ab", 0.0, 10.0, glyphs=(1, 2))
    for link, after, is_one in (("next", 2, True), ("", 2, False), ("next", 1, False)):
        word = make_word("cd", 20.0, 10.0, link=link, after=after)
        assert is_one_string(before, word) == is_one
