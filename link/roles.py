"""Assign mentions of bodies to all records that their cells cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from link.rows import BodyRoleRecord
from normalize.ids import Identifiers, letters_and_digits
from normalize.model import PARTNERS, Mention, NormalPlan


@dataclass(frozen=True)
class BodiesOf:
    """Bodies of the lists of each record, in printed order.

    Attributes:
        relevant: relevant bodies of each area, or of each row without one.
        partners: partners of each row.
        leads: lead bodies of each row.
    """

    relevant: Mapping[str, tuple[Mention, ...]]
    partners: Mapping[str, tuple[Mention, ...]]
    leads: Mapping[str, tuple[Mention, ...]]


def bodies_of(plan: NormalPlan) -> BodiesOf:
    """Return the bodies of the lists of each area and each row.

    A merged cell applies to each row that it covers.
    """
    relevant: dict[str, list[Mention]] = defaultdict(list)
    partners: dict[str, list[Mention]] = defaultdict(list)
    leads: dict[str, list[Mention]] = defaultdict(list)
    rows_of_cell = _rows_of_cells(plan)
    for mention in plan.mentions:
        covered = rows_of_cell.get(mention.cell_id or "") or [mention.record_id]
        if mention.role == "relevant" and mention.record_kind == "area":
            relevant[mention.record_id].append(mention)
        elif mention.role in ("relevant", "lead"):
            own = relevant if mention.field == "relevant_bodies_printed" else partners
            for row_id in covered:
                (leads if mention.role == "lead" else own)[row_id].append(mention)
    return BodiesOf(_in_order(relevant), _in_order(partners), _in_order(leads))


def _rows_of_cells(plan: NormalPlan) -> dict[str, list[str]]:
    """Return the rows that each cell with a list of bodies of rows covers."""
    rows: dict[str, list[str]] = defaultdict(list)
    for row in plan.rows:
        if row.lead_cell_id is not None:
            rows[row.lead_cell_id].append(row.row_id)
    for cell in plan.cells:
        if cell.column in ("relevant_bodies", PARTNERS) and cell.cell_id not in rows:
            rows[cell.cell_id] = list(cell.record_ids)
    return rows


def _in_order(mentions: Mapping[str, list[Mention]]) -> dict[str, tuple[Mention, ...]]:
    ordered: dict[str, tuple[Mention, ...]] = {}
    for record_id, found in mentions.items():
        places = {(m.order, m.start, m.printed): m for m in found}
        ordered[record_id] = tuple(places[place] for place in sorted(places))
    return ordered


def distinct_bodies(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return the identifiers of resolved mentions, in order and without repeats."""
    return tuple(dict.fromkeys(m.body_id for m in mentions if m.body_id is not None))


class NamedBodies:
    """The body that each mention in a list names, also where no list of bodies has it.

    An acronym that means no known body is a body of kind `unlisted`: it has roles and counts.
    """

    def __init__(self, plan: NormalPlan) -> None:
        self._unlisted = {
            letters_and_digits(b.acronym): b.body_id for b in plan.bodies if b.kind == "unlisted"
        }

    def of(self, mention: Mention) -> str | None:
        """Return the identifier of the body that a mention names."""
        return mention.body_id or self._unlisted.get(letters_and_digits(mention.printed))

    def distinct(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        """Return the identifiers of the bodies, in order and without repeats."""
        return tuple(dict.fromkeys(filter(None, map(self.of, mentions))))


class Collectives:
    """The bodies that each collective of a plan stands for."""

    def __init__(self, plan: NormalPlan) -> None:
        self._stands_for = {b.body_id: b.stands_for for b in plan.bodies if b.stands_for}

    def members_of(self, body_id: str | None) -> tuple[str, ...]:
        """Return the bodies that a collective stands for; none for any other body."""
        return self._stands_for.get(body_id or "", ())

    def expand(self, body_ids: Iterable[str]) -> tuple[str, ...]:
        """Replace collectives by the bodies that they stand for, without repeats."""
        expanded = (self.members_of(body_id) or (body_id,) for body_id in body_ids)
        return tuple(dict.fromkeys(chain.from_iterable(expanded)))


def role_records(plan: NormalPlan) -> tuple[BodyRoleRecord, ...]:
    """Return a role for each mention and each record that it applies to.

    A lead body has a role in its row and one in the expected output of the row. A collective
    ("All sectoral bodies") is followed by the bodies that it stands for, with match
    `collective`. An acronym in a list that means no known body has the role as `unlisted` body.
    """
    found = bodies_of(plan)
    identifiers = Identifiers("role")
    collectives = Collectives(plan)
    bodies = NamedBodies(plan)
    records = []
    organs = _organs(plan)
    for scope, scope_id, mention in _scoped(plan, found):
        own = bodies.of(mention)
        for body_id in (own, *collectives.members_of(own)):
            is_expanded = body_id != own
            named = body_id if is_expanded else mention.body_id
            records.append(
                BodyRoleRecord(
                    role_id=identifiers.of_text(
                        mention.role, scope, scope_id, mention.printed, named or ""
                    ),
                    mention_id=mention.mention_id,
                    body_id=body_id,
                    collective_id=own if is_expanded else None,
                    role=mention.role,
                    scope=scope,
                    scope_id=scope_id,
                    printed=mention.printed,
                    match="collective" if is_expanded else mention.match,
                    score=mention.score,
                    of_body_id=organs.get(mention.mention_id),
                )
            )
    return tuple(records)


def _organs(plan: NormalPlan) -> dict[str, str]:
    """Map mentions of members and chairs to the body that they are members or chairs of.

    It is the first body that the same block names before the list ("Members of the Task Force
    will be …"); otherwise the last one that is so named in the blocks before it.
    """
    blocks: dict[str, list[Mention]] = {block.block_id: [] for block in plan.narrative}
    for mention in plan.mentions:
        if mention.record_id in blocks:
            blocks[mention.record_id].append(mention)
    organs: dict[str, str] = {}
    current: str | None = None
    for mentions in blocks.values():
        holders = [m for m in mentions if m.role in ("member", "chair")]
        if not holders:
            continue
        first = min(m.start for m in holders)
        before = [m for m in mentions if m.role == "mentioned" and m.stop <= first and m.body_id]
        if before:
            current = min(before, key=lambda m: m.start).body_id
        organs |= {m.mention_id: current for m in holders if current is not None}
    return organs


def _scoped(plan: NormalPlan, found: BodiesOf) -> Iterator[tuple[str, str, Mention]]:
    for area in plan.areas:
        for mention in found.relevant.get(area.area_id, ()):
            yield "area", area.area_id, mention
    outputs_seen: set[tuple[str, int, str, str | None]] = set()
    for row in plan.rows:
        own = () if row.area_id else found.relevant.get(row.row_id, ())
        for mention in (*own, *found.partners.get(row.row_id, ())):
            yield "row", row.row_id, mention
        for mention in found.leads.get(row.row_id, ()):
            yield "row", row.row_id, mention
            output_id = row.expected_output_id
            place = (output_id or "", mention.order, mention.printed, mention.body_id)
            if output_id is not None and place not in outputs_seen:
                outputs_seen.add(place)
                yield "output", output_id, mention
    for mention in plan.mentions:
        if mention.role in ("member", "chair"):
            yield "plan", mention.record_id, mention
        elif mention.role == "mentioned":
            yield mention.record_kind, mention.record_id, mention
