"""Calibration finds the range of a threshold, and leaves the threshold as it was."""

from __future__ import annotations

import itertools
import sys
from dataclasses import FrozenInstanceError, dataclass
from pathlib import Path
from types import ModuleType

import pytest

from tests.calibrate.__main__ import digest_of
from tests.calibrate.ranges import (
    Threshold,
    modules_in,
    range_of,
    results_of,
    set_to,
    thresholds_in,
    values_tried,
)
from tests.generators.variants import set_plan

DOUBLE = """
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GapThresholds:
    gap: float = 10.0
    count: int = 3
    is_strict: bool = True
    name: str = "gap"


GAP = GapThresholds()
"""


@dataclass(frozen=True, slots=True)
class Gaps:
    gap: float = 10.0
    unused: int = 3


GAPS = Gaps()


def words() -> list[str]:
    """Cut a line at gaps, as a reader with a threshold does."""
    places = [0.0, 4.0, 15.5, 19.0]
    found = ["a"]
    for before, here in itertools.pairwise(places):
        found[-1 if here - before < GAPS.gap else len(found) :] = [found[-1] + "a"]
    return found


def test_a_range_ends_where_results_change() -> None:
    found = range_of(Threshold(GAPS, "gap", 10.0), words, words())
    # The gaps are 4, 11.5 and 3.5 wide.
    assert (found.low, found.below) == (6.0, 2.0)
    assert (found.high, found.above) == (11.0, 12.0)
    assert GAPS.gap == 10.0
    assert str(found).endswith("gap = 10: 2 | 6 … 11 | 12")


def test_a_threshold_that_decides_nothing_has_no_end() -> None:
    found = range_of(Threshold(GAPS, "unused", 3), words, words())
    assert (found.below, found.above) == (None, None)
    assert "no document depends on it" in str(found)


def test_only_thresholds_that_a_document_asks_for_are_varied() -> None:
    gap, unused = Threshold(GAPS, "gap", 10.0), Threshold(GAPS, "unused", 3)
    assert results_of([gap, unused], words) == (words(), [gap])
    assert GAPS.unused == 3


def test_an_exception_is_another_result() -> None:
    def read() -> float:
        return 1 / (GAPS.unused - 4)

    assert range_of(Threshold(GAPS, "unused", 3), read, read()).above == 4


def test_a_threshold_gets_its_value_back_after_an_error() -> None:
    seen = []

    def fail() -> None:
        with set_to(Threshold(GAPS, "gap", 10.0), 1.0):
            seen.append(GAPS.gap)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert seen == [1.0]
    assert GAPS.gap == 10.0
    with pytest.raises(FrozenInstanceError):
        GAPS.gap = 1.0  # type: ignore[misc]  # what users of it see


def test_integers_stay_integers() -> None:
    assert values_tried(3, 1)[:3] == [4, 5, 8]
    assert all(isinstance(value, int) for value in values_tried(3, -1))


def test_thresholds_are_discovered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = tmp_path / "made_up" / "room"
    room.mkdir(parents=True)
    (room / "thresholds.py").write_text(DOUBLE, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    (module,) = modules_in("made_up", tmp_path)
    assert isinstance(module, ModuleType)
    assert [(each.name, each.value) for each in thresholds_in(module)] == [
        ("gap", 10.0),
        ("count", 3),
    ]
    assert str(next(thresholds_in(module))) == "made_up.room: gap"
    for name in [name for name in sys.modules if name.startswith("made_up")]:
        monkeypatch.delitem(sys.modules, name)


def test_documents_are_read_in_this_process(tmp_path: Path) -> None:
    pdf = tmp_path / "plan.pdf"
    set_plan("no_annex_few_rows", 1, pdf, quick=True)
    assert digest_of([pdf]) == digest_of([pdf])
