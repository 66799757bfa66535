"""A page that hangs, crashes or eats memory ends its worker, never the run."""

from __future__ import annotations

import errno
import multiprocessing
import os
import sys
import tempfile
import threading
import time
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from extract.errors import WorkersError
from extract.runtime import fork_server
from extract.runtime.limits import HAS_TIMER, Limits
from extract.runtime.outcomes import Readings, Values
from extract.runtime.workers import AHEAD, OutOfTimeError, PagePool, run_pages

SMALL = Limits(memory=200 * 2**20, cpu_seconds=1, wall_seconds=300.0, output=2**20)
PDF = Path("some.pdf")


def misbehave(_: Path, page: int) -> object:
    """Do what the page's number says."""
    if page == 2:
        while True:
            pass
    if page == 3:
        time.sleep(600)
    if page == 4:
        return bytearray(2**30)
    if page == 5:
        os.abort()
    if page == 6:
        return bytes(2 * 2**20)
    if page == 7:
        raise KeyError("/Root\nis missing")
    if page == 8:
        return misbehave(_, page)
    return page * 10


@pytest.fixture(scope="module")
def pool():
    held = PagePool(2, SMALL)
    yield held
    held.stop()


def test_each_limit_is_named_and_the_others_are_read(pool: PagePool) -> None:
    readings = pool.run(misbehave, PDF, [1, 2, 4, 5, 6, 7, 8, 9])
    assert readings.values == {1: 10, 9: 90}
    assert {page: error.limit for page, error in readings.failures.items()} == {
        2: "cpu",
        4: "memory",
        5: "crash",
        6: "output",
        7: "error",
        8: "error",
    }
    assert [error.page for error in readings.failures.values()] == [2, 4, 5, 6, 7, 8]


_KEPT: list[bytearray] = []


def keep(_: Path, page: int) -> int:
    """Keep some memory after each page, as libraries keep their buffers."""
    _KEPT.append(bytearray(page * 2**20))
    return page


def test_what_a_worker_keeps_is_no_memory_of_the_next_page() -> None:
    steady = PagePool(1, SMALL)
    readings = steady.run(keep, PDF, [110, 120, 250])
    steady.stop()
    assert readings.values == {110: 110, 120: 120}
    assert readings.failures[250].limit == "memory"


def test_what_a_worker_keeps_of_all_pages_is_bounded() -> None:
    greedy = PagePool(1, SMALL)
    readings = greedy.run(keep, PDF, [150, 151, 152])
    greedy.stop()
    assert readings.values == {150: 150, 151: 151}
    assert readings.failures[152].limit == "memory"


def test_pages_that_are_begun_are_read_while_this_process_does_other_work() -> None:
    begun = PagePool(1, SMALL)
    finish = begun.begin(misbehave, PDF, [1, 1, 7, 9])
    assert begun.run(misbehave, PDF, [10]).values == {10: 100}
    readings = finish()
    begun.stop()
    assert readings.values == {1: 10, 9: 90}
    assert list(readings.failures) == [7]


def test_pages_that_are_begun_end_with_the_workers_and_start_none() -> None:
    threads = set(threading.enumerate())
    begun = PagePool(1, SMALL)
    finish = begun.begin(misbehave, PDF, [3, 1])
    begun.stop()
    assert set(threading.enumerate()) <= threads
    assert finish() == Readings(Values(), {})
    assert begun._pool is None


def test_a_page_that_waits_for_ever_is_stopped() -> None:
    impatient = PagePool(1, replace(SMALL, wall_seconds=3.0))
    readings = impatient.run(misbehave, PDF, [3, 1])
    impatient.stop()
    assert readings.values == {1: 10}
    assert readings.failures[3].limit == "wall"


def pause(_: Path, page: int) -> int:
    """Wait longer than the CPU time of a page, as on a machine that is busy."""
    time.sleep(SMALL.cpu_seconds + 1.5)
    return page * 10


def test_a_page_may_wait_longer_than_it_may_compute(pool: PagePool) -> None:
    assert pool.run(pause, PDF, [1]).values == {1: 10}
    # Nine programs on two cores leave each less than a quarter of a core.
    assert Limits().wall_seconds >= 9 * Limits().cpu_seconds


def test_messages_say_page_limit_and_what_to_do(pool: PagePool) -> None:
    (error,) = pool.run(misbehave, PDF, [5]).failures.values()
    assert str(error) == (
        "some.pdf: page 5 made the parser end abruptly (by SIGABRT, as when the 200 MiB that a "
        "page may take are used up); look at it in a viewer and print it to a new PDF, or leave "
        "it out with --allow-loss"
    )
    (error,) = pool.run(misbehave, PDF, [7]).failures.values()
    assert "KeyError: '/Root\\nis missing'" in str(error)
    assert "\n" not in str(error)


def test_a_pool_goes_on_after_its_workers_died(pool: PagePool) -> None:
    pool.run(misbehave, PDF, [5, 5, 5])
    told: list[int] = []
    assert pool.run(misbehave, PDF, [1, 9], done=told.append).values == {1: 10, 9: 90}
    assert told == [1, 9]


