"""A benchmark run that is slower by more than a tenth fails."""

from __future__ import annotations

from pathlib import Path

from tests.bench.__main__ import BUDGET, STEADY
from tests.bench.regression import accept, read_accepted, regressions


def test_a_tenth_more_is_reported_and_less_is_not() -> None:
    accepted = {"cold": 0.5, "extract": 1.0, "same": 0.2}
    measured = {"cold": 0.54, "extract": 1.2, "same": 0.1, "new": 9.0}
    assert regressions(measured, accepted) == ["extract: 1.2, 20% more than the accepted 1"]


def test_an_accepted_run_is_what_later_runs_are_compared_with(tmp_path: Path) -> None:
    path = tmp_path / "accepted.json"
    assert read_accepted(path) == {}
    accept({"cold": 0.51239}, path)
    assert read_accepted(path) == {"cold": 0.5124}
    assert regressions({"cold": 0.6}, read_accepted(path))


def test_what_runs_are_compared_by_is_part_of_the_budget() -> None:
    assert read_accepted().keys() <= set(STEADY) <= {name for name, *_ in BUDGET}
