"""What became of each body and of its roles, and what that means for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from normalize.ids import number_in
from pipeline.diff.editions import Edition, Record, joined
from pipeline.diff.matching.align import likeness
from pipeline.diff.matching.words import field_change, same_words
from pipeline.diff.model import Change, Consequence, FieldChange, Kind
from pipeline.diff.rows import RowMap

LEAST_BODY = 60.0
"""Likeness of name, acronym and duties from which two entries are one body renamed."""
Duty = tuple[str, str]
"""Role, and the record it holds for: a row's place among the pairs, or an area."""


def map_bodies(old: Edition, new: Edition, rows: RowMap) -> dict[str, str]:
    """Return the new id of each old body: by its id, else by names and duties.

    Args:
        old: the old edition.
        new: the new edition.
        rows: the matched rows; bodies that lead the same rows are likely the same.
    """
    from scipy.optimize import linear_sum_assignment

    known = {row["body_id"] for row in new.tables["bodies"]}
    found = {
        row["body_id"]: row["body_id"] for row in old.tables["bodies"] if row["body_id"] in known
    }
    gone = [row for row in old.tables["bodies"] if row["body_id"] not in known]
    fresh = [row for row in new.tables["bodies"] if row["body_id"] not in found.values()]
    if not gone or not fresh:
        return found
    names = likeness([row["name"] for row in gone], [row["name"] for row in fresh])
    acronyms = likeness([_acronym(row) for row in gone], [_acronym(row) for row in fresh])
    old_duties, new_duties = _places(old, rows, 0), _places(new, rows, 1)
    gains = [
        [
            _same_body(
                float(names[i][j]),
                float(acronyms[i][j]),
                a,
                b,
                old_duties[a["body_id"]],
                new_duties[b["body_id"]],
            )
            for j, b in enumerate(fresh)
        ]
        for i, a in enumerate(gone)
    ]
    for i, j in zip(
        *(side.tolist() for side in linear_sum_assignment(gains, maximize=True)), strict=True
    ):
        if gains[i][j] >= LEAST_BODY:
            found[gone[i]["body_id"]] = fresh[j]["body_id"]
    return found


def _acronym(row: Record) -> str:
    return row["acronym"] or row["body_id"]


def _same_body(
    name: float, acronym: float, old: Record, new: Record, was: set[Duty], now: set[Duty]
) -> float:
    """Return the evidence that two entries are one body: the best of names, and duties."""
    if old["kind"] != new["kind"]:
        return 0.0
    duties = 200 * len(was & now) / (len(was) + len(now)) if was or now else 0.0
    place = 100.0 * (old["annex_no"] == new["annex_no"] != "")
    # A body that kept neither name nor acronym is known by its duties and its place in the annex.
    return max(name, acronym, (duties + place + max(name, acronym)) / 3, duties * 0.9)


def _places(edition: Edition, rows: RowMap, side: int) -> dict[str, set[Duty]]:
    """Return the duties of each body, in places that both editions share."""
    duties: defaultdict[str, set[Duty]] = defaultdict(set)
    for number, match in enumerate(rows.matches):
        row = edition.rows[(match.old, match.new)[side]]
        for body in joined(row["lead_bodies"]):
            duties[body].add(("lead", str(number)))
    for row in edition.rows:
        area = row["area_id"]
        place = rows.areas.main_part(area) if side else rows.areas.becomes(area) or f"gone {area}"
        for body in joined(row["relevant_bodies"]):
            duties[body].add(("relevant", place))
    return duties


def body_changes(old: Edition, new: Edition, bodies: dict[str, str]) -> list[Change]:
    """Return what became of each body, in the order of the old edition, then the new."""
    news = {row["body_id"]: row for row in new.tables["bodies"]}
    taken = set(bodies.values())
    changes = []
    for row in old.tables["bodies"]:
        after = news.get(bodies.get(row["body_id"], ""))
        changes.append(_pair(row, after) if after else _single("removed", row))
    return changes + [_single("added", row) for key, row in news.items() if key not in taken]


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
        old_text=_named(old),
        new_text=_named(new),
        fields=tuple(fields),
        bodies=(new["body_id"],),
    )


