"""Small linked plans whose lists of bodies are split and matched here, by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from expectations.model import Issue
from expectations.settings import ExpectationSettings
from expectations.stage import find_issues
from link.model import (
    Alternative,
    Cluster,
    ClusterMember,
    CrossReference,
    Instrument,
    LinkedPlan,
    TextSpan,
)
from normalize.model import Body, Candidate, Mention, NormalPlan
from tests.link.plans import RowText, make_plan

ROWS = (
    RowText("1.1", "Focus one", "Hold a workshop", "A report on it", "SOMTC"),
    RowText("1.2", "Focus two", "Train officers", "A handbook for them", "AUN"),
)
BODIES = (
    Body(
        body_id="SOMTC",
        acronym="SOMTC",
        name="Senior Officials Meeting on Transnational Crime",
        kind="annex",
        annex_no=1,
    ),
    Body(body_id="AUN", acronym="AUN", name="University Network", kind="annex", annex_no=2),
)
RELEVANT = {"1.1": "SOMTC", "1.2": "AUN"}
PART = Body(body_id="AUN-HRE", acronym="AUN-HRE", name="", kind="sub_unit", parent_id="AUN")
ALL = Body(
    body_id="all", acronym="", name="All bodies", kind="collective", stands_for=("SOMTC", "AUN")
)


def plan_of(
    rows: Sequence[RowText] = ROWS,
    bodies: Sequence[Body] = BODIES,
    relevant: Mapping[str, str] | None = None,
    members: str = "",
    **more: Any,
) -> NormalPlan:
    """Build a plan whose printed lists of bodies are its mentions."""
    relevant = dict(RELEVANT if relevant is None else relevant)
    narrative = list(more.pop("narrative", ()))
    if members:
        narrative.append(members)
    plan = make_plan(rows, relevant=relevant, bodies=bodies, narrative=narrative)
    mentions = list(_mentions(plan, bodies, relevant))
    if members:
        block = plan.narrative[-1].block_id
        mentions += _of_list(members, "member", "block", block, "text", bodies)
    return plan.model_copy(update={"mentions": tuple(mentions), **more})


def linked(*args: Any, **kwargs: Any) -> LinkedPlan:
    """Build a linked plan with no links yet; see :func:`plan_of`."""
    return LinkedPlan(plan=plan_of(*args, **kwargs))


def _mentions(
    plan: NormalPlan, bodies: Sequence[Body], relevant: Mapping[str, str]
) -> Iterator[Mention]:
    for number, printed in relevant.items():
        area = f"area-{number}"
        yield from _of_list(printed, "relevant", "area", area, "relevant_bodies_printed", bodies)
    for row in plan.rows:
        printed = row.lead_bodies_printed
        yield from _of_list(printed, "lead", "row", row.row_id, "lead_bodies_printed", bodies)


def _of_list(
    printed: str, role: str, kind: str, record: str, field: str, bodies: Sequence[Body]
) -> Iterator[Mention]:
    for order, match in enumerate(re.finditer(r"[^,]+", printed)):
        words = match.group().strip()
        start = printed.index(words, match.start())
        body_id, how = _matched(words, bodies)
        yield Mention(
            mention_id=f"{role}-{record}-{order}",
            printed=words,
            body_id=body_id,
            match=how,
            score=0 if body_id is None else 100,
            candidates=() if body_id else (Candidate(body_id=bodies[0].body_id, score=60),),
            role=role,
            record_kind=kind,
            record_id=record,
            field=field,
            start=start,
            stop=start + len(words),
            order=order,
            page=1,
        )


def _matched(words: str, bodies: Sequence[Body]) -> tuple[str | None, Any]:
    for body in bodies:
        if words == body.acronym or words == body.name:
            how = {"sub_unit": "sub_unit", "collective": "collective"}.get(body.kind, "exact")
            return body.body_id, how
        if words.replace(" ", "-") == body.acronym:
            return body.body_id, "variant"
    return None, "unresolved"


def span_of(plan: NormalPlan, words: str) -> TextSpan:
    """Find words in a plan's activities and outputs."""
    records = [("activity", a.activity_id, a.text) for a in plan.activities]
    records += [("output", o.expected_output_id, o.text) for o in plan.expected_outputs]
    for kind, record_id, text in records:
        if words in text:
            at = text.index(words)
            return TextSpan(
                record_kind=kind,
                record_id=record_id,
                field="text",
                start=at,
                stop=at + len(words),
                printed=words,
            )
    raise LookupError(words)


