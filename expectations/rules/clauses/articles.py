"""Nouns that are counted, in the singular without an article: "Conduct seminar on safety"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from expectations.plan_index import Text
from expectations.rules.clauses.verbs import ATTRIBUTES, is_gerund, is_plain_verb
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.thresholds import USAGE, VARIANTS
from expectations.words import TextRange, word_frequency, word_set

_ALSO_COUNTED = word_set(
    """agreement approach association campaign city commission compilation conference
    council department document economy exercise exhibition facility initiative institution
    instrument level manual mechanism meeting municipality organisation organization
    partnership perspective protocol questionnaire recommendation region review roadmap
    sector session study survey system talk taskforce university website"""
)
"""Nouns for what plans make and hold, and who does so, that the lexicon lacks or also has as
uncounted ones: "by agreement", "in conference"."""
_ONLY_OBJECTS = word_set("agreement association meeting organisation organization plan")
"""Nouns that stand without an article after some prepositions: "in agreement with"."""
_SMALL_WORDS = word_set(
    """a about above across after against all along also among an and another any as at be been
    before being below between both but by down during each either every few for from had has have
    her his how if in into is it its least less many may more most much must my near neither no nor
    not of off on once one only onto or other our out over own per same several shall she should
    since so some such than that the their them then these they this those through to too two under
    until up upon was we were what whatever when where whether which while who whom whose why will
    with within without would yet your first second third last next"""
)
"""Words that are no attribute of a noun, so that a phrase ends before them."""
_KINDS = word_set(
    """absence choice class concept definition example form forms kind kinds lack level mode name
    notion number part pattern set sort sorts style term terms type types way"""
)
"""Words after which "of" takes a noun without an article: "a type of regional network"."""
_BEFORE_NOUN = word_set(
    "about across against among between by for from in including into of on regarding through "
    "towards under with within"
)
_AFTER = re.compile(
    r"\s*(?:[.;:)](?!\w)|\(|$)|/(?=[a-z])|\s[a-z][.)]\s(?=[A-Z])|\s(?:about|across|against|aimed|among|as|at|"
    r"based(?=\s(?:in|on)\b)|between|by|concerning|consisting|focused|focusing|involving|targeting|dedicated|designed|during|for|from|in|including|into|of|on|regarding|responsible|that|they|through|"
    r"throughout|to|towards|under|which|who|with|within)\b"
)
_AND_MORE = re.compile(
    r"\sand\s(?P<more>[a-z]+)(?=\s*[.,;:)]|\s*$|\s(?:by|for|from|in|into|of|on|that|through|to|who|with)\b)"
)
_SAYS_WHICH = re.compile(r"\s(?:aimed|consisting|responsible)\b")
_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|[^\w\s]|\d+")
_OPENS = frozenset(".;:,()[]•–/") | word_set("and by for in of on or through to")
_ENDS_SENTENCE = frozenset(".;:)•–")
_PLURAL_ATTRIBUTES = word_set("grants human media news rights sales sports women youth")
_TAKE_VERBS = word_set("do does help helping let letting make making")
"""Verbs that another verb follows: "help plan for floods" has no noun."""
_LIGHT_VERBS = word_set("bear cast catch change give go keep leave lose pay play run set take")
"""Verbs of set phrases: "take part", "keep pace"."""
_SPOKEN_AS_CONSONANT = re.compile(r"eu|ewe|one|uni(?!n)|us[aeu]|uti|ur[aeiou]")
_MOST_ATTRIBUTES = 3


def plurals_of(noun: str) -> tuple[str, ...]:
    """Return the plurals of a noun.

    >>> plurals_of("agency"), plurals_of("witness"), plurals_of("website")
    (('agencies',), ('witnesses',), ('websites',))
    """
    known = tuple(each for each in lexicon().nouns.get(noun, ()) if each != noun)
    if known:
        return known
    if re.search(r"[^aeiou]y$", noun):
        return (f"{noun[:-1]}ies",)
    return (f"{noun}es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else f"{noun}s",)


def article_of(noun: str) -> str:
    """Return "a" or "an" for a noun.

    >>> [article_of(noun) for noun in ("agency", "university", "upgrade", "hub")]
    ['an', 'a', 'an', 'a']
    """
    return "an" if noun[0] in "aeiou" and not _SPOKEN_AS_CONSONANT.match(noun) else "a"


class BareSingulars:
    """Counted nouns without an article, in a plan that otherwise prints articles or plurals.

    A noun is counted if the lexicon has it as counted only. Of others, the plan's own phrases tell:
    "by business community", where it otherwise prints "the business community".
    """

    def __init__(self, texts: Iterable[Text]) -> None:
        bare: dict[str, Sequence[_BareNoun]] = {}
        groups: dict[tuple[str, str], dict[str, Sequence[_BareNoun]]] = defaultdict(dict)
        for text in texts:
            bare[text.text] = groups[text.column][text.text] = _bare_nouns(text.text)
        self._telegraphic = {column for column, group in groups.items() if _lacks_articles(group)}
        """Columns whose texts all lack their articles: that is their style."""
        self._usual = _Phrases(bare)

    def find(self, text: Text) -> Iterator[tuple[Slip, TextRange]]:
        """Find "Conduct seminar on" and "for strategic campaign in"; one slip for each noun."""
        if text.column in self._telegraphic:
            return
        for bare in _bare_nouns(text.text):
            reason = f"“{bare.noun}” has neither an article nor a plural ending"
            forms = f"“{article_of(bare.noun)} {bare.noun}” or “{plurals_of(bare.noun)[0]}”"
            place = (text, bare.start, bare.stop)
            usual = self._usual.usual(bare.phrase, bare.noun)
            if not bare.opens and (is_counted(bare.noun) or self._usual.counts(bare.noun)):
                reason = f"{reason}: {forms} may be meant"
                yield Slip(f"{bare.noun} without article", "", reason), place
            elif usual:
                reason = f"{reason}; elsewhere the plan prints “{usual}”"
                yield Slip(f"{bare.phrase} without article", "", reason), place


@dataclass(frozen=True)
class _BareNoun:
    noun: str
    phrase: str
    """The noun with the word before it."""
    start: int
    stop: int
    opens: bool
    """Whether the text begins with it: as a title does, which needs no article."""


class _Phrases:
    """Nouns with the word before them: how a plan prints them with articles or plurals."""

    def __init__(self, texts: Mapping[str, Sequence[_BareNoun]]) -> None:
        self._usual: dict[str, Counter[str]] = defaultdict(Counter)
        self._bare: Counter[str] = Counter()
        self._nouns: Counter[str] = Counter()
        self._bare_nouns: Counter[str] = Counter()
        for text, nouns in texts.items():
            for bare in nouns:
                self._bare[bare.phrase] += 1
                self._bare_nouns[bare.noun] += 1
            self._count(text)

    def _count(self, text: str) -> None:
        tokens = list(_TOKEN.finditer(text))
        words = [token.group().casefold() for token in tokens]
        for at, word in enumerate(words):
            noun = lexicon().plurals.get(word, "")
            if not noun and (
                word not in lexicon().nouns or not _AFTER.match(text, tokens[at].end())
            ):
                continue
            article, before = ["", "", *words[max(0, at - 2) : at]][-2:]
            self._nouns[noun or word] += bool(noun) or bool({before, article} & _ARTICLES)
            if noun:
                self._usual[f"{before} {noun}"][f"{before} {word}"] += 1
            elif article in ("a", "an", "the") and word in _ALSO_COUNTED:
                self._usual[f"{before} {word}"][f"{article} {before} {word}"] += 1

    def usual(self, phrase: str, noun: str) -> str:
        """Return how a plan mostly prints a phrase: with an article or in the plural."""
        forms = self._usual[phrase]
        count = forms.total()
        if not is_counted(noun) and _NEVER_TOLD.search(noun):
            return ""
        least = VARIANTS.min_uses if is_counted(noun) else VARIANTS.min_phrases
        if count < least or count < VARIANTS.min_ratio * self._bare[phrase]:
            return ""
        return forms.most_common(1)[0][0]

    def counts(self, noun: str) -> bool:
        """Return whether a plan nearly always prints a noun with an article or in the plural."""
        is_verb = noun in lexicon().verbs  # "use", "work": they stand in set phrases
        least = max(USAGE.learned_uses, USAGE.learned_ratio * self._bare_nouns[noun])
        return not is_verb and not _NEVER_TOLD.search(noun) and self._nouns[noun] >= least


_ARTICLES = frozenset({"a", "an", "the", "its", "their", "this", "each", "every"})
_IDEA = re.compile(r"(?:ing|ion|ity|ment|ness|ance|ence|ism)$")
"""Endings of nouns for ideas and substances, which plans print with and without an article."""
_NEVER_TOLD = re.compile(r"(?:ing|ion|ology|ment|ness|ance|ence|ism)$")
"""Endings of nouns that have a plural beside an uncounted use: "technologies", "technology"."""
_UNCOUNTED = word_set(
    "build burden climate context default end mail mind place rail staff time way"
)
"""Nouns that the lexicon has as counted only, and that stand without an article in set phrases."""


def _names_a_thing(noun: str) -> bool:
    return noun in _ALSO_COUNTED or not (_IDEA.search(noun) or noun in _UNCOUNTED)


@cache
def is_counted(noun: str) -> bool:
    """Return whether a noun in the singular needs an article or the like.

    >>> [is_counted(each) for each in ("network", "campaign", "consensus", "training")]
    [True, True, False, False]
    """
    if noun in _ALSO_COUNTED:
        return True
    if not lexicon().is_counted(noun) or noun in lexicon().others:  # "to be gender sensitive"
        return False
    gap = word_frequency(noun, "en") - word_frequency(plurals_of(noun)[0], "en")
    return _names_a_thing(noun) and gap <= USAGE.max_bare_gap  # "by consensus"


def _lacks_articles(texts: Mapping[str, Sequence[_BareNoun]]) -> bool:
    """Return whether counted nouns mostly have neither an article nor a plural ending."""
    usual = bare = 0
    for text, nouns in texts.items():
        bare += sum(is_counted(each.noun) and not each.opens for each in nouns)
        words = [word.strip(".,;:()") for word in text.casefold().split()]
        for at, word in enumerate(words):
            before = words[max(0, at - _MOST_ATTRIBUTES) : at]
            noun = lexicon().plurals.get(word, "")
            has_article = bool({"a", "an", "the"} & set(before))
            usual += is_counted(noun) if noun else has_article and is_counted(word)
    return usual < VARIANTS.min_ratio * bare


@lru_cache(maxsize=4096)
def _bare_nouns(text: str) -> tuple[_BareNoun, ...]:
    """Return nouns that follow a verb or a preposition, with nothing but attributes between."""
    return tuple(_find_bare_nouns(text))


def _find_bare_nouns(text: str) -> Iterator[_BareNoun]:
    """Yield nouns that follow a verb or a preposition, with nothing but attributes between."""
    tokens = list(_TOKEN.finditer(text))
    for at, token in enumerate(tokens):
        noun = token.group()
        if not (noun in lexicon().nouns or noun in _ALSO_COUNTED) or noun in lexicon().plurals:
            continue
        if not (_AFTER.match(text, token.end()) or _precedes_plural(text, token.end())):
            continue
        first = at
        while first and at - first < _MOST_ATTRIBUTES and _is_attribute(tokens[first - 1].group()):
            if _is_verb(tokens, first - 1):
                break
            first -= 1
        opens = first == 0 and at > 0
        if opens or (first and _governs(tokens, first, at, text)):
            phrase = f"{tokens[at - 1].group().casefold()} {noun}"
            start = tokens[first if first < at else first - 1].start()
            yield _BareNoun(noun, phrase, start, token.end(), opens)


def _precedes_plural(text: str, stop: int) -> bool:
    """Return whether "and" joins a plural to a noun: "by radical family and women"."""
    match = _AND_MORE.match(text, stop)
    return match is not None and match["more"] in lexicon().plurals


def _is_attribute(word: str) -> bool:
    folded = word.casefold()
    is_word = word[0].isalpha() and folded not in _SMALL_WORDS and not word.endswith(("'s", "’s"))
    is_plural = folded.endswith("s") and not folded.endswith(("ss", "us", "is"))
    return is_word and (not is_plural or folded in _PLURAL_ATTRIBUTES)


def _is_verb(tokens: list[re.Match[str]], at: int) -> bool:
    """Return whether a word is a verb that takes an object: in its place, and by its form."""
    word = tokens[at].group().casefold()
    before = tokens[at - 1].group().casefold() if at else "."
    is_open = before in _OPENS or before.endswith("ly")
    if is_plain_verb(word):
        return is_open
    if before == "to" and word in lexicon().verbs:
        return True
    is_name = tokens[at].group()[0].isupper() and before not in _ENDS_SENTENCE  # "of Reading"
    is_doing = is_gerund(word) and word not in ATTRIBUTES and not is_name
    return is_doing and (is_open or before in ("when", "while"))


def _governs(tokens: list[re.Match[str]], first: int, at: int, text: str) -> bool:
    """Return whether the word before a noun and its attributes is a verb or a preposition."""
    noun, word = tokens[at].group(), tokens[first - 1].group().casefold()
    is_told = first < at or _SAYS_WHICH.match(text, tokens[at].end()) is not None
    if _is_verb(tokens, first - 1) and word != "including":
        may_be_verb = noun in lexicon().verbs and word in _TAKE_VERBS
        return is_told or not (may_be_verb or word in _LIGHT_VERBS)
    if word in ("and", "or") and first < at:
        return _governs_both(tokens, first - 1)
    if word not in _BEFORE_NOUN or not is_told or noun in _ONLY_OBJECTS:
        return False
    last = tokens[at - 1].group()  # "under Ohio mandate", but "of Rights-based approach"
    is_named = last[0].isupper() and "-" not in last and first < at
    before = tokens[first - 2].group().casefold() if first > 1 else ""
    is_kind = word == "of" and before in _KINDS
    return not (is_kind or is_named)


def _governs_both(tokens: list[re.Match[str]], joint: int) -> bool:
    """Return whether a verb that lacks an article governs what "and" joins: "Plant oak and young".

    An article before the first of two things may be that of both: "the roles and main function".
    """
    first = joint
    while first and joint - first < _MOST_ATTRIBUTES and _is_attribute(tokens[first - 1].group()):
        first -= 1
        if _is_verb(tokens, first):
            return joint - first > 1
    return False
