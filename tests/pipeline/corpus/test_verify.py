"""Whoever changes what a batch published is noticed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from pipeline.commands.check import check_command, check_publication
from pipeline.corpus.address import LocalFolder
from pipeline.corpus.database import NAME, update_corpus
from pipeline.corpus.dataset import write_partitions
from pipeline.corpus.model import PlanOutcome
from pipeline.corpus.summary import write_summaries
from pipeline.corpus.verify import verify_corpus
from pipeline.errors import UsageError
from pipeline.publish.stage import publish
from tests.pipeline.publish.editions import small_publication


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    publish(small_publication(), tmp_path / "river")
    address = LocalFolder(tmp_path)
    outcomes = [
        PlanOutcome(plan_id="lost", status="failed", message="it is damaged"),
        PlanOutcome(plan_id="river", status="published", rows=4, bodies=3, confidence=1.0),
    ]
    update_corpus(address, outcomes)
    write_partitions(address, "river", LocalFolder(tmp_path / "river").read)
    write_summaries(address, outcomes)
    return tmp_path


def test_each_changed_part_of_a_corpus_is_named(corpus: Path) -> None:
    assert check_command(corpus, None)["problems"] == []
    with sqlite3.connect(corpus / NAME) as database:
        database.execute("UPDATE activities SET text = 'forged'")
        database.execute("DELETE FROM search WHERE record_table = 'bodies'")
    database.close()
    part = corpus / "dataset/areas/plan=river/part.parquet"
    table = pyarrow.parquet.read_table(part, partitioning=None)
    at = table.column_names.index("title")
    forged = pyarrow.array(["forged"] * table.num_rows)
    pyarrow.parquet.write_table(table.set_column(at, "title", forged), part)
    (corpus / "dataset/areas/plan=evil").mkdir()
    (corpus / "dataset/areas/plan=evil/part.parquet").write_bytes(part.read_bytes())
    for name in ("batch.csv", "batch.html", "corpus.json"):
        text = (corpus / name).read_text(encoding="utf-8")
        (corpus / name).write_text(text.replace("river", "rider"), encoding="utf-8")
    named = [problem.partition(":")[0] for problem in verify_corpus(corpus, check_publication)]
    assert named == [
        f"{NAME}, activities", f"{NAME}, search", "batch.csv", "batch.html", "corpus.json",
        "dataset/areas/plan=evil/part.parquet", "dataset/areas/plan=river/part.parquet",
    ]  # fmt: skip


def test_a_changed_publication_and_another_count_are_named(corpus: Path) -> None:
    text = (corpus / "river/matrix.csv").read_text(encoding="utf-8")
    (corpus / "river/matrix.csv").write_text(text.replace("Workshop", "Forged"), encoding="utf-8")
    with sqlite3.connect(corpus / NAME) as database:
        database.execute("UPDATE plans SET outcome = replace(outcome, '\"rows\":4', '\"rows\":5')")
    database.close()
    problems = list(verify_corpus(corpus, check_publication))
    assert any(problem.startswith("river/matrix.csv: was changed") for problem in problems)
    assert f"{NAME}: its counts for river are not those of the publication" in problems


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (lambda corpus: (corpus / "batch.html").unlink(), "batch.html"),
        (
            lambda corpus: (corpus / "dataset/areas/plan=river/part.parquet").unlink(),
            "dataset/areas",
        ),
        (
            lambda corpus: (corpus / "dataset/areas/plan=river/part.parquet").write_bytes(b"PAR1"),
            "dataset/areas",
        ),
    ],
)
def test_a_file_that_is_lost_or_damaged_is_named(
    corpus: Path, damage: Callable[[Path], object], named: str
) -> None:
    damage(corpus)
    (problem,) = verify_corpus(corpus, check_publication)
    assert problem.startswith(named)


def test_a_page_of_expectations_is_made_of_one_plan(corpus: Path) -> None:
    with pytest.raises(UsageError, match="one of its plans"):
        check_command(corpus, corpus / "docs")


def test_a_database_that_is_none_is_one_line(corpus: Path) -> None:
    (corpus / NAME).write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    (problem,) = verify_corpus(corpus, check_publication)
    assert problem.startswith(f"{NAME}: cannot be read: ")
