"""References inside the plan and to instruments outside of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz import fuzz

from expectations.plan_index import TABLE_OF_KIND, PlanIndex, Text
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from link.model import CrossReference
from normalize.ids import number_in

INTERNAL = {"area", "section", "row"}
_YEAR = re.compile(r"\b(1[89]|20)\d\d\b")
_NO_LETTERS = re.compile(r"[\W_]+")
_END = re.compile(r"[;.](?=\s|$)")
_DATED = re.compile(r"[\s(]*(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?\)?\s*$")
SHORT_NAME = 6
"""Words of a short name at most."""
LOOK_AHEAD = 120
"""Characters after a citation in which its year may stand."""


def _area(ground: PlanIndex, reference: CrossReference) -> str | None:
    source = reference.source
    return ground.area_of(TABLE_OF_KIND[source.record_kind], source.record_id)


def find_dangling(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find references whose target the plan does not have."""
    del settings
    for reference in ground.linked.references:
        if reference.target_kind in INTERNAL and reference.status == "dangling":
            yield Finding(
                key=(reference.source.printed, reference.source.record_id),
                message=f"“{reference.source.printed}” points to nothing that the plan has.",
                places=(ground.at(reference.source),),
                candidates=reference.candidates,
            )


def find_self(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find references to the area that they stand in."""
    del settings
    for reference in ground.linked.references:
        if reference.target_kind in INTERNAL and reference.status == "self":
            own = number_in(reference.target_id or "")
            yield Finding(
                key=(reference.source.printed, reference.source.record_id),
                message=f"“{reference.source.printed}” stands in {own} and points to it.",
                places=(ground.at(reference.source),),
            )


def find_ambiguous(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find references that may mean more than one target."""
    del settings
    for reference in ground.linked.references:
        is_open = reference.status == "ambiguous" and reference.candidates
        if reference.target_kind in INTERNAL and is_open:
            yield Finding(
                key=(reference.source.printed, reference.source.record_id),
                message=f"“{reference.source.printed}” may mean "
                f"{', '.join(map(number_in, reference.candidates)) or 'several places'}.",
                places=(ground.at(reference.source),),
                candidates=reference.candidates,
            )


def find_one_way(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find references that the other side does not return.

    Where a plan returns none of its references, that is its custom: one issue.
    """
    del settings
    pairs: dict[tuple[str, str], list[CrossReference]] = defaultdict(list)
    returned = 0
    for reference in ground.linked.references:
        if reference.is_reciprocated is None or reference.target_id is None:
            continue
        returned += reference.is_reciprocated
        area_id = _area(ground, reference)
        if not reference.is_reciprocated and area_id is not None:
            pairs[area_id, reference.target_id].append(reference)
    if pairs and not returned and len(pairs) > 1:
        references = [r for found in pairs.values() for r in found]
        yield Finding(
            key=("all",),
            message=f"None of the plan's references between areas ({len(pairs)} pairs) is "
            "returned by the area that it points to.",
            places=tuple(ground.at(r.source) for r in references),
        )
        return
    for (area_id, target), references in pairs.items():
        own = number_in(area_id)
        yield Finding(
            key=(area_id, target),
            message=f"{own} refers to {number_in(target)}, which does not refer to {own}.",
            places=tuple(ground.at(r.source) for r in references),
        )


def find_same_as_differs(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find “same as” whose target says something else."""
    del settings
    for reference in ground.linked.references:
        if reference.relation != "same_as" or reference.status != "resolved":
            continue
        place = ground.at(reference.source)
        own = place.text[: place.start] if place.start is not None else place.text
        nearest = _nearest(ground, own, reference, place.table)
        if nearest is None or _letters(nearest.text) == _letters(own):
            continue
        yield Finding(
            key=(reference.source.printed, _letters(own)),
            message=f"“{own.strip(' (')}” is said to be the same as in "
            f"{number_in(nearest.area_id or '')}, where the nearest text is “{nearest.text}”.",
            places=(place, ground.in_text(nearest, 0, len(nearest.text))),
            candidates=(nearest.text,),
        )


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()


def _nearest(ground: PlanIndex, own: str, reference: CrossReference, table: str) -> Text | None:
    targets = {reference.target_id}
    row = ground.rows_by_id.get(reference.target_id or "")
    if row is not None:
        targets = {row.focus_id, row.activity_id, row.expected_output_id}
    texts = [
        text
        for text in ground.matrix_texts
        if text.table == table and {text.area_id, text.record_id} & targets
    ]
    return max(texts, key=lambda t: fuzz.token_sort_ratio(t.text, own), default=None)


def find_own_names(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find several short names by which the plan calls itself."""
    del settings
    by_name: dict[str, list[CrossReference]] = defaultdict(list)
    for reference in ground.linked.references:
        if reference.target_kind == "document" and reference.status == "self":
            name = _DATED.sub("", reference.source.printed).strip()
            # The full title is no short name, and a title in capitals is the same title.
            if len(name.split()) <= SHORT_NAME and not name.isupper():
                by_name[name].append(reference)
    if len(by_name) > 1:
        names = [f"“{name}”" for name in by_name]
        yield Finding(
            key=tuple(sorted(by_name)),
            message=f"The plan calls itself {', '.join(names[:-1])} and {names[-1]}.",
            places=tuple(ground.at(found[0].source) for found in by_name.values()),
            candidates=tuple(by_name),
        )


def find_undated(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find instruments that no citation gives a year."""
    del settings
    cited: dict[str, list[CrossReference]] = defaultdict(list)
    for reference in ground.linked.references:
        if reference.target_kind not in INTERNAL and reference.target_id is not None:
            cited[reference.target_id].append(reference)
    for instrument in ground.linked.instruments:
        references = cited.get(instrument.instrument_id, [])
        if instrument.is_registered and instrument.year is None:
            continue  # A body of law, or resolutions in general: there is no year to give.
        places = [ground.at(r.source) for r in references]
        if not places or any(_has_year(p.text, p.start, p.stop, p.printed) for p in places):
            continue
        known = f" The register has {instrument.year}." if instrument.year else ""
        yield Finding(
            key=(instrument.instrument_id,),
            message=f"“{places[0].printed}” is cited without its year.{known}",
            places=tuple(places),
        )


def _has_year(text: str, start: int | None, stop: int | None, printed: str) -> bool:
    if start is None or stop is None:
        return _YEAR.search(printed) is not None
    # A year in front belongs to the citation only next to it, as in "2017 Manila Declaration";
    # after it, in its own sentence, as in "adopted on 31 October 2018".
    if _YEAR.search(text[max(0, start - 6) : start]):
        return True
    sentence = _END.split(text[stop : stop + LOOK_AHEAD], maxsplit=1)[0]
    return _YEAR.search(text[start:stop] + sentence) is not None


RULES = (
    Rule(
        code="reference-dangling",
        title="Reference to nothing",
        severity="error",
        why="Readers are sent to a place that does not exist.",
        meaning="`cross_references.target_id` is empty, status `dangling`.",
        remedy="`correct` with the number of the area that is meant.",
        example="in line with 1.14, in a plan whose last area of section 1 is 1.11",
        method="The number of a reference is that of no area, section or row.",
        find=find_dangling,
        of_print=True,
    ),
    Rule(
        code="reference-to-itself",
        title="Reference to the place that it stands in",
        severity="warning",
        why="It says nothing; probably another number was meant.",
        meaning="Published with status `self`.",
        remedy="`correct` with the number of the area that is meant.",
        example="(in line with 2.4), printed in 2.4",
        method="The target is the area of the text itself.",
        find=find_self,
        of_print=True,
    ),
    Rule(
        code="reference-ambiguous",
        title="Reference that may mean several places",
        severity="warning",
        why="Which of them is meant cannot be told from the text.",
        meaning="`cross_references.target_id` is empty, status `ambiguous`.",
        remedy="`correct` with the number that is meant.",
        example="as mentioned above, below two areas of the same topic",
        method="More than one target fits equally well.",
        find=find_ambiguous,
        of_print=True,
    ),
    Rule(
        code="reference-one-way",
        title="Reference that is not returned",
        severity="info",
        why="It is the custom of many plans to refer one way only.",
        meaning="Follow `cross_references` both ways to find all that belongs together.",
        remedy="`accept`, or tell the area that is referred to.",
        example="1.6 is in line with 1.4; 1.4 says nothing of 1.6",
        method="No text of the target's area refers to the source's area. Where no reference "
        "of a plan is returned, that is one issue.",
        find=find_one_way,
        mixes_words=True,
        of_print=True,
    ),
    Rule(
        code="reference-same-as-differs",
        title="“Same as” that is not the same",
        severity="warning",
        why="Two outputs are said to be one and have different words.",
        meaning="Both texts are published as they are printed.",
        remedy="Settle which words hold; `correct` with them.",
        example="Recommendations … (same as under 1.3), where 1.3 has Regional guidelines …",
        method="The text is compared, letters only, with the texts of the same column in the "
        "area that it points to.",
        find=find_same_as_differs,
        of_print=True,
    ),
    Rule(
        code="plan-named-differently",
        title="Several names for the plan itself",
        severity="info",
        why="Readers who know one name may take the others for other documents.",
        meaning="All of them are references to the plan's own entry in `instruments`.",
        remedy="`accept`, or settle one name for the next edition.",
        example="Bali Work Plan, PCRVE Work Plan, CRVE Work Plan",
        method="References of the plan to itself, by their words; the full title is left out.",
        find=find_own_names,
        of_print=True,
    ),
    Rule(
        code="instrument-undated",
        title="Instrument cited without a year",
        severity="info",
        why="Its title mostly tells which one is meant.",
        meaning="`instruments.year` comes from the register, or is empty.",
        remedy="`accept`, or add the instrument to the register.",
        example="the Rome Memorandum",
        method="No citation of the instrument has a year in its words or next to them.",
        find=find_undated,
        mixes_words=True,
        of_print=True,
    ),
)
