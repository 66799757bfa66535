"""Progress of a run: one line for each stage, on a terminal only."""

from __future__ import annotations

import sys
from typing import Any

from pydantic import BaseModel

from pipeline.engine.page_bar import PageBar
from pipeline.terminal import clean, shows_progress


class Progress:
    """Shows the stages of a run with counts and seconds; silent unless stderr is a terminal."""

    def __init__(self, *, quiet: bool | None = None) -> None:
        self.quiet = not shows_progress() if quiet is None else quiet
        self.reason = ""
        self._console: Any = None
        self._status: Any = None
        self._text: Any = None
        self._pages: PageBar | None = None

    def start(self, stage: str, why: str) -> None:
        """Show that a stage starts."""
        self.reason = why
        if self.quiet:
            return
        self.stop()  # another stage may still run in the background
        if self._console is None:
            from rich.console import Console

            self._console = Console(stderr=True, highlight=False)
        from rich.text import Text  # not markup: a reason may name a path like /[x]/

        self._text = Text(clean(f"{stage} ({why})"))
        self._pages = PageBar(stage, quiet=False)
        self._wait()

    def page_done(self, done: int, pages: int) -> None:
        """Show that the running stage has read some of all pages."""
        if self.quiet or self._pages is None:
            return
        self._end_status()  # a terminal shows one of the two
        self._pages.page_done(done, pages)
        if done == pages:
            self._wait()

    def _wait(self) -> None:
        """Show that the running stage goes on, without saying how far it is."""
        self._status = self._console.status(self._text)
        self._status.start()

    def kept(self, stage: str) -> None:
        """Show that a stage's result came from the store."""
        if not self.quiet:
            print(f"{stage:<10} kept", file=sys.stderr)

    def done(self, stage: str, result: BaseModel, seconds: float) -> None:
        """Show that a stage is done and how many records of each kind it made."""
        if self.quiet:
            return
        self.stop()
        self._console.print(f"{stage:<10} {seconds:6.2f} s  {counts(result)}", markup=False)

    def stop(self) -> None:
        """Remove the line of the running stage."""
        if self._pages is not None:
            self._pages.stop()
        self._end_status()

    def _end_status(self) -> None:
        if self._status is not None:
            self._status.stop()
            self._status = None


def counts(result: BaseModel, most: int = 6) -> str:
    """Return the lengths of a result's lists, like ``226 rows, 30 areas``."""
    named = [
        f"{len(value):,} {name.replace('_', ' ')}"
        for name, value in result
        if isinstance(value, tuple) and value
    ]
    return ", ".join(named[:most])
