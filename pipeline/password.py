"""The password of an encrypted PDF, from a file: arguments of a command are seen by others."""

from __future__ import annotations

from pathlib import Path

from extract.system.regular_files import read_regular
from pipeline.errors import UsageError

LONGEST_PASSWORD = 4096
"""Bytes of a password file at most."""


def read_password(path: Path | None) -> str:
    """Return the password in a file, without its line end; an empty one without a file.

    Raises:
        UsageError: the file cannot be read.
    """
    if path is None:
        return ""
    try:
        return read_regular(path, LONGEST_PASSWORD).decode("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"{path}: cannot be read as a password file ({why})") from error
