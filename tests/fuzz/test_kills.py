"""A few kills of whole runs; ``python -m tests.fuzz.kills`` does many."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.kills import Target, kill_often, small_plan


@pytest.mark.slow
def test_kills_leave_the_old_edition_or_the_new(tmp_path: Path) -> None:
    outcome = kill_often(Target(*small_plan(tmp_path)), kills=10, seed=3)
    assert outcome.faults == []
    assert sum(outcome.counts.values()) >= 10
