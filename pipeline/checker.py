"""Checks the tables in a process of its own, whose imports overlap with the reading of pages.

Great Expectations takes seconds to import: they pass while the stages before it run. Where many
plans are run in one process the imports stay warm, and the check is done there instead.
"""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from extract.collector import collect_rarely
from pipeline.errors import CheckerError
from pipeline.verdict import Verdict, judge

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from expectations.model import IssueReport
    from link.model import LinkedPlan


def begin_here(linked: LinkedPlan, report: IssueReport) -> Callable[[], Verdict]:
    """Return what checks the tables of a plan in this process, when it is called."""
    return lambda: check_plan(linked, report)


def check_plan(linked: LinkedPlan, report: IssueReport) -> Verdict:
    """Check the tables of a plan in this process and count what it came to."""
    from expectations.corrections import apply_corrections
    from expectations.stage import check_tables
    from link.tables import records_of

    corrected = apply_corrections(linked, report.corrections)
    failures = check_tables(records_of(corrected, report.records()))
    lines = tuple(f"{failure.table}: {failure.message}" for failure in failures)
    return judge(linked, report, lines)


class Checker:
    """A process that checks one plan; it ends with this one, whatever happens."""

    def __init__(self) -> None:
        self._process: SpawnProcess | None = None
        self._here: Connection | None = None
        self._sender = ThreadPoolExecutor(1)

    def start(self) -> None:
        """Start the process, if it does not run yet."""
        if self._process is not None:
            return
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there,), daemon=True)
        self._process.start()
        there.close()

    def begin(self, linked: LinkedPlan, report: IssueReport) -> Callable[[], Verdict]:
        """Begin to check the tables of a plan.

        Returns:
            What waits for the answer.

        Raises:
            CheckerError: the process ended without an answer; raised by what waits.
        """
        self.start()
        # In a thread: the process takes it only once its imports are done.
        sending = self._sender.submit(self._pipe.send, (linked, report))
        return lambda: self._answer(sending)

    def _answer(self, sending: Future[None]) -> Verdict:
        with _ended():
            sending.result()
            answer: Verdict | BaseException = self._pipe.recv()
        if isinstance(answer, BaseException):
            raise answer
        return answer

    @property
    def _pipe(self) -> Connection:
        assert self._here is not None
        return self._here

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


@contextlib.contextmanager
def _ended() -> Iterator[None]:
    """Say in one line that the process is no more."""
    try:
        yield
    except (EOFError, OSError) as error:
        raise CheckerError(
            "the process that checks the tables ended abruptly, most likely for lack of "
            "memory: nothing published; free some and run again"
        ) from error


def _serve(there: Connection) -> None:
    """Import what a check needs, then do one."""
    collect_rarely()
    import expectations.suites.library
    import expectations.suites.tables
    import link.tables

    # Imported for what it costs only: the check finds them loaded.
    del expectations, link
    try:
        linked, report = there.recv()
    except EOFError:
        return
    try:
        there.send(check_plan(linked, report))
    except Exception as error:
        there.send(error)
