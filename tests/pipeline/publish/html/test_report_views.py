"""What the report shows of an issue follows from its places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expectations.model import Issue, IssueReport, Place
from extract.model import Span
from pipeline.publish.core.drawing import PNG_URI
from pipeline.publish.core.model import Publication
from pipeline.publish.html import report_issues
from pipeline.publish.html.report import report_html
from pipeline.publish.html.report_issues import (
    IssueView,
    Pictures,
    issue_views,
    places_shown,
    words_wanted,
)
from pipeline.publish.html.thresholds import REPORT
from tests.pipeline.publish.report_case import a_publication

SPAN = Span(page=3, bbox=(10, 20, 30, 40))
PNG = (
    PNG_URI
    + "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAAAAACx1tqdAAAADElEQVR4nGNgYGAAAAAEAAGjChXjAAAAAElFTkSuQmCC"
)
"""A picture of 2 × 3 pixels."""


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


def view(*places: Place, pictures: Pictures | None = None, rule: str = "misprint") -> IssueView:
    (found,) = issue_views(publication_of(*places, rule=rule), pictures or Pictures())
    return found


def test_the_words_in_question_are_marked_amid_their_text() -> None:
    (shown,) = view(place(start=5, stop=6)).places
    assert (shown.before, shown.marked, shown.after) == ("Hold ", "a", " forum")
    (shown,) = view(place(printed="forum")).places
    assert (shown.before, shown.marked, shown.after) == ("", "forum", "")
    (shown,) = view(place()).places
    assert (shown.before, shown.marked, shown.after) == ("Hold a forum", "", "")
    (shown,) = view(place(start=0, stop=4, text="", printed="Hold")).places
    assert (shown.before, shown.marked, shown.after) == ("", "Hold", "")


def test_long_texts_are_cut_at_both_ends() -> None:
    most = REPORT.context_characters
    exact = "b" * most + "X" + "a" * most
    (shown,) = view(place(text=exact, start=most, stop=most + 1)).places
    assert (shown.before, shown.after) == ("b" * most, "a" * most)
    (shown,) = view(place(text=f"b{exact}a", start=most + 1, stop=most + 2)).places
    assert (shown.before, shown.after) == ("… " + "b" * most, "a" * most + " …")


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
    assert view(place(**values)).places[0].label == label


def test_a_picture_has_its_size_and_a_text_alternative() -> None:
    (shown,) = view(place(printed="forum"), pictures=Pictures({SPAN: PNG})).places
    assert (shown.picture, shown.width, shown.height) == (PNG, 2, 3)
    assert shown.alt == "Page 3: “forum”, outlined"
    (shown,) = view(place(), pictures=Pictures({SPAN: PNG})).places
    assert shown.alt == "Page 3: the place in question, outlined"
    (shown,) = view(place(span=None), pictures=Pictures({SPAN: PNG})).places
    assert (shown.picture, shown.width, shown.height) == ("", 0, 0)


def test_pictures_beyond_the_budget_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = Pictures({SPAN: PNG})
    for budget, count in ((2 * len(PNG), 2), (2 * len(PNG) - 1, 1), (len(PNG) - 1, 0)):
        monkeypatch.setattr(report_issues, "REPORT", replace(REPORT, picture_budget=budget))
        shown = view(place(), place(), pictures=pictures).places
        assert sum(bool(p.picture) for p in shown) == count


def test_text_outside_of_tables_is_looked_for_on_its_page() -> None:
    text = "one two three four five six seven"
    narrative = place(table="narrative", text=text)
    printed = place(table="narrative", text=text, printed="three")
    issues = publication_of(narrative, printed, place(), place(span=None)).report.issues
    assert words_wanted(issues) == [(SPAN, "one two three four five six"), (SPAN, "three")]
    assert len(places_shown(issues)) == 3
    narrowed = Span(page=3, bbox=(1, 2, 3, 4))
    pictures = Pictures({narrowed: PNG}, {(SPAN, "three"): narrowed})
    assert [p.picture for p in view(narrative, printed, pictures=pictures).places] == ["", PNG]


def test_an_issue_names_its_areas_once_and_the_rest() -> None:
    assert view(place(), place(), place(area_id=None)).areas == "area-1.2 rest"


def test_the_heat_map_counts_places_in_three_steps() -> None:
    publication = a_publication()
    areas = [area.area_id for area in publication.linked.plan.areas]
    for count, step in ((1, 1), (2, 2), (4, 2), (5, 3)):
        shown = replace(
            publication, report=publication_of(*[place(area_id=areas[0])] * count).report
        )
        html = report_html(shown)
        assert f'<td class="h{step}"><button' in html
        assert f">{count}</button>" in html
    decided = publication_of(place(area_id=areas[0]), decision="accept", decided_by="Ana")
    assert '<td class="h1"><button' not in report_html(replace(publication, report=decided.report))


def test_what_changed_since_an_earlier_publication_is_listed() -> None:
    publication = publication_of(place())
    same = report_html(publication, ["misprint-12345678"])
    assert "0 new and 0 gone since the last publication." in same
    assert "Gone: " not in same.split("<script>")[0]
    other = report_html(publication, ["misprint-00000000"])
    assert "<p>Gone: misprint-00000000</p>" in other
    assert "<p>New: misprint-12345678</p>" in other


def test_words_between_backticks_are_code() -> None:
    html = report_html(publication_of(place(), suggestion="add `<x>` to the file"))
    assert "add <code>&lt;x&gt;</code> to the file" in html
    html = report_html(publication_of(place(), suggestion="a lone ` stays"))
    assert "a lone ` stays" in html


def test_the_heat_map_leads_to_the_issues_of_an_area_or_of_the_rest() -> None:
    publication = a_publication()
    area = publication.linked.plan.areas[0].area_id
    report = publication_of(place(area_id=area), place(area_id=None)).report
    html = report_html(replace(publication, report=report))
    assert f'data-go="misprint {area}"' in html
    assert 'data-go="misprint rest"' in html
