"""Which tests reach a mutant: marks in the code write the running test's name to a file."""

from __future__ import annotations

import ast
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from tests.mutants.draw import Mutant

REACHED = "MUTANTS_REACHED"
"""The environment names the file, so that programs that a test starts write to it, too: without
the names of our own settings, which tests take away."""
SECONDS = ".seconds"
"""Ends the name of the file beside it that says how long each test takes."""
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

# Read once: tests change the environment.
_FILE = os.environ.get(REACHED)
_written: set[tuple[int, str]] = set()


def mark(number: int) -> None:
    """Write that the running test reaches a mutant."""
    test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0]
    if test and _FILE and (number, test) not in _written:
        _written.add((number, test))
        with open(_FILE, "a", encoding="utf-8") as stream:  # noqa: PTH123 - pathlib may be under test
            stream.write(f"{number} {test}\n")


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """As a plugin of pytest: write how long a test takes without its fixtures."""
    if report.when == "call" and _FILE:
        with Path(_FILE + SECONDS).open("a", encoding="utf-8") as stream:
            stream.write(f"{report.duration} {report.nodeid}\n")


def seconds_by_test(reached: Path) -> dict[str, float]:
    written = Path(f"{reached}{SECONDS}").read_text(encoding="utf-8").splitlines()
    return {test: float(took) for took, _, test in (line.partition(" ") for line in written)}


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


def with_marks(source: str, lines: Mapping[int, int]) -> str:
    """Return a module's source with a mark in the function around each numbered line."""
    text = source.splitlines(keepends=True)
    marks: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, line in lines.items():
        if statement := first_statement(source, line):
            decorators = getattr(statement, "decorator_list", [])
            start = min([statement.lineno, *(node.lineno for node in decorators)])
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
