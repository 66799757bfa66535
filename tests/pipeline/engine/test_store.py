"""The store: equal work is done once, and a damaged object is found."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from pipeline.engine.progress import Progress
from pipeline.engine.runner import ExplainingRunner, Result, Runner, Stage, WouldRunError
from pipeline.engine.store import Store, canonical, canonical_model, write_atomically
from pipeline.errors import StoreError


class Number(BaseModel):
    number: int


NUMBER: Stage[Number] = Stage("number", f"{__name__}:Number", ("pipeline.engine.store",))


def runner(folder: Path, kind: type[Runner] = Runner, *, use_store: bool = True) -> Runner:
    return kind(Store(folder), Progress(quiet=True), "plan", use_store=use_store)


def run(made: Runner, number: int = 1, value: int = 7) -> Result[Number]:
    return made.run(
        NUMBER, lambda: Number(number=value), inputs={"file": "aa"}, settings={"number": number}
    )


def test_a_stage_runs_once(tmp_path: Path) -> None:
    first, second = runner(tmp_path), runner(tmp_path)
    assert run(first).sha == run(second, value=8).sha
    assert (first.ran, second.ran, second.kept) == (["number"], [], ["number"])


def test_a_result_of_an_earlier_run_is_loaded_when_it_is_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there" / "yet"
    run(runner(folder))
    assert run(runner(folder)).value == Number(number=7)
    kept = run(runner(folder))
    for path in (folder / "objects").glob("*/*"):
        path.unlink()
    with pytest.raises(StoreError, match="disappeared: run again"):
        _ = kept.value


def test_a_released_result_is_loaded_if_it_is_used_again(tmp_path: Path) -> None:
    made = run(runner(tmp_path, use_store=False))
    before = made.value
    made.release()
    assert made.value == before
    assert made.value is not before


def test_the_bytes_of_a_model_are_those_of_its_json() -> None:
    model = Number(number=7)
    assert canonical_model(model) == model.model_dump_json().encode() == b'{"number":7}'


def test_a_changed_setting_runs_it_again_and_is_named(tmp_path: Path) -> None:
    run(runner(tmp_path))
    with pytest.raises(WouldRunError, match="changed: setting number"):
        run(runner(tmp_path, ExplainingRunner), number=2)
    again = runner(tmp_path)
    run(again, number=2)
    assert again.ran == ["number"]


def test_the_same_result_has_the_same_hash_whatever_made_it(tmp_path: Path) -> None:
    assert run(runner(tmp_path), 1).sha == run(runner(tmp_path), 2).sha


def test_without_the_store_everything_runs(tmp_path: Path) -> None:
    run(runner(tmp_path))
    again = runner(tmp_path, use_store=False)
    assert run(again, value=8).value.number == 8
    assert again.ran == ["number"]


@pytest.mark.parametrize("damage", [b"", b'{"number":9}', b"\0\0"])
def test_a_damaged_object_is_found_and_made_anew(tmp_path: Path, damage: bytes) -> None:
    sha = run(runner(tmp_path)).sha
    path = tmp_path / "objects" / sha[:2] / sha
    path.write_bytes(damage)
    again = runner(tmp_path)
    assert run(again).sha == sha
    assert again.ran == ["number"]
    assert again.store.damaged == [sha]
    assert path.read_bytes() == b'{"number":7}'


@pytest.mark.parametrize("damage", [b"[1", b"[" * 200_000, b"\xff"])
def test_a_damaged_key_is_no_key(tmp_path: Path, damage: bytes) -> None:
    run(runner(tmp_path))
    for path in (tmp_path / "keys").iterdir():
        path.write_bytes(damage)
    again = runner(tmp_path)
    run(again)
    assert again.ran == ["number"]


def test_canonical_json_does_not_depend_on_order() -> None:
    assert (
        canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'.encode()
    )


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")
    with pytest.raises(TypeError):
        write_atomically(path, "no bytes")  # type: ignore[arg-type]  # that is what is tested
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_a_full_disk_names_the_file(tmp_path: Path) -> None:
    def filling() -> Iterator[bytes]:
        yield b"first"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left") as told:
        write_atomically(tmp_path / "file", filling())
    assert told.value.filename == str(tmp_path / "file")
    assert list(tmp_path.iterdir()) == []


def test_what_killed_writers_left_is_swept(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    sha = store.put(b"whole")
    parts = tmp_path / "store" / "parts"
    old, young = parts / ".part-old", parts / ".part-young"
    for part in (old, young):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    store.sweep()
    assert [path.name for path in parts.iterdir()] == [young.name]
    assert store.get(sha) == b"whole"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_its_user_can_open_the_store(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.remember("key", store.put(b"{}"))
    assert (tmp_path / "store").stat().st_mode & 0o077 == 0
    (tmp_path / "store" / "objects").chmod(0o755)
    store.sweep()
    assert [p.name for p in (tmp_path / "store").iterdir() if p.stat().st_mode & 0o077] == []


def test_a_key_holds_only_for_the_inputs_it_was_remembered_with(tmp_path: Path) -> None:
    store = Store(tmp_path)
    sha = store.put(b"{}")
    store.remember("key", sha, ["aa", "bb"])
    assert store.result_of("key", ["bb", "aa"]) == sha
    assert store.result_of("key", ["aa", "cc"]) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("mask", [0o022, 0o002, 0o077])
def test_a_file_has_the_permissions_that_the_user_asks_for(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_atomically(tmp_path / "out" / "a.txt", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "out" / "a.txt").stat().st_mode & 0o777 == 0o666 & ~mask
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.txt"]
