"""Puts a table's cells on pages: rows cut by a page end, merged cells carried on.

A page end is chosen so that a reader can tell from the paper whether the row goes on. What is
left out, because nobody could tell:

* a cut where nothing that goes on looks open (all parts on the new page start with a capital
  after a closed sentence): it looks exactly like a new row;
* a new row at a page top while a column right of the activities is empty there: a new empty
  cell and a merged cell that goes on look the same (key columns, left of the activities, are
  read as going on where they are empty, as every adopted plan prints them);
* a new row at a page top that shows one text only, after one that did not end in a full stop.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tests.generators.content import ExpectedCell, ExpectedTable
from tests.generators.lines import UndecidableError
from tests.generators.style import Style
from tests.generators.words import function_words

SHORTEST = 6
"""Lines by which a page may end early: more would look like the end of the table."""
TRIES = 300


@dataclass(frozen=True)
class Placed:
    """The part of a cell that stands on one page; ``top`` counts downwards."""

    kind: Literal["cell", "header", "band"]
    x0: float
    x1: float
    top: float
    bottom: float
    lines: tuple[str, ...]
    starts: bool = True
    ends: bool = True
    row: int = 0
    level: int = 0
    column: int = 0
    columns: int = 1
    last_line_ends: bool = True


@dataclass
class Sheet:
    """What one page holds of the table, and headings set between tables."""

    placed: list[Placed] = field(default_factory=list)
    headings: list[tuple[float, str]] = field(default_factory=list)
    table_bottom: float = 0.0
    shown: bool = True


@dataclass
class _Active:
    cell: ExpectedCell
    lines: list[str]
    top: float
    started: bool = True


class Paginator:
    """Sets one table from a given place on; ``sheets`` grows page by page."""

    def __init__(
        self,
        table: ExpectedTable,
        edges: Sequence[float],
        style: Style,
        lines_of: Callable[[str, float], tuple[str, ...]],
        language: str,
        area: tuple[float, float],
    ) -> None:
        self.table, self.edges, self.style = table, edges, style
        self.lines_of, self.language = lines_of, language
        self.page_top, self.foot = area
        self.short: dict[int, int] = {}
        """Lines by which a page ends early, so that its end can be told."""
        self._broken: dict[tuple[str, float], tuple[str, ...]] = {}
        self._begin(self.page_top)

    # -- measures -----------------------------------------------------------------------------
    @property
    def step(self) -> float:
        return self.style.size * self.style.leading

    def _height(self, lines: int) -> float:
        return 2 * self.style.pad + max(1, lines) * self.step

    def _lines(self, cell: ExpectedCell) -> list[str]:
        width = self.edges[cell.column_stop] - self.edges[cell.column] - 2 * self.style.inset
        key = (cell.text, width)
        if key not in self._broken:
            self._broken[key] = self.lines_of(cell.text, width + self.style.spill)
        return list(self._broken[key])

    # -- setting ------------------------------------------------------------------------------
    def run(self, top: float) -> list[Sheet]:
        """Sets the table; pages end a few lines early where their end could not be told."""
        for _ in range(TRIES):
            self._begin(top)
            try:
                return self._set()
            except UndecidableError:
                page = len(self.sheets) - 1
                while page >= 0 and self.short.get(page, 0) >= SHORTEST:
                    self.short[page] = 0
                    page -= 1
                if page < 0:
                    raise
                self.short[page] = self.short.get(page, 0) + 1
        raise UndecidableError("too many page ends that a reader could not decide")

    def _begin(self, top: float) -> None:
        self.y = top
        self.sheets = [Sheet()]
        self.active: dict[int, _Active] = {}
        self.row_pages: dict[int, list[int]] = {}
        self.header_due = True

    @property
    def page_bottom(self) -> float:
        return self.foot - self.short.get(len(self.sheets) - 1, 0) * self.step

    def _set(self) -> list[Sheet]:
        rows = self.table.rows
        for index, row in enumerate(rows):
            if row.kind == "band":
                self._band(index, row.cells[0], row.level)
                continue
            if self.header_due:
                self._need(self._header_height() + self._height(2))
                self._header()
            self._row(index, row.cells)
        self.sheets[-1].table_bottom = self.y
        return self.sheets

    def _need(self, height: float) -> None:
        """Starts a new page, between rows with no cell open, where ``height`` does not fit."""
        if self.y + height > self.page_bottom:
            self._turn_page(header=self.style.header == "each_page" and not self.header_due)

    def _turn_page(self, header: bool) -> None:
        self.sheets[-1].table_bottom = self.y
        self.sheets.append(Sheet())
        self.y = self.page_top
        if header:
            self._header()

    def _header_height(self) -> float:
        return sum(self._header_rows())

    def _header_rows(self) -> list[float]:
        heights = [self.step + 2 * self.style.pad for _ in self.table.header]
        for cell in (c for row in self.table.header for c in row):
            have = sum(heights[cell.row : cell.row_stop])
            heights[cell.row_stop - 1] += max(0.0, self._height(len(self._lines(cell))) - have)
        return heights

    def _header(self) -> None:
        tops = [self.y]
        for height in self._header_rows():
            tops.append(tops[-1] + height)
        for cell in (c for row in self.table.header for c in row):
            self._put("header", cell, self._lines(cell), tops[cell.row], tops[cell.row_stop])
        self.y = tops[-1]
        self.header_due = False

    def _band(self, index: int, cell: ExpectedCell, level: int) -> None:
        style = self.style
        if style.split_tables and level == 0:
            self._new_table(cell.text)
            return
        lines = self._lines(cell)
        height = self._height(len(lines))
        repeat = style.header == "per_section" and level == 0
        if index == 0 and not style.band_above_header and not repeat:
            self._header()
        self._need(height + self._header_height() * repeat + self._height(3) * 2)
        self._put("band", cell, lines, self.y, self.y + height, level=level, row=index)
        self.row_pages[index] = [len(self.sheets) - 1]
        self.y += height
        if repeat:
            self.header_due = True

    def _new_table(self, heading: str) -> None:
        gap = 2.2 * self.step
        if self.y + 2 * gap + self._header_height() + self._height(3) > self.page_bottom:
            self.sheets[-1].table_bottom = self.y
            self.sheets.append(Sheet())
            self.y = self.page_top
        self.sheets[-1].headings.append((self.y + gap, heading))
        self.y += 2 * gap
        self.header_due = True

    def _row(self, index: int, cells: Sequence[ExpectedCell]) -> None:
        self._place(index, cells)
        self.row_pages.setdefault(index, []).append(len(self.sheets) - 1)

    def _place(self, index: int, cells: Sequence[ExpectedCell]) -> None:
        fresh = [_Active(cell, self._lines(cell), self.y) for cell in cells]
        needed = self._needed(index, fresh)
        if self.y + needed > self.page_bottom:
            cut = None if self.style.keep_rows else self._find_cut(index, fresh)
            if cut is None and self.y > self._first_row_top() and self._may_start(fresh):
                self._close(self.y)
                self._turn_page(header=self.style.header == "each_page")
                self._reopen()
                self._place(index, cells)
                return
            cut = cut or self._find_cut(index, fresh)
            if cut is None:
                raise UndecidableError("no page end here that a reader could decide")
            self._open(fresh)
            self.row_pages.setdefault(index, []).append(len(self.sheets) - 1)
            self._close(cut)
            self._turn_page(header=self.style.header == "each_page")
            self._reopen()
            self._place(index, ())
            return
        self._open(fresh)
        self.y += needed
        for column, active in list(self.active.items()):
            if active.cell.row_stop == index + 1:
                self._put_active(active, self.y, ends=True)
                del self.active[column]

    def _first_row_top(self) -> float:
        once = self.style.header == "each_page"
        return self.page_top + (self._header_height() if once else 0.0) + 0.1

    def _needed(self, index: int, fresh: Sequence[_Active]) -> float:
        ends = [a for a in (*self.active.values(), *fresh) if a.cell.row_stop == index + 1]
        least = self._height(1)
        return max([least, *(a.top + self._height(len(a.lines)) - self.y for a in ends)])

    def _open(self, fresh: Sequence[_Active]) -> None:
        for active in fresh:
            active.top = self.y
            self.active[active.cell.column] = active

    def _fit(self, active: _Active, bottom: float) -> int:
        room = bottom - active.top - 2 * self.style.pad
        return min(len(active.lines), max(0, int(room / self.step + 0.001)))

    def _close(self, bottom: float) -> None:
        """Ends the page at ``bottom``: open cells print what fits and keep the rest."""
        for active in self.active.values():
            shown = self._fit(active, bottom)
            self._put_active(active, bottom, ends=False, shown=shown)
            active.lines = active.lines[shown:]
            active.started = False
        self.y = bottom

    def _reopen(self) -> None:
        for active in self.active.values():
            active.top = self.y

    def _put_active(
        self, active: _Active, bottom: float, ends: bool, shown: int | None = None
    ) -> None:
        lines = active.lines if shown is None else active.lines[:shown]
        self._put(
            "cell", active.cell, lines, active.top, bottom,
            starts=active.started, ends=ends, row=active.cell.row,
            last=shown is None or shown == len(active.lines),
        )  # fmt: skip

    def _put(
        self,
        kind: Literal["cell", "header", "band"],
        cell: ExpectedCell,
        lines: Sequence[str],
        top: float,
        bottom: float,
        *,
        starts: bool = True,
        ends: bool = True,
        row: int = 0,
        level: int = 0,
        last: bool = True,
    ) -> None:
        x0, x1 = self.edges[cell.column], self.edges[cell.column_stop]
        self.sheets[-1].placed.append(
            Placed(
                kind,
                x0,
                x1,
                top,
                bottom,
                tuple(lines),
                starts,
                ends,
                row,
                level,
                cell.column,
                cell.column_stop - cell.column,
                last,
            )
        )

    # -- what a reader can tell ---------------------------------------------------------------
    def _find_cut(self, index: int, fresh: Sequence[_Active]) -> float | None:
        """A page bottom inside row ``index`` after which the row clearly goes on."""
        lines = int((self.page_bottom - self.y - 2 * self.style.pad) / self.step + 0.001)
        for count in range(lines, 0, -1):
            bottom = self.y + self._height(count)
            if self._clearly_goes_on(index, fresh, bottom):
                return bottom
        return None

    def _clearly_goes_on(self, index: int, fresh: Sequence[_Active], bottom: float) -> bool:
        open_parts = 0
        for active in (*self.active.values(), *fresh):
            shown = self._fit(active, bottom)
            rest = active.lines[shown:]
            if not rest:
                continue
            if shown == 0 and active.started:
                return False
            before = active.lines[shown - 1] if shown else ""
            if self._is_open(before, rest[0]):
                # A merged cell may go on under a new row too: it says nothing about this one.
                own = active.cell.row == index and active.cell.row_stop == index + 1
                open_parts += own
            elif not before or before.rstrip("”)").endswith((".", ";")):
                return False
        return open_parts > 0

    def _is_open(self, before: str, after: str) -> bool:
        """Whether a part that starts with ``after`` clearly goes on from ``before``."""
        words = before.split()
        last = words[-1] if words else ""
        if last.endswith((",", "-", "\u00ad", "\u2010")) or last in function_words(self.language):
            return True
        return after[:1].islower()

    def _may_start(self, fresh: Sequence[_Active]) -> bool:
        """Whether a row that starts at a page top is clearly a new one."""
        texts = [a for a in fresh if a.lines]
        first = min((a.cell.column for a in fresh), default=1)
        # Merged cells right of the activities end with their area, but not with a focus.
        areas = self.table.roles[0] == "area"
        whole = areas and first == 0 and bool(fresh[0].lines) and not self.active
        activity = self.table.roles.index("activity")
        for active in self.active.values():
            shown = self._fit(active, self.y)
            rest = active.lines[shown:]
            before = active.lines[shown - 1] if shown else ""
            if rest and not (before and self._is_open(before, rest[0])):
                return False
            if not rest and active.cell.column > activity:
                return False
        if whole:
            return True
        if any(not a.lines for a in fresh):
            return False
        closed = any(a.cell.text.endswith(".") for a in texts)
        return closed or len(texts) > 1
