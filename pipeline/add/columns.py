"""Guess what each column of a matrix holds: by its label first, then by its cells."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.add.contents import Column, looks_of

LABEL_SHARE = 0.75
"""A label says more than the looks of its cells: both are evidence, 3 to 1."""
LEAST_LABEL = 0.6
"""Likeness of a label to a known one from which it counts."""
LEAST_GUESS = 0.45
SURE = 0.8


@dataclass(frozen=True)
class Role:
    """A role that a column may have."""

    name: str
    labels: tuple[str, ...]
    looks: tuple[str, ...]
    core: bool = False


@dataclass(frozen=True)
class Guess:
    """What a column seems to be.

    Attributes:
        column: the column.
        role: its role, as it goes into the settings.
        confidence: 0 to 1.
        reason: what speaks for it.
        others: next best roles with their confidence.
        is_by_label: whether its label is one that is known.
    """

    column: Column
    role: str
    confidence: float
    reason: str
    others: tuple[tuple[str, float], ...] = ()
    is_by_label: bool = False


@functools.cache
def known_roles() -> tuple[Role, ...]:
    """Return the roles that are known by their labels."""
    text = Path(__file__).with_name("roles.toml").read_text(encoding="utf-8")
    return tuple(
        Role(r["name"], tuple(r["labels"]), tuple(r["looks"]), r.get("core", False))
        for r in tomllib.loads(text)["role"]
    )


def guess_roles(columns: Sequence[Column]) -> list[Guess]:
    """Return a guess for each column: the best assignment of roles to columns.

    A role is given once. A column that fits none is carried under a name made of its label.
    Where no column is an activity by its label, the one with most text is taken for it.
    """
    from scipy.optimize import linear_sum_assignment

    roles = known_roles()
    scores = [[_score(column, role) for role in roles] for column in columns]
    gains = [[score if score >= LEAST_GUESS else 0.0 for score in line] for line in scores]
    found: dict[int, int] = {}
    for i, j in zip(
        *(side.tolist() for side in linear_sum_assignment(gains, maximize=True)), strict=True
    ):
        if gains[i][j]:
            found[i] = j
    taken: set[str] = {roles[j].name for j in found.values()}
    guesses = []
    for i, column in enumerate(columns):
        others = sorted(((roles[j].name, s) for j, s in enumerate(scores[i])), key=lambda o: -o[1])
        if i in found:
            role, score = roles[found[i]], scores[i][found[i]]
            runners = tuple(o for o in others if o[0] != role.name)[:2]
            reason = _reason(column, role)
            guesses.append(Guess(column, role.name, score, reason, runners, is_by_label=True))
        else:
            name = _own_name(column, taken)
            taken.add(name)
            guesses.append(Guess(column, name, 0.0, "no known label is like it", tuple(others[:2])))
    return guesses if "activity" in taken else _with_activity(guesses)


def confidence_of(column: Column, role: str) -> float:
    """Return how sure it is, 0 to 1, that a column has a role, however unlike its label is."""
    return next((_evidence(column, known) for known in known_roles() if known.name == role), 0.0)


def role_by_itself(column: Column) -> tuple[str, float]:
    """Return the role that a column seems to have, whatever the others are, and how sure it is.

    The role is empty where its label is like none that is known.
    """
    scores = {role.name: _score(column, role) for role in known_roles()}
    best = max(scores, key=lambda name: scores[name])
    return (best, scores[best]) if scores[best] >= LEAST_GUESS else ("", 0.0)


def _evidence(column: Column, role: Role) -> float:
    label = _label_likeness(column.label, role.labels)
    return LABEL_SHARE * label + (1 - LABEL_SHARE) * looks_of(column, role.looks)


def _score(column: Column, role: Role) -> float:
    if _label_likeness(column.label, role.labels) < LEAST_LABEL:
        return 0.0
    return _evidence(column, role)


def _label_likeness(label: str, known: Sequence[str]) -> float:
    """Return how like a label is to the known ones, 0 to 1; words around them cost something."""
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
        part = 0.5 + 0.5 * len(wanted) / len(words) if has_all and wanted else 0.0
        best = max(best, whole, part)
    return best


def _reason(column: Column, role: Role) -> str:
    label = _label_likeness(column.label, role.labels)
    looks = looks_of(column, role.looks)
    return f"label like a known one: {label:.0%}; cells look like it: {looks:.0%}"


def _own_name(column: Column, taken: set[str]) -> str:
    name = re.sub(r"[^a-z0-9]+", "_", column.label.casefold()).strip("_")[:40]
    base = (
        name if name and not name[0].isdigit() else f"column_{column.index + 1}_{name}".strip("_")
    )
    known = {role.name for role in known_roles()}
    number, unique = 2, base
    while unique in taken or unique in known:
        unique, number = f"{base}_{number}", number + 1
    return unique


def _with_activity(guesses: list[Guess]) -> list[Guess]:
    """Take the column with most text, of those without a role, for the activity."""
    free = [g for g in guesses if g.confidence == 0.0] or guesses
    longest = max(free, key=lambda g: sum(map(len, g.column.filled)))
    return [
        Guess(g.column, "activity", 0.3, "the column with most text; no label says activity")
        if g is longest
        else g
        for g in guesses
    ]
