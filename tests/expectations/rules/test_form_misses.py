"""Conditions of the rules on forms: of verbs, of articles, and of the items of a list."""

from __future__ import annotations

import pytest

from expectations.plan_index import Text
from expectations.rules.clauses.agreements import (
    find_articles_of_acronyms,
    find_plain_verbs,
    find_wrong_agreement,
)
from expectations.rules.clauses.questions import find_inverted_questions
from expectations.rules.consistency.list_items import ListItems
from expectations.rules.variants.links import lacking_prepositions, names_without_article
from tests.expectations.rules.test_near_misses import told
from tests.expectations.rules.test_usage import text
from tests.expectations.rules.test_variant_limits import marked, uses

TASKS = ("Develop plans;", "Prepare maps;", "Provide pumps;", "Improve wells; and")
DOING = ("Developing it;", "Preparing it;", "Providing it;", "Improving it; and")
THINGS = ("Roads in town;", "Oaks of note; and")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("One of the steps are old", ["One of the steps are"]),
        ("One of the problems farmers have it", []),
        ("There is gaps in it", ["There is gaps"]),
        ("There is means in it", []),  # a singular, too
        ("This plans are old", ["This plans"]),
        ("What this shows is old", []),
        ("Towns see this plans in it", []),  # a verb, perhaps
        ("To do this councils must share it", []),  # a pronoun
        ("In this councils must share it", []),
        ("That particular emissions is old", ["That particular emissions"]),
        ("Use this means of it", []),
    ],
)
def test_a_number_contradicts_the_noun(words: str, found: list[str]) -> None:
    assert told(find_wrong_agreement, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("It will be develop by us", ["be develop"]),
        ("It has conduct rules", []),  # a noun, too
        ("All it has to do is provide it", []),
        ("The tools farmers have allow them", []),
        ("The tools they have allow them", []),
        ("The tools town have allow them", ["have allow"]),
        ("It said so they have allow it", ["have allow"]),
        ("It said that they have allow it", []),
        ("It is for those that have allow it", []),
        ("It is complete", []),  # an adjective, too
    ],
)
def test_a_plain_verb_follows_be_or_have(words: str, found: list[str]) -> None:
    assert told(find_plain_verbs, words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Hold a ASEAN meeting", True),
        ("Hold an UN meeting", True),
        ("Hold a UN meeting", False),
        ("Hold an UK meeting", True),
        ("Hold an UNESCO meeting", True),
        ("Hold an URO meeting", False),  # perhaps a word
        ("Hold a EU meeting", True),
        ("Hold an EU meeting", False),
        ("Hold a EUROPOL meeting", False),
        ("Hold a MTF meeting", True),
        ("Hold an MTF meeting", False),
        ("Hold a MOTF meeting", False),  # perhaps a word
        ("Hold an BTF meeting", True),
        ("Hold an BOTF meeting", True),
        ("Hold a NSW meeting", False),
        ("Go. A EU meeting", True),
        ("Annex A EU meeting", False),
        ("Hold a NOK 5 meeting", False),
    ],
)
def test_an_article_goes_by_how_an_acronym_is_spoken(words: str, *, found: bool) -> None:
    assert bool(told(find_articles_of_acronyms, words)) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Show the linkage law", ["linkage law"]),
        ("Linkage law", ["Linkage law"]),
        ("Of linkage law", ["linkage law"]),
        ("Show any linkage law", []),
    ],
)
def test_a_noun_lacks_the_preposition_of_others(words: str, found: list[str]) -> None:
    assert marked(lacking_prepositions(), words, *uses("Ask about linkages of law {}", 2)) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ask at Climate Fund", ["at Climate Fund"]),
        ("Ask at Climate Fund seminar", []),
        ("Report their Climate Fund", []),
        ("Report Climate Fund", []),
    ],
)
def test_a_name_lacks_its_article_after_a_preposition(words: str, found: list[str]) -> None:
    usual = uses("Ask the Climate Fund, {} times", 4)
    assert marked(names_without_article(), words, *usual) == found


@pytest.mark.parametrize(
    ("items", "found"),
    [
        (("Other task;", *TASKS, "Promote art."), ["Other task"]),
        (("Other task;", *TASKS[1:], "Promote art."), ["Other task"]),
        (("Other task;", *TASKS[2:], "Promote art."), []),  # three show nothing
        (("Other task;", "No task;", *TASKS, "Promote art."), []),
        (("Support task;", *TASKS, "Promote art."), []),  # a verb, perhaps
        (("Jointly task;", *TASKS, "Promote art."), []),
        (("Other task", *TASKS, "Promote art."), []),  # no item
        (("(a) Other task;", *TASKS, "Promote art."), []),  # of another list
        (("Other task;", *TASKS, "Promote art;", "Do it."), ["Other task"]),
        (("Support the art;", *TASKS, "Other."), ["Other"]),
        (("Support art;", *TASKS, "Other."), ["Other"]),  # a noun, perhaps: it counts for neither
        (("123 task;", *TASKS, "Other."), []),
        ((*DOING, "Other."), ["Other"]),
        ((*DOING[1:], "Other."), []),
        (
            ("Introduce fees and develop art;", *THINGS, "Shops."),
            ["Introduce fees and develop"],
        ),
        (("Introduce fees and develop art;", *THINGS), []),  # two things show nothing
        (("Introduce fees and develop art;", "Develop it;", *THINGS, "Shops."), []),
        (("Introduce fees and roads;", *THINGS, "Shops."), []),
    ],
)
def test_an_item_begins_in_another_form_than_all_others(
    items: tuple[str, ...], found: list[str]
) -> None:
    texts = [Text("narrative", str(n), "text", item, None) for n, item in enumerate(items)]
    finder = ListItems(texts)
    slips = [place for each in texts for _, place in finder.find(each)]
    assert [place.text[start:stop] for place, start, stop in slips] == found


@pytest.mark.parametrize(
    ("words", "usual"),
    [
        ("Explore what are the benefits of it", ["what the benefits are"]),
        ("Explore what is the benefit of it", ["what the benefit is"]),
        ("Explore how is the best course of it", [""]),  # an adjective, too
        ("Explore what are the quickly of it", [""]),
        ("Explore what are the benefits they have", [""]),  # the noun may go on
        ("Explore what is the best course of it", []),  # a subject, perhaps
        ("Explore what are the benefits of it?", []),
    ],
)
def test_a_question_inside_a_sentence_has_its_verb_last(words: str, usual: list[str]) -> None:
    assert [slip.usual for slip, _ in find_inverted_questions(text(words))] == usual
