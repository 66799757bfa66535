"""Which words are verbs, by a lexicon of English and by how plans use them."""

from __future__ import annotations

from expectations.rules.lexicon import lexicon
from expectations.words import word_set

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
