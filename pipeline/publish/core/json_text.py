"""Format JSON for publication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import to_json


def json_text(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return indented JSON; keys keep their order."""
    # The standard library takes ten times as long with an indent.
    return to_json(value, indent=1).decode() + "\n"
