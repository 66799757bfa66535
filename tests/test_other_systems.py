"""What only POSIX systems have is not needed to import the project."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
IMPORT_ALL = """
import importlib, os, pkgutil, signal, sys
# What uses these depending on the system is loaded before they go.
import asyncio, multiprocessing.connection, pathlib, shutil, subprocess, tempfile
for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
for name in ("SIGHUP", "SIGKILL", "SIGALRM", "ITIMER_REAL", "setitimer", "pthread_sigmask"):
    delattr(signal, name)
for name in ("getuid", "geteuid", "mkfifo", "sysconf", "WNOHANG", "O_NONBLOCK"):
    delattr(os, name)
names = []
for package in ("extract", "normalize", "link", "expectations", "pipeline", "planrows"):
    paths = importlib.import_module(package).__path__
    found = pkgutil.walk_packages(paths, f"{package}.")
    names += [name for _, name, _ in found if not name.endswith("__main__")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""


@pytest.mark.slow
def test_all_modules_are_imported_without_what_only_posix_has() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "pipeline" / "api")]),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 400
