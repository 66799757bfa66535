"""Types of a comparison of two editions."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from extract.model import Frozen

Kind = Literal[
    "unchanged",
    "reworded",
    "renamed",
    "moved",
    "renumbered",
    "reassigned",
    "updated",
    "split",
    "merged",
    "added",
    "removed",
    "retargeted",
    "fixed",
    "new",
    "open",
    "decided",
]
Table = Literal["rows", "areas", "bodies", "roles", "references", "issues", "columns"]

KIND_MEANINGS: dict[Kind, str] = {
    "unchanged": "the same in both editions",
    "reworded": "the same record in other words",
    "renamed": "the same body under another name or acronym",
    "moved": "the same record in another area",
    "renumbered": "the same area under another number, or a reference that follows it",
    "reassigned": "other lead bodies",
    "updated": "another value in another column",
    "split": "one record became several",
    "merged": "several records became one",
    "added": "only in the new edition",
    "removed": "only in the old edition",
    "retargeted": "the same printed reference now points to another record",
    "fixed": "an issue of the old edition that the new one no longer has",
    "new": "an issue that the old edition did not have",
    "open": "an issue of both editions that is still open",
    "decided": "an issue of both editions that a reviewer of the new edition decided",
}


class WordRun(Frozen):
    """Consecutive words that are in both editions, or in one of them."""

    kind: Literal["same", "old", "new"]
    text: str


class FieldChange(Frozen):
    """A field whose value differs between the editions."""

    field: str
    old: str
    new: str
    words: tuple[WordRun, ...] = ()


class Change(Frozen):
    """What became of one record, or of the records that were split or merged."""

    table: Table
    kinds: tuple[Kind, ...] = Field(min_length=1)
    old_ids: tuple[str, ...] = ()
    new_ids: tuple[str, ...] = ()
    old_area: str = ""
    new_area: str = ""
    old_text: str = ""
    new_text: str = ""
    score: float = Field(default=100.0, ge=0, le=100, description="likeness of the texts")
    fields: tuple[FieldChange, ...] = ()
    bodies: tuple[str, ...] = Field(default=(), description="bodies concerned, by their new id")
    old_page: int | None = None
    new_page: int | None = None
    note: str = ""


class Identifier(Frozen):
    """The identifiers of one record in both editions."""

    table: str
    old_id: str
    new_id: str


class Consequence(Frozen):
    """What the new edition changes for one body."""

    body_id: str
    name: str
    new_duties: tuple[str, ...] = Field(description="what it leads or is relevant for now")
    lost_duties: tuple[str, ...]
    changed_duties: tuple[str, ...] = Field(description="rows led in both editions, reworded")
    kept: int = Field(description="number of unchanged duties")


class CarriedDecision(Frozen):
    """A reviewer's decision on an issue of the old edition, and whether it holds for the new."""

    old_issue_id: str
    issue_id: str = Field(default="", description="the new edition's issue; empty: it has none")
    decision: str
    value: str = ""
    decided_by: str
    date: str = ""
    note: str = ""
    ground: str = ""
    reason: str = Field(default="", description="why it is not carried; empty: it is")


class Difference(Frozen):
    """All differences between two editions."""

    old: str
    new: str
    changes: tuple[Change, ...]
    identifiers: tuple[Identifier, ...]
    consequences: tuple[Consequence, ...]
    decisions: tuple[CarriedDecision, ...] = ()

    def decisions_carried(self, *, carried: bool) -> tuple[CarriedDecision, ...]:
        """Return the decisions that are carried over, or those that are not."""
        return tuple(
            decision for decision in self.decisions if carried is not bool(decision.reason)
        )

    def of(self, table: Table) -> tuple[Change, ...]:
        """Return the changes of one table."""
        return tuple(change for change in self.changes if change.table == table)

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many changes of each kind each table has."""
        counts: dict[str, dict[str, int]] = {}
        for change in self.changes:
            of_table = counts.setdefault(change.table, {})
            for kind in change.kinds:
                of_table[kind] = of_table.get(kind, 0) + 1
        return counts
