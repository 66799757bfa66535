"""How the plan's lists name bodies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.rules.phrasing import in_words, times
from expectations.settings import ExpectationSettings
from expectations.thresholds import ACRONYMS, LIMITS
from normalize.ids import number_in
from normalize.model import Body, Mention

LIST_ROLES = {"relevant", "lead"}
"""Roles of mentions in the matrix' lists of bodies."""
_POSSESSIVE = re.compile(r"[’']s?$")


def strip_marks(printed: str) -> str:
    """Strip the punctuation and the possessive ending around a name."""
    return _POSSESSIVE.sub("", printed.strip().strip('.,;:()“”"*').strip())


def _lists(index: PlanIndex) -> dict[tuple[str, str, str], list[Mention]]:
    """Group mentions by printed list: an area's relevant bodies, or the cell of the leads."""
    lists: dict[tuple[str, str, str], list[Mention]] = defaultdict(list)
    for mention in index.plan.mentions:
        if mention.role in LIST_ROLES:
            lists[_list_of(index, mention)].append(mention)
    return lists


def _list_of(index: PlanIndex, mention: Mention) -> tuple[str, str, str]:
    """Return the role, the area and the record or cell of the list that prints a mention."""
    if mention.role == "lead":
        area = index.area_of("matrix", mention.record_id) or ""
        return "lead", area, mention.cell_id or mention.record_id
    return mention.role, mention.record_id, mention.record_id


