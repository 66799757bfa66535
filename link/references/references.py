"""Find references by number to areas, sections and rows in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from link.references.reference_rules import (
    JOINERS,
    NOT_BEFORE_BRACKET,
    OPENERS,
    OWN_PLAN_WORDS,
    QUANTITY_WORDS,
    RANGES,
    RELATIONS,
    ROW_NOUNS,
    SECTION_NOUNS,
    TASK_NOUNS,
    Relation,
)
from link.references.tokens import Token, shape_of, tokens_of
from link.thresholds import REFERENCE


@dataclass(frozen=True)
class Numbering:
    """The numbers of a plan's areas, sections and rows, each in printed order."""

    areas: tuple[str, ...]
    sections: tuple[str, ...]
    rows: tuple[str, ...] = ()

    @property
    def shapes(self) -> frozenset[str]:
        """Patterns of area numbers, except that of whole numbers."""
        return frozenset(shape_of(a) for a in self.areas) - {"9"}

    @property
    def row_shapes(self) -> frozenset[str]:
        """Patterns of row numbers, except those of whole numbers and of areas."""
        return frozenset(shape_of(row) for row in self.rows) - {"9"} - self.shapes


@dataclass(frozen=True)
class Target:
    """An area, a section or a row that a text refers to."""

    kind: Literal["area", "section", "row"]
    number: str
    is_known: bool


@dataclass(frozen=True)
class NumberReference:
    """A reference in a text: its half-open character span, its relation and its targets."""

    start: int
    stop: int
    relation: Relation
    targets: tuple[Target, ...]
    score: float


@dataclass(frozen=True)
class _NumberList:
    """A list of numbers in the tokens from `first` up to `stop`."""

    first: int
    stop: int
    items: tuple[tuple[str, bool], ...]
    """Each number, and whether it ends a range."""


def find_references(text: str, numbering: Numbering) -> tuple[NumberReference, ...]:
    """Find the references to areas, sections and rows in a text.

    A number alone is not a reference. It needs a relation ("in line with 1.3"), a noun
    ("Priority Area 2") or a bracket of numbers, at least one known ("(1.9 and 1.10)"). A
    number is ignored if the words around it make it a quantity or part of another document. A
    bracket of numbers continues the relation of the bracket before it in its sentence: "(in line
    with 1.8), and researchers (1.9 and 1.10)".

    Args:
        text: a record's text.
        numbering: the plan's numbers.
    """
    tokens = tokens_of(text)
    found: list[NumberReference] = []
    for numbers in _number_lists(tokens):
        reference = _reference(tokens, numbers, numbering)
        if reference is None:
            continue
        before = found[-1] if found else None
        is_bare = reference.relation == "refers_to" and text[: reference.start].endswith(("(", "["))
        if is_bare and before and not _ends_sentence(text[before.stop : reference.start]):
            reference = replace(reference, relation=before.relation)
        found.append(reference)
    return tuple(found)


def _ends_sentence(between: str) -> bool:
    """Return whether a text leaves a bracket and goes on in another sentence, or leaves none."""
    return not between.startswith((")", "]")) or re.search(r"[.;:?!](?:\s|$)", between) is not None


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
    context, indices = _left_context(tokens, numbers.first)
    stop = tokens[numbers.stop - 1].stop
    for relation, rule in RELATIONS:
        match = rule.search(context)
        if match is None:
            continue
        targets = _targets(numbers, numbering, match["noun"] or "")
        if targets:
            first = indices[context[: match.start("cue")].count(" ")]
            return NumberReference(
                tokens[first].start, stop, relation, targets, REFERENCE.stated_score
            )
    if not _fills_bracket(tokens, numbers):
        return None
    targets = _targets(numbers, numbering, "")
    if not any(target.is_known for target in targets):
        return None
    is_list = len(targets) > 1
    if not is_list and targets[0].kind == "row":  # rather a value
        return None
    score = REFERENCE.bracketed_list_score if is_list else REFERENCE.bracketed_number_score
    return NumberReference(tokens[numbers.first].start, stop, "refers_to", targets, score)


def _left_context(tokens: Sequence[Token], first: int) -> tuple[str, tuple[int, ...]]:
    """Return the tokens left of a list, back to the start of its bracket or sentence."""
    start = first
    while start > 0 and first - start < REFERENCE.max_context_tokens:
        token = tokens[start - 1]
        if token.text in {"(", ")", "[", "]", ";", ":", "?", "!"}:
            break
        ends_sentence = token.text == "." and start < first and tokens[start].text[0].isupper()
        if ends_sentence:
            break
        start -= 1
    indices = tuple(range(start, first))
    return " ".join(tokens[index].folded for index in indices), indices


def _is_quantity(tokens: Sequence[Token], stop: int) -> bool:
    return stop < len(tokens) and tokens[stop].folded in QUANTITY_WORDS


def _is_elsewhere(tokens: Sequence[Token], stop: int) -> bool:
    """Return whether the numbers belong to another document ("… of the Convention")."""
    following = tokens[stop : stop + REFERENCE.max_owner_tokens]
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
    """Return the targets up to the first number that does not look like one of the plan."""
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
    if (row := _row(text, numbering, noun)) is not None:
        return row
    if not re.fullmatch(r"[A-Z]|\d{1,2}", text) or not noun.startswith(SECTION_NOUNS):
        return None
    if text in numbering.sections:
        return Target("section", text, True)
    return Target("section", text, False) if noun.startswith("area") else None


def _row(text: str, numbering: Numbering, noun: str) -> Target | None:
    """Return the row with a number; a whole number needs a noun such as "action" before it."""
    is_task = TASK_NOUNS.match(noun) is not None
    is_known = text in numbering.rows
    if shape_of(text) in numbering.row_shapes:
        is_meant = is_known or is_task or noun.startswith(ROW_NOUNS)
        return Target("row", text, is_known) if is_meant else None
    is_whole = shape_of(text) == "9" and text not in numbering.areas
    return Target("row", text, True) if is_whole and is_known and is_task else None


def _between(first: Target, last: Target, numbering: Numbering) -> list[Target]:
    """Return the targets between the ends of a range."""
    order = {
        "area": numbering.areas, "section": numbering.sections, "row": numbering.rows
    }[first.kind]  # fmt: skip
    if first.kind != last.kind or not (first.is_known and last.is_known):
        return []
    inner = order[order.index(first.number) + 1 : order.index(last.number)]
    return [Target(first.kind, number, True) for number in inner]
