"""Ruling lines and shaded areas of a page, whatever they are drawn with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from extract.geometry.bbox import edge_distance, shared_length
from extract.geometry.clustering import bounded_clusters
from extract.geometry.page_model import Fill, Rule, Rules
from extract.geometry.page_transform import PageTransform
from extract.model import Bbox
from extract.pdf.glyphs import color_of, lightness

if TYPE_CHECKING:
    from pdfplumber.page import Page

THIN = 3.0
"""Points: a filled rectangle no thicker than this is a line."""
DASH_GAP = 4.0
"""Points: pieces of one line may be this far apart (dashes, crossings left open)."""
SAME_LINE = 1.0
"""Points: pieces this near to each other across their direction are one line."""
CELLS = 60
"""Cells of a colour among which that of a shaded line is looked for: those drawn last."""
LEAST_ROW = 9.0
"""Points: no row of a table is lower; a shorter picture is a mark."""
STRIPS = 0.5
"""Points: pictures this near to each other are strips of one."""
WHITE = 0.995


def rules_of(page: Page, frame: PageTransform) -> Rules:
    """Read a page's lines: strokes, outlines of rectangles, thin filled rectangles."""
    across: list[Rule] = []
    down: list[Rule] = []
    fills: list[Fill] = []
    for shape in [*page.lines, *page.rects, *page.curves]:
        box = frame.upright(
            (float(shape["x0"]), float(shape["top"]), float(shape["x1"]), float(shape["bottom"]))
        )
        _add_shape(shape, box, across, down, fills)
        if len(fills) > 1 and fills[-1].bbox == box and _is_frame(fills[-2], fills[-1]):
            add_frame(fills[-2], fills[-1], across, down)
            del fills[-2:]
    add_lines([frame.upright(picture_box(image)) for image in page.images], across, down)
    bounds = frame.upright(_bounds(page))
    across = _within(across, bounds[1], bounds[3], bounds[0], bounds[2])
    down = _within(down, bounds[0], bounds[2], bounds[1], bounds[3])
    marks = {(round(x, 1), rule.at) for rule in across for x in (rule.start, rule.stop)}
    return Rules(
        tuple(merge(across)),
        tuple(merge(down)),
        tuple(visible(fills)),
        tuple(sorted(marks)),
        (tuple(across), tuple(down)),
    )


def _bounds(page: Page) -> Bbox:
    """The box of the sheet, and of text beyond its edges."""
    x0, top, x1, bottom = (float(edge) for edge in page.bbox)
    chars = page.chars
    return (
        float(min([x0, *[char["x0"] for char in chars]])),
        float(min([top, *[char["top"] for char in chars]])),
        float(max([x1, *[char["x1"] for char in chars]])),
        float(max([bottom, *[char["bottom"] for char in chars]])),
    )


def _within(
    rules: Iterable[Rule], first: float, last: float, start: float, stop: float
) -> list[Rule]:
    """Leave out lines, and parts of lines, beyond the sheet: programs draw on over its edge."""
    return [
        Rule(rule.at, max(rule.start, start), min(rule.stop, stop))
        for rule in rules
        if first <= rule.at <= last and min(rule.stop, stop) > max(rule.start, start)
    ]


def picture_box(image: Mapping[str, Any]) -> Bbox:
    """The box of a picture of pdfplumber, on its sheet."""
    return (float(image["x0"]), float(image["top"]), float(image["x1"]), float(image["bottom"]))


def add_lines(boxes: Sequence[Bbox], across: list[Rule], down: list[Rule]) -> None:
    """Add the pictures that are lines: thin, long, and no strip of a larger picture."""
    for box in boxes:
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) > THIN or max(width, height) < LEAST_ROW:
            continue
        if any(_is_strip(box, other) for other in boxes if other is not box):
            continue
        if width > height:
            across.append(Rule((box[1] + box[3]) / 2, box[0], box[2]))
        else:
            down.append(Rule((box[0] + box[2]) / 2, box[1], box[3]))


def _is_frame(one: Fill, other: Fill) -> bool:
    """Say whether two shades in a row are a frame's inner and outer edge, painted between."""
    return one.color == other.color and 0 < edge_distance(one.bbox, other.bbox) <= THIN