def find_repeated_bodies(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find bodies that a list names more than once."""
    del settings
    for (role, area, _), mentions in _lists(index).items():
        by_body: dict[str, dict[tuple[int, int], Mention]] = defaultdict(dict)
        for mention in mentions:
            if mention.body_id is not None:
                by_body[mention.body_id][mention.order, mention.start] = mention
        for body_id, named in by_body.items():
            if len(named) < 2:
                continue
            again = list(named.values())[1:]
            record = "" if role == "relevant" else again[0].record_id
            yield Finding(
                key=(role, area, record, body_id),
                message=f"The {role} bodies of {number_in(area)} name {body_id} "
                f"{times(len(named))}.",
                places=tuple(index.of_mention(m) for m in again),
                bodies=(body_id,),
            )


def find_unknown_bodies(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find names that mean no known body, one issue for each name."""
    del settings
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in index.plan.mentions:
        if mention.match in ("unresolved", "ambiguous"):
            by_name[strip_marks(mention.printed)].append(mention)
    listed = {key: {m.body_id for m in mentions} for key, mentions in _lists(index).items()}
    for name, mentions in by_name.items():
        # A list rarely names a body twice, so its own bodies are unlikely to be meant.
        ranked = {
            c.body_id: c.score
            for m in mentions
            for c in m.candidates
            if c.body_id not in listed.get(_list_of(index, m), ())
        }
        candidates = sorted(ranked, key=lambda body_id: (-ranked[body_id], body_id))
        hint = (
            f" The most similar of them: {in_words(candidates[: LIMITS.candidates])}."
            if candidates
            else ""
        )
        yield Finding(
            key=(name.casefold(),),
            message=f"“{name}” is not among the bodies that the plan or the register lists.{hint}",
            places=tuple(index.of_mention(m) for m in mentions),
            suggestion=f"`correct` “{name}” with the identifier of the body that is meant, or add "
            "it to the plan's aliases.csv."
            + (f" Candidates: {', '.join(candidates)}." if candidates else ""),
            candidates=tuple(candidates),
        )


def is_long_name(mention: Mention, index: PlanIndex) -> bool:
    """Return whether a mention is a full name, not an acronym."""
    body = index.bodies.get(mention.body_id or "")
    longest = len(body.acronym) * 2 if body and body.acronym else ACRONYMS.longest_acronym
    return " " in strip_marks(mention.printed) and len(strip_marks(mention.printed)) > longest


def find_variant_spellings(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find acronyms that differ from the annex in spelling."""
    del settings
    by_spelling: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in index.plan.mentions:
        body = index.bodies.get(mention.body_id or "")
        is_joined = body is not None and body.kind == "unlisted"
        if body is None or is_joined or mention.match not in {"variant", "fuzzy"}:
            continue
        printed = strip_marks(mention.printed)
        parts = re.split(r"[\s-]", body.acronym)
        if is_long_name(mention, index) or printed in {body.acronym, body.name, *parts}:
            continue
        by_spelling[body.body_id, printed].append(mention)
    for (body_id, printed), mentions in by_spelling.items():
        body = index.bodies[body_id]
        usual = body.acronym or body.name
        yield Finding(
            key=(body_id, printed),
            message=f"“{printed}” was read as {usual}{_name_of(body, index)}, the spelling of "
            f"{_source_of(body, index)}.",
            places=tuple(index.of_mention(m) for m in mentions),
            candidates=(body_id,),
            bodies=(body_id,),
        )


def _name_of(body: Body, index: PlanIndex) -> str:
    """Return the name of a body that only the register spells, in brackets."""
    is_foreign = body.kind == "external" and _source_of(body, index) == "the register"
    return f" ({body.name})" if is_foreign and body.acronym and body.name else ""


def _source_of(body: Body, index: PlanIndex) -> str:
    """Return what spells a name in its usual way."""
    if body.annex_no is not None:
        return "the annex"
    names = {body.acronym, body.name} - {""}
    elsewhere = any(
        m.body_id == body.body_id and strip_marks(m.printed) in names for m in index.plan.mentions
    )
    return "the rest of the plan" if elsewhere else "the register"


def find_joined_names(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find names that the plan's own use joins to a body, but not for certain."""
    del settings
    by_name: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in index.plan.mentions:
        body = index.bodies.get(mention.body_id or "")
        if mention.match == "fuzzy" and body is not None and body.kind == "unlisted":
            by_name[body.body_id, strip_marks(mention.printed).casefold()].append(mention)
    for (body_id, key), mentions in by_name.items():
        body = index.bodies[body_id]
        printed, score = strip_marks(mentions[0].printed), mentions[0].score
        yield Finding(
            key=(body_id, key),
            message=f"“{printed}” was taken for {body.name or body.acronym}, another name in the "
            f"plan ({score:.0f}% sure).",
            places=tuple(index.of_mention(m) for m in mentions),
            candidates=(body_id,),
            bodies=(body_id,),
        )


def find_sub_units(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find parts of a body in the lists of bodies."""
    del settings
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in index.plan.mentions:
        body = index.bodies.get(mention.body_id or "")
        is_part = mention.match == "sub_unit" or (body is not None and body.kind == "sub_unit")
        if mention.role in LIST_ROLES and is_part:
            by_name[strip_marks(mention.printed)].append(mention)
    for name, mentions in by_name.items():
        body = index.bodies.get(mentions[0].body_id or "")
        parent = (body.parent_id or body.body_id) if body else None
        of = f" of {parent}" if parent and parent != name else ""
        yield Finding(
            key=(name,),
            message=f"“{name}” is a sub-unit{of}, not a body of its own.",
            places=tuple(index.of_mention(m) for m in mentions),
            candidates=(parent,) if parent else (),
            bodies=tuple(b for b in (body.body_id if body else None, parent) if b),
        )


def find_collectives(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find descriptions of a group in place of names, one issue for each wording.

    Two wordings for one group may mean different bodies, so each is decided separately.
    """
    del settings
    by_body: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in index.plan.mentions:
        if mention.role in LIST_ROLES and mention.match == "collective":
            words = " ".join(strip_marks(mention.printed).split())
            by_body[mention.body_id or words][words.casefold()].append(mention)
    for body_id, by_words in by_body.items():
        body = index.bodies.get(body_id)
        count = len(body.stands_for) if body else 0
        means = f" The description may cover up to {count} bodies." if count else ""
        # The key of the most frequent wording is the group alone.
        usual = min(by_words, key=lambda words: (-len(by_words[words]), words))
        for words, mentions in by_words.items():
            yield Finding(
                key=(body_id,) if words == usual else (body_id, words),
                message=f"“{strip_marks(mentions[0].printed)}” describes a group and names no body."
                f"{means}",
                places=tuple(index.of_mention(m) for m in mentions),
                bodies=(body_id,),
            )


def find_proposed(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find bodies that were only proposed, but have tasks."""
    del settings
    for body in index.plan.bodies:
        if body.kind != "proposed" and not body.is_contested:
            continue
        mentions = [
            m for m in index.plan.mentions if m.body_id == body.body_id and m.role in LIST_ROLES
        ]
        if mentions:
            roles = sorted({m.role for m in mentions}, reverse=True)
            yield Finding(
                key=(body.body_id,),
                message=f"The annex marks {body.body_id} with “{body.mark}” as proposed only, but "
                f"the matrix names it as a {' and '.join(roles)} body"
                + ("." if "lead" in roles else ", though it leads no row."),
                places=tuple(index.of_mention(m) for m in mentions),
                bodies=(body.body_id,),
            )


RULES = (
    Rule(
        code="body-repeated",
        title="Body named twice in a list",
        severity="warning",
        why="The repeated name may be an error for another body.",
        meaning="The identifier is published once; the number of printed names is one too high.",
        remedy="Check the minutes: was another body meant? If so, `correct` it; if it is only a "
        "repetition, `accept` it.",
        example="ASLOM, ACWC, ACW, ACWC, AICHR",
        method="Two names in a list are the same body.",
        find=find_repeated_bodies,
    ),
    Rule(
        code="body-unknown",
        title="Unknown body",
        severity="error",
        why="The data cannot say who has the task or the role.",
        meaning="The columns of identifiers lack the body; the printed columns keep its name.",
        remedy="`correct` it with the identifier of the body that is meant, or add the name to the "
        "plan's aliases.csv.",
        example="SOMS among the relevant bodies, where the annex has SOMSWD and SOMCA",
        method="The name matches no acronym, name or alias of the registers.",
        find=find_unknown_bodies,
    ),
    Rule(
        code="body-variant",
        title="Body spelt differently from the annex",
        severity="info",
        why="planrows recognises the body; only a search in the printed text misses it.",
        meaning="The identifier is that of the annex; the printed columns keep the variant.",
        remedy="`accept` it. If the wrong body was recognised, `correct` it with the right "
        "identifier.",
        example="ASEAN IPR, where the annex has ASEAN-IPR",
        method="The name differs from that of a body only in spaces, hyphens, case or one letter.",
        find=find_variant_spellings,
    ),
    Rule(
        code="body-joined",
        title="Two names taken for one body",
        severity="warning",
        why="If they are two bodies, the data gives the tasks of one to the other.",
        meaning="Both names have the same identifier; the printed columns keep each name.",
        remedy="`accept` it if both names mean one body; otherwise `correct` it with the "
        "identifier of another body, or list both bodies in plan.toml.",
        example="travaux publics and Service des travaux publics",
        method="The plan has no list of bodies. One name lacks the kind of organisation, is an "
        "acronym of the initials, begins the other name, or differs by a letter.",
        find=find_joined_names,
    ),
    Rule(
        code="body-sub-unit",
        title="Sub-unit named in place of a body",
        severity="warning",
        why="It is unclear whether the sub-unit or its parent body is responsible for the task.",
        meaning="The sub-unit has its own identifier; `bodies.parent_id` is its parent body.",
        remedy="`accept` it if the sub-unit itself is responsible; otherwise `correct` it with the "
        "identifier of the parent body.",
        example="AUN-HRE as a lead body, where the annex has AUN",
        method="The name begins with the acronym of a body, or the register lists it as a "
        "sub-unit.",
        find=find_sub_units,
    ),
    Rule(
        code="body-collective",
        title="Group described, no body named",
        severity="error",
        why="No body is named, so none can be held responsible.",
        meaning="The group is published as one collective; `body_roles` lists the bodies that it "
        "may include, with match `collective`.",
        remedy="`correct` it with the identifiers of the bodies that are meant, joined by “; ”.",
        example="All relevant ASEAN Sectoral Bodies/Organs/Entities",
        method="The words match a collective of the plan's settings.",
        find=find_collectives,
    ),
    Rule(
        code="body-proposed",
        title="Proposed body that already has tasks",
        severity="warning",
        why="Its involvement was not yet agreed when the plan was adopted.",
        meaning="Its roles are published; `bodies.mark` and `bodies.note` say that it is proposed.",
        remedy="Find out whether its involvement has been confirmed; if so, `accept` it.",
        example="ACCSM*, proposed by a meeting, leads a row",
        method="The annex marks the body as proposed, and a list in the matrix names it.",
        find=find_proposed,
    ),
)
