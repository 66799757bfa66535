"""Places of issues: their text, their area, and the box on the page."""

from __future__ import annotations

import pytest

from expectations.plan_index import PlanIndex, Text
from expectations.rules.fuzzy_phrases import fuzzy_phrases
from expectations.words import find_words, single_edits
from extract.model import Span
from normalize.model import PARTNERS, CellFragment, ExtraValue
from tests.expectations.plans import linked


def fragment(record: str, column: str, page: int, text: str, n: int = 0) -> CellFragment:
    return CellFragment(
        cell_id=f"{column}-{page}-{n}",
        record_ids=(record,),
        column=column,
        fragment=n,
        span=Span(page=page, bbox=(10.0 * page, 20.0, 10.0 * page + 5, 30.0)),
        text=text,
        readings_agree=True,
    )


def index_with(*texts: str, column: str = "activity") -> tuple[PlanIndex, str]:
    """Build an index in which the first activity is printed in fragments, one on each page."""
    activity = linked().plan.activities[0].activity_id
    cells = [fragment(activity, column, n, text) for n, text in enumerate(texts, 1)]
    return PlanIndex(linked(cells=tuple(cells))), activity


@pytest.mark.parametrize(
    ("start", "page"),
    [(0, 1), (5, 1), (7, 2), (14, 2)],
)
def test_a_place_is_in_the_fragment_that_prints_its_first_character(start: int, page: int) -> None:
    index, activity = index_with("Hold a", "workshop")  # the text is "Hold a workshop"
    place = index.place("activities", activity, "text", "x", start, start + 1)
    assert place.span is not None
    assert place.span.page == page


def test_the_number_of_an_area_in_its_first_fragment_does_not_count() -> None:
    index, activity = index_with("1.1. Hold a", "workshop")
    place = index.place("activities", activity, "text", "workshop")
    assert place.span is not None
    assert (place.span.page, place.start, place.stop) == (2, 7, 15)
    assert (
        index.place("activities", activity, "text", "Hold").span
        == index._fragments[activity][0].span
    )


@pytest.mark.parametrize(
    ("printed", "page"),
    [("", 1), ("two", 2), ("workshop two", 2), ("Hold two words", 3), ("nothing", 1)],
)
def test_words_without_a_position_are_in_the_fragment_with_most_of_them(
    printed: str, page: int
) -> None:
    index, activity = index_with("Hold a", "workshop two", "Hold three words")
    place = index.place("activities", activity, "elsewhere", printed)
    assert place.span is not None
    assert place.span.page == page


def test_a_fragment_of_another_column_is_no_place() -> None:
    index, activity = index_with("Hold a workshop", column="output")
    assert index.place("activities", activity, "text", "Hold").span is None


def test_an_empty_cell_is_in_the_box_of_its_row() -> None:
    plan = linked()
    row = plan.plan.rows[0]
    cells = (
        fragment(str(row.activity_id), "activity", 1, "Hold a workshop"),
        fragment(str(row.expected_output_id), "output", 1, "A report on it", 1).model_copy(
            update={"span": Span(page=1, bbox=(50.0, 18.0, 60.0, 25.0))}
        ),
        fragment(str(row.expected_output_id), "output", 2, "and more"),
    )
    index = PlanIndex(linked(cells=cells))
    place = index.place("matrix", row.row_id, "lead_bodies_printed")
    assert place.span == Span(page=1, bbox=(10.0, 18.0, 60.0, 30.0))
    assert place.area_id == "area-1.1"
    focus = fragment(str(row.focus_id), "focus", 1, "Focus one")
    index = PlanIndex(linked(cells=(focus,)))
    assert index.place("matrix", row.row_id, "focus").span == focus.span


def test_a_row_without_cells_is_on_its_whole_page() -> None:
    index = PlanIndex(linked())
    row = index.plan.rows[0]
    assert index.place("matrix", row.row_id, "focus").span == index.whole_page(row.page_first)
    assert index.place("matrix", "row-none", "focus").span is None


def test_the_area_of_a_record() -> None:
    index = PlanIndex(linked(narrative=("A text",)))
    row = index.plan.rows[1]
    assert index.area_of("areas", "area-1.1") == "area-1.1"
    assert index.area_of("matrix", row.row_id) == "area-1.2"
    assert index.area_of("matrix", str(row.activity_id)) == "area-1.2"
    assert index.area_of("narrative", index.plan.narrative[0].block_id) is None


TEXT = Text("narrative", "n1", "text", "Senior Officials Meetings on Crime and others")


@pytest.mark.parametrize(
    ("phrase", "similarity", "found"),
    [
        ("Senior Officials Meeting on Crime", 90.0, ["Senior Officials Meetings on Crime"]),
        ("Senior Officials Meetings on Crime", 90.0, []),  # equal, not similar
        ("SENIOR officials meetings on crime", 90.0, []),
        ("Senior Officials Meeting on Crime", 100.0, []),
        ("Junior Officials Meetings on Crime", 90.0, []),  # another first word
        ("Crime and other", 90.0, ["Crime and others"]),  # at the end of the text
        ("", 0.0, []),
    ],
)
def test_similar_phrases(phrase: str, similarity: float, found: list[str]) -> None:
    places = fuzzy_phrases(phrase, [TEXT], similarity)
    assert [text.text[start:stop] for text, start, stop in places] == found


