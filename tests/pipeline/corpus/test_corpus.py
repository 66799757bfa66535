"""All plans of a corpus: one database, one dataset, a catalogue and a page."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import duckdb
import frictionless
import polars
import pytest

from pipeline.batch.records import read_current, write_record
from pipeline.corpus.address import LocalFolder, open_address
from pipeline.corpus.database import Corpus, update_corpus
from pipeline.corpus.dataset import partition, write_partitions
from pipeline.corpus.model import PlanOutcome, Task
from pipeline.corpus.summary import corpus_page, package_catalogue, summary_csv, write_summaries
from tests.pipeline.corpus.some_plans import published


def test_the_corpus_is_searched_over_all_plans(tmp_path: Path) -> None:
    outcomes = [
        published(tmp_path, "one", "Workshop on borders"),
        published(tmp_path, "two", "Séminaire sur les frontières"),
        PlanOutcome(plan_id="three", status="failed", message="gone"),
    ]
    update_corpus(open_address(str(tmp_path)), outcomes)
    with sqlite3.connect(tmp_path / "corpus.sqlite") as corpus:
        found = corpus.execute("SELECT plan_id FROM search WHERE search MATCH 'seminaire'")
        assert found.fetchall() == [("two",)]
        index = corpus.execute("SELECT body_id, plans, leads FROM body_index").fetchall()
        assert index == [("SOMTC", 2, 2)]
        plans = dict(corpus.execute("SELECT plan_id, status FROM plans"))
    assert plans == {"one": "published", "two": "published", "three": "failed"}
    first = (tmp_path / "corpus.sqlite").read_bytes()
    update_corpus(open_address(str(tmp_path)), outcomes)
    assert (tmp_path / "corpus.sqlite").read_bytes() == first


def test_a_corpus_may_lie_at_any_address(tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="the extra 'remote' is not installed")
    address = open_address("memory://corpus")
    published(tmp_path, "one", "Workshop on ports")
    address.take(tmp_path / "one", "one")
    assert "bodies.csv" in list(address.names("one"))
    outcome = PlanOutcome(plan_id="one", status="published")
    write_record(open_address("memory://corpus"), outcome)
    task = Task(plan_id="one", pdf="", root="", registers="", store="", out="memory://corpus")
    assert read_current(address, task) == outcome
    update_corpus(address, [outcome])
    assert (address.read("corpus.sqlite") or b"").startswith(b"SQLite format 3")


def test_columns_of_any_number_of_plans_have_room(tmp_path: Path) -> None:
    # SQLite takes 2,000 columns in a table; here, each plan has 25 that no other has.
    address = LocalFolder(tmp_path)
    outcomes = [
        published(tmp_path, f"plan-{n}", "text", tuple(f"own_{25 * n + k}" for k in range(25)))
        for n in range(100)
    ]
    update_corpus(address, outcomes)
    with sqlite3.connect(tmp_path / "corpus.sqlite") as corpus:
        assert corpus.execute("SELECT count(DISTINCT name) FROM further").fetchone() == (2500,)
        first = corpus.execute("SELECT * FROM further WHERE plan_id = 'plan-0' AND name = 'own_0'")
        assert first.fetchall() == [("plan-0", "matrix", "row-1", "own_0", "Budget (EUR)", "x")]


def test_a_plan_that_runs_again_replaces_what_is_there(tmp_path: Path) -> None:
    address = LocalFolder(tmp_path)
    others = [published(tmp_path, name, "Workshop on borders") for name in ("a", "c")]
    update_corpus(address, [*others, published(tmp_path, "b", "Workshop on ports", ("own",))])
    again = published(tmp_path, "b", "Seminar on airports").model_copy(update={"rows": 2})
    update_corpus(address, [again])
    with sqlite3.connect(tmp_path / "corpus.sqlite") as corpus:
        texts = corpus.execute("SELECT plan_id, text FROM activities ORDER BY plan_id").fetchall()
        assert [text for _, text in texts] == [
            "Workshop on borders", "Seminar on airports", "Workshop on borders",
        ]  # fmt: skip
        assert corpus.execute("SELECT count(*) FROM further").fetchone() == (0,)
        found = corpus.execute("SELECT plan_id FROM search WHERE search MATCH 'ports'").fetchall()
        assert found == []
        corpus.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    update_corpus(address, [PlanOutcome(plan_id="b", status="failed", message="gone")])
    with sqlite3.connect(tmp_path / "corpus.sqlite") as corpus:
        assert corpus.execute("SELECT count(*) FROM activities").fetchone() == (2,)
        assert corpus.execute("SELECT count(*) FROM search").fetchone() == (4,)
        assert corpus.execute("SELECT message FROM plans WHERE plan_id = 'b'").fetchone() == (
            "gone",
        )


def test_a_plan_is_in_the_database_as_a_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = LocalFolder(tmp_path)
    update_corpus(address, [published(tmp_path, "a", "Workshop on borders")])

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Corpus, "_index", killed)
    with pytest.raises(KeyboardInterrupt):
        update_corpus(address, [published(tmp_path, "a", "Seminar").model_copy(update={"rows": 5})])
    monkeypatch.undo()
    with sqlite3.connect(tmp_path / "corpus.sqlite") as corpus:
        assert corpus.execute("SELECT text FROM activities").fetchall() == [
            ("Workshop on borders",)
        ]
        assert corpus.execute("SELECT rows FROM plans").fetchall() == [(1,)]


def test_duckdb_and_polars_read_the_dataset_in_place(tmp_path: Path) -> None:
    address = LocalFolder(tmp_path)
    # Readers take a partition for a number or a date if it looks like one.
    for name, own in (("2019", ()), ("2019-01-01", ("budget",)), ("plan", ("note", "budget"))):
        published(tmp_path, name, "Workshop", own)
        tables = write_partitions(address, name, lambda file, n=name: address.read(f"{n}/{file}"))
        assert ("further" in tables) is bool(own)
    files = str(tmp_path / "dataset" / "matrix" / "*" / "*.parquet")
    rows = duckdb.sql(
        f"SELECT plan_id, row_id, position FROM read_parquet('{files}', hive_partitioning = true) "
        "ORDER BY plan_id"
    ).fetchall()
    assert rows == [("2019", "row-1", 1), ("2019-01-01", "row-1", 1), ("plan", "row-1", 1)]
    further = polars.scan_parquet(tmp_path / "dataset" / "further", hive_partitioning=True)
    found = further.select("plan_id", "name", "value").sort("plan_id", "name").collect().rows()
    assert found == [("2019-01-01", "budget", "x"), ("plan", "budget", "x"), ("plan", "note", "x")]


def test_partitions_that_a_plan_no_longer_has_are_removed(tmp_path: Path) -> None:
    address = LocalFolder(tmp_path)

    def read(file: str) -> bytes | None:
        return address.read(f"a/{file}")

    published(tmp_path, "a", "Workshop", ("budget",))
    before = write_partitions(address, "a", read)
    published(tmp_path, "a", "Workshop")
    after = write_partitions(address, "a", read, before)
    assert set(before) - set(after) == {"further"}
    assert not (tmp_path / partition("further", "a")).exists()


def test_the_catalogue_is_a_data_package_of_packages(tmp_path: Path) -> None:
    outcomes = [
        published(tmp_path, "a", "Workshop"),
        published(tmp_path, "b", "Séminaire").model_copy(
            update={"status": "doubtful", "confidence": 0.4}
        ),
        PlanOutcome(plan_id="c", status="failed", message="gone"),
    ]
    text = b"".join(package_catalogue(outcomes))
    assert list(frictionless.Package.metadata_validate(json.loads(text))) == []
    package = json.loads(text)
    paths = [resource["path"] for resource in package["resources"]]
    assert paths == ["corpus.sqlite", "batch.csv", "a/datapackage.json", "b/datapackage.json"]
    assert package["resources"][3]["planrows:confidence"] == 0.4
    assert json.loads(b"".join(package_catalogue([])))["resources"][0]["path"] == "corpus.sqlite"
    write_summaries(LocalFolder(tmp_path), outcomes)
    assert all((tmp_path / path).is_file() for path in paths[1:])


def test_the_page_shows_what_to_look_at_and_escapes_it() -> None:
    outcomes = [
        PlanOutcome(plan_id="sure", status="published", confidence=1.0, entry="index.html"),
        PlanOutcome(
            plan_id="weak", status="doubtful", confidence=0.4, message="<b>two</b> readers"
        ),
        PlanOutcome(plan_id="gone", status="failed", message="no memory", retry=True, seconds=4.2),
    ]
    found = corpus_page(outcomes)
    assert "&lt;b&gt;two&lt;/b&gt; readers" in found
    assert '<a href="sure/index.html">' in found
    assert "no memory (runs again in the next batch)" in found
    assert found.index("gone") < found.index("weak") < found.index("sure/index.html")
    assert "src=" not in found
    assert corpus_page([]).count("<p>None.</p>") == 4


def test_plans_of_one_state_come_in_the_order_of_their_confidence() -> None:
    """First those of which nothing is known, then the least certain ones."""
    sure = {"b-plan": 0.9, "e-plan": None, "a-plan": 0.9, "c-plan": 0.2, "d-plan": None}
    found = corpus_page(
        [
            PlanOutcome(plan_id=plan_id, status="doubtful", confidence=confidence)
            for plan_id, confidence in sure.items()
        ]
    )
    order = ["d-plan", "e-plan", "c-plan", "a-plan", "b-plan"]
    assert sorted(sure, key=found.index) == order


def test_the_table_of_plans_holds_states_and_confidence() -> None:
    outcome = PlanOutcome(plan_id="weak", status="doubtful", confidence=0.4, message="why")
    head, line = summary_csv([outcome]).splitlines()
    values = dict(zip(head.split(","), line.split(","), strict=True))
    assert (values["status"], values["confidence"], values["message"]) == ("doubtful", "0.4", "why")
    assert not {"key", "settings", "drafted"} & set(values)
