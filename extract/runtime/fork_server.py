"""The server that workers are forked from: how it starts, and what it imports for all of them.

It starts without standard error (its workers print when the run ends first) unless they log there,
without the current folder on its search path, and with the folder of the run as its temporary
folder.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from extract.system.run_folder import run_folder, temporary_run_folder
from extract.system.search_path import SAFE_PATH, SEARCHED, protect_children

PARSERS = "extract.page.preload"
"""The module that the fork server imports for workers that read pages."""
SECONDS_TO_END = 5.0
"""Seconds that the end of the server is waited for: without processes it takes milliseconds."""
POLL_SECONDS = 0.005
SOCKET_PATH = 103 - len("/listener-xxxxxxxx")
"""Bytes of the path of the run's folder at most: a socket address holds 103 (unix(4))."""


def start_server(preload: str = PARSERS, logs: bool = False) -> Any:
    """Start the fork server, unless it is running.

    Args:
        preload: the module that it imports for its workers; a running server keeps its own.
        logs: whether its workers write a log to standard error.

    Returns:
        The context to start processes with: that of the server, or of new interpreters where
        the system has no fork server or the path of its socket would be too long.
    """
    room = SOCKET_PATH - len(os.fsencode(run_folder()))
    if room < 0 or "forkserver" not in multiprocessing.get_all_start_methods():
        protect_children()
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([preload])
    with socket_in_run_folder(), _protected_children():
        # It complains of what an interrupted run leaves, and removes it. Its start ends the
        # blocking of signals, so it comes first.
        with _silent():
            resource_tracker.ensure_running()
        with uninterrupted(), nullcontext() if logs else _silent():
            forkserver.ensure_running()
    return context


def stop_server() -> None:
    """End the fork server. Without this, it ends with the program.

    A server whose processes still run ends with the last of them; it is not waited for.
    """
    with suppress(ImportError, AttributeError):
        from multiprocessing import forkserver

        # There is no public function, and the private one waits without a limit.
        server: Any = forkserver._forkserver
        with server._lock:
            if server._forkserver_pid is not None:
                os.close(server._forkserver_alive_fd)
                _wait_for(server._forkserver_pid, SECONDS_TO_END)
                Path(server._forkserver_address).unlink(missing_ok=True)
                server._forkserver_alive_fd = server._forkserver_pid = None
                server._forkserver_address = None


def _wait_for(pid: int, seconds: float) -> None:
    """Wait until a child process has ended, for a limited time."""
    stop = time.monotonic() + seconds
    with suppress(ChildProcessError):
        while os.waitpid(pid, os.WNOHANG)[0] == 0 and time.monotonic() < stop:
            time.sleep(POLL_SECONDS)


@contextmanager
def socket_in_run_folder() -> Iterator[None]:
    """Let the server listen in the folder of the run, and use it as its temporary folder.

    Otherwise, multiprocessing makes a folder for the socket, which a killed run leaves.
    """
    config = multiprocessing.current_process()._config  # type: ignore[attr-defined] # not public
    before = config.get("tempdir")
    with temporary_run_folder() as folder:
        config["tempdir"] = str(folder)
        try:
            yield
        finally:
            config["tempdir"] = before


@contextmanager
def _protected_children() -> Iterator[None]:
    """Keep processes started inside the ``with`` from importing out of the current folder."""
    before = {name: os.environ.get(name) for name in (SAFE_PATH, SEARCHED)}
    protect_children()
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let processes that are started inside the ``with`` never be interrupted.

    An interrupt from the terminal, or its end, reaches all processes of a run; the one that the
    user started ends the others. Python would print a traceback in each, and start its resource
    tracker again.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _silent() -> Iterator[None]:
    """Let processes that are started inside the ``with`` have no standard error; this one has."""
    kept, nowhere, before = os.dup(2), os.open(os.devnull, os.O_WRONLY), sys.stderr
    try:
        # A signal that ends this process meanwhile is reported.
        sys.stderr = os.fdopen(kept, "w", errors="backslashreplace", closefd=False)
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        sys.stderr = before
        os.close(kept)
        os.close(nowhere)
