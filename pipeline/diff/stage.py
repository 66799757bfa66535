"""Compare two published editions."""

from __future__ import annotations

from pathlib import Path

from pipeline.diff.areas import area_changes
from pipeline.diff.bodies import body_changes, consequences, map_bodies, role_changes
from pipeline.diff.editions import Edition, read_edition
from pipeline.diff.links import issue_changes, reference_changes
from pipeline.diff.model import Change, Difference, Identifier
from pipeline.diff.rows import map_rows, new_record_of, row_changes


def compare(old_folder: Path, new_folder: Path) -> Difference:
    """Return what two published editions differ in.

    Raises:
        UsageError: a folder is no publication.
    """
    return compare_editions(read_edition(old_folder), read_edition(new_folder))


def compare_editions(old: Edition, new: Edition) -> Difference:
    """Return what two editions differ in: columns, areas, rows, bodies, roles, references, issues.

    Rows and areas are matched first, by their texts; all else follows along that alignment.
    """
    mapped = map_rows(old, new)
    bodies = map_bodies(old, new, mapped)
    rows = row_changes(old, new, mapped, bodies)
    roles = role_changes(old, new, mapped, bodies)
    new_of = new_record_of(old, new, mapped)
    issues, decisions = issue_changes(old, new, new_of)
    changes = [
        *_column_changes(old, new),
        *area_changes(old, new, mapped.areas),
        *rows,
        *body_changes(old, new, bodies),
        *roles,
        *reference_changes(old, new, new_of),
        *issues,
    ]
    return Difference(
        old=old.name,
        new=new.name,
        changes=tuple(changes),
        identifiers=_identifiers(new_of, bodies),
        consequences=tuple(consequences(new, old, roles, rows)),
        decisions=tuple(decisions),
    )


def _column_changes(old: Edition, new: Edition) -> list[Change]:
    gone = [name for name in old.extra if name not in new.extra]
    fresh = [name for name in new.extra if name not in old.extra]
    return [
        *(
            Change(table="columns", kinds=("removed",), old_ids=(name,), old_text=name, score=0.0)
            for name in gone
        ),
        *(
            Change(table="columns", kinds=("added",), new_ids=(name,), new_text=name, score=0.0)
            for name in fresh
        ),
    ]


TABLE_OF_PREFIX = {
    "row-": "matrix",
    "foc-": "focus_areas",
    "act-": "activities",
    "out-": "expected_outputs",
}


def _identifiers(new_of: dict[str, str], bodies: dict[str, str]) -> tuple[Identifier, ...]:
    """Return what each identifier carries over to, sorted by table and old id."""
    found = [
        Identifier(table=TABLE_OF_PREFIX.get(old[:4], "areas"), old_id=old, new_id=new)
        for old, new in new_of.items()
    ]
    found += [Identifier(table="bodies", old_id=old, new_id=new) for old, new in bodies.items()]
    return tuple(sorted(found, key=lambda item: (item.table, item.old_id)))
