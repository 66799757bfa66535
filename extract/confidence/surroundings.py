"""Weigh what lies around a table: its parts in other tables, and text missing in its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.confidence.thresholds import EVIDENCE
from extract.geometry.page_model import Line
from extract.model import Bbox
from extract.stitching.stitched_table import StitchedCell, StitchedTable


@dataclass(frozen=True, slots=True)
class DoubtedPlace:
    """A place that is in doubt, in the coordinates of the page's text."""

    page: int
    bbox: Bbox


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies around a table.

    Attributes:
        doubts: places of the table that are in doubt.
        texts: the lines that are in no table, by page.
        before: the table before it in the document.
        after: the table after it.
    """

    doubts: Sequence[DoubtedPlace] = ()
    texts: Mapping[int, Sequence[Line]] = field(default_factory=dict)
    before: StitchedTable | None = None
    after: StitchedTable | None = None


def weigh_neighbours(table: StitchedTable, around: Surroundings) -> dict[str, float]:
    """Weigh whether a table and one next to it are two parts of one table.

    A part has no header of its own, begins where the other one ends or on the next page, and its
    columns are those of the other one. Parts whose columns are ruled were compared before: these
    lines show where each one ends.
    """
    names = (
        "its table may be a part of the one before",
        "the next table may be a part of its table",
    )
    pairs = ((around.before, table), (table, around.after))
    return {
        name: _likeness(upper, lower)
        for name, (upper, lower) in zip(names, pairs, strict=True)
        if upper is not None and lower is not None
    }


def _likeness(upper: StitchedTable, lower: StitchedTable) -> float:
    """Return the share of column edges that a table without header has from the one above it."""
    is_told_apart = lower.is_ruled or lower.header is not None
    if is_told_apart or not (upper.pages and lower.pages):
        return 0.0
    if lower.pages[0] - upper.pages[-1] not in (0, 1):
        return 0.0
    above, below = _starts(upper, upper.pages[-1]), _starts(lower, lower.pages[0])
    if min(len(above), len(below)) < EVIDENCE.min_edges:
        return 0.0
    distance = EVIDENCE.same_edge
    shared = sum(any(abs(x - other) <= distance for other in above) for x in below)
    return max(0.0, 2 * shared / max(len(above), len(below)) - 1)


def _starts(table: StitchedTable, page: int) -> list[float]:
    """Return the left edges of the cells of a table on a page."""
    lefts = {round(part.bbox[0]) for cell in table.cells for on, part in cell.parts if on == page}
    return sorted(lefts)


def texts_around(
    table: StitchedTable, texts: Mapping[int, Sequence[Line]], reach: float
) -> dict[int, list[Line]]:
    """Return the lines that lie between the cells of a table or close to them, by page.

    Args:
        table: the table.
        texts: the lines that are in no table, by page.
        reach: how far away they may be, in points.
    """
    near: dict[int, list[Line]] = {}
    for page in dict.fromkeys(table.pages):
        boxes = [part.bbox for cell in table.cells for on, part in cell.parts if on == page]
        lines = texts.get(page, ())
        if boxes and lines:
            top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
            near[page] = [
                line for line in lines if top - reach <= line.bottom and line.top <= bottom + reach
            ]
    return near


def has_text_beside(cell: StitchedCell, texts: Mapping[int, Sequence[Line]], reach: float) -> bool:
    """Return whether a text in no table lies right above or below a cell, within its width.

    Args:
        cell: the cell.
        texts: the lines that are in no table, by page.
        reach: how far away it may be, in points.
    """
    return any(
        _is_within(line, part.bbox)
        and line.top <= part.bbox[3] + reach
        and part.bbox[1] - reach <= line.bottom
        for page, part in cell.parts
        for line in texts.get(page, ())
    )


def has_text_overleaf(cell: StitchedCell, texts: Mapping[int, Sequence[Line]]) -> bool:
    """Return whether the page after a cell begins with a text in its width that looks like its own.

    Args:
        cell: a cell of the last row of a table.
        texts: the lines that are in no table, by page.
    """
    page, part = cell.parts[-1]
    following = texts.get(page + 1, ())
    if not (following and part.lines):
        return False
    last, first = part.lines[-1], min(following, key=lambda line: line.top)
    return (
        _is_within(first, part.bbox)
        and first.bold == last.bold
        and abs(first.size - last.size) <= EVIDENCE.same_size * last.size
    )


def _is_within(line: Line, box: Bbox) -> bool:
    slack = EVIDENCE.same_edge
    return box[0] - slack <= line.x0 and line.x1 <= box[2] + slack
