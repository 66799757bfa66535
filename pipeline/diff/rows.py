"""Match the rows of two editions and say what became of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.diff.areas import AreaMap, map_areas
from pipeline.diff.editions import TEXTS, Edition, Record, ids_in
from pipeline.diff.fields import LEADS, Sides, field_changes
from pipeline.diff.matching.align import Match, align, words_of
from pipeline.diff.matching.parts import find_parts
from pipeline.diff.matching.whole_rows import WholeRow, match_whole_rows
from pipeline.diff.matching.words import kept_share, same_words
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
    old_texts, new_texts = old.texts(new), new.texts(old)
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
    matches = [match for match in matches if _is_likely(match, old, new, areas)]
    areas = map_areas(old, new, matches)
    splits = _parts_of_rows(old, new, [(m.old, m.new) for m in matches])
    merges = _parts_of_rows(new, old, [(m.new, m.old) for m in matches])
    matches += _match_rest(old, new, RowMap(matches, areas, splits, merges))
    return RowMap(sorted(matches, key=lambda match: match.old), areas, splits, merges)


def _is_likely(match: Match, old: Edition, new: Edition, areas: AreaMap) -> bool:
    """Return whether a pair of rows is alike enough: in two areas, more than in one.

    An output that stands in many areas, or lead bodies, make no row of one area that of another:
    what is to be done has to be the same.
    """
    before, after = old.rows[match.old], new.rows[match.new]
    if areas.is_same(before["area_id"], after["area_id"]):
        return True
    keeps_activity = kept_share(before["activity"], after["activity"]) >= DIFF.min_kept_words
    return match.score >= DIFF.min_moved_likeness and keeps_activity


def _parts_of_rows(
    wholes: Edition, parts: Edition, pairs: Sequence[tuple[int, int]]
) -> dict[int, list[int]]:
    """Return the further parts of each row: by its activity, which may keep its output, or by all.

    Args:
        wholes: the edition whose rows may have parts.
        parts: the other edition.
        pairs: indexes of the rows matched so far, whole first.
    """
    found: dict[int, list[int]] = {}
    for text_of in (lambda _, row: row["activity"], Edition.text_of):
        texts = [[words_of(text_of(side, row)) for row in side.rows] for side in (wholes, parts)]
        taken = {part for claimed in found.values() for part in claimed}
        for whole, claimed in find_parts(texts[0], texts[1], pairs).items():
            rest = [part for part in claimed if part not in taken]
            if rest:
                found[whole] = sorted([*found.get(whole, ()), *rest])
    return found


def _match_rest(old: Edition, new: Edition, rows: RowMap) -> list[Match]:
    """Match what each area has left, by the likeness of whole rows."""
    used_old = {m.old for m in rows.matches} | {i for parts in rows.merges.values() for i in parts}
    used_new = {m.new for m in rows.matches} | {j for parts in rows.splits.values() for j in parts}
    rest_old = [i for i in range(len(old.rows)) if i not in used_old]
    rest_new = [j for j in range(len(new.rows)) if j not in used_new]
    return match_whole_rows(
        {i: _whole(old, i) for i in rest_old},
        {j: _whole(new, j) for j in rest_new},
        lambda i, j: rows.areas.is_same(old.rows[i]["area_id"], new.rows[j]["area_id"]),
    )


def _whole(edition: Edition, index: int) -> WholeRow:
    row = edition.rows[index]
    return WholeRow(row["activity"], row["expected_output"], row["focus"], edition.leads_of(row))


def row_changes(
    old: Edition,
    new: Edition,
    rows: RowMap,
    bodies: Mapping[str, str],
    columns: Mapping[str, str] | None = None,
) -> list[Change]:
    """Return what became of each row, in the printed order of the old edition, then the new one.

    Args:
        old: the old edition.
        new: the new edition.
        rows: the matched rows.
        bodies: new id of each old body; a renamed lead body is not another lead body.
        columns: new name of each old column of this plan alone; None: the same names.
    """
    sides = Sides(old, new, bodies, columns or {n: n for n in old.extra if n in new.extra})
    of_old = {match.old: match for match in rows.matches}
    parts_new = {j for parts in rows.splits.values() for j in parts}
    parts_old = {i for parts in rows.merges.values() for i in parts}
    changes = []
    for i, row in enumerate(old.rows):
        match = of_old.get(i)
        if match is not None:
            changes.append(_matched_rows(sides, rows, match))
        elif i not in parts_old:
            changes.append(_unmatched_row("removed", row, old))
    continued = {match.new for match in rows.matches} | parts_new
    return changes + [
        _unmatched_row("added", row, new) for j, row in enumerate(new.rows) if j not in continued
    ]


def _matched_rows(sides: Sides, rows: RowMap, match: Match) -> Change:
    old, new = sides.old, sides.new
    olds = [old.rows[i] for i in sorted([match.old, *rows.merges.get(match.new, ())])]
    news = [new.rows[j] for j in sorted([match.new, *rows.splits.get(match.old, ())])]
    before, after = old.rows[match.old], new.rows[match.new]
    fields = field_changes(olds, news, sides)
    return Change(
        table="rows",
        kinds=_kinds(olds, news, fields, rows.areas) or ("unchanged",),
        old_ids=tuple(row["row_id"] for row in olds),
        new_ids=tuple(row["row_id"] for row in news),
        old_area=before["area_id"],
        new_area=after["area_id"],
        old_text=" / ".join(map(old.text_of, olds)),
        new_text=" / ".join(map(new.text_of, news)),
        score=match.score,
        fields=fields,
        bodies=_bodies(olds, news, sides),
        old_page=int(before["page_first"] or 0) or None,
        new_page=int(after["page_first"] or 0) or None,
    )


def _bodies(olds: Sequence[Record], news: Sequence[Record], sides: Sides) -> tuple[str, ...]:
    """Return the lead bodies now, and those that no longer lead, by their new ids."""
    now = [body for row in news for body in ids_in(row["lead_bodies"])]
    before = [sides.bodies.get(b, b) for row in olds for b in ids_in(row["lead_bodies"])]
    return tuple(dict.fromkeys([*now, *before]))


def _kinds(
    olds: Sequence[Record],
    news: Sequence[Record],
    fields: Sequence[FieldChange],
    areas: AreaMap,
) -> tuple[Kind, ...]:
    """Return what became of a row, or of the rows that were split or merged."""
    changed = {change.field: change for change in fields}
    is_one = len(olds) == len(news) == 1
    kinds: list[Kind] = []
    if len(news) > 1:
        kinds.append("split")
    if len(olds) > 1:
        kinds.append("merged")
    focus = changed.pop("focus", None)
    is_other_focus = focus is not None and focus.is_replaced
    if is_other_focus or not areas.is_same(olds[0]["area_id"], news[0]["area_id"]):
        kinds.append("moved")
        focus = None
    texts = [changed.pop(name) for name in TEXTS if name in changed]
    if any(change.is_replaced for change in texts) and is_one:
        kinds.append("replaced")
    if is_one and (focus or any(not change.is_replaced for change in texts)):
        kinds.append("reworded")
    if changed.pop(LEADS, None):
        kinds.append("reassigned")
    if changed:
        kinds.append("updated")
    return tuple(kinds)


def _unmatched_row(kind: Kind, row: Record, edition: Edition) -> Change:
    text = edition.text_of(row)
    page = int(row["page_first"] or 0) or None
    bodies = ids_in(row["lead_bodies"])
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
