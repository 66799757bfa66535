"""Read a published folder as one edition of a plan."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ValidationError

from expectations.model import Decision, Issue
from link.rows import MatrixRecord
from normalize.ids import of_number
from pipeline.errors import UsageError

Record = dict[str, str]
TABLES = (
    "matrix", "sections", "areas", "bodies", "body_roles", "cross_references", "instruments",
    "narrative", "issues", "cells", "corrections",
)  # fmt: skip
REQUIRED = ("matrix", "areas", "bodies")
"""Tables that every publication has."""
TEXTS = ("focus", "activity", "expected_output")
"""Fields of a row that say what is to be done, from the widest to the narrowest."""
FIELDS = {
    "output": "expected_output",
    "lead_bodies": "lead_bodies_printed",
    "relevant_bodies": "relevant_bodies_printed",
}
"""Fields of the matrix whose column has another name in the settings."""
_OPTIONAL_COLUMNS = {"position", "ref"}
"""Columns that a comparison does not need: earlier publications lack them."""


class PublishedRow(Record):
    """A row of a published table, with the file that it comes from.

    Attributes:
        path: the file.
    """

    def __init__(self, values: Record, path: Path) -> None:
        super().__init__(values)
        self.path = path

    def __missing__(self, column: str) -> str:
        """Refuse a column that the file lacks.

        Raises:
            UsageError: always; names the file and the column.
        """
        raise UsageError(
            f"{self.path}: lacks the column {column}; publish the plan again with `planrows run`"
        )


class IssueFile(BaseModel):
    """The content of ``issues.json``: the issues, and the decisions on single places."""

    issues: tuple[Issue, ...] | None = None
    """None: the publication is older than the file."""
    place_decisions: tuple[Decision, ...] = ()


@dataclass
class Edition:
    """The tables of one published edition."""

    name: str
    tables: dict[str, list[Record]] = field(default_factory=dict)
    title: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    """Printed label of each column of the matrix; empty: an earlier publication lacks them."""
    issues: IssueFile = field(default_factory=IssueFile)

    def __post_init__(self) -> None:
        for table in TABLES:
            self.tables.setdefault(table, [])

    @cached_property
    def rows(self) -> list[Record]:
        """The rows of the matrix, in printed order."""
        return self.tables["matrix"]

    @cached_property
    def extra(self) -> tuple[str, ...]:
        """Columns of this plan alone, which the contract does not name."""
        known = set(MatrixRecord.model_fields)
        return tuple(name for name in (self.rows[0] if self.rows else {}) if name not in known)

    @cached_property
    def numbered(self) -> frozenset[str]:
        """Ids of areas, sections and rows: what a printed number may point to."""
        return frozenset(
            record[key]
            for table, key in (
                ("areas", "area_id"),
                ("sections", "section_id"),
                ("matrix", "row_id"),
            )
            for record in self.tables[table]
        )

    @cached_property
    def body_names(self) -> dict[str, str]:
        """Name of each body."""
        return {row["body_id"]: row["name"] for row in self.tables["bodies"]}

    @cached_property
    def unresolved_leads(self) -> dict[str, frozenset[str]]:
        """Printed names of each row's lead bodies that were not resolved."""
        names_of: dict[str, set[str]] = {}
        for role in self.tables["body_roles"]:
            is_unknown = not role["body_id"] or role.get("match") == "unresolved"
            if role["role"] == "lead" and is_unknown:
                names_of.setdefault(role["scope_id"], set()).add(role["printed"])
        return {row_id: frozenset(names) for row_id, names in names_of.items()}

    def leads_of(self, row: Record) -> frozenset[str]:
        """Return a row's lead bodies: ids, and printed names of those that were not resolved."""
        resolved = frozenset(ids_in(row["lead_bodies"]))
        return resolved | self.unresolved_leads.get(row["row_id"], frozenset())

    def label_of(self, column: str) -> str:
        """Return the printed label of a column, or else its name in words."""
        return self.labels.get(column) or column.replace("_", " ")

    def prints(self, column: str) -> bool:
        """Return whether the matrix has a column that all plans share; True if nobody knows."""
        return not self.labels or column in self.labels

    def texts(self, other: Edition) -> list[str]:
        """Return the text of each row that identifies it in another edition, too."""
        names = [name for name in TEXTS if self.prints(name) and other.prints(name)]
        return [self.text_of(row, names) for row in self.rows]

    def text_of(self, row: Record, names: Sequence[str] = TEXTS) -> str:
        """Return the text of a row that identifies it across editions.

        It is the activity and the output; where both are empty, the focus; where this is empty,
        too, the columns of this plan alone.

        Args:
            row: of the matrix.
            names: the fields that count, of `TEXTS`.
        """
        own = " ".join(row[name] for name in names if name != "focus").strip()
        focus = row["focus"] if "focus" in names else ""
        return own or focus or " ".join(row[name] for name in self.extra)


