"""Capitals whose font says that they are small letters.

A program that sets capitals from small letters, by a style, notes the small letters as the text of
the glyphs; where the same glyphs stand for true capitals, too, "Started" becomes "started". A font
that draws a letter in two ways and calls both the small one shows it: what is drawn decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from extract.shapes.misleading import fonts_of, mapped_texts
from extract.shapes.reference import reference
from extract.shapes.shape import Shapes, drawings
from extract.shapes.specimen import BASELINE, Specimen
from extract.shapes.thresholds import SHAPES

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_TALL = frozenset("bdfhklt")
"""Small letters that are about as tall as capitals."""
_DOTTED = frozenset("ij")
"""Small letters with a dot above; a capital I is one stroke, whose shape is like any other's."""
_HANGING = frozenset("jq")
"""Letters whose capitals reach below the line in some fonts."""
_BLOCK = 100
"""Entries of a block of a character map at most."""


def with_capitals_as_drawn(document: Pdf) -> list[str]:
    """Correct the character maps of fonts that call capitals small letters.

    Args:
        document: an open file; its fonts are changed.

    Returns:
        A note for each font that was changed.
    """
    notes = []
    looked_at = 0
    for font in list(fonts_of(document)):
        if looked_at > SHAPES.max_codes:
            break
        try:
            texts = _texts_of(font)
            looked_at += len(texts)
            capitals = _capitals(font, texts)
            if not capitals:
                continue
            width = 2 if str(font.get("/Subtype")) == "/Type0" else 1
            font.ToUnicode = document.make_stream(_character_map({**texts, **capitals}, width))
            name = str(font.get("/BaseFont", "")).lstrip("/")
        except Exception:
            # A damaged font raises errors of many types; its text stays as the file has it.
            continue
        listed = ", ".join(sorted(capitals.values()))
        notes.append(f"the font {name} calls capitals small letters; read as drawn: {listed}")
    return notes


def _texts_of(font: Object) -> Mapping[int, str]:
    """Return the text of each code, if the font says it by a map of its own."""
    texts = font.get("/ToUnicode")
    is_own = font.is_indirect and getattr(texts, "_type_name", "") == "stream"
    if texts is None or not is_own or len(texts.read_raw_bytes()) > SHAPES.max_map_size:
        return {}
    is_coded = str(font.get("/Encoding")).startswith("/Identity")
    if str(font.get("/Subtype")) == "/Type0" and not is_coded:
        return {}
    return mapped_texts(texts.read_bytes())


def _small_letters(texts: Mapping[int, str]) -> dict[str, list[int]]:
    """Return the codes of each small letter that has no capital in the font."""
    found: dict[str, list[int]] = defaultdict(list)
    known = set(texts.values())
    for code, text in texts.items():
        if len(text) == 1 and text.isascii() and text.islower() and text.upper() not in known:
            found[text].append(code)
    return found


def _capitals(font: Object, texts: Mapping[int, str]) -> dict[int, str]:
    """Return the codes that a font maps to small letters although their glyphs are capitals."""
    several = {text: codes for text, codes in _small_letters(texts).items() if len(codes) > 1}
    true = [code for code, text in texts.items() if _is_ascii_capital(text)]
    codes = [*true, *(code for some in several.values() for code in some)]
    if not several or len(true) < 2 or len(codes) > SHAPES.max_glyphs:
        return {}
    drawn = _drawn(font, codes)
    tops = [drawn[code].top for code in true if code in drawn]
    height = median(tops) if tops else 0
    found: dict[int, str] = {}
    for text, same in several.items():
        known = [code for code in same if code in drawn]
        large = [code for code in known if drawn[code].is_capital(text, height)]
        if large and len(large) < len(known):
            found |= dict.fromkeys(large, text.upper())
    return found


def _is_ascii_capital(text: str) -> bool:
    return len(text) == 1 and text.isascii() and text.isupper()


@dataclass(frozen=True, slots=True, eq=False)
class _Glyph:
    """A drawn glyph.

    Attributes:
        top: how far it reaches above the line, in pixels.
        below: how far it reaches below the line.
        is_dotted: whether it is drawn in parts above each other.
        similar: how similar it is to each known character.
    """

    top: int
    below: int
    is_dotted: bool
    similar: Mapping[str, float]

    def is_capital(self, text: str, height: float) -> bool:
        """Return whether the glyph is the capital of a small letter.

        Args:
            text: the small letter.
            height: height of the capitals of the font.
        """
        # Pixels are whole, so that a height may differ by one.
        off = max(1.0, SHAPES.cap_tolerance * height)
        is_on_line = text in _HANGING or abs(self.below) <= off
        if abs(self.top - height) > off or not is_on_line:
            return False
        if text in _DOTTED:
            return not self.is_dotted
        lead = SHAPES.case_lead if text in _TALL else -SHAPES.case_lead
        large = self.similar[text.upper()]
        return large >= SHAPES.min_capital and large - self.similar[text] >= lead


def _drawn(font: Object, codes: Sequence[int]) -> dict[int, _Glyph]:
    """Draw the glyphs of codes; a code that draws nothing has none."""
    width = 2 if str(font.get("/Subtype")) == "/Type0" else 1
    specimen = Specimen()
    specimen.add(font, [code.to_bytes(width, "big") for code in codes])
    sheet, cells = next(specimen.sheets())
    drawn = drawings(sheet, cells)
    if not drawn.places:
        return {}
    known = reference()
    found = {}
    for place, values in zip(drawn.places, known.similarities(Shapes(drawn)).tolist(), strict=True):
        dark = 255 - np.asarray(sheet.crop(cells[place]))
        rows = np.nonzero(dark > SHAPES.ink)[0]
        first, last = int(rows.min()), int(rows.max())
        found[codes[place]] = _Glyph(
            top=BASELINE - first,
            below=last + 1 - BASELINE,
            is_dotted=len(np.unique(rows)) < last + 1 - first,
            similar=dict(zip(known.characters, values, strict=True)),
        )
    return found


def _character_map(texts: Mapping[int, str], width: int) -> bytes:
    """Write a character map for codes of some bytes."""
    lines = [
        f"<{code:0{2 * width}X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, text in sorted(texts.items())
        if code < 256**width
    ]
    blocks = [lines[at : at + _BLOCK] for at in range(0, len(lines), _BLOCK)]
    entries = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    space = f"1 begincodespacerange\n<{'00' * width}> <{'FF' * width}>\nendcodespacerange"
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"{space}\n{entries}\nendcmap\nend\nend\n"
    ).encode("ascii")
