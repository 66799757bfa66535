"""Compare the bodies of the annex, the membership list and the matrix."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz import fuzz

from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.rules.fuzzy_phrases import fuzzy_phrases
from expectations.settings import ExpectationSettings
from expectations.thresholds import PHRASES
from normalize.ids import number_in
from normalize.model import Mention


def find_idle_bodies(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find bodies of the annex that no list in the matrix names."""
    del settings
    named = {m.body_id for m in index.plan.mentions if m.role in {"relevant", "lead"}}
    for body in index.plan.bodies:
        if body.annex_no is not None and body.body_id not in named and named:
            also = " and on the membership list" if body.is_member else ""
            yield Finding(
                key=(body.body_id,),
                message=f"{body.body_id} is in the annex{also}, but no area or row names it.",
                places=(index.place("bodies", body.body_id, "name", body.name),),
                bodies=(body.body_id,),
            )


def find_membership_differences(
    index: PlanIndex, settings: ExpectationSettings
) -> Iterator[Finding]:
    """Find bodies that are in one of annex and membership list, or have two states there."""
    del settings
    members = [m for m in index.plan.mentions if m.role == "member" and m.body_id is not None]
    on_list = {m.body_id for m in members}
    in_annex = {b.body_id for b in index.plan.bodies if b.annex_no is not None}
    if not on_list or not in_annex:
        return
    for body in index.plan.bodies:
        if body.annex_no is not None and body.body_id not in on_list:
            yield Finding(
                key=("annex", body.body_id),
                message=f"{body.body_id} is in the annex, but not on the membership list.",
                places=(index.place("bodies", body.body_id, "name", body.name),),
                bodies=(body.body_id,),
            )
    yield from _proposed_members(index, members)
    for mention in members:
        body_id = mention.body_id or ""
        if body_id not in in_annex and index.bodies[body_id].kind != "collective":
            yield Finding(
                key=("members", body_id),
                message=f"{body_id} is on the membership list, but not in the annex.",
                places=(index.of_mention(mention),),
                bodies=(body_id,),
            )


def _proposed_members(index: PlanIndex, members: Sequence[Mention]) -> Iterator[Finding]:
    """Find members that the annex marks as proposed only."""
    for body in index.plan.bodies:
        named = [m for m in members if m.body_id == body.body_id]
        if (body.kind == "proposed" or body.is_contested) and named:
            yield Finding(
                key=("status", body.body_id),
                message=f"The annex marks {body.body_id} with “{body.mark}” as proposed only, but "
                "the membership list names it as a member.",
                places=(
                    *map(index.of_mention, named),
                    index.place("bodies", body.body_id, "name", body.name),
                ),
                bodies=(body.body_id,),
            )


