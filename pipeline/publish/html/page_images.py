"""Render small pictures of whole pages in worker processes.

A renderer runs more of a file than a text reader does, so that a hostile page may crash it. Such
a page has no picture; everything else is published. Pictures are PNG files of four greys: text
is legible, at a third of the bytes of a photograph.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract.model import Bbox
from pipeline.publish.core.drawing import Drawing
from pipeline.publish.html.thresholds import PICTURES

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True)
class PagePicture:
    """A page of the explorer.

    Attributes:
        width: width in points.
        height: height in points.
        uri: ``data:`` URI of the picture; None: it exceeds the budget.
    """

    width: float
    height: float
    uri: str | None


_drawn: dict[tuple[Path, int, int], dict[int, Drawing]] = {}
"""Rendered pages by file, so that each page is rendered once."""


def recall_drawings(pdf: Path, drawn: Mapping[int, Drawing]) -> None:
    """Keep pages of a file that an earlier run rendered."""
    _drawn_of(pdf).update(drawn)


def _drawn_of(pdf: Path) -> dict[int, Drawing]:
    return _drawn.setdefault(file_state(pdf), {})


def file_state(pdf: Path) -> tuple[Path, int, int]:
    """Return path, size and time of a file; they differ once the file is replaced."""
    state = pdf.stat()
    return pdf.resolve(), state.st_size, state.st_mtime_ns


def drawings(pdf: Path, numbers: Iterable[int], *, draw: bool = True) -> dict[int, Drawing]:
    """Render pages.

    Args:
        pdf: the file.
        numbers: page numbers, from 1.
        draw: render pages that have not been rendered before; otherwise they are left out.

    Returns:
        The pages that exist and can be rendered; none where the file needs a password.
    """
    from extract.errors import ExtractError
    from extract.pdf.preflight import readable
    from extract.runtime.workers import pool_for, run_pages

    known = _drawn_of(pdf)
    wanted = sorted(set(numbers))
    missing = [number for number in wanted if number not in known]
    if missing and draw:
        # Pages that cannot be rendered have no picture; the run goes on.
        with contextlib.suppress(ExtractError), readable(pdf, pool_for()) as opened:
            missing = [number for number in missing if 1 <= number <= opened.page_count]
            known.update(run_pages(draw_page, opened.path, missing).values)
    return {number: known[number] for number in wanted if number in known}


def draw_ahead(pdf: Path, numbers: Sequence[int]) -> Callable[[], None]:
    """Start to render the pages that are likely to be shown first; the workers do it.

    Args:
        pdf: the file; it must open without a copy.
        numbers: numbers of its pages, in the order in which the budget is spent; one batch of
            them is rendered.

    Returns:
        A function that waits until they are rendered.
    """
    from extract.runtime.workers import pool_for

    # What fails raises its error again at its real use.
    with contextlib.suppress(Exception):
        known = _drawn_of(pdf)
        finish = pool_for().begin(draw_page, pdf, numbers[: PICTURES.page_batch])

        def wait() -> None:
            with contextlib.suppress(Exception):
                known.update(finish().values)

        return wait
    return lambda: None


def draw_page(pdf: Path, number: int) -> Drawing:
    """Render one page; called in a worker."""
    import pypdfium2

    from extract.system.nameless import openable

    document = pypdfium2.PdfDocument(openable(pdf), autoclose=True)
    try:
        page = document[number - 1]
        width, height = page.get_size()
        png = b""
        scale = PICTURES.pixels_per_point
        if width * height * scale**2 <= PICTURES.max_pixels:
            buffer = io.BytesIO()
            picture = few_greys(page.render(scale=scale, grayscale=True).to_pil())
            picture.save(buffer, "PNG", bits=2, compress_level=PICTURES.compression)
            png = buffer.getvalue()
        return Drawing(round(width, 2), round(height, 2), png)
    finally:
        document.close()


def page_pictures(
    pdf: Path, numbers: Iterable[int], budget: int | None = None
) -> dict[int, PagePicture]:
    """Return pictures of pages, within the budget.

    Args:
        pdf: the file.
        numbers: page numbers, from 1, in the order in which the budget is spent.
        budget: bytes of all pictures at most; None: the threshold ``page_budget``.
    """
    pictures: dict[int, PagePicture] = {}
    wanted = list(dict.fromkeys(numbers))
    rest, batch = PICTURES.page_budget if budget is None else budget, PICTURES.page_batch
    for start in range(0, len(wanted), batch):
        if rest <= 0:
            break
        for number, drawing in drawings(pdf, wanted[start : start + batch]).items():
            uri = drawing.uri if rest > 0 and drawing.png else None
            rest -= len(drawing.png)
            pictures[number] = PagePicture(drawing.width, drawing.height, uri)
    return pictures


def cut_out(drawing: Drawing, bbox: Bbox) -> str:
    """Cut a place out of the picture of its page.

    Args:
        drawing: the page, with a picture.
        bbox: the place, in points.

    Returns:
        A ``data:`` URI of a PNG picture.
    """
    from PIL import Image

    scale, margin = PICTURES.pixels_per_point, PICTURES.cut_margin
    x0, top, x1, bottom = bbox
    with Image.open(io.BytesIO(drawing.png)) as page:
        left, upper = max(0, int((x0 - margin) * scale)), max(0, int((top - margin) * scale))
        right = min(page.width, max(left + 1, int((x1 + margin) * scale)))
        lower = min(page.height, max(upper + 1, int((bottom + margin) * scale)))
        buffer = io.BytesIO()
        page.crop((left, upper, right, lower)).save(
            buffer, "PNG", compress_level=PICTURES.compression
        )
    return replace(drawing, png=buffer.getvalue()).uri


def few_greys(image: Image.Image) -> Image.Image:
    """Return a picture reduced to a few greys, with a palette."""
    greys = PICTURES.greys
    step = 255 / (greys - 1)
    indexed = image.convert("L").point([round(value / step) for value in range(256)])
    picture = indexed.convert("P")
    picture.putpalette([round(grey * step) for grey in range(greys) for _ in range(3)])
    return picture
