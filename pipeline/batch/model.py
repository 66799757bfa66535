"""One plan of a corpus: what is to be done and what came of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extract.model import Frozen

Status = Literal["published", "refused", "unreadable", "crashed"]


class Task(Frozen):
    """A plan to be run.

    Everything in it can be sent to another machine that sees the same folders.
    """

    plan_id: str
    pdf: str = Field(description="path of the PDF; empty: that of the plan's settings")
    root: str = Field(description="folder whose sources/ holds the settings, or will")
    registers: str
    store: str
    out: str = Field(description="folder or fsspec address that takes the published folders")
    key: str = Field(default="", description="hash of what the plan depends on")
    allow_loss: bool = False
    accept_change: bool = False


class PlanOutcome(Frozen):
    """What came of one plan."""

    plan_id: str
    status: Status
    message: str = ""
    seconds: float = 0.0
    rows: int = 0
    areas: int = 0
    bodies: int = 0
    errors: int = Field(default=0, description="open issues of this severity")
    warnings: int = Field(default=0, description="open issues of this severity")
    key: str = ""
