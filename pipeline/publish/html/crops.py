"""Small pictures of places on paper, their box outlined, for the pages that people read."""

from __future__ import annotations

import base64
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from extract.model import Bbox, Span
from pipeline.publish.core.drawing import PNG_URI, Cutter, Drawing
from pipeline.publish.html.page_images import COMPRESSION, GREYS, SCALE, drawings, state_of

if TYPE_CHECKING:
    from PIL import Image
    from pypdfium2 import PdfPage

MARGIN_X = 170.0
MARGIN_Y = 14.0
"""Points of the page shown around a box, so that a reader sees where it stands."""
TALLEST = 190.0
"""Points of a box shown at most."""
AIR = 2.0
"""Points between words that were found and their outline."""
OUTLINE = (190, 18, 60)


def crops(pdf: Path, spans: Iterable[Span], cut: Cutter | None = None) -> dict[Span, str]:
    """Render places of a PDF as pictures, each page and each place once.

    Args:
        pdf: The file.
        spans: Places, boxes in points with the origin at the page's top left.
        cut: Cuts the places of a page; another one may have done so before.

    Returns:
        A ``data:`` URI of a PNG picture for each place. The same input gives the same bytes
        with the same versions of pypdfium2 and Pillow. A place on a page that the file does
        not have, or that cannot be drawn, gets none.
    """
    by_page: dict[int, list[Span]] = defaultdict(list)
    for span in dict.fromkeys(spans):
        by_page[span.page].append(span)
    pictures: dict[Span, str] = {}
    for number, drawing in drawings(pdf, by_page).items():
        if drawing.png:
            pictures |= (cut or cut_places)(drawing, by_page[number])
    return pictures


def cut_places(drawing: Drawing, spans: Sequence[Span]) -> dict[Span, str]:
    """Cut places out of a page as drawn: a ``data:`` URI of a PNG picture each."""
    image = drawing.image()
    palette = [round(255 * grey / (GREYS - 1)) for grey in range(GREYS) for _ in range(3)]
    image.putpalette([*palette, *OUTLINE])
    return {span: _data_uri(_cut(image, span.bbox)) for span in spans}


Wanted = tuple[Span, str]
"""A place, such as a whole page, and words to look for in it."""


def locate(pdf: Path, wanted: Iterable[Wanted]) -> dict[Wanted, Span]:
    """Narrow places down to the words that they are about.

    It is done in the run's worker processes: a file that passed the readers may still end
    pdfium. A page that does keeps its places, and a file that needs a password all of them.

    Args:
        pdf: The file.
        wanted: Places, and the words to look for there.

    Returns:
        For each the box around the words' first line on that page; the place itself where the
        text layer does not have the words.
    """
    from extract.runtime.workers import run_pages

    known = _places_of(pdf)
    every = list(dict.fromkeys(wanted))
    asked: dict[int, list[Wanted]] = defaultdict(list)
    for one in every:
        if one not in known:
            asked[one[0].page].append(one)
    if asked:
        pages = run_pages(partial(find_boxes, asked=dict(asked)), pdf, sorted(asked)).values
        boxes = {one: box for found in pages.values() for one, box in found.items()}
        known.update({one: boxes.get(one, one[0]) for of in asked.values() for one in of})
    return {one: known[one] for one in every}


_places: dict[tuple[Path, int, int], dict[Wanted, Span]] = {}
"""Where words were found, by file."""


def recall_places(pdf: Path, places: Mapping[Wanted, Span]) -> None:
    """Let words be where they were found before."""
    _places_of(pdf).update(places)


def _places_of(pdf: Path) -> dict[Wanted, Span]:
    return _places.setdefault(state_of(pdf), {})


def find_boxes(pdf: Path, number: int, asked: Mapping[int, Sequence[Wanted]]) -> dict[Wanted, Span]:
    """Find words on one page; called in a worker.

    Args:
        pdf: The file.
        number: Of the page, from 1.
        asked: Places and words by page.

    Returns:
        The box around those words that are there.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        if number > len(document):
            return {}
        page = document[number - 1]
        boxes = {one: _box_of(page, one[1]) for one in asked[number] if one[1].strip()}
        return {one: Span(page=number, bbox=box) for one, box in boxes.items() if box}
    finally:
        document.close()


def _box_of(page: PdfPage, words: str) -> Bbox | None:
    text = page.get_textpage()
    try:
        hit = text.search(words, match_case=True).get_next()
        if hit is None:
            return None
        count = text.count_rects(*hit)
        if count == 0:
            return None
        x0, bottom, x1, top = text.get_rect(0)
        height = page.get_height()
        box = (x0 - AIR, height - top - AIR, x1 + AIR, height - bottom + AIR)
        return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
    finally:
        text.close()


def _cut(image: Image.Image, bbox: Bbox) -> Image.Image:
    from PIL import ImageDraw

    x0, top, x1, bottom = bbox
    bottom = min(bottom, top + TALLEST)
    window = (
        max(0, int((x0 - MARGIN_X) * SCALE)),
        max(0, int((top - MARGIN_Y) * SCALE)),
        min(image.width, int((x1 + MARGIN_X) * SCALE)),
        min(image.height, int((bottom + MARGIN_Y) * SCALE)),
    )
    if window[2] <= window[0] or window[3] <= window[1]:
        window = (0, 0, min(image.width, 40), min(image.height, 40))
    picture = image.crop(window)
    outline = [
        int(x0 * SCALE) - window[0],
        int(top * SCALE) - window[1],
        int(x1 * SCALE) - window[0],
        int(bottom * SCALE) - window[1],
    ]
    is_page = x1 - x0 >= 0.95 * image.width / SCALE
    if not is_page and outline[2] > outline[0] and outline[3] > outline[1]:
        ImageDraw.Draw(picture).rectangle(outline, outline=GREYS, width=2)
    return picture


def _data_uri(picture: Image.Image) -> str:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", bits=4, compress_level=COMPRESSION)
    return PNG_URI + base64.b64encode(buffer.getvalue()).decode("ascii")
