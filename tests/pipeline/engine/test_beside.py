"""Work beside this process comes back as if it had been done here, and no process stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import psutil
import pytest

from pipeline.engine import beside as beside_module
from pipeline.engine.beside import Beside, may_fork

ROOT = Path(__file__).resolve().parents[3]
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="forks are for Linux alone")


@on_linux
def test_work_is_done_in_a_fork_and_its_result_comes_back() -> None:
    beside = Beside(may_fork=True)
    letters = "abc" * 1_000_000  # more than a pipe holds
    waiting = [beside.begin(lambda: (os.getpid(), letters)) for _ in range(2)]
    found = [wait() for wait in waiting]
    assert [text for _, text in found] == [letters, letters]
    assert len({os.getpid(), *(pid for pid, _ in found)}) == 3
    assert not any(psutil.pid_exists(pid) for pid, _ in found)


@on_linux
def test_an_error_of_the_work_is_raised_where_it_is_waited_for() -> None:
    def fail() -> NoReturn:
        raise ValueError(f"not here, in {os.getpid() == parent}")

    parent = os.getpid()
    wait = Beside(may_fork=True).begin(fail)
    with pytest.raises(ValueError, match="not here, in False"):
        wait()


@on_linux
def test_work_whose_fork_was_killed_is_done_here() -> None:
    def work() -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    parent = os.getpid()
    assert Beside(may_fork=True).begin(work)() == parent


class UntoldError(Exception):
    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} and {second}")


@on_linux
def test_an_error_that_cannot_be_told_is_made_again_here() -> None:
    def fail() -> NoReturn:
        raise UntoldError("one", "two")

    wait = Beside(may_fork=True).begin(fail)
    with pytest.raises(UntoldError, match="one and two"):
        wait()


@on_linux
def test_forks_that_nobody_waits_for_are_ended() -> None:
    beside = Beside(may_fork=True)
    before = set(psutil.Process().children())
    beside.begin(threading.Event().wait)
    (fork,) = set(psutil.Process().children()) - before
    beside.stop()
    assert not fork.is_running()
    beside.stop()


def test_without_forks_work_waits_for_its_turn() -> None:
    done: list[int] = []
    wait = Beside().begin(lambda: done.append(os.getpid()))
    assert done == []
    wait()
    assert done == [os.getpid()]


def test_a_process_with_another_thread_does_not_fork() -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert not may_fork()
    finally:
        end.set()
        thread.join()


WAITING = """
import os, sys, threading
from pipeline.engine.beside import Beside, may_fork

def work():
    print(os.getpid(), flush=True)
    threading.Event().wait()

assert may_fork() == (len(os.sched_getaffinity(0)) > 1)
Beside(may_fork=True).begin(work)()
"""


@on_linux
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_fork_ends_with_the_process_that_it_came_from(number: signal.Signals) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", WAITING], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert run.stdout is not None
    fork = psutil.Process(int(run.stdout.readline()))
    run.send_signal(number)
    run.wait()
    with suppress(psutil.NoSuchProcess):  # it may end between the two questions
        while fork.is_running() and fork.status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.01)
    run.stdout.close()


@on_linux
def test_an_interrupt_of_the_terminal_leaves_a_fork_to_its_run() -> None:
    def work() -> str:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGHUP)
        return "done"

    assert Beside(may_fork=True).begin(work)() == "done"


@on_linux
def test_work_that_lacked_memory_beside_the_run_is_done_in_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def work() -> int:
        if os.getpid() != parent:
            raise MemoryError
        return os.getpid()

    parent = os.getpid()
    assert Beside(may_fork=True).begin(work)() == parent
    assert "no result (exit status 12); done again in the run" in caplog.text


@on_linux
@pytest.mark.parametrize("is_stopped", [False, True])
def test_a_fork_that_does_nothing_any_more_is_ended(
    is_stopped: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def work() -> int:
        if os.getpid() != parent:
            if is_stopped:
                os.kill(os.getpid(), signal.SIGSTOP)
            threading.Event().wait()
        return os.getpid()

    parent = os.getpid()
    monkeypatch.setattr(beside_module, "IDLE_SECONDS", 0.05)
    assert Beside(may_fork=True).begin(work)() == parent
    assert "no result (ended by SIGKILL); done again in the run" in caplog.text


@on_linux
def test_a_fork_that_works_may_take_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    def work() -> int:
        while time.process_time() < 2:  # a fork's time begins at nothing
            pass
        return os.getpid()

    monkeypatch.setattr(beside_module, "IDLE_SECONDS", 0.5)
    assert Beside(may_fork=True).begin(work)() != os.getpid()