def ids_in(value: str) -> tuple[str, ...]:
    """Return the ids that a column holds, joined by "; "."""
    return tuple(part for part in value.split("; ") if part)


def read_edition(folder: Path) -> Edition:
    """Read the published tables that a comparison needs.

    Raises:
        UsageError: the folder is not a publication, or a table cannot be read.
    """
    title, labels = _described(folder)
    edition = Edition(folder.name, title=title, labels=labels)
    for table in TABLES:
        path = folder / f"{table}.csv"
        if not path.is_file() and table in REQUIRED:
            raise UsageError(
                f"{folder}: holds no {table}.csv; name a folder that `planrows run` published, "
                "or the id of a published plan"
            )
        edition.tables[table] = _read(path) if path.is_file() else []
    required = set(MatrixRecord.model_fields) - _OPTIONAL_COLUMNS
    missing = required - set(edition.rows[0] if edition.rows else {})
    if edition.rows and missing:
        raise UsageError(
            f"{folder}/matrix.csv: lacks the columns {', '.join(sorted(missing))}; "
            "publish the plan again with `planrows run`"
        )
    edition.issues = _issue_file(folder / "issues.json")
    return _with_prefixes(edition)


def _described(folder: Path) -> tuple[str, dict[str, str]]:
    """Return the plan's title and the labels of the matrix, from the description of the data."""
    try:
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        labels = dict(package.get("planrows:labels", {}))
        named = {FIELDS.get(str(role), str(role)): str(text) for role, text in labels.items()}
        return str(package["title"]), named
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "", {}


def _issue_file(path: Path) -> IssueFile:
    """Return the issues of a publication; those of an earlier format are not known."""
    try:
        return IssueFile.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return IssueFile()


def _with_prefixes(edition: Edition) -> Edition:
    """Prefix the ids of areas and sections that an earlier publication gives as bare numbers."""
    rows, areas = edition.rows, edition.tables["areas"]
    area_of = {area["area_id"]: of_number("area", area["area_id"]) for area in areas}
    sections = {row["section_id"] for row in rows if row["section_id"]}
    section_of = {section: of_number("section", section) for section in sections}
    for record in (*rows, *areas):
        record["area_id"] = area_of.get(record["area_id"], record["area_id"])
        record["section_id"] = section_of.get(record["section_id"], record["section_id"])
    for record in edition.tables["sections"]:
        record["section_id"] = section_of.get(record["section_id"], record["section_id"])
    kinds = {"area": area_of, "areas": area_of, "section": section_of, "sections": section_of}
    for table, kind, name in (
        ("body_roles", "scope", "scope_id"),
        ("cross_references", "target_kind", "target_id"),
        ("issues", "table", "record_id"),
    ):
        for record in edition.tables[table]:
            record[name] = kinds.get(record[kind], {}).get(record[name], record[name])
    for record in edition.tables["cross_references"]:
        source = record["from_id"]
        record["from_id"] = area_of.get(source) or section_of.get(source) or source
    return edition


def _read(path: Path) -> list[Record]:
    from pipeline.publish.data.csv_files import read_csv

    try:
        return [PublishedRow(row, path) for row in read_csv(path)]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: cannot be read as CSV ({error}); publish the plan again"
        ) from error
