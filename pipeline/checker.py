"""Checks the tables in a process of its own, whose imports overlap with the reading of pages.

Great Expectations takes seconds to import: they pass while the stages before it run. Where many
plans are run in one process the imports stay warm, and the check is done there instead.
"""

from __future__ import annotations

import contextlib
import multiprocessing
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from pipeline.errors import CheckerError
from pipeline.imports import collect_less, import_lazily
from pipeline.verdict import Verdict, judge

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    from expectations.model import IssueReport
    from link.model import LinkedPlan

UNUSED = ("scipy.stats", "altair")
"""Imported by Great Expectations for expectations that no suite of ours names."""


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
        self._is_asked = False

    def start(self) -> None:
        """Start the process, if it does not run yet."""
        if self._process is not None:
            return
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there,), daemon=True)
        self._process.start()
        there.close()

    def ask(self, linked: LinkedPlan, report: IssueReport) -> None:
        """Have the tables of a plan checked while this process does other work."""
        self.start()
        assert self._here is not None
        # A process that has ended is told of where its answer is waited for.
        with contextlib.suppress(OSError):
            self._here.send((linked, report))
            self._is_asked = True

    def check(self, linked: LinkedPlan, report: IssueReport) -> Verdict:
        """Check the tables of a plan, or wait for the check asked for, and count what it came to.

        Raises:
            CheckerError: the process ended without an answer.
        """
        self.start()
        assert self._here is not None
        try:
            if not self._is_asked:
                self._here.send((linked, report))
            self._is_asked = False
            answer: Verdict | BaseException = self._here.recv()
        except (EOFError, OSError) as error:
            raise CheckerError(
                "the process that checks the tables ended abruptly, most likely for lack of "
                "memory: nothing published; free some and run again"
            ) from error
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


def _serve(there: Connection) -> None:
    """Import what a check needs, then do one."""
    collect_less()
    import_lazily(UNUSED)
    import great_expectations

    import expectations.suites.checkpoint
    import link.tables

    # Imported for what it costs only: the check finds them loaded.
    del great_expectations, expectations, link
    try:
        linked, report = there.recv()
    except EOFError:
        return
    try:
        there.send(check_plan(linked, report))
    except Exception as error:
        there.send(error)
