"""Nouns without an article: what stands around them, and what the plan's own usage shows."""

from __future__ import annotations

from functools import cache

import pytest

from expectations.plan_index import Text
from expectations.rules.clauses.articles import (
    BareSingulars,
    article_of,
    is_counted,
    plurals_of,
)


def text(words: str, table: str = "activities") -> Text:
    return Text(table, "r-1", "text", words, "area-1.1")


@cache
def usual() -> tuple[Text, ...]:
    """Texts with articles and plurals, so that a noun without them is no style."""
    return tuple(text(f"The pumps, the clinics and a farm of town {n}") for n in range(9))


def marked(words: str, *others: str) -> list[str]:
    finder = BareSingulars([*usual(), text(words), *map(text, others)])
    return [words[a:b] for _, (_, a, b) in finder.find(text(words))]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        # What follows the noun.
        ("Conduct seminar.", ["Conduct seminar"]),
        ("Conduct seminar (two days)", ["Conduct seminar"]),
        ("Conduct seminar/workshop", ["Conduct seminar"]),
        ("Conduct seminar, then rest", []),
        ("Conduct seminar rooms on time", []),
        ("Conduct seminars on rivers", []),
        # Its attributes: three at most, and none in the plural.
        ("Conduct big old new seminar on rivers", ["big old new seminar"]),
        ("Conduct big old new good seminar on rivers", []),
        ("Conduct farmers seminar on rivers", []),
        ("Conduct women seminar on rivers", ["women seminar"]),
        ("Conduct glass seminar on rivers", ["glass seminar"]),
        ("Conduct farmer’s seminar on rivers", []),
        ("Conduct each seminar on rivers", []),
        ("Conduct 2 seminar on rivers", []),
        # A verb governs it.
        ("Clubs want to develop river strategy in spring", ["river strategy"]),
        ("Clubs develop river strategy in spring", []),
        ("Quickly develop river strategy in spring", ["river strategy"]),
        ("Clubs want to support river strategy in spring", ["river strategy"]),
        ("The clubs support river strategy in spring", []),
        ("Organizing river strategy in spring", ["river strategy"]),
        ("It helps when organizing river strategy in spring", ["river strategy"]),
        ("They like organizing river strategy in spring", []),
        ("It is the supporting river strategy in spring", []),
        ("Take big seminar on rivers", ["big seminar"]),
        ("Clubs want to take big seminar on rivers", ["big seminar"]),
        ("Clubs want to take seminar on rivers", []),
        ("Clubs want to help seminar on rivers", ["help seminar"]),
        ("Clubs want to help plan for rivers", []),
        # A preposition does, if something says which one it is.
        ("Notes for rural strategy on rivers", ["rural strategy"]),
        ("Notes for strategy on rivers", []),
        ("Notes for agency responsible for dams", ["for agency"]),
        ("Notes, including rural strategy on rivers", ["rural strategy"]),
        ("Notes beside rural strategy on rivers", []),
        ("Notes in big meeting on rivers", []),  # a set phrase
        ("Notes on Ohio strategy for rivers", []),  # a name
        ("Notes of Rights-based approach to rivers", ["Rights-based approach"]),
        ("Notes on a type of rural network in towns", []),
        ("Notes on a bank of rural network in towns", ["rural network"]),
        # A verb governs both nouns beside "and".
        ("Develop oak and young tree in parks", ["young tree"]),
        ("Develop the oak and young tree in parks", []),
        ("Develop oak and tree in parks", []),
        ("Develop and young tree in parks", []),
        ("Bees, oak and young tree in parks", []),
        # At the beginning, it may be a title.
        ("River strategy on floods", []),
        ("Strategy on floods", []),
    ],
)
def test_a_noun_needs_an_article_where_a_word_governs_it(words: str, found: list[str]) -> None:
    assert marked(words) == found


def test_a_title_is_odd_if_the_plan_prints_its_words_otherwise() -> None:
    others = ("Two river strategies for all", "Ten river strategies of towns")
    assert marked("River strategy on floods", *others) == ["River strategy"]
    assert marked("River strategy on floods", others[0]) == []


