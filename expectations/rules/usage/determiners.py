"""Articles that lack their noun, shares without an article, and phrases after "not only"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.words import TextRange, word_set

_LACKS_NOUN = re.compile(
    r"(?:^|[.;]\s)(?P<found>The\s(?:will|would|should|could|shall)\s(?P<verb>[a-z]{3,}))\s(?P<next>[a-z]+)"
)
_NO_OBJECT = word_set(
    """about and are as at be but by can case could for from had has have if in into is may must of
    on or over should so than that to under was were when where which who will with would"""
)
_PLAIN_PAST = word_set(
    """beat bet bid broadcast burst cast cost cut fit forecast hit hurt let put quit read rid set
    shed shut split spread thrust upset wed"""
)
"""Verbs whose past is like the plain form: "The will put the house in trust" is a sentence."""
_DEGREES = word_set("best better least less more most worse worst")
_SHARE = re.compile(
    r"\b(?:[Aa]chiev|[Dd]eliver|[Ee]nsur|[Rr]each|[Rr]equir|[Ss]ecur)(?:e|es|ed|ing|s)?\s"
    r"(?P<found>(?P<share>\d[\d.,]*\s?(?:%|per\s?cent))\s(?P<noun>cut|decrease|drop|fall|increase|"
    r"reduction|rise))\s(?:across|by|from|in|of|on|over)\b"
)
_BEFORE_VOWEL = re.compile(r"8|11\b|18\b")
_NOT_ONLY = re.compile(
    r"\bnot\sonly\s(?P<first>to|in|by|for|with|from|of|on)\s(?P<one>[\w’'-]+)(?:\s[\w’/-]+){0,8}?,?\sbut\salso\s"
    r"(?P<two>the|its|their|our)\s[\w’'-]+"
)
_FINITE = word_set("are can could had has have is may must shall should was were will would")


def find_articles_without_noun(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "The will support" and "deliver 10% reduction": an article without noun, or none."""
    known = lexicon()
    for match in _LACKS_NOUN.finditer(text.text):
        following = match["next"]
        is_object = following not in _NO_OBJECT and (
            following not in known.third_persons and following not in known.participles
        )
        # "The will trust fund", "The will support service": nouns that form one name.
        is_described = following in known.others or following in _DEGREES
        is_object = is_object and (following not in known.nouns or is_described)
        is_verb = match["verb"] in known.verbs and match["verb"] not in _PLAIN_PAST
        if is_verb and is_object:
            reason = "a noun is missing after “The”; “This” or “They” may be meant"
            yield Slip(match["found"], "", reason), (text, *match.span("found"))
    for match in _SHARE.finditer(text.text):
        article = "an" if _BEFORE_VOWEL.match(match["share"]) else "a"
        words = match["found"]
        slip = Slip(words, f"{article} {words}", f"“{match['noun']}” has no article")
        yield slip, (text, *match.span("found"))


def find_unlike_pairs(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "not only to meet …, but also the …"."""
    for match in _NOT_ONLY.finditer(text.text):
        first = match["first"]
        words = match.group().split()
        is_verb = first != "to" or match["one"] in lexicon().verbs
        if is_verb and _FINITE.isdisjoint(words):
            reason = f"“{first}” is not repeated after “but also”, which joins another form"
            yield Slip(match.group().casefold(), "", reason), (text, *match.span())
