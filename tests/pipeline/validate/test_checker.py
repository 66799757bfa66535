"""Tables are checked once, by a process that the run starts, waits for and ends."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from expectations.model import Failure, IssueReport
from expectations.suites.parts import TablePart
from link.tables import records_of
from pipeline.engine.progress import Progress
from pipeline.engine.runner import Runner
from pipeline.engine.store import Store
from pipeline.errors import CheckerError
from pipeline.validate.checker import Checker, begin_check
from tests.expectations.plans import linked

LOST = Failure(table="areas", expectation="unique", message="area-1.1 stands there twice")
WRONG = Failure(table="bodies", expectation="set", message="no such kind")


def failures(folder: Path, *found: Failure) -> tuple[list[str], tuple[str, ...]]:
    """Check all tables; return the names of those asked for, and the lines about failures."""
    asked: list[str] = []

    def check(parts: Sequence[TablePart]) -> Callable[[], tuple[Failure, ...]]:
        asked.extend(part.name for part in parts)
        return lambda: found

    runner = Runner(Store(folder), Progress(quiet=True), "plan")
    plan = linked()
    began = begin_check(plan, IssueReport(issues=()), records_of(plan), runner, check)
    return asked, began().failures


def test_each_failure_is_that_of_its_table_and_kept_with_it(tmp_path: Path) -> None:
    asked, first = failures(tmp_path, WRONG, LOST)
    assert {"areas", "bodies", "matrix"} <= set(asked)
    assert sorted(first) == ["areas: area-1.1 stands there twice", "bodies: no such kind"]
    # Nothing has changed: no table is asked for, and the failures stay.
    assert failures(tmp_path) == ([], first)
    assert failures(tmp_path / "other")[1] == ()


def test_a_checker_that_ends_is_named_and_publishes_nothing() -> None:
    checker = Checker()
    checker.start()
    process = checker._process
    assert process is not None
    checker.start()
    assert checker._process is process
    process.kill()
    waiting = checker.begin(())
    with pytest.raises(CheckerError, match="nothing published"):
        waiting()
    checker.stop()
    assert process.returncode is not None
    checker.stop()


def test_a_checker_that_was_never_asked_is_never_started() -> None:
    checker = Checker()
    checker.stop()
    assert checker._process is None


@pytest.mark.parametrize("answer", [(LOST,), (), ValueError("a column is missing")])
def test_the_answer_of_a_checker_is_its_failures_or_its_error(answer: Any) -> None:
    checker = Checker()
    sent = io.BytesIO()
    pipes: Any = SimpleNamespace(stdin=sent, stdout=io.BytesIO(pickle.dumps(answer)))
    checker.start = lambda: None  # type: ignore[method-assign]  # no process: these are its pipes
    checker._process = pipes
    with ThreadPoolExecutor(1) as sender:
        checker._sender = sender
        waiting = checker.begin(())
        if isinstance(answer, ValueError):
            with pytest.raises(ValueError, match="a column is missing"):
                waiting()
        else:
            assert waiting() == answer
    assert pickle.loads(sent.getvalue()) == ()


@pytest.mark.parametrize("answer", [b"", b"no pickle"])
def test_a_broken_answer_publishes_nothing(answer: bytes) -> None:
    checker = Checker()
    pipes: Any = SimpleNamespace(stdin=io.BytesIO(), stdout=io.BytesIO(answer))
    checker.start = lambda: None  # type: ignore[method-assign]  # no process: these are its pipes
    checker._process = pipes
    with ThreadPoolExecutor(1) as sender:
        checker._sender = sender
        waiting = checker.begin(())
        with pytest.raises(CheckerError, match="ended unexpectedly"):
            waiting()
