"""Errors of the expectations stage; each message says what, where and what to do."""

from __future__ import annotations

from extract.errors import PlanrowsError


class ExpectationsError(PlanrowsError):
    """Base of the errors of this stage."""


class UnknownRuleError(ExpectationsError):
    """No rule of the catalogue has the given code."""

    def __init__(self, code: str, closest: tuple[str, ...]) -> None:
        self.code = code
        self.closest = closest
        super().__init__(code, closest)

    def __str__(self) -> str:
        """Name the code and the closest codes of the catalogue."""
        meant = f" Did you mean {' or '.join(self.closest)}?" if self.closest else ""
        return f"There is no rule '{self.code}'.{meant} `planrows explain all` lists them."


class CorrectionError(ExpectationsError):
    """The value of a `correct` decision cannot be published."""

    def __init__(self, issue_id: str, value: str, reason: str) -> None:
        self.issue_id = issue_id
        self.value = value
        self.reason = reason
        super().__init__(issue_id, value, reason)

    def __str__(self) -> str:
        """Name the decision and the reason."""
        return f"The correction '{self.value}' of {self.issue_id} cannot be applied: {self.reason}."


class SuiteError(ExpectationsError):
    """An expectation could not be evaluated: a bug in planrows, not a defect of the plan."""

    def __init__(self, table: str, reason: str) -> None:
        self.table = table
        self.reason = reason
        super().__init__(table, reason)

    def __str__(self) -> str:
        """Name the table and the reason."""
        return f"Table '{self.table}' could not be checked: {self.reason}. Please report this."
