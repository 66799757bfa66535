"""Find words on pages: text outside of tables has no box of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from extract.model import Bbox, Span
from pipeline.publish.html.page_images import file_state
from pipeline.publish.html.thresholds import PICTURES

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

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
