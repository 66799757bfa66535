"""Small pictures of whole pages, for the page that explores a plan.

They are PNG files of four greys: legible, and a third of a photograph's size.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.publish.crops import SCALE, few_greys

if TYPE_CHECKING:
    from PIL import Image

BUDGET = 8_000_000
"""Bytes of all pictures at most: the pages beyond have none, so that a page still opens."""


@dataclass(frozen=True)
class PagePicture:
    """A page as shown.

    Attributes:
        width: in points.
        height: in points.
        uri: ``data:`` URI of a picture; None: beyond the budget.
    """

    width: float
    height: float
    uri: str | None


def page_pictures(
    pdf: Path, numbers: Iterable[int], budget: int = BUDGET
) -> dict[int, PagePicture]:
    """Render pages as pictures, in order, as long as the budget lasts.

    Args:
        pdf: the file.
        numbers: pages, from 1; those that the file does not have are left out.
        budget: bytes of all pictures at most.
    """
    import pypdfium2

    found: dict[int, PagePicture] = {}
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in sorted(set(numbers)):
            if not 1 <= number <= len(document):
                continue
            page = document[number - 1]
            width, height = page.get_size()
            uri = None
            if budget > 0:
                data = _png(page.render(scale=SCALE, grayscale=True).to_pil())
                budget -= len(data)
                uri = "data:image/png;base64," + base64.b64encode(data).decode("ascii")
            found[number] = PagePicture(round(width, 2), round(height, 2), uri)
            page.close()
    finally:
        document.close()
    return found


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    few_greys(image).save(buffer, "PNG", bits=2, compress_level=7)
    return buffer.getvalue()
