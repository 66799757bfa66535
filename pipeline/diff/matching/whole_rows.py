"""Match the rows that an area has left by all that a row says, not by its texts together.

A row whose output was replaced keeps its activity; a row whose activity was replaced keeps output
and lead bodies. Both texts together are then no longer alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.diff.matching.align import Match, likeness
from pipeline.diff.thresholds import DIFF


@dataclass(frozen=True)
class WholeRow:
    """What a row says."""

    activity: str
    output: str
    focus: str
    leads: frozenset[str]


def match_whole_rows(
    old: Mapping[int, WholeRow], new: Mapping[int, WholeRow], same_area: Callable[[int, int], bool]
) -> list[Match]:
    """Match unmatched rows one to one so that the sum of likeness is greatest.

    Args:
        old: unmatched rows of the old edition by index.
        new: unmatched rows of the new edition by index.
        same_area: returns whether an old and a new row are in the same area.
    """
    from scipy.optimize import linear_sum_assignment

    if not old or not new:
        return []
    olds, news = list(old), list(new)
    activities = likeness([old[i].activity for i in olds], [new[j].activity for j in news])
    outputs = likeness([old[i].output for i in olds], [new[j].output for j in news])
    gains = [
        [
            _gain(old[i], new[j], float(activities[a][b]), float(outputs[a][b]))
            if same_area(i, j)
            else 0.0
            for b, j in enumerate(news)
        ]
        for a, i in enumerate(olds)
    ]
    pairs = zip(
        *(side.tolist() for side in linear_sum_assignment(gains, maximize=True)), strict=True
    )
    return [
        Match(olds[a], news[b], round(min(gains[a][b], 100.0), 2)) for a, b in pairs if gains[a][b]
    ]


def _gain(old: WholeRow, new: WholeRow, activity: float, output: float) -> float:
    """Return the likeness of two rows of an area; 0: they are different rows.

    They are one row where the activity is the same, or where the output is and the same bodies
    lead it. Focus and lead bodies decide between several such rows.
    """
    # Two empty texts are no evidence; an empty one is like no other.
    same_activity = bool(old.activity) and activity >= DIFF.min_same_text
    same_output = bool(old.output) and output >= DIFF.min_same_text
    same_leads = old.leads == new.leads
    if not same_activity and not (same_output and same_leads):
        return 0.0
    ties = DIFF.same_position_bonus * ((old.focus == new.focus) + same_leads)
    return (activity + output) / 2 + ties
