"""Help is whole on a terminal of 80 columns, and a shell completes commands and their arguments."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.commands.test_cli import COMMANDS
from tests.pipeline.small_project import ROOT, make_project

SHELLS = ("bash", "zsh", "fish")


def run(project: Path, *arguments: str, **variables: str) -> str:
    environment = {k: v for k, v in os.environ.items() if "PLANROWS" not in k}
    environment |= {"PLANROWS_PROJECT": str(project), "PYTHONPATH": str(ROOT), "COLUMNS": "80"}
    code = "import sys; sys.argv[0] = 'planrows'; from pipeline.start import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=project,
        env=environment | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_whole_at_80_columns(command: str, tmp_path: Path) -> None:
    text = run(tmp_path, *filter(None, [command, "--help"]))
    assert max(map(len, text.splitlines())) <= 80
    assert "..." not in text.replace("[ARGS]...", "").replace("{files}...", "").replace(
        "files...", ""
    )
    assert "…" not in text.replace("issue, …", "")
    listed = re.split(r"^(?:Arguments|Options|Commands):\n", text, flags=re.M)[1:]
    for block in listed:
        for entry in re.split(r"\n(?=  \S)", block.strip("\n")):
            words = " ".join(entry.split())
            assert re.search(r"[.\]…]$", words), f"cut off or without a full stop: {words}"


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("planrows ex", {"extract", "explain"}),
        ("planrows explain lead-m", {"lead-missing", "lead-missing-area"}),
        ("planrows run asean", {"asean-pcrve-2019-2025"}),
        ("planrows run --no", {"--no-cache"}),
    ],
)
def test_a_shell_completes(shell: str, typed: str, expected: set[str], tmp_path: Path) -> None:
    words = typed.split()
    shown = run(
        make_project(tmp_path),
        _PLANROWS_COMPLETE=f"complete_{shell}",
        COMP_WORDS=typed,
        COMP_CWORD=str(len(words) - 1),
        _TYPER_COMPLETE_ARGS=typed,
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )
    found = set(re.findall(r'^\W*"?([\w-]+)"?', shown.replace("_arguments '*: :((", ""), re.M))
    found |= set(re.findall(r"--[\w-]+", shown))
    assert expected <= found
    assert "store" not in found
