"""A benchmark run that is slower by more than a tenth fails."""

from __future__ import annotations

from pathlib import Path

from tests.bench.__main__ import BUDGET, STEADY, budget
from tests.bench.growth import growth_table
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


def test_each_budget_is_printed_as_met_or_missed() -> None:
    limits = {name: limit for name, limit, *_ in BUDGET}
    assert all("| met, 50% to spare |" in line for line in budget(scaled(limits, 0.5)))
    assert all("| missed by 50% |" in line for line in budget(scaled(limits, 1.5)))


def scaled(limits: dict[str, float], by: float) -> dict[str, float]:
    return {name: by * limit for name, limit in limits.items()}


def test_the_budget_of_a_page_is_printed_for_340_pages() -> None:
    lines = growth_table({34: (0.1, 2**20), 340: (0.06, 2**20), 3400: (0.04, 2**20)})
    (line,) = (line for line in lines if line.startswith("| CPU s per page, 340 pages |"))
    assert "| 0.060 s | 0.05 s | missed by 20% |" in line