@pytest.mark.parametrize(
    ("uses", "bare", "is_counted_here"),
    [(20, 1, True), (19, 1, False), (20, 5, True), (20, 6, False)],
)
def test_a_noun_that_the_plan_nearly_always_counts_is_counted(
    uses: int, bare: int, is_counted_here: bool
) -> None:
    others = [f"Town {n} has a policy." for n in range(uses)]
    others += [f"Develop policy on well {n}" for n in range(bare - 1)]
    assert bool(marked("Develop policy on water", *others)) == is_counted_here


@pytest.mark.parametrize("noun", ["training", "use"])
def test_some_nouns_are_never_counted(noun: str) -> None:
    others = [f"Town {n} has a {noun}." for n in range(40)]
    assert marked(f"Develop {noun} on water", *others) == []


@pytest.mark.parametrize(
    ("plurals", "bare", "is_told"), [(3, 1, True), (2, 1, False), (3, 2, False), (4, 2, True)]
)
def test_a_plural_that_the_plan_prints_elsewhere(plurals: int, bare: int, is_told: bool) -> None:
    others = [f"Help the {n} rural communities with a well" for n in range(plurals)]
    others += [f"Walk to well {n} with rural community" for n in range(bare - 1)]
    assert bool(marked("Share the water with rural community", *others)) == is_told


def test_the_plural_of_an_activity_says_nothing_of_its_singular() -> None:
    others = [f"Help the {n} rural trainings with a well" for n in range(9)]
    assert marked("Share the water with rural training", *others) == []


@pytest.mark.parametrize(("articles", "is_told"), [(2, True), (1, False), (0, False)])
def test_a_column_without_articles_has_a_style(articles: int, is_told: bool) -> None:
    words = "Conduct seminar."
    others = [text(f"Conduct a seminar {n}") for n in range(articles)]
    elsewhere = [text(f"The seminars of town {n}", "expected_outputs") for n in range(9)]
    finder = BareSingulars([text(words), *others, *elsewhere])
    assert bool(list(finder.find(text(words)))) == is_told


def test_a_finder_without_texts_finds_nothing_unusual() -> None:
    assert list(BareSingulars([]).find(text("Share the water with rural community"))) == []


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("agency", "agencies"),
        ("survey", "surveys"),
        ("zzqency", "zzqencies"),
        ("zzqey", "zzqeys"),
        ("zzqox", "zzqoxes"),
        ("zzqich", "zzqiches"),
        ("zzqib", "zzqibs"),
        ("advice", "advices"),
    ],
)
def test_the_plural_of_a_noun(noun: str, plural: str) -> None:
    assert plurals_of(noun)[0] == plural


@pytest.mark.parametrize(
    ("noun", "article"),
    [("agency", "an"), ("hub", "a"), ("unit", "a"), ("upgrade", "an"), ("uninsured", "an"),
     ("one-off", "a"), ("office", "an"), ("user", "a"), ("utility", "a"), ("eucalypt", "a")],
)  # fmt: skip
def test_the_article_of_a_noun_follows_its_sound(noun: str, article: str) -> None:
    assert article_of(noun) == article


@pytest.mark.parametrize(
    ("noun", "counted"),
    [("network", True), ("campaign", True), ("meeting", True), ("consensus", False),
     ("training", False), ("gender", False), ("advice", False), ("zzqib", False),
     ("climate", False), ("association", True)],
)  # fmt: skip
def test_which_nouns_need_an_article(noun: str, counted: bool) -> None:
    assert is_counted(noun) == counted


@pytest.mark.parametrize("noun", ["university", "campaign", "council", "department", "session"])
@pytest.mark.parametrize("articles", [("the", "a"), ("a", "the")])
def test_of_two_equally_usual_forms_the_first_is_named(
    noun: str, articles: tuple[str, str]
) -> None:
    usual = [f"We meet {each} rural {noun} in May {n}" for n in range(9) for each in articles]
    bare = text(f"Rural {noun} in May")
    ((slip, _),) = BareSingulars([*map(text, usual), bare]).find(bare)
    assert slip.reason.endswith(f"elsewhere the plan prints “{articles[0]} rural {noun}”")
