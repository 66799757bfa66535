"""Device for pdfminer's interpreter that keeps few values of each glyph.

pdfminer makes an object with all attributes for each glyph, and looks up its letter in the font
again; this takes as long as parsing the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pdfminer.layout import LTItem
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager
from pdfminer.utils import Matrix, Point, apply_matrix_rect
from pdfplumber.page import PDFPageAggregatorWithMarkedContent


@dataclass
class Run(LTItem):
    """The glyphs of one horizontal string."""

    matrix: Matrix
    font: str
    low: float
    """Bottom of its glyphs above the baseline; `high` is their top."""
    high: float
    y: float
    is_upright: bool
    color: tuple[Any, ...]
    pens: list[tuple[float, str, float]]
    """Origin, text and width of each glyph."""

    def glyphs(self, left: float, above: float, height: float) -> list[dict[str, Any]]:
        """Return pdfplumber's dictionaries of the glyphs.

        Sums are computed in the order of pdfminer's `LTChar`, so that they round the same.

        Args:
            left: left edge of the media box, in points.
            above: top offset of the media box, in points.
            height: of the page, in points.
        """
        a, b, c, d, e, f = self.matrix
        made = []
        for x, text, width in self.pens:
            pen_x, pen_y = x * a + self.y * c + e, x * b + self.y * d + f
            matrix = (a, b, c, d, pen_x, pen_y)
            if b == 0 and c == 0:
                x0, x1 = pen_x, a * width + pen_x
                y0, y1 = d * self.low + pen_y, d * self.high + pen_y
                x0, x1 = (x1, x0) if x1 < x0 else (x0, x1)
                y0, y1 = (y1, y0) if y1 < y0 else (y0, y1)
            else:
                x0, y0, x1, y1 = apply_matrix_rect(matrix, (0, self.low, width, self.high))
            made.append(
                {
                    "object_type": "char",
                    "text": text,
                    "fontname": self.font,
                    "size": y1 - y0,
                    "x0": x0 + left,
                    "x1": x1 + left,
                    "y0": y0,
                    "y1": y1,
                    "top": height - y1 + above,
                    "bottom": height - y0 + above,
                    "matrix": matrix,
                    "upright": self.is_upright,
                    "non_stroking_color": self.color,
                }
            )
        return made


class FastDevice(PDFPageAggregatorWithMarkedContent):
    """Collects the objects of a page, with one `Run` for the glyphs of a horizontal string."""

    def __init__(self, resources: PDFResourceManager, number: int) -> None:
        super().__init__(resources, pageno=number)
        self._letters: dict[PDFFont, dict[int, tuple[str, float]]] = {}

    def render_string_horizontal(
        self,
        seq: PDFTextSeq,
        matrix: Matrix,
        pos: Point,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        charspace: float,
        wordspace: float,
        rise: float,
        dxscale: float,
        ncs: PDFColorSpace,  # noqa: ARG002 -- part of the interface
        graphicstate: PDFGraphicState,
    ) -> Point:
        """Collect the glyphs of a string; return the origin of the next string."""
        x, y = pos
        pens: list[tuple[float, str, float]] = []
        letters = self._letters.setdefault(font, {})
        follows = False
        for part in seq:
            if isinstance(part, (int, float)):
                x -= part * dxscale
                follows = True
            elif isinstance(part, bytes):
                for code in font.decode(part):
                    if follows:
                        x += charspace
                    text, width = letters.get(code) or self._letter(font, code)
                    advance = width * fontsize * scaling
                    pens.append((x, text, advance))
                    x += advance
                    if code == 32 and wordspace:
                        x += wordspace
                    follows = True
        if pens:
            self._add(matrix, font, fontsize, scaling, rise, y, graphicstate.ncolor, pens)
        return x, y

    def _letter(self, font: PDFFont, code: int) -> tuple[str, float]:
        """Return the letter of a code and its width at size 1; a font is asked once a page."""
        try:
            text = font.to_unichr(code)
            assert isinstance(text, str), str(type(text))
        except PDFUnicodeNotDefined:
            text = self.handle_undefined_char(font, code)
        letter = self._letters[font][code] = text, font.char_width(code)
        return letter

    def _add(
        self,
        matrix: Matrix,
        font: PDFFont,
        size: float,
        scaling: float,
        rise: float,
        y: float,
        color: Any,
        pens: list[tuple[float, str, float]],
    ) -> None:
        a, b, c, d, _, _ = matrix
        name, low = font.fontname, font.get_descent() * size + rise
        run = Run(
            matrix,
            name.decode("latin-1") if isinstance(name, bytes) else name,
            low,
            low + size,
            y,
            a * d * scaling > 0 and b * c <= 0,
            color if isinstance(color, tuple) else (color,),
            pens,
        )
        self.cur_item.add(run)  # type: ignore[arg-type] # only `FastPage` reads it
