"""A file without a name, which the workers of this process can open.

A decrypted copy of a PDF must not outlive the run. The system frees a file without a name when
the process that holds it ends, even if it is killed.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from extract.system.run_folder import run_folder

_PROCESSES = Path("/proc")


@contextmanager
def nameless_file() -> Iterator[Path]:
    """Yield a path to an empty file that is gone after the ``with``, or when this process ends.

    Where the system shows no open files of other processes, the file lies in the folder of the
    run, which the next run removes if this one is killed.
    """
    with tempfile.TemporaryFile(dir=run_folder()) as file:
        path = _PROCESSES / str(os.getpid()) / "fd" / str(file.fileno())
        if path.exists():
            yield path
            return
    with tempfile.TemporaryDirectory(dir=run_folder()) as folder:
        path = Path(folder) / "copy.pdf"
        path.touch(0o600)
        yield path


def openable(path: Path) -> Path | BinaryIO:
    """Return what a library can open that resolves paths: a file without a name, opened."""
    return path.open("rb") if path.is_relative_to(_PROCESSES) else path
