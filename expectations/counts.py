"""Counts of open and decided issues, shared by all outputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pydantic import Field

from extract.frozen import Frozen

if TYPE_CHECKING:
    from expectations.model import Issue


class IssueCounts(Frozen):
    """Number of open issues by severity, and of decided issues of any severity."""

    error: int = Field(default=0, ge=0, description="open issues of this severity")
    warning: int = Field(default=0, ge=0, description="open issues of this severity")
    info: int = Field(default=0, ge=0, description="open issues of this severity")
    decided: int = Field(default=0, ge=0, description="issues that a reviewer decided")

    def open_of(self, severities: Iterable[str]) -> int:
        """Return the number of open issues of the given severities."""
        return sum(getattr(self, severity) for severity in severities)


def count_issues(issues: Iterable[Issue]) -> IssueCounts:
    """Count issues. An issue that a reviewer accepted, dismissed or corrected is decided."""
    counts = Counter(issue.severity if issue.is_open else "decided" for issue in issues)
    return IssueCounts(**counts)
