"""Write the files that planrows publishes, each with the writer of its format."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path

from link.rows import TableSpec
from pipeline.engine.beside import Beside
from pipeline.publish.core.json_text import json_text
from pipeline.publish.core.model import FORMATS, PDF, Publication
from pipeline.publish.data.corrected_places import CorrectedPlaces
from pipeline.publish.data.csv_files import csv_text
from pipeline.publish.data.json_files import json_texts
from pipeline.publish.data.parquet import write_parquet
from pipeline.publish.data.sqlite import write_sqlite
from pipeline.publish.data.workbook import write_workbook
from pipeline.publish.describe.csvw import csvw
from pipeline.publish.describe.datapackage import datapackage
from pipeline.publish.describe.dictionary import dictionary
from pipeline.publish.describe.manifest import file_sums, make_manifest
from pipeline.publish.describe.provenance import provenance
from pipeline.publish.describe.sarif import sarif
from pipeline.publish.describe.skos import vocabulary
from pipeline.publish.forms.monitoring_form import write_form
from pipeline.publish.html.explore import explore_pieces
from pipeline.publish.html.report import report_pieces

ALWAYS = (
    "csv-metadata.json",
    "datapackage.json",
    "dictionary.md",
    "issues.json",
    "issues.schema.json",
    "plan.json",
    "plan.schema.json",
)
"""Files of no table that are written in any formats; those of the others are in `FORMATS`."""
LONG = ("xlsx",)
"""Formats whose files take as long to write as those of all others."""


def published_files(
    tables: Iterable[TableSpec], formats: Collection[str], *, with_pdf: bool = False
) -> set[str]:
    """Return the paths of all files that `write_files` writes in some formats.

    Args:
        tables: the published tables.
        formats: the formats that are asked for.
        with_pdf: whether the source card allows the PDF to be published.
    """
    names = [spec.name for spec in tables]
    asked = {path for name, files in FORMATS.items() if name in formats for path in files}
    parquet = {f"parquet/{name}.parquet" for name in names if "parquet" in formats}
    document = {PDF} if with_pdf else set()
    return {f"{name}.csv" for name in names} | parquet | document | {*ALWAYS} | asked


def write_files(publication: Publication, folder: Path, beside: Beside | None = None) -> None:
    """Write every file except the manifest into an empty folder.

    Formats that may be left out are written by their function in `_WRITERS`.

    Args:
        publication: the plan and all its records.
        folder: the folder.
        beside: writes the formats that take longest.
    """
    beside = beside or Beside()
    try:
        _write_files(publication, folder, beside)
    except BaseException:
        beside.stop()  # nothing is written once this raises: the folder will be removed
        raise


def _write_files(publication: Publication, folder: Path, beside: Beside) -> None:
    for spec in publication.tables:
        text = csv_text(spec.model, publication.records[spec.name])
        write_texts(folder, {f"{spec.name}.csv": text})
    write_texts(folder, json_texts(publication))
    sums = {file.path: file for file in file_sums(folder)}
    write_texts(
        folder,
        {
            "datapackage.json": json_text(datapackage(publication, sums)),
            "csv-metadata.json": json_text(csvw(publication)),
            "dictionary.md": dictionary(publication),
        },
    )
    if publication.card.publish_pdf and publication.pdf:
        shutil.copyfile(publication.pdf, folder / PDF)
    long = [name for name in publication.formats if name in LONG]
    waiting = [beside.begin(partial(_WRITERS[name], publication, folder)) for name in long]
    for name in publication.formats:
        if name not in long:
            _WRITERS[name](publication, folder)
    for wait in waiting:
        wait()
    if "rdf" in publication.formats:
        files = file_sums(folder)
        graph = provenance(publication, make_manifest(publication, files), files)
        write_texts(folder, {"provenance.jsonld": json_text(graph)})


def _write_parquet(publication: Publication, folder: Path) -> None:
    (folder / "parquet").mkdir()
    for spec in publication.tables:
        path = folder / "parquet" / f"{spec.name}.parquet"
        write_parquet(spec, publication.records[spec.name], path)


def _write_pages(publication: Publication, folder: Path) -> None:
    publication.draw()
    # Piece by piece: each page holds the plan as a whole.
    _write_pieces(folder / "index.html", explore_pieces(publication))
    _write_pieces(folder / "report.html", report_pieces(publication))


def _write_vocabulary(publication: Publication, folder: Path) -> None:
    plan = publication.linked.plan
    bodies, skos = vocabulary(plan.bodies, plan.mentions, publication.card)
    write_texts(folder, {"bodies.jsonld": bodies, "bodies.ttl": skos})


def _write_sarif(publication: Publication, folder: Path) -> None:
    found = sarif(publication.report.issues, publication.source)
    write_texts(folder, {"issues.sarif": json_text(found)})


_WRITERS: Mapping[str, Callable[[Publication, Path], None]] = {
    "parquet": _write_parquet,
    "sqlite": lambda publication, folder: write_sqlite(publication, folder / "plan.sqlite"),
    "xlsx": lambda publication, folder: write_workbook(
        publication, folder / "plan.xlsx", CorrectedPlaces.in_plan(publication.linked.plan)
    ),
    "form": lambda publication, folder: write_form(
        publication, folder / "monitoring.xlsx", CorrectedPlaces.in_plan(publication.linked.plan)
    ),
    "html": _write_pages,
    "rdf": _write_vocabulary,
    "sarif": _write_sarif,
}
"""Writers of the formats that may be left out."""


def write_texts(folder: Path, texts: Mapping[str, str]) -> None:
    """Write texts as UTF-8 with LF line ends on every platform."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _write_pieces(path: Path, pieces: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces)
