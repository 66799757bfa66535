"""Articles that lack their noun or are not due, and phrases that "not only" and "and" begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from expectations.plan_index import Text
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.thresholds import USAGE
from expectations.words import TextRange, word_set

_LACKS_NOUN = re.compile(
    r"(?:^|[.;]\s)(?P<found>The\s(?:will|would|should|could|shall|can|may|must)\s(?P<verb>[a-z]{3,}))\s(?P<next>[a-z]+)"
)
_NO_OBJECT = word_set(
    """about and are as at be but by can case could for from had has have if in into is may must of
    on or over should so than that to under was were when where which who will with would"""
)
_SHARE = re.compile(
    r"\b(?:achiev|deliver|ensur|reach|requir|secur)(?:e|es|ed|ing|s)?\s"
    r"(?P<found>(?P<share>\d[\d.,]*\s?(?:%|per\s?cent))\s(?P<noun>cut|decrease|drop|fall|growth|increase|"
    r"reduction|rise|saving))\s(?:across|by|from|in|of|on|over)\b"
)
_BEFORE_VOWEL = re.compile(r"8|11\b|18\b")
_POSSESSIVE = re.compile(r"(?<![\w-])(?P<article>[Tt]he\s)?(?P<name>[A-Z][A-Za-z]+)[’']s\s[a-z]")
_NOT_ONLY = re.compile(
    r"\bnot\sonly\s(?P<first>to|in|by|for|with|from|of|on)\s(?P<one>[\w’'-]+)(?:\s[\w’/-]+){0,8}?,?\sbut\salso\s"
    r"(?P<two>the|its|their|our)\s[\w’'-]+"
)
_FINITE = word_set("are can could had has have is may must shall should was were will would")
_TWO = re.compile(
    r"(?:^|[.;]\s)(?P<found>(?:The|Its|Their|Our)\s(?P<one>[a-z]{3,})\sand\s(?P<two>[a-z]{3,}s)\s"
    r"(?:(?:for|of|in|on)\s(?:this|the|each|its|their|our)\s[a-z]+\s)?(?P<verb>has|is|was))\b"
)
_PLURAL = {"has": "have", "is": "are", "was": "were"}


def find_articles_without_noun(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "The will support" and "deliver 10% reduction": an article without noun, or none."""
    known = lexicon()
    for match in _LACKS_NOUN.finditer(text.text):
        following = match["next"]
        is_object = following not in _NO_OBJECT and (
            following not in known.third_persons and following not in known.participles
        )
        if match["verb"] in known.verbs and is_object:
            reason = "a noun is missing after “The”; “This” or “They” may be meant"
            yield Slip(match["found"], "", reason), (text, *match.span("found"))
    for match in _SHARE.finditer(text.text):
        article = "an" if _BEFORE_VOWEL.match(match["share"]) else "a"
        words = match["found"]
        slip = Slip(words, f"{article} {words}", f"“{match['noun']}” has no article")
        yield slip, (text, *match.span("found"))


def find_unlike_pairs(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "not only to meet …, but also the …" and "The form and dates has"."""
    for match in _NOT_ONLY.finditer(text.text):
        first = match["first"]
        words = match.group().split()
        is_verb = first != "to" or match["one"] in lexicon().verbs
        if is_verb and _FINITE.isdisjoint(words):
            reason = f"“{first}” is not repeated after “but also”, which joins another form"
            yield Slip(match.group().casefold(), "", reason), (text, *match.span())
    known = lexicon()
    for match in _TWO.finditer(text.text):
        one, two, verb = match["one"], match["two"], match["verb"]
        is_plural = two in known.plurals and two not in known.nouns and one in known.nouns
        if is_plural:
            reason = f"the subject “{one} and {two}” is plural and takes “{_PLURAL[verb]}”"
            right = f"{match['found'][: -len(verb)]}{_PLURAL[verb]}"
            yield Slip(match["found"], right, reason), (text, *match.span("found"))


class OwnersWithoutArticle:
    """Names whose possessive a plan prints without an article: "Defra’s network"."""

    def __init__(self, texts: Iterable[Text]) -> None:
        bare: Counter[str] = Counter()
        articled: Counter[str] = Counter()
        for text in texts:
            for match in _POSSESSIVE.finditer(text.text):
                (articled if match["article"] else bare)[match["name"]] += 1
        self._bare = {
            name: count
            for name, count in bare.items()
            if count >= max(USAGE.min_style, USAGE.min_ratio * articled[name])
        }

    def find(self, text: Text) -> Iterator[tuple[Slip, TextRange]]:
        """Find "the Defra’s network"."""
        for match in _POSSESSIVE.finditer(text.text):
            count = self._bare.get(match["name"])
            if count and match["article"]:
                stop = match.end("name") + len("’s")
                words = text.text[match.start() : stop]
                right = text.text[match.start("name") : stop]
                reason = f"elsewhere the plan prints “{right}” without an article ({count} times)"
                yield Slip(words, right, reason), (text, match.start(), stop)
