"""References: every form is found, and what only looks like one is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from link.model import CrossReference
from link.references.cross_references import find_cross_references
from link.references.references import Numbering, find_references
from link.references.topics import find_topics
from link.settings import LinkSettings, RegisteredInstrument, TopicName
from link.texts.texts import texts_of
from normalize.model import ExtraValue, NarrativeBlock, NormalPlan
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
        ("consistent with 3.4 of the youth plan", "consistent with 3.4", "in_line_with", "3.4"),
        ("consistent with 3.4 of This Plan", "consistent with 3.4", "in_line_with", "3.4"),
        ("consistent with 3.4 of", "consistent with 3.4", "in_line_with", "3.4"),
        ("consistent with 3.4, Jakarta", "consistent with 3.4", "in_line_with", "3.4"),
        ("Met today. See 1.3", "See 1.3", "refers_to", "1.3"),
        ("Met (see [1.3])", "1.3", "refers_to", "1.3"),
        ("Met [1.3 and 1.4]", "1.3 and 1.4", "refers_to", "1.3 1.4"),
        ("Met (also 1.3)", "1.3", "refers_to", "1.3"),
        ("Met (1.3, 9.9)", "1.3, 9.9", "refers_to", "1.3 9.9"),
        ("see 1.9 to 9.9", "see 1.9 to 9.9", "refers_to", "1.9 9.9"),
        ("see 1.3 to", "see 1.3", "refers_to", "1.3"),
        ("see 1.3, $1.4 and 1.5", "see 1.3", "refers_to", "1.3"),
        ("see 1.3, and then 1.4 cm", "see 1.3", "refers_to", "1.3"),
        ("Priority Areas 1 to 3", "Priority Areas 1 to 3", "refers_to", "1 2 3"),
        ("Priority Area 9", "Priority Area 9", "refers_to", "9"),
        ("(1.3)", "1.3", "refers_to", "1.3"),
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


@pytest.mark.parametrize(
    "text",
    [
        "consistent with 3.4 of the Convention",
        "consistent with 3.4 in Our Convention",
        "consistent with 3.4 of Agenda",
        "see Section 9",
        "(9.9)",
        "growth (1.3)",
        "Met 1.3)",
        "Met (1.3",
        "Met (about 1.3)",
        "1.3)",
        "(1.3",
        "see 1.3 million",
        "see v1.3 and $1.4",
        "Priority 12 of 1",
        "in line with it; 1.3",
    ],
)
def test_a_number_without_a_relation_or_of_another_document_is_none(text: str) -> None:
    assert find_references(text, NUMBERING) == ()


def test_a_number_in_a_bracket_is_less_certain_than_words() -> None:
    scores = [
        find_references(text, NUMBERING)[0].score
        for text in ("see 1.3", "Met (1.3 and 1.4)", "Met (1.3)")
    ]
    assert scores == [100, 90, 80]


def test_at_most_six_words_stand_between_a_relation_and_its_number() -> None:
    near = "in line with the work for all peaceful societies in Priority Area 1.3"
    (found,) = find_references(near, NUMBERING)
    assert found.relation == "in_line_with"
    far = "in line with what we have done for the many peaceful societies in area 1.3"
    (found,) = find_references(far, NUMBERING)
    assert (found.relation, far[found.start :]) == ("refers_to", "area 1.3")


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


def test_half_of_the_letters_make_a_row_a_candidate() -> None:
    def found(other: str) -> CrossReference:
        rows = [RowText("1.1", output=other), RowText("1.2", output="abcd (same as under 1.1)")]
        (reference,) = references_of(make_plan(rows))
        return reference

    half = found("abxy")
    assert (half.status, half.target_id, half.candidates) == ("ambiguous", None, ("row-000",))
    assert half.score == 50
    none = found("axyz")
    assert (none.status, none.target_kind, none.target_id) == ("resolved", "area", "area-1.1")


def test_same_as_compares_texts_of_one_kind_in_the_area_alone() -> None:
    text = "Guidelines on media"
    rows = [
        RowText("1.1", activity=text, output="Border posts"),
        RowText("1.2", output=text),
        RowText("1.3", output=f"{text} (same as under 1.1)"),
    ]
    (found,) = references_of(make_plan(rows))
    assert (found.target_id, found.note) == (
        "area-1.1",
        "the area as a whole: it has no similar output",
    )
    rows = [RowText("1.1", output=text), RowText("1.3", output=f"{text} (same as under 1.1)")]
    (found,) = references_of(make_plan(rows), LinkSettings(same_as_score=100))
    assert (found.status, found.score, found.note) == ("resolved", 100, "")


def test_same_as_leaves_out_its_own_brackets_alone() -> None:
    def note(text: str) -> str:
        rows = [RowText("1.1", output="Guide (for towns)"), RowText("1.2", output=text)]
        (found,) = references_of(make_plan(rows))
        assert found.target_id == "row-000"
        return found.note

    assert note("Guide (for towns) (same as under 1.1)") == ""
    # The brackets hold other words, too.
    found = note("Guide for (same as under 1.1 for towns)")
    assert found == "in other words: [-(for-] {+for ( for+}"


def test_same_as_in_the_narrative_has_no_row() -> None:
    plan = make_plan([RowText("1.1", output="Talk")], narrative=["Talk, same as under 1.1"])
    (found,) = references_of(plan)
    assert (found.target_kind, found.target_id) == ("area", "area-1.1")


def test_same_as_an_area_that_the_plan_lacks_dangles_as_an_area() -> None:
    plan = make_plan([RowText("1.1", output="Talk (same as under 1.9)")])
    (found,) = references_of(plan)
    assert (found.target_kind, found.status) == ("area", "dangling")
    assert found.note == "the plan has no area 1.9"


def test_the_best_rows_come_first() -> None:
    rows = [
        RowText("1.1", output="Guidelines on border posts"),
        RowText("1.1", output="Guidelines on media"),
        RowText("1.2", output="Guidelines on media (same as under 1.1)"),
    ]
    (found,) = references_of(make_plan(rows))
    assert found.target_id == "row-001"
    assert found.candidates[0] == "row-001"


def test_a_section_refers_to_itself_and_to_others() -> None:
    rows = [RowText("1.1", activity="See section 1 and section 2"), RowText("2.1")]
    found = references_of(make_plan(rows))
    assert [(r.target_id, r.status, r.is_reciprocated) for r in found] == [
        ("section-1", "self", None),
        ("section-2", "resolved", None),
    ]


def test_the_number_of_a_title_is_no_reference() -> None:
    plan = make_plan([RowText("1.1")], areas={"1.1": "See 1.1 and 1.2", "1.2": "Women"})
    found = references_of(plan)
    assert [r.target_id for r in found] == ["area-1.2"]


def test_two_areas_that_name_each_other_by_rows_and_areas_are_mutual() -> None:
    rows = [
        RowText("1.1", output="Guidelines on media"),
        RowText("1.2", output="Guidelines on media (same as under 1.1)"),
        RowText("1.1", activity="Meet (see 1.2)"),
        RowText("1.3", activity="Meet (see 1.1)"),
    ]
    found = references_of(make_plan(rows))
    mutual = {(r.relation, r.target_id): r.is_reciprocated for r in found}
    assert mutual == {
        ("refers_to", "area-1.2"): True,
        ("refers_to", "area-1.1"): False,
        ("same_as", "row-000"): True,
    }


def test_instruments_are_cited_and_the_plan_itself_is_marked() -> None:
    register = tuple(
        RegisteredInstrument(instrument_id=i, kind=kind, title=title)
        for i, kind, title in (
            ("bali-work-plan", "work_plan", "Bali Work Plan"),
            ("acct", "convention", "Great Convention"),
        )
    )
    rows = [
        RowText("1.1", activity="Use the Bali Work Plan, the Great Convention and the Lima Act")
    ]
    settings = LinkSettings(instruments=register, own_instrument="bali-work-plan")
    found, instruments = find_cross_references(make_plan(rows), texts_of(make_plan(rows)), settings)
    assert [(r.target_kind, r.status, r.score) for r in found] == [
        ("document", "self", 100),
        ("instrument", "resolved", 100),
        ("instrument", "dangling", 50),
    ]
    assert [i.is_registered for i in instruments] == [True, True, False]


def test_same_as_is_the_area_where_no_row_is_the_same() -> None:
    plan = make_plan([RowText("1.1", output="Border posts"), RowText("1.2", output=SAME)])
    (found,) = references_of(plan)
    assert (found.target_id, found.status) == ("area-1.1", "resolved")


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


def topic_target(areas: dict[str, str], topic: str, activity: str = "") -> CrossReference:
    """Resolve a topic that area 9.9 names; the other areas have these titles."""
    rows = [*(RowText(area, activity=activity) for area in areas)]
    rows.append(RowText("9.9", activity=f"Learn from other priority areas (i.e. {topic})"))
    (found,) = references_of(make_plan(rows, areas={**areas, "9.9": f"Own {topic}"}))
    return found


@pytest.mark.parametrize(
    ("topic", "title", "is_found"),
    [
        ("peace", "Build peaceful societies", True),
        ("religion", "Religious leaders", True),
        ("trade", "Train the police", False),
        ("cultural", "Cultures of talk", True),
        ("information", "Informal work", False),
        ("women", "Women", True),
        ("of", "The house of all", True),
    ],
)
def test_a_topic_is_found_by_the_stem_of_its_words(topic: str, title: str, is_found: bool) -> None:
    found = topic_target({"1.1": title}, topic)
    assert (found.target_id == "area-1.1") is is_found


def test_a_topic_without_a_title_keeps_its_candidates() -> None:
    found = topic_target({"1.1": "Youth", "1.2": "Women"}, "sport", activity="Hold sport fairs")
    assert (found.status, found.target_id) == ("ambiguous", None)
    assert found.candidates == ("area-1.1", "area-1.2")
    assert found.score == 32
    found = topic_target({"1.1": "Youth"}, "sport")
    assert (found.status, found.candidates, found.score) == ("ambiguous", (), 0)


def test_two_titles_with_a_topic_leave_it_open_unless_one_leads() -> None:
    both = {"1.1": "Youth work", "1.2": "Youth camps"}
    assert topic_target(both, "youth").status == "ambiguous"
    assert topic_target({**both, "1.3": "Youth, youth, youth"}, "youth").target_id == "area-1.3"


def test_at_most_six_areas_are_candidates() -> None:
    areas = {f"1.{n}": f"Youth {n}" for n in range(1, 9)}
    assert len(topic_target(areas, "youth").candidates) == 6


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("other priority areas (i.e. women, youth and trade).", ["women", "youth", "trade"]),
        ("other thematic areas such as women/youth; more", ["women", "youth"]),
        ("other focus areas including , women", ["women"]),
        ("other priority areas.", [""]),
        ("Other work plan priority areas e.g. trade & peace", ["trade", "peace"]),
    ],
)
def test_topics_are_listed_in_many_ways(text: str, topics: list[str]) -> None:
    found = find_topics(text)
    assert [mention.topic for mention in found] == topics
    for mention in found:
        assert mention.topic in ("", text[mention.start : mention.stop])


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


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("Leaders (in line with 1.1), and researchers (1.2)", ["in_line_with", "in_line_with"]),
        ("Leaders (in line with 1.1). Researchers (1.2)", ["in_line_with", "refers_to"]),
        ("Leaders, in line with 1.1, and researchers (1.2)", ["in_line_with", "refers_to"]),
        ("Researchers (1.2), and leaders (in line with 1.1)", ["refers_to", "in_line_with"]),
    ],
)
def test_a_bracket_continues_the_relation_of_the_one_before(
    text: str, relations: list[str]
) -> None:
    found = find_references(text, Numbering(("1.1", "1.2"), ("1",)))
    assert [reference.relation for reference in found] == relations


ROWS = Numbering((), ("1", "2"), ("1.1", "1.2", "1.3", "2.1", "7", "8"))


@pytest.mark.parametrize(
    ("text", "printed", "targets"),
    [
        ("Inspect mills, in line with action 1.2", "in line with action 1.2", "1.2"),
        ("Inspect mills, in line with 1.2", "in line with 1.2", "1.2"),
        ("Run activities 1.1 to 1.3", "activities 1.1 to 1.3", "1.1 1.2 1.3"),
        ("Former, conformément à l’action 1.1", "l’action 1.1", "1.1"),
        ("según la medida 2.1", "medida 2.1", "2.1"),
        ("siehe Maßnahme 7", "Maßnahme 7", "7"),
        ("see action 7", "see action 7", "7"),
        ("(1.1 and 2.1)", "1.1 and 2.1", "1.1 2.1"),
        ("in line with action 4.4", "in line with action 4.4", "4.4?"),
        # What may be a value, or another document, is no reference.
        ("in line with 4.4", "", ""),
        ("in line with 7", "", ""),
        ("Regulation No. 7", "", ""),
        ("see action 9", "", ""),
        ("a growth of (1.2)", "", ""),
        ("action 1.2 of the Convention", "", ""),
    ],
)
def test_numbers_of_rows_are_referred_to(text: str, printed: str, targets: str) -> None:
    found = find_references(text, ROWS)
    assert " ".join(text[one.start : one.stop] for one in found) == printed
    said = [one for reference in found for one in reference.targets]
    assert {one.kind for one in said} <= {"row"}
    assert " ".join(one.number + "?" * (not one.is_known) for one in said) == targets


def test_a_reference_to_a_row_is_resolved_by_the_column_of_numbers() -> None:
    texts = {
        "1.1": "Survey wells", "1.2": "Repair wells, in line with action 1.1",
        "1.3": "Close wells, see action 1.3", "2.1": "Test wells (see action 2.2)",
        "2.2": "Sell wells", "2.2 ": "Hire wells, see action 3.3",
    }  # fmt: skip
    plan = make_plan([RowText("1.1", activity=text) for text in texts.values()], areas={"1.1": "A"})
    rows = [
        row.model_copy(update={"area_id": None, "extra": (ExtraValue(column="number", text=one),)})
        for row, one in zip(plan.rows, texts, strict=True)
    ]
    plan = plan.model_copy(update={"rows": tuple(rows), "areas": (), "sections": ()})
    found, _ = find_cross_references(plan, texts_of(plan), LinkSettings())
    assert [(one.target_kind, one.status, one.target_id) for one in found] == [
        ("row", "resolved", plan.rows[0].row_id),
        ("row", "self", plan.rows[2].row_id),
        ("row", "ambiguous", None),
        ("row", "dangling", None),
    ]
