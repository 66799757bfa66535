"""Verbs by which plans begin a task, and their forms."""

from __future__ import annotations

import re
from functools import cache

from expectations.words import word_set

BASE_VERBS = word_set(
    """accelerate achieve adapt adopt advise advocate allocate analyse analyze apply appoint
    approve arrange assess assist attract build carry clarify collect commission compile
    complete conduct consider consolidate construct consult convene coordinate create define
    deliver deploy design develop disseminate distribute draft educate eliminate enable
    encourage enforce engage enhance ensure equip establish evaluate examine expand explore
    extend facilitate finalise finalize formulate gather generate hire hold identify implement
    improve include incorporate increase inform initiate inspect install integrate introduce
    investigate invite involve launch maintain make map meet mobilise mobilize modernise
    modernize monitor negotiate nurture obtain offer organise organize participate perform
    pilot prepare prevent procure produce promote propose protect provide publish purchase
    raise ratify recruit reduce refurbish register rehabilitate renovate repair replace
    restore review revise secure select serve set simplify strengthen submit supply sustain
    teach train update upgrade vaccinate validate verify"""
)
_NOUNS = word_set(
    """building engineering evaluating farming financing fishing funding housing learning
    mapping marketing meeting mentoring monitoring networking offering planning policing recycling
    registering reporting screening serving supplying teaching testing training"""
)
"""Words in -ing that stand for an activity or a thing: "Training on", "Monitoring of"."""


@cache
def _gerunds() -> dict[str, str]:
    return {_gerund(verb): verb for verb in BASE_VERBS}


def _gerund(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb[:-1]}ing"
    doubles = verb in {"map", "set", "submit"}
    return f"{verb}{verb[-1]}ing" if doubles else f"{verb}ing"


def base_of_gerund(word: str) -> str | None:
    """Return the verb of a word in -ing that is no noun."""
    return None if word in _NOUNS else _gerunds().get(word)


def base_of_third_person(word: str) -> str | None:
    """Return the verb of a form such as "serves"."""
    bases = (word[:-1], word[:-2], re.sub("ies$", "y", word))
    return next((base for base in bases if word.endswith("s") and base in BASE_VERBS), None)
