"""Glyphs that do not look like the character of their text.

A font's character map says which text its glyphs stand for, and nothing ties it to what they
draw: a map may be wrong, or a lie. Every reader of text believes it, so readings that agree show
nothing. Each glyph is drawn here, and its shape is compared with those of all characters.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from extract.shapes.character_maps import HugeMapError, check_maps
from extract.shapes.reference import CHARACTERS, reference
from extract.shapes.shape import Shapes
from extract.shapes.specimen import Specimen
from extract.shapes.thresholds import SHAPES

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_SIMPLE = ("/Type1", "/TrueType", "/MMType1", "/Type3")


def compare_shapes(document: Pdf) -> tuple[dict[tuple[str, str], str], tuple[str, ...]]:
    """Return the misleading glyphs of a file, and a note if they could not be looked for.

    Raises:
        HugeMapError: a character map is too large for any reader.
    """
    try:
        return misleading_glyphs(document), ()
    except HugeMapError:
        raise
    except Exception as error:
        # A damaged font raises errors of many types, in three libraries.
        return {}, (
            f"its glyphs could not be compared with their text ({type(error).__name__}): "
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

    Raises:
        HugeMapError: a character map is too large for any reader.
    """
    specimen = Specimen()
    count = 0
    for font in list(fonts_of(document)):
        check_maps(font)
        codes = _codes(font)
        count += len(codes)
        if codes and count <= SHAPES.max_glyphs:
            # Only an object that stands by itself can be copied to another file.
            specimen.add(font if font.is_indirect else document.make_indirect(font), codes)
    claims: list[tuple[str, str]] = []
    for page, (name, texts) in enumerate(list(specimen.texts())):
        known = [at for at, text in enumerate(texts) if _is_known(text)]
        claims += [(name, texts[at]) for at in known]
        specimen.show(page, [specimen.codes(page)[at] for at in known])
    if not claims:
        return {}
    drawn = specimen.drawings()
    if not drawn.places:
        return {}
    return _contradictions([claims[at] for at in drawn.places], Shapes(drawn))


def _is_known(text: str) -> bool:
    return len(text) == 1 and text in CHARACTERS


def _contradictions(
    claims: Sequence[tuple[str, str]], shapes: Shapes
) -> dict[tuple[str, str], str]:
    """Return what the glyphs look like whose shapes contradict their texts."""
    known = reference()
    similar = known.similarities(shapes)
    alike = {text: known.alike(text) for text in {text for _, text in claims}}
    may_be = np.array([alike[text] for _, text in claims])
    plain = np.array([char.isascii() and char.isalnum() for char in known.characters])
    own = np.where(may_be, similar, -np.inf).max(axis=1)
    others = np.where(may_be | ~plain, -np.inf, similar)
    clear = others.max(axis=1) >= np.maximum(own + SHAPES.min_lead, SHAPES.min_other)
    seen = others.argmax(axis=1).tolist()
    return {claims[at]: known.characters[seen[at]] for at in np.flatnonzero(clear).tolist()}


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
    if item._type_name != "dictionary":
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


@lru_cache(maxsize=8)
def mapped_texts(data: bytes) -> Mapping[int, str]:
    """Return the text of each code of a character map; each font is asked for it twice."""
    from pdfminer.cmapdb import CMapParser, FileUnicodeMap

    mapped = FileUnicodeMap()
    CMapParser(mapped, io.BytesIO(data)).run()
    return MappingProxyType(mapped.cid2unichr)
