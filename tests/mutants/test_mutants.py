"""Mutants are drawn, and those that no test notices are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants.__main__ import mirror_of, reached_by, survivors
from tests.mutants.draw import draw, mutants_of
from tests.mutants.reach import with_marks

SOURCE = """
def is_small(number: int, limit: int) -> bool:
    return number < limit and not number == 13
"""
TEST = """
from small import is_small


def test_small():
    assert is_small(3, 5)
    assert not is_small(7, 5)
    assert not is_small(13, 50)
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "small.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "test_small.py").write_text(TEST, encoding="utf-8")
    return tmp_path


def test_comparisons_and_connectives_are_mutated(tree: Path) -> None:
    made = {mutant.source().splitlines()[2].strip() for mutant in mutants_of(tree / "small.py")}
    assert made == {
        "return number <= limit and not number == 13",
        "return number < limit or not number == 13",
        "return number < limit and not number != 13",
        "return number < limit and  number == 13",
    }


def test_the_same_seed_draws_the_same_mutants(tree: Path) -> None:
    assert draw([tree], 3, seed=1) == draw([tree], 3, seed=1)
    assert len(draw([tree / "small.py"], 100, seed=1)) == 4


def test_what_no_test_notices_survives(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mutants = list(mutants_of(tree / "small.py"))
    alive = survivors(tree, mutants, [Path("test_small.py")])
    # No test asks about the limit itself.
    assert [mutant.operator.rpartition("_")[2] for mutant in alive] == ["LtE"]
    assert "survives: small.py:3: return number <= limit" in capsys.readouterr().out
    assert (tree / "small.py").read_text(encoding="utf-8") == SOURCE


STARTED = """
import functools
import subprocess
import sys

import small


@functools.cache
def small_numbers():
    return [number for number in range(9) if small.is_small(number, 5)]


def is_small(number):
    code = f"import small; print(small.is_small({number}, 5))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    return done.stdout.strip() == "True"


def test_first():
    small_numbers()


def test_other():
    assert len(small_numbers()) == 5


def test_started():
    assert is_small(3) and not is_small(7)
"""


@pytest.mark.slow
def test_programs_and_caches_are_tried(tree: Path) -> None:
    """The code runs in a program that a test starts, and once for all tests of a file."""
    (tree / "test_small.py").write_text(STARTED, encoding="utf-8")
    mutants = list(mutants_of(tree / "small.py"))
    tests = reached_by(tree, mutants, [Path("test_small.py")])
    names = {test.partition("::")[2] for test in tests[0]}
    assert names == {"test_first", "test_started"}
    alive = survivors(tree, mutants, [Path("test_small.py")])
    # Of the number 5, the second test hears from the first one alone.
    assert alive == []


@pytest.mark.slow
def test_code_of_an_import_and_code_without_tests_are_tried(
    tree: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / "small.py").write_text(
        "IS_ODD = not 3 == 4\n\n\ndef is_even(number):\n    return not number % 2\n", "utf-8"
    )
    (tree / "test_small.py").write_text(
        "import small\n\n\ndef test_odd():\n    assert small.IS_ODD\n", encoding="utf-8"
    )
    mutants = list(mutants_of(tree / "small.py"))
    assert [mutant.line for mutant in survivors(tree, mutants, [Path("test_small.py")])] == [5]
    assert "survives, which no test reaches: small.py:5" in capsys.readouterr().out


def test_marks_stand_before_the_code_of_a_function() -> None:
    source = (
        "def outer():\n"
        '    """Say nothing."""\n'
        "    @decorator\n"
        "    def inner():\n"
        "        return 1 < 2\n"
        "    return 3 < 4\n"
    )
    lines = with_marks(source, {0: 5, 1: 6}).splitlines()
    assert [line.partition("__import__")[0] for line in lines[:2]] == ["def outer():", "    "]
    assert lines[5].strip().endswith("mark(0)")
    compile("\n".join(lines), "marked", "exec")


def test_tests_that_fail_without_a_mutant_say_so(tree: Path) -> None:
    (tree / "test_small.py").write_text("def test_nothing():\n    assert False\n", "utf-8")
    with pytest.raises(SystemExit, match="the tests fail without a mutant"):
        survivors(tree, [], [Path("test_small.py")])


def test_the_tests_of_a_module_are_those_of_its_folder() -> None:
    assert mirror_of(Path("extract/pdf/glyphs.py")) == Path("tests/extract/pdf")
    assert mirror_of(Path("pipeline/flow/stages.py")) == Path("tests/pipeline")
