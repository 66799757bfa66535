"""Text for the terminal: text of a document or a file name must not control the terminal."""

from __future__ import annotations

import io
import json
import os
import sys
import unicodedata
from collections.abc import Iterable
from contextvars import ContextVar
from typing import NoReturn, TextIO, cast

QUIET: ContextVar[bool] = ContextVar("quiet", default=False)
"""Whether a command prints nothing but warnings and errors."""
# Direction marks can make a name look like another one (Unicode TR #36, section 2.7).
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

EVENTS: ContextVar[bool] = ContextVar("EVENTS", default=False)
"""Whether messages are JSON, one event per line."""


class _Stream(io.FileIO):
    """A standard stream whose reader may go away, as in ``planrows show … | head``.

    Output after that is dropped, and the command runs to its end.
    """

    def __init__(self, number: int, name: str) -> None:
        super().__init__(number, "w", closefd=False)
        self._words = name

    def write(self, data: bytes) -> int:  # type: ignore[override]  # narrower on purpose
        """Write bytes.

        Raises:
            OSError: the file that it is redirected to cannot be written; names the stream.
        """
        try:
            return super().write(data) or 0
        except BrokenPipeError:
            self._drop_the_rest()
            return len(data)
        except OSError as error:
            self._drop_the_rest()
            raise OSError(error.errno, error.strerror, self._words) from error

    def _drop_the_rest(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)


def set_up_streams() -> None:
    """Let standard output and standard error take any text, and outlive their readers.

    A character that the encoding of the terminal lacks is written as its code.
    """
    sys.stdout = _lasting(sys.stdout, "standard output")
    sys.stderr = _lasting(sys.stderr, "standard error")


def _lasting(stream: TextIO, name: str) -> TextIO:
    if not isinstance(stream, io.TextIOWrapper):  # closed, or a test's
        return stream
    # With PYTHONUNBUFFERED, the buffer is the file itself.
    file = getattr(stream.buffer, "raw", stream.buffer)
    if not isinstance(file, io.FileIO):  # a console of Windows
        stream.reconfigure(errors="backslashreplace")
        return stream
    try:
        raw = _Stream(stream.fileno(), name)
    except (OSError, ValueError):
        return stream
    stream.flush()
    is_prompt = raw.fileno() == 2 or raw.isatty() or file is stream.buffer
    return io.TextIOWrapper(
        io.BufferedWriter(cast(io.RawIOBase, raw)),
        encoding=stream.encoding,
        errors="backslashreplace",
        line_buffering=is_prompt,
    )


def printable_json(text: str) -> str:
    """Return JSON with the characters that standard output cannot encode as JSON's own codes."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return "".join(char if char.isascii() else json.dumps(char)[1:-1] for char in text)
    return text


def clean(text: str) -> str:
    """Return ``text`` on one line, without control and direction characters."""
    return _visible(" ".join(text.split()))


def _visible(text: str) -> str:
    kept = (char for char in text if char not in BIDI and unicodedata.category(char) != "Cc")
    # A file name that is not UTF-8 has lone surrogates (PEP 383), which no terminal can print.
    return "".join("\ufffd" if _is_noncharacter(char) else char for char in kept)


def _is_noncharacter(char: str) -> bool:
    return unicodedata.category(char) == "Cs" or ord(char) & 0xFFFE == 0xFFFE


def shows_progress() -> bool:
    """Return whether somebody looks at standard error and wants to see how far a command is."""
    return not QUIET.get() and sys.stderr.isatty()


def say(text: str) -> None:
    """Print one line on standard error."""
    print(clean(text), file=sys.stderr)


def doubt_count(count: int) -> str:
    """Return the number of doubts of reading, in words."""
    return f"{count:,} doubt{'' if count == 1 else 's'} of reading"


def block(lines: Iterable[str]) -> str:
    """Return lines of text without control and direction characters; white space stays."""
    return "\n".join(_visible(line) for line in lines)


def fail(message: str, status: int) -> NoReturn:
    """Print an error in one line on standard error, and end the process with a status."""
    print(f"planrows: {clean(message)}", file=sys.stderr)
    sys.exit(status)
