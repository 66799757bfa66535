"""Small pictures of whole pages, drawn in the run's worker processes.

A drawing program meets more of a file than one that reads its text, so that a hostile page may
end it: that page then has no picture, and all else is published. They are PNG files of four
greys: text is black on white, legible so, and a third of a photograph's size.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.publish.core.drawing import Drawing

if TYPE_CHECKING:
    from PIL import Image

SCALE = 1.5
"""Pixels a point: 108 dpi, legible on a phone."""
GREYS = 4
COMPRESSION = 5
"""zlib's level: 7 takes nearly twice the time for pictures 2 % smaller."""
MOST_PIXELS = 8_000_000
"""Pixels of a picture at most: a page of absurd size has none."""
BUDGET = 8_000_000
"""Bytes of all pictures in one file at most: the pages beyond have none, so that it opens."""

BATCH = 32
"""Pages drawn before looking at the budget again."""


@dataclass(frozen=True)
class PagePicture:
    """A page as shown, for a file that holds many.

    Attributes:
        width: in points.
        height: in points.
        uri: ``data:`` URI of a picture; None: beyond the budget.
    """

    width: float
    height: float
    uri: str | None


_drawn: dict[tuple[Path, int, int], dict[int, Drawing]] = {}
"""Drawings by file, so that each page is drawn once for all that show it."""


def recall_drawings(pdf: Path, drawn: Mapping[int, Drawing]) -> None:
    """Let pages of a file be shown as they were drawn before."""
    _drawn_of(pdf).update(drawn)


def _drawn_of(pdf: Path) -> dict[int, Drawing]:
    return _drawn.setdefault(state_of(pdf), {})


def state_of(pdf: Path) -> tuple[Path, int, int]:
    """Return what tells a file from another one that is written in its place."""
    state = pdf.stat()
    return pdf.resolve(), state.st_size, state.st_mtime_ns


def drawings(pdf: Path, numbers: Iterable[int], *, draw: bool = True) -> dict[int, Drawing]:
    """Draw pages.

    Args:
        pdf: the file.
        numbers: pages, from 1; those that the file does not have, or that cannot be drawn, are
            left out, and all of them where the file cannot be opened without a password.
        draw: draw those that have not been drawn before; else they are left out.
    """
    from extract.errors import ExtractError
    from extract.pdf.preflight import readable
    from extract.runtime.workers import pool_for, run_pages

    known = _drawn_of(pdf)
    wanted = sorted(set(numbers))
    missing = [number for number in wanted if number not in known]
    if missing and draw:
        # Pages that cannot be drawn have no picture, which is no reason to stop.
        with contextlib.suppress(ExtractError), readable(pdf, pool_for()) as opened:
            missing = [number for number in missing if 1 <= number <= opened.page_count]
            known.update(run_pages(draw_page, opened.path, missing).values)
    return {number: known[number] for number in wanted if number in known}


def draw_page(pdf: Path, number: int) -> Drawing:
    """Draw one page; called in a worker."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[number - 1]
        width, height = page.get_size()
        png = b""
        if width * height * SCALE**2 <= MOST_PIXELS:
            buffer = io.BytesIO()
            picture = few_greys(page.render(scale=SCALE, grayscale=True).to_pil())
            picture.save(buffer, "PNG", bits=2, compress_level=COMPRESSION)
            png = buffer.getvalue()
        return Drawing(round(width, 2), round(height, 2), png)
    finally:
        document.close()


def page_pictures(
    pdf: Path, numbers: Iterable[int], budget: int = BUDGET
) -> dict[int, PagePicture]:
    """Return pictures of pages, in order, as long as the budget lasts.

    Args:
        pdf: the file.
        numbers: pages, from 1.
        budget: bytes of all pictures at most.
    """
    found: dict[int, PagePicture] = {}
    wanted = sorted(set(numbers))
    for start in range(0, len(wanted), BATCH):
        if budget <= 0:
            break
        for number, drawing in drawings(pdf, wanted[start : start + BATCH]).items():
            uri = drawing.uri if budget > 0 and drawing.png else None
            budget -= len(drawing.png)
            found[number] = PagePicture(drawing.width, drawing.height, uri)
    return found


def few_greys(image: Image.Image) -> Image.Image:
    """Return a picture of a few greys, as indices of a palette."""
    step = 255 / (GREYS - 1)
    indexed = image.convert("L").point([round(value / step) for value in range(256)])
    picture = indexed.convert("P")
    picture.putpalette([round(grey * step) for grey in range(GREYS) for _ in range(3)])
    return picture
