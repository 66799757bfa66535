"""A fork of the run checks tables, or a new interpreter where the run has threads."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from expectations.suites.parts import parts_of
from link.tables import records_of
from pipeline.validate import checker as checker_module
from pipeline.validate.checker import Checker
from tests.expectations.plans import linked

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks are for Linux alone")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[bool, Checker]]:
    """A checker that is a fork, and one that is not."""
    made = {True: Checker(), False: Checker()}
    for may_fork, checker in made.items():
        monkeypatch.setattr(checker_module, "may_fork", lambda may=may_fork: may)
        checker.start()
    yield made
    for checker in made.values():
        checker.stop()


def test_a_fork_and_an_interpreter_find_the_same(started: dict[bool, Checker]) -> None:
    assert [isinstance(c._process, subprocess.Popen) for c in started.values()] == [False, True]
    records = {name: list(rows) for name, rows in records_of(linked()).items()}
    records["areas"] *= 2  # so no identifier is unique
    parts = parts_of(records)
    first, second = (checker.begin(parts)() for checker in started.values())
    assert first == second
    assert "areas" in {failure.table for failure in first}


def test_a_fork_ends_with_its_run(started: dict[bool, Checker]) -> None:
    process = started[True]._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()  # as the system does when the run is killed
    assert process.wait() == 0


FAILS_TO_IMPORT = """
from pipeline.validate import check_process, checker

def fail():
    raise ImportError("pandas is broken")

checker.may_fork = lambda: True
check_process.load_pandas = fail
made = checker.Checker()
try:
    made.begin(())()
except checker.CheckerError:
    print("nothing published")
made.stop()
"""


def test_the_error_of_a_fork_is_told() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FAILS_TO_IMPORT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "nothing published\n"
    assert "ImportError: pandas is broken" in ran.stderr
