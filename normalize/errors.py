"""Errors in the settings of the normalize stage."""

from __future__ import annotations

from extract.errors import PlanrowsError
from normalize.thresholds import PATTERNS


class UnknownBodyError(PlanrowsError):
    """A rule of the settings names a body that neither the annex nor a register lists."""

    def __init__(self, where: str, body_id: str, suggestions: tuple[str, ...]) -> None:
        self.where = where
        self.body_id = body_id
        self.suggestions = suggestions
        super().__init__(where, body_id, suggestions)

    def __str__(self) -> str:
        hint = f" Did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""
        return (
            f"{self.where} names the body {self.body_id!r}, which neither the plan's annex nor "
            f"a register lists.{hint} Correct the rule or add the body to the register."
        )


class SlowPatternError(PlanrowsError):
    """A regular expression of the settings takes too long for a printed text."""

    def __init__(self, key: str, pattern: str, text: str) -> None:
        super().__init__(key, pattern, text)
        self.key, self.pattern, self.text = key, pattern, text

    def __str__(self) -> str:
        shown = self.text[: PATTERNS.quoted_length]
        return (
            f"[normalize] {self.key} in plan.toml: {self.pattern!r} takes more than "
            f"{PATTERNS.seconds:.0f} s for one printed text (“{shown}…”); rewrite it without a "
            "repetition within a repetition, such as (a+)+"
        )


class CircularBodiesError(PlanrowsError):
    """A body of the settings is, through others, a part of itself or reports to itself."""

    def __init__(self, field: str, cycle: tuple[str, ...]) -> None:
        self.field = field
        self.cycle = cycle
        super().__init__(field, cycle)

    def __str__(self) -> str:
        said = {"parent_id": "a part of itself", "reports_to": "said to report to itself"}
        return (
            f"The body {self.cycle[0]!r} is {said[self.field]}: {' -> '.join(self.cycle)}. Correct "
            f"`{self.field}` of one of them in [normalize] bodies of plan.toml or in the register."
        )
