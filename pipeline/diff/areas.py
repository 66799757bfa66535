"""Match the areas of two editions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.diff.editions import Edition, Record
from pipeline.diff.matching.align import Match, likeness
from pipeline.diff.matching.area_parts import SharedRows
from pipeline.diff.matching.words import field_change, same_words
from pipeline.diff.model import Change, Kind
from pipeline.diff.thresholds import DIFF


@dataclass(frozen=True)
class AreaMap:
    """The areas of both editions, matched.

    Attributes:
        new_of: the new area of each old area, one to one.
        scores: likeness of each pair, by its old area.
        splits: old area → the further new areas that it was split into.
        merges: new area → the further old areas that were merged into it.
    """

    new_of: dict[str, str]
    scores: dict[str, float]
    splits: dict[str, list[str]] = field(default_factory=dict)
    merges: dict[str, list[str]] = field(default_factory=dict)

    def is_same(self, old: str, new: str) -> bool:
        """Return whether a new area continues an old area, as a whole or as a part of it."""
        if not old:
            return old == new
        return new in (self.successor_of(old), *self.splits.get(old, ()))

    def successor_of(self, old: str) -> str:
        """Return the new area that continues an old area, merged or not; empty: there is none."""
        merged = next((new for new, olds in self.merges.items() if old in olds), "")
        return self.new_of.get(old, merged)

    def main_part_of(self, new: str) -> str:
        """Return the main part of the area that an area was split from, or else the area itself."""
        whole = next((old for old, news in self.splits.items() if new in news), "")
        return self.new_of.get(whole, new)


def map_areas(old: Edition, new: Edition, rows: list[Match]) -> AreaMap:
    """Match areas by their titles and by the rows that they share.

    Args:
        old: the old edition.
        new: the new edition.
        rows: the rows matched so far.
    """
    from scipy.optimize import linear_sum_assignment

    least = DIFF.min_area_likeness

    a, b = old.tables["areas"], new.tables["areas"]
    if not a or not b:
        return AreaMap({}, {})
    scores = _scores(old, new, rows)
    # The number is worth one point: it decides only where titles and rows are equally alike.
    ties = [[float(x["area_id"] == y["area_id"]) for y in b] for x in a]
    gains = [
        [scores[i][j] + ties[i][j] if scores[i][j] >= least else 0.0 for j in range(len(b))]
        for i in range(len(a))
    ]
    pairs = zip(
        *(side.tolist() for side in linear_sum_assignment(gains, maximize=True)), strict=True
    )
    new_of = {a[i]["area_id"]: b[j]["area_id"] for i, j in pairs if scores[i][j] >= least}
    split, merged = _parts_of_areas(new_of, old, new, rows)
    new_of |= {before: parts[0] for before, parts in split.items()}
    new_of |= {parts[0]: after for after, parts in merged.items()}
    columns = {area["area_id"]: j for j, area in enumerate(b)}
    return AreaMap(
        new_of,
        {
            area["area_id"]: float(scores[i][columns[new_of[area["area_id"]]]])
            for i, area in enumerate(a)
            if area["area_id"] in new_of
        },
        splits={before: parts[1:] for before, parts in split.items()},
        merges={after: parts[1:] for after, parts in merged.items()},
    )


def _parts_of_areas(
    new_of: dict[str, str], old: Edition, new: Edition, rows: list[Match]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the parts of each old area that was split and of each new area that was merged."""
    olds = {area["area_id"] for area in old.tables["areas"]}
    news = {area["area_id"] for area in new.tables["areas"]}
    pairs = [(old.rows[m.old]["area_id"], new.rows[m.new]["area_id"]) for m in rows]
    # Rows outside of any area belong to no part.
    pairs = [(before, after) for before, after in pairs if before in olds and after in news]
    split = SharedRows.count(
        (row["area_id"] for row in new.rows if row["area_id"] in news), pairs, DIFF.min_split_rows
    ).parts_of({after: before for before, after in new_of.items()})
    merged = SharedRows.count(
        (row["area_id"] for row in old.rows if row["area_id"] in olds),
        [(after, before) for before, after in pairs],
        DIFF.min_merged_rows,
    ).parts_of(new_of | {before: parts[0] for before, parts in split.items()})
    return split, merged


def _scores(old: Edition, new: Edition, rows: list[Match]) -> Any:
    """Return the likeness, 0 to 100, of each old area (row) and each new area (column)."""
    a, b = old.tables["areas"], new.tables["areas"]
    scores = likeness([x["title"] for x in a], [y["title"] for y in b])
    shared = Counter(
        (old.rows[match.old]["area_id"], new.rows[match.new]["area_id"]) for match in rows
    )
    sizes_old = Counter(row["area_id"] for row in old.rows)
    sizes_new = Counter(row["area_id"] for row in new.rows)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            size = sizes_old[x["area_id"]] + sizes_new[y["area_id"]]
            # Dice's coefficient of the rows of both.
            rows_alike = 200 * shared[x["area_id"], y["area_id"]] / size if size else scores[i][j]
            scores[i][j] = DIFF.title_weight * scores[i][j] + (1 - DIFF.title_weight) * rows_alike
    return scores


def area_changes(old: Edition, new: Edition, areas: AreaMap) -> list[Change]:
    """Return what became of each area, in printed order."""
    olds = {area["area_id"]: area for area in old.tables["areas"]}
    news = {area["area_id"]: area for area in new.tables["areas"]}
    continued = {*areas.new_of.values(), *(n for parts in areas.splits.values() for n in parts)}
    merged = {o for parts in areas.merges.values() for o in parts}
    changes = []
    for key, area in olds.items():
        if key in areas.new_of:
            after = areas.new_of[key]
            befores = [area, *(olds[part] for part in areas.merges.get(after, ()))]
            afters = [news[after], *(news[part] for part in areas.splits.get(key, ()))]
            changes.append(_matched_areas(befores, afters, areas.scores[key]))
        elif key not in merged:
            changes.append(_unmatched_area("removed", area))
    return changes + [
        _unmatched_area("added", area) for key, area in news.items() if key not in continued
    ]


def _matched_areas(olds: Sequence[Record], news: Sequence[Record], score: float) -> Change:
    kinds: list[Kind] = []
    fields = []
    old, new = olds[0], news[0]
    if len(news) > 1:
        kinds.append("split")
    if len(olds) > 1:
        kinds.append("merged")
    if old["area_id"] != new["area_id"]:
        kinds.append("renumbered")
        fields.append(field_change("area_id", old["area_id"], new["area_id"]))
    if not same_words(old["title"], new["title"]):
        kinds.append("reworded")
        fields.append(field_change("title", old["title"], new["title"]))
    return Change(
        table="areas",
        kinds=tuple(kinds) or ("unchanged",),
        old_ids=tuple(area["area_id"] for area in olds),
        new_ids=tuple(area["area_id"] for area in news),
        old_area=old["area_id"],
        new_area=new["area_id"],
        old_text=" / ".join(area["title"] for area in olds),
        new_text=" / ".join(area["title"] for area in news),
        score=round(min(score, 100.0), 2),
        fields=tuple(fields),
    )


def _unmatched_area(kind: Kind, area: Record) -> Change:
    side = "old" if kind == "removed" else "new"
    values: dict[str, Any] = {
        f"{side}_ids": (area["area_id"],),
        f"{side}_area": area["area_id"],
        f"{side}_text": area["title"],
    }
    return Change(table="areas", kinds=(kind,), score=0.0, **values)
