"""Write a comparison: JSON and CSV for programs, HTML and Markdown for people."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.ids import number_in
from pipeline.diff.model import KIND_MEANINGS, Difference
from pipeline.engine.owned_folder import OwnedFolder
from pipeline.markdown import escaped

if TYPE_CHECKING:
    from pipeline.diff.model import Change

MAX_CHANGES_IN_SUMMARY = 60
"""Changes that the Markdown summary lists: more do not fit into a mail."""
MAX_TEXT_IN_SUMMARY = 160
"""Characters of a text in the Markdown summary."""
TEMPLATES = Path(__file__).parent / "templates"


def write_difference(difference: Difference, out: Path) -> tuple[Path, ...]:
    """Write all files of a comparison and return their paths.

    Raises:
        UsageError: the folder holds a file of the same name that somebody wrote or changed.
    """
    contents = {
        "diff.json": json.dumps(
            difference.model_dump(mode="json"), indent=1, ensure_ascii=False, sort_keys=True
        )
        + "\n",
        "diff.csv": _csv(DIFF_COLUMNS, _diff_lines(difference)),
        "identifiers.csv": _csv(
            ("table", "old_id", "new_id"),
            ((i.table, i.old_id, i.new_id) for i in difference.identifiers),
        ),
        "decisions.csv": _csv(
            ("issue_id", "decision", "decided_by", "note", "old_issue_id"),
            (
                (d.issue_id, d.decision, d.decided_by, d.note, d.old_issue_id)
                for d in difference.decisions
            ),
        ),
        "diff.html": _page(difference),
        "diff.md": summary(difference),
    }
    folder = OwnedFolder(out)
    with folder.open():
        for name, text in contents.items():
            folder.write(name, text.encode())
        folder.finish()
    return tuple(out / name for name in contents)


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
            )


def _csv(header: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    from pipeline.publish.core.formulas import defuse

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    # Text that a spreadsheet would read as a formula is escaped, as in all published CSV files.
    writer.writerows([defuse(value) for value in line] for line in lines)
    return buffer.getvalue()


def _page(difference: Difference) -> str:
    """Return the page: a single file that loads nothing and runs only its own script."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (TEMPLATES / "diff.css").read_text(encoding="utf-8")
    script = (TEMPLATES / "diff.js").read_text(encoding="utf-8")
    kinds = [kind for kind in KIND_MEANINGS if any(kind in c.kinds for c in difference.changes)]
    return environment.get_template("diff.html").render(
        difference=difference,
        counts=difference.counts(),
        kinds=kinds,
        meanings=KIND_MEANINGS,
        changes=[change for change in difference.changes if change.table != "roles"],
        bodies=sorted({body for change in difference.changes for body in change.bodies}),
        areas=sorted(
            {area for c in difference.changes for area in (c.old_area, c.new_area) if area},
            key=_by_number,
        ),
        place=lambda area, page: " · ".join(
            filter(None, [number_in(area), f"page {page}" if page else ""])
        ),
        number=number_in,
        style=style,
        script=script,
        policy="default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src '{_hash(style)}'; script-src '{_hash(script)}'",
    )


def _by_number(area: str) -> tuple[list[int], str]:
    """Return a sort key by which area 1.10 follows 1.9."""
    return [int(part) for part in number_in(area).split(".") if part.isdigit()], area


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def summary(difference: Difference) -> str:
    """Return a summary in Markdown, short enough for a mail."""
    lines = [
        f"# {escaped(difference.old)} → {escaped(difference.new)}",
        "",
        "| | " + " | ".join(_tables(difference)),
    ]
    counts = difference.counts()
    tables = _tables(difference)
    lines.append("|---|" + "---|" * len(tables))
    lines[2] += " |"
    for kind in KIND_MEANINGS:
        if any(counts[table].get(kind) for table in tables):
            numbers = (str(counts[table].get(kind, "")) for table in tables)
            lines.append(f"| {kind} | " + " | ".join(numbers) + " |")
    lines += _summary_changes(difference)
    lines += _summary_bodies(difference)
    lines += ["", "Kinds of change:", ""]
    lines += [
        f"- **{kind}**: {meaning}"
        for kind, meaning in KIND_MEANINGS.items()
        if any(counts[table].get(kind) for table in tables)
    ]
    return "\n".join(lines) + "\n"


def _tables(difference: Difference) -> list[str]:
    return list(difference.counts())


def _summary_changes(difference: Difference) -> list[str]:
    changed = [
        change
        for change in difference.changes
        if change.table in ("columns", "areas", "rows", "bodies", "references")
        and change.kinds != ("unchanged",)
    ]
    lines = ["", "## Changes", ""] if changed else ["", "Nothing has changed."]
    for change in changed[:MAX_CHANGES_IN_SUMMARY]:
        kinds = f"**{change.table}: {', '.join(change.kinds)}**"
        lines.append(f"- {kinds} {_areas_of(change)}{_texts_of(change)}")
    if len(changed) > MAX_CHANGES_IN_SUMMARY:
        lines.append(f"- and {len(changed) - MAX_CHANGES_IN_SUMMARY} more: see diff.html")
    return lines


def _areas_of(change: Change) -> str:
    if change.table not in ("rows", "areas"):
        return ""
    if change.old_area and change.new_area and change.old_area != change.new_area:
        return f"{number_in(change.old_area)} → {number_in(change.new_area)}: "
    area = number_in(change.new_area or change.old_area)
    return f"{area}: " if area else ""


def _texts_of(change: Change) -> str:
    if change.fields and len(change.old_ids) == len(change.new_ids) == 1:
        return "; ".join(
            f"{field.field}: “{_short(field.old)}” → “{_short(field.new)}”"
            for field in change.fields
        )
    if change.old_text and change.new_text and change.old_text != change.new_text:
        return f"“{_short(change.old_text)}” → “{_short(change.new_text)}”"
    return f"“{_short(change.new_text or change.old_text)}”"


def _short(text: str) -> str:
    line = escaped(text)
    most = MAX_TEXT_IN_SUMMARY
    return line if len(line) <= most else line[: most - 1] + "…"


def _summary_bodies(difference: Difference) -> list[str]:
    affected = [
        item
        for item in difference.consequences
        if item.new_duties or item.lost_duties or item.changed_duties
    ]
    if not affected:
        return []
    lines = ["", "## Changes for each body", ""]
    for item in affected:
        lines.append(
            f"- **{escaped(item.body_id)}**: {len(item.new_duties)} new, {len(item.lost_duties)} "
            f"lost, {len(item.changed_duties)} reworded, {item.kept} unchanged"
        )
    return lines
