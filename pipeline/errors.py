"""Errors outside of the stages; each message says what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from extract.errors import PlanrowsError


class SettingsError(PlanrowsError):
    """A settings file holds something that it should not, or lacks something."""

    def __init__(self, path: Path, line: int | None, found: str, expected: str) -> None:
        super().__init__(path, line, found, expected)

    def __str__(self) -> str:
        path, line, found, expected = self.args
        place = f"{path}, line {line}" if line else f"{path}"
        return f"{place}: {found}; expected {expected}"


class UnknownPlanError(PlanrowsError):
    """``sources/`` holds no such plan or edition."""


class SourceFileError(PlanrowsError):
    """A plan's PDF is missing, or is not the file that its source card describes."""


class NotAPlanError(SourceFileError):
    """A PDF holds no table that looks like that of a plan."""

    @property
    def is_lasting(self) -> bool:
        """Whether the fault lies in the file."""
        return True


class CodeError(PlanrowsError):
    """A module of planrows is missing."""


class StoreError(PlanrowsError):
    """A result disappeared from the store while a run needed it."""


class BrokenExpectationError(PlanrowsError):
    """The dataset broke an expectation that must hold, so nothing was published."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, summary: Mapping[str, object] | None = None) -> None:
        """Make the error.

        Args:
            message: what is wrong.
            summary: what the command found and wrote nevertheless, as names and JSON values.
        """
        super().__init__(message)
        self.summary = summary or {}

    @property
    def is_lasting(self) -> bool:
        """Whether the fault lies in the plan."""
        return True


class LostGlyphsError(BrokenExpectationError):
    """Some glyphs of the text layer were published nowhere, or twice."""


class UnfitPlanError(BrokenExpectationError):
    """The PDF lacks something that the plan's settings name: a column, the annex or a number."""


class LossyChangeError(BrokenExpectationError):
    """A publication would lose much of the data of the plan's last publication."""

    @property
    def is_lasting(self) -> bool:
        """Whether the fault lies in the plan: the last publication may be another one."""
        return False


class IncompleteTableError(BrokenExpectationError):
    """Much of a table is in no cell, its letters are hardly read, or glyphs are lost."""


class SeverityReachedError(BrokenExpectationError):
    """The document has open issues of the severity that ``--fail-on`` names."""


class UsageError(PlanrowsError):
    """A command has arguments that it cannot use."""


class ServiceError(PlanrowsError):
    """A reconciliation service gives no answer, or none that can be used."""


class CheckerError(PlanrowsError):
    """The process that checks the tables ended without an answer."""
