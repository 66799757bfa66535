"""Plans of other shapes, fields and languages are added and published without an edit."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.generators.other_plans import (
    PLANS,
    OtherPlan,
    boxed_forms,
    english_forms,
    french_logframe,
    spanish_budget,
)
from tests.pipeline.small_project import make_project, planrows

COLUMN_OF = {"activity": "activity", "output": "expected_output"}
PRINTED = {"lead_bodies": "lead_bodies_printed", "relevant_bodies": "relevant_bodies_printed"}


def table(project: Path, plan: str, name: str) -> list[dict[str, str]]:
    with (project / "outputs" / plan / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def published(plan: OtherPlan, project: Path) -> Path:
    make_project(project)
    pdf = plan.write(project)
    added = planrows(project, "add", pdf, "--id", plan.name, "--jobs", "1")
    assert added.returncode == 0, added.stderr
    done = planrows(project, "run", plan.name, "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return project


# The quick tests add one of them: forms, and values in Spanish, have quick tests of their own.
@pytest.fixture(
    scope="module",
    params=[
        pytest.param(
            make, id=make.__name__, marks=() if make is french_logframe else pytest.mark.slow
        )
        for make in PLANS
    ],
)
def run(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[OtherPlan, Path]:
    make: Callable[[], OtherPlan] = request.param
    plan = make()
    return plan, published(plan, tmp_path_factory.mktemp(plan.name))


def test_all_rows_roles_sections_and_the_language(run: tuple[OtherPlan, Path]) -> None:
    plan, project = run
    settings = tomllib.loads((project / "sources" / plan.name / "plan.toml").read_text("utf-8"))
    assert settings["source"]["language"] == plan.language
    roles = {column["label"]: column["role"] for column in settings["extract"]["columns"]}
    assert {label: roles[label] for label, role in plan.roles.items() if role} == {
        label: role for label, role in plan.roles.items() if role
    }
    rows = table(project, plan.name, "matrix")
    for label, role in roles.items():
        column = COLUMN_OF.get(role) or PRINTED.get(role) or role
        assert [row[column] for row in rows] == [row[label] for row in plan.rows]
    assert len(rows) == len(plan.rows)
    if plan.sections:
        titles = [section["title"] for section in table(project, plan.name, "sections")]
        assert [title.partition(": ")[2] or title for title in titles] == [
            title.partition(": ")[2] for title in plan.sections
        ]


def test_no_word_of_the_plan_s_language_is_called_a_misprint(run: tuple[OtherPlan, Path]) -> None:
    plan, project = run
    issues = [issue["rule"] for issue in table(project, plan.name, "issues")]
    assert "misprint" not in issues
    assert "matrix-table-unclear" not in issues


@pytest.fixture(scope="module")
def values(run: tuple[OtherPlan, Path]) -> dict[str, list[dict[str, str]]]:
    plan, project = run
    found: dict[str, list[dict[str, str]]] = {}
    for value in table(project, plan.name, "printed_values"):
        found.setdefault(value["column"], []).append(value)
    return found


def test_values_are_read_in_the_plan_s_language(
    run: tuple[OtherPlan, Path], values: dict[str, list[dict[str, str]]]
) -> None:
    plan, _ = run
    assert all(value["kind"] != "unread" for column in values.values() for value in column)
    if plan.name == french_logframe().name:
        assert [(v["number"], v["unit"]) for v in values["target"]][:2] == [
            ("40.0", "puits"), ("80.0", "%"),
        ]  # fmt: skip
        assert values["target"][4]["number"] == "9000.0"
    elif plan.name == spanish_budget().name:
        sums = [(v["number"], v["currency"], v["factor"]) for v in values["budget"]]
        assert sums[:2] == [("1250000.0", "USD", "1000"), ("80500.0", "USD", "1000")]
        assert [(v["last_day"], v["precision"]) for v in values["deadline"]] == [
            ("2026-12-31", "month"), ("2025-09-30", "quarter"), ("2027-12-31", "year"),
            ("2026-12-31", "year"), ("", "open"),
        ]  # fmt: skip
        assert [v["value"] for v in values["status"]] == [
            "underway", "planned", "planned", "completed", "delayed",
        ]  # fmt: skip
    else:
        assert plan.name == english_forms().name
        assert values["deadline"][0]["last_day"] == "2025-06-30"


@pytest.mark.slow
def test_labels_above_their_values_make_the_same_rows(tmp_path: Path) -> None:
    plan = boxed_forms()
    published(plan, tmp_path)
    rows = table(tmp_path, plan.name, "matrix")
    assert [row["activity"] for row in rows] == [row["Commitment"] for row in plan.rows]
    assert [row["deadline"] for row in rows] == [row["End date"] for row in plan.rows]
