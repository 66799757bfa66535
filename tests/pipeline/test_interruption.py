"""A run that is asked to end says one line, exits with the signal's status and leaves nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import psutil
import pytest

from extract.system.run_folder import PREFIX
from tests.pipeline.small_project import ROOT, copy_of_project, small_pdf

PASSWORD = "a secret"
SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}
USUAL = ((signal.SIGINT, True), (signal.SIGTERM, False), (signal.SIGHUP, True))
"""A terminal signals all processes of a run, `kill` the first one only."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a plan that is encrypted, so that a decrypted copy is read."""
    project = copy_of_project(tmp_path_factory, with_outputs=False)
    with pikepdf.open(project / "given" / "small.pdf") as pdf:
        pdf.save(project / "locked.pdf", encryption=pikepdf.Encryption(user=PASSWORD, owner="o"))
    (project / "password").write_text(PASSWORD, encoding="utf-8")
    (project / "tmp").mkdir()
    return project


LOCKED = "run small --no-cache --out out --pdf locked.pdf --password-file password"


def environment_of(project: Path, **more: str) -> dict[str, str]:
    """Return the environment of a command in a project, without settings of the tests' own."""
    own = {key: value for key, value in os.environ.items() if "PLANROWS" not in key}
    return {**own, "PLANROWS_PROJECT": str(project), "PYTHONPATH": str(ROOT), **more}


def start(
    project: Path, words: str = LOCKED, program: tuple[str, str] = ("-m", "pipeline")
) -> subprocess.Popen[str]:
    """Start a command in a session of its own."""
    return subprocess.Popen(
        [sys.executable, *program, *words.split()],
        cwd=project,
        env=environment_of(project, TMPDIR=str(project / "tmp")),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_interrupts,
    )


def send(run: subprocess.Popen[str], number: signal.Signals, *, to_group: bool) -> str:
    """Send a signal to a run, or to its group as the terminal or systemd does; return its words."""
    (os.killpg if to_group else os.kill)(run.pid, number)
    return run.communicate(timeout=300)[1]


def heed_interrupts() -> None:
    """Undo what shells do to programs in the background: these ignore interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run_folder_of(project: Path) -> bool:
    return any((project / "tmp").glob(f"{PREFIX}*/lock"))


def wait_for(project: Path, run: subprocess.Popen[str]) -> None:
    """Wait until the run is under way."""
    while not run_folder_of(project):
        assert run.poll() is None, run.communicate()
        time.sleep(0.01)


def wait_for_readers(run: subprocess.Popen[str]) -> list[psutil.Process]:
    """Wait until the run has started processes; return them."""
    while not (started := psutil.Process(run.pid).children(recursive=True)):
        assert run.poll() is None, run.communicate()
        time.sleep(0.01)
    return started


def decrypted(folder: Path) -> list[Path]:
    """Return the files below a folder that are plain PDFs."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if b"%PDF-" in path.read_bytes()[:1024]]


@pytest.mark.parametrize(
    ("number", "to_group"),
    [
        pytest.param(
            number, to_group, marks=() if (number, to_group) in USUAL else pytest.mark.slow
        )
        for number in SIGNALS
        for to_group in (False, True)
    ],
)
def test_a_signal_ends_a_run_with_one_line(
    project: Path, number: signal.Signals, to_group: bool
) -> None:
    run = start(project)
    wait_for(project, run)
    if to_group:
        wait_for_readers(run)
    said = send(run, number, to_group=to_group)
    assert run.returncode == SIGNALS[number], said
    assert len(said.splitlines()) == 1
    assert said.startswith("planrows: ")
    assert list((project / "tmp").iterdir()) == []
    assert not any(project.glob(".out.new-*"))


IN_ISSUES = """
import pathlib, threading
import extract.runtime.fork_server, pipeline.interruption, pipeline.start
from pipeline.flow import stages

def find_issues(*_):
    pathlib.Path("in-issues").touch()
    threading.Event().wait()

stages._find_issues = find_issues
# What is held up has no end.
pipeline.interruption.GRACE = extract.runtime.fork_server.SECONDS_TO_END = 3600
pipeline.start.main()
"""


