"""A corpus in an object store: an S3 server on this machine."""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import s3fs

from pipeline.batch.records import split_done
from pipeline.config.project import Project
from pipeline.corpus import lease
from pipeline.corpus.address import open_address
from pipeline.corpus.database import update_corpus
from pipeline.corpus.model import Task
from pipeline.corpus.tables import CORPUS_TABLES
from pipeline.corpus.thresholds import CorpusLimits
from pipeline.errors import UsageError
from tests.pipeline.batch.in_threads import outcomes_of, tasks_in
from tests.pipeline.batch.s3_server import BUCKET, s3_server
from tests.pipeline.batch.test_batch import verdict
from tests.pipeline.corpus.in_memory import InMemory
from tests.pipeline.corpus.some_plans import published
from tests.pipeline.small_project import make_project, planrows, small_pdf

OUT = f"s3://{BUCKET}/corpus"


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    with s3_server(monkeypatch) as client:
        yield client


def keys(client: Any) -> set[str]:
    found = client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
    return {item["Key"].removeprefix("corpus/") for item in found}


def test_files_are_read_and_written(store: Any) -> None:
    address = open_address(OUT)
    assert address.read("a/b") is None
    address.write("a/b", b"1")
    address.write("a/b", b"2")
    assert address.read("a/b") == b"2"
    assert list(address.names("a")) == ["b"]
    store.put_object(Bucket=BUCKET, Key="corpus/a/c", Body=b"3")
    assert list(address.names("a")) == ["b", "c"]
    address.remove("a/b")
    address.remove("a/b")
    assert keys(store) == {"a/c"}


def test_of_two_writers_of_a_new_file_one_succeeds(store: Any) -> None:
    addresses = [open_address(OUT) for _ in range(8)]
    with ThreadPoolExecutor(8) as threads:
        won = list(threads.map(lambda n: addresses[n].create("new", str(n).encode()), range(8)))
    assert sum(won) == 1
    assert (
        store.get_object(Bucket=BUCKET, Key="corpus/new")["Body"].read()
        == str(won.index(True)).encode()
    )


def test_a_claim_is_held_by_one_and_runs_out(store: Any) -> None:
    address = open_address(OUT)
    with address.claim("a") as first, address.claim("a") as second:
        assert (first, second) == (True, False)
    assert keys(store) == set()
    # Somebody was killed a while ago, and left a claim.
    address.write("a.0", b'{"owner": "x", "until": 1.0}')
    with address.claim("a") as is_ours, address.claim("a") as other:
        assert (is_ours, other) == (True, False)
    assert keys(store) == set()


def test_a_claim_is_renewed_as_long_as_it_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]  # the clock stands still but for the test
    monkeypatch.setattr(lease, "CORPUS", CorpusLimits(lease_seconds=0.04))
    monkeypatch.setattr(lease, "time", SimpleNamespace(time=lambda: now[0]))
    files = InMemory()
    with lease.held(files, "a") as is_ours:
        assert is_ours
        now[0] = 100.0
        while json.loads(files.files["a.0"])["until"] < now[0]:
            time.sleep(0.01)
        with lease.held(files, "a") as other:
            assert not other
    assert files.files == {}


def test_a_bucket_that_is_missing_is_reported_and_not_made(store: Any) -> None:
    told = (
        r"cannot be written to \(there is no such bucket\); check the address and your credentials"
    )
    with pytest.raises(UsageError, match=told):
        open_address("s3://nowhere/corpus").write("a", b"1")
    assert [bucket["Name"] for bucket in store.list_buckets()["Buckets"]] == [BUCKET]


def test_a_missing_library_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    registry = sys.modules["fsspec.registry"]
    for name in ("registry", "_registry"):  # of classes that are loaded already
        monkeypatch.setattr(registry, name, {})
    with pytest.raises(UsageError, match=r"pip install 'planrows\[remote\]'"):
        open_address(OUT)
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(UsageError, match=r"pip install 'planrows\[remote\]'"):
        open_address(OUT)


