"""What can go wrong outside of the stages; each message says what, where and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar


class PlanrowsError(Exception):
    """An error with a message for the user and an exit status."""

    exit_code: ClassVar[int] = 2


class SettingsError(PlanrowsError):
    """A settings or side file that does not hold what it should."""

    def __init__(self, path: Path, line: int | None, found: str, expected: str) -> None:
        super().__init__(path, line, found, expected)

    def __str__(self) -> str:
        path, line, found, expected = self.args
        place = f"{path}, line {line}" if line else f"{path}"
        return f"{place}: {found}; expected {expected}"


class UnknownPlanError(PlanrowsError):
    """A plan or an edition that ``sources/`` does not hold."""


class SourceFileError(PlanrowsError):
    """A plan's PDF that is missing or is not the one of its source card."""


class CodeError(PlanrowsError):
    """A module of ours is missing."""


class ShadowedPackageError(PlanrowsError):
    """A package of another project stands where one of ours should."""


class BrokenExpectationError(PlanrowsError):
    """The dataset broke an expectation that must hold: nothing was published."""

    exit_code: ClassVar[int] = 1


class LostGlyphsError(BrokenExpectationError):
    """Glyphs of the text layer are in no published place, or in two."""


class UnfitPlanError(BrokenExpectationError):
    """The PDF does not print what the plan's settings name: a column, the annex, a number."""


class LossyChangeError(BrokenExpectationError):
    """A publication would lose much of what the last one of the same plan held."""


class SeverityReachedError(BrokenExpectationError):
    """The document has open issues of the severity that ``--fail-on`` names."""


class UsageError(PlanrowsError):
    """A command that cannot be carried out as it was given."""


class CheckerError(PlanrowsError):
    """The process that checks the tables ended without an answer."""
