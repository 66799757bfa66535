"""Write ``report.html``: the issues for reviewers, in a single file for a browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from expectations.catalogue import RULES
from link.order import area_names
from pipeline.config.edition_files import of_edition
from pipeline.publish.core.model import Described, Publication
from pipeline.publish.html.page import filled
from pipeline.publish.html.page_images import page_pictures
from pipeline.publish.html.report_issues import decision_row, issues_data, pages_of

PAGE = Path(__file__).parent / "web" / "report.html.j2"


def report_pieces(publication: Publication) -> Iterator[str]:
    """Yield the report as HTML, in pieces.

    It holds no times and loads nothing: the same publication gives the same bytes.

    Args:
        publication: the plan, its issues and its PDF; without a PDF the report has no pictures.
    """
    return _pieces(publication, report_data(publication))


def report_page(publication: Described, data: Mapping[str, Any]) -> str:
    """Return the page around its data."""
    return "".join(_pieces(publication, data))


def _pieces(publication: Described, data: Mapping[str, Any]) -> Iterator[str]:
    built = ("report.css", "report.js", "report.licenses.txt")
    return filled(PAGE, built, publication, data)


def report_data(publication: Publication) -> dict[str, Any]:
    """Return the data of the page."""
    card, plan, report = publication.card, publication.linked.plan, publication.report
    names = area_names(plan)
    pdf = publication.pdf
    pictures = page_pictures(pdf, pages_of(publication)) if pdf else {}
    return {
        "plan": {"id": card.id, "title": card.title, "edition": card.edition},
        "decisions": of_edition("decisions.csv", card.edition),
        "rules": {
            rule.code: {
                "title": rule.title,
                "severity": rule.severity,
                "why": rule.why,
                "meaning": rule.meaning,
                "method": rule.method,
                "remedy": rule.remedy,
                "example": rule.example,
            }
            for rule in RULES
        },
        "areas": [
            {"id": a.area_id, "number": names[a.area_id], "title": a.title} for a in plan.areas
        ],
        "bodies": [{"id": body.body_id, "name": body.name} for body in plan.bodies],
        "issues": issues_data(publication),
        "overlaps": [[*pair.targets, pair.is_same] for pair in report.overlaps],
        "placeDecisions": [decision_row(decision) for decision in report.place_decisions],
        "stale": [
            {"row": decision_row(item.decision), "reason": item.reason}
            for item in report.stale_decisions
        ],
        "pages": {
            str(number): {"width": page.width, "height": page.height, "picture": page.uri}
            for number, page in sorted(pictures.items())
        },
    }
