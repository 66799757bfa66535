"""The adopted plan and a revised edition of it: each change is found, and none is invented."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extract.stage import extract_plan
from pipeline.config.config import load_plan
from pipeline.config.project import Project
from pipeline.diff.model import Change, Difference
from pipeline.diff.stage import compare
from pipeline.engine.progress import Progress
from pipeline.engine.runner import Runner
from pipeline.engine.store import Store
from pipeline.flow.stages import Options, run_plan
from tests.pipeline.diff import revised_plan as revise

ROOT = Path(__file__).resolve().parents[3]
PLAN = "asean-pcrve-2019-2025"
TIMES = ["2026", "2026–2027", "2028", "Ongoing"]


def revised(project: Project, path: Path) -> revise.Revision:
    plan = load_plan(project, PLAN)
    table = extract_plan(plan.pdf, plan.extract)
    made = revise.begin(table)
    revise.reword(
        made,
        "1.2",
        "Workshop to develop ASEAN Regional",
        "Workshop to develop",
        "Regional consultation to agree on",
    )
    revise.reword(made, "2.3", "Forum sharing of voices", "Forum sharing of", "Forum to listen to")
    revise.reword(made, "3.8", "Expand border control", "Expand", "Widen and secure")
    revise.move(made, "1.7", "Workshop to develop civic", "2.5")
    revise.move(made, "3.6", "Workshop with ASEAN Member", "4.2")
    revise.split(made, "1.5", "Mainstream gender", "as a means of")
    revise.split(made, "3.4", "Hold regional and country", "on handling")
    revise.add(
        made,
        "2.4",
        "Training of ombudspersons on hotlines for relatives of returnees",
        "A roster of ombudspersons in every capital",
        "SOMSWD",
    )
    revise.add(
        made,
        "4.3",
        "Yearly conference of city mayors on prevention at neighbourhood level",
        "Mayors' declaration with measurable pledges",
        "SOMTC",
    )
    revise.remove(made, "1.9", "Conduct research on minimizing")
    revise.remove(made, "2.1", "Capacity building for agencies")
    revise.give_lead(made, "1.8", "Regularly organizing", "SOMRI")
    revise.give_lead(made, "1.5", "Build family support", "SOMSWD")
    revise.exchange_areas(made, "3.6", "3.7")
    revise.rename_body(made, "ASEAN Committee on Women", "ASEAN Committee on Gender Equality")
    revise.add_column(made, "Timeline", TIMES)
    revise.set_edition(made, table, path)
    return made


def publish(project: Project, folder: Path, name: str, pdf: Path | None) -> Path:
    plan = load_plan(project, PLAN, pdf=pdf)
    runner = Runner(Store(folder / "store"), Progress(quiet=True), name)
    out = folder / name
    run_plan(plan, runner, Options(out=out, allow_loss=True))
    return out


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice sets the revised edition")
def test_all_changes_are_found_and_none_invented(tmp_path: Path) -> None:
    project = Project(ROOT)
    pdf = tmp_path / "revised.pdf"
    made = revised(project, pdf)
    old, new = publish(project, tmp_path, "old", None), publish(project, tmp_path, "new", pdf)
    difference = compare(old, new)
    assert rows_of(difference, made) == made.expected
    assert of(difference, "areas") == {
        ("renumbered", "area-3.6", "area-3.7"),
        ("renumbered", "area-3.7", "area-3.6"),
    }
    assert of(difference, "bodies") == {("renamed", "ACW", "ACW")}
    assert of(difference, "columns") == {("added", "", "timeline")}
    assert {
        (c.kinds, c.bodies, c.note, c.old_area, c.new_area) for c in changed_roles(difference)
    } == {
        (("removed",), ("SOMTC",), "lead", "area-2.1", ""),
        (("removed",), ("AF",), "lead", "area-1.8", ""),
        (("added",), ("SOMRI",), "lead", "", "area-1.8"),
        (("removed",), ("ACWC",), "lead", "area-1.5", ""),
        (("added",), ("SOMSWD",), "lead", "", "area-1.5"),
        (("added",), ("SOMSWD",), "lead", "", "area-2.4"),
        (("added",), ("SOMTC",), "lead", "", "area-4.3"),
    }
    # The row moved out of 1.7 was the only one of its focus area, whose text names four topics.
    gone = [c for c in difference.of("references") if c.kinds != ("unchanged",)]
    assert {c.old_text.split(" →")[0] for c in gone} == {
        "women",
        "youth",
        "religion",
        "development",
    }
    assert {c.kinds for c in gone} == {("removed",)}


def changed_roles(difference: Difference) -> list[Change]:
    return [c for c in difference.of("roles") if c.kinds != ("unchanged",)]


def rows_of(difference: Difference, made: revise.Revision) -> dict[str, tuple[str, ...]]:
    """Return the kinds of each changed row by the activity that it is known by."""
    found = {}
    for change in difference.of("rows"):
        if change.kinds != ("unchanged",):
            text = change.old_text or change.new_text
            key = max((k for k in made.expected if text.startswith(k)), key=len, default=text)
            found[key] = change.kinds
    return found


def of(difference: Difference, table: str) -> set[tuple[str, str, str]]:
    return {
        (" ".join(c.kinds), "".join(c.old_ids), "".join(c.new_ids))
        for c in difference.changes
        if c.table == table and c.kinds != ("unchanged",)
    }
