"""Articles and prepositions of a phrase, where the plan otherwise prints one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from expectations.rules.clauses.verbs import is_plain_verb
from expectations.rules.lexicon import lexicon
from expectations.rules.variants.slots import Kind, Slot, Word, printed_phrase
from expectations.rules.variants.words import LINKS, is_content
from expectations.thresholds import USAGE, VARIANTS
from expectations.words import word_set

_BEFORE_NOUN = LINKS - {"to"} | {"the", "a", "an", "its", "their"}
_DETERMINERS = word_set("the this a an its their our")
_PREPOSITIONS = word_set(
    "of in on with by for from to under through into within about across among between regarding"
)
_BEFORE_NAMES = _PREPOSITIONS | {"at"}
"""Before other nouns, "at" stands in set phrases: "at risk of"."""
_JOINTS = word_set("of on for")
_GOES_ON = frozenset("-–/&(")
_OWNER = re.compile(r"['’]s?$")
_SET_NOUNS = word_set(
    """account addition advance advantage behalf breach care case charge completion control danger
    defence defense excess face favour favor front honour honor kind lack light line means memory
    need note notice number part place possession pursuit reach receipt recognition respect result
    search sense sight sort spite stock support terms top track type use view virtue way"""
)
"""Nouns that stand before "of" without an article in set phrases: "in support of"."""


def lacking_prepositions() -> Kind:
    """Return two words between which the plan otherwise prints a preposition.

    "Focus drawing" lacks a word if other texts begin with "Focus on" and a word in -ing;
    "on linkage human rights" does if the plan prints "linkages of human rights".
    """
    reason = "elsewhere the plan prints “{value}” after “{first}”"
    return Kind(_linked_pairs, reason, VARIANTS.min_uses, VARIANTS.min_ratio)


def names_without_article() -> Kind:
    """Return names such as "of Work Plan", where the plan otherwise prints "the Work Plan"."""
    return Kind(_names, "elsewhere the plan prints “the {last}”", USAGE.min_uses, USAGE.min_ratio)


def nouns_without_article() -> Kind:
    """Return "in implementation of", where the plan otherwise prints "the implementation of"."""
    reason = "elsewhere the plan prints “the {last}” ({count} times)"
    return Kind(_nouns_before_of, reason, USAGE.min_uses, VARIANTS.min_ratio)


def _linked_pairs(words: Sequence[Word]) -> Iterator[Slot]:
    for at in range(len(words) - 1):
        if not is_content(words[at]):
            continue
        has_link = words[at + 1].folded in LINKS and at + 2 < len(words)
        for last in (at + 1, at + 2) if has_link else (at + 1,):
            value = words[at + 1].folded if last == at + 2 else ""
            is_noun = at == 0 or words[at - 1].folded in _BEFORE_NOUN
            for frame in _frames(words, at, last):
                usual = _Inserting(words[at].printed, words[last].printed)
                is_judged = is_noun and not value and not _is_plural(words[last].folded)
                yield Slot(("link", *frame), value, at, last, usual, is_judged)


def _is_plural(word: str) -> bool:
    """Return whether a word may be the main noun of a compound: "for health workers"."""
    return word in lexicon().plurals and word not in lexicon().others


def _frames(words: Sequence[Word], one: int, two: int) -> Iterator[tuple[str, str]]:
    first, last = words[one], words[two]
    if is_content(last):
        yield first.folded.removesuffix("s"), last.folded
        if one == 0 and last.printed.islower() and last.folded.endswith("ing"):
            yield first.folded, "-ing"


class _Inserting:
    """Prints a phrase with a word between its first word and the others."""

    def __init__(self, first: str, last: str) -> None:
        self._ends = first, last

    def __call__(self, word: str) -> str:
        return f"{self._ends[0]} {word} {self._ends[1]}"


def _names(words: Sequence[Word]) -> Iterator[Slot]:
    at = 1
    while at < len(words):
        last = _end_of_name(words, at)
        if last < at:
            at += 1
            continue
        before, after = words[at - 1], _noun_after(words, last + 1)
        name = _OWNER.sub("", printed_phrase(words[at : last + 1]))
        has_article = before.folded in _DETERMINERS
        is_bare = before.printed in _BEFORE_NAMES
        # "the Board reviews": a verb, or a noun with the name as its attribute
        is_free = not after or (after.endswith("s") and after[:-1] in lexicon().verbs)
        usual, value = _Inserting(before.printed, name), "the" if has_article else ""
        if is_free and (has_article or is_bare):
            yield Slot(("name", name), value, at - 1, last, usual, is_bare and not after)
        if is_free and (has_article or _takes_name(words, at)):
            yield Slot(("object", name), value, at - 1, last, usual, not has_article and not after)
        at = last + 1


def _takes_name(words: Sequence[Word], at: int) -> bool:
    """Return whether "such as" or a verb, like "enable", stands before a name."""
    is_example = printed_phrase(words[max(0, at - 2) : at]) == "such as"
    return is_example or lexicon().is_only_verb(words[at - 1].printed)


def _end_of_name(words: Sequence[Word], at: int) -> int:
    """Return the last word of a name of several words, or of an acronym; -1 if there is none."""
    if not words[at].printed[0].isupper() or words[at].folded in _DETERMINERS:
        return -1
    last = at
    while last + 1 < len(words):
        after = last + 1
        if words[after].folded in _JOINTS and after + 1 < len(words):
            after += 1
        if not words[after].printed[0].isupper():
            break
        last = after
    is_acronym = words[at].printed.isupper() and len(words[at].printed) > 2
    return last if last > at or is_acronym else -1


def _noun_after(words: Sequence[Word], after: int) -> str:
    """Return the noun or mark after a name, which may make the name its attribute."""
    word = words[after].folded if after < len(words) else ""
    if word in _GOES_ON:
        return word
    known = lexicon()
    is_noun = known.plurals.get(word, word) in known.nouns or word in known.others
    return word if word and is_noun and is_content(words[after]) else ""


def _nouns_before_of(words: Sequence[Word]) -> Iterator[Slot]:
    known = lexicon()
    for at in range(1, len(words) - 1):
        noun = words[at].printed
        is_noun = noun in known.nouns and noun not in known.plurals and noun not in _SET_NOUNS
        if words[at + 1].folded != "of" or not is_noun:
            continue
        first = at
        while (
            first > 1 and is_content(words[first - 1]) and words[first - 1].folded in known.others
        ):
            first -= 1
        before = words[first - 1]
        has_article = before.folded in _DETERMINERS
        # "encourage publication of" is right: what is done has no article after a verb.
        is_done = is_plain_verb(before.folded) and not noun.endswith("ion")
        is_bare = before.folded in _PREPOSITIONS or is_done
        if has_article or is_bare:
            usual = _Inserting(before.printed, printed_phrase(words[first : at + 2]))
            value = "the" if has_article else ""
            yield Slot(("of", noun), value, first - 1, at + 1, usual, is_bare)
