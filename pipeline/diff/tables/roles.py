"""Compare the duties of bodies in two editions, and say what changes for each body."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from normalize.ids import number_in
from pipeline.diff.editions import Edition, ids_in
from pipeline.diff.fields import LEADS
from pipeline.diff.matching.words import same_words
from pipeline.diff.model import Change, Consequence, Kind
from pipeline.diff.rows import RowMap
from pipeline.diff.tables.bodies import common_area

OF_THE_PLAN = {"member": "Members", "chair": "Chairs"}
"""Roles that a body has in the plan as a whole, as the narrative tells."""
RELEVANT = "relevant_bodies"
BY_COLUMN = {"lead": LEADS, "relevant": f"{RELEVANT}_printed"}
"""Roles that bodies have by a column of the matrix."""
ROLE_VERBS = {"lead": "leads", "relevant": "is relevant"}


def role_changes(
    old: Edition, new: Edition, rows: RowMap, bodies: dict[str, str], told: Sequence[Change] = ()
) -> list[Change]:
    """Return the duties that bodies gained, lost and kept.

    Duties are to lead a row, to be relevant for an area, to be a member or the chair.

    Added and removed rows count, too: the body that leads one gains or loses a duty. Members are
    compared where both editions name some: a list that is gone, or that was not found, is told
    with the narrative, not as the end of each membership. So it is with those who lead or are
    relevant, where only one edition has the column.

    Who leads a row, or is relevant for an area, is no change of the plan where both editions print
    the same: a reviewer has corrected it, or it was resolved, in one of them only.

    Args:
        old: the old edition.
        new: the new edition.
        rows: the matched rows.
        bodies: new id of each old body.
        told: what became of each row.
    """
    alike = _printed_alike(old, new, rows, told)
    left_out = _left_out(old, new)
    before = {key: duty for key, duty in _duties(old, rows, bodies, 0) if key[1] not in left_out}
    after = {key: duty for key, duty in _duties(new, rows, bodies, 1) if key[1] not in left_out}
    changes = []
    for key in [*before, *(key for key in after if key not in before)]:
        body, role, _ = key
        old_record, new_record = before.get(key), after.get(key)
        if old_record is None and new_record is not None:
            old_record = alike.get((role, "new", new_record[0]))
        elif new_record is None and old_record is not None:
            new_record = alike.get((role, "old", old_record[0]))
        kind: Kind = "added"
        if old_record:
            kind = "unchanged" if new_record else "removed"
        changes.append(
            Change(
                table="roles",
                kinds=(kind,),
                old_ids=(old_record[0],) if old_record else (),
                new_ids=(new_record[0],) if new_record else (),
                old_area=old_record[1] if old_record else "",
                new_area=new_record[1] if new_record else "",
                old_text=old_record[2] if old_record else "",
                new_text=new_record[2] if new_record else "",
                bodies=(body,),
                note=role,
            )
        )
    return changes


def _left_out(old: Edition, new: Edition) -> set[str]:
    """Return the roles that are not compared."""
    of_one_column = {role for role in BY_COLUMN if _only_column(role, old, new)}
    return of_one_column | set(OF_THE_PLAN) - (_named(old) & _named(new))


def _named(edition: Edition) -> set[str]:
    return {role["role"] for role in edition.tables["body_roles"]}


def _only_column(role: str, old: Edition, new: Edition) -> Edition | None:
    """Return the edition that alone has the column of a role."""
    having = [edition for edition in (old, new) if edition.prints(BY_COLUMN[role])]
    return having[0] if len(having) == 1 else None


def not_compared(old: Edition, new: Edition) -> Iterator[str]:
    """Yield a sentence for each role that only one edition names, or has a column of."""
    for role, column in BY_COLUMN.items():
        if edition := _only_column(role, old, new):
            yield (
                f"Who {ROLE_VERBS[role]} is not compared: only {edition.name} has the column "
                f"“{edition.label_of(column)}”."
            )
    for role, plural in OF_THE_PLAN.items():
        holders = [edition.name for edition in (old, new) if role in _named(edition)]
        if len(holders) == 1:
            yield (
                f"{plural} are not compared: only {holders[0]} names any. The other edition has "
                "none, or none was found under its headings."
            )


DutyRecord = tuple[str, str, str]
"""Id of a row or an area, its area, and its text."""


def _printed_alike(
    old: Edition, new: Edition, rows: RowMap, told: Sequence[Change]
) -> dict[tuple[str, str, str], DutyRecord]:
    """Return what has the same bodies printed in the other edition, by role, edition and id."""
    alike: dict[tuple[str, str, str], DutyRecord] = {}
    for change in told:
        is_pair = len(change.old_ids) == len(change.new_ids) == 1
        if is_pair and all(field.field != LEADS for field in change.fields):
            before = (change.old_ids[0], change.old_area, change.old_text)
            after = (change.new_ids[0], change.new_area, change.new_text)
            alike["lead", "old", before[0]], alike["lead", "new", after[0]] = after, before
    for match in rows.matches:
        pair = (old.rows[match.old], new.rows[match.new])
        is_corrected = any(RELEVANT in row.get("corrected_fields", "") for row in pair)
        if is_corrected and same_words(*(row[f"{RELEVANT}_printed"] for row in pair)):
            before, after = ((row["area_id"], row["area_id"], row["area"]) for row in pair)
            alike["relevant", "old", before[0]], alike["relevant", "new", after[0]] = after, before
    return alike


def _duties(
    edition: Edition, rows: RowMap, bodies: dict[str, str], side: int
) -> Iterable[tuple[tuple[str, str, str], DutyRecord]]:
    """Yield each duty: a key that is the same in both editions, and the record that states it.

    Args:
        edition: the edition.
        rows: the matched rows.
        bodies: new id of each old body.
        side: 0: it is the old edition, 1: the new one.
    """
    pair_of = {(match.old, match.new)[side]: f"pair {n}" for n, match in enumerate(rows.matches)}
    wholes = rows.splits if side else rows.merges
    partner = {m.old: m.new for m in rows.matches} if side else {m.new: m.old for m in rows.matches}
    for whole, parts in wholes.items():
        pair_of |= dict.fromkeys(parts, pair_of[partner[whole]])
    titles = {row["area_id"]: row["title"] for row in edition.tables["areas"]}

    def new_id_of(body: str) -> str:
        return body if side else bodies.get(body, body)

    for i, row in enumerate(edition.rows):
        area = row["area_id"]
        pair = pair_of.get(i, f"{'new' if side else 'old'} {i}")
        record = (row["row_id"], area, edition.text_of(row))
        for body in ids_in(row["lead_bodies"]):
            yield (new_id_of(body), "lead", pair), record
        if not area:  # In a plan without areas, bodies are relevant for rows.
            for body in ids_in(row["relevant_bodies"]):
                yield (new_id_of(body), "relevant", pair), record
            continue
        common = common_area(area, rows, side)
        for body in ids_in(row["relevant_bodies"]):
            yield (new_id_of(body), "relevant", common), (area, area, titles.get(area, ""))
    for role in edition.tables["body_roles"]:
        if role["role"] in OF_THE_PLAN:
            name = new_id_of(role["body_id"]) if role["body_id"] else role["printed"]
            yield (name, role["role"], "plan"), (role["role_id"], "", "")


def consequences(
    new: Edition, old: Edition, roles: list[Change], rows: list[Change]
) -> list[Consequence]:
    """Return what the new edition changes for each body with a duty, sorted by id.

    Args:
        new: the new edition.
        old: the old edition.
        roles: see :func:`role_changes`.
        rows: what became of each row.
    """
    reworded = {
        identifier
        for change in rows
        if {"reworded", "split", "merged"} & set(change.kinds)
        for identifier in change.new_ids
    }
    by_body: defaultdict[str, list[Change]] = defaultdict(list)
    for change in roles:
        by_body[change.bodies[0]].append(change)
    result = []
    for body, changes in sorted(by_body.items()):
        kinds = Counter(change.kinds[0] for change in changes)
        kept = [change for change in changes if change.kinds[0] == "unchanged"]
        changed = [c for c in kept if c.note == "lead" and set(c.new_ids) & reworded]
        result.append(
            Consequence(
                body_id=body,
                name=new.body_names.get(body) or old.body_names.get(body, ""),
                new_duties=tuple(_duty(c) for c in changes if c.kinds[0] == "added"),
                lost_duties=tuple(_duty(c) for c in changes if c.kinds[0] == "removed"),
                changed_duties=tuple(_duty(c) for c in changed),
                kept=kinds["unchanged"] - len(changed),
            )
        )
    return result


def _duty(change: Change) -> str:
    """Return a duty as a phrase, e.g. "leads 1.2: Organise a workshop"."""
    area, text = change.new_area or change.old_area, change.new_text or change.old_text
    if change.note in OF_THE_PLAN:
        return f"is {change.note}"
    what = "leads" if change.note == "lead" else "is relevant for"
    return f"{what} {number_in(area)}: {text}" if area else f"{what}: {text}"
