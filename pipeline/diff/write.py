"""Write a comparison: JSON and CSV for programs, a page, a mail and a workbook for people."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from extract.model import Frozen
from pipeline.diff.model import Difference
from pipeline.diff.report.page import page
from pipeline.diff.report.summary import summary
from pipeline.diff.report.workbook import write_changes_workbook
from pipeline.engine.owned_folder import OwnedFolder

DECISIONS = "decisions.csv"
WORKBOOK = "diff.xlsx"


def write_difference(difference: Difference, out: Path) -> tuple[Path, ...]:
    """Write all files of a comparison and return their paths.

    Raises:
        UsageError: the folder holds a file of the same name that somebody wrote or changed.
    """
    contents = contents_of(difference)
    folder = OwnedFolder(out, "diff")
    with folder.open():
        for name, text in contents.items():
            folder.write(name, text.encode())
        folder.make(WORKBOOK, lambda path: write_changes_workbook(difference, path))
        folder.finish()
    return tuple(out / name for name in (*contents, WORKBOOK))


def contents_of(difference: Difference) -> dict[str, str]:
    """Return the text files of a comparison by name: all its files but the workbook."""
    return {
        "diff.json": json.dumps(
            difference.model_dump(mode="json"), indent=1, ensure_ascii=False, sort_keys=True
        )
        + "\n",
        "diff.csv": _csv(DIFF_COLUMNS, _diff_lines(difference)),
        "identifiers.csv": _csv(
            ("table", "old_id", "new_id", "relation"),
            (
                (i.table, i.old_id, i.new_id, i.relation)
                for i in (*difference.identifiers, *difference.further_identifiers)
            ),
        ),
        "decisions_not_carried.csv": _csv(
            LEFT_COLUMNS, _rows_of_values(difference.decisions_carried(carried=False), LEFT_COLUMNS)
        ),
        DECISIONS: _decisions(difference),
        "diff.html": page(difference),
        "diff.md": summary(difference),
    }


def _decisions(difference: Difference) -> str:
    carried = difference.decisions_carried(carried=True)
    return _csv(CARRIED_COLUMNS, _rows_of_values(carried, CARRIED_COLUMNS))


_DECISION = ("decision", "value", "decided_by", "date", "note")
CARRIED_COLUMNS = ("issue_id", *_DECISION, "ground", "old_issue_id")
"""Columns of ``decisions.csv``, which is a file for ``sources/PLAN/`` as it is."""
LEFT_COLUMNS = ("old_issue_id", *_DECISION, "reason")


def _rows_of_values(records: Iterable[Frozen], columns: Sequence[str]) -> Iterable[Sequence[str]]:
    return ([str(getattr(record, name)) for name in columns] for record in records)


DIFF_COLUMNS = (
    "table",
    "kinds",
    "old_ids",
    "new_ids",
    "old_area",
    "new_area",
    "field",
    "old",
    "new",
    "score",
    "bodies",
    "note",
    "says",
)


def _diff_lines(difference: Difference) -> Iterable[Sequence[str]]:
    """Yield a line for each changed field, and one for each change without fields."""
    for change in difference.changes:
        fields: Sequence[tuple[str, str, str]] = [
            (field.field, field.old, field.new) for field in change.fields
        ] or [("", change.old_text, change.new_text)]
        for field, old, new in fields:
            yield (
                change.table,
                "; ".join(change.kinds),
                "; ".join(change.old_ids),
                "; ".join(change.new_ids),
                change.old_area,
                change.new_area,
                field,
                old,
                new,
                f"{change.score:g}",
                "; ".join(change.bodies),
                change.note,
                change.says,
            )


def _csv(header: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    from pipeline.formulas import defuse

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    # Text that a spreadsheet would read as a formula is escaped, as in all published CSV files.
    writer.writerows([defuse(value) for value in line] for line in lines)
    return buffer.getvalue()