@pytest.mark.parametrize("to_group", [False, True])
def test_a_run_that_draws_pages_while_it_looks_for_issues_ends(
    project: Path, to_group: bool
) -> None:
    run = start(project, "run small --no-cache --out out", ("-c", IN_ISSUES))
    while not (project / "in-issues").exists():
        assert run.poll() is None, run.communicate()
        time.sleep(0.01)
    (project / "in-issues").unlink()
    started = wait_for_readers(run)
    said = send(run, signal.SIGINT, to_group=to_group)
    assert run.returncode == 130, said
    assert said == "planrows: interrupted; what is published is complete\n"
    _, alive = psutil.wait_procs(started, timeout=120)
    assert alive == []
    assert list((project / "tmp").iterdir()) == []


IN_A_CLASS = """
import os, signal
import pipeline.start
from pipeline.flow import stages

class Field:
    def __set_name__(self, owner, name):
        os.kill(os.getpid(), signal.SIGTERM)

def find_issues(*_):
    type("Owner", (), {"field": Field()})

stages._find_issues = find_issues
pipeline.start.main()
"""


@pytest.mark.parametrize("words", ["", " --json"])
def test_a_signal_that_python_turns_into_another_error_ends_a_run_with_one_line(
    project: Path, words: str
) -> None:
    run = start(project, f"run small --no-cache --out out{words}", ("-c", IN_A_CLASS))
    _, said = run.communicate(timeout=300)
    assert said == "planrows: terminated; what is published is complete\n"
    assert run.returncode == 143
    assert list((project / "tmp").iterdir()) == []


DROPPED_BY_A_LIBRARY = """
import os, signal
import pipeline.interruption, pipeline.start
from pipeline.publish import stage

carry_over = stage.carry_over

def carry_over_and_drop(*given):
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    except:
        pass
    carry_over(*given)

stage.carry_over = carry_over_and_drop
pipeline.interruption.GRACE = 3600
pipeline.start.main()
"""


def test_nothing_is_published_after_a_signal_that_a_library_dropped(project: Path) -> None:
    """Rdflib takes whatever a look-up raises for the lack of an entry."""
    run = start(project, "run small --out dropped", ("-c", DROPPED_BY_A_LIBRARY))
    _, said = run.communicate(timeout=300)
    assert said == "planrows: terminated; what is published is complete\n"
    assert run.returncode == 143
    assert not (project / "dropped").exists()
    assert not any(project.glob(".dropped.*"))


IN_A_FORK = """
import os, signal, threading
import pipeline.start

forks = []

def before():
    # Where this thread blocks a signal, the system gives it to another one.
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    os.kill(os.getpid(), signal.SIGTERM)
    forks.append("begun")

os.register_at_fork(before=before, after_in_parent=forks.pop)
pipeline.start.main()
"""


@pytest.mark.skipif(not hasattr(os, "register_at_fork"), reason="this system does not fork")
def test_a_signal_in_a_fork_ends_a_run_with_one_line(project: Path) -> None:
    run = start(project, "run small --no-cache --out out", ("-c", IN_A_FORK))
    _, said = run.communicate(timeout=300)
    assert said == "planrows: terminated; what is published is complete\n"
    assert run.returncode == 143
    assert list((project / "tmp").iterdir()) == []


def test_a_killed_run_leaves_no_decrypted_copy_and_the_next_one_tidies(project: Path) -> None:
    for seconds in (0.5, 1.5, 2.5):
        run = start(project)
        wait_for(project, run)
        time.sleep(seconds)  # a quick run may have ended by then
        run.kill()
        run.communicate(timeout=300)
        assert decrypted(project / "tmp") == []
    left = list((project / "tmp").iterdir())
    assert all(path.name.startswith(PREFIX) for path in left)
    assert all(path.stat().st_mode & 0o777 == 0o700 for path in left)
    run = start(project)
    _, said = run.communicate(timeout=300)
    assert run.returncode == 0, said
    assert list((project / "tmp").iterdir()) == []


