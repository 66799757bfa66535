"""A line for each stage, on a terminal only."""

from __future__ import annotations

import sys
from typing import Any

from pydantic import BaseModel


class Progress:
    """Says what a run does, with counts and seconds; quiet where nobody watches."""

    def __init__(self, *, quiet: bool | None = None) -> None:
        self.quiet = not sys.stderr.isatty() if quiet is None else quiet
        self.reason = ""
        self._console: Any = None
        self._status: Any = None

    def start(self, stage: str, why: str) -> None:
        """Say that a stage begins."""
        self.reason = why
        if self.quiet:
            return
        self.stop()  # of a stage that goes on elsewhere
        if self._console is None:
            from rich.console import Console

            self._console = Console(stderr=True, highlight=False)
        self._status = self._console.status(f"{stage} ({why})")
        self._status.start()

    def kept(self, stage: str) -> None:
        """Say that a stage's result was there."""
        if not self.quiet:
            print(f"{stage:<10} kept", file=sys.stderr)

    def done(self, stage: str, result: BaseModel, seconds: float) -> None:
        """Say that a stage is done, and how many of each thing it made."""
        if self.quiet:
            return
        self.stop()
        self._console.print(f"{stage:<10} {seconds:6.2f} s  {counts(result)}", markup=False)

    def stop(self) -> None:
        """Take the running line away."""
        if self._status is not None:
            self._status.stop()
            self._status = None


def counts(result: BaseModel, most: int = 6) -> str:
    """Return how many items each list of a result holds: ``226 rows, 30 areas``."""
    named = [
        f"{len(value):,} {name.replace('_', ' ')}"
        for name, value in result
        if isinstance(value, tuple) and value
    ]
    return ", ".join(named[:most])
