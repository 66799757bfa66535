"""The published editions that monitoring forms belong to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from link.rows import JOINED, MatrixRecord
from pipeline.publish.core.errors import FormError
from pipeline.publish.data.csv_files import read_csv
from pipeline.publish.describe.manifest import read_manifest
from pipeline.publish.forms.thresholds import FORMS

_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b")


@dataclass(frozen=True)
class PlanFacts:
    """Facts of a published edition that forms are checked against.

    Attributes:
        plan: id of the plan.
        edition: name of the edition; empty: the only one.
        status: adopted, draft, superseded, ….
        latest: name of the edition adopted last.
        years: years that the edition covers; empty: not known.
        source: SHA-256 of the PDF.
        folder: folder of the publication.
        title: title of the edition.
        rows: rows of the matrix, by their identifier.
        areas: area of each row.
        leads: lead bodies of each row.
        bodies: name of each body.
        area_titles: title of each area.
        due: last year in which a row is to be carried out, where that is known.
    """

    plan: str
    edition: str
    status: str
    latest: str
    years: tuple[int, ...]
    source: str
    folder: Path
    title: str
    rows: Mapping[str, Mapping[str, str]]
    areas: Mapping[str, str]
    leads: Mapping[str, frozenset[str]]
    bodies: Mapping[str, str]
    area_titles: Mapping[str, str]
    due: Mapping[str, int]

    @property
    def name(self) -> str:
        """The edition in words."""
        return f"edition {self.edition}" if self.edition else "the plan's only edition"

    @property
    def is_late(self) -> bool:
        """Whether the monitoring of this edition is closed."""
        return self.status == "superseded"


def facts_of(published: Path) -> PlanFacts:
    """Return the facts of a published edition.

    Raises:
        FormError: the folder is not a publication.
    """
    manifest = read_manifest(published)
    try:
        rows, bodies, areas = (
            read_csv(published / f"{table}.csv") for table in ("matrix", "bodies", "areas")
        )
    except (OSError, UnicodeDecodeError) as error:
        raise FormError(
            f"{published}: is not a published plan ({error}); publish it with `planrows run`"
        ) from error
    if manifest is None:
        raise FormError(f"{published}: has no manifest; publish the plan with `planrows run`")
    return PlanFacts(
        plan=manifest.plan,
        edition=manifest.edition,
        status=manifest.status,
        latest=manifest.latest,
        years=manifest.years,
        source=manifest.source.sha256,
        folder=published,
        title=manifest.title,
        rows={row["row_id"]: row for row in rows},
        areas={row["row_id"]: row["area_id"] for row in rows},
        leads={
            row["row_id"]: frozenset(filter(None, row["lead_bodies"].split(JOINED))) for row in rows
        },
        bodies={body["body_id"]: body["name"] for body in bodies},
        area_titles={area["area_id"]: area["title"] for area in areas},
        due=due_years(rows, manifest.years),
    )


def extra_columns(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the columns of the matrix that only this plan has."""
    return [name for name in (rows[0] if rows else {}) if name not in MatrixRecord.model_fields]


def due_years(rows: Sequence[Mapping[str, str]], years: Sequence[int]) -> dict[str, int]:
    """Return the last year in which each row is to be carried out.

    It is the last year in the plan's own column of dates (a "Timeline"), found by what it holds:
    most of its cells name a year. For a row without such a year, it is the plan's last year.
    """
    due = {row["row_id"]: years[-1] for row in rows} if years else {}
    for name in extra_columns(rows):
        filled = [row[name] for row in rows if row[name].strip()]
        dated = sum(bool(_YEAR.search(text)) for text in filled)
        if dated > len(filled) * FORMS.dated_cells:
            for row in rows:
                if found := _YEAR.findall(row[name]):
                    due[row["row_id"]] = max(map(int, found))
    return due


def editions_beside(published: Path) -> list[PlanFacts]:
    """Return the editions of a plan: that of a folder, then those published beside it."""
    own = facts_of(published)
    published = published.resolve()
    name = published.name.partition("@")[0]
    found = [own]
    for folder in sorted(published.parent.iterdir()):
        is_edition = folder.name.partition("@")[0] == name and folder != published
        manifest = read_manifest(folder) if is_edition else None
        if manifest is not None and manifest.plan == own.plan:
            found.append(facts_of(folder))
    return found
