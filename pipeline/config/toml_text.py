"""TOML values of texts that a document prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.terminal import clean

if TYPE_CHECKING:
    from tomlkit.items import String


def string(text: str, *, literal: bool = False) -> String:
    """Return a TOML string of a text, on one line.

    Args:
        text: the text; control characters are removed.
        literal: write it in single quotes, without escapes, if it contains none.
    """
    import tomlkit

    text = clean(text)
    return tomlkit.string(text, literal=literal and "'" not in text)


def toml_string(text: str) -> str:
    """Return a text as TOML writes it: a basic string."""
    return string(text).as_string()


def literal(pattern: str) -> str:
    """Return a regular expression as TOML writes it: a literal string if possible."""
    return string(pattern, literal=True).as_string()
