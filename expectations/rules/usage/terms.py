"""Terms that running text prints with other capitals, or with another form of a word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from expectations.plan_index import PlanIndex, Text
from expectations.rules.consistency.capitals import capitals_of_first_words
from expectations.rules.consistency.dotted_acronyms import dotted_acronyms
from expectations.rules.usage.long_names import names_in_two_lengths
from expectations.rules.usage.marks import lists_of_bodies
from expectations.rules.variants.capitals import find_needless_capitals, is_title
from expectations.thresholds import USAGE
from expectations.words import TextRange, WordPlaces, find_words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_TERM_WORD = re.compile(r"[A-Z]?[a-z]{3,}")
_OF_A_NAME = re.compile(r"\b(?:the|this|our|its)\s$")
_NEXT_OF_NAME = re.compile(r"[ -](?:(?:of|on|for|to|and|the)\s){0,2}[A-Z]")
_TWO_FORMS = {
    "adviser": "advisor",
    "advisers": "advisors",
    "amid": "amidst",
    "among": "amongst",
    "benefited": "benefitted",
    "focused": "focussed",
    "focusing": "focussing",
    "oriented": "orientated",
    "preventive": "preventative",
    "targeted": "targetted",
    "toward": "towards",
    "while": "whilst",
}
"""Words with two forms of which a text uses one."""
_ALTERNATE = re.compile(r"\b(?P<word>[Aa]lternat(?:e|ive))\s(?P<noun>[A-Za-z]{4,})\b")
_SMALL_TERM = re.compile(r"\b(?P<term>[a-z]{4,}\s[a-z]{4,})\b")
_LONGEST = 4
"""Words of a term."""
_DOING = re.compile(
    r"\b(?:a|an|the|this|each|joint|new|[a-z]+(?:al|ic|ive|ary))\s"
    r"(?P<term>(?P<stem>[A-Za-z]{4,})ing\s(?P<noun>[a-z]{4,}))\b"
)
_DONE = re.compile(r"\b(?P<term>(?P<stem>[A-Za-z]{4,}?)(?:ation|ion|ment)\s(?P<noun>[a-z]{4,}))\b")


def terms_in_two_forms(index: PlanIndex) -> Iterator[tuple[str, WordPlaces]]:
    """Yield the usual form of a term, as running text shows it, and the places of each form."""
    texts = [text for text in index.wording if text.table != "bodies"]
    if _prints_capitals(texts):
        yield from _in_other_capitals(texts)
        yield from find_needless_capitals([t for t in texts if not t.is_narrative], texts)
        yield from capitals_of_first_words(texts)
        yield from _small_in_lists(index, texts)
    yield from _doing_and_done(texts)
    yield from dotted_acronyms(texts)
    yield from names_in_two_lengths(texts)
    yield from _words_in_two_forms(texts)
    yield from _other_choices(texts)


def _other_choices(texts: Sequence[Text]) -> Iterator[tuple[str, WordPlaces]]:
    """Yield "alternative" beside "alternate" before the same noun; elsewhere, it is "by turns"."""
    found: dict[str, WordPlaces] = defaultdict(lambda: defaultdict(list))
    for text in texts:
        for match in _ALTERNATE.finditer(text.text):
            noun = match["noun"].casefold().removesuffix("s")
            found[noun][match["word"].casefold()].append((text, *match.span()))
    places: WordPlaces = defaultdict(list)
    for forms in (each for each in found.values() if len(each) > 1):
        for word, ranges in forms.items():
            places[word] += ranges
    if places:
        yield "alternative", places


def _words_in_two_forms(texts: Sequence[Text]) -> Iterator[tuple[str, WordPlaces]]:
    """Yield "among" beside "amongst", the more frequent first."""
    words = find_words(texts)
    for one, other in _TWO_FORMS.items():
        if one in words and other in words:
            usual = max(one, other, key=lambda word: len(words[word]))
            yield usual, {word: words[word] for word in (one, other)}


def _prints_capitals(texts: Sequence[Text]) -> bool:
    """Return whether capitals are as on paper: a font may give some of them as small letters.

    Then many texts begin with a small letter, beside others that begin with a capital.
    """
    beginnings = [t.text[0] for t in texts if not t.is_narrative and t.text[0].isalpha()]
    small = sum(map(str.islower, beginnings))
    is_mixture = 0 < small < len(beginnings)
    return not (is_mixture and small >= USAGE.min_small_share * len(beginnings))


def _in_other_capitals(texts: Sequence[Text]) -> Iterator[tuple[str, WordPlaces]]:
    """Yield terms that have a capital in each word in some places, and not in others."""
    forms: dict[str, WordPlaces] = defaultdict(lambda: defaultdict(list))
    for text in texts:
        if not is_title(text.text):
            for term, start, stop in _terms(text.text):
                forms[term.casefold()][term].append((text, start, stop))
    reported: set[tuple[int, int, int]] = set()
    for spellings in sorted(forms.values(), key=lambda each: -len(next(iter(each)))):
        usual = next(iter(spellings)).title().replace("’S", "’s")
        count = len({text.text for text, _, _ in spellings.get(usual, ())})
        is_name = _is_usual_name(spellings.get(usual, ()))
        others = {
            other: fresh
            for other, places in spellings.items()
            if _is_odd(other, usual, count, len(places), is_name=is_name)
            and (fresh := [place for place in places if is_name or not _is_generic(place)])
        }
        if others and not any(_overlaps(place, reported) for p in others.values() for place in p):
            reported |= {(id(t), a, b) for places in others.values() for t, a, b in places}
            yield usual, {usual: spellings[usual], **others}


def _small_in_lists(index: PlanIndex, texts: Sequence[Text]) -> Iterator[tuple[str, WordPlaces]]:
    """Yield "Sectoral Bodies", and where a list of bodies prints "All sectoral bodies"."""
    small: dict[str, list[TextRange]] = defaultdict(list)
    for text in chain.from_iterable(lists_of_bodies(index)):
        for match in _SMALL_TERM.finditer(text.text):
            small[match["term"].title()].append((text, *match.span("term")))
    for term, places in small.items():
        usual = [
            (text, at, at + len(term))
            for text in texts
            if (at := text.text.find(f" {term}") + 1) and not is_title(text.text)
        ]
        if len({text.text for text, _, _ in usual}) >= USAGE.min_uses:
            text, start, stop = places[0]
            yield term, {term: usual, text.text[start:stop]: places}


def _overlaps(place: tuple[Text, int, int], reported: set[tuple[int, int, int]]) -> bool:
    text, start, stop = place
    return any(id(text) == key and a < stop and start < b for key, a, b in reported)


def _is_usual_name(places: Sequence[TextRange]) -> bool:
    """Return whether a plan prints a name many times and mostly without "the": "Member States".

    Small letters then do not mean any such thing.
    """
    bare = sum(_OF_A_NAME.search(text.text[:start]) is None for text, start, _ in places)
    return bare >= USAGE.name_uses and bare * 2 > len(places)


def _is_generic(place: tuple[Text, int, int]) -> bool:
    """Return whether words may mean any such thing: "an action plan", not "the action plan"."""
    text, start, stop = place
    before = text.text[max(0, start - USAGE.before) : start]
    return text.text[start:stop].islower() and _OF_A_NAME.search(before) is None


def _is_odd(other: str, usual: str, usual_count: int, count: int, *, is_name: bool) -> bool:
    """Return whether capitals contradict the usual ones: more so where a term has some of them."""
    if other == usual:
        return False
    has_some = any(word[0].isupper() for word in other.split())
    ratio = USAGE.name_ratio if is_name else USAGE.min_ratio
    least = 1 if has_some else max(USAGE.min_uses, ratio * count)
    return usual_count >= max(least, count)


def _terms(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield runs of two to four words, none at the beginning of a sentence."""
    words = list(_WORD.finditer(text))
    may_be_term = [_TERM_WORD.fullmatch(word.group()) is not None for word in words]
    between = [text[one.end() : two.start()] for one, two in pairwise(words)]
    for first in range(1, len(words) - 1):
        if not may_be_term[first] or between[first - 1].strip():
            continue  # after a mark, capitals may begin a sentence or a name
        start = words[first].start()
        if _is_in_name(text, start):
            continue
        for last in range(first + 1, min(first + _LONGEST, len(words))):
            if not may_be_term[last] or between[last - 1] != " ":
                break
            stop = words[last].end()
            if not _goes_on(text, stop):
                yield text[start:stop], start, stop


