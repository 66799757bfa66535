"""A plan of a batch: its settings, its outcome and its place, in a folder and at an address."""

from __future__ import annotations

import uuid
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from extract.system.regular_files import sha256_of
from pipeline.add.thresholds import ROLES
from pipeline.batch import pools, run_one, schedule
from pipeline.batch.confidence import judge
from pipeline.batch.pools import open_pool, run_apart
from pipeline.batch.records import read_record, settings_of, write_record
from pipeline.batch.run_one import abandon, fetch_last, run_task
from pipeline.batch.schedule import run_all
from pipeline.batch.settings import _confidence, draft, fetch_settings, send_settings
from pipeline.batch.tasks import plan_slug
from pipeline.config.project import Project
from pipeline.corpus.address import Address, open_address
from pipeline.corpus.model import Drafted, PlanOutcome, Task
from pipeline.corpus.thresholds import CORPUS
from pipeline.engine.store import digest
from pipeline.errors import LostGlyphsError, NotAPlanError, SourceFileError, UsageError
from tests.pipeline.batch.in_threads import Threads, outcomes_of, tasks_in
from tests.pipeline.batch.test_batch import verdict


@pytest.fixture
def task(tmp_path: Path) -> Task:
    pdf = tmp_path / "plans" / "a.pdf"
    pdf.parent.mkdir()
    pdf.write_bytes(b"a")
    out = str(tmp_path / "out")
    return Task(plan_id="a", pdf=str(pdf), root=out, registers="", store="", out=out, key="k")


@pytest.fixture
def there() -> Address:
    """An address of its own."""
    pytest.importorskip("fsspec", reason="the extra 'remote' is not installed")
    return open_address(f"memory://{uuid.uuid4().hex}")


def sources(task: Task) -> Path:
    """Return the folder of a plan's settings."""
    folder = Path(task.root) / "sources" / task.plan_id
    folder.mkdir(parents=True, exist_ok=True)
    return folder


SETTINGS = {"plan.toml": b"one", "aliases.csv": b"two"}
ASIDE = {"plan.pdf": b"a", "questions.md": b"?"}


def test_the_settings_of_a_plan_are_what_was_guessed(task: Task) -> None:
    folder = sources(task)
    for name, data in {**SETTINGS, **ASIDE, ".part": b"half"}.items():
        (folder / name).write_bytes(data)
    (folder / "notes").mkdir()
    address = open_address(task.out)
    expected = {name: digest(data) for name, data in SETTINGS.items()}
    assert settings_of(address, task) == expected
    # The key of a plan that somebody has set up covers its settings.
    assert settings_of(address, task.model_copy(update={"pdf": ""})) == {}


def test_the_settings_at_an_address_are_those_that_are_kept_there(
    task: Task, there: Address
) -> None:
    assert settings_of(there, task) == {}
    for name, data in {**SETTINGS, "questions.md": b"?", "decisions.csv": b""}.items():
        there.write(f"sources/a/{name}", data)
    assert settings_of(there, task) == {name: digest(data) for name, data in SETTINGS.items()}


def test_settings_are_fetched_with_the_pdf_and_sent_without_it(
    task: Task, there: Address, tmp_path: Path
) -> None:
    project = Project(tmp_path / "here")
    folder = project.sources / "a"
    fetch_settings(there, task, project)
    assert not folder.exists()
    there.write("sources/a/plan.toml", b"one")
    fetch_settings(there, task, project)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "plan.toml": b"one", "plan.pdf": b"a",
    }  # fmt: skip
    (folder / "aliases.csv").write_bytes(b"two")
    (folder / "other.txt").write_bytes(b"three")
    send_settings(there, task, project)
    assert there.read("sources/a/aliases.csv") == b"two"
    assert there.read("sources/a/plan.pdf") is there.read("sources/a/other.txt") is None
    # What somebody has edited there meanwhile stays.
    (folder / "plan.toml").write_bytes(b"guessed again")
    send_settings(there, task, project)
    assert there.read("sources/a/plan.toml") == b"one"
    Path(task.pdf).unlink()
    (folder / "plan.pdf").unlink()
    fetch_settings(there, task, project)
    assert not (folder / "plan.pdf").exists()


