"""A page of pdfplumber that keeps only the attributes of glyphs that text extraction needs.

pdfplumber copies every attribute of every glyph, which takes longer than parsing the page. This
package depends on pdfminer.six and pdfplumber only. Its modules override private methods of both,
so they are used with the releases in `RELEASES` only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

from pdfminer.layout import LTChar, LTContainer, LTPage
from pdfminer.pdfdocument import PDFDocument
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from extract.parser.fast_content import FastInterpreter
from extract.parser.fast_device import FastDevice, Run
from extract.parser.layers import Layers
from extract.parser.paint_state import PaintLog

RELEASES = {"pdfminer.six": ("20260107",), "pdfplumber": ("0.11.10",)}
"""Distributions and the releases that this parser was compared with, glyph by glyph."""

_LAYERS: WeakKeyDictionary[PDFDocument, Layers] = WeakKeyDictionary()


class FastPage(Page):
    """A page with the same objects as its base; its `chars` have fewer keys."""

    paint_log: PaintLog
    """What decides which glyphs can be seen; there once `layout` was asked for."""
    ends_open: bool = False
    """Whether the content ended in the middle of something; known once `layout` was asked for."""

    @classmethod
    def of(cls, page: Page) -> FastPage:
        """Return a fast page for a page that has not been read yet."""
        return cls(
            page.pdf,
            page.page_obj,
            page_number=page.page_number,
            initial_doctop=page.initial_doctop,
        )

    @property
    def layout(self) -> LTPage:
        """The layout of the page, parsed on first access.

        Raises:
            PdfminerException: pdfminer cannot parse the page.
        """
        if not hasattr(self, "_layout"):
            device = FastDevice(self.pdf.rsrcmgr, self.page_number, _layers_of(self.pdf.doc))
            interpreter = FastInterpreter(self.pdf.rsrcmgr, device)
            try:
                interpreter.process_page(self.page_obj)
            except Exception as error:
                raise PdfminerException(error) from error
            self._layout = device.get_result()
            self.paint_log = device.log
            self.ends_open = interpreter.ends_open
        return self._layout

    def parse_objects(self) -> dict[str, list[dict[str, Any]]]:
        """Return the objects of the layout by kind, in drawing order."""
        found: dict[str, list[dict[str, Any]]] = {}
        sheet = (*self.mediabox[:2], self.height)
        for item in _leaves(self.layout):
            if isinstance(item, Run):
                found.setdefault("char", []).extend(item.glyphs(*sheet))
            else:
                made = self.process_object(item)
                found.setdefault(made["object_type"], []).append(made)
        return found

    def process_object(self, obj: Any) -> dict[str, Any]:
        """Return the dictionary of an object; a glyph of a vertical string gets fewer keys."""
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


def _leaves(container: LTContainer[Any]) -> Iterator[Any]:
    """Yield what a container draws, with what is inside its forms and pictures."""
    for item in container._objs:
        if isinstance(item, LTContainer):
            yield from _leaves(item)
        else:
            yield item


def _layers_of(document: PDFDocument) -> Layers:
    """Return the layers of a file; they are read once."""
    found = _LAYERS.get(document)
    if found is None:
        found = _LAYERS[document] = Layers(document.catalog)
    return found
