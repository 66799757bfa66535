"""Whether a folder still holds what a run published to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.flow.publishing import Checksums, differences
from pipeline.publish.core.model import Manifest
from pipeline.publish.stage import publish
from tests.pipeline.publish.editions import small_publication


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "plan"
    publish(small_publication(), out)
    return out


@pytest.fixture
def expected(published: Path) -> Checksums:
    text = (published / "manifest.json").read_text(encoding="utf-8")
    return Checksums.of(Manifest.model_validate_json(text))


def with_changed(path: Path, change: Callable[[dict[str, Any]], object]) -> str:
    """Change a manifest; return its text as it was."""
    text = path.read_text(encoding="utf-8")
    values = json.loads(text)
    change(values)
    path.write_text(json.dumps(values), encoding="utf-8")
    return text


def test_a_publication_is_as_published(published: Path, expected: Checksums) -> None:
    (published / "notes.txt").write_text("of the users", encoding="utf-8")
    assert differences(published, expected) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda values: values.update(title="Another plan"),
        lambda values: values.update(published_at="2001-01-01T00:00:00+00:00"),
        lambda values: values.pop("sha256"),
    ],
)
def test_a_changed_manifest_is_named(
    change: Callable[[dict[str, Any]], object], published: Path, expected: Checksums
) -> None:
    path = published / "manifest.json"
    text = with_changed(path, change)
    assert differences(published, expected) == ["manifest.json is altered"]
    path.write_text("[]", encoding="utf-8")
    assert differences(published, expected) == ["manifest.json is not a manifest"]
    path.unlink()
    assert differences(published, expected) == ["manifest.json is missing"]
    path.write_text(text, encoding="utf-8")


def test_changed_and_missing_files_are_named(published: Path, expected: Checksums) -> None:
    matrix, bodies = published / "matrix.csv", published / "bodies.csv"
    kept = matrix.read_bytes(), bodies.read_bytes()
    matrix.write_bytes(b"other")
    bodies.unlink()
    assert set(differences(published, expected)) == {
        "matrix.csv is altered", "bodies.csv is missing",
    }  # fmt: skip
    matrix.write_bytes(kept[0])
    bodies.write_bytes(kept[1])
