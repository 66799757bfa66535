"""What the command line logs to standard error; without a level, it logs nothing."""

from __future__ import annotations

import logging
import os

from extract.system.guard import PACKAGES
from pipeline.errors import UsageError
from pipeline.terminal import clean

VARIABLE = "PLANROWS_LOG"
"""Environment variable with the level; processes that a run starts inherit it."""
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class _CleanFormatter(logging.Formatter):
    """Writes a record on one line without control characters: it may quote a document."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's line."""
        return clean(super().format(record))


def start_logging(level: str = "") -> None:
    """Log the records of planrows from a level on to standard error.

    Args:
        level: a name of `LEVELS`; empty: the level of the environment variable. Without either,
            nothing is logged.

    Raises:
        UsageError: the level has no such name.
    """
    level = (level or os.environ.get(VARIABLE, "")).upper()
    if not level:
        return
    if level not in LEVELS:
        raise UsageError(f"{VARIABLE}={level}: no such level: give one of {', '.join(LEVELS)}")
    os.environ[VARIABLE] = level
    handler = logging.StreamHandler()
    handler.setFormatter(_CleanFormatter("%(levelname)s %(name)s: %(message)s"))
    for package in PACKAGES:
        logger = logging.getLogger(package)
        logger.setLevel(level)
        logger.handlers[:] = [handler]
        logger.propagate = False