def test_a_batch_lists_no_large_folder_and_goes_on(
    store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(make_project(tmp_path))
    for name in ("a", "b"):
        (tmp_path / "plans").mkdir(exist_ok=True)
        (tmp_path / "plans" / f"{name}.pdf").write_bytes(name.encode())
    calls: list[tuple[str, str]] = []
    call = s3fs.S3FileSystem._call_s3

    async def counted(self: Any, method: str, *args: Any, **kwargs: Any) -> Any:
        calls.append((method, str(kwargs.get("Prefix", kwargs.get("Key", "")))))
        return await call(self, method, *args, **kwargs)

    monkeypatch.setattr(s3fs.S3FileSystem, "_call_s3", counted)

    def publish(task: Task, address: Any, drafted: object) -> object:
        published(tmp_path / "local", task.plan_id, "Workshop on ports")
        address.take(tmp_path / "local" / task.plan_id, task.plan_id)
        return verdict(), drafted

    monkeypatch.setattr("pipeline.batch.run_one._run", publish)
    tasks = tasks_in(tmp_path / "plans", project, OUT)
    outcomes = outcomes_of(tasks, room=2)
    update_corpus(open_address(OUT), outcomes)
    assert {outcome.status for outcome in outcomes} == {"published"}
    done, left = split_done(OUT, tasks)
    assert (len(done), left) == (2, [])
    # A file that is missing is looked for as a folder of the same name; nothing else is listed.
    listed = {prefix for method, prefix in calls if method.startswith("list")}
    assert all(Path(prefix).suffix for prefix in listed), listed
    # A plan takes some five requests for each table of the dataset.
    assert len(calls) < 2 * (5 * len(CORPUS_TABLES) + 30)
    assert {"dataset/matrix/plan=a/part.parquet", "a/manifest.json", ".batch/a.json"} <= keys(store)
    assert not any("claims" in key for key in keys(store))
    path = tmp_path / "corpus.sqlite"
    store.download_file(BUCKET, "corpus/corpus.sqlite", str(path))
    with sqlite3.connect(path) as corpus:
        assert corpus.execute("SELECT count(*) FROM activities").fetchone() == (2,)


def test_two_batches_lose_nothing_of_the_database(store: Any, tmp_path: Path) -> None:
    del store
    for n in range(6):
        outcome = published(tmp_path, f"plan-{n}", "Workshop")
        open_address(OUT).take(tmp_path / outcome.plan_id, outcome.plan_id)

    def put(n: int) -> None:
        outcome = published(tmp_path, f"plan-{n}", "Workshop")
        update_corpus(open_address(OUT), [outcome])

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(put, range(6)))
    path = tmp_path / "corpus.sqlite"
    path.write_bytes(open_address(OUT).read("corpus.sqlite") or b"")
    with sqlite3.connect(path) as corpus:
        assert corpus.execute("SELECT count(*) FROM plans").fetchone() == (6,)


@pytest.mark.slow
def test_plans_are_published_to_an_object_store_and_their_settings_edited(
    store: Any, tmp_path: Path
) -> None:
    project = make_project(tmp_path)
    small_pdf(tmp_path / "plans" / "one.pdf")
    (tmp_path / "plans" / "bad.pdf").write_bytes(b"no PDF")
    command = ("batch", "plans", "--out", OUT, "--jobs", "1", "--formats", "parquet")
    done = planrows(project, *command)
    assert done.returncode == 1, done.stderr
    assert "sources/one/plan.toml" in keys(store)
    assert not any(key.endswith(("plan.pdf", "index.html")) for key in keys(store))
    again = planrows(project, *command)
    assert "2 of 2 plans are done already" in again.stdout
    toml = store.get_object(Bucket=BUCKET, Key="corpus/sources/one/plan.toml")["Body"].read()
    edited = toml + b"\n# looked at\n"
    store.put_object(Bucket=BUCKET, Key="corpus/sources/one/plan.toml", Body=edited)
    after = planrows(project, *command)
    assert "1 of 2 plans are done already" in after.stdout
    assert "settings are guessed" not in after.stdout
    kept = store.get_object(Bucket=BUCKET, Key="corpus/sources/one/plan.toml")["Body"].read()
    assert kept == edited
