"""Acronyms and groups that a plan uses, and introduces nowhere or somewhere else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.rules.usage.near_phrases import phrase_near
from expectations.rules.wording.acronyms import collect_acronyms
from expectations.rules.wording.written_out import WrittenOut
from expectations.settings import ExpectationSettings
from expectations.thresholds import LIMITS
from expectations.words import TextRange, word_set

_GROUPS = "Board|Cell|Committee|Council|Group|Panel|Sub-?[Gg]roup|Subcommittee|Team|Unit"
_GROUP = re.compile(
    rf"\b(?P<name>(?P<of>[A-Z]{{2,}}(?:\s[A-Z]{{2,}})?)[-\s](?:[A-Z][a-z]+[-\s]){{1,2}}(?:{_GROUPS}))\b"
    r"(?!\s(?:on|for|of|to)\s(?:the\s)?[A-Z]|\s?\()"
)
_KNOWN = word_set("bbc eu gb gp it nhs uk un us usa who")
"""Acronyms that are read as names: nobody looks for their words."""
_COMMUNITY = word_set("ec eec")
_LEGAL_ACT = re.compile(
    r"(?:\s[A-Z][\w’'-]*){0,4}\s(?:Decision|Directive|Recommendation|Regulation|Treat(?:y|ie))s?\b"
)
"""What follows the Community that has made an act: "the EC Birds Directive"."""
_BY_CHANCE = 2
"""Letters of an acronym that small initials may have by chance: "has made" is no HM."""
_MAKES = re.compile(
    r"\b(?:called|comprises?|composed|consists?|creat(?:e|es|ed|ing|ion)|establish\w*|"
    r"form(?:s|ed|ing|ation)?|introduc(?:e|es|ed|ing)|set\sup|known\sas|named)\b",
    re.I,
)


def find_acronyms_apart(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find acronyms whose words the plan prints, but never beside them, as one issue."""
    written_out = WrittenOut(index.wording, index.other_cells)
    # Also where no text of the matrix prints them: in a label, a note or a glossary.
    defined = set(index.plan.written_out)
    found: dict[str, str] = {}
    places: list[TextRange] = []
    for acronym, uses in collect_acronyms(index, settings.language).items():
        is_beside = uses.is_explained or acronym in defined
        if is_beside or acronym.casefold() in _KNOWN or len(acronym) < 2:
            continue
        own = _outside_legal_acts(acronym, uses.places)
        if not own:
            continue
        phrases = written_out.phrases_of(acronym, is_whole=True)
        near = _near(index, own)
        # Of several phrases with the same initials, that of the area is meant.
        phrase = next((each for each in phrases if each.casefold() in near), "")
        phrase = phrase or next(iter(phrases), "") or phrase_near(index, acronym, own)
        if phrase and (len(acronym) > _BY_CHANCE or phrase.istitle()):
            found[acronym] = phrase
            places += own
    if found:
        listed = [f"{acronym} (“{phrase}”)" for acronym, phrase in found.items()]
        more = len(listed) - LIMITS.listed_acronyms
        yield Finding(
            key=("apart",),
            message="The plan writes out these acronyms, but never next to the acronym itself: "
            + ", ".join(listed[: LIMITS.listed_acronyms])
            + (f" and {more} more" if more > 0 else "")
            + ".",
            places=tuple(index.in_text(*place) for place in places),
        )


def _outside_legal_acts(acronym: str, places: list[TextRange]) -> list[TextRange]:
    """Leave out the places where the letters of a Community name who made a legal act."""
    if acronym.casefold() not in _COMMUNITY:
        return places
    return [place for place in places if not _LEGAL_ACT.match(place[0].text, place[2])]


def _near(index: PlanIndex, places: Iterable[TextRange]) -> str:
    """Return what the areas of some places print."""
    areas = {text.area_id for text, _, _ in places} - {None}
    return " | ".join(text.text.casefold() for text in index.wording if text.area_id in areas)


def find_unknown_groups(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find groups of a body that the plan names and nowhere introduces."""
    explained = {
        acronym
        for acronym, uses in collect_acronyms(index, settings.language).items()
        if uses.is_explained
    }
    bodies = {body.body_id: body for body in index.plan.bodies if body.kind != "external"}
    own = {body.acronym for body in bodies.values()} | explained
    own |= {m.printed for m in index.plan.mentions if m.body_id in bodies}
    own -= {acronym.upper() for acronym in _KNOWN}
    names = {body.name.casefold() for body in index.plan.bodies}
    places: dict[str, list[TextRange]] = defaultdict(list)
    for text in index.wording:
        for match in _GROUP.finditer(text.text):
            if match["of"] in own and match["name"].casefold() not in names:
                places[match["name"]].append((text, *match.span("name")))
    for name, found in places.items():
        if not any(_MAKES.search(text.text) for text, _, _ in found):
            yield Finding(
                key=(name,),
                message=f"The plan names “{name}”, but does not say what it is or who belongs to "
                "it.",
                places=tuple(index.in_text(*place) for place in found),
            )


RULES = (
    Rule(
        code="acronym-apart",
        title="Acronyms that are written out elsewhere",
        severity="info",
        why="Readers who do not know an acronym have to search for its words.",
        meaning="The text is published as printed.",
        remedy="`accept` it, or write out each acronym where it is first used.",
        example="CSOs in one area, civil society organizations in another",
        method="Finds acronyms that never stand in brackets after their words, or before them, "
        "though the plan prints words with their initials. One issue holds all of them.",
        find=find_acronyms_apart,
        places_differ=True,
        print_only=True,
    ),
    Rule(
        code="group-undefined",
        title="Group that the plan does not introduce",
        severity="info",
        why="Readers can guess what the group does, but not who belongs to it.",
        meaning="The text is published as printed; `bodies` does not have the group.",
        remedy="Ask which group is meant; `correct` the name, or `accept` it.",
        example="MTF-Support Group, in a plan that has no such group",
        method="Finds names of groups, such as committees and teams, that begin with an acronym of "
        "the plan, if no list of bodies has them and no text says that they are formed.",
        find=find_unknown_groups,
    ),
)
