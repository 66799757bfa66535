"""References: every form is found, and what only looks like one is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from link.model import CrossReference
from link.references.cross_references import find_cross_references
from link.references.references import Numbering, find_references
from link.settings import LinkSettings, TopicName
from link.texts.texts import texts_of
from normalize.model import NarrativeBlock, NormalPlan
from tests.link.plans import RowText, make_plan

GOLD = Path(__file__).parents[2] / "data" / "gold" / "links"
COUNTS = {"1": 11, "2": 5, "3": 10, "4": 4}
NUMBERING = Numbering(
    tuple(f"{s}.{n}" for s, count in COUNTS.items() for n in range(1, count + 1)), tuple(COUNTS)
)
NO_REFERENCES = (GOLD / "no_references.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("text", "printed", "relation", "targets"),
    [
        ("faith dialogue (in line with 1.4)", "in line with 1.4", "in_line_with", "1.4"),
        ("as (in line with 3.4 and 3.5) on", "in line with 3.4 and 3.5", "in_line_with", "3.4 3.5"),
        ("researchers (1.9 and 1.10).", "1.9 and 1.10", "refers_to", "1.9 1.10"),
        ("for campaign (same as under 1.3)", "same as under 1.3", "same_as", "1.3"),
        (
            "(in line with community resilience in 1.3)",
            "in line with community resilience in 1.3",
            "in_line_with",
            "1.3",
        ),
        (
            "their feedback on the PoA Priority Areas 3.3 and 3.9",
            "feedback on the PoA Priority Areas 3.3 and 3.9",
            "feedback_on",
            "3.3 3.9",
        ),
        ("as described in 1.3 to 1.6.", "described in 1.3 to 1.6", "refers_to", "1.3 1.4 1.5 1.6"),
        (
            "Areas 1.3, 1.4 and 1.9–1.11",
            "Areas 1.3, 1.4 and 1.9–1.11",
            "refers_to",
            "1.3 1.4 1.9 1.10 1.11",
        ),
        ("see Priority Area 2", "see Priority Area 2", "refers_to", "2"),
        ("both in Sections 1 and 3", "Sections 1 and 3", "refers_to", "1 3"),
        ("In line with\u00a01.8: media", "In line with\u00a01.8", "in_line_with", "1.8"),
        (
            "in line with 1.3, 1.5 million people gain",
            "in line with 1.3",
            "in_line_with",
            "1.3",
        ),
        ("areas 1.3/1.4", "areas 1.3/1.4", "refers_to", "1.3 1.4"),
        ("(in line with 1.3; 1.4)", "in line with 1.3; 1.4", "in_line_with", "1.3 1.4"),
        ("(ref. 1.3)", "ref. 1.3", "refers_to", "1.3"),
        ("as in PoA 1.3", "as in PoA 1.3", "same_as", "1.3"),
        ("(under 1.3)", "1.3", "refers_to", "1.3"),
        ("the activities under 1.3", "the activities under 1.3", "refers_to", "1.3"),
        ("see priority area no. 1.3", "see priority area no. 1.3", "refers_to", "1.3"),
        ("consistent with 3.4 of the Work Plan", "consistent with 3.4", "in_line_with", "3.4"),
    ],
)
def test_each_form_is_found(text: str, printed: str, relation: str, targets: str) -> None:
    (found,) = find_references(text, NUMBERING)
    assert text[found.start : found.stop] == printed
    assert found.relation == relation
    assert [target.number for target in found.targets] == targets.split()


@pytest.mark.parametrize("text", NO_REFERENCES)
def test_what_only_looks_like_a_reference_is_none(text: str) -> None:
    assert find_references(text, NUMBERING) == ()


def test_other_numberings_are_read_by_their_shape() -> None:
    lettered = Numbering(("A.1", "A.2", "B.1"), ("A", "B"))
    (found,) = find_references("in line with A.1 and B.7", lettered)
    assert [(t.number, t.is_known) for t in found.targets] == [("A.1", True), ("B.7", False)]
    whole = Numbering(("1", "2", "3"), ())
    assert find_references("in line with 2 of them (3)", whole) == ()
    (found,) = find_references("linked to priority area 3", whole)
    assert [(t.kind, t.number) for t in found.targets] == [("area", "3")]


def references_of(plan: NormalPlan, settings: LinkSettings | None = None) -> list[CrossReference]:
    found, _ = find_cross_references(plan, texts_of(plan), settings or LinkSettings())
    return list(found)


def test_targets_are_resolved_dangling_or_the_area_itself() -> None:
    plan = make_plan(
        [
            RowText("1.1", activity="Train (in line with 1.2, 1.9 and 1.1)"),
            RowText("1.2", activity="Meet, consistent with 1.1"),
        ]
    )
    found = references_of(plan)
    assert [(r.target_id, r.status, r.is_reciprocated) for r in found] == [
        ("area-1.2", "resolved", True),
        (None, "dangling", None),
        ("area-1.1", "self", None),
        ("area-1.1", "resolved", True),
    ]
    assert "1.9" in found[1].note
    assert len({r.reference_id for r in found}) == 4


def test_a_reference_that_is_not_returned_says_so() -> None:
    plan = make_plan([RowText("1.1", activity="Train (see 1.2)"), RowText("1.2", activity="Meet")])
    assert [r.is_reciprocated for r in references_of(plan)] == [False]


SAME = "Recommendations on media content for campaigns (same as under 1.1)"


def test_same_as_points_to_the_row_that_says_the_same() -> None:
    plan = make_plan(
        [
            RowText("1.1", output="Handbook for the police"),
            RowText("1.1", output="Guidelines on media content for campaigns"),
            RowText("1.2", output=SAME),
        ]
    )
    (found,) = references_of(plan, LinkSettings(same_as_score=75))
    assert (found.target_kind, found.target_id, found.status) == ("row", "row-001", "resolved")
    assert found.note == "in other words: [-Guidelines-] {+Recommendations+}"
    assert found.is_reciprocated is False


def test_same_as_dangles_where_nothing_is_the_same() -> None:
    plan = make_plan([RowText("1.1", output="Border posts"), RowText("1.2", output=SAME)])
    (found,) = references_of(plan)
    assert (found.target_id, found.status) == (None, "dangling")


TOPICS = "Gather knowledge from other priority areas (i.e. women, youth, trade)"


def topic_plan() -> NormalPlan:
    areas = {"1.1": "Empower women", "1.2": "Empower youth", "1.3": "Promote education of youth"}
    rows = [
        RowText("1.1", activity="Train women leaders in trade"),
        RowText("1.2", activity="Youth camps; youth clubs; trade fairs"),
        RowText("1.3", activity=TOPICS),
    ]
    return make_plan(rows, areas=areas)


def test_topics_lead_to_the_area_that_speaks_of_them() -> None:
    found = references_of(topic_plan())
    assert [(r.source.printed, r.target_id, r.status) for r in found] == [
        ("women", "area-1.1", "resolved"),
        ("youth", "area-1.2", "resolved"),
        ("trade", None, "ambiguous"),
    ]
    assert all(r.relation == "topic" and r.score < 100 for r in found)
    assert found[2].candidates == ("area-1.1", "area-1.2")


def test_a_reader_can_settle_a_topic() -> None:
    for area in ("1.2", "area-1.2"):
        settings = LinkSettings(topics=(TopicName(topic="trade", area_id=area),))
        assert references_of(topic_plan(), settings)[2].target_id == "area-1.2"


def test_other_areas_without_a_list_are_ambiguous() -> None:
    plan = make_plan([RowText("1.1", activity="Use modules developed in other priority areas.")])
    (found,) = references_of(plan)
    assert (found.source.printed, found.status) == ("other priority areas", "ambiguous")


def test_a_section_of_the_narrative_is_none_of_the_matrix() -> None:
    plan = make_plan([RowText("1.1", activity="See section 2"), RowText("2.1")])
    plan = plan.model_copy(
        update={
            "narrative": (
                NarrativeBlock(
                    block_id="b-1",
                    section="2.",
                    heading="Aims",
                    kind="paragraph",
                    text="See section 2 and Priority Area 1",
                    page=1,
                ),
            )
        }
    )
    found = [(r.source.record_kind, r.target_id) for r in references_of(plan)]
    assert found == [("block", "section-1"), ("activity", "section-2")]
