"""Compare the cross-references and the issues of two editions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from pipeline.diff.editions import Edition, Record
from pipeline.diff.matching.words import field_change, same_words
from pipeline.diff.model import Change, Kind


def reference_changes(old: Edition, new: Edition, new_of: Mapping[str, str]) -> list[Change]:
    """Return what became of each reference.

    A reference is identified by the record that prints it and by its target. It is renumbered
    where its target was renumbered and the printed number follows. It is retargeted where it
    keeps its printed number and that number now belongs to another area: most likely an oversight
    of the drafters.

    Args:
        old: the old edition.
        new: the new edition.
        new_of: new id of each old record.
    """
    unmatched: defaultdict[str, list[Record]] = defaultdict(list)
    for record in new.tables["cross_references"]:
        unmatched[record["from_id"]].append(record)
    changes = []
    for record in old.tables["cross_references"]:
        source = new_of.get(record["from_id"], record["from_id"])
        target = new_of.get(record["target_id"], record["target_id"])
        after = _counterpart(record, unmatched[source], target)
        if after is None:
            changes.append(_reference("removed", record, None))
            continue
        unmatched[source].remove(after)
        kind: Kind = "unchanged"
        if after["target_id"] != target:
            kind = "retargeted"
        elif not same_words(record["printed"], after["printed"]):
            kind = "renumbered" if target != record["target_id"] else "reworded"
        changes.append(_reference(kind, record, after))
    added = [record for records in unmatched.values() for record in records]
    return changes + [_reference("added", None, record) for record in added]


def _counterpart(record: Record, others: list[Record], target: str) -> Record | None:
    """Return the new reference that an old one became.

    Best is one with the same target and words, then the same target, then the same words.

    Args:
        record: the old reference.
        others: the unmatched references of the record that prints it.
        target: its target, by its new id.
    """
    same = [o for o in others if o["relation"] == record["relation"]]
    for other in same:
        if other["target_id"] == target and same_words(other["printed"], record["printed"]):
            return other
    for other in same:
        if target and other["target_id"] == target:
            return other
    for other in same:
        if same_words(other["printed"], record["printed"]):
            return other
    return None


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
