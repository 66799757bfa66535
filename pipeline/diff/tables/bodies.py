"""Match the bodies of two editions and say what became of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.diff.editions import Edition, Record, ids_in
from pipeline.diff.matching.align import likeness
from pipeline.diff.matching.words import field_change, same_words
from pipeline.diff.model import Change, FieldChange, Kind
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
    gains = _likeness_of_bodies(removed, added, _duty_sets(old, rows, 0), _duty_sets(new, rows, 1))
    for i, j in zip(
        *(side.tolist() for side in linear_sum_assignment(gains, maximize=True)), strict=True
    ):
        if gains[i][j] >= DIFF.min_body_likeness:
            new_of[removed[i]["body_id"]] = added[j]["body_id"]
    return new_of


def _likeness_of_bodies(
    removed: Sequence[Record],
    added: Sequence[Record],
    old_duties: dict[str, set[Duty]],
    new_duties: dict[str, set[Duty]],
) -> list[list[float]]:
    """Return how alike each removed body is to each added one, by names and duties."""
    names = likeness([row["name"] for row in removed], [row["name"] for row in added])
    acronyms = likeness([_acronym(row) for row in removed], [_acronym(row) for row in added])
    return [
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
        for body in ids_in(row["lead_bodies"]):
            duties[body].add(("lead", str(number)))
    for row in edition.rows:
        for body in ids_in(row["relevant_bodies"]):
            duties[body].add(("relevant", common_area(row["area_id"], rows, side)))
    return duties


def common_area(area: str, rows: RowMap, side: int) -> str:
    """Return the name of an area that is the same in both editions."""
    if side:
        return rows.areas.main_part_of(area)
    return rows.areas.successor_of(area) or f"removed {area}"


_IN_ANNEX = frozenset({"annex", "proposed"})
"""Kinds of the bodies in the annex. Which of them one has follows from its mark there and from the
membership list, whose changes are told by themselves."""


def body_changes(old: Edition, new: Edition, bodies: dict[str, str]) -> list[Change]:
    """Return what became of each body, in the order of the old edition, then the new one."""
    news = {row["body_id"]: row for row in new.tables["bodies"]}
    continued = set(bodies.values())
    changes = []
    for row in old.tables["bodies"]:
        after = news.get(bodies.get(row["body_id"], ""))
        changes.append(_matched_bodies(row, after) if after else _unmatched_body("removed", row))
    return changes + [
        _unmatched_body("added", row) for key, row in news.items() if key not in continued
    ]


def _matched_bodies(old: Record, new: Record) -> Change:
    fields: list[FieldChange] = []
    for name in ("acronym", "name", "kind", "parent_id", "mark"):
        if name == "kind" and old["mark"] == new["mark"] and {old[name], new[name]} <= _IN_ANNEX:
            continue
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


def _unmatched_body(kind: Kind, row: Record) -> Change:
    ids, text = (row["body_id"],), _full_name(row)
    if kind == "removed":
        return Change(
            table="bodies", kinds=(kind,), old_ids=ids, old_text=text, bodies=ids, score=0.0
        )
    return Change(table="bodies", kinds=(kind,), new_ids=ids, new_text=text, bodies=ids, score=0.0)


def _full_name(row: Record) -> str:
    """Return a body's name with its acronym."""
    name, acronym = row["name"], row["acronym"]
    if not name or not acronym or name == acronym:
        return name or acronym or row["body_id"]
    return f"{name} ({acronym})"
