"""Check the tables that have changed, in a process that imports in parallel with the run.

The import of Great Expectations takes seconds, during which the earlier stages run. The process is
a fork of the run, which has much of that import at hand, or a new interpreter where the run has
threads. If one process runs several plans, it imports once and checks the tables itself.
"""

from __future__ import annotations

import contextlib
import functools
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING

from pydantic_core import to_json

from extract.runtime.fork_server import fork_process, uninterrupted
from extract.system.search_path import without_current_folder
from pipeline.engine.beside import may_fork
from pipeline.engine.runner import Runner, Stage
from pipeline.engine.store import digest
from pipeline.errors import CheckerError
from pipeline.validate.gate import Verdict, make_verdict

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor
    from subprocess import Popen

    from expectations.model import Failure, IssueReport, TableFailures
    from expectations.suites.parts import TablePart
    from extract.model import Frozen
    from link.model import LinkedPlan

Check = Callable[["Sequence[TablePart]"], "Callable[[], tuple[Failure, ...]]"]
"""Starts a check of tables and returns a function that waits for its result."""

FLOW = ("pipeline/flow/stages.py", "pipeline/flow/publishing.py", "pipeline/validate/checker.py")
OF_TABLE = ("pipeline.validate.check_process", "expectations.suites.parts")
"""Modules through which the check of a table is called; the cache key has their imports."""


def begin_here(parts: Sequence[TablePart]) -> Callable[[], tuple[Failure, ...]]:
    """Return a function that checks tables in this process."""
    # Not through `expectations.stage`, which imports all rules.
    from expectations.suites.checkpoint import run_checkpoint

    return lambda: run_checkpoint(parts)


def begin_check(
    linked: LinkedPlan,
    report: IssueReport,
    records: Mapping[str, Sequence[Frozen]],
    runner: Runner,
    check: Check,
) -> Callable[[], Verdict]:
    """Start a check of the tables that have changed since their last check.

    Args:
        linked: the plan.
        report: its issues.
        records: its tables, as they will be published.
        runner: has the results of earlier checks.
        check: starts the check of the other tables.

    Returns:
        A function that waits for the result.
    """
    from expectations.suites.parts import parts_of

    changed: list[TablePart] = []
    waiting: list[Callable[[], tuple[Failure, ...]]] = []

    def begin(part: TablePart) -> Callable[[], TableFailures]:
        changed.append(part)
        name = part.name  # alone: the rows are no longer needed once they are sent
        return lambda: _failures_of(name, result())

    @functools.cache
    def result() -> tuple[Failure, ...]:
        return waiting[0]()

    results = [
        runner.begin(
            _stage_of(part),
            functools.partial(begin, part),
            inputs={"table": digest(to_json(part.content()))},
        )
        for part in parts_of(records)
    ]
    if changed:
        waiting.append(check(tuple(changed)))
        changed.clear()

    def finish() -> Verdict:
        failures = [failure for table in results for failure in table().value.failures]
        return make_verdict(linked, report, tuple(f"{f.table}: {f.message}" for f in failures))

    return finish


def _stage_of(part: TablePart) -> Stage[TableFailures]:
    """Return the stage that checks one table."""
    result = "expectations.model:TableFailures"
    return Stage(f"check of {part.name}", result, OF_TABLE, FLOW, is_part=True)


def _failures_of(name: str, failures: Sequence[Failure]) -> TableFailures:
    from expectations.model import TableFailures

    return TableFailures(failures=tuple(f for f in failures if f.table == name))


_SERVE = (
    "import os, sys; sys.path[:] = sys.argv[1:]; "
    "from pipeline.validate.check_process import serve; serve(os.dup(0), os.dup(1))"
)
"""Code of a new interpreter. `multiprocessing` would import the command line again."""


class _Fork:
    """A fork of this process that checks tables, with what the run uses of a `Popen`."""

    def __init__(self) -> None:
        asked, tell = os.pipe()
        answers, answer = os.pipe()
        self.stdin, self.stdout = os.fdopen(tell, "wb"), os.fdopen(answers, "rb")
        self.returncode: int | None = None
        try:
            self.pid = fork_process(_serve, asked, answer, keeps_errors=True)
        except OSError:
            for handle in (asked, answer):
                os.close(handle)
            self.stdin.close()
            self.stdout.close()
            raise

    def kill(self) -> None:
        """End the process, unless it has been waited for."""
        if self.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Wait for the end of the process and return its exit status."""
        if self.returncode is None:
            self.returncode = -1  # as for `Popen`, if another one has waited for it
            with contextlib.suppress(ChildProcessError):
                status = os.waitpid(self.pid, 0)[1]
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


def _interpreter() -> Popen[bytes]:
    """Start a new interpreter that checks tables."""
    import subprocess

    with uninterrupted():
        return subprocess.Popen(
            [sys.executable, "-P", "-c", _SERVE, *without_current_folder(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )


def _process() -> Popen[bytes] | _Fork:
    """Start a fork, which does not import again what this process has, or a new interpreter."""
    if may_fork():
        with contextlib.suppress(OSError):  # too little memory for a copy of this process
            return _Fork()
    return _interpreter()


def _serve(source: int, target: int) -> None:
    from pipeline.validate.check_process import serve

    try:
        serve(source, target)
    except BaseException:
        traceback.print_exc()  # a fork ends without it
        sys.stderr.flush()
        raise


class Checker:
    """A process that checks tables once. It ends with this process, even after a crash."""

    def __init__(self) -> None:
        self._process: Popen[bytes] | _Fork | None = None
        self._sender: ThreadPoolExecutor | None = None

    def start(self) -> None:
        """Start the process, unless it is running."""
        if self._process is None:
            from concurrent.futures import ThreadPoolExecutor

            self._sender = ThreadPoolExecutor(1)
            self._process = _process()

    def begin(self, parts: Sequence[TablePart]) -> Callable[[], tuple[Failure, ...]]:
        """Start a check of tables.

        Returns:
            A function that waits for the result. It raises CheckerError if the process ends
            without a result.
        """
        self.start()
        assert self._sender is not None
        # In a thread: the process reads its input only after its imports.
        sending = self._sender.submit(self._send, parts)
        return lambda: self._receive(sending)

    def _send(self, parts: Sequence[TablePart]) -> None:
        import pickle

        pipe = self._pipe("stdin")
        pickle.dump(parts, pipe)  # piece by piece
        # The pipe stays open; the process exits when it is closed.
        pipe.flush()

    def _receive(self, sending: Future[None]) -> tuple[Failure, ...]:
        import pickle

        with _process_errors():
            sending.result()
            result: tuple[Failure, ...] | BaseException = pickle.load(self._pipe("stdout"))
        if isinstance(result, BaseException):
            raise result
        return result

    def _pipe(self, name: str) -> IO[bytes]:
        pipe: IO[bytes] | None = getattr(self._process, name)
        assert pipe is not None
        return pipe

    def stop(self) -> None:
        """Kill the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for name in ("stdin", "stdout"):
                with contextlib.suppress(OSError):  # unsent data is no longer needed
                    self._pipe(name).close()
            self._process = None


@contextlib.contextmanager
def _process_errors() -> Iterator[None]:
    """Turn the errors of a pipe whose process has ended into a CheckerError."""
    import pickle

    try:
        yield
    except (EOFError, OSError, pickle.UnpicklingError) as error:
        raise CheckerError(
            "nothing published: the process that checks the tables ended unexpectedly, probably "
            "for lack of memory; free memory and run again"
        ) from error
