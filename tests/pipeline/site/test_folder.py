"""The folder of a site is replaced as a whole, or not at all; bad input is told in one line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.errors import PlanrowsError
from pipeline.site.stage import make_site
from pipeline.verify.folder import verify_folder


def content_of(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_same_publications_make_the_same_site(
    site: Path, outputs: Path, tmp_path: Path
) -> None:
    make_site(outputs, tmp_path / "again")
    made = content_of(tmp_path / "again")
    assert made == content_of(site)
    make_site(outputs, tmp_path / "again")
    assert content_of(tmp_path / "again") == made
    assert [path.name for path in tmp_path.iterdir()] == ["again"]


def test_the_published_folders_are_copied_whole_without_the_users_files(
    outputs: Path, tmp_path: Path
) -> None:
    shutil.copytree(outputs / "river-plan", tmp_path / "outputs" / "river-plan")
    forms = tmp_path / "outputs" / "river-plan" / "monitoring"
    forms.mkdir()
    (forms / "filled.xlsx").write_text("what a ministry reported", encoding="utf-8")
    make_site(tmp_path / "outputs", tmp_path / "site")
    problems, _ = verify_folder(tmp_path / "site" / "data" / "river-plan")
    assert problems == []
    assert not [path for path in (tmp_path / "site").rglob("*") if "filled" in path.name]


def add_file(site: Path) -> Path:
    (site / "data" / "mine.txt").write_text("mine", encoding="utf-8")
    return site / "data" / "mine.txt"


def change_file(site: Path) -> Path:
    (site / "index.html").write_text("mine", encoding="utf-8")
    return site / "index.html"


def link_out(site: Path) -> Path:
    (site / "rules.html").unlink()
    (site / "rules.html").symlink_to("/etc/hostname")
    return site / "rules.html"


@pytest.mark.parametrize("touch", [add_file, change_file, link_out])
def test_a_folder_with_things_not_its_own_is_refused(
    touch: Callable[[Path], Path], site: Path, outputs: Path, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    shutil.copytree(site, out)
    touched = touch(out)
    before = content_of(out)
    with pytest.raises(PlanrowsError, match=r"move it away, or name another folder") as caught:
        make_site(outputs, out)
    assert str(caught.value).startswith(f"{touched}: ")
    assert content_of(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_is_no_site_is_refused(outputs: Path, tmp_path: Path) -> None:
    shutil.copytree(outputs / "river-plan", tmp_path / "plan")
    (tmp_path / "file").write_text("", encoding="utf-8")
    for name in ("plan", "file"):
        with pytest.raises(PlanrowsError, match=r"name another folder|name a folder"):
            make_site(outputs, tmp_path / name)


def tampered(folder: Path) -> str:
    with (folder / "matrix.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    return r"matrix\.csv: differs from what was published"


def without_file(folder: Path) -> str:
    (folder / "plan.sqlite").unlink()
    return r"plan\.sqlite: .*publish the plan again"


def broken_manifest(folder: Path) -> str:
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    return r"manifest\.json: is not a manifest"


def outside_path(folder: Path) -> str:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"][0]["path"] = "../secret.txt"
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return r"names a file outside of the folder"


def no_time(folder: Path) -> str:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["published_at"] = "yesterday"
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return r"differs from what planrows publishes"


@pytest.mark.parametrize("spoil", [tampered, without_file, broken_manifest, outside_path, no_time])
def test_what_is_not_as_published_is_refused(
    spoil: Callable[[Path], str], outputs: Path, tmp_path: Path
) -> None:
    shutil.copytree(outputs / "hostile", tmp_path / "outputs" / "hostile")
    message = spoil(tmp_path / "outputs" / "hostile")
    with pytest.raises(PlanrowsError, match=message):
        make_site(tmp_path / "outputs", tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_without_publications_the_message_says_what_to_do(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(PlanrowsError, match=r"`planrows run`"):
            make_site(folder, tmp_path / "site")
