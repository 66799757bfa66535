"""No character that no file may hold comes out of a PDF, and none vanishes without a word."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from extract.characters import LINES, code_of, glyph_text, has_no_meaning, publishable
from extract.model import Document
from extract.stage import read_document
from extract.symbol_fonts import sign_of
from tests.fuzz.classics import grid
from tests.generators.remapped import remap

ANY = st.text(st.characters() | st.sampled_from("\x00\x07\x1b\x85\x9f\ud800\udfff\ufffe\uffff\n\t"))


def is_forbidden(char: str) -> bool:
    code = ord(char)
    return (
        unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
        or unicodedata.bidirectional(char)
        in ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")
    )


@given(ANY)
def test_a_replaced_text_may_be_published(text: str) -> None:
    written = publishable(text)
    assert not any(map(is_forbidden, written))
    assert written == publishable(written)
    written.encode("utf-8")


@given(ANY)
def test_valid_characters_stay_and_none_is_removed(text: str) -> None:
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    written = publishable(text)
    assert len(written) == len(joined)
    for char, put in zip(joined, written, strict=True):
        if is_forbidden(char):
            assert put == (" " if char.isspace() else "\ufffd")
        else:
            assert put == char


@given(ANY)
def test_lines_and_fields_may_be_kept(text: str) -> None:
    kept = publishable(text, LINES)
    assert [char for char in kept if char in LINES] == [char for char in text if char in LINES]
    assert not any(is_forbidden(char) for char in kept if char not in LINES)


@pytest.mark.parametrize(
    ("raw", "font", "text"),
    [
        ("\uf0b7", "Symbol", "•"),
        ("\uf0b7", "ABCDEF+LiberationSans", "•"),
        ("\uf0b7", "ABCDEF+Wingdings", "\uf0b7"),
        ("\uf0a7", "ABCDEF+Wingdings-Regular", "▪"),
        ("\uf0a7", "SymbolMT", "♣"),
        ("\uf0a7", "Calibri", "•"),
        ("\uf0fc", "Wingdings", "✓"),
        ("\uf0fe", "Wingdings", "☑"),
        ("\uf06f", "Wingdings", "☐"),
        ("\uf0e0", "Wingdings", "→"),
        ("\uf0ae", "SymbolMT", "→"),
        ("\uf0de", "Symbol", "⇒"),
        ("\uf052", "Wingdings2", "☑"),
        ("\uf041", "Barcode", "\uf041"),
        ("\ue001", "Wingdings", "\ue001"),
        ("\x00", "Helvetica", "\ufffd"),
        ("\x07", "Helvetica", "\ufffd"),
        ("\ud800", "Helvetica", "\ufffd"),
        ("\ud83d\ude00", "Helvetica", "\U0001f600"),
        ("(cid:3)", "Helvetica", " "),
        ("(cid:12)", "Helvetica", "\ufffd"),
        ("ffi", "Helvetica", "ffi"),
        ("(", "Helvetica", "("),
    ],
)
def test_a_glyph_is_the_character_of_its_font(raw: str, font: str, text: str) -> None:
    assert glyph_text(raw, font) == text


def test_codes_are_named_as_the_file_has_them() -> None:
    assert [code_of(text) for text in ("\uf0b7", "\x00", "(cid:12)", "")] == [
        "U+F0B7",
        "U+0000",
        "cid 12",
        "none",
    ]


@pytest.mark.parametrize(
    ("text", "is_unknown"),
    [("a", False), ("é", False), ("\ufffd", True), ("a\ufffd", True), ("\ue001", True),
     ("\U000f0000", True)],
)  # fmt: skip
def test_a_glyph_of_no_character_has_no_meaning(text: str, *, is_unknown: bool) -> None:
    assert has_no_meaning(text) == is_unknown


@pytest.mark.parametrize(
    ("text", "font", "sign"),
    [
        ("4", "ZapfDingbats", "✔"),
        ("4", "ABCDEF+ZapfDingbats", "✔"),
        ("(cid:52)", "ZapfDingbats", "✔"),
        ("(cid:7)", "ZapfDingbats", None),
        ("4", "Helvetica", None),
        ("44", "ZapfDingbats", None),
        ("b", "Symbol", "β"),
        ("§", "Symbol", None),  # it may be the sign itself
        ("§", "Wingdings", "▪"),
        ("¡", "ZapfDingbats", "❡"),
        ("⁄", "ZapfDingbats", "❤"),  # a reader takes its code for one of the standard encoding
        ("⁄", "Wingdings", None),
        ("þ", "Wingdings", "☑"),
        ("Ā", "Wingdings", None),
        ("✔", "ZapfDingbats", None),
    ],
)
def test_a_letter_of_a_symbol_font_is_its_sign(text: str, font: str, sign: str | None) -> None:
    assert sign_of(text, font) == sign


def read(tmp_path: Path, meanings: dict[str, str]) -> Document:
    """Read a grid of words in which some letters mean something else than they show."""
    pdf = tmp_path / "grid.pdf"
    pdf.write_bytes(grid(rows=3))
    remap(pdf, meanings)
    return read_document(pdf)


def texts_of(document: Document) -> str:
    rows = [row for table in document.tables for row in (*table.header, *table.rows)]
    cells = [cell for row in rows for cell in row.cells]
    lines = [line for cell in cells for f in cell.fragments for line in (*f.lines, f.text)]
    others = [o.text for c in cells for f in c.fragments if (o := f.other_reading)]
    return " ".join([*(cell.text for cell in cells), *lines, *others, *document.notes])


@pytest.mark.parametrize(
    "meaning", ["0000", "0007", "0085", "D800", "DC00", "FFFE", "FFFF", "FDD0", "DBFFDFFF"]
)
def test_an_unknown_glyph_is_visible_and_reported_and_counted(meaning: str, tmp_path: Path) -> None:
    document = read(tmp_path, {"e": meaning})
    said = texts_of(document)
    assert "\ufffd" in said
    assert not any(map(is_forbidden, said))
    kinds = {(doubt.kind, doubt.span.page) for doubt in document.doubts}
    assert ("unknown-glyph", 1) in kinds
    assert any("page 1: " in note and "no Unicode meaning" in note for note in document.notes)


@pytest.mark.parametrize("meaning", ["0000", "F0B7", "0007", "D800"])
def test_no_glyph_is_lost_or_doubled(meaning: str, tmp_path: Path) -> None:
    document = read(tmp_path, {"e": meaning})
    assert [(page.lost, page.doubled) for page in document.ledger] == [(0, 0)]


@pytest.mark.parametrize(
    "meanings",
    [
        {"u": "D800", "e": "DFFF"},
        {"u": "D83D", "e": "DE00", "k": "D83DDE00"},
        {"l": "FFFE", "u": "D800", "e": "DC00"},
    ],
)
def test_halves_of_surrogate_pairs_side_by_side_are_no_letter(
    meanings: dict[str, str], tmp_path: Path
) -> None:
    """Whether the font maps two glyphs to them, or one to the pair."""
    document = read(tmp_path, meanings)
    assert [(page.lost, page.doubled) for page in document.ledger] == [(0, 0)]


def test_a_private_use_bullet_keeps_its_code(tmp_path: Path) -> None:
    document = read(tmp_path, {"e": "F0B7"})
    fragments = [f for t in document.tables for r in t.rows for c in r.cells for f in c.fragments]
    held = [f for f in fragments if "•" in f.text]
    assert held
    for fragment in held:
        assert [code.code for code in fragment.codes] == ["U+F0B7"] * fragment.text.count("•")
        x0, top, x1, bottom = fragment.bbox
        assert all(
            x0 <= code.bbox[0] <= code.bbox[2] <= x1
            and top <= code.bbox[1] < code.bbox[3] <= bottom
            for code in fragment.codes
        )
        assert fragment.readings_agree is True
    assert all(not f.codes for f in fragments if "•" not in f.text)
    assert any("U+F0B7 as •" in note for note in document.notes)
    assert document.doubts == ()
