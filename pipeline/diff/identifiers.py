"""Map each identifier of the old edition to the identifier of the new one that it became."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pipeline.diff.editions import Edition
from pipeline.diff.model import Identifier
from pipeline.diff.rows import RowMap

RECORDS = {
    "row_id": "matrix",
    "focus_id": "focus_areas",
    "activity_id": "activities",
    "expected_output_id": "expected_outputs",
}
"""Identifiers that a line of the matrix holds, and the tables that they belong to."""


def new_record_of(old: Edition, new: Edition, rows: RowMap) -> dict[str, str]:
    """Return the new id of each old record: rows, focus areas, activities, outputs, areas.

    A record that was split has the id of its main part; records that were merged have the same.
    """
    votes: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for i, j in (*((m.old, m.new) for m in rows.matches), *_merged(rows)):
        before, after = old.rows[i], new.rows[j]
        for name in RECORDS:
            if before[name] and after[name]:
                counts = votes[before[name]]
                counts[after[name]] = counts.get(after[name], 0) + 1
    new_of = {
        area["area_id"]: successor
        for area in old.tables["areas"]
        if (successor := rows.areas.successor_of(area["area_id"]))
    }
    for old_id, counts in votes.items():
        # The same id where a row has it; otherwise the id that most rows have.
        new_of[old_id] = min(counts, key=lambda key: (key != old_id, -counts[key], key))
    return new_of


def _merged(rows: RowMap) -> Iterator[tuple[int, int]]:
    """Yield each further old row that was merged, and the row that it went into."""
    for after, parts in rows.merges.items():
        for part in parts:
            yield part, after


def further_records_of(old: Edition, new: Edition, rows: RowMap) -> dict[str, tuple[str, ...]]:
    """Return the further new records that an old one's text may have gone to.

    These are the other texts of the row, and those of the rows that it was split into.
    """
    further: defaultdict[str, dict[str, None]] = defaultdict(dict)
    pairs = [*((m.old, m.new) for m in rows.matches), *_merged(rows)]
    partner = {m.old: m.new for m in rows.matches}
    pairs += [(i, j) for i, parts in rows.splits.items() for j in parts if i in partner]
    for i, j in pairs:
        ids = [new.rows[j][name] for name in RECORDS if new.rows[j][name]]
        for name in RECORDS:
            if old.rows[i][name]:
                further[old.rows[i][name]] |= dict.fromkeys(ids)
    return {key: tuple(ids) for key, ids in further.items()}


def identifiers_of(
    old: Edition, rows: RowMap, new_of: Mapping[str, str], bodies: Mapping[str, str]
) -> tuple[Identifier, ...]:
    """Return the new id of each old id, sorted by table and old id.

    Args:
        old: the old edition.
        rows: the matched rows.
        new_of: new id of each old record.
        bodies: new id of each old body.
    """
    tables = {row[key]: table for row in old.rows for key, table in RECORDS.items()}
    tables |= {block["block_id"]: "narrative" for block in old.tables["narrative"]}
    tables |= {section["section_id"]: "sections" for section in old.tables["sections"]}
    merged = {old.rows[i]["row_id"] for i, _ in _merged(rows)}
    merged |= {area for parts in rows.areas.merges.values() for area in parts}
    found = [
        Identifier(
            table=tables.get(old_id, "areas"),
            old_id=old_id,
            new_id=new_id,
            relation="merged" if old_id in merged else "same",
        )
        for old_id, new_id in new_of.items()
    ]
    found += [Identifier(table="bodies", old_id=a, new_id=b) for a, b in bodies.items()]
    return tuple(sorted(found, key=lambda item: (item.table, item.old_id)))


def further_identifiers_of(old: Edition, new: Edition, rows: RowMap) -> tuple[Identifier, ...]:
    """Return the further parts of each row and area that was split, sorted by table and old id."""
    found = [
        Identifier(
            table="matrix",
            old_id=old.rows[i]["row_id"],
            new_id=new.rows[j]["row_id"],
            relation="split",
        )
        for i, parts in rows.splits.items()
        for j in parts
    ]
    found += [
        Identifier(table="areas", old_id=area, new_id=part, relation="split")
        for area, parts in rows.areas.splits.items()
        for part in parts
    ]
    return tuple(sorted(found, key=lambda item: (item.table, item.old_id, item.new_id)))
