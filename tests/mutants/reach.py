"""Which tests reach a mutant: marks in the code write the running test's name to a file."""

from __future__ import annotations

import ast
import contextlib
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.mutants.draw import Mutant

REACHED = "MUTANTS_REACHED"
"""The environment names the file, so that programs that a test starts write to it, too: without
the names of our own settings, which tests take away."""
SECONDS = ".seconds"
"""Ends the name of the file beside it that says how long each test takes."""
MODULES = ".modules"
"""Ends the name of the file beside it that lists the modules that the tests import."""
BUDGET = 10.0
"""CPU seconds that the tests of one mutant take together, without it, unless an option says
otherwise: the fastest are taken."""
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

# Read once: tests change the environment.
_FILE = os.environ.get(REACHED)
_written: set[tuple[int, str]] = set()


def mark(number: int) -> None:
    """Write that the running test reaches a mutant."""
    test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0]
    if test and _FILE and (number, test) not in _written:
        _written.add((number, test))
        # A test may leave no room for files. The mark must not make it fail.
        with (
            contextlib.suppress(OSError),
            open(_FILE, "a", encoding="utf-8") as stream,  # noqa: PTH123 - pathlib may be under test
        ):
            stream.write(f"{number} {test}\n")


def _cpu_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _measured(item: pytest.Item, when: str) -> Iterator[None]:
    """Write how long a test or its fixtures take."""
    started = _cpu_seconds()
    yield
    if _FILE:
        with open(_FILE + SECONDS, "a", encoding="utf-8") as stream:  # noqa: PTH123 - as above
            stream.write(f"{when} {_cpu_seconds() - started} {item.nodeid}\n")


# As a plugin of pytest.
@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    yield from _measured(item, "setup")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    yield from _measured(item, "call")


def pytest_sessionfinish() -> None:
    """Write which modules the tests import, as the code imports libraries when it needs them."""
    if _FILE:
        Path(_FILE + MODULES).write_text("\n".join(sys.modules), encoding="utf-8")


def modules_of(reached: Path) -> list[str]:
    """Return the modules that the tests import, in their order."""
    return Path(f"{reached}{MODULES}").read_text(encoding="utf-8").splitlines()


def file_of(test: str) -> str:
    return test.partition("::")[0]


@dataclass
class Durations:
    """CPU seconds of each test, and of the fixtures of each file of tests; imported modules."""

    tests: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    files: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    modules: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, reached: Path) -> Durations:
        found = cls(modules=modules_of(reached))
        written = Path(f"{reached}{SECONDS}")
        lines = written.read_text(encoding="utf-8").splitlines() if written.exists() else []
        for when, seconds, test in (line.split(" ", 2) for line in lines):
            found.tests[test] += float(seconds) * (when == "call")
            found.files[file_of(test)] += float(seconds) * (when == "setup")
        return found

    def choose(self, reaching: Set[str], budget: float = BUDGET) -> tuple[list[str], float]:
        """Return the tests to run for a mutant, and how long they take.

        First the tests that reach the mutant; then, as a fixture or a cache may have kept what an
        earlier test reached, the others of their files; all as far as the budget goes. The fastest
        are taken, whatever their file, as they are most for the same time; those of a file then
        follow each other, as they share fixtures.
        """
        files = {file_of(test) for test in reaching}
        others = {test for test in self.tests if file_of(test) in files} - reaching
        chosen: list[str] = []
        begun: set[str] = set()
        seconds = 0.0
        for tests in (reaching, others):
            taken: list[str] = []
            for test in sorted(tests, key=lambda test: (self.tests.get(test, 0.0), test)):
                fixtures = 0.0 if file_of(test) in begun else self.files.get(file_of(test), 0.0)
                more = self.tests.get(test, 0.0) + fixtures
                if begun and seconds + more > budget:
                    continue
                taken.append(test)
                begun.add(file_of(test))
                seconds += more
            chosen += self._by_file(taken)
        return chosen, seconds

    def _by_file(self, tests: Sequence[str]) -> list[str]:
        """Return tests with those of a file together, the file with the fastest one first."""
        places = {file_of(test): at for at, test in reversed([*enumerate(tests)])}
        return sorted(tests, key=lambda test: places[file_of(test)])


def first_statement(source: str, line: int) -> ast.stmt | None:
    """Return the first statement of the innermost function whose body contains a line."""
    around = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, _FUNCTIONS)
        and node.body[0].lineno <= line <= (node.end_lineno or node.lineno)
        and node.body[0].lineno > node.lineno
    ]
    return max(around, key=lambda node: node.lineno).body[0] if around else None


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(
        getattr(statement.value, "value", None), str
    )


def with_marks(source: str, lines: Mapping[int, int]) -> str:
    """Return a module's source with a mark in the function around each numbered line."""
    text = source.splitlines(keepends=True)
    marks: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, line in lines.items():
        if statement := first_statement(source, line):
            decorators = getattr(statement, "decorator_list", [])
            start = min([statement.lineno, *(node.lineno for node in decorators)])
            if _is_docstring(statement):  # its examples are tests, too
                start = (statement.end_lineno or start) + 1
            marks[start, statement.col_offset].append(number)
    for (line, column), numbers in sorted(marks.items(), reverse=True):
        calls = (f"__import__('tests.mutants.reach', fromlist=['mark']).mark({n})" for n in numbers)
        text.insert(line - 1, " " * column + "; ".join(calls) + "\n")
    return "".join(text)


def write_marks(mutants: Sequence[Mutant]) -> dict[Path, str]:
    """Write marks into the mutants' modules; return the modules' sources as they were."""
    sources = {mutant.path: mutant.path.read_text(encoding="utf-8") for mutant in mutants}
    for path, source in sources.items():
        lines = {n: mutant.line for n, mutant in enumerate(mutants) if mutant.path == path}
        path.write_text(with_marks(source, lines), encoding="utf-8")
    return sources


def write_back(sources: Mapping[Path, str]) -> None:
    for path, source in sources.items():
        path.write_text(source, encoding="utf-8")


def tests_by_mutant(written: Iterable[str]) -> dict[int, set[str]]:
    """Return the names of the tests that reach each mutant."""
    tests: dict[int, set[str]] = defaultdict(set)
    for entry in written:
        number, _, test = entry.partition(" ")
        tests[int(number)].add(test)
    return tests
