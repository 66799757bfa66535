"""What a benchmark run compares itself with: the quantities of the last accepted run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

ACCEPTED = Path(__file__).with_name("accepted.json")
SLACK = 0.1
"""Share by which a quantity may exceed the accepted one: on a quiet machine, medians of five runs
differ by less."""


def regressions(measured: Mapping[str, float], accepted: Mapping[str, float]) -> list[str]:
    """Return a line for each quantity that is larger than the accepted one by more than `SLACK`.

    Args:
        measured: quantities by name; less is better.
        accepted: those of the last accepted run; a quantity that it lacks is not compared.
    """
    return [
        f"{name}: {value:.3g}, {value / accepted[name] - 1:.0%} more than the accepted "
        f"{accepted[name]:.3g}"
        for name, value in measured.items()
        if name in accepted and value > accepted[name] * (1 + SLACK)
    ]


def read_accepted(path: Path = ACCEPTED) -> dict[str, float]:
    """Return the quantities of the last accepted run; none if no run has been accepted."""
    if not path.is_file():
        return {}
    found: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return found


def accept(measured: Mapping[str, float], path: Path = ACCEPTED) -> None:
    """Make a run the one that later runs are compared with."""
    rounded = {name: round(value, 4) for name, value in measured.items()}
    path.write_text(json.dumps(rounded, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
