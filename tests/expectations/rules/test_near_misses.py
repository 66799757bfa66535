"""Conditions of the rules on phrases: what is told, and beside it what misses one half of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expectations.rules.clauses import articles
from expectations.rules.clauses.articles import BareSingulars, is_counted
from expectations.rules.clauses.doubled import Sharing
from expectations.rules.clauses.forms import find_capital_verbs
from expectations.rules.clauses.numbers import find_lone_singulars
from expectations.rules.clauses.quantities import find_among_two
from expectations.rules.consistency.ends import find_open_sentences
from expectations.rules.consistency.near_words import near_words
from expectations.rules.idiom.of_nouns import find_nouns_before_of
from expectations.rules.idiom.phrase import is_quality
from expectations.rules.idiom.set_articles import find_quantities_without_article
from expectations.rules.slip import SlipFinder
from expectations.rules.usage.compounds import find_missing_hyphens
from expectations.rules.usage.marks import find_unusual_marks
from expectations.rules.usage.near_phrases import phrase_near
from expectations.rules.variants.links import names_without_article
from expectations.rules.variants.slots import words_of
from expectations.rules.variants.words import is_content
from expectations.thresholds import USAGE
from expectations.words import word_frequency
from tests.expectations.rules.test_usage import text
from tests.expectations.rules.test_usage_limits import of_texts
from tests.expectations.rules.test_variant_limits import marked, odd_marks, uses


def told(find: SlipFinder, words: str) -> list[str]:
    """Return the words that a rule marks."""
    return [words[start:stop] for _, (_, start, stop) in find(text(words))]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Roads", True),
        ("eye", True),  # three letters
        ("EU", False),
        ("the", False),
        ("also", False),
        ("2020", False),
    ],
)
def test_some_words_have_a_meaning_of_their_own(word: str, *, expected: bool) -> None:
    assert is_content(words_of(word)[0]) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("green", True),
        ("table", False),
        ("own", False),
        ("early", False),  # as most adverbs end
    ],
)
def test_some_words_say_what_a_thing_is_like(word: str, *, expected: bool) -> None:
    assert is_quality(word) == expected


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ask bodies such as Climate Fund", ["as Climate Fund"]),
        ("such as Climate Fund", ["as Climate Fund"]),
        ("Ask bodies as Climate Fund", []),
        ("as Climate Fund", []),
        ("Ask bodies such Climate Fund", []),
        ("We enable Climate Fund", ["enable Climate Fund"]),
        ("We support Climate Fund", []),  # a noun, too
        ("Ask bodies such as Climate Fund seminars", []),
    ],
)
def test_a_name_that_is_an_object_or_an_example_lacks_its_article(
    words: str, found: list[str]
) -> None:
    usual = uses("Ask the Climate Fund, {} times", 4)
    assert marked(names_without_article(), words, *usual) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Run small scale projects", ["small scale"]),
        ("Run small scale water projects", ["small scale"]),
        ("Run small scale rural projects", ["small scale"]),
        ("Run small scale bridge national", ["small scale"]),
        ("Run small scale national", []),
        ("Run small scale green national", []),
    ],
)
def test_a_scale_before_a_noun_has_a_hyphen(words: str, found: list[str]) -> None:
    assert told(find_missing_hyphens, words) == found


@pytest.mark.parametrize(
    ("verb", "found"),
    [
        ("Protect", True),
        ("Build", True),  # hardly used as a noun
        ("Address", True),  # a noun, too, but not after "to"
        ("Table", False),
        ("Open", False),  # an adjective
        ("Rapidly", False),
    ],
)
def test_a_verb_inside_a_sentence_has_no_capital(verb: str, *, found: bool) -> None:
    assert told(find_capital_verbs, f"Draft a plan to {verb} wells") == [f"to {verb}"] * found


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("a. Dig wells b. Plant oaks c. Mow. d. Rest e. Sow corn", ["c. Mow."]),
        ("1) Dig wells 2) Plant oaks 3) Mow. 4) Rest 5) Sow corn", ["3) Mow."]),
        ("a. Dig wells. b. Plant oaks. c. Mow d. Rest. e. Sow corn.", ["c. Mow"]),
        ("a. Dig wells b. Plant oaks c. Mow d. Rest e. Sow corn", []),
        ("a. Dig wells b. Plant oaks c. Mow. d. Rest", []),  # three show nothing
        ("a. Dig wells b. Plant oaks. c. Mow. d. Rest e. Sow corn f. Row", []),  # two ways
        ("a. Dig wells b. Plant oaks c. Mow. d. Rest e. Sow corn f. Row (all)", []),
        ("b. Dig wells c. Plant oaks d. Mow. e. Rest f. Sow corn", []),  # no beginning
        ("a. Dig wells b. Plant oaks c. Mow. d. Rest e. Sow corn a. Dig", []),  # two lists
        ("a. Dig wells b. Plant oaks c. Mow. d. Rest f. Sow corn", []),  # an item is missing
        # Items of two sentences, or of two parts, do not count.
        ("a. Dig wells b. Plant oaks c. Mow. Eat. d. Rest e. Sow corn f. Row", []),
        ("a. Dig wells b. Plant oaks c. Mow. d. Rest e. Sow; cut corn f. Row", ["c. Mow."]),
        ("a. Dig wells b. Plant oaks c. d. Rest e. Sow corn", []),
    ],
)
def test_one_item_of_a_cell_ends_in_another_way(cell: str, found: list[str]) -> None:
    made = find_unusual_marks(of_texts(cell), is_english=True)
    assert [place.printed for each in made for place in each.places] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Improve timeliness of reports", ["Improve timeliness of"]),
        ("Improve daily timeliness of reports", ["Improve daily timeliness of"]),
        ("Improve bus timeliness of reports", []),  # a noun is no quality
        ("Ensure sharing of data", ["Ensure sharing of"]),
        ("Ensure daily sharing of data", []),
        ("Ensure fishing of data", []),  # a noun of its own
        ("Reduce burning of waste", []),  # less of it
        ("Build network of clubs", ["Build network of"]),
        ("Build clubs of towns", []),
        ("Offer to build network of clubs", ["build network of"]),
        ("A build network of clubs", []),
        ("Towns lower volume of waste", ["lower volume of"]),
        ("They must lower volume of waste", ["lower volume of"]),
        ("Towns improve volume of waste", ["improve volume of"]),
        ("Towns support role of clubs", []),  # a noun, too
        ("It builds network of clubs", []),  # a plural, too
        ("Towns in extend scope of it", []),
        ("Show volume of waste", []),
    ],
)
def test_a_noun_before_of_lacks_its_article_after_a_verb(words: str, found: list[str]) -> None:
    assert told(find_nouns_before_of, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Agree among the buyer and the seller", True),
        ("Agree among the buyer and the advice", True),
        ("Agree among advice and the seller", True),
        ("Agree among advice and evidence", False),  # neither is counted
        ("Agree among the buyer and the sellers", False),
        ("Agree among buyers and the seller", False),
        ("Agree among the quickly and the seller", False),
    ],
)
def test_among_stands_before_two_things(words: str, *, found: bool) -> None:
    assert told(find_among_two, words) == [words.removeprefix("Agree ")] * found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Develop local and status network", ["local and status network"]),
        ("Develop local and national network", ["local and national network"]),
        ("Towns local and status network", []),
        ("Develop local and quickly network", []),
        ("Develop status and progress advice", []),
        ("Develop this and status network", []),
        ("Study grievances and feeling of youth", ["feeling of youth"]),
        ("Study grievances and advice of youth", []),
        ("Study these and feeling of youth", []),
        ("Study the grievances and feeling of youth", []),
        ("Study quicklys and feeling of youth", []),
        ("Use rules, such as it, that assists us and requires it", ["that assists", "requires"]),
        ("Use rules, such as it, that assists us and reports it", ["that assists"]),
        ("Use rules, such as it, that reports it", []),
    ],
)
def test_a_singular_is_joined_to_another_noun(words: str, found: list[str]) -> None:
    assert told(find_lone_singulars, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Inform by series of meetings", ["by series of"]),
        ("Act within limited number of cases", ["within limited number of"]),
        ("Act within green number of cases", []),
        ("Act by number of cases", ["by number of"]),
        ("Act in series of cases", ["in series of"]),
        ("Act in number of cases", []),
        ("We organizing range of services", ["organizing range of"]),
        ("Go to set number of cases", ["set number of"]),
        ("Use a set range of services", []),
        ("Towns supply range of services", []),  # a noun, too
        ("Offer full wide range of services", []),
    ],
)
def test_a_quantity_lacks_its_article(words: str, found: list[str]) -> None:
    assert told(find_quantities_without_article, words) == found


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("Run a high sped rail", "Run a high speed rail"), ["sped"]),
        (("Run a High sped rail", "Run a High speed rail"), []),
        (("Run a high Sped rail", "Run a high Speed rail"), []),
        (("Run a high, sped rail", "Run a high, speed rail"), []),
        (("Run a high sped rail", "Run a low speed rail"), []),
        (("Run a high sped rail, a low sped rail", "Run a high speed rail"), []),
        (("Run a high sped, high sped rail", "Run a high speed rail"), []),
        (("Plant low kerbs", "Plant low herbs"), []),  # both are nouns
        (("It is at leas two", "It is at least two"), ["leas"]),
        (("Plant of kerbs", "Plant of herbs"), []),
    ],
)
def test_a_word_is_one_letter_from_the_usual_one(texts: tuple[str, ...], found: list[str]) -> None:
    assert [word for word, _, _ in near_words(map(text, texts), "en")] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("It is for clubs especially in towns", ["clubs especially in"]),
        ("It is for clubs especially towns", ["clubs especially towns"]),
        ("It is for clubs especially rural towns", ["clubs especially rural"]),
        ("It is for clubs especially rural", []),
        ("It is for rural especially towns", []),  # no noun before
        ("They support especially rural towns", []),  # a verb, perhaps
    ],
)
def test_a_comma_is_missing_before_a_stress(words: str, found: list[str]) -> None:
    assert odd_marks(words, *uses("Ask {} all, especially in towns", 3)) == found


@pytest.mark.parametrize(
    ("words", "usual", "found"),
    [
        ("Forum sharing ideas in it", "Forum sharing of art", ["Forum sharing ideas"]),
        ("Forum sharing of ideas in it", "Forum sharing of art", []),
        ("Forum sharing for all", "Forum sharing of art", []),  # no object
        ("Forum sharing ideas in it", "Forum sharing art", []),
        ("Forum making ideas in it", "Forum sharing of art", []),
    ],
)
def test_a_beginning_has_of_elsewhere(words: str, usual: str, found: list[str]) -> None:
    assert told(Sharing([text(usual)]).find, words) == found


@pytest.mark.parametrize(
    ("acronym", "words", "phrase"),
    [
        ("RHEC", "Rural health and elderly care", "Rural health and elderly care"),
        ("RHEC", "The rural health elderly care so", "rural health elderly care"),
        ("RHEC", "Rural HE care", "Rural HE care"),
        ("RHEC", "Rural H elderly care", "Rural H elderly care"),
        ("RHEC", "RHEC care", ""),
        ("RHEC", "Rural health care", ""),
        ("RHE", "Rural health elderly", ""),  # three initials may be chance
    ],
)
def test_words_near_an_acronym_have_its_letters(acronym: str, words: str, phrase: str) -> None:
    index = of_texts(words)
    places = [(each, 0, 1) for each in index.wording if each.text == words]
    assert phrase_near(index, acronym, places) == phrase


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Mow the grass. Plant oaks", ["Plant oaks"]),
        ("Mow the grass. Plant oaks.", []),
        ("Mow the grass etc. Plant oaks", []),
        ("Mow all (1) grass. Plant oaks", []),  # a list
        ("Mow all (1) grass etc. Plant oaks", []),
        ("Mow the grass. Lead: the mayor. Plant oaks", []),
        ("Pillar Two. Plant oaks", []),
    ],
)
def test_the_last_sentence_has_no_stop(words: str, found: list[str]) -> None:
    issues = find_open_sentences(of_texts(words))
    assert [place.printed for issue in issues for place in issue.places] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Conduct seminar on safety", ["Conduct seminar"]),
        ("Conduct rural seminar on safety", ["rural seminar"]),
        ("Rural seminar on safety", []),  # a title
        ("Act under ohio mandate", ["ohio mandate"]),
        ("Act under Ohio-based mandate", ["Ohio-based mandate"]),
        ("Act under Ohio mandate", []),  # a name
        ("By network aimed at it", ["By network"]),
        ("By network", []),
        ("Act of regional network", ["regional network"]),
        ("Write a type of regional network", []),
        ("Develop plan for floods", ["Develop plan"]),
        ("Help plan for floods", []),  # a verb, perhaps
        ("Take network for it", []),  # as "take part"
        ("Act in agreement with it", []),
    ],
)
def test_a_counted_noun_has_no_article(words: str, found: list[str]) -> None:
    usual = [text(f"Help the town and its clinics in {n}") for n in range(8)]
    assert told(BareSingulars([text(words), *usual]).find, words) == found


@pytest.mark.parametrize(
    ("bare", "usual", "found"), [(1, 1, False), (1, 2, True), (2, 3, False), (2, 4, True)]
)
def test_a_column_without_articles_has_its_own_style(bare: int, usual: int, *, found: bool) -> None:
    """Titles count for neither: a text may begin with a noun."""
    texts = [f"Conduct seminar on topic {n}" for n in range(bare)]
    texts += [f"Clean clinics of {n}" for n in range(usual)]
    texts += [f"Rural seminar on topic {n}" for n in range(3)]
    singulars = BareSingulars(map(text, texts))
    assert bool(told(singulars.find, texts[0])) == found


def test_the_plural_of_a_counted_noun_is_not_much_rarer(monkeypatch: pytest.MonkeyPatch) -> None:
    gap = word_frequency("framework", "en") - word_frequency("frameworks", "en")
    for limit, expected in ((gap, True), (gap - 0.01, False)):
        monkeypatch.setattr(articles, "USAGE", replace(USAGE, max_bare_gap=limit))
        assert is_counted.__wrapped__("framework") == expected
