"""A page as it is drawn, and what cuts places out of it."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

    from extract.model import Span

PNG_URI = "data:image/png;base64,"
"""How the ``data:`` URI of a picture begins."""


@dataclass(frozen=True)
class Drawing:
    """A page as shown.

    Attributes:
        width: in points.
        height: in points.
        png: the picture; empty for a page of absurd size.
    """

    width: float
    height: float
    png: bytes

    @property
    def uri(self) -> str:
        """The picture as a ``data:`` URI."""
        return PNG_URI + base64.b64encode(self.png).decode("ascii")

    def image(self) -> Image.Image:
        """Return the picture, its colours as indices of a palette."""
        from PIL import Image

        return Image.open(io.BytesIO(self.png))


Cutter = Callable[[Drawing, Sequence["Span"]], Mapping["Span", str]]
"""Cuts places out of a page: a ``data:`` URI of a picture for each."""
