"""Events without an article after the verb for holding them: "Conduct review to"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.clauses.articles import article_of, is_counted, plurals_of
from expectations.rules.idiom.phrase import is_quality
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.words import TextRange

_EVENTS = """audit campaign competition conference congress course event exercise exhibition expo
    festival forum inquiry lecture meeting retreat seminar session simulation summit survey
    symposium talk tour visit webinar workshop"""
"""Without those that are also used without an article: "undertake public consultation"."""
_HOLD = (
    r"conduct(?:ing)?|conven(?:e|ing)|hold(?:ing)?|host(?:ing)?|launch(?:ing)?|organi[sz](?:e|ing)|"
    r"undertak(?:e|ing)|commission(?:ing)?|carry(?:ing)?\sout"
)
_EVENT = re.compile(
    rf"\b(?P<verb>{_HOLD})\s(?P<words>(?P<between>(?:[A-Za-z-]+\s){{0,3}}?)(?P<noun>{'|'.join(_EVENTS.split())}))"
    r"(?=\s*[.,;:)(]|\s*$|\s(?:about|among|and|at|between|during|for|from|focusing|in|inviting|involving|of|on|that|to|where|which|with)\b)",
    re.I,
)
_DETERMINED = re.compile(
    r"\b(?:a|an|and|another|any|both|each|every|further|her|his|in|its|more|my|no|of|one|or|our|per|some|that|the|their|this|to|your|on|for|by|with)\b|['’]",
    re.I,
)


def find_events_without_article(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "Conduct educative talk"; an attribute may stand before the event."""
    for match in _EVENT.finditer(text.text):
        between = match["between"].strip()
        words = between.split()
        if _DETERMINED.search(between) or any(_is_thing(word) for word in words):
            continue
        noun = match["noun"]
        if is_counted(noun.casefold()):
            continue  # found as any counted noun is
        first = (words or [noun])[0]
        reason = _lacks_article(noun.casefold(), first.casefold())
        yield (
            Slip(f"{noun.casefold()} without article", "", reason),
            (text, match.start("words"), match.end("words")),
        )


def _is_thing(word: str) -> bool:
    folded = word.casefold()
    return folded in lexicon().plurals and folded not in lexicon().others and folded != "sales"


_WITH_QUALITY = re.compile(
    r"\b(?P<before>about|across|among|as|at|between|by|create|creating|develop|developing|establish|establishing|for|from|in|including|"
    r"into|of|on|provide|providing|support|supporting|through|to|towards|under|with|within)\s"
    r"(?P<words>(?P<between>(?:[a-z-]+\s){1,2})(?P<noun>community|economy|mechanism|perspective|platform|sector|system))"
    r"(?=\s*[.,;:)(]|\s*$|\s(?:about|as|at|by|for|from|in|on|that|to|which|with)\b)"
)

_MADE = re.compile(
    r"\b(?:[Cc]ompilation|[Cc]reation|[Dd]esign|[Dd]evelopment|[Dd]rafting|[Ee]stablishment|[Ff]ormation|[Oo]rgani[sz]ation|"
    r"[Pp]reparation|[Pp]roduction|[Pp]ublication|[Ll]aunch|[Uu]pdate|[Rr]evision)\sof\s(?P<words>(?P<noun>[a-z]{4,}))"
    r"(?=\s*[.,;:)]|\s*$|\s(?:about|for|in|on|that|to|which|with)\b)"
)


def find_bare_things(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "to green economy": countable nouns after an adjective, without an article."""
    for match in _MADE.finditer(text.text):
        if is_counted(match["noun"]):
            yield _bare(text, match)
    for match in _WITH_QUALITY.finditer(text.text):
        words = match["between"].split()
        if all(is_quality(word) for word in words):
            yield _bare(text, match)


def _lacks_article(noun: str, first: str) -> str:
    forms = f"“{article_of(first)} {first}” or “{plurals_of(noun)[0]}”"
    return f"“{noun}” has neither an article nor a plural ending: {forms} may be meant"


def _bare(text: Text, match: re.Match[str]) -> tuple[Slip, TextRange]:
    noun, first = match["noun"], match["words"].split()[0]
    reason = _lacks_article(noun, first)
    return Slip(match["words"], "", reason), (text, *match.span("words"))
