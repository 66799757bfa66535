"""Templates of HTML pages: text is escaped, and a name that is not given is an error."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def html_templates(folder: Path, *, is_trimmed: bool = True) -> Environment:
    """Return the environment of the templates in a folder.

    Args:
        folder: holds the templates.
        is_trimmed: lines that only hold a tag leave nothing on the page.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=is_trimmed,
        lstrip_blocks=is_trimmed,
    )
