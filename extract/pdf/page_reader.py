"""The pages of a file in pdfplumber, read by the fast parser where it was tested."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page

from extract.libraries import may_replace
from extract.parser.fast_page import RELEASES, FastPage
from extract.pdf.page_walk import PageWalk, forget_fonts


class PageReader:
    """An open file whose pages are parsed one at a time.

    Args:
        pdf: the file.
    """

    def __init__(self, pdf: Path) -> None:
        self._file = pdfplumber.open(pdf)
        self._walk = PageWalk(lambda: PDFPage.create_pages(self._file.doc))
        self._is_fast = may_replace(RELEASES)

    def page(self, number: int) -> Page:
        """Return a page that has not been parsed yet.

        Args:
            number: counted from 1.

        Raises:
            IndexError: the file has fewer pages.
        """
        kind = FastPage if self._is_fast else Page
        return kind(self._file, self._walk.page(number), page_number=number)

    def forget(self) -> None:
        """Drop what the parser caches of pages that were read, such as their decoded content."""
        if not self._is_fast:  # the names of the caches are private
            return
        document = self._file.doc
        document._cached_objs.clear()
        document._parsed_objs.clear()
        forget_fonts(self._file.rsrcmgr._cached_fonts)
