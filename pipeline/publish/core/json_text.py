"""JSON as it is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import to_json


def json_text(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return JSON for people and programs, in the order given."""
    # The standard library indents in Python: a tenth of the pace.
    return to_json(value, indent=1).decode() + "\n"
