"""Gaps and styles of area numbers, different years for one thing, and titles that differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding, Rule
from expectations.rules.consistency.row_values import find_gaps_of_rows
from expectations.rules.fuzzy_phrases import fuzzy_phrases
from expectations.settings import ExpectationSettings
from expectations.thresholds import PHRASES, TEXTS
from normalize.ids import number_in, of_number

_ENUMERATOR = re.compile(r"^\(?(?:\d{1,2}|[ivxIVX]{1,4}|[A-Za-z])(?:\.\d{1,2})*[.)]\s+")
_YEARS = re.compile(r"\(?\s*((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)\s*\)?")


def find_number_styles(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find area numbers whose format differs from that of most others."""
    del settings
    styles: dict[str, list[str]] = defaultdict(list)
    for area in index.plan.areas:
        if area.number_printed:
            styles[_style(area.number_printed)].append(area.area_id)
    if len(styles) < 2:
        return
    usual = max(styles, key=lambda style: len(styles[style]))
    example = index.areas[styles[usual][0]].number_printed
    for style, area_ids in styles.items():
        if style == usual:
            continue
        first = index.areas[area_ids[0]]
        printed = f"{first.number_printed} {first.title.split(' ')[0]} …"
        yield Finding(
            key=(style, usual),
            message=f"The number of “{printed}” differs in format from the other "
            f"{len(styles[usual])} areas, such as “{example}”.",
            places=tuple(
                index.place("areas", a, "title", index.areas[a].number_printed) for a in area_ids
            ),
        )


def _style(number: str) -> str:
    """Return a number with 0 for its figures and A for its first letter or Roman figures."""
    figures = re.sub(r"\d+", "0", number.strip())
    return re.sub(r"^(?:[A-Z]|[IVXL]+)(?![^\W\d_])", "A", figures)


def find_number_gaps(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find missing numbers of areas, of rows and of the annex."""
    del settings
    by_section: dict[str, list[int]] = defaultdict(list)
    for area in index.plan.areas:
        head, _, last = number_in(area.area_id).rpartition(".")
        if last.isdigit():
            by_section[head].append(int(last))
    for head, numbers in by_section.items():
        prefix = f"{head}." if head else ""
        if len(_missing(numbers)) > len(set(numbers)):
            continue  # No series: years, codes, or numbers of another table.
        for missing in _missing(numbers):
            before = f"{prefix}{missing - 1}" if missing > 1 else f"{prefix}{min(numbers)}"
            yield Finding(
                key=("area", f"{prefix}{missing}"),
                message=f"The plan has no area {prefix}{missing}.",
                places=(index.place("areas", of_number("area", before), "title"),),
            )
    listed = {b.annex_no: b.body_id for b in index.plan.bodies if b.annex_no is not None}
    for missing in _missing(list(listed)):
        beside = listed.get(missing - 1) or next(iter(listed.values()))
        yield Finding(
            key=("annex", str(missing)),
            message=f"The annex has no body with number {missing}.",
            places=(index.place("bodies", beside, "name"),),
        )
    yield from find_gaps_of_rows(index)


def _missing(numbers: list[int]) -> list[int]:
    return sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers))


def find_different_years(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find different spans of years for the same thing."""
    del settings
    context = TEXTS.years_context
    by_words: dict[str, list[tuple[str, tuple[Text, int, int]]]] = defaultdict(list)
    for text in index.texts:
        for match in _YEARS.finditer(text.text):
            words = re.findall(r"\w+", text.text[: match.start()].casefold())[-context:]
            if len(words) == context:
                years = f"{match.group(1)}–{match.group(2)}"
                place = (text, match.start(1), match.end(2))
                by_words[" ".join(words)].append((years, place))
    for phrase, dated in by_words.items():
        spans = list(dict.fromkeys(years for years, _ in dated))
        if len(spans) > 1:
            cited = "; ".join(_dated_words(years, dated) for years in spans)
            yield Finding(
                key=(phrase, *sorted(spans)),
                message=f"“… {phrase}” is followed by different years: {cited}.",
                places=tuple(
                    index.in_text(*place)
                    for years in reversed(spans)
                    for other, place in dated
                    if other == years
                ),
            )


def _dated_words(years: str, dated: Iterable[tuple[str, tuple[Text, int, int]]]) -> str:
    """Quote what the first of several equal spans of years belongs to, with its page."""
    text, start, _ = next(place for other, place in dated if other == years)
    words = text.text[:start].rstrip(" (").split()
    limit = TEXTS.dated_words
    quoted = " ".join(["…", *words[-limit:]] if len(words) > limit else words)
    page = f", page {text.page}" if text.page is not None else ""
    return f"{years} (“{quoted}”{page})"


def find_different_titles(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find titles of sections that the narrative words slightly differently."""
    del settings
    similarity = PHRASES.section_title_similarity
    narrative = [t for t in index.texts if t.table == "narrative"]
    for section in index.plan.sections:
        if len(section.title.split()) < PHRASES.shortest_section_title:
            continue
        title = _ENUMERATOR.sub("", section.title)
        exact = title.casefold()
        if any(exact in text.text.casefold() for text in narrative):
            continue
        for text, start, stop in fuzzy_phrases(title, narrative, similarity):
            if not text.text[start].isupper() and title[:1].isupper():
                continue  # the same words, but no title
            yield Finding(
                key=(section.section_id, text.text[start:stop].casefold()),
                message=f"The text prints “{text.text[start:stop]}”, but the matrix prints "
                f"“{section.title}”.",
                places=(
                    index.place("sections", section.section_id, "title", section.title),
                    index.in_text(text, start, stop),
                ),
                candidates=(text.text[start:stop],),
            )


RULES = (
    Rule(
        code="numbering-style",
        title="Number in a different format from the others",
        severity="info",
        why="The number itself is clear.",
        meaning="`area_id` has the number without its final full stop; `number_printed` keeps it.",
        remedy="`accept` it.",
        example="1.1 without the final full stop that 1.2. and all others have",
        method="Compares the punctuation of the areas' numbers; the rarer format is an issue.",
        find=find_number_styles,
        print_only=True,
    ),
    Rule(
        code="numbering-gap",
        title="Missing number",
        severity="error",
        why="An area may be missing from the plan, or references may point to the wrong area.",
        meaning="No record has this number.",
        remedy="Compare with the adopted original; if the number was dropped, `accept` it.",
        example="1.4 followed by 1.6",
        method="Checks that the areas of each section and the bodies of the annex are numbered "
        "from 1 without a gap, and the rows of each section without one between two of them.",
        find=find_number_gaps,
        print_only=True,
    ),
    Rule(
        code="years-differ",
        title="Different years for the same thing",
        severity="warning",
        why="It is unclear which years the plan covers.",
        meaning="The source card in plan.toml has the years of the title.",
        remedy="Find out which years were adopted; `correct` it with them.",
        example="(2019 – 2025) in the title, (2018 – 2025) in a footnote",
        method="Compares spans of years that follow the same five words.",
        find=find_different_years,
        print_only=True,
    ),
    Rule(
        code="section-title-differs",
        title="Section title differs between text and matrix",
        severity="info",
        why="Readers still recognise the section.",
        meaning="`sections.title` is the title in the matrix.",
        remedy="`accept` it, or `correct` it with the title that was adopted.",
        example="Partnerships and Regional Cooperation in the text, Partnership … in the matrix",
        method="Finds words of the narrative that are similar to a section's title, if the "
        "narrative prints the title itself nowhere.",
        find=find_different_titles,
        print_only=True,
    ),
)
