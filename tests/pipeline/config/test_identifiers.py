"""Identifiers of earlier editions are followed through the files beside ``plan.toml``."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from planrows import read_plan

from expectations.model import IssueReport
from pipeline.commands.earlier import present_ids
from pipeline.config.config import Plan, load_plan
from pipeline.config.identifiers import earlier_identifiers, later_ids
from pipeline.config.project import Project
from pipeline.errors import SettingsError
from pipeline.flow.publishing import publication_of
from pipeline.publish.core.model import MANIFEST
from pipeline.publish.data.csv_files import read_csv
from pipeline.publish.stage import publish
from pipeline.verify.folder import verify_folder
from tests.pipeline.diff.test_write import published
from tests.pipeline.publish.editions import small_linked

SOURCES = Path(__file__).resolve().parents[3] / "sources"
PLAN = "asean-pcrve-2019-2025"
EDITION = '\n[editions.2026]\npdf = "plan.pdf"\nadopted_on = 2026-06-30\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a plan with a second edition."""
    shutil.copytree(SOURCES, tmp_path / "sources")
    folder = tmp_path / "sources" / PLAN
    with (folder / "plan.toml").open("a", encoding="utf-8") as file:
        file.write(EDITION)
    return folder


def plan_of(folder: Path, edition: str = "") -> Plan:
    return load_plan(Project(folder.parents[1]), PLAN, edition=edition or None)


def write(folder: Path, name: str, *lines: str) -> None:
    text = "\n".join(("table,old_id,new_id,relation", *lines, ""))
    (folder / name).write_text(text, encoding="utf-8")


def test_an_identifier_is_followed_over_editions_and_to_all_parts(folder: Path) -> None:
    write(folder, "identifiers@2026.csv", "matrix,row-b,row-c,same", "matrix,row-b,row-d,split")
    write(folder, "identifiers.csv", "matrix,row-a,row-b,merged", "matrix,row-d,row-b,same")
    plan = plan_of(folder)
    assert list(later_ids(plan, "row-a")) == ["row-b", "row-c", "row-d"]
    assert list(later_ids(plan, "row-c")) == []
    assert present_ids(plan, "row-a", lambda name: name in ("row-c", "row-d")) == ("row-c", "row-d")
    assert present_ids(plan, "row-z", lambda _: True) == ()


def test_an_edition_has_its_own_file(folder: Path) -> None:
    write(folder, "identifiers@2026.csv", "matrix,row-b,row-c,split")
    assert earlier_identifiers(plan_of(folder)) == ()
    (found,) = earlier_identifiers(plan_of(folder, "2026"))
    assert (found.old_id, found.new_id, found.relation) == ("row-b", "row-c", "split")
    (folder / "identifiers@2026.csv").write_text("table,old_id,new_id\nmatrix,row-b,row-c\n")
    assert earlier_identifiers(plan_of(folder, "2026"))[0].relation == "same"


def test_a_wrong_line_is_named(folder: Path) -> None:
    write(folder, "identifiers.csv", "matrix,row-b,row-c,moved")
    with pytest.raises(SettingsError, match=r"identifiers\.csv"):
        earlier_identifiers(plan_of(folder))


def test_an_edition_is_published_with_the_identifiers_of_the_one_before(folder: Path) -> None:
    plan = plan_of(folder)
    # The records are those of another PDF.
    plan = replace(plan, card=plan.card.model_copy(update={"sha256": ""}))
    given = (plan, small_linked(), IssueReport(issues=()))
    plain = publication_of(*given, earlier_identifiers(plan_of(folder)))
    assert "identifiers" not in plain.records
    write(folder, "identifiers.csv", "areas,area-1.1,area-1.2,same", "matrix,row-a,row-b,split")
    found = publication_of(*given, earlier_identifiers(plan_of(folder)))
    out = folder.parents[1] / "out"
    publish(found, out)
    problems, contents = verify_folder(out)
    assert problems == []
    assert contents
    assert "identifiers" in contents.records
    assert list(read_plan(out)["identifiers"]["new_id"]) == ["area-1.2", "row-b"]
    lines = [tuple(line.values()) for line in read_csv(out / "identifiers.csv")]
    assert lines == [
        ("areas", "area-1.1", "area-1.2", "1", "same"), ("matrix", "row-a", "row-b", "2", "split"),
    ]  # fmt: skip


def test_without_a_file_the_published_editions_are_compared(folder: Path) -> None:
    plan = plan_of(folder)
    other = plan.project.outputs / f"{PLAN}@2019"
    plan.project.outputs.mkdir()
    published(other)
    assert present_ids(plan, "r0", lambda name: name == "n0") == ()
    published(plan.out)
    matrix = plan.out / "matrix.csv"
    matrix.write_text(matrix.read_text("utf-8").replace("r0,", "n0,"), "utf-8")
    (plan.out / MANIFEST).write_text("{}")
    assert present_ids(plan, "r0", lambda name: name == "n0") == ()
    (other / MANIFEST).write_text("{}")
    assert present_ids(plan, "r0", lambda name: name == "n0") == ("n0",)
    assert present_ids(plan, "r0", lambda _: False) == ()
    (other / "matrix.csv").unlink()
    assert present_ids(plan, "r0", lambda name: name == "n0") == ()
