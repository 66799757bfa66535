"""References from one place of the plan to another: found in the text, then resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from link.references.reference_rules import (
    JOINERS,
    NOT_BEFORE_BRACKET,
    NOUN_ONLY,
    OPENERS,
    OWN_PLAN_WORDS,
    QUANTITY_WORDS,
    RANGES,
    RELATIONS,
    SECTION_NOUNS,
    Relation,
)
from link.references.tokens import Token, shape_of, tokens_of


@dataclass(frozen=True)
class Numbering:
    """How a plan numbers its areas and sections, each in printed order."""

    areas: tuple[str, ...]
    sections: tuple[str, ...]

    @property
    def shapes(self) -> frozenset[str]:
        """Patterns of area numbers that no ordinary whole number has."""
        return frozenset(shape_of(a) for a in self.areas) - {"9"}


@dataclass(frozen=True)
class Target:
    """A number that a text refers to."""

    kind: Literal["area", "section"]
    number: str
    is_known: bool


@dataclass(frozen=True)
class NumberReference:
    """A reference in a text: its characters, what relation it states, its targets."""

    start: int
    stop: int
    relation: Relation
    targets: tuple[Target, ...]
    score: float


@dataclass(frozen=True)
class _NumberList:
    """A list of numbers: token indices from `first` up to `stop`, ranges marked."""

    first: int
    stop: int
    items: tuple[tuple[str, bool], ...]
    """Each number, and whether a range leads up to it."""


def find_references(text: str, numbering: Numbering) -> tuple[NumberReference, ...]:
    """Find the references to areas and sections in a text.

    A number alone is none: it takes a relation ("in line with 1.3"), a noun ("Priority Area 2")
    or a bracket that holds known numbers and nothing else ("(1.9 and 1.10)"). What follows or
    leads up to a number may tell that it is a quantity, or belongs to another document.

    Args:
        text: a record's text.
        numbering: the plan's numbers.
    """
    tokens = tokens_of(text)
    found = []
    for numbers in _number_lists(tokens):
        reference = _reference(tokens, numbers, numbering)
        if reference is not None:
            found.append(reference)
    return tuple(found)


def _number_lists(tokens: Sequence[Token]) -> Iterator[_NumberList]:
    index = 0
    while index < len(tokens):
        if tokens[index].kind != "number" or tokens[index].is_glued:
            index += 1
            continue
        items = [(tokens[index].text, False)]
        stop = index + 1
        while True:
            step = stop
            joiners = []
            while step < len(tokens) and tokens[step].folded in JOINERS | RANGES:
                joiners.append(tokens[step].folded)
                step += 1
            is_number = step < len(tokens) and tokens[step].kind == "number"
            if not joiners or not is_number or tokens[step].is_glued:
                break
            if _is_quantity(tokens, step + 1):  # "in line with 1.3, 1.5 million people"
                break
            items.append((tokens[step].text, joiners[-1] in RANGES))
            stop = step + 1
        yield _NumberList(index, stop, tuple(items))
        index = stop


def _reference(
    tokens: Sequence[Token], numbers: _NumberList, numbering: Numbering
) -> NumberReference | None:
    if _is_quantity(tokens, numbers.stop) or _is_elsewhere(tokens, numbers.stop):
        return None
    context, places = _left_context(tokens, numbers.first)
    stop = tokens[numbers.stop - 1].stop
    for relation, rule in (*RELATIONS, ("refers_to", NOUN_ONLY)):
        match = rule.search(context)
        if match is None:
            continue
        targets = _targets(numbers, numbering, match["noun"] or "")
        if targets:
            first = places[context[: match.start("cue")].count(" ")]
            # The relation is typed in the rules; NOUN_ONLY's literal widens it to str.
            return NumberReference(tokens[first].start, stop, _relation(relation), targets, 100.0)
    if not _fills_bracket(tokens, numbers):
        return None
    targets = _targets(numbers, numbering, "")
    if not any(target.is_known for target in targets):
        return None
    score = 90.0 if len(targets) > 1 else 80.0
    return NumberReference(tokens[numbers.first].start, stop, "refers_to", targets, score)


def _relation(name: str) -> Relation:
    return next((relation for relation, _ in RELATIONS if relation == name), "refers_to")


def _left_context(tokens: Sequence[Token], first: int) -> tuple[str, tuple[int, ...]]:
    """Return the folded tokens left of a list, back to its bracket's or sentence's start."""
    start = first
    while start > 0 and first - start < 14:
        token = tokens[start - 1]
        if token.text in {"(", ")", "[", "]", ";", ":", "?", "!"}:
            break
        ends_sentence = token.text == "." and start < first and tokens[start].text[0].isupper()
        if ends_sentence:
            break
        start -= 1
    places = tuple(range(start, first))
    return " ".join(tokens[i].folded for i in places), places


def _is_quantity(tokens: Sequence[Token], stop: int) -> bool:
    return stop < len(tokens) and tokens[stop].folded in QUANTITY_WORDS


def _is_elsewhere(tokens: Sequence[Token], stop: int) -> bool:
    """Tell whether "… of the Convention" gives the numbers to another document."""
    following = tokens[stop : stop + 4]
    if len(following) < 2 or following[0].folded not in {"of", "in"}:
        return False
    rest = [t for t in following[1:] if t.folded not in {"the", "this", "its", "our"}]
    return bool(rest) and rest[0].text[:1].isupper() and rest[0].folded not in OWN_PLAN_WORDS


def _fills_bracket(tokens: Sequence[Token], numbers: _NumberList) -> bool:
    first, stop = numbers.first, numbers.stop
    if first > 1 and tokens[first - 1].folded in OPENERS:
        first -= 1
    if first == 0 or stop >= len(tokens):
        return False
    if tokens[first - 1].text not in {"(", "["} or tokens[stop].text not in {")", "]"}:
        return False
    return first < 2 or tokens[first - 2].folded not in NOT_BEFORE_BRACKET


def _targets(numbers: _NumberList, numbering: Numbering, noun: str) -> tuple[Target, ...]:
    """Return what the numbers name; none where they don't look like the plan's numbers."""
    targets: list[Target] = []
    for text, ends_range in numbers.items:
        target = _target(text, numbering, noun)
        if target is None:
            return tuple(targets)
        if ends_range and targets:
            targets += _between(targets[-1], target, numbering)
        targets.append(target)
    return tuple(targets)


def _target(text: str, numbering: Numbering, noun: str) -> Target | None:
    if text in numbering.areas and (noun or shape_of(text) in numbering.shapes):
        return Target("area", text, True)
    if shape_of(text) in numbering.shapes:
        return Target("area", text, False)
    if not re.fullmatch(r"[A-Z]|\d{1,2}", text) or not noun.startswith(SECTION_NOUNS):
        return None
    if text in numbering.sections:
        return Target("section", text, True)
    return Target("section", text, False) if noun.startswith("area") else None


def _between(first: Target, last: Target, numbering: Numbering) -> list[Target]:
    """Return what a range holds between its ends."""
    order = numbering.areas if first.kind == "area" else numbering.sections
    if first.kind != last.kind or not (first.is_known and last.is_known):
        return []
    inner = order[order.index(first.number) + 1 : order.index(last.number)]
    return [Target(first.kind, number, True) for number in inner]
