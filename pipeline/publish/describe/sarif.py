"""Write ``issues.sarif``: the issues for tools that review code (SARIF 2.1.0, OASIS 2020)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from expectations.catalogue import RULES
from expectations.model import Issue, Place
from expectations.rule import Rule
from extract.model import Source

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
DISTRIBUTIONS = ("planrows",)
FINGERPRINT = "planrows/issue/v1"


def sarif(issues: Sequence[Issue], source: Source) -> dict[str, Any]:
    """Return the issues as a SARIF log of one run.

    A decided issue is suppressed, so that tools count open issues only. The page and the box in
    points are properties of a location, since regions of SARIF are ranges of lines or bytes.

    Args:
        issues: the issues of a plan.
        source: the PDF that was read.

    Returns:
        A log that can be written as JSON.
    """
    found = {issue.rule for issue in issues}
    rules = [rule for rule in RULES if rule.code in found]
    index = {rule.code: at for at, rule in enumerate(rules)}
    file = source.file
    run = {
        "tool": {
            "driver": {
                "name": "planrows",
                "semanticVersion": _version(),
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "artifacts": [
            {
                "location": {"uri": file},
                "hashes": {"sha-256": source.sha256},
                "mimeType": "application/pdf",
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": [_result(i, index[i.rule], file) for i in issues],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(*DISTRIBUTIONS)
    except PackageNotFoundError:
        return "0.0.0"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.meaning},
        "help": {"text": f"{rule.remedy}\n\nExample: {rule.example}"},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(issue: Issue, index: int, file: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": issue.rule,
        "ruleIndex": index,
        "level": LEVELS[issue.severity],
        "message": {"text": f"{issue.message} {issue.suggestion}"},
        "locations": _locations(issue.places[:1], file),
        "partialFingerprints": {FINGERPRINT: issue.issue_id},
    }
    if len(issue.places) > 1:
        related = _locations(issue.places[1:], file)
        result["relatedLocations"] = [{"id": at, **place} for at, place in enumerate(related, 1)]
    if not issue.is_open:
        what = (
            f"{issue.decision} “{issue.decision_value}”" if issue.decision_value else issue.decision
        )
        why = f"{what}: {issue.decision_note} ({issue.decided_by}, {issue.decision_date})"
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": why}]
    return result


def _locations(places: Sequence[Place], file: str) -> list[dict[str, Any]]:
    locations = []
    for place in places:
        location: dict[str, Any] = {
            "physicalLocation": {"artifactLocation": {"uri": file, "index": 0}},
            "logicalLocations": [
                {
                    "name": place.record_id,
                    "fullyQualifiedName": f"{place.table}/{place.record_id}/{place.field}",
                }
            ],
        }
        if place.printed:
            location["message"] = {"text": place.printed}
        if place.span is not None:
            location["properties"] = {"page": place.span.page, "box": list(place.span.bbox)}
        locations.append(location)
    return locations
