"""Compound words that the plan writes in several ways: hyphenated, apart, or as one word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.rules.lexicon import lexicon
from expectations.settings import ExpectationSettings
from expectations.thresholds import LIMITS, SPELLING
from expectations.words import COMPOUND_ADJECTIVE, WordPlaces, word_frequency

_PAIR = re.compile(r"(?=\b([^\W\d_]{2,})([-/ ])([^\W\d_]{2,})\b)")
_NEXT = re.compile(r"[\s-]([^\W\d_]{4,}?)s?\b")
_WORD = re.compile(r"[^\W\d_]{4,}")
Forms = WordPlaces
"""Places of each printed form of a compound with one joint: space, hyphen, slash or none."""


def _families(index: PlanIndex) -> dict[str, dict[str, Forms]]:
    """Group the places of printed forms by their letters and by their joint."""
    families: dict[str, dict[str, Forms]] = defaultdict(lambda: defaultdict(dict))
    for text in index.wording:
        for match in _PAIR.finditer(text.text):
            first, joint, second = match.groups()
            span = (text, match.start(), match.start() + len(first) + 1 + len(second))
            key = f"{first}{second}".casefold()
            printed = f"{first}{joint}{second}"
            families[key][joint].setdefault(printed, []).append(span)
            following = _NEXT.match(text.text, span[2])
            if following and joint != "/":
                # "a rights-based approach" and "a rights based approach": grammar is the same.
                before = f"{key} {following[1].casefold()}"
                families[before][joint].setdefault(printed, []).append(span)
    for text in index.wording:
        for match in _WORD.finditer(text.text):
            key = match.group().casefold()
            if key in families:
                families[key][""].setdefault(match.group(), []).append((text, *match.span()))
    return families


def find_mixed_compounds(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find compounds with different joints, one issue for all of them."""
    mixed = [
        [by_joint[joint] for joint in sorted(joints, key=_order)]
        for key, by_joint in _families(index).items()
        if (joints := _variants(key, by_joint, settings.language))
    ]
    if not mixed:
        return
    mixed.sort(key=lambda family: (-_count(family), next(iter(family[0]))))
    limit = LIMITS.listed_compounds
    listed = _forms_in_words(mixed)
    left = len(listed) - limit
    more = f" and {left} {'other' if left == 1 else 'others'}" if left > 0 else ""
    yield Finding(
        key=("compounds",),
        message=f"The plan writes compounds in several ways: {', '.join(listed[:limit])}{more}.",
        places=tuple(
            index.in_text(*place)
            for family in mixed
            for forms in _rarer(family, settings.language)
            for places in forms.values()
            for place in places
        ),
    )


def _variants(key: str, by_joint: dict[str, Forms], language: str) -> set[str]:
    """Return the joints of a compound that are variants of each other; none if style decides none.

    Args:
        key: The letters of the compound, with those of the word after it where that counts.
        by_joint: The places of its printed forms.
        language: The language of the plan.
    """
    joints = set(by_joint)
    if " " in key:
        return joints if len(joints) > 1 else set()
    if {" ", ""} == joints and _is_noun_of_two(by_joint[" "]):
        return joints
    if {" ", "-"} <= joints and _is_adjective(by_joint["-"]):
        return joints
    # Grammar decides between space and hyphen (at national level, national-level). Style
    # decides between hyphen and one word; only then does the space count as a variant.
    if {"", "-"} <= joints:
        is_word = word_frequency(key, language) >= SPELLING.solid_word_frequency
        return joints - {" "} if is_word else joints
    return joints if {" ", "/"} <= joints and _is_compound(by_joint) else set()


def _forms_in_words(mixed: list[list[Forms]]) -> list[str]:
    """Return the forms of each compound; those that another one has already are left out."""
    listed: list[str] = []
    said: list[set[str]] = []
    for family in mixed:
        printed = [next(iter(forms)) for forms in family]
        if not any({each.casefold() for each in printed} <= before for before in said):
            listed.append(" / ".join(f"“{each}”" for each in printed))
            said.append({each.casefold() for each in printed})
    return listed


def _is_noun_of_two(forms: Forms) -> bool:
    """Return whether a space divides two nouns: "web sites", not "may be"."""
    known = lexicon()
    words = next(iter(forms)).casefold().split()
    nouns = [known.plurals.get(word, word) for word in words]
    is_only_noun = words[0] in known.nouns and words[0] not in known.others
    # "roll out" may be a verb with a particle.
    return is_only_noun and nouns[1] in known.nouns and words[1] not in known.others


def _is_adjective(forms: Forms) -> bool:
    """Return whether a hyphen joins words that are one adjective, whatever noun follows."""
    return any(COMPOUND_ADJECTIVE.fullmatch(printed) for printed in forms)


def _order(joint: str) -> int:
    return " -/".find(joint) if joint else len(" -")


def _is_compound(by_joint: dict[str, Forms]) -> bool:
    """Return whether two words joined by a space or a slash are one compound, as in Table/Top."""
    slashes = by_joint.get("/", {})
    return bool(slashes) and all(printed.istitle() for printed in slashes)


def _count(family: list[Forms]) -> int:
    return sum(len(places) for forms in family for places in forms.values())


def _rarer(family: list[Forms], language: str) -> list[Forms]:
    if any(_is_adjective(forms) for forms in family):
        return [forms for forms in family if not _is_adjective(forms)]
    usual = max(family, key=lambda forms: _usualness(forms, language))
    return [forms for forms in family if forms is not usual]


def _usualness(forms: Forms, language: str) -> tuple[int, bool, bool]:
    """Return how usual a form is: of equally frequent ones, a word of its own, then a hyphen."""
    printed = next(iter(forms))
    frequency = word_frequency(printed.casefold(), language) if printed.isalpha() else 0
    is_word = frequency >= SPELLING.solid_word_frequency
    return sum(map(len, forms.values())), is_word, "-" in printed


RULES = (
    Rule(
        code="compound-mixed",
        title="Compound written in several ways",
        severity="info",
        why="It is a matter of style.",
        meaning="A search for one form misses the others.",
        remedy="`accept` it, and search for all forms.",
        example="on-line and online, counter-terrorism and counterterrorism",
        method="Finds pairs of words that are joined by a hyphen in one place and written as one "
        "word in another, two nouns that a space divides in one place (web sites, websites), and "
        "capitalised pairs that are joined by a slash in one place and "
        "separated by a space in another; adjectives such as “evidence-based” also where a space "
        "divides them. The places are those of the rarer forms.",
        find=find_mixed_compounds,
        places_differ=True,
        print_only=True,
    ),
)
