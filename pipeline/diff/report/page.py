"""Write a comparison as a page: one file that loads nothing and runs only its own script."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from normalize.ids import number_in
from pipeline.diff.model import KIND_MEANINGS, Change, Difference, Kind
from pipeline.diff.report.groups import STILL, by_body, change_groups
from pipeline.publish.core.html_templates import html_templates

TEMPLATES = Path(__file__).parent / "templates"
LABELS = {
    "title": "title",
    "focus": "focus",
    "activity": "activity",
    "expected_output": "expected output",
    "lead_bodies_printed": "lead bodies",
    "text": "text",
    "printed": "printed",
}
"""Fields whose words are shown on both sides, and what people call them."""
NOT_SHOWN = ("area_id", "section_id", "target_id", "status", "printed", "parent_id")
"""Fields that hold identifiers: the sentence says what they mean."""
GAIN, LOSS, PLACE = "gain", "loss", "place"
COLOURS: dict[Kind, str] = {
    "added": GAIN, "new": GAIN, "removed": LOSS, "fixed": LOSS, "moved": PLACE,
    "renumbered": PLACE, "retargeted": PLACE, "split": PLACE, "merged": PLACE,
}  # fmt: skip
"""What the colour of a kind means: here now, gone, elsewhere; every other kind: other words."""


def page(difference: Difference) -> str:
    """Return the page."""
    environment = html_templates(TEMPLATES)
    style = (TEMPLATES / "diff.css").read_text(encoding="utf-8")
    script = (TEMPLATES / "diff.js").read_text(encoding="utf-8")
    groups = change_groups(difference)
    listed = [numbered.change for group in groups for numbered in group.changes]
    bodies = by_body(groups)
    return environment.get_template("diff.html").render(
        difference=difference,
        groups=groups,
        counts=_counts(listed),
        kept=_kept(difference),
        kinds=[kind for kind in KIND_MEANINGS if any(kind in change.kinds for change in listed)],
        meanings=KIND_MEANINGS,
        colours=COLOURS,
        bodies=bodies,
        names={body: difference.name_of(body) for body in bodies},
        areas=_areas(listed),
        fields=_shown_fields,
        label=lambda name: LABELS.get(name, name.replace("_", " ")),
        place=_place,
        style=style,
        script=script,
        policy="default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src '{_hash(style)}'; script-src '{_hash(script)}'",
    )


def _counts(listed: list[Change]) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for change in listed:
        of_table = counts.setdefault(change.table, {})
        for kind in change.kinds:
            of_table[kind] = of_table.get(kind, 0) + 1
    return counts


def _kept(difference: Difference) -> dict[str, int]:
    """Return how many records of each table are the same."""
    kept: dict[str, int] = {}
    for change in difference.changes:
        if STILL & set(change.kinds):
            kept[change.table] = kept.get(change.table, 0) + 1
    return kept


def _areas(listed: list[Change]) -> list[tuple[str, str]]:
    """Return the areas that changes belong to, and their numbers, so that 1.10 follows 1.9."""
    areas = {area for change in listed for area in (change.old_area, change.new_area) if area}

    def order(area: str) -> tuple[list[int], str]:
        return [int(part) for part in number_in(area).split(".") if part.isdigit()], area

    return [(area, number_in(area) or area) for area in sorted(areas, key=order)]


def _shown_fields(change: Change) -> list[object]:
    return [field for field in change.fields if field.field not in NOT_SHOWN]


def _place(change: Change) -> str:
    """Return the pages that a change is printed on."""
    old, new = change.old_page, change.new_page
    if old and new:
        return f"page {old} before, {new} now"
    return f"page {old} before" if old else f"page {new}" if new else ""


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
