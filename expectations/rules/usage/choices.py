"""Find texts that leave open which of two products or events is meant, without brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from expectations.thresholds import LIMITS
from expectations.words import TextRange

_THINGS = """assessment booklet brochure campaign conference consultation course dialogue directive
    framework guide guideline handbook manual meeting message module policy protocol recommendation
    report seminar standard strategy study symposium toolkit training webinar workshop"""
_THING = rf"(?:{'|'.join(_THINGS.split())})"
_CHOICE = re.compile(
    rf"\b(?P<one>{_THING})s?(?P<join>\s?/\s?|\sor\s)(?:a\s|an\s)?(?:[A-Z][a-z]+\s)?"
    rf"(?!(?P=one))(?P<two>{_THING})s?\b",
    re.I,
)


def find_unmarked_choices(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find "Workshop or seminar" and "manual/module" in tasks and outputs, as one issue."""
    if settings.language != "en" or not index.is_written_in("en"):
        return
    found: list[TextRange] = [
        (text, *match.span())
        for text in index.wording
        if text.table in {"activities", "expected_outputs"}
        for match in _CHOICE.finditer(text.text)
    ]
    if found:
        words = dict.fromkeys(text.text[start:stop] for text, start, stop in found)
        listed = [f"“{each}”" for each in words][: LIMITS.listed_compounds]
        more = f" and {len(words) - len(listed)} more" if len(words) > len(listed) else ""
        yield Finding(
            key=("choices",),
            message=f"The plan leaves open what is made or held: {', '.join(listed)}{more}.",
            places=tuple(index.in_text(*place) for place in found),
        )


RULES = (
    Rule(
        code="choice-open",
        title="Undecided choice of two products or events",
        severity="info",
        why="Either may be what was agreed.",
        meaning="The text is published as printed; `alternatives` holds options in brackets only.",
        remedy="`correct` it with what was decided, or `accept` it.",
        example="Workshop or seminar",
        method="In English plans: finds two products or events (manual, module, workshop) in an "
        "activity or output that a slash or “or” joins. One issue holds all places.",
        find=find_unmarked_choices,
        places_differ=True,
        print_only=True,
    ),
)
