"""What became of the mutants, by package."""

from __future__ import annotations

import enum
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

_Z = 1.96
"""Of the standard normal distribution, for an interval of 95 %."""


class Outcome(enum.StrEnum):
    """What the tests say of a mutant."""

    KILLED = "killed"
    TIMED_OUT = "timed-out"
    """The tests run far longer than without the mutant: they notice it, too."""
    SURVIVED = "survived"
    NOT_REACHED = "not-reached"


def interval(successes: int, count: int) -> tuple[float, float]:
    """Return the Wilson interval of a share.

    >>> [round(end, 2) for end in interval(54, 60)]
    [0.8, 0.95]
    """
    share, square = successes / count, _Z * _Z / count
    middle = share + square / 2
    half = _Z * (share * (1 - share) / count + square / count / 4) ** 0.5
    return max(0.0, middle - half) / (1 + square), (middle + half) / (1 + square)


def table(outcomes: Iterable[tuple[Path, Outcome]]) -> list[str]:
    """Return a line for each folder, and one for each package that has several."""
    counts: dict[str, Counter[Outcome]] = defaultdict(Counter)
    for path, outcome in outcomes:
        for name in {path.parts[0], str(path.parent)}:
            counts[name][outcome] += 1
    width = max(map(len, counts), default=0)
    heads = [*(outcome.replace("-", " ") for outcome in Outcome), "noticed", "95 % interval"]
    lines = [" " * width + "".join(f"  {head:>13}" for head in heads)]
    for name in sorted(counts):
        found = counts[name]
        noticed = found[Outcome.KILLED] + found[Outcome.TIMED_OUT]
        low, high = interval(noticed, found.total())
        cells = [str(found[outcome]) for outcome in Outcome]
        cells += [f"{noticed / found.total():.0%}", f"{low:.0%} to {high:.0%}"]
        lines.append(f"{name:<{width}}" + "".join(f"  {cell:>13}" for cell in cells))
    return lines
