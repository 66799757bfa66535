"""Changes of rows that may be faults of reading: an edition is in doubt about their cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from expectations.model import Place
from extract.geometry.bbox import overlaps
from pipeline.diff.editions import Edition, Record, ids_in
from pipeline.diff.model import Change

DOUBTS_ON_CELLS = (
    "row-start-weak",
    "cell-uncertain",
    "readings-disagree",
    "glyph-unknown",
    "glyph-misleading",
    "text-clipped",
    "page-break-weak",
    "ocr-doubtful",
)
"""Rules that doubt how a cell was read, not only its page or its label."""


def with_doubts(changes: tuple[Change, ...], old: Edition, new: Edition) -> tuple[Change, ...]:
    """Return the changes; those of rows that were read with doubt say so.

    Args:
        changes: the changes, in words.
        old: the old edition.
        new: the new edition.
    """
    sides = (("old", _doubtful_rows(old)), ("new", _doubtful_rows(new)))
    return tuple(_told(change, sides) for change in changes)


def _told(change: Change, sides: tuple[tuple[str, Mapping[str, str]], ...]) -> Change:
    if change.table != "rows" or change.kinds == ("unchanged",):
        return change
    says = change.says
    for (edition, doubts), ids in zip(sides, (change.old_ids, change.new_ids), strict=True):
        found = dict.fromkeys(doubts[record] for record in ids if record in doubts)
        says += "".join(f" The {edition} edition may be misread here: {text}" for text in found)
    return change if says == change.says else change.model_copy(update={"says": says})


def _doubtful_rows(edition: Edition) -> dict[str, str]:
    """Return the first open doubt about the cells of each row that has one."""
    doubts = [
        (issue.message, place)
        for issue in edition.issues.issues or ()
        if issue.rule in DOUBTS_ON_CELLS and issue.is_open
        for place in issue.places
    ]
    if not doubts:
        return {}
    cells: defaultdict[int, list[Record]] = defaultdict(list)
    for cell in edition.tables["cells"]:
        cells[int(cell["page"])].append(cell)
    rows = {row["row_id"] for row in edition.rows}
    found: dict[str, str] = {}
    for message, place in doubts:
        for record in _records_at(place, cells):
            if record in rows:
                found.setdefault(record, message)
    return found


def _records_at(place: Place, cells: Mapping[int, list[Record]]) -> Iterator[str]:
    """Yield the record of a place, and those whose cells are there on paper."""
    yield place.record_id
    if place.span is not None:
        for cell in cells.get(place.span.page, ()):
            x0, top, x1, bottom = (float(cell[side]) for side in ("x0", "top", "x1", "bottom"))
            if overlaps(place.span.bbox, (x0, top, x1, bottom), 1.0):
                yield from ids_in(cell["record_ids"])
