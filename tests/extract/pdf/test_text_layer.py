"""Which text layers are refused, and what is noted of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.errors import GarbledTextError, NoTextLayerError
from extract.pdf.text_layer import check_text_layer

PDF = Path("a.pdf")


def notes(*marks: str, letters: int = 100, misleading: int = 0) -> str:
    """Return the notes on a page of some glyphs, of which the last ones are other than `a`."""
    glyphs = ["a"] * (letters - len(marks)) + list(marks)
    return "; ".join(check_text_layer(PDF, {1: glyphs}, {1: misleading}))


@pytest.mark.parametrize(
    "glyph", ["(cid:7)", "\ufffd", "\ue000", "\uf8ff", "\U000f0000", "\x01", "a\ufffd"]
)
def test_glyphs_that_stand_for_no_letter_are_noted_and_refused(glyph: str) -> None:
    assert notes(*[glyph] * 2) == ""
    assert notes(*[glyph] * 3) == "3% of the glyphs stand for no letter, most on page 1"
    assert "20% of the glyphs" in notes(*[glyph] * 20)
    with pytest.raises(GarbledTextError, match="21% of its glyphs stand for no letter"):
        notes(*[glyph] * 21)


@pytest.mark.parametrize("glyph", ["\ud7ff", "\uf900", "\U000effff", "é", "f i"])
def test_other_glyphs_are_letters(glyph: str) -> None:
    assert notes(*[glyph] * 50) == ""


def test_glyphs_that_look_like_others_are_refused_from_a_share_on() -> None:
    assert notes(misleading=20) == ""
    with pytest.raises(GarbledTextError, match="21% of its glyphs do not look like the characters"):
        notes(misleading=21)
    assert check_text_layer(PDF, {1: ["a"]}) == ()


def test_many_brackets_and_bars_are_noted() -> None:
    assert notes(*"[]{}|;~\\") == ""
    assert notes(*"[]{}|;~\\^").startswith("9% of the glyphs are brackets")


def test_pages_without_text_are_noted_and_a_file_without_any_is_refused() -> None:
    assert check_text_layer(PDF, {1: ["a"], 2: [" ", ""], 3: []}) == (
        "no text on page 2, 3: blank, or a picture",
    )
    with pytest.raises(NoTextLayerError):
        check_text_layer(PDF, {1: [" "], 2: []})


def test_the_page_with_most_unknown_glyphs_is_named() -> None:
    pages = {1: ["a"] * 40 + ["\ufffd"], 2: ["a"] * 40 + ["\ufffd"] * 2}
    assert check_text_layer(PDF, pages) == ("4% of the glyphs stand for no letter, most on page 2",)


def test_quotation_marks_that_come_out_wrong_are_noted() -> None:
    (note,) = check_text_layer(PDF, {1: ["a"], 2: ["\u201f"], 3: ["\u201c"]})
    assert note.startswith("quotation marks come out as \u201f on page 2:")
