"""What a rule is: what it says, why it matters, and the function that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from expectations.model import Issue, Place, Severity
from expectations.plan_index import PlanIndex
from expectations.settings import ExpectationSettings

SHOWN = 6
"""Places of an issue that the report shows in full, unless its rule says otherwise."""


@dataclass(frozen=True)
class Finding:
    """What a rule's function yields; the stage makes an issue of it.

    Attributes:
        key: What identifies the defect within its rule: names and words, never a place on
            paper, a row's number or the order of things, so that it stays the same in
            another typesetting and when rows are added elsewhere.
        message: What is wrong, one sentence with the printed words.
        places: Where it shows; one at least.
        suggestion: What to do here, if that is more than the rule's own advice.
        candidates: What may have been meant, best first.
        bodies: Bodies that it is about.
    """

    key: tuple[str, ...]
    message: str
    places: tuple[Place, ...]
    suggestion: str = ""
    candidates: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


Find = Callable[[PlanIndex, ExpectationSettings], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """A rule of the catalogue.

    Attributes:
        code: What decisions, settings and reports call it; never changes.
        title: What it finds, in a few words.
        severity: How much it matters unless a plan's settings say otherwise.
        why: Why it has this severity.
        meaning: What it means for those who use the data.
        remedy: What a reviewer can do.
        example: A defect as it may be printed.
        method: How it is found.
        find: The function that finds it.
        of_cells: Its places are whole cells that have one cause and texts of their own, so one
            value cannot correct them all; a decision names a place as `ISSUE/RECORD`.
        shown: Places that the report shows with their pictures; it lists the others.
        of_print: It looks at what is printed alone, never at which bodies are meant by it.
        mixes_words: Its places print words that differ: no one value can stand in place of all.
        ruled_out: For a rule of print: whether what is known of the bodies rules a finding out.
    """

    code: str
    title: str
    severity: Severity
    why: str
    meaning: str
    remedy: str
    example: str
    method: str
    find: Find
    of_cells: bool = False
    shown: int = SHOWN
    of_print: bool = False
    mixes_words: bool = False
    ruled_out: Callable[[PlanIndex, Issue], bool] | None = None
