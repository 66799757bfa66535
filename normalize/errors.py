"""What can be wrong with the settings of the normalize stage."""

from __future__ import annotations

from extract.errors import PlanrowsError


class UnknownBodyError(PlanrowsError):
    """A hand-made rule points to a body that no register and no annex lists."""

    def __init__(self, where: str, body_id: str, near: tuple[str, ...]) -> None:
        self.where = where
        self.body_id = body_id
        self.near = near
        super().__init__(where, body_id, near)

    def __str__(self) -> str:
        hint = f"; near it: {', '.join(self.near)}" if self.near else ""
        return (
            f"{self.where} names the body {self.body_id!r}, which neither the plan's annex nor "
            f"a register lists{hint}. Correct the rule or add the body to the register."
        )
