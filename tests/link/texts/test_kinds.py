"""Kinds, target groups and places: rules over lemmas, each with the words it rests on."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from link.settings import KindRule, PlaceName
from link.texts.kinds import KindFinder
from link.texts.texts import SourceText
from normalize.model import RecordKind

REGISTERS = Path(__file__).parents[3] / "sources" / "registers"


@cache
def finder() -> KindFinder:
    kinds = tomllib.loads((REGISTERS / "kinds.toml").read_text(encoding="utf-8"))["kinds"]
    places = tomllib.loads((REGISTERS / "places.toml").read_text(encoding="utf-8"))["places"]
    return KindFinder(
        tuple(KindRule.model_validate(rule) for rule in kinds),
        tuple(PlaceName.model_validate(place) for place in places),
    )


def read(text: str, facet: str, kind: RecordKind = "activity") -> dict[str, str]:
    found = finder().find(SourceText(kind, "id", "text", text))
    return {k.value: k.source.printed for k in found if k.facet == facet}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Workshops to develop guidelines", {"workshop": "Workshops", "guidelines": "guidelines"}),
        ("Hold trainings for judges", {"training": "trainings"}),
        ("Build teachers’ capacity", {"capacity_building": "Build teachers’ capacity"}),
        ("Draft a handbook for capacity gaps", {"guidelines": "handbook"}),
        ("Deny radical campaigns a stage", {}),
        ("Regional manual/ module on trade", {"guidelines": "manual"}),
        ("Something that fits nothing", {}),
    ],
)
def test_activity_types(text: str, expected: dict[str, str]) -> None:
    assert read(text, "activity_type") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Protect [Migrant Workers] [Workers]", {"migrant_workers", "workers"}),
        ("Protect migrant workers", {"migrant_workers"}),
        ("Meet social workers", set()),
        ("A rights-based approach to children’s rights", set()),
        ("Children and young people meet teachers", {"children", "youth", "educators"}),
        ("Talks among university students", {"youth"}),
        ("Committee on Women; Women, Peace and Security", set()),
    ],
)
def test_target_groups(text: str, expected: set[str]) -> None:
    assert set(read(text, "target_group")) == expected


def test_places_are_found_as_they_are_written_and_outside_of_names() -> None:
    text = "Exchange with Viet Nam and turkey farmers; the Lao PDR Declaration"
    assert read(text, "place") == {"Viet Nam": "Viet Nam", "Lao PDR": "Lao PDR"}
    source = SourceText("activity", "id", "text", text)
    start = text.index("Lao")
    found = finder().find(source, name_spans=[(start, len(text))])
    assert [k.value for k in found if k.facet == "place"] == ["Viet Nam"]


def test_outputs_have_output_types_and_activities_none() -> None:
    text = "Recommendations on training modules"
    assert set(read(text, "output_type", "output")) == {"recommendations", "training_material"}
    assert read(text, "output_type", "activity") == {}


def test_each_value_of_the_rules_stands_once_a_facet() -> None:
    kinds = tomllib.loads((REGISTERS / "kinds.toml").read_text(encoding="utf-8"))["kinds"]
    names = [(rule["facet"], rule["value"]) for rule in kinds]
    assert len(names) == len(set(names))
