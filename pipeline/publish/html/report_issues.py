"""Prepare the issues for the report: their places as words and as boxes on pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from expectations.catalogue import rule_of
from expectations.decisions.replacing import BODY_FIELDS
from expectations.model import Correctable, Decision, Issue, Place
from extract.model import Span
from link.corrected import describe_correction
from link.order import area_names
from link.rows import MatrixRecord
from normalize.ids import number_in
from normalize.model import Correction
from pipeline.publish.core.model import Publication
from pipeline.publish.core.places import Box, row_boxes
from pipeline.publish.html.thresholds import REPORT
from pipeline.publish.html.word_places import PlacedWords, locate

TABLE_WORDS = {
    "matrix": "row",
    "sections": "section",
    "areas": "priority area",
    "focus_areas": "focus area",
    "activities": "activity",
    "expected_outputs": "expected output",
    "bodies": "annex",
    "narrative": "text",
    "cells": "page",
}
FIELD_WORDS = {
    "relevant_bodies_printed": "relevant bodies",
    "lead_bodies_printed": "lead bodies",
}


def issues_data(publication: Publication) -> list[dict[str, Any]]:
    """Return the issues as data of the page, in order."""
    shown = _Places.of(publication)
    how: dict[str, list[Correctable]] = defaultdict(list)
    for target in publication.report.correctable:
        how[target.target.partition("/")[0]].append(target)
    corrections: dict[str, list[Correction]] = defaultdict(list)
    for correction in publication.linked.plan.corrections:
        corrections[correction.issue_id].append(correction)
    return [
        {
            "id": issue.issue_id,
            "rule": issue.rule,
            "severity": issue.severity,
            "message": issue.message,
            "suggestion": issue.suggestion,
            "areas": list(dict.fromkeys(p.area_id or "" for p in issue.places)),
            "bodies": list(dict.fromkeys(issue.bodies)),
            "ground": issue.ground,
            "decision": issue.decision,
            "value": issue.decision_value,
            "note": issue.decision_note,
            "by": issue.decided_by,
            "date": issue.decision_date,
            "candidates": list(issue.candidates),
            "correctable": [[t.target, t.kind, t.obstacle] for t in how[issue.issue_id]],
            "corrections": _corrections(
                issue, corrections[issue.issue_id], area_names(publication.linked.plan)
            ),
            "places": [shown.data(issue, place) for place in issue.places],
        }
        for issue in publication.report.issues
    ]


class _Places:
    """The places of issues, as data of the page."""

    def __init__(
        self,
        narrowed: Mapping[PlacedWords, Span],
        rows_of: Mapping[str, Sequence[Box]],
        areas: Mapping[str, str],
    ) -> None:
        self._narrowed = narrowed
        self._areas = areas
        self._rows_of = rows_of

    @classmethod
    def of(cls, publication: Publication) -> _Places:
        """Find the places of a publication's issues; without a PDF, words are not looked for."""
        pdf, wanted = publication.pdf, words_wanted(publication.report.issues)
        narrowed = locate(pdf, wanted) if pdf else {}
        areas = area_names(publication.linked.plan)
        return cls(narrowed, _boxes_of_records(publication), areas)

    def data(self, issue: Issue, place: Place) -> dict[str, Any]:
        before, marked, after = _parts(place)
        span = place.span and self._narrowed.get((place.span, _search_words(place)), place.span)
        has_name = len(issue.places) > 1 and rule_of(issue.rule).per_place
        return {
            "record": place.record_id,
            "label": label(place, self._areas, has_name),
            "before": before,
            "marked": marked,
            "after": after,
            "page": span.page if span else None,
            "box": list(span.bbox) if span else None,
            "rows": self.rows(place),
        }

    def rows(self, place: Place) -> list[Box]:
        """Return the boxes of the rows that the record of a place is part of.

        An area or a section covers too many rows for their outline to be useful.
        """
        if place.table in ("areas", "sections"):
            return []
        return list(dict.fromkeys(self._rows_of.get(place.record_id, ())))


