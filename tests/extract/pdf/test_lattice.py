"""camelot's line finder: what its layout takes of playa is the same as from playa's own objects."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import playa
import pytest
from camelot.utils import get_image_char_and_text_objects, get_rotation
from playa.content import TextObject

from extract.pdf import lattice
from tests.fuzz.classics import edited, many

TEXTS = [
    b"10 0 0 10 50 60 Tm (plain) Tj T* (next) ' 1 2 (spaced out) \"",
    b"0 1 -1 0 200 100 Tm (upwards) Tj",
    b"0.7 0.7 -0.7 0.7 200 100 Tm (aslant) Tj 1 0 0.3 1 200 100 Tm (slanted) Tj",
    b"-1 0 0 1 200 100 Tm (mirrored) Tj 1 0 0 -1 200 90 Tm (on its head) Tj",
    b"2 Tc 7 Tw 60 Tz 3 Ts [(a b) -300 (c) 20.5 (d e)] TJ -50 Tz (back) Tj",
    b"/F1 -9 Tf (below) Tj 5 Ts 33 Tz (raised) Tj",
    b"() Tj [] TJ [5] TJ [(a) (b)] TJ <00ff80> Tj",
    b"/F9 9 Tf (of no font) Tj",
]


def strings(pdf: Path, pages: slice = slice(None)) -> list[Any]:
    with playa.open(pdf, space="page") as document:
        found = document.pages[pages]
        return [one for page in found for one in page if isinstance(one, TextObject)]


def values(text: Any, make: Callable[[Any], Iterator[Any]]) -> list[Any]:
    """Return the values of each glyph of a string, and where the next string begins."""
    text._next_glyph_offset = None
    made: list[Any] = []
    try:
        for glyph in make(text):
            made.append([getattr(glyph, name) for name in lattice.LayoutGlyph._fields])
    except struct.error:  # a string with half a code
        made.append("cut off")
    return [*made, text._next_glyph_offset]


def same_glyphs(text: Any) -> int:
    """Compare the glyphs of a string; return how many there are."""
    whole = values(text, lattice._whole_glyphs)
    assert values(text, lattice.glyphs_of) == whole
    return len(whole) - 1


@pytest.mark.parametrize("text", TEXTS)
def test_glyphs_have_the_values_of_whole_ones(text: bytes, tmp_path: Path) -> None:
    pdf = tmp_path / "page.pdf"
    pdf.write_bytes(edited(many(b"BT /F1 10 Tf 12 TL " + text + b" ET")))
    assert sum(map(same_glyphs, strings(pdf))) > 0 or b"of no font" in text


def test_glyphs_of_a_plan_have_the_values_of_whole_ones(real_pdf: Path) -> None:
    assert sum(map(same_glyphs, strings(real_pdf, slice(6)))) > 0


def test_a_layout_has_the_text_and_the_images_that_camelot_finds(real_pdf: Path) -> None:
    with playa.open(real_pdf, space="page") as document:
        for page in document.pages[:6]:
            layout, _ = lattice.get_page_layout(page, boxes_flow=None)
            images, chars, horizontal, vertical = get_image_char_and_text_objects(layout)
            assert lattice.text_and_images(layout) == (images, horizontal, vertical)
            assert lattice.rotation_of(layout, horizontal, vertical) == get_rotation(
                chars, horizontal, vertical
            )


@pytest.mark.parametrize(
    ("matrix", "rotation"),
    [(b"1 0 0 1", ""), (b"0 1 -1 0", "anticlockwise"), (b"0 -1 1 0", "clockwise")],
)
def test_turned_text_turns_the_page(matrix: bytes, rotation: str, tmp_path: Path) -> None:
    pdf = tmp_path / "page.pdf"
    pdf.write_bytes(edited(many(b"BT /F1 10 Tf " + matrix + b" 200 150 Tm (turned) Tj ET")))
    with playa.open(pdf, space="page") as document:
        layout, _ = lattice.get_page_layout(document.pages[0], boxes_flow=None)
    _, horizontal, vertical = lattice.text_and_images(layout)
    assert lattice.rotation_of(layout, horizontal, vertical) == rotation


def test_tables_have_no_data_frames_in_the_block_only() -> None:
    pandas = lattice.core.pd
    with lattice.without_data_frames():
        assert lattice.core.pd.DataFrame([["a", "b"], ["c", "d"]]).shape == (2, 2)
        assert lattice.base.pd.DataFrame().shape == (0, 0)
        assert lattice.core.pd is not pandas
    assert lattice.core.pd is pandas


def test_data_frames_are_kept_with_a_release_that_was_not_tested(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lattice, "_IS_REPLACED", False)
    pandas = lattice.core.pd
    with lattice.without_data_frames():
        assert lattice.core.pd is pandas
