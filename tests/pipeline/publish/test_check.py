"""What is wrong with a published folder is found and named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.publish.check import check_folder, check_tables_of
from pipeline.publish.data.csv_files import MAX_FIELD, read_csv


@pytest.fixture
def folder(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "plan"))


def test_a_published_folder_has_nothing_wrong(folder: Path) -> None:
    assert check_folder(folder) == []


def test_an_altered_and_a_missing_file_are_named(folder: Path) -> None:
    with (folder / "plan.sqlite").open("ab") as file:
        file.write(b"x")
    (folder / "parquet" / "areas.parquet").unlink()
    found = check_folder(folder)
    assert len(found) == 2
    assert found[0] == "parquet/areas.parquet: is missing"
    assert found[1].startswith("plan.sqlite: was changed (sha256 ")


def test_a_users_file_is_no_fault(folder: Path) -> None:
    (folder / "notes.txt").write_text("mine")
    assert check_folder(folder) == []


@pytest.mark.parametrize(
    ("table", "old", "new", "problem"),
    [
        ("matrix", "row-001,", "row-000,", "row 3: the key row-000 is already in row 2"),
        ("matrix", "ACW; SOMY,", "ACW; X,", "row 2, relevant_bodies: 'X' is not in bodies.csv"),
        ("areas", "2,section-1,", "2,section-9,", "row 3, section_id: 'section-9' is not in"),
        ("bodies", ",sub_unit,", ",club,", "'club' is not one of annex, proposed"),
        ("bodies", "SOMY,,,", "NONE,,,", "row 4, parent_id: 'NONE' is not in bodies.csv"),
        ("cells", ",0,1,", ",0,first,", "page: 'first' is not of type integer"),
        ("cells", ",0,1,", ",0,0,", "page: 0 is out of range"),
        ("cells", ",0,1,", ",0,,", "page: is empty, but a value is required"),
        ("cells", ",true", ",maybe", "readings_agree: 'maybe' is not true or false"),
        ("sections", "section_id,", "section,", "columns are section, position, title; expected"),
    ],
)  # fmt: skip
def test_a_broken_table_is_named(
    folder: Path, table: str, old: str, new: str, problem: str
) -> None:
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    package = json.loads((folder / "datapackage.json").read_text())
    found = list(check_tables_of(folder, package))
    assert any(problem in line for line in found), found
    assert any(line.startswith(f"{table}.csv: was changed") for line in check_folder(folder))


def test_json_that_breaks_its_schema_is_named(folder: Path) -> None:
    value = json.loads((folder / "plan.json").read_text())
    value["sections"][0]["areas"][0]["title"] = 7
    (folder / "plan.json").write_text(json.dumps(value))
    assert 'plan.json: sections/0/areas/0/title: 7 is not of type "string"' in check_folder(folder)


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (lambda folder: (folder / "manifest.json").unlink(), "has no readable manifest.json"),
        (
            lambda folder: (folder / "manifest.json").write_text("{"),
            "has no readable manifest.json",
        ),
        (lambda folder: (folder / "datapackage.json").write_text("["), "cannot be read"),
        (lambda folder: (folder / "datapackage.json").write_text("{}"), "is not a Data Package"),
        (lambda folder: (folder / "plan.json").write_text("{"), "plan.json: cannot be checked"),
        (lambda folder: (folder / "areas.csv").write_bytes(b"\xff"), "areas.csv: cannot be read"),
    ],
)
def test_damage_is_said_in_a_line(
    folder: Path, damage: Callable[[Path], object], problem: str
) -> None:
    damage(folder)
    found = check_folder(folder)
    assert any(problem in line for line in found), found
    assert all("\n" not in line for line in found)


def test_a_manifest_cannot_lead_out_of_the_folder(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"].append({"path": "../secret", "bytes": 1, "sha256": "0" * 64})
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert check_folder(folder) == ["manifest.json: names '../secret', which is outside the folder"]


@pytest.mark.parametrize("name", ["datapackage.json", "plan.json", "issues.schema.json"])
def test_values_nested_too_deeply_are_named(folder: Path, name: str) -> None:
    (folder / name).write_text("[" * 200_000, encoding="utf-8")
    found = check_folder(folder)
    assert any("nests its values too deeply" in problem for problem in found)


def test_a_manifest_nested_too_deeply_is_none(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"files":' * 200_000, encoding="utf-8")
    assert check_folder(folder) == [
        f"{folder}: has no readable manifest.json; name a published folder"
    ]


def test_a_table_that_is_no_csv_is_named(folder: Path) -> None:
    (folder / "matrix.csv").write_text("row_id\n" + "x" * MAX_FIELD + "y\n", encoding="utf-8")
    assert any("matrix.csv: cannot be read" in problem for problem in check_folder(folder))


def test_a_long_text_is_read(folder: Path) -> None:
    """Longer than Python's own limit, in whichever order modules are imported."""
    text = "x" * 200_000
    (folder / "own.csv").write_text(f"text\n{text}\n", encoding="utf-8")
    assert read_csv(folder / "own.csv") == [{"text": text}]
