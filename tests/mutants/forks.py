"""Plugin of pytest: a process a mutant, forked when all tests are imported and collected.

The mutant's code replaces that of the functions in memory, and the module's file, which programs
that a test starts import.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import resource
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import NoReturn, TypedDict

import pytest

from tests.mutants.table import Outcome

TASKS = "MUTANTS_TASKS"
RESULTS = "MUTANTS_RESULTS"
MODULES = ".modules"
"""Ends the name of the file beside the tasks that lists the modules to import first."""
WAITING = 30
"""Elapsed seconds for each second of CPU, on a busy machine; a mutant may wait for ever."""
_PAUSE = 0.02


class Task(TypedDict):
    """A mutant, the tests that run with it in their order, and their limit of CPU seconds."""

    number: int
    path: str
    source: str
    tests: list[str]
    limit: int


def codes_of(code: CodeType) -> Iterator[CodeType]:
    """Yield a code and all codes inside it."""
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from codes_of(inner)


def functions_by_file() -> Mapping[str, Sequence[FunctionType]]:
    """Return all functions by the file of their code."""
    functions: dict[str, list[FunctionType]] = defaultdict(list)
    for each in gc.get_objects():
        if isinstance(each, FunctionType):
            functions[each.__code__.co_filename].append(each)
    return functions


def put_in_place(functions: Iterable[FunctionType], path: str, source: str) -> None:
    """Give the functions of an imported module the code of another source of it."""
    codes = list(codes_of(compile(source, path, "exec")))
    places = Counter((code.co_qualname, code.co_firstlineno) for code in codes)
    new = {(code.co_qualname, code.co_firstlineno): code for code in codes}
    for function in functions:
        place = (function.__code__.co_qualname, function.__code__.co_firstlineno)
        if places[place] == 1:
            function.__code__ = new[place]


def run(session: pytest.Session, items: Sequence[pytest.Item]) -> NoReturn:
    """Run tests until one fails; end the process with 1 if one does."""
    try:
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                break
        os._exit(bool(session.testsfailed))
    except BaseException:
        os._exit(1)


def outcome_of(session: pytest.Session, task: Task, functions: Iterable[FunctionType]) -> Outcome:
    """Run a mutant's tests in a process of their own; end it when its time is over.

    The time is that of the CPU, so that other work of the machine kills no mutant.
    """
    path, source = Path(task["path"]), task["source"]
    items = {item.nodeid: item for item in session.items}
    before = path.read_text(encoding="utf-8")
    path.write_text(source, encoding="utf-8")
    child = os.fork()
    if not child:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (task["limit"], task["limit"]))
        put_in_place(functions, str(path), source)
        run(session, [items[test] for test in task["tests"] if test in items])
    end = time.monotonic() + WAITING * task["limit"]
    try:
        while time.monotonic() < end:
            done, status = os.waitpid(child, os.WNOHANG)
            if done and os.WIFSIGNALED(status):
                is_over = os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)
                return Outcome.TIMED_OUT if is_over else Outcome.KILLED
            if done:
                return Outcome.KILLED if status else Outcome.SURVIVED
            time.sleep(_PAUSE)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return Outcome.TIMED_OUT
    finally:
        path.write_text(before, encoding="utf-8")


def pytest_runtestloop(session: pytest.Session) -> bool:
    tasks: list[Task] = json.loads(Path(os.environ[TASKS]).read_text(encoding="utf-8"))
    for name in Path(os.environ[TASKS] + MODULES).read_text(encoding="utf-8").splitlines():
        # Some exist in another process only.
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    functions = functions_by_file()
    # What the processes share stays shared: none of them collects it.
    gc.collect()
    gc.freeze()
    for task in tasks:
        outcome = outcome_of(session, task, functions.get(task["path"], ()))
        with Path(os.environ[RESULTS]).open("a", encoding="utf-8") as stream:
            stream.write(f"{task['number']} {outcome}\n")
    return True
