"""Results that nobody needs go; what a publication rests on stays."""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.commands import store as commands
from pipeline.commands.store import RUNNING_SECONDS, Bounds, prune, published
from pipeline.engine.store import WRITING_SECONDS, Store, canonical_model
from pipeline.flow.publishing import Checksums
from pipeline.publish.core.model import FileSum, Manifest
from tests.pipeline.small_project import planrows

DAY = 24 * 3600
KIB = b"x" * 1024
OUTPUTS = Path(__file__).resolve().parents[3] / "outputs"


def remembered(store: Store, key: str, data: bytes, days: float, *inputs: str) -> str:
    """Keep a result that was used so many days ago."""
    sha = store.put(data)
    store.remember(key, sha, inputs)
    for path in (store.folder / "keys" / f"{key}.json", store._object(sha)):
        os.utime(path, (time.time() - days * DAY,) * 2)
    return sha


def keys(store: Store) -> list[str]:
    return [entry.key for entry in store.entries()]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def publish(outputs: Path, name: str) -> bytes:
    """Write a manifest, as of the default plan's publication but for one file's name."""
    (manifest,) = OUTPUTS.rglob("asean-pcrve-2019-2025/manifest.json")
    made = Manifest.model_validate_json(manifest.read_bytes())
    made = made.model_copy(update={"files": (FileSum(path=name, bytes=1, sha256="0" * 64),)})
    (outputs / name).mkdir(parents=True)
    (outputs / name / "manifest.json").write_text(made.model_dump_json(), encoding="utf-8")
    return canonical_model(Checksums.of(made))


def test_what_was_not_used_for_long_goes(store: Store, tmp_path: Path) -> None:
    old = remembered(store, "old", b"old", 100)
    young = remembered(store, "young", b"young", 10)
    pruned = prune(store, tmp_path, Bounds(days=90))
    assert (pruned.removed, pruned.removed_bytes) == (1, 3)
    assert len(list(store.entries())) == 1
    assert keys(store) == ["young"]
    assert store.get(old) is None
    assert store.get(young) == b"young"


NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("age", "days", "mebibytes", "stays"),
    [
        (90 * DAY, 90, None, True),
        (90 * DAY + 1, 90, None, False),
        # A run may need what was used within the hour, whatever the bounds.
        (RUNNING_SECONDS, 0, 0, True),
        (RUNNING_SECONDS + 1, 0, 0, False),
        (10 * DAY, 90, 1 / 1024, True),
        (10 * DAY, 90, 0.99 / 1024, False),
    ],
)
def test_what_is_at_a_bound_stays(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    age: float,
    days: float,
    mebibytes: float | None,
    stays: bool,
) -> None:
    monkeypatch.setattr(commands, "time", SimpleNamespace(time=lambda: NOW))
    sha = store.put(KIB)
    store.remember("key", sha, ())
    for path in (store.folder / "keys" / "key.json", store._object(sha)):
        os.utime(path, (NOW - age,) * 2)
    prune(store, tmp_path, Bounds(days, mebibytes))
    assert (keys(store) == ["key"]) is stays
    assert (store.get(sha) is not None) is stays


@pytest.mark.parametrize(("age", "stays"), [(WRITING_SECONDS, True), (WRITING_SECONDS + 1, False)])
def test_an_object_whose_key_is_not_written_yet_stays(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, age: float, stays: bool
) -> None:
    monkeypatch.setattr(commands, "time", SimpleNamespace(time=lambda: NOW))
    sha = store.put(KIB)
    os.utime(store._object(sha), (NOW - age,) * 2)
    pruned = prune(store, tmp_path, Bounds(days=90))
    assert (store.get(sha) is not None) is stays
    assert (pruned.removed, pruned.removed_bytes) == (0, 0 if stays else len(KIB))


def test_a_use_makes_a_result_young(store: Store, tmp_path: Path) -> None:
    sha = remembered(store, "old", b"old", 100)
    assert store.result_of("old") == sha
    assert prune(store, tmp_path, Bounds(days=90)).removed == 0


def test_beyond_a_size_the_oldest_go_first(store: Store, tmp_path: Path) -> None:
    for days in (1, 2, 3, 4):
        remembered(store, f"k{days}", KIB + str(days).encode(), days)
    prune(store, tmp_path, Bounds(days=90, mebibytes=2.5 / 1024))
    assert keys(store) == ["k1", "k2"]
    assert sum(store.size(entry.sha) for entry in store.entries()) == 2 * 1025


def test_what_is_in_use_stays_whatever_its_size(store: Store, tmp_path: Path) -> None:
    remembered(store, "now", KIB, 0)
    loose = store.put(b"an object whose key is not written yet")
    assert prune(store, tmp_path, Bounds(days=0, mebibytes=0)).removed == 0
    assert store.get(loose) is not None


def test_an_object_that_two_keys_name_stays_with_the_second(store: Store, tmp_path: Path) -> None:
    remembered(store, "young", b"same", 1)
    sha = remembered(store, "old", b"same", 100)
    assert prune(store, tmp_path, Bounds(days=90)).removed == 1
    assert store.result_of("young") == sha


def test_what_a_publication_rests_on_stays(store: Store, tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    checksums = publish(outputs, "a.csv")
    table = remembered(store, "table", b"table", 400, "sha of the pdf")
    links = remembered(store, "links", b"links", 400, table)
    files = remembered(store, "files", checksums, 400, links)
    check = remembered(store, "check", b"check", 400, links)
    remembered(store, "other", b"other", 400, table)
    assert published(outputs, list(store.entries())) == {table, links, files, check}
    prune(store, outputs, Bounds(days=0, mebibytes=0))
    assert sorted(keys(store)) == ["check", "files", "links", "table"]
    (outputs / "a.csv" / "manifest.json").write_text("{}", encoding="utf-8")
    prune(store, outputs, Bounds(days=90))
    assert keys(store) == []


def test_damaged_keys_are_no_results(store: Store, tmp_path: Path) -> None:
    remembered(store, "old", b"old", 100)
    (store.folder / "keys" / "bad.json").write_bytes(b"[1")
    assert prune(store, tmp_path, Bounds(days=90)).removed >= 1


def test_the_command_says_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "sources" / "registers").mkdir(parents=True)
    remembered(Store(tmp_path / ".planrows"), "old", b"old", 100)
    said = planrows(tmp_path, "store")
    assert said.returncode == 0, said.stderr
    assert "1 results, 0.0 MiB; publications in" in said.stdout
    done = planrows(tmp_path, "store", "--prune")
    assert done.stdout.startswith("1 results removed, 0.0 MiB\n")
    assert keys(Store(tmp_path / ".planrows")) == []
    assert planrows(tmp_path, "store", "--days", "-1").returncode == 2
