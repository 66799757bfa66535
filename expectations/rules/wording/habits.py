"""Phrases that differ from the plan's own phrase by one word or by a plural."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from expectations.plan_index import Text
from expectations.thresholds import HABITS
from expectations.words import word_set

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\s\w]|\d+")
_LINKS = frozenset(
    {"of", "on", "in", "for", "with", "from", "by", "at", "into", "to", "between", "among", "about"}
)
_FUNCTION_WORDS = _LINKS | frozenset(
    re.findall(
        r"\w+",
        """a an and any all as be been but can could do does had has have if is it its may might
        must no nor not or our shall should so such than that the their then there these they this
        those under was we were where which while who will would also each other""",
    )
)


_ONE = frozenset(
    {"a", "an", "the", "one", "each", "every", "any", "per", "another", "this", "that", "its"}
)
_BEFORE_NOUN = _LINKS - {"to"} | {"the", "a", "an", "its", "their"}


_COUNTABLE_IN_Y = word_set(
    """agency authority body charity city company country county embassy ministry municipality
    party university utility"""
)
"""Nouns in -y that are always counted; "technology" and "industry" may be no single thing."""


@dataclass(frozen=True)
class Unusual:
    """Words of a text, the plan's own phrase, and how often the plan prints that phrase."""

    text: Text
    start: int
    stop: int
    usual: str
    count: int

    @property
    def first(self) -> str:
        """The first word of the plan's own phrase."""
        return self.usual.split()[0]

    @property
    def link(self) -> str:
        """The second word of the plan's own phrase: the preposition, where one is missing."""
        return self.usual.split()[1]


@dataclass(frozen=True)
class _Word:
    printed: str
    start: int
    stop: int

    @property
    def folded(self) -> str:
        return self.printed.casefold()

    @property
    def is_content(self) -> bool:
        word = self.printed
        return word[0].isalpha() and len(word) > 2 and self.folded not in _FUNCTION_WORDS


Key = tuple[str, ...]


class Habits:
    """The phrases of a plan, each counted once for the words around it."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts = [(text, _words(text.text)) for text in texts]
        self._linked: dict[Key, set[Key]] = defaultdict(set)
        self._pairs: dict[Key, set[Key]] = defaultdict(set)
        self._triples: dict[Key, set[Key]] = defaultdict(set)
        for words in {text.text: words for text, words in self._texts}.values():
            self._count(words)

    def _count(self, words: Sequence[_Word]) -> None:
        folded = tuple(word.folded for word in words)
        for at in range(len(words) - 1):
            around = folded[max(0, at - 1) : at + 4]
            for key in _pair_keys(words, at, at + 1):
                self._pairs[key].add(around)
            self._triples[folded[at : at + 3]].add(around)
            if at + 2 < len(words) and folded[at + 1] in _LINKS:
                for first, last in _pair_keys(words, at, at + 2):
                    self._linked[first, folded[at + 1], last].add(around)

    def lacking_a_word(self) -> Iterator[Unusual]:
        """Yield two words between which the plan otherwise prints a preposition.

        "Focus drawing" lacks a word if other texts begin with "Focus on" and a word in -ing;
        "on linkage human rights" does if the plan prints "linkages of human rights".
        """
        links: dict[Key, tuple[str, int]] = {}
        for (first, link, last), uses in self._linked.items():
            if len(uses) > links.get((first, last), ("", 0))[1]:
                links[first, last] = (link, len(uses))
        for text, words in self._texts:
            for at in range(len(words) - 1):
                is_noun = at > 0 and words[at - 1].folded in _BEFORE_NOUN
                for key in _pair_keys(words, at, at + 1) if is_noun or at == 0 else ():
                    link, count = links.get(key, ("", 0))
                    if _is_habit(count, len(self._pairs[key])):
                        one, two = words[at : at + 2]
                        usual = f"{one.printed} {link} {two.printed}"
                        yield Unusual(text, one.start, two.stop, usual, count)

    def in_another_number(self) -> Iterator[Unusual]:
        """Yield phrases of three words that the plan prints with another number of one word.

        A plural at the end of a phrase is meant as such ("reforms", "reform"), and so is a single
        one with an article.
        """
        for text, words in self._texts:
            for at in range(len(words) - 2):
                phrase = words[at : at + 3]
                goes_on = at + 3 < len(words) and words[at + 3].is_content
                is_one = any(word.folded in _ONE for word in words[max(0, at - 3) : at])
                is_free = goes_on or is_one or phrase[2].printed.endswith("s")
                for changed in (1,) if is_free else (1, 2):
                    other = _other_number(phrase, changed)
                    count = len(self._triples.get(_folded(other), ()))
                    if _is_habit(count, len(self._triples[_folded(phrase)])):
                        usual = " ".join(word.printed for word in other)
                        yield Unusual(text, phrase[0].start, phrase[2].stop, usual, count)
                        break


def _other_number(phrase: Sequence[_Word], at: int) -> list[_Word]:
    """Return a phrase of nouns with one word in the other number; empty if there is none."""
    word = phrase[at]
    other = _with_other_ending(word.printed)
    is_noun = not word.printed.endswith("ss") and len(other) >= HABITS.shortest_noun
    if not is_noun or not all(word.is_content for word in phrase):
        return []
    return [*phrase[:at], replace(word, printed=other), *phrase[at + 1 :]]


def _with_other_ending(noun: str) -> str:
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    if noun.casefold() in _COUNTABLE_IN_Y:
        return f"{noun[:-1]}ies"
    return noun[:-1] if noun.endswith("s") else f"{noun}s"


def _is_habit(usual: int, own: int) -> bool:
    return usual >= HABITS.min_uses and usual >= HABITS.min_ratio * own


def _folded(words: Iterable[_Word]) -> Key:
    return tuple(word.folded for word in words)


def _words(text: str) -> list[_Word]:
    return [_Word(match.group(), *match.span()) for match in _TOKEN.finditer(text)]


def _pair_keys(words: Sequence[_Word], one: int, two: int) -> Iterator[Key]:
    """Yield the keys of two words: by their forms and, in the beginning, by an ending in -ing."""
    first, last = words[one], words[two]
    if first.is_content and last.is_content:
        yield first.folded.removesuffix("s"), last.folded
        if one == 0 and last.folded.endswith("ing"):
            yield first.folded, "-ing"
