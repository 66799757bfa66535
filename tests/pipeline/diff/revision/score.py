"""Score a comparison against the changes that are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.diff.model import Change, Difference
from tests.pipeline.diff.revision.make import Expected

STILL = {"unchanged", "open", "decided"}
UNSCORED = {"issues"}
"""Tables whose changes follow from all others."""


@dataclass(frozen=True)
class Score:
    """What was found of the known changes."""

    known: int
    missed: tuple[Expected, ...]
    misnamed: tuple[tuple[Expected, tuple[str, ...]], ...]
    invented: tuple[Change, ...]

    @property
    def found(self) -> float:
        return 1 - len(self.missed) / self.known

    @property
    def named(self) -> float:
        return 1 - (len(self.missed) + len(self.misnamed)) / self.known

    def invented_in(self, table: str) -> list[Change]:
        return [change for change in self.invented if change.table == table]


def score(difference: Difference, truth: Sequence[Expected]) -> Score:
    """Match each known change with one that was found, best with one of the same kinds."""
    rest = [c for c in difference.changes if not STILL & set(c.kinds) and c.table not in UNSCORED]
    missed, misnamed = [], []
    for expected in sorted(truth, key=lambda each: -len(each[2] + each[3])):
        fitting = [change for change in rest if _fits(change, expected)]
        fitting.sort(key=lambda change: set(change.kinds) != expected[1])
        if not fitting:
            missed.append(expected)
            continue
        rest.remove(fitting[0])
        if set(fitting[0].kinds) != expected[1]:
            misnamed.append((expected, fitting[0].kinds))
    return Score(len(truth), tuple(missed), tuple(misnamed), tuple(rest))


def _fits(change: Change, expected: Expected) -> bool:
    table, _, old, new = expected
    before, after = _texts(change)
    return (
        change.table == table
        and bool(before) == bool(old)
        and bool(after) == bool(new)
        and before.startswith(old.casefold())
        and after.startswith(new.casefold())
    )


def _texts(change: Change) -> tuple[str, str]:
    """Return what a change is known by on both sides."""
    texts = change.old_text, change.new_text
    if change.table == "roles":
        role = f"{change.bodies[0]} {change.note}"
        sides = (change.old_ids, change.new_ids)
        texts = tuple(f"{role} {t}" if i else "" for t, i in zip(texts, sides, strict=True))
    return texts[0].casefold(), texts[1].casefold()
