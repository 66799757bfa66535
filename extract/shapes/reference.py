"""Characters as the standard fonts draw them, and which of them look alike."""

from __future__ import annotations

import string
import unicodedata
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from extract.shapes.shape import Drawings, Numbers, Shapes
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
_DRAWN = Path(__file__).with_name("standard_shapes.npz")
"""The drawings of `CHARACTERS`: to draw them takes longer than to compare a file with them."""


class Reference:
    """The shapes of `CHARACTERS` in all standard fonts.

    Attributes:
        characters: the characters, in the order of their shapes.
    """

    def __init__(self, drawn: Drawings) -> None:
        owners = np.array(drawn.places) % len(CHARACTERS)
        order = np.argsort(owners, kind="stable")
        present, self._starts = np.unique(owners[order], return_index=True)
        self.characters = tuple(CHARACTERS[owner] for owner in present)
        self._looks = tuple(map(_looks_of, self.characters))
        self._shapes = Shapes(
            Drawings(drawn.pixels[order], drawn.aspects[order], tuple(order.tolist()))
        )

    def similarities(self, shapes: Shapes) -> Numbers:
        """Return how similar shapes are to each of the characters, in the font most like them.

        Returns:
            A row for each shape, with a value for each of `characters`.
        """
        return np.maximum.reduceat(shapes.similarities(self._shapes), self._starts, axis=1)

    def alike(self, text: str) -> NDArray[np.bool_]:
        """Return which of `characters` a text may look like."""
        own = _looks_of(text)
        return np.array([not own.isdisjoint(looks) for looks in self._looks])


@lru_cache(maxsize=1)
def reference() -> Reference:
    """Return the shapes of the characters, as they were drawn once."""
    with np.load(_DRAWN, allow_pickle=False) as stored:
        places = tuple(stored["places"].tolist())
        return Reference(Drawings(stored["pixels"], stored["aspects"], places))


def draw_reference() -> Drawings:
    """Draw `CHARACTERS` in all standard fonts."""
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
    return specimen.drawings()


def store_reference() -> None:
    """Draw the characters and store the drawings: after a change of `CHARACTERS` or thresholds."""
    drawn = draw_reference()
    np.savez_compressed(
        _DRAWN,
        pixels=drawn.pixels,
        aspects=drawn.aspects,
        places=np.array(drawn.places, dtype=np.int32),
    )


def look_alike(one: str, other: str) -> bool:
    """Return whether two characters may have the same shape, as in small capitals."""
    return not _looks_of(one).isdisjoint(_looks_of(other))


@lru_cache(maxsize=2 * len(CHARACTERS))
def _looks_of(char: str) -> frozenset[str]:
    """Return the letter of a character, large or small, and the groups of those alike it is in."""
    plain = unicodedata.normalize("NFKD", char)[0]
    return frozenset((plain.casefold(), *(group for group in _ALIKE if plain in group)))
