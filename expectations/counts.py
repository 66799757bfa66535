"""How many issues are open, and how many are decided: the same count wherever one is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pydantic import Field

from extract.frozen import Frozen

if TYPE_CHECKING:
    from expectations.model import Issue


class IssueCounts(Frozen):
    """Open issues by severity, and the decided ones of all severities."""

    error: int = Field(default=0, ge=0, description="open issues of this severity")
    warning: int = Field(default=0, ge=0, description="open issues of this severity")
    info: int = Field(default=0, ge=0, description="open issues of this severity")
    decided: int = Field(default=0, ge=0, description="issues that a reviewer decided")

    def open_of(self, severities: Iterable[str]) -> int:
        """Return how many open issues there are of some severities."""
        return sum(getattr(self, severity) for severity in severities)


def count_issues(issues: Iterable[Issue]) -> IssueCounts:
    """Count issues; one that a reviewer accepted, dismissed or corrected is not open."""
    found = Counter(issue.severity if issue.is_open else "decided" for issue in issues)
    return IssueCounts(**found)
