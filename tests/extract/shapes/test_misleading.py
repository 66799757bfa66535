"""A glyph that shows another character than its text is told; honest fonts are not accused."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf, Stream

from extract import errors
from extract.shapes import character_maps, misleading
from extract.shapes.character_maps import HugeMapError, check_maps
from extract.shapes.misleading import compare_shapes, fonts_of, misleading_glyphs
from extract.shapes.reference import CHARACTERS, draw_reference, look_alike, reference
from extract.shapes.shape import Shapes
from extract.shapes.thresholds import SHAPES
from extract.stage import read_document
from tests.extract.shapes.ruled_tables import FONTS, lie, ruled_table

ROWS = (
    ("No", "Activity", "Budget"),
    *((str(n), f"Hold {n} workshops on water", f"USD {n}17,000") for n in range(1, 8)),
)
ROOT = Path(__file__).resolve().parents[3]


def table(font: str) -> Pdf:
    return ruled_table(ROWS, font, (60, 250, 120))


@pytest.mark.parametrize("font", ["Helvetica", "Times-Italic", "Courier", "Vera", "VeraSeBd"])
@pytest.mark.parametrize(
    "says", [{"1": "7"}, {"3": "S"}, {"o": "e", "e": "o"}, {"H": "U", "U": "H"}, {"w": "é"}]
)
def test_a_letter_or_digit_with_another_text_is_found(font: str, says: Mapping[str, str]) -> None:
    if not (FONTS / f"{font}.ttf").is_file() and font.startswith("Vera"):
        font = "Vera"
    pdf = table(font)
    lie(pdf, says)
    found = {text for name, text in misleading_glyphs(pdf) if name != "Helvetica" or font == name}
    assert found
    assert found <= set(says.values())


@pytest.mark.parametrize("path", sorted(FONTS.glob("*.ttf")), ids=lambda path: path.stem)
def test_an_honest_font_is_not_accused(path: Path) -> None:
    assert misleading_glyphs(table(path.stem)) == {}


def test_the_plan_is_not_accused() -> None:
    with pikepdf.open(ROOT / "sources" / "asean-pcrve-2019-2025" / "plan.pdf") as pdf:
        assert misleading_glyphs(pdf) == {}


def test_characters_that_fonts_draw_alike_are_not_told_apart() -> None:
    assert look_alike("0", "O")
    assert look_alike("l", "I")
    assert look_alike("x", "X")
    assert look_alike("é", "e")
    assert not look_alike("1", "7")
    pdf = table("Vera")
    lie(pdf, {"o": "O", "1": "l"})
    assert misleading_glyphs(pdf) == {}


def test_a_font_in_the_resources_of_a_page_is_looked_at() -> None:
    pdf = table("Helvetica")
    lie(pdf, {"1": "7"})
    page = pdf.pages[0]
    fonts = {name: dict(font.items()) for name, font in page.resources.Font.items()}
    page.obj.Resources = Dictionary(Font={name: Dictionary(font) for name, font in fonts.items()})
    file = io.BytesIO()
    pdf.save(file)
    with pikepdf.open(file) as again:
        assert not any(
            isinstance(item, Dictionary) and item.get("/Type") == Name.Font and item.is_indirect
            for item in again.pages[0].resources.Font.values()
        )
        assert misleading_glyphs(again) == {("Helvetica", "7"): "1"}


def test_each_line_with_such_a_glyph_is_a_doubt(tmp_path: Path) -> None:
    pdf = table("Vera")
    lie(pdf, {"1": "7"})
    pdf.save(tmp_path / "a.pdf")
    document = read_document(tmp_path / "a.pdf")
    doubts = [doubt for doubt in document.doubts if doubt.kind == "misleading-glyph"]
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert {doubt.text for doubt in doubts} == {text for text in cells if "7" in text}
    assert all("“7” looks like “1”" in doubt.taken for doubt in doubts)
    assert any("look like other characters" in note for note in document.notes)


@pytest.mark.slow
def test_a_text_layer_that_is_another_text_is_refused(tmp_path: Path) -> None:
    pdf = table("Vera")
    lie(pdf, {char: chr(ord(char) + 1) for char in "abcdefghijklmnopqrstuvwxy"})
    pdf.save(tmp_path / "a.pdf")
    with pytest.raises(errors.GarbledTextError, match="do not look like the characters"):
        read_document(tmp_path / "a.pdf")


def test_a_font_that_cannot_be_drawn_is_noted_and_the_file_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(document: Pdf) -> None:
        raise ValueError(document)

    monkeypatch.setattr("extract.shapes.misleading.misleading_glyphs", fails)
    found, notes = compare_shapes(table("Helvetica"))
    assert found == {}
    assert "could not be compared with their text (ValueError)" in notes[0]


def test_a_large_character_map_is_not_unpacked() -> None:
    pdf = table("Helvetica")
    lie(pdf, {"1": "7"})
    for font in pdf.objects:
        if isinstance(font, Dictionary) and font.get("/Type") == Name.Font:
            font.ToUnicode = Stream(pdf, b"<00> " * 100_000)
    assert misleading_glyphs(pdf) == {}


def test_letters_with_the_text_of_signs_are_found() -> None:
    pdf = table("Vera")
    lie(pdf, {"w": "±", "H": "§", "k": "®"})
    assert {text for _, text in misleading_glyphs(pdf)} == {"±", "§", "®"}


def test_the_stored_drawings_are_those_of_the_standard_fonts() -> None:
    """`store_reference` draws them anew."""
    drawn = draw_reference()
    known = reference()
    similar = known.similarities(Shapes(drawn))
    own = [CHARACTERS[place % len(CHARACTERS)] for place in drawn.places]
    assert set(known.characters) == set(CHARACTERS)
    columns = [known.characters.index(char) for char in own]
    assert similar[range(len(own)), columns].min() > 0.97


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange", "names 4,294,967,296 codes"),
        (b"1 begincidrange <0000> <FFFFFF> 0 endcidrange", "names 16,777,216 codes"),
        (b"<00> " * 4_000_000, "unpacks to more than 16 MiB"),
    ],
)
@pytest.mark.parametrize("is_packed", [True, False])
def test_a_map_that_no_font_needs_is_refused(data: bytes, says: str, is_packed: bool) -> None:
    pdf = table("Vera")
    for font in pdf.objects:
        if isinstance(font, Dictionary) and font.get("/Type") == Name.Font:
            font.ToUnicode = Stream(pdf, zlib.compress(data) if is_packed else data)
            if is_packed:
                font.ToUnicode.Filter = Name.FlateDecode
    with pytest.raises(HugeMapError, match=says):
        compare_shapes(pdf)


def test_a_map_of_all_codes_of_a_font_is_read() -> None:
    font = Dictionary(
        ToUnicode=Stream(Pdf.new(), b"1 beginbfrange <0000> <FFFF> <0000> endbfrange")
    )
    check_maps(font)


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"<0000> <0003> [<00660066> <006600660069> <00660069> <2013>]", 4),
        (b"<0000> <0001> [ <00660066>\n<006600660069> ] <0041> <0042> <0041>", 4),
        (b"% [\n<0000> <FFFF> <0000> % ]", 65536),
        (b"([) <0000> <FFFF> <0000> (])", 65536),
    ],
)
def test_texts_that_a_map_lists_are_no_ranges(
    data: bytes, codes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = Pdf.new()
    font = Dictionary(ToUnicode=Stream(pdf, b"1 beginbfrange " + data + b" endbfrange"))
    monkeypatch.setattr(character_maps, "SHAPES", replace(SHAPES, max_mapped_codes=codes))
    check_maps(font)
    monkeypatch.setattr(character_maps, "SHAPES", replace(SHAPES, max_mapped_codes=codes - 1))
    with pytest.raises(HugeMapError, match=f"names {codes:,} codes"):
        check_maps(font)


def test_a_file_with_such_a_map_is_refused_in_one_line(tmp_path: Path) -> None:
    pdf = table("Helvetica")
    for font in pdf.objects:
        if isinstance(font, Dictionary) and font.get("/Type") == Name.Font:
            data = b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"
            font.ToUnicode = Stream(pdf, data)
    pdf.save(tmp_path / "a.pdf")
    with pytest.raises(errors.GarbledTextError, match="a font's character map names 4,294"):
        read_document(tmp_path / "a.pdf")


@pytest.mark.parametrize(
    ("fields", "is_looked_at"),
    [
        ({"Subtype": Name.Type1, "Encoding": Name.WinAnsiEncoding}, False),
        ({"Subtype": Name.Type1}, False),
        ({"Subtype": Name.Type1, "Encoding": Dictionary(Differences=[65, Name.B])}, True),
        ({"Subtype": Name.Type1, "FontDescriptor": Dictionary()}, True),
        ({"Subtype": Name.CIDFontType2, "FontDescriptor": Dictionary()}, False),
        ({"Subtype": Name.Type0, "Encoding": Name("/Identity-H"), "ToUnicode": 1}, True),
        ({"Encoding": Dictionary()}, False),
    ],
)
def test_fonts_whose_text_may_be_another_than_their_drawing_are_looked_at(
    fields: Mapping[str, object], is_looked_at: bool
) -> None:
    pdf = Pdf.new()
    pdf.make_indirect(Dictionary(Type=Name.Font, **fields))
    assert len(list(fonts_of(pdf))) == is_looked_at


def test_a_font_without_a_map_is_looked_at() -> None:
    pdf = table("Vera")
    for font in fonts_of(pdf):
        del font["/ToUnicode"]
    assert misleading_glyphs(pdf) == {}


@pytest.mark.parametrize(("less", "is_read"), [(0, True), (1, False)])
def test_a_map_up_to_a_size_is_read(
    less: int, is_read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = table("Helvetica")
    lie(pdf, {"1": "7"})
    sizes = [len(one.ToUnicode.read_raw_bytes()) for one in fonts_of(pdf) if "/ToUnicode" in one]
    monkeypatch.setattr(misleading, "SHAPES", replace(SHAPES, max_map_size=max(sizes) - less))
    assert bool(misleading_glyphs(pdf)) == is_read


def test_a_map_is_refused_from_one_byte_or_one_code_too_many_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = b"1 beginbfrange <0000> <000F> <0000> endbfrange"
    pdf = Pdf.new()
    font = Dictionary(ToUnicode=Stream(pdf, data))
    for name, size in (("max_unpacked_map", len(data)), ("max_mapped_codes", 16)):
        monkeypatch.setattr(character_maps, "SHAPES", replace(SHAPES, **{name: size}))
        check_maps(font)
        monkeypatch.setattr(character_maps, "SHAPES", replace(SHAPES, **{name: size - 1}))
        with pytest.raises(HugeMapError):
            check_maps(font)


@pytest.mark.parametrize(("less", "is_drawn"), [(0, True), (1, False)])
def test_glyphs_are_drawn_up_to_a_number(
    less: int, is_drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = table("Helvetica")
    lie(pdf, {"1": "7"})
    monkeypatch.setattr(misleading, "SHAPES", replace(SHAPES, max_glyphs=256 - less))
    assert bool(misleading_glyphs(pdf)) == is_drawn


MAP = b"""begincmap 4 beginbfchar
<0041> <0041>
<0042> <2603>
<FFFF> <0042>
<010000> <0043>
endbfchar endcmap"""


@pytest.mark.parametrize(
    ("encoding", "data", "codes"),
    [
        ("/Identity-H", MAP, [b"\x00\x41", b"\xff\xff"]),
        ("/Identity-V", MAP, [b"\x00\x41", b"\xff\xff"]),
        ("/UniGB-UCS2-H", MAP, []),
        ("/Identity-H", None, []),
    ],
)
def test_codes_of_two_bytes_with_the_text_of_a_letter_are_compared(
    encoding: str, data: bytes | None, codes: list[bytes]
) -> None:
    pdf = Pdf.new()
    font = Dictionary(Subtype=Name.Type0, Encoding=Name(encoding))
    if data is not None:
        font.ToUnicode = Stream(pdf, data)
    assert misleading._codes(font) == codes
