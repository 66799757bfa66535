"""Acronyms that nobody explains, and names that are spelt in two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding, Rule
from expectations.rules.bodies import bare
from expectations.settings import ExpectationSettings
from normalize.model import Body

_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")
_COMPOUND = re.compile(r"\b[A-Z][\w]*(?:-[A-Z][\w]*)+\b")
_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]")
FAMILIAR = 2
"""Letters of an acronym that may be missing from the initials of its words."""


@dataclass
class Uses:
    """One acronym: where it stands and whether the plan explains it."""

    places: list[tuple[Text, int, int]] = field(default_factory=list)
    is_explained: bool = False


def _singular(acronym: str) -> str:
    return acronym[:-1] if acronym.endswith("s") and acronym[:-1].isupper() else acronym


@lru_cache(maxsize=4096)
def _is_capitals(text: str) -> bool:
    """Whether a text, like a title, is set in capitals: they make no acronym there."""
    letters = list(filter(str.isalpha, text))
    return bool(letters) and sum(map(str.isupper, letters)) > 0.7 * len(letters)


def collect(ground: PlanIndex) -> dict[str, Uses]:
    """Find the acronyms of a plan's texts, the names of its bodies apart.

    Args:
        ground: The plan.

    Returns:
        By acronym (singular), in reading order.
    """
    names = {
        b.acronym
        for b in ground.plan.bodies
        if b.acronym and b.kind != "unlisted" and not _is_foreign(ground, b)
    }
    # Words that were taken for a body: other rules speak of those.
    names |= {
        bare(m.printed)
        for m in ground.plan.mentions
        if m.body_id is not None and not _is_foreign(ground, ground.bodies.get(m.body_id))
    }
    found: dict[str, Uses] = defaultdict(Uses)
    for text in ground.texts:
        if _is_capitals(text.text) and len(text.text.split()) > 2:
            continue
        hidden = [m.span() for m in _COMPOUND.finditer(text.text) if _names_body(m.group(), names)]
        for match in _ACRONYM.finditer(text.text):
            acronym = _singular(match.group())
            inside = any(a <= match.start() and match.end() <= b for a, b in hidden)
            if inside or sum(c.isupper() for c in acronym) < 2 or acronym.istitle():
                continue
            found[acronym].places.append((text, match.start(), match.end()))
            found[acronym].is_explained |= acronym in names or _is_explained(text, match)
    return dict(found)


def _is_foreign(ground: PlanIndex, body: Body | None) -> bool:
    """Whether only our register knows a body's name: the plan has no more than its acronym."""
    if body is None or body.kind != "external":
        return False
    printed = {bare(m.printed) for m in ground.plan.mentions if m.body_id == body.body_id}
    return printed <= {body.acronym}


def _names_body(compound: str, names: set[str]) -> bool:
    """Whether a word with hyphens is a body, or bodies joined: ``AICHR-ASEAN-IPR``."""
    if compound in names:
        return True
    heads = [at for at, char in enumerate(compound) if char == "-"]
    return any(compound[:at] in names and _names_body(compound[at + 1 :], names) for at in heads)


def _is_explained(text: Text, match: re.Match[str]) -> bool:
    """Whether the acronym stands in brackets after the words that it is made from."""
    for bracket in _BRACKET.finditer(text.text):
        if bracket.start() < match.start() and match.end() <= bracket.end():
            before = re.findall(r"[^\W\d_]+", text.text[: bracket.start()])
            letters = [c.casefold() for c in match.group() if c.isalpha()]
            words = [w.casefold() for w in before[-3 * len(letters) - 3 :]]
            initials = [w[0] for w in words]
            return _in_order(letters, initials) >= max(2, len(letters) - FAMILIAR)
    return False


def _in_order(letters: list[str], initials: list[str]) -> int:
    """How many of the letters are found among the initials, in order."""
    at, count = 0, 0
    for letter in letters:
        if letter in initials[at:]:
            at = initials.index(letter, at) + 1
            count += 1
    return count


