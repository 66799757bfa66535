"""``planrows show``: a record is found by what people call it, with all that is known about it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from expectations.model import IssueReport
from extract.model import Evidence, Mark, PageBreak, PrintedCode, Span
from link.model import LinkedPlan
from normalize.model import Candidate, CellFragment, Correction, Mention
from pipeline.commands.show import Printed, Shown, Value, show, shown_text
from pipeline.errors import UsageError
from tests.pipeline.publish.editions import ISSUE, small_linked

NOTHING = IssueReport(issues=())
BOX = (1.0, 2.0, 3.0, 4.5)


@pytest.mark.parametrize(
    ("name", "kind", "record_id"),
    [
        ("area-1.2", "area", "area-1.2"),
        ("1.2", "area", "area-1.2"),
        ("2", "section", "section-2"),
        ("1.1 no. 2", "row", "row-001"),
        ("row-001", "row", "row-001"),
        ("SOMY", "body", "SOMY"),
        ("m-lead-row-003-0", "mention", "m-lead-row-003-0"),
        ("t1-r001-c4", "cell", "t1-r001-c4"),
        ("ref-00000001", "reference", "ref-00000001"),
        ("river-pact", "instrument", "river-pact"),
        ("b-000", "text", "b-000"),
    ],
)
def test_a_record_is_found_by_identifier_number_or_citation(
    name: str, kind: str, record_id: str
) -> None:
    shown = show(small_linked(), NOTHING, name)
    assert (shown.kind, shown.record_id) == (kind, record_id)


def test_an_area_is_found_with_what_refers_to_it() -> None:
    shown = show(small_linked(), NOTHING, "1.2")
    (link,) = shown.links
    assert link.startswith("named by out-")
    assert link.endswith(": “in line with 1.2”")


def test_a_row_is_found_with_what_it_refers_to_and_what_its_words_mean() -> None:
    """Those of its activity and its output are its own."""
    assert sorted(show(small_linked(), NOTHING, "row-000").links) == [
        "activity_type workshop: for the words “Workshop”",
        "in_line_with area-1.2: “in line with 1.2”",
    ]
    assert show(small_linked(), NOTHING, "row-001").links == ()


def test_a_reference_that_leads_nowhere_says_so() -> None:
    linked = small_linked()
    lost = linked.references[0].model_copy(update={"target_id": None, "status": "dangling"})
    linked = linked.model_copy(update={"references": (lost,)})
    assert "in_line_with dangling: “in line with 1.2”" in show(linked, NOTHING, "row-000").links
    assert show(linked, NOTHING, "1.2").links == ()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("9.9", r"nothing in the plan has the id '9\.9'"),
        ("area-1.9", r"has the id 'area-1\.9'; similar: area-1\.1, area-1\.2"),
        ("zzzzzz", r"has the id 'zzzzzz'$"),
    ],
)
def test_what_is_not_there_is_said_under_the_name_given(name: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        show(small_linked(), NOTHING, name)


def fields(shown: Shown) -> Mapping[str, str]:
    return {value.name: value.value for value in shown.values}


def test_a_row_is_shown_as_it_is_published() -> None:
    shown = show(small_linked(), NOTHING, "row-000")
    found = fields(shown)
    assert (found["row_id"], found["activity"]) == ("row-000", "- Workshop on rivers")
    assert [place.cell_id for place in shown.printed] == ["t1-r000-c4"]
    # The relevant bodies of an area are mentions of it; no other record has them.
    assert fields(show(small_linked(), NOTHING, "1.1"))["relevant_bodies"] == "ACW; SOMY"
    assert "relevant_bodies" not in fields(show(small_linked(), NOTHING, "SOMY"))


def test_a_value_that_is_not_there_is_empty() -> None:
    found = fields(show(small_linked(), NOTHING, "section-1"))
    assert (found["parent_id"], found["page"]) == ("", "1")
    body = small_linked().plan.bodies[0].model_copy(update={"stands_for": ("SOMY", "SOMY-T")})
    linked = with_plan(bodies=(body,))
    assert fields(show(linked, NOTHING, "ACW"))["stands_for"] == "SOMY; SOMY-T"
    placed = fields(show(small_linked(), NOTHING, "ref-00000001"))["source"]
    assert placed.startswith("record_kind output, record_id out-")
    assert "field text, start 8, stop 24, printed in line with 1.2" in placed


def with_plan(**values: object) -> LinkedPlan:
    linked = small_linked()
    return linked.model_copy(update={"plan": linked.plan.model_copy(update=values)})


def mention(**values: object) -> Mention:
    return small_linked().plan.mentions[0].model_copy(update=values)


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({}, ("“ACW” → ACW", "exact, likeness 100")),
        (
            {"body_id": None, "match": "unresolved", "score": 61.5},
            ("“ACW” → no body", "unresolved, likeness 61.5"),
        ),
        (
            {"match": "ambiguous", "candidates": (Candidate(body_id="SOMY", score=80),)},
            ("“ACW” → ACW", "ambiguous, likeness 100; candidates: SOMY 80"),
        ),
        (
            {"match": "decided", "printed": ""},
            ("nothing printed → ACW", "a reviewer's decision"),
        ),
    ],
)
def test_a_mention_says_how_its_body_was_recognised(
    values: dict[str, object], shown: tuple[str, str]
) -> None:
    found = show(with_plan(mentions=(mention(**values),)), NOTHING, "area-1.1").values
    assert [(v.value, v.how) for v in found if v.name == "relevant"] == [shown]


def test_only_mentions_of_a_record_are_shown_with_it() -> None:
    def names(record_id: str) -> list[str]:
        values = show(small_linked(), NOTHING, record_id).values
        return [value.value for value in values if value.name in ("lead", "relevant")]

    assert names("row-003") == ["“Bureau of Sand” → no body"]
    assert names("row-002") == []
    assert names("area-1.1") == ["“ACW” → ACW", "“SOMY” → SOMY"]


def cell(**values: object) -> CellFragment:
    return small_linked().plan.cells[1].model_copy(update=values)


CODES = tuple(PrintedCode(code=code, bbox=BOX) for code in ("U+F0B7", "U+F0B7", "U+F0A7"))


@pytest.mark.parametrize(
    ("values", "readings"),
    [
        ({}, "both readers agree"),
        ({"readings_agree": None}, "read once"),
        (
            {"readings_agree": False, "other_text": "Workshops", "other_note": "two rules"},
            "the readers differ: the other read “Workshops”; two rules",
        ),
        ({"readings_agree": False, "other_text": ""}, "the readers differ: the other read “”"),
        ({"codes": CODES}, "both readers agree; the file has U+F0B7, U+F0A7 for a sign"),
        (
            {
                "marks": (
                    Mark(kind="checked", value="", bbox=BOX),
                    Mark(kind="link", value="http://x", bbox=BOX),
                )
            },
            "both readers agree; marks: checked, link http://x",
        ),
    ],
)
def test_a_place_says_how_it_was_read(values: dict[str, object], readings: str) -> None:
    (place,) = show(with_plan(cells=(cell(**values),)), NOTHING, "row-001").printed
    assert place.readings == readings


def end(**values: object) -> PageBreak:
    made = PageBreak(
        table_id="t1", page=1, next_page=2, row=3, continues=True, score=1.5, is_weak=False,
        evidence=(Evidence(name="rule", weight=2.0), Evidence(name="case", weight=-0.5, note="a")),
    )  # fmt: skip
    return made.model_copy(update=values)


@pytest.mark.parametrize(
    ("values", "is_shown"),
    [({}, True), ({"continues": False}, False), ({"next_page": 3}, False), ({"page": 4}, False)],
)
def test_a_record_shows_the_page_ends_inside_it(values: dict[str, object], is_shown: bool) -> None:
    cells = (cell(), cell(span=Span(page=2, bbox=BOX)))
    linked = with_plan(cells=cells, page_breaks=(end(**values),))
    assert bool(show(linked, NOTHING, "row-001").page_breaks) is is_shown
    assert show(linked, NOTHING, "row-002").page_breaks == ()


DECIDED = {"decision": "accept", "decided_by": "Ana"}


@pytest.mark.parametrize(
    ("values", "state"), [({}, "error"), (DECIDED, "error, decided: accept, by Ana")]
)
def test_a_record_shows_its_issues(values: dict[str, str], state: str) -> None:
    report = IssueReport(issues=(ISSUE.model_copy(update=values),))
    line = f"iss-0a0a0a0a ({state}): No lead body is printed."
    assert show(small_linked(), report, "row-002").issues == (line,)
    assert show(small_linked(), report, "row-001").issues == ()
    assert show(small_linked(), report, "iss-0a0a0a0a").kind == "issue"


def test_a_corrected_value_says_who_replaced_it() -> None:
    activity = small_linked().plan.activities[0].activity_id
    correction = Correction(
        issue_id="iss-1", table="activities", record_id=activity, field="text", printed="Workshop",
        corrected="Workshops", decided_by="Ana", date="2026-02-03", note="", value="Workshops",
        words=((2, 10),),
    )  # fmt: skip
    linked = with_plan(corrections=(correction,))
    for record_id, name in (("row-000", "activity"), (activity, "text")):
        hows = {v.name: v.how for v in show(linked, NOTHING, record_id).values if v.how}
        assert "Ana" in hows[name]
    assert not any("Ana" in value.how for value in show(linked, NOTHING, "row-001").values)


SHOWN = Shown(kind="row", record_id="row-1", values=(Value(name="area", value="1.1"),))


def test_a_record_is_printed_with_the_parts_that_it_has() -> None:
    assert shown_text(SHOWN) == "row row-1\n  area  1.1"
    whole = SHOWN.model_copy(
        update={
            "values": (*SHOWN.values, Value(name="focus", value="Water", how="by Ana")),
            "printed": (
                Printed(cell_id="c1", column="focus", page=3, bbox=BOX, text="W", readings="once"),
            ),
            "page_breaks": (end(), end(is_weak=True, evidence=())),
            "links": ("named by row-2",),
            "issues": ("iss-1 (error): no",),
        }
    )
    assert shown_text(whole).splitlines() == [
        "row row-1",
        "  area   1.1",
        "  focus  Water  [by Ana]",
        "",
        "printed:",
        "  c1 focus, page 3 (1, 2, 3, 4.5): W [once]",
        "",
        "continues over a page end:",
        "  page 1 → 2: score 1.5; rule +2, case -0.5 (a)",
        "  page 1 → 2: score 1.5, weak; ",
        "",
        "linked:",
        "  named by row-2",
        "",
        "issues:",
        "  iss-1 (error): no",
    ]


@pytest.mark.parametrize(
    ("further", "also"), [((), ""), (("row-2", "row-3"), ", and row-2, row-3")]
)
def test_a_record_of_an_earlier_edition_says_so(further: tuple[str, ...], also: str) -> None:
    shown = SHOWN.model_copy(update={"earlier_id": "row-9", "further_ids": further})
    line = f"  row-9 of an earlier edition is this record now{also}"
    assert shown_text(shown).splitlines()[1] == line
