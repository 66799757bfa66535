"""What a user, a file or the machine can cause is told with its place and what to do."""

from __future__ import annotations

import errno
import json
from concurrent.futures.process import BrokenProcessPool

import pytest

from pipeline.failures import explain_failure


def wrapped(cause: BaseException) -> Exception:
    """Raise an error from another, as libraries do."""
    try:
        raise RuntimeError("the library's own words") from cause
    except RuntimeError as error:
        return error


FULL = OSError(errno.ENOSPC, "No space left on device")
NAMED = OSError(errno.ENOSPC, "No space left on device", "outputs/plan/matrix.csv")
CAUSES = {
    "memory": (MemoryError(), "free memory, and run again"),
    "memory, wrapped": (wrapped(MemoryError()), "free memory, and run again"),
    "memory, an argument": (ValueError(MemoryError()), "free memory, and run again"),
    "a process that ends": (BrokenProcessPool("gone"), "free memory, and run again"),
    "a full disk": (NAMED, "outputs/plan/matrix.csv: No space left on device; make room there"),
    "a full temporary folder": (FULL, "No space left on device; make room there"),
    "a full disk, wrapped": (wrapped(NAMED), "outputs/plan/matrix.csv: No space left"),
}


@pytest.mark.parametrize("name", CAUSES)
def test_what_can_happen_is_not_unexpected(name: str) -> None:
    error, message = CAUSES[name]
    told = explain_failure(error)
    assert message in told
    assert "unexpected" not in told
    assert len(told.splitlines()) == 1


def test_a_full_temporary_folder_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "a/temporary/folder")
    assert explain_failure(FULL).startswith("a file in a/temporary/folder: No space left")


def test_other_errors_of_the_system_name_their_place() -> None:
    told = explain_failure(OSError(errno.EACCES, "Permission denied", "out"))
    assert told == "out: Permission denied"
    # One without words of the system may have a cause that has them.
    silent = OSError("of a library")
    assert "unexpected OSError: of a library" in explain_failure(silent)
    silent.__cause__ = NAMED
    assert explain_failure(silent).startswith("outputs/plan/matrix.csv: No space left")
    quota = OSError(errno.EDQUOT, "Disk quota exceeded", "out")
    assert explain_failure(quota) == "out: Disk quota exceeded; make room there and run again"


def test_without_a_temporary_folder_it_is_named_by_its_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone() -> str:
        raise FileNotFoundError("no usable temporary directory")

    monkeypatch.setattr("tempfile.gettempdir", gone)
    assert explain_failure(FULL).startswith("the temporary folder (TMPDIR): No space left")


def test_causes_in_a_circle_end() -> None:
    first, second = ValueError("one"), KeyError("two")
    first.__cause__, second.__context__ = second, first
    assert "unexpected ValueError: one" in explain_failure(first)


def test_an_error_that_occurs_while_another_is_handled_has_it_as_its_cause() -> None:
    error = RuntimeError("of a library")
    error.__context__ = MemoryError()
    assert "has run out of memory" in explain_failure(error)


def test_values_nested_too_deeply_are_reported() -> None:
    with pytest.raises(RecursionError) as told:
        json.loads("[" * 100_000)
    assert "nests its values too deeply" in explain_failure(told.value)


def test_a_fault_of_planrows_asks_for_a_report() -> None:
    assert "unexpected KeyError: 'x'" in explain_failure(KeyError("x"))