def linger(_: Path, page: int) -> int:
    """Take the longer the earlier the page."""
    time.sleep(0.3 if page == 1 else 0.0)
    return page * 10


def test_many_pages_are_given_out_few_at_a_time_and_reported_in_order(
    pool: PagePool, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    ahead: list[int] = []
    held = pool.start()._pool
    assert held is not None
    schedule = held.schedule

    def counted(*arguments: Any, **more: Any) -> Any:
        ahead.append(more["args"][2] - len(told))
        return schedule(*arguments, **more)

    monkeypatch.setattr(held, "schedule", counted)
    pages = range(1, 5 * AHEAD)
    assert pool.run(linger, PDF, pages, done=told.append).values == {p: p * 10 for p in pages}
    assert told == list(pages)
    assert max(ahead) == 2 * AHEAD


def test_one_process_is_used_again() -> None:
    assert run_pages(own_pid, PDF, [1]).values == run_pages(own_pid, PDF, [1]).values


def rest(_: Path, page: int) -> int:
    time.sleep(1.5)
    return page


@pytest.mark.skipif(not HAS_TIMER, reason="the system has no interval timers")
def test_a_clock_that_is_set_stops_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a laptop that wakes up, or when the time service corrects the clock."""
    passed = iter(range(1_000_000))
    stepping = SimpleNamespace(sleep=time.sleep, time=lambda: time.time() + 3600 * next(passed))
    monkeypatch.setattr("pebble.pool.process.time", stepping)
    patient = PagePool(1, replace(SMALL, wall_seconds=300.0))
    try:
        assert patient.run(rest, PDF, [1]).values == {1: 1}
    finally:
        patient.stop()


def test_all_pages_together_have_a_limit(pool: PagePool) -> None:
    done: list[int] = []
    with pytest.raises(OutOfTimeError):
        pool.run(rest, PDF, range(1, 100), done=done.append, seconds=4.0)
    assert done == sorted(done)
    assert len(done) < 99
    # The next file is read as usual.
    assert pool.run(misbehave, PDF, [1]).values == {1: 10}


def fail_for_the_machine(_: Path, page: int) -> None:
    """Fail as a reader does when the disk is full."""
    full = OSError(errno.ENOSPC, "No space left on device")
    if page == 1:
        raise full
    raise RuntimeError("the reader wraps it") from full


def test_a_fault_of_the_machine_is_not_one_of_the_file(pool: PagePool) -> None:
    for error in pool.run(fail_for_the_machine, PDF, [1, 2]).failures.values():
        assert error.limit == "machine"
        assert not error.is_lasting
        assert "No space left on device); free memory or disk space, and run again" in str(error)


def test_what_depends_on_time_or_memory_may_pass(pool: PagePool) -> None:
    failures = pool.run(misbehave, PDF, [2, 4, 5, 6, 7]).failures
    assert [error.is_lasting for error in failures.values()] == [False, False, False, True, True]


def own_pid(_: Path, page: int) -> tuple[int, int]:
    return page, os.getpid()


def test_workers_that_end_at_no_page_s_fault_are_started_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pool = PagePool(1)
    runs: list[int] = []

    def broken(*_: object) -> Readings[int]:
        runs.append(1)
        if len(runs) == 1:
            raise BrokenProcessPool
        return Readings({1: 7})

    monkeypatch.setattr(pool, "_run", broken)
    assert pool.run(misbehave, PDF, [1]).values == {1: 7}


def test_workers_that_never_start_are_reported_of_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pool = PagePool(1)

    def broken(*_: object) -> Readings[int]:
        raise BrokenProcessPool

    monkeypatch.setattr(pool, "_run", broken)
    with pytest.raises(WorkersError, match="ended 2 times; free memory"):
        pool.run(misbehave, PDF, [1])


def test_a_long_temporary_folder_is_no_hindrance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("long" * 25)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    pool = PagePool(1)
    try:
        assert pool.run(misbehave, PDF, [9]).failures == {}
    finally:
        pool.stop()


def loaded(_: Path, page: int) -> list[str]:
    """Name what a worker has imported before it reads its first page."""
    assert page
    readers = (
        "pypdfium2",
        "playa",
        "extract.pdf.lattice",
        "extract.pdf.page_reader",
        "extract.page.page_worker",
    )
    return [name for name in readers if name not in sys.modules]


@pytest.mark.skipif(
    "forkserver" not in multiprocessing.get_all_start_methods(), reason="no fork server here"
)
def test_workers_start_with_the_parsers_imported(pool: PagePool) -> None:
    assert pool.run(loaded, PDF, [1]).values == {1: []}


def test_a_server_whose_processes_still_run_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A caller of the library may have processes of its own from the same server."""
    monkeypatch.setattr(fork_server, "SECONDS_TO_END", 0.2)
    context = fork_server.start_server()
    others = context.Process(target=time.sleep, args=(600,))
    others.start()
    try:
        begun = time.monotonic()
        fork_server.stop_server()
        assert time.monotonic() - begun < 300
        assert others.is_alive()
        # The next reading starts a server of its own.
        fresh = PagePool(1, SMALL)
        assert fresh.run(misbehave, PDF, [1]).values == {1: 10}
        fresh.stop()
    finally:
        others.kill()
        others.join()
