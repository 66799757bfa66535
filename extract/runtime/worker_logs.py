"""Log records of worker processes, handed to the process that gives them work.

A worker keeps the records of one page and returns them with its result: a worker that is killed
then leaves no half-written record behind, and records arrive in page order.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

LogLine = tuple[str, int, str]
"""Logger name, level and message of a record."""

ROOT = "extract"
"""Logger of this package; every logger of a worker is below it."""


class _KeepingHandler(logging.Handler):
    """Keeps records until they are fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[LogLine] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record's text; its arguments may be too large to send."""
        self.lines.append((record.name, record.levelno, record.getMessage()))


_HANDLER = _KeepingHandler()


def level_for_workers() -> int:
    """Return the level from which this process shows the records of workers."""
    return logging.getLogger(ROOT).getEffectiveLevel()


def keep_logs(level: int) -> None:
    """Set up logging in a worker: keep records of this package, silence the parsers.

    Args:
        level: level from which records are kept. Workers log nothing above `logging.INFO`, so
            a higher level turns logging off.
    """
    if level > logging.INFO:
        logging.disable(logging.CRITICAL)
        return
    # Without a handler of their own, the parsers' warnings would go to standard error.
    logging.lastResort = None
    logger = logging.getLogger(ROOT)
    logger.setLevel(level)
    logger.propagate = False
    logger.addHandler(_HANDLER)


def fetch_logs() -> tuple[LogLine, ...]:
    """Return the records kept since the last call, in a worker."""
    lines, _HANDLER.lines = tuple(_HANDLER.lines), []
    return lines


def relay_logs(lines: Sequence[LogLine]) -> None:
    """Log the records of a worker in this process."""
    for name, level, message in lines:
        logging.getLogger(name).log(level, "%s", message)
