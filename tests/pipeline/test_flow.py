"""A run publishes what has changed, keeps what has not, and says what it cannot check."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from expectations.model import IssueReport
from extract.runtime.workers import PagePool
from pipeline.config.config import load_plan
from pipeline.config.project import Project
from pipeline.engine.progress import Progress
from pipeline.engine.runner import Runner
from pipeline.engine.store import Store, canonical, digest
from pipeline.errors import SourceFileError
from pipeline.flow import publishing, stages
from pipeline.flow.publishing import Published, corrected_plan, publication_of, publish_or_keep
from pipeline.flow.stages import Options, run_plan
from pipeline.publish.core.model import ALL_FORMATS, FileSum, Manifest
from pipeline.publish.html.page_images import draw_page
from tests.pipeline.publish.editions import CARD, small_linked
from tests.pipeline.small_project import ROOT, copy_of_project

PUBLISHED = ROOT / "outputs" / "asean-pcrve-2019-2025"


def table(read: Sequence[int], counted: Sequence[int]) -> Any:
    def pages(numbers: Sequence[int]) -> list[SimpleNamespace]:
        return [SimpleNamespace(page=number) for number in numbers]

    return SimpleNamespace(pages=pages(read), ledger=pages(counted))


@pytest.mark.parametrize(
    ("read", "counted", "is_whole"),
    [((1, 2), (1, 2), True), ((1, 2), (1,), True), ((1,), (1, 2), False), ((), (), True)],
)
def test_a_table_with_a_page_that_was_not_read_is_not_kept(
    read: Sequence[int], counted: Sequence[int], is_whole: bool
) -> None:
    assert stages._is_whole(table(read, counted)) is is_whole


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int | str]:
    """The pages in the order in which they are handed to be drawn, and the search for issues."""
    seen: list[int | str] = []
    schedule, find = PagePool._schedule, stages._find_issues

    def note(pool: PagePool, function: Any, pdf: Path, page: int) -> object:
        if function is draw_page:
            seen.append(page)
        return schedule(pool, function, pdf, page)

    def note_issues(*given: Any) -> IssueReport:
        seen.append("issues")
        return find(*given)

    monkeypatch.setattr(PagePool, "_schedule", note)
    monkeypatch.setattr(stages, "_find_issues", note_issues)
    monkeypatch.setattr("pipeline.publish.html.page_images._drawn", {})
    monkeypatch.setattr("extract.pdf.preflight._plain_files", {})
    return seen


def whole_run(
    folder: Path,
    formats: tuple[str, ...] | None = None,
    *,
    pdf: Path | None = None,
    allow_loss: bool = False,
) -> None:
    plan = load_plan(Project(folder), "small", pdf=pdf)
    runner = Runner(Store(folder / "new-store"), Progress(quiet=True), "small")
    out = folder / "out"
    run_plan(plan, runner, Options(out=out, formats=formats, allow_loss=allow_loss))


def test_each_page_is_drawn_once_and_those_of_cells_before_issues_are_looked_for(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[int | str]
) -> None:
    folder = copy_of_project(tmp_path_factory)
    whole_run(folder)
    assert drawn.index("issues") > 0
    assert len(drawn) == len(set(drawn))
    drawn.clear()
    whole_run(folder, allow_loss=True)  # it reads the file again, with the same result
    assert drawn == []


def test_pages_that_nothing_shows_are_not_drawn(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[int | str]
) -> None:
    whole_run(copy_of_project(tmp_path_factory), ("xlsx",))
    assert drawn == ["issues"]


def test_pages_of_a_file_that_is_read_from_a_copy_are_drawn_once_after_the_issues(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[int | str]
) -> None:
    folder = copy_of_project(tmp_path_factory)
    pdf = folder / "late.pdf"
    pdf.write_bytes(b"before the header\n" + (folder / "given" / "small.pdf").read_bytes())
    whole_run(folder, pdf=pdf)
    assert drawn[0] == "issues"
    assert len(drawn) == len(set(drawn)) > 1


@pytest.mark.parametrize(
    ("language", "has_list", "has_words", "lacking"),
    [
        ("en", False, False, ""),
        ("xx", True, True, ""),
        ("xx", False, True, "misprints and word breaks are not checked against a word list"),
        ("xx", True, False, "dates, sums and statuses are read with English words"),
        ("xx", False, False, "against a word list; dates, sums"),
    ],
)
def test_a_language_without_words_is_told_once(
    language: str,
    has_list: bool,
    has_words: bool,
    lacking: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("expectations.words.has_list", lambda _: has_list)
    monkeypatch.setattr("normalize.values.words.has_words", lambda _: has_words)
    stages._tell_lacking_words(
        SimpleNamespace(name="small", expectations=SimpleNamespace(language=language))  # type: ignore[arg-type]  # all that is read
    )
    said = capsys.readouterr().err
    assert lacking in said
    assert said.count("\n") == bool(lacking)


REPORT = IssueReport(issues=())
PLAN: Any = SimpleNamespace(
    card=CARD,
    pdf=Path("plan.pdf"),
    normalize=SimpleNamespace(model_dump=lambda **_: {"language": "en"}),
)
RESULTS: Any = SimpleNamespace(
    linked=SimpleNamespace(sha="links"), report=SimpleNamespace(sha="issues"), identifiers=()
)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that are written to: one file, and the manifest that lists it."""
    folders: list[Path] = []
    values = json.loads((PUBLISHED / "manifest.json").read_bytes())
    file = FileSum(path="matrix.csv", bytes=5, sha256=digest(b"row_1"))
    values = {**values, "files": [file.model_dump()]}
    values.pop("sha256")
    values["sha256"] = digest(canonical(values))

    def write(*given: object, **_: object) -> Manifest:
        (out,) = [path for path in given if isinstance(path, Path)]
        folders.append(out)
        out.mkdir(exist_ok=True)
        (out / "matrix.csv").write_bytes(b"row_1")
        (out / "manifest.json").write_text(json.dumps(values), encoding="utf-8")
        return Manifest.model_validate(values)

    monkeypatch.setattr(publishing, "_publish", write)
    # Reading all source files takes longer than the rest.
    code = SimpleNamespace(parts=lambda _: {})
    monkeypatch.setattr("pipeline.engine.runner.code_in", lambda _: code)
    return folders


