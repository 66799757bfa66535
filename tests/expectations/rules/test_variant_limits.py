"""From how many uses on a phrase, a capital or a mark is a plan's own, and what is none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from expectations.plan_index import PlanIndex
from expectations.rules.variants.capitals import find_needless_capitals, is_title
from expectations.rules.variants.compounds import derived_compounds, short_compounds
from expectations.rules.variants.links import (
    lacking_prepositions,
    names_without_article,
    nouns_without_article,
)
from expectations.rules.variants.mixed_styles import find_mixed_styles, find_odd_marks
from expectations.rules.variants.numbers import (
    numbers_in_phrases,
    plurals_before_nouns,
    verbs_of_many,
)
from expectations.rules.variants.slots import Kind, PhraseIndex
from expectations.settings import ExpectationSettings
from tests.expectations.plans import linked
from tests.expectations.rules.test_usage import text
from tests.link.plans import RowText

TIMES = ("one", "two", "three", "four", "five", "six")


def uses(words: str, count: int) -> list[str]:
    """Return texts that print words, each among others."""
    return [words.format(word) for word in TIMES[:count]]


def marked(kind: Kind, *texts: str) -> list[str]:
    """Return the phrases that a plan otherwise prints in another way."""
    found = PhraseIndex(map(text, texts)).unusual(kind)
    return [place.text[start:stop] for _, (place, start, stop) in found]


@pytest.mark.parametrize(
    ("odd", "usual", "found"), [(1, 1, False), (1, 2, True), (2, 3, False), (2, 4, True)]
)
def test_a_phrase_is_odd_beside_twice_as_many(odd: int, usual: int, *, found: bool) -> None:
    texts = uses("Try {} terrorist-led groups", odd) + uses("Ask {} terrorism-led groups", usual)
    assert marked(derived_compounds(), *texts) == ["terrorist-led groups"] * odd * found


def test_a_text_that_is_printed_twice_is_one_use() -> None:
    texts = ["Try terrorist-led groups", *["Ask terrorism-led groups"] * 3]
    assert marked(derived_compounds(), *texts) == []


@pytest.mark.parametrize(
    ("words", "usual", "found"),
    [
        ("Use a public-partnership", "A public-private partnership", ["public-partnership"]),
        ("Use sea-transport", "A sea-land transport", ["sea-transport"]),
        ("Use a co-partnership", "A co-private partnership", []),  # two letters: a prefix
        ("Use a bus-go", "A bus-rail go", []),
        ("Use a public-partnership", "A public private partnership", []),
        ("Use a public-partnership", "A public-private-civil partnership", []),
        ("Use a public-partnership", "A public-private civil partnership", []),
        ("Use counter-measures", "All counter-terrorism measures", []),
        ("Use a public-private-partnership", "A public-private partnership", []),
    ],
)
def test_a_compound_lacks_a_word_that_it_has_elsewhere(
    words: str, usual: str, found: list[str]
) -> None:
    assert marked(short_compounds(), words, usual) == found


@pytest.mark.parametrize(
    ("words", "usual", "found"),
    [
        ("Show the linkage law", "Ask about linkages of law {}", ["linkage law"]),
        ("Linkage law", "Ask about linkages of law {}", ["Linkage law"]),
        ("Show any linkage law", "Ask about linkages of law {}", []),  # no noun, perhaps
        ("Show the linkage law", "Ask about linkages, law {}", []),
        ("Show the linkage of", "Ask about linkages of law {}", []),
        ("Show the linkage law", "Ask about linkages when law {}", []),
    ],
)
def test_two_words_lack_a_preposition(words: str, usual: str, found: list[str]) -> None:
    assert marked(lacking_prepositions(), words, *uses(usual, 2)) == found


def test_a_task_at_the_beginning_of_a_text_has_the_preposition_of_others() -> None:
    usual = ["Focus on making films", "Focus on taking part"]
    assert marked(lacking_prepositions(), "Focus drawing on art", *usual) == ["Focus drawing"]
    usual = ["The focus on making films", "The focus on taking part"]
    assert marked(lacking_prepositions(), "The focus drawing on art", *usual) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Report to Climate Fund", True),
        ("Report to Climate Fund because of this", True),
        ("Report to Climate Fund in May", True),
        ("Report to Climate Fund seminar", False),  # "a" would be that of the seminar
        ("Report to Climate Fund rural staff", False),
        ("Report to Climate Fund / others", False),
        ("Report to Climate Fund reviews", False),
        ("Ask Climate Fund", False),
        ("Report to our Climate Fund", False),
        ("Report to Climate", False),
        ("Report to Climate on", False),
    ],
)
def test_a_name_lacks_its_article(words: str, *, found: bool) -> None:
    usual = uses("Ask the Climate Fund, {} times", 4)
    assert marked(names_without_article(), words, *usual) == ["to Climate Fund"] * found


@pytest.mark.parametrize(
    ("usual", "found"),
    [
        ("The board of The Climate Fund, {} times", True),
        ("Say when the Climate Fund reviews {} plans", True),  # a verb follows
        ("Ask the Climate Fund seminars {} times", False),
        ("Ask the Climate Fund office {} times", False),
        ("Meet at the Climate Fund’s, {} times", True),
        ("Ask any Climate Fund, {} times", False),
    ],
)
def test_a_name_has_an_article_elsewhere(usual: str, *, found: bool) -> None:
    texts = ("Report to Climate Fund", *uses(usual, 4))
    assert marked(names_without_article(), *texts) == ["to Climate Fund"] * found


@pytest.mark.parametrize(
    ("articles", "bare", "found"),
    [(4, 1, True), (3, 1, False), (6, 2, False), (0, 1, False)],
)
def test_a_name_mostly_has_an_article(articles: int, bare: int, *, found: bool) -> None:
    texts = uses("It is in the Work Plan, {} times", articles)
    texts += uses("It is part of Work Plan in year {}", bare)
    assert marked(names_without_article(), *texts) == ["of Work Plan"] * bare * found


@pytest.mark.parametrize(
    ("name", "found"), [("CFB", True), ("CF", False), ("Parliament", False), ("Fund on X", True)]
)
def test_a_name_has_several_words_or_three_letters(name: str, *, found: bool) -> None:
    texts = (f"Report to {name}", *uses(f"Ask the {name}, {{}} times", 4))
    assert marked(names_without_article(), *texts) == [f"to {name}"] * found


@pytest.mark.parametrize(
    ("words", "noun", "found"),
    [
        ("Find gaps in coverage of towns", "coverage", ["in coverage of"]),
        ("Find gaps in wide coverage of towns", "coverage", ["in wide coverage of"]),
        ("Wide coverage of all towns across", "coverage", []),
        ("Find gaps in bank coverage of towns", "coverage", []),  # a noun is no attribute
        ("Find gaps in coverage for towns", "coverage", []),
        ("Encourage coverage of towns", "coverage", ["Encourage coverage of"]),
        ("Encourage publication of laws", "publication", []),
        ("Town coverage of laws", "coverage", []),
        ("Rank it in smallest of towns", "smallest", []),
        ("Act in support of towns", "support", []),
    ],
)
def test_a_noun_before_of_lacks_its_article(words: str, noun: str, found: list[str]) -> None:
    usual = uses(f"Ask about the {noun} of {{}} towns", 4)
    assert marked(nouns_without_article(), words, *usual) == found


@pytest.mark.parametrize(
    ("words", "usual", "found"),
    [
        ("Build for rural health clinic", "Open {} rural health clinics", True),
        ("Build one rural health clinic", "Open {} rural health clinics", False),
        ("Use the two old good rural health clinic", "Open {} rural health clinics", True),
        ("Build for rural health clinic in town", "Open {} rural health clinics", True),
        ("Build for rural health clinic staff", "Open {} rural health clinics", False),
        ("Build for rural health clinics", "Open {} rural health clinic", False),
        ("Ask for rural clinics staff", "Ask {} rural clinic staff", True),
        ("Ask for rural industry staff", "Ask {} rural industries staff", False),
        ("Ask for rural agency staff", "Ask {} rural agencies staff", True),
        ("Ask for rural business staff", "Ask {} rural businesses staff", False),
        ("Ask for rural van staff", "Ask {} rural vans staff", False),  # too short
        ("Ask for rural boat staff", "Ask {} rural boats staff", True),
        ("Ask for rural their boat", "Ask {} rural their boats", False),
    ],
)
def test_a_word_of_a_phrase_is_in_another_number(words: str, usual: str, *, found: bool) -> None:
    assert bool(marked(numbers_in_phrases(), words, *uses(usual, 2))) == found


@pytest.mark.parametrize(
    ("words", "usual", "found"),
    [
        ("Try risks analysis", "Ask {} risk analysis", ["risks analysis"]),
        ("Try risk analysis", "Ask {} risks analysis", ["risk analysis"]),
        ("It tackles change", "We want to tackle change {}", []),  # a verb
        ("Try mass transit", "Ask {} mas transit", []),
        ("Try risks, analysis", "Ask {} risk, analysis", []),
        ("Try risks about", "Ask {} risk about", []),
        ("Try its analysis", "Ask {} it analysis", []),
    ],
)
def test_a_noun_before_a_noun_is_in_another_number(
    words: str, usual: str, found: list[str]
) -> None:
    texts = [text(each) for each in (words, *uses(usual, 6))]
    assert marked(plurals_before_nouns(texts), words, *uses(usual, 6)) == found


@pytest.mark.parametrize(
    ("words", "usual", "found"),
    [
        ("Fund schools that creates jobs", "schools that create art", ["schools that creates"]),
        ("Fund schools who creates jobs", "schools that create art", []),
        ("Fund schools that create jobs", "schools that creates art", ["schools that creates"]),
        ("A plan that creates jobs", "plan that create art", []),
        ("Fund schools since creates", "schools since create", []),
    ],
)
def test_several_things_have_the_verb_of_one(words: str, usual: str, found: list[str]) -> None:
    assert marked(verbs_of_many(), words, usual) == found


def capitals(judged: Sequence[str], usual: Sequence[str]) -> list[str]:
    own = [text(words) for words in judged]
    found = find_needless_capitals(own, [*own, *map(text, usual)])
    return [form for _, forms in found for form in forms if not form.islower()]


@pytest.mark.parametrize(
    ("odd", "usual", "found"), [(1, 2, False), (1, 3, True), (2, 5, False), (2, 6, True)]
)
def test_a_capital_is_odd_beside_three_small_letters(odd: int, usual: int, *, found: bool) -> None:
    judged = uses("It reads Guidelines {}", odd)
    texts = uses("It has guidelines of number {}", usual)
    assert capitals(judged, texts) == ["Guidelines"] * found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("It reads Guidelines", True),
        ("Develop Guidelines on roads", True),
        ("Town Guidelines on roads", False),
        ("In Guidelines for roads", False),
        ("It reads: Guidelines", False),
        ("It reads Guidelines – all", False),
        ("It reads Guidelines, all", True),
        ("It reads Guidelines for the Abuja road", False),
        ("It reads Guidelines for the road", True),
        ("It reads Guidelines of the", True),
        ("It reads those Abuja and Guidelines", False),
        ("It reads books and Guidelines", True),
        ("It reads Guidelines Abuja", False),
    ],
)
def test_a_capital_that_belongs_to_no_name(words: str, *, found: bool) -> None:
    usual = uses("It has guidelines of number {}", 3)
    assert capitals([words], usual) == ["Guidelines"] * found


@pytest.mark.parametrize(("capital", "small", "is_one"), [(7, 3, False), (8, 3, True)])
def test_a_title_has_capitals_in_most_longer_words(
    capital: int, small: int, *, is_one: bool
) -> None:
    words = ["Roads"] * capital + ["paths"] * small + ["with"] * 9
    assert is_title(" ".join(words)) == is_one


def index_of(texts: Sequence[str]) -> PlanIndex:
    rows = tuple(RowText(f"{n}.1", f"Topic {n}", words, "") for n, words in enumerate(texts, 1))
    return PlanIndex(linked(rows, relevant={}))


def odd_marks(*texts: str) -> list[str]:
    found = find_odd_marks(index_of(texts), is_english=True)
    return [place.printed for each in found for place in each.places]


@pytest.mark.parametrize(
    ("odd", "usual", "found"), [(1, 2, False), (1, 3, True), (2, 3, False), (2, 4, True)]
)
def test_a_comma_is_missing_where_most_places_have_it(odd: int, usual: int, *, found: bool) -> None:
    texts = [*uses("Ask clubs including {} men", odd), *uses("Ask {} all, including some", usual)]
    assert odd_marks(*texts) == ["clubs including"] * odd * found


@pytest.mark.parametrize(
    ("noun", "found"),
    [("clubs", True), ("WIPOX", True), ("quickly", False), ("rural", False), ("elderly", False)],
)
def test_a_comma_is_missing_after_a_noun(noun: str, *, found: bool) -> None:
    texts = [f"Ask {noun} including men", *uses("Ask {} all, including some", 3)]
    assert odd_marks(*texts) == [f"{noun} including"] * found


def test_a_text_that_is_printed_again_shows_a_habit_once() -> None:
    assert odd_marks("Ask clubs including men", *["Ask all, including some"] * 3) == []


def test_what_a_price_includes_says_which_price_it_is() -> None:
    usual = uses("Ask {} all, including some", 3)
    assert odd_marks("Pay a price including tax", *usual) == []
    assert odd_marks("Pay a price including tea", *usual) == ["price including"]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["Read section 4", "Read Section 5", "Read Section 6"], ["section 4"]),
        (["Read Section 4", "Read section 5", "Read section 6"], ["Section 4"]),
        (["Read section 4", "Read sections 6"], []),
        (["Plan for 2020–25", "Plan 2010–2015", "Plan 2015–2020"], ["2020–25"]),
        (["Plan for 2020–21", "Plan 2010–2015", "Plan 2015–2020"], []),
        (["Plan 2010–2015", "Plan for 2020–25", "Plan for 2015–20"], ["2010–2015"]),
        (["Plan 2019–2020", "Plan for 2020–25", "Plan for 2015–20"], ["2019–2020"]),
        (["Read Decree 2010–2015", "Plan for 2020–25", "Plan for 2015–20"], []),
        (["Plan 2010 – 2015", "Plan 2015–2020", "Plan 2020–2025"], ["2010 – 2015"]),
        (["Read Decree 2010 – 2015", "Plan 2015–2020", "Plan 2020–2025"], []),
        (["Plan 2010–2015", "Plan 2015-2020", "Plan 2020-2025"], ["2010–2015"]),
        (["Read Decree 2010–2015", "Plan 2015-2020", "Plan 2020-2025"], []),
    ],
)
def test_the_rarer_of_two_ways_is_odd(texts: list[str], found: list[str]) -> None:
    english = list(find_mixed_styles(index_of(texts), ExpectationSettings()))
    assert [place.printed for each in english for place in each.places] == found
    assert list(find_mixed_styles(index_of(texts), ExpectationSettings(language="de"))) == []
