"""Nouns before "of" that need "the" after a verb: "improve timeliness of", "ensure sharing of"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.clauses.articles import article_of
from expectations.rules.lexicon import lexicon
from expectations.rules.usage.verbs import base_of_gerund
from expectations.rules.wording.slip import Slip
from expectations.words import TextRange, word_set

_QUALITIES = word_set(
    """accessibility accuracy adequacy applicability breadth capability capacity competence
    competitiveness content coverage credibility depth effectiveness efficacy efficiency
    extent frequency impact importance incidence integrity intensity likelihood magnitude
    number objectivity pace prevalence proportion readiness relevance reliability
    resilience risk role scope severity significance size speed standard
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
_PATTERN = re.compile(
    r"\b(?=(?P<verb>[A-Za-z]{4,})\s(?P<words>(?P<quality>(?:[a-z-]{4,}\s)?)(?P<noun>[a-z]{4,})\sof)\s\w)"
)
_AFTER_IN = re.compile(
    r"\b(?P<first>about|in|on|regarding)\s(?P<words>(?P<quality>(?:[a-z-]{4,}\s)?)"
    r"(?P<noun>[a-z]+(?:tion|sion|ment|ance|ence)|use|misuse|impact|spread|role)\sof)\b(?=\s[\w\[(“])"
)
_ALSO_IN = word_set("impact misuse role spread use")
_LIMIT = re.compile(r"\b(?:ban|cap|charge|limit|restriction|tax)s?\s$", re.I)
"""Nouns with which "on use of" stands without an article."""
_NOT_BEFORE = word_set("close due loose special")
_SET_NOUNS = word_set(
    """abeyance acceptance advance anticipation appreciation appointment attendance avoidance
    celebration comparison completion
    condition consequence consideration contemplation contravention defiance discussion expectation
    expiration explanation furtherance illustration imitation independence installation mention
    observance payment position possession preparation presentation production
    promotion pursuance question reception recognition reference remembrance
    satisfaction selection settlement suspicion termination violation acknowledgement
    acknowledgment commemoration affirmation confirmation conclusion defence evidence fulfilment
    enjoyment inclusion information guidance agreement competition condemnation application
    advancement"""
)
"""Nouns that stand so without an article: "in recognition of", "on completion of"."""
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


def find_nouns_before_of(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find properties, kinds and actions that lack their article after a verb."""
    for match in _PATTERN.finditer(text.text):
        if not _is_verb(match["verb"]):
            continue
        noun, quality = match["noun"], match["quality"].strip()
        if quality and not (quality in lexicon().others or quality in lexicon().nouns):
            continue
        is_done = noun in lexicon().gerunds and noun not in _OWN_NOUNS and not quality
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


def find_actions_before_of(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "cooperation on movement of known offenders": an action that is a certain one."""
    for match in _AFTER_IN.finditer(text.text):
        noun, quality = match["noun"], match["quality"].strip()
        is_phrase = not quality or (quality in lexicon().others and quality not in _NOT_BEFORE)
        is_noun = noun in lexicon().nouns and noun not in lexicon().others | _SET_NOUNS
        if noun in _ALSO_IN and match["first"] == "in":
            continue  # "in use of"
        if noun == "use" and _LIMIT.search(text.text[: match.start()]):
            continue  # "a limit on use of"
        if is_noun and is_phrase:
            right = f"{match['first']} the {match['words']}"
            reason = f"an article is missing before “{match['words']}”"
            yield Slip(match.group().casefold(), right, reason), (text, *match.span())


def _is_verb(printed: str) -> bool:
    word = printed.casefold()
    return (base_of_gerund(word) or lexicon().third_persons.get(word, word)) in _VERBS