def run(folder: Path, formats: Sequence[str] | None = None) -> tuple[Published, Runner]:
    runner = Runner(Store(folder / "store"), Progress(quiet=True), "small")
    return publish_or_keep(PLAN, RESULTS, runner, folder / "out", formats=formats), runner


def test_a_folder_is_written_when_something_has_changed(tmp_path: Path, made: list[Path]) -> None:
    first, _ = run(tmp_path)
    assert first.is_new
    assert first.files == len(list(first.out.iterdir())) == 2
    again, runner = run(tmp_path)
    assert (again.files, again.is_new, runner.kept) == (first.files, False, ["publish"])
    assert len(made) == 1
    # Somebody has altered it, or taken it away.
    (first.out / "matrix.csv").write_text("x", encoding="utf-8")
    again, runner = run(tmp_path)
    assert (again.is_new, runner.kept, runner.ran) == (True, [], ["publish"])
    assert runner.progress.reason == f"{first.out}: matrix.csv is altered"
    first.out.rename(tmp_path / "elsewhere")
    again, runner = run(tmp_path)
    assert (again.files, again.is_new) == (first.files, True)
    assert runner.progress.reason.endswith(": it does not exist")
    # Other formats are another publication.
    again, runner = run(tmp_path, formats=["xlsx"])
    assert (again.is_new, runner.ran) == (True, ["publish"])
    assert len(made) == 4


def test_values_are_read_again_where_a_row_was_corrected(monkeypatch: pytest.MonkeyPatch) -> None:
    linked = small_linked()
    read: list[object] = []

    def read_again(_: object, corrected: object, __: object) -> object:
        read.append(corrected)
        return corrected

    monkeypatch.setattr("normalize.values.again.read_again", read_again)
    assert corrected_plan(PLAN, linked, REPORT) == linked
    assert read == []
    rows = linked.plan.rows[:1]
    changed = linked.model_copy(update={"plan": linked.plan.model_copy(update={"rows": rows})})
    monkeypatch.setattr("expectations.decisions.corrections.apply_corrections", lambda *_: changed)
    assert corrected_plan(PLAN, linked, REPORT) == changed
    assert read == [changed.plan]


@pytest.mark.parametrize(
    ("formats", "published"), [(None, ALL_FORMATS), (["xlsx"], ("xlsx",)), ([], ())]
)
def test_formats_are_those_asked_for(
    formats: Sequence[str] | None, published: tuple[str, ...]
) -> None:
    made = publication_of(PLAN, small_linked(), REPORT, formats=formats)
    assert made.formats == published
    assert "identifiers" not in made.records


def test_a_pdf_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match=r"none\.pdf: No such file or directory: name a PDF"):
        stages._file_sha(tmp_path / "none.pdf")
