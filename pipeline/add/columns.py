"""Guess the role of each column of a matrix: by its label first, then by its cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from normalize.document_register.spelling import without_accents
from normalize.model import PARTNERS
from pipeline.add.contents import (
    RECOGNISED,
    Column,
    contradicts,
    is_schedule,
    looks_of,
    states_values,
)
from pipeline.add.known_labels import SAME_STEM, Role, known_roles, role_likeness
from pipeline.add.thresholds import ROLES


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


def guess_roles(columns: Sequence[Column]) -> list[Guess]:
    """Return a guess for each column: the best assignment of roles to columns.

    Each role is given once. A column that fits none is named after its label. If no label says
    activity, the column with most text is the activity.
    """
    from scipy.optimize import linear_sum_assignment

    roles = known_roles()
    scores = [[_score(column, role) for role in roles] for column in columns]
    least = ROLES.min_confidence
    # Of two columns with equally good labels, that whose cells fit better has the role.
    gains = [
        [
            score - ROLES.order * (at - looks_of(column, roles[at].looks) / 2)
            if score >= least
            else 0.0
            for at, score in enumerate(line)
        ]
        for column, line in zip(columns, scores, strict=True)
    ]
    role_of: dict[int, int] = {}
    for i, j in zip(
        *(side.tolist() for side in linear_sum_assignment(gains, maximize=True)), strict=True
    ):
        if gains[i][j]:
            role_of[i] = j
    used: set[str] = {roles[j].name for j in role_of.values()}
    dated = _dated(columns, role_of)
    guesses = []
    for i, column in enumerate(columns):
        others = sorted(((roles[j].name, s) for j, s in enumerate(scores[i])), key=lambda o: -o[1])
        if i in role_of:
            role, score = roles[role_of[i]], scores[i][role_of[i]]
            runners_up = tuple(o for o in others if o[0] != role.name)[:2]
            reason = _reason(column, role)
            guesses.append(Guess(column, role.name, score, reason, runners_up, is_by_label=True))
        else:
            guess = _by_content(column, used, dated) or Guess(
                column,
                _own_name(column, used),
                0.0,
                _of_label(column),
                tuple(others[:2]),
            )
            used.add(guess.role)
            guesses.append(guess)
    guesses = list(map(_own_partners(guesses), _with_years(guesses)))
    return guesses if "activity" in used else _with_activity(guesses)


def _own_partners(guesses: Sequence[Guess]) -> Callable[[Guess], Guess]:
    """Return a function that distinguishes partners of rows from relevant bodies of areas.

    An area is merged over its rows, or printed again in each of them.
    """
    areas = next((guess.column for guess in guesses if guess.role == "area"), None)
    has_areas = areas is not None and (areas.is_merged or _repeats(areas))

    def renamed(guess: Guess) -> Guess:
        is_of_rows = guess.role == "relevant_bodies" and not guess.column.is_merged
        if areas is not None and not areas.is_merged:
            is_of_rows &= len(guess.column.filled) > len(set(areas.filled))
        return replace(guess, role=PARTNERS) if has_areas and is_of_rows else guess

    return renamed


def _repeats(column: Column) -> bool:
    return len(set(column.filled)) < len(column.filled)


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _with_years(guesses: Sequence[Guess]) -> list[Guess]:
    """Name columns that print one role for several years after role and year: `target_2026`."""
    named = [_of_year(guess) for guess in guesses]
    counts = Counter(guess.role for guess in named if guess is not None)
    roles = Counter(guess.role.rpartition("_")[0] for guess in named if guess is not None)
    return [
        own
        if own is not None and counts[own.role] == 1 and roles[own.role.rpartition("_")[0]] > 1
        else guess
        for guess, own in zip(guesses, named, strict=True)
    ]


def _of_year(guess: Guess) -> Guess | None:
    """Return the guess that a column holds values of the year in its label; None if it does not."""
    year = _YEAR.search(guess.column.label)
    if year is None:
        return None
    rest = " ".join(_YEAR.sub(" ", guess.column.label).split())
    role, sure = role_by_itself(replace(guess.column, label=rest, own_label=""))
    if role not in OF_YEARS:
        return None
    reason = f"the label without its year is like a known label; {role}: {sure:.0%}"
    return replace(guess, role=f"{role}_{year.group()}", confidence=sure, reason=reason)


def confidence_of(column: Column, role: str) -> float:
    """Return the confidence, 0 to 1, that a column has a role, whatever its label."""
    return next((_evidence(column, known) for known in known_roles() if known.name == role), 0.0)


def role_by_itself(column: Column) -> tuple[str, float]:
    """Return the likeliest role of a column, regardless of other columns, and its confidence.

    The role is empty where the label resembles no known label.
    """
    scores = {role.name: _score(column, role) for role in known_roles()}
    best = max(scores, key=lambda name: scores[name])
    return (best, scores[best]) if scores[best] >= ROLES.min_confidence else ("", 0.0)


OF_YEARS = ("target", "budget", "progress", "baseline")
"""Roles that a plan may print for each of several years, in columns of their own."""
CONTENT_ROLES = ("number", "deadline", "budget", "lead_bodies", "status")
"""Roles that cells show without a label: no other column holds numbers, dates, money or bodies."""


def _dated(columns: Sequence[Column], known: Collection[int]) -> tuple[int, ...]:
    """Return the columns of dates whose labels say nothing, if there are two: start and end."""
    dates = next(role for role in known_roles() if role.name == "deadline")
    found = [
        column.index
        for at, column in enumerate(columns)
        if at not in known
        and len(column.filled) >= ROLES.min_cells
        and looks_of(column, dates.looks) >= ROLES.clear_content
    ]
    return tuple(found) if len(found) == 2 else ()


def _by_content(column: Column, used: Collection[str], dated: Sequence[int]) -> Guess | None:
    """Return the role that the cells of a column suggest, for a label that names none."""
    if len(column.filled) < ROLES.min_cells:
        return None
    for role in known_roles():
        if role.name not in CONTENT_ROLES or role.name in used:
            continue
        share = looks_of(column, role.looks)
        if role.name == "number" and not _counts_rows(column):
            continue
        is_start = role.name == "deadline" and column.index in dated[:1] and "start" not in used
        if share >= ROLES.clear_content:
            name = "start" if is_start else role.name
            reason = f"{_of_label(column)}; {share:.0%} of the cells fit the role"
            return Guess(column, name, round(ROLES.by_content * share, 2), reason)
    return None


def _counts_rows(column: Column) -> bool:
    """Return whether the numbers of a column are those of rows.

    They mostly rise from row to row, or count on and begin anew in each of many short sections.
    """
    numbers = [tuple(map(int, re.findall(r"\d+", text))) for text in column.filled]
    steps = list(pairwise(numbers))
    rises = sum(one < two for one, two in steps)
    if rises >= ROLES.rising * len(steps):
        return True
    counts_on = sum(two == (*one[:-1], one[-1] + 1) for one, two in steps if one)
    begins_anew = sum(two[-1:] == (1,) and two <= one for one, two in steps)
    return counts_on + begins_anew == len(steps) and counts_on >= begins_anew


def _evidence(column: Column, role: Role) -> float:
    """Return the confidence of a role: its label, and what the cells say for or against it.

    A known label needs no support by cells that nothing recognises, like the names of guilds;
    dates, sums and numbers are recognised, so that their absence speaks against a role. Sums and
    dates below `Contributors` are no bodies, whatever the label says.
    """
    weight = ROLES.label_weight
    label = _label_likeness(column, role)
    mixed = weight * label + (1 - weight) * looks_of(column, role.looks)
    if states_values(column, role.looks):
        return 0.0
    if contradicts(column, role.looks):
        if label < SAME_STEM and is_schedule(column, role.looks):
            return 0.0
        return mixed if label >= SAME_STEM else ROLES.contradicted * mixed
    if set(role.looks) & RECOGNISED:
        return mixed
    return max(mixed, ROLES.label_alone * label)


def _score(column: Column, role: Role) -> float:
    if _label_likeness(column, role) < ROLES.min_label_likeness:
        return 0.0
    return _evidence(column, role)


def _label_likeness(column: Column, role: Role) -> float:
    """Return the likeness of a column's label, or of the part that it has alone."""
    whole = role_likeness(column.label, role, column.language)
    if not column.own_label:
        return whole
    return max(whole, ROLES.own_label * role_likeness(column.own_label, role, column.language))


