"""Words of a phrase that the plan otherwise prints in another number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from expectations.plan_index import Text
from expectations.rules.lexicon import lexicon
from expectations.rules.variants.slots import Kind, Slot, Word, words_of
from expectations.rules.variants.words import FUNCTION_WORDS, is_content, replacing
from expectations.thresholds import SLIPS, VARIANTS
from expectations.words import word_set

_ONE = word_set("a an the one each every any per another this that its")
_COUNTABLE_IN_Y = word_set(
    """agency authority body charity city company country county embassy ministry municipality
    party university utility"""
)
"""Nouns in -y that are always counted; "technology" and "industry" may be no single thing."""
_WHO_DOES = word_set("that which who")
_USUAL = "elsewhere the plan prints “{usual}”"


def numbers_in_phrases() -> Kind:
    """Return phrases of three words, which the plan may print with another number of one word.

    A plural at the end of a phrase is meant as such ("reforms", "reform"), and so is a single one
    with an article.
    """
    return Kind(_phrases_of_three, _USUAL, VARIANTS.min_uses, VARIANTS.min_ratio)


def plurals_before_nouns(texts: Iterable[Text]) -> Kind:
    """Return a noun before another noun, which the plan may print there in another number."""
    done = {
        verb.folded
        for text in texts
        for to, verb in pairwise(words_of(text.text))
        if to.folded == "to"
    }

    def pairs(words: Sequence[Word]) -> Iterator[Slot]:
        for at, (one, two) in enumerate(pairwise(words)):
            word = one.folded
            if not (one.printed[0].isalpha() and two.printed[0].isalpha()):
                continue
            is_noun = {word, two.folded}.isdisjoint(FUNCTION_WORDS) and not word.endswith("ss")
            # "to tackle climate change", "it tackles climate change": a verb
            is_verb = word.endswith("s") and word[:-1] in done
            frame = ("pair", word.removesuffix("s"), two.folded)
            usual = replacing((one, two), 0)
            yield Slot(frame, word, at, at + 1, usual, is_noun and not is_verb)

    return Kind(pairs, f"{_USUAL} ({{count}} times)", SLIPS.min_usual_pairs, SLIPS.min_usual_ratio)


def verbs_of_many() -> Kind:
    """Return verbs of several: "activities that creates", "activities that create"."""
    return Kind(_clauses, _USUAL, 1, 0)


def _clauses(words: Sequence[Word]) -> Iterator[Slot]:
    for at, phrase in enumerate(zip(words, words[1:], words[2:], strict=False)):
        noun, that, verb = (word.folded for word in phrase)
        if that in _WHO_DOES and noun.endswith("s") and verb.isalpha():
            is_one = verb.endswith("s") and not verb.endswith("ss")
            frame = ("clause", noun, that, verb.removesuffix("s"))
            yield Slot(frame, verb, at, at + 2, replacing(phrase, 2), is_one)


def _phrases_of_three(words: Sequence[Word]) -> Iterator[Slot]:
    for at in range(len(words) - 2):
        phrase = words[at : at + 3]
        if not all(map(is_content, phrase)):
            continue
        goes_on = at + 3 < len(words) and is_content(words[at + 3])
        is_one = any(word.folded in _ONE for word in words[max(0, at - 3) : at])
        is_free = goes_on or is_one or phrase[2].folded.endswith("s")
        for changed in (1, 2):
            word = phrase[changed].folded
            frame = [each.folded for each in phrase]
            frame[changed] = _singular(word)
            is_judged = _has_two_numbers(word) and not (changed == 2 and is_free)
            key = ("three", str(changed), *frame)
            yield Slot(key, word, at, at + 2, replacing(phrase, changed), is_judged)


def _has_two_numbers(word: str) -> bool:
    if word.endswith("ss") or (word.endswith("y") and word not in _COUNTABLE_IN_Y):
        return False
    return len(_singular(word)) >= VARIANTS.shortest_noun


def _singular(word: str) -> str:
    return lexicon().plurals.get(word) or (word if word.endswith("ss") else word.removesuffix("s"))
