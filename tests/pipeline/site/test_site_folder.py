"""Which files of a folder are a site's own, and when it may be replaced."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.publish.core.errors import ForeignFolderError
from pipeline.site.folder import INDEX, changes, new_site, refuse_others


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages."""
    with new_site(tmp_path / "site") as folder:
        (folder / "index.html").write_text("page", encoding="utf-8")
        (folder / "plans").mkdir()
        (folder / "plans" / "p.html").write_text("plan", encoding="utf-8")
    return tmp_path / "site"


def said(site: Path) -> list[str]:
    return [f"{path.relative_to(site)}: {what}" for path, what in changes(site)]


def test_a_site_names_its_files_and_their_checksums(site: Path) -> None:
    files = json.loads((site / INDEX).read_text("utf-8"))["files"]
    assert files == {
        "index.html": hashlib.sha256(b"page").hexdigest(),
        "plans/p.html": hashlib.sha256(b"plan").hexdigest(),
    }
    assert said(site) == []
    refuse_others(site)


def link(site: Path, name: str, target: Path) -> None:
    (site / name).unlink(missing_ok=True)
    (site / name).symlink_to(target)


CHANGED = "was changed since planrows wrote it"
FOREIGN = "planrows did not write this file"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda site: (site / "index.html").write_text("mine", "utf-8"), f"index.html: {CHANGED}"),
        (lambda site: (site / "mine.txt").touch(), f"mine.txt: {FOREIGN}"),
        (lambda site: link(site, "mine", site / "plans"), f"mine: {FOREIGN}"),
        (lambda site: link(site, "mine", Path("/nowhere")), f"mine: {FOREIGN}"),
        # A link to a file with the same content is another file.
        (lambda site: link(site, "index.html", same_file(site)), f"index.html: {CHANGED}"),
        (lambda site: link(site, "index.html", site / "plans"), f"index.html: {CHANGED}"),
        (lambda site: link(site, "index.html", Path("/nowhere")), f"index.html: {CHANGED}"),
    ],
)
def test_what_a_site_did_not_write_is_named_and_not_replaced(
    site: Path, change: Callable[[Path], object], problem: str
) -> None:
    change(site)
    assert said(site) == [problem]
    before = sorted(site.rglob("*"))
    with pytest.raises(ForeignFolderError, match="move it away, or name another folder"):
        refuse_others(site)
    with pytest.raises(ForeignFolderError), new_site(site):
        pytest.fail("a folder of others is replaced")
    assert sorted(site.rglob("*")) == before


def same_file(site: Path) -> Path:
    copy = site.with_name("same.html")
    copy.write_bytes(b"page")
    return copy


@pytest.mark.parametrize("name", ["index.html", "plans/p.html"])
def test_a_missing_file_is_named_but_keeps_no_site_from_being_made(site: Path, name: str) -> None:
    (site / name).unlink()
    assert said(site) == [f"{name}: is missing"]
    with new_site(site) as folder:
        (folder / "index.html").write_text("new", encoding="utf-8")
    assert said(site) == []
    assert (site / "index.html").read_text("utf-8") == "new"


def test_a_folder_counts_only_in_place_of_a_page(site: Path) -> None:
    (site / "more").mkdir()
    assert said(site) == []
    (site / "index.html").unlink()
    (site / "index.html").mkdir()
    assert said(site) == [f"index.html: {CHANGED}"]
    with pytest.raises(ForeignFolderError, match="move it away"):
        refuse_others(site)


def test_a_list_of_files_cannot_lead_out_of_the_folder(site: Path) -> None:
    listed = {"files": {"../secret": "0", "gone.html": "0"}}
    (site / INDEX).write_text(json.dumps(listed), encoding="utf-8")
    assert said(site)[-1] == "gone.html: is missing"
    assert not any("secret" in line for line in said(site))


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"files": []}', '{"files": null}'])
def test_without_a_list_of_files_none_is_the_site_s_own(site: Path, text: str) -> None:
    (site / INDEX).write_text(text, encoding="utf-8")
    assert said(site) == [f"index.html: {FOREIGN}", f"plans/p.html: {FOREIGN}"]


def test_only_a_folder_is_replaced(tmp_path: Path) -> None:
    refuse_others(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    refuse_others(tmp_path / "empty")
    (tmp_path / "file").touch()
    with pytest.raises(ForeignFolderError, match="is a file; name a folder with --out"):
        refuse_others(tmp_path / "file")


def test_what_somebody_writes_meanwhile_is_not_replaced(site: Path) -> None:
    with pytest.raises(ForeignFolderError, match=FOREIGN), new_site(site):
        (site / "mine.txt").touch()
    assert (site / "index.html").read_text("utf-8") == "page"
    assert [path.name for path in site.parent.iterdir()] == ["site"]
