"""Glyphs that look like another character than their text says.

A font's character map says which text its glyphs stand for, and nothing ties it to what they
draw: a map may be wrong, or a lie. Every reader of text believes it, so readings that agree show
nothing. Each glyph is drawn here, and its shape is compared with those of all characters.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from extract.shapes.reference import CHARACTERS, look_alike, reference_shapes
from extract.shapes.shape import Shape
from extract.shapes.specimen import Specimen
from extract.shapes.thresholds import SHAPES

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_SIMPLE = ("/Type1", "/TrueType", "/MMType1", "/Type3")


def compare_shapes(document: Pdf) -> tuple[dict[tuple[str, str], str], tuple[str, ...]]:
    """Return the misleading glyphs of a file, and a note if they could not be looked for."""
    try:
        return misleading_glyphs(document), ()
    except Exception as error:
        # A damaged font raises errors of many types, in three libraries.
        return {}, (
            f"whether its glyphs look like their text could not be seen ({type(error).__name__}): "
            "compare the text with the pages",
        )


def misleading_glyphs(document: Pdf) -> dict[tuple[str, str], str]:
    """Find the glyphs of a file's fonts whose shape contradicts their text.

    Only letters and digits are compared, and only where the shape is clear: a glyph that is
    unlike all characters, such as an ornament, is none of them.

    Args:
        document: an open file.

    Returns:
        The character that each of them looks like, by font and text.
    """
    specimen = Specimen()
    count = 0
    for font in list(fonts_of(document)):
        codes = _codes(font)
        count += len(codes)
        if codes and count <= SHAPES.max_glyphs:
            # Only an object that stands by itself can be copied to another file.
            specimen.add(font if font.is_indirect else document.make_indirect(font), codes)
    claims: list[list[tuple[str, str]]] = []
    for page, (name, texts) in enumerate(list(specimen.texts())):
        known = [at for at, text in enumerate(texts) if _is_known(text)]
        claims.append([(name, texts[at]) for at in known])
        specimen.show(page, [specimen.codes(page)[at] for at in known])
    if not any(claims):
        return {}
    shapes = list(chain.from_iterable(specimen.shapes()))
    pairs = zip(chain.from_iterable(claims), shapes, strict=True)
    drawn = [(claim, shape) for claim, shape in pairs if shape is not None]
    return _contradictions(drawn) if drawn else {}


def _is_known(text: str) -> bool:
    return len(text) == 1 and text in CHARACTERS


def _contradictions(drawn: Sequence[tuple[tuple[str, str], Shape]]) -> dict[tuple[str, str], str]:
    known = reference_shapes()
    similarities = known.similarities([shape for _, shape in drawn])
    found = {}
    for ((name, text), _), similar in zip(drawn, similarities, strict=True):
        if seen := _seen(text, dict(zip(known.characters, similar.tolist(), strict=True))):
            found[name, text] = seen
    return found


def _seen(text: str, similar: Mapping[str, float]) -> str:
    """Return the character that a glyph looks like; empty if that may be its text."""
    others = (char for char in similar if _is_plain(char) and not look_alike(char, text))
    other = max(others, key=similar.__getitem__)
    own = max(value for char, value in similar.items() if look_alike(char, text))
    clear = similar[other] >= SHAPES.min_other and similar[other] - own >= SHAPES.min_lead
    return other if clear else ""


def _is_plain(char: str) -> bool:
    return char.isascii() and char.isalnum()


def fonts_of(document: Pdf) -> Iterator[Object]:
    """Yield the fonts of a file, those that stand in the resources of a page themselves too."""
    for item in document.objects:
        if getattr(item, "_type_name", "") not in ("dictionary", "stream"):
            continue
        if _is_font(item):
            yield item
        for fonts in (item.get("/Font"), _entry(item.get("/Resources"), "/Font")):
            yield from (font for font in _values(fonts) if not font.is_indirect and _is_font(font))


def _entry(item: Any, key: str) -> Any:
    return item.get(key) if getattr(item, "_type_name", "") == "dictionary" else None


def _values(item: Any) -> Iterable[Any]:
    if getattr(item, "_type_name", "") != "dictionary":
        return ()
    return (value for _, value in item.items() if hasattr(value, "_type_name"))


def _is_font(item: Any) -> bool:
    if item._type_name != "dictionary" or not {"/Subtype"} <= set(item.keys()):
        return False
    return str(item.get("/Subtype")) in (*_SIMPLE, "/Type0") and not _is_drawn_by_its_text(item)


def _is_drawn_by_its_text(font: Any) -> bool:
    """Return whether the text and the drawing of a font both follow from a standard encoding."""
    encoding = font.get("/Encoding")
    is_named = encoding is None or getattr(encoding, "_type_name", "name") == "name"
    bare = {"/ToUnicode", "/FontDescriptor", "/DescendantFonts", "/CharProcs"}
    return is_named and not bare & set(font.keys())


def _codes(font: Any) -> list[bytes]:
    """Return the codes of a font that may stand for a letter or a digit."""
    texts = font.get("/ToUnicode")
    has_map = getattr(texts, "_type_name", "") == "stream"
    if has_map and len(texts.read_raw_bytes()) > SHAPES.max_map_size:
        return []
    if str(font.get("/Subtype")) in _SIMPLE:
        return [bytes([code]) for code in range(256)]
    if not has_map or not str(font.get("/Encoding")).startswith("/Identity"):
        return []
    return [
        code.to_bytes(2, "big")
        for code, text in mapped_texts(texts.read_bytes()).items()
        if code < 0x10000 and _is_known(text)
    ]


def mapped_texts(data: bytes) -> dict[int, str]:
    """Return the text of each code of a character map."""
    from pdfminer.cmapdb import CMapParser, FileUnicodeMap

    mapped = FileUnicodeMap()
    CMapParser(mapped, io.BytesIO(data)).run()
    return mapped.cid2unichr
