"""Read ruled tables a second time with camelot, independently of the first reading.

pdfplumber reads with pdfminer.six; camelot reads with playa and finds cells from rules in its
own way. If both readers find the same cell with the same text, neither has made an error.
Camelot's own accuracy score is not used, as merged empty cells lower it.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from extract.characters import LINES, publishable
from extract.geometry.bbox import enclosing, shared_length
from extract.geometry.clustering import DisjointSets
from extract.geometry.spatial_index import SpatialIndex
from extract.libraries import load_playa
from extract.page.agreement import SecondCell
from extract.page.thresholds import SECOND_READING
from extract.pdf.page_walk import PageWalk, forget_fonts
from extract.ruling.pictures import picture_dpi
from extract.ruling.thresholds import RULING

if TYPE_CHECKING:
    from camelot.core import Table

    from extract.reading import Bbox

UNORDERED = None
"""Leaves out the order of reading of text boxes, for which each box is compared with all others:
camelot puts the lines of a cell in order itself."""


class SecondReader:
    """Reads pages of one file, which stays open between pages."""

    def __init__(self, pdf: Path, password: str = "") -> None:
        self._document = load_playa().open(pdf, space="page", password=password)
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

    def read(self, page: int, hidden: Sequence[tuple[str, Bbox]] = ()) -> tuple[SecondCell, ...]:
        """Read one page.

        Args:
            page: from 1.
            hidden: text and place on the displayed page of glyphs to leave out.

        Returns:
            Its cells, row by row; empty if it has no rules. Rules are taken from the drawing. If
            there are none and a picture covers much of the page, they are taken from the
            rendered page, which is much slower, unless the page is too large for it.
        """
        with warnings.catch_warnings():
            # Camelot warns of pages without tables and of text outside tables; both are usual.
            warnings.simplefilter("ignore")
            logging.getLogger("camelot").setLevel(logging.ERROR)
            return self._read(page, hidden)

    def forget(self) -> None:
        """Clear the parser's caches of pages already read."""
        document = self._document
        document._cached_objs.clear()
        document._parsed_objs.clear()
        document._cached_inline_images.clear()
        forget_fonts(document._cached_fonts)

    def _read(self, page: int, hidden: Sequence[tuple[str, Bbox]]) -> tuple[SecondCell, ...]:
        from extract.pdf.lattice import get_page_layout, rotation_of, text_and_images

        opened = self._pages.page(page)
        layout, size = get_page_layout(opened, boxes_flow=UNORDERED)
        images, horizontal, vertical = text_and_images(layout)
        rotation = rotation_of(layout, horizontal, vertical)
        if rotation:
            angle = -90 if rotation == "clockwise" else 90
            opened.set_initial_ctm(opened.space, opened.rotate + angle)
            layout, size = get_page_layout(opened, boxes_flow=UNORDERED)
            images, horizontal, vertical = text_and_images(layout)
        if hidden:
            places = _Places(hidden, size, rotation)
            horizontal, vertical = map(places.without, (horizontal, vertical))
        for line in horizontal:
            _keep_words_whole(line)
        _align_marks(horizontal)
        # Camelot looks for lines in all that it is given, twice, and text holds none.
        drawing = [one for one in layout if not hasattr(one, "get_text")]
        prepared = (drawing, size, page, images, horizontal, vertical, rotation)
        tables = self._find_tables(prepared, "vector")
        area = size[0] * size[1] * SECOND_READING.min_picture
        is_drawable = picture_dpi(size) == RULING.picture_dpi
        if is_drawable and not tables and any(i.width * i.height > area for i in images):
            tables = self._find_tables(prepared, "raster")
        cells = (cell for table in tables for cell in _merged_cells(table))
        return tuple(
            SecondCell(_to_displayed_page(bbox, size, rotation), publishable(text, LINES))
            for bbox, text in cells
        )

    def _find_tables(self, prepared: tuple[Any, ...], engine: str) -> Sequence[Table]:
        from extract.pdf.lattice import Lattice, without_data_frames

        parser = Lattice(engine=engine, split_text=True)
        parser.prepare_page_parse(str(self._pdf), *prepared, layout_kwargs={})
        with without_data_frames():
            tables: Sequence[Table] = parser.extract_tables()
        return tables


