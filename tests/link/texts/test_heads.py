"""The word that says what is done, at the beginning of an activity."""

from __future__ import annotations

import pytest

from link.model import Kind, TextSpan
from link.texts.heads import forms_of, heads_of, is_done, plain_word
from link.texts.records import context_groups, values_by_record
from link.texts.words import has_verb_forms, lemma


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("Develop laws", ["Develop"]),
        ("1.2. Develop laws", ["Develop"]),
        ("• a) Develop laws", ["Develop"]),
        ("To jointly develop laws", ["develop"]),
        ("Continue to fully develop laws", ["develop"]),
        ("Where appropriate, develop laws", ["develop", "develop"]),
        ("Subject to talks, develop laws", ["Subject", "develop"]),
        ("S’assurer de la disponibilité", ["assurer"]),
        ("l'achat de lits", ["achat"]),
        ("À poursuivre les travaux", ["travaux"]),
        ("To the", []),
        ("1. 2.", []),
        ("", []),
    ],
)
def test_the_head_of_an_activity(text: str, heads: list[str]) -> None:
    found = list(heads_of(text))
    assert [head for head, _, _ in found] == heads
    assert all(text[start:stop] == head for head, start, stop in found)


@pytest.mark.parametrize(
    ("head", "done"),
    [
        ("Adopted", True),
        ("Proposed", True),
        ("Adopt", False),
        ("Seed", False),  # no form of another word
        ("Trainings", False),
        ("Adopting", False),
    ],
)
def test_a_past_form_is_done(head: str, done: bool) -> None:
    assert is_done(head) == done


def test_a_head_is_compared_by_its_lemma_and_without_accents() -> None:
    assert forms_of("Trainings") == {"train", "trainings"}
    assert plain_word("Élaborer") == "elaborer"


@pytest.mark.parametrize(
    ("word", "form"),
    [("Trainings", "train"), ("teachers’", "teacher"), ("town's", "town"), ("", ""), ("’s", "")],
)
def test_the_dictionary_form_of_a_word(word: str, form: str) -> None:
    assert lemma(word) == form


@pytest.mark.parametrize(
    ("word", "is_verb"),
    [("deepen", True), ("light", True), ("map", True), ("involve", True), ("ports", False),
     ("townsfolk", False)],
)  # fmt: skip
def test_a_verb_has_forms_in_ing_and_ed(word: str, is_verb: bool) -> None:
    assert has_verb_forms(word) == is_verb


def kind(record: str, value: str, facet: str = "target_group") -> Kind:
    source = TextSpan(
        record_kind="focus", record_id=record, field="text", start=0, stop=1, printed="x"
    )
    return Kind.model_validate({"facet": facet, "value": value, "source": source})


def test_the_groups_around_an_activity_are_those_of_its_area_and_its_focus() -> None:
    kinds = [
        kind("area-1", "youth"),
        kind("area-1", "women"),
        kind("area-1", "youth"),
        kind("foc-1", "women"),
        kind("foc-1", "workers"),
        kind("foc-1", "Lima", "place"),
        kind("", "nobody"),
    ]
    values = values_by_record(kinds)
    assert values["area-1", "target_group"] == ("youth", "women")
    assert values["foc-1", "place"] == ("Lima",)
    assert context_groups(values, "area-1", "foc-1") == ("youth", "women", "workers")
    assert context_groups({("a", "target_group"): ("youth",)}, None, None) == ()
    assert context_groups(values, "area-2", "foc-1") == ("women", "workers")
