"""What somebody changed by hand in a published folder is named when it is published anew."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from pipeline.publish.user_files import FORM, MOST_NAMED, carry_over
from pipeline.verify.folder import verify_folder

NAMES = ("matrix.csv", "plan.xlsx", "parquet/areas.parquet", "a", "b", "c", "d", FORM)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    out = tmp_path / "out"
    for name in NAMES:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(name, encoding="utf-8")
    sums = [
        {"path": name, "sha256": hashlib.sha256(name.encode("utf-8")).hexdigest()} for name in NAMES
    ]
    (out / "manifest.json").write_text(json.dumps({"files": sums}), encoding="utf-8")
    return out


def said(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    new = tmp_path / "new"
    new.mkdir()
    carry_over(out, new)
    return capsys.readouterr().err


def test_nothing_is_said_of_a_folder_that_is_as_published(
    published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (published / "plan.xlsx").unlink()
    assert said(published, tmp_path, capsys) == ""


def test_files_that_were_changed_are_named(
    published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("matrix.csv", "parquet/areas.parquet", FORM):
        (published / name).write_text("changed", encoding="utf-8")
    (line,) = said(published, tmp_path, capsys).splitlines()
    assert "changed by hand in matrix.csv, parquet/areas.parquet; " in line
    assert len(list((tmp_path / "new" / "monitoring").glob("filled-*.xlsx"))) == 1


def test_of_many_changed_files_some_are_named(
    published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in NAMES:
        (published / name).write_text("changed", encoding="utf-8")
    more = len(NAMES) - 1 - MOST_NAMED
    assert f" and {more} more; " in said(published, tmp_path, capsys)


def test_of_a_folder_without_a_readable_manifest_nothing_else_is_said(published: Path) -> None:
    (published / "manifest.json").write_text("{", encoding="utf-8")
    problems, contents = verify_folder(published)
    assert problems == [f"{published}: has no readable manifest.json; name a published folder"]
    assert contents is None
