"""The archive of an edition: whole, checked, and the same bytes every time."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest
from frictionless import Package, system

from pipeline.site.archive import write_archive
from pipeline.site.publications import read_publications
from tests.pipeline.small_project import planrows


@pytest.fixture(scope="module")
def unpacked(outputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    publication = next(p for p in read_publications(outputs) if p.name == "river-plan")
    write_archive(publication, folder / "one.zip")
    write_archive(publication, folder / "two.zip")
    assert (folder / "one.zip").read_bytes() == (folder / "two.zip").read_bytes()
    with zipfile.ZipFile(folder / "one.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder / "river-plan"


def test_the_checksums_of_an_archive_hold(unpacked: Path) -> None:
    lines = (unpacked / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    named = dict(reversed(line.split("  ", 1)) for line in lines)
    for path, sha256 in named.items():
        assert hashlib.sha256((unpacked / path).read_bytes()).hexdigest() == sha256
    files = {p.relative_to(unpacked).as_posix() for p in unpacked.rglob("*") if p.is_file()}
    assert files == {*named, "SHA256SUMS", "README.txt"}
    start = (unpacked / "README.txt").read_text(encoding="utf-8")
    assert "Licence: Text: the Secretariat's; dataset: CC BY 4.0." in start
    assert "To cite: Secretariat. Plan of Action on Rivers" in start


def test_an_archive_is_a_valid_data_package(unpacked: Path) -> None:
    with system.use_context(trusted=True):
        report = Package(str(unpacked / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])


def test_a_release_has_an_archive_of_each_edition(outputs: Path, tmp_path: Path) -> None:
    done = planrows(tmp_path, "release", "--from", outputs, "--out", tmp_path / "dist")
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "dist").glob("*.zip")}
    assert names == {f"{folder.name}.zip" for folder in outputs.iterdir()}
    for line in (tmp_path / "dist" / "SHA256SUMS").read_text("utf-8").splitlines():
        sha256, _, name = line.partition("  ")
        assert hashlib.sha256((tmp_path / "dist" / name).read_bytes()).hexdigest() == sha256
        assert sha256 in done.stdout
