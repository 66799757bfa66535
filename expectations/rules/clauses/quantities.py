"""Nouns in the singular after words for several things: "a number of country", "various tool"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.clauses.articles import is_counted, plurals_of
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.words import TextRange, word_set

_MANY = r"""numerous|multiple|both|all\sthe|
    (?:these|those|several|various|many)(?=\s[a-z-]+\s[a-z])|
    (?:number|range|series|variety|set|list|group|majority)s?\sof(?:\sthe)?|
    (?<!the\s)one\sof\s(?:the|its|their)|two|three|four|five|six|seven|eight|nine|ten|twelve"""
_SINGULAR = re.compile(
    rf"\b(?P<words>(?:{'|'.join(part.strip() for part in _MANY.split('|'))})\s"
    r"(?P<between>(?:[a-z-]+\s){0,2}?)(?P<noun>[a-z]{4,}))"
    r"(?=\s*[.;:,)]|\s*$|\s(?:for|of|in|on|to|by|with|from|among|between|at|that|which|who|is|are)\b)",
    re.I,
)
_ONE = re.compile(
    r"\b(?P<words>(?P<one>an?|another|each|every)\s(?!few\s|many\s|hundred\s|dozen\s)"
    r"(?P<between>(?:[a-z-]+\s){0,2}?)(?P<noun>[a-z]{4,}))"
    r"(?=\s*[.;:,)]|\s*$|\s(?:for|of|in|on|to|by|with|from|among|between|at|that|which|who)\b)"
)
_AMONG_TWO = re.compile(
    r"\b(?P<words>among(?:st)?\s(?:the\s|an?\s)?(?:[a-z-]+\s)?(?P<one>[a-z]{3,})\sand\s(?:the\s|an?\s)?"
    r"(?:[a-z-]+\s)?(?P<two>[a-z]{3,}))(?=\s*[.;)]|\s*$|\s(?:for|in|on|to|by|with|when|that)\b)"
)
_NUMBER_ENDS = word_set("and as by for from in of on or than that the to with a an one each every")


def find_singulars_after_many(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find counted nouns without a plural ending after a word that asks for one."""
    for match in _SINGULAR.finditer(text.text):
        noun, between = match["noun"], match["between"].casefold().split()
        # "these include a fund", "six to the board": another phrase begins.
        is_phrase = all(_is_quality(word) for word in between)
        if is_phrase and noun not in lexicon().plurals and _is_only_counted(noun):
            right = match["words"].removesuffix(noun) + plurals_of(noun)[0]
            reason = f"“{noun}” has no plural ending after words for several things"
            yield Slip(match["words"].casefold(), right, reason), (text, *match.span("words"))


def find_plurals_after_one(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "a programmes for" and "each districts"."""
    for match in _ONE.finditer(text.text):
        noun = match["noun"]
        single = lexicon().plurals.get(noun, noun)
        is_word = noun in lexicon().nouns or noun in lexicon().others or noun in lexicon().verbs
        is_phrase = all(_is_quality(word) for word in match["between"].split())
        if single != noun and not is_word and is_phrase:
            right = match["words"].removesuffix(noun) + single
            reason = f"“{noun}” is plural, but “{match['one']}” takes a singular"
            yield Slip(match["words"].casefold(), right, reason), (text, *match.span("words"))


def find_among_two(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "among the state and the private sector": two things, each of them one."""
    for match in _AMONG_TWO.finditer(text.text):
        two = match["one"], match["two"]
        are_single = all(n in lexicon().nouns and n not in lexicon().plurals for n in two)
        if are_single and any(map(is_counted, two)):
            words = match["words"]
            right = f"between{words.removeprefix('amongst').removeprefix('among')}"
            reason = "“between” is for two things, “among” for three or more"
            yield Slip(words, right, reason), (text, *match.span("words"))


def _is_only_counted(noun: str) -> bool:
    return is_counted(noun) and noun not in lexicon().verbs


def _is_quality(word: str) -> bool:
    known = lexicon()
    is_other = word in known.others and word not in known.nouns and word not in known.verbs
    return (is_other or word in known.participles) and word not in _NUMBER_ENDS
