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


def of_acronyms(*acronyms: str, **settings: object) -> BodyMatcher:
    """A matcher of a register without an annex."""
    register = [{"body_id": each, "acronym": each} for each in acronyms]
    chosen = NormalizeSettings.model_validate({"register": register, **settings})
    return BodyMatcher(build_register((), chosen), chosen)


def test_a_similarity_of_just_the_threshold_is_enough() -> None:
    # One edit in five letters is 80, one in four 75.
    found = of_acronyms("ABCDE").resolve("ABCDX")
    assert (found.body_id, found.match, found.score) == ("ABCDE", "fuzzy", 80)
    found = of_acronyms("ABCD").resolve("ABCX")
    assert (found.body_id, found.match, found.score) == (None, "unresolved", 75)


def test_a_lead_of_just_the_margin_is_enough() -> None:
    words = ("ABCDEFGHIJ", "ABCDEFGHXY")  # one and two edits from the printed one: 90 and 80
    found = of_acronyms(*words).resolve("ABCDEFGHIY")
    assert (found.body_id, found.match) == (None, "ambiguous")
    found = of_acronyms(*words).resolve("ABCDEFGZIJ")
    assert [c.score for c in found.candidates] == [90, 70]
    assert found.body_id == "ABCDEFGHIJ"
    found = of_acronyms(*words, fuzzy_margin=20).resolve("ABCDEFGZIJ")
    assert found.match == "fuzzy"
    found = of_acronyms(*words, fuzzy_margin=20.5).resolve("ABCDEFGZIJ")
    assert found.match == "ambiguous"


def test_half_of_the_letters_make_a_candidate() -> None:
    found = of_acronyms("ABCD", "AXYZ").resolve("ABXY")
    assert [(c.body_id, c.score) for c in found.candidates] == [("AXYZ", 50), ("ABCD", 50)]
    assert of_acronyms("ABCD").resolve("AXYZ").candidates == ()


def test_no_candidates_wanted_still_compares_two() -> None:
    found = of_acronyms("ABCDE", "ABCDF", "ABCXY", candidate_count=0).resolve("ABCDG")
    assert (found.match, len(found.candidates)) == ("ambiguous", 2)


def test_a_large_register_ranks_the_best_acronyms_only() -> None:
    letters = "ABCDEFGHIJ"
    many = [f"{a}{b}{c}{d}Q" for a in letters for b in letters for c in letters for d in "KL"]
    found = of_acronyms(*many, "ZZYYX").resolve("ZZYYV")
    assert (found.body_id, found.score) == ("ZZYYX", 80)


def test_the_words_of_a_part_of_a_name_stand_together() -> None:
    assert default().resolve("Senior Officials on Education").match != "full_name"
    assert default().resolve("Education").body_id is None
    assert default().resolve("Officials Meeting on Education").score == 80
    assert default().resolve("Senior Officials Meeting on").match != "full_name"


def named(*names: str) -> BodyMatcher:
    ids = ("first", "second", "third")
    register = [{"body_id": i, "name": name} for i, name in zip(ids, names, strict=False)]
    chosen = NormalizeSettings.model_validate({"register": register})
    return BodyMatcher(build_register((), chosen), chosen)


def test_two_words_of_three_are_a_part_of_a_name() -> None:
    found = named("Great Trade Board").resolve("Trade Board")
    assert (found.body_id, found.match, found.score) == ("first", "full_name", 66.7)
    assert named("Trade Board").resolve("Trade").match != "full_name"


def test_a_name_with_more_words_is_another_one() -> None:
    boards = named("Committee on Trade", "Committee on Peace")
    assert boards.resolve("Committee on Trade Roads").body_id is None
    assert boards.resolve("Committee on").body_id is None


def test_a_part_of_two_names_is_ambiguous() -> None:
    found = named("Great Committee on Trade", "New Committee on Trade").resolve(
        "Committee on Trade"
    )
    assert (found.body_id, found.match, found.score) == (None, "ambiguous", 75)
    assert [c.body_id for c in found.candidates] == ["first", "second"]


def test_the_words_of_a_name_in_another_order_are_a_guess() -> None:
    found = named("Working Group on Trade", "Working Group on Peace").resolve(
        "Trade Working Group on"
    )
    assert found.match in ("fuzzy", "unresolved")
    assert found.candidates[0].body_id == "first"


def test_the_words_that_one_name_alone_has_decide() -> None:
    groups = named("Working Group on Trade", "Working Group on Peace", "Working Group on Health")
    found = groups.resolve("Working Group on Tradee")
    assert (found.body_id, found.match) == ("first", "fuzzy")
    assert found.candidates[0].score == 83.3
    assert groups.resolve("Working Group on Water").body_id is None
    # Two names are many.
    two = named("Working Group on Trade", "Working Group on Peace")
    assert two.resolve("Working Group on Tradee").score == 83.3


def test_a_new_sub_unit_needs_a_known_parent_and_an_unknown_acronym() -> None:
    assert default().resolve("SOMTC-XYZ").match == "sub_unit"
    assert default().resolve("SOMTC-AF").match != "sub_unit"
    assert default().resolve("SOMTC-led").match != "sub_unit"
    assert default().resolve("SOMTC-").match == "variant"
    assert default().resolve("ZZZ-XYZ").match != "sub_unit"
    assert default().resolve("SOMTC-XYZ").is_certain is False
    twice = NormalizeSettings(
        register=tuple(RegisterEntry(body_id=f"apt-{n}", acronym="APT") for n in "12")
    )
    assert matcher(twice).resolve("APT-XYZ").match != "sub_unit"


def test_a_name_and_an_acronym_in_brackets() -> None:
    assert default().resolve("ASEAN Foundation (AF").match != "full_name"
    assert default().resolve("Foundation of that kind (AFX").match != "variant"
    assert default().resolve("ASEAN Foundation (XYZ)").body_id != "AUN"
    assert default().resolve("Foundation of that kind (AF)").match == "variant"
    assert default().resolve("Meeting on Education (SOMY)").body_id == "SOMY"


def test_only_spelling_is_certain() -> None:
    assert default().resolve("somtc").is_certain
    assert default().resolve("SOMTC").is_certain
    assert not default().resolve("Meeting on Education").is_certain
    assert not default().resolve("SOMSDW").is_certain
    assert not default().resolve("nothing of this").is_certain


def test_an_empty_name_means_nothing() -> None:
    assert default().resolve("") == Resolution(None, "unresolved", 0.0)
    assert default().resolve("…").body_id is None
