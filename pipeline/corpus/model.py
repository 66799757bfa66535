"""One plan of a corpus: its task and its outcome."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extract.model import Frozen
from extract.runtime.limits import FileLimits

Status = Literal["published", "doubtful", "refused", "failed"]
STATES: tuple[Status, ...] = ("published", "doubtful", "refused", "failed")
STATE = ".batch"
"""Folder of outcomes, claims and other things that only batches need."""
IN_CORPUS = ("published", "doubtful")
"""States of the plans whose tables are in the corpus."""


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
    formats: tuple[str, ...] | None = Field(default=None, description="None: all")
    password_file: str = ""
    again: bool = Field(default=False, description="run it again although its outcome is known")


class Drafted(Frozen):
    """Settings that `planrows add` guessed, as they were written."""

    sha256: str = Field(description="of plan.toml")
    confidence: float = Field(description="of the least sure column, 0 to 1")
    reason: str


class PlanOutcome(Frozen):
    """Outcome of the run of one plan."""

    plan_id: str
    status: Status
    message: str = Field(default="", description="why it is doubtful, was refused or failed")
    confidence: float | None = Field(
        default=None,
        description="smallest of the shares that are sure, 0 to 1; None: not published",
    )
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
    doubts: int = Field(default=0, description="places whose reading is in doubt")
    pdf: str = Field(default="", description="name of the PDF")
    entry: str = Field(default="", description="published file to open first")
    key: str = ""
    settings: dict[str, str] = Field(
        default={}, description="SHA-256 of each guessed settings file"
    )
    drafted: Drafted | None = None
    tables: tuple[str, ...] = Field(default=(), description="tables in the Parquet dataset")

    @property
    def is_in_corpus(self) -> bool:
        """Whether the plan's tables are in the corpus."""
        return self.status in IN_CORPUS


INTERNAL = frozenset(("entry", "key", "settings", "drafted", "tables"))
"""Fields of an outcome that only the next batch needs."""
SUMMARY_FIELDS = tuple(name for name in PlanOutcome.model_fields if name not in INTERNAL)
