"""Verbs in a clause, by their form and by what follows them."""

from __future__ import annotations

import re

from expectations.rules.english_verbs import base_of_gerund, is_plain_verb
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
