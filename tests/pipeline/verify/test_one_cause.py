"""`planrows check` tells one mistake once, and two mistakes twice."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pipeline.publish.core.model import FileSum, Manifest
from pipeline.publish.describe.manifest import file_sums, make_manifest
from pipeline.publish.stage import publish
from pipeline.verify.folder import verify_folder
from pipeline.verify.one_cause import once
from tests.pipeline.publish.editions import small_publication
from tests.pipeline.verify.test_tampers import FILES, TAMPERS


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "river-plan"
    publish(small_publication(), folder)
    return folder


@pytest.fixture
def folder(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "plan"))


@pytest.mark.parametrize("name", FILES)
def test_one_changed_file_is_one_line(folder: Path, name: str) -> None:
    TAMPERS[name](folder)
    (problem,) = verify_folder(folder)[0]
    assert problem.startswith(f"{FILES[name]}: ")


def test_the_line_says_what_differs(folder: Path) -> None:
    TAMPERS["a text of the matrix"](folder)
    (problem,) = verify_folder(folder)[0]
    assert "was changed" in problem
    assert re.search(
        r"row 1, activity: '- Workshop on rivers', but .*'- Workshop on lakes'", problem
    )


@pytest.mark.parametrize("name", ["areas.csv", "plan.sqlite", "plan.json", "report.html"])
def test_a_missing_file_is_one_line(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert verify_folder(folder)[0] == [f"{name}: is missing"]


def test_a_place_outside_the_folder_is_reported_beside_a_changed_file(folder: Path) -> None:
    path = folder / "manifest.json"
    manifest = Manifest.model_validate_json(path.read_bytes())
    files = (*manifest.files, FileSum(path="../secret", bytes=1, sha256="0" * 64))
    forged = manifest.model_copy(update={"files": files})
    forged = forged.model_copy(update={"sha256": forged.own_sha256})
    path.write_text(forged.model_dump_json(), encoding="utf-8")
    outside = "manifest.json: names '../secret', which is outside the folder"
    assert outside in verify_folder(folder)[0]
    TAMPERS["a text of the matrix"](folder)
    problems = verify_folder(folder)[0]
    assert outside in problems
    assert problems[0].startswith("matrix.csv: was changed")


def test_without_a_sound_manifest_all_problems_are_told(folder: Path) -> None:
    for name in ("a text of the matrix", "the manifest's title"):
        TAMPERS[name](folder)
    files = {problem.partition(":")[0] for problem in verify_folder(folder)[0]}
    assert {"matrix.csv", "manifest.json", "plan.sqlite, matrix, row 1, activity"} <= files
    (folder / "manifest.json").unlink()
    assert "has no readable manifest.json" in verify_folder(folder)[0][0]


def test_two_changed_files_and_an_added_one_are_three_lines(folder: Path) -> None:
    for name in ("a text of the matrix", "SARIF", "a page added"):
        TAMPERS[name](folder)
    problems = verify_folder(folder)[0]
    assert {problem.partition(":")[0] for problem in problems} == {
        "matrix.csv", "issues.sarif", "extra.html",
    }  # fmt: skip
    assert len(problems) == 3


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder whose manifest holds and names four files, of which two are not as published."""
    made = small_publication()
    names = ("areas.csv", "parquet/areas.parquet", "plan.json", "plan.sqlite")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    manifest = make_manifest(made, file_sums(tmp_path))
    sound = manifest.model_copy(update={"sha256": manifest.own_sha256})
    (tmp_path / "manifest.json").write_text(sound.model_dump_json(), encoding="utf-8")
    for name in ("areas.csv", "plan.json"):
        (tmp_path / name).write_text("changed", encoding="utf-8")
    return tmp_path


CSV, JSON, TWIN = "areas.csv: was changed", "plan.json: was changed", "parquet/areas.parquet, row 1"


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        # A table shows what is new by itself, or else in another format.
        ([CSV, "areas.csv, row 1: a", f"{TWIN}: b"], [f"{CSV}; row 1: a"]),
        ([CSV, f"{TWIN}: b", f"{TWIN}: c"], [f"{CSV}; {TWIN}: b"]),
        ([CSV, "areas.csv: a", "areas.csv: b"], [f"{CSV}; a", "areas.csv: b"]),
        ([CSV], [CSV]),
        ([JSON, f"{TWIN}: b"], [JSON]),
        ([JSON, "plan.json, row 1: a"], [f"{JSON}; row 1: a"]),
        (["areas.csv: is missing", "areas.csv: cannot be read: a", f"{TWIN}: b"],
         ["areas.csv: is missing"]),
        # What the manifest seems to get wrong follows; what it does get wrong does not.
        ([CSV, "manifest.json: gives another size of areas.csv than it has",
          "manifest.json: tables is not that of the published files",
          "manifest.json: names a file twice, or itself", "extra.html: was not published"],
         [CSV, "manifest.json: names a file twice, or itself", "extra.html: was not published"]),
        # Each file is named once, and so is each reason why it cannot be read.
        ([CSV, CSV, JSON], [CSV, JSON]),
        (["areas.csv: cannot be read: a", "areas.csv: cannot be read: b", "x: cannot be read: c"],
         ["areas.csv: cannot be read: a", "x: cannot be read: c"]),
        # No file that is not as published is accused: nothing follows from another.
        (["plan.sqlite, areas: a", f"{TWIN}: b"], ["plan.sqlite, areas: a", f"{TWIN}: b"]),
        ([], []),
    ],
)  # fmt: skip
def test_what_follows_from_a_changed_file_is_left_out(
    small: Path, problems: list[str], said: list[str]
) -> None:
    assert once(problems, small) == said


@pytest.mark.parametrize("text", ["{", ""])
def test_without_a_manifest_that_holds_nothing_is_left_out(small: Path, text: str) -> None:
    problems = [CSV, "areas.csv, row 1: a", f"{TWIN}: b"]
    path = small / "manifest.json"
    manifest = Manifest.model_validate_json(path.read_bytes())
    forged = manifest.model_copy(update={"title": "Forged"})
    path.write_text(text or forged.model_dump_json(), encoding="utf-8")
    assert once(problems, small) == problems


def test_a_twin_that_is_changed_as_well_explains_nothing(small: Path) -> None:
    (small / "parquet" / "areas.parquet").write_text("changed", encoding="utf-8")
    twin = "parquet/areas.parquet: was changed"
    assert once([CSV, twin, f"{TWIN}: b"], small) == [CSV, f"{twin}; row 1: b"]
