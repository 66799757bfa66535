"""Write ``report.html``: the issues for reviewers, in a single file for a browser."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from expectations.catalogue import RULES
from expectations.counts import count_issues
from expectations.model import SEVERITIES, Issue, StaleDecision
from expectations.rule import Rule
from normalize.ids import number_in
from pipeline.config.edition_files import of_edition
from pipeline.publish.core.model import Publication
from pipeline.publish.html.notice import with_notice_style
from pipeline.publish.html.report_issues import Pictures, decision_row, issue_views
from pipeline.publish.html.thresholds import REPORT

TEMPLATES = Path(__file__).parent / "templates"
CHOICES = (
    ("", "Undecided"),
    ("accept", "Accept: known, leave it"),
    ("dismiss", "Dismiss: not a defect"),
    ("correct", "Correct: publish another value"),
)
PLURAL = {"error": "errors", "warning": "warnings", "info": "remarks"}


@dataclass(frozen=True)
class Card:
    """A count of the overview: the open issues and all issues of one severity."""

    severity: str
    label: str
    open: int
    count: int


@dataclass(frozen=True)
class HeatCell:
    """The number of places of a rule's open issues in an area; ``heat`` is 0 (none) to 3."""

    area: str
    key: str
    count: int
    heat: int


@dataclass(frozen=True)
class HeatLine:
    """A rule in all areas; ``count`` is the number of its open issues."""

    rule: Rule
    severity: str
    count: int
    cells: tuple[HeatCell, ...]


def report_html(publication: Publication, previous: Sequence[str] | None = None) -> str:
    """Return the report as HTML.

    It holds no times and loads nothing: the same publication gives the same bytes. Text of the
    document is escaped, and a content security policy allows only the report's own script, by
    its hash.

    Args:
        publication: the plan, its issues and its PDF; without a PDF the report has no pictures.
        previous: ids of the issues of an earlier publication to compare with; None: the browser
            compares with the publication that it showed last.
    """
    css = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    style = Markup(with_notice_style(css, publication.card))
    script = Markup((TEMPLATES / "report.js").read_text(encoding="utf-8"))
    template = _environment().get_template("report.html.j2")
    return template.render(
        policy=_policy(style, script),
        style=style,
        script=script,
        title=publication.card.title,
        notice=publication.card.notice,
        decisions_file=of_edition("decisions.csv", publication.card.edition),
        edition=publication.card.edition,
        plan_id=publication.card.id,
        pages=publication.source.page_count,
        sha256=publication.source.sha256,
        rows=len(publication.linked.plan.rows),
        compared=previous is not None,
        changes=_changes(publication.report.issues, previous),
        number=number_in,
        choices=CHOICES,
        rules=RULES,
        **_issue_values(publication),
    )


def _issue_values(publication: Publication) -> dict[str, object]:
    """Return the values of the template that depend on the issues."""
    issues = publication.report.issues
    views = issue_views(publication, Pictures.of(publication.pdf, issues, publication.cut))
    areas = [*(area.area_id for area in publication.linked.plan.areas), ""]
    return {
        "areas": areas,
        "cards": _cards(issues),
        "decided": count_issues(issues).decided,
        "heat": _heat(issues, areas),
        "issues": views,
        "bodies": sorted({body for view in views for body in view.bodies.split()}),
        "stale": [_stale(item) for item in publication.report.stale_decisions],
        "found": {issue.rule for issue in issues},
    }


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["code"] = _code
    return environment


def _code(text: str) -> Markup:
    """Escape a text and mark words between backticks as code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )


def _policy(style: str, script: str) -> str:
    """Return the content security policy: only embedded pictures and our own style and script."""
    return (
        f"default-src 'none'; img-src data:; style-src '{_sha(style)}'; "
        f"script-src '{_sha(script)}'; base-uri 'none'; form-action 'none'"
    )


def _sha(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")


def _cards(issues: Sequence[Issue]) -> list[Card]:
    counts = count_issues(issues)
    of_all = Counter(issue.severity for issue in issues)
    return [Card(s, PLURAL[s], counts.open_of([s]), of_all[s]) for s in SEVERITIES]


def _changes(issues: Sequence[Issue], previous: Sequence[str] | None) -> list[str]:
    if previous is None:
        return []
    now = {issue.issue_id for issue in issues}
    before = set(previous)
    lines = [f"{len(now - before)} new and {len(before - now)} gone since the last publication."]
    if before - now:
        lines.append("Gone: " + ", ".join(sorted(before - now)))
    if now - before:
        lines.append("New: " + ", ".join(sorted(now - before)))
    return lines


def _heat(issues: Sequence[Issue], areas: Sequence[str]) -> list[HeatLine]:
    lines = []
    for rule in RULES:
        found = [issue for issue in issues if issue.rule == rule.code]
        if not found:
            continue
        undecided = [issue for issue in found if issue.is_open]
        places = Counter(place.area_id or "" for issue in undecided for place in issue.places)
        cells = (HeatCell(number_in(a), a or "rest", places[a], _heat_of(places[a])) for a in areas)
        lines.append(HeatLine(rule, found[0].severity, len(undecided), tuple(cells)))
    return lines


def _heat_of(count: int) -> int:
    """Return the colour step of a count: 0 for none, else 1 to 3."""
    return 1 + sum(count >= step for step in REPORT.heat_steps) if count else 0


def _stale(item: StaleDecision) -> dict[str, object]:
    return {
        "decision": item.decision,
        "reason": item.reason,
        "row": decision_row(item.decision),
    }
