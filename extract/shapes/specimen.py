"""A PDF that shows glyphs of fonts, each in a cell of its own."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from extract.shapes.shape import Pixels, Shape, shape_of
from extract.shapes.thresholds import SHAPES

if TYPE_CHECKING:
    from pdfminer.pdffont import PDFFont
    from pikepdf import Object, Pdf

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
        self._codes.append(codes)
        self.show(len(self._codes) - 1, codes)

    def show(self, page: int, codes: Sequence[bytes]) -> None:
        """Show other codes on a page."""
        from pikepdf import Array

        self._codes[page] = codes
        rows = -(-len(codes) // _COLUMNS)
        target = self._pdf.pages[page]
        target.mediabox = Array([0, 0, _COLUMNS * SHAPES.cell, max(1, rows) * SHAPES.cell])
        target.obj.Contents = self._pdf.make_stream(_content(codes, rows))

    def codes(self, page: int) -> Sequence[bytes]:
        """Return the codes that a page shows."""
        return self._codes[page]

    def data(self) -> bytes:
        """Return the file."""
        file = io.BytesIO()
        self._pdf.save(file)
        return file.getvalue()

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

    def shapes(self) -> Iterator[list[Shape | None]]:
        """Yield for each page the shapes of its cells, as pdfium draws them."""
        for cells in self.cells():
            yield [shape_of(cell) for cell in cells]

    def cells(self) -> Iterator[list[Pixels]]:
        """Yield for each page the darkness of the pixels of its cells, as pdfium draws them."""
        import pypdfium2

        with pypdfium2.PdfDocument(self.data()) as document:
            for number, codes in enumerate(self._codes):
                page = document[number]
                drawn = page.render(scale=1, grayscale=True).to_numpy()
                page.close()
                dark: Pixels = 255 - drawn.reshape(drawn.shape[0], -1)
                yield [_cell_of(dark, at) for at in range(len(codes))]


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


def _cell_of(drawn: Pixels, at: int) -> Pixels:
    top, left = at // _COLUMNS * SHAPES.cell, at % _COLUMNS * SHAPES.cell
    return drawn[top : top + SHAPES.cell, left : left + SHAPES.cell]
