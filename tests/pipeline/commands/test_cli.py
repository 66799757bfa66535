"""The command line: one clear line for whatever is wrong, and help for every command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pipeline.small_project import make_project, planrows

COMMANDS = ["run", "extract", "add", "diff", "adopt", "batch", "show", "check", "explain",
            "monitor", "store", "reconcile", "site", "release"]  # fmt: skip
SOURCE = '[source]\nid = "p"\ntitle = "A plan"\n'


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_project(tmp_path_factory.mktemp("project"))
    for name, text in {
        "p": SOURCE,
        "broken": "[source\n",
        "unknown-table": SOURCE.replace('"p"', '"unknown-table"') + "[extra]\n",
        "unknown-key": SOURCE.replace('"p"', '"unknown-key"') + '\ncolour = "red"\n',
        "wrong-type": SOURCE.replace('"p"', '"wrong-type"') + "[extract]\ncolumns = 3\n",
        "wrong-id": SOURCE,
        "wrong-sha": SOURCE.replace('"p"', '"wrong-sha"') + 'sha256 = "00"\n',
        "wrong-pdf": SOURCE.replace('"p"', '"wrong-pdf"') + 'pdf = "../p/plan.pdf"\n',
    }.items():
        place = folder / "sources" / name
        place.mkdir()
        (place / "plan.toml").write_text(text, encoding="utf-8")
        (place / "plan.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / "empty.pdf").write_bytes(b"")
    return folder


def test_help_names_every_command(project: Path) -> None:
    shown = planrows(project, "--help")
    assert shown.returncode == 0
    assert set(COMMANDS) == set(re.findall(r"^  ([a-z]+)  +\S", shown.stdout, re.M))
    for command in COMMANDS:
        assert planrows(project, command, "--help").returncode == 0


def test_help_imports_nothing_heavy(project: Path) -> None:
    shown = planrows(project, "--help", python=("-X", "importtime"))
    imported = {line.rpartition("|")[2].strip() for line in shown.stderr.splitlines()}
    assert "typer" in imported
    assert not imported & {"pydantic", "rich", "spacy", "pandas", "great_expectations", "camelot"}


def files_of(project: Path) -> list[Path]:
    """Return all that stands in a project, the store apart: it holds what can be made anew."""
    return [path for path in sorted(project.rglob("*")) if ".planrows" not in str(path)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run"], "no plan given, and .*default.toml does not exist: name one of broken"),
        (["run", "nothing"], "no plan 'nothing' in .*sources: name one of broken"),
        (["run", "../p"], "no plan '../p'"),
        (["run", "broken"], r"broken/plan.toml: .*line 1.*; expected TOML"),
        (["run", "unknown-table"], r"plan.toml, line 4: \[extra\]; expected one of the tables"),
        (["run", "unknown-key"], "plan.toml, line 5: colour = 'red'; expected one of the keys id"),
        (["run", "wrong-type"], "plan.toml, line 5: columns = 3; expected a list in brackets"),
        (["run", "wrong-id"], "plan.toml, line 2: source.id = 'p'; expected 'wrong-id'"),
        (["run", "wrong-sha"], "sha256 is [0-9a-f]{64}, the source card says 00"),
        (["run", "wrong-pdf"], "pdf = '../p/plan.pdf'; expected the name of a file beside"),
        (["run", "p", "--edition", "2030"], "plan p has no edition '2030'"),
        (["run", "p", "--pdf", "none.pdf"], "none.pdf: No such file"),
        (["run", "p", "--pdf", "empty.pdf"], "empty.pdf"),
        (["run", "p"], "plan.pdf"),
        (["run", "p", "--password-file", "none"], "none: cannot be read as a password file"),
        (["extract", "none.pdf"], "none.pdf: no such file"),
        (["extract", "empty.pdf"], "empty.pdf"),
        (
            ["extract", "empty.pdf", "--pages", "3-1"],
            "--pages '3-1': give page numbers from 1, like",
        ),
        (["add", "empty.pdf", "--id", "../x"], "--id '../x': use lower-case letters"),
        (["add", "empty.pdf", "--id", "p"], "sources/p already exists"),
        (["add", "empty.pdf", "--id", "new"], "empty.pdf"),
        (["diff", "p", "p"], "outputs/p: holds no matrix.csv"),
        (["batch", "nowhere"], "nowhere: neither a PDF nor a folder with a plan.toml"),
        (["check", "nowhere"], "nowhere: no such folder"),
        (["check", "s3://bucket/corpus"], "s3://bucket/corpus: an address is not checked in place"),
        (["check", "file:///corpora/x"], "file:///corpora/x: an address is not checked in place"),
        (["explain", "nothing"], "no rule 'nothing'"),
    ],
)
def test_what_is_wrong_is_one_line(project: Path, arguments: list[str], message: str) -> None:
    before = files_of(project)
    done = planrows(project, *arguments)
    assert done.returncode == 2, done.stderr
    assert re.search(message, done.stderr), done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert files_of(project) == before


def test_control_characters_do_not_reach_the_terminal(project: Path) -> None:
    done = planrows(project, "extract", "a\x1b[31m\u202eb.pdf")
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr


def test_a_package_that_shadows_ours_is_refused(project: Path, tmp_path: Path) -> None:
    (tmp_path / "normalize.py").write_text("", encoding="utf-8")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); "
        "from pipeline.cli import main; sys.argv = ['planrows', 'run']; main()"
    )
    import os
    import subprocess
    import sys

    from tests.pipeline.small_project import ROOT

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PLANROWS_PROJECT": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "package 'normalize' is taken from" in done.stderr
