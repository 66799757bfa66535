"""Events without an article after the verb for holding them: "Conduct review to"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.clauses.articles import article_of, is_counted, plurals_of
from expectations.rules.lexicon import lexicon
from expectations.rules.wording.slip import Slip
from expectations.words import TextRange

_EVENTS = """analysis assessment audit campaign competition conference congress consultation course
    debate evaluation event exercise exhibition expo festival forum inquiry inspection
    investigation lecture meeting retreat review seminar session simulation study summit survey
    symposium talk tour visit webinar workshop"""
_HOLD = r"conduct|convene|hold|host|launch|organi[sz]e|undertake|commission|carry\sout"
_HOLDING = r"conducting|convening|holding|hosting|launching|organi[sz]ing|undertaking|commissioning|carrying\sout"
_EVENT = re.compile(
    rf"\b(?P<verb>{_HOLD}|{_HOLDING})\s(?P<words>(?P<between>(?:[A-Za-z-]+\s){{0,3}}?)(?P<noun>{'|'.join(_EVENTS.split())}))"
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
        reason = (
            f"“{noun}” has neither an article nor a plural ending: “{article_of(first.casefold())} {first}” or "
            f"“{plurals_of(noun.casefold())[0]}” may be meant"
        )
        yield Slip(f"{noun.casefold()} without article", "", reason), (text, match.start("words"), match.end("words"))


def _is_thing(word: str) -> bool:
    folded = word.casefold()
    return folded in lexicon().plurals and folded not in lexicon().others and folded != "sales"
