"""Words, lines and cells of pages for tests; coordinates are PDF points from the top left."""

from __future__ import annotations

from typing import Any

from extract.geometry.page_model import Line, PageCell, Word
from extract.model import Bbox

ASCENT, DESCENT = 6.0, 2.0
"""Points from the baseline to the top and the bottom of a word, unless a test says otherwise."""
STYLE: dict[str, Any] = {"bold": False, "italic": False, "color": (0.0,)}


def make_word(text: str, x0: float, baseline: float, **more: Any) -> Word:
    """Make a word of letters 4 points wide.

    Args:
        text: its text.
        x0: its left edge.
        baseline: its baseline.
        more: other attributes, like ``x1``, ``size`` or ``glyphs``.
    """
    own: dict[str, Any] = {
        "x1": x0 + 4.0 * len(text),
        "top": baseline - ASCENT,
        "bottom": baseline + DESCENT,
        "size": 8.0,
        "glyphs": (0,),
        **STYLE,
    }
    return Word(text=text, x0=x0, baseline=baseline, **{**own, **more})


def make_line(text: str, x0: float, baseline: float, **more: Any) -> Line:
    """Make a line of one word of the same text; see `make_word`."""
    word_fields = {name: more[name] for name in more if name in Word.__dataclass_fields__}
    word = make_word(text, x0, baseline, **word_fields)
    own: dict[str, Any] = {
        name: getattr(word, name)
        for name in ("x1", "top", "bottom", "size", "bold", "italic", "color", "glyphs")
    }
    return Line(text=text, x0=x0, baseline=baseline, **{"words": (word,), **own, **more})


def make_cell(
    row: int, column: int, box: Bbox, lines: tuple[Line, ...] = (), *, row_stop: int | None = None
) -> PageCell:
    """Make a cell of one column; it covers one row, or the rows up to `row_stop`."""
    stop = row + 1 if row_stop is None else row_stop
    return PageCell(row, stop, column, column + 1, box, lines)
