"""Guess the role of each column of a matrix: by its label first, then by its cells."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.add.contents import Column, looks_of
from pipeline.add.thresholds import ROLES


@dataclass(frozen=True)
class Role:
    """A role that a column may have: its known labels, and the kinds of content of its cells."""

    name: str
    labels: tuple[str, ...]
    looks: tuple[str, ...]


@dataclass(frozen=True)
class Guess:
    """The guessed role of a column.

    Attributes:
        column: the column.
        role: name of the role in the settings.
        confidence: confidence, 0 to 1.
        reason: the evidence, for people.
        others: next best roles with their confidence.
        is_by_label: whether the label is like a known label.
    """

    column: Column
    role: str
    confidence: float
    reason: str
    others: tuple[tuple[str, float], ...] = ()
    is_by_label: bool = False


@functools.cache
def known_roles() -> tuple[Role, ...]:
    """Return the roles that have known labels."""
    text = Path(__file__).with_name("roles.toml").read_text(encoding="utf-8")
    return tuple(
        Role(r["name"], tuple(r["labels"]), tuple(r["looks"])) for r in tomllib.loads(text)["role"]
    )


def guess_roles(columns: Sequence[Column]) -> list[Guess]:
    """Return a guess for each column: the best assignment of roles to columns.

    Each role is given once. A column that fits none is named after its label. If no label says
    activity, the column with most text is the activity.
    """
    from scipy.optimize import linear_sum_assignment

    roles = known_roles()
    scores = [[_score(column, role) for role in roles] for column in columns]
    least = ROLES.min_confidence
    gains = [[score if score >= least else 0.0 for score in line] for line in scores]
    role_of: dict[int, int] = {}
    for i, j in zip(
        *(side.tolist() for side in linear_sum_assignment(gains, maximize=True)), strict=True
    ):
        if gains[i][j]:
            role_of[i] = j
    used: set[str] = {roles[j].name for j in role_of.values()}
    guesses = []
    for i, column in enumerate(columns):
        others = sorted(((roles[j].name, s) for j, s in enumerate(scores[i])), key=lambda o: -o[1])
        if i in role_of:
            role, score = roles[role_of[i]], scores[i][role_of[i]]
            runners_up = tuple(o for o in others if o[0] != role.name)[:2]
            reason = _reason(column, role)
            guesses.append(Guess(column, role.name, score, reason, runners_up, is_by_label=True))
        else:
            name = _own_name(column, used)
            used.add(name)
            reason = "the label is like no known label"
            guesses.append(Guess(column, name, 0.0, reason, tuple(others[:2])))
    return guesses if "activity" in used else _with_activity(guesses)


def confidence_of(column: Column, role: str) -> float:
    """Return the confidence, 0 to 1, that a column has a role, whatever its label."""
    return next((_evidence(column, known) for known in known_roles() if known.name == role), 0.0)


def role_by_itself(column: Column) -> tuple[str, float]:
    """Return the likeliest role of a column, regardless of other columns, and its confidence.

    The role is empty where the label is like no known label.
    """
    scores = {role.name: _score(column, role) for role in known_roles()}
    best = max(scores, key=lambda name: scores[name])
    return (best, scores[best]) if scores[best] >= ROLES.min_confidence else ("", 0.0)


def _evidence(column: Column, role: Role) -> float:
    weight = ROLES.label_weight
    label = _label_likeness(column.label, role.labels)
    return weight * label + (1 - weight) * looks_of(column, role.looks)


def _score(column: Column, role: Role) -> float:
    if _label_likeness(column.label, role.labels) < ROLES.min_label_likeness:
        return 0.0
    return _evidence(column, role)


def _label_likeness(label: str, known: Sequence[str]) -> float:
    """Return the greatest likeness, 0 to 1, of a label and the known labels.

    A label that contains a known label among other words is less like it than the label alone.
    """
    from rapidfuzz import fuzz

    plain = " ".join(re.findall(r"[^\W_]+", label.casefold()))
    if not plain:
        return 0.0
    best = 0.0
    for text in known:
        target = " ".join(re.findall(r"[^\W_]+", text.casefold()))
        whole = fuzz.ratio(plain, target) / 100
        words, wanted = plain.split(), target.split()
        has_all = set(wanted) <= set(words)
        base = ROLES.label_part_weight
        part = base + (1 - base) * len(wanted) / len(words) if has_all and wanted else 0.0
        best = max(best, whole, part)
    return best


def _reason(column: Column, role: Role) -> str:
    label = _label_likeness(column.label, role.labels)
    looks = looks_of(column, role.looks)
    return f"label like a known label: {label:.0%}; cells fit the role: {looks:.0%}"


def _own_name(column: Column, used: set[str]) -> str:
    """Return a name made of a column's label that no role and no other column has."""
    name = re.sub(r"[^a-z0-9]+", "_", column.label.casefold()).strip("_")[: ROLES.max_name]
    base = (
        name if name and not name[0].isdigit() else f"column_{column.index + 1}_{name}".strip("_")
    )
    known = {role.name for role in known_roles()}
    number, unique = 2, base
    while unique in used or unique in known:
        unique, number = f"{base}_{number}", number + 1
    return unique


def _with_activity(guesses: list[Guess]) -> list[Guess]:
    """Give the role of the activity to the column with most text among those without a role."""
    free = [g for g in guesses if g.confidence == 0.0] or guesses
    longest = max(free, key=lambda g: sum(map(len, g.column.filled)))
    return [
        Guess(
            g.column,
            "activity",
            ROLES.longest_is_activity,
            "the column with most text; no label says activity",
        )
        if g is longest
        else g
        for g in guesses
    ]
