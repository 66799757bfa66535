"""Pools by their settings, the logs of workers, and whether tesseract is there; nothing starts."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from extract.runtime import fork_server, ocr_engine, parent_watchdog, worker_logs
from extract.runtime.fork_server import uninterrupted
from extract.runtime.limits import Limits
from extract.runtime.spool import Spool
from extract.runtime.worker_logs import fetch_logs, keep_logs, relay_logs
from extract.runtime.workers import PagePool, pool_for


def test_a_run_has_one_pool_for_the_same_settings() -> None:
    own = Limits(cpu_seconds=3)
    assert pool_for(0) is pool_for(1) is pool_for(1, Limits())
    assert pool_for(1, own) is not pool_for(1)
    assert pool_for(1, own).limits == own
    assert PagePool(0).jobs == 1
    assert PagePool().limits == Limits()


def test_a_pool_that_has_not_started_is_stopped_without_more() -> None:
    pool = PagePool(1)
    pool.stop()
    assert pool._pool is None


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    logger, last = logging.getLogger(worker_logs.ROOT), logging.lastResort
    level, propagate, handlers = logger.level, logger.propagate, logger.handlers[:]
    yield
    logging.disable(logging.NOTSET)
    logging.lastResort = last
    logger.setLevel(level)
    logger.propagate, logger.handlers = propagate, handlers


@pytest.mark.usefixtures("logging_as_before")
@pytest.mark.parametrize(
    ("level", "kept"),
    [
        (logging.DEBUG, ["fine", "coarse"]),
        (logging.INFO, ["coarse"]),
        (logging.WARNING, []),
    ],
)
def test_a_worker_keeps_the_records_of_its_level(level: int, kept: list[str]) -> None:
    keep_logs(level)
    logger = logging.getLogger(f"{worker_logs.ROOT}.page")
    logger.debug("%s", "fine")
    logger.info("%s", "coarse")
    assert [text for *_, text in fetch_logs()] == kept
    assert fetch_logs() == ()


def test_records_of_a_worker_are_logged_here(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="extract.page"):
        relay_logs([("extract.page", logging.INFO, "page 1: 100 %s")])
    assert [record.getMessage() for record in caplog.records] == ["page 1: 100 %s"]


def test_what_tesseract_needs_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for extra, program, text in (
        (None, None, "the extra 'ocr' is not installed"),
        (None, "tesseract", "the extra 'ocr' is not installed"),
        ("spec", None, "the program tesseract is not installed"),
        ("spec", "tesseract", ""),
    ):
        monkeypatch.setattr(ocr_engine, "find_spec", lambda _, extra=extra: extra)
        monkeypatch.setattr(ocr_engine.shutil, "which", lambda _, program=program: program)
        assert ocr_engine.missing() == text


def test_the_state_of_tesseract_is_that_of_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "tesseract"
    data = tmp_path / "share" / "tessdata" / "eng.traineddata"
    for file in (program, data):
        file.parent.mkdir(parents=True)
        file.write_text("x", encoding="ascii")
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    monkeypatch.setattr(ocr_engine.shutil, "which", lambda _: str(program))
    assert [state.split()[0] for state in ocr_engine.engine_state()] == [str(program), str(data)]
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path / "other"))
    assert [state.split()[0] for state in ocr_engine.engine_state()] == [str(program)]
    monkeypatch.setattr(ocr_engine.shutil, "which", lambda _: None)
    assert ocr_engine.engine_state() == ()


def test_bytes_are_written_when_they_are_more_than_the_buffer() -> None:
    spool = Spool(buffer_size=4)
    spool.put(b"four")
    assert spool._file is None
    first = spool.put(b"!")
    assert spool._file is not None
    second = spool.put(b"tail")
    assert [spool.get(number) for number in (first, second)] == [b"!", b"tail"]


def test_a_server_is_waited_for_until_it_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(0, 0), (0, 0), (7, 0)]
    monkeypatch.setattr(fork_server.os, "waitpid", lambda *_: answers.pop(0))
    monkeypatch.setattr(fork_server, "POLL_SECONDS", 0.0)
    fork_server._wait_for(7, 60.0)
    assert answers == []
    # Without time left, it is asked once.
    answers += [(0, 0), (7, 0)]
    fork_server._wait_for(7, -1.0)
    assert answers == [(7, 0)]


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals cannot be held back")
def test_an_interrupt_waits_while_processes_are_started() -> None:
    def held_back() -> bool:
        return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])

    before = held_back()
    with uninterrupted():
        assert held_back()
    assert held_back() == before


@pytest.mark.parametrize("parent", [None, SimpleNamespace(sentinel=5)])
def test_a_worker_watches_its_parent_and_a_main_process_nobody(
    monkeypatch: pytest.MonkeyPatch, parent: Any
) -> None:
    watched: list[object] = []

    def thread(*, args: tuple[object, ...], **_: Any) -> Any:
        return SimpleNamespace(start=lambda: watched.extend(args))

    monkeypatch.setattr(parent_watchdog.multiprocessing, "parent_process", lambda: parent)
    monkeypatch.setattr(parent_watchdog.threading, "Thread", thread)
    parent_watchdog.end_with_parent()
    assert watched == ([] if parent is None else [5])