def find_unexplained(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find acronyms that the plan never writes out."""
    known = set(settings.known_acronyms)
    known |= {b.acronym for b in ground.plan.bodies if b.acronym and not _is_foreign(ground, b)}
    acronyms = collect(ground)
    names = {b.acronym: b.name for b in ground.plan.bodies if b.kind == "external" and b.name}
    for acronym, uses in acronyms.items():
        if uses.is_explained or acronym in known or _nearest(acronym, acronyms):
            continue
        if len(acronym) > 12 or _is_surname(acronym):
            continue
        yield Finding(
            key=(acronym,),
            message=f"“{acronym}” is never written out."
            + (f" The register has “{names[acronym]}”." if acronym in names else ""),
            places=tuple(ground.in_text(*place) for place in uses.places),
        )


def _is_surname(word: str) -> bool:
    return re.fullmatch(r"(Mc|Mac|De|Di|La|Le)[A-Z][a-z]+", word) is not None


def _nearest(acronym: str, acronyms: dict[str, Uses]) -> str | None:
    """Explained acronym of which this is a misspelling: two letters swapped, one too few."""
    own = acronyms[acronym]
    if own.is_explained or len(acronym) < 4:
        return None
    for other, uses in acronyms.items():
        is_usual = uses.is_explained and len(uses.places) >= len(own.places)
        is_swap = sorted(other) == sorted(acronym)
        is_short = abs(len(other) - len(acronym)) == 1
        if other == acronym or not is_usual or not (is_swap or is_short):
            continue
        if OSA.distance(other, acronym) == 1 and len(other) >= 5:
            return other
    return None


def find_spelt_differently(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find acronyms that are nearly one that the plan explains."""
    del settings
    acronyms = collect(ground)
    for acronym, uses in acronyms.items():
        usual = _nearest(acronym, acronyms)
        if usual is None:
            continue
        yield Finding(
            key=(acronym, usual),
            message=f"“{acronym}” stands for what the plan mostly calls “{usual}”.",
            places=tuple(ground.in_text(*place) for place in uses.places),
            candidates=(usual,),
        )


_NAME = re.compile(
    r"\b(?!(?:The|An?|Our|This)\s)(?:[A-Z][\w’]*\s)*[A-Z][\w’]*(?P<join>\s?[-–/]\s?)[A-Z][A-Z]+\b"
)


def find_name_joined_differently(
    ground: PlanIndex, settings: ExpectationSettings
) -> Iterator[Finding]:
    """Find names with an acronym that differ in hyphens and blanks only."""
    del settings
    bodies = {bare(m.printed) for m in ground.plan.mentions if m.body_id is not None}
    by_letters: dict[str, dict[str, list[tuple[Text, int, int]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for text in ground.texts:
        for match in _NAME.finditer(text.text):
            letters = re.sub(r"[\W_]+", "", match.group()).casefold()
            by_letters[letters][match.group()].append((text, *match.span()))
    for spellings in by_letters.values():
        if len(spellings) < 2:
            continue
        usual = max(spellings, key=lambda s: len(spellings[s]))
        if any(spelling in bodies for spelling in spellings):
            continue  # The body's variants are an issue already.
        others = [s for s in spellings if s != usual]
        yield Finding(
            key=tuple(sorted(spellings)),
            message=f"“{usual}” is also printed as "
            + " and ".join(f"“{other}”" for other in others)
            + ".",
            places=tuple(ground.in_text(*p) for other in others for p in spellings[other]),
            candidates=(usual,),
        )


RULES = (
    Rule(
        code="acronym-unexplained",
        title="Acronym that is never written out",
        severity="info",
        why="Readers of the field mostly know it.",
        meaning="The text is published as it is printed.",
        remedy="`accept` if it is known to all; add it to `known_acronyms` of the plan's settings.",
        example="HRPE",
        method="Words with two capitals at least that are no body, no known acronym and never "
        "stand in brackets after words with their initials.",
        find=find_unexplained,
    ),
    Rule(
        code="acronym-spelt-differently",
        title="Acronym spelt in two ways",
        severity="warning",
        why="Those who search for one spelling miss the places with the other.",
        meaning="The text is published as it is printed.",
        remedy="`correct` with the usual spelling, or `dismiss` if it is another thing.",
        example="PCVRE and CRVE beside PCRVE",
        method="Two letters are swapped, or one is missing, against an acronym that the plan "
        "explains and uses at least as often.",
        find=find_spelt_differently,
    ),
    Rule(
        code="term-spelt-differently",
        title="Name joined in two ways",
        severity="info",
        why="It is recognised all the same.",
        meaning="The text is published as it is printed.",
        remedy="`accept`, or `correct` with the usual spelling.",
        example="Bali Work Plan-MTF and Bali Work Plan - MTF",
        method="Names that end in an acronym and differ in hyphens and blanks only.",
        find=find_name_joined_differently,
    ),
)
