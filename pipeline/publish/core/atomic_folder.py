"""Replace a folder completely or not at all.

The new folder is written beside the old one under a temporary name. The two names are then
exchanged in one step (``renameat2(RENAME_EXCHANGE)`` on Linux, ``renamex_np(RENAME_SWAP)`` on
macOS), so that the name refers to the old or the new folder at every moment. Where the file
system cannot exchange names, the old folder is moved aside first; the next run moves it back if
this run is killed in between. A lock keeps two runs apart. The next run removes the lock and the
temporary folders of a killed run.
"""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

from pipeline.publish.core.errors import BusyFolderError, PublicationError

LOG = logging.getLogger(__name__)
WAIT_SECONDS = 60.0
"""Seconds that a run waits for another run that publishes to the same folder: longer than a
publication takes to be written."""
IS_WINDOWS = os.name == "nt"

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


@contextlib.contextmanager
def locked(out: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Lock ``out`` against other runs and remove what a killed run left beside it.

    Raises:
        BusyFolderError: another run holds the folder longer than ``wait`` seconds.
        PublicationError: nothing can be written beside ``out``.
    """
    if out.is_symlink():
        raise PublicationError(
            f"{out}: is a symbolic link; name the folder it points to ({out.resolve()})"
        )
    if out.is_mount():
        raise PublicationError(
            f"{out}: is a mount point, which cannot be replaced as a whole; publish to a folder "
            f"inside it: `planrows run --out {out / 'plan'}`"
        )
    from filelock import FileLock, Timeout  # slow, and a run without changes locks nothing

    path = _beside(out, "lock")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path)
        lock.acquire(timeout=wait)
    except Timeout as error:
        raise BusyFolderError(
            f"{out}: another run has been publishing here for {wait:g} s; try again later"
        ) from error
    except OSError as error:
        raise PublicationError(_why(out, error)) from error
    try:
        recover(out)
        yield
    except Exception as error:
        cause = _file_system_error(error)
        if cause is None:
            raise
        raise PublicationError(_why(out, cause)) from error
    finally:
        if not IS_WINDOWS:
            # Under the lock: another run that has opened the file already sees that it is gone
            # and opens a new one. On Windows the release removes the file.
            path.unlink(missing_ok=True)
        lock.release()


def _file_system_error(error: Exception) -> OSError | None:
    """Return the error of the file system that an error is or wraps; None: it is another one."""
    if isinstance(error, OSError):
        return error
    import sqlite3

    if isinstance(error, sqlite3.OperationalError):
        codes = (
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_FULL,
            sqlite3.SQLITE_IOERR,
            sqlite3.SQLITE_READONLY,
        )
        # The lower byte is the primary code (https://sqlite.org/rescode.html).
        return OSError(str(error)) if error.sqlite_errorcode & 0xFF in codes else None
    # XlsxWriter wraps the error of a file that it cannot write.
    return next((cause for cause in error.args if isinstance(cause, OSError)), None)


def _why(out: Path, error: OSError) -> str:
    return (
        f"{out}: cannot publish here: {error.strerror or error}"
        f"{f' ({error.filename})' if error.filename else ''}; the last publication is untouched; "
        "make room there, or publish to another folder (`planrows run --out DIR`)"
    )


def _beside(out: Path, purpose: str) -> Path:
    return out.parent / f".{out.name}.{purpose}"


def tidy(out: Path) -> None:
    """Remove what a killed run left beside ``out``; called by runs that publish nothing.

    Nothing is removed while another run publishes, or where the folder cannot be written.
    """
    if _beside(out, "lock").exists() or _debris(out):
        with contextlib.suppress(PublicationError), locked(out, wait=0):
            pass


def recover(out: Path) -> None:
    """Remove what a killed run left beside ``out``, or put it back; call it under the lock."""
    aside = _beside(out, "old")
    if aside.is_dir() and not out.exists():
        LOG.info("%s: restoring the last publication from %s", out, aside)
        aside.rename(out)
    for folder in _debris(out):
        shutil.rmtree(folder)


def _debris(out: Path) -> list[Path]:
    """Return the temporary folders beside ``out``, of a killed run or of one under way."""
    prefix = _beside(out, "new-").name
    paths = [_beside(out, "old")]
    if out.parent.is_dir():
        paths += [path for path in out.parent.iterdir() if path.name.startswith(prefix)]
    return [path for path in paths if path.is_dir() and not path.is_symlink()]


@contextlib.contextmanager
def staged(out: Path) -> Iterator[Path]:
    """Yield an empty folder beside ``out`` and remove it at the end, also after an error.

    The files to publish are written there and put in place with :func:`swap`. After the swap the
    yielded path is the old folder.
    """
    # Unlike `tempfile`, `mkdir` gives the permissions that the user's umask asks for.
    folder = _beside(out, f"new-{secrets.token_hex(8)}")
    folder.mkdir()
    try:
        yield folder
    finally:
        # The next run removes the folder if this fails: the publication itself is complete.
        shutil.rmtree(folder, ignore_errors=True)


def swap(new: Path, out: Path) -> None:
    """Replace folder ``out``, which may not exist yet, by folder ``new`` in one step."""
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
    """Write a UTF-8 file completely or not at all; call it under the lock of its folder."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with part.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two names in one step; return False where the system cannot."""
    if IS_WINDOWS:
        return False
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    names = (os.fsencode(first), os.fsencode(second))
    if hasattr(libc, "renamex_np"):  # on macOS alone
        return bool(libc.renamex_np(*names, _RENAME_SWAP) == 0)
    if hasattr(libc, "renameat2"):
        status = libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
        return bool(status == 0)
    return False


def _sync(folder: Path) -> None:
    """Write the folder's files to disk before its name changes, so that a power cut harms none."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        # Windows syncs only files that are open for writing; a file may be read-only elsewhere.
        with path.open("r+b" if IS_WINDOWS else "rb") as file:
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
