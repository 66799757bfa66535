"""Match the rows of two editions and say what became of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.diff.areas import AreaMap, map_areas
from pipeline.diff.editions import TEXTS, Edition, Record, joined
from pipeline.diff.matching.align import Match, align, likeness, words_of
from pipeline.diff.matching.parts import find_parts
from pipeline.diff.matching.values import same_names, same_value
from pipeline.diff.matching.words import field_change, same_words
from pipeline.diff.model import Change, FieldChange, Kind
from pipeline.diff.thresholds import DIFF


@dataclass
class RowMap:
    """The rows of both editions, matched.

    Attributes:
        matches: the pairs of rows, one to one.
        areas: the matched areas.
        splits: index of an old row → indexes of the further new rows that it was split into.
        merges: index of a new row → indexes of the further old rows that were merged into it.
    """

    matches: list[Match]
    areas: AreaMap
    splits: dict[int, list[int]] = field(default_factory=dict)
    merges: dict[int, list[int]] = field(default_factory=dict)


def map_rows(old: Edition, new: Edition) -> RowMap:
    """Match the rows of two editions, and with them their areas."""
    old_texts, new_texts = old.texts(), new.texts()
    # Rows tell which areas match, and areas tell which repeated rows match: hence two rounds.
    areas = map_areas(old, new, align(old_texts, new_texts))

    def bonus(i: int, j: int) -> float:
        same_area = areas.is_same(old.rows[i]["area_id"], new.rows[j]["area_id"])
        distance = abs(i / len(old_texts) - j / len(new_texts))
        same_focus = same_words(old.rows[i]["focus"], new.rows[j]["focus"])
        return DIFF.same_area_bonus * same_area + DIFF.same_position_bonus * (
            1 - distance + same_focus
        )

    matches = align(old_texts, new_texts, bonus=bonus)
    areas = map_areas(old, new, matches)
    old_words = [words_of(text) for text in old_texts]
    new_words = [words_of(text) for text in new_texts]
    splits = find_parts(old_words, new_words, [(m.old, m.new) for m in matches])
    merges = find_parts(new_words, old_words, [(m.new, m.old) for m in matches])
    return RowMap(matches, areas, splits, merges)


def row_changes(
    old: Edition, new: Edition, rows: RowMap, bodies: Mapping[str, str]
) -> list[Change]:
    """Return what became of each row, in the printed order of the old edition, then the new one.

    Args:
        old: the old edition.
        new: the new edition.
        rows: the matched rows.
        bodies: new id of each old body; a renamed lead body is not another lead body.
    """
    of_old = {match.old: match for match in rows.matches}
    parts_new = {j for parts in rows.splits.values() for j in parts}
    parts_old = {i for parts in rows.merges.values() for i in parts}
    changes = []
    for i, row in enumerate(old.rows):
        match = of_old.get(i)
        if match is not None:
            changes.append(_pair(old, new, rows, match, bodies))
        elif i not in parts_old:
            changes.append(_single("removed", row, old))
    continued = {match.new for match in rows.matches} | parts_new
    return changes + [
        _single("added", row, new) for j, row in enumerate(new.rows) if j not in continued
    ]


def _pair(
    old: Edition, new: Edition, rows: RowMap, match: Match, bodies: Mapping[str, str]
) -> Change:
    olds = [match.old, *rows.merges.get(match.new, ())]
    news = [match.new, *rows.splits.get(match.old, ())]
    before, after = old.rows[match.old], new.rows[match.new]
    fields = _field_changes(before, after, old, new, bodies)
    changed = {change.field for change in fields}
    kinds: list[Kind] = []
    if len(news) > 1:
        kinds.append("split")
    if len(olds) > 1:
        kinds.append("merged")
    is_other_focus = "focus" in changed and not _are_alike(before["focus"], after["focus"])
    if is_other_focus or not rows.areas.is_same(before["area_id"], after["area_id"]):
        kinds.append("moved")
        changed.discard("focus")
    if changed & set(TEXTS) and len(news) == len(olds) == 1:
        kinds.append("reworded")
    if "lead_bodies_printed" in changed:
        kinds.append("reassigned")
    if changed & set(old.extra) & set(new.extra):
        kinds.append("updated")
    return Change(
        table="rows",
        kinds=tuple(kinds) or ("unchanged",),
        old_ids=tuple(old.rows[i]["row_id"] for i in olds),
        new_ids=tuple(new.rows[j]["row_id"] for j in news),
        old_area=before["area_id"],
        new_area=after["area_id"],
        old_text=_texts_of(old, olds),
        new_text=_texts_of(new, news),
        score=match.score,
        fields=fields,
        bodies=joined(after["lead_bodies"]),
        old_page=int(before["page_first"] or 0) or None,
        new_page=int(after["page_first"] or 0) or None,
    )


def _are_alike(old: str, new: str) -> bool:
    return float(likeness([old], [new])[0][0]) >= DIFF.min_likeness


def _field_changes(
    before: Record, after: Record, old: Edition, new: Edition, bodies: Mapping[str, str]
) -> tuple[FieldChange, ...]:
    """Return the fields whose words differ; lead bodies are compared by identity, not spelling."""
    shared = [name for name in old.extra if name in new.extra]
    fields = [
        field_change(name, before[name], after[name])
        for name in (*TEXTS, *shared)
        if not same_value(before[name], after[name])
    ]
    old_leads = {bodies.get(body, body) for body in old.leads_of(before)}
    name = "lead_bodies_printed"
    if not same_names(old_leads, new.leads_of(after)) and not same_words(before[name], after[name]):
        fields.append(field_change(name, before[name], after[name]))
    return tuple(fields)


def _single(kind: Kind, row: Record, edition: Edition) -> Change:
    text = edition.text_of(row)
    page = int(row["page_first"] or 0) or None
    bodies = joined(row["lead_bodies"])
    if kind == "removed":
        return Change(
            table="rows",
            kinds=(kind,),
            old_ids=(row["row_id"],),
            old_area=row["area_id"],
            old_text=text,
            score=0.0,
            bodies=bodies,
            old_page=page,
        )
    return Change(
        table="rows",
        kinds=(kind,),
        new_ids=(row["row_id"],),
        new_area=row["area_id"],
        new_text=text,
        score=0.0,
        bodies=bodies,
        new_page=page,
    )


def _texts_of(edition: Edition, indexes: Sequence[int]) -> str:
    return " / ".join(edition.text_of(edition.rows[index]) for index in indexes)


def new_record_of(old: Edition, new: Edition, rows: RowMap) -> dict[str, str]:
    """Return the new id of each old record: rows, focus areas, activities, outputs, areas."""
    votes: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for match in rows.matches:
        before, after = old.rows[match.old], new.rows[match.new]
        for name in ("row_id", "focus_id", "activity_id", "expected_output_id"):
            if before[name] and after[name]:
                counts = votes[before[name]]
                counts[after[name]] = counts.get(after[name], 0) + 1
    new_of = {
        area["area_id"]: successor
        for area in old.tables["areas"]
        if (successor := rows.areas.successor_of(area["area_id"]))
    }
    for old_id, counts in votes.items():
        # The same id where a row has it; else the id that most rows have.
        new_of[old_id] = min(counts, key=lambda key: (key != old_id, -counts[key], key))
    return new_of
