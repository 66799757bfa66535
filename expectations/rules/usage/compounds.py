"""Find missing hyphens, whatever the plan prints elsewhere: "sub regional", "on the job"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from expectations.plan_index import Text
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.thresholds import SPELLING, USAGE
from expectations.words import COMPOUND_ADJECTIVE, TextRange, word_frequency, word_set

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
_BEFORE_NOUN = """bed and breakfast|business as usual|case by case|day to day|door to door|
    face to face|off the shelf|on the job|out of court|out of school|park and ride|pay as you go|
    peer to peer|state of the art|step by step|up to date|year on year"""
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
_COMBINING = """based|built|centered|centred|certified|dependent|driven|effective|efficient|
    compliant|focused|friendly|funded|intensive|led|neutral|fueled|fuelled|oriented|owned|related|resilient|resistant|responsive|sensitive|
    specific|supported|trained|wide"""
_COMBINING_WORDS = frozenset(word.strip() for word in _COMBINING.split("|"))
_JOINED = re.compile(
    r"(?<![-’'])\b(?P<one>[a-z]{3,})\s"
    rf"(?P<two>{'|'.join(p.strip() for p in _COMBINING.split('|'))})"
    r"(?:,\s[a-z]+|(?:,?\sand\s[a-z]+))?\s(?P<noun>[a-z]{4,})\b"
)
_PARTICIPLE = re.compile(
    r"\b(?:a|an|as|by|from|into|of|through|via|with)\s(?P<words>(?P<one>[a-z]{3,})\s(?P<two>[a-z]{3,}ed))"
    r"\s(?P<noun>[a-z]{4,})\b"
)
_NEVER_JOINED = word_set("example instance other")
_BEFORE_JOINED = re.compile(
    r"\b(?:a|an|the|of|for|on|in|by|with|through|to|and|or|from|into|its|their|this|these|more|new|"
    r"improved?|develop|promote|support|use|using|provide|[a-z]+(?:al|ic|ive|ed))\s$"
)
_SET = re.compile(
    r"\b(?P<words>(?:[Ll]ong|[Mm]edium|[Ss]hort|[Nn]ear)\sterm|(?:ground|street)\slevel|(?:above|below)\sground|top\sdown|bottom\sup|value\sadded|cost\ssaving|"
    r"(?:light|low)\semitting|electric\spowered)\s"
    r"(?P<noun>[a-z]{4,})\b"
)
_ATTRIBUTE = re.compile(
    r"\b(?:a|an|by|for|from|into|its|of|on|our|the|their|through|via|with)\s"
    r"(?P<words>real\stime|cross\s(?:border|cutting|party|sector|sectoral)|solar\spowered)\s"
    r"(?:(?P<kind>[a-z]{4,})\s)?(?P<noun>[a-z]{4,})\b"
)
_A_UNIT = re.compile(
    r"\b[Aa]\s(?P<words>(?:two|three|four|five|six|seven|nine|ten|twelve|\d{1,3})\s(?:day|week|month|year))\s"
    r"(?P<kind>[a-z]{4,})\s(?P<noun>[a-z]{4,})\b"
)
_OF_NAME = re.compile(
    r"\b(?:can|may|must|should|shall|will|would)\s(?P<verb>[a-z]+)\s(?:in|into|through|via|with)\s"
    r"(?P<words>[A-Z][A-Za-z]+\s(?:backed|funded|led|owned|run|supported))\s(?P<noun>[a-z]{4,})\b"
)
_COMPLIANT = re.compile(
    r"\b(?:an?|as|by|for|from|in|into|of|on|through|to|via|with)\s(?P<words>[A-Z]{3,}\scompliant)\s(?P<noun>[a-z]{4,})\b"
)
_APART = re.compile(
    r"(?<![-\w])(?P<words>mid\s(?:(?:19|20)\d\d|January|February|March|April|May|June|July|August|"
    r"September|October|November|December)|(?:(?<=\b[Aa]\s)|(?<=\bof\s)|(?<=\bfor\s))pan\s(?:African|American|Asian|Arab|"
    r"European|departmental|government|governmental|national|regional)(?=\s[a-z]))\b"
)
_SCALE = re.compile(
    r"(?<![-’'])\b(?P<words>(?:full|large|medium|small)\sscale|(?:first|second|third|fourth)\sround)\s"
    r"(?:(?P<kind>[a-z]{4,})\s)?(?P<noun>[a-z]{4,})\b"
)
_OPENS = re.compile(r"(?:^|[.;]\s)In\sthe\s$")
_DEGREE = re.compile(
    r"(?<![-’'])\b(?P<words>(?:fast|high|long|low|short|slow|zero)\s(?P<two>[a-z]+))\s(?P<noun>[a-z]{4,})\b"
)
_MEASURED = word_set(
    """carbon cost density emission frequency impact income level mileage performance pressure
    quality range resolution risk speed value voltage volume wage"""
)
_DOING = re.compile(
    r"(?<![-’'])\b(?P<words>(?P<one>[a-z]{4,})\s(?:keep|mak|rais|sav|shar|solv)ing|"
    r"(?:capacity|confidence|consensus|nation|peace|team|trust)\sbuilding)\s(?P<noun>[a-z]{4,})\b"
)
_UNIT = re.compile(
    r"(?<![-’'.,\d])\b(?P<words>(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d{1,3})\s"
    r"(?:day|week|month|year|hour|minute|mile|metre|meter|person))\s(?P<noun>[a-z]{4,})\b"
)
_LOOSE = re.compile(
    r"(?<![-\w])(?P<one>[a-z]{4,})-(?P<two>[a-z]{4,})\b"
    r"(?=\s*[.,;)]|\s*$|\s(?:for|of|in|on|by|with|from|among|between)\b)"
)
_SPLIT = re.compile(
    r"(?<![-’'\w])(?<!out of )(?P<one>[a-z]{3,})\s(?P<two>[a-z]{3,}(?<!er)s)"
    r"(?=\s*[.,;:)]|\s*$|\s(?:and|at|by|for|from|in|of|on|or|that|to|which|with)\b)"
)
_PART_OF_WORD = word_set(
    """back best counter cross down extra fore half high inter mini multi off out over post pre
    self short sub under well"""
)
_MOVES = re.compile(
    r"\b(?:drop\w*|pull\w*|keep|kept|stay\w*|tak\w+|is|are|was|were|be|been|fall\w*)\s$"
)


def find_missing_hyphens(
    text: Text, hyphenated: frozenset[str] = frozenset(), *, is_open: bool = False
) -> Iterator[tuple[Slip, TextRange]]:
    """Find prefixes that stand alone, and phrases without hyphens before a noun.

    Args:
        text: The text.
        hyphenated: What the plan prints with a hyphen elsewhere; `compound-mixed` reports it.
        is_open: Whether the plan prints measures before a noun without hyphens, as its style.
    """
    hanging = [match.span() for match in _HANGING.finditer(text.text)]
    for match in _PREFIX.finditer(text.text):
        if any(start <= match.start() < stop for start, stop in hanging):
            continue
        right = f"{match['prefix']}-{match['word']}"
        reason = f"“{match['prefix']}” is not a word on its own"
        yield Slip(match.group().casefold(), right, reason), (text, *match.span())
    for match in _HANGING.finditer(text.text):
        right = f"{match['one']}- {match['and']} {match['two']}-{match['word']}"
        yield Slip(match.group().casefold(), right, "hyphens are missing"), (text, *match.span())
    for slip, (_, start, stop) in chain(_joined(text), () if is_open else _measured(text)):
        one, two = text.text[start:stop].casefold().split()
        compound = f"{one}-{two}"
        is_told = compound in hyphenated and COMPOUND_ADJECTIVE.fullmatch(compound)
        if not is_told:
            yield slip, (text, start, stop)
    yield from _loosely_joined(text)
    for match in _ADJECTIVE.finditer(text.text):
        if not _MOVES.search(text.text[max(0, match.start() - USAGE.before) : match.start()]):
            right = f"{match['words'].replace(' ', '-')} {match['noun']}"
            reason = "the words before the noun form one adjective, and need hyphens"
            yield Slip(match.group().casefold(), right, reason), (text, *match.span())


def hyphenated_words(texts: Iterable[Text]) -> frozenset[str]:
    """Return the compounds of two words that texts print with a hyphen."""
    return frozenset(
        match.group().casefold() for text in texts for match in _HYPHENATED.finditer(text.text)
    )


def find_split_words(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "cross walks", which is one word."""
    known = lexicon()
    for match in _SPLIT.finditer(text.text):
        one, two = match["one"], match["two"]
        is_word = one + two in known.plurals and two in known.plurals
        is_usual = word_frequency(one + two, "en") >= SPELLING.split_word_frequency
        if (
            is_word
            and is_usual
            and one not in _NO_NOUN.split()
            and one not in _PART_OF_WORD - {"cross"}
        ):
            slip = Slip(match.group(), f"{one}{two}", f"“{one}{two}” is one word")
            yield slip, (text, *match.span())


