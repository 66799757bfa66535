"""What a user can cause is answered by one line that can be followed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from expectations.words import word_frequency
from pipeline.commands.diff import diff_command
from pipeline.config.config import load_plan
from pipeline.config.project import Project
from pipeline.errors import SettingsError, UsageError
from pipeline.publish.core.atomic_folder import locked
from pipeline.publish.core.errors import PublicationError
from pipeline.publish.stage import publish
from tests.pipeline.publish.editions import small_publication
from tests.pipeline.small_project import ROOT, make_project, planrows, small_pdf

CARD = '[source]\nid = "p"\ntitle = "t"\nlanguage = "{}"\n\n[expectations]\nlanguage = "{}"\n'


@pytest.mark.parametrize(
    ("card", "own", "line"),
    [("xx yy", "en", 4), ("english", "en", 4), ("", "en", 4), ("en", "English", 7)],
)
def test_a_language_that_is_none_is_refused_at_once(
    tmp_path: Path, card: str, own: str, line: int
) -> None:
    folder = make_project(tmp_path) / "sources" / "p"
    folder.mkdir()
    (folder / "plan.pdf").write_bytes(b"%PDF")
    (folder / "plan.toml").write_text(CARD.format(card, own), encoding="utf-8")
    with pytest.raises(SettingsError, match=rf"line {line}: .*like en"):
        load_plan(Project(tmp_path), "p")


def test_a_language_without_a_word_list_has_no_likely_words() -> None:
    assert word_frequency("dar", "mt") == 0.0


@pytest.mark.parametrize("command", [["run"], ["extract", "a.pdf"], ["diff", "a", "b"]])
def test_an_address_is_no_folder(tmp_path: Path, command: list[str]) -> None:
    done = planrows(make_project(tmp_path), *command, "--out", "foo://bucket/plan")
    assert done.returncode == 2
    assert "is an address; only `planrows batch` writes to addresses" in done.stderr
    assert not (tmp_path / "foo:").exists()


def test_an_address_of_an_unknown_kind_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    done = planrows(make_project(tmp_path), "batch", "a.pdf", "--out", "foo://bucket")
    assert done.returncode == 2
    assert done.stderr.startswith("planrows: foo://bucket: is not an address that fsspec can open")
    assert "unexpected" not in done.stderr


def test_output_that_takes_ascii_only_gets_what_it_can_take(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "explain", "lead-missing"],
        cwd=make_project(tmp_path),
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"\u201c" in done.stdout
    assert done.stdout.isascii()


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("areas.csv", "a,b\n1,2\n"),
        ("body_roles.csv", "\n\n"),
        ("issues.csv", '"unclosed\n'),
        ("cross_references.csv", "reference_id\nx,y,z\n"),
        ("matrix.csv", "\x00\x00"),
        ("body_roles.csv", "role_id," + "x" * 200_000 + "\n"),
    ],
)
def test_odd_tables_are_reported_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, text: str
) -> None:
    monkeypatch.setenv("PLANROWS_PROJECT", str(tmp_path))
    for name in ("old", "new"):
        publish(small_publication(), tmp_path / name)
    (tmp_path / "new" / table).write_text(text, encoding="utf-8")
    told = message_of(lambda: diff_command(str(tmp_path / "old"), str(tmp_path / "new"), None))
    assert "\n" not in told
    assert table in told or "as planrows publishes it" in told or not told


def message_of(act: Callable[[], object]) -> str:
    """The message of a refusal; an empty text if there is none."""
    try:
        act()
    except UsageError as error:
        return str(error)
    return ""


def test_a_comparison_does_not_overwrite_decisions(tmp_path: Path) -> None:
    for name in ("old", "new"):
        publish(small_publication(), tmp_path / name)
    out = tmp_path / "out"
    out.mkdir()
    (out / "decisions.csv").write_text("mine")
    with pytest.raises(UsageError, match=r"decisions\.csv: planrows did not write this file"):
        diff_command(str(tmp_path / "old"), str(tmp_path / "new"), out)
    assert (out / "decisions.csv").read_text() == "mine"


def test_a_mount_point_is_reported_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "is_mount", lambda path: path == tmp_path)
    with pytest.raises(PublicationError, match="is a mount point"), locked(tmp_path):
        pass


def test_an_encrypted_plan_is_added_with_its_password(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    small_pdf(tmp_path / "plain.pdf")
    with pikepdf.open(tmp_path / "plain.pdf") as document:
        document.save(tmp_path / "a.pdf", encryption=pikepdf.Encryption(user="word", owner="b"))
    (tmp_path / "word").write_text("word\n")
    refused = planrows(project, "add", "a.pdf", "--id", "one")
    assert refused.returncode == 2
    assert "name that with --password-file" in refused.stderr
    done = planrows(project, "add", "a.pdf", "--id", "one", "--password-file", "word")
    assert done.returncode == 0, done.stderr
    assert "planrows run one --password-file FILE" in done.stdout