def add_frame(one: Fill, other: Fill, across: list[Rule], down: list[Rule]) -> None:
    """Add the sides of a painted frame, but for those of no width."""
    x0, top, x1, bottom = ((a + b) / 2 for a, b in zip(one.bbox, other.bbox, strict=True))
    left, above, right, below = (a != b for a, b in zip(one.bbox, other.bbox, strict=True))
    across += [Rule(y, x0, x1) for y, drawn in ((top, above), (bottom, below)) if drawn]
    down += [Rule(x, top, bottom) for x, drawn in ((x0, left), (x1, right)) if drawn]


def _is_strip(box: Bbox, other: Bbox) -> bool:
    """Say whether another picture goes on beside a thin one, along its whole length."""
    along, beside = (0, 1) if box[2] - box[0] > box[3] - box[1] else (1, 0)
    shared, minus_gap = (
        shared_length(box[axis], box[axis + 2], other[axis], other[axis + 2])
        for axis in (along, beside)
    )
    return shared > 0.9 * (box[along + 2] - box[along]) and -minus_gap <= STRIPS


def _add_shape(
    shape: dict[str, Any], box: Bbox, across: list[Rule], down: list[Rule], fills: list[Fill]
) -> None:
    x0, top, x1, bottom = box
    width, height = x1 - x0, bottom - top
    kind = shape["object_type"]
    if kind == "curve" and not _is_angular(shape):
        return
    is_white = shape.get("fill") and lightness(color_of(shape["non_stroking_color"])) >= WHITE
    stroked = bool(shape.get("stroke")) and (kind == "line" or not _is_white_stroke(shape))
    if height <= THIN and width > THIN:
        if stroked or not is_white:
            across.append(Rule((top + bottom) / 2, x0, x1))
        return
    if width <= THIN and height > THIN:
        if stroked or not is_white:
            down.append(Rule((x0 + x1) / 2, top, bottom))
        return
    if kind == "line" or width <= THIN:
        return
    if stroked:
        across += [Rule(top, x0, x1), Rule(bottom, x0, x1)]
        down += [Rule(x0, top, bottom), Rule(x1, top, bottom)]
    if shape.get("fill") and not is_white:
        fills.append(Fill((x0, top, x1, bottom), color_of(shape["non_stroking_color"])))


def visible(fills: Iterable[Fill]) -> list[Fill]:
    """Leave out shades that lie in one of the same colour: nobody sees them.

    Word processors shade a cell, and the lines of its text again; a cell comes before its lines.
    """
    kept: dict[tuple[float, ...], list[Fill]] = {}
    seen = []
    for fill in fills:
        own = kept.setdefault(fill.color, [])
        x0, top, x1, bottom = fill.bbox
        if any(
            other.bbox[0] <= x0
            and other.bbox[1] <= top + SAME_LINE
            and x1 <= other.bbox[2]
            and bottom <= other.bbox[3] + SAME_LINE
            for other in own[-CELLS:]
        ):
            continue
        own.append(fill)
        seen.append(fill)
    return seen


def _is_white_stroke(shape: dict[str, Any]) -> bool:
    return lightness(color_of(shape.get("stroking_color"))) >= WHITE


def _is_angular(shape: dict[str, Any]) -> bool:
    """Say whether a curve is a frame or a line after all: all its points on its outline."""
    x0, top, x1, bottom = (float(shape[key]) for key in ("x0", "top", "x1", "bottom"))
    return all(
        min(abs(x - x0), abs(x - x1), abs(y - top), abs(y - bottom)) <= SAME_LINE
        for x, y in shape.get("pts", ())
    )


def merge(rules: Iterable[Rule]) -> list[Rule]:
    """Join pieces of lines that lie on one another or follow each other."""
    merged: list[Rule] = []
    ordered = sorted(rules, key=lambda rule: (rule.at, rule.start))
    for group in bounded_clusters(ordered, lambda rule: rule.at, SAME_LINE):
        run: Rule | None = None
        for rule in sorted(group, key=lambda rule: rule.start):
            if run and rule.start <= run.stop + DASH_GAP:
                run = Rule(run.at, run.start, max(run.stop, rule.stop))
            else:
                if run:
                    merged.append(run)
                run = rule
        if run:
            merged.append(run)
    return merged
