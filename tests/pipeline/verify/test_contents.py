"""A published folder is read back as what it was written from, or each fault is told in a line."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from link.rows import MatrixRecord
from pipeline.verify.contents import Contents, read_contents


def test_a_folder_is_read_back_as_its_records(contents: Contents) -> None:
    problems: list[str] = []
    read = read_contents(contents.folder, problems)
    assert problems == []
    assert read is not None
    matrix = next(spec for spec in read.tables if spec.name == "matrix")
    assert matrix.model is MatrixRecord
    assert {spec.name for spec in read.tables} == set(read.records)
    # What may be unknown is None where it is empty, and a text is an empty text.
    (row, *_) = (row for row in read.records["matrix"] if isinstance(row, MatrixRecord))
    assert (row.row_id, row.area_id) == ("row-000", "area-1.1")
    parents = [getattr(body, "parent_id", "") for body in read.records["bodies"]]
    assert parents.count(None) == len(parents) - 1
    assert {getattr(row, "lead_bodies", None) for row in read.records["matrix"]} >= {""}


def test_the_plan_s_own_columns_are_read(copied: Contents) -> None:
    path = copied.folder / "matrix.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [*row, "timeline" if n == 0 else str(n)] for n, row in enumerate(rows)
        )
    path = copied.folder / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    matrix = next(each for each in package["resources"] if each["name"] == "matrix")
    matrix["schema"]["fields"].append({"name": "timeline", "description": "When."})
    path.write_text(json.dumps(package), encoding="utf-8")
    problems: list[str] = []
    read = read_contents(copied.folder, problems)
    assert problems == []
    assert read is not None
    found = [getattr(row, "timeline", "") for row in read.records["matrix"]]
    assert found == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda folder: (folder / "areas.csv").unlink(), "areas.csv: cannot be read: FileNotFound"),
        (lambda folder: (folder / "matrix.csv").unlink(), "matrix.csv: cannot be read: FileNotF"),
        (lambda folder: (folder / "issues.json").unlink(), "issues.json: cannot be read: FileNot"),
        (lambda folder: (folder / "plan.json").write_text("[]"), "plan.json: top level: "),
        (
            lambda folder: (folder / "plan.json").write_text("{}"),
            "plan.json: source: Field required",
        ),
        (
            lambda folder: (folder / "areas.csv").write_text("area_id\na\n"),
            "areas.csv: section_id: Field required",
        ),
        (lambda folder: (folder / "datapackage.json").write_text("{}"), "matrix.csv: cannot be re"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_line(
    copied: Contents, change: Callable[[Path], object], problem: str
) -> None:
    change(copied.folder)
    problems: list[str] = []
    assert read_contents(copied.folder, problems) is None
    (said,) = problems
    assert said.startswith(problem)
