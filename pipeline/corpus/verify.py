"""Compare what a batch left in its folder with what follows from the publications in it."""

from __future__ import annotations

import contextlib
import io
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.corpus.address import LocalFolder
from pipeline.corpus.database import NAME, Corpus
from pipeline.corpus.dataset import FOLDER, write_partitions
from pipeline.corpus.model import PlanOutcome
from pipeline.corpus.summary import write_summaries
from pipeline.corpus.tables import Read
from pipeline.publish.describe.manifest import read_manifest


def verify_corpus(folder: Path, check: Callable[[Path], Iterable[str]]) -> Iterator[str]:
    """Yield what is wrong in the folder of a batch, a line each.

    Each publication is checked; the database, the dataset, the table, the page and the catalogue
    are made anew from them and from the outcomes in the database.

    Args:
        folder: what ``planrows batch`` wrote to.
        check: returns the problems of a publication.
    """
    try:
        with contextlib.closing(_opened(folder / NAME)) as database:
            rows = database.execute("SELECT outcome FROM plans ORDER BY plan_id").fetchall()
            outcomes = [PlanOutcome.model_validate_json(text) for (text,) in rows]
            yield from _publications(folder, outcomes, check)
            with tempfile.TemporaryDirectory() as made:
                _make(folder, outcomes, LocalFolder(Path(made)))
                yield from _database(database, Path(made) / NAME)
                yield from _files(folder, Path(made))
    except (sqlite3.Error, ValueError, OSError) as error:
        yield f"{NAME}: cannot be read: {' '.join(str(error).split())}"


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    database.execute("PRAGMA trusted_schema = OFF")
    return database


def _publications(
    folder: Path, outcomes: Sequence[PlanOutcome], check: Callable[[Path], Iterable[str]]
) -> Iterator[str]:
    for outcome in outcomes:
        if not outcome.is_in_corpus:
            continue
        published = folder / outcome.plan_id
        yield from (f"{outcome.plan_id}/{problem}" for problem in check(published))
        manifest = read_manifest(published)
        counted = {table.table: table.rows for table in manifest.tables} if manifest else {}
        if (outcome.rows, outcome.bodies) != (counted.get("matrix", 0), counted.get("bodies", 0)):
            yield f"{NAME}: its counts for {outcome.plan_id} are not those of the publication"


def _make(folder: Path, outcomes: Sequence[PlanOutcome], made: LocalFolder) -> None:
    """Make all files of a corpus anew."""
    with contextlib.closing(Corpus(made.root / NAME)) as corpus:
        for outcome in outcomes:
            read: Read = LocalFolder(folder / outcome.plan_id).read
            corpus.put(outcome, read)
            if outcome.is_in_corpus:
                write_partitions(made, outcome.plan_id, read)
    write_summaries(made, outcomes)


def _database(database: sqlite3.Connection, made: Path) -> Iterator[str]:
    """Compare the tables of the database with those made anew, in any order of rows."""
    objects = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
    with contextlib.closing(sqlite3.connect(made)) as wanted:
        if database.execute(objects).fetchall() != wanted.execute(objects).fetchall():
            yield f"{NAME}: its tables, indexes or views are not those that planrows makes"
            return
        tables = wanted.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
        ).fetchall()
        queries = [(name, f'SELECT * FROM "{name}"') for (name,) in tables]
        queries.append(("search", "SELECT plan_id, record_table, record_id, text FROM search"))
        for name, query in queries:
            found, others = (sorted(map(repr, each.execute(query))) for each in (database, wanted))
            if found != others:
                yield f"{NAME}, {name}: differs from the publications"


def _files(folder: Path, made: Path) -> Iterator[str]:
    """Compare the dataset by content, and the files over all plans as they are."""
    import pyarrow
    import pyarrow.parquet

    for path in sorted(each for each in made.iterdir() if each.is_file() and each.name != NAME):
        if LocalFolder(folder).read(path.name) != path.read_bytes():
            yield f"{path.name}: differs from what planrows makes of the outcomes in {NAME}"
    wanted = {p.relative_to(made).as_posix() for p in (made / FOLDER).rglob("*.parquet")}
    there = {p.relative_to(folder).as_posix() for p in (folder / FOLDER).rglob("*") if p.is_file()}
    for name in sorted(there - wanted):
        yield f"{name}: belongs to no plan in {NAME}"
    for name in sorted(wanted):
        data = LocalFolder(folder).read(name)
        try:
            own = pyarrow.parquet.read_table(io.BytesIO(data)) if data else None
        except pyarrow.ArrowException:
            own = None
        if own is None or not own.equals(
            pyarrow.parquet.read_table(made / name, partitioning=None)
        ):
            yield f"{name}: differs from the publications"
