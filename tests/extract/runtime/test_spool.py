"""Bytes put aside come back the same, from memory and from an unnamed file."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from extract.runtime.spool import Spool

KILLED = """
import os, signal
from extract.runtime.spool import Spool
spool = Spool(buffer_size=10)
print(spool.put(b"more than ten bytes"), spool.get(0) == b"more than ten bytes", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
no_names = pytest.mark.skipif(sys.platform == "win32", reason="files have names there")


@given(st.lists(st.binary(max_size=40)), st.integers(0, 100))
def test_what_is_put_aside_comes_back(parts: list[bytes], buffer_size: int) -> None:
    spool = Spool(buffer_size)
    numbers = []
    for part in parts:
        numbers.append(spool.put(part))
        assert spool.get(numbers[-1]) == part
        assert spool.get(numbers[0]) == parts[0]
    assert [spool.get(number) for number in numbers] == parts


def test_little_is_written_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", None)
    spool = Spool(buffer_size=10)
    assert spool.get(spool.put(b"ten bytes.")) == b"ten bytes."


def test_much_takes_no_memory() -> None:
    part = bytes(50_000)
    spool = Spool(buffer_size=500_000)
    tracemalloc.start()
    try:
        for _ in range(400):
            spool.put(part)
        assert spool.get(7) == part
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


@no_names
def test_a_killed_run_leaves_no_file(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED],
        env={"TMPDIR": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (-9, "0 True\n", "")
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_closed_with_the_spool() -> None:
    spool = Spool(buffer_size=1)
    spool.put(b"abc")
    file = spool._file
    assert file is not None
    assert not file.closed
    del spool
    assert file.closed


class _Full:
    """A file on a disk that has room for some bytes only."""

    def __init__(self, room: int) -> None:
        self.held = io.BytesIO()
        self.room = room

    def write(self, data: Any) -> int:
        if not self.room:
            raise OSError("no space left on device")
        count = self.held.write(data[: self.room])
        self.room -= count
        return count

    def __getattr__(self, name: str) -> Any:
        return getattr(self.held, name)


@pytest.mark.parametrize("room", [0, 5, 13, 40])
def test_where_there_is_no_room_all_stays_in_memory(
    room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: _Full(room))
    spool = Spool(buffer_size=10)
    parts = [bytes([number]) * 7 for number in range(30)]
    assert list(map(spool.put, parts)) == list(range(30))
    assert [spool.get(number) for number in range(30)] == parts


def test_where_no_file_can_be_made_all_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise FileNotFoundError("no usable temporary directory found")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    spool = Spool(buffer_size=1)
    numbers = [spool.put(bytes([number]) * 5) for number in range(9)]
    assert [spool.get(number) for number in numbers] == [bytes([n]) * 5 for n in range(9)]
