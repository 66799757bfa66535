"""What to say of an error that planrows does not raise itself."""

from __future__ import annotations

import errno
import tempfile
from concurrent.futures.process import BrokenProcessPool

MAKE_ROOM = (errno.ENOSPC, errno.EDQUOT)


def explain_failure(error: BaseException) -> str:
    """Return what is wrong, where, and what to do, on one line."""
    for cause in _chain(error):
        if isinstance(cause, OSError) and cause.strerror:
            return _of_system(cause)
        if isinstance(cause, MemoryError):
            return "this machine has run out of memory; free memory, and run again"
        if isinstance(cause, BrokenProcessPool):
            return (
                "a process of this run ended abruptly, most likely for lack of memory; free "
                "memory, and run again"
            )
        if isinstance(cause, RecursionError):
            return "a file nests its values too deeply to be read; open it and save it again"
    return (
        f"unexpected {type(error).__name__}: {error}; set PLANROWS_DEBUG=1 to see where, and "
        "please report it"
    )


def _of_system(error: OSError) -> str:
    # Without a name, the error is of an open file; libraries open those of the temporary folder.
    place = error.filename or _temporary_folder()
    what = f"{place}: {error.strerror}"
    return f"{what}; make room there and run again" if error.errno in MAKE_ROOM else what


def _temporary_folder() -> str:
    try:
        return f"a file in {tempfile.gettempdir()}"
    except OSError:
        return "the temporary folder (TMPDIR)"


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in found:
        found += [cause, *(arg for arg in cause.args if isinstance(arg, BaseException))]
        cause = cause.__cause__ or cause.__context__
    return found
