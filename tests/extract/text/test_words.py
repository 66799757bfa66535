"""Glyphs become words, and words lines. Type of 100 points makes distances exact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from extract.geometry.page_model import Glyph, Word
from extract.text.words import lines_of, words_from_glyphs
from tests.extract.page_parts import make_word

SIZE = 100.0


def glyph(text: str, x0: float, width: float = 50.0, **more: Any) -> Glyph:
    baseline = more.pop("baseline", 500.0)
    own: dict[str, Any] = {"index": int(x0), "size": SIZE, "bold": False, "italic": False}
    box = {"top": baseline - 75, "bottom": baseline + 25, "baseline": baseline}
    return Glyph(text=text, x0=x0, x1=x0 + width, color=(0.0,), **{**own, **box, **more})


def texts(glyphs: Sequence[Glyph]) -> list[str]:
    return [word.text for word in words_from_glyphs(glyphs)]


def after(x0: float, *, width: float = 50.0, **more: Any) -> int:
    """Return the number of words that a glyph makes with one from 100 to 100 + `width`."""
    return len(texts([glyph("a", 100.0, width), glyph("b", x0, **more)]))


def test_a_gap_wider_than_kerning_is_a_space() -> None:
    assert after(168.0) == 1
    assert after(168.5) == 2
    # The larger type counts.
    assert after(168.0, size=50.0) == 1


def test_a_glyph_that_begins_far_back_is_of_another_word() -> None:
    assert after(100.0) == 1
    assert after(99.5) == 2
    assert after(91.0, width=20.0) == 1
    assert after(90.0, width=20.0) == 2


def test_glyphs_of_one_word_stand_on_one_line() -> None:
    assert [after(150.0, baseline=500.0 + step) for step in (20, -20, 20.5, -20.5)] == [1, 1, 2, 2]


def test_what_is_struck_out_is_a_word_of_its_own() -> None:
    assert after(150.0, is_struck=True) == 2


@pytest.mark.parametrize(
    ("last_end", "space", "x0", "words"),
    [
        (100.0, (100.0, 20.0), 102.0, 1),
        (100.0, (100.0, 20.0), 102.5, 2),
        (106.0, (100.0, 20.0), 108.0, 1),
        (108.0, (100.0, 20.0), 108.5, 2),
        (100.0, (100.0, 0.0), 100.0, 2),
    ],
)
def test_a_space_that_the_next_glyph_covers_is_none(
    last_end: float, space: tuple[float, float], x0: float, words: int
) -> None:
    glyphs = [glyph("a", 50.0, last_end - 50.0), glyph(" ", *space), glyph("b", x0)]
    assert len(texts(glyphs)) == words


@pytest.mark.parametrize(("rows", "words"), [(3, 2), (2, 1)])
def test_a_string_that_begins_where_others_do_begins_a_cell(rows: int, words: int) -> None:
    """Cells of "aaa", whose right neighbours begin at 400, and a longer one that reaches it."""
    glyphs = []
    for row in range(rows):
        for start in (100.0, 400.0):
            glyphs += [
                glyph("a", start + 50 * at, baseline=500.0 + 200 * row, begins_string=not at)
                for at in range(3)
            ]
    wide = [
        glyph("b", 250.0 + 50 * at, baseline=1500.0, begins_string=at in (0, 3)) for at in range(6)
    ]
    assert len(texts([*glyphs, *wide])) == 2 * rows + words


def word(text: str, x0: float, baseline: float = 500.0, **more: Any) -> Word:
    size = more.get("size", SIZE)
    apart: dict[str, Any] = {"size": SIZE, "glyphs": (int(x0),), "after_space": False}
    own = {"x1": x0 + 50.0, "top": baseline - 0.75 * size, "bottom": baseline + 0.25 * size}
    return make_word(text, x0, baseline, **{**apart, **own, **more})


def printed(*words: Word) -> list[str]:
    return [line.text for line in lines_of(words)]


def test_words_on_one_baseline_are_a_line() -> None:
    assert printed(word("b", 200.0), word("a", 100.0)) == ["a b"]
    assert printed(word("a", 100.0), word("b", 200.0, 520.0)) == ["a b"]
    assert printed(word("a", 100.0), word("b", 200.0, 520.5)) == ["a", "b"]
    assert printed(word("a", 100.0, size=50.0), word("b", 200.0, 520.0)) == ["a b"]


def test_words_are_parted_by_white_space_or_by_a_drawn_space() -> None:
    def at(x0: float, **more: Any) -> list[str]:
        return printed(word("a", 100.0), word("b", x0, **more))

    assert at(168.0) == ["ab"]
    assert at(168.5) == ["a b"]
    assert at(150.0, after_space=True) == ["a b"]
    assert at(141.0, after_space=True) == ["a b"]
    assert at(140.0, after_space=True) == ["ab"]
    assert at(150.0, after_space=True, glyphs=(99,)) == ["ab"]
    assert at(150.0, is_struck=True) == ["a b"]


@pytest.mark.parametrize(
    ("raised", "size", "x0", "is_one_line"),
    [
        (45.0, 60.0, 150.0, True),
        (59.0, 60.0, 150.0, True),
        (60.0, 60.0, 150.0, False),
        (-39.0, 60.0, 150.0, True),
        (-40.0, 60.0, 150.0, False),
        (45.0, 85.0, 150.0, True),
        (45.0, 90.0, 150.0, False),
        (95.0, 60.0, 150.0, False),
        (45.0, 60.0, 249.0, True),
        (45.0, 60.0, 250.0, False),
    ],
)
def test_small_type_beside_a_line_belongs_to_it(
    raised: float, size: float, x0: float, *, is_one_line: bool
) -> None:
    lines = lines_of([word("a", 100.0), word("b", x0, 500.0 - raised, size=size)])
    assert (len(lines) == 1) is is_one_line
    if is_one_line:
        assert lines[0].baseline == 500.0


@pytest.mark.parametrize(("raised", "notes"), [(45.0, ["1"]), (-30.0, [])])
def test_a_raised_figure_is_a_mark_of_a_note(raised: float, notes: list[str]) -> None:
    (line,) = lines_of([word("a", 100.0), word("1", 150.0, 500.0 - raised, size=60.0)])
    assert [mark[0] for mark in line.raised] == notes
    assert line.raw == "a1"
    assert lines_of([word("a", 100.0)])[0].raw == ""


def test_the_first_width_of_a_line_is_that_of_its_first_word() -> None:
    (line,) = lines_of([word("a", 100.0), word("b", 150.0), word("c", 300.0), word("d", 350.0)])
    assert (line.text, line.first_width) == ("ab cd", 100.0)


def test_a_line_is_bold_or_slanted_if_all_of_it_is() -> None:
    (line,) = lines_of([word("a", 100.0, bold=True, italic=True), word("b", 200.0, bold=True)])
    assert (line.bold, line.italic) == (True, False)
