"""Ruling lines and shaded areas of a page, from strokes, filled rectangles and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from extract.geometry.bbox import edge_distance, is_inside, shared_length, touches
from extract.geometry.clustering import bounded_clusters
from extract.geometry.dotted import lines_of_dots
from extract.geometry.laid_over import boxes_laid_over
from extract.geometry.page_model import Fill, Rule, Rules
from extract.geometry.page_transform import PageTransform
from extract.geometry.spatial_index import SpatialIndex
from extract.pdf.backgrounds import Sheet, uncovered
from extract.pdf.glyphs import color_of, lightness
from extract.pdf.thresholds import DRAWING
from extract.reading import Bbox

if TYPE_CHECKING:
    from pdfplumber.page import Page

_SIDES = (("x0", "x1"), ("top", "bottom"))


def rules_of(page: Page, transform: PageTransform) -> Rules:
    """Return the lines and shades of a page, in the upright coordinates of `transform`.

    Lines are strokes, outlines of rectangles, thin filled rectangles and thin pictures.
    """
    drawn = _shapes_of(page, transform)
    across, down = drawn.across, drawn.down
    fills = uncovered(drawn.fills, drawn.sheets, across, down)
    pictures = [transform.upright(picture_box(image)) for image in page.images]
    add_lines(pictures, across, down)
    backgrounds = [*(fill.bbox for fill in fills), *pictures]
    _add_white_lines(drawn.white, backgrounds, across, down)
    dotted = lines_of_dots(drawn.dots, DRAWING.max_dash_gap)
    left, top, right, bottom = transform.upright(_bounds(page))
    across = _within([*across, *dotted[0]], top, bottom, left, right)
    down = _within([*down, *dotted[1]], left, right, top, bottom)
    marks = {(round(x, 1), rule.at) for rule in across for x in (rule.start, rule.stop)}
    return Rules(
        tuple(merge(across)),
        tuple(merge(down)),
        tuple(visible(fills)),
        tuple(sorted(marks)),
        (tuple(across), tuple(down)),
        tuple(drawn.curves),
    )


@dataclass(slots=True)
class _Shapes:
    """The shapes of a page, sorted by what they may be; all coordinates are upright.

    Attributes:
        across: horizontal lines.
        down: vertical lines.
        fills: shaded areas.
        curves: boxes of curves and slanted lines.
        dots: boxes of shapes that may be dots of a dotted line.
        white: boxes of white lines, which show on a shade only.
        sheets: white areas, which show on a shade drawn before them, with the number of such
            shades.
    """

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    curves: list[Bbox] = field(default_factory=list)
    dots: list[Bbox] = field(default_factory=list)
    white: list[Bbox] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)

    def add(self, shape: dict[str, Any], box: Bbox) -> None:
        """Add a shape; two fills that draw a border become its lines."""
        if _is_slanted(shape):
            self.curves.append(box)
        elif max(box[2] - box[0], box[3] - box[1]) <= DRAWING.max_line_thickness:
            self.dots.append(box)
        elif _is_white_line(shape, box):
            self.white.append(box)
        else:
            _add_shape(shape, box, self.across, self.down, self.fills)
            if self.fills and _is_sheet(shape, box):
                self.sheets.append(Sheet(box, len(self.fills)))
        fills = self.fills
        if len(fills) > 1 and fills[-1].bbox == box and _is_border(fills[-2], fills[-1]):
            add_border(fills[-2], fills[-1], self.across, self.down)
            del fills[-2:]


def _shapes_of(page: Page, transform: PageTransform) -> _Shapes:
    """Sort the shapes of a page, without boxes to tick."""
    shapes = _Shapes()
    boxes = check_boxes(page)
    over = laid_over(page)
    for shape in [*page.lines, *page.rects, *page.curves]:
        if not boxes or id(shape) not in boxes:
            box = (
                float(shape["x0"]),
                float(shape["top"]),
                float(shape["x1"]),
                float(shape["bottom"]),
            )
            is_laid_over = id(shape) in over
            shapes.add(
                {**shape, "stroke": False} if is_laid_over else shape, transform.upright(box)
            )
    return shapes


def _is_slanted(shape: Mapping[str, Any]) -> bool:
    """Check whether a shape is a curve or a slanted line, not a rectangle or a straight rule."""
    if shape["object_type"] == "curve":
        return not _is_box_or_line(shape)
    sides = float(shape["x1"]) - float(shape["x0"]), float(shape["bottom"]) - float(shape["top"])
    return shape["object_type"] == "line" and min(sides) > DRAWING.max_line_thickness


def _is_white_line(shape: Mapping[str, Any], box: Bbox) -> bool:
    """Check whether a shape is a line that is white, stroked or filled."""
    if min(box[2] - box[0], box[3] - box[1]) > DRAWING.max_line_thickness:
        return False
    is_stroked = shape["object_type"] == "line" or bool(shape.get("stroke"))
    return _is_white(shape.get("stroking_color" if is_stroked else "non_stroking_color"))


def _is_sheet(shape: Mapping[str, Any], box: Bbox) -> bool:
    """Check whether a shape is a white area without a drawn edge."""
    return (
        min(box[2] - box[0], box[3] - box[1]) > DRAWING.max_line_thickness
        and bool(shape.get("fill"))
        and not shape.get("stroke")
        and _is_white(shape.get("non_stroking_color"))
    )


def _add_white_lines(
    white: Sequence[Bbox], backgrounds: Sequence[Bbox], across: list[Rule], down: list[Rule]
) -> None:
    """Add the white lines on a shade or picture; on white paper they are invisible."""
    index = SpatialIndex(backgrounds)
    for box in white:
        around = (backgrounds[at] for at in index.around(box, DRAWING.same_line_distance))
        if any(touches(box, background, DRAWING.same_line_distance) for background in around):
            add_lines([box], across, down)


def check_boxes(page: Page) -> set[int]:
    """Return the `id` of each small square that stands alone: a box to tick, and no cell."""
    squares = [shape for shape in page.rects if _is_small_square(shape)]
    if not squares:
        return set()
    shapes = [*page.lines, *page.rects, *page.curves]
    places = [picture_box(shape) for shape in shapes]
    index = SpatialIndex(places)
    found = set()
    for square in squares:
        place, reach = picture_box(square), DRAWING.same_line_distance
        if not any(
            touches(places[at], place, reach)
            and not is_inside(places[at], place, reach)
            and not is_inside(place, places[at], -reach)
            for at in index.around(place, reach)
        ):
            found.add(id(square))
    return found


def laid_over(page: Page) -> set[int]:
    """Return the `id` of each outlined box that lies over the lines of a page."""
    curves = [shape for shape in page.curves if not _is_slanted(shape)]
    boxes = {id(shape): picture_box(shape) for shape in (*page.rects, *curves)}
    outlined = [id(shape) for shape in (*page.rects, *curves) if shape.get("stroke")]
    lines = [picture_box(line) for line in page.lines if not _is_slanted(line)]
    return boxes_laid_over(boxes, outlined, lines)


def _is_small_square(shape: Mapping[str, Any]) -> bool:
    width, height = float(shape["width"]), float(shape["height"])
    return (
        DRAWING.max_line_thickness < min(width, height)
        and max(width, height) <= DRAWING.max_check_box
        and max(width, height) <= DRAWING.max_stretch * min(width, height)
        and bool(shape.get("stroke"))
    )


def _bounds(page: Page) -> Bbox:
    """Return the box of the page, extended to text beyond its edges."""
    x0, top, x1, bottom = (float(edge) for edge in page.bbox)
    chars = page.chars
    return (
        float(min(x0, min(map(itemgetter("x0"), chars), default=x0))),
        float(min(top, min(map(itemgetter("top"), chars), default=top))),
        float(max(x1, max(map(itemgetter("x1"), chars), default=x1))),
        float(max(bottom, max(map(itemgetter("bottom"), chars), default=bottom))),
    )


def _within(
    rules: Iterable[Rule], first: float, last: float, start: float, stop: float
) -> list[Rule]:
    """Clip lines to the page: programs draw beyond its edges."""
    return [
        Rule(rule.at, max(rule.start, start), min(rule.stop, stop))
        for rule in rules
        if first <= rule.at <= last and shared_length(rule.start, rule.stop, start, stop) > 0
    ]


def picture_box(image: Mapping[str, Any]) -> Bbox:
    """Return the box of an image of pdfplumber, on the page as stored."""
    return (float(image["x0"]), float(image["top"]), float(image["x1"]), float(image["bottom"]))


def add_lines(boxes: Sequence[Bbox], across: list[Rule], down: list[Rule]) -> None:
    """Add the pictures that are lines: thin, long, and not a strip of a larger picture."""
    for box in boxes:
        width, height = box[2] - box[0], box[3] - box[1]
        if (
            min(width, height) > DRAWING.max_line_thickness
            or max(width, height) < DRAWING.min_row_height
        ):
            continue
        if any(_is_strip_of(box, other) for other in boxes if other is not box):
            continue
        if width > height:
            across.append(Rule((box[1] + box[3]) / 2, box[0], box[2]))
        else:
            down.append(Rule((box[0] + box[2]) / 2, box[1], box[3]))


def _is_border(one: Fill, other: Fill) -> bool:
    """Check whether two successive shades are the outer and inner edge of a painted border."""
    return (
        one.color == other.color
        and 0 < edge_distance(one.bbox, other.bbox) <= DRAWING.max_line_thickness
    )


def add_border(one: Fill, other: Fill, across: list[Rule], down: list[Rule]) -> None:
    """Add the sides of a painted border, except sides of no width."""
    x0, top, x1, bottom = ((a + b) / 2 for a, b in zip(one.bbox, other.bbox, strict=True))
    left, above, right, below = (a != b for a, b in zip(one.bbox, other.bbox, strict=True))
    across += [Rule(y, x0, x1) for y, drawn in ((top, above), (bottom, below)) if drawn]
    down += [Rule(x, top, bottom) for x, drawn in ((x0, left), (x1, right)) if drawn]


def _is_strip_of(box: Bbox, other: Bbox) -> bool:
    """Check whether another picture adjoins a thin one along almost its whole length."""
    along, beside = (0, 1) if box[2] - box[0] > box[3] - box[1] else (1, 0)
    shared, minus_gap = (
        shared_length(box[axis], box[axis + 2], other[axis], other[axis + 2])
        for axis in (along, beside)
    )
    return (
        shared > DRAWING.min_strip_share * (box[along + 2] - box[along])
        and -minus_gap <= DRAWING.max_strip_gap
    )


def _add_shape(
    shape: dict[str, Any], box: Bbox, across: list[Rule], down: list[Rule], fills: list[Fill]
) -> None:
    x0, top, x1, bottom = box
    thin = DRAWING.max_line_thickness
    is_low, is_narrow = bottom - top <= thin, x1 - x0 <= thin
    kind = shape["object_type"]
    is_filled = bool(shape.get("fill"))
    is_white = is_filled and _is_white(shape["non_stroking_color"])
    is_stroked = bool(shape.get("stroke")) and (
        kind == "line" or not _is_white(shape.get("stroking_color"))
    )
    if is_low or is_narrow:
        if (is_stroked or not is_white) and is_low:
            across.append(Rule((top + bottom) / 2, x0, x1))
        elif is_stroked or not is_white:
            down.append(Rule((x0 + x1) / 2, top, bottom))
        return
    if kind == "line":
        return
    if is_stroked:
        across += [Rule(top, x0, x1), Rule(bottom, x0, x1)]
        down += [Rule(x0, top, bottom), Rule(x1, top, bottom)]
    if is_filled and not is_white:
        fills.append(Fill((x0, top, x1, bottom), color_of(shape["non_stroking_color"])))


def _is_white(color: Any) -> bool:
    return lightness(color_of(color)) >= DRAWING.white_lightness


def visible(fills: Iterable[Fill]) -> list[Fill]:
    """Leave out shades that lie in an earlier one of the same colour, since they are not visible.

    Word processors shade a cell, and then each line of its text in the same colour.
    """
    slack, compared = DRAWING.same_line_distance, DRAWING.compared_shades
    kept: dict[tuple[float, ...], list[Fill]] = {}
    seen = []
    for fill in fills:
        own = kept.setdefault(fill.color, [])
        x0, top, x1, bottom = fill.bbox
        if any(
            other.bbox[0] <= x0
            and other.bbox[1] <= top + slack
            and x1 <= other.bbox[2]
            and bottom <= other.bbox[3] + slack
            for other in own[-compared:]
        ):
            continue
        own.append(fill)
        seen.append(fill)
    return seen


def _is_box_or_line(shape: Mapping[str, Any]) -> bool:
    """Check whether a curve is a line, or a box: its outline encloses almost all of its box.

    The corners of a box may be round or cut. Slices of a pie, triangles and arcs touch all sides of
    their box, too, but leave out more of it than an ellipse does.
    """
    width, height = (float(shape[end]) - float(shape[start]) for start, end in _SIDES)
    if min(width, height) <= DRAWING.max_line_thickness:
        return not _is_bent(shape)
    points = [(float(x), float(y)) for x, y in shape.get("pts", ())]
    # Twice the area, by the shoelace formula; arcs count as their chords.
    enclosed = sum(a * y - x * b for (a, b), (x, y) in pairwise([*points, *points[:1]]))
    return abs(enclosed) / 2 >= DRAWING.min_enclosed_share * width * height


def _is_bent(shape: Mapping[str, Any]) -> bool:
    """Check whether a curve leaves the box of its ends, as half a circle or a smile does."""
    reach = DRAWING.max_bend * max(float(shape[end]) - float(shape[start]) for start, end in _SIDES)
    points = [(float(x), float(y)) for _, *points in shape.get("path", ()) for x, y in points]
    return any(
        not float(shape[start]) - reach <= point[axis] <= float(shape[end]) + reach
        for point in points
        for axis, (start, end) in enumerate(_SIDES)
    )


def merge(rules: Iterable[Rule]) -> list[Rule]:
    """Join pieces of lines that overlap or follow each other."""
    merged: list[Rule] = []
    ordered = sorted(rules, key=lambda rule: (rule.at, rule.start))
    for group in bounded_clusters(ordered, lambda rule: rule.at, DRAWING.same_line_distance):
        run: Rule | None = None
        for rule in sorted(group, key=lambda rule: rule.start):
            if run and rule.start <= run.stop + DRAWING.max_dash_gap:
                run = Rule(run.at, run.start, max(run.stop, rule.stop))
            else:
                if run:
                    merged.append(run)
                run = rule
        if run:
            merged.append(run)
    return merged
