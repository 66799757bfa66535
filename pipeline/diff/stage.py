"""Compare two published editions."""

from __future__ import annotations

from pathlib import Path

from pipeline.diff.areas import area_changes
from pipeline.diff.bodies import body_changes, consequences, map_bodies, role_changes
from pipeline.diff.decisions import carry_decisions
from pipeline.diff.editions import Edition, read_edition
from pipeline.diff.links import issue_changes, reference_changes
from pipeline.diff.model import Change, Difference, Identifier
from pipeline.diff.rows import map_rows, new_record_of, row_changes


def compare(old_folder: Path, new_folder: Path) -> Difference:
    """Return the differences between two published editions.

    Raises:
        UsageError: a folder is not a publication.
    """
    return compare_editions(read_edition(old_folder), read_edition(new_folder))


def compare_editions(old: Edition, new: Edition) -> Difference:
    """Return the differences between two editions.

    Rows and areas are matched first, by their texts; the other tables follow from these matches.
    """
    mapped = map_rows(old, new)
    bodies = map_bodies(old, new, mapped)
    rows = row_changes(old, new, mapped, bodies)
    roles = role_changes(old, new, mapped, bodies)
    new_of = new_record_of(old, new, mapped)
    changes = [
        *_column_changes(old, new),
        *area_changes(old, new, mapped.areas),
        *rows,
        *body_changes(old, new, bodies),
        *roles,
        *reference_changes(old, new, new_of),
        *issue_changes(old, new, new_of),
    ]
    return Difference(
        old=old.name,
        new=new.name,
        changes=tuple(changes),
        identifiers=_identifiers(new_of, bodies),
        consequences=tuple(consequences(new, old, roles, rows)),
        decisions=tuple(carry_decisions(old, new, new_of, bodies)),
    )


def _column_changes(old: Edition, new: Edition) -> list[Change]:
    removed = [name for name in old.extra if name not in new.extra]
    added = [name for name in new.extra if name not in old.extra]
    return [
        *(
            Change(table="columns", kinds=("removed",), old_ids=(name,), old_text=name, score=0.0)
            for name in removed
        ),
        *(
            Change(table="columns", kinds=("added",), new_ids=(name,), new_text=name, score=0.0)
            for name in added
        ),
    ]


TABLE_OF_PREFIX = {
    "row-": "matrix",
    "foc-": "focus_areas",
    "act-": "activities",
    "out-": "expected_outputs",
}


def _identifiers(new_of: dict[str, str], bodies: dict[str, str]) -> tuple[Identifier, ...]:
    """Return the new id of each old id, sorted by table and old id."""
    identifiers = [
        Identifier(table=TABLE_OF_PREFIX.get(old[:4], "areas"), old_id=old, new_id=new)
        for old, new in new_of.items()
    ]
    identifiers += [
        Identifier(table="bodies", old_id=old, new_id=new) for old, new in bodies.items()
    ]
    return tuple(sorted(identifiers, key=lambda item: (item.table, item.old_id)))
