"""What of the paper a publication shows: kept by the store, since drawing starts the workers."""

from __future__ import annotations

import base64
from pathlib import Path

from extract.model import Frozen, Span
from pipeline.publish.core.drawing import Drawing
from pipeline.publish.html.crops import Wanted, locate, recall_places
from pipeline.publish.html.page_images import drawings, page_pictures, recall_drawings


class ToShow(Frozen):
    """Pages and words that a publication's pages show.

    Attributes:
        pages: shown whole, as long as the budget lasts.
        cut: pages of which a place is shown.
        words: places on paper, and the words to look for there.
    """

    pages: tuple[int, ...]
    cut: tuple[int, ...]
    words: tuple[Wanted, ...]


class ShownPage(Frozen):
    """A page as drawn: width and height in points, the picture as PNG in Base64."""

    number: int
    width: float
    height: float
    png: str


class Shown(Frozen):
    """Pages as drawn, and where words were found, in the order of `ToShow.words`."""

    pages: tuple[ShownPage, ...]
    places: tuple[Span, ...]


class Cuttings(Frozen):
    """Pictures of places of one page, as ``data:`` URIs, in the order they were asked for."""

    uris: tuple[str, ...]


def draw(pdf: Path, wanted: ToShow) -> Shown:
    """Draw pages and look for words, in the run's worker processes.

    Args:
        pdf: the file, one that opens without a password.
        wanted: what to show.
    """
    places = locate(pdf, wanted.words)
    page_pictures(pdf, wanted.pages)
    drawn = drawings(pdf, wanted.cut) | drawings(pdf, wanted.pages, draw=False)
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
        places=tuple(places[one] for one in wanted.words),
    )


def recall(pdf: Path, wanted: ToShow, shown: Shown) -> None:
    """Let the pages be made from what was drawn, rather than draw it again."""
    recall_drawings(
        pdf,
        {
            page.number: Drawing(page.width, page.height, base64.b64decode(page.png))
            for page in shown.pages
        },
    )
    recall_places(pdf, dict(zip(wanted.words, shown.places, strict=True)))
