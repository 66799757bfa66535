"""What somebody changed by hand in a published folder is named when it is published anew."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from pipeline.publish.core.errors import ForeignFolderError
from pipeline.publish.user_files import FORM, MOST_NAMED, carry_over, refuse_foreign
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


def test_of_some_changed_files_all_are_named(
    published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in NAMES[:MOST_NAMED]:
        (published / name).write_text("changed", encoding="utf-8")
    line = said(published, tmp_path, capsys)
    assert "changed by hand in matrix.csv, plan.xlsx, parquet/areas.parquet, a, b; values" in line


def test_what_users_put_there_is_carried_over_as_it_is(published: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    (published / "notes" / "empty").mkdir(parents=True)
    (published / "notes" / "mine.txt").write_text("mine", encoding="utf-8")
    (published / "link").symlink_to("notes")
    (published / "parquet" / "mine.parquet").write_text("mine", encoding="utf-8")
    new.mkdir()
    carry_over(published, new)
    found = {path.relative_to(new).as_posix() for path in new.rglob("*") if not path.is_dir()}
    assert found | {"link"} == {"notes/mine.txt", "link", "parquet/mine.parquet"}
    assert (new / "link").readlink() == Path("notes")
    assert (new / "notes" / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_nobody_published_to_is_not_carried_over(tmp_path: Path) -> None:
    for name in ("out", "new"):
        (tmp_path / name).mkdir()
    (tmp_path / "out" / "mine.txt").touch()
    carry_over(tmp_path / "out", tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize("is_link", [True, False])
def test_a_user_s_file_is_not_replaced_by_a_published_one(
    published: Path, tmp_path: Path, is_link: bool
) -> None:
    new = tmp_path / "new"
    new.mkdir()
    (published / "report.html").write_text("mine", encoding="utf-8")
    if is_link:
        (new / "report.html").symlink_to("nowhere")
    else:
        (new / "report.html").touch()
    with pytest.raises(ForeignFolderError, match="now publishes one of the same name"):
        carry_over(published, new)


def kept_forms(new: Path) -> list[bytes]:
    return [path.read_bytes() for path in new.glob("monitoring/filled-*.xlsx")]


def test_a_form_is_kept_where_it_was_filled_in(published: Path, tmp_path: Path) -> None:
    for name in ("as published", "filled in", "gone", "a link"):
        (tmp_path / name).mkdir()
    carry_over(published, tmp_path / "as published")
    (published / FORM).write_text("filled in", encoding="utf-8")
    carry_over(published, tmp_path / "filled in")
    (published / FORM).rename(tmp_path / "elsewhere")
    carry_over(published, tmp_path / "gone")
    (published / FORM).symlink_to(tmp_path / "elsewhere")
    carry_over(published, tmp_path / "a link")
    assert {name: kept_forms(tmp_path / name) for name in ("as published", "filled in", "gone",
                                                           "a link")} == {
        "as published": [], "filled in": [b"filled in"], "gone": [], "a link": [],
    }  # fmt: skip


def test_a_publication_without_a_form_keeps_a_users_form(tmp_path: Path) -> None:
    out, new = tmp_path / "out", tmp_path / "new"
    out.mkdir()
    new.mkdir()
    (out / "manifest.json").write_text('{"files": []}', encoding="utf-8")
    (out / FORM).write_text("mine", encoding="utf-8")
    carry_over(out, new)
    assert [path.name for path in new.iterdir()] == [FORM]


def test_only_an_empty_or_a_published_folder_is_published_to(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    for name in ("none", "empty", "out"):
        refuse_foreign(tmp_path / name)
    with pytest.raises(ForeignFolderError, match="is a file; name a folder to publish to"):
        refuse_foreign(tmp_path / "file")
    (published / "manifest.json").unlink()
    with pytest.raises(ForeignFolderError, match="holds files, but no manifest"):
        refuse_foreign(published)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ForeignFolderError, match="is read-only; allow writing"):
        refuse_foreign(tmp_path / "empty")


def test_of_a_folder_without_a_readable_manifest_nothing_else_is_said(published: Path) -> None:
    (published / "manifest.json").write_text("{", encoding="utf-8")
    problems, contents = verify_folder(published)
    assert problems == [f"{published}: has no readable manifest.json; name a published folder"]
    assert contents is None
