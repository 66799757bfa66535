"""Prepare the issues for the report: their places as words and pictures."""

from __future__ import annotations

import base64
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from expectations.catalogue import rule_of
from expectations.decisions.replacing import corrected_field
from expectations.model import Decision, Issue, Place
from extract.model import Span
from link.corrected import describe_correction
from normalize.ids import number_in
from normalize.model import Correction
from pipeline.publish.core.drawing import PNG_URI, Cutter
from pipeline.publish.core.model import Publication
from pipeline.publish.html.crops import PlacedWords, crops, locate
from pipeline.publish.html.thresholds import REPORT

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


@dataclass(frozen=True)
class PlaceView:
    """A place of an issue: its text, with the words in question marked, and its picture."""

    label: str
    before: str
    marked: str
    after: str
    picture: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class CorrectionView:
    """A corrected value that replaces the printed one at some places of an issue."""

    label: str
    corrected: str
    says: str


@dataclass(frozen=True)
class IssueView:
    """An issue as the template reads it; lists of ids are joined by spaces."""

    id: str
    rule: str
    severity: str
    message: str
    suggestion: str
    areas: str
    bodies: str
    ground: str
    decision: str
    value: str
    note: str
    by: str
    date: str
    decided_ground: str
    corrections: tuple[CorrectionView, ...]
    candidates: tuple[str, ...]
    places: tuple[PlaceView, ...]
    more: int
    more_labels: str
    by_place: tuple[tuple[str, ...], ...]
    """Decisions on single places of the issue, as rows of ``decisions.csv``."""


@dataclass(frozen=True)
class Pictures:
    """Pictures of places, and the boxes of words that were found."""

    uris: dict[Span, str] = field(default_factory=dict)
    narrowed: dict[tuple[Span, str], Span] = field(default_factory=dict)

    @classmethod
    def of(cls, pdf: Path | None, issues: Sequence[Issue], cut: Cutter | None = None) -> Pictures:
        """Render the places that the report shows; without a PDF there are no pictures."""
        if pdf is None:
            return cls()
        made = cls({}, locate(pdf, words_wanted(issues)))
        spans = [made.span_of(place) for place in places_shown(issues)]
        made.uris.update(crops(pdf, spans, cut))
        return made

    def span_of(self, place: Place) -> Span:
        """Return the smallest known box of a place."""
        assert place.span is not None
        return self.narrowed.get((place.span, _search_words(place)), place.span)


def _search_words(place: Place) -> str:
    """Return the words by which a place is found on its page."""
    return place.printed or " ".join(place.text.split()[: REPORT.search_words])


def places_shown(issues: Sequence[Issue]) -> list[Place]:
    """Return the places on pages that the report shows."""
    return [place for issue in issues for place in _shown(issue) if place.span]


def _shown(issue: Issue) -> tuple[Place, ...]:
    """Return the places of an issue that are shown in full; the other places are listed."""
    return issue.places[: rule_of(issue.rule).pictured_places]


def words_wanted(issues: Sequence[Issue]) -> list[PlacedWords]:
    """Return the words to find on pages: text outside of tables has no box of its own."""
    return [
        (place.span, _search_words(place))
        for place in places_shown(issues)
        if place.span and place.table == "narrative"
    ]


def issue_views(publication: Publication, pictures: Pictures) -> list[IssueView]:
    """Prepare the issues for the template, in order."""
    budget = REPORT.picture_budget
    views = []
    for issue in publication.report.issues:
        places = []
        has_names = len(issue.places) > 1 and rule_of(issue.rule).per_place
        for place in _shown(issue):
            view = _place_view(place, pictures, budget, has_names)
            budget -= len(view.picture)
            places.append(view)
        rest = issue.places[len(places) :]
        views.append(
            IssueView(
                id=issue.issue_id,
                rule=issue.rule,
                severity=issue.severity,
                message=issue.message,
                suggestion=issue.suggestion,
                areas=" ".join(dict.fromkeys(p.area_id or "rest" for p in issue.places)),
                bodies=" ".join(dict.fromkeys(issue.bodies)),
                ground=issue.ground,
                decision=issue.decision,
                value=issue.decision_value,
                note=issue.decision_note,
                by=issue.decided_by,
                date=issue.decision_date,
                decided_ground="" if issue.is_open else issue.ground,
                corrections=_corrections(issue, publication.linked.plan.corrections),
                candidates=issue.candidates,
                places=tuple(places),
                more=len(rest),
                more_labels="; ".join(dict.fromkeys(_label(p, has_names) for p in rest)),
                by_place=tuple(
                    decision_row(decision)
                    for decision in publication.report.place_decisions
                    if decision.issue_id.startswith(f"{issue.issue_id}/")
                ),
            )
        )
    return views


def _corrections(issue: Issue, all_of: Sequence[Correction]) -> tuple[CorrectionView, ...]:
    """Return the corrections of an issue; places with the same correction are listed together."""
    labels: dict[tuple[str, str], list[str]] = {}
    for correction in all_of:
        if correction.issue_id == issue.issue_id:
            place = next(p for p in issue.places if corrected_field(p) == correction.place)
            said = (correction.corrected, describe_correction(correction))
            labels.setdefault(said, []).append(_label(place))
    return tuple(
        CorrectionView("; ".join(dict.fromkeys(found)), corrected, says)
        for (corrected, says), found in labels.items()
    )


def decision_row(decision: Decision) -> tuple[str, ...]:
    """Return a decision as a row of ``decisions.csv``."""
    row = (decision.issue_id, decision.decision, decision.value, decision.decided_by)
    return (*row, decision.date, decision.note, decision.ground)


def _label(place: Place, has_name: bool = False) -> str:
    """Return where a place is, with the id of its record if decisions may name it."""
    what = TABLE_WORDS.get(place.table, place.table)
    name = FIELD_WORDS.get(place.field)
    where = [number_in(place.area_id or ""), name or what]
    if place.table in {"sections", "areas", "bodies"} and not name:
        where[1] = f"{what} {number_in(place.record_id)}"
    page = f"page {place.span.page}" if place.span else ""
    named = place.record_id if has_name else ""
    return ", ".join(part for part in (*where, page, named) if part)


def _place_view(place: Place, pictures: Pictures, budget: int, has_name: bool) -> PlaceView:
    """Prepare a place; its picture is left out if it is larger than the budget, in bytes."""
    before, marked, after = _parts(place)
    uri = pictures.uris.get(pictures.span_of(place), "") if place.span else ""
    uri = uri if len(uri) <= budget else ""
    width, height = _size(uri) if uri else (0, 0)
    shown = f"“{marked[: REPORT.alt_characters]}”" if marked else "the place in question"
    page = place.span.page if place.span else ""
    return PlaceView(
        label=_label(place, has_name),
        before=before,
        marked=marked,
        after=after,
        picture=uri,
        alt=f"Page {page}: {shown}, outlined",
        width=width,
        height=height,
    )


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


def _size(uri: str) -> tuple[int, int]:
    """Return width and height of a PNG picture in pixels; with them the page loads steadily."""
    start = len(PNG_URI)
    head = base64.b64decode(uri[start : start + 32])
    # Signature, length and name of the first chunk, then its data (PNG, 5.2 and 11.2.2).
    width, height = struct.unpack(">II", head[16:24])
    return width, height
