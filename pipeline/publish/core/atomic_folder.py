"""A folder that is replaced whole or not at all.

The new folder is written beside the old one, under a name of its own, and the two names are
exchanged in one step (``renameat2(RENAME_EXCHANGE)`` on Linux, ``renamex_np(RENAME_SWAP)`` on
macOS), so that at every moment the name stands for the old folder or the new one. Where the
file system cannot exchange, the old folder is set aside first; the next run puts it back if
this one was killed in between. A lock keeps two runs apart; it and what a killed run left
behind are cleaned up by the next run.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.publish.core.errors import BusyFolderError, PublicationError

LOG = logging.getLogger(__name__)
WAIT_SECONDS = 60.0
"""Seconds that a run waits for another one that publishes to the same folder."""
IS_WINDOWS = os.name == "nt"

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


@contextlib.contextmanager
def locked(out: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Keep other runs off ``out`` and clean up what a killed one left beside it.

    Raises:
        BusyFolderError: another run holds the folder longer than ``wait`` seconds.
        PublicationError: nothing can be written beside ``out``.
    """
    if out.is_symlink():
        raise PublicationError(
            f"{out}: is a symbolic link; name the folder that it points to ({out.resolve()})"
        )
    path = _beside(out, "lock")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        lock.acquire(timeout=wait)
    except Timeout as error:
        raise BusyFolderError(
            f"{out}: another run has been publishing here for {wait:g} s; try again when it is done"
        ) from error
    except OSError as error:
        raise PublicationError(_why(out, error)) from error
    try:
        recover(out)
        yield
    except Exception as error:
        cause = _of_the_disk(error)
        if cause is None:
            raise
        raise PublicationError(_why(out, cause)) from error
    finally:
        if not IS_WINDOWS:
            # Under the lock: another run that has opened the file already sees that it is gone
            # and opens a new one. On Windows the release removes the file.
            path.unlink(missing_ok=True)
        lock.release()


def _of_the_disk(error: Exception) -> OSError | None:
    """Return the error of the file system that an error is or wraps, if any."""
    if isinstance(error, OSError):
        return error
    import sqlite3

    if isinstance(error, sqlite3.OperationalError):
        of_the_disk = (
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_FULL,
            sqlite3.SQLITE_IOERR,
            sqlite3.SQLITE_READONLY,
        )
        # The lower byte is the primary code (https://sqlite.org/rescode.html).
        return OSError(str(error)) if error.sqlite_errorcode & 0xFF in of_the_disk else None
    # XlsxWriter wraps the error of the file that it cannot write.
    return next((cause for cause in error.args if isinstance(cause, OSError)), None)


def _why(out: Path, error: OSError) -> str:
    return (
        f"{out}: cannot publish here: {error.strerror or error}"
        f"{f' ({error.filename})' if error.filename else ''}; the last publication is untouched; "
        "make room or name another folder with --out"
    )


def _beside(out: Path, purpose: str) -> Path:
    return out.parent / f".{out.name}.{purpose}"


def tidy(out: Path) -> None:
    """Clean up beside ``out`` what a killed run left, for a run that publishes nothing anew.

    Another run that is at it, or a place that cannot be written, is left alone.
    """
    if _beside(out, "lock").exists() or _debris(out):
        with contextlib.suppress(PublicationError), locked(out, wait=0):
            pass


def recover(out: Path) -> None:
    """Clean up beside ``out`` after a killed run; call it under the lock."""
    aside = _beside(out, "old")
    if aside.is_dir() and not out.exists():
        LOG.info("%s: restoring the last publication from %s", out, aside)
        aside.rename(out)
    for folder in _debris(out):
        shutil.rmtree(folder)


def _debris(out: Path) -> list[Path]:
    """Return the folders beside ``out`` that a killed run left, or one under way is filling."""
    begun = _beside(out, "new-").name
    found = [_beside(out, "old")]
    if out.parent.is_dir():
        found += [path for path in out.parent.iterdir() if path.name.startswith(begun)]
    return [path for path in found if path.is_dir() and not path.is_symlink()]


@contextlib.contextmanager
def staged(out: Path) -> Iterator[Path]:
    """Give an empty folder beside ``out``; it is gone at the end, whatever happens.

    What is to be published is written there and put in place with :func:`swap`; ``out`` then
    stands for the new folder, and the folder given for the old one.
    """
    folder = Path(tempfile.mkdtemp(prefix=_beside(out, "new-").name, dir=out.parent))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        # A failure to clean up is no failure to publish: the next run does it.
        shutil.rmtree(folder, ignore_errors=True)


def swap(new: Path, out: Path) -> None:
    """Put folder ``new`` in the place of ``out``, which may not exist yet, in one step."""
    _sync(new)
    if not out.exists():
        new.rename(out)
    elif not _exchange(new, out):
        aside = _beside(out, "old")
        out.rename(aside)
        new.rename(out)
        shutil.rmtree(aside, ignore_errors=True)
    _sync_folder(out.parent)


def replace_file(path: Path, text: str) -> None:
    """Write a file in UTF-8 whole or not at all; call it under the lock of its folder."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two names in one step; False where the system cannot."""
    if IS_WINDOWS:
        return False
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    names = (os.fsencode(first), os.fsencode(second))
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        return bool(libc.renamex_np(*names, _RENAME_SWAP) == 0)
    if hasattr(libc, "renameat2"):
        status = libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
        return bool(status == 0)
    return False


def _sync(folder: Path) -> None:
    """Have the folder's files on disk before their names change: a power cut then harms none."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        # Windows syncs only files that are open for writing.
        with path.open("r+b") as file:
            os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    if IS_WINDOWS:  # it opens no folders
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
