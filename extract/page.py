"""Reads single pages; each call is pure, so that pages can be read in other processes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extract.glyphs import glyphs_of
from extract.grid import fill_tables, tables_of
from extract.ledger import overprints
from extract.reading import PageReading
from extract.rules import rules_of
from extract.words import lines_of, words_of

if TYPE_CHECKING:
    from pdfplumber.page import Page


def read_pages(pdf: Path, pages: Sequence[int]) -> list[PageReading]:
    """Read pages of a PDF, each opened once.

    Args:
        pdf: the file.
        pages: counted from 1.

    Returns:
        One reading a page, in the order asked for.
    """
    import pdfplumber

    readings = []
    with pdfplumber.open(pdf) as document:
        for number in pages:
            page = document.pages[number - 1]
            readings.append(read_page(page))
            page.close()
    return readings


def read_page(page: Page) -> PageReading:
    """Read one page: its tables with their text, and the lines outside of them."""
    glyphs = glyphs_of(page)
    repeated = frozenset(overprints(page.chars))
    rules = rules_of(page)
    words = words_of(glyph for glyph in glyphs if glyph.index not in repeated)
    tables, free = fill_tables(tables_of(page.page_number, rules), words)
    return PageReading(
        page=page.page_number,
        width=float(page.width),
        height=float(page.height),
        rotation=int(page.rotation or 0),
        tables=tuple(tables),
        lines=tuple(lines_of(free)),
        glyph_texts=tuple(glyph.text for glyph in glyphs),
        overprinted=repeated,
    )
