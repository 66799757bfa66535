"""How a plan is printed: one value of ``Style`` is one typesetting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Rules = Literal[
    "lines",  # stroked lines
    "rects",  # thin filled rectangles
    "double",
    "hairline",  # grey, a quarter of a point
    "dashed",
    "strokes",  # each cell a stroked rectangle
    "gaps",  # cells as filled rectangles with white gaps, no rules
    "horizontal",  # horizontal rules only: columns by alignment
    "shading",  # no rules at all: every second row shaded
    "booktabs",  # a rule above and below the header and at each page's foot
    "booktabs_open",  # the same, at the table's foot only
    "none",  # no rules, no shades
    "picture",  # a picture under the page holds the lines
    "picture_lines",  # a picture for each line
]
Header = Literal["once", "each_page", "per_section"]
Hyphen = Literal["", "-", "\u00ad", "\u2010"]


@dataclass(frozen=True)
class Style:
    """Every field is a choice that some word processor or designer makes."""

    rules: Rules = "lines"
    page: Literal["landscape", "portrait", "rotate90", "rotate270", "turned"] = "landscape"
    """``rotate*``: a portrait sheet with /Rotate; ``turned``: content turned, no /Rotate."""
    header: Header = "each_page"
    band_above_header: bool = False
    header_white: bool = False
    """Labels in white on a dark colour."""
    font: Literal["LiberationSans", "LiberationSerif", "LiberationSansNarrow", "DejaVuSans"] = (
        "LiberationSans"
    )
    size: float = 8.0
    leading: float = 1.2
    pad: float = 4.0
    side_pad: float | None = None
    """White beside texts, where it differs from that above and below."""
    hyphen: Hyphen = ""
    break_anywhere: bool = False
    """Words break at the line's end wherever it falls, without a hyphen."""
    break_slash: bool = False
    justify: bool = False
    ligatures: bool = False
    white_behind: bool = False
    """A white rectangle behind each line of text."""
    open_sides: bool = False
    open_page_end: bool = False
    """A cell that goes on over the page end has no rule there."""
    keep_rows: bool = False
    middle: bool = False
    """Text in the middle of its cell's height, where the cell stands on one page."""
    footnote: bool = False
    running_title: bool = False
    watermark: bool = False
    spill: float = 0.0
    """Points that a line may reach beyond its cell."""
    split_tables: bool = False
    """A new table, under a heading, instead of each outermost band."""
    same_page: bool = False
    """The matrix starts under the narrative, not on a page of its own."""
    margin: float = 42.0

    @property
    def inset(self) -> float:
        """White beside texts."""
        return self.pad if self.side_pad is None else self.side_pad

    @property
    def is_spaced(self) -> bool:
        """Whether rows are parted by white space."""
        return self.rules in ("booktabs", "booktabs_open", "none")

    @property
    def turn(self) -> int:
        """Degrees that the content stands turned on its sheet."""
        return {"rotate90": 90, "rotate270": 270, "turned": 90}.get(self.page, 0)

    @property
    def size_shown(self) -> tuple[float, float]:
        """Width and height of the page as it is read, A4."""
        return (595.0, 842.0) if self.page == "portrait" else (842.0, 595.0)
