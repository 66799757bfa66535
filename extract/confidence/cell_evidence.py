"""Gather the evidence on whether rows and cells of a table are read right.

Each kind of evidence is a number, 0 where nothing speaks against the reading. A row boundary has
evidence of its own, which counts for the cells on both sides of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.confidence.column_habits import (
    ColumnHabits,
    habits_of,
    length_of,
    line_step_of,
    starts_low,
)
from extract.geometry.page_model import Line
from extract.stitching.page_ends.break_features import total_weight
from extract.stitching.stitched_table import StitchedBreak, StitchedCell, StitchedTable
from extract.text.sentences import PAUSE, SHORT_END, ends_sentence, starts_anew

@dataclass(frozen=True, slots=True)
class DoubtfulPlace:
    """A place on a page whose reading is doubted, in the coordinates of the page's text."""

    kind: str
    page: int
    top: float
    bottom: float
    left: float
    right: float


Weighed = dict[str, float]
"""Evidence by name; what is not named is 0."""


def evidence_of(
    table: StitchedTable, doubts: Iterable[DoubtfulPlace]
) -> list[tuple[StitchedCell, Weighed]]:
    """Gather the evidence on each cell of a table's rows.

    Args:
        table: the table, joined over its pages.
        doubts: the doubts about its places.

    Returns:
        Each cell of a row, and the evidence on it. Bands and headers are not among them.
    """
    return _TableEvidence(table, list(doubts)).of_cells()


class _TableEvidence:
    def __init__(self, table: StitchedTable, doubts: Sequence[DoubtfulPlace]) -> None:
        self.table = table
        self.habits = habits_of(table)
        self.step = line_step_of(table)
        self.starting: dict[int, list[StitchedCell]] = {}
        self.ending: dict[int, list[StitchedCell]] = {}
        for cell in table.cells:
            self.starting.setdefault(cell.row, []).append(cell)
            self.ending.setdefault(cell.row_stop, []).append(cell)
        self.filled = self._usual_fill()
        self.doubts: dict[int, list[DoubtfulPlace]] = {}
        for doubt in doubts:
            self.doubts.setdefault(doubt.page, []).append(doubt)
        self.breaks = {end.row: end for end in table.breaks}
        self.whole = self._of_table()

    def of_cells(self) -> list[tuple[StitchedCell, Weighed]]:
        boundaries = {row: self._of_boundary(row) for row in range(len(self.table.rows) + 1)}
        rows = {row: self._of_row(cells) for row, cells in self.starting.items()}
        result = []
        for cell in self.table.cells:
            if self.table.rows[cell.row].kind != "row":
                continue
            weighed = dict(self.whole)
            for row in (cell.row, cell.row_stop):
                _keep_highest(weighed, boundaries[row])
            for row in range(cell.row, cell.row_stop):
                _keep_highest(weighed, rows.get(row, {}))
            weighed.update(self._of_cell(cell))
            result.append((cell, weighed))
        return result

    def _of_table(self) -> Weighed:
        table = self.table
        rows = sum(row.kind == "row" for row in table.rows) or 1
        places = sum(map(len, self.doubts.values()))
        return {
            "no rules part the columns": float(not table.is_ruled),
            "another reading is close": 0.0 if table.margin is None else 1 / (1 + table.margin),
            "share of rows in doubt": min(1.0, places / rows),
            "only one row": float(rows == 1),
        }

    def _usual_fill(self) -> float:
        """Return the usual share of the columns in which a row's own cells have text."""
        shares = [self._fill(row) for row, own in enumerate(self.table.rows) if own.kind == "row"]
        return median(shares) if shares else 0.0

    def _fill(self, row: int) -> float:
        cells = self.starting.get(row, ())
        return sum(bool(cell.lines) for cell in cells) / self.table.column_count

    def _of_boundary(self, row: int) -> Weighed:
        """Weigh the boundary above a row: the row may go on with the one before."""
        rows = self.table.rows
        if not 0 < row < len(rows) or rows[row].kind != "row" or rows[row - 1].kind != "row":
            return {}
        below = [cell for cell in self.starting.get(row, ()) if cell.lines]
        above = [cell for cell in self.ending.get(row, ()) if cell.lines]
        weighed = {
            "texts start low below the boundary": _share(
                [1 - self._lower(cell) for cell in below if starts_low(cell.lines[0].text)], below
            ),
            "texts are open above the boundary": _share(
                [
                    self.habits[cell.column].closed
                    for cell in above
                    if not ends_sentence(cell.lines[-1].text)
                ],
                above,
            ),
            "texts break off above the boundary": _share(
                [1.0 for cell in above if _breaks_off(cell.lines[-1].text)], above
            ),
            "few texts below the boundary": max(0.0, self.filled - self._fill(row)),
            "few texts above the boundary": max(0.0, self.filled - self._fill(row - 1)),
        }
        end = self.breaks.get(row)
        if end is not None:
            weighed["page end"] = 1.0
            weighed["page end is close"] = 1 / (1 + abs(total_weight(end.evidence)))
        elif not self.table.is_ruled:
            weighed["no wider white at the boundary"] = self._narrow(above, below)
        return weighed

    def _lower(self, cell: StitchedCell) -> float:
        return self.habits[cell.column].lower

    def _narrow(self, above: Sequence[StitchedCell], below: Sequence[StitchedCell]) -> float:
        """Weigh the white space between two rows: 1 if it is that between lines of a text."""
        if not above or not below or not self.step:
            return 0.0
        if above[0].parts[-1][0] != below[0].parts[0][0]:
            return 0.0
        gap = min(c.lines[0].baseline for c in below) - max(c.lines[-1].baseline for c in above)
        return min(1.0, max(0.0, 2 - gap / self.step))

    def _of_row(self, cells: Sequence[StitchedCell]) -> Weighed:
        """Weigh what is inside a row: a boundary may be missing there."""
        starts: dict[tuple[int, int], int] = {}
        wide = 0.0
        for cell in cells:
            for page, part in cell.parts:
                for above, below in pairwise(part.lines):
                    step = (below.baseline - above.baseline) / self.step if self.step else 1.0
                    wide = max(wide, min(2.0, step - 1))
                    if starts_anew(below.text) and (ends_sentence(above.text) or step > 1.15):
                        place = (page, round(below.baseline))
                        starts[place] = starts.get(place, 0) + 1
        return {
            "texts start anew on one line inside the row": float(
                max(starts.values(), default=0) > 1
            ),
            "wide white inside the row": max(0.0, wide - 0.1),
        }

    def _of_cell(self, cell: StitchedCell) -> Weighed:
        lines = cell.lines
        weighed: Weighed = {
            "cell without text": float(not lines),
            "in a column that is mostly empty": 1 - self.habits[cell.column].filled,
            "spans rows": float(cell.row_stop > cell.row + 1),
            "spans columns": float(cell.column_stop > cell.column + 1),
            "readings differ": float(any(p.readings_agree is False for _, p in cell.parts)),
            "goes over a page end": float(len(cell.parts) > 1),
        }
        for kind in self._doubts_on(cell):
            weighed[f"doubt: {kind}"] = 1.0
        if lines:
            weighed |= _of_text(cell, lines, self.habits[cell.column])
        return weighed

    def _doubts_on(self, cell: StitchedCell) -> set[str]:
        reach = self.step / 2
        return {
            doubt.kind
            for page, part in cell.parts
            for doubt in self.doubts.get(page, ())
            if part.bbox[1] - reach <= doubt.bottom
            and doubt.top <= part.bbox[3] + reach
            and part.bbox[0] < doubt.right
            and doubt.left < part.bbox[2]
        }


