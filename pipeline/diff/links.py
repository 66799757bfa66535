"""Compare the cross-references and the issues of two editions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from pipeline.diff.editions import Edition, Record
from pipeline.diff.matching.words import field_change, same_words
from pipeline.diff.model import Change, Kind

Sources = Mapping[str, Sequence[str]]
"""Old record → the new records that its text went to: the main one, then further parts."""


def reference_changes(
    old: Edition, new: Edition, new_of: Mapping[str, str], sources: Sources | None = None
) -> list[Change]:
    """Return what became of each reference.

    A reference is identified by the record that prints it and by its target. It is renumbered
    where its target was renumbered and the printed number follows. It is retargeted where it now
    points to another record: with the same printed number, most likely an oversight of the
    drafters, or with another one. Other words around the same target are a change of the text
    that prints them, not of the reference.

    Args:
        old: the old edition.
        new: the new edition.
        new_of: new id of each old record.
        sources: further new records of an old one, if it was split.
    """
    unmatched: defaultdict[str, list[Record]] = defaultdict(list)
    for record in new.tables["cross_references"]:
        unmatched[record["from_id"]].append(record)
    pairs = _paired(old, unmatched, new_of, sources or {})
    changes = []
    for number, record in enumerate(old.tables["cross_references"]):
        after = pairs.get(number)
        kind = _kind(record, after, _followed(record["target_id"], old, new_of))
        changes.append(_reference(kind, record, after))
    added = [record for records in unmatched.values() for record in records]
    return changes + [_reference("added", None, record) for record in added]


def _paired(
    old: Edition,
    unmatched: Mapping[str, list[Record]],
    new_of: Mapping[str, str],
    sources: Sources,
) -> dict[int, Record]:
    """Return the new reference of each old one, by its place; strong matches come first.

    Args:
        old: the old edition.
        unmatched: new references by the record that prints them; matched ones are taken out.
        new_of: new id of each old record.
        sources: further new records of an old one.
    """
    pairs: dict[int, Record] = {}
    for test in _TESTS:
        for number, record in enumerate(old.tables["cross_references"]):
            if number in pairs:
                continue
            target = _followed(record["target_id"], old, new_of)
            source = _followed(record["from_id"], old, new_of)
            for place in (source, *sources.get(record["from_id"], ())):
                others = unmatched.get(place, [])
                after = next((other for other in others if test(record, other, target)), None)
                if after is not None:
                    others.remove(after)
                    pairs[number] = after
                    break
    return pairs


def _followed(record_id: str, old: Edition, new_of: Mapping[str, str]) -> str:
    """Return the new id of a record; empty if it is an area or a row that no longer exists.

    The number of a removed area may belong to another area now.
    """
    return new_of.get(record_id, "" if record_id in old.numbered else record_id)


def _same_relation(record: Record, other: Record) -> bool:
    return other["relation"] == record["relation"]


def _same_target(other: Record, target: str) -> bool:
    return bool(target) and other["target_id"] == target


_TESTS: tuple[Callable[[Record, Record, str], bool], ...] = (
    lambda record, other, target: (
        _same_relation(record, other)
        and other["target_id"] == target
        and same_words(other["printed"], record["printed"])
    ),
    lambda record, other, target: _same_relation(record, other) and _same_target(other, target),
    lambda _, other, target: _same_target(other, target),
    lambda record, other, _: (
        _same_relation(record, other) and same_words(other["printed"], record["printed"])
    ),
    lambda record, other, _: (
        _same_relation(record, other) and bool(record["target_id"] or other["target_id"])
    ),
)
"""When a new reference counts as an old one, strictest test first: same relation, target and words;
same relation and target; same target; same relation and words; same relation, if at least one of
the two has a target."""


def _kind(record: Record, after: Record | None, target: str) -> Kind:
    if after is None:
        return "removed"
    if after["target_id"] != target:
        return "retargeted"
    if not _same_relation(record, after):
        return "reworded"
    is_renumbered = target != record["target_id"]
    if is_renumbered and not same_words(record["printed"], after["printed"]):
        return "renumbered"
    return "unchanged"


def _reference(kind: Kind, old: Record | None, new: Record | None) -> Change:
    fields = []
    if old and new:
        fields = [
            field_change(name, old[name], new[name])
            for name in ("printed", "target_id", "status")
            if old[name] != new[name]
        ]
    return Change(
        table="references",
        kinds=(kind,),
        old_ids=(old["reference_id"],) if old else (),
        new_ids=(new["reference_id"],) if new else (),
        old_text=_reference_text(old) if old else "",
        new_text=_reference_text(new) if new else "",
        fields=tuple(fields),
        note=(new or old or {}).get("from_id", ""),
    )


def _reference_text(record: Record) -> str:
    return f"{record['printed']} → {record['target_id'] or record['status']}"


def issue_changes(old: Edition, new: Edition, new_of: Mapping[str, str]) -> list[Change]:
    """Return which issues are fixed, new, open or decided.

    Two issues are the same where rule, record and field are the same.

    Args:
        old: the old edition.
        new: the new edition.
        new_of: new id of each old record.
    """
    unmatched: dict[str, Record] = {record["issue_id"]: record for record in new.tables["issues"]}
    changes = []
    for record in old.tables["issues"]:
        after = unmatched.get(record["issue_id"]) or _same_issue(record, unmatched, new_of)
        if after is None:
            changes.append(_issue("fixed", record, None))
            continue
        del unmatched[after["issue_id"]]
        changes.append(_issue("decided" if after["decision"] else "open", record, after))
    return changes + [_issue("new", None, record) for record in unmatched.values()]


def _same_issue(
    record: Record, unmatched: Mapping[str, Record], new_of: Mapping[str, str]
) -> Record | None:
    """Return the new issue of the same rule, record and field; best with the same words."""
    record_id = new_of.get(record["record_id"], record["record_id"])
    same = [
        other
        for other in unmatched.values()
        if (other["rule"], other["record_id"], other["field"])
        == (record["rule"], record_id, record["field"])
    ]
    exact = [other for other in same if same_words(other["printed"], record["printed"])]
    return next(iter(exact or same), None)


def _issue(kind: Kind, old: Record | None, new: Record | None) -> Change:
    record = new or old or {}
    return Change(
        table="issues",
        kinds=(kind,),
        old_ids=(old["issue_id"],) if old else (),
        new_ids=(new["issue_id"],) if new else (),
        old_text=old["message"] if old else "",
        new_text=new["message"] if new else "",
        old_page=int(old["page"] or 0) or None if old else None,
        new_page=int(new["page"] or 0) or None if new else None,
        note=f"{record['rule']} ({record['severity']})",
    )
