"""Choose the bodies that are published, once all mentions of the plan are known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from normalize.acronyms import is_acronym, trim_name
from normalize.bodies.matching import BodyMatcher
from normalize.ids import Identifiers, of_body
from normalize.model import Body, Mention


def published_bodies(
    matcher: BodyMatcher, mentions: Sequence[Mention], in_tables: Collection[str] = ()
) -> tuple[Body, ...]:
    """List the published bodies of a plan.

    Args:
        matcher: The register and the sub-units found in the plan.
        mentions: All mentions of the plan.
        in_tables: Bodies that only tables beside the matrix name, which are not published.

    Returns:
        All bodies of the annex in its order; then other bodies that the plan names, with
        their parents and those that they report through, and those of other tables; then
        acronyms of body lists that no register lists.
    """
    known = {body_id: named.body for body_id, named in matcher.register.bodies.items()}
    known |= {body.body_id: body for body in matcher.sub_units.values()}
    members = [m.body_id for m in mentions if m.role == "member" and m.body_id is not None]
    wanted = {body_id for body_id, body in known.items() if body.kind in ("annex", "proposed")}
    wanted |= known.keys() & set(in_tables)
    wanted |= _with_parents((m.body_id for m in mentions if m.body_id is not None), known)
    as_members = matcher.register.stand_for_members
    return (
        *(
            body.model_copy(
                update={
                    **_state(body, is_member=body_id in members),
                    "stands_for": tuple(dict.fromkeys(members))
                    if body_id in as_members
                    else body.stands_for,
                }
            )
            for body_id, body in known.items()
            if body_id in wanted
        ),
        *_unlisted(mentions, known),
    )


def _state(body: Body, *, is_member: bool) -> dict[str, object]:
    """Return what the plan says of a body's state; where it contradicts itself, none is taken."""
    is_contested = is_member and body.kind == "proposed"
    kind = "annex" if is_contested else body.kind
    return {"is_member": is_member, "is_contested": is_contested, "kind": kind}


def _with_parents(body_ids: Iterable[str], known: dict[str, Body]) -> set[str]:
    """Return bodies with their parents and the bodies that they report through."""
    wanted: set[str] = set()
    left = list(body_ids)
    while left:
        body = known[left.pop()]
        if body.body_id not in wanted:
            wanted.add(body.body_id)
            left += [other for other in (body.parent_id, body.reports_to) if other is not None]
    return wanted


def _unlisted(mentions: Sequence[Mention], known: dict[str, Body]) -> list[Body]:
    """Return a body for each acronym in a body list that resolves to no known body."""
    ids = Identifiers()
    for body_id in known:
        ids.of_name(body_id)
    acronyms = dict.fromkeys(
        trim_name(m.printed)
        for m in mentions
        if m.match == "unresolved" and m.role in ("relevant", "lead") and is_acronym(m.printed)
    )
    return [
        Body(
            body_id=ids.of_name(of_body(acronym)),
            acronym=acronym,
            name="",
            kind="unlisted",
            note="Named in the plan, but not in any list of bodies; unidentified.",
        )
        for acronym in acronyms
    ]
