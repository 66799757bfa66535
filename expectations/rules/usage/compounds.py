"""Find missing hyphens, whatever the plan prints elsewhere: "sub regional", "on the job"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from expectations.plan_index import Text
from expectations.rules.lexicon import lexicon
from expectations.rules.wording.compounds import COMPOUND_ADJECTIVE
from expectations.rules.wording.slip import Slip
from expectations.thresholds import USAGE
from expectations.words import TextRange

_PREFIXES = "anti inter intra multi non semi socio sub"
_LATIN = "alia se grata judice vires sequitur est"
_PREFIX = re.compile(
    rf"(?<![\w-])(?P<prefix>{'|'.join(_PREFIXES.split())})\s"
    rf"(?!(?:{'|'.join(_LATIN.split())}|and|or)\b)(?P<word>[a-z]{{4,}})\b",
    re.I,
)
_HANGING = re.compile(
    rf"(?<![\w-])(?P<one>{'|'.join(_PREFIXES.split())})\s(?P<and>and|or)\s"
    rf"(?P<two>{'|'.join(_PREFIXES.split())})[\s-](?P<word>[a-z]{{4,}})\b",
    re.I,
)
_BEFORE_NOUN = """case by case|day to day|door to door|face to face|off the shelf|on the job|
    out of court|out of school|peer to peer|state of the art|step by step|up to date|year on year"""
_NO_NOUN = """after again also along among because before between both early during from into late
    once
    only that then there these they this those through until upon were what when where which while
    will with within without"""
_ADJECTIVE = re.compile(
    rf"\b(?P<words>{'|'.join(p.strip() for p in _BEFORE_NOUN.split('|'))})\s"
    rf"(?!(?:{'|'.join(_NO_NOUN.split())})\b)(?P<noun>[a-z]{{4,}}(?<!ly))\b",
    re.I,
)
_HYPHENATED = re.compile(r"\b[A-Za-z]{3,}-[A-Za-z]{3,}\b")
_COMBINING = """based|built|centered|centred|certified|dependent|driven|efficient|focused|friendly|
    funded|intensive|led|neutral|fueled|fuelled|oriented|owned|related|resilient|resistant|responsive|sensitive|
    specific|supported|trained|wide"""
_JOINED = re.compile(
    r"(?<![-’'])\b(?P<one>[a-z]{3,})\s"
    rf"(?P<two>{'|'.join(p.strip() for p in _COMBINING.split('|'))})"
    r"(?:,\s[a-z]+|(?:,?\sand\s[a-z]+))?\s(?P<noun>[a-z]{4,})\b"
)
_BEFORE_JOINED = re.compile(
    r"\b(?:a|an|the|of|for|on|in|by|with|through|to|and|or|from|into|its|their|this|these|more|new|"
    r"improved?|develop|promote|support|use|using|provide|[a-z]+(?:al|ic|ive|ed))\s$"
)
_SET = re.compile(
    r"\b(?P<words>(?:long|medium|short)\sterm|top\sdown|bottom\sup|value\sadded|cost\ssaving)\s"
    r"(?P<noun>[a-z]{4,})\b"
)
_MOVES = re.compile(
    r"\b(?:drop\w*|pull\w*|keep|kept|stay\w*|tak\w+|is|are|was|were|be|been|fall\w*)\s$"
)


def find_missing_hyphens(
    text: Text, hyphenated: frozenset[str] = frozenset()
) -> Iterator[tuple[Slip, TextRange]]:
    """Find prefixes that stand alone, and phrases without hyphens before a noun.

    Args:
        text: The text.
        hyphenated: What the plan prints with a hyphen elsewhere; `compound-mixed` reports it.
    """
    hanging = [match.span() for match in _HANGING.finditer(text.text)]
    for match in _PREFIX.finditer(text.text):
        if any(start <= match.start() < stop for start, stop in hanging):
            continue
        right = f"{match['prefix']}-{match['word']}"
        reason = f"“{match['prefix']}” is no word of its own"
        yield Slip(match.group().casefold(), right, reason), (text, *match.span())
    for match in _HANGING.finditer(text.text):
        right = f"{match['one']}- {match['and']} {match['two']}-{match['word']}"
        yield Slip(match.group().casefold(), right, "hyphens are missing"), (text, *match.span())
    for slip, (_, start, stop) in _joined(text):
        one, two = text.text[start:stop].casefold().split()
        compound = f"{one}-{two}"
        if compound not in hyphenated or not COMPOUND_ADJECTIVE.fullmatch(compound):
            yield slip, (text, start, stop)
    for match in _ADJECTIVE.finditer(text.text):
        if not _MOVES.search(text.text[max(0, match.start() - USAGE.before) : match.start()]):
            right = f"{match['words'].replace(' ', '-')} {match['noun']}"
            reason = "the words before the noun are one adjective, without hyphens"
            yield Slip(match.group().casefold(), right, reason), (text, *match.span())


def hyphenated_words(texts: Iterable[Text]) -> frozenset[str]:
    """Return the compounds of two words that texts print with a hyphen."""
    return frozenset(
        match.group().casefold() for text in texts for match in _HYPHENATED.finditer(text.text)
    )


def _joined(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "evidence based analysis" and "long term plans": one adjective of two words."""
    known = lexicon()
    for match in _JOINED.finditer(text.text):
        # "schools based on": no noun follows; "the company owned land": the second is a verb.
        before = text.text[max(0, match.start() - USAGE.before) : match.start()]
        opens = not before.strip() or before.endswith(", ") or _BEFORE_JOINED.search(before)
        one = match["one"]
        is_noun = one in known.nouns and one not in known.plurals
        is_noun = is_noun and one not in known.others | {"other"}
        if opens and is_noun and _is_only_noun(match["noun"]):
            yield _one_adjective(text, match.start(), match.end("two"))
    for match in _SET.finditer(text.text):
        if _is_only_noun(match["noun"]):
            yield _one_adjective(text, *match.span("words"))


def _one_adjective(text: Text, start: int, stop: int) -> tuple[Slip, TextRange]:
    """Return one slip for all nouns that follow the same words."""
    words = text.text[start:stop]
    reason = "before a noun, the words are one adjective, and need a hyphen"
    return Slip(words.casefold(), words.replace(" ", "-"), reason), (text, start, stop)


def _is_only_noun(word: str) -> bool:
    noun = lexicon().plurals.get(word, word)
    return noun in lexicon().nouns and noun not in lexicon().others and word not in _NO_NOUN.split()
