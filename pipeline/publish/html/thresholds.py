"""Thresholds of the HTML pages and their pictures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureThresholds:
    """Sizes and budgets of pictures. Lengths are PDF points unless a name says otherwise."""

    pixels_per_point: float = 1.5
    """Pixels a point: 108 dpi, legible on a phone."""
    greys: int = 4
    """Grey levels of a picture: text stays legible at a third of the bytes."""
    compression: int = 5
    """zlib's level: level 7 takes nearly twice the time for pictures 2 % smaller."""
    max_pixels: int = 8_000_000
    """Pixels of a page at most: a larger page has no picture."""
    page_budget: int = 8_000_000
    """Bytes of all page pictures of a file: further pages have none, so that browsers open it."""
    page_batch: int = 32
    """Pages rendered before the budget is checked again."""
    margin_x: float = 170.0
    """Points. Width of the page that a crop shows beside a box, so that the reader sees where it
    is. Chosen by hand."""
    margin_y: float = 14.0
    """Points. Height of the page that a crop shows above and below a box. Chosen by hand."""
    max_box_height: float = 190.0
    """Points. A crop shows a higher box only as far as this. Chosen by hand."""
    word_padding: float = 2.0
    """Points. Distance of the outline from the words that were found. Chosen by hand."""
    page_width_share: float = 0.95
    """Share, 0 to 1. A box as wide as this share of the page is a whole page, which gets no
    outline. Chosen by hand."""
    empty_crop_pixels: int = 40
    """Pixels. Side of the crop shown for a box outside of its page. Chosen by hand."""


PICTURES = PictureThresholds()


@dataclass(frozen=True, slots=True)
class ReportThresholds:
    """Limits of the issue report."""

    picture_budget: int = 6_500_000
    """Bytes of all pictures in one report: later places have none, so that browsers open it."""
    context_characters: int = 240
    """Characters of a text shown before and after the marked words. Chosen by hand."""
    marked_characters: int = 960
    """Characters of the marked words shown. Chosen by hand."""
    alt_characters: int = 60
    """Characters of the marked words in the text alternative of a picture. Chosen by hand."""
    search_words: int = 6
    """Words at the start of a text by which it is found on its page. Chosen by hand."""
    heat_steps: tuple[int, int] = (2, 5)
    """Counts of issues from which the heat map uses its second and third colour. Chosen by hand."""


REPORT = ReportThresholds()
