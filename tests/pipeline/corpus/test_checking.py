"""The files over all plans of a corpus are compared with the publications in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.commands.check import check_command
from pipeline.corpus.address import open_address
from pipeline.corpus.checking import corpus_problems, is_corpus, plans_of
from pipeline.corpus.database import update_corpus
from pipeline.corpus.dataset import write_partitions
from pipeline.corpus.model import PlanOutcome
from pipeline.corpus.summary import write_summaries
from pipeline.errors import BrokenExpectationError, UsageError

AREAS = "area_id,position,section_id,title\narea-1,1,,Water\narea-2,2,,Roads\n"
PART = "dataset/areas/plan=one/part.parquet"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of two plans, of which one has two areas and the other could not be read."""
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "areas.csv").write_text(AREAS, encoding="utf-8")
    address = open_address(str(tmp_path))
    tables = write_partitions(address, "one", lambda name: address.read(f"one/{name}"))
    plans = [
        PlanOutcome(plan_id="one", status="published", confidence=1.0, rows=2, tables=tables),
        PlanOutcome(plan_id="two", status="failed", message="no PDF"),
    ]
    update_corpus(address, plans)
    write_summaries(address, plans)
    return tmp_path


def problems(corpus: Path) -> list[str]:
    return list(corpus_problems(corpus, plans_of(corpus)))


def execute(corpus: Path, statement: str) -> None:
    with sqlite3.connect(corpus / "corpus.sqlite") as database:
        database.execute(statement)


def test_a_whole_corpus_has_no_problems(corpus: Path) -> None:
    assert is_corpus(corpus)
    assert not is_corpus(corpus / "one")
    assert problems(corpus) == []


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (lambda corpus: (corpus / "batch.csv").write_text("plan_id\n"), "batch.csv"),
        (lambda corpus: (corpus / "batch.html").unlink(), "batch.html"),
        (lambda corpus: (corpus / "corpus.json").write_text("{}"), "corpus.json"),
        (
            lambda corpus: execute(corpus, "UPDATE areas SET title = 'Wells'"),
            "corpus.sqlite: areas",
        ),
        (lambda corpus: execute(corpus, "DELETE FROM areas"), "corpus.sqlite: areas"),
        (lambda corpus: execute(corpus, "DROP TABLE areas"), "corpus.sqlite: areas"),
        (lambda corpus: (corpus / PART).unlink(), PART),
        (lambda corpus: (corpus / PART).write_bytes(b"PAR1"), PART),
    ],
)
def test_each_damage_is_named(corpus: Path, damage: Callable[[Path], object], named: str) -> None:
    damage(corpus)
    (problem,) = problems(corpus)
    assert problem.startswith(named)


def test_rows_of_a_plan_that_is_not_in_the_corpus_are_named(corpus: Path) -> None:
    stray = corpus / PART.replace("plan=one", "plan=two")
    stray.parent.mkdir(parents=True)
    stray.write_bytes((corpus / PART).read_bytes())
    (problem,) = problems(corpus)
    assert "plan=two" in problem


def test_the_command_checks_each_plan_too(corpus: Path) -> None:
    with pytest.raises(BrokenExpectationError) as error:
        check_command(corpus, None)
    found = error.value.summary["problems"]
    assert all(problem.startswith("one: ") for problem in found)
    with pytest.raises(UsageError, match="for one of its plans"):
        check_command(corpus, corpus / "docs")
    (corpus / "corpus.sqlite").write_bytes(b"nothing")
    with pytest.raises(BrokenExpectationError):
        check_command(corpus, None)
