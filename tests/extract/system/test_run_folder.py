"""Each run has one temporary folder; those of runs that have ended are removed."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import filelock
import pytest

from extract.system import run_folder as run_folders
from extract.system.nameless import nameless_file, openable
from extract.system.run_folder import (
    CREATION_SECONDS,
    INHERITED,
    LOCK,
    PREFIX,
    remove_run_folder,
    run_folder,
    sweep,
)
from tests.pipeline.small_project import ROOT

HOLD = (
    "from extract.system.run_folder import use_run_folder; import tempfile; "
    "use_run_folder(); print(tempfile.mkdtemp(), flush=True); input()"
)


def held(base: Path) -> tuple[subprocess.Popen[str], Path]:
    """Start a process with a folder of its own; return it and a folder that it made inside."""
    environment = {k: v for k, v in os.environ.items() if "PLANROWS" not in k}
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD],
        cwd=ROOT,
        env={**environment, "TMPDIR": str(base)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_the_folder_is_private_and_goes_at_exit(tmp_path: Path) -> None:
    process, inside = held(tmp_path)
    (folder,) = tmp_path.iterdir()
    assert inside.parent == folder
    assert folder.stat().st_mode & 0o777 == 0o700
    process.communicate("\n", timeout=300)
    assert list(tmp_path.iterdir()) == []


def test_nothing_but_the_folder_is_ever_made_in_the_temporary_folder(tmp_path: Path) -> None:
    made = (
        "import os, sys; from pathlib import Path; from extract.system import run_folder\n"
        "def note(event, arguments):\n"
        "    if event in ('open', 'os.mkdir') and str(arguments[0]).startswith(sys.argv[1]):\n"
        "        print(Path(str(arguments[0])).relative_to(sys.argv[1]).parts[0])\n"
        "sys.addaudithook(note)\n"
        "run_folder.use_run_folder()\n"
    )
    environment = {k: v for k, v in os.environ.items() if "PLANROWS" not in k}
    said = subprocess.run(
        [sys.executable, "-c", made, str(tmp_path)],
        cwd=ROOT,
        env={**environment, "TMPDIR": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert said
    assert all(name.startswith(PREFIX) for name in said)


def test_that_of_a_living_run_stays_and_that_of_a_killed_one_goes(tmp_path: Path) -> None:
    living, inside = held(tmp_path)
    killed, _ = held(tmp_path)
    killed.kill()
    killed.communicate(timeout=300)
    assert len(list(tmp_path.iterdir())) == 2
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [inside.parent]
    living.kill()
    living.communicate(timeout=300)
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("removed", range(5))
def test_a_folder_whose_removal_was_killed_goes_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, removed: int
) -> None:
    folder = tmp_path / f"{PREFIX}abc"
    folder.mkdir()
    for name in ("a", "b", LOCK, "z"):
        (folder / name).write_text("x")
    (folder / "sub").mkdir()
    unlink, count = os.unlink, 0

    def killed(*args: Any, **options: Any) -> None:
        nonlocal count
        count += 1
        if count > removed:
            raise KeyboardInterrupt
        unlink(*args, **options)

    monkeypatch.setattr(os, "unlink", killed)
    with suppress(KeyboardInterrupt):
        sweep(tmp_path)
    monkeypatch.undo()
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_a_lock_goes_when_no_run_can_be_making_it(tmp_path: Path) -> None:
    folder = tmp_path / f"{PREFIX}abc"
    folder.mkdir()
    (folder / "late").write_text("x")
    sweep(tmp_path)
    assert folder.exists()
    past = time.time() - CREATION_SECONDS - 1
    os.utime(folder, (past, past))
    sweep(tmp_path)
    assert not folder.exists()


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    (tmp_path / "planrows-other").mkdir()
    (tmp_path / f"{PREFIX}file").write_text("a file", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / LOCK).touch()
    (elsewhere / "kept").touch()
    (tmp_path / f"{PREFIX}link").symlink_to(elsewhere)
    (tmp_path / f"{PREFIX}new").mkdir()  # a run is about to lock it
    before = sorted(tmp_path.rglob("*"))
    sweep(tmp_path)
    assert sorted(tmp_path.rglob("*")) == before
    ago = tmp_path.stat().st_mtime - 2 * CREATION_SECONDS
    os.utime(tmp_path / f"{PREFIX}new", (ago, ago))
    sweep(tmp_path)
    assert not (tmp_path / f"{PREFIX}new").exists()


def test_a_run_has_its_time_to_lock_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / f"{PREFIX}new"
    folder.mkdir()
    os.utime(folder, (1000.0, 1000.0))
    for later, stays in ((CREATION_SECONDS, True), (CREATION_SECONDS + 0.5, False)):
        monkeypatch.setattr(time, "time", lambda now=1000.0 + later: now)
        sweep(tmp_path)
        assert folder.exists() == stays


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="the system does not number its users")
def test_the_folder_of_another_user_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / f"{PREFIX}other"
    folder.mkdir()
    (folder / LOCK).touch()
    own = os.getuid()
    for user, stays in ((own + 1, True), (own, False)):
        monkeypatch.setattr(os, "getuid", lambda user=user: user)
        sweep(tmp_path)
        assert folder.exists() == stays


def test_the_lock_is_removed_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / f"{PREFIX}abc"
    for name in "abcdefgh":
        (folder / name).mkdir(parents=True)
        (folder / name / "file").touch()
    (folder / LOCK).touch()
    unlink, removed = os.unlink, list[str]()

    def noted(path: Any, **options: Any) -> None:
        removed.append(os.path.basename(path))  # noqa: PTH119 - as given
        unlink(path, **options)

    monkeypatch.setattr(os, "unlink", noted)
    sweep(tmp_path)
    assert removed == ["file"] * 8 + [LOCK]


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """As in a process that has no folder yet; its temporary folder is given."""
    monkeypatch.setattr(run_folders, "_locks", {})
    monkeypatch.setattr(tempfile, "tempdir", None)
    for name in (INHERITED, "TMPDIR", "TEMP", "TMP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEMP", str(tmp_path))
    yield tmp_path
    remove_run_folder()


def test_a_folder_is_made_where_one_may_write(fresh: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = fresh / "program"
    program.touch(mode=0o777)
    monkeypatch.setenv("TMPDIR", str(program))
    assert run_folder().parent == fresh


def test_a_file_system_without_locks_is_refused(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = Mock(side_effect=OSError(errno.ENOLCK, os.strerror(errno.ENOLCK)))
    monkeypatch.setattr(filelock, "lock_descriptor", refused)
    with pytest.raises(OSError, match=os.strerror(errno.ENOLCK)):
        run_folder()
    assert not [*fresh.iterdir()]


@pytest.mark.skipif(os.name != "posix", reason="the usual folders are those of Unix")
def test_the_usual_folder_is_found_without_writing_there(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEMP", str(fresh / "missing"))
    monkeypatch.delattr(tempfile, "gettempdir")
    assert run_folder().parent in (Path("/tmp"), Path("/var/tmp"))


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="no signals can wait")
def test_signals_wait_until_the_folder_is_removed(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, remove = run_folder(), shutil.rmtree
    waiting: list[set[int]] = []

    def noted(path: Path, **options: Any) -> None:
        waiting.append(set(signal.pthread_sigmask(signal.SIG_BLOCK, ())))
        remove(path, **options)

    monkeypatch.setattr(shutil, "rmtree", noted)
    remove_run_folder()
    assert folder not in fresh.iterdir()
    assert waiting
    assert all(signal.SIGTERM in one and signal.SIGINT in one for one in waiting)
    assert signal.SIGTERM not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_a_file_without_a_name_is_seen_by_other_processes_only_while_it_is_held() -> None:
    with nameless_file() as path:
        path.write_bytes(b"secret")
        read = [sys.executable, "-c", f"print(open({str(path)!r}, 'rb').read())"]
        assert subprocess.check_output(read, text=True) == "b'secret'\n"
        opened = openable(path)
        assert not isinstance(opened, Path)
        with opened:
            assert opened.read() == b"secret"
    assert not path.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows open files by path")
def test_on_linux_the_file_has_no_name() -> None:
    with nameless_file() as path:
        assert path.stat().st_nlink == 0


FORK = (
    "import os; from extract.system.run_folder import run_folder; folder = run_folder(); "
    "child = os.fork(); "
    "child and os.waitpid(child, 0); "
    "print('parent' if child else 'child', folder.is_dir(), flush=True)"
)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system does not fork processes")
def test_a_forked_process_does_not_remove_the_folder(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if "PLANROWS" not in k}
    told = subprocess.check_output(
        [sys.executable, "-c", FORK],
        cwd=ROOT,
        env={**environment, "TMPDIR": str(tmp_path)},
        text=True,
    )
    assert told.split() == ["child", "True", "parent", "True"]
    assert list(tmp_path.iterdir()) == []
