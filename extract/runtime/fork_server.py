"""The server that workers are forked from: how it starts, and what it imports for all of them.

It is a fork of the process that needs it, once that has imported the same, or a new interpreter. It
starts without standard error (its workers print when the run ends first) unless they log there,
without the current folder on its search path, and with the folder of the run as its temporary
folder.
"""

from __future__ import annotations

import gc
import importlib
import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Any

from extract.system.run_folder import run_folder, temporary_run_folder
from extract.system.search_path import SAFE_PATH, SEARCHED, protect_children
from extract.system.signals import forget_waiting, signals_wait

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
    if not _has_server():
        protect_children()
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([preload])
    with socket_in_run_folder(), _protected_children():
        # It complains of what an interrupted run leaves, and removes it. Its start ends the
        # blocking of all signals that it ignores, so it comes first; the end of the terminal would
        # end it.
        with uninterrupted(), _silent():
            resource_tracker.ensure_running()
        with uninterrupted(), nullcontext() if logs else _silent():
            forkserver.ensure_running()
    return context


def fork_server(preload: str = PARSERS) -> None:
    """Import what workers need, and fork their server from this process where that is safe.

    So what this process and its workers both need is imported once. Elsewhere, the server is a new
    interpreter, which imports it while this process goes on.

    Args:
        preload: the module that is imported for workers; a running server keeps its own.
    """
    if not _may_fork():
        start_server(preload)
        return
    from multiprocessing import connection, forkserver, resource_tracker

    thresholds = gc.get_threshold()
    importlib.import_module(preload)
    gc.set_threshold(*thresholds)
    # Like `ensure_running` of both modules, which always starts a new interpreter.
    server: Any = forkserver._forkserver
    tracker: Any = resource_tracker._resource_tracker
    if tracker._fd is None:
        told, tracker._fd = os.pipe()
        tracker._pid = fork_process(resource_tracker.main, told)
    with socket_in_run_folder(), socket.socket(socket.AF_UNIX) as listener:
        address = connection.arbitrary_address("AF_UNIX")  # type: ignore[attr-defined]  # typeshed lacks it
        listener.bind(address)
        Path(address).chmod(0o600)
        listener.listen()
        alive, server._forkserver_alive_fd = os.pipe()
        serve = partial(forkserver.main, preload=[])
        server._forkserver_pid = fork_process(serve, os.dup(listener.fileno()), alive)
        server._forkserver_address = address


def _has_server() -> bool:
    """Return whether there is a fork server on this system, with room for its address."""
    room = SOCKET_PATH - len(os.fsencode(run_folder()))
    return room >= 0 and "forkserver" in multiprocessing.get_all_start_methods()


def _may_fork() -> bool:
    """Return whether a fork of this process is as good a server as a new interpreter.

    A fork copies no other threads, and libraries of macOS do not bear it. Later releases of Python
    start their server in another way.
    """
    if sys.platform != "linux" or sys.version_info >= (3, 14) or not _has_server():
        return False
    from multiprocessing import forkserver

    is_running = forkserver._forkserver._forkserver_pid is not None  # type: ignore[attr-defined]  # typeshed lacks it
    return threading.active_count() == 1 and not is_running


def fork_process(work: Callable[..., object], *handles: int, keeps_errors: bool = False) -> int:
    """Fork this process; the new one works and ends.

    Args:
        work: what it does, with its handles.
        handles: the open files that it keeps, besides the standard ones; they are closed here.
        keeps_errors: whether it has the standard error of this process, or none.

    Returns:
        The new process.
    """
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.flush()  # or what waits there would be written twice
    with uninterrupted(), signals_wait():
        pid = os.fork()
        if pid == 0:
            try:
                _leave_behind(handles, keeps_errors=keeps_errors)
                work(*handles)
            finally:
                os._exit(0)  # nothing of the process that it was forked from is tidied up here
    for handle in handles:
        os.close(handle)
    return pid


def _leave_behind(kept: Collection[int], *, keeps_errors: bool) -> None:
    """Make a forked process one that a new interpreter would be: open files, signals, log.

    Args:
        kept: the open files that it keeps, besides the standard ones.
        keeps_errors: whether its standard error stays open.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    forget_waiting()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    sys.unraisablehook = sys.__unraisablehook__
    logging.getLogger().handlers.clear()
    protect_children()
    if not keeps_errors:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    for handle in map(int, os.listdir("/proc/self/fd")):  # noqa: PTH208 - names, not paths
        if handle > 2 and handle not in kept:
            with suppress(OSError):  # that of the folder itself is closed by now
                os.close(handle)


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
