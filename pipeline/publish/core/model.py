"""Types of a publication and of its manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pydantic import Field

from expectations.counts import IssueCounts
from extract.model import Frozen, PageLedger, Source
from link.model import LinkedPlan
from link.rows import IssueRecord, TableSpec
from link.tables import records_of, tables_of
from pipeline.config.source_card import SourceCard
from pipeline.engine.store import canonical, digest

if TYPE_CHECKING:
    from expectations.model import IssueReport

MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.sig"
"""Detached signature of the manifest, if the publication is signed."""
PDF = "plan.pdf"
"""The document itself, in publications whose source card allows it."""
FORMAT_VERSION = "1.0.0"
"""Version of the published tables; the major version grows when names are removed or change."""


class Described(Protocol):
    """The source of the metadata files: a publication, or a published folder."""

    @property
    def card(self) -> SourceCard:
        """The source card of the plan."""

    @property
    def source(self) -> Source:
        """The PDF that was read."""

    @property
    def tables(self) -> tuple[TableSpec, ...]:
        """The published tables, in order."""

    @property
    def records(self) -> Mapping[str, tuple[Frozen, ...]]:
        """The records of each table, in published order."""

    @property
    def labels(self) -> Mapping[str, str]:
        """The printed label of each column of the matrix, by role."""


FORMATS: Mapping[str, tuple[str, ...]] = {
    "parquet": (),
    "sqlite": ("plan.sqlite",),
    "xlsx": ("plan.xlsx",),
    "form": ("monitoring.xlsx",),
    "html": ("index.html", "report.html"),
    "rdf": ("bodies.jsonld", "bodies.ttl", "provenance.jsonld"),
    "sarif": ("issues.sarif",),
}
"""Formats that may be left out, with their files; Parquet has a file a table.

CSV, ``plan.json``, ``issues.json`` and the metadata are always written: the check rests on them.
"""
ALL_FORMATS = tuple(FORMATS)


def _nothing() -> None:
    """Wait for nothing: pages are then drawn when they are needed."""


@dataclass(frozen=True)
class Publication:
    """Everything that a published folder is made from.

    Attributes:
        card: the plan's source card.
        linked: the plan.
        report: the issues of the plan.
        tables: the published tables, in order.
        records: the records of each table, in published order.
        pdf: the PDF that was read; None: publish no pictures of its pages.
        draw: waits until the pages to show have been drawn.
        formats: the formats of `FORMATS` that are written.
    """

    card: SourceCard
    linked: LinkedPlan
    report: IssueReport
    tables: tuple[TableSpec, ...]
    records: Mapping[str, tuple[Frozen, ...]]
    pdf: Path | None
    draw: Callable[[], object] = _nothing
    formats: tuple[str, ...] = ALL_FORMATS

    @classmethod
    def of(
        cls,
        card: SourceCard,
        linked: LinkedPlan,
        report: IssueReport,
        pdf: Path | None,
        issues: Sequence[IssueRecord] = (),
    ) -> Publication:
        """Return the publication of a plan.

        Args:
            card: the plan's source card.
            linked: the plan.
            report: the issues of the plan.
            pdf: the PDF that was read.
            issues: the issues as published rows.
        """
        return cls(card, linked, report, tables_of(linked), records_of(linked, issues), pdf)

    @property
    def source(self) -> Source:
        """The PDF that was read, under its present name."""
        return self.linked.plan.source.named(self.pdf.name if self.pdf else self.card.pdf)

    @property
    def labels(self) -> Mapping[str, str]:
        """The printed label of each column of the matrix, by role."""
        return {label.column: label.text for label in self.linked.plan.column_labels}

    def issue_records(self) -> tuple[IssueRecord, ...]:
        """Return the rows of the table of issues."""
        return tuple(r for r in self.records["issues"] if isinstance(r, IssueRecord))


class FileSum(Frozen):
    """A published file."""

    path: str = Field(description="path in the folder, with / between folders")
    bytes: int = Field(ge=0)
    sha256: str


class Conservation(Frozen):
    """How many glyphs of all pages went to each part of the data; white space does not count."""

    glyphs: int = Field(description="counted by a reader other than the one that read the plan")
    matrix: int
    headers: int
    bands: int
    tables: int
    annex: int
    narrative: int
    footers: int
    page_numbers: int
    hidden: int = Field(default=0, description="hidden glyphs; they are in no text")
    lost: int = Field(description="glyphs published nowhere: 0 unless loss was allowed")
    doubled: int = Field(description="glyphs published twice: 0 unless loss was allowed")


class TableCount(Frozen):
    """The number of rows of a table."""

    table: str
    rows: int


class AcceptedChange(Frozen):
    """Losses against the last publication, and who accepted them."""

    accepted_by: str = Field(description="user name of the operating system")
    accepted_at: str = Field(description="UTC, ISO 8601")
    losses: tuple[str, ...] = Field(description="counts that fell, with figures")


class Manifest(Frozen):
    """The source, software and files of a publication; the only file that holds times."""

    plan: str
    edition: str = ""
    latest: str = Field(default="", description="name of the plan's latest edition")
    status: str = Field(default="adopted", description="adopted, draft, superseded, …")
    years: tuple[int, ...] = Field(
        default=(), description="years that the edition covers; empty: not known"
    )
    title: str
    format_version: str = FORMAT_VERSION
    source: Source
    planrows: str = Field(description="version of planrows")
    versions: dict[str, str] = Field(description="Python and the libraries that shaped the data")
    tables: tuple[TableCount, ...]
    issues: IssueCounts = Field(
        default_factory=IssueCounts, description="open issues by severity, and decided issues"
    )
    conservation: Conservation
    ledger: tuple[PageLedger, ...]
    doubts: dict[str, int] = Field(
        default={}, description="number of places whose reading is in doubt, by kind of doubt"
    )
    files: tuple[FileSum, ...] = Field(description="every file except this one")
    formats: tuple[str, ...] = Field(
        default=ALL_FORMATS,
        description="formats beside CSV and JSON that were asked for; not given: all",
        exclude_if=lambda formats: formats == ALL_FORMATS,
    )
    accepted_changes: tuple[AcceptedChange, ...] = Field(
        default=(), description="losses accepted for this and earlier publications, oldest first"
    )
    published_at: str = Field(default="", description="UTC, ISO 8601")
    seconds: float = Field(default=0.0, description="how long the publication took")
    sha256: str = Field(
        default="", description="of this file's other fields as JSON: sorted keys, no white space"
    )

    @property
    def own_sha256(self) -> str:
        """The hash that `sha256` holds if nobody changed the manifest."""
        return digest(canonical(self.model_dump(mode="json", exclude={"sha256"})))

    def without_times(self) -> Manifest:
        """Return the manifest without what differs between runs with the same input."""
        past = {"published_at": "", "seconds": 0.0, "accepted_changes": (), "sha256": ""}
        return self.model_copy(update=past)
