"""``planrows adopt`` from the draft to both publications, as a data team does it."""

from __future__ import annotations

import csv
import datetime
import json
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import tomlkit

from extract.errors import PlanrowsError
from pipeline.adopt.adoption import Adoption, adopt
from pipeline.adopt.carried import carry
from pipeline.adopt.moves import Moves, complete_moves, note_moves
from pipeline.config.config import load_plan
from pipeline.config.project import Project
from pipeline.diff.model import Difference, Identifier
from pipeline.errors import UsageError
from tests.pipeline.small_project import copy_of_project, planrows

ADOPTED = datetime.date(2019, 11, 27)
CARD = (
    "--title", "Small plan 2026–2030", "--adopted-by", "Second Meeting",
    "--adopted-on", "2026-06-30", "--source", "https://example.org/2", "--licence", "CC BY 4.0",
)  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with a decision on an issue, and a draft of the same words in another file."""
    project = copy_of_project(tmp_path_factory, with_outputs=False)
    folder = project / "sources" / "small"
    with pikepdf.open(folder / "plan.pdf") as same:
        same.docinfo["/Title"] = "A draft"
        same.save(folder / "2026.pdf")
    toml = folder / "plan.toml"
    document = tomlkit.parse(toml.read_text(encoding="utf-8"))
    document["source"].update(
        {"title": "Small plan 2019–2025", "adopted_by": "First", "adopted_on": ADOPTED}
    )
    draft = '\n[editions.2026]\npdf = "2026.pdf"\nstatus = "draft"\n'
    toml.write_text(document.as_string() + draft, encoding="utf-8")
    assert planrows(project, "run", "small").returncode == 0
    issue = issues(project / "outputs" / "small")[0]
    line = f"{issue['issue_id']};accept;;Ana;29/11/2025;known;{issue['ground']}"
    (folder / "decisions.csv").write_text(
        f"issue_id;decision;value;decided_by;date;note;ground\r\n{line}\r\n", encoding="utf-16"
    )
    for edition in ("", "@2026"):
        done = planrows(project, "run", f"small{edition}")
        assert done.returncode == 0, done.stderr
        assert "not applied" not in done.stderr
    assert "Draft: edition 2026 is not adopted" in done.stdout
    return project


def issues(folder: Path) -> list[dict[str, Any]]:
    found = json.loads((folder / "issues.json").read_text(encoding="utf-8"))["issues"]
    assert isinstance(found, list)
    return found


def manifest(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_a_draft_says_on_every_page_that_it_is_one(project: Path) -> None:
    out = project / "outputs" / "small@2026"
    for page in ("index.html", "report.html", "dictionary.md", "datapackage.json"):
        assert "Draft: edition 2026 is not adopted" in (out / page).read_text(encoding="utf-8")
    own = project / "outputs" / "small"
    for page in ("index.html", "report.html"):
        assert 'class="notice"' not in (own / page).read_text(encoding="utf-8")
    assert "decisions@2026.csv" in (out / "report.html").read_text(encoding="utf-8")


def test_without_its_card_nothing_is_adopted(project: Path) -> None:
    before = (project / "sources" / "small" / "plan.toml").read_bytes()
    done = planrows(project, "adopt", "small", "2026", "--title", "Small plan")
    assert done.returncode == 2
    missing = "--adopted-by, --adopted-on, --period, --source, --licence"
    assert f"these are missing: {missing}; give them as options" in done.stderr
    assert (project / "sources" / "small" / "plan.toml").read_bytes() == before
    assert sorted(p.name for p in (project / "outputs").iterdir()) == ["small", "small@2026"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("2027", *CARD), "no edition '2027'"),
        (("2026", *CARD, "--adopted-on", "2018-01-01"), "before the edition in force"),
        (("2026", *CARD, "--old-edition", "2026"), "edition name '2026' is in use"),
    ],
)
def test_what_stands_in_the_way_is_said(
    project: Path, arguments: tuple[str, ...], says: str
) -> None:
    done = planrows(project, "adopt", "small", *arguments)
    assert done.returncode == 2
    assert says in done.stderr


def test_both_editions_are_published_with_what_is_theirs(project: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(project, tmp_path / "copy"))
    form = copy / "outputs" / "small" / "monitoring"
    form.mkdir()
    (form / "note.txt").write_text("of the users", encoding="utf-8")
    done = planrows(copy, "adopt", "small", "2026", *CARD)
    assert done.returncode == 0, done.stderr
    for line in (
        "small: edition 2026 is adopted",
        "card         “Small plan 2026–2030”",
        "superseded   2019: published as small@2019",
        "decisions    1 carried over, 0 decided again for the draft, 0 left open",
        "monitoring   of 2019 is closed with 0 reports; late ones are accepted",
    ):
        assert line in done.stdout
    new, old = copy / "outputs" / "small", copy / "outputs" / "small@2019"
    told = ("edition", "status", "latest", "title", "years")
    assert {name: manifest(new)[name] for name in told} == {
        "edition": "2026", "status": "adopted", "latest": "2026",
        "title": "Small plan 2026–2030", "years": list(range(2026, 2031)),
    }  # fmt: skip
    assert {name: manifest(old)[name] for name in told} == {
        "edition": "2019", "status": "superseded", "latest": "2026",
        "title": "Small plan 2019–2025", "years": list(range(2019, 2026)),
    }  # fmt: skip
    about = (new / "dictionary.md").read_text(encoding="utf-8")
    assert "Adopted by the Second Meeting on 2026-06-30. Source: https://example.org/2." in about
    assert "Not in force: edition 2019 is superseded; the latest is 2026" in (
        old / "index.html"
    ).read_text(encoding="utf-8")
    for folder in (new, old):
        assert [i["decided_by"] for i in issues(folder) if i["decision"]] == ["Ana"]
    assert (old / "monitoring" / "note.txt").exists()
    assert not (new / "monitoring").exists()
    assert not (copy / "outputs" / "small@2026").exists()
    checked = planrows(copy, "check", new)
    assert checked.returncode == 0, checked.stdout
    again = planrows(copy, "run", "small")
    assert "nothing has changed" in again.stdout
    with (copy / "sources" / "small" / "identifiers@2026.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["table"] == "matrix"]
    assert rows
    assert all(row["old_id"] == row["new_id"] for row in rows)


def test_all_parts_of_what_was_split_are_carried(project: Path) -> None:
    own, draft = (load_plan(Project(project), name) for name in ("small", "small@2026"))
    parts = [
        Identifier(table="areas", old_id="area-1", new_id=new, relation=relation)
        for new, relation in (("area-1", "same"), ("area-2", "split"))
    ]
    difference = Difference(
        old="small@2019", new="small", changes=(), consequences=(), decisions=(),
        identifiers=(parts[0],), further_identifiers=(parts[1],),
    )  # fmt: skip
    carried = carry(own, draft, "2019", difference)
    assert carried.texts[draft.folder / "identifiers@2026.csv"].splitlines() == [
        "table,old_id,new_id,relation", "areas,area-1,area-1,same", "areas,area-1,area-2,split",
    ]  # fmt: skip


def test_an_adoption_that_fails_leaves_the_settings(project: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(project, tmp_path / "copy"))
    folder = copy / "sources" / "small"
    # The old edition would have a name that no folder can have.
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = planrows(copy, "adopt", "small", "2026", *CARD, "--old-edition", "No Name")
    assert done.returncode == 2
    assert "expected a name of its own" in done.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert sorted(p.name for p in (copy / "outputs").iterdir()) == ["small", "small@2026"]


def test_a_folder_in_the_way_is_said_before_anything_changes(project: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(project, tmp_path / "copy"))
    folder = copy / "sources" / "small"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (copy / "outputs" / "small@2019").mkdir()
    done = planrows(copy, "adopt", "small", "2026", *CARD)
    assert done.returncode == 2
    assert (
        "small@2019: already exists; give the old edition another name with --old-edition"
        in done.stderr
    )
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_decisions_made_since_the_last_run_are_carried(project: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(project, tmp_path / "copy"))
    folder = copy / "sources" / "small"
    second = issues(copy / "outputs" / "small")[1]
    (folder / "decisions-ben.csv").write_text(
        "issue_id,decision,decided_by,date\n" + f"{second['issue_id']},dismiss,Ben,2026-02-03\n",
        encoding="utf-8",
    )
    done = planrows(copy, "adopt", "small", "2026", *CARD, "--old-edition", "first")
    assert "decisions    2 carried over" in done.stdout
    assert sorted(path.name for path in folder.glob("decisions*")) == [
        "decisions-ben@first.csv", "decisions-carried@2026.csv", "decisions@first.csv",
    ]  # fmt: skip
    decided = [issue for issue in issues(copy / "outputs" / "small") if issue["decision"]]
    assert {issue["decided_by"] for issue in decided} == {"Ana", "Ben"}


@pytest.fixture(scope="module")
def adopted(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same project after the adoption."""
    whole = Path(shutil.copytree(project, tmp_path_factory.mktemp("adopted") / "whole"))
    assert planrows(whole, "adopt", "small", "2026", *CARD).returncode == 0
    return whole


