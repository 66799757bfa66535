"""Write and read the JSON of a publication."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from extract.system.regular_files import read_regular


def json_text(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """Return indented JSON; keys keep their order."""
    # The standard library takes ten times as long with an indent.
    return to_json(value, indent=1).decode() + "\n"


def read_json(path: Path) -> Any:
    """Return the value of a JSON file.

    Raises:
        OSError: the file cannot be read, is not a regular file, or is too large.
        ValueError: it is not JSON, or nests its values too deeply.
    """
    try:
        return json.loads(read_regular(path))
    except RecursionError as error:
        raise ValueError("nests its values too deeply") from error
