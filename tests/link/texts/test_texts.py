"""All texts of a plan, their words, and the links between them."""

from __future__ import annotations

import pytest

from link.settings import KindRule, LinkSettings, PlaceName, RegisteredInstrument
from link.stage import link
from link.texts.texts import texts_of
from link.texts.words import folded_words, lemma
from normalize.model import Body, ExtraValue
from tests.link.plans import RowText, make_plan


def body(body_id: str, kind: str, mark: str, note: str) -> Body:
    return Body.model_validate(
        {
            "body_id": body_id,
            "acronym": body_id,
            "name": "",
            "kind": kind,
            "mark": mark,
            "note": note,
        }
    )


def test_each_text_is_listed_once_with_its_area() -> None:
    plan = make_plan(
        [RowText("1.1", "F", "A", "O", "AF"), RowText("1.1", "F", "A", "P", "AF"),
         RowText("1.2", leads="AUN")],
        relevant={"1.1": "AF"},
        narrative=["Aims", " "],
        extra_columns=("timeline",),
    )  # fmt: skip
    rows = tuple(
        row.model_copy(
            update={
                "lead_cell_id": "c1" if row.area_id == "area-1.1" else None,
                "extra": (ExtraValue(column="timeline", text=f"20{number}0"),),
            }
        )
        for number, row in enumerate(plan.rows)
    )
    found = texts_of(plan.model_copy(update={"rows": rows}))
    assert [(t.record_kind, t.field, t.text, t.area_id) for t in found] == [
        ("block", "text", "Aims", None),
        ("section", "title", "Section 1", None),
        ("area", "title", "Title of 1.1", "area-1.1"),
        ("area", "relevant_bodies_printed", "AF", "area-1.1"),
        ("area", "title", "Title of 1.2", "area-1.2"),
        ("focus", "text", "F", "area-1.1"),
        ("activity", "text", "A", "area-1.1"),
        ("output", "text", "O", "area-1.1"),
        ("output", "text", "P", "area-1.1"),
        ("row", "lead_bodies_printed", "AF", "area-1.1"),
        ("row", "timeline", "2000", "area-1.1"),
        ("row", "timeline", "2010", "area-1.1"),
        ("row", "lead_bodies_printed", "AUN", "area-1.2"),
        ("row", "timeline", "2020", "area-1.2"),
    ]
    span = found[0].span(1, 3)
    assert (span.printed, span.start, span.stop, span.record_id) == ("im", 1, 3, "b-000")


def test_a_footnote_of_the_annex_is_a_text_unless_the_narrative_prints_it() -> None:
    plan = make_plan(
        narrative=["It is said that SOMY was proposed too."],
        bodies=(
            body("AIPA", "annex", "*", "See 1.1"),
            body("ACCSM", "proposed", "*", "See 1.1"),
            body("SOMY", "annex", "**", "SOMY was proposed"),
            body("UNODC", "external", "*", "From the register"),
            body("ACW", "annex", "", "Theme network"),
        ),
    )
    notes = [(t.record_id, t.text) for t in texts_of(plan) if t.record_kind == "annex"]
    assert notes == [("AIPA", "See 1.1")]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("trainings", "train"), ("Training", "train"), ("Women’s", "woman"), ("teachers'", "teacher"),
     ("", ""), ("'s", "")],
)  # fmt: skip
def test_a_word_has_one_dictionary_form(word: str, expected: str) -> None:
    assert lemma(word) == expected


def test_words_are_letters_and_numbers_with_their_apostrophes() -> None:
    assert folded_words("Women’s rights, 2030: A_B!") == ("women’s", "rights", "2030", "a", "b")


def test_no_place_is_read_in_the_name_of_an_instrument_nor_in_lists_of_bodies() -> None:
    settings = LinkSettings(
        instruments=(
            RegisteredInstrument(instrument_id="bali", kind="work_plan", title="Bali Plan"),
        ),
        places=(PlaceName(place="Bali"), PlaceName(place="Java", names=("East Java",))),
        kinds=(KindRule(facet="target_group", value="youth", words=("youth",)),),
    )
    plan = make_plan(
        [RowText("1.1", activity="Youth of Bali and East Java (see 1.2) use the Bali Plan",
                 leads="Bali"), RowText("1.2")],
    )  # fmt: skip
    found = link(plan, settings)
    assert [(k.value, k.source.start) for k in found.kinds] == [
        ("youth", 0), ("Bali", 9), ("Java", 18)
    ]  # fmt: skip
    assert [r.relation for r in found.references] == ["refers_to", "cites"]