def _keep_words_whole(line: Any) -> None:
    """Give each glyph of a word the middle of the word, by which camelot assigns it to a column.

    A word that runs over the wall of its cell would be cut there.
    """
    words: list[list[Any]] = [[]]
    for one in line._objs:
        if not hasattr(one, "bbox") or one.get_text().isspace():
            words.append([])
        elif words[-1] and not _touches(words[-1][-1], one):
            words.append([one])
        else:
            words[-1].append(one)
    for word in words:
        if len(word) > 1:
            middle = (word[0].x0 + word[-1].x1) / 2
            for glyph in word:
                glyph.x0 = glyph.x1 = middle


def _touches(left: Any, right: Any) -> bool:
    """Return whether two glyphs follow each other as in a word, not as texts of two cells do."""
    gap: float = (right.x0 - left.x1) / max(right.size, SECOND_READING.same_glyph)
    return -SECOND_READING.max_kerning <= gap <= SECOND_READING.max_gap


def _align_marks(lines: Sequence[Any]) -> None:
    """Set a mark, such as a bullet, on the line that it begins.

    Camelot orders the lines of a cell by their lower edges, and a bullet of another font has
    another one. Wide spaces cut a justified line into pieces, the first of which has its bullet.
    """
    for line in lines:
        glyphs = (one for one in line._objs if hasattr(one, "bbox") and one.get_text().strip())
        first = next(glyphs, None)
        if first is None or first.get_text().isalnum():  # most lines begin with a letter
            continue
        if others := list(glyphs):
            line.y0 = min(one.y0 for one in others)
            line.y1 = max(one.y1 for one in others)
    marks = [line for line in lines if len(line.get_text().strip()) == 1]
    if not marks:
        return
    index = SpatialIndex([line.bbox for line in lines])
    for mark in marks:
        reach = SECOND_READING.mark_distance * mark.height
        beside = [
            (line.x0 - mark.x1, -shared_length(mark.y0, mark.y1, line.y0, line.y1), at)
            for at in index.around((mark.x1, mark.y0, mark.x1 + reach, mark.y1))
            if (line := lines[at]) is not mark
            and 0 <= line.x0 - mark.x1 <= reach
            and shared_length(mark.y0, mark.y1, line.y0, line.y1)
            >= SECOND_READING.beside * min(mark.height, line.height)
        ]
        if beside:
            line = lines[min(beside)[2]]
            mark.y0, mark.y1 = line.y0, line.y1


class _Places:
    """Leaves glyphs at given places out of text lines of camelot."""

    def __init__(
        self, hidden: Sequence[tuple[str, Bbox]], size: tuple[float, float], rotation: str
    ) -> None:
        self._size, self._rotation = size, rotation
        self._centers: dict[tuple[str, int, int], list[tuple[float, float]]] = {}
        for text, box in hidden:
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            self._centers.setdefault((text, round(x), round(y)), []).append((x, y))

    def without(self, lines: Sequence[Any]) -> list[Any]:
        """Return the lines that are left without these glyphs."""
        kept = []
        for line in lines:
            glyphs = [one for one in line._objs if not self._is_hidden(one)]
            if len(glyphs) < len(line._objs):
                line._objs[:] = glyphs
            if any(hasattr(one, "bbox") for one in glyphs):
                kept.append(line)
        return kept

    def _is_hidden(self, glyph: Any) -> bool:
        if not hasattr(glyph, "bbox"):
            return False
        box = _to_displayed_page(glyph.bbox, self._size, self._rotation)
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        reach, text = SECOND_READING.same_glyph, str(glyph.get_text())
        return any(
            abs(x - there[0]) <= reach and abs(y - there[1]) <= reach
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for there in self._centers.get((text, round(x) + dx, round(y) + dy), ())
        )


def _merged_cells(table: Table) -> list[tuple[Bbox, str]]:
    """Merge grid cells without a rule between them; boxes are measured from the bottom left."""
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


def _to_displayed_page(bbox: Bbox, size: tuple[float, float], rotation: str) -> Bbox:
    """Transform a box from camelot's axes (text upright, origin bottom left) to the page's."""
    x0, y0, x1, y1 = bbox
    width, height = size
    if rotation == "clockwise":
        # Camelot rotated the page to the left, so that its y axis is the page's x axis.
        box = (y0, x0, y1, x1)
    elif rotation == "anticlockwise":
        box = (height - y1, width - x1, height - y0, width - x0)
    else:
        box = (x0, height - y1, x1, height - y0)
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
