"""Types of a rendered page and of the pictures cut out of it."""

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
"""Prefix of the ``data:`` URI of a PNG picture."""


@dataclass(frozen=True)
class Drawing:
    """A rendered page.

    Attributes:
        width: width in points.
        height: height in points.
        png: the picture as PNG; empty for a page that is too large to render.
    """

    width: float
    height: float
    png: bytes

    @property
    def uri(self) -> str:
        """The picture as a ``data:`` URI."""
        return PNG_URI + base64.b64encode(self.png).decode("ascii")

    def image(self) -> Image.Image:
        """Return the picture, with a palette."""
        from PIL import Image

        return Image.open(io.BytesIO(self.png))


Cutter = Callable[[Drawing, Sequence["Span"]], Mapping["Span", str]]
"""Cut places out of a page and return a ``data:`` URI of a picture for each."""
