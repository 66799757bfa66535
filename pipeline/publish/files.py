"""Every file of a publication, one writer a format."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.publish.csv_files import csv_text
from pipeline.publish.datapackage import datapackage
from pipeline.publish.json_files import json_text, json_texts
from pipeline.publish.manifest import file_sums
from pipeline.publish.model import Publication


def write_files(publication: Publication, folder: Path) -> None:
    """Write every file but the manifest into an empty folder."""
    write_texts(
        folder,
        {
            f"{spec.name}.csv": csv_text(spec.model, publication.records[spec.name])
            for spec in publication.tables
        },
    )
    write_texts(folder, json_texts(publication))
    sums = {file.path: file for file in file_sums(folder)}
    write_texts(folder, {"datapackage.json": json_text(datapackage(publication, sums))})


def write_texts(folder: Path, texts: Mapping[str, str]) -> None:
    """Write texts as UTF-8 with LF, whatever the platform's habits are."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
