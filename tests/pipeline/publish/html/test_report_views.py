"""What the report shows of an issue follows from its places."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from expectations.catalogue import rule_of
from expectations.model import Issue, IssueReport, Place
from extract.model import Span
from pipeline.publish.core.model import Publication
from pipeline.publish.html.report_issues import issues_data, pages_of, words_wanted
from pipeline.publish.html.thresholds import REPORT
from tests.pipeline.publish.report_case import a_publication

SPAN = Span(page=3, bbox=(10, 20, 30, 40))


def place(**values: object) -> Place:
    return Place.model_validate(
        {"table": "activities", "record_id": "act-1", "field": "activity", "area_id": "area-1.2",
         "text": "Hold a forum", "printed": "", "span": SPAN} | values
    )  # fmt: skip


def publication_of(*places: Place, rule: str = "misprint", **values: object) -> Publication:
    issue = Issue.model_validate(
        {"issue_id": f"{rule}-12345678", "rule": rule, "severity": "warning", "message": "m",
         "suggestion": "s", "places": places, "ground": "g"} | values
    )  # fmt: skip
    return replace(a_publication(), report=IssueReport(issues=(issue,)))


def shown(*places: Place, rule: str = "misprint") -> list[dict[str, Any]]:
    (issue,) = issues_data(publication_of(*places, rule=rule))
    found: list[dict[str, Any]] = issue["places"]
    return found


def parts(place: Place) -> tuple[str, str, str]:
    (found,) = shown(place)
    return found["before"], found["marked"], found["after"]


def test_the_words_in_question_are_marked_amid_their_text() -> None:
    assert parts(place(start=5, stop=6)) == ("Hold ", "a", " forum")
    assert parts(place(printed="forum")) == ("", "forum", "")
    assert parts(place()) == ("Hold a forum", "", "")
    assert parts(place(start=0, stop=4, text="", printed="Hold")) == ("", "Hold", "")


def test_long_texts_are_cut_at_both_ends() -> None:
    most = REPORT.context_characters
    exact = "b" * most + "X" + "a" * most
    assert parts(place(text=exact, start=most, stop=most + 1)) == ("b" * most, "X", "a" * most)
    longer = place(text=f"b{exact}a", start=most + 1, stop=most + 2)
    assert parts(longer) == ("… " + "b" * most, "X", "a" * most + " …")


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({}, "1.2, activity, page 3"),
        ({"field": "lead_bodies_printed", "table": "matrix"}, "1.2, lead bodies, page 3"),
        ({"span": None, "area_id": None}, "activity"),
        ({"table": "areas", "record_id": "area-1.2", "area_id": None}, "priority area 1.2, page 3"),
        (
            {"table": "areas", "record_id": "area-1.2", "field": "relevant_bodies_printed"},
            "1.2, relevant bodies, page 3",
        ),
        ({"table": "notes"}, "1.2, notes, page 3"),
    ],
)
def test_a_place_is_named(values: dict[str, object], label: str) -> None:
    assert shown(place(**values))[0]["label"] == label


def test_a_place_without_a_page_has_no_box() -> None:
    (found,) = shown(place(span=None))
    assert (found["page"], found["box"]) == (None, None)


def test_text_outside_of_tables_is_looked_for_on_its_page() -> None:
    text = "one two three four five six seven"
    narrative = place(table="narrative", text=text)
    printed = place(table="narrative", text=text, printed="three")
    issues = publication_of(narrative, printed, place(), place(span=None)).report.issues
    assert words_wanted(issues) == [(SPAN, "one two three four five six"), (SPAN, "three")]
    assert pages_of(publication_of(narrative, place(span=None))) == [3]


def test_only_the_first_places_of_an_issue_ask_for_their_pages() -> None:
    places = [place(span=Span(page=n, bbox=(10, 20, 30, 40))) for n in range(20, 0, -1)]
    most = rule_of("misprint").pictured_places
    assert pages_of(publication_of(*places)) == list(range(20, 20 - most, -1))
    assert len(shown(*places)) == 20


def test_an_issue_names_its_areas_once_and_the_text_outside_of_them() -> None:
    (issue,) = issues_data(publication_of(place(), place(), place(area_id=None)))
    assert issue["areas"] == ["area-1.2", ""]


def test_a_body_with_blanks_in_its_name_stays_one_body() -> None:
    bodies = ("Bali Work Plan-MTF", "AICHR", "AICHR")
    (issue,) = issues_data(publication_of(place(), bodies=bodies))
    assert issue["bodies"] == ["Bali Work Plan-MTF", "AICHR"]
