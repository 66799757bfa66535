"""Write ``monitoring.html``: how far an edition is, and the rows behind each figure."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from link.rows import JOINED
from normalize.ids import number_in
from pipeline.publish.core.html_templates import html_templates
from pipeline.publish.forms.edition_facts import PlanFacts, extra_columns
from pipeline.publish.forms.forms import ReportLine
from pipeline.publish.forms.progress import (
    MEANINGS,
    STANDINGS,
    Progress,
    Standing,
    differing,
    place_of,
)
from pipeline.publish.html.page import policy

TEMPLATES = Path(__file__).parent / "templates"
FIRST: tuple[Standing, ...] = ("done", "under way", "overdue", "silent")
"""What people ask for first."""
ORDER: tuple[Standing, ...] = (*FIRST, *(name for name in STANDINGS if name not in FIRST))


def progress_page(
    facts: PlanFacts, lines: Sequence[ReportLine], groups: Sequence[Progress], year: int | None
) -> str:
    """Return the page as HTML: one file that loads nothing and needs no network.

    Args:
        facts: the edition.
        lines: its reports.
        groups: its progress.
        year: the year at whose end the rows stand there; None: not known.
    """
    from markupsafe import Markup

    environment = html_templates(TEMPLATES)
    style = (TEMPLATES / "monitoring.css").read_text(encoding="utf-8")
    script = (TEMPLATES / "monitoring.js").read_text(encoding="utf-8")
    shown = [s for s in ORDER if s in FIRST or any(group.count(s) for group in groups)]
    by = {kind: [g for g in groups if g.by == kind] for kind in ("plan", "area", "body", "year")}
    return environment.get_template("monitoring.html.j2").render(
        policy=policy(style, script),
        style=Markup(style),
        script=Markup(script),
        facts=facts,
        plan=by["plan"][0],
        tables=[(kind, by[kind]) for kind in ("area", "body", "year") if by[kind]],
        shown=shown,
        meanings=MEANINGS,
        year=year,
        reports=len(lines),
        differing=differing(lines, facts),
        rows=list(_rows(facts, lines, groups)),
        number=number_in,
        slug=lambda text: text.replace(" ", "-"),
    )


def _rows(
    facts: PlanFacts, lines: Sequence[ReportLine], groups: Iterable[Progress]
) -> Iterable[Mapping[str, object]]:
    """Yield each row of the plan with its reports, and the figures that count it."""
    counted: dict[str, list[str]] = defaultdict(list)
    standing: dict[str, Standing] = {}
    for group in groups:
        for name, members in group.standings.items():
            for row_id in members:
                figure = f"{group.by}|{group.value}|"
                counted[row_id] += [figure, f"{figure}{name}"]
                if group.by == "plan":
                    standing[row_id] = name
    reports: dict[str, list[ReportLine]] = defaultdict(list)
    for line in lines:
        reports[line.row_id].append(line)
    extras = extra_columns(list(facts.rows.values()))
    for row_id, row in facts.rows.items():
        yield {
            "id": row_id,
            "place": place_of(facts, row_id),
            "text": row["activity"] or row["expected_output"] or row["focus"],
            "output": row["expected_output"] if row["activity"] else "",
            "leads": row["lead_bodies"].split(JOINED) if row["lead_bodies"] else [],
            "printed": row["lead_bodies_printed"],
            "extra": [(name, row[name]) for name in extras if row[name]],
            "standing": standing[row_id],
            "reports": sorted(reports[row_id], key=lambda li: (li.year, *li.key), reverse=True),
            "counted": json.dumps(counted[row_id], ensure_ascii=False),
        }