def _reason(column: Column, role: Role) -> str:
    label = _label_likeness(column, role)
    looks = looks_of(column, role.looks)
    return f"label like a known label: {label:.0%}; cells fit the role: {looks:.0%}"


def _of_label(column: Column) -> str:
    """Return what the label says of a column whose role does not come from it."""
    likeness = max(_label_likeness(column, role) for role in known_roles())
    if likeness < ROLES.min_label_likeness:
        return "the label resembles no known label"
    return "the label resembles that of another role"


def _own_name(column: Column, used: set[str]) -> str:
    """Return a name made of a column's label that no role and no other column has."""
    name = re.sub(r"[^a-z0-9]+", "_", without_accents(column.label))
    name = name.strip("_")[: ROLES.max_name]
    base = (
        name if name and not name[0].isdigit() else f"column_{column.index + 1}_{name}".strip("_")
    )
    known = {role.name for role in known_roles()}
    number, unique = 2, base
    while unique in used or unique in known:
        unique, number = f"{base}_{number}", number + 1
    return unique


def _is_shared(column: Column) -> bool:
    return column.is_merged or _repeats(column)


def _is_text(column: Column) -> bool:
    return looks_of(column, ("sentences",)) >= ROLES.text_share


TEXT_ROLES = ("focus", "description")
"""Roles by label of a column that is the activity where no other column is: `Measure`, `Text`."""


def _with_activity(guesses: list[Guess]) -> list[Guess]:
    """Assign the activity role to the column with the most text among those without a role.

    A column of short texts, like addresses, is not taken for it.
    """
    texts = [g for g in guesses if _is_text(g.column)]
    free = [g for g in texts if g.confidence == 0.0]
    named = [g for g in texts if g.role in TEXT_ROLES]
    # What describes a measure stands beside its name, which each row prints once.
    described = any(g.role == "description" for g in named)
    measures = [g for g in guesses if g.role == "focus" and not _is_shared(g.column)]
    best = (measures if described else []) or named or free
    longest = max(best, key=lambda g: sum(map(len, g.column.filled)), default=None)
    is_only_text = len(texts) == 1 and bool(named)
    sure = ROLES.text_is_activity if named else ROLES.longest_is_activity
    sure = ROLES.label_alone if is_only_text else sure
    reason = "the column with the most text; no label says activity"
    return [Guess(g.column, "activity", sure, reason) if g is longest else g for g in guesses]
