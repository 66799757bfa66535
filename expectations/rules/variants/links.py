"""Small words of a phrase: articles, prepositions, "and" and "or"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expectations.rules.lexicon import lexicon
from expectations.rules.usage.verbs import is_plain_verb
from expectations.rules.variants.slots import Kind, Slot, Word
from expectations.rules.variants.words import DETERMINERS, LINKS, is_content
from expectations.thresholds import HABITS, USAGE
from expectations.words import word_set

_BEFORE_NOUN = LINKS - {"to"} | {"the", "a", "an", "its", "their"}
_BEFORE_NAME = word_set(
    "of in on with by for from under to through into within about across out among between"
)
_JOINTS = word_set("of on for")
_NO_ONE_THING = word_set(
    """addition accordance behalf case charge favour favor front kind lack light line means number
    part pursuit respect result search spite support terms top use view virtue way"""
)


def lacking_prepositions() -> Kind:
    """Find two words between which the plan otherwise prints a preposition.

    "Focus drawing" lacks a word if other texts begin with "Focus on" and a word in -ing;
    "on linkage human rights" does if the plan prints "linkages of human rights".
    """

    def pairs(words: Sequence[Word]) -> Iterator[Slot]:
        for at in range(len(words) - 1):
            for last in (at + 1, at + 2):
                has_link = last == at + 2
                if last >= len(words) or (has_link and words[at + 1].folded not in LINKS):
                    continue
                one, two = words[at], words[last]
                value = words[at + 1].folded if has_link else ""
                is_noun = at == 0 or words[at - 1].folded in _BEFORE_NOUN

                def usual(link: str, one: Word = one, two: Word = two) -> str:
                    return f"{one.printed} {link} {two.printed}"

                for frame in _frames(words, at, last):
                    yield Slot(("link", *frame), value, at, last, usual, is_noun and not has_link)

    reason = "elsewhere the plan prints “{value}” after “{first}”"
    return Kind(pairs, reason, HABITS.min_uses, HABITS.min_ratio)


def _frames(words: Sequence[Word], one: int, two: int) -> Iterator[tuple[str, str]]:
    first, last = words[one], words[two]
    if is_content(first) and is_content(last):
        yield first.folded.removesuffix("s"), last.folded
        if one == 0 and last.folded.endswith("ing"):
            yield first.folded, "-ing"


def names_without_article() -> Kind:
    """Find "of Work Plan" where the plan otherwise prints "the Work Plan"."""

    def names(words: Sequence[Word]) -> Iterator[Slot]:
        at = 1
        while at < len(words):
            last = _end_of_name(words, at)
            if last is None:
                at += 1
                continue
            before = words[at - 1]
            name = " ".join(word.printed for word in words[at : last + 1])
            bare = name.removesuffix("’s").removesuffix("'s")
            has_article = before.folded in DETERMINERS
            is_open = before.printed in _BEFORE_NAME
            if (has_article or is_open) and not _goes_on(words, last + 1):

                def usual(_: str, before: Word = before, name: str = name) -> str:
                    return f"{before.printed} the {name}"

                value = "the" if has_article else ""
                yield Slot(("name", bare), value, at - 1, last, usual, is_open)
            at = last + 1

    reason = "elsewhere the plan prints “the {name}”"
    return Kind(names, reason, USAGE.min_uses, USAGE.min_ratio)


def _end_of_name(words: Sequence[Word], at: int) -> int | None:
    """Return the last word of a name of several words, or of an acronym."""
    if not words[at].printed[0].isupper():
        return None
    last = at
    while last + 1 < len(words):
        after = last + 1
        if words[after].folded in _JOINTS and after + 1 < len(words):
            after += 1
        if not words[after].printed[0].isupper():
            break
        last = after
    is_acronym = words[at].printed.isupper() and len(words[at].printed) > 2
    return last if last > at or is_acronym else None


def _goes_on(words: Sequence[Word], after: int) -> bool:
    """Return whether a noun follows a name, which is then its attribute."""
    if after >= len(words):
        return False
    word = words[after].folded
    return word in ("-", "–", "/", "(", "&") or (
        is_content(words[after])
        and (lexicon().plurals.get(word, word) in lexicon().nouns or word in lexicon().others)
    )


def nouns_without_article() -> Kind:
    """Find "improve timeliness of" where the plan otherwise prints "the timeliness of"."""

    def nouns(words: Sequence[Word]) -> Iterator[Slot]:
        for at in range(1, len(words) - 1):
            noun = words[at].folded
            if (
                words[at + 1].folded != "of"
                or noun in _NO_ONE_THING
                or not words[at].printed.islower()
            ):
                continue
            if noun not in lexicon().nouns or noun in lexicon().plurals:
                continue
            first = at
            while (
                first > 1
                and words[first - 1].folded in lexicon().others
                and is_content(words[first - 1])
            ):
                first -= 1
            before = words[first - 1]
            has_article = before.folded in DETERMINERS
            is_open = before.folded in _BEFORE_NAME or is_plain_verb(before.folded)
            if not (has_article or is_open):
                continue

            def usual(_: str, words: Sequence[Word] = words[first - 1 : at + 2]) -> str:
                return " ".join([words[0].printed, "the", *(w.printed for w in words[1:])])

            yield Slot(
                ("of", noun), "the" if has_article else "", first - 1, at + 1, usual, is_open
            )

    return Kind(nouns, "elsewhere the plan prints “the {noun} of” ({count} times)", 3, 2)


def joined_otherwise() -> Kind:
    """Find "known and suspected extremists" beside "known or suspected extremists"."""

    def joins(words: Sequence[Word]) -> Iterator[Slot]:
        for at in range(len(words) - 3):
            one, join, two, noun = words[at : at + 4]
            if join.folded in ("and", "or") and all(map(is_content, (one, two, noun))):

                def usual(v: str, p=(one, two, noun)) -> str:
                    return f"{p[0].printed} {v} {p[1].printed} {p[2].printed}"

                yield Slot(
                    ("join", one.folded, two.folded, noun.folded), join.folded, at, at + 3, usual
                )

    return Kind(joins, "elsewhere the plan prints “{usual}”", 2, 2)


def lacking_words() -> Kind:
    """Find "border agencies" where the plan otherwise prints "border control agencies"."""

    def phrases(words: Sequence[Word]) -> Iterator[Slot]:
        for at in range(len(words) - 1):
            for last in (at + 1, at + 2):
                if last >= len(words) or not all(map(is_content, words[at : last + 1])):
                    continue
                one, two = words[at], words[last]
                if (
                    two.folded in FORBID
                    or lexicon().plurals.get(two.folded, two.folded) not in lexicon().nouns
                ):
                    continue
                value = words[at + 1].folded if last == at + 2 else ""

                def usual(v: str, one=one, two=two) -> str:
                    return f"{one.printed} {v} {two.printed}"

                yield Slot(("lack", one.folded, two.folded), value, at, last, usual, last == at + 1)

    return Kind(phrases, "elsewhere the plan prints “{usual}” ({count} times)", 3, 3)


FORBID = frozenset()


def derived_otherwise() -> Kind:
    """Find "terrorist-related cases" beside "terrorism-related cases"."""

    def phrases(words: Sequence[Word]) -> Iterator[Slot]:
        for at in range(len(words) - 1):
            one, two = words[at : at + 2]
            if not (is_content(one) and is_content(two)):
                continue
            head, _, tail = one.folded.partition("-")
            if len(head) < 5:
                continue

            def usual(v: str, two=two) -> str:
                return f"{v} {two.printed}"

            yield Slot(
                ("derived", head[: max(5, len(head) - 4)][:6], tail, two.folded.removesuffix("s")),
                one.folded,
                at,
                at + 1,
                usual,
            )

    return Kind(phrases, "elsewhere the plan prints “{usual}” ({count} times)", 2, 2)
