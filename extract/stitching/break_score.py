"""Does a row go on over a page end? The votes of its cells, and of what they show together."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from extract.model import Evidence
from extract.stitching.break_features import (
    OPEN,
    WEAK,
    Meeting,
    level_evidence,
    pitch_of,
    score,
    text_evidence,
)
from extract.stitching.merge_statistics import MergeStatistics

NOTHING_OWN = 4.0
"""The weight of a page's first row that starts no text: hardly any new row does."""
ENDS_ABOVE = 3
"""Lines. Most white at the foot of a page that cuts a row: programs keep two lines together."""


def row_evidence(
    meetings: Mapping[int, Meeting],
    singles: Collection[int],
    bottoms: Mapping[int, float],
    habits: MergeStatistics,
    late: Collection[int],
    foot: float,
) -> list[Evidence]:
    """Weigh whether the last row of a page goes on on the next.

    Args:
        meetings: how the cells of each column meet.
        singles: columns whose cells stand in one row on both pages.
        bottoms: for each column, where its last cell ends on the page.
        habits: what the rows inside pages teach.
        late: columns whose text may have found no room on the page before.
        foot: how far down the table's pages go.

    Returns:
        The evidence; positive where the row goes on.
    """
    finest = habits.finest()
    votes = _end_votes(meetings, bottoms, finest, foot)
    weighed = {column: text_evidence(met) for column, met in meetings.items()}
    # Were the row a new one: which columns it would start anew; first what the keys show.
    prints = {c: score(texts) < 0 for c, texts in weighed.items() if habits.is_key(c)}
    going = [c for c, texts in weighed.items() if habits.is_key(c) and score(texts) > WEAK]
    least = NOTHING_OWN
    for column, met in meetings.items():
        is_late = not met.before and any(habits.starts_with(key, column) for key in going)
        if column in late and not is_late:
            is_late = True
            votes += _lack(column, habits)
        texts = [] if is_late else weighed[column]
        total = score(texts)
        if habits.is_key(column):
            # A doubtful start in a merged column is no sign of a row of its own.
            least = 0.0 if total < -WEAK else least
        elif texts:
            least = min(least, max(0.0, total))
        if not met.after and met.before and not habits.is_key(column):
            votes += _absence(column, prints, habits)
            prints[column] = False
        if column in finest or total < 0:
            votes += texts
        elif column in singles and not habits.is_key(column):
            votes += _capped(texts, habits.merges[column])
    unmerged = {c: met for c, met in meetings.items() if c in singles and not habits.is_key(c)}
    votes += level_evidence(unmerged, habits.levels)
    if least > 0:
        name = "a new row would print nothing of its own"
        votes.append(Evidence(name=name, weight=round(least, 2)))
    return votes


def _end_votes(
    meetings: Mapping[int, Meeting],
    bottoms: Mapping[int, float],
    finest: Sequence[int],
    foot: float,
) -> list[Evidence]:
    """Weigh that the row's cells end above the page's foot: one that is cut fills its page."""
    shown = [c for c in finest if c in meetings and meetings[c].before]
    if not shown:
        return []
    room = ENDS_ABOVE * min(pitch_of(meetings[column].before) for column in shown)
    lowest, own = max(bottoms.values()), max(bottoms[column] for column in shown)
    if lowest - own > room:
        name = "its cells end above the page's foot, which merged ones reach"
        return [Evidence(name=name, weight=-OPEN)]
    if foot - lowest > room:
        # A note at the foot of one page takes room, too.
        return [Evidence(name="the table ends above the foot of its other pages", weight=-2.5)]
    return []


def _capped(texts: Sequence[Evidence], merged: float) -> list[Evidence]:
    """Weigh a text that goes on by how seldom its column's cells are merged over two rows.

    Such a merged cell goes on over a page end between the rows, however clearly it does.
    """
    total = score(texts)
    most = max(0.0, -math.log(max(merged, 0.01)) - math.log(2))
    share = min(1.0, most / total) if total > 0 else 0.0
    return [v.model_copy(update={"weight": round(v.weight * share, 2)}) for v in texts if share]


def _lack(column: int, habits: MergeStatistics) -> list[Evidence]:
    """Weigh that the row before would lack a text that rows seldom lack."""
    weight = round(math.log(0.5 / habits.absence(column, {})), 2)
    name = "the row before lacks a text that rows seldom lack, and had no room for it"
    return [Evidence(name=name, weight=weight, note=f"column {column + 1}")] if weight > 0 else []


def _absence(column: int, prints: dict[int, bool], habits: MergeStatistics) -> list[Evidence]:
    """Weigh that a column prints nothing, by how often new rows print nothing there.

    The weight is the logarithm of the odds against an even chance: a column that is filled in
    every row of a long table all but proves that a row without it goes on. Only rows that print
    something in the same other columns are like the one in question: columns are merged over
    the same rows as often as not.
    """
    weight = round(math.log(0.5 / habits.absence(column, prints)), 2)
    name = "prints nothing in a column where new rows seldom do"
    return [Evidence(name=name, weight=weight, note=f"column {column + 1}")] if weight > 0 else []
