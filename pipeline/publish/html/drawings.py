"""Types of rendered pages as the store keeps them, so that a later run renders nothing."""

from __future__ import annotations

import base64
from pathlib import Path

from extract.model import Frozen, Span
from pipeline.publish.core.drawing import Drawing
from pipeline.publish.html.page_images import drawings, page_pictures, recall_drawings
from pipeline.publish.html.word_places import PlacedWords, locate, recall_places


class ToShow(Frozen):
    """Pages and words that the HTML pages show.

    Attributes:
        explored: pages that the explorer shows, within the budget.
        reviewed: pages that the report shows, in the order in which the budget is spent.
        words: places, and the words to find there.
    """

    explored: tuple[int, ...]
    reviewed: tuple[int, ...]
    words: tuple[PlacedWords, ...]


class ShownPage(Frozen):
    """A rendered page: width and height in points, the picture as PNG in Base64."""

    number: int
    width: float
    height: float
    png: str


class Shown(Frozen):
    """Rendered pages, and the places of words in the order of ``ToShow.words``."""

    pages: tuple[ShownPage, ...]
    places: tuple[Span, ...]


def draw(pdf: Path, wanted: ToShow) -> Shown:
    """Render pages and find words, in worker processes.

    Args:
        pdf: the file; it must open without a password.
        wanted: what to show.
    """
    places = locate(pdf, wanted.words)
    page_pictures(pdf, wanted.explored)
    page_pictures(pdf, wanted.reviewed)
    drawn = drawings(pdf, {*wanted.explored, *wanted.reviewed}, draw=False)
    return Shown(
        pages=tuple(
            ShownPage(
                number=number,
                width=drawn[number].width,
                height=drawn[number].height,
                png=base64.b64encode(drawn[number].png).decode("ascii"),
            )
            for number in sorted(drawn)
        ),
        places=tuple(places[query] for query in wanted.words),
    )


def recall(pdf: Path, wanted: ToShow, shown: Shown) -> None:
    """Keep the pages that an earlier run rendered, so that they are not rendered again."""
    recall_drawings(
        pdf,
        {
            page.number: Drawing(page.width, page.height, base64.b64decode(page.png))
            for page in shown.pages
        },
    )
    recall_places(pdf, dict(zip(wanted.words, shown.places, strict=True)))
