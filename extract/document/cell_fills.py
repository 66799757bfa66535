"""Shades that say something: a cell coloured unlike its row, in a column of several colours."""

from __future__ import annotations

from collections import Counter, defaultdict

from extract.pdf.glyphs import lightness, rgb_of
from extract.pdf.thresholds import DRAWING
from extract.stitching.stitched_table import StitchedCell, StitchedTable


def meaningful_fills(stitched: StitchedTable) -> dict[tuple[int, int], str]:
    """Return the colours, like `#ff0000`, of cells whose shade tells them from others.

    Every second row shaded, or most of a column, is a matter of design. In a column of traffic
    lights, cells differ in colour from their row and from each other, or few cells are coloured.

    Args:
        stitched: a table.

    Returns:
        Colours by the row and the column in which the cell starts.
    """
    rows: defaultdict[int, Counter[str]] = defaultdict(Counter)
    fills: dict[tuple[int, int], str] = {}
    for cell in stitched.cells:
        if stitched.rows[cell.row].kind == "row":
            fills[cell.row, cell.column] = _fill(cell)
            rows[cell.row][fills[cell.row, cell.column]] += 1
    if len(set(fills.values())) < 2:
        return {}
    odd: defaultdict[int, dict[tuple[int, int], str]] = defaultdict(dict)
    height: Counter[int] = Counter()
    for (row, column), fill in fills.items():
        others = rows[row] - Counter([fill])
        usual = others.most_common(1)[0][0] if others else fill
        height[column] += 1
        if fill and fill != usual:
            odd[column][row, column] = fill
    return {
        place: fill
        for column, own in odd.items()
        if len(set(own.values())) > 1 or 2 * len(own) <= height[column]
        for place, fill in own.items()
    }


def _fill(cell: StitchedCell) -> str:
    """Return the colour of a cell; empty if it is white or not shaded."""
    color = next((part.fill for _, part in cell.parts if part.fill is not None), None)
    if color is None or lightness(color) >= DRAWING.white_lightness:
        return ""
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, part))):02x}" for part in rgb_of(color))
