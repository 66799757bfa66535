"""Which words are verbs: by a lexicon of English, by how plans use them, by what follows them."""

from __future__ import annotations

import re

from expectations.rules.lexicon import lexicon
from expectations.words import word_set

SENTENCE = re.compile(r"(?:[^.;:!?]|\.(?=\S))+")
"""Words up to a mark that ends a clause; a stop inside a word or number ends none."""
DETERMINERS = "a|an|all|any|both|each|every|its|more|such|that|the|their|these|this|those"
ATTRIBUTES = word_set(
    """changing contributing developing driving emerging enabling existing growing guiding
    implementing leading living operating participating remaining supporting working"""
)
"""Words in -ing that stand before a noun: "helping developing countries"."""
_NO_VERBS = word_set(
    """about above across after along alongside amid among around at before behind below beside
    between beyond by despite down during except following for from given in inside into like near
    of off on onto opposite out outside over past per plus regarding round save since than through
    throughout till to toward towards under until up upon via while with within without worth"""
)
_RARELY_OTHER = word_set(
    """advocate build collect commission compile conduct construct coordinate curb express foster
    gather give hold implement initiate launch make meet monitor nurture preserve produce raise
    recruit respect save secure serve set tackle take vaccinate"""
)
"""Verbs that the lexicon also has as nouns or adjectives, as plans hardly use them."""
_TASKS = word_set(
    """design draft hire increase map offer pilot purchase register repair review supply train
    update upgrade"""
)
"""Verbs that are as often nouns; at the beginning of a task they are verbs."""
_NOUNS = word_set(
    """benchmarking budgeting campaigning counselling evaluating farming fishing forecasting
    lobbying mentoring networking parenting policing profiling recycling registering sharing
    staffing storytelling supplying tendering trafficking volunteering zoning"""
)
"""Words in -ing that stand for an activity ("Networking among …"), and that the lexicon lacks."""
_NO_NOUNS = word_set("designing fostering gathering holding publishing serving setting")
"""Words in -ing that the lexicon has as nouns, too, as plans hardly use them."""


def is_plain_verb(word: str) -> bool:
    """Return whether a word is the plain form of a verb, and no noun: "develop", "strengthen"."""
    folded = word.casefold()
    return folded in _RARELY_OTHER or lexicon().is_only_verb(folded)


def is_task_verb(word: str) -> bool:
    """Return whether a word at the beginning of a text is a verb: "Design a course"."""
    return word.casefold() in _TASKS or is_plain_verb(word)


def base_of_gerund(word: str) -> str | None:
    """Return the verb of a word in -ing that is no noun."""
    is_noun = word in _NOUNS or (word in lexicon().nouns and word not in _NO_NOUNS)
    return None if is_noun else lexicon().gerunds.get(word)


def base_of_third_person(word: str) -> str | None:
    """Return the verb of a form such as "serves", unless it may be the plural of a noun."""
    base = lexicon().third_persons.get(word)
    return base if base and is_task_verb(base) else None


def has_verb_here(word: str, following: str) -> bool:
    """Return whether a word is a verb: one that may be something else, if a determiner follows."""
    folded = word.casefold()
    if is_plain_verb(folded):
        return True
    has_object = following.strip().split(" ")[0].casefold() in DETERMINERS.split("|")
    return has_object and folded not in _NO_VERBS and folded in lexicon().verbs


def is_gerund(word: str) -> bool:
    """Return whether a word in -ing is the form of a verb, and no noun of its own."""
    return base_of_gerund(word.casefold()) is not None


def is_verb_form(word: str) -> bool:
    """Return whether a word in -ing may be the form of a verb, though it may be a noun, too."""
    return word.casefold() in lexicon().gerunds
