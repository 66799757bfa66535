"""Corrections: a reviewer's value published in place of the one derived from print.

The printed value stays in `cells` and in the printed columns; the table `corrections` holds
both and who decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from expectations.errors import CorrectionError
from expectations.ground import Ground
from expectations.model import Decision, Issue, Place
from extract.model import Frozen
from link.model import LinkedPlan
from link.rows import JOINED, CorrectionRecord
from normalize.ids import of_body
from normalize.model import Correction, Mention, NormalPlan

Record = TypeVar("Record", bound=Frozen)

BODY_FIELDS = {
    "relevant_bodies_printed": "relevant_bodies",
    "lead_bodies_printed": "lead_bodies",
}
ROLE_OF_FIELD = {"relevant_bodies": "relevant", "lead_bodies": "lead"}
TEXT_FIELDS = {
    ("sections", "title"),
    ("areas", "title"),
    ("focus_areas", "text"),
    ("activities", "text"),
    ("expected_outputs", "text"),
    ("bodies", "name"),
    ("narrative", "text"),
}


def corrections_of(issue: Issue, decision: Decision, ground: Ground) -> Iterator[CorrectionRecord]:
    """Say what a decision to correct changes.

    In a list of bodies the value is one or more identifiers joined by ``; ``; they stand in
    place of the printed name, or of an empty cell. In a text the value stands in place of the
    printed words at each of the issue's places.

    Raises:
        CorrectionError: The value cannot be published there.
    """
    found = False
    changed: dict[tuple[str, str, str], CorrectionRecord] = {}
    for place in issue.places:
        if place.field in BODY_FIELDS:
            record = _of_bodies(issue, decision, place, ground)
        elif (place.table, place.field) in TEXT_FIELDS and place.printed:
            before = changed.get((place.table, place.record_id, place.field))
            text = before.corrected if before else place.text
            record = _of_text(issue, decision, place, text)
        else:
            continue
        found = True
        changed[place.table, place.record_id, place.field] = record
    if not found:
        raise CorrectionError(
            issue.issue_id,
            decision.value,
            "this issue has no value of its own to correct; use `accept` or `dismiss`",
        )
    yield from changed.values()


def _of_bodies(issue: Issue, decision: Decision, place: Place, ground: Ground) -> CorrectionRecord:
    ids = [of_body(part) for part in decision.value.split(JOINED.strip()) if part.strip()]
    unknown = [body_id for body_id in ids if body_id not in ground.bodies]
    if unknown:
        raise CorrectionError(
            issue.issue_id, decision.value, f"'{unknown[0]}' is no identifier of `bodies`"
        )
    return CorrectionRecord(
        issue_id=issue.issue_id,
        record_id=place.record_id,
        field=BODY_FIELDS[place.field],
        printed=place.printed,
        corrected=JOINED.join(ids),
        decided_by=decision.decided_by,
        note=_note(decision),
    )


def _of_text(issue: Issue, decision: Decision, place: Place, text: str) -> CorrectionRecord:
    if place.printed not in text:
        raise CorrectionError(
            issue.issue_id, decision.value, f"“{place.printed}” no longer stands in the text"
        )
    start = place.start if place.start is not None and text == place.text else None
    at = text.index(place.printed) if start is None else start
    corrected = text[:at] + decision.value + text[at + len(place.printed) :]
    return CorrectionRecord(
        issue_id=issue.issue_id,
        record_id=place.record_id,
        field=place.field,
        printed=place.text,
        corrected=corrected,
        decided_by=decision.decided_by,
        note=_note(decision),
    )


def _note(decision: Decision) -> str:
    return f"{decision.note} ({decision.date})" if decision.note else decision.date


def apply_corrections(linked: LinkedPlan, corrections: Sequence[CorrectionRecord]) -> LinkedPlan:
    """Return the plan with the corrected values, each kept beside the printed one.

    Args:
        linked: The plan as it is printed.
        corrections: What ``find_issues`` returned.

    Returns:
        A plan whose texts and body mentions are the corrected ones; identifiers and cells
        are untouched. The same plan where there is nothing to correct.
    """
    if not corrections:
        return linked
    texts = {(c.record_id, c.field): c.corrected for c in corrections}
    plan = linked.plan
    changed = plan.model_copy(
        update={
            "sections": _with(plan.sections, "section_id", "title", texts),
            "areas": _with(plan.areas, "area_id", "title", texts),
            "focus_areas": _with(plan.focus_areas, "focus_id", "text", texts),
            "activities": _with(plan.activities, "activity_id", "text", texts),
            "expected_outputs": _with(plan.expected_outputs, "expected_output_id", "text", texts),
            "bodies": _with(plan.bodies, "body_id", "name", texts),
            "narrative": _with(plan.narrative, "block_id", "text", texts),
            "mentions": _mentions(plan, corrections),
            "corrections": tuple(
                Correction(**c.model_dump(exclude={"position"})) for c in corrections
            ),
        }
    )
    return linked.model_copy(update={"plan": changed})


def _with(
    records: tuple[Record, ...], key: str, field: str, texts: Mapping[tuple[str, str], str]
) -> tuple[Record, ...]:
    return tuple(
        record.model_copy(update={field: texts[getattr(record, key), field]})
        if (getattr(record, key), field) in texts
        else record
        for record in records
    )


def _mentions(plan: NormalPlan, corrections: Sequence[CorrectionRecord]) -> tuple[Mention, ...]:
    mentions = list(plan.mentions)
    for correction in corrections:
        role = ROLE_OF_FIELD.get(correction.field)
        if role is None:
            continue
        ids = correction.corrected.split(JOINED)
        at = [
            index
            for index, mention in enumerate(mentions)
            if (mention.role, mention.record_id) == (role, correction.record_id)
            and mention.printed == correction.printed
        ]
        if not at:
            mentions += [_new(correction, role, body_id, n) for n, body_id in enumerate(ids)]
            continue
        # Of a body that a list names twice, the first mention stands.
        changed = at[-1:] if correction.issue_id.startswith("body-repeated-") else at
        for index in reversed(changed):
            mentions[index : index + 1] = [
                _decided(mentions[index], body_id, nth) for nth, body_id in enumerate(ids)
            ]
    return tuple(mentions)


def _decided(mention: Mention, body_id: str, nth: int) -> Mention:
    update = {
        "mention_id": f"{mention.mention_id}-{body_id}",
        "body_id": body_id,
        "match": "decided",
        "score": 100.0,
        # Mentions of one place are told apart, and ordered, by where they start.
        "start": mention.start + nth,
    }
    return mention.model_copy(update=update)


def _new(correction: CorrectionRecord, role: str, body_id: str, order: int) -> Mention:
    """Make the mention of a body that nothing prints: a reviewer named it."""
    is_lead = role == "lead"
    return Mention(
        mention_id=f"decided-{correction.record_id}-{role}-{body_id}",
        printed="",
        body_id=body_id,
        match="decided",
        score=100.0,
        role="lead" if is_lead else "relevant",
        record_kind="row" if is_lead else "area",
        record_id=correction.record_id,
        field="lead_bodies_printed" if is_lead else "relevant_bodies_printed",
        start=0,
        stop=0,
        order=order,
    )
