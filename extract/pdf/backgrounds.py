"""Backgrounds of tables: shades on which a file draws the cells as white or shaded areas.

Browsers draw a grid as a coloured background with white cells on it: no line is drawn, and what
stays uncovered shows as lines. Word processors shade a table and then each of its cells, some in
the same colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extract.geometry.bbox import is_inside
from extract.geometry.page_model import Fill, Rule
from extract.geometry.spatial_index import SpatialIndex
from extract.pdf.thresholds import DRAWING
from extract.reading import Bbox


class Sheet(NamedTuple):
    """A white area, and the number of shades drawn before it."""

    bbox: Bbox
    shades_before: int


class _Cover(NamedTuple):
    """A white or shaded area that may be a cell on a background."""

    bbox: Bbox
    shades_before: int
    color: tuple[float, ...] | None


def uncovered(
    fills: Sequence[Fill], sheets: Sequence[Sheet], across: list[Rule], down: list[Rule]
) -> list[Fill]:
    """Replace backgrounds by the edges of the cells that cover them.

    Args:
        fills: the shades of a page, in drawing order.
        sheets: the white areas of the page.
        across: horizontal lines of the page; receives the edges.
        down: vertical lines of the page; receives the edges.

    Returns:
        The shades that are no backgrounds.
    """
    covers = [_Cover(*sheet, None) for sheet in sheets]
    covers += [_Cover(fill.bbox, number, fill.color) for number, fill in enumerate(fills)]
    index = SpatialIndex([cover.bbox for cover in covers])
    kept = []
    for number, background in enumerate(fills):
        around = (covers[at] for at in index.around(background.bbox))
        cells = _cells_on(background, number, around)
        if not cells:
            kept.append(background)
        for x0, top, x1, bottom in cells:
            across += [Rule(top, x0, x1), Rule(bottom, x0, x1)]
            down += [Rule(x0, top, bottom), Rule(x1, top, bottom)]
    return kept


def _cells_on(background: Fill, number: int, covers: Iterable[_Cover]) -> list[Bbox]:
    """Find the cells that cover a shade; none if it is no background."""
    cells: dict[tuple[int, ...], Bbox] = {}
    area, covered, is_same = _area(background.bbox), 0.0, False
    for bbox, before, color in covers:
        place = tuple(map(round, bbox))
        is_later = before > number and place not in cells
        if not is_later or not is_inside(bbox, background.bbox, DRAWING.same_line_distance):
            continue
        covered += _area(bbox) / area
        if covered > DRAWING.max_covered_background:
            return []
        cells[place] = bbox
        is_same = is_same or color == background.color
    least = DRAWING.min_tiled_background if is_same else DRAWING.min_covered_background
    is_background = len(cells) >= DRAWING.min_cells_on_background and covered >= least
    return list(cells.values()) if is_background else []


def _area(bbox: Bbox) -> float:
    return (bbox[2] - bbox[0]) * (bbox[3] - bbox[1])
