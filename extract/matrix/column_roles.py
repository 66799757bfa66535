"""Pair the columns of a table with the columns of the settings by their labels."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from extract.document.thresholds import PLAN
from extract.matrix.thresholds import CHOICE
from extract.model import ColumnRole, Table
from extract.settings import ColumnSetting
from extract.stitching.labels import best_likeness, prints_by_column
from extract.stitching.thresholds import LABELS


def roles_of(table: Table, columns: Sequence[ColumnSetting]) -> tuple[ColumnRole, ...]:
    """Assign each column the role whose label is most like the printed one; no role twice."""
    if not columns:
        return tuple(
            ColumnRole(column=index, label=label, role=f"column_{index + 1}", score=0.0)
            for index, label in enumerate(table.columns)
        )
    if not has_labels(columns):
        return tuple(
            ColumnRole(column=index, label="", role=setting.role, score=1.0)
            for index, setting in enumerate(columns[: len(table.columns)])
        )
    pairs = _paired(_likenesses(table, columns), columns)
    names = {setting.role for setting in columns}
    roles = []
    for index, label in enumerate(table.columns):
        at, score = pairs.get(index, (None, 0.0))
        role = _own_role(label, index, names) if at is None else columns[at].role
        names.add(role)
        roles.append(ColumnRole(column=index, label=label, role=role, score=round(score, 3)))
    return tuple(roles)


def has_labels(columns: Sequence[ColumnSetting]) -> bool:
    """Return whether the settings name columns by labels; without any, they name them in order."""
    return any(setting.label.strip() for setting in columns)


def prints_labels(table: Table) -> bool:
    """Return whether a table has a header with text."""
    return any(label.strip() for label in table.columns)


def fit_of(table: Table, columns: Sequence[ColumnSetting]) -> float:
    """Score how well a table's labels match the settings'; 0 if no label matches."""
    if not any(score >= LABELS.match for row in _likenesses(table, columns) for score in row):
        return 0
    return sum(role.score for role in roles_of(table, columns) if role.score >= LABELS.match)


def share_of_columns(table: Table, columns: Sequence[ColumnSetting]) -> float:
    """Return the share of the required columns of the settings that a table prints, 0 to 1."""
    required = {setting.role for setting in columns if not setting.optional}
    if not required:
        return 0.0
    found = {role.role for role in roles_of(table, columns) if role.score >= LABELS.match}
    return len(required & found) / len(required)


def _likenesses(table: Table, columns: Sequence[ColumnSetting]) -> list[list[float]]:
    """Compare each printed label (rows) with each label of the settings; likeness 0 to 1."""
    return [
        [
            max(best_likeness(prints, label) for label in (setting.label, *setting.also))
            for setting in columns
        ]
        for prints in prints_by_column(table)
    ]


def best_pairs(scores: Sequence[Sequence[float]]) -> dict[int, int]:
    """Assign each row a column of its own so that the sum of the scores is greatest.

    If each row has one best column, and the best columns differ, they are the answer. Only rows
    that compete for a column need scipy, because its import takes longer than joining the pages
    of a plan.
    """
    tops = [max(row, default=0.0) for row in scores]
    best = [list(row).index(top) for row, top in zip(scores, tops, strict=True) if row]
    is_clear = all(list(row).count(top) == 1 for row, top in zip(scores, tops, strict=True))
    if is_clear and len(set(best)) == len(scores):
        return dict(enumerate(best))
    from scipy.optimize import linear_sum_assignment

    rows, chosen = linear_sum_assignment(scores, maximize=True)
    return dict(zip((int(row) for row in rows), (int(one) for one in chosen), strict=True))


def _paired(
    scores: Sequence[Sequence[float]], columns: Sequence[ColumnSetting]
) -> dict[int, tuple[int, float]]:
    """Pair columns with settings; give for each paired column the setting and the likeness.

    A likeness below the threshold counts as 0. Otherwise it could take a label away from the
    column that matches it.
    """
    matching = [index for index, row in enumerate(scores) if max(row, default=0.0) >= LABELS.match]
    kept = [
        [score if score >= LABELS.match else 0.0 for score in scores[index]] for index in matching
    ]
    # If several columns share a label, the last one has the content; those before it group it.
    later = [[s and s + CHOICE.later * at for s in row] for at, row in enumerate(kept)]
    pairs = best_pairs(later if len({tuple(row) for row in kept}) < len(kept) else kept)
    paired = {matching[row]: (at, kept[row][at]) for row, at in pairs.items() if kept[row][at]}
    return _same_labels_in_order(paired, columns)


def _same_labels_in_order(
    paired: dict[int, tuple[int, float]], columns: Sequence[ColumnSetting]
) -> dict[int, tuple[int, float]]:
    """Pair columns with one label in printed order, the required columns first.

    Other tables of the plan may lack one of two columns below a label: then the last one is
    there, since the ones before group it.
    """
    result = dict(paired)
    for label in {setting.label for setting in columns}:
        same = [at for at, setting in enumerate(columns) if setting.label == label]
        found = [index for index, (at, _) in sorted(paired.items()) if at in same]
        needed = sorted(same, key=lambda at: (columns[at].optional, -at))[: len(found)]
        for index, at in zip(found, sorted(needed), strict=True):
            result[index] = (at, paired[index][1])
    return result


def _own_role(label: str, index: int, names: Collection[str]) -> str:
    """Name a column without a setting after its label, so that it can be passed on unchanged.

    The name differs from the roles that the settings give to other labels.
    """
    name = re.sub(r"[^a-z0-9]+", "_", label.casefold()).strip("_")[: PLAN.role_length]
    return name if name and name not in names else f"column_{index + 1}"
