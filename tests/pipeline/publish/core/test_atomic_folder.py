"""Killed, out of room, or two at once: the last publication stands, and nothing else stays."""

from __future__ import annotations

import dataclasses
import multiprocessing
import os
import random
import resource
import shutil
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.publish.check import check_folder
from pipeline.publish.core import atomic_folder as swapping
from pipeline.publish.core.atomic_folder import locked, recover, staged, swap, tidy
from pipeline.publish.core.errors import BusyFolderError, PublicationError
from pipeline.publish.core.model import Publication
from pipeline.publish.describe.manifest import file_sums
from pipeline.publish.stage import publish
from tests.pipeline.publish.editions import CARD, small_publication

FORK = multiprocessing.get_context("fork")


@pytest.fixture(autouse=True)
def _quickly(request: pytest.FixtureRequest) -> None:
    """Publish the texts only: what is tested here is how files come into place."""
    if "slow" not in request.keywords:
        request.getfixturevalue("few_files")


def other_publication() -> Publication:
    card = CARD.model_copy(update={"title": "Another title"})
    return dataclasses.replace(small_publication(), card=card)


def in_child(work: Callable[[], object]) -> multiprocessing.process.BaseProcess:
    child = FORK.Process(target=work)
    child.start()
    return child


def kill_at_random(out: Path, kills: int, seed: int) -> int:
    """Kill a publishing process again and again; return how often a new one was in place."""
    chance = random.Random(seed)
    publish(small_publication(), out)
    states = [file_sums(out)]
    publish(other_publication(), out)
    states.append(file_sums(out))
    started = time.perf_counter()
    publish(small_publication(), out)
    reach = 1.2 * (time.perf_counter() - started)
    changes = 0
    for turn in range(kills):
        before = file_sums(out)
        edition = other_publication() if turn % 2 else small_publication()
        child = in_child(lambda edition=edition: publish(edition, out))  # type: ignore[misc]  # bound now
        time.sleep(chance.uniform(0, reach))
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        assert file_sums(out) in states
        assert check_folder(out) == []
        changed = file_sums(out) != before
        changes += changed
        # A busy machine publishes slower than the one run timed above: the kills follow it.
        reach *= 0.9 if changed else 1.1
    publish(small_publication(), out)
    publish(other_publication(), out)
    assert sorted(path.name for path in out.parent.iterdir()) == [out.name]
    return changes


def test_a_kill_leaves_the_old_or_the_new_whole(tmp_path: Path) -> None:
    kill_at_random(tmp_path / "plan", kills=6, seed=1)


@pytest.mark.slow
def test_two_hundred_kills(tmp_path: Path) -> None:
    assert kill_at_random(tmp_path / "plan", kills=200, seed=2) > 0


def test_a_full_disk_leaves_the_last_publication(tmp_path: Path) -> None:
    out = tmp_path / "plan"
    publish(small_publication(), out)
    before = file_sums(out)

    def without_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
        try:
            publish(other_publication(), out)
        except PublicationError as error:
            os._exit(7 if "cannot publish here" in str(error) else 8)

    child = in_child(without_room)
    child.join()
    assert child.exitcode == 7
    assert file_sums(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_a_second_run_refuses_while_the_first_is_at_it(tmp_path: Path) -> None:
    out = tmp_path / "plan"
    with locked(out), pytest.raises(BusyFolderError, match="another run"), locked(out, wait=0.1):
        pytest.fail("two runs in one folder")
    with locked(out, wait=0.1):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_second_run_waits_for_the_first(tmp_path: Path) -> None:
    out = tmp_path / "plan"
    child = in_child(lambda: publish(other_publication(), out))
    publish(small_publication(), out)
    child.join()
    assert child.exitcode == 0
    assert check_folder(out) == []


def test_what_a_killed_run_left_is_cleaned_up(tmp_path: Path) -> None:
    out = tmp_path / "plan"
    publish(small_publication(), out)
    (tmp_path / ".plan.new-killed").mkdir()
    (tmp_path / ".plan.new-killed" / "half.csv").write_text("x")
    (tmp_path / ".plan.lock").touch()
    publish(small_publication(), out)
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_a_folder_set_aside_is_put_back(tmp_path: Path) -> None:
    out = tmp_path / "plan"
    publish(small_publication(), out)
    out.rename(tmp_path / ".plan.old")
    with locked(out):
        assert check_folder(out) == []


def test_it_works_where_names_cannot_be_exchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swapping, "_exchange", lambda *_: False)
    out = tmp_path / "plan"
    publish(small_publication(), out)
    publish(other_publication(), out)
    assert "Another title" in (out / "plan.json").read_text()
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_the_two_folders_change_places(tmp_path: Path) -> None:
    out = tmp_path / "plan"
    out.mkdir()
    (out / "old").touch()
    with staged(out) as new:
        (new / "new").touch()
        swap(new, out)
        assert [path.name for path in new.iterdir()] == ["old"]
    assert [path.name for path in out.iterdir()] == ["new"]