def _goes_on(text: str, stop: int) -> bool:
    """Return whether a word with a capital follows: the words may be the beginning of a name."""
    return _NEXT_OF_NAME.match(text, stop) is not None


def _is_in_name(text: str, start: int) -> bool:
    before = text[max(0, start - USAGE.before) : start].rstrip()
    last = before[before.rfind(" ") + 1 :]
    return last[:1].isupper() and last[1:].islower()


def _doing_and_done(texts: Sequence[Text]) -> Iterator[tuple[str, WordPlaces]]:
    """Yield "coordination mechanism" beside "a coordinating mechanism", the more frequent first."""
    found: dict[tuple[str, str], tuple[WordPlaces, WordPlaces]] = defaultdict(
        lambda: (defaultdict(list), defaultdict(list))
    )
    for text in texts:
        for side, pattern in enumerate((_DOING, _DONE)):
            for match in pattern.finditer(text.text):
                key = (match["stem"].casefold().removesuffix("at"), match["noun"].removesuffix("s"))
                term = match["term"].casefold().removesuffix("s")
                found[key][side][term].append((text, *match.span("term")))
    for doing, done in found.values():
        if doing and done:
            (rare, usual) = sorted((doing, done), key=lambda side: sum(map(len, side.values())))
            yield next(iter(usual)), {**usual, **rare}
