"""`planrows check` tells one mistake once, and two mistakes twice."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pipeline.publish.core.model import FileSum, Manifest
from pipeline.publish.stage import publish
from pipeline.verify.folder import verify_folder
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
