"""Nouns that are counted, in the singular without an article: "Conduct seminar on safety"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from expectations.plan_index import Text
from expectations.rules.clauses.verbs import PLAIN_VERBS, is_gerund
from expectations.rules.wording.slip import Slip
from expectations.thresholds import HABITS
from expectations.words import TextRange, word_set

_NOUNS = word_set(
    """agency agreement approach association blueprint booklet brochure bulletin campaign centre
    commission committee compendium conference council curriculum database directory
    exhibition forum framework guideline handbook hub initiative institution inventory leaflet
    list manual mechanism meeting module network newsletter organisation organization plan platform
    portal programme project protocol questionnaire repository roadmap seminar strategy
    summit survey symposium taskforce toolkit website workshop"""
)
"""Nouns for what plans make and hold, and who does so. Each is a thing that can be counted: nouns
that also stand for a substance or an idea (law, policy, training) are not among them."""
_ONLY_OBJECTS = word_set("agreement association meeting organisation organization plan")
"""Nouns that stand without an article after some prepositions: "in agreement with"."""
_IRREGULAR = {
    "compendium": ("compendia", "compendiums"),
    "curriculum": ("curricula", "curriculums"),
    "symposium": ("symposia", "symposiums"),
}
_SMALL_WORDS = word_set(
    """a about above across after against all along also among an and another any as at be been
    before being below between both but by down during each either every few for from had has have
    her his how if in into is it its least less many may more most much must my near neither no nor
    not of off on once one only onto or other our out over own per same several shall she should
    since so some such than that the their them then these they this those through to too two under
    until up upon was we were what whatever when where whether which while who whom whose why will
    with within without would yet your"""
)
"""Words that are no attribute of a noun, so that a phrase ends before them."""
_KINDS = word_set(
    """absence choice class concept definition example form forms kind kinds lack level mode name
    notion number part pattern set sort sorts style term terms type types use way"""
)
"""Words after which "of" takes a noun without an article: "a type of regional network"."""
_BEFORE_NOUN = word_set("about for of on regarding through with")
_AFTER = re.compile(
    r"\s*(?:[.;:)](?!\w)|\(|$)|\s(?:about|aimed|among|as|at|based|between|by|consisting|for|from|in|"
    r"including|of|on|regarding|responsible|that|through|to|which|with|within)\b"
)
_SAYS_WHICH = re.compile(r"\s(?:aimed|consisting|responsible)\b")
_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|[^\w\s]|\d+")
_OPENS = frozenset(".;:,()[]•–/") | word_set("and by for in of or through to")
_PLURAL_ATTRIBUTES = word_set("grants human media news rights sales sports women youth")
_MOST_ATTRIBUTES = 3


def plurals_of(noun: str) -> tuple[str, ...]:
    """Return the plurals of a noun.

    >>> plurals_of("agency"), plurals_of("witness"), plurals_of("forum")
    (('agencies',), ('witnesses',), ('forums',))
    """
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if re.search(r"[^aeiou]y$", noun):
        return (f"{noun[:-1]}ies",)
    return (f"{noun}es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else f"{noun}s",)


class BareSingulars:
    """Counted nouns without an article, in a plan that otherwise prints articles or plurals."""

    def __init__(self, texts: Iterable[Text]) -> None:
        found = {text.text: list(_bare_nouns(text.text)) for text in texts}
        usual = sum(_usual_uses(text) for text in found)
        self._is_slip = usual >= HABITS.min_ratio * sum(map(len, found.values()))
        """A plan whose every task lacks its articles is written in that style."""

    def find(self, text: Text) -> Iterator[tuple[Slip, TextRange]]:
        """Find "Conduct seminar on" and "for strategic campaign in"; one slip for each noun."""
        if not self._is_slip:
            return
        for noun, start, stop in _bare_nouns(text.text):
            reason = f"“{noun}” has neither an article nor a plural ending"
            yield Slip(f"{noun} without article", "", reason), (text, start, stop)


@cache
def _plurals() -> frozenset[str]:
    return frozenset(plural for noun in _NOUNS for plural in plurals_of(noun))


def _usual_uses(text: str) -> int:
    """Count the nouns that have a plural ending, or a word before them that says which one."""
    words = text.casefold().split()
    plurals = _plurals()
    count = 0
    for at, word in enumerate(words):
        bare = word.strip(".,;:()")
        before = words[max(0, at - _MOST_ATTRIBUTES) : at]
        count += bare in plurals or (bare in _NOUNS and bool({"a", "an", "the"} & set(before)))
    return count


def _bare_nouns(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield nouns that follow a verb or a preposition, with nothing but attributes between."""
    tokens = list(_TOKEN.finditer(text))
    for at, token in enumerate(tokens):
        noun = token.group()
        if noun not in _NOUNS or not _AFTER.match(text, token.end()):
            continue
        first = at
        while first and at - first < _MOST_ATTRIBUTES and _is_attribute(tokens[first - 1].group()):
            if _is_verb(tokens, first - 1):
                break
            first -= 1
        is_told = first < at or _SAYS_WHICH.match(text, token.end()) is not None
        if first and _governs(tokens, first - 1, noun, is_told=is_told):
            start = tokens[first if first < at else first - 1].start()
            yield noun, start, token.end()


def _is_attribute(word: str) -> bool:
    folded = word.casefold()
    is_word = word[0].isalpha() and folded not in _SMALL_WORDS and not word.endswith(("'s", "’s"))
    is_plural = folded.endswith("s") and not folded.endswith(("ss", "us", "is"))
    return is_word and (not is_plural or folded in _PLURAL_ATTRIBUTES)


def _is_verb(tokens: list[re.Match[str]], at: int) -> bool:
    """Return whether a word is a verb that takes an object: in its place, and by its form."""
    word = tokens[at].group().casefold()
    before = tokens[at - 1].group().casefold() if at else "."
    if word in PLAIN_VERBS:
        return before in _OPENS or before.endswith("ly")
    return is_gerund(word) and before in _OPENS | {"when", "while"}


def _governs(tokens: list[re.Match[str]], at: int, noun: str, *, is_told: bool) -> bool:
    word = tokens[at].group().casefold()
    if _is_verb(tokens, at):
        return True
    if word not in _BEFORE_NOUN or not is_told or noun in _ONLY_OBJECTS:
        return False
    before = tokens[at - 1].group().casefold() if at else ""
    return not (word == "of" and before in _KINDS)
