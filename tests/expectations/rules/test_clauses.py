"""Words that clauses lack, say twice or join to something unlike them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from expectations.plan_index import Text
from expectations.rules.clauses.agreements import find_articles_of_acronyms
from expectations.rules.clauses.articles import BareSingulars
from expectations.rules.clauses.coordination import find_unlike_parts
from expectations.rules.clauses.doubled import Sharing, find_doubled_meaning
from expectations.rules.clauses.missing import find_missing_words
from expectations.rules.clauses.numbers import OpenNumbers, find_lone_singulars
from expectations.rules.slip import SlipFinder
from expectations.rules.usage.agreement import find_wrong_subjects
from expectations.rules.usage.compounds import find_missing_hyphens
from tests.expectations.plans import issues_of, with_narrative, with_text

FINDERS: tuple[SlipFinder, ...] = (
    find_unlike_parts,
    find_doubled_meaning,
    find_missing_words,
    find_lone_singulars,
)


def text(words: str) -> Text:
    return Text("activities", "r-1", "text", words, "area-1.1")


def marked(words: str, finders: tuple[SlipFinder, ...] = FINDERS) -> list[str]:
    """Return the words that the rules mark."""
    source = text(words)
    return [words[a:b] for find in finders for _, (_, a, b) in find(source)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The law set up a fund for parks and to plant trees.", ["to plant"]),
        ("The law is meant to save parks and to plant trees.", []),
        ("It assists towns in cleaning rivers and plant trees.", []),  # a noun as well
        ("It assists towns in cleaning rivers and restore the banks.", ["restore the"]),
        ("Nurses succeed in cleaning wards and restore the order.", []),
        ("Talks on rural and reducing noise", ["rural and reducing noise"]),
        ("Talks on rural and urban noise", []),
        ("Insure barns and prone to floods", ["and prone to"]),
        ("Insure barns that are old and prone to floods", []),
        ("Hang lamps for workers from being hurt", ["from being hurt"]),
        ("Hang lamps to keep workers from being hurt", []),
        ("Build up the stock of local clubs improve their fields", ["improve their fields"]),
        ("Build up the stock so that local clubs improve their fields", []),
        ("Victims and Witness Protection", ["Victims and Witness Protection"]),
        ("Victim and Witness Protection", []),
        ("Report on the implementation to the law", ["implementation to"]),
        ("Support the implementation to ensure success", []),
        ("Talks reflecting fostering peace", ["reflecting fostering"]),
        ("Promoting learning in towns and helping developing countries", []),
        ("Seek the involvement of clubs to take part in it", ["to take part"]),
        ("The club supports and supports learning", ["supports and supports"]),
        ("Sell food and food of farms", ["food and food"]),
        ("Sell food and food supplements", []),
        ("Register land and land titles", []),
        ("The club meets more and more often, again and again", []),
        ("Adopt rules, such as the Code, that assists towns", ["that assists"]),
        ("Adopt rules, such as the Code, that assist towns", []),
        ("Reduce grievances and feeling of loss", ["feeling of loss"]),
        ("Reduce the causes and feeling of loss", []),
        ("Prepare traffic and noise report", ["traffic and noise report"]),
        ("Prepare a traffic and noise report", []),
    ],
)
def test_what_a_clause_shows(words: str, found: list[str]) -> None:
    assert marked(words) == found


@pytest.mark.parametrize(
    ("finder", "usual", "words", "found"),
    [
        (Sharing, "Forum sharing of notes", "Forum sharing maps", ["Forum sharing maps"]),
        (Sharing, "Forum sharing of notes", "Forum sharing to plan", []),
        (Sharing, "Forum on notes", "Forum sharing maps", []),
        (OpenNumbers, "The Co-Chair(s) meet", "The Co-Chair leads", ["The Co-Chair"]),
        (OpenNumbers, "The Co-Chair meets", "The Co-Chair leads", []),
    ],
)
def test_what_the_plan_prints_elsewhere(
    finder: Callable[[list[Text]], Sharing | OpenNumbers], usual: str, words: str, found: list[str]
) -> None:
    assert marked(words, (finder([text(usual), text(words)]).find,)) == found


def hostile() -> Iterator[str]:
    for part in ("a-", "x", "new alphas build the roads ", "It is a and to add ", "reflecting "):
        yield "Build " + part * 9000


@pytest.mark.parametrize("words", [*hostile()], ids=lambda words: words[6:12])
def test_long_texts_are_read_in_one_pass(words: str) -> None:
    assert isinstance(marked(words), list)


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("Plan talks between clubs, and schools", True),
        ("Plan talks between clubs and schools", False),
        ("Plan talks between clubs, parents, and schools", False),
        ("Plan talks between clubs and towns, and train staff", False),
        ("Plan talks between clubs, and train staff", False),
    ],
)
def test_a_comma_between_two(words: str, *, is_found: bool) -> None:
    found = [i for i in issues_of(with_text(words), "punctuation") if "two things" in i.message]
    assert bool(found) is is_found


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("Ask a ASEAN body", "an ASEAN"),
        ("Ask an UN body", "a UN"),
        ("Ask an UNESCO body", "a UNESCO"),
        ("Ask an UK body", "a UK"),
        ("Ask a UK body", ""),
        ("Ask an URAL body", ""),  # a word or letters
        ("Ask an EU body", ""),
        ("Ask a EUROPOL body", ""),
        ("Ask a MTF body", "an MTF"),
        ("Ask an MTFs body", ""),
        ("Ask a SOM body", ""),  # as a word, or as letters
        ("Ask an GIZ body", "a GIZ"),
        ("Ask an PTF body", "a PTF"),
        ("Open a SQL base", ""),
        ("Annex A EU funds", ""),
        ("Pay. A EU fund helps", "An EU"),
        ("Open a NOK 5 million fund", ""),
    ],
)
def test_the_article_of_an_acronym_goes_by_its_sound(words: str, right: str) -> None:
    source = Text("activities", "r-1", "text", words, "area-1.1")
    found = [slip.usual for slip, _ in find_articles_of_acronyms(source)]
    assert found == ([right] if right else [])


def test_acronyms_for_almost_the_same_words() -> None:
    short, long = "People in Towns (PIT) meet.", "People in Towns and Suburbs (PITS) meet."
    (issue,) = issues_of(with_narrative(short, long), "acronym-spelt-differently")
    assert "almost the same words" in issue.message
    other = "Parks in Towns and Suburbs (PITS) are kept."
    assert issues_of(with_narrative(short, other), "acronym-spelt-differently") == []


USUAL = "A seminar, a network, the strategy and the handbooks; seminars, networks, strategies."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Conduct seminar on river safety", ["Conduct seminar"]),
        ("Conduct a seminar on river safety", []),
        ("Conduct seminars on river safety", []),
        ("Create regional network to share data", ["regional network"]),
        ("Create regional network plans", []),
        ("Towns responsible for undertaking river strategy.", ["undertaking river strategy"]),
        ("Guidelines for rural strategy on floods", ["rural strategy"]),
        ("Guidelines on a type of rural network in towns", []),
        ("Work in network security", []),
        ("A note for agency responsible for dams", ["for agency"]),
        ("The clubs network with others", []),
        ("They help farmers network with others", []),
    ],
)
def test_a_counted_noun_has_an_article_or_a_plural(words: str, found: list[str]) -> None:
    finder = BareSingulars([text(words), *map(text, (USUAL, f"{USUAL} Again."))])
    assert marked(words, (finder.find,)) == found


def test_a_plan_without_articles_has_a_style_and_no_slips() -> None:
    words = ["Conduct seminar on safety", "Hold workshop on floods", "Publish handbook for farmers"]
    finder = BareSingulars(map(text, words))
    assert not [found for each in words for found in marked(each, (finder.find,))]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Farms have and are being inspected", ["have and are being"]),
        ("Farms have been and are being inspected", []),
        ("Prices can and are changed", ["can and are changed"]),
        ("The town has and will have a mayor", []),
        ("The port is and will remain open", []),
        ("Hire vets to treat the herds of the region and for testing", ["for testing"]),
        ("Hire vets for care, to treat the herds of the region and for testing", []),
    ],
)
def test_verb_forms_that_do_not_go_together(words: str, found: list[str]) -> None:
    assert marked(words, (find_unlike_parts,)) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Village has built a well", ["Village has"]),
        ("The village has built a well", []),
        ("Water is pumped", []),
        ("It is clear that care and repair of the pumps saves the water", ["pumps saves"]),
        ("It is clear that care and repair of the pumps save the water", []),
        ("It is clear that care and repair of the glass saves the water", []),
    ],
)
def test_subjects_and_their_verbs(words: str, found: list[str]) -> None:
    assert marked(words, (find_wrong_subjects,)) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Develop an evidence based policy", ["evidence based"]),
        ("Prepare for long term storage of grain", ["long term"]),
        ("Support farms based on evidence", []),
        ("They learn evidence based policy", []),
        ("The town owned land and other related databases", []),
        ("Jobs in the long term are few", []),
    ],
)
def test_compounds_before_a_noun(words: str, found: list[str]) -> None:
    assert marked(words, (find_missing_hyphens,)) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        # Nouns that no list of the rules has, but the lexicon of English.
        ("Install pump in the valley", ["Install pump"]),
        ("Build clinic for farmers", ["Build clinic"]),
        ("Train farmers to repair tractor", ["tractor"]),
        ("Regularly organizing public debate on cattle", ["public debate"]),
        # Uncounted nouns, set phrases, names, and words that are no nouns there.
        ("Provide guidance on water", []),
        ("Take part in fairs, and keep pace with change", []),
        ("Repair roads under Ohio mandate", []),
        ("Be gender sensitive", []),
        ("Help plan for floods", []),
    ],
)
def test_any_counted_noun_needs_an_article(words: str, found: list[str]) -> None:
    usual = [text(f"The pumps, the clinics and a farm of town {n}") for n in range(9)]
    marks = [words[a:b] for _, (_, a, b) in BareSingulars([*usual, text(words)]).find(text(words))]
    assert [mark.split()[-1] for mark in marks] == [mark.split()[-1] for mark in found]


def test_the_plan_tells_whether_another_noun_is_counted() -> None:
    """ "Community" may be uncounted; a plan that prints "rural communities" counts it."""
    words = "Share the water with rural community"
    usual = [text(f"Help the {n} rural communities with a well") for n in ("ten", "six", "two")]
    assert not list(BareSingulars([text(words)]).find(text(words)))
    ((slip, _),) = BareSingulars([*usual, text(words)]).find(text(words))
    assert "rural communities" in slip.reason


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Make masks for painters from breathing dust", ["from breathing"]),
        ("Keep painters from breathing dust", []),
        ("Collect papers from printing works", []),
        ("Publish weather and tide bulletin every day", ["weather and tide bulletin"]),
        ("Publish weather and tide bulletins every day", []),
        ("Provide water and road access for farms", []),
    ],
)
def test_agents_and_documents(words: str, found: list[str]) -> None:
    assert marked(words) == found