def test_the_folder_of_a_living_run_is_left_alone(project: Path) -> None:
    first = start(project)
    wait_for_readers(first)  # it has locked its folder; the file of the lock is there before
    first.send_signal(signal.SIGSTOP)  # it outlives the other one, however quick it is
    (folder,) = (project / "tmp").glob(f"{PREFIX}*")
    environment = {**os.environ, "TMPDIR": str(project / "tmp"), "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, "-m", "pipeline", "explain", "all"],
        cwd=project,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    assert folder.is_dir()
    first.terminate()
    first.send_signal(signal.SIGCONT)
    first.communicate(timeout=300)
    assert not folder.exists()


@pytest.mark.parametrize(("number", "to_group"), USUAL)
def test_batch_ends_with_its_workers(
    project: Path, tmp_path: Path, number: signal.Signals, to_group: bool
) -> None:
    for seed in range(4):
        small_pdf(tmp_path / "in" / f"{seed}.pdf", seed + 1)
    run = start(project, f"batch {tmp_path / 'in'} --out {tmp_path / 'corpus'} --jobs 2")
    while not any((tmp_path / "corpus").glob(".*.new-*")):  # a plan is being published
        assert run.poll() is None, run.communicate()
        time.sleep(0.01)
    started = wait_for_readers(run)
    said = send(run, number, to_group=to_group)
    assert run.returncode == SIGNALS[number], said
    assert len(said.splitlines()) == 1, said
    _, alive = psutil.wait_procs(started, timeout=120)
    assert alive == []
    assert list((project / "tmp").iterdir()) == []
    assert [path.name for path in (tmp_path / "corpus").glob(".*")] == [".batch"]


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away_is_no_error(project: Path, unbuffered: str) -> None:
    for words in ("explain all", "show small --body all", "show small t1-r000-c0"):
        command = f"{sys.executable} -m pipeline {words} | true; exit ${{PIPESTATUS[0]}}"
        ran = subprocess.run(
            ["bash", "-c", command],
            cwd=project,
            env=environment_of(project, PYTHONUNBUFFERED=unbuffered),
            capture_output=True,
            text=True,
            check=False,
        )
        wanted = 2 if "--body all" in words else 0  # there is no such body
        assert ran.returncode == wanted, ran.stderr
        assert "Traceback" not in ran.stderr
        assert "Exception ignored" not in ran.stderr


def test_standard_output_in_another_encoding_takes_any_text(project: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-m", "pipeline", "explain", "all"],
        cwd=project,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def test_json_stays_json_in_another_encoding(project: Path) -> None:
    words = ["-m", "pipeline", "show", "asean-pcrve-2019-2025", "area-1.1", "--json"]
    told = {}
    for encoding in ("ascii", "utf-8"):
        ran = subprocess.run(
            [sys.executable, *words],
            cwd=project,
            env=environment_of(project, PYTHONIOENCODING=encoding),
            capture_output=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        told[encoding] = json.loads(ran.stdout)
    assert told["ascii"] == told["utf-8"]
    assert not json.dumps(told["utf-8"], ensure_ascii=False).isascii()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_names_the_place(project: Path, unbuffered: str) -> None:
    ran = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m pipeline explain all > /dev/full"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": unbuffered},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stderr == (
        "planrows: standard output: No space left on device; make room there and run again\n"
    )


DROPPED = """
import os, signal, time, weakref
from pipeline.interruption import Stopped, end_stopped, stop_on_signals

class Thing: pass

def callback(_):
    os.kill(os.getpid(), signal.SIGTERM)
    for _ in range(1000): pass

stop_on_signals()
try:
    thing = Thing()
    reference = weakref.ref(thing, callback)
    del thing
    time.sleep(600)
except Stopped as stopped:
    end_stopped(stopped)
"""


def test_a_signal_that_comes_in_a_callback_is_not_dropped() -> None:
    """Python ignores whatever a finalizer raises."""
    started = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-c", DROPPED],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 143
    assert ran.stderr == "planrows: terminated; what is published is complete\n"
    assert time.monotonic() - started < 300
