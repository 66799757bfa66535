"""What can be asked of a real typesetting program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class PaginationStyle:
    rules: Literal["all", "horizontal", "shaded", "booktabs", "none", "columns", "boxes"] = "all"
    """`columns`: vertical ones and one below the header; `boxes`: cells apart (HTML)."""
    page: Literal["landscape", "portrait"] = "landscape"
    family: str = "Sans"
    """Sans or Serif, of Liberation; or the whole name of a family."""
    size: float = 8.0
    pad: float = 4.0
    hyphenate: bool = False
    break_anywhere: bool = False
    justify: bool = False
    repeat_header: bool = True
    keep_rows: bool = False
    language: str = "en"
    spacing: float = 2.0
    """Points between boxes."""
    widows: int = 1
    """Lines of a text that stay together at a page end, where the program asks (HTML)."""

    @property
    def font(self) -> str:
        """The family's name."""
        return f"Liberation {self.family}" if self.family in ("Sans", "Serif") else self.family
