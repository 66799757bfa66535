"""Checks the tables: those that have changed, in a process whose imports overlap with other work.

Great Expectations takes long to import: that passes while the stages before it run. Where many
plans are run in one process the imports stay warm, and the check is done there instead.
"""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING

from pydantic_core import to_json

from pipeline.engine.runner import Runner, Stage
from pipeline.engine.store import digest
from pipeline.errors import CheckerError
from pipeline.validate.gate import Verdict, judge

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor
    from subprocess import Popen

    from expectations.model import Failure, IssueReport, TableFailures
    from expectations.suites.parts import TablePart
    from extract.model import Frozen
    from link.model import LinkedPlan

Check = Callable[["Sequence[TablePart]"], "Callable[[], tuple[Failure, ...]]"]
"""Starts to check tables, and returns a function that waits for the result."""

FLOW = ("pipeline/flow/stages.py", "pipeline/flow/publishing.py", "pipeline/validate/checker.py")
OF_TABLE = ("pipeline.validate.check_process", "expectations.suites.parts")
"""What the check of one table is entered by."""


def begin_here(parts: Sequence[TablePart]) -> Callable[[], tuple[Failure, ...]]:
    """Return what checks tables in this process, when it is called."""
    # By itself, as in a process of its own: the stage would bring the rules of documents along.
    from expectations.suites.checkpoint import run_checkpoint

    return lambda: run_checkpoint(parts)


def begin_check(
    linked: LinkedPlan,
    report: IssueReport,
    records: Mapping[str, Sequence[Frozen]],
    runner: Runner,
    check: Check,
) -> Callable[[], Verdict]:
    """Begin to check the tables of a plan that are not as they were when they were last checked.

    Args:
        linked: the plan.
        report: its issues.
        records: its tables as they are to be published.
        runner: knows the tables that were checked, and what came of it.
        check: begins to check the others.

    Returns:
        A function that waits for the result.
    """
    from expectations.suites.parts import parts_of

    new: list[TablePart] = []
    waiting: list[Callable[[], tuple[Failure, ...]]] = []

    def begin(part: TablePart) -> Callable[[], TableFailures]:
        new.append(part)
        return lambda: _of_table(part.name, answer())

    @functools.cache
    def answer() -> tuple[Failure, ...]:
        return waiting[0]()

    results = [
        runner.begin(
            Stage(
                f"check of {part.name}",
                "expectations.model:TableFailures",
                OF_TABLE,
                FLOW,
                is_part=True,
            ),
            functools.partial(begin, part),
            inputs={"table": digest(to_json(part.content()))},
        )
        for part in parts_of(records)
    ]
    if new:
        waiting.append(check(new))

    def finish() -> Verdict:
        failures = [failure for result in results for failure in result().value.failures]
        return judge(linked, report, tuple(f"{f.table}: {f.message}" for f in failures))

    return finish


def _of_table(name: str, failures: Sequence[Failure]) -> TableFailures:
    from expectations.model import TableFailures

    return TableFailures(failures=tuple(f for f in failures if f.table == name))


_SERVE = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from pipeline.validate.check_process import serve; serve()"
)
"""By itself, and not by `multiprocessing`: that would import the command line anew."""


class Checker:
    """A process that checks tables once; it ends with this one, whatever happens."""

    def __init__(self) -> None:
        self._process: Popen[bytes] | None = None
        self._sender: ThreadPoolExecutor | None = None

    def start(self) -> None:
        """Start the process, if it does not run yet."""
        if self._process is None:
            import subprocess
            from concurrent.futures import ThreadPoolExecutor

            self._sender = ThreadPoolExecutor(1)
            self._process = subprocess.Popen(
                [sys.executable, "-c", _SERVE, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )

    def begin(self, parts: Sequence[TablePart]) -> Callable[[], tuple[Failure, ...]]:
        """Begin to check tables.

        Returns:
            A function that waits for the result.

        Raises:
            CheckerError: the process ended without an answer; raised by that function.
        """
        self.start()
        assert self._sender is not None
        # In a thread: the process takes it only once its imports are done.
        sending = self._sender.submit(self._send, parts)
        return lambda: self._answer(sending)

    def _send(self, parts: Sequence[TablePart]) -> None:
        import pickle

        pipe = self._pipe("stdin")
        pipe.write(pickle.dumps(parts))
        # It stays open: that it closes tells the process that nobody waits any more.
        pipe.flush()

    def _answer(self, sending: Future[None]) -> tuple[Failure, ...]:
        import pickle

        with _ended():
            sending.result()
            answer: tuple[Failure, ...] | BaseException = pickle.load(self._pipe("stdout"))
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def _pipe(self, name: str) -> IO[bytes]:
        pipe: IO[bytes] | None = getattr(self._process, name)
        assert pipe is not None
        return pipe

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for name in ("stdin", "stdout"):
                with contextlib.suppress(OSError):  # what was not sent is not wanted any more
                    self._pipe(name).close()
            self._process = None


@contextlib.contextmanager
def _ended() -> Iterator[None]:
    """Say in one line that the process is no more."""
    import pickle

    try:
        yield
    except (EOFError, OSError, pickle.UnpicklingError) as error:
        raise CheckerError(
            "the process that checks the tables ended abruptly, most likely for lack of "
            "memory: nothing published; free some and run again"
        ) from error
