"""Compare the bodies of two editions and their roles, and say what changes for each body."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from normalize.ids import number_in
from pipeline.diff.editions import Edition, Record, joined
from pipeline.diff.matching.align import likeness
from pipeline.diff.matching.words import field_change, same_words
from pipeline.diff.model import Change, Consequence, FieldChange, Kind
from pipeline.diff.rows import RowMap
from pipeline.diff.thresholds import DIFF

Duty = tuple[str, str]
"""Role, and what it holds for: the number of a matched pair of rows, or an area."""


def map_bodies(old: Edition, new: Edition, rows: RowMap) -> dict[str, str]:
    """Return the new id of each old body: the same id, else by names and duties.

    Args:
        old: the old edition.
        new: the new edition.
        rows: the matched rows; bodies that lead the same rows are likely the same body.
    """
    from scipy.optimize import linear_sum_assignment

    new_ids = {row["body_id"] for row in new.tables["bodies"]}
    new_of = {
        row["body_id"]: row["body_id"] for row in old.tables["bodies"] if row["body_id"] in new_ids
    }
    removed = [row for row in old.tables["bodies"] if row["body_id"] not in new_ids]
    added = [row for row in new.tables["bodies"] if row["body_id"] not in new_of]
    if not removed or not added:
        return new_of
    names = likeness([row["name"] for row in removed], [row["name"] for row in added])
    acronyms = likeness([_acronym(row) for row in removed], [_acronym(row) for row in added])
    old_duties, new_duties = _duty_sets(old, rows, 0), _duty_sets(new, rows, 1)
    gains = [
        [
            _body_likeness(
                float(names[i][j]),
                float(acronyms[i][j]),
                a,
                b,
                old_duties[a["body_id"]],
                new_duties[b["body_id"]],
            )
            for j, b in enumerate(added)
        ]
        for i, a in enumerate(removed)
    ]
    for i, j in zip(
        *(side.tolist() for side in linear_sum_assignment(gains, maximize=True)), strict=True
    ):
        if gains[i][j] >= DIFF.min_body_likeness:
            new_of[removed[i]["body_id"]] = added[j]["body_id"]
    return new_of


def _acronym(row: Record) -> str:
    return row["acronym"] or row["body_id"]


def _body_likeness(
    name: float,
    acronym: float,
    old: Record,
    new: Record,
    old_duties: set[Duty],
    new_duties: set[Duty],
) -> float:
    """Return how likely, 0 to 100, two entries are one body; 0 where their kinds differ."""
    if old["kind"] != new["kind"]:
        return 0.0
    total = len(old_duties) + len(new_duties)
    duties = 200 * len(old_duties & new_duties) / total if total else 0.0
    annex_no = 100.0 * (old["annex_no"] == new["annex_no"] != "")
    # A body that kept neither name nor acronym is known by its duties and its number in the annex.
    best_name = max(name, acronym)
    return max(best_name, (duties + annex_no + best_name) / 3, duties * DIFF.duties_weight)


def _duty_sets(edition: Edition, rows: RowMap, side: int) -> dict[str, set[Duty]]:
    """Return the duties of each body, named alike in both editions.

    Args:
        edition: the edition.
        rows: the matched rows.
        side: 0: it is the old edition, 1: the new one.
    """
    duties: defaultdict[str, set[Duty]] = defaultdict(set)
    for number, match in enumerate(rows.matches):
        row = edition.rows[(match.old, match.new)[side]]
        for body in joined(row["lead_bodies"]):
            duties[body].add(("lead", str(number)))
    for row in edition.rows:
        for body in joined(row["relevant_bodies"]):
            duties[body].add(("relevant", _common_area(row["area_id"], rows, side)))
    return duties


def _common_area(area: str, rows: RowMap, side: int) -> str:
    """Return the name of an area that is the same in both editions."""
    if side:
        return rows.areas.main_part_of(area)
    return rows.areas.successor_of(area) or f"removed {area}"


def body_changes(old: Edition, new: Edition, bodies: dict[str, str]) -> list[Change]:
    """Return what became of each body, in the order of the old edition, then the new one."""
    news = {row["body_id"]: row for row in new.tables["bodies"]}
    continued = set(bodies.values())
    changes = []
    for row in old.tables["bodies"]:
        after = news.get(bodies.get(row["body_id"], ""))
        changes.append(_pair(row, after) if after else _single("removed", row))
    return changes + [_single("added", row) for key, row in news.items() if key not in continued]


def _pair(old: Record, new: Record) -> Change:
    fields: list[FieldChange] = []
    for name in ("acronym", "name", "kind", "parent_id", "mark"):
        if not same_words(old[name], new[name]) or (name == "mark" and old[name] != new[name]):
            fields.append(field_change(name, old[name], new[name]))
    changed = {change.field for change in fields}
    kinds: list[Kind] = []
    if changed & {"acronym", "name"}:
        kinds.append("renamed")
    if changed - {"acronym", "name"}:
        kinds.append("updated")
    return Change(
        table="bodies",
        kinds=tuple(kinds) or ("unchanged",),
        old_ids=(old["body_id"],),
        new_ids=(new["body_id"],),
        old_text=_full_name(old),
        new_text=_full_name(new),
        fields=tuple(fields),
        bodies=(new["body_id"],),
    )


def _single(kind: Kind, row: Record) -> Change:
    ids, text = (row["body_id"],), _full_name(row)
    if kind == "removed":
        return Change(
            table="bodies", kinds=(kind,), old_ids=ids, old_text=text, bodies=ids, score=0.0
        )
    return Change(table="bodies", kinds=(kind,), new_ids=ids, new_text=text, bodies=ids, score=0.0)


def _full_name(row: Record) -> str:
    """Return a body's name with its acronym."""
    acronym = row["acronym"]
    return f"{row['name']} ({acronym})" if acronym and acronym != row["name"] else row["name"]


def role_changes(old: Edition, new: Edition, rows: RowMap, bodies: dict[str, str]) -> list[Change]:
    """Return the duties that bodies gained, lost and kept: to lead a row, to support an area.

    Added and removed rows count, too: the body that leads one gains or loses a duty.
    """
    before = dict(_duties(old, rows, bodies, 0))
    after = dict(_duties(new, rows, bodies, 1))
    changes = []
    for key in [*before, *(key for key in after if key not in before)]:
        body, role, _ = key
        old_record, new_record = before.get(key), after.get(key)
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


DutyRecord = tuple[str, str, str]
"""Id of a row or an area, its area, and its text."""


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
        for body in joined(row["lead_bodies"]):
            pair = pair_of.get(i, f"{'new' if side else 'old'} {i}")
            yield (new_id_of(body), "lead", pair), (row["row_id"], area, edition.text_of(row))
        common = _common_area(area, rows, side)
        for body in joined(row["relevant_bodies"]):
            yield (new_id_of(body), "relevant", common), (area, area, titles.get(area, ""))


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
    what = "leads" if change.note == "lead" else "is relevant for"
    return f"{what} {number_in(area)}: {text}" if area else f"{what}: {text}"
