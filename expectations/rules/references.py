"""References to other parts of the plan, and citations of instruments."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz import fuzz

from expectations.model import Place
from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding, Rule
from expectations.rules.phrasing import in_words
from expectations.settings import ExpectationSettings
from expectations.thresholds import CITATIONS
from link.model import CrossReference, Instrument
from normalize.ids import number_in

INTERNAL = {"area", "section", "row"}
"""Kinds of targets inside of the plan."""
_PARTS = re.compile(r"\b(?:areas?|sections?|chapters?|rows?|priorities)\b", re.IGNORECASE)
"""What parts of a plan are called: "other priority areas" does not say which ones."""
_YEAR = re.compile(r"\b(1[89]|20)\d\d\b")
_NO_LETTERS = re.compile(r"[\W_]+")
_END = re.compile(r"[;.](?=\s|$)")
_DATED = re.compile(r"[\s(]*(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?\)?\s*$")


def find_dangling_references(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find references whose target does not exist in the plan."""
    del settings
    for reference in index.linked.references:
        if reference.target_kind in INTERNAL and reference.status == "dangling":
            yield Finding(
                key=(reference.source.printed, reference.source.record_id),
                message=f"“{reference.source.printed}” refers to a part that does not exist.",
                places=(index.at(reference.source),),
                candidates=reference.candidates,
            )


