"""Run, run again, change something: only what depends on it is done anew."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.pipeline.small_project import copy_of_project, planrows, small_pdf

HEAVY = {"spacy", "great_expectations", "camelot", "cv2", "pandas", "pdfplumber", "pypdfium2"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_project(tmp_path_factory)


def test_nothing_changed_does_nothing(project: Path) -> None:
    before = (project / "outputs/small/manifest.json").read_bytes()
    done = planrows(project, "run", "small", python=("-X", "importtime"))
    assert done.returncode == 0
    assert "nothing has changed: no stage ran" in done.stdout
    assert re.search(r"; \d+ doubts? of reading$", done.stdout.strip())
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "pydantic" in imported
    assert not imported & HEAVY
    assert (project / "outputs/small/manifest.json").read_bytes() == before


def test_the_guesses_are_marked(project: Path) -> None:
    folder = project / "sources/small"
    text = (folder / "plan.toml").read_text(encoding="utf-8")
    assert re.search(r'role = "activity", label = ".*"}, # \d+%', text)
    assert "## What does each column hold?" in (folder / "questions.md").read_text(encoding="utf-8")


def test_explain_says_what_runs_and_why(project: Path) -> None:
    kept = planrows(project, "run", "small", "--explain")
    assert kept.stdout.count("kept: nothing that it depends on has changed") == 6
    aliases = project / "sources/small/aliases.csv"
    before = aliases.read_bytes()
    aliases.write_text("printed,body_id,reason\nFoo,UNODC,a test\n", encoding="utf-8")
    changed = planrows(project, "run", "small", "--explain")
    aliases.write_bytes(before)
    assert "extract    kept" in changed.stdout
    assert "normalize  runs: changed: setting aliases" in changed.stdout
    assert "publish    runs if the results of the stages before it change" in changed.stdout


@pytest.mark.slow
def test_a_change_without_effect_stops_where_the_result_is_the_same(project: Path) -> None:
    aliases = project / "sources/small/aliases.csv"
    before = aliases.read_bytes()
    aliases.write_text("printed,body_id,reason\nNowhere,UNODC,a test\n", encoding="utf-8")
    done = planrows(project, "run", "small", "--jobs", "1")
    again = planrows(project, "run", "small", "--explain")
    aliases.write_bytes(before)
    assert done.returncode == 0, done.stderr
    assert "the results have not changed: normalize ran, " in done.stdout
    assert "link       kept" in again.stdout


@pytest.mark.slow
def test_an_altered_publication_is_written_anew(project: Path) -> None:
    path = project / "outputs/small/matrix.csv"
    before = path.read_bytes()
    path.write_bytes(before + b"x")
    assert planrows(project, "check", "outputs/small").returncode == 1
    done = planrows(project, "run", "small", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert path.read_bytes() == before
    assert planrows(project, "check", "outputs/small").returncode == 0


def test_open_issues_fail_a_run_only_if_asked(project: Path) -> None:
    done = planrows(project, "run", "small", "--fail-on", "info")
    assert done.returncode == 1
    assert re.search(r"nothing published: \d+ open issues", done.stderr)


def test_show_tells_where_a_row_is_printed(project: Path) -> None:
    matrix = (project / "outputs/small/matrix.csv").read_text(encoding="utf-8").splitlines()
    row_id = matrix[1].split(",")[0]
    text = planrows(project, "show", "small", row_id)
    assert text.returncode == 0, text.stderr
    assert "printed:" in text.stdout
    shown = json.loads(planrows(project, "show", "small", row_id, "--json").stdout)
    assert shown["record_id"] == row_id
    assert shown["printed"][0]["page"] >= 1
    wrong = planrows(project, "show", "small", row_id[:-1])
    assert wrong.returncode == 2
    assert row_id in wrong.stderr


@pytest.mark.slow
def test_an_edition_has_its_own_folder(project: Path) -> None:
    folder = project / "sources/small"
    draft = small_pdf(folder / "draft.pdf", seed=2)
    plan = folder / "plan.toml"
    # The draft has other columns than the plan, so it names its own.
    assert planrows(project, "add", draft, "--id", "other").returncode == 0
    other_toml = (project / "sources/other/plan.toml").read_text(encoding="utf-8")
    columns = other_toml[other_toml.index("columns = [") : other_toml.index("[normalize]")]
    before = plan.read_text(encoding="utf-8")
    more = '\n[editions.2030-draft]\npdf = "draft.pdf"\nstatus = "draft"\nadopted_on = 2030-01-01\n'
    more += f"\n[editions.2030-draft.extract]\n{columns}"
    plan.write_text(before.replace('status = "unchecked"', 'status = "adopted"') + more, "utf-8")
    done = planrows(project, "run", "small", "--edition", "2030-draft", "--jobs", "1")
    other = planrows(project, "diff", "small", "small@2030-draft", "--out", project / "diff")
    plan.write_text(before, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    manifest = json.loads((project / "outputs/small@2030-draft/manifest.json").read_bytes())
    assert (manifest["edition"], manifest["latest"]) == ("2030-draft", "")
    assert other.returncode == 0, other.stderr
    names = {path.name for path in (project / "diff").iterdir()}
    assert names == {
        "diff.json", "diff.csv", "diff.html", "diff.md", "diff.xlsx", "identifiers.csv",
        "decisions.csv", "decisions_not_carried.csv", ".planrows-files.json",
    }  # fmt: skip
