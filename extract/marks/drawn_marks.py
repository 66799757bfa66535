"""Signs that are drawn instead of written: ticks, crosses, check boxes, icons, struck-out text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from extract.geometry.bbox import enclosing, holds_center
from extract.geometry.page_model import Glyph, PageMark, Rule, Rules
from extract.geometry.page_transform import PageTransform
from extract.geometry.spatial_index import groups_of
from extract.marks.thresholds import MARKS
from extract.pdf.rules import laid_over, picture_box
from extract.reading import Bbox, MarkKind

if TYPE_CHECKING:
    from pdfplumber.page import Page

CHECKED, UNCHECKED = frozenset("✓✔☑☒🗹🗷"), frozenset("☐□▢❏❐❑❒")
"""Characters of a box or tick that says yes, and of an empty box."""
BULLET = "drawn bullet"
BOX_OVER = "box over lines"
_BOXES = CHECKED | UNCHECKED


class _Shape(NamedTuple):
    box: Bbox
    kind: str
    """`tick`, `stroke` (a slanted line), `square`, `picture` or `drawing`."""


def written_marks(glyphs: Sequence[Glyph]) -> Iterator[PageMark]:
    """Yield the check marks and boxes among glyphs."""
    for glyph in glyphs:
        if glyph.text in _BOXES:
            kind: MarkKind = "checked" if glyph.text in CHECKED else "unchecked"
            yield PageMark(kind, glyph.text, (glyph.x0, glyph.top, glyph.x1, glyph.bottom))


def drawn_marks(page: Page, transform: PageTransform, tables: Sequence[Bbox]) -> Iterator[PageMark]:
    """Yield the small drawings and pictures inside tables.

    Args:
        page: an open page.
        transform: the direction of its text.
        tables: boxes of its tables, in upright coordinates.
    """
    shapes = [
        shape
        for shape in _shapes(page, transform)
        if any(holds_center(table, shape.box) for table in tables)
    ]
    if not shapes:
        return
    for group in groups_of([shape.box for shape in shapes], MARKS.touching):
        kinds = [shapes[at].kind for at in group]
        box = enclosing(shapes[at].box for at in group)
        if max(box[2] - box[0], box[3] - box[1]) <= MARKS.max_side:
            kind, value = _meaning(kinds)
            yield PageMark(kind, value, box)


def boxes_over(page: Page, transform: PageTransform) -> Iterator[PageMark]:
    """Yield the boxes that lie over the lines of a page, such as stamps and redactions."""
    over = laid_over(page)
    for shape in (*page.rects, *page.curves) if over else ():
        if id(shape) in over:
            yield PageMark("icon", BOX_OVER, transform.upright(picture_box(shape)))


def drawn_bullets(
    page: Page, transform: PageTransform, glyphs: Sequence[Glyph]
) -> Iterator[PageMark]:
    """Yield the bullets of lists that are drawn as shapes: a dot before the first word of a line.

    Args:
        page: an open page.
        transform: the direction of its text.
        glyphs: upright ones.
    """
    dots = list(_filled_dots(page, transform))
    if not 0 < len(dots) <= MARKS.max_bullets:
        return
    written = sorted((glyph for glyph in glyphs if glyph.text.strip()), key=lambda g: g.baseline)
    baselines = [glyph.baseline for glyph in written]
    for box in dots:
        middle = (box[1] + box[3]) / 2
        start = bisect_left(baselines, middle)
        line = written[start : bisect_right(baselines, middle + MARKS.max_side)]
        line = [glyph for glyph in line if glyph.baseline - middle <= glyph.size / 2]
        after = min((g for g in line if g.x0 >= box[2]), key=lambda g: g.x0, default=None)
        if after is None or box[3] - box[1] > MARKS.max_bullet * after.size:
            continue
        others = [dot for dot in dots if dot is not box and dot[1] < middle < dot[3]]
        beside = [*others, *((g.x0, g.top, g.x1, g.bottom) for g in line)]
        gap = MARKS.bullet_gap * after.size
        is_alone = not any(other[0] < after.x0 and other[2] > box[0] - gap for other in beside)
        if is_alone and after.x0 - box[2] <= gap:
            yield PageMark("icon", BULLET, box)


def _filled_dots(page: Page, transform: PageTransform) -> Iterator[Bbox]:
    """Yield the boxes of small filled shapes that are as high as wide."""
    for drawn in (*page.curves, *page.rects):
        x0, x1, top, bottom = (float(drawn[key]) for key in ("x0", "x1", "top", "bottom"))
        sides = sorted((x1 - x0, bottom - top))
        is_small = MARKS.min_dot <= sides[0] and sides[1] <= MARKS.max_side
        if is_small and sides[1] <= MARKS.max_stretch * sides[0] and drawn.get("fill"):
            yield transform.upright((x0, top, x1, bottom))


def _meaning(kinds: Sequence[str]) -> tuple[MarkKind, str]:
    """Return the kind of mark that shapes make together, and how it is described."""
    inside = [kind for kind in kinds if kind != "square"]
    if "square" in kinds:
        return ("checked", "drawn box with a mark") if inside else ("unchecked", "drawn box")
    if kinds == ["tick"]:
        return "checked", "drawn tick"
    if kinds == ["stroke", "stroke"]:
        return "icon", "drawn cross"
    return "icon", "picture" if "picture" in kinds else "drawing"


def _shapes(page: Page, transform: PageTransform) -> Iterator[_Shape]:
    for drawn in (*page.lines, *page.curves, *page.rects):
        x0, x1, top, bottom = (float(drawn[key]) for key in ("x0", "x1", "top", "bottom"))
        width, height = x1 - x0, bottom - top
        if not MARKS.min_side <= max(width, height) <= MARKS.max_side:
            continue
        kind = _kind(drawn, width, height)
        if kind:
            yield _Shape(transform.upright((x0, top, x1, bottom)), kind)
    for image in page.images:
        box = transform.upright(picture_box(image))
        sides = (box[2] - box[0], box[3] - box[1])
        if min(sides) >= MARKS.min_side and max(sides) <= MARKS.max_side:
            yield _Shape(box, "picture")


def _kind(drawn: dict[str, Any], width: float, height: float) -> str:
    """Return the kind of a small shape; empty if it is a rule or a shade."""
    if drawn["object_type"] == "line":
        return "stroke" if min(width, height) >= MARKS.min_slant else ""
    if drawn["object_type"] == "rect":
        is_square = max(width, height) <= MARKS.max_stretch * min(width, height)
        is_box = min(width, height) >= MARKS.min_side and is_square
        return "square" if is_box and drawn.get("stroke") and not drawn.get("fill") else ""
    if min(width, height) < MARKS.min_slant:
        return ""
    return "tick" if _is_tick(drawn.get("pts", ())) else "drawing"


def _is_tick(points: Sequence[tuple[float, float]]) -> bool:
    """Return whether three points go down and then farther up, from left to right."""
    if len(points) != 3:
        return False
    (x0, y0), (x1, y1), (x2, y2) = points
    return x0 < x1 < x2 and y2 < y0 < y1


def struck_out(glyphs: Sequence[Glyph], strokes: Sequence[Rule]) -> list[list[Glyph]]:
    """Find the glyphs that horizontal lines strike out.

    A line strikes text out if it runs through the middle of its letters, and no farther than they
    do: the rules of a table go on. A line through one letter of a word is a part of the letter, as
    in charts whose letters are drawn.

    Args:
        glyphs: upright ones, with white space.
        strokes: horizontal lines as drawn.

    Returns:
        The glyphs of each stroke, in drawing order.
    """
    most = max({glyph.size for glyph in glyphs}, default=0.0) * MARKS.strike_height[1]
    levels = sorted({glyph.baseline for glyph in glyphs})
    near = [
        stroke
        for stroke in strokes
        if bisect_left(levels, stroke.at) < bisect_right(levels, stroke.at + most)
    ]
    if not near:
        return []
    written = sorted((glyph for glyph in glyphs if glyph.text.strip()), key=lambda g: g.baseline)
    baselines = [glyph.baseline for glyph in written]
    runs = []
    for stroke in near:
        start, stop = bisect_left(baselines, stroke.at), bisect_right(baselines, stroke.at + most)
        run = [glyph for glyph in written[start:stop] if _is_struck(glyph, stroke)]
        covered = sum(glyph.x1 - glyph.x0 for glyph in run)
        is_whole = len(run) > 1 or (bool(run) and _stands_alone(run[0], written[start:stop]))
        if is_whole and covered >= MARKS.min_struck * (stroke.stop - stroke.start):
            runs.append(sorted(run, key=lambda glyph: glyph.index))
    return runs


def without_strokes(struck: Iterable[Sequence[Glyph]], rules: Rules) -> Rules:
    """Remove the lines that strike text out, as they are not rules of a table.

    Args:
        struck: the glyphs of each stroke.
        rules: the lines of the page.
    """
    places = [
        (min(glyph.x0 for glyph in run), max(glyph.x1 for glyph in run), run[0]) for run in struck
    ]
    if not places:
        return rules

    def is_stroke(at: float, start: float, stop: float) -> bool:
        low, high = MARKS.strike_height
        return any(
            low * glyph.size <= glyph.baseline - at <= high * glyph.size
            and x0 - glyph.size <= start
            and stop <= x1 + glyph.size
            for x0, x1, glyph in places
        )

    def kept(lines: Sequence[Rule]) -> tuple[Rule, ...]:
        return tuple(one for one in lines if not is_stroke(one.at, one.start, one.stop))

    return replace(
        rules,
        horizontal=kept(rules.horizontal),
        marks=tuple((x, y) for x, y in rules.marks if not is_stroke(y, x, x)),
        pieces=(kept(rules.pieces[0]), rules.pieces[1]),
    )


def _stands_alone(glyph: Glyph, others: Sequence[Glyph]) -> bool:
    """Return whether no letter is close to a glyph on its line."""
    reach = MARKS.letter_gap * glyph.size
    return not any(
        other is not glyph
        and abs(other.baseline - glyph.baseline) < reach
        and glyph.x0 - reach < other.x1
        and other.x0 < glyph.x1 + reach
        for other in others
    )


def _is_struck(glyph: Glyph, stroke: Rule) -> bool:
    low, high = MARKS.strike_height
    middle = (glyph.x0 + glyph.x1) / 2
    return (
        low * glyph.size <= glyph.baseline - stroke.at <= high * glyph.size
        and stroke.start <= middle <= stroke.stop
    )
