"""Types that page readers share with the published model, as plain classes.

The processes that read pages import them without pydantic, which would take a quarter of the time
of their imports.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Bbox = tuple[float, float, float, float]
"""``(x0, top, x1, bottom)`` in points."""

Cause = Literal[
    "cell", "rule", "edges", "blanks", "order", "neighbour", "lacking", "added", "letters"
]
"""Why two readings of a cell differ. In the second reading there is no cell (`cell`), another rule
(`rule`), or the cell has other edges (`edges`); its text has other spaces (`blanks`), another order
(`order`), letters of a neighbouring cell (`neighbour`), or lacks letters (`lacking`), has more of
them (`added`) or others (`letters`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherReading:
    """What the second reader read if its cell differs."""

    reader: str
    text: str
    bbox: Bbox | None = None
    differs_in: Literal["text", "box", "span", "missing"]
    cause: Cause = "letters"
    chosen_because: str = ""


MarkKind = Literal[
    "checked",
    "unchecked",
    "icon",
    "struck",
    "link",
    "fill",
    "field",
    "note_mark",
    "comment",
]
"""What is seen in a cell and is no text, or not only text: a ticked or an empty box, another sign,
struck-out text, a link, a shade of its own, a form field, a raised mark that refers to a note, or
an annotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A reason for or against a decision: a row that continues over a page end, or a table."""

    name: str
    weight: float
    """Log odds; positive: the row continues, or the table is read right."""
    note: str = ""