def _of_text(cell: StitchedCell, lines: Sequence[Line], habits: ColumnHabits) -> Weighed:
    text = " ".join(line.text for line in lines)
    is_number = text[0].isdigit()
    return {
        "starts low": (1 - habits.lower) * starts_low(text),
        "breaks off": float(_breaks_off(text)),
        "is open": habits.closed * (not ends_sentence(text)),
        "is long": max(0.0, min(2.0, length_of(lines) / max(8.0, habits.length) - 2)),
        "is short": max(0.0, 0.3 - length_of(lines) / max(1.0, habits.length)),
        "is unlike its column a number": abs(is_number - habits.number),
        "gap inside a line": max(0.0, min(2.0, max(map(_widest_gap, lines)) - 1)),
        "crosses its cell": _crossing(cell),
        "starts elsewhere": _shift(cell, habits),
    }


def _widest_gap(line: Line) -> float:
    """Return the widest space between two words of a line, in type sizes."""
    gaps = (after.x0 - before.x1 for before, after in pairwise(line.words))
    return max(gaps, default=0.0) / (line.size or 1.0)


def _crossing(cell: StitchedCell) -> float:
    """Return how far a line reaches beyond its cell, in type sizes up to 2."""
    beyond = max(
        max(part.bbox[0] - line.x0, line.x1 - part.bbox[2]) / (line.size or 1.0)
        for _, part in cell.parts
        for line in part.lines
    )
    return min(2.0, max(0.0, beyond))


def _shift(cell: StitchedCell, habits: ColumnHabits) -> float:
    """Return how far the text starts from where its column's texts start, in sizes up to 2."""
    if not habits.is_left_aligned:
        return 0.0
    page, part = next((page, part) for page, part in cell.parts if part.lines)
    inset = min(line.x0 for line in part.lines) - part.bbox[0]
    return min(2.0, abs(inset - habits.left) / (part.lines[0].size or 1.0))


def _breaks_off(text: str) -> bool:
    """Return whether a text ends where no text ends: at a comma, hyphen or short low word."""
    end = text.rstrip()
    return end.endswith((*PAUSE[1:2], "-", "–", "/", "(", "&")) or bool(SHORT_END.search(end))


def _share(weights: Sequence[float], cells: Sequence[StitchedCell]) -> float:
    return sum(weights) / len(cells) if cells else 0.0


def _keep_highest(weighed: Weighed, other: Weighed) -> None:
    for name, value in other.items():
        weighed[name] = max(value, weighed.get(name, 0.0))
