"""One temporary folder for each run; what a killed run left is removed at the next start.

Libraries put files into the temporary folder: sockets, pictures for OCR, pages of a workbook. A
run that is killed cannot remove them. So each run has a folder of its own, which only its user
may enter, and its processes and libraries know no other temporary folder. The run holds a lock in
the folder as long as it lives: the system releases it when the process ends, even if killed.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from extract.system.signals import signals_wait

PREFIX = "planrows-run-"
LOCK = "lock"
INHERITED = "PLANROWS_RUN_FOLDER"
"""Environment variable: the folder of the run, for the processes that it starts."""
CREATION_SECONDS = 600.0
"""Seconds. Between making a folder and locking it, a run takes far less."""
_VARIABLES = ("TMPDIR", "TEMP", "TMP")

_locks: dict[Path, tuple[int, int]] = {}
"""The folder that this process made, the open file that holds its lock, and this process: one that
is forked from it has the same dictionary, and removes nothing."""


def run_folder() -> Path:
    """Return the folder of this run; the first call makes it and removes those of killed runs.

    A process that a run started uses the folder of that run. The folder is removed at exit.

    Raises:
        OSError: the temporary folder is full, nothing can be written there, or its file system has
            no locks.
    """
    for folder in _locks:
        return folder
    given = os.environ.get(INHERITED)
    if given and Path(given).is_dir():
        return Path(given)
    base = _base()
    sweep(base)
    while True:
        with signals_wait():
            folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=base))
            try:
                handle = _lock(folder)
            except OSError:
                _remove(folder)
                raise
            if handle is not None:
                _locks[folder] = handle, os.getpid()
                atexit.register(remove_run_folder)
                return folder


def _base() -> Path:
    """Return the temporary folder of the system.

    `tempfile` finds it by writing a file there, which would remain if the run were killed before
    it is removed. So we check the permissions of the usual folders instead.
    """
    named = [os.environ.get(name, "") for name in _VARIABLES]
    usual = ["/tmp", "/var/tmp"] if os.name == "posix" else []
    for name in [] if tempfile.tempdir else filter(None, [*named, *usual]):
        if os.path.isdir(name) and os.access(name, os.W_OK | os.X_OK):  # noqa: PTH112 - as given
            return Path(name).absolute()
    return Path(tempfile.gettempdir())


def use_run_folder() -> None:
    """Make the folder of this run the temporary folder of this process and of its children."""
    folder = str(run_folder())
    tempfile.tempdir = folder
    os.environ.update(dict.fromkeys((*_VARIABLES, INHERITED), folder))


@contextmanager
def temporary_run_folder() -> Iterator[Path]:
    """Make the folder of this run the temporary folder inside the ``with``."""
    before = tempfile.tempdir, dict(os.environ)
    use_run_folder()
    try:
        yield run_folder()
    finally:
        tempfile.tempdir = before[0]
        for name in (*_VARIABLES, INHERITED):
            if name in before[1]:
                os.environ[name] = before[1][name]
            else:
                os.environ.pop(name, None)


def remove_run_folder() -> None:
    """Remove the folder of this run, if this process made it."""
    with signals_wait():
        while _locks:
            folder, (handle, maker) = _locks.popitem()
            if maker != os.getpid():
                return
            _remove(folder)
            with suppress(OSError):
                os.close(handle)
            # On Windows, a file can be removed only when it is closed.
            shutil.rmtree(folder, ignore_errors=True)


def _remove(folder: Path) -> None:
    """Remove a folder, its lock last; a later run removes what a killed process leaves."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != LOCK:
                with suppress(OSError):
                    path.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def sweep(base: Path) -> None:
    """Remove the folders of this user's runs that have ended."""
    with suppress(OSError):
        for folder in base.glob(f"{PREFIX}*"):
            with suppress(OSError):
                _sweep_one(folder)


def _sweep_one(folder: Path) -> None:
    state = folder.lstat()
    if folder.is_symlink() or state.st_uid != _user():
        return
    if not (folder / LOCK).exists():
        # Its run was killed before it could lock it, or is just about to; or it was killed when
        # all was removed, and one of its processes wrote here afterwards.
        if time.time() - state.st_mtime > CREATION_SECONDS:
            _remove(folder)
        return
    handle = _lock(folder)
    if handle is not None:
        try:
            _remove(folder)
        finally:
            os.close(handle)
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def _lock(folder: Path) -> int | None:
    """Lock a folder; return the open file that holds the lock, or None if a run has it."""
    from filelock import lock_descriptor  # 15 ms: processes that a run starts lock nothing

    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        locked = lock_descriptor(handle, blocking=False)
    except OSError:  # the file system has no locks
        os.close(handle)
        raise
    if not (locked and folder.is_dir()):  # another run has it, or has just removed it
        os.close(handle)
        return None
    return handle
