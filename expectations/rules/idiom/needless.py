"""Articles that do not belong, and possessives and hyphens that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.thresholds import USAGE
from expectations.words import COMPOUND_ADJECTIVE, TextRange

_UNCOUNTED = (
    r"(?:primary|secondary|higher|tertiary|basic|vocational)(?:\sand\s[a-z]+)?\seducation|"
    r"human\srights|climate\schange|good\sgovernance|gender\sequality|"
    r"sustainable\sdevelopment|food\ssecurity|mankind|social\smedia|violent\sextremism"
)
_NEEDLESS = re.compile(
    rf"\b(?P<before>[a-z]+)\s(?P<words>the\s(?P<noun>{_UNCOUNTED}))(?=\s*[.,;:)]|\s*$|\s(?:as|through)\b)"
)
_PERSONS = """children citizens communities consumers countries employees farmers governments
    migrants ministers parents patients pupils refugees residents states students teachers tenants
    users victims villagers visitors women workers"""
_OWNED = """ability abilities awareness behaviour capability capabilities capacity capacities
    concerns confidence efforts expectations health homes incomes interests knowledge lives
    livelihoods needs obligations opinions participation perceptions perspectives priorities
    resilience responsibility rights skills understanding views vulnerability welfare wellbeing"""
_OWNER = re.compile(
    rf"\b(?P<before>[A-Za-z]+)\s(?P<words>(?P<owner>{'|'.join(_PERSONS.split())})\s(?P<noun>{'|'.join(_OWNED.split())}))"
    r"(?=\s*[.,;:)]|\s*$|\s(?:about|and|among|as|at|by|for|from|in|of|on|through|towards|with)\b)"
)
_GROUP = re.compile(
    r"\b(?P<words>the\s(?P<owner>government|police|community|population)\s"
    r"(?P<noun>knowledge|understanding|ability|perception|perceptions|confidence))\b"
    r"(?!\s(?:base|exchange|fund|gap|index|management|programme|sharing|survey|transfer))"
)
_ONLY_PLURAL = frozenset(
    {"basis", "good", "need", "outcome", "result", "right", "sale", "skill", "sport", "system"}
)
_MEETING = re.compile(
    r"\b(?P<owner>Ministers|Leaders|Governors|Chiefs)\s(?P<noun>Conference|Forum|Meeting|Retreat|Summit)\b"
)
_ORIENTED = re.compile(
    r"(?<![-’'])\b(?P<one>[a-z]{4,})\s(?P<two>orientated|oriented|centred|centered)"
    r"(?=\s*[.;:,)]|\s*$)"
)
_AT_END = re.compile(
    r"\b(?:is|are|be|being|more|and|or|as)\s(?P<words>(?P<one>[a-z]{4,})\s(?P<two>based|driven|friendly|focused|specific))"
    r"(?=\s*[.;:)]|\s*$|,)"
)
_PLURAL_OF_ONE = re.compile(
    r"\b(?P<words>(?P<one>[A-Za-z]{3,}s)-(?P<two>[Oo]riented|[Cc]entred|[Cc]entered|[Ff]riendly))\b"
)
_COUNTER = re.compile(
    r"\b(?P<before>(?i:develop|on)|a|an|develop\w*|for|in|of|on|support\w*|the|through|undertaking|implement\w*|regional|national)\s(?P<words>counter\s(?P<noun>radicali[sz]ation|"
    r"terrorism|narcotics|extremism|trafficking|insurgency|messaging|narratives?|measures?|intelligence|proliferation|piracy))\b"
)
_GIVEN = re.compile(
    r"\b(?:afford|allow|ask|bring|cost|den[iy]|g[ai]v|grant|offer|show|taught|teach)[a-z]*\s"
    r"(?:[\w’'-]+\s){0,2}$",
    re.I,
)
_AT = re.compile(r"\bat\s(?:the\s)?$", re.I)
_LEVEL = re.compile(
    r"(?<![-’'])\b(?P<words>(?P<one>national|regional|international|local|community|country|state|district|provincial|"
    r"ministerial|senior|working|sub-national|household|farm|city)\slevel)\s(?P<noun>[a-z]{4,})\b"
)


def find_needless_articles(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "in the secondary education," and "of the climate change."."""
    for match in _NEEDLESS.finditer(text.text):
        right = match["noun"]
        reason = f"“{right}” has a general meaning here and takes no “the”"
        yield Slip(match["words"], right, reason), (text, *match.span("words"))


def find_plurals_in_compounds(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "victims-oriented": the first word of such an adjective is in the singular."""
    for match in _PLURAL_OF_ONE.finditer(text.text):
        single = lexicon().plurals.get(match["one"].casefold())
        if single and single != match["one"].casefold() and single not in _ONLY_PLURAL:
            right = match["words"].replace(match["one"], match["one"][: len(single)], 1)
            reason = f"the first word takes the singular: “{right}”"
            yield Slip(match["words"].casefold(), right, reason), (text, *match.span("words"))


def find_missing_possessives(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "workers rights", "the police knowledge" and "Ministers Meeting"."""
    for pattern in (_OWNER, _GROUP, _MEETING):
        for match in pattern.finditer(text.text):
            if _GIVEN.search(text.text, max(0, match.start() - USAGE.before), match.start("owner")):
                continue  # "give parents confidence in": two objects
            words, owner = match.groupdict().get("words") or match.group(), match["owner"]
            mark = "’" if owner.endswith("s") else "’s"
            right = words.replace(owner, owner + mark, 1)
            start = match.start("words") if "words" in match.groupdict() else match.start()
            yield (
                Slip(words.casefold(), right, f"the possessive is “{owner}{mark}”"),
                (
                    text,
                    start,
                    start + len(words),
                ),
            )


def find_open_adjectives(
    text: Text, hyphenated: frozenset[str]
) -> Iterator[tuple[Slip, TextRange]]:
    """Find "decision oriented", "are evidence based." and "national level seminars".

    `compound-mixed` reports what the plan prints with a hyphen elsewhere (`hyphenated`).
    """
    for slip, place in _open_adjectives(text):
        compound = slip.key.replace(" ", "-")
        if not (compound in hyphenated and COMPOUND_ADJECTIVE.fullmatch(compound)):
            yield slip, place


def _open_adjectives(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    known = lexicon()
    for match in _ORIENTED.finditer(text.text):
        if (
            match["one"] in known.nouns
            and match["one"] not in known.plurals
            and match["one"] != "more"
        ):
            yield _joined(text, *match.span())
    for match in _AT_END.finditer(text.text):
        if match["one"] in known.nouns and match["one"] not in known.others:
            yield _joined(text, *match.span("words"))
    for match in _COUNTER.finditer(text.text):
        yield _joined(text, *match.span("words"))
    for match in _LEVEL.finditer(text.text):
        noun = known.plurals.get(match["noun"], match["noun"])
        if noun == "crossing" or _AT.search(text.text[max(0, match.start() - 8) : match.start()]):
            continue  # "at regional level ministries share data"
        if noun in known.nouns and noun not in known.others and noun not in known.verbs:
            yield _joined(text, *match.span("words"))


def _joined(text: Text, start: int, stop: int) -> tuple[Slip, TextRange]:
    words = text.text[start:stop]
    reason = "the words form one adjective and need a hyphen"
    return Slip(words.casefold(), words.replace(" ", "-"), reason), (text, start, stop)
