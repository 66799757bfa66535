"""Notes what a process and its children load of our packages, and which other files they read.

Python imports it at its start, where its folder is on the path: of each process, workers too.
"""

from __future__ import annotations

import os
import sys

ROOT, LOG = os.environ["NOTE_ROOT"], os.environ["NOTE_LOG"]
PACKAGES = ("extract", "normalize", "link", "expectations", "pipeline")


def note(event: str, arguments: tuple[object, ...]) -> None:
    if event == "import":
        name = str(arguments[0])
        if name.partition(".")[0] in PACKAGES:
            _write(f"module {name}")
    elif event == "open" and isinstance(arguments[0], str):
        place = os.path.relpath(arguments[0], ROOT) if arguments[0].startswith(ROOT) else ""
        if place.partition("/")[0] in PACKAGES and not place.endswith((".py", ".pyc")):
            _write(f"file {place}")


def _write(line: str) -> None:
    handle = os.open(LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, f"{line}\n".encode())
    os.close(handle)


sys.addaudithook(note)
