"""Write TOML strings and comments that are safe for any text of a document."""

from __future__ import annotations

import json

from pipeline.terminal import clean


def quoted(text: str) -> str:
    """Return a TOML basic string; its escapes are JSON's."""
    return json.dumps(clean(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def literal(pattern: str) -> str:
    """Return a TOML string of a regular expression: a literal string where possible."""
    return f"'{pattern}'" if "'" not in pattern and "\n" not in pattern else quoted(pattern)


def comment(text: str) -> str:
    """Return a comment on one line."""
    return f"# {clean(text)}"