def test_a_read_only_place_is_refused() -> None:
    place = Path(tempfile.mkdtemp())  # not under tmp_path, which only its owner may enter
    publish(small_publication(), place / "plan")
    before = file_sums(place / "plan")
    place.chmod(0o555)

    def as_nobody() -> None:
        if os.geteuid() == 0:
            os.setuid(65534)
        try:
            publish(other_publication(), place / "plan")
        except PublicationError as error:
            os._exit(7 if "cannot publish here" in str(error) else 8)

    child = in_child(as_nobody)
    child.join()
    assert child.exitcode == 7
    assert file_sums(place / "plan") == before
    assert [path.name for path in place.iterdir()] == ["plan"]
    place.chmod(0o755)
    shutil.rmtree(place)


def test_why_nothing_can_be_published_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PublicationError) as told, locked(tmp_path / "file" / "plan"):
        pytest.fail("a folder inside a file")
    place = tmp_path / "file" / "plan"
    assert str(told.value).startswith(f"{place}: cannot publish here: ")
    assert "[Errno" not in str(told.value)
    odd = pytest.raises(PublicationError, match="cannot publish here: odd; the last")
    with odd, locked(tmp_path / "plan"):
        raise OSError("odd")


@pytest.mark.parametrize("error", [KeyError("x"), ValueError("x"), sqlite3.OperationalError("x")])
def test_an_error_that_is_not_the_file_system_s_stays_itself(
    tmp_path: Path, error: Exception
) -> None:
    if isinstance(error, sqlite3.OperationalError):
        error.sqlite_errorcode = sqlite3.SQLITE_ERROR
    with pytest.raises(type(error)), locked(tmp_path / "plan"):
        raise error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("codes", "is_file_system"),
    [(sqlite3.SQLITE_FULL, True), (sqlite3.SQLITE_IOERR_WRITE, True), (sqlite3.SQLITE_BUSY, False)],
)
def test_a_database_that_cannot_be_written_is_told_as_a_file_is(
    tmp_path: Path, codes: int, is_file_system: bool
) -> None:
    error = sqlite3.OperationalError("disk full")
    error.sqlite_errorcode = codes
    expected = PublicationError if is_file_system else sqlite3.OperationalError
    with pytest.raises(expected, match="disk full"), locked(tmp_path / "plan"):
        raise error


def test_a_wrapped_error_of_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PublicationError, match="No space left"), locked(tmp_path / "plan"):
        raise RuntimeError(OSError(28, "No space left on device"))


@pytest.mark.parametrize("left", [".plan.lock", ".plan.old/", ".plan.new-1/"])
def test_a_run_that_publishes_nothing_tidies_up(tmp_path: Path, left: str) -> None:
    (tmp_path / "plan").mkdir()
    if left.endswith("/"):
        (tmp_path / left).mkdir()
        (tmp_path / left / "half.csv").touch()
    else:
        (tmp_path / left).touch()
    tidy(tmp_path / "plan")
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_only_folders_that_a_run_made_are_removed(tmp_path: Path) -> None:
    out = tmp_path / "plan"
    (tmp_path / "mine").mkdir()
    (tmp_path / ".plan.new-link").symlink_to(tmp_path / "mine")
    (tmp_path / ".plan.new-file").touch()
    (tmp_path / ".plans.new-1").mkdir()
    before = sorted(path.name for path in tmp_path.iterdir())
    recover(out)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    # A folder set aside stays aside only while it is not needed.
    (tmp_path / ".plan.old").mkdir()
    (tmp_path / ".plan.old" / "a").touch()
    recover(out)
    assert [path.name for path in out.iterdir()] == ["a"]
    (tmp_path / ".plan.old").mkdir()
    recover(out)
    assert [path.name for path in out.iterdir()] == ["a"]
    assert not (tmp_path / ".plan.old").exists()


def test_nothing_is_put_back_where_nothing_was_set_aside(tmp_path: Path) -> None:
    recover(tmp_path / "plan")
    recover(tmp_path / "no folder" / "plan")
    assert list(tmp_path.iterdir()) == []


class MacOs:
    """The C library of a system that exchanges names as macOS does."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.asked: list[tuple[bytes, bytes, int]] = []

    def renamex_np(self, first: bytes, second: bytes, flags: int) -> int:
        self.asked.append((first, second, flags))
        return self.status


@pytest.mark.parametrize("status", [0, -1])
def test_names_are_exchanged_as_the_system_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    import ctypes

    library = MacOs(status)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: library)
    assert swapping._exchange(tmp_path / "a", tmp_path / "b") is (status == 0)
    assert [call[2] for call in library.asked] == [2]
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    assert not swapping._exchange(tmp_path / "a", tmp_path / "b")


def test_all_files_are_on_the_disk_before_they_are_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "plan"
    synced: list[int] = []
    with staged(out) as new:
        (new / "parquet").mkdir()
        (new / "parquet" / "a").touch()
        (new / "b").touch()
        (new / "link").symlink_to("nowhere")
        inodes = {path.stat().st_ino for path in (new / "parquet" / "a", new / "b", new)}
        monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino))
        swap(new, out)
    assert set(synced[:-1]) == inodes
    assert synced[-1] == tmp_path.stat().st_ino
