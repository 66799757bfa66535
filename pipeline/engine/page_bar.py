"""A bar of the pages read, with the time left, on a terminal only."""

from __future__ import annotations

import sys
from typing import Any

from pipeline.terminal import clean, shows_progress


class PageBar:
    """Shows how many pages are read and how long the rest takes; silent without a terminal."""

    def __init__(self, label: str = "reading pages", *, quiet: bool | None = None) -> None:
        self.quiet = not shows_progress() if quiet is None else quiet
        self.label = label
        self._bar: Any = None
        self._task: Any = None

    def page_done(self, done: int, pages: int) -> None:
        """Show that some of all pages are read; the bar ends with the last page."""
        if self.quiet:
            return
        if self._bar is None:
            self._start(pages)
        self._bar.update(self._task, completed=done)
        if done == pages:
            self.stop()

    def stop(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _start(self, pages: int) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn as Left,
        )

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("pages,"),
            Left(compact=True),
            TextColumn("left"),
        )
        console = Console(file=sys.stderr, highlight=False)
        self._bar = Progress(*columns, console=console, transient=True)
        self._task = self._bar.add_task(clean(self.label), total=pages)
        self._bar.start()
