"""What decides whether a drawn glyph can be seen: clips, transparency, layers and later paint.

pdfminer drops all of this. `FastInterpreter` and `FastDevice` record it while they read a page, and
`extract.marks.visibility` decides from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Box = tuple[float, float, float, float]
"""``(x0, y0, x1, y1)`` in points."""

INVISIBLE_MODE = 3
"""Text rendering mode that paints nothing (PDF 1.7, table 106). Mode 7 paints nothing either, but
what is painted next shows through its letters."""
_KNOWN_SPACES = frozenset(
    {"DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased"}
)


class PaintState(NamedTuple):
    """The part of the graphics state that `q` saves and pdfminer does not keep.

    Attributes:
        clip: box of the clipping path, in the coordinates of the page's layout; None: no clip.
        fill_alpha: opacity of fills and text, 0 to 1.
        is_plain: the blend mode is Normal, and there is no soft mask.
        has_exact_clip: all clipping paths are rectangles: what is painted fills the clip.
    """

    clip: Box | None = None
    fill_alpha: float = 1.0
    is_plain: bool = True
    has_exact_clip: bool = True


class Paint(NamedTuple):
    """An area that is painted.

    Attributes:
        bbox: in the coordinates of the page's layout: the origin is at the bottom left.
        color: None if it is unknown, as in shadings and pictures.
        after: number of glyphs that are drawn before it.
        is_opaque: everything beneath the box is covered.
        is_picture: it is a picture.
    """

    bbox: Box
    color: Any
    after: int
    is_opaque: bool
    is_picture: bool = False


class OddGlyphs(NamedTuple):
    """Glyphs that are not plainly painted in a known colour.

    Attributes:
        start: index of the first glyph in drawing order.
        stop: index after the last one.
        mode: text rendering mode.
        state: the graphics state.
        is_off: they belong to a layer that is switched off.
        has_known_color: `non_stroking_color` is the visible colour.
    """

    start: int
    stop: int
    mode: int
    state: PaintState
    is_off: bool
    has_known_color: bool


@dataclass
class PaintLog:
    """The paint of one page, in drawing order."""

    glyphs: int = 0
    paints: list[Paint] = field(default_factory=list)
    odd: list[OddGlyphs] = field(default_factory=list)
    strings: list[int] = field(default_factory=list)
    """Index of the first glyph of each string, ascending."""
    rises: dict[int, float] = field(default_factory=dict)
    """Points by which `Ts` raises glyphs above their baseline, by index of the glyph."""
    sizeless: set[int] = field(default_factory=set)
    """Glyphs that are scaled to no width; pdfium leaves them out."""


def has_known_color(space: Any) -> bool:
    """Return whether the numbers of a colour space are lightness, RGB or CMYK."""
    return getattr(space, "name", "") in _KNOWN_SPACES


def narrowed(clip: Box | None, box: Box) -> Box:
    """Return the intersection of a clip and a box; it may be empty (`x1 < x0`)."""
    if clip is None:
        return box
    return (
        max(clip[0], box[0]),
        max(clip[1], box[1]),
        min(clip[2], box[2]),
        min(clip[3], box[3]),
    )


def box_of_path(path: Iterable[Sequence[Any]], matrix: Sequence[float]) -> Box | None:
    """Return the box around a path; None if the path is empty or damaged.

    Args:
        path: of pdfminer: operators with their coordinates.
        matrix: from the path's coordinates to the layout's.
    """
    a, b, c, d, e, f = matrix
    xs: list[float] = []
    ys: list[float] = []
    try:
        for operation in path:
            for at in range(1, len(operation) - 1, 2):
                x, y = operation[at], operation[at + 1]
                xs.append(x * a + y * c + e)
                ys.append(x * b + y * d + f)
    except TypeError:
        return None
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None


def is_rectangle(path: Sequence[Sequence[Any]], matrix: Sequence[float]) -> bool:
    """Return whether a path is one rectangle along the axes."""
    if "".join(str(operation[0]) for operation in path) not in ("mlllh", "mllllh", "mllll"):
        return False
    corners = [operation[1:3] for operation in path[:4]]
    is_along = all(
        (x0 == x1) != (y0 == y1)
        for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], corners[0]], strict=True)
    )
    return is_along and (matrix[1] == matrix[2] == 0 or matrix[0] == matrix[3] == 0)


def with_parameters(state: PaintState, parameters: Any) -> PaintState:
    """Return the state after `gs` with a graphics state parameter dictionary."""
    from pdfminer.pdftypes import resolve1

    found = resolve1(parameters)
    if not isinstance(found, dict):
        return state
    alpha, blend, mask = (resolve1(found.get(key)) for key in ("ca", "BM", "SMask"))
    if isinstance(alpha, (int, float)):
        state = state._replace(fill_alpha=float(alpha))
    if blend is not None or mask is not None:
        modes = blend if isinstance(blend, list) else [blend]
        is_normal = all(_mode_name(mode) in ("", "Normal", "Compatible") for mode in modes)
        state = state._replace(is_plain=is_normal and (mask is None or _mode_name(mask) == "None"))
    return state


def _mode_name(value: Any) -> str:
    name = getattr(value, "name", "" if value is None else "?")
    return name.decode("latin-1") if isinstance(name, bytes) else str(name)