def test_settings_are_guessed_once_and_left_to_those_who_change_them(
    task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, folder = Project(Path(task.root)), sources(task)
    guessed = Drafted(sha256="new", confidence=1.0, reason="")
    monkeypatch.setattr("pipeline.batch.settings._guess", lambda *_: guessed)
    assert draft(task.model_copy(update={"pdf": ""}), project, guessed) is None
    assert draft(task, project, None) is guessed
    (folder / "plan.toml").write_bytes(b"one")
    (folder / "plan.pdf").write_bytes(b"a")
    earlier = Drafted(sha256=sha256_of(folder / "plan.toml"), confidence=0.7, reason="area")
    assert draft(task, project, earlier) is earlier
    assert draft(task, project, None) is None
    (folder / "plan.toml").write_bytes(b"changed")
    assert draft(task, project, earlier) is None
    (folder / "plan.pdf").write_bytes(b"another")
    with pytest.raises(SourceFileError, match="not the file that"):
        draft(task, project, earlier)
    Path(task.pdf).unlink()
    with pytest.raises(SourceFileError, match="there is no such file"):
        draft(task, project, earlier)


def column(label: str, role: str, confidence: float) -> Any:
    return SimpleNamespace(column=SimpleNamespace(label=label), role=role, confidence=confidence)


def found(*columns: Any, missing: tuple[str, ...] = (), rival: float = 0.0) -> Any:
    proposal = SimpleNamespace(is_sure=rival < 0.5, rival=rival)
    return SimpleNamespace(columns=columns, missing=missing, proposal=proposal)


def test_guesses_are_as_sure_as_the_least_of_them() -> None:
    area, notes = column("Priority\narea", "area", 0.7), column("Xyzzy", "xyzzy", 0.0)
    assert _confidence(found(notes)) == (1.0, "")
    assert _confidence(found(area, notes)) == (
        0.7, "column “Priority area” is guessed as area (70%)",
    )  # fmt: skip
    assert _confidence(found(area, missing=("output",)))[0] == 0.7
    assert _confidence(found(area, missing=("activity",)))[0] == 0.0
    assert _confidence(found(area, rival=0.4))[0] == 0.7
    sure, reason = _confidence(found(area, rival=0.8))
    assert sure == pytest.approx(0.2)
    assert "(80%)" in reason


def test_settings_that_are_sure_put_nothing_in_doubt() -> None:
    for confidence, is_doubtful in ((ROLES.sure, False), (ROLES.sure - 0.01, True)):
        drafted = Drafted(sha256="0", confidence=confidence, reason="area")
        assert bool(judge(verdict(), drafted).reasons) is is_doubtful
    # A page that was let pass is a doubt even if no glyph was counted.
    assert judge(verdict(lost_pages=("page 2",), glyphs=0), None).reasons != ()


@pytest.mark.parametrize(
    ("values", "doubts"),
    [
        ({"doubts": 10}, 0),
        ({"doubts": 11}, 1),
        ({"differing_cells": 10}, 0),
        ({"differing_cells": 11, "doubts": 11}, 2),
        ({"misleading_lines": 0}, 0),
        ({"misleading_lines": 1}, 1),
        ({"cells": 0, "doubts": 0}, 0),
        ({"lost_pages": ("page 2",), "lost": 1}, 1),
    ],
)
def test_a_reading_is_doubtful_beyond_a_share(
    values: dict[str, object], doubts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.batch.confidence.CORPUS", replace(CORPUS, sure=1 - 10 / 100))
    assert len(judge(verdict(**values), None).reasons) == doubts


@pytest.mark.parametrize(("pages", "again"), [(0, False), (1, True)])
def test_a_plan_with_a_page_that_may_be_read_later_runs_again(
    pages: int, again: bool, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_one, "_run", lambda *_: (verdict(pages_to_retry=pages), None))
    assert run_one._outcome(task, open_address(task.out), None).retry is again


@pytest.mark.parametrize(
    ("formats", "entry"),
    [(None, "index.html"), (("html", "xlsx"), "index.html"), (("xlsx",), "matrix.csv")],
)
def test_the_page_of_a_corpus_leads_to_what_was_published(
    task: Task, monkeypatch: pytest.MonkeyPatch, formats: tuple[str, ...] | None, entry: str
) -> None:
    monkeypatch.setattr(run_one, "_run", lambda *_: (verdict(), None))
    outcome = run_one._outcome(
        task.model_copy(update={"formats": formats}), open_address(task.out), None
    )
    assert (outcome.entry, outcome.status, outcome.message) == (entry, "published", "")


@pytest.mark.parametrize(
    ("error", "status"),
    [(LostGlyphsError("3"), "refused"), (NotAPlanError("a.pdf"), "failed"),
     (OSError("gone"), "failed")],
)  # fmt: skip
def test_a_plan_that_is_no_worse_than_its_rules_is_refused(
    task: Task, monkeypatch: pytest.MonkeyPatch, error: Exception, status: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(run_one, "_run", fail)
    outcome = run_one._outcome(task, open_address(task.out), None)
    assert outcome.status == status


def test_a_plan_without_an_outcome_is_recorded_with_what_was_guessed(task: Task) -> None:
    address = open_address(task.out)
    assert abandon(task, "gone").drafted is None
    guessed = Drafted(sha256="0", confidence=1.0, reason="")
    write_record(address, PlanOutcome(plan_id="a", status="published", drafted=guessed))
    outcome = abandon(task, "gone again")
    assert (outcome.drafted, outcome.retry, outcome.pdf) == (guessed, True, "a.pdf")
    assert read_record(address, "a") == outcome


def test_the_last_publication_is_fetched_as_far_as_it_is_compared(
    there: Address, tmp_path: Path
) -> None:
    out = tmp_path / "published" / "a"
    there.write("a/matrix.csv", b"1")
    fetch_last(there, out)
    assert not out.exists()
    there.write("a/manifest.json", b"{}")
    there.write("a/index.html", b"<p>")
    fetch_last(there, out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {
        "manifest.json": b"{}", "matrix.csv": b"1",
    }  # fmt: skip


def test_a_plan_that_ran_meanwhile_is_not_run_again(
    task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[str] = []

    def run(each: Task, *_: object) -> tuple[Any, None]:
        runs.append(each.plan_id)
        raise NotAPlanError("a.pdf")

    monkeypatch.setattr(run_one, "_run", run)
    first = run_task(task)
    assert run_task(task) == first
    assert runs == ["a"]
    run_task(task.model_copy(update={"again": True}))
    assert runs == ["a", "a"]


def test_plans_run_here_unless_a_scheduler_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Here:
        def __init__(self, what: object) -> None:
            self.what = what

        def stop(self) -> None:
            stopped.append(self.what)

    stopped: list[object] = []
    monkeypatch.setattr(pools, "Processes", Here)
    monkeypatch.setattr(pools, "Cluster", lambda scheduler: Here(f"cluster {scheduler}"))
    for scheduler in (None, "tcp://there"):
        with open_pool(3, scheduler):
            pass
    assert stopped == [3, "cluster tcp://there"]


def test_a_worker_of_a_cluster_has_one_process(task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []

    class Apart:
        def __init__(self, **_: object) -> None:
            made.append(self)

        def schedule(self, _: object, args: list[Task], timeout: float) -> Future[str]:
            future: Future[str] = Future()
            future.set_result(f"{args[0].plan_id} within {timeout:g} s")
            return future

    monkeypatch.setattr("pebble.ProcessPool", Apart)
    monkeypatch.setattr(pools, "_apart", [])
    monkeypatch.setattr(pools, "start_server", lambda: None)
    monkeypatch.setattr("extract.runtime.parent_watchdog.allow_children", lambda: None)
    timed = task.model_copy(update={"max_seconds": 60})
    said: list[object] = [run_apart(timed), run_apart(timed)]
    assert said == ["a within 180 s"] * 2
    assert len(made) == 1


class Full(Threads):
    """A pool whose plans end one by one, when nothing more is submitted."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.most = 0
        self._under_way: list[tuple[Future[PlanOutcome | None], Task]] = []

    def submit(self, task: Task) -> Future[PlanOutcome | None]:
        future: Future[PlanOutcome | None] = Future()
        self._under_way.append((future, task))
        self.most = max(self.most, len(self._under_way))
        return future

    def require_alive(self) -> None:
        """End the first of the plans under way: nothing has ended for a while."""
        future, task = self._under_way.pop(0)
        future.set_result(PlanOutcome(plan_id=task.plan_id, status="failed"))


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "LOOK_SECONDS", 0.0)


@pytest.mark.usefixtures("_impatient")
def test_no_more_plans_are_under_way_than_there_is_room_for(task: Task) -> None:
    tasks = [task.model_copy(update={"plan_id": name}) for name in "abcde"]
    pool, ended = Full(room=2), list[PlanOutcome]()
    run_all(tasks, pool, ended.append)
    assert [outcome.plan_id for outcome in ended] == list("abcde")
    assert pool.most == 2


@pytest.mark.usefixtures("_impatient")
def test_a_pool_that_is_gone_ends_the_batch(task: Task) -> None:
    class Gone(Full):
        def require_alive(self) -> None:
            raise UsageError("gone")

    with pytest.raises(UsageError, match="gone"):
        run_all([task], Gone(room=1), list[PlanOutcome]().append)


def test_a_fault_of_our_own_is_no_lost_worker(task: Task) -> None:
    def run(_: Task) -> PlanOutcome | None:
        raise LookupError("ours")

    with pytest.raises(LookupError, match="ours"):
        outcomes_of([task], run)


@pytest.mark.parametrize("name", ["ProcessExpired", "KilledWorker"])
def test_a_worker_that_ends_is_known_by_the_name_of_its_error(task: Task, name: str) -> None:
    def run(_: Task) -> PlanOutcome | None:
        raise type(name, (Exception,), {})()

    (outcome,) = outcomes_of([task], run)
    assert outcome.message == "its worker process crashed twice"


def test_a_name_without_latin_letters_is_a_plan() -> None:
    assert plan_slug("Plan d’action (2025)") == "plan-d-action-2025"
    assert plan_slug("第一") == "plan"
    assert len(plan_slug("x" * 100)) == 80


def test_plans_are_named_by_file_folder_or_pattern(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.batch.tasks._shared", lambda *_: {})
    folder = tmp_path / "sources" / "mine"
    folder.mkdir(parents=True)
    for name in ("plan.toml", "plan.pdf", "notes.toml", "Draft.PDF"):
        (folder / name).write_bytes(b"x")
    project, out = Project(tmp_path), str(tmp_path / "out")

    def named(what: Path) -> list[tuple[str, str]]:
        tasks = tasks_in(what, project, out)
        return [(task.plan_id, Path(task.pdf).name) for task in tasks]

    assert named(folder / "plan.toml") == [("mine", "")]
    assert named(folder / "Draft.PDF") == [("draft", "Draft.PDF")]
    assert named(folder.parent) == [("mine", "")]
    assert {name for name, _ in named(folder / "*")} == {"draft", "mine", "plan"}
    with pytest.raises(UsageError, match="neither a PDF nor a folder"):
        named(folder / "notes.toml")
    # Only what lies beside settings is part of what a plan with settings depends on.
    before = {task.plan_id: task.key for task in tasks_in(folder / "*", project, out)}
    (folder / "names.csv").write_bytes(b"new")
    after = {task.plan_id: task.key for task in tasks_in(folder / "*", project, out)}
    assert {name for name in after if after[name] != before[name]} == {"mine"}


def test_each_plan_has_an_id_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plans with settings keep theirs; of two with the same, the second says so."""
    monkeypatch.setattr("pipeline.batch.tasks._shared", lambda *_: {})
    for name in ("a/sources/mine", "b/sources/mine", "c/sources/Plan.One"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "plan.toml").touch()
    (tmp_path / "mine.pdf").touch()
    project, out = Project(tmp_path), str(tmp_path / "out")
    tasks = tasks_in(f"{tmp_path}/**/*", project, out)
    found = {task.plan_id: task for task in tasks}
    assert len(found) == 4
    assert [bool(task.pdf) for task in tasks] == [False, False, False, True]
    assert found["mine"].root == str(tmp_path / "a")
    assert found["Plan.One"].clash == ""
    (second,) = [task for task in tasks if task.clash]
    assert second.root == str(tmp_path / "b")
    assert "has the same id; give one of them another id" in second.clash


class Scheduler:
    """A client of Dask's whose cluster has three threads, until it is gone."""

    status = "running"
    is_there = True

    def __init__(self, *_: object, **__: object) -> None:
        if not self.is_there:
            raise OSError("nothing answers")

    def nthreads(self) -> dict[str, int]:
        if not self.is_there:
            raise TimeoutError("no answer")
        return {"a": 2, "b": 1}

    def get_executor(self, *, pure: bool) -> Any:
        return SimpleNamespace(submit=lambda _, task: (task, pure))


def test_a_cluster_runs_plans_until_its_scheduler_is_gone(
    task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Client(Scheduler):
        """A class of its own, which the test changes."""

    distributed = SimpleNamespace(Client=Client)
    monkeypatch.setattr(pools, "importlib", SimpleNamespace(import_module=lambda _: distributed))
    monkeypatch.setattr(pools, "LOGGERS", ())
    cluster = pools.Cluster("tcp://there")
    assert cluster.room == 3 * pools.AHEAD
    assert cluster.submit(task) == (task, False)  # type: ignore[comparison-overlap]  # stands in
    cluster.require_alive()
    monkeypatch.setattr(Client, "status", "closed")
    with pytest.raises(UsageError, match="tcp://there: the scheduler is gone; start it again"):
        cluster.require_alive()
    monkeypatch.setattr(Client, "status", "running")
    monkeypatch.setattr(Client, "is_there", False)
    with pytest.raises(UsageError, match="the scheduler is gone"):
        cluster.require_alive()
    with pytest.raises(UsageError, match="no Dask scheduler answers: nothing answers"):
        pools.Cluster("tcp://there")