@pytest.mark.parametrize("moved", [(), ("own",), ("own", "draft")])
def test_the_next_run_completes_an_adoption_that_was_killed(
    moved: tuple[str, ...], project: Path, adopted: Path, tmp_path: Path
) -> None:
    killed = Path(shutil.copytree(project, tmp_path / "killed"))
    (killed / "outputs" / "small" / "monitoring").mkdir()
    (killed / "outputs" / "small" / "monitoring" / "note.txt").write_text("of the users")
    shutil.rmtree(killed / "sources" / "small")
    shutil.copytree(adopted / "sources" / "small", killed / "sources" / "small")
    outputs = killed / "outputs"
    moves = Moves(adopted="2026", own="small", draft="small@2026", old="small@2019")
    note_moves(outputs, "small", moves)
    for name, target in (("own", "small@2019"), ("draft", "small")):
        if name in moved:
            (outputs / getattr(moves, name)).rename(outputs / target)
    plan = load_plan(Project(killed), "small")
    complete_moves(plan)
    complete_moves(plan)
    assert sorted(path.name for path in outputs.iterdir()) == ["small", "small@2019"]
    assert (outputs / "small@2019" / "monitoring" / "note.txt").exists()
    assert not (outputs / "small" / "monitoring").exists()


def test_an_adoption_killed_before_the_settings_changed_moves_nothing(
    project: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(project, tmp_path / "copy"))
    moves = Moves(adopted="2026", own="small", draft="small@2026", old="small@2019")
    note_moves(copy / "outputs", "small", moves)
    complete_moves(load_plan(Project(copy), "small"))
    assert sorted(p.name for p in (copy / "outputs").iterdir()) == ["small", "small@2026"]


