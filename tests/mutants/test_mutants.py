"""Mutants are drawn, and those that no test notices are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants.__main__ import mirror_of, survivors
from tests.mutants.draw import draw, mutants_of

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


def test_tests_that_fail_without_a_mutant_say_so(tree: Path) -> None:
    (tree / "test_small.py").write_text("def test_nothing():\n    assert False\n", "utf-8")
    with pytest.raises(SystemExit, match="the tests fail without a mutant"):
        survivors(tree, [], [Path("test_small.py")])


def test_the_tests_of_a_module_are_those_of_its_folder() -> None:
    assert mirror_of(Path("extract/pdf/glyphs.py")) == Path("tests/extract/pdf")
    assert mirror_of(Path("pipeline/flow/stages.py")) == Path("tests/pipeline")
