"""What the end of a worker, or an error of a parser, says about a page."""

from __future__ import annotations

import errno
import signal
import tempfile
from pathlib import Path

import pytest

from extract.runtime.limits import (
    OPENCV_NO_MEMORY,
    SIGALRM,
    SIGXCPU,
    Limits,
    explain_end,
    explain_error,
)

PDF = Path("some.pdf")
LIMITS = Limits(memory=300 * 2**20, cpu_seconds=7, wall_seconds=8.5)


def told_of(error: Exception) -> tuple[str, str]:
    found = explain_error(error, PDF, 3, LIMITS)
    assert found.page == 3
    return found.limit, found.cause


def wrapped(cause: BaseException, *, is_named: bool = True) -> Exception:
    """Return an error that was raised from another one, or while that one was handled."""
    error = ValueError("no object")
    if is_named:
        error.__cause__ = cause
    else:
        error.__context__ = cause
    return error


class OpenCvError(Exception):
    """An error of OpenCV, which has a code."""

    def __init__(self, code: int) -> None:
        super().__init__("in a function of C++")
        self.code = code


@pytest.mark.parametrize(
    ("error", "limit"),
    [
        (MemoryError(), "memory"),
        (wrapped(MemoryError()), "memory"),
        (wrapped(MemoryError(), is_named=False), "memory"),
        (wrapped(wrapped(MemoryError())), "memory"),
        (RuntimeError("failed", MemoryError()), "memory"),
        (OpenCvError(OPENCV_NO_MEMORY), "memory"),
        (OpenCvError(OPENCV_NO_MEMORY - 1), "error"),
        (OSError(errno.ENOSPC, "No space left"), "machine"),
        (wrapped(OSError(errno.EMFILE, "Too many open files")), "machine"),
        (OSError(errno.ENOENT, "No such file"), "error"),
        (RecursionError(), "error"),
        (ValueError(), "error"),
    ],
)
def test_an_error_is_one_of_memory_of_the_machine_or_of_the_file(
    error: Exception, limit: str
) -> None:
    assert told_of(error)[0] == limit


def test_errors_that_refer_to_each_other_are_followed_once() -> None:
    first = ValueError("one")
    second = wrapped(first)
    first.__cause__ = second
    assert told_of(first)[0] == "error"


def test_a_fault_of_the_machine_names_its_place() -> None:
    named = OSError(errno.EACCES, "Permission denied", "/data/plan.pdf")
    assert "/data/plan.pdf: Permission denied" in told_of(named)[1]
    nameless = OSError(errno.ENOSPC, "No space left")
    assert f"{tempfile.gettempdir()}: No space left" in told_of(nameless)[1]


def test_the_message_of_a_parser_has_neither_lines_nor_the_name_of_the_file() -> None:
    cause = told_of(ValueError(f"{PDF} has\nno pages"))[1]
    assert "ValueError: the file has no pages" in cause
    assert "ValueError" in told_of(ValueError())[1]


@pytest.mark.parametrize(
    ("exitcode", "limit", "text"),
    [
        (-SIGXCPU, "cpu", "7 s"),
        (-SIGALRM, "wall", "8.5 s"),
        (-signal.SIGSEGV, "crash", "by SIGSEGV"),
        (-signal.SIGABRT, "crash", "by SIGABRT, as when the 300 MiB that a page may take"),
        (1, "crash", "with status 1"),
        (0, "crash", "with status 0"),
        (-200, "crash", "with status -200"),
    ],
)
def test_the_end_of_a_worker_names_its_limit(exitcode: int, limit: str, text: str) -> None:
    found = explain_end(PDF, 3, exitcode, LIMITS)
    assert (found.page, found.limit) == (3, limit)
    assert text in found.cause
    assert ("MiB" in found.cause) == (exitcode == -signal.SIGABRT)
