"""Formats that may be left out: what stays is whole, and the check knows what was asked for."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import planrows
import pytest

from pipeline.errors import UsageError
from pipeline.options import Format, formats_of
from pipeline.publish.core.model import ALL_FORMATS, FORMATS
from pipeline.publish.describe.dictionary import FILES
from pipeline.publish.stage import publish
from pipeline.publish.writers import _WRITERS, published_files
from pipeline.site.metadata import media_type
from pipeline.verify.folder import verify_folder
from tests.pipeline.publish.editions import small_publication

ROOT = Path(__file__).resolve().parents[3]


def files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("formats", [(), ("parquet",), ("sqlite", "html"), ("rdf", "sarif"),
                                     ("xlsx", "form"), ALL_FORMATS])  # fmt: skip
def test_only_what_is_asked_for_is_written_and_checked(
    tmp_path: Path, formats: tuple[str, ...]
) -> None:
    publication = dataclasses.replace(small_publication(), formats=formats)
    out = tmp_path / "plan"
    publish(publication, out)
    written = files(out)
    for name in set(ALL_FORMATS) - {"parquet"}:
        assert (set(FORMATS[name]) <= written) is (name in formats), name
    assert any(name.startswith("parquet/") for name in written) is ("parquet" in formats)
    assert {"matrix.csv", "plan.json", "issues.json", "datapackage.json"} <= written
    assert verify_folder(out)[0] == []
    assert written == published_files(publication.tables, formats) | {"manifest.json"}
    assert ("formats" in json.loads((out / "manifest.json").read_bytes())) is (
        formats != ALL_FORMATS
    )


def test_a_file_that_was_published_is_missed(tmp_path: Path) -> None:
    out = tmp_path / "plan"
    publish(dataclasses.replace(small_publication(), formats=("sqlite",)), out)
    (out / "plan.sqlite").unlink()
    problems, _ = verify_folder(out)
    assert "plan.sqlite: is missing" in problems
    publish(small_publication(), out)
    assert verify_folder(out)[0] == []
    assert "report.html" in files(out)


def test_the_library_says_what_it_needs(tmp_path: Path) -> None:
    out = tmp_path / "plan"
    publish(dataclasses.replace(small_publication(), formats=()), out)
    with pytest.raises(planrows.PlanrowsError, match="no Parquet files"):
        planrows.read_plan(out)
    publish(dataclasses.replace(small_publication(), formats=("parquet",)), out)
    assert len(planrows.read_plan(out)["matrix"]) > 0


def test_none_is_no_other_format() -> None:
    assert formats_of(None) is None
    assert formats_of([Format.none]) == ()
    assert formats_of([Format.html, Format.parquet, Format.html]) == ("parquet", "html")
    with pytest.raises(UsageError, match="cannot be combined with another format"):
        formats_of([Format.none, Format.html])


def test_each_format_has_an_option_and_a_writer() -> None:
    assert {one.value for one in Format} == {*ALL_FORMATS, "none"}
    assert set(_WRITERS) == set(ALL_FORMATS)


@pytest.mark.parametrize(
    "path", ["parquet/", *(path for files in FORMATS.values() for path in files)]
)
def test_each_file_of_a_format_is_described(path: str) -> None:
    assert path in {name for names, _ in FILES for name in names.split(", ")}
    assert path.endswith("/") or media_type(path) != "application/octet-stream"
    for page in ("README.md", "docs/use.md"):
        assert f"`{path}" in (ROOT / page).read_text(encoding="utf-8"), page
