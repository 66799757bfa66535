"""Changes that may be faults of reading: an edition is in doubt about their cells."""

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


_OWN = ("row_id", "activity_id", "expected_output_id")
"""Records whose cells a row has for itself, or shares with few rows."""


def with_doubts(changes: tuple[Change, ...], old: Edition, new: Edition) -> tuple[Change, ...]:
    """Return the changes; those of rows and areas that were read with doubt say so.

    So do duties of bodies: they follow from the rows and areas.

    Args:
        changes: the changes, in words.
        old: the old edition.
        new: the new edition.
    """
    sides = (_Side("old", old), _Side("new", new))
    if not any(side.doubts for side in sides):
        return changes
    hints = [_hint(change, sides) for change in changes]
    known: dict[tuple[str, str, str], str] = {}
    for change, hint in zip(changes, hints, strict=True):
        known |= dict.fromkeys(_keys(change, change.table), hint)
    told = []
    for change, hint in zip(changes, hints, strict=True):
        if change.table == "roles":
            is_of_area = change.note == "relevant" and (change.old_area or change.new_area)
            cause = "areas" if is_of_area else "rows"
            hint = next((known[key] for key in _keys(change, cause) if known.get(key)), "")
        is_told = hint and change.kinds != ("unchanged",)
        told.append(change.model_copy(update={"says": change.says + hint}) if is_told else change)
    return tuple(told)


class _Side:
    """An edition's rows, and the doubts about its records."""

    def __init__(self, name: str, edition: Edition) -> None:
        self.name = name
        self.doubts = _doubtful_records(edition)
        self.rows = {row["row_id"]: row for row in edition.rows}

    def records(self, change: Change, ids: tuple[str, ...]) -> Iterator[str]:
        """Yield the records whose cells a change depends on."""
        if change.table == "areas":
            yield from ids
            return
        keys = list(_OWN)
        # Many rows share these cells: a row depends on them where it differs in them.
        keys += ["area_id"] * ("moved" in change.kinds)
        keys += ["focus_id"] * any(field.field == "focus" for field in change.fields)
        for row in (self.rows[record] for record in ids if record in self.rows):
            yield from (row[key] for key in keys)


def _hint(change: Change, sides: tuple[_Side, _Side]) -> str:
    if change.table not in ("rows", "areas"):
        return ""
    says = ""
    for side, ids in zip(sides, (change.old_ids, change.new_ids), strict=True):
        records = side.records(change, ids)
        found = dict.fromkeys(side.doubts[record] for record in records if record in side.doubts)
        says += "".join(f" The {side.name} edition may be misread here: {text}" for text in found)
    return says


def _keys(change: Change, table: str) -> Iterator[tuple[str, str, str]]:
    for side, ids in (("old", change.old_ids), ("new", change.new_ids)):
        yield from ((table, side, record) for record in ids)


def _doubtful_records(edition: Edition) -> dict[str, str]:
    """Return the first open doubt about the cells of each record that has one."""
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
    found: dict[str, str] = {}
    for message, place in doubts:
        for record in _records_at(place, cells):
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
