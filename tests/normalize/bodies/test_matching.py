"""What a printed name becomes, its kind and score."""

from __future__ import annotations

from functools import cache

import pytest

from normalize.bodies.matching import BodyMatcher, Resolution
from normalize.bodies.register import build_register
from normalize.errors import UnknownBodyError
from normalize.records.annex import read_annex
from normalize.settings import Alias, Collective, NormalizeSettings, RegisterEntry
from tests.normalize import printed


def matcher(settings: NormalizeSettings) -> BodyMatcher:
    annex = read_annex(printed.annex_table(), printed.notes())
    return BodyMatcher(build_register(annex, settings), settings)


@cache
def default() -> BodyMatcher:
    return matcher(printed.settings_of("asean-pcrve-2019-2025"))


@pytest.mark.parametrize(
    ("words", "body_id", "match", "score"),
    [
        ("SOMED", "SOMED", "exact", 100),
        ("ASEAN-IPR", "ASEAN-IPR", "exact", 100),
        ("ASEAN IPR", "ASEAN-IPR", "variant", 95),
        ("ASEANIPR", "ASEAN-IPR", "variant", 95),
        ("ASEAN-IPR.", "ASEAN-IPR", "variant", 95),
        ("ASEAN – IPR", "ASEAN-IPR", "variant", 95),
        ("somtc", "SOMTC", "variant", 95),
        ("ACWs", "ACW", "variant", 95),
        ("AICHR’s", "AICHR", "variant", 95),
        ("ACCSM*", "ACCSM", "variant", 95),
        ("Senior Officials Meeting on Education", "SOMED", "full_name", 100),
        ("Senior Official Meeting on Transnational Crime", "SOMTC", "full_name", 100),
        ("Senior Officials Meeting on Youth (SOMY)", "SOMY", "full_name", 100),
        ("Multi-Sectoral Task Force (Bali Work Plan-MTF)", "Bali Work Plan-MTF", "full_name", 100),
        ("SOMTC Working Group on Counter Terrorism", "SOMTC WG on CT", "full_name", 100),
        ("Transnational Meeting (SOMTC)", "SOMTC", "variant", 95),
        ("ASEAN Interparliamentary Assembly", "AIPA", "variant", 95),
        ("Meeting on Education", "SOMED", "full_name", 60),
        ("AUN-HRE", "AUN-HRE", "sub_unit", 100),
        ("SOMTC-CT", "SOMTC-CT", "sub_unit", 90),
        ("All sectoral bodies", "all-sectoral-bodies", "collective", 100),
        (
            "All sectoral bodies pertaining to [this April 4-5 meeting]",
            "all-sectoral-bodies",
            "collective",
            100,
        ),
        ("SOMSDW", "SOMSWD", "fuzzy", 83.3),
        ("UNOTC", "UNOCT", "variant", 100),
        ("Senior Officials Meeting on Educaton", "SOMED", "fuzzy", 88.9),
    ],
)
def test_a_name_is_recognised(words: str, body_id: str, match: str, score: float) -> None:
    found = default().resolve(words)
    assert (found.body_id, found.match, found.score) == (body_id, match, score)


def test_a_short_acronym_is_never_guessed() -> None:
    found = default().resolve("SOMS")
    assert (found.body_id, found.match) == (None, "unresolved")
    scores = [candidate.score for candidate in found.candidates]
    assert scores == sorted(scores, reverse=True)
    assert [candidate.body_id for candidate in found.candidates][:2] == ["SOMY", "SOMSWD"]


def test_two_bodies_as_near_as_each_other_are_ambiguous() -> None:
    # One letter from UNODC and, two swapped, from UNOCT: no alias here.
    settings = NormalizeSettings(
        register=(
            RegisterEntry(body_id="UNODC", acronym="UNODC"),
            RegisterEntry(body_id="UNOCT", acronym="UNOCT"),
        )
    )
    found = matcher(settings).resolve("UNOTC")
    assert (found.body_id, found.match) == (None, "ambiguous")
    assert {candidate.body_id for candidate in found.candidates} >= {"UNODC", "UNOCT"}


def test_one_acronym_of_two_bodies_is_ambiguous() -> None:
    settings = NormalizeSettings(
        register=(
            RegisterEntry(body_id="apt-1", acronym="APT", name="ASEAN Plus Three"),
            RegisterEntry(body_id="apt-2", acronym="APT", name="Asia-Pacific Telecommunity"),
        )
    )
    found = matcher(settings).resolve("APT")
    assert (found.body_id, found.match) == (None, "ambiguous")
    assert matcher(settings).resolve("Asia-Pacific Telecommunity").body_id == "apt-2"


def test_a_name_with_the_acronym_of_another_body_is_ambiguous() -> None:
    found = default().resolve("ASEAN Foundation (AUN)")
    assert (found.body_id, found.match) == (None, "ambiguous")
    assert [candidate.body_id for candidate in found.candidates] == ["AF", "AUN"]


def test_words_that_many_names_share_mean_none_of_them() -> None:
    assert default().resolve("Senior Officials Meeting").body_id is None
    assert default().resolve("Senior Officials Meeting on Health").body_id is None
    assert default().resolve("Ministry of Education").body_id is None


def test_the_plans_annex_rules_over_a_register_of_the_same_acronym() -> None:
    settings = NormalizeSettings(
        register=(RegisterEntry(body_id="AF", acronym="AF", name="Adaptation Fund"),)
    )
    bodies = matcher(settings).register.bodies
    assert bodies["AF"].body.name == "ASEAN Foundation"
    assert matcher(settings).resolve("Adaptation Fund").body_id is None


def test_marks_of_the_annex_make_proposed_bodies() -> None:
    bodies = default().register.bodies
    aipa, mlat, somy = (bodies[name].body for name in ("AIPA", "SOM-MLAT", "SOMY"))
    assert (aipa.kind, aipa.mark, aipa.annex_no) == ("proposed", "*", 19)
    assert (mlat.kind, mlat.mark) == ("proposed", "**")
    assert "ASLOM" in mlat.note
    assert (somy.kind, somy.mark, somy.note) == ("annex", "", "")


def test_a_collective_stands_for_the_annex() -> None:
    body = default().register.bodies["all-sectoral-bodies"].body
    assert len(body.stands_for) == 20


@pytest.mark.parametrize(
    "settings",
    [
        NormalizeSettings(aliases=(Alias(printed="X", body_id="SOMTD", reason="a test"),)),
        NormalizeSettings(bodies=(RegisterEntry(body_id="X", parent_id="SOMTD"),)),
        NormalizeSettings(
            collectives=(Collective(body_id="c", name="c", patterns=("c",), stands_for=("SOMTD",)),)
        ),
    ],
)
def test_a_rule_for_a_body_that_no_register_lists_is_refused(settings: NormalizeSettings) -> None:
    with pytest.raises(UnknownBodyError, match=r"'SOMTD'.*Did you mean .*SOMTC"):
        matcher(settings)


def test_an_empty_name_means_nothing() -> None:
    assert default().resolve("") == Resolution(None, "unresolved", 0.0)
    assert default().resolve("…").body_id is None