def find_unlisted_leads(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find lead bodies that the area's list of relevant bodies does not name."""
    del settings
    relevant: dict[str, set[str | None]] = defaultdict(set)
    has_collective: set[str] = set()
    for mention in index.plan.mentions:
        if mention.role == "relevant":
            relevant[mention.record_id].add(mention.body_id)
            if mention.match == "collective":
                has_collective.add(mention.record_id)
    unlisted: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in index.plan.mentions:
        body = index.bodies.get(mention.body_id or "")
        area_id = index.area_of("matrix", mention.record_id)
        if mention.role != "lead" or body is None or area_id is None:
            continue
        known = relevant.get(area_id, set())
        is_listed = body.body_id in known or (
            body.parent_id is not None and body.parent_id in known
        )
        if known and not is_listed and area_id not in has_collective and body.kind != "collective":
            unlisted[area_id, body.body_id].append(mention)
    for (area_id, body_id), mentions in unlisted.items():
        yield Finding(
            key=(area_id, body_id),
            message=f"{body_id} is a lead body in {number_in(area_id)}, but not one of its "
            "relevant bodies.",
            places=tuple(index.of_mention(m) for m in mentions),
            bodies=(body_id,),
        )


def find_relevant_without_lead(
    index: PlanIndex, settings: ExpectationSettings
) -> Iterator[Finding]:
    """Find relevant bodies of areas that lead no row there, one issue for all of them."""
    del settings
    leads: dict[str, set[str]] = defaultdict(set)
    for mention in index.plan.mentions:
        area_id = index.area_of("matrix", mention.record_id)
        body = index.bodies.get(mention.body_id or "")
        if mention.role == "lead" and area_id is not None and body is not None:
            leads[area_id] |= {body.body_id, body.parent_id or body.body_id}
    idle = _idle_in_areas(index, leads)
    if not idle:
        return
    everywhere = set().union(*leads.values())
    listed = "; ".join(
        f"{body_id} ({', '.join(map(number_in, mentions))})" for body_id, mentions in idle.items()
    )
    nowhere = ", ".join(body_id for body_id in idle if body_id not in everywhere)
    yield Finding(
        key=("all",),
        message=f"Relevant bodies that lead no row of the area: {listed}."
        + (f" They lead no row in any other area: {nowhere}." if nowhere else ""),
        places=tuple(index.of_mention(m) for found in idle.values() for m in found.values()),
        bodies=tuple(idle),
    )


def _idle_in_areas(
    index: PlanIndex, leads: Mapping[str, set[str]]
) -> dict[str, dict[str, Mention]]:
    """Return the relevant bodies that lead no row, with a mention for each area."""
    idle: dict[str, dict[str, Mention]] = defaultdict(dict)
    for mention in index.plan.mentions:
        body = index.bodies.get(mention.body_id or "")
        if mention.role != "relevant" or body is None or body.kind == "collective":
            continue
        # `lead-missing-area` reports areas without any lead body.
        if leads.get(mention.record_id) and body.body_id not in leads[mention.record_id]:
            idle[body.body_id].setdefault(mention.record_id, mention)
    return idle


def find_different_names(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find names of bodies that the text or the annex spells inconsistently."""
    similarity = PHRASES.body_name_similarity
    del settings
    texts = [t for t in index.texts if t.table != "bodies"]
    for body in index.plan.bodies:
        if body.annex_no is None or len(body.name.split()) < PHRASES.shortest_body_name:
            continue
        by_spelling = defaultdict(list)
        for text, start, stop in fuzzy_phrases(body.name, texts, similarity):
            by_spelling[text.text[start:stop]].append(index.in_text(text, start, stop))
        for printed, places in by_spelling.items():
            yield Finding(
                key=(body.body_id, printed),
                message=f"The text prints “{printed}”, but the annex prints “{body.name}”.",
                places=(*places, index.place("bodies", body.body_id, "name", body.name)),
                bodies=(body.body_id,),
            )
    yield from _unusual_beginnings(index)


def _unusual_beginnings(index: PlanIndex) -> Iterator[Finding]:
    """Find names in the annex that begin almost like several others."""
    size = PHRASES.name_beginning
    named = [b for b in index.plan.bodies if b.annex_no is not None and len(b.name.split()) > size]
    begins = Counter(" ".join(b.name.split()[:size]) for b in named)
    least = PHRASES.common_beginning
    usual = [words for words, count in begins.most_common() if count >= least]
    for body in named:
        begin = " ".join(body.name.split()[:size])
        if begin in usual:
            continue
        for words in usual:
            if fuzz.ratio(begin, words) >= PHRASES.body_name_similarity:
                yield Finding(
                    key=(body.body_id, begin),
                    message=f"In the annex, the name of {body.body_id} begins with “{begin}”, but "
                    f"{begins[words]} other names begin with “{words}”.",
                    places=(index.place("bodies", body.body_id, "name", begin),),
                    suggestion=f"Probably “{words}” is meant: if so, `correct` it.",
                    candidates=(words,),
                    bodies=(body.body_id,),
                )
                break


RULES = (
    Rule(
        code="body-idle",
        title="Body of the annex without a task",
        severity="info",
        why="No task is affected, but it may be an oversight.",
        meaning="`bodies` has the body, but no row or area points to it.",
        remedy="`accept` it if the body was only to be kept informed.",
        example="SEOM in the annex and on the membership list, never in the matrix",
        method="No list of relevant or lead bodies names the body.",
        find=find_idle_bodies,
    ),
    Rule(
        code="membership-differs",
        title="Annex and membership list differ",
        severity="warning",
        why="The two lists disagree on who takes part in the plan.",
        meaning="`body_roles` with the role `member` has the list in the text; `bodies` has the "
        "annex.",
        remedy="Find out which list is right. If the difference is intended, `accept` it.",
        example="AIPA in the annex, but not among the members",
        method="Compares the bodies of the two lists by identifier.",
        find=find_membership_differences,
    ),
    Rule(
        code="lead-not-relevant",
        title="Lead body that is not a relevant body of the area",
        severity="warning",
        why="The plan lists the bodies of an area in two places, and the lists differ.",
        meaning="`lead_bodies` of a row has the body; `relevant_bodies` does not.",
        remedy="`accept` it if the list of relevant bodies was not meant to be complete.",
        example="SOMED leads a row of 1.2, but is not one of its relevant bodies",
        method="Compares the lead bodies with the relevant bodies of the area. A sub-unit counts "
        "as its parent body. Areas that describe a group of bodies are left out.",
        find=find_unlisted_leads,
    ),
    Rule(
        code="relevant-leads-nothing",
        title="Relevant bodies that lead no row of the area",
        severity="info",
        why="Relevant bodies need not lead: this is a summary, not a defect.",
        meaning="`relevant_bodies` of the rows has the body; none of their `lead_bodies` does.",
        remedy="`accept` it, or ask the bodies what they contribute.",
        example="SOMCA, a relevant body of six areas, leads no row in any of them",
        method="Compares the relevant bodies with the lead bodies of each area, one issue for all "
        "of them. Areas without any lead body are left out.",
        find=find_relevant_without_lead,
        places_differ=True,
    ),
    Rule(
        code="name-differs",
        title="Name of a body with two spellings",
        severity="info",
        why="Readers still recognise the body.",
        meaning="`bodies.name` has the spelling of the annex.",
        remedy="`accept` it; if the spelling of the annex is wrong, `correct` it.",
        example="Senior Officials Meeting on Transnational Crime in the text, Crimes in the annex",
        method="Finds words of the text that are similar to a name in the annex, and names in the "
        "annex that begin almost like several others.",
        find=find_different_names,
    ),
)
