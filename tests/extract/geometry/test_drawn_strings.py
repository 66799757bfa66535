"""What the strings that a file draws show about its texts."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import Glyph, Word
from extract.text.words import words_from_glyphs

SIZE = 10.0
WIDTH = 5.0


def string(
    text: str, x0: float, baseline: float, first: int, *, space: float = WIDTH
) -> list[Glyph]:
    """Make the glyphs of a string, with spaces of one width."""
    glyphs, x = [], x0
    for at, char in enumerate(text):
        x1 = x + (space if char == " " else WIDTH)
        box = (x, baseline - 7.0, x1, baseline + 2.0)
        glyphs.append(
            Glyph(
                first + at, char, *box, baseline, SIZE, False, False, (0.0,), begins_string=at == 0
            )
        )
        x = x1
    return glyphs


def words_of(*strings: tuple[str, float, float], space: float = WIDTH) -> list[Word]:
    glyphs: list[Glyph] = []
    for text, x0, baseline in strings:
        glyphs += string(text, x0, baseline, len(glyphs), space=space)
    return words_from_glyphs(glyphs)


LINES = [(f"line {number} of a text", 0.0, 100.0 + 12 * number) for number in range(6)]


def test_a_string_beside_another_one_is_another_text() -> None:
    words = words_of(*LINES, ("2019-2025", 200.0, 50.0), ("10 000", 244.8, 50.0))
    assert [word.text for word in words[-3:]] == ["2019-2025", "10", "000"]
    assert [word.link for word in words[-2:]] == ["apart", "next"]


def test_a_string_that_begins_where_another_one_ends_goes_on_with_it() -> None:
    words = words_of(*LINES, ("2019", 200.0, 50.0), ("-2025", 220.0, 50.0))
    assert words[-1].text == "2019-2025"
    for x0, texts in ((0.12, ["20192025"]), (0.25, ["2019", "2025"])):
        words = words_of(*LINES, ("2019", -20.0, 50.0), ("2025", x0, 50.0))
        assert [word.text for word in words[12 * 3 - 6 :] if "20" in word.text] == texts


def test_strings_that_are_parts_of_lines_show_nothing() -> None:
    words = words_of(*((f"ab{at}", 18.0 * at, 100.0) for at in range(9)))
    assert {word.link for word in words} == {""}


def test_a_word_knows_which_word_is_drawn_before_it() -> None:
    words = words_of(("one two", 0.0, 10.0), ("three", 0.0, 22.0))
    assert [word.after for word in words] == [-1, 2, 6]


def links_in(*spaces: float) -> list[str]:
    """Return how the words of a string of single letters are drawn after each other."""
    glyphs: list[Glyph] = []
    for text, x0, baseline in LINES:
        glyphs += string(text, x0, baseline, len(glyphs))
    x, first = 0.0, True
    for space in (*spaces, 0.0):
        for char, width in (("a", WIDTH), (" ", space)):
            glyphs.append(
                Glyph(len(glyphs), char, x, 43.0, x + width, 52.0, 50.0, SIZE, False, False, (0.0,),
                      begins_string=first)
            )  # fmt: skip
            x, first = x + width, False
    return [word.link for word in words_from_glyphs(glyphs)[-len(spaces) :]]


def test_a_string_with_unequal_or_very_wide_spaces_is_a_row() -> None:
    """Spaces of 5 points and type of 10: up to 12.5 points a line may be justified, or 40."""
    assert links_in(5.0, 5.0) == ["next", "next"]
    assert links_in(5.0, 12.5) == ["next", "next"]
    assert links_in(5.0, 12.75) == ["", ""]
    assert links_in(1.0, 6.25) == ["next", "next"]
    assert links_in(1.0, 6.5) == ["", ""]
    assert links_in(40.0, 40.0) == ["next", "next"]
    assert links_in(40.25, 40.25) == ["", ""]
    assert links_in(60.0) == ["next"]  # a single space shows nothing


@pytest.mark.parametrize(("beside", "are_lines"), [(3, True), (4, False)])
def test_strings_are_lines_if_few_begin_beside_another_one(beside: int, *, are_lines: bool) -> None:
    """Of ten strings after the first one, three may."""
    below = [(f"line {at}", 0.0, 100.0 + 12 * at) for at in range(11 - beside)]
    after = [(f"ab {at}", 30.0 + 25 * at, below[-1][2]) for at in range(beside)]
    words = words_of(*below, *after)
    assert (words[1].link == "next") == are_lines


@pytest.mark.parametrize(
    ("step", "gap", "is_beside"),
    [(2.0, 5.0, True), (2.25, 5.0, False), (0.0, 6.0, True), (0.0, 6.25, False)],
)
def test_a_string_begins_beside_another_one_at_its_height_and_close_to_it(
    step: float, gap: float, *, is_beside: bool
) -> None:
    """Where a single one after the first begins beside it, strings are parts of lines."""
    words = words_of(("ab c", -20.0, 10.0), ("de f", gap, 10.0 + step))
    assert (words[1].link == "next") != is_beside
