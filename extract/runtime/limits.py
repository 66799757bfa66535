"""Limits of a page in a worker process, and what the end of a worker says about them.

Limits of memory and CPU time apply on Linux; that of elapsed time applies where the system has
interval timers, and elsewhere the pool measures it.
"""

from __future__ import annotations

import errno
import os
import signal
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from extract.errors import UnreadablePageError

MIB = 1024 * 1024
SIGXCPU: int = getattr(signal, "SIGXCPU", 24)
"""Signal that ends a process at its limit of CPU time; Windows does not name it."""
SIGALRM: int = getattr(signal, "SIGALRM", 14)
"""Signal of the interval timer; Windows does not name it."""
HAS_TIMER = hasattr(signal, "setitimer")
"""Whether the system ends a worker at its limit of elapsed time. Its timer does not follow the
clock of the wall, which may be set while a page is read."""
OPENCV_NO_MEMORY = -4
"""Code of OpenCV's own error of that kind (``cv2.Error.StsNoMem``)."""
ELAPSED_PER_CPU = 10
"""Elapsed seconds that a page may take for each second of CPU time that it may take. The CPU time
ends pages that compute forever; elapsed time only those that wait forever, because a sound page
takes far longer where other programs hold the processors: pages of 5 CPU seconds took over 60 s
beside eight other runs on 2 cores."""
PASSING_FAULTS = frozenset(
    (errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.EIO, errno.EROFS, errno.EACCES)
)
"""Faults of the machine, not of the file, which may be gone at the next run."""


@dataclass(frozen=True)
class Limits:
    """Limits of reading one page. Chosen by hand, far above what pages of plans need.

    Attributes:
        memory: address space in bytes, beyond that of the imported libraries.
        cpu_seconds: CPU time of the worker.
        wall_seconds: elapsed time, including waiting, also for a processor.
        output: size of the pickled result in bytes.
    """

    memory: int = 1024 * MIB
    cpu_seconds: int = 30
    wall_seconds: float = 30.0 * ELAPSED_PER_CPU
    output: int = 64 * MIB


@dataclass(frozen=True)
class FileLimits:
    """Limits of reading a whole file: each of its pages may be within its own. Chosen by hand.

    Attributes:
        pages: number of pages; no plan is known that comes near.
        seconds: elapsed time for all pages. A scan of a thousand pages takes less.
    """

    pages: int = 10_000
    seconds: float = 3600.0


DEFAULT_FILE_LIMITS = FileLimits()


def limit_memory(memory: int) -> None:
    """Limit the address space of this process to its current size plus `memory` bytes.

    What a worker keeps after a page, such as the buffers of a library, does not count for the next
    page. In all, it may grow by twice as many bytes since the first call.
    """
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        size = pages * os.sysconf("SC_PAGE_SIZE")
        most = resource.getrlimit(resource.RLIMIT_AS)[1]
        if most == resource.RLIM_INFINITY:
            most = size + 2 * memory
        resource.setrlimit(resource.RLIMIT_AS, (min(size + memory, most), most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        # This is not Linux: only the limits of time apply.
        return


def limit_cpu(seconds: int) -> None:
    """Limit the CPU time of this process from now on; the system ends it beyond."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        used = int(usage.ru_utime + usage.ru_stime)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (used + seconds + 1, hard))


def limit_elapsed(seconds: float) -> None:
    """Let the system end this process after some time; 0 cancels that."""
    if HAS_TIMER:
        signal.setitimer(signal.ITIMER_REAL, seconds)


def explain_error(error: Exception, pdf: Path, page: int, limits: Limits) -> UnreadablePageError:
    """Describe an error that a parser raised: they raise any type for damaged data."""
    if isinstance(error, RecursionError):
        return UnreadablePageError(
            pdf, page, "error", "its objects refer to each other in a circle"
        )
    if any(map(_is_out_of_memory, _causes(error))):
        return UnreadablePageError(pdf, page, "memory", f"{limits.memory // MIB} MiB")
    for cause in _causes(error):
        if isinstance(cause, OSError) and cause.errno in PASSING_FAULTS:
            place = cause.filename or tempfile.gettempdir()
            return UnreadablePageError(pdf, page, "machine", f"{place}: {cause.strerror}")
    return UnreadablePageError(pdf, page, "error", _one_line(error, pdf))


def explain_end(pdf: Path, page: int, exitcode: int, limits: Limits) -> UnreadablePageError:
    """Describe the end of a worker at a page."""
    if exitcode == -SIGXCPU:
        return UnreadablePageError(pdf, page, "cpu", f"{limits.cpu_seconds} s")
    if exitcode == -SIGALRM:
        return UnreadablePageError(pdf, page, "wall", f"{limits.wall_seconds:g} s")
    try:
        how = f"by {signal.Signals(-exitcode).name}"
    except ValueError:  # no signal ended it
        how = f"with status {exitcode}"
    if exitcode == -signal.SIGABRT:
        how += f", as when the {limits.memory // MIB} MiB that a page may take are used up"
    return UnreadablePageError(pdf, page, "crash", how)


def _is_out_of_memory(error: BaseException) -> bool:
    return isinstance(error, MemoryError) or getattr(error, "code", None) == OPENCV_NO_MEMORY


def _causes(error: BaseException | None) -> list[BaseException]:
    """Return an error and all that it wraps."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found += [error, *(arg for arg in error.args if isinstance(arg, BaseException))]
        error = error.__cause__ or error.__context__
    return found


def _one_line(error: Exception, pdf: Path) -> str:
    """Return a parser's message without the name of the file: a cached result has no name."""
    text = " ".join(str(error).replace(str(pdf), "the file").split())[:200]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