def prints_open_compounds(texts: Iterable[Text]) -> bool:
    """Return whether a plan prints compounds such as "low carbon" without hyphens as its style.

    It does so if it prints one of them many times, and hardly ever with a hyphen.
    """
    counts: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    for text in texts:
        counts.update(slip.key for slip, _ in _measured(text))
        closed.update(m.group().casefold() for m in _HYPHENATED.finditer(text.text))
    return any(
        count >= max(USAGE.min_style, USAGE.min_ratio * closed[words.replace(" ", "-")])
        for words, count in counts.items()
    )


def _joined(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "evidence based analysis" and "long term plans": one adjective of two words."""
    known = lexicon()
    for match in _JOINED.finditer(text.text):
        # "schools based on": no noun follows; "the company owned land": the second is a verb.
        before = text.text[max(0, match.start() - USAGE.before) : match.start()]
        opens = not before.strip() or before.endswith(", ") or _BEFORE_JOINED.search(before)
        one = match["one"]
        is_noun = _is_singular(one) and one != "other"
        if opens and is_noun and _is_only_noun(match["noun"]):
            yield _one_adjective(text, match.start(), match.end("two"))
    for match in _PARTICIPLE.finditer(text.text):
        one, two = match["one"], match["two"]
        if _is_singular(one) and two in known.participles and one not in _NEVER_JOINED:
            is_told = two in _COMBINING_WORDS or not _is_only_noun(match["noun"])
            if not is_told:
                yield _one_adjective(text, *match.span("words"))
    yield from _scales(text)
    for pattern in (_SET, _UNIT):
        for match in pattern.finditer(text.text):
            if _OPENS.search(text.text[max(0, match.start() - USAGE.before) : match.start()]):
                continue  # "In the long term prices rise": a comma is missing, not a hyphen
            if _is_only_noun(match["noun"]):
                yield _one_adjective(text, *match.span("words"))
    yield from _of_names(text)


def _of_names(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "will work with Defra funded projects", "INSPIRE compliant data" and "mid 2012"."""
    for pattern in (_OF_NAME, _COMPLIANT):
        for match in pattern.finditer(text.text):
            if _is_only_noun(match["noun"]):
                yield _one_adjective(text, *match.span("words"))
    for match in _APART.finditer(text.text):
        words = match["words"]
        reason = f"“{words.split()[0]}” is not a word on its own"
        yield Slip(words, words.replace(" ", "-"), reason), (text, *match.span("words"))


def _scales(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "small scale farming", "real time energy use" and "a 3 month free licence"."""
    known = lexicon()
    for match in chain.from_iterable(p.finditer(text.text) for p in (_SCALE, _ATTRIBUTE, _A_UNIT)):
        kind = match["kind"]
        is_kind = kind is None or _is_only_noun(kind) or kind in known.others
        if is_kind and (_is_only_noun(match["noun"]) or (kind and _is_only_noun(kind))):
            yield _one_adjective(text, *match.span("words"))


def _measured(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "low cost houses" and "data sharing projects", which some plans print so throughout."""
    known = lexicon()
    for match in _DEGREE.finditer(text.text):
        is_measure = match["two"] in _MEASURED or match["two"] in known.gerunds
        if is_measure and _is_only_noun(match["noun"]):
            yield _one_adjective(text, *match.span("words"))
    for match in _DOING.finditer(text.text):
        one = match["one"] or match["words"].split()[0]
        if one in known.nouns and one not in known.others and _is_only_noun(match["noun"]):
            yield _one_adjective(text, *match.span("words"))


def _loosely_joined(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "safe-havens for": an adjective and its noun, with no other noun after them."""
    known = lexicon()
    for match in _LOOSE.finditer(text.text):
        one, two = match["one"], match["two"]
        is_pair = one in known.others and one not in _PART_OF_WORD
        if is_pair and two in known.plurals and known.plurals[two] != two:
            reason = f"“{one}” only describes “{two}”: no hyphen is needed"
            yield Slip(match.group(), f"{one} {two}", reason), (text, *match.span())


def _one_adjective(text: Text, start: int, stop: int) -> tuple[Slip, TextRange]:
    """Return one slip for all nouns that follow the same words."""
    words = text.text[start:stop]
    reason = "before a noun, the words form one adjective, and need a hyphen"
    return Slip(words.casefold(), words.replace(" ", "-"), reason), (text, start, stop)


def _is_singular(word: str) -> bool:
    """Return whether a word can only be a noun in the singular."""
    known = lexicon()
    return word in known.nouns and word not in known.others and word not in known.plurals


def _is_only_noun(word: str) -> bool:
    known = lexicon()
    noun = known.plurals.get(word, word)
    # The plural "initiatives" is a noun, though "initiative" is an adjective, too.
    is_other = word in known.others or (noun in known.others and word in known.third_persons)
    is_other = is_other or (noun == word and noun in known.others)
    return noun in known.nouns and not is_other and word not in _NO_NOUN.split()