@pytest.mark.parametrize("has_exchange", [True, False])
def test_an_error_while_publications_move_undoes_all(
    has_exchange: bool, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Path(shutil.copytree(project, tmp_path / "copy"))
    own, draft = (load_plan(Project(copy), name) for name in ("small", "small@2026"))
    text = (own.folder / "plan.toml").read_text(encoding="utf-8")
    difference = Difference(
        old="small@2019", new="small", changes=(), consequences=(), decisions=(), identifiers=(),
    )  # fmt: skip
    carried = carry(own, draft, "2019", difference)
    adoption = Adoption(own, draft, "2019", text, difference, carried)
    before = {path.name: path.read_bytes() for path in own.folder.iterdir()}
    if not has_exchange:
        monkeypatch.setattr("pipeline.publish.core.atomic_folder._exchange", lambda *_: False)
    # The settings name no edition 2019, so they cannot be loaded.
    with pytest.raises(PlanrowsError):
        adopt(adoption)
    assert {path.name: path.read_bytes() for path in own.folder.iterdir()} == before
    assert sorted(path.name for path in own.folder.parent.iterdir()) == ["registers", "small"]
    assert sorted(path.name for path in own.out.parent.iterdir()) == ["small", "small@2026"]


@pytest.mark.parametrize(
    "note", ["", "{}", '{"adopted": "", "own": "../a", "draft": "b", "old": "c"}']
)
def test_an_odd_note_is_named_and_nothing_moves(note: str, project: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(project, tmp_path / "copy"))
    (copy / "outputs" / ".small.adoption.json").write_text(note, encoding="utf-8")
    with pytest.raises(UsageError, match="is not a note that `planrows adopt` wrote"):
        complete_moves(load_plan(Project(copy), "small"))