def find_self_references(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find references to the area in which they are printed."""
    del settings
    for reference in index.linked.references:
        if reference.target_kind in INTERNAL and reference.status == "self":
            own = number_in(reference.target_id or "")
            yield Finding(
                key=(reference.source.printed, reference.source.record_id),
                message=f"“{reference.source.printed}” "
                + (
                    "refers to its own row."
                    if reference.target_kind == "row"
                    else f"is printed in {own} and refers to {own}."
                ),
                places=(index.at(reference.source),),
            )


def find_ambiguous_references(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find references with more than one possible target."""
    del settings
    for reference in index.linked.references:
        is_open = reference.candidates or _PARTS.search(reference.source.printed)
        if reference.target_kind in INTERNAL and reference.status == "ambiguous" and is_open:
            targets = in_words(list(map(number_in, reference.candidates)), "or")
            yield Finding(
                key=(reference.source.printed, reference.source.record_id),
                message=f"“{reference.source.printed}” "
                + (
                    f"does not say which area is meant: it may be {targets}."
                    if targets
                    else "does not say which ones are meant."
                ),
                places=(index.at(reference.source),),
                candidates=reference.candidates,
            )


def find_different_same_as(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find “same as” references to a text that is different."""
    del settings
    for reference in index.linked.references:
        if reference.relation != "same_as" or reference.status != "resolved":
            continue
        place = index.at(reference.source)
        own = place.text[: place.start] if place.start is not None else place.text
        most_similar = _most_similar(index, own, reference, place.table)
        if most_similar is None:
            if reference.target_kind == "area":
                yield _same_as_nothing(reference, own, place)
            continue
        if _letters(most_similar.text) == _letters(own):
            continue
        yield Finding(
            key=(reference.source.printed, _letters(own)),
            message=f"“{own.strip(' (')}” is declared to be the same as in "
            f"{number_in(most_similar.area_id or '')}, but the most similar text there is "
            f"“{most_similar.text}”.",
            places=(place, index.in_text(most_similar, 0, len(most_similar.text))),
            candidates=(most_similar.text,),
        )


def _same_as_nothing(reference: CrossReference, own: str, place: Place) -> Finding:
    return Finding(
        key=(reference.source.printed, _letters(own)),
        message=f"“{own.strip(' (')}” is declared to be the same as in "
        f"{number_in(reference.target_id or '')}, which has no text in that column.",
        places=(place,),
    )


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()


def _most_similar(index: PlanIndex, own: str, reference: CrossReference, table: str) -> Text | None:
    """Return the text of the target, in the same column, that is most similar to a text."""
    targets = {reference.target_id}
    row = index.rows_by_id.get(reference.target_id or "")
    if row is not None:
        targets = {row.focus_id, row.activity_id, row.expected_output_id}
    texts = [
        text
        for text in index.matrix_texts
        if text.table == table and {text.area_id, text.record_id} & targets
    ]
    return max(texts, key=lambda t: fuzz.token_sort_ratio(t.text, own), default=None)


def find_names_of_plan(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find different short names that the plan uses for itself."""
    del settings
    by_name: dict[str, list[CrossReference]] = defaultdict(list)
    for reference in index.linked.references:
        if reference.target_kind == "document" and reference.status == "self":
            name = _DATED.sub("", reference.source.printed).strip()
            # The full title is no short name, nor is a title in capitals.
            if len(name.split()) <= CITATIONS.longest_short_name and not name.isupper():
                by_name[name].append(reference)
    if len(by_name) > 1:
        names = [f"“{name}”" for name in by_name]
        yield Finding(
            key=tuple(sorted(by_name)),
            message=f"The plan uses different names for itself: {', '.join(names[:-1])} and "
            f"{names[-1]}.",
            places=tuple(index.at(found[0].source) for found in by_name.values()),
            candidates=tuple(by_name),
        )


def find_undated_instruments(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find instruments whose citations all lack a year."""
    del settings
    cited: dict[str, list[CrossReference]] = defaultdict(list)
    for reference in index.linked.references:
        if reference.target_kind not in INTERNAL and reference.target_id is not None:
            cited[reference.target_id].append(reference)
    for instrument in index.linked.instruments:
        references = cited.get(instrument.instrument_id, [])
        if instrument.is_registered and instrument.year is None:
            continue  # The register gives no year either, as for a body of law.
        if not instrument.is_registered and not _is_dated_elsewhere(index, instrument):
            continue
        places = [index.at(r.source) for r in references]
        if not places or any(_has_year(p.text, p.start, p.stop, p.printed) for p in places):
            continue
        known = f"; the register gives {instrument.year}" if instrument.year else ""
        yield Finding(
            key=(instrument.instrument_id,),
            message=f"“{places[0].printed}” is cited without a year{known}.",
            places=tuple(places),
            suggestion="`accept` it: `instruments.year` has the year of the register."
            if known
            else "",
        )


def _is_dated_elsewhere(index: PlanIndex, instrument: Instrument) -> bool:
    """Return whether the plan dates other instruments of this kind, but not this one.

    The missing year of an instrument that no register lists is a defect only if the plan dates
    most instruments of the kind.
    """
    alike = [i for i in index.linked.instruments if i.kind == instrument.kind]
    dated = [i for i in alike if i.year]
    own = instrument.title.casefold()
    is_dated = any(own in other.title.casefold() for other in dated)
    return 2 * len(dated) >= len(alike) and not is_dated


def _has_year(text: str, start: int | None, stop: int | None, printed: str) -> bool:
    if start is None or stop is None or _YEAR.search(printed):
        return _YEAR.search(printed) is not None
    # A year before the citation belongs to it only if it is adjacent ("2017 Manila Declaration").
    # A year after it may be anywhere in its sentence ("adopted on 31 October 2018").
    if _YEAR.search(text[max(0, start - CITATIONS.year_before) : start]):
        return True
    sentence = _END.split(text[stop : stop + CITATIONS.year_after], maxsplit=1)[0]
    return _YEAR.search(text[start:stop] + sentence) is not None


RULES = (
    Rule(
        code="reference-dangling",
        title="Reference to a place that does not exist",
        severity="error",
        why="Readers cannot follow the reference.",
        meaning="`cross_references.target_id` is empty and the status is `dangling`.",
        remedy="`correct` it with the number of the area that is meant.",
        example="in line with 1.14, in a plan whose last area of section 1 is 1.11",
        method="No area, section or row has the number of the reference.",
        find=find_dangling_references,
        print_only=True,
    ),
    Rule(
        code="reference-to-itself",
        title="Reference to its own area",
        severity="warning",
        why="The reference gives no information; another number was probably meant.",
        meaning="The reference is published with the status `self`.",
        remedy="`correct` it with the number of the area that is meant.",
        example="(in line with 2.4), printed in 2.4",
        method="The target is the area in which the reference is printed.",
        find=find_self_references,
        print_only=True,
    ),
    Rule(
        code="reference-ambiguous",
        title="Reference with several possible targets",
        severity="error",
        why="The text does not say which of them is meant.",
        meaning="`cross_references.target_id` is empty and the status is `ambiguous`.",
        remedy="`correct` it with the number that is meant.",
        example="as mentioned above, below two areas on the same topic",
        method="More than one target fits equally well.",
        find=find_ambiguous_references,
        print_only=True,
    ),
    Rule(
        code="reference-same-as-differs",
        title="“Same as” reference to a different text",
        severity="warning",
        why="The plan declares two outputs to be the same, but words them differently.",
        meaning="Both texts are published as printed.",
        remedy="Agree on the wording; `correct` it accordingly.",
        example="Recommendations … (same as under 1.3), where 1.3 has Regional guidelines …",
        method="Compares the letters of the text with those of the texts in the same column of "
        "the target area.",
        find=find_different_same_as,
        print_only=True,
    ),
    Rule(
        code="plan-named-differently",
        title="Several names for the plan itself",
        severity="warning",
        why="Readers who know one name may think that the others are other documents.",
        meaning="All names are references to the plan's own entry in `instruments`.",
        remedy="`accept` it, or agree on one name for the next edition.",
        example="Bali Work Plan, PCRVE Work Plan, CRVE Work Plan",
        method="Compares the words of the plan's references to itself, except for its full title.",
        find=find_names_of_plan,
        print_only=True,
    ),
    Rule(
        code="instrument-undated",
        title="Instrument cited without a year",
        severity="info",
        why="The title usually identifies the instrument.",
        meaning="`instruments.year` is the year in the register, or empty.",
        remedy="`accept` it, or add the instrument to the register.",
        example="the Rome Memorandum",
        method="No citation of the instrument has a year in its words or next to them.",
        find=find_undated_instruments,
        places_differ=True,
        print_only=True,
    ),
)
