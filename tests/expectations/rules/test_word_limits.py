"""Words at the limits of their rules: misprints, letters of names, hyphens, numbers of verbs."""

from __future__ import annotations

import pytest

from expectations.rules.clauses.quantities import find_plurals_after_one, find_singulars_after_many
from expectations.rules.slip import SlipFinder
from expectations.rules.usage.agreement import Agreement, find_wrong_subjects
from expectations.rules.usage.compounds import (
    find_missing_hyphens,
    find_split_words,
    prints_open_compounds,
)
from expectations.rules.wording.spelling import find_misprints, find_mixed_spelling
from expectations.settings import ExpectationSettings
from normalize.model import Body
from tests.expectations.plans import BODIES
from tests.expectations.rules.test_phrase_limits import phrases
from tests.expectations.rules.test_usage import text
from tests.expectations.rules.test_wording_limits import ENGLISH, SETTINGS, index_of


def meant(find: SlipFinder, words: str) -> list[str]:
    return [slip.usual for slip, _ in find(text(words))]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("(Governent is asked", ["governent"]),  # at the beginning, in spite of the mark
        ("Ask – Governent and all", []),
        ("It doens't help", []),  # with an apostrophe it is no plain word
        ("Support the wrold", ["wrold"]),  # five letters
        ("Support the qovernment", []),  # misprints keep the first letter
    ],
)
def test_words_that_may_be_misprints(words: str, found: list[str]) -> None:
    index = index_of(words, narrative=ENGLISH)
    assert [each.key[0] for each in find_misprints(index, SETTINGS)] == found


def test_words_that_names_or_settings_have_are_no_misprints() -> None:
    words = "Support the governent"
    known = ExpectationSettings(known_words=("Governent",))
    assert list(find_misprints(index_of(words, narrative=ENGLISH), known)) == []
    board = Body(body_id="GB", acronym="GB", name="Governent Board", kind="annex", annex_no=3)
    index = index_of(words, narrative=ENGLISH, bodies=(*BODIES, board))
    assert list(find_misprints(index, SETTINGS)) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("We organise and organize", ["organize"]),  # as many of each: American is odd
        ("We organise, organise and organize", ["organize"]),
        ("We organise, organize and organize", ["organise"]),
        ("We organise the color", []),  # two kinds of endings
        ("We organise, organize, colour and colour the color", ["organize", "color"]),
        ("The centre and the centered", ["centered"]),
        ("The centred and the center", ["center"]),
        ("The programmes and the program", ["program"]),
        ("The controlled and the controling", []),  # the one is a misspelling
        ("The defences and the defense", ["defense"]),
    ],
)
def test_the_rarer_spelling_of_each_kind_is_marked(words: str, found: list[str]) -> None:
    made = find_mixed_spelling(index_of(words, narrative=ENGLISH), SETTINGS)
    assert [place.printed for each in made for place in each.places] == found


@pytest.mark.parametrize(
    ("acronym", "words", "phrase"),
    [
        ("ED", "Energy: Design", None),
        ("ED", "Energy & Design", "Energy Design"),
        ("ED", "Energy Nice Design", None),
        ("HMT", "by HX Treasury", None),
        ("HMT", "by HM treasury", None),
        ("HMt", "by HM Treasury", "HM Treasury"),
        ("CIG", "Centre in Government", None),  # only "of" lends a capital
        ("CIG", "Centre in Industrial Government", "Centre in Industrial Government"),
        ("COG", "Centre of Government", "Centre of Government"),
        ("CoG", "Centre of Government", "Centre of Government"),
        ("GH", "a Greenhouse", None),  # one word spells no name
        ("ABCDE", "Alpha Beta Extra Cats of Dogs Eels", "Alpha Beta Extra Cats of Dogs Eels"),
        ("ABCDE", "Alpha Beta EXTRA Cats Dogs Eels", None),
    ],
)
def test_letters_of_a_phrase(acronym: str, words: str, phrase: str | None) -> None:
    assert phrases(acronym, words) == ([phrase] if phrase else [])


