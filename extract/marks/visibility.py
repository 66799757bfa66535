"""Find the glyphs that a file draws and its page does not show."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from extract.geometry.bbox import area, holds_point, intersection, overlap_area
from extract.geometry.spatial_index import SpatialIndex
from extract.marks.thresholds import VISIBILITY
from extract.parser.paint_state import INVISIBLE_MODE, OddGlyphs, Paint, PaintLog
from extract.pdf.glyphs import rgb_of
from extract.pdf.thresholds import DRAWING
from extract.reading import Bbox

LAYER, MODE, ALPHA, CLIP, COVER, COLOR, SIZE = (
    "it belongs to a layer that is switched off",
    "it is drawn invisibly (text rendering mode 3)",
    "it is transparent",
    "a clipping path hides it",
    "something drawn later covers it",
    "it has the colour of its background",
    "its type is too small to be seen",
)
_PAPER = (1.0, 1.0, 1.0)


def hidden_glyphs(page: Any) -> dict[int, str]:
    """Return why glyphs of a page cannot be seen, by their index in drawing order.

    Text that is drawn invisibly upon a picture, or beneath a picture of the page, is the text layer
    of a scan: it counts as seen.

    Args:
        page: an open page. Only `FastPage` knows what is drawn; other pages hide nothing.
    """
    chars = page.chars
    log: PaintLog | None = getattr(page, "paint_log", None)
    if log is None or log.glyphs != len(chars):
        return {}
    paints = [paint for paint in log.paints if _is_broad(paint.bbox)]
    sheet = float(page.width) * float(page.height)
    left = float(page.mediabox[0])
    hidden: dict[int, str] = {}
    for odd in log.odd:
        for index in range(odd.start, odd.stop):
            reason = _oddly_hidden(odd, _raw_box(chars[index], left), paints)
            if reason:
                hidden[index] = reason
    covers = [
        paint for paint in paints if paint.is_opaque and paint.after and not _is_scan(paint, sheet)
    ]
    for index in _covered(chars, left, covers):
        hidden.setdefault(index, COVER)
    for index in _too_small(chars):
        hidden.setdefault(index, SIZE)
    is_odd = {
        index for odd in log.odd if not odd.has_known_color for index in range(odd.start, odd.stop)
    }
    backgrounds = _Backgrounds(paints, (0.0, 0.0, float(page.width), float(page.height)))
    for index in _like_background(chars, left, backgrounds, hidden.keys() | is_odd):
        hidden[index] = COLOR
    return {index: hidden[index] for index in sorted(hidden)}


def is_recognised(page: Any) -> bool:
    """Return whether most glyphs of a page are the text layer of a scan, which a program guessed.

    Args:
        page: an open page.
    """
    count = len(page.chars)  # what is painted is known once they are read
    log: PaintLog | None = getattr(page, "paint_log", None)
    if log is None or not count:
        return False
    sheet = float(page.width) * float(page.height)
    scans = [paint.after for paint in log.paints if paint.is_opaque and _is_scan(paint, sheet)]
    on_picture = any(paint.is_picture for paint in log.paints)
    upon = sum(odd.stop - odd.start for odd in log.odd if odd.mode == INVISIBLE_MODE)
    return 2 * max([*scans, upon if on_picture else 0]) > count


def _too_small(chars: Sequence[dict[str, Any]]) -> Iterator[int]:
    """Yield the glyphs that nobody can read: tiny, and far smaller than the page's other type."""
    sizes = [abs(float(char["size"])) for char in chars]
    if min(sizes, default=VISIBILITY.min_size) >= VISIBILITY.min_size:
        return
    usual = sorted(sizes)[len(sizes) // 2]
    limit = min(VISIBILITY.min_size, VISIBILITY.min_relative_size * usual)
    yield from (index for index, size in enumerate(sizes) if size < limit)


def _is_broad(box: Bbox) -> bool:
    """Return whether an area can be the background of text: thinner ones are lines."""
    return min(box[2] - box[0], box[3] - box[1]) > DRAWING.max_line_thickness


def _is_scan(paint: Paint, sheet: float) -> bool:
    x0, y0, x1, y1 = paint.bbox
    return paint.is_picture and (x1 - x0) * (y1 - y0) > VISIBILITY.page_picture * sheet


def _raw_box(char: dict[str, Any], left: float) -> Bbox:
    """Return the box of a glyph in the coordinates of the layout."""
    return (char["x0"] - left, char["y0"], char["x1"] - left, char["y1"])


def _oddly_hidden(odd: OddGlyphs, box: Bbox, paints: Sequence[Paint]) -> str:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    if odd.is_off:
        return LAYER
    if odd.state.clip is not None:
        seen = overlap_area(box, odd.state.clip)
        is_in = seen >= VISIBILITY.min_seen * area(box) and (
            area(box) > 0 or holds_point(odd.state.clip, x, y)
        )
        if not is_in:
            return CLIP
    if odd.mode == INVISIBLE_MODE:
        on_picture = any(paint.is_picture and holds_point(paint.bbox, x, y) for paint in paints)
        return "" if on_picture else MODE
    return ALPHA if odd.state.fill_alpha <= VISIBILITY.faint_alpha else ""


def _covered(
    chars: Sequence[dict[str, Any]], left: float, covers: Sequence[Paint]
) -> Iterator[int]:
    """Yield the glyphs whose middle lies under paint that is drawn after them."""
    if not covers:
        return
    import numpy as np  # the process that joins pages has no use for it

    first = max(paint.after for paint in covers)
    ys = np.fromiter(((c["y0"] + c["y1"]) / 2 for c in chars[:first]), float, first)
    xs = np.fromiter(((c["x0"] + c["x1"]) / 2 - left for c in chars[:first]), float, first)
    order = np.argsort(ys, kind="stable")
    boxes = np.array([paint.bbox for paint in covers])
    starts = np.searchsorted(ys[order], boxes[:, 1])
    stops = np.searchsorted(ys[order], boxes[:, 3])
    for paint, start, stop in zip(covers, starts, stops, strict=True):
        if start == stop:
            continue
        near = order[start:stop]
        x0, _, x1, _ = paint.bbox
        yield from near[(near < paint.after) & (xs[near] > x0) & (xs[near] < x1)].tolist()


def _like_background(
    chars: Sequence[dict[str, Any]], left: float, backgrounds: _Backgrounds, known: set[int]
) -> Iterator[int]:
    """Yield the glyphs that have the colour of what is painted beneath them."""
    shades = backgrounds.shades()
    suspects = {
        color
        for color in _distinct(char["non_stroking_color"] for char in chars)
        if any(_is_same(rgb_of(color), shade) for shade in shades)
    }
    if not suspects:
        return
    for index, char in enumerate(chars):
        color = char["non_stroking_color"]
        if not _is_flat(color) or color not in suspects or index in known:
            continue
        x0, y0, x1, y1 = _raw_box(char, left)
        background = backgrounds.beneath(index, (x0 + x1) / 2, (y0 + y1) / 2)
        if background is not None and _is_same(rgb_of(color), background):
            yield index


class _Backgrounds:
    """What is painted beneath glyphs.

    Args:
        paints: in drawing order.
        sheet: box of the page; glyphs beyond it are rare.
    """

    def __init__(self, paints: Sequence[Paint], sheet: Bbox) -> None:
        self._paints = paints
        self._sheet = sheet

    def shades(self) -> set[tuple[float, float, float]]:
        """Return the known colours, and that of paper."""
        found = _distinct(paint.color for paint in self._paints)
        return {rgb_of(color) for color in found if color is not None} | {_PAPER}

    @cached_property
    def _index(self) -> SpatialIndex:
        # Paint may reach far beyond the sheet.
        return SpatialIndex([intersection(paint.bbox, self._sheet) for paint in self._paints])

    def beneath(self, glyph: int, x: float, y: float) -> tuple[float, float, float] | None:
        """Return the colour beneath a glyph, by its index and its middle; None if unknown."""
        numbers: Iterable[int] = range(len(self._paints))
        if holds_point(self._sheet, x, y):
            numbers = self._index.around((x, y, x, y))
        for number in sorted(numbers, reverse=True):
            paint = self._paints[number]
            if paint.after <= glyph and holds_point(paint.bbox, x, y):
                return None if paint.color is None or paint.is_picture else rgb_of(paint.color)
        return _PAPER


def _distinct(colors: Iterable[Any]) -> set[Any]:
    """Return the different colours; a damaged one, such as one with a list in it, is left out."""
    colors = list(colors)
    try:
        return set(colors)
    except TypeError:
        return {color for color in colors if isinstance(color, Hashable) and _is_flat(color)}


def _is_flat(color: Any) -> bool:
    return not isinstance(color, tuple) or all(isinstance(one, (int, float, str)) for one in color)


def _is_same(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) <= VISIBILITY.same_color for a, b in zip(one, other, strict=True))
