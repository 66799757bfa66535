"""Numbers, years and titles that the plan prints in two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from expectations.fuzzy_phrases import fuzzy_phrases
from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from normalize.ids import number_in, of_number

_YEARS = re.compile(r"\(?\s*((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)\s*\)?")
NEAR_TITLE = 90.0
SAME_WORDS = 5
"""Words before two ranges of years that must be the same for them to date the same thing."""


def find_style(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find area numbers printed otherwise than most are."""
    del settings
    styles: dict[str, list[str]] = defaultdict(list)
    for area in ground.plan.areas:
        if area.number_printed:
            styles[re.sub(r"\d+", "0", area.number_printed.strip())].append(area.area_id)
    if len(styles) < 2:
        return
    usual = max(styles, key=lambda style: len(styles[style]))
    example = ground.areas[styles[usual][0]].number_printed
    for style, area_ids in styles.items():
        if style == usual:
            continue
        first = ground.areas[area_ids[0]]
        printed = f"{first.number_printed} {first.title.split(' ')[0]} …"
        yield Finding(
            key=(style, usual),
            message=f"“{printed}” is numbered otherwise than the other {len(styles[usual])} "
            f"areas, which are like “{example}”.",
            places=tuple(
                ground.place("areas", a, "title", ground.areas[a].number_printed) for a in area_ids
            ),
        )


def find_gaps(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find numbers that are left out or given twice: sections, areas, the annex."""
    del settings
    by_section: dict[str, list[int]] = defaultdict(list)
    for area in ground.plan.areas:
        head, _, last = number_in(area.area_id).rpartition(".")
        if last.isdigit():
            by_section[head].append(int(last))
    for head, numbers in by_section.items():
        prefix = f"{head}." if head else ""
        for missing in _missing(numbers):
            before = f"{prefix}{missing - 1}" if missing > 1 else f"{prefix}{min(numbers)}"
            yield Finding(
                key=("area", f"{prefix}{missing}"),
                message=f"There is no area {prefix}{missing}.",
                places=(ground.place("areas", of_number("area", before), "title"),),
            )
    listed = {b.annex_no: b.body_id for b in ground.plan.bodies if b.annex_no is not None}
    for missing in _missing(list(listed)):
        beside = listed.get(missing - 1) or next(iter(listed.values()))
        yield Finding(
            key=("annex", str(missing)),
            message=f"The annex has no number {missing}.",
            places=(ground.place("bodies", beside, "name"),),
        )


def _missing(numbers: list[int]) -> list[int]:
    return sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers))


def find_years(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find spans of years that date the same thing and differ."""
    del settings
    by_words: dict[str, list[tuple[str, tuple[Text, int, int]]]] = defaultdict(list)
    for text in ground.texts:
        for match in _YEARS.finditer(text.text):
            words = re.findall(r"\w+", text.text[: match.start()].casefold())[-SAME_WORDS:]
            if len(words) == SAME_WORDS:
                years = f"{match.group(1)}–{match.group(2)}"
                place = (text, match.start(1), match.end(2))
                by_words[" ".join(words)].append((years, place))
    for phrase, found in by_words.items():
        spans = list(dict.fromkeys(years for years, _ in found))
        if len(spans) > 1:
            yield Finding(
                key=(phrase, *sorted(spans)),
                message=f"“… {phrase}” is dated {' and '.join(spans)}.",
                places=tuple(
                    ground.in_text(*place)
                    for years in reversed(spans)
                    for other, place in found
                    if other == years
                ),
            )


def find_titles(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find titles of sections that the narrative words a little otherwise."""
    del settings
    narrative = [t for t in ground.texts if t.table == "narrative"]
    for section in ground.plan.sections:
        if len(section.title.split()) < 2:
            continue
        exact = section.title.casefold()
        if any(exact in text.text.casefold() for text in narrative):
            continue
        for text, start, stop in fuzzy_phrases(section.title, narrative, NEAR_TITLE):
            yield Finding(
                key=(section.section_id, text.text[start:stop].casefold()),
                message=f"The text has “{text.text[start:stop]}”, the matrix “{section.title}”.",
                places=(
                    ground.place("sections", section.section_id, "title", section.title),
                    ground.in_text(text, start, stop),
                ),
                candidates=(text.text[start:stop],),
            )


RULES = (
    Rule(
        code="numbering-style",
        title="Number printed otherwise than the others",
        severity="info",
        why="The number itself is clear.",
        meaning="`area_id` has the number without its point; `number_printed` keeps it.",
        remedy="`accept`.",
        example="1.1 without the point that 1.2. and all others have",
        method="Forms of the areas' numbers, digits apart; the rarer form is the issue.",
        find=find_style,
        of_print=True,
    ),
    Rule(
        code="numbering-gap",
        title="Number left out",
        severity="error",
        why="An area may be missing from the plan, or references may point beside their target.",
        meaning="There is no record of that number.",
        remedy="Compare with the adopted original; `accept` if the number was dropped.",
        example="1.4 followed by 1.6",
        method="Numbers of areas within their section, and of the annex, count from 1 without "
        "a gap.",
        find=find_gaps,
        of_print=True,
    ),
    Rule(
        code="years-differ",
        title="Two spans of years for one thing",
        severity="warning",
        why="When the plan holds is not settled.",
        meaning="The plan's card has the years of the title.",
        remedy="Find out which years were adopted; `correct` with them.",
        example="(2019 – 2025) in the title, (2018 – 2025) in a footnote",
        method="Spans of years after the same five words.",
        find=find_years,
        of_print=True,
    ),
    Rule(
        code="section-title-differs",
        title="Section title differs between text and matrix",
        severity="info",
        why="The section is recognised all the same.",
        meaning="`sections.title` is the matrix' title.",
        remedy="`accept`, or `correct` with the title that was adopted.",
        example="Partnerships and Regional Cooperation, in the matrix Partnership …",
        method="Words of the narrative that are nearly, but never quite, a section's title.",
        find=find_titles,
        of_print=True,
    ),
)
