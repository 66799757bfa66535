"""Bodies as the plan's lists name them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from normalize.ids import number_in
from normalize.model import Mention

LISTED = {"relevant", "lead"}
_POSSESSIVE = re.compile(r"[’']s?$")


def bare(printed: str) -> str:
    """Strip the marks that a sentence puts around a name: full stops, commas, possessives."""
    return _POSSESSIVE.sub("", printed.strip().strip('.,;:()“”"*').strip())


def _lists(ground: PlanIndex) -> dict[tuple[str, str, str], list[Mention]]:
    """Mentions of each printed list: an area's relevant bodies, a lead cell."""
    lists: dict[tuple[str, str, str], list[Mention]] = defaultdict(list)
    for mention in ground.plan.mentions:
        if mention.role == "relevant":
            lists["relevant", mention.record_id, mention.record_id].append(mention)
        elif mention.role == "lead":
            area = ground.area_of("matrix", mention.record_id) or ""
            lists["lead", area, mention.cell_id or mention.record_id].append(mention)
    return lists


def find_repeated(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find a body that one list names twice."""
    del settings
    for (role, area, _), mentions in _lists(ground).items():
        by_body: dict[str, dict[tuple[int, int], Mention]] = defaultdict(dict)
        for mention in mentions:
            if mention.body_id is not None:
                by_body[mention.body_id][mention.order, mention.start] = mention
        for body_id, found in by_body.items():
            if len(found) < 2:
                continue
            again = list(found.values())[1:]
            record = "" if role == "relevant" else again[0].record_id
            yield Finding(
                key=(role, area, record, body_id),
                message=f"{body_id} stands {_times(len(found))} in the {role} bodies of "
                f"{number_in(area)}.",
                places=tuple(ground.of_mention(m) for m in again),
                bodies=(body_id,),
            )


def _times(count: int) -> str:
    return "twice" if count == 2 else f"{count} times"


def find_unknown(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find names that no list of bodies has; one issue a name, however often it is printed."""
    del settings
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in ground.plan.mentions:
        body = ground.bodies.get(mention.body_id or "")
        if mention.body_id is None or (body is not None and body.kind == "unlisted"):
            by_name[bare(mention.printed)].append(mention)
    for name, mentions in by_name.items():
        ranked = {c.body_id: c.score for m in mentions for c in m.candidates}
        candidates = sorted(ranked, key=lambda body_id: (-ranked[body_id], body_id))
        hint = f" Nearest: {', '.join(candidates[:3])}." if candidates else ""
        yield Finding(
            key=(name.casefold(),),
            message=f"“{name}” is in no list of bodies of the plan.{hint}",
            places=tuple(ground.of_mention(m) for m in mentions),
            suggestion=f"Say which body “{name}” is: `correct` with its identifier, or add it to "
            "the plan's aliases.csv."
            + (f" Candidates: {', '.join(candidates)}." if candidates else ""),
            candidates=tuple(candidates),
        )


def is_long_name(mention: Mention, ground: PlanIndex) -> bool:
    """Whether a mention is a name written out rather than an acronym."""
    body = ground.bodies.get(mention.body_id or "")
    longest = len(body.acronym) * 2 if body and body.acronym else 12
    return " " in bare(mention.printed) and len(bare(mention.printed)) > longest


def find_variants(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find acronyms that are not spelt as the annex spells them."""
    del settings
    by_spelling: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in ground.plan.mentions:
        body = ground.bodies.get(mention.body_id or "")
        if body is None or mention.match not in {"variant", "fuzzy"}:
            continue
        printed = bare(mention.printed)
        parts = re.split(r"[\s-]", body.acronym)
        if is_long_name(mention, ground) or printed in {body.acronym, body.name, *parts}:
            continue
        by_spelling[body.body_id, printed].append(mention)
    for (body_id, printed), mentions in by_spelling.items():
        usual = ground.bodies[body_id].acronym or ground.bodies[body_id].name
        yield Finding(
            key=(body_id, printed),
            message=f"“{printed}” is taken for {usual}, which is spelt differently.",
            places=tuple(ground.of_mention(m) for m in mentions),
            candidates=(body_id,),
            bodies=(body_id,),
        )


def find_sub_units(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find parts of a body that stand where bodies are listed."""
    del settings
    by_name: dict[str, list[Mention]] = defaultdict(list)
    for mention in ground.plan.mentions:
        body = ground.bodies.get(mention.body_id or "")
        is_part = mention.match == "sub_unit" or (body is not None and body.kind == "sub_unit")
        if mention.role in LISTED and is_part:
            by_name[bare(mention.printed)].append(mention)
    for name, mentions in by_name.items():
        body = ground.bodies.get(mentions[0].body_id or "")
        parent = (body.parent_id or body.body_id) if body else None
        of = f" of {parent}" if parent and parent != name else ""
        yield Finding(
            key=(name,),
            message=f"“{name}” is a part{of}, not a body of the plan's list.",
            places=tuple(ground.of_mention(m) for m in mentions),
            candidates=(parent,) if parent else (),
            bodies=tuple(b for b in (body.body_id if body else None, parent) if b),
        )


def find_collectives(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find descriptions of a group in place of names; one issue a wording.

    Two wordings may be taken for one group and yet mean others: each is decided by itself.
    """
    del settings
    by_body: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in ground.plan.mentions:
        if mention.role in LISTED and mention.match == "collective":
            words = " ".join(bare(mention.printed).split())
            by_body[mention.body_id or words][words.casefold()].append(mention)
    for body_id, by_words in by_body.items():
        body = ground.bodies.get(body_id)
        count = len(body.stands_for) if body else 0
        means = f" It may stand for up to {count} bodies." if count else ""
        # The group's usual wording is known by the group alone.
        usual = min(by_words, key=lambda words: (-len(by_words[words]), words))
        for words, mentions in by_words.items():
            yield Finding(
                key=(body_id,) if words == usual else (body_id, words),
                message=f"“{bare(mentions[0].printed)}” stands in place of names.{means}",
                places=tuple(ground.of_mention(m) for m in mentions),
                bodies=(body_id,),
            )


def find_proposed(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find bodies that were only proposed and have tasks already."""
    del settings
    for body in ground.plan.bodies:
        if body.kind != "proposed":
            continue
        mentions = [
            m for m in ground.plan.mentions if m.body_id == body.body_id and m.role in LISTED
        ]
        if mentions:
            roles = sorted({m.role for m in mentions}, reverse=True)
            yield Finding(
                key=(body.body_id,),
                message=f"{body.body_id} is marked “{body.mark}” (only proposed) in the annex, "
                f"yet it is named as {' and '.join(roles)} body.",
                places=tuple(ground.of_mention(m) for m in mentions),
                bodies=(body.body_id,),
            )


RULES = (
    Rule(
        code="body-repeated",
        title="Body named twice in one list",
        severity="warning",
        why="The list still says who is meant, but another body may have been meant instead.",
        meaning="The identifiers are published once; counts of printed names are one too high.",
        remedy="Check the minutes for the body that should stand in its place. `accept` if it is "
        "a plain repetition.",
        example="ASLOM, ACWC, ACW, ACWC, AICHR",
        method="Two names of one list resolve to the same body.",
        find=find_repeated,
    ),
    Rule(
        code="body-unknown",
        title="Body that no list has",
        severity="error",
        why="A task or a role goes to nobody whom the data can name.",
        meaning="The body is missing from body columns; it is kept in the printed ones.",
        remedy="`correct` with the identifier of the body that is meant, or add the name to the "
        "plan's aliases.csv.",
        example="SOMS among the relevant bodies, where the annex has SOMSWD and SOMCA",
        method="The name matches no acronym, name or alias of the registers.",
        find=find_unknown,
    ),
    Rule(
        code="body-variant",
        title="Body spelt otherwise than in the annex",
        severity="info",
        why="It is recognised; only those who search the printed text miss it.",
        meaning="The identifier is the annex' one; the printed columns keep the variant.",
        remedy="`accept`, or `correct` with another identifier if it was taken for the wrong body.",
        example="ASEAN IPR for ASEAN-IPR",
        method="The name matches a body but for blanks, hyphens, case or a letter.",
        find=find_variants,
    ),
    Rule(
        code="body-sub-unit",
        title="Part of a body in place of a body",
        severity="warning",
        why="Who answers for the task is not settled: the part or the body above it.",
        meaning="The part has an identifier of its own whose parent is the body.",
        remedy="`accept` if the part itself leads; `correct` with the body's identifier if not.",
        example="AUN-HRE as lead body, where the annex has AUN",
        method="The name begins with a body's acronym or is registered as its part.",
        find=find_sub_units,
    ),
    Rule(
        code="body-collective",
        title="Group described in place of names",
        severity="warning",
        why="Nobody is named, so nobody can be held to it.",
        meaning="Published as one collective; the bodies that it may stand for are listed with "
        "match `collective`.",
        remedy="`correct` with the identifiers of the bodies that are meant, joined by “; ”.",
        example="All relevant ASEAN Sectoral Bodies/Organs/Entities",
        method="The words match a collective of the plan's settings.",
        find=find_collectives,
    ),
    Rule(
        code="body-proposed",
        title="Body only proposed, with tasks already",
        severity="warning",
        why="Its involvement was not agreed when the plan was adopted.",
        meaning="Its roles are published; `bodies.mark` and `bodies.note` say that it is proposed.",
        remedy="Find out whether its involvement was confirmed since; `accept` if so.",
        example="ACCSM*, proposed by a meeting, leads a row",
        method="The annex marks the body, and a list of the matrix names it.",
        find=find_proposed,
    ),
)
