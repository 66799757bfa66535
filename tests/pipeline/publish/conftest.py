"""One small publication, made once for the tests that only read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.publish.core.json_text import json_text
from pipeline.publish.core.model import Publication
from pipeline.publish.data.csv_files import csv_text
from pipeline.publish.data.json_files import json_texts
from pipeline.publish.describe.datapackage import datapackage
from pipeline.publish.describe.manifest import file_sums
from pipeline.publish.stage import publish
from pipeline.publish.writers import write_texts
from tests.pipeline.publish.editions import small_publication


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "river-plan"
    publish(small_publication(), folder)
    return folder


@pytest.fixture
def few_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish the texts only, for tests of how files come into place."""

    def write(publication: Publication, folder: Path, *_: object) -> None:
        for spec in publication.tables:
            text = csv_text(spec.model, publication.records[spec.name])
            (folder / f"{spec.name}.csv").write_text(text)
        write_texts(folder, json_texts(publication))
        sums = {file.path: file for file in file_sums(folder)}
        write_texts(folder, {"datapackage.json": json_text(datapackage(publication, sums))})

    monkeypatch.setattr("pipeline.publish.stage.write_files", write)
