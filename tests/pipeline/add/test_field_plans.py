"""Plans of five fields, languages and programs are published as their hand-made truth says."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.add.known_labels import known_roles
from tests.generators.engines import skip_without
from tests.generators.field_plans.all_plans import FIELD_PLANS
from tests.generators.field_plans.truth import FieldPlan
from tests.pipeline.add.test_other_plans import table
from tests.pipeline.small_project import make_project, planrows

pytestmark = pytest.mark.slow
VALUE = {"start": "first_day", "deadline": "last_day", "status": "value", "period": "last_day"}
SCHEDULE = "column_"
"""Begins the names of columns below months and quarters, whose ticks have the days of these."""


@pytest.fixture(scope="module", params=FIELD_PLANS, ids=lambda plan: plan.name)
def run(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[FieldPlan, Path]:
    plan: FieldPlan = request.param
    skip_without(plan.engine)
    project = make_project(tmp_path_factory.mktemp(plan.name))
    pdf = project / f"{plan.name}.pdf"
    plan.write(pdf)
    for command in (("add", pdf, "--id", plan.name), ("run", plan.name)):
        done = planrows(project, *command, "--jobs", "1")
        assert done.returncode == 0, done.stderr
    return plan, project


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def test_language_and_roles_are_recognised(run: tuple[FieldPlan, Path]) -> None:
    plan, project = run
    settings = tomllib.loads((project / "sources" / plan.name / "plan.toml").read_text("utf-8"))
    assert settings["source"]["language"] == plan.language
    known = {role.name for role in known_roles()} | {"partners"}
    found = [column["role"] for column in settings["extract"]["columns"]]
    assert (
        tuple(
            role if wanted or role in known else ""
            for role, wanted in zip(found, plan.roles, strict=True)
        )
        == plan.roles
    )


def test_each_row_has_its_cells(run: tuple[FieldPlan, Path]) -> None:
    plan, project = run
    rows = table(project, plan.name, "matrix")
    assert len(rows) == len(plan.rows)
    for row, printed in zip(rows, plan.rows, strict=True):
        published = [letters(text) for text in row.values()]
        # The number of an area is published apart from its title.
        assert all(
            letters(text) in published or letters(text.lstrip("0123456789. ")) in published
            for text in printed
        )


def test_headings_are_sections(run: tuple[FieldPlan, Path]) -> None:
    plan, project = run
    titles = [section["title"] for section in table(project, plan.name, "sections")]
    assert titles == list(plan.sections)


def test_all_bodies_are_found_and_no_others(run: tuple[FieldPlan, Path]) -> None:
    plan, project = run
    bodies = table(project, plan.name, "bodies")
    names = {name for body in bodies for name in (body["body_id"], body["name"]) if name}
    assert {name for name in plan.bodies if name not in names} == set()
    known = plan.bodies | plan.other_bodies
    others = [b for b in bodies if not known & {b["body_id"], b["name"]}]
    assert [body["body_id"] for body in others if body["kind"] != "collective"] == []


def test_values_are_read(run: tuple[FieldPlan, Path]) -> None:
    plan, project = run
    has_file = (project / "outputs" / plan.name / "printed_values.csv").exists()
    assert has_file or not plan.values
    values = table(project, plan.name, "printed_values") if has_file else []
    assert [value for value in values if value["kind"] == "unread"] == []
    for role, expected in plan.values.items():
        field = "first_day" if role.startswith(SCHEDULE) else VALUE.get(role, "number")
        own = [value[field] for value in values if value["column"] == role]
        assert tuple(own) == expected
