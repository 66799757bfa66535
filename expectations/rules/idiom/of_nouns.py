"""Nouns before "of" that need "the" after a verb: "improve timeliness of", "ensure sharing of"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.clauses.articles import article_of
from expectations.rules.clauses.verbs import base_of_gerund
from expectations.rules.idiom.phrase import text_before
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.words import TextRange, word_set

_QUALITIES = word_set(
    """accessibility accuracy adequacy applicability breadth capability capacity competence
    competitiveness content coverage credibility depth effectiveness efficacy efficiency
    extent frequency impact importance incidence integrity intensity likelihood magnitude
    number objectivity pace prevalence proportion readiness relevance reliability
    resilience role scope severity significance size speed standard
    status strength timeliness transparency usefulness validity visibility viability
    volume vulnerability yield"""
)
"""Nouns for a property: what they belong to follows, and there is one of it."""
_KINDS = word_set(
    "atmosphere climate culture database environment list network pool sense spirit system vision"
)
"""Nouns for a thing that is made, with what it consists of."""
_VERBS = word_set(
    """address assess build boost create decrease deepen demonstrate develop determine enable
    enhance ensure establish evaluate examine expand explore extend facilitate foster
    guarantee highlight identify improve increase maximise maximize measure minimise
    minimize monitor nurture promote protect raise recognise recognize reduce reinforce
    strengthen support sustain understand widen limit lower maintain"""
)
_OF_AMOUNT = word_set(
    "boost decrease expand extend increase limit lower maximise minimise raise reduce"
)
"""Verbs for more and less of an action: "reduce burning of waste" is right."""
_PATTERN = re.compile(
    r"\b(?=(?P<verb>[A-Za-z]{4,})\s(?P<words>(?P<quality>(?:[a-z-]{4,}\s)?)(?P<noun>[a-z]{4,})\sof)\s\w)"
)
_OWN_NOUNS = word_set(
    """accounting being blending branding briefing building coding counselling cropping dealing
    drawing ending engineering farming feeding feeling filing finding fishing funding
    grazing grouping heading hearing housing landing learning lending lighting listing
    making manufacturing mapping marketing meaning meeting mining modelling monitoring
    naming opening packaging painting planning planting policing pricing printing processing
    programming publishing rating reading recycling reporting saving screening setting
    spending staffing teaching testing timing trading training understanding upbringing
    vetting warning wording writing"""
)


_DETERMINED = re.compile(
    r"\b(?:a|an|any|each|every|her|his|its|less|more|most|no|our|that|the|their|these|this|those)\s$",
    re.I,
)
_PREPOSITION = re.compile(r"\b(?:at|by|for|from|in|of|on|under|with)\s$", re.I)
_OPENS_VERB = re.compile(
    r"^\s*$|[.;:,(•–-]\s*$|\b(?:and|can|could|help|may|must|not|or|shall|should|to|will|would|"
    r"[a-z]+ly)\s$",
    re.I,
)


def find_nouns_before_of(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find properties, kinds and actions that lack their article after a verb."""
    for match in _PATTERN.finditer(text.text):
        before = text_before(text.text, match.start())
        if not _is_listed_verb(match["verb"], before):
            continue
        noun, quality = match["noun"], match["quality"].strip()
        if quality and quality not in lexicon().others:
            continue
        is_done = noun in lexicon().gerunds and noun not in _OWN_NOUNS and not quality
        is_done = is_done and match["verb"].casefold() not in _OF_AMOUNT
        if noun in _KINDS:
            words = match["words"]
            right = f"{match['verb']} {article_of(words)} {words}"
        elif noun in _QUALITIES or is_done:
            right = f"{match['verb']} the {match['words']}"
        else:
            continue
        reason = f"an article is missing before “{match['words']}”"
        yield (
            Slip(text.text[match.start("verb") : match.end("words")].casefold(), right, reason),
            (
                text,
                match.start("verb"),
                match.end("words"),
            ),
        )


def _is_listed_verb(printed: str, before: str) -> bool:
    """Return whether a word is a verb of the list, and no noun or adjective: "at lower risk of"."""
    word = printed.casefold()
    known = lexicon()
    is_also_noun = word in known.nouns or word in known.others or word in known.plurals
    is_named = _DETERMINED.search(before) or (
        word not in known.gerunds and _PREPOSITION.search(before)
    )
    if is_named or (is_also_noun and not _OPENS_VERB.search(before)):
        return False
    return (base_of_gerund(word) or lexicon().third_persons.get(word, word)) in _VERBS
