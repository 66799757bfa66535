"""Profile of a body: where it is relevant, leads, is a member or is mentioned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pydantic import Field

from extract.model import Frozen
from link.model import LinkedPlan
from link.roles import bodies_of
from link.thresholds import PROFILE
from normalize.ids import number_in
from normalize.model import Body, Mention, NormalPlan

Placed = tuple[str, str, Mention]
"""Kind and identifier of a record, and a mention that applies to it."""


class ProfileEntry(Frozen):
    """A record in which a body has a role."""

    record_kind: str
    record_id: str
    printed: str = Field(description="the body as printed in the record")
    match: str
    score: float = Field(ge=0, le=100)
    through: str | None = Field(
        default=None,
        description="collective that stands for the body; None if the body itself is named",
    )
    text: str = Field(description="text of the record; for a row its activity and output")
    page: int | None = None
    is_principal: bool = Field(
        default=False, description="lead body that the plan ranks before others of its list"
    )


class RoleCount(Frozen):
    """Number of records in which a body has a role."""

    role: str
    named: int = Field(description="records that name the body itself")
    through_collective: int = Field(description="further records that name only a collective")


class BodyProfile(Frozen):
    """All records that name a body, in printed order."""

    body: Body
    sub_units: tuple[str, ...] = ()
    counts: tuple[RoleCount, ...] = ()
    relevant: tuple[ProfileEntry, ...] = Field(default=(), description="areas")
    lead: tuple[ProfileEntry, ...] = Field(default=(), description="rows")
    member: tuple[ProfileEntry, ...] = Field(default=(), description="membership lists")
    chair: tuple[ProfileEntry, ...] = ()
    mentioned: tuple[ProfileEntry, ...] = Field(default=(), description="running texts")


def find_body(plan: NormalPlan, name: str) -> Body | None:
    """Return the body with an identifier, acronym or full name, in any case."""
    wanted = name.strip().casefold()
    for body in plan.bodies:
        if wanted and wanted in (
            body.body_id.casefold(),
            body.acronym.casefold(),
            body.name.casefold(),
        ):
            return body
    return None


def profile(linked: LinkedPlan, name: str) -> BodyProfile | None:
    """Collect the records that name a body, by its role in them.

    Args:
        linked: The plan.
        name: Identifier, acronym or full name of the body, in any case.

    Returns:
        The profile; None if the plan has no such body.
    """
    plan = linked.plan
    body = find_body(plan, name)
    if body is None:
        return None
    collectives = {each.body_id for each in plan.bodies if body.body_id in each.stands_for}
    texts = _texts(plan)
    found: dict[str, tuple[ProfileEntry, ...]] = {}
    for role, placed in _placed(plan).items():
        found[role] = tuple(
            _entry(kind, record_id, mention, texts, is_through=mention.body_id != body.body_id)
            for kind, record_id, mention in placed
            if mention.body_id == body.body_id or mention.body_id in collectives
        )
    return BodyProfile(
        body=body,
        sub_units=tuple(each.body_id for each in plan.bodies if each.parent_id == body.body_id),
        counts=tuple(_count(role, entries) for role, entries in found.items()),
        relevant=found["relevant"],
        lead=found["lead"],
        member=found["member"],
        chair=found["chair"],
        mentioned=found["mentioned"],
    )


def _placed(plan: NormalPlan) -> Mapping[str, list[Placed]]:
    """Return all mentions by role; a merged lead cell applies to each row that it covers."""
    found = bodies_of(plan)
    placed: dict[str, list[Placed]] = {
        "relevant": [
            ("area", area.area_id, mention)
            for area in plan.areas
            for mention in found.relevant.get(area.area_id, ())
        ],
        "lead": [
            ("row", row.row_id, mention)
            for row in plan.rows
            for mention in found.leads.get(row.row_id, ())
        ],
    }
    for role in ("member", "chair", "mentioned"):
        placed[role] = [(m.record_kind, m.record_id, m) for m in plan.mentions if m.role == role]
    return placed


def _entry(
    kind: str, record_id: str, mention: Mention, texts: Mapping[str, str], *, is_through: bool
) -> ProfileEntry:
    return ProfileEntry(
        record_kind=kind,
        record_id=record_id,
        printed=mention.printed,
        match=mention.match,
        score=mention.score,
        through=mention.body_id if is_through else None,
        text=texts.get(record_id, ""),
        page=mention.page,
        is_principal=mention.is_principal,
    )


def _texts(plan: NormalPlan) -> Mapping[str, str]:
    texts = {area.area_id: area.title for area in plan.areas}
    texts |= {focus.focus_id: focus.text for focus in plan.focus_areas}
    activities = {activity.activity_id: activity.text for activity in plan.activities}
    outputs = {output.expected_output_id: output.text for output in plan.expected_outputs}
    for row in plan.rows:
        both = (activities.get(row.activity_id or ""), outputs.get(row.expected_output_id or ""))
        texts[row.row_id] = " → ".join(text for text in both if text)
    texts |= {block.block_id: block.text for block in plan.narrative}
    return texts | activities | outputs


def _count(role: str, entries: Iterable[ProfileEntry]) -> RoleCount:
    listed = list(entries)
    named = {entry.record_id for entry in listed if entry.through is None}
    through = {entry.record_id for entry in listed if entry.through is not None} - named
    return RoleCount(role=role, named=len(named), through_collective=len(through))


def profile_text(found: BodyProfile) -> str:
    """Format a profile as text: a line for each record, grouped by role."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: BodyProfile) -> Iterator[str]:
    body = found.body
    yield f"{body.body_id}  {body.name}".rstrip()
    about = [body.kind, f"no. {body.annex_no} of the annex" if body.annex_no else ""]
    about += [f"part of {body.parent_id}" if body.parent_id else ""]
    about += ["on the membership list" if body.is_member else ""]
    about += [f"its parts: {', '.join(found.sub_units)}" if found.sub_units else "", body.note]
    yield "  " + "; ".join(part for part in about if part)
    entries = {
        "relevant": found.relevant,
        "lead": found.lead,
        "member": found.member,
        "chair": found.chair,
        "mentioned": found.mentioned,
    }
    for count in found.counts:
        if not entries[count.role]:
            continue
        more = f", {count.through_collective} more through a collective"
        yield ""
        yield f"{count.role}: {count.named}{more if count.through_collective else ''}"
        for entry in entries[count.role]:
            page = f"p. {entry.page}" if entry.page else ""
            through = f"[{entry.printed}] " if entry.through else ""
            through += "(principal) " if entry.is_principal else ""
            through += "(corrected) " if entry.match == "decided" else ""
            kind = "" if entry.record_kind in ("area", "row") else f"{entry.record_kind} "
            yield f"  {page:<6} {kind}{number_in(entry.record_id)}  {through}{_short(entry.text)}"


def _short(text: str) -> str:
    limit = PROFILE.max_text_width
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + " …"
