"""Type of a rendered page."""

from __future__ import annotations

import base64
from dataclasses import dataclass

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
