"""A page of pdfplumber that keeps of each glyph only what is read of it.

pdfplumber copies every attribute of every glyph, which takes more time than parsing the page.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from extract.pdf.fast_content import FastInterpreter
from extract.pdf.fast_device import FastDevice, Run
from extract.pdf.page_walk import PageWalk, forget_fonts


class FastPage(Page):
    """Reads like its base; `chars` hold the keys that this stage uses, and no others."""

    @classmethod
    def of(cls, page: Page) -> FastPage:
        """Make one of a page that has not been read yet."""
        return cls(
            page.pdf,
            page.page_obj,
            page_number=page.page_number,
            initial_doctop=page.initial_doctop,
        )

    @property
    def layout(self) -> LTPage:
        """What the page draws, read at the first look.

        Raises:
            PdfminerException: pdfminer cannot make sense of the page.
        """
        if not hasattr(self, "_layout"):
            device = FastDevice(self.pdf.rsrcmgr, self.page_number)
            try:
                FastInterpreter(self.pdf.rsrcmgr, device).process_page(self.page_obj)
            except Exception as error:
                raise PdfminerException(error) from error
            self._layout = device.get_result()
        return self._layout

    def iter_layout_objects(self, layout_objects: Any) -> Generator[dict[str, Any], None, None]:
        """Give what the layout holds, in drawing order."""
        sheet = (*self.mediabox[:2], self.height)
        for item in layout_objects:
            if isinstance(item, Run):
                yield from item.glyphs(*sheet)
            else:
                yield from super().iter_layout_objects([item])

    def process_object(self, obj: Any) -> dict[str, Any]:
        """Make the dictionary of a glyph of a vertical string, or let the base make any other."""
        if not isinstance(obj, LTChar):
            made: dict[str, Any] = super().process_object(obj)
            return made
        left, above = self.mediabox[:2]
        color = obj.graphicstate.ncolor
        font = obj.fontname
        return {
            "object_type": "char",
            "text": obj.get_text(),
            "fontname": font.decode("latin-1") if isinstance(font, bytes) else font,
            "size": obj.size,
            "x0": obj.x0 + left,
            "x1": obj.x1 + left,
            "y0": obj.y0,
            "y1": obj.y1,
            "top": self.height - obj.y1 + above,
            "bottom": self.height - obj.y0 + above,
            "matrix": obj.matrix,
            "upright": obj.upright,
            "non_stroking_color": color if isinstance(color, tuple) else (color,),
        }


class FastPages:
    """The pages of a file, made as they are asked for."""

    def __init__(self, pdf: Path) -> None:
        self._file = pdfplumber.open(pdf)
        self._walk = PageWalk(lambda: PDFPage.create_pages(self._file.doc))

    def page(self, number: int) -> FastPage:
        """Give a page that has not been read yet.

        Args:
            number: counted from 1.

        Raises:
            IndexError: the reader finds fewer pages in the file.
        """
        return FastPage(self._file, self._walk.page(number), page_number=number)

    def forget(self) -> None:
        """Drop what the parser keeps of the pages read: each page's content, decoded, for one."""
        held = self._file.doc
        held._cached_objs.clear()
        held._parsed_objs.clear()
        forget_fonts(self._file.rsrcmgr._cached_fonts)
