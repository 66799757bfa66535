"""What the drafters left open, repeated, or broke off."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz import fuzz

from expectations.model import Place
from expectations.plan_index import TABLE_OF_KIND, PlanIndex
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from link.model import Alternative, ClusterMember
from normalize.ids import number_in

FIELD_OF_KIND = {"area": "title", "section": "title", "annex": "name"}
_SWAP = re.compile(r"\[-(.+?)-\] \{\+(.+?)\+\}")
_CONTENT = re.compile(r"[^\W\d_]{4,}")
SAME_WORD = 60.0
"""Likeness of two words from which they may be one word, another form, or a misprint of it."""
_ELLIPSIS = re.compile(r"\b(\w+)\s*(…|\.\.\.)\s*$")


def _alternatives(ground: PlanIndex, kind: str) -> dict[str, list[Alternative]]:
    """Alternatives of a kind, by their words: the same words are one cause."""
    by_words: dict[str, list[Alternative]] = defaultdict(list)
    for alternative in ground.linked.alternatives:
        if alternative.kind == kind:
            by_words[" ".join(alternative.source.printed.split())].append(alternative)
    return by_words


def find_open(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find alternatives between which nobody chose."""
    del settings
    for words, found in _alternatives(ground, "alternatives").items():
        options = found[0].options
        yield Finding(
            key=(words,),
            message=f"“{words}” leaves open which holds: "
            + " or ".join(f"“{option}”" for option in options)
            + ".",
            places=tuple(ground.at(a.source) for a in found),
            candidates=options,
        )


def find_optional(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find words that leave open whether they hold at all."""
    del settings
    for words, found in _alternatives(ground, "optional").items():
        yield Finding(
            key=(words,),
            message=f"“{words}” leaves open whether it holds.",
            places=tuple(ground.at(a.source) for a in found),
        )


def find_notes(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find notes of the drafters in the adopted text."""
    del settings
    for words, found in _alternatives(ground, "drafting_note").items():
        if not any(char.isalnum() for char in words):
            continue  # An ellipsis is an issue of its own.
        yield Finding(
            key=(words,),
            message=f"“{words}” reads like a note of the drafters.",
            places=tuple(ground.at(a.source) for a in found),
        )


def find_broken_off(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find texts that end in an ellipsis."""
    del settings
    by_word = defaultdict(list)
    for text in ground.matrix_texts:
        match = _ELLIPSIS.search(text.text)
        if match:
            place = ground.in_text(text, match.start(), match.end())
            by_word[match.group(1).casefold(), text.area_id].append(place)
    for (word, area_id), places in by_word.items():
        yield Finding(
            key=(word, area_id or ""),
            message=f"“{places[0].printed}”: the text breaks off with an ellipsis.",
            places=tuple(places),
        )


def _member_place(ground: PlanIndex, member: ClusterMember) -> Place:
    field = FIELD_OF_KIND.get(member.record_kind, "text")
    return ground.place(TABLE_OF_KIND[member.record_kind], member.record_id, field)


def find_repeated(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find texts that are printed more than once."""
    del settings
    yield from _clusters(ground, "duplicate", "is printed {} times in {}")


def find_similar(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find texts that are nearly the same."""
    del settings
    yield from _clusters(ground, "near_duplicate", "has {} nearly equal texts in {}")


def _clusters(ground: PlanIndex, kind: str, says: str) -> Iterator[Finding]:
    for cluster in ground.linked.clusters:
        if cluster.kind != kind:
            continue
        places = tuple(_member_place(ground, member) for member in cluster.members)
        areas = dict.fromkeys(number_in(p.area_id) for p in places if p.area_id)
        where = ", ".join(areas) or "the plan"
        if kind == "near_duplicate" and all(_is_parallel(m) for m in cluster.members[1:]):
            continue
        differ = "; ".join(f"“{m.differs_in}”" for m in cluster.members[1:] if m.differs_in)
        yield Finding(
            key=(places[0].table, *sorted({p.text.casefold() for p in places})),
            message=f"“{_short(places[0].text)}” {says.format(len(places), where)}."
            + (f" They differ in {differ}." if differ else ""),
            places=places,
        )


def _is_parallel(member: ClusterMember) -> bool:
    """Whether two texts say the same of two things: a Handbook for …, Best practices on …."""
    swaps = _SWAP.findall(member.differs_in)
    return any(
        _CONTENT.search(one) and _CONTENT.search(other) and fuzz.ratio(one, other) < SAME_WORD
        for one, other in swaps
    )


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")


RULES = (
    Rule(
        code="alternatives-open",
        title="Alternatives left open",
        severity="error",
        why="The adopted text says two things; who is addressed depends on the choice.",
        meaning="The text is published with its brackets; `alternatives` lists the options.",
        remedy="`correct` with the words that were agreed.",
        example="[Migrant Workers] [Workers]",
        method="Adjoining brackets, or a bracket that begins with “or”.",
        find=find_open,
        of_print=True,
    ),
    Rule(
        code="option-open",
        title="Words that may hold or not",
        severity="info",
        why="What is planned is clear but for an addition.",
        meaning="The text is published as it is printed; `alternatives` lists the words.",
        remedy="`accept`, or `correct` with what was agreed.",
        example="a programme on human rights (and may be peace)",
        method="Brackets that hedge: may be, if possible, where appropriate.",
        find=find_optional,
        of_print=True,
    ),
    Rule(
        code="drafting-note",
        title="Note of the drafters left in",
        severity="warning",
        why="It was not meant to be adopted, and it may say that something was to change.",
        meaning="The text is published with the note; `alternatives` lists it.",
        remedy="Find out what came of it; `correct` with the text as it should be.",
        example="(will be swapped)",
        method="Brackets whose words speak of the drafting, not of the matter.",
        find=find_notes,
        of_print=True,
    ),
    Rule(
        code="text-ellipsis",
        title="Text that ends in an ellipsis",
        severity="warning",
        why="Something was to follow and did not.",
        meaning="The text is published as it is printed.",
        remedy="`correct` with the whole text, or `accept`.",
        example="media content for public campaign …",
        method="The last sign of a text in the matrix is an ellipsis.",
        find=find_broken_off,
        of_print=True,
    ),
    Rule(
        code="text-repeated",
        title="Same text printed more than once",
        severity="info",
        why="It may be meant twice, with another output or lead each time.",
        meaning="Each is a record of its own; `clusters` ties them together.",
        remedy="`accept` if both are meant; else settle which one stays.",
        example="one workshop in two rows of an area, with two outputs",
        method="Texts of one column whose letters are the same.",
        find=find_repeated,
        of_print=True,
    ),
    Rule(
        code="text-similar",
        title="Texts that are nearly the same",
        severity="info",
        why="They may be two stages of one draft, or two things indeed.",
        meaning="Each is a record of its own; `clusters` ties them together.",
        remedy="`accept` if they are two things; else settle which one stays.",
        example="Introduce models of peace talks …, Introduced models of peace talks …",
        method="Likeness of texts of one column, from the plan's threshold on; texts that say the "
        "same of two different things are left to `clusters`.",
        find=find_similar,
        of_print=True,
    ),
)
