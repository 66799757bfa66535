"""Verbs that are no nouns, so that their plain form shows a verb."""

from __future__ import annotations

import re
from functools import cache

from expectations.rules.usage.verbs import BASE_VERBS, base_of_gerund
from expectations.thresholds import SLIPS
from expectations.words import word_frequency, word_set

_MORE_VERBS = word_set(
    """accommodate acquire address allow assure avoid become benefit bring broaden choose comprise
    contribute counter curb cut decrease describe detect determine discourage discover eradicate
    explain express find foster fulfil generate give guide help increase influence lead lower make
    minimise minimize mitigate motivate oblige operate organise overcome own persuade plan preserve
    prioritise prioritize promise pursue rely remain remove require resolve respect satisfy save
    share show solve stimulate stop tackle take undermine understand unlock utilise utilize"""
)
_ALSO_NOUNS = word_set(
    """address attract benefit counter cut decrease design draft find guide help hire increase
    influence input lead map offer own plan promise purchase pilot register repair replace review
    share show stop supply test train update upgrade"""
)
PLAIN_VERBS = (BASE_VERBS | _MORE_VERBS) - _ALSO_NOUNS
"""Verbs whose plain form is no noun: what follows a noun so is a verb, not another noun."""
_OTHER_GERUNDS = word_set("carrying cutting getting having reflecting showing using")
SENTENCE = re.compile(r"(?:[^.;:!?]|\.(?=\S))+")
"""Words up to a mark that ends a clause; a stop inside a word or number ends none."""
DETERMINERS = "a|an|all|any|both|each|every|its|more|such|that|the|their|these|this|those"
_IRREGULAR = word_set(
    "buy catch draw drink drive eat feed grow hear hold pay sell send speak spend teach"
)
_NO_VERBS = word_set(
    """about above across after along alongside amid among around at before behind below beside
    between beyond by despite down during except following for from given in inside into like near
    of off on onto opposite out outside over past per plus regarding round save since than through
    throughout till to toward towards under until up upon via while with within without worth"""
)


def is_plain_verb(word: str, following: str) -> bool:
    """Return whether a word is a verb: one that may be something else, if a determiner follows."""
    folded = word.casefold()
    if folded in PLAIN_VERBS:
        return True
    has_object = following.strip().split(" ")[0].casefold() in DETERMINERS.split("|")
    is_known = folded in BASE_VERBS | _MORE_VERBS | _IRREGULAR
    return has_object and (is_known or (folded not in _NO_VERBS and has_verb_forms(folded)))


@cache
def has_verb_forms(word: str) -> bool:
    """Return whether forms of a word in -ing and -ed are in use, and it is in its plain form."""
    if word.endswith(("ing", "ed", "s")):
        return False
    stem = word.removesuffix("e")
    frequencies = [word_frequency(stem + ending, "en") for ending in ("ing", "ed")]
    return min(frequencies) >= SLIPS.min_zipf


def is_gerund(word: str) -> bool:
    """Return whether a word in -ing is the form of a verb, and no noun of its own."""
    folded = word.casefold()
    if base_of_gerund(folded):
        return True
    return folded.endswith("ing") and (
        folded[:-3] in _MORE_VERBS or f"{folded[:-3]}e" in _MORE_VERBS or folded in _OTHER_GERUNDS
    )


def is_verb_form(word: str) -> bool:
    """Return whether a word in -ing may be the form of a verb, though it may be a noun, too."""
    stem = word.casefold().removesuffix("ing")
    forms = {stem, f"{stem}e", stem[:-1]}  # planning, mapping: the last letter is doubled
    is_known = bool(forms & (BASE_VERBS | _MORE_VERBS))
    return is_gerund(word) or is_known or has_verb_forms(stem)
