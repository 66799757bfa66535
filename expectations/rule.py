"""Types of a rule and of its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from expectations.model import Issue, Place, Severity
from expectations.plan_index import PlanIndex
from expectations.settings import ExpectationSettings
from expectations.thresholds import LIMITS


@dataclass(frozen=True)
class Finding:
    """One result of a rule's function. The stage turns it into an issue.

    Attributes:
        key: Identifies the defect within its rule by names and words. It holds no page, row
            number or order, so that another typesetting or new rows elsewhere do not change
            it. Issue identifiers are hashes of it: its words never change.
        message: One sentence that says what is wrong and quotes the printed words.
        places: Where the defect occurs; at least one place.
        suggestion: What to do; empty if the rule's remedy says it.
        candidates: Values that may have been meant, best first.
        bodies: Bodies that the defect is about.
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
        code: Name of the rule in decisions, settings and reports. It never changes.
        title: The defect, in a few words.
        severity: Severity of its issues, unless the plan's settings change it.
        why: Why it has this severity.
        meaning: What the defect means for users of the data.
        remedy: What a reviewer can do.
        example: A defect as printed.
        method: How the rule finds the defect.
        find: The function that finds the defect.
        pictured_places: Number of places that the report shows with a picture; it lists the
            others.
        per_place: Whether the places of an issue are whole cells with different texts, so that
            each is corrected by a decision on `ISSUE/RECORD`.
        differ_when_right: Whether the defect is that the places print the same, which one value
            for all of them would leave; each is corrected by a decision on `ISSUE/RECORD`.
        print_only: Whether the rule reads the printed text only, not the bodies that were
            recognised in it.
        places_differ: Whether the places of an issue print different words, so that one value
            cannot replace them all.
        is_false_alarm: For a rule that reads the printed text only: tells from the recognised
            bodies whether an issue is a false alarm.
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
    pictured_places: int = LIMITS.pictured_places
    per_place: bool = False
    differ_when_right: bool = False
    print_only: bool = False
    places_differ: bool = False
    is_false_alarm: Callable[[PlanIndex, Issue], bool] | None = None
