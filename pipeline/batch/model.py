"""One plan of a corpus: its task and its outcome."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extract.model import Frozen
from extract.runtime.limits import FileLimits

Status = Literal["published", "refused", "unreadable", "crashed"]


class Task(Frozen):
    """A plan to run; any machine that can access the same folders can run it."""

    plan_id: str
    pdf: str = Field(description="path of the PDF; empty: the PDF of the plan's settings")
    root: str = Field(description="folder whose sources/ holds or will hold the settings")
    registers: str
    store: str
    out: str = Field(description="folder or fsspec address for the published folders")
    key: str = Field(default="", description="hash of what the plan depends on")
    clash: str = Field(default="", description="why the plan cannot be run beside the others")
    allow_loss: bool = False
    accept_change: bool = False
    max_pages: int = FileLimits.pages
    max_seconds: float = FileLimits.seconds


class PlanOutcome(Frozen):
    """Outcome of the run of one plan."""

    plan_id: str
    status: Status
    message: str = ""
    retry: bool = Field(
        default=False,
        description="the failure does not lie in the file: the next batch runs the plan again",
    )
    seconds: float = 0.0
    rows: int = 0
    areas: int = 0
    bodies: int = 0
    errors: int = Field(default=0, description="open issues of this severity")
    warnings: int = Field(default=0, description="open issues of this severity")
    key: str = ""