def test_a_phrase_is_found_each_time() -> None:
    text = Text("narrative", "n1", "text", "Plan Plans on it. Plans on it: Plans on it")
    found = [start for _, start, _ in fuzzy_phrases("Plan on it", [text], 90.0)]
    assert found == [5, 18, 31]


def test_single_edits() -> None:
    edits = set(single_edits("aab"))
    assert {"ab", "aa", "aba", "aabc", "xaab", "axb"} <= edits
    assert "aab" not in set(single_edits("abc"))
    assert {len(word) for word in edits} == {2, 3, 4}


def test_words_in_capitals_or_mixed_case_are_left_out() -> None:
    text = Text("narrative", "n1", "text", "The UN and iPhone don’t do the")
    places = find_words([text])
    assert list(places) == ["the", "and", "don't", "do"]
    assert [start for _, start, _ in places["the"]] == [0, 27]


STATE = "Delayed by the search for a site"
NOTE = "The site www.wells.org is late"


def with_states(*texts: str, column: str = "status", language: str = "en") -> PlanIndex:
    """Build an index in which each row prints a text in one of the plan's own columns."""
    plan = linked()
    rows = tuple(
        row.model_copy(update={"extra": (ExtraValue(column=column, text=text),)})
        for row, text in zip(plan.plan.rows, texts, strict=False)
    )
    made = plan.plan.model_copy(update={"rows": rows, "extra_columns": (column,)})
    return PlanIndex(plan.model_copy(update={"plan": made}), language)


def states(index: PlanIndex) -> list[str]:
    return [text.text for text in index.wording if text.table == "matrix"]


@pytest.mark.parametrize(
    ("text", "is_judged"),
    [
        (STATE, True),
        ("Wells of the town are dry", True),
        ("Not started", False),  # a state
        ("Ministry of Local Government", False),  # a name
        ("Department of Energy and Climate Change", False),
        ("340,000 m3", False),  # a quantity
        ("AB-12", False),  # a code
        ("Les puits de la ville sont secs", False),  # another language
    ],
)
def test_sentences_of_a_column_of_the_plan_are_judged(text: str, *, is_judged: bool) -> None:
    index = with_states(text)
    assert states(index) == [text] * is_judged
    assert text not in [each.text for each in index.texts]


def test_a_plan_whose_language_is_unknown_is_judged_by_what_holds_in_each() -> None:
    assert states(with_states("Les puits de la ville sont secs", language="")) != []


def test_names_of_partners_are_not_judged() -> None:
    assert states(with_states(STATE, column=PARTNERS)) == []


def test_rows_share_the_text_of_a_merged_cell() -> None:
    index = with_states(STATE, STATE)
    assert states(index) == [STATE, STATE]
    ids = tuple(row.row_id for row in index.plan.rows[:2])
    cell = fragment(ids[0], "status", 1, STATE).model_copy(update={"record_ids": ids})
    plan = index.plan.model_copy(update={"cells": (cell,)})
    merged = PlanIndex(index.linked.model_copy(update={"plan": plan}), "en")
    assert states(merged) == [STATE]
    (text,) = (each for each in merged.wording if each.table == "matrix")
    place = merged.in_text(text, 0, 7)
    assert (place.table, place.record_id, place.field) == ("matrix", ids[0], "status")
    assert (place.printed, place.span) == ("Delayed", cell.span)


def test_a_place_has_the_words_of_an_address() -> None:
    index = with_states(NOTE)
    (text,) = (each for each in index.wording if each.table == "matrix")
    assert "www" not in text.text
    assert index.in_text(text, 4, 22).printed == NOTE[4:22]


def test_names_of_bodies_write_out_acronyms_of_other_columns() -> None:
    index = with_states(STATE)
    cells = tuple(
        fragment("row-000", column, 1, text)
        for column, text in (("lead_bodies", "HM Treasury"), ("status", STATE), ("activity", "Do"))
    )
    plan = index.plan.model_copy(update={"cells": cells})
    index = PlanIndex(index.linked.model_copy(update={"plan": plan}))
    assert index.other_cells == ("HM Treasury", STATE)


def test_rows_of_a_merged_cell_share_its_list_of_lead_bodies_and_no_other() -> None:
    plan = linked().plan
    area, _, lead, _ = plan.mentions
    rows = tuple(row.model_copy(update={"lead_cell_id": "merged"}) for row in plan.rows)
    mentions = (area, lead.model_copy(update={"cell_id": "merged"}))
    changed = plan.model_copy(update={"rows": rows, "mentions": mentions})
    index = PlanIndex(linked().model_copy(update={"plan": changed}))
    for row in rows:
        assert [one.printed for one in index.mentions_of_list("lead", row.row_id)] == ["SOMTC"]
        assert index.mentions_of_list("relevant", row.row_id) == []
    assert [one.role for one in index.mentions_of_list("relevant", "area-1.1")] == ["relevant"]


def test_a_row_without_a_cell_of_lead_bodies_has_its_own_list() -> None:
    index = PlanIndex(linked())
    found = [index.mentions_of_list("lead", row.row_id) for row in index.plan.rows]
    assert [[one.printed for one in each] for each in found] == [["SOMTC"], ["AUN"]]
