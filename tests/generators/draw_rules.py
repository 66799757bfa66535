"""Draws a table's rules and fills as the makers of PDFs do."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.generators.paginate import Placed
from tests.generators.style import Style

PICTURE_DPI = 150

Segment = tuple[float, float, float, float]


def draw_fills(canvas: Canvas, height: float, cells: Sequence[Placed], style: Style) -> None:
    """The colour behind cells; ``height`` is that of the page, ``cells`` count downwards."""
    if style.rules == "picture":
        _draw_picture(canvas, height, cells, style)
        return
    for cell in cells:
        grey = _grey(cell, style)
        if grey is None:
            continue
        inset = 0.9 if style.rules == "gaps" else 0.0
        canvas.setFillGray(grey)
        canvas.rect(
            cell.x0 + inset,
            height - cell.bottom + inset,
            cell.x1 - cell.x0 - 2 * inset,
            cell.bottom - cell.top - 2 * inset,
            stroke=0,
            fill=1,
        )


def _grey(cell: Placed, style: Style) -> float | None:
    if style.is_spaced:
        return None
    if cell.kind == "header":
        if style.header_white or style.rules == "shading":
            return 0.25
        return 0.8 if style.rules in ("gaps", "horizontal") else None
    if cell.kind == "band":
        return 0.72 if cell.level == 0 else 0.82
    if style.rules == "gaps":
        return 0.92
    if style.rules == "shading" and cell.row % 2:
        return 0.92
    return None


def edges_of(cells: Sequence[Placed], style: Style) -> tuple[set[Segment], set[Segment]]:
    """Horizontal and vertical edges to be ruled, each once, as (x0, top, x1, bottom)."""
    left = min(cell.x0 for cell in cells)
    right = max(cell.x1 for cell in cells)
    horizontal: set[Segment] = set()
    vertical: set[Segment] = set()
    for cell in cells:
        if cell.starts or not style.open_page_end:
            horizontal.add((cell.x0, cell.top, cell.x1, cell.top))
        if cell.ends or not style.open_page_end:
            horizontal.add((cell.x0, cell.bottom, cell.x1, cell.bottom))
        for x in (cell.x0, cell.x1):
            if not (style.open_sides and x in (left, right)):
                vertical.add((x, cell.top, x, cell.bottom))
    return horizontal, vertical


def draw_rules(
    canvas: Canvas, height: float, cells: Sequence[Placed], style: Style, *, last: bool = True
) -> None:
    if style.rules in ("gaps", "shading", "none", "picture") or not cells:
        return
    if style.is_spaced:
        _draw_booktabs(canvas, height, cells, last=last or style.rules == "booktabs")
        return
    canvas.saveState()
    canvas.setStrokeGray(0.6 if style.rules == "hairline" else 0)
    canvas.setLineWidth(0.25 if style.rules == "hairline" else 0.6)
    if style.rules == "dashed":
        canvas.setDash(2, 2)
    if style.rules == "strokes":
        for c in cells:
            canvas.rect(c.x0, height - c.bottom, c.x1 - c.x0, c.bottom - c.top, 1, 0)
        canvas.restoreState()
        return
    horizontal, vertical = edges_of(cells, style)
    if style.rules == "horizontal":
        vertical = set()
    for x0, top, x1, bottom in sorted(horizontal | vertical):
        _draw_rule(canvas, height, (x0, top, x1, bottom), style)
    canvas.restoreState()


def _draw_rule(canvas: Canvas, height: float, segment: Segment, style: Style) -> None:
    x0, top, x1, bottom = segment
    if style.rules == "rects":
        canvas.setFillGray(0)
        if top == bottom:
            canvas.rect(x0 - 0.24, height - top - 0.24, x1 - x0 + 0.48, 0.48, 0, 1)
        else:
            canvas.rect(x0 - 0.24, height - bottom - 0.24, 0.48, bottom - top + 0.48, 0, 1)
    elif style.rules == "picture_lines":
        box = (x0, height - bottom - 0.3, max(x1 - x0, 0.6), max(bottom - top, 0.6))
        canvas.drawImage(ImageReader(Image.new("L", (2, 2), 0)), *box)
    elif style.rules == "double":
        across = top == bottom
        for offset in (-0.9, 0.9):
            dx, dy = (0.0, offset) if across else (offset, 0.0)
            canvas.line(x0 + dx, height - top + dy, x1 + dx, height - bottom + dy)
    else:
        canvas.line(x0, height - top, x1, height - bottom)


def _draw_picture(canvas: Canvas, height: float, cells: Sequence[Placed], style: Style) -> None:
    """The rules and shades as a picture of the page, text goes on top."""
    width = style.size_shown[0]
    scale = PICTURE_DPI / 72
    picture = Image.new("L", (round(width * scale), round(height * scale)), 255)
    pen = ImageDraw.Draw(picture)
    for cell in cells:
        grey = _grey(cell, style)
        if grey is not None:
            box = (cell.x0 * scale, cell.top * scale, cell.x1 * scale, cell.bottom * scale)
            pen.rectangle(box, fill=round(255 * grey))
    horizontal, vertical = edges_of(cells, style)
    for x0, top, x1, bottom in sorted(horizontal | vertical):
        pen.line((x0 * scale, top * scale, x1 * scale, bottom * scale), fill=40, width=2)
    canvas.drawImage(ImageReader(picture), 0, 0, width, height)


def _draw_booktabs(canvas: Canvas, height: float, cells: Sequence[Placed], *, last: bool) -> None:
    """Thick rules outside, a thin one below the header, thinner ones below a label of several."""
    left, right = min(c.x0 for c in cells), max(c.x1 for c in cells)
    head = [c for c in cells if c.kind == "header"]
    canvas.saveState()
    lines = [(0.9, left, right, max(c.bottom for c in cells))] if last else []
    if head:
        foot = max(c.bottom for c in head)
        lines += [(0.9, left, right, min(c.top for c in head)), (0.5, left, right, foot)]
        lines += [(0.3, c.x0 + 3, c.x1 - 3, c.bottom) for c in head if c.columns > 1]
    for width, x0, x1, y in lines:
        canvas.setLineWidth(width)
        canvas.line(x0, height - y, x1, height - y)
    canvas.restoreState()
