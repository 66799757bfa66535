"""Work grows in proportion to a plan: counted in calls of functions, which no load changes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from expectations.decisions.correctable import correctable, overlapping_corrections
from expectations.model import Issue
from expectations.plan_index import PlanIndex, Text
from expectations.rules.fuzzy_phrases import fuzzy_phrases
from expectations.rules.wording.acronyms import collect_acronyms
from tests.expectations.plans import linked


def calls(work: Callable[[], object]) -> int:
    """Return how many functions a piece of work calls."""
    count = 0

    def tick(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def search(texts: int) -> None:
    """Look for some phrases in texts that all differ."""
    plan = [Text("narrative", f"n{n}", "text", f"Words number{texts}x{n}") for n in range(texts)]
    for phrase in range(4):
        assert not list(fuzzy_phrases(f"Phrase {phrase}", plan, 90.0))


def find_overlaps(places: int) -> None:
    """Compare two issues with the same words, each at all of the places."""
    index = PlanIndex(linked(narrative=[f"Paragraph {n} has words" for n in range(places)]))
    blocks = [block.block_id for block in index.plan.narrative]
    issues = [
        Issue(
            issue_id=name,
            rule="word-misspelt",
            severity="info",
            message="",
            suggestion="",
            places=tuple(index.place("narrative", block, "text", "words") for block in blocks),
        )
        for name in ("one", "two")
    ]
    overlaps = overlapping_corrections(issues, correctable(issues, index), index)
    assert [(pair.targets, pair.is_same) for pair in overlaps] == [(("one", "two"), True)]


def name_bodies(times: int) -> None:
    """Collect the acronyms of a plan that mentions each of its bodies so many times."""
    plan = linked().plan
    bodies = tuple(body.model_copy(update={"kind": "external"}) for body in plan.bodies)
    index = PlanIndex(linked(bodies=bodies))
    index.plan = index.plan.model_copy(update={"mentions": times * index.plan.mentions})
    collect_acronyms(index)


@pytest.mark.parametrize(
    ("work", "size"), [(search, 2_100), (find_overlaps, 40), (name_bodies, 40)]
)
def test_twice_as_much_takes_about_twice_as_long(work: Callable[[int], None], size: int) -> None:
    work(1)  # what is loaded once
    assert calls(lambda: work(2 * size)) < 2.5 * calls(lambda: work(size))
