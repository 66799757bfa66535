"""Cut small pictures of places out of pages, with their box outlined."""

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
from pipeline.publish.html.page_images import drawings, file_state
from pipeline.publish.html.thresholds import PICTURES

if TYPE_CHECKING:
    from PIL import Image
    from pypdfium2 import PdfPage

OUTLINE = (190, 18, 60)
"""Colour of the outline: red, green, blue."""


def crops(pdf: Path, spans: Iterable[Span], cut: Cutter | None = None) -> dict[Span, str]:
    """Render places of a PDF as pictures, each page and each place once.

    Args:
        pdf: the file.
        spans: places; boxes in points with the origin at the page's top left corner.
        cut: cuts places out of a page; None: :func:`cut_places`.

    Returns:
        A ``data:`` URI of a PNG picture for each place. The same input gives the same bytes
        with the same versions of pypdfium2 and Pillow. Places on pages that do not exist or
        cannot be rendered are left out.
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
    """Cut places out of a rendered page; return a ``data:`` URI of a PNG picture for each."""
    image = drawing.image()
    greys = PICTURES.greys
    palette = [round(255 * grey / (greys - 1)) for grey in range(greys) for _ in range(3)]
    image.putpalette([*palette, *OUTLINE])
    return {span: _data_uri(_cut(image, span.bbox)) for span in spans}


PlacedWords = tuple[Span, str]
"""A place, such as a whole page, and the words to find there."""


def locate(pdf: Path, queries: Iterable[PlacedWords]) -> dict[PlacedWords, Span]:
    """Narrow places down to the words that are printed there.

    The search runs in worker processes, since a file that passed the readers may still crash
    pdfium. Places on a page that crashes it, or in a file with a password, are not narrowed.

    Args:
        pdf: the file.
        queries: places, and the words to find there.

    Returns:
        For each query the box of the first line of the words on that page; the place itself where
        the text layer does not hold the words.
    """
    from extract.runtime.workers import run_pages

    known = _places_of(pdf)
    unique = list(dict.fromkeys(queries))
    by_page: dict[int, list[PlacedWords]] = defaultdict(list)
    for query in unique:
        if query not in known:
            by_page[query[0].page].append(query)
    if by_page:
        pages = run_pages(partial(find_boxes, queries=dict(by_page)), pdf, sorted(by_page)).values
        boxes = {query: box for found in pages.values() for query, box in found.items()}
        new = [query for on_page in by_page.values() for query in on_page]
        known.update({query: boxes.get(query, query[0]) for query in new})
    return {query: known[query] for query in unique}


_places: dict[tuple[Path, int, int], dict[PlacedWords, Span]] = {}
"""Where words were found, by file."""


def recall_places(pdf: Path, places: Mapping[PlacedWords, Span]) -> None:
    """Keep places of words that an earlier run found in a file."""
    _places_of(pdf).update(places)


def _places_of(pdf: Path) -> dict[PlacedWords, Span]:
    return _places.setdefault(file_state(pdf), {})


def find_boxes(
    pdf: Path, number: int, queries: Mapping[int, Sequence[PlacedWords]]
) -> dict[PlacedWords, Span]:
    """Find words on one page; called in a worker.

    Args:
        pdf: the file.
        number: number of the page, from 1.
        queries: places and words by page.

    Returns:
        The box of the words of each query that was found.
    """
    import pypdfium2

    from extract.system.nameless import openable

    document = pypdfium2.PdfDocument(openable(pdf), autoclose=True)
    try:
        if number > len(document):
            return {}
        page = document[number - 1]
        boxes = {query: _box_of(page, query[1]) for query in queries[number] if query[1].strip()}
        return {query: Span(page=number, bbox=box) for query, box in boxes.items() if box}
    finally:
        document.close()


def _box_of(page: PdfPage, words: str) -> Bbox | None:
    """Return the box, in points, of the first line of words on a page; None: not found."""
    text = page.get_textpage()
    try:
        hit = text.search(words, match_case=True).get_next()
        if hit is None:
            return None
        count = text.count_rects(*hit)
        if count == 0:
            return None
        x0, bottom, x1, top = text.get_rect(0)
        height, padding = page.get_height(), PICTURES.word_padding
        box = (x0 - padding, height - top - padding, x1 + padding, height - bottom + padding)
        return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
    finally:
        text.close()


def _cut(image: Image.Image, bbox: Bbox) -> Image.Image:
    """Return the part of a page around a box, with the box outlined."""
    from PIL import ImageDraw

    scale, margin_x, margin_y = PICTURES.pixels_per_point, PICTURES.margin_x, PICTURES.margin_y
    x0, top, x1, bottom = bbox
    bottom = min(bottom, top + PICTURES.max_box_height)
    window = (
        max(0, int((x0 - margin_x) * scale)),
        max(0, int((top - margin_y) * scale)),
        min(image.width, int((x1 + margin_x) * scale)),
        min(image.height, int((bottom + margin_y) * scale)),
    )
    if window[2] <= window[0] or window[3] <= window[1]:
        side = PICTURES.empty_crop_pixels
        window = (0, 0, min(image.width, side), min(image.height, side))
    picture = image.crop(window)
    outline = [
        int(x0 * scale) - window[0],
        int(top * scale) - window[1],
        int(x1 * scale) - window[0],
        int(bottom * scale) - window[1],
    ]
    is_page = x1 - x0 >= PICTURES.page_width_share * image.width / scale
    if not is_page and outline[2] > outline[0] and outline[3] > outline[1]:
        ImageDraw.Draw(picture).rectangle(outline, outline=PICTURES.greys, width=2)
    return picture


def _data_uri(picture: Image.Image) -> str:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", bits=4, compress_level=PICTURES.compression)
    return PNG_URI + base64.b64encode(buffer.getvalue()).decode("ascii")
