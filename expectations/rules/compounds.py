"""Compound words that the plan joins in several ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from expectations.words import frequency

_PAIR = re.compile(r"(?=\b([^\W\d_]{2,})([-/ ])([^\W\d_]{2,})\b)")
_WORD = re.compile(r"[^\W\d_]{4,}")
COMMON = 4.0
"""Zipf frequency from which a solid word (into, within) is no form of two words."""
SHOWN = 6

Forms = dict[str, list[tuple[Text, int, int]]]


def _families(ground: PlanIndex) -> dict[str, dict[str, Forms]]:
    """Places of each printed form, by its letters and by how its two words are joined."""
    families: dict[str, dict[str, Forms]] = defaultdict(lambda: defaultdict(dict))
    for text in ground.texts:
        for match in _PAIR.finditer(text.text):
            first, joint, second = match.groups()
            span = (text, match.start(), match.start() + len(first) + 1 + len(second))
            key = f"{first}{second}".casefold()
            printed = f"{first}{joint}{second}"
            families[key][joint].setdefault(printed, []).append(span)
    for text in ground.texts:
        for match in _WORD.finditer(text.text):
            key = match.group().casefold()
            if key in families:
                families[key][""].setdefault(match.group(), []).append((text, *match.span()))
    return families


def find(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find compounds with and without hyphen, blank or stroke: one issue for all of them."""
    mixed: list[list[Forms]] = []
    for key, by_joint in _families(ground).items():
        joints = set(by_joint)
        # A blank or a hyphen is a matter of grammar (at national level, national-level); a
        # hyphen or none is one of style, and then the blank counts as well.
        if {"", "-"} <= joints:
            if frequency(key, settings.language) >= COMMON:
                joints.discard(" ")
        elif not ({" ", "/"} <= joints and _is_compound(by_joint)):
            continue
        mixed.append([by_joint[joint] for joint in sorted(joints, key=_order)])
    if not mixed:
        return
    mixed.sort(key=lambda family: (-_count(family), next(iter(family[0]))))
    shown = [" and ".join(next(iter(forms)) for forms in family) for family in mixed[:SHOWN]]
    more = f" and {len(mixed) - SHOWN} others" if len(mixed) > SHOWN else ""
    yield Finding(
        key=("compounds",),
        message=f"Words joined in several ways: {', '.join(shown)}{more}.",
        places=tuple(
            ground.in_text(*place)
            for family in mixed
            for forms in _rarer(family)
            for places in forms.values()
            for place in places
        ),
    )


def _order(joint: str) -> int:
    return " -/".find(joint) if joint else len(" -")


def _is_compound(by_joint: dict[str, Forms]) -> bool:
    """Whether two words that a blank or a stroke joins are one: the stroke stands once."""
    strokes = by_joint.get("/", {})
    return bool(strokes) and all(printed.istitle() for printed in strokes)


def _count(family: list[Forms]) -> int:
    return sum(len(places) for forms in family for places in forms.values())


def _rarer(family: list[Forms]) -> list[Forms]:
    usual = max(family, key=lambda forms: sum(map(len, forms.values())))
    return [forms for forms in family if forms is not usual]


RULES = (
    Rule(
        code="compound-mixed",
        title="Compound joined in several ways",
        severity="info",
        why="It is a matter of style.",
        meaning="Those who search for one form miss the others.",
        remedy="`accept`; search with all forms.",
        example="on-line and online, counter-terrorism and counterterrorism",
        method="Pairs of words with a hyphen here and nothing between them there, or a stroke "
        "between two capitals that elsewhere is a blank; the places are those of the rarer "
        "forms.",
        find=find,
        mixes_words=True,
        of_print=True,
    ),
)