def _single(kind: Kind, row: Record) -> Change:
    ids, text = (row["body_id"],), _named(row)
    if kind == "removed":
        return Change(
            table="bodies", kinds=(kind,), old_ids=ids, old_text=text, bodies=ids, score=0.0
        )
    return Change(table="bodies", kinds=(kind,), new_ids=ids, new_text=text, bodies=ids, score=0.0)


def _named(row: Record) -> str:
    acronym = row["acronym"]
    return f"{row['name']} ({acronym})" if acronym and acronym != row["name"] else row["name"]


def role_changes(old: Edition, new: Edition, rows: RowMap, bodies: dict[str, str]) -> list[Change]:
    """Return the duties that bodies gained, lost and kept: a lead of a row, relevant for an area.

    A row that is new or gone counts as well: whoever leads it has a duty more or less.
    """
    before = dict(_duties(old, rows, bodies, 0))
    after = dict(_duties(new, rows, bodies, 1))
    changes = []
    for key in [*before, *(key for key in after if key not in before)]:
        body, role, _ = key
        was, now = before.get(key), after.get(key)
        kind: Kind = "unchanged" if was and now else "removed" if was else "added"
        changes.append(
            Change(
                table="roles",
                kinds=(kind,),
                old_ids=(was[0],) if was else (),
                new_ids=(now[0],) if now else (),
                old_area=was[1] if was else "",
                new_area=now[1] if now else "",
                old_text=was[2] if was else "",
                new_text=now[2] if now else "",
                bodies=(body,),
                note=role,
            )
        )
    return changes


Place = tuple[str, str, str]
"""Record, its area, and what is to be done there."""


def _duties(
    edition: Edition, rows: RowMap, bodies: dict[str, str], side: int
) -> Iterable[tuple[tuple[str, str, str], Place]]:
    """Yield each duty under a key that is the same in both editions, and where it stands."""
    pair_of = {(match.old, match.new)[side]: f"pair {n}" for n, match in enumerate(rows.matches)}
    wholes = rows.splits if side else rows.merges
    partner = {m.old: m.new for m in rows.matches} if side else {m.new: m.old for m in rows.matches}
    for whole, parts in wholes.items():
        pair_of |= dict.fromkeys(parts, pair_of[partner[whole]])
    titles = {row["area_id"]: row["title"] for row in edition.tables["areas"]}

    def name_of(body: str) -> str:
        return body if side else bodies.get(body, body)

    for i, row in enumerate(edition.rows):
        area = row["area_id"]
        for body in joined(row["lead_bodies"]):
            place = pair_of.get(i, f"{'new' if side else 'old'} {i}")
            yield (name_of(body), "lead", place), (row["row_id"], area, edition.text_of(row))
        same = rows.areas.main_part(area) if side else rows.areas.becomes(area) or f"gone {area}"
        for body in joined(row["relevant_bodies"]):
            yield (name_of(body), "relevant", same), (area, area, titles.get(area, ""))


def consequences(
    new: Edition, old: Edition, roles: list[Change], rows: list[Change]
) -> list[Consequence]:
    """Return what the new edition means for each body that it concerns, sorted by id."""
    reworded = {
        identifier
        for change in rows
        if {"reworded", "split", "merged"} & set(change.kinds)
        for identifier in change.new_ids
    }
    by_body: defaultdict[str, list[Change]] = defaultdict(list)
    for change in roles:
        by_body[change.bodies[0]].append(change)
    found = []
    for body, changes in sorted(by_body.items()):
        kinds = Counter(change.kinds[0] for change in changes)
        kept = [change for change in changes if change.kinds[0] == "unchanged"]
        altered = [c for c in kept if c.note == "lead" and set(c.new_ids) & reworded]
        found.append(
            Consequence(
                body_id=body,
                name=new.body_names.get(body) or old.body_names.get(body, ""),
                new_duties=tuple(_duty(c) for c in changes if c.kinds[0] == "added"),
                lost_duties=tuple(_duty(c) for c in changes if c.kinds[0] == "removed"),
                changed_duties=tuple(_duty(c) for c in altered),
                kept=kinds["unchanged"] - len(altered),
            )
        )
    return found


def _duty(change: Change) -> str:
    area, text = change.new_area or change.old_area, change.new_text or change.old_text
    what = "leads" if change.note == "lead" else "is relevant for"
    return f"{what} {number_in(area)}: {text}" if area else f"{what}: {text}"
