"""Runs whose network is forbidden and whose writing is written down."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.pipeline.small_project import ROOT

WATCH = Path(__file__).parent / "watch"


@dataclass(frozen=True)
class Watched:
    """A run's end and what it was seen to do.

    Attributes:
        done: the process.
        found: for each kind of finding the places, as they were named.
    """

    done: subprocess.CompletedProcess[str]
    found: Mapping[str, list[str]]

    def written_outside(self, *allowed: Path) -> list[str]:
        """Return the places written to that are in none of some folders."""
        return [
            place
            for place in self.found.get("write", [])
            if not any(Path(place).is_relative_to(folder) for folder in allowed)
            and not place.startswith(("/dev/", "/proc/"))
        ]


def watched(project: Path, home: Path, *arguments: str | Path) -> Watched:
    """Run the command line with a home, a temporary folder and a working folder of its own."""
    for name in ("home", "tmp", "cwd"):
        (home / name).mkdir(parents=True, exist_ok=True)
    log = home / "log"
    log.unlink(missing_ok=True)
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("PLANROWS", "XDG", "PYTHON"))
    }
    environment |= {
        "HOME": str(home / "home"),
        "PLANROWS_PROJECT": str(project),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": os.pathsep.join([str(WATCH), str(ROOT)]),
        "TMPDIR": str(home / "tmp"),
        "WATCH_LOG": str(log),
    }
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        cwd=home / "cwd",
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    found: dict[str, list[str]] = {}
    for line in log.read_text(encoding="ascii").splitlines():
        kind, _, place = line.partition("\t")
        found.setdefault(kind, []).append(ast.literal_eval(place))
    return Watched(done, found)
