"""Names in running text: whole names alone, and the longest."""

from __future__ import annotations

from functools import cache

import pytest

from normalize.bodies.finder import BodyFinder
from normalize.records.sentences import find_sentences
from normalize.settings import NormalizeSettings, RegisterEntry
from tests.normalize.bodies.test_matching import default, matcher


@cache
def finder() -> BodyFinder:
    return BodyFinder(default(), find_sentences)


def found(text: str) -> list[tuple[str, str | None]]:
    (names,) = finder().find([text])
    return [(text[name.start : name.stop], name.resolution.body_id) for name in names]


@pytest.mark.parametrize(
    "text",
    [
        "AFTER the ACT, an AFFIRMATION and the ACTs of ASEAN staff.",
        "The af and aun of old; awc, acw.",
        "EU-AF partners met.",
        "PLAN OF ACTION OF AN AF WORKSHOP",
        "UNSCR 2396 (2017)",
        "the Bali Work Plan and the CRVE Work Plan",
        "senior officials meeting on youth matters",
        "The ASEAN’s IPR regime",
        "He left ASEAN. IPR was discussed.",
        "a foundation of ASEAN",
        "",
    ],
)
def test_no_body_is_read_into_ordinary_words(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("With the ASEAN Foundation (AF).", [("ASEAN Foundation (AF)", "AF")]),
        ("Series of AICHR-ASEAN-IPR dialogues", [("AICHR", "AICHR"), ("ASEAN-IPR", "ASEAN-IPR")]),
        ("the ASEAN IPR’s work", [("ASEAN IPR", "ASEAN-IPR")]),
        ("led by AUN-HRE", [("AUN-HRE", "AUN-HRE")]),
        ("led by SOMTC-XYZ", [("SOMTC-XYZ", "SOMTC-XYZ")]),
        ("an AICHR-led talk", [("AICHR", "AICHR")]),
        ("Bali Work PlanMTF members", [("Bali Work PlanMTF", "Bali Work Plan-MTF")]),
        ("the CRVE MTF-Support Group", [("CRVE MTF-Support Group", "CRVE MTF-Support Group")]),
        (
            "the Chair of SOMTC WG on CT and SOMTC",
            [("SOMTC WG on CT", "SOMTC WG on CT"), ("SOMTC", "SOMTC")],
        ),
        ("ASEAN Defence Ministers’ Meeting-Plus", None),
        ("ADOPTED BY THE 13TH AMMTC", [("AMMTC", "AMMTC")]),
        ("To all sectoral bodies.", [("all sectoral bodies", "all-sectoral-bodies")]),
        (
            "With the ASEAN Foundation (AF leads).",
            [("ASEAN Foundation", "AF"), ("AF", "AF")],
        ),
        ("With the ASEAN Foundation AF).", [("ASEAN Foundation", "AF"), ("AF", "AF")]),
        ("ASEAN Foundation (AUN)", [("ASEAN Foundation", "AF"), ("AUN", "AUN")]),
        ("ASEAN Foundation ( AF ) met", [("ASEAN Foundation ( AF )", "AF")]),
        ("AF-AUN talks", [("AF", "AF"), ("AUN", "AUN")]),
        ("-AF met", [("AF", "AF")]),
        ("talks AF-", [("AF", "AF")]),
        ("one of the ACWs met", [("ACWs", "ACW")]),
        ("SOMTC and the ASEAN foundation", [("SOMTC", "SOMTC"), ("ASEAN foundation", "AF")]),
        ("AF. AUN met. SOMY", [("AF", "AF"), ("AUN", "AUN"), ("SOMY", "SOMY")]),
        ("with SOMED/SOMY (AF)", [("SOMED", "SOMED"), ("SOMY", "SOMY"), ("AF", "AF")]),
    ],
)
def test_names_are_found(text: str, expected: list[tuple[str, str]] | None) -> None:
    assert found(text) == ([(text, "ADMM-Plus")] if expected is None else expected)


def test_a_name_of_two_bodies_is_found_and_is_ambiguous() -> None:
    entries = tuple(
        RegisterEntry(body_id=acronym, acronym=acronym, name="Council of Great Rivers")
        for acronym in ("XAB", "XCD")
    )
    own = BodyFinder(matcher(NormalizeSettings(bodies=entries)), find_sentences)
    ((name,),) = own.find(["the Council of Great Rivers met"])
    assert (name.resolution.match, name.resolution.body_id) == ("ambiguous", None)
    assert [each.body_id for each in name.resolution.candidates] == ["XAB", "XCD"]


def test_a_name_stands_in_its_own_sentence() -> None:
    text = "It rains. SOMTC met. AF met."
    (names,) = finder().find([text])
    assert [text[slice(*name.sentence)] for name in names] == ["SOMTC met.", "AF met."]
