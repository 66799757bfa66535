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
    cut_margin: float = 6.0
    """Points around a place that is cut out of a page. Chosen by hand."""
    word_padding: float = 2.0
    """Points. Distance of the outline from the words that were found. Chosen by hand."""


PICTURES = PictureThresholds()


@dataclass(frozen=True, slots=True)
class ReportThresholds:
    """Limits of the issue report."""

    context_characters: int = 240
    """Characters of a text shown before and after the marked words. Chosen by hand."""
    marked_characters: int = 960
    """Characters of the marked words shown. Chosen by hand."""
    search_words: int = 6
    """Words at the start of a text by which it is found on its page. Chosen by hand."""


REPORT = ReportThresholds()
