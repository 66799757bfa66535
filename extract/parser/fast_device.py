"""Device for pdfminer's interpreter that keeps few values of each glyph.

pdfminer makes an object with all attributes for each glyph, and looks up its letter in the font
again; this takes as long as parsing the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any

from pdfminer.layout import LTItem, LTRect
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFTextState
from pdfminer.utils import (
    MATRIX_IDENTITY,
    Matrix,
    PathSegment,
    Point,
    apply_matrix_rect,
    mult_matrix,
)
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from extract.parser.layers import Layers
from extract.parser.paint_state import (
    INVISIBLE_MODE,
    Box,
    OddGlyphs,
    Paint,
    PaintLog,
    PaintState,
    box_of_path,
    has_known_color,
    is_rectangle,
    narrowed,
    with_parameters,
)
from extract.parser.thresholds import PAINT


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
        if self.matrix[1] == self.matrix[2] == 0:
            return self._upright_glyphs(left, above, height)
        a, b, c, d, e, f = self.matrix
        made = []
        for x, text, width in self.pens:
            pen_x, pen_y = x * a + self.y * c + e, x * b + self.y * d + f
            matrix = (a, b, c, d, pen_x, pen_y)
            x0, y0, x1, y1 = apply_matrix_rect(matrix, (0, self.low, width, self.high))
            made.append(
                {
                    **self._same(y0, y1, above, height),
                    "text": text,
                    "x0": x0 + left,
                    "x1": x1 + left,
                    "matrix": matrix,
                }
            )
        return made

    def _upright_glyphs(self, left: float, above: float, height: float) -> list[dict[str, Any]]:
        """Return the glyphs of a string along the x axis: all have the same height."""
        a, b, c, d, e, f = self.matrix
        pen_y, from_y = self.y * d + f, self.y * c
        y0, y1 = d * self.low + pen_y, d * self.high + pen_y
        same = self._same(*((y1, y0) if y1 < y0 else (y0, y1)), above, height)
        made = []
        for x, text, width in self.pens:
            pen_x = x * a + from_y + e
            x0, x1 = pen_x, a * width + pen_x
            if x1 < x0:
                x0, x1 = x1, x0
            glyph = same.copy()
            glyph["text"] = text
            glyph["x0"] = x0 + left
            glyph["x1"] = x1 + left
            glyph["matrix"] = (a, b, c, d, pen_x, pen_y)
            made.append(glyph)
        return made

    def _same(self, y0: float, y1: float, above: float, height: float) -> dict[str, Any]:
        """Return what the glyphs of the string have in common at a height."""
        return {
            "object_type": "char",
            "text": "",
            "fontname": self.font,
            "size": y1 - y0,
            "x0": 0.0,
            "x1": 0.0,
            "y0": y0,
            "y1": y1,
            "top": height - y1 + above,
            "bottom": height - y0 + above,
            "matrix": self.matrix,
            "upright": self.is_upright,
            "non_stroking_color": self.color,
        }


class FastDevice(PDFPageAggregatorWithMarkedContent):
    """Collects the objects of a page, with one `Run` for the glyphs of a horizontal string."""

    def __init__(self, resources: PDFResourceManager, number: int, layers: Layers) -> None:
        super().__init__(resources, pageno=number)
        self._letters: dict[PDFFont, dict[int, tuple[str, float]]] = {}
        self.log = PaintLog()
        self.state = PaintState()
        self._layers = layers
        self._content: list[bool] = []
        self._outer: list[PaintState] = []
        self._off = 0
        self._mode = 0
        self._is_part = False

    def clip(self, path: Sequence[Any]) -> None:
        """Clip what follows to the box around a path."""
        matrix = self.ctm or MATRIX_IDENTITY
        box = box_of_path(path, matrix)
        if box is not None:
            is_exact = self.state.has_exact_clip and is_rectangle(path, matrix)
            clip = narrowed(self.state.clip, box)
            self.state = self.state._replace(clip=clip, has_exact_clip=is_exact)

    def set_parameters(self, parameters: Any) -> None:
        """Set the opacity and the blend mode from a graphics state parameter dictionary."""
        self.state = with_parameters(self.state, parameters)

    def begin_content(self, layer: Any) -> None:
        """Begin marked content or an XObject; what a hidden layer contains is not shown."""
        is_off = self._layers.is_off(layer)
        self._content.append(is_off)
        self._off += is_off

    def end_content(self) -> None:
        """End the content that began last."""
        if self._content:
            self._off -= self._content.pop()

    def paint_shading(self) -> None:
        """Record a shading: its colours are unknown, and it fills the clip."""
        self._paint(self.state.clip or self.cur_item.bbox, None, is_opaque=False)

    def paint_path(
        self,
        gstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        """Collect the shapes of a path, and record what they cover."""
        objects = self.cur_item._objs
        before, is_part = len(objects), self._is_part
        self._is_part = True
        super().paint_path(gstate, stroke, fill, evenodd, path)
        self._is_part = is_part
        # A path of several parts comes back here with each of them; it may leave holes.
        if len(objects) != before + 1:
            return
        shape = objects[-1]
        if fill:
            is_known = not is_part and has_known_color(gstate.ncs)
            is_whole = not is_part and isinstance(shape, LTRect)
            self._paint(shape.bbox, gstate.ncolor if is_known else None, is_opaque=is_whole)
        elif stroke and gstate.linewidth > PAINT.broad_line:
            x0, y0, x1, y1 = shape.bbox
            half = gstate.linewidth / 2
            self._paint((x0 - half, y0 - half, x1 + half, y1 + half), None, is_opaque=False)

    def render_image(self, name: str, stream: Any) -> None:
        """Collect a picture, and record what it covers."""
        super().render_image(name, stream)
        is_opaque = not any(key in stream for key in ("SMask", "Mask", "ImageMask", "IM"))
        self._paint(self.cur_item.bbox, None, is_opaque=is_opaque, is_picture=True)

    def begin_figure(self, name: str, bbox: Any, matrix: Matrix) -> None:
        """Begin a form or a picture, which is clipped to its box."""
        super().begin_figure(name, bbox, matrix)
        self._outer.append(self.state)
        self.state = self.state._replace(clip=narrowed(self.state.clip, self.cur_item.bbox))

    def end_figure(self, name: str) -> None:
        """End a form or a picture, and its graphics state."""
        super().end_figure(name)
        self.state = self._outer.pop()

    def _paint(self, bbox: Box, color: Any, *, is_opaque: bool, is_picture: bool = False) -> None:
        if self._off or self.state.fill_alpha == 0:
            return
        seen = narrowed(self.state.clip, bbox)
        if seen[0] < seen[2] and seen[1] < seen[3]:
            state = self.state
            is_solid = (
                state.is_plain and state.has_exact_clip and state.fill_alpha > PAINT.solid_alpha
            )
            known = color if is_solid else None
            self.log.paints.append(
                Paint(seen, known, self.log.glyphs, is_opaque and is_solid, is_picture)
            )

    def render_string(
        self,
        textstate: PDFTextState,
        seq: PDFTextSeq,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> None:
        """Collect the glyphs of a string."""
        self._mode = textstate.render
        start = self.log.glyphs
        self.log.strings.append(start)
        super().render_string(textstate, seq, ncs, graphicstate)
        if textstate.rise:
            matrix = mult_matrix(textstate.matrix, self.ctm or MATRIX_IDENTITY)
            rise = textstate.rise * hypot(matrix[2], matrix[3])
            self.log.rises.update(dict.fromkeys(range(start, self.log.glyphs), rise))
        if not textstate.scaling:
            self.log.sizeless.update(range(start, self.log.glyphs))
        state = self.state
        is_known = has_known_color(graphicstate.ncs) and self._mode not in (1, 2, 5, 6)
        if (
            self._off
            or self._mode == INVISIBLE_MODE
            or state.fill_alpha < PAINT.solid_alpha
            or not is_known
            or (state.clip is not None and not self._is_inside(start, state.clip))
        ):
            self.log.odd.append(
                OddGlyphs(start, self.log.glyphs, self._mode, state, self._off > 0, is_known)
            )

    def _is_inside(self, start: int, clip: Box) -> bool:
        """Return whether the origins of a string's first and last glyph lie inside the clip."""
        if self.log.glyphs == start:
            return True
        last = self.cur_item._objs[-1]
        if not isinstance(last, Run):
            return False
        a, b, c, d, e, f = last.matrix
        return all(
            clip[0] <= x * a + last.y * c + e <= clip[2]
            and clip[1] <= x * b + last.y * d + f <= clip[3]
            for x in (last.pens[0][0], last.pens[-1][0])
        )

    def render_char(self, *args: Any) -> float:
        """Collect a glyph of a vertical string."""
        self.log.glyphs += 1
        return super().render_char(*args)

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
            self.log.glyphs += len(pens)
            self._add(matrix, font, fontsize, scaling, rise, y, graphicstate.ncolor, pens)
        return x, y

    def _letter(self, font: PDFFont, code: int) -> tuple[str, float]:
        """Return the letter of a code and its width at size 1; each font is asked once per page."""
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
