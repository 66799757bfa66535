"""Match the columns of two editions that no plan shares: by their names, else by their values."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.diff.editions import Edition
from pipeline.diff.matching.align import Match, likeness
from pipeline.diff.matching.values import same_value
from pipeline.diff.matching.words import same_words
from pipeline.diff.model import Change
from pipeline.diff.thresholds import DIFF


def map_columns(old: Edition, new: Edition, rows: Sequence[Match]) -> dict[str, str]:
    """Return the new name of each old column: the same name, else that of the same values.

    Args:
        old: the old edition.
        new: the new edition.
        rows: the matched rows; a renamed column holds mostly the same values in them.
    """
    from scipy.optimize import linear_sum_assignment

    new_of = {name: name for name in old.extra if name in new.extra}
    removed = [name for name in old.extra if name not in new_of]
    added = [name for name in new.extra if name not in old.extra]
    if not removed or not added:
        return new_of
    names = likeness([old.label_of(a) for a in removed], [new.label_of(b) for b in added])
    gains = [
        [_likeness(old, new, rows, a, b, float(names[i][j])) for j, b in enumerate(added)]
        for i, a in enumerate(removed)
    ]
    for i, j in zip(
        *(side.tolist() for side in linear_sum_assignment(gains, maximize=True)), strict=True
    ):
        if gains[i][j] >= DIFF.min_column_likeness:
            new_of[removed[i]] = added[j]
    return new_of


def _likeness(
    old: Edition, new: Edition, rows: Sequence[Match], before: str, after: str, name: float
) -> float:
    """Return how likely, 0 to 100, two columns are one under another name.

    Values alone tell only where they differ from row to row: many columns hold "yes".
    """
    pairs = [(old.rows[m.old][before], new.rows[m.new][after]) for m in rows]
    filled = [(a, b) for a, b in pairs if a or b]
    kept = [a for a, b in filled if same_value(a, b)]
    same = 100 * len(kept) / len(filled) if filled else 0.0
    return max(same if len(set(kept)) >= DIFF.min_telling_values else 0.0, (name + same) / 2)


def _names(edition: Edition, other: Edition) -> list[str]:
    """Return the columns of one plan alone, and shared ones that the other edition lacks."""
    if not edition.labels or not other.labels:
        return list(edition.extra)
    lacking = [n for n in edition.labels if n not in other.labels and n not in edition.extra]
    return [*lacking, *edition.extra]


def column_changes(old: Edition, new: Edition, columns: dict[str, str]) -> list[Change]:
    """Return the columns that were renamed, removed and added.

    Columns that all plans share keep their names in the data: what is compared are their labels.
    """
    shared = [name for name in old.labels if name in new.labels and name not in columns]
    renamed = [
        Change(
            table="columns",
            kinds=("renamed",),
            old_ids=(before,),
            new_ids=(after,),
            old_text=old.label_of(before),
            new_text=new.label_of(after),
        )
        for before, after in (*((name, name) for name in shared), *columns.items())
        if not same_words(old.label_of(before), new.label_of(after))
    ]
    removed = [
        Change(
            table="columns",
            kinds=("removed",),
            old_ids=(name,),
            old_text=old.label_of(name),
            score=0.0,
        )
        for name in _names(old, new)
        if name not in columns
    ]
    continued = set(columns.values())
    added = [
        Change(
            table="columns",
            kinds=("added",),
            new_ids=(name,),
            new_text=new.label_of(name),
            score=0.0,
        )
        for name in _names(new, old)
        if name not in continued
    ]
    return [*renamed, *removed, *added]
