"""What can go wrong while a plan is judged."""

from __future__ import annotations

from extract.errors import PlanrowsError


class ExpectationsError(PlanrowsError):
    """Base of the errors of this stage."""


class UnknownRuleError(ExpectationsError):
    """A rule that the catalogue does not have was asked for."""

    def __init__(self, code: str, near: tuple[str, ...]) -> None:
        self.code = code
        self.near = near
        super().__init__(code, near)

    def __str__(self) -> str:
        """Say what was asked for and what is like it."""
        meant = f" Did you mean {' or '.join(self.near)}?" if self.near else ""
        return f"There is no rule '{self.code}'.{meant} `planrows explain all` lists them."


class DecisionsError(ExpectationsError):
    """A line of decisions.csv cannot be understood."""

    def __init__(self, file: str, line: int, found: str, expected: str) -> None:
        self.file = file
        self.line = line
        self.found = found
        self.expected = expected
        super().__init__(file, line, found, expected)

    def __str__(self) -> str:
        """Say where it is and what was expected."""
        return f"{self.file}, line {self.line}: {self.found}; expected {self.expected}."


class CorrectionError(ExpectationsError):
    """A decision's value cannot be published."""

    def __init__(self, issue_id: str, value: str, reason: str) -> None:
        self.issue_id = issue_id
        self.value = value
        self.reason = reason
        super().__init__(issue_id, value, reason)

    def __str__(self) -> str:
        """Say which decision it is and what to do."""
        return f"The correction '{self.value}' of {self.issue_id} cannot be applied: {self.reason}."


class SuiteError(ExpectationsError):
    """The checks of our own dataset are broken: an error of planrows, not of the plan."""

    def __init__(self, table: str, reason: str) -> None:
        self.table = table
        self.reason = reason
        super().__init__(table, reason)

    def __str__(self) -> str:
        """Say which table could not be checked."""
        return f"Table '{self.table}' could not be checked: {self.reason}. Please report this."
