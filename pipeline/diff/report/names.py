"""Name the records of two editions as people do: by their words and numbers, not by identifiers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from normalize.ids import number_in
from pipeline.diff.editions import Edition, Record, ids_in

GONE = "gone"
"""Stands before the id of an area that only the old edition has."""
LONGEST_NAME = 140
"""Characters of a text that only names a record. The text itself is given beside it, whole."""


@dataclass(frozen=True)
class Side:
    """The records of one edition by their ids.

    Attributes:
        edition: the edition.
        present_names: what bodies of the old edition are called in the new one.
    """

    edition: Edition
    present_names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def rows(self) -> dict[str, Record]:
        """Rows by id."""
        return {row["row_id"]: row for row in self.edition.rows}

    @cached_property
    def areas(self) -> dict[str, str]:
        """Titles of areas by id."""
        return {area["area_id"]: area["title"] for area in self.edition.tables["areas"]}

    @cached_property
    def sections(self) -> dict[str, str]:
        """Titles of sections by id."""
        return {each["section_id"]: each["title"] for each in self.edition.tables["sections"]}

    @cached_property
    def bodies(self) -> dict[str, str]:
        """What each body is called: its acronym, or else its name."""
        return {
            row["body_id"]: row["acronym"] or row["name"] or row["body_id"]
            for row in self.edition.tables["bodies"]
        }

    @cached_property
    def row_of(self) -> dict[str, Record]:
        """The first row that holds each focus area, activity and output; rows by their own id."""
        found = dict(self.rows)
        for row in self.edition.rows:
            for key in ("activity_id", "expected_output_id", "focus_id"):
                if row[key]:
                    found.setdefault(row[key], row)
        return found

    @cached_property
    def blocks(self) -> dict[str, Record]:
        """Blocks of the narrative by id."""
        return {block["block_id"]: block for block in self.edition.tables["narrative"]}

    @cached_property
    def references(self) -> dict[str, Record]:
        """References by id."""
        return {each["reference_id"]: each for each in self.edition.tables["cross_references"]}

    def body(self, body_id: str) -> str:
        """Return what a body is called now; one that is not resolved, by its printed name."""
        return self.present_names.get(body_id) or self.bodies.get(body_id, body_id)

    def leads(self, row: Record) -> list[str]:
        """Return what the lead bodies of a row are called, in printed order."""
        resolved = [self.body(body) for body in ids_in(row["lead_bodies"])]
        return [*resolved, *sorted(self.edition.leads_of(row) - set(ids_in(row["lead_bodies"])))]

    def area(self, area_id: str) -> str:
        """Return an area's number and title: 1.2 “Promote …”."""
        title = self.areas.get(area_id, "")
        return " ".join(part for part in (number_in(area_id), quoted(title)) if part)

    def target(self, record_id: str) -> str:
        """Return what a reference points to: an area, a section, a row, or a cited text."""
        if record_id in self.areas:
            return self.area(record_id)
        if record_id in self.sections:
            return f"section {number_in(record_id)} {quoted(self.sections[record_id])}"
        if record_id in self.row_of:
            return self.row(record_id)
        titles = {r["instrument_id"]: r["title"] for r in self.edition.tables["instruments"]}
        return quoted(titles.get(record_id, record_id)) if record_id else "nothing certain"

    def row(self, record_id: str) -> str:
        """Return a row's words and the number of its area: “Organise …” (1.2)."""
        row = self.row_of[record_id]
        return in_area(quoted(title_of(row)), row["area_id"])

    def source(self, record_id: str) -> str:
        """Return the record that prints a reference."""
        if record_id in self.row_of:
            return self.row(record_id)
        if record_id in self.blocks:
            return quoted(self.blocks[record_id]["text"])
        return self.target(record_id) if record_id in (*self.areas, *self.sections) else ""

    def area_of(self, record_id: str) -> str:
        """Return the area that a record belongs to; empty: none."""
        if record_id in self.areas:
            return record_id
        return self.row_of[record_id]["area_id"] if record_id in self.row_of else ""


def title_of(row: Record) -> str:
    """Return what a row is called: its activity, or else its output or focus."""
    return row["activity"] or row["expected_output"] or row["focus"]


def in_area(name: str, area_id: str) -> str:
    """Return a name with the number of its area."""
    number = number_in(area_id)
    return f"{name} ({number})" if number else name


def quoted(text: str) -> str:
    """Return a text in quotation marks, cut at its end if it is long."""
    line = " ".join(text.split())
    if len(line) > LONGEST_NAME:
        line = line[:LONGEST_NAME].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"
    return f"“{line}”" if line else ""


def whole(text: str) -> str:
    """Return a text in quotation marks, however long it is."""
    line = " ".join(text.split())
    return f"“{line}”" if line else ""


def listed(names: Iterable[str]) -> str:
    """Return names as a sentence lists them: A, B and C."""
    parts = [name for name in names if name]
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def area_titles(
    old: Edition, new: Edition, new_of: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Return id, and number and title, of each area of the new edition, and of those gone.

    Args:
        old: the old edition.
        new: the new edition.
        new_of: new id of each old record.
    """
    gone = [area for area in old.tables["areas"] if area["area_id"] not in new_of]
    titles = [(area["area_id"], _numbered(area)) for area in new.tables["areas"]]
    return (*titles, *((f"{GONE} {area['area_id']}", _numbered(area)) for area in gone))


def _numbered(area: Record) -> str:
    return f"{number_in(area['area_id'])} {area['title']}".strip()


def body_names(old: Edition, new: Edition) -> tuple[tuple[str, str], ...]:
    """Return id of each body, and what it is called; of both editions, as in the new one."""
    return tuple((Side(old).bodies | Side(new).bodies).items())
