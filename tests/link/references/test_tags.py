"""Codes of shared vocabularies, on plans of four fields in three languages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from link.references.tags import find_tags, tag_records
from link.settings import LinkSettings
from link.stage import link
from link.tables import records_of, tables_of
from link.texts.texts import SourceText
from tests.generators.other_plans import OtherPlan, english_forms, french_logframe, spanish_budget
from tests.link.plans import RowText, make_plan

REGISTER = Path(__file__).resolve().parents[3] / "sources" / "registers" / "tags.toml"
SCHEMES = ("dac", "sdg", "ogp")
WATER, SCHOOL, HEALTH = "dac 140, sdg 6", "dac 110, sdg 4", "dac 120, sdg 3"
OPEN = "ogp access-to-information, ogp digital-governance, sdg 16"
TRANSPORT = {
    "Widen the cycle paths along the main roads": "dac 210, sdg 11",
    "Plant trees beside the bus stops": "dac 210, dac 312, sdg 11, sdg 15",
    "Hold a meeting on the timetable": "",
}


def settings(language: str, schemes: tuple[str, ...] = SCHEMES) -> LinkSettings:
    register = tomllib.loads(REGISTER.read_text("utf-8"))
    return LinkSettings.model_validate({**register, "language": language, "tag_schemes": schemes})


def codes(text: str, language: str) -> str:
    tags = find_tags([SourceText("activity", "act-1", "text", text)], settings(language))
    return ", ".join(sorted(f"{tag.scheme} {tag.code}" for tag in tags))


def activities(plan: OtherPlan) -> list[str]:
    label = next(label for label, role in plan.roles.items() if role == "activity")
    return [row[label] for row in plan.rows]


def test_a_plan_on_water_in_french() -> None:
    assert [codes(text, "fr") for text in activities(french_logframe())] == [
        WATER, WATER, WATER, "dac 110, dac 140, ogp gender, sdg 4, sdg 5, sdg 6",
        "dac 110, dac 140, sdg 4, sdg 6",
    ]  # fmt: skip


def test_a_plan_on_health_in_spanish() -> None:
    assert [codes(text, "es") for text in activities(spanish_budget())] == [
        HEALTH, HEALTH, HEALTH, "dac 120, ogp digital-governance, sdg 3", "dac 410, sdg 11",
    ]  # fmt: skip


def test_a_plan_of_open_government_in_english() -> None:
    assert {codes(text, "en") for text in activities(english_forms(3))} == {OPEN}


@pytest.mark.parametrize(("text", "expected"), TRANSPORT.items())
def test_a_plan_on_transport_in_english(text: str, expected: str) -> None:
    assert codes(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Test the quality of the water of each well", "en",
         "crs 14031, sdg_target target-6.1, sdg_target target-6.3"),
        ("Construire des latrines dans les écoles", "fr", "crs 14032, sdg_target target-6.2"),
        ("Ampliar los horarios de los centros de salud", "es",
         "crs 12220, sdg_target target-3.8"),
        ("Hold a meeting on the timetable", "en", ""),
    ],
)  # fmt: skip
def test_purposes_and_targets_are_narrower_than_sectors_and_goals(
    text: str, language: str, expected: str
) -> None:
    found = settings(language, ("crs", "sdg_target"))
    tags = find_tags([SourceText("activity", "act-1", "text", text)], found)
    assert ", ".join(sorted(f"{tag.scheme} {tag.code}" for tag in tags)) == expected
    assert all(tag.name and tag.words for tag in tags)


def test_each_code_of_the_register_has_a_name_and_no_code_is_a_fraction() -> None:
    register = tomllib.loads(REGISTER.read_text("utf-8"))
    named = [(each["scheme"], each["code"]) for each in register["tag_names"]]
    used = {pair for rule in register["tags"] for pair in rule["codes"].items()}
    assert len(named) == len(set(named))
    assert used <= set(named)
    assert not [code for _, code in named if re.fullmatch(r"\d+\.\d+", code)]


def test_words_count_in_the_language_of_the_plan_only() -> None:
    assert codes("Hospital and school", "en") == "dac 110, dac 120, sdg 3, sdg 4"
    assert codes("Hospital and school", "es") == "dac 120, sdg 3"
    assert codes("Hospital and school", "vi") == ""


def test_tags_are_a_table_that_rests_on_words() -> None:
    rows = (RowText("1.1", "Focus", "Train nurses of hospitals", "A handbook", "AUN"),)
    linked = link(make_plan(rows), settings("en", ("dac",)))
    (record,) = tag_records(linked)
    assert (record.scheme, record.code, record.name) == ("dac", "120", "Health")
    assert record.words == "nurses; hospitals"
    text = linked.plan.activities[0].text
    assert text[record.start : record.stop] == "nurses"
    assert [row.model_dump()["position"] for row in records_of(linked)["tags"]] == [1]


def test_a_plan_that_asks_for_no_vocabulary_has_no_tags() -> None:
    rows = (RowText("1.1", "Focus", "Train nurses of hospitals", "A handbook", "AUN"),)
    linked = link(make_plan(rows), settings("en", ()))
    assert "tags" not in {spec.name for spec in tables_of(linked)}
    assert "tags" not in records_of(linked)


def test_each_code_of_the_register_has_a_name() -> None:
    found = settings("en")
    names = {(each.scheme, each.code) for each in found.tag_names}
    assert {pair for rule in found.tags for pair in rule.codes.items()} <= names
