"""A page of pdfplumber that keeps of each glyph only what is read of it.

pdfplumber copies every attribute of every glyph, which takes more time than parsing the page.
"""

from __future__ import annotations

from typing import Any

from pdfminer.layout import LTChar
from pdfplumber.page import Page


class LeanPage(Page):
    """Reads like its base; `chars` hold the keys that this stage uses, and no others."""

    @classmethod
    def of(cls, page: Page) -> LeanPage:
        """Make one of a page that has not been read yet."""
        return cls(
            page.pdf,
            page.page_obj,
            page_number=page.page_number,
            initial_doctop=page.initial_doctop,
        )

    def process_object(self, obj: Any) -> dict[str, Any]:
        """Make a glyph's dictionary, or let the base make that of anything else."""
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
