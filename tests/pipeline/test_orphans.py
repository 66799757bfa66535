"""Nothing that a killed program started goes on without it."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from extract.runtime.workers import PagePool
from tests.pipeline.small_project import ROOT, make_project, small_pdf

SLEEPERS = """
import time
from pathlib import Path
from extract.runtime.workers import PagePool
from tests.pipeline.test_orphans import sleep
if __name__ == "__main__":
    PagePool(2).run(sleep, Path("any"), [1, 2, 3, 4])
"""


def sleep(_: Path, page: int) -> int:
    time.sleep(600)
    return page


def ended(processes: list[psutil.Process]) -> bool:
    """Wait until processes have ended, for the longest time that a busy machine may need."""
    left = psutil.wait_procs(processes, timeout=100)[1]
    for process in left:
        process.kill()
    return not left


def started_by(process: subprocess.Popen[bytes], least: int) -> list[psutil.Process]:
    """Wait until a process has started others, directly or not, and return them."""
    deadline = time.monotonic() + 300
    found: list[psutil.Process] = []
    while len(found) < least and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
        found = psutil.Process(process.pid).children(recursive=True)
    assert len(found) >= least, found
    return found


def killed_while_at_work(process: subprocess.Popen[bytes], least: int) -> list[psutil.Process]:
    """Kill a process while others that it started are at work, and return those.

    The process is stopped before it is killed, so that it starts nothing between the look at its
    children and its end, and does not end by itself.
    """
    started_by(process, least)
    os.kill(process.pid, signal.SIGSTOP)
    found = psutil.Process(process.pid).children(recursive=True)
    kill(process)
    assert found
    return found


def kill(process: subprocess.Popen[bytes]) -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def begin(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PLANROWS_PROJECT": str(folder), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, *arguments], cwd=folder, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_page_readers_end_with_a_killed_run(tmp_path: Path) -> None:
    script = tmp_path / "sleepers.py"
    script.write_text(SLEEPERS, encoding="utf-8")
    run = begin(tmp_path, str(script))
    # The fork server, what keeps track of its resources, and two readers that are busy.
    others = killed_while_at_work(run, 4)
    assert ended(others)


@pytest.mark.slow
def test_a_killed_run_leaves_no_process(tmp_path: Path) -> None:
    # The pages of a long plan keep its readers at work while the test looks for them.
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    run = begin(tmp_path, "-m", "pipeline", "run")
    others = killed_while_at_work(run, 3)
    assert ended(others)


@pytest.mark.slow
def test_a_killed_batch_leaves_no_process(tmp_path: Path) -> None:
    make_project(tmp_path)
    for seed in range(3):
        small_pdf(tmp_path / "plans" / f"plan-{seed}.pdf", seed=seed)
    batch = begin(tmp_path, "-m", "pipeline", "batch", "plans", "--jobs", "2")
    others = killed_while_at_work(batch, 3)
    assert ended(others)


def _from_a_daemon(answer: multiprocessing.Queue[int]) -> None:
    assert multiprocessing.current_process().daemon
    pool = PagePool(1)
    answer.put(pool.run(double, Path("any"), [21]).values[21])
    pool.stop()


def double(_: Path, page: int) -> int:
    return 2 * page


def test_pages_are_read_from_a_daemonic_process_too() -> None:
    context = multiprocessing.get_context("spawn")
    answer = context.Queue()
    process = context.Process(target=_from_a_daemon, args=(answer,), daemon=True)
    process.start()
    assert answer.get(timeout=300) == 42
    process.join(300)
    assert process.exitcode == 0
