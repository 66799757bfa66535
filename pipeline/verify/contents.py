"""Read a published folder back as typed records, from its CSV and JSON files."""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import json
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field, ValidationError, create_model

from extract.model import Frozen, Source
from link.rows import TABLES, TAGS, VALUES, MatrixRecord, TableSpec
from pipeline.config.source_card import SourceCard
from pipeline.publish.core.identifiers import IDENTIFIERS
from pipeline.publish.core.model import Manifest
from pipeline.publish.data.csv_files import read_csv
from pipeline.publish.data.json_files import PlanFile, issues_model

if TYPE_CHECKING:
    from expectations.model import Issue

PACKAGE = "datapackage.json"


@dataclass(frozen=True)
class Contents:
    """A published folder, read back.

    Attributes:
        folder: the folder.
        manifest: its manifest.
        plan: the content of ``plan.json``.
        issues: the issues of ``issues.json``.
        tables: its tables; the matrix has the plan's own columns, too.
        records: the records of each table, from its CSV file.
    """

    folder: Path
    manifest: Manifest
    plan: PlanFile
    issues: tuple[Issue, ...]
    tables: tuple[TableSpec, ...]
    records: Mapping[str, tuple[Frozen, ...]]

    def has(self, format_: str) -> bool:
        """Return whether a format that may be left out was published."""
        return format_ in self.manifest.formats

    @property
    def card(self) -> SourceCard:
        """The source card of the plan."""
        return self.plan.card

    @property
    def source(self) -> Source:
        """The PDF that was read."""
        return self.plan.source

    @property
    def labels(self) -> Mapping[str, str]:
        """The printed label of each column of the matrix, which only the Data Package has."""
        package = json.loads((self.folder / PACKAGE).read_bytes())
        return dict(package["planrows:labels"])


def read_contents(folder: Path, problems: list[str]) -> Contents | None:
    """Read a published folder.

    Args:
        folder: the folder.
        problems: gets a line for each file that cannot be read.

    Returns:
        The contents; None if a file cannot be read.
    """
    records: dict[str, tuple[Frozen, ...]] = {}
    tables: list[TableSpec] = []
    published = _tables_in(folder)
    for known in published:
        name = f"{known.name}.csv"
        with _noting(problems, name):
            spec = known
            if known.model is MatrixRecord:
                spec = dataclasses.replace(known, model=_matrix_model(folder))
            records[known.name] = tuple(_records(folder / name, spec.model))
            tables.append(spec)
    read: list[Any] = []
    for name, model in (
        ("manifest.json", Manifest),
        ("plan.json", PlanFile),
        ("issues.json", issues_model()),
    ):
        with _noting(problems, name):
            read.append(model.model_validate_json((folder / name).read_bytes()))
    if len(tables) < len(published) or len(read) < 3:
        return None
    manifest, plan, issues = read
    return Contents(folder, manifest, plan, issues.issues, tuple(tables), records)


def _tables_in(folder: Path) -> tuple[TableSpec, ...]:
    """Return the tables of a folder: an edition that followed another one has identifiers."""
    further = (VALUES, TAGS, IDENTIFIERS)
    return (*TABLES, *(spec for spec in further if (folder / f"{spec.name}.csv").is_file()))


@contextlib.contextmanager
def _noting(problems: list[str], name: str) -> Iterator[None]:
    """Turn an error of reading a file into a line of problems."""
    try:
        yield
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "top level"
        problems.append(f"{name}: {place}: {first['msg']} ({first['input']!r:.80})")
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
        problems.append(f"{name}: cannot be read: {type(error).__name__}: {error}")


def _matrix_model(folder: Path) -> type[MatrixRecord]:
    """Return the row model of the matrix, with the plan's own columns as text fields."""
    package = json.loads((folder / PACKAGE).read_bytes())
    (matrix,) = (r for r in package["resources"] if r["name"] == "matrix")
    own = {
        field["name"]: (str, Field(default="", description=field["description"]))
        for field in matrix["schema"]["fields"]
        if field["name"] not in MatrixRecord.model_fields
    }
    if not own:
        return MatrixRecord
    model: type[MatrixRecord] = create_model(  # type: ignore[call-overload]  # names are data
        "PlanMatrixRecord", __base__=MatrixRecord, **own
    )
    return model


def _records(path: Path, model: type[Frozen]) -> Iterator[Frozen]:
    """Yield the rows of a published table as models."""
    takes_none = {name: _takes_none(f.annotation) for name, f in model.model_fields.items()}
    for row in read_csv(path):
        yield model.model_validate(
            {
                name: None if value == "" and takes_none.get(name) else value
                for name, value in row.items()
            }
        )


def _takes_none(annotation: object) -> bool:
    return type(None) in typing.get_args(annotation)
