"""Bodies of the annex, the membership list and the matrix against each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from rapidfuzz import fuzz

from expectations.fuzzy_phrases import fuzzy_phrases
from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from normalize.ids import number_in
from normalize.model import Mention

NEAR_NAME = 90.0
"""Likeness from which words are a name spelt differently, not another name."""


def find_idle(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find bodies of the annex that no list of the matrix names."""
    del settings
    named = {m.body_id for m in ground.plan.mentions if m.role in {"relevant", "lead"}}
    for body in ground.plan.bodies:
        if body.annex_no is not None and body.body_id not in named and named:
            also = " and on the membership list" if body.is_member else ""
            yield Finding(
                key=(body.body_id,),
                message=f"{body.body_id} stands in the annex{also}, but no row or area names it.",
                places=(ground.place("bodies", body.body_id, "name", body.name),),
                bodies=(body.body_id,),
            )


def find_membership(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find bodies that are in one of annex and membership list only."""
    del settings
    members = [m for m in ground.plan.mentions if m.role == "member" and m.body_id is not None]
    on_list = {m.body_id for m in members}
    in_annex = {b.body_id for b in ground.plan.bodies if b.annex_no is not None}
    if not on_list or not in_annex:
        return
    for body in ground.plan.bodies:
        if body.annex_no is not None and body.body_id not in on_list:
            yield Finding(
                key=("annex", body.body_id),
                message=f"{body.body_id} stands in the annex, but not on the membership list.",
                places=(ground.place("bodies", body.body_id, "name", body.name),),
                bodies=(body.body_id,),
            )
    for mention in members:
        body_id = mention.body_id or ""
        if body_id not in in_annex and ground.bodies[body_id].kind != "collective":
            yield Finding(
                key=("members", body_id),
                message=f"{body_id} is on the membership list, but not in the annex.",
                places=(ground.of_mention(mention),),
                bodies=(body_id,),
            )


def find_lead_not_relevant(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find leads that the area's own list of relevant bodies does not name."""
    del settings
    relevant: dict[str, set[str | None]] = defaultdict(set)
    is_open: set[str] = set()
    for mention in ground.plan.mentions:
        if mention.role == "relevant":
            relevant[mention.record_id].add(mention.body_id)
            if mention.match == "collective":
                is_open.add(mention.record_id)
    found: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in ground.plan.mentions:
        body = ground.bodies.get(mention.body_id or "")
        area_id = ground.area_of("matrix", mention.record_id)
        if mention.role != "lead" or body is None or area_id is None:
            continue
        known = relevant.get(area_id, set())
        is_listed = body.body_id in known or (
            body.parent_id is not None and body.parent_id in known
        )
        if known and not is_listed and area_id not in is_open and body.kind != "collective":
            found[area_id, body.body_id].append(mention)
    for (area_id, body_id), mentions in found.items():
        yield Finding(
            key=(area_id, body_id),
            message=f"{body_id} leads in {number_in(area_id)}, but is not among its relevant "
            "bodies.",
            places=tuple(ground.of_mention(m) for m in mentions),
            bodies=(body_id,),
        )


def find_leads_nothing(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find bodies that areas name as relevant and that lead nothing in them."""
    del settings
    leads: dict[str, set[str]] = defaultdict(set)
    for mention in ground.plan.mentions:
        area_id = ground.area_of("matrix", mention.record_id)
        body = ground.bodies.get(mention.body_id or "")
        if mention.role == "lead" and area_id is not None and body is not None:
            leads[area_id] |= {body.body_id, body.parent_id or body.body_id}
    idle: dict[str, dict[str, Mention]] = defaultdict(dict)
    for mention in ground.plan.mentions:
        body = ground.bodies.get(mention.body_id or "")
        if mention.role != "relevant" or body is None or body.kind == "collective":
            continue
        # An area without any lead is an issue of its own: nobody leads there.
        if leads.get(mention.record_id) and body.body_id not in leads[mention.record_id]:
            idle[body.body_id].setdefault(mention.record_id, mention)
    everywhere = set().union(*leads.values()) if leads else set()
    for body_id, mentions in idle.items():
        rest = "" if body_id in everywhere else ", nor anywhere else"
        areas = ", ".join(map(number_in, mentions))
        yield Finding(
            key=(body_id,),
            message=f"{body_id} is relevant in {areas}, but leads nothing there{rest}.",
            places=tuple(ground.of_mention(m) for m in mentions.values()),
            bodies=(body_id,),
        )


def find_name_differs(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find names of bodies that text and annex, or the annex itself, spell in two ways."""
    del settings
    texts = [t for t in ground.texts if t.table != "bodies"]
    for body in ground.plan.bodies:
        if body.annex_no is None or len(body.name.split()) < 3:
            continue
        by_spelling = defaultdict(list)
        for text, start, stop in fuzzy_phrases(body.name, texts, NEAR_NAME):
            by_spelling[text.text[start:stop]].append(ground.in_text(text, start, stop))
        for printed, places in by_spelling.items():
            yield Finding(
                key=(body.body_id, printed),
                message=f"“{printed}” in the text is “{body.name}” in the annex.",
                places=(*places, ground.place("bodies", body.body_id, "name", body.name)),
                bodies=(body.body_id,),
            )
    yield from _odd_beginnings(ground)


def _odd_beginnings(ground: PlanIndex) -> Iterator[Finding]:
    """Find a name that begins nearly, but not quite, as most of its kind in the annex do."""
    named = [b for b in ground.plan.bodies if b.annex_no is not None and len(b.name.split()) > 3]
    begins = Counter(" ".join(b.name.split()[:3]) for b in named)
    usual = [words for words, count in begins.most_common() if count >= 3]
    for body in named:
        begin = " ".join(body.name.split()[:3])
        if begin in usual:
            continue
        for words in usual:
            if fuzz.ratio(begin, words) >= NEAR_NAME:
                yield Finding(
                    key=(body.body_id, begin),
                    message=f"The annex has “{begin}” for {body.body_id} and “{words}” for "
                    f"{begins[words]} others.",
                    places=(ground.place("bodies", body.body_id, "name", begin),),
                    suggestion=f"Probably “{words}”; `correct` with the right words.",
                    candidates=(words,),
                    bodies=(body.body_id,),
                )
                break


RULES = (
    Rule(
        code="body-idle",
        title="Body of the annex without any task",
        severity="info",
        why="It loses nobody a task; it may be an oversight.",
        meaning="The body is in `bodies`, but no row and no area points to it.",
        remedy="`accept` if it was only to be kept informed.",
        example="SEOM in the annex and on the membership list, never in the matrix",
        method="No list of relevant or lead bodies resolves to it.",
        find=find_idle,
    ),
    Rule(
        code="membership-differs",
        title="Annex and membership list differ",
        severity="warning",
        why="Who takes part in the plan depends on which list one reads.",
        meaning="`body_roles` with role `member` holds the list of the text, `bodies` the annex.",
        remedy="Find out which list is right; `accept` when it is known why they differ.",
        example="AIPA in the annex, not among the members",
        method="The bodies of both lists are compared by identifier.",
        find=find_membership,
    ),
    Rule(
        code="lead-not-relevant",
        title="Lead body that the area does not list",
        severity="warning",
        why="The plan says in two places who takes part in the area, and they differ.",
        meaning="The body is in `lead_bodies` of a row and not in `relevant_bodies`.",
        remedy="`accept` if the list of relevant bodies was not meant to be complete.",
        example="SOMED leads a row of 1.2, whose relevant bodies do not include it",
        method="Leads are compared with the area's relevant bodies; a part counts as its body; "
        "areas that describe a group instead are left out.",
        find=find_lead_not_relevant,
    ),
    Rule(
        code="relevant-leads-nothing",
        title="Relevant body that leads nothing in the area",
        severity="info",
        why="A relevant body need not lead; it may still be worth asking what its part is.",
        meaning="The body is in `relevant_bodies` of rows and in none of their `lead_bodies`.",
        remedy="`accept`, or ask the body what it contributes.",
        example="SOMCA, relevant in six areas, leads in none",
        method="One issue a body; areas without any lead are left out.",
        find=find_leads_nothing,
    ),
    Rule(
        code="name-differs",
        title="Name of a body spelt in two ways",
        severity="info",
        why="The body is recognised all the same.",
        meaning="`bodies.name` is the annex' spelling.",
        remedy="`correct` with the right words if the annex' spelling is the wrong one.",
        example="Senior Officials Meeting on Transnational Crime in the text, Crimes in the annex",
        method="Words of the text that are nearly a name of the annex; names of the annex that "
        "nearly begin as most others do.",
        find=find_name_differs,
    ),
)
