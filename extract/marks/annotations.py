"""Annotations of a page: links, form fields, struck-out text and comments, with their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from extract.characters import publishable
from extract.geometry.page_model import PageMark, Rule
from extract.geometry.page_transform import PageTransform
from extract.reading import Bbox, MarkKind

if TYPE_CHECKING:
    from pdfplumber.page import Page

_HIDDEN = 0x02 | 0x20
"""Flags of annotations that are not shown: Hidden and NoView (PDF 1.7, table 165)."""
_UNSEEN = frozenset({"Popup", "Widget", "Link", "PrinterMark", "TrapNet", "StrikeOut"})
"""Kinds of annotation that are no comments."""


def marks_of_annotations(page: Page, transform: PageTransform) -> tuple[PageMark, ...]:
    """Return what a page's annotations show, in the upright coordinates of `transform`.

    Links, form fields, and comments are marks of their kind. A damaged annotation is left out.
    """
    return tuple(
        PageMark(kind, value, transform.upright(_displayed(box, page)))
        for annotation in _annotations(page)
        for kind, value, box in _mark(annotation)
    )


def strikes_of_annotations(page: Page, transform: PageTransform) -> list[Rule]:
    """Return the lines with which annotations strike text out, in upright coordinates."""
    strikes = []
    for annotation in _annotations(page):
        if _name(annotation.get("Subtype")) != "StrikeOut":
            continue
        numbers = _numbers(annotation.get("QuadPoints")) or _corners(annotation)
        for at in range(0, len(numbers) - 7, 8):
            xs, ys = numbers[at : at + 8 : 2], numbers[at + 1 : at + 8 : 2]
            box = _displayed((min(xs), min(ys), max(xs), max(ys)), page)
            x0, top, x1, bottom = transform.upright(box)
            strikes.append(Rule((top + bottom) / 2, x0, x1))
    return strikes


def _annotations(page: Page) -> Iterator[dict[str, Any]]:
    """Yield the annotations that are shown."""
    from pdfminer.pdftypes import resolve1

    found = resolve1(page.page_obj.annots)
    for reference in found if isinstance(found, list) else ():
        annotation = None
        with suppress(Exception):  # pdfminer raises errors of many types for damaged objects
            annotation = resolve1(reference)
        if isinstance(annotation, dict):
            flags = resolve1(annotation.get("F"))
            if not (isinstance(flags, int) and flags & _HIDDEN):
                yield annotation


def _mark(annotation: dict[str, Any]) -> Iterator[tuple[MarkKind, str, Bbox]]:
    box = _rectangle(annotation)
    if box is None:
        return
    kind = _name(annotation.get("Subtype"))
    if kind == "Link":
        if target := _target(annotation):
            yield "link", target, box
    elif kind == "Widget":
        yield from ((mark, value, box) for mark, value in _field(annotation))
    elif kind and kind not in _UNSEEN:
        yield "comment", _text(annotation.get("Contents")) or kind, box


def _target(annotation: dict[str, Any]) -> str:
    from pdfminer.pdftypes import resolve1

    action = resolve1(annotation.get("A"))
    return _text(action.get("URI")) if isinstance(action, dict) else ""


def _field(widget: dict[str, Any]) -> Iterator[tuple[MarkKind, str]]:
    """Yield the mark of a form field: the name of a box that is checked or not, or the value."""
    kind = _name(_inherited(widget, "FT"))
    name = _text(_inherited(widget, "T"))
    if kind == "Btn":
        flags = _inherited(widget, "Ff")
        if isinstance(flags, int) and flags & 0x10000:  # a push button has no value
            return
        state = _name(widget.get("AS")) or _name(_inherited(widget, "V"))
        yield ("unchecked" if state in ("", "Off") else "checked"), name or state
    elif kind in ("Tx", "Ch"):
        yield "field", _text(_inherited(widget, "V")) or name
    elif kind == "Sig":
        yield "comment", f"signature field {name}".strip()


def _inherited(field: dict[str, Any], key: str) -> Any:
    """Return a property of a form field or of the fields above it."""
    from pdfminer.pdftypes import resolve1

    for _ in range(32):  # a damaged file may hold a loop
        if key in field:
            return resolve1(field[key])
        parent = resolve1(field.get("Parent"))
        if not isinstance(parent, dict):
            break
        field = parent
    return None


def _rectangle(annotation: dict[str, Any]) -> Bbox | None:
    numbers = _numbers(annotation.get("Rect"))
    if len(numbers) != 4:
        return None
    (left, right), (low, high) = sorted(numbers[::2]), sorted(numbers[1::2])
    return (left, low, right, high)


def _corners(annotation: dict[str, Any]) -> list[float]:
    box = _rectangle(annotation)
    if box is None:
        return []
    x0, y0, x1, y1 = box
    return [x0, y1, x1, y1, x0, y0, x1, y0]


def _numbers(value: Any) -> list[float]:
    from pdfminer.pdftypes import resolve1

    found = resolve1(value)
    parts: Sequence[Any] = [resolve1(part) for part in found] if isinstance(found, list) else []
    is_sound = all(isinstance(part, (int, float)) for part in parts)
    return [float(part) for part in parts] if is_sound else []


def _text(value: Any) -> str:
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    found = resolve1(value)
    if not isinstance(found, (bytes, str)):
        return ""
    return " ".join(publishable(decode_text(found) if isinstance(found, bytes) else found).split())


def _name(value: Any) -> str:
    from pdfminer.pdftypes import resolve1

    name = getattr(resolve1(value), "name", "")
    return name.decode("latin-1") if isinstance(name, bytes) else str(name)


def _displayed(box: Bbox, page: Page) -> Bbox:
    """Transform a box of the file's coordinates to those of the displayed page."""
    left, low, right, high = (float(side) for side in page.page_obj.mediabox)
    x0, y0, x1, y1 = box
    turned = {
        90: (y0 - low, right - x1, y1 - low, right - x0),
        180: (right - x1, high - y1, right - x0, high - y0),
        270: (high - y1, x0 - left, high - y0, x1 - left),
    }.get(int(page.rotation or 0) % 360, (x0 - left, y0 - low, x1 - left, y1 - low))
    shift, above = (float(side) for side in page.mediabox[:2])
    height = float(page.height)
    return (
        turned[0] + shift,
        height - turned[3] + above,
        turned[2] + shift,
        height - turned[1] + above,
    )
