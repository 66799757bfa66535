"""Figures of a comparison: with a truth, or of two readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    """What is right, wrong and missed in a derived table."""

    right: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


def compare(found: Iterable[str], truth: Iterable[str]) -> Score:
    """Compare two lists; equal entries count as often as both have them."""
    has, wants = Counter(found), Counter(truth)
    return Score(
        (has & wants).total(),
        tuple((has - wants).elements()),
        tuple((wants - has).elements()),
    )


@dataclass(frozen=True)
class Agreement:
    """What two readers of one plan wrote for a table; `disputed` has one reader's lines."""

    both: int
    disputed: tuple[str, ...]

    @property
    def share(self) -> float:
        """Share of lines that both have, of the lines that one of them has."""
        return self.both / (self.both + len(self.disputed) or 1)
