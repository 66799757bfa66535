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
    "replaced",
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
Table = Literal[
    "columns",
    "sections",
    "areas",
    "rows",
    "narrative",
    "bodies",
    "roles",
    "references",
    "instruments",
    "issues",
]

KIND_MEANINGS: dict[Kind, str] = {
    "unchanged": "the same in both editions",
    "reworded": "the same record in other words",
    "renamed": "the same body or column under another name",
    "moved": "the same record in another area, focus or section",
    "renumbered": "the same area under another number, or a reference that follows it",
    "reassigned": "other lead bodies",
    "replaced": "the same row with another activity or output in place of the old one",
    "updated": "another date, amount or value in a column of this plan, or of a body",
    "split": "one record became several",
    "merged": "several records became one",
    "added": "only in the new edition",
    "removed": "only in the old edition",
    "retargeted": "a reference that now points to another record",
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
    is_replaced: bool = Field(default=False, description="the new text is another text")


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
    says: str = Field(default="", description="what changes, in words")


class Identifier(Frozen):
    """The identifiers of one record in both editions."""

    table: str
    old_id: str
    new_id: str
    relation: Literal["same", "merged", "split"] = Field(
        default="same", description="merged: into another record; split: a further part"
    )


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
    identifiers: tuple[Identifier, ...] = Field(description="one new id an old one: its main part")
    further_identifiers: tuple[Identifier, ...] = Field(
        default=(), description="further parts of what was split"
    )
    consequences: tuple[Consequence, ...]
    decisions: tuple[CarriedDecision, ...] = ()
    old_title: str = Field(default="", description="title of the old edition")
    new_title: str = Field(default="", description="title of the new edition")
    area_titles: tuple[tuple[str, str], ...] = Field(
        default=(), description="id, and number and title, of each area of either edition"
    )
    body_names: tuple[tuple[str, str], ...] = Field(
        default=(), description="id of each body, and what it is called"
    )

    notes: tuple[str, ...] = Field(default=(), description="what could not be compared, and why")

    def name_of(self, body: str) -> str:
        """Return what a body is called."""
        return dict(self.body_names).get(body, body)

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
