"""Words for counts and amounts with a noun that they do not go with: "trainings", "less farms"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.clauses.articles import is_counted, plurals_of
from expectations.rules.idiom.phrase import is_quality, text_before
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.words import TextRange, word_set

_MASS = word_set(
    """advice assistance  awareness baggage  clothing
    counselling equipment evidence expertise feedback furniture guidance hardware homework
     information  knowledge   luggage
    machinery mentoring  networking policing publicity radicalisation
    radicalization research scenery software terrorism  training violence
    wellbeing"""
)
"""Nouns that are not counted, though a few writers give them a plural."""
_PLURAL = re.compile(
    r"(?<![-’'\w])(?P<word>"
    + "|".join(sorted(f"{noun}s" for noun in _MASS))
    + r")\b(?!\s(?:the|a|an|how|whether|that|what|which)\b|[’'])",
    re.I,
)
_SINGULAR = re.compile(
    r"\b(?P<words>(?P<many>different|diverse|few|fewer|varied)\s"
    r"(?P<between>(?:[a-z-]+\s){0,2}?)(?P<noun>[a-z]{4,}))"
    r"(?=\s*[.;:,)]|\s*$|\s(?:and|for|of|in|on|to|by|with|from|among|between|at|that|which|who|are)\b)"
)
_ONE = re.compile(
    r"\b(?:a|an|the|one|no|any|each|every|this|that|some|another|more|most|very|quite|somewhat|little|its|"
    r"their|[a-z]+ly)\s(?:[a-z-]+\s)?$",
    re.I,
)
"""What stands before one thing: "a radically different approach", "the most diverse city"."""
_AFTER_NO_VERB = re.compile(
    r"\b(?:all|as|by|conduct|for|from|many|of|on|other|several|such|the|these|those|various|with)\s$",
    re.I,
)
_ALSO_VERBS = word_set("evidences")
_LESS = re.compile(
    r"\bless\s(?P<noun>[a-z]{4,})(?=\s*[.;:,)]|\s*$|\s(?:and|are|for|in|of|on|than|that|to|were|will|with)\b)"
)
_AMOUNT = re.compile(
    r"\bamounts?\sof\s(?P<noun>(?:children|customers|farmers|households|people|persons|staff|students|trainees|women|workers|visitors|users|residents))\b"
)
_LATIN = {
    "a criteria": "a criterion",
    "a phenomena": "a phenomenon",
    "this criteria": "this criterion",
    "criterias": "criteria",
    "phenomenas": "phenomena",
    "each criteria": "each criterion",
    "one criteria": "one criterion",
    "datas": "data",
    "medias": "media",
}
_LATIN_WORDS = re.compile(rf"\b(?:{'|'.join(_LATIN)})\b", re.I)


def find_plurals_of_mass(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "conduct trainings" and "criterias"."""
    for match in _PLURAL.finditer(text.text):
        one = match["word"][:-1]
        if match["word"].casefold() in _ALSO_VERBS and not _AFTER_NO_VERB.search(
            text_before(text.text, match.start())
        ):
            continue  # "this evidences strong demand"
        reason = f"“{one.casefold()}” is uncountable and has no plural"
        yield Slip(match["word"].casefold(), one, reason), (text, *match.span())
    for match in _LATIN_WORDS.finditer(text.text):
        right = _LATIN[match.group().casefold()]
        reason = f"the form of the word is wrong here: “{right}”"
        yield Slip(match.group().casefold(), right, reason), (text, *match.span())


def find_wrong_counts(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "on diverse attitude", "less farms" and "amount of people"."""
    for match in _SINGULAR.finditer(text.text):
        noun = match["noun"]
        is_free = not _ONE.search(text_before(text.text, match.start()))
        are_qualities = all(is_quality(word) for word in match["between"].split())
        if is_free and are_qualities and is_counted(noun) and noun not in lexicon().plurals:
            right = match["words"].removesuffix(noun) + plurals_of(noun)[0]
            reason = f"“{noun}” has neither an article nor a plural ending"
            yield Slip(match["words"], right, reason), (text, *match.span("words"))
    for match in _LESS.finditer(text.text):
        noun = match["noun"]
        if (
            noun in lexicon().plurals
            and noun not in lexicon().nouns
            and noun not in lexicon().others
            and noun != "plastics"  # kinds of one material: "use less plastics"
        ):
            reason = f"“{noun}” is countable and takes “fewer”, not “less”"
            yield Slip(match.group(), f"fewer {noun}", reason), (text, *match.span())
    for match in _AMOUNT.finditer(text.text):
        right = match.group().replace("amount", "number", 1)
        reason = f"“{match['noun']}” is countable and takes “number”, not “amount”"
        yield Slip(match.group(), right, reason), (text, *match.span())