def with_reference(words: str, activity: str, **fields: Any) -> LinkedPlan:
    """Build a plan whose first activity prints a reference."""
    rows = (RowText("1.1", "Focus one", activity, "A report on it", "SOMTC"), ROWS[1])
    plan = plan_of(rows)
    values = {
        "reference_id": "ref-1",
        "source": span_of(plan, words),
        "relation": "in_line_with",
        "target_kind": "area",
        "target_id": "area-1.2",
        "status": "resolved",
        **fields,
    }
    return LinkedPlan(plan=plan, references=(CrossReference.model_validate(values),))


def with_own_names(activity: str, *names: str) -> LinkedPlan:
    """Build a plan whose first activity calls the plan by some names."""
    plans = [
        with_reference(
            name,
            activity,
            target_kind="document",
            target_id="self",
            status="self",
            relation="cites",
        )
        for name in names
    ]
    references = tuple(plan.references[0] for plan in plans)
    return plans[0].model_copy(update={"references": references})


def with_instrument(activity: str, words: str) -> LinkedPlan:
    """Build a plan whose first activity cites an instrument."""
    made = with_reference(words, activity, target_kind="instrument", target_id="rome")
    instrument = Instrument(
        instrument_id="rome",
        kind="memorandum",
        title="Rome Memorandum",
        year=2012,
        issuing_body="",
        is_registered=True,
    )
    return made.model_copy(update={"instruments": (instrument,)})


def with_alternative(activity: str, words: str, kind: str, *options: str) -> LinkedPlan:
    """Build a plan whose first activity leaves something open."""
    plan = plan_of((RowText("1.1", "Focus one", activity, "A report", "SOMTC"), ROWS[1]))
    alternative = Alternative.model_validate(
        {
            "alternative_id": "alt-1",
            "source": span_of(plan, words),
            "options": options,
            "kind": kind,
        }
    )
    return LinkedPlan(plan=plan, alternatives=(alternative,))


def with_cluster(first: str, second: str, kind: str, differs_in: str = "") -> LinkedPlan:
    """Build a plan with two activities that are alike."""
    rows = (
        RowText("1.1", "Focus one", first, "A report", "SOMTC"),
        RowText("1.2", "Focus two", second, "A handbook", "AUN"),
    )
    plan = plan_of(rows)
    members = tuple(
        ClusterMember(
            record_kind="activity",
            record_id=a.activity_id,
            score=95,
            differs_in=differs_in if at else "",
        )
        for at, a in enumerate(plan.activities)
    )
    cluster = Cluster.model_validate(
        {"cluster_id": "clu-1", "field": "text", "kind": kind, "members": members}
    )
    return LinkedPlan(plan=plan, clusters=(cluster,))


def with_text(activity: str, **kwargs: Any) -> LinkedPlan:
    """Build a plan whose first activity prints a text."""
    return linked((RowText("1.1", "Focus one", activity, "A report", "SOMTC"), ROWS[1]), **kwargs)


def with_narrative(*texts: str) -> LinkedPlan:
    """Build a plan with some narrative before its matrix."""
    return linked(narrative=texts)


def issues_of(plan: LinkedPlan, code: str) -> list[Issue]:
    """Return the issues of a rule."""
    return [i for i in find_issues(plan, ExpectationSettings()).issues if i.rule == code]
