"""What is published, and the manifest that says what was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from expectations.counts import IssueCounts
from extract.model import Frozen, PageLedger, Source
from link.model import LinkedPlan
from link.rows import IssueRecord, TableSpec
from link.tables import records_of, tables_of
from pipeline.config.source_card import SourceCard

if TYPE_CHECKING:
    from expectations.model import IssueReport
    from pipeline.publish.core.drawing import Cutter

MANIFEST = "manifest.json"
FORMAT_VERSION = "1.0.0"
"""Version of the published tables: a new major one where names go or change."""


def _nothing() -> None:
    """Pages are drawn when they are asked for."""


@dataclass(frozen=True)
class Publication:
    """All that a published folder is made from.

    Attributes:
        card: the plan's source card.
        linked: the plan.
        report: its issues.
        tables: the published tables, in order.
        records: the records of each table, in published order.
        pdf: the file that was read; None: no pictures of its pages.
        draw: waits until the pages that are shown have been drawn.
        cut: cuts places out of drawn pages; None: each time anew.
    """

    card: SourceCard
    linked: LinkedPlan
    report: IssueReport
    tables: tuple[TableSpec, ...]
    records: Mapping[str, tuple[Frozen, ...]]
    pdf: Path | None
    draw: Callable[[], object] = _nothing
    cut: Cutter | None = None

    @classmethod
    def of(
        cls,
        card: SourceCard,
        linked: LinkedPlan,
        report: IssueReport,
        pdf: Path | None,
        issues: Sequence[IssueRecord] = (),
    ) -> Publication:
        """Return the publication of a plan, its tables made from its records.

        Args:
            card: the plan's source card.
            linked: the plan.
            report: its issues.
            pdf: the file that was read.
            issues: the issues as published rows.
        """
        return cls(card, linked, report, tables_of(linked), records_of(linked, issues), pdf)

    @property
    def source(self) -> Source:
        """The file that was read, under the name that it has now."""
        return self.linked.plan.source.named(self.pdf.name if self.pdf else self.card.pdf)

    def issue_records(self) -> tuple[IssueRecord, ...]:
        """Return the rows of the table of issues."""
        return tuple(r for r in self.records["issues"] if isinstance(r, IssueRecord))


class FileSum(Frozen):
    """A published file."""

    path: str = Field(description="in the folder, with / between folders")
    bytes: int = Field(ge=0)
    sha256: str


class Conservation(Frozen):
    """Where the glyphs of all pages went, white space apart."""

    glyphs: int = Field(description="counted by another reader than the one that read the plan")
    matrix: int
    headers: int
    bands: int
    tables: int
    annex: int
    narrative: int
    footers: int
    page_numbers: int
    lost: int = Field(description="in no published place: 0 unless loss was allowed")
    doubled: int = Field(description="in two places: 0 unless loss was allowed")


class TableCount(Frozen):
    """How many rows a table has."""

    table: str
    rows: int


class AcceptedChange(Frozen):
    """A loss against the publication before, and who asked to publish all the same."""

    accepted_by: str = Field(description="user name, as the system knows it")
    accepted_at: str = Field(description="UTC, ISO 8601")
    losses: tuple[str, ...] = Field(description="what fell, with figures")


class Manifest(Frozen):
    """What was published, from what, with what; the only file with times in it."""

    plan: str
    edition: str = ""
    latest: str = Field(default="", description="name of the plan's latest edition")
    title: str
    format_version: str = FORMAT_VERSION
    source: Source
    planrows: str = Field(description="version of planrows")
    versions: dict[str, str] = Field(description="Python and the libraries that shaped the data")
    tables: tuple[TableCount, ...]
    issues: IssueCounts = Field(
        default_factory=IssueCounts, description="open issues by severity, and the decided ones"
    )
    conservation: Conservation
    ledger: tuple[PageLedger, ...]
    doubts: dict[str, int] = Field(
        default={}, description="how many places are in doubt as they were read, for each kind"
    )
    files: tuple[FileSum, ...] = Field(description="every file but this one")
    accepted_changes: tuple[AcceptedChange, ...] = Field(
        default=(), description="of this publication and those before it, the oldest first"
    )
    published_at: str = Field(default="", description="UTC, ISO 8601")
    seconds: float = Field(default=0.0, description="how long the publication took")

    def without_times(self) -> Manifest:
        """Return what is the same in every run with the same input, whatever was before."""
        past = {"published_at": "", "seconds": 0.0, "accepted_changes": ()}
        return self.model_copy(update=past)
