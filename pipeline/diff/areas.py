"""Which area of the old edition is which of the new one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from pipeline.diff.align import Match, likeness
from pipeline.diff.editions import Edition, Record
from pipeline.diff.model import Change, Kind
from pipeline.diff.words import field_change, same_words

TITLE_SHARE = 0.5
"""An area is its title and its rows, to equal parts."""
LEAST_AREA = 40.0


@dataclass(frozen=True)
class AreaMap:
    """The areas of both editions, matched."""

    new_of: dict[str, str]
    scores: dict[str, float]

    def is_same(self, old: str, new: str) -> bool:
        """Tell whether a new area is what an old one has become."""
        return self.new_of.get(old, "") == new if old else old == new


def map_areas(old: Edition, new: Edition, rows: list[Match]) -> AreaMap:
    """Match areas by their titles and by the rows that they share.

    Args:
        old: the old edition.
        new: the new edition.
        rows: rows matched so far.
    """
    from scipy.optimize import linear_sum_assignment

    a, b = old.tables["areas"], new.tables["areas"]
    if not a or not b:
        return AreaMap({}, {})
    scores = _scores(old, new, rows)
    # Numbers decide only between areas that nothing else tells apart.
    ties = [[float(x["area_id"] == y["area_id"]) for y in b] for x in a]
    gains = [
        [scores[i][j] + ties[i][j] if scores[i][j] >= LEAST_AREA else 0.0 for j in range(len(b))]
        for i in range(len(a))
    ]
    new_of, kept = {}, {}
    for i, j in zip(
        *(side.tolist() for side in linear_sum_assignment(gains, maximize=True)), strict=True
    ):
        if scores[i][j] >= LEAST_AREA:
            new_of[a[i]["area_id"]] = b[j]["area_id"]
            kept[a[i]["area_id"]] = float(scores[i][j])
    return AreaMap(new_of, kept)


def _scores(old: Edition, new: Edition, rows: list[Match]) -> Any:
    a, b = old.tables["areas"], new.tables["areas"]
    titles = likeness([x["title"] for x in a], [y["title"] for y in b])
    shared = Counter(
        (old.rows[match.old]["area_id"], new.rows[match.new]["area_id"]) for match in rows
    )
    sizes_old = Counter(row["area_id"] for row in old.rows)
    sizes_new = Counter(row["area_id"] for row in new.rows)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            size = sizes_old[x["area_id"]] + sizes_new[y["area_id"]]
            # Dice's coefficient of the rows of both.
            share = 200 * shared[x["area_id"], y["area_id"]] / size if size else titles[i][j]
            titles[i][j] = TITLE_SHARE * titles[i][j] + (1 - TITLE_SHARE) * share
    return titles


def area_changes(old: Edition, new: Edition, areas: AreaMap) -> list[Change]:
    """Return what became of each area, in printed order."""
    news = {area["area_id"]: area for area in new.tables["areas"]}
    taken = set(areas.new_of.values())
    changes = [
        _pair(area, news[areas.new_of[area["area_id"]]], areas.scores[area["area_id"]])
        if area["area_id"] in areas.new_of
        else _single("removed", area)
        for area in old.tables["areas"]
    ]
    return changes + [_single("added", area) for key, area in news.items() if key not in taken]


def _pair(old: Record, new: Record, score: float) -> Change:
    kinds: list[Kind] = []
    fields = []
    if old["area_id"] != new["area_id"]:
        kinds.append("renumbered")
        fields.append(field_change("area_id", old["area_id"], new["area_id"]))
    if not same_words(old["title"], new["title"]):
        kinds.append("reworded")
        fields.append(field_change("title", old["title"], new["title"]))
    return Change(
        table="areas",
        kinds=tuple(kinds) or ("unchanged",),
        old_ids=(old["area_id"],),
        new_ids=(new["area_id"],),
        old_area=old["area_id"],
        new_area=new["area_id"],
        old_text=old["title"],
        new_text=new["title"],
        score=round(min(score, 100.0), 2),
        fields=tuple(fields),
    )


def _single(kind: Kind, area: Record) -> Change:
    side = "old" if kind == "removed" else "new"
    values: dict[str, Any] = {
        f"{side}_ids": (area["area_id"],),
        f"{side}_area": area["area_id"],
        f"{side}_text": area["title"],
    }
    return Change(table="areas", kinds=(kind,), score=0.0, **values)
