"""A folder that people use, too: planrows replaces what it wrote, and only that."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from pipeline.engine.owned_folder import INDEX, OwnedFolder
from pipeline.errors import UsageError


def write(folder: Path, command: str = "extract", **files: str) -> tuple[str, ...]:
    owned = OwnedFolder(folder, command)
    with owned.open():
        for name, text in files.items():
            owned.write(name, text.encode())
        return owned.finish()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {INDEX}


def test_what_is_not_written_again_is_removed(tmp_path: Path) -> None:
    write(tmp_path, a="1", b="2")
    (tmp_path / "mine").write_text("x")
    assert write(tmp_path, b="3") == ()
    assert names(tmp_path) == {"b", "mine"}
    assert (tmp_path / "b").read_text() == "3"


def test_each_command_owns_what_it_wrote(tmp_path: Path) -> None:
    write(tmp_path, "extract", a="1", b="2")
    write(tmp_path, "diff", c="3")
    assert names(tmp_path) == {"a", "b", "c"}
    write(tmp_path, "extract", a="4")
    assert names(tmp_path) == {"a", "c"}
    with pytest.raises(UsageError, match=r"c: `planrows diff` wrote this file; move it away"):
        write(tmp_path, "extract", c="5")
    assert (tmp_path / "c").read_text() == "3"
    # The same content under the same name belongs to both.
    write(tmp_path, "extract", c="3")
    write(tmp_path, "extract", a="6")
    assert names(tmp_path) == {"a", "c"}


@pytest.mark.parametrize("make", [
    lambda path: path.write_text("mine"),
    lambda path: path.mkdir(),
    lambda path: path.symlink_to("nowhere"),
])  # fmt: skip
def test_what_somebody_else_put_there_stops_the_run(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / "b")
    with pytest.raises(UsageError, match="b: planrows did not write this file; move it away"):
        write(tmp_path, a="1", b="2")
    assert names(tmp_path) == {"b"}


def test_a_changed_file_is_never_overwritten(tmp_path: Path) -> None:
    write(tmp_path, a="1", b="2")
    (tmp_path / "b").write_text("corrected")
    with pytest.raises(UsageError, match="b: was changed since planrows wrote it"):
        write(tmp_path, a="3", b="4")
    assert [(tmp_path / name).read_text() for name in "ab"] == ["1", "corrected"]
    assert write(tmp_path, a="3") == ("b",)
    assert (tmp_path / "b").read_text() == "corrected"


def test_a_killed_run_leaves_nothing_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, a="1", b="2")
    replace, count = Path.replace, 0

    def killed(path: Path, target: Path) -> Path:
        nonlocal count
        count += "part" in path.parent.name
        if count == 2:
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, a="3", c="4", b="5")
    monkeypatch.undo()
    write(tmp_path, a="6", b="7", c="8")
    assert names(tmp_path) == {"a", "b", "c"}
    assert (tmp_path / "b").read_text() == "7"


def test_an_index_leads_nowhere_else(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write(folder, a="1")
    (tmp_path / "secret").write_text("x")
    (folder / INDEX).write_text(json.dumps({"commands": {"extract": {"../secret": ["0"], "a": 5}}}))
    with pytest.raises(UsageError, match="planrows did not write"):
        write(folder, a="2")
    assert (tmp_path / "secret").read_text() == "x"


def test_a_new_folder_goes_with_a_run_that_fails(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="x"), OwnedFolder(tmp_path / "out", "diff").open():
        raise ValueError("x")
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match="cannot write here: Permission denied"):
        write(tmp_path / "out", a="1")


def test_a_folder_below_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="out: cannot write here: Not a directory; make room"):
        write(tmp_path / "file" / "out", a="1")
