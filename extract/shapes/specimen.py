"""A PDF that shows glyphs of fonts, each in a cell of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from extract.shapes.shape import Box, Drawings, drawings
from extract.shapes.thresholds import SHAPES

if TYPE_CHECKING:
    from pdfminer.pdffont import PDFFont
    from pikepdf import Object, Pdf
    from PIL import Image

_COLUMNS = 32
_LEFT, _ABOVE = SHAPES.cell // 4, SHAPES.cell // 3
"""Where a glyph stands in its cell: pixels from the left, and of its line from below."""
BASELINE = SHAPES.cell - _ABOVE
"""Row of pixels of a cell, from above, that a glyph stands on."""


class Specimen:
    """A page for each font, with a cell for each code."""

    def __init__(self) -> None:
        from pikepdf import Pdf

        self._pdf: Pdf = Pdf.new()
        self._codes: list[Sequence[bytes]] = []
        self._data = b""

    def add(self, font: Object, codes: Sequence[bytes]) -> None:
        """Add a page.

        Args:
            font: a font of any file.
            codes: the codes of the glyphs to show.
        """
        from pikepdf import Dictionary

        page = self._pdf.add_blank_page(page_size=(SHAPES.cell, SHAPES.cell))
        own = self._pdf.copy_foreign(font) if font.is_indirect else font
        page.obj.Resources = Dictionary(Font=Dictionary(F=own))
        self._codes.append(())
        self.show(len(self._codes) - 1, codes)

    def show(self, page: int, codes: Sequence[bytes]) -> None:
        """Show other codes on a page."""
        from pikepdf import Array

        if codes and codes == self._codes[page]:
            return
        self._codes[page], self._data = codes, b""
        rows = -(-len(codes) // _COLUMNS)
        target = self._pdf.pages[page]
        target.mediabox = Array([0, 0, _COLUMNS * SHAPES.cell, max(1, rows) * SHAPES.cell])
        target.obj.Contents = self._pdf.make_stream(_content(codes, rows))

    def codes(self, page: int) -> Sequence[bytes]:
        """Return the codes that a page shows."""
        return self._codes[page]

    def data(self) -> bytes:
        """Return the file."""
        from pikepdf import StreamDecodeLevel

        if not self._data:
            file = io.BytesIO()
            # Streams stay as they are: to pack the new ones takes longer than to read them.
            level = StreamDecodeLevel.none
            self._pdf.save(file, compress_streams=False, stream_decode_level=level)
            self._data = file.getvalue()
        return self._data

    def texts(self) -> Iterator[tuple[str, list[str]]]:
        """Yield for each page the name of its font, and the text of each code as it is read."""
        from pdfminer.pdfinterp import PDFResourceManager
        from pdfminer.pdfpage import PDFPage
        from pdfminer.pdftypes import dict_value

        manager = PDFResourceManager()
        pages = PDFPage.get_pages(io.BytesIO(self.data()))
        for codes, page in zip(self._codes, pages, strict=True):
            font = manager.get_font(None, dict_value(dict_value(page.resources["Font"])["F"]))
            yield font.fontname, [_text_of(font, code) for code in codes]

    def sheets(self) -> Iterator[tuple[Image.Image, list[Box]]]:
        """Yield for each page its picture, as pdfium draws it, and the boxes of its cells."""
        import pypdfium2

        with pypdfium2.PdfDocument(self.data()) as document:
            for number, codes in enumerate(self._codes):
                page = document[number]
                sheet: Image.Image = page.render(scale=1, grayscale=True).to_pil()
                page.close()
                yield sheet, [_cell(at) for at in range(len(codes))]

    def drawings(self) -> Drawings:
        """Return the glyphs of all pages, numbered as if on one page."""
        found = [drawings(sheet, cells) for sheet, cells in self.sheets()]
        starts = accumulate((len(codes) for codes in self._codes), initial=0)
        places = [
            start + at for start, one in zip(starts, found, strict=False) for at in one.places
        ]
        return Drawings(
            np.concatenate([one.pixels for one in found]),
            np.concatenate([one.aspects for one in found]),
            tuple(places),
        )


def _content(codes: Sequence[bytes], rows: int) -> bytes:
    parts = []
    for at, code in enumerate(codes):
        x = at % _COLUMNS * SHAPES.cell
        y = (rows - 1 - at // _COLUMNS) * SHAPES.cell
        parts.append(
            f"q {x} {y} {SHAPES.cell} {SHAPES.cell} re W n BT /F {SHAPES.size} Tf "
            f"{x + _LEFT} {y + _ABOVE} Td <{code.hex()}> Tj ET Q"
        )
    return "\n".join(parts).encode("ascii")


def _text_of(font: PDFFont, code: bytes) -> str:
    from pdfminer.pdffont import PDFUnicodeNotDefined

    try:
        return font.to_unichr(int.from_bytes(code, "big"))
    except PDFUnicodeNotDefined:
        return ""


def _cell(at: int) -> Box:
    top, left = at // _COLUMNS * SHAPES.cell, at % _COLUMNS * SHAPES.cell
    return left, top, left + SHAPES.cell, top + SHAPES.cell
