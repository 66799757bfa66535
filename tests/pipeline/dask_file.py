"""The file in which a Dask scheduler tells its address."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from pathlib import Path

PATIENCE = 300.0
"""Seconds that a scheduler may take to start on a busy machine."""


def address_in(file: Path) -> str:
    """Wait until a scheduler has written its file to the end; return its address."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(FileNotFoundError, json.JSONDecodeError):  # it is there before it is whole
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        time.sleep(0.1)
    raise AssertionError(f"{file}: no scheduler has started")
