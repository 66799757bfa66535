"""A second reading of ruled tables, by camelot, that shares nothing with the first.

pdfplumber reads with pdfminer.six, camelot with its own PDF library (playa) and its own way of
finding cells from rules. Where two such readers see the same cell with the same text, neither
has slipped. Camelot's own confidence is no evidence: merged blank cells lower it.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from extract.characters import LINES, publishable
from extract.geometry.bbox import enclosing
from extract.geometry.clustering import DisjointSets
from extract.page.agreement import SecondCell, compare
from extract.pdf.page_walk import PageWalk, forget_fonts

if TYPE_CHECKING:
    from camelot.core import Table

    from extract.model import Bbox

__all__ = ["SecondCell", "SecondReader", "compare", "read_page_tables"]

_LEAST_PICTURE = 0.25
"""Share of the page that a picture covers where the rules may be part of it."""


def read_page_tables(
    pdf: Path, pages: Sequence[int], password: str = ""
) -> dict[int, tuple[SecondCell, ...]]:
    """Read the ruled tables of some pages.

    Args:
        pdf: the file.
        pages: page numbers, from 1.
        password: of an encrypted file.

    Returns:
        For each page its cells, top to bottom, then left to right; none where it has no rules.
    """
    with SecondReader(pdf, password) as reader:
        return {page: reader.read(page) for page in pages}


class SecondReader:
    """Holds a file open over its pages, so that a page costs what a page costs."""

    def __init__(self, pdf: Path, password: str = "") -> None:
        import playa

        self._document = playa.open(pdf, space="page", password=password)
        self._pages = PageWalk(lambda: iter(self._document.pages))
        self._pdf = pdf

    def __enter__(self) -> SecondReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._document.close()

    def read(self, page: int) -> tuple[SecondCell, ...]:
        """Read one page.

        Args:
            page: counted from 1.

        Returns:
            Its cells in rows. Rules are taken from the drawing; from the rendered page (dearer
            by far) only where nothing is drawn and pictures cover much of the page.
        """
        with warnings.catch_warnings():
            # Camelot warns of pages without tables and of text beside them: no news here.
            warnings.simplefilter("ignore")
            logging.getLogger("camelot").setLevel(logging.ERROR)
            return self._read(page)

    def forget(self) -> None:
        """Drop what the parser keeps of the pages read."""
        held = self._document
        held._cached_objs.clear()
        held._parsed_objs.clear()
        held._cached_inline_images.clear()
        forget_fonts(held._cached_fonts)

    def _read(self, page: int) -> tuple[SecondCell, ...]:
        from extract.pdf.lattice import (
            get_image_char_and_text_objects,
            get_page_layout,
            get_rotation,
        )

        held = self._pages.page(page)
        layout, size = get_page_layout(held)
        objects = get_image_char_and_text_objects(layout)
        rotation = get_rotation(*objects[1:])
        if rotation:
            turn = -90 if rotation == "clockwise" else 90
            held.set_initial_ctm(held.space, held.rotate + turn)
            layout, size = get_page_layout(held)
            objects = get_image_char_and_text_objects(layout)
        images, _, horizontal, vertical = objects
        prepared = (layout, size, page, images, horizontal, vertical, rotation)
        tables = self._find_tables(prepared, "vector")
        area = size[0] * size[1] * _LEAST_PICTURE
        if not tables and any(image.width * image.height > area for image in images):
            tables = self._find_tables(prepared, "raster")
        cells = (cell for table in tables for cell in _merged_cells(table))
        return tuple(
            SecondCell(_as_shown(bbox, size, rotation), publishable(text, LINES))
            for bbox, text in cells
        )

    def _find_tables(self, prepared: tuple[Any, ...], engine: str) -> Sequence[Table]:
        from extract.pdf.lattice import Lattice, without_data_frames

        parser = Lattice(engine=engine, split_text=True)
        parser.prepare_page_parse(str(self._pdf), *prepared, layout_kwargs={})
        with without_data_frames():
            found: Sequence[Table] = parser.extract_tables()
        return found


def _merged_cells(table: Table) -> list[tuple[Bbox, str]]:
    """Put together grid cells that no rule parts; boxes from the bottom left still."""
    rows, columns = len(table.cells), len(table.cells[0])
    sets = DisjointSets((row, column) for row in range(rows) for column in range(columns))
    for row in range(rows):
        for column in range(columns):
            cell = table.cells[row][column]
            if column + 1 < columns and not cell.right and not table.cells[row][column + 1].left:
                sets.join((row, column + 1), (row, column))
            if row + 1 < rows and not cell.bottom and not table.cells[row + 1][column].top:
                sets.join((row + 1, column), (row, column))
    groups = [
        [table.cells[row][column] for row, column in places]
        for _, places in sorted(sets.groups().items())
    ]
    return [
        (
            enclosing((cell.x1, cell.y1, cell.x2, cell.y2) for cell in group),
            "".join(cell.text for cell in group),
        )
        for group in groups
    ]


def _as_shown(bbox: Bbox, size: tuple[float, float], rotation: str) -> Bbox:
    """Bring a box from camelot's frame (text upright, bottom left) to that of the page."""
    x0, y0, x1, y1 = bbox
    width, height = size
    if rotation == "clockwise":
        # The frame was turned left: its height runs along the page's width.
        shown = (y0, x0, y1, x1)
    elif rotation == "anticlockwise":
        shown = (height - y1, width - x1, height - y0, width - x0)
    else:
        shown = (x0, height - y1, x1, height - y0)
    return (round(shown[0], 2), round(shown[1], 2), round(shown[2], 2), round(shown[3], 2))
