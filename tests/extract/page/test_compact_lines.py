"""Lines in little room are the same lines."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from extract.geometry.page_model import Line, PageCell, PageReading, PageTable, Word
from extract.model import Fragment
from extract.page.compact_lines import CompactLines, pack_lines, pack_reading, spool_of
from extract.runtime.spool import Spool

NUMBER = st.floats(-1e4, 1e4)
GLYPHS = st.lists(st.integers(0, 70_000), max_size=6).map(tuple) | st.integers(0, 9000).map(
    lambda first: tuple(range(first, first + 5))
)
COLOR = st.lists(st.floats(0, 1), max_size=4).map(tuple)
SHARED = {
    "text": st.text(max_size=8), "x0": NUMBER, "top": NUMBER, "x1": NUMBER, "bottom": NUMBER,
    "baseline": NUMBER, "size": NUMBER, "bold": st.booleans(), "italic": st.booleans(),
    "color": COLOR, "glyphs": GLYPHS, "after_space": st.booleans(),
    "confidence": st.none() | NUMBER,
}  # fmt: skip
WORDS = st.builds(Word, **SHARED)
LINES = st.builds(
    Line, **SHARED, first_width=NUMBER, words=st.lists(WORDS, max_size=3).map(tuple),
    edge=st.none() | NUMBER,
)  # fmt: skip


@given(st.lists(LINES, max_size=4).map(tuple), st.booleans())
def test_packed_lines_equal_the_lines(lines: tuple[Line, ...], with_words: bool) -> None:
    kept = lines if with_words else tuple(replace(line, words=()) for line in lines)
    held = pack_lines(lines, with_words=with_words)
    assert tuple(held) == kept
    assert held == kept
    assert len(held) == len(lines)
    assert bool(held) == bool(lines)
    assert pickle.loads(pickle.dumps(held)) == kept
    assert held[1:] == kept[1:]
    assert [held[at] for at in range(len(held))] == list(kept)
    assert tuple(pack_lines(held)) == tuple(replace(line, words=()) for line in lines)


@given(st.lists(st.lists(LINES, max_size=3).map(tuple), max_size=4), st.booleans())
def test_spooled_lines_equal_the_lines(cells: list[tuple[Line, ...]], with_words: bool) -> None:
    spool = Spool(buffer_size=100)
    held = [pack_lines(lines, with_words=with_words) for lines in cells]
    aside = [pack_lines(lines, with_words=with_words, spool=spool) for lines in cells]
    moved = [pack_lines(lines, with_words=with_words, spool=spool) for lines in held]
    for one, other, third in zip(held, aside, moved, strict=True):
        assert tuple(one) == tuple(other) == tuple(third)
        assert pickle.loads(pickle.dumps(other)) == one
        assert pack_lines(other, with_words=with_words, spool=spool) is other
        assert spool_of(other) is (spool if one else None)
        assert spool_of(one) is None


def test_a_packed_reading_keeps_all_but_the_words_of_its_cells() -> None:
    word = Word("ab", 1, 2, 3, 4, 3.5, 8, False, False, (0.0,), (0, 1))
    line = Line("ab", 1, 2, 3, 4, 3.5, 8, False, False, (0.0,), (0, 1), words=(word,))
    cell = PageCell(0, 1, 0, 1, (0, 0, 9, 9), (line,))
    ruled = PageTable(1, (0, 9), (0, 3, 6, 9), (cell,))
    open_table = replace(ruled, is_ruled=False)
    reading = PageReading(1, 9, 9, 0, (ruled, open_table), (line,), ("a", "b"))
    first = pack_reading(reading, ruled_only=True)
    assert first.tables[0].cells[0].lines == (replace(line, words=()),)
    assert first.tables[1] == open_table
    assert first.lines == (line,)
    assert tuple(first.glyph_texts) == ("a", "b")
    whole = pack_reading(first)
    assert all(isinstance(table.cells[0].lines, CompactLines) for table in whole.tables)
    assert whole.tables[1].cells[0].lines == (replace(line, words=()),)
    ligature = pack_reading(replace(reading, glyph_texts=("ffi", "")))
    assert tuple(ligature.glyph_texts) == ("ffi", "")


@pytest.mark.parametrize(
    "texts", [("a", "“", "b"), ("ffi", "", "x"), ()], ids=["characters", "ligatures", "none"]
)
def test_texts_of_glyphs_in_a_spool_are_the_same(texts: tuple[str, ...]) -> None:
    reading = PageReading(1, 9, 9, 0, (), (), texts)
    first = pack_reading(reading, ruled_only=True, spool=Spool())
    packed = pack_reading(first, spool=Spool()).glyph_texts
    assert packed is first.glyph_texts
    assert (tuple(packed), len(packed), tuple(packed[1:])) == (texts, len(texts), texts[1:])
    assert [packed[index] for index in range(len(texts))] == list(texts)
    assert pickle.loads(pickle.dumps(packed)) == texts


def test_a_trusted_value_equals_a_validated_one() -> None:
    values = {
        "page": 1, "bbox": (0.0, 1.0, 2.0, 3.0), "lines": ("a",), "text": "a",
        "readings_agree": True, "other_reading": None, "ocr_confidence": None,
        "hyphens_in_doubt": (),
    }  # fmt: skip
    trusted, made = Fragment.trusted(**values), Fragment(**values)
    assert trusted == made
    assert hash(trusted) == hash(made)
    assert trusted.model_dump_json() == made.model_dump_json()
    assert trusted.model_copy(update={"text": "b"}).text == "b"
