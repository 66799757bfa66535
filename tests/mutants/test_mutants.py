"""Mutants are drawn, and those that no test notices are found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.mutants import __main__ as command, reach
from tests.mutants.__main__ import mirror_of, outcomes, reached_by
from tests.mutants.draw import Mutant, draw, mutants_of
from tests.mutants.reach import BUDGET, Durations, with_marks
from tests.mutants.table import Outcome, interval, table


def survivors(tree: Path, mutants: Sequence[Mutant], tests: Sequence[Path]) -> list[Mutant]:
    noticed = {Outcome.KILLED, Outcome.TIMED_OUT}
    return [mutant for mutant, found in outcomes(tree, mutants, tests) if found not in noticed]


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
    assert "survived: small.py:3: return number <= limit" in capsys.readouterr().out
    assert (tree / "small.py").read_text(encoding="utf-8") == SOURCE


def test_each_folder_is_in_a_sample(tmp_path: Path) -> None:
    for name, copies in {"large": 30, "small": 1}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "module.py").write_text(SOURCE * copies, encoding="utf-8")
    for seed in range(5):
        drawn = [mutant.path.parent.name for mutant in draw([tmp_path], 10, seed)]
        assert drawn.count("small") >= 2
        assert len(drawn) >= 10


@pytest.mark.slow
def test_an_endless_loop_is_ended(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "MIN_SECONDS", 1.0)
    (tree / "small.py").write_text(
        "def last(n):\n    while n < 3 and n > -1:\n        n += 1\n    return n\n",
        encoding="utf-8",
    )
    (tree / "test_small.py").write_text(
        "import small\n\n\ndef test_last():\n    assert small.last(2) == 3\n", encoding="utf-8"
    )
    mutants = [m for m in mutants_of(tree / "small.py") if m.operator.endswith("AndWithOr")]
    found = [outcome for _, outcome in outcomes(tree, mutants, [Path("test_small.py")])]
    assert found == [Outcome.TIMED_OUT]


def test_a_mark_that_cannot_be_written_fails_no_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "_written", set())
    for file, is_written in ((tmp_path / "reached", True), (tmp_path, False)):
        monkeypatch.setattr(reach, "_FILE", str(file))
        reach.mark(int(is_written))
        assert file.is_file() is is_written


def test_the_tests_of_a_mutant_keep_within_a_budget() -> None:
    durations = Durations()
    durations.tests.update({"a::fast": 1, "a::slow": BUDGET, "a::other": 2, "b::far": 1})
    durations.files.update({"a": 3, "b": 3})
    assert durations.choose({"a::slow", "a::fast"}) == (["a::fast", "a::other"], 6)
    # Those of a file follow each other.
    everything = ["a::fast", "a::other", "b::far"]
    assert durations.choose({*everything}) == (everything, 10)
    assert durations.choose({*everything}, budget=6) == (everything[:2], 6)
    # One test always runs.
    assert durations.choose({"c::unknown"})[0] == ["c::unknown"]
    assert durations.choose({"a::slow"})[0] == ["a::slow"]


def test_the_fastest_tests_of_a_mutant_are_taken_whatever_their_file() -> None:
    durations = Durations()
    durations.tests.update({"a::slow": 3, "a::fast": 1, "b::fast": 2})
    assert durations.choose({*durations.tests}, budget=5) == (["a::fast", "b::fast"], 3)
    # Those of a file follow each other.
    assert durations.choose({*durations.tests}, budget=6) == (["a::fast", "a::slow", "b::fast"], 6)


def test_the_table_counts_by_folder_and_package() -> None:
    found = [
        (Path("extract/text/words.py"), Outcome.KILLED),
        (Path("extract/text/words.py"), Outcome.SURVIVED),
        (Path("extract/pdf/rules.py"), Outcome.TIMED_OUT),
        (Path("link/rows.py"), Outcome.NOT_REACHED),
    ]
    rows = {line.split()[0]: line.split()[1:6] for line in table(found)[1:]}
    assert rows == {
        "extract": ["1", "1", "1", "0", "67%"],
        "extract/pdf": ["0", "1", "0", "0", "100%"],
        "extract/text": ["1", "0", "1", "0", "50%"],
        "link": ["0", "0", "0", "1", "0%"],
    }


def test_the_interval_is_that_of_wilson() -> None:
    # scipy.stats.binomtest(54, 60).proportion_ci(method="wilson")
    assert interval(54, 60) == pytest.approx((0.7985, 0.9534), abs=5e-4)


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
    tests, _ = reached_by(tree, mutants, [Path("test_small.py")])
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
    assert "not reached: small.py:5" in capsys.readouterr().out


def test_marks_stand_after_the_docstring_of_a_function() -> None:
    source = (
        "def outer():\n"
        '    """Say nothing."""\n'
        "    @decorator\n"
        "    def inner():\n"
        "        return 1 < 2\n"
        "    return 3 < 4\n"
    )
    lines = with_marks(source, {0: 5, 1: 6}).splitlines()
    starts = [line.partition("__import__")[0] for line in lines[:3]]
    assert starts == ["def outer():", '    """Say nothing."""', "    "]
    assert lines[5].strip().endswith("mark(0)")
    compile("\n".join(lines), "marked", "exec")


def test_tests_that_fail_without_a_mutant_say_so(tree: Path) -> None:
    (tree / "test_small.py").write_text("def test_nothing():\n    assert False\n", "utf-8")
    with pytest.raises(SystemExit, match="the tests fail without a mutant"):
        survivors(tree, [], [Path("test_small.py")])


def test_the_tests_of_a_module_are_those_of_its_folder() -> None:
    assert mirror_of(Path("extract/pdf/glyphs.py")) == Path("tests/extract/pdf")
    assert mirror_of(Path("pipeline/flow/stages.py")) == Path("tests/pipeline")