@pytest.mark.parametrize(
    ("acronym", "words", "found"),
    [
        ("GHG", "greenhouse gas", True),
        ("GHG", "grasshopper gas", False),  # both halves are words, but one is rare
        ("GHG", "gashouse gas", False),  # three letters
        ("GH", "greenhouse", False),
        ("VE", "violent extremism", True),
    ],
)
def test_a_word_of_two_words_lends_two_letters(acronym: str, words: str, *, found: bool) -> None:
    texts = (words, f"of {words} now", f"a {words} is")
    assert phrases(acronym, *texts) == [words] * found
    assert phrases(acronym, *texts[:2]) == []  # two uses may be chance


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Paint cross walks for it", ["crosswalks"]),
        ("Read text books", ["textbooks"]),
        ("Paint cross walk for it", []),
        ("Paint blue walks for it", []),
        ("Build over passes for it", []),  # the first is a word of place
        ("Do with outs for it", []),
        ("Send news letters for it", []),
    ],
)
def test_words_that_are_one(words: str, found: list[str]) -> None:
    assert meant(find_split_words, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Use an evidence based analysis", ["evidence-based"]),
        ("Evidence, evidence based analysis", ["evidence-based"]),
        ("evidence based analysis", ["evidence-based"]),
        ("We say evidence based analysis", []),  # perhaps a verb
        ("The children based analysis", []),
        ("The other based analysis", []),
        ("The evidence based between", []),
        ("Via a gas fired boiler", ["gas-fired"]),
        ("Via a gas based boiler", ["gas-based"]),
        ("Via a gases fired boiler", []),
        ("Via a green fired boiler", []),
        ("Via a gas needed boiler", ["gas-needed"]),
        ("Via a gas hundred boiler", []),
        ("Use, for example improved boilers", []),
        ("Make a long term plan", ["long-term"]),
        ("Make a long term between", []),
        ("Make three year plan", ["three-year"]),
        ("Make three year through", []),
        ("Buy low cost pumps", ["low-cost"]),
        ("Buy low cost along", []),
        ("Buy low table pumps", []),
        ("Buy slow turning blades", ["slow-turning"]),
        ("Fund a data sharing project", ["data-sharing"]),
        ("Fund a data sharing through", []),
        ("Fund a green sharing project", []),
        ("Fund capacity building project", ["capacity-building"]),
        ("Build safe-havens for it", ["safe havens"]),
        ("Build back-havens for it", []),
        ("Build safe-haven for it", []),
        ("Build rail-havens for it", []),
        ("Give on the job training", ["on-the-job training"]),
        ("He was on the job training", []),
        ("Hold inter and intra regional talks", ["inter- and intra-regional"]),
        ("Hold sub regional talks", ["sub-regional"]),
        (
            "Hold sub regional and inter or sub national talks",
            ["sub-regional", "inter- or sub-national"],
        ),
    ],
)
def test_hyphens_that_are_missing(words: str, found: list[str]) -> None:
    assert meant(find_missing_hyphens, words) == found


def test_compounds_that_the_plan_prints_with_a_hyphen_are_told_elsewhere() -> None:
    """`compound-mixed` tells of a hyphen that is there in other places."""

    def found(words: str, hyphenated: str) -> list[str]:
        slips = find_missing_hyphens(text(words), frozenset({hyphenated}))
        return [slip.usual for slip, _ in slips]

    assert found("Use an evidence based plan", "evidence-based") == []
    assert found("Use an evidence based plan", "result-based") == ["evidence-based"]
    assert found("A long term plan", "long-term") == ["long-term"]


@pytest.mark.parametrize(
    ("places", "closed", "is_style"),
    [(4, 0, False), (5, 0, True), (7, 2, False), (8, 2, True), (12, 3, True), (11, 3, False)],
)
def test_compounds_without_hyphens_are_a_style(places: int, closed: int, *, is_style: bool) -> None:
    texts = [text(f"Build low cost pumps in town {n}") for n in range(places)]
    texts += [text(f"Build low-cost pumps in town {n}") for n in range(closed)]
    assert prints_open_compounds(texts) == is_style


@pytest.mark.parametrize(
    ("usual", "words", "found"),
    [
        ("RFB has towers", "RFB have towers", ["RFB has"]),
        ("RFB has towers", "RFB do so", ["RFB does"]),
        ("The line of the RFB is old", "RFB have towers", []),
        ("The council meets", "The council meet", ["council meets"]),
        ("The council have met", "The council have met", []),
        ("The council is old", "The council carry it", ["council carries"]),
        ("The council is old", "The council teach it", ["council teaches"]),
        ("The council is old", "The council improve it", ["council improves"]),
        ("The council is old", "The council say it", []),  # "say" is a noun, too
        ("The council towns", "The council improve it", []),
        ("The second relates to it", "The second relate to it", []),  # no noun
        ("The first has met", "The first have met", []),
        ("The latter is old", "The latter improve it", []),
    ],
)
def test_a_subject_is_one_thing_elsewhere(usual: str, words: str, found: list[str]) -> None:
    texts = [text(usual), text(words)]
    assert [slip.usual for slip, _ in Agreement(texts).find(texts[1])] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("City has joined", ["The city has"]),
        ("Information is old", []),
        ("The repair and care of the pumps saves the water", ["pumps save"]),
        ("A purchase and care of the pumps saves the water", ["pumps save"]),
        ("A purchase and care of the pumps save the water", []),
        ("A purchase and care of the pumps saves water", []),
        ("A quickly and care of the pumps saves the water", []),
        ("A care and quickly of the pumps saves the water", []),
        ("A purchase and care of the xyzs saves the water", []),
        ("A purchase and care of the pumps yours the water", []),
    ],
)
def test_the_subject_of_a_verb(words: str, found: list[str]) -> None:
    assert meant(find_wrong_subjects, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Visit two developed clinic in towns", ["two developed clinics"]),
        ("Visit various quickly clinic in towns", ["various quickly clinics"]),
        ("Visit two and clinic in towns", []),
        ("Visit two in clinic in towns", []),
        ("Visit two clean clinic in towns", []),  # the first may be a verb
        ("Visit two clinics in towns", []),
        ("Give two developed advice in towns", []),
        ("Pay ten developed support of towns", []),
    ],
)
def test_nouns_after_words_for_several(words: str, found: list[str]) -> None:
    assert meant(find_singulars_after_many, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Write a developed programmes for it", ["a developed programme"]),
        ("Write a support programmes for it", []),
        ("Write a by programmes for it", []),
        ("Write a developed programme for it", []),
        ("Write a developed xyzs for it", []),
        ("Write a developed means for it", []),  # a noun of its own
        ("Write a left for it", []),
    ],
)
def test_nouns_after_words_for_one(words: str, found: list[str]) -> None:
    assert meant(find_plurals_after_one, words) == found
