"""Measure what a corpus itself costs, without the reading of plans.

``python -m tests.bench.many_plans --plans 1000`` puts one published plan into a corpus under many
names, as a batch does when plans end, and asks the database and the dataset some questions.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars

from pipeline.corpus.address import LocalFolder
from pipeline.corpus.database import open_corpus
from pipeline.corpus.dataset import write_partitions
from pipeline.corpus.model import PlanOutcome
from pipeline.corpus.summary import write_summaries

PLAN = Path(__file__).resolve().parents[2] / "outputs" / "asean-pcrve-2019-2025"


def timed(what: str, act: Callable[[], object]) -> float:
    """Run a step, and print its seconds of elapsed and CPU time."""
    elapsed, cpu = time.perf_counter(), time.process_time()
    result = act()
    elapsed, cpu = time.perf_counter() - elapsed, time.process_time() - cpu
    shown = result if isinstance(result, int | str) else ""
    print(f"| {what} | {elapsed:.2f} | {cpu:.2f} | {shown} |", flush=True)
    return elapsed


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=1000)
    number = parser.parse_args().plans
    tables = {path.name: path.read_bytes() for path in PLAN.glob("*.csv")}
    tables["datapackage.json"] = (PLAN / "datapackage.json").read_bytes()
    outcomes = [
        PlanOutcome(plan_id=f"plan-{n:06}", status="published", confidence=1.0, rows=115)
        for n in range(number)
    ]
    with tempfile.TemporaryDirectory() as folder:
        address = LocalFolder(Path(folder))
        print("| step | s | CPU s | result |\n|---|--:|--:|--:|")
        timed("database", lambda: _fill(address, outcomes, tables))
        timed("the same again: nothing to do", lambda: _fill(address, outcomes, tables))
        timed("dataset (in the workers)", lambda: _partitions(address, outcomes, tables))
        timed("table, page, catalogue", lambda: write_summaries(address, outcomes))
        ask(Path(folder))
        print(f"database: {(Path(folder) / 'corpus.sqlite').stat().st_size / 2**20:.0f} MiB")
        print(f"dataset: {size(Path(folder) / 'dataset') / 2**20:.0f} MiB")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def _fill(address: LocalFolder, outcomes: list[PlanOutcome], tables: dict[str, bytes]) -> int:
    with open_corpus(address) as corpus:
        left = [outcome for outcome in outcomes if not corpus.holds(outcome)]
        for outcome in left:
            corpus.put(outcome, tables.get)
    return len(left)


def _partitions(address: LocalFolder, outcomes: list[PlanOutcome], tables: dict[str, bytes]) -> int:
    return sum(len(write_partitions(address, o.plan_id, tables.get)) for o in outcomes)


def ask(folder: Path) -> None:
    """Ask the database and the dataset of a corpus some questions, and print the times."""
    files = f"{folder}/dataset/body_roles/*/*.parquet"
    question = (
        "SELECT body_id, count(*) AS n FROM {} WHERE role = 'lead' GROUP BY 1 ORDER BY 2 DESC"
    )
    with sqlite3.connect(folder / "corpus.sqlite") as database:
        leads_of = question.format("body_roles")
        timed("SQLite: leads by body", lambda: len(database.execute(leads_of).fetchall()))
        search = "SELECT count(*) FROM search WHERE search MATCH 'youth AND education'"
        timed("SQLite: full text", lambda: int(database.execute(search).fetchone()[0]))
    database.close()
    source = f"read_parquet('{files}', hive_partitioning = true)"
    timed("DuckDB: leads by body", lambda: len(duckdb.sql(question.format(source)).fetchall()))
    leads = polars.scan_parquet(files).filter(polars.col("role") == "lead")
    timed("polars: leads by body", lambda: leads.group_by("body_id").len().collect().height)


if __name__ == "__main__":
    main()