def _boxes_of_records(publication: Publication) -> dict[str, list[Box]]:
    """Return where the rows of each record of the matrix are printed."""
    rows = [r for r in publication.records["matrix"] if isinstance(r, MatrixRecord)]
    boxes = row_boxes(rows, publication.linked.plan.cells)
    found: dict[str, list[Box]] = defaultdict(list)
    for row in rows:
        for record in (row.row_id, row.focus_id, row.activity_id, row.expected_output_id):
            if record:
                found[record] += boxes[row.row_id]
    return found


def pages_of(publication: Publication) -> list[int]:
    """Return the pages that the report shows, those of the most severe issues first.

    Of an issue with many places, only the first ones ask for their pages. The pages on which
    their rows go on come last.
    """
    places = [place for issue in publication.report.issues for place in _shown(issue)]
    shown = _Places({}, _boxes_of_records(publication), {})
    own = [place.span.page for place in places if place.span]
    return list(dict.fromkeys([*own, *(box[0] for place in places for box in shown.rows(place))]))


def words_wanted(issues: Iterable[Issue]) -> list[PlacedWords]:
    """Return the words to find on pages: text outside of tables has no box of its own."""
    return [
        (place.span, _search_words(place))
        for issue in issues
        for place in _shown(issue)
        if place.span and place.table == "narrative"
    ]


def _shown(issue: Issue) -> tuple[Place, ...]:
    return issue.places[: rule_of(issue.rule).pictured_places]


def _search_words(place: Place) -> str:
    """Return the words by which a place is found on its page."""
    return place.printed or " ".join(place.text.split()[: REPORT.search_words])


def _corrections(
    issue: Issue, all_of: Sequence[Correction], areas: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the corrections of an issue; places with the same correction are listed together."""
    labels: dict[tuple[str, str], list[str]] = {}
    for correction in all_of:
        places = (p for p in issue.places if _prints(p, correction))
        place = next(places, issue.places[0])  # another row of the same merged cell
        said = (correction.corrected, describe_correction(correction))
        labels.setdefault(said, []).append(label(place, areas))
    return [
        {"label": "; ".join(dict.fromkeys(found)), "corrected": corrected, "says": says}
        for (corrected, says), found in labels.items()
    ]


def _prints(place: Place, correction: Correction) -> bool:
    """Return whether a place is printed in the field of a correction."""
    field = BODY_FIELDS.get(place.field, place.field)
    return (place.table, place.record_id, field) == correction.place


def decision_row(decision: Decision) -> list[str]:
    """Return a decision as a row of ``decisions.csv``."""
    row = [decision.issue_id, decision.decision, decision.value, decision.decided_by]
    return [*row, decision.date, decision.note, decision.ground]


def label(place: Place, areas: Mapping[str, str], has_name: bool = False) -> str:
    """Return where a place is, with the id of its record if decisions may name it."""
    what = TABLE_WORDS.get(place.table, place.table)
    name = FIELD_WORDS.get(place.field)
    where = [areas.get(place.area_id or "", ""), name or what]
    if place.table in {"sections", "areas", "bodies"} and not name:
        number = number_in(place.record_id)
        is_numbered = place.table == "bodies" or number != place.record_id
        where[1] = f"{what} {number}" if is_numbered else what
    page = f"page {place.span.page}" if place.span else ""
    named = place.record_id if has_name else ""
    return ", ".join(part for part in (*where, page, named) if part)


def _parts(place: Place) -> tuple[str, str, str]:
    """Split a place's text at the words in question; long ends are shortened."""
    if place.start is None or place.stop is None or not place.text:
        return ("", place.printed, "") if place.printed else (_head(place.text), "", "")
    before = place.text[: place.start]
    after = place.text[place.stop :]
    if len(before) > REPORT.context_characters:
        before = "… " + before[-REPORT.context_characters :]
    marked = place.text[place.start : place.stop][: REPORT.marked_characters]
    return before, marked, _head(after)


def _head(text: str) -> str:
    most = REPORT.context_characters
    return text if len(text) <= most else text[:most] + " …"
