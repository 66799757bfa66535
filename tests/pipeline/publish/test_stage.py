"""A publication is whole or not there; the same input gives the same bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.publish.check import check_folder
from pipeline.publish.core.errors import ForeignFolderError, PublicationError
from pipeline.publish.data.csv_files import read_csv
from pipeline.publish.describe.manifest import file_sums
from pipeline.publish.stage import publish
from tests.pipeline.publish.editions import ROWS, small_publication


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "outputs" / "river-plan"
    publish(small_publication(), folder)
    return folder


def test_every_table_is_written_with_its_texts_as_printed(out: Path) -> None:
    rows = read_csv(out / "matrix.csv")
    assert [row["activity"] for row in rows] == [row.activity for row in ROWS]
    assert rows[0]["lead_bodies"] == "ACW; SOMY"
    assert rows[3]["lead_bodies"] == ""
    assert rows[3]["lead_bodies_printed"] == "Bureau of Sand"


def test_csv_files_use_lf_and_defuse_formulas(out: Path) -> None:
    raw = (out / "matrix.csv").read_bytes()
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b",'+1+cmd|" in raw
    assert b",- Workshop on rivers," in raw


def test_the_folder_passes_its_check(out: Path) -> None:
    assert check_folder(out) == []


def test_a_rerun_leaves_the_folder_alone(out: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    manifest = publish(small_publication(), out)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before
    assert manifest.published_at


def test_a_rerun_mends_an_altered_folder(out: Path) -> None:
    sums = file_sums(out)
    (out / "bodies.csv").write_text("x")
    (out / "plan.json").unlink()
    assert len(check_folder(out)) >= 2
    publish(small_publication(), out)
    assert file_sums(out) == sums
    assert check_folder(out) == []


def test_no_debris_stays(out: Path) -> None:
    (out / "bodies.csv").write_text("x")
    publish(small_publication(), out)
    assert [path.name for path in out.parent.iterdir()] == ["river-plan"]


def test_only_the_manifest_holds_times(out: Path) -> None:
    year = json.loads((out / "manifest.json").read_text())["published_at"][:10]
    files = [path for path in out.rglob("*") if path.is_file()]
    holders = [path.name for path in files if year.encode() in path.read_bytes()]
    assert holders == ["manifest.json"]


def test_the_ledger_is_added_up(out: Path) -> None:
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["conservation"]["glyphs"] == 120
    assert manifest["ledger"][0]["matrix"] == 100


def test_what_users_put_there_is_kept(out: Path) -> None:
    (out / "monitoring").mkdir()
    (out / "monitoring" / "filled.xlsx").write_bytes(b"mine")
    (out / "notes.txt").write_text("mine too")
    (out / "bodies.csv").write_text("x")
    publish(small_publication(), out)
    assert (out / "monitoring" / "filled.xlsx").read_bytes() == b"mine"
    assert (out / "notes.txt").read_text() == "mine too"


def test_a_folder_of_others_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(ForeignFolderError, match=r"no manifest\.json"):
        publish(small_publication(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublicationError, match="symbolic link"):
        publish(small_publication(), tmp_path / "out")
    assert list((tmp_path / "elsewhere").iterdir()) == []
