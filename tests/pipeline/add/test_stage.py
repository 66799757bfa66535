"""A plan is added, and added again: what is written, what stays, and what is refused."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from extract.model import Document
from pipeline.add.places import Guessed
from pipeline.add.questions_page import questions_page
from pipeline.add.stage import add_command, add_plan, ask_about
from pipeline.add.thresholds import ROLES
from pipeline.config.project import Project
from pipeline.errors import NotAPlanError, SettingsError, SourceFileError, UsageError
from tests.extract.matrix.test_joined import document as of_parts, part
from tests.pipeline.add.test_draft import (
    BODY,
    LABELS,
    annex,
    block,
    document,
    matrix,
    row,
    table,
)

FILES = ["aliases.csv", "plan.pdf", "plan.toml", "proposed.toml", "questions.html", "questions.md"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    (tmp_path / "sources" / "registers").mkdir(parents=True)
    monkeypatch.setenv("PLANROWS_PROJECT", str(tmp_path))
    return Project(tmp_path)


def reads(monkeypatch: pytest.MonkeyPatch, made: Document) -> None:
    monkeypatch.setattr("extract.stage.read_document", lambda *_: made)
    # The detector loads a large model.
    language = Guessed("en", 1.0, "given")
    monkeypatch.setattr("pipeline.add.draft.guess_plan_language", lambda _: language)


def pdf_in(folder: Path, content: bytes = b"one") -> Path:
    path = folder / "plan.pdf"
    path.write_bytes(content)
    return path


def add(project: Project, content: bytes = b"one", answers: Path | None = None) -> Path:
    pdf = pdf_in(project.root, content)
    return add_plan(project, pdf, "mine", answers=answers, has_pictures=False)[1]


def columns_in(folder: Path) -> list[dict[str, object]]:
    settings = tomllib.loads((folder / "plan.toml").read_text(encoding="utf-8"))
    columns: list[dict[str, object]] = settings["extract"]["columns"]
    return columns


def test_a_plan_gets_its_settings_and_questions(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, document(tables=[matrix(), annex()]))
    folder = add(project)
    assert folder == project.sources / "mine"
    assert sorted(path.name for path in folder.iterdir()) == FILES
    assert (folder / "plan.toml").read_bytes() == (folder / "proposed.toml").read_bytes()
    assert [column["label"] for column in columns_in(folder)] == list(LABELS)


def test_what_a_person_decided_stays_if_a_plan_is_added_again(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reads(monkeypatch, document())
    folder = add(project)
    settings = folder / "plan.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('licence = ""', 'licence = "CC0-1.0"'), encoding="utf-8")
    (folder / "aliases.csv").write_text("printed,body_id,reason\nx,SOMTC,same\n", encoding="utf-8")
    (folder / ".part-abc").write_bytes(b"half")
    add_command(pdf_in(project.root), "mine", 1, allow_loss=True)
    assert "licence" in capsys.readouterr().out
    assert 'licence = "CC0-1.0"' in settings.read_text(encoding="utf-8")
    assert "SOMTC" in (folder / "aliases.csv").read_text(encoding="utf-8")
    assert sorted(path.name for path in folder.iterdir()) == FILES


@pytest.mark.parametrize("lost", ["plan.toml", "proposed.toml"])
def test_a_plan_without_one_of_its_settings_is_not_one_that_was_added(
    project: Project, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    reads(monkeypatch, document())
    folder = add(project)
    (folder / lost).unlink()
    if lost == "plan.toml":  # as a run leaves it that is killed before it writes the settings
        assert add(project) == folder
        assert sorted(path.name for path in folder.iterdir()) == FILES
    else:
        with pytest.raises(UsageError, match="already exists"):
            add(project)


def test_another_pdf_does_not_take_the_place_of_a_plan(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, document())
    folder = add(project)
    with pytest.raises(UsageError, match="already exists, from another PDF or made by hand"):
        add(project, b"two")
    assert (folder / "plan.pdf").read_bytes() == b"one"


def test_nothing_is_written_of_what_is_no_plan_or_wrongly_answered(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    reads(monkeypatch, document().model_copy(update={"tables": ()}))
    with pytest.raises(NotAPlanError, match="no table looks like the matrix of a plan"):
        add(project)
    reads(monkeypatch, document())
    answers = tmp_path / "answers.toml"
    answers.write_text('[columns]\nNothing = "activity"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="Nothing"):
        add(project, answers=answers)
    assert not (project.sources / "mine").exists()


def test_answers_go_into_the_settings_and_not_into_the_proposal(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    reads(monkeypatch, document())
    answers = tmp_path / "answers.toml"
    answers.write_text('[columns]\nRemarks = "status"\n', encoding="utf-8")
    folder = add(project, answers=answers)
    assert columns_in(folder)[3]["role"] == "status"
    proposed = tomllib.loads((folder / "proposed.toml").read_text(encoding="utf-8"))
    assert proposed["extract"]["columns"][3]["role"] != "status"


def test_only_guesses_in_doubt_are_asked_about(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = ("Priority Areas", "Indicative Activities", "Lead Bodies", "Matters")
    rows = [row("t1", n, (*BODY[:3], "by 2025")) for n in range(5)]
    reads(monkeypatch, document(tables=[table("t1", labels, rows, matrix=True)]))
    pdf = pdf_in(project.root)
    draft, folder = add_plan(project, pdf, "mine", has_pictures=False)
    asked: list[str] = []

    def prompt(question: str, default: str, value_proc: Callable[[str], str]) -> str:
        asked.append(question)
        return value_proc(f" {default} ")

    monkeypatch.setattr("typer.prompt", prompt)
    confidences = (0.0, 0.01, ROLES.sure, 0.79)
    columns = [
        replace(guess, confidence=confidence)
        for guess, confidence in zip(draft.columns, confidences, strict=True)
    ]
    ask_about(replace(draft, columns=columns), folder)
    # No role fits the first column: there is nothing to confirm.
    assert asked == [
        f"Role of “{label}” (like “{text}”)"
        for label, text in ((labels[1], BODY[1]), (labels[3], "by 2025"))
    ]
    # Whoever answers has checked.
    assert not any("guess" in column for column in columns_in(folder))


def test_answers_on_the_terminal_are_printed_and_written(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reads(monkeypatch, document())
    draft, folder = add_plan(project, pdf_in(project.root), "mine")
    first, *others = draft.columns
    doubtful = replace(draft, columns=[replace(first, confidence=0.5), *others])
    monkeypatch.setattr("sys.stdin", io.StringIO("two words!\nremarks\n"))
    told = ask_about(doubtful, folder)
    assert "a role is one word" in capsys.readouterr().out
    assert [guess.role for guess in told.columns][:2] == ["remarks", others[0].role]
    assert columns_in(folder)[0]["role"] == "remarks"
    assert first.role in told.missing


def test_without_an_answer_the_guesses_stay(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reads(monkeypatch, document())
    draft, folder = add_plan(project, pdf_in(project.root), "mine")
    before = (folder / "plan.toml").read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    doubtful = replace(draft, columns=[replace(draft.columns[0], confidence=0.5)])
    with pytest.raises(UsageError, match="--ask got no answer"):
        ask_about(doubtful, folder)
    sure = replace(draft, columns=[replace(one, confidence=1.0) for one in draft.columns])
    assert ask_about(sure, folder) == sure
    assert "nothing to ask" in capsys.readouterr().err
    assert (folder / "plan.toml").read_bytes() == before


def test_the_command_names_roles_that_are_missing_and_the_next_step(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reads(monkeypatch, document())
    add_command(pdf_in(project.root), "mine", 1)
    printed = capsys.readouterr().out
    missing = {line.split()[1] for line in printed.splitlines() if line.startswith("   -  ")}
    assert missing == {"relevant_bodies", "focus", "output"}
    assert printed.endswith("    planrows run mine\n")
    add_command(pdf_in(project.root), "mine", 1, password="x", allow_loss=True)
    printed = capsys.readouterr().out
    assert printed.endswith("    planrows run mine --allow-loss --password-file FILE\n")
    assert "kept as decided" not in printed


def test_the_page_marks_what_is_in_doubt(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, document(tables=[matrix(), annex()]))
    page = (add(project) / "questions.html").read_text(encoding="utf-8")
    assert "part of the matrix" in page
    (draft, _) = add_plan(project, pdf_in(project.root), "other", has_pictures=False)
    for confidence, is_marked in ((0.79, True), (ROLES.sure, False), (0.81, False)):
        guess = replace(draft.columns[0], confidence=confidence)
        shown = questions_page(replace(draft, columns=[guess]), None)
        assert ('<tr class="check">' in shown) is is_marked
    assert "page 2" in page
    assert "SOMTC" in page


def two_plans() -> Document:
    """Return a document that prints two plans, each below a heading."""
    text = "Mend the lane with stones from the old quarry"
    works = part("t1", ["Action", "Lead", "Deadline"], *[[text * 3, "Mill", "2025"]] * 4)
    health = part("t2", ["Commitment", "Ministry", "Start"], *[[text, "Yard", "2026"]] * 2, page=2)
    made = of_parts(works, health)
    heads = [block("heading", f"Part {name} of the plans", page, 0.0) for page, name in
             ((1, "A"), (2, "B"))]  # fmt: skip
    return made.model_copy(update={"blocks": tuple(heads)})


def test_another_plan_of_the_pdf_is_named_and_added_by_its_heading(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, two_plans())
    draft, folder = add_plan(project, pdf_in(project.root), "mine", has_pictures=False)
    assert draft.proposal.tables == (0,)
    assert draft.proposal.other_plan == (1,)
    for file in ("questions.md", "questions.html"):
        assert "t2 may be another plan" in (folder / file).read_text(encoding="utf-8")
    other = "Part B of the plans"
    # Added again, without the heading, it is still the plan that a person named.
    for heading in (other, ""):
        draft, folder = add_plan(
            project, pdf_in(project.root), "other", heading=heading, has_pictures=False
        )
        assert draft.proposal.tables == (1,)
        settings = tomllib.loads((folder / "plan.toml").read_text(encoding="utf-8"))
        assert settings["extract"]["matrix_heading"] == other
    with pytest.raises(NotAPlanError, match="no table is below the heading “Part C”"):
        add_plan(project, pdf_in(project.root), "third", heading="Part C", has_pictures=False)


def test_a_list_without_tasks_is_no_other_plan(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs = part("t2", ["Item", "Cost"], *[["Stones", "USD 1,200"]] * 4, page=2)
    works = part("t1", ["Action", "Lead"], *[["Mend the lane with stones", "Mill"]] * 4)
    reads(monkeypatch, of_parts(works, costs))
    draft, _ = add_plan(project, pdf_in(project.root), "mine", has_pictures=False)
    assert draft.proposal.other_plan == ()


@pytest.mark.parametrize("plan_id", ["registers", "A plan", "../x", "", ".x"])
def test_an_id_that_no_plan_may_have_is_refused(project: Project, plan_id: str) -> None:
    with pytest.raises(UsageError, match="use lower-case letters"):
        add_plan(project, pdf_in(project.root), plan_id)


def test_a_pdf_that_is_none_is_named(project: Project) -> None:
    with pytest.raises(SourceFileError, match=r"none\.pdf: no such file"):
        add_plan(project, project.root / "none.pdf", "mine")
    with pytest.raises(SourceFileError, match="sources: is not a file"):
        add_plan(project, project.sources, "mine")


@pytest.mark.parametrize(("name", "is_ours"), [("questions.md", True), ("notes.md", False)])
def test_a_folder_that_a_killed_run_left_is_taken(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str, is_ours: bool
) -> None:
    reads(monkeypatch, document())
    folder = project.sources / "mine"
    folder.mkdir()
    (folder / ".part-abc").touch()
    (folder / name).touch()
    if is_ours:
        assert add(project) == folder
    else:
        with pytest.raises(UsageError, match="already exists"):
            add(project)
