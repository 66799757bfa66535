"""Headings inside a table: which of them stand above which."""

from __future__ import annotations

import re

from extract.geometry.page_model import PageCell
from extract.stitching.stitch import StitchedTable

_MARKER = re.compile(r"^\(?(\d+(?:\.\d+)*|[IVXLC]+|[A-Z]|[a-z])[.):]?\s")


def band_levels(draft: StitchedTable) -> dict[int, int]:
    """Rank a table's bands: 0 is the outermost.

    Bands numbered in the same way are of one level, and without numbers those that look the
    same. The level that is printed first is the outer one, since a heading stands above those
    that it holds.

    Args:
        draft: a table joined over its pages.

    Returns:
        The level of each row that is a band.
    """
    kinds: list[object] = []
    levels: dict[int, int] = {}
    for cell in sorted(draft.cells, key=lambda cell: cell.row):
        if draft.rows[cell.row].kind != "band" or cell.column != 0:
            continue
        kind = _kind(cell.parts[0][1])
        if kind not in kinds:
            kinds.append(kind)
        levels[cell.row] = kinds.index(kind)
    return levels


def _kind(cell: PageCell) -> object:
    marker = _MARKER.match(cell.text)
    if marker is None:
        return (cell.fill, cell.lines[0].bold, round(cell.lines[0].size, 1))
    number = marker[1]
    if number[0].isdigit():
        return f"1{'.1' * number.count('.')}"
    if re.fullmatch(r"[IVXLC]+", number):
        return "I"
    return "A" if number.isupper() else "a"
