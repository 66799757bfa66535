"""What the report shows of an issue follows from its places."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from expectations.catalogue import RULES, rule_of
from expectations.model import Issue, IssueReport, Place
from extract.model import Span
from normalize.model import Correction
from pipeline.publish.core.model import Publication
from pipeline.publish.html import report_issues
from pipeline.publish.html.report_issues import issues_data, pages_of, words_wanted
from pipeline.publish.html.thresholds import REPORT
from tests.pipeline.publish.report_case import a_publication

SPAN = Span(page=3, bbox=(10, 20, 30, 40))
PER_PLACE = next(rule.code for rule in RULES if rule.per_place)


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
        ({"table": "areas", "record_id": "awareness", "area_id": None}, "priority area, page 3"),
        ({"table": "bodies", "record_id": "SOMY", "area_id": None}, "annex SOMY, page 3"),
        ({"table": "sections", "record_id": "section-2", "area_id": None}, "section 2, page 3"),
        ({"table": "activities", "record_id": "act-1"}, "1.2, activity, page 3"),
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


@pytest.mark.parametrize(
    ("start", "stop", "text"), [(None, 6, "Hold a forum"), (5, None, "Hold a forum"), (5, 6, "")]
)
def test_words_without_both_ends_are_not_marked_within_a_text(
    start: int | None, stop: int | None, text: str
) -> None:
    assert parts(place(start=start, stop=stop, text=text, printed="a")) == ("", "a", "")
    assert parts(place(start=start, stop=stop, text=text)) == (text, "", "")


@pytest.mark.parametrize(("rule", "is_whole_cell"), [("misprint", False), (PER_PLACE, True)])
def test_a_record_is_named_where_decisions_may_name_it(rule: str, is_whole_cell: bool) -> None:
    several = shown(place(), place(record_id="act-2"), rule=rule)
    assert [found["label"].endswith(f", {found['record']}") for found in several] == (
        [is_whole_cell] * 2
    )
    assert shown(place(), rule=rule)[0]["label"] == "1.2, activity, page 3"


def correction(**values: object) -> Correction:
    return Correction.model_validate(
        {"issue_id": "misprint-12345678", "table": "activities", "record_id": "act-2",
         "field": "activity", "printed": "evalution", "corrected": "evaluation",
         "decided_by": "Ana", "date": "2025-03-31", "note": "", "value": "evaluation",
         "words": ()} | values
    )  # fmt: skip


def corrections(*places: Place, made: tuple[Correction, ...]) -> list[dict[str, Any]]:
    publication = publication_of(*places)
    plan = publication.linked.plan.model_copy(update={"corrections": made})
    linked = publication.linked.model_copy(update={"plan": plan})
    (issue,) = issues_data(replace(publication, linked=linked))
    found: list[dict[str, Any]] = issue["corrections"]
    return found


def test_a_correction_is_shown_with_the_place_that_it_corrects() -> None:
    places = (place(span=None), place(record_id="act-2"), place(record_id="act-2", field="note"))
    (found,) = corrections(*places, made=(correction(),))
    assert (found["label"], found["corrected"]) == ("1.2, activity, page 3", "evaluation")
    assert "Ana" in found["says"]
    # The correction of a merged cell stands with the issue's first place.
    (other,) = corrections(*places, made=(correction(record_id="act-9"),))
    assert other["label"] == "1.2, activity"
    both = (correction(), correction(record_id="act-9"))
    (same,) = corrections(*places, made=both)
    assert same["label"] == "1.2, activity, page 3; 1.2, activity"
    assert corrections(*places, made=(correction(issue_id="another"),)) == []


def test_a_column_of_bodies_is_corrected_under_its_other_name() -> None:
    printed = place(table="matrix", record_id="row-000", field="lead_bodies_printed")
    made = correction(table="matrix", record_id="row-000", field="lead_bodies")
    (found,) = corrections(place(), printed, made=(made,))
    assert found["label"] == "1.2, lead bodies, page 3"


def test_rows_are_outlined_but_for_those_of_an_area() -> None:
    publication = a_publication()
    activity = publication.linked.plan.activities[0].activity_id
    (found,) = shown(place(record_id=activity))
    assert found["rows"] == [(1, 50, 60, 170, 100)]
    (area,) = shown(place(table="areas", record_id=activity))
    assert area["rows"] == []
    (unknown,) = shown(place(record_id="act-unknown"))
    assert unknown["rows"] == []


def test_words_that_were_found_on_their_page_narrow_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Span(page=3, bbox=(11, 21, 29, 31))
    monkeypatch.setattr(report_issues, "locate", lambda _, queries: dict.fromkeys(queries, line))
    other = place(span=Span(page=3, bbox=(50, 20, 70, 40)))
    places = (place(table="narrative"), other, place(table="narrative", span=None))
    publication = replace(publication_of(*places), pdf=tmp_path)
    (issue,) = issues_data(publication)
    assert [found["box"] for found in issue["places"]] == [
        list(line.bbox), [50, 20, 70, 40], None,
    ]  # fmt: skip
