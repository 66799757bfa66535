"""Capitals that a font calls small letters are read as drawn; all other text stays as it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Pdf, Stream

from extract.shapes import capitals
from extract.shapes.capitals import with_capitals_as_drawn
from extract.shapes.misleading import fonts_of, mapped_texts
from extract.shapes.thresholds import SHAPES
from extract.stage import read_document
from tests.extract.shapes.ruled_tables import FONTS, lie, ruled_table

STANDARD = ("Helvetica", "Helvetica-BoldOblique", "Times-Roman", "Times-BoldItalic", "Courier")
SAYS = {char: char.lower() for char in "STENOLGYVI"}
ROWS = (
    ("No", "Activity", "Lead"),
    *((f"{n}", f"Started: In Italy every South route {n}", "DECC; DfT") for n in range(1, 8)),
    ("8", "given by most", "Cabinet Office"),
)


def page(rows: tuple[tuple[str, ...], ...], font: str) -> Pdf:
    return ruled_table(rows, font, (60, 300, 120))


def cells_of(pdf: Pdf, path: Path) -> tuple[list[str], str]:
    pdf.save(path)
    document = read_document(path)
    (table,) = document.tables
    texts = [cell.text for row in table.rows for cell in row.cells]
    return texts, " ".join(document.notes)


def test_capitals_are_read_as_drawn(tmp_path: Path) -> None:
    pdf = page(ROWS, "Vera")
    lie(pdf, SAYS)
    texts, notes = cells_of(pdf, tmp_path / "a.pdf")
    assert "Started: In Italy every South route 1" in texts
    assert "DECC; DfT" in texts
    assert "given by most" in texts
    assert "calls capitals small letters; read as drawn: E, " in notes


@pytest.mark.parametrize("capitals", ["ABCDEFGHIJKLM", "NOPQRSTUVWXYZ"])
@pytest.mark.parametrize("font", STANDARD)
def test_each_capital_is_told_from_its_small_letter(font: str, capitals: str) -> None:
    pdf = page(ROWS, font)
    lie(pdf, {capital: capital.lower() for capital in capitals})
    notes = with_capitals_as_drawn(pdf)
    listed = ", ".join(capitals)
    assert f"the font {font} calls capitals small letters; read as drawn: {listed}" in notes


def test_a_glyph_of_both_texts_stays() -> None:
    """A font that has a capital, too, tells its glyphs apart: its small capitals stay."""
    pdf = page(ROWS, "Helvetica")
    lie(pdf, {"#": "S", "S": "s"})
    assert with_capitals_as_drawn(pdf) == []


def test_capitals_without_small_letters_stay() -> None:
    """Words of small letters that a style sets as capitals are as their author wrote them."""
    pdf = page((("NO", "ACTIVITY", "LEAD"),), "Helvetica")
    lie(pdf, {})
    entries = "".join(f"<{ord(c):02X}> <{ord(c.lower()):04X}>\n" for c in "ACTIVY") + (
        "<4E> <004E>\n<4F> <004F>\n"
    )
    for font in pdf.objects:
        if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
            font.ToUnicode = Stream(pdf, f"begincmap 8 beginbfchar\n{entries}endbfchar".encode())
    assert with_capitals_as_drawn(pdf) == []


@pytest.mark.parametrize("font", [*STANDARD, *sorted(path.stem for path in FONTS.glob("*.ttf"))])
def test_a_small_letter_drawn_twice_stays(font: str) -> None:
    pdf = page(ROWS, font)
    lie(pdf, {"a": "v", "c": "o"})
    assert with_capitals_as_drawn(pdf) == []


def test_a_damaged_map_changes_nothing() -> None:
    pdf = page(ROWS, "Helvetica")
    lie(pdf, SAYS)
    for font in pdf.objects:
        if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
            font.ToUnicode = Stream(pdf, b"begincmap 1 beginbfchar <53 <<")
    assert with_capitals_as_drawn(pdf) == []


FIGURES = tuple((str(n), f"{n}17,364,259 Started South", "2,817.54") for n in range(1, 8))


@pytest.mark.parametrize(("true", "count"), [("", 0), ("A", 0), ("AD", 1)])
def test_capitals_are_as_high_as_those_that_a_font_calls_capitals(true: str, count: int) -> None:
    """Two of them show the height; figures, which are as high in most fonts, do not."""
    pdf = page(FIGURES, "Helvetica")
    shown = f"{true}Ss0123456789"
    entries = "".join(f"<{ord(c):02X}> <{ord('s' if c == 'S' else c):04X}>\n" for c in shown)
    lie(pdf, {})
    for font in pdf.objects:
        if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
            data = f"begincmap {len(shown)} beginbfchar\n{entries}endbfchar endcmap"
            font.ToUnicode = Stream(pdf, data.encode())
    assert len(with_capitals_as_drawn(pdf)) == count


@pytest.mark.parametrize("name", ["max_map_size", "max_glyphs"])
@pytest.mark.parametrize(("less", "count"), [(0, 1), (1, 0)])
def test_maps_and_fonts_up_to_a_size_are_looked_at(
    name: str, less: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = page(ROWS, "Helvetica")
    lie(pdf, SAYS)
    (font,) = (one for one in fonts_of(pdf) if "/ToUnicode" in one)
    texts = list(mapped_texts(font.ToUnicode.read_bytes()).values())
    capitals_of_font = sum(text.isupper() for text in texts)
    drawn_twice = sum(texts.count(text) > 1 for text in texts if text.islower())
    sizes = {
        "max_map_size": len(font.ToUnicode.read_raw_bytes()),
        "max_glyphs": capitals_of_font + drawn_twice,
    }
    monkeypatch.setattr(capitals, "SHAPES", replace(SHAPES, **{name: sizes[name] - less}))
    assert len(with_capitals_as_drawn(pdf)) == count


def test_the_new_map_is_of_codes_of_one_byte() -> None:
    pdf = page(ROWS, "Helvetica")
    lie(pdf, SAYS)
    with_capitals_as_drawn(pdf)
    (font,) = (one for one in fonts_of(pdf) if "/ToUnicode" in one)
    data = font.ToUnicode.read_bytes()
    assert b"<00> <FF>" in data
    assert b"<53> <0053>" in data
    assert mapped_texts(data)[ord("s")] == "s"


def with_glyphs(pdf: Pdf, glyphs: str, texts: str) -> None:
    """Give the codes of some characters the glyph and the text of others."""
    entries = "".join(
        f"<{code:02X}> <{ord(text):04X}>\n" for code, text in enumerate(texts, ord("!"))
    )
    lie(pdf, {})
    for font in pdf.objects:
        if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
            names = [pikepdf.Name(f"/{glyph}") for glyph in glyphs]
            font.Encoding = pikepdf.Dictionary(
                BaseEncoding=pikepdf.Name.WinAnsiEncoding, Differences=[ord("!"), *names]
            )
            data = f"begincmap {len(texts)} beginbfchar\n{entries}endbfchar endcmap"
            font.ToUnicode = Stream(pdf, data.encode())


@pytest.mark.parametrize(
    ("glyphs", "texts", "count"),
    [
        ("ADSs", "ADss", 1),
        ("ADSS", "ADss", 0),
        ("ADss", "ADss", 0),
        ("ADS", "ADs", 0),
    ],
)
def test_a_small_letter_is_told_from_its_capital_where_both_are_drawn(
    glyphs: str, texts: str, count: int
) -> None:
    """A letter of which all glyphs are capitals is one that its author set in capitals."""
    pdf = page(ROWS, "Helvetica")
    with_glyphs(pdf, glyphs, texts)
    assert len(with_capitals_as_drawn(pdf)) == count


def test_letters_that_are_drawn_once_do_not_count_as_glyphs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pdf = page(ROWS, "Helvetica")
    with_glyphs(pdf, "ADSsbefg", "ADssbefg")
    monkeypatch.setattr(capitals, "SHAPES", replace(SHAPES, max_glyphs=4))
    assert len(with_capitals_as_drawn(pdf)) == 1


@pytest.mark.parametrize(("less", "count"), [(0, 2), (1, 1)])
def test_fonts_are_looked_at_up_to_a_number_of_codes(
    less: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = page(ROWS, "Vera")
    lie(pdf, SAYS)
    first, _ = (mapped_texts(font.ToUnicode.read_bytes()) for font in fonts_of(pdf))
    monkeypatch.setattr(capitals, "SHAPES", replace(SHAPES, max_codes=len(first) - less))
    assert len(with_capitals_as_drawn(pdf)) == count


@pytest.mark.parametrize(
    ("text", "top", "below", "expected"),
    [
        ("s", 10, 0, True),
        ("s", 11, 0, True),
        ("s", 9, 0, True),
        ("s", 12, 0, False),
        ("s", 8, 0, False),
        ("s", 10, 1, True),
        ("s", 10, -1, True),
        ("s", 10, 2, False),
        ("q", 10, 2, True),
        ("q", 12, 2, False),
    ],
)
def test_a_capital_may_be_a_pixel_higher_or_lower(
    text: str, top: int, below: int, expected: bool
) -> None:
    similar = {text: 0.5, text.upper(): 0.9}
    glyph = capitals._Glyph(top, below, is_dotted=False, similar=similar)
    assert glyph.is_capital(text, 10) == expected


@pytest.mark.parametrize(("width", "largest"), [(1, 0xFF), (2, 0xFFFF)])
def test_a_map_holds_the_codes_of_its_width(width: int, largest: int) -> None:
    texts = {0: "a", largest: "b", largest + 1: "c"}
    data = capitals._character_map(texts, width)
    assert mapped_texts(data) == {0: "a", largest: "b"}
