"""What the report shows of each issue: its places in words and pictures."""

from __future__ import annotations

import base64
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from expectations.model import Issue, Place
from extract.model import Span
from normalize.ids import number_in
from pipeline.publish.crops import Cutter, Wanted, crops, locate
from pipeline.publish.model import Publication
from pipeline.publish.pages import PNG_URI

SHOWN = 6
"""Places of an issue that are shown in full; the others are listed."""
AROUND = 240
"""Characters of a text shown before and after the marked words."""
BUDGET = 6_500_000
"""Bytes of pictures in one report; what comes later goes without."""
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
    """One place: what is printed there, the words in question marked, and its picture."""

    label: str
    before: str
    marked: str
    after: str
    picture: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class IssueView:
    """One issue as the template reads it; lists of ids are joined by blanks."""

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
    candidates: tuple[str, ...]
    places: tuple[PlaceView, ...]
    more: int
    more_labels: str


@dataclass(frozen=True)
class Pictures:
    """Pictures of places, up to the budget."""

    uris: dict[Span, str] = field(default_factory=dict)
    narrowed: dict[tuple[Span, str], Span] = field(default_factory=dict)

    @classmethod
    def of(cls, pdf: Path | None, issues: Sequence[Issue], cut: Cutter | None = None) -> Pictures:
        """Render the places that the report shows; without a PDF there are none."""
        if pdf is None:
            return cls()
        made = cls({}, locate(pdf, words_wanted(issues)))
        spans = [made.span_of(place) for place in places_shown(issues)]
        made.uris.update(crops(pdf, spans, cut))
        return made

    def span_of(self, place: Place) -> Span:
        """Box of a place, as narrow as is known."""
        assert place.span is not None
        words = place.printed or " ".join(place.text.split()[:6])
        return self.narrowed.get((place.span, words), place.span)


def places_shown(issues: Sequence[Issue]) -> list[Place]:
    """Return the places on paper that the report shows."""
    return [place for issue in issues for place in issue.places[:SHOWN] if place.span]


def words_wanted(issues: Sequence[Issue]) -> list[Wanted]:
    """Return the words that are looked for: a text outside of tables has no box of its own."""
    return [
        (place.span, place.printed or " ".join(place.text.split()[:6]))
        for place in places_shown(issues)
        if place.span and place.table == "narrative"
    ]


def issue_views(publication: Publication, pictures: Pictures) -> list[IssueView]:
    """Prepare the issues for the template, in order."""
    left = BUDGET
    views = []
    for issue in publication.report.issues:
        places = []
        for place in issue.places[:SHOWN]:
            view = _place_view(place, pictures, left)
            left -= len(view.picture)
            places.append(view)
        rest = issue.places[SHOWN:]
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
                decided_ground=issue.ground if issue.decision else "",
                candidates=issue.candidates,
                places=tuple(places),
                more=len(rest),
                more_labels="; ".join(dict.fromkeys(_label(p) for p in rest)),
            )
        )
    return views


def _label(place: Place) -> str:
    what = TABLE_WORDS.get(place.table, place.table)
    name = FIELD_WORDS.get(place.field)
    where = [number_in(place.area_id or ""), name or what]
    if place.table in {"sections", "areas", "bodies"} and not name:
        where[1] = f"{what} {number_in(place.record_id)}"
    page = f"page {place.span.page}" if place.span else ""
    return ", ".join(part for part in (*where, page) if part)


def _place_view(place: Place, pictures: Pictures, left: int) -> PlaceView:
    before, marked, after = _parts(place)
    uri = pictures.uris.get(pictures.span_of(place), "") if place.span else ""
    uri = uri if len(uri) <= left else ""
    width, height = _size(uri) if uri else (0, 0)
    shown = f"“{marked[:60]}”" if marked else "the place in question"
    page = place.span.page if place.span else ""
    return PlaceView(
        label=_label(place),
        before=before,
        marked=marked,
        after=after,
        picture=uri,
        alt=f"Page {page}: {shown}, outlined",
        width=width,
        height=height,
    )


def _parts(place: Place) -> tuple[str, str, str]:
    """Cut a place's text before and after the words in question, long ends shortened."""
    if place.start is None or place.stop is None or not place.text:
        return ("", place.printed, "") if place.printed else (_head(place.text), "", "")
    before = place.text[: place.start]
    after = place.text[place.stop :]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:]
    return before, place.text[place.start : place.stop][: 4 * AROUND], _head(after)


def _head(text: str) -> str:
    return text if len(text) <= AROUND else text[:AROUND] + " …"


def _size(uri: str) -> tuple[int, int]:
    """Width and height of a PNG picture in pixels, so that the page does not jump as it loads."""
    start = len(PNG_URI)
    head = base64.b64decode(uri[start : start + 32])
    # Signature, length and name of the first chunk, then what it holds (PNG, 5.2 and 11.2.2).
    width, height = struct.unpack(">II", head[16:24])
    return width, height
