"""Weigh whether a row continues over a page end, and find the merged cells that continue."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.model import Evidence
from extract.stitching.page_ends.break_features import (
    ColumnBreak,
    counted_once,
    level_evidence,
    line_step,
    text_evidence,
    total_weight,
)
from extract.stitching.page_ends.merge_statistics import MergeStatistics
from extract.stitching.page_ends.thresholds import BREAKS, WEIGHTS


@dataclass(frozen=True, slots=True)
class PageRoom:
    """How far down its page a table reaches, in points.

    Attributes:
        bottoms: lower edge of the last cell of each column.
        foot: lower edge of the table on its other pages.
        floor: height down to which the page has room for the table; None if unknown.
    """

    bottoms: Mapping[int, float]
    foot: float
    floor: float | None = None


def row_evidence(
    breaks: Mapping[int, ColumnBreak],
    singles: Collection[int],
    room: PageRoom,
    statistics: MergeStatistics,
    widow_controlled: Collection[int],
) -> list[Evidence]:
    """Weigh whether the last row of a page continues on the next page.

    Args:
        breaks: the two sides of the page end, by column.
        singles: columns whose cells span one row on both pages.
        room: how far down the page the table reaches, and how far it could.
        statistics: how the table merges cells inside its pages.
        widow_controlled: columns whose text may not have fitted on the page before.

    Returns:
        The evidence. Its total is positive if the row continues.
    """
    keys = {column for column in breaks if statistics.is_key(column)}
    weighed = {column: text_evidence(sides) for column, sides in breaks.items()}
    delayed = _delayed_columns(breaks, keys, weighed, statistics)
    texts = {c: [] if c in delayed or c in widow_controlled else weighed[c] for c in breaks}
    votes = _foot_votes(breaks, room, finest := statistics.finest())
    starts = {column: total_weight(weighed[column]) < 0 for column in keys}
    for column, sides in breaks.items():
        if column in widow_controlled and column not in delayed:
            votes += _missing_text(column, statistics)
        if not sides.after and sides.before and column not in keys:
            ended = sides.profile.share_ended(len(sides.before))
            votes += _missing_start(column, starts, statistics, ended)
            starts[column] = False
        if column in finest or total_weight(texts[column]) < 0:
            votes += texts[column]
        elif column in singles and column not in keys:
            votes += _limited(texts[column], statistics.merges[column])
    votes += _unmerged_evidence(breaks, set(singles) - keys, statistics)
    return counted_once(votes) + _nothing_own(texts, keys)


def blank_row_evidence(
    breaks: Mapping[int, ColumnBreak],
    room: PageRoom,
    statistics: MergeStatistics,
    height: float,
    row_height: float | None,
) -> list[Evidence]:
    """Weigh whether a row without any text, at the top of a page, is the end of the last row.

    Args:
        breaks: the two sides of the page end, by column.
        room: how far down the page the table reaches, and how far it could.
        statistics: how the table merges cells inside its pages.
        height: height of the row, in points.
        row_height: height of the lowest row with text inside pages; None if there is none.

    Returns:
        The evidence. Its total is positive if the row continues.
    """
    name = "a new row would print nothing of its own"
    votes = [Evidence(name=name, weight=WEIGHTS.nothing_own)]
    if row_height is not None and height >= BREAKS.blank_height * row_height:
        name = "it is as high as a row with text"
        votes.append(Evidence(name=name, weight=WEIGHTS.blank_row))
    return votes + _foot_votes(breaks, room, statistics.finest())


def _unmerged_evidence(
    breaks: Mapping[int, ColumnBreak], singles: Collection[int], statistics: MergeStatistics
) -> list[Evidence]:
    """Weigh how the columns whose cells span one row fill the page."""
    unmerged = {column: sides for column, sides in breaks.items() if column in singles}
    return level_evidence(unmerged, statistics.level_shares)


def _delayed_columns(
    breaks: Mapping[int, ColumnBreak],
    keys: Collection[int],
    weighed: Mapping[int, Sequence[Evidence]],
    statistics: MergeStatistics,
) -> set[int]:
    """Find the texts printed on the next page only, in cells that start with a continued key."""
    continued = [key for key in keys if total_weight(weighed[key]) > WEIGHTS.weak]
    return {
        column
        for column, sides in breaks.items()
        if not sides.before and any(statistics.starts_with(key, column) for key in continued)
    }


def _nothing_own(texts: Mapping[int, Sequence[Evidence]], keys: Collection[int]) -> list[Evidence]:
    """Weigh that a new row would print nothing of its own: no column clearly starts a text."""
    least = WEIGHTS.nothing_own
    for column, evidence in texts.items():
        total = total_weight(evidence)
        if column not in keys:
            least = min(least, max(0.0, total)) if evidence else least
        elif total < -WEIGHTS.weak:
            # A less certain start in a merged column does not show a row of its own.
            least = 0.0
    name = "a new row would print nothing of its own"
    return [Evidence(name=name, weight=round(least, 2))] if least > 0 else []


def _foot_votes(
    breaks: Mapping[int, ColumnBreak], room: PageRoom, finest: Sequence[int]
) -> list[Evidence]:
    """Weigh that the row ends above the foot of the page: a cut row fills its page."""
    printed = [c for c in finest if c in breaks and breaks[c].before]
    if not printed:
        return []
    most = BREAKS.free_lines * min(line_step(breaks[column].before) for column in printed)
    lowest, own = max(room.bottoms.values()), max(room.bottoms[column] for column in printed)
    if lowest - own > most:
        name = "its cells end above the foot of the page, which merged cells reach"
        return [Evidence(name=name, weight=WEIGHTS.ends_above)]
    if room.floor is not None and room.floor - lowest > BREAKS.free_height * room.floor:
        name = "the page has room left below the table"
        return [Evidence(name=name, weight=WEIGHTS.page_room)]
    if room.foot - lowest > most:
        name = "the table ends above the foot of its other pages"
        return [Evidence(name=name, weight=WEIGHTS.table_ends_above)]
    return []


def _limited(texts: Sequence[Evidence], merged: float) -> list[Evidence]:
    """Limit the weight of a continued text by how often its column merges two rows.

    A cell merged over two rows continues over a page end between them, however clear its text
    is.

    Args:
        texts: text evidence of the column.
        merged: share of row boundaries over which the column is merged.

    Returns:
        The evidence, scaled down to the limit.
    """
    total = total_weight(texts)
    most = max(0.0, -math.log(max(merged, BREAKS.min_merged)) - math.log(2))
    share = min(1.0, most / total) if total > 0 else 0.0
    return [replace(v, weight=round(v.weight * share, 2)) for v in texts if share]


def _missing_text(column: int, statistics: MergeStatistics) -> list[Evidence]:
    """Weigh that the row before would lack a text that rows rarely lack."""
    name = "the row before lacks a text that rows seldom lack, and had no room for it"
    return _absence_vote(name, column, statistics.absence(column, {}))


def _missing_start(
    column: int, starts: Mapping[int, bool], statistics: MergeStatistics, ended: float
) -> list[Evidence]:
    """Weigh that a column prints nothing, by how often new rows print nothing there.

    A column filled in every row of a long table all but proves that a row without it continues.
    Only rows that start a text in the same other columns are compared, because columns are
    often merged over the same rows: first in the same key columns, then also in the columns
    already weighed. A row that continues prints nothing there if its text has ended, as texts
    of so few lines do more or less often.
    """
    name = "prints nothing in a column where new rows seldom do"
    return _absence_vote(name, column, statistics.absence(column, starts), ended)


def _absence_vote(
    name: str, column: int, new: float, continued: float = BREAKS.even
) -> list[Evidence]:
    """Turn the shares of new and of continued rows without a text into log odds."""
    weight = round(math.log(continued / new), 2)
    return [Evidence(name=name, weight=weight, note=f"column {column + 1}")] if weight > 0 else []


@dataclass(frozen=True, slots=True)
class CellEnd:
    """Whether the cell of a column continues over a page end at which a new row starts.

    Attributes:
        column: index of the column.
        weight: log odds that the cell continues.
        is_open: nothing but other rows of the table tells it: the next page prints no text there.
    """

    column: int
    weight: float
    is_open: bool = False

    @property
    def continues(self) -> bool:
        """Whether the cell continues."""
        return self.weight > 0

    @property
    def is_weak(self) -> bool:
        """Whether the page does not show if the cell continues, and other rows hardly do."""
        return self.is_open and abs(self.weight) < WEIGHTS.open_cell


def cell_ends(breaks: Mapping[int, ColumnBreak], statistics: MergeStatistics) -> list[CellEnd]:
    """Decide for each column whether its cell continues although a new row starts.

    Args:
        breaks: the two sides of the page end, by column.
        statistics: how the table merges cells inside its pages.

    Returns:
        The decisions, by column.
    """
    finest = statistics.finest()
    known = dict.fromkeys(finest, False) if len(finest) < len(statistics.merges) else {}
    has_rule = any(sides.closed for sides in breaks.values())
    ends: list[CellEnd] = []
    for column, sides in sorted(breaks.items()):
        if column in known and has_rule and _is_left_open(sides):
            known[column] = True
            ends.append(CellEnd(column, WEIGHTS.nested))
            continue
        if column in known:
            # Cells of the finest columns span one row; only a text cut in its middle continues.
            weight = total_weight(text_evidence(sides)) - WEIGHTS.nested
            is_text = bool(sides.before and sides.after)
            ends.append(CellEnd(column, weight if is_text else -WEIGHTS.nested))
            continue
        end = _cell_end(column, sides, known, statistics, has_rule=has_rule)
        if statistics.is_key(column):
            known[column] = end.continues
        ends.append(end)
    return ends


def _is_left_open(sides: ColumnBreak) -> bool:
    """Return whether a text has an empty place below or above it, and no rule between them."""
    is_apart = sides.closed or sides.is_separated
    return bool(sides.before) != bool(sides.after) and not is_apart


def _cell_end(
    column: int,
    sides: ColumnBreak,
    known: Mapping[int, bool],
    statistics: MergeStatistics,
    *,
    has_rule: bool,
) -> CellEnd:
    """Weigh whether the cell of a column continues although a new row starts.

    Args:
        column: the column.
        sides: its cells on both sides of the page end.
        known: for the finest columns and the key columns to the left, whether they continue.
        statistics: how the table merges cells inside its pages.
        has_rule: a rule closes a cell of another column at the page end.
    """
    # A cell belongs to the key cell to its left, and ends with it.
    outer = [k for k, goes in known.items() if k < column and not goes and statistics.is_key(k)]
    is_ended = any(statistics.nests(key, column) for key in outer)
    if sides.after and not sides.before and has_rule and not is_ended and _is_left_open(sides):
        # The text of a merged cell stands in its middle, which may be on the next page.
        return CellEnd(column, WEIGHTS.nested)
    if sides.after:
        weight = total_weight(text_evidence(sides)) - (WEIGHTS.nested if is_ended else 0.0)
        weight += min(0.0, statistics.carry_weight(column, known))
        return CellEnd(column, weight if sides.before else -WEIGHTS.nested)
    is_closed = sides.is_separated or (sides.closed and sides.profile.open_when_cut)
    if is_closed or (statistics.is_key(0) and known.get(0) is False):
        # Where the leftmost key column starts a cell, so do all others.
        return CellEnd(column, -WEIGHTS.nested)
    is_key = statistics.is_key(column)
    weight = statistics.carry_odds(column, known, is_likely=is_key and not is_ended)
    return CellEnd(column, weight, is_open=not is_key)
