"""Characters as the standard fonts draw them, and which of them look alike."""

from __future__ import annotations

import string
import unicodedata
from functools import lru_cache

from extract.shapes.shape import ShapeSet
from extract.shapes.specimen import Specimen

CHARACTERS = (
    string.ascii_letters
    + string.digits
    + "".join(char for char in map(chr, range(0xC0, 0x100)) if char.isalpha())
    + "#$%&?@¢£¤¥§©«¬®°±²³µ¶¹º»¼½¾"
)
"""Characters whose shapes are known: their codes in WinAnsiEncoding are those in Latin-1. Signs of
one stroke or dot are left out, since scaled to the same size they are all alike."""

_FAMILIES = (
    *("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
    *("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
    *("Courier", "Courier-Bold"),
)
"""Fonts that every reader of PDF has, so that they need not be shipped."""
_ALIKE = ("1Iil", "IJ", "0OQ°º", "ao", "gy", "fl", "uµ")
"""Characters that many fonts draw alike: strokes, rounds, and an a of one storey."""


@lru_cache(maxsize=1)
def reference_shapes() -> ShapeSet:
    """Return the shapes of `CHARACTERS` in all standard fonts."""
    from pikepdf import Dictionary, Name

    specimen = Specimen()
    codes = [char.encode("latin-1") for char in CHARACTERS]
    for family in _FAMILIES:
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name(f"/{family}"),
            Encoding=Name.WinAnsiEncoding,
        )
        specimen.add(font, codes)
    return ShapeSet(
        [
            (char, shape)
            for shapes in specimen.shapes()
            for char, shape in zip(CHARACTERS, shapes, strict=True)
            if shape is not None
        ]
    )


@lru_cache(maxsize=len(CHARACTERS) ** 2)
def look_alike(one: str, other: str) -> bool:
    """Return whether two characters may have the same shape, as in small capitals."""
    first, second = _plain(one), _plain(other)
    return first.casefold() == second.casefold() or any(
        first in group and second in group for group in _ALIKE
    )


def _plain(char: str) -> str:
    return unicodedata.normalize("NFKD", char)[0]
