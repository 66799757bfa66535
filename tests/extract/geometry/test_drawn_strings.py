"""What the strings that a file draws show about its texts."""

from __future__ import annotations

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


def test_strings_that_are_parts_of_lines_show_nothing() -> None:
    words = words_of(*((f"ab{at}", 18.0 * at, 100.0) for at in range(9)))
    assert {word.link for word in words} == {""}


def test_a_word_knows_which_word_is_drawn_before_it() -> None:
    words = words_of(("one two", 0.0, 10.0), ("three", 0.0, 22.0))
    assert [word.after for word in words] == [-1, 2, 6]
