"""Gather the evidence on whether the cells of a table are read right.

Each piece of evidence is a number, and 0 where nothing speaks against the reading. A row boundary
has evidence of its own, which counts for the cells on both sides of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.confidence import walls
from extract.confidence.column_statistics import (
    ColumnStatistics,
    ends_open,
    starts_low,
    statistics_of,
)
from extract.confidence.line_steps import cells_set_as_one, line_steps_of, weigh_steps
from extract.confidence.page_ends import (
    joins_by_row,
    lone_empty_cells,
    weigh_cell_end,
    weigh_page_ends,
)
from extract.confidence.surroundings import (
    Surroundings,
    edges_of,
    has_text_beside,
    has_text_overleaf,
    texts_around,
    weigh_neighbours,
)
from extract.confidence.text_evidence import (
    pieces_per_line,
    spread_of,
    text_evidence_of,
    word_gaps_of,
)
from extract.confidence.thresholds import EVIDENCE
from extract.confidence.touching_words import cells_with_touching_words
from extract.geometry.drawing_order import is_drawn_by_cell, is_drawn_next
from extract.stitching.stitched_table import StitchedCell, StitchedTable
from extract.text.sentences import starts_anew

CellEvidence = dict[str, float]
"""Evidence by name; missing names count as 0."""
NOTHING = Surroundings()
IS_PART = "its table may be a part of the one before"
GOES_ON = "the next table may be a part of its table"
OF_TABLE = frozenset(
    {
        "no rules part the columns",
        "another reading of the table is close",
        IS_PART,
        GOES_ON,
    }
)
"""Evidence that all cells of a table share."""
OF_COLUMN = frozenset(
    {
        "most cells of the column have no text",
        walls.COLUMN_IN_PIECES,
        walls.COLUMN_SPREAD,
        walls.NO_SPACES,
    }
)
"""Evidence that all cells of a column share."""


def evidence_of(
    table: StitchedTable, around: Surroundings = NOTHING
) -> list[tuple[StitchedCell, CellEvidence]]:
    """Gather the evidence on each cell of a table's rows.

    Args:
        table: the table, joined over its pages.
        around: what lies around it.

    Returns:
        Each cell of a row, and the evidence on it. Bands and headers are not among them.
    """
    return _TableEvidence(table, around).of_cells()


class _TableEvidence:
    """The evidence on the cells of one table."""

    def __init__(self, table: StitchedTable, around: Surroundings) -> None:
        self.table = table
        self.around = around
        self.statistics = statistics_of(table)
        self.steps = line_steps_of(table)
        self.step = self.steps.usual
        self.is_boxed = table.is_ruled and table.has_drawn_rows
        self.has_all_walls = walls.has_all_walls(table)
        self.set_as_one = set() if self.is_boxed else cells_set_as_one(table, self.steps)
        self.starting: dict[int, list[StitchedCell]] = {}
        self.ending: dict[int, list[StitchedCell]] = {}
        for cell in table.cells:
            self.starting.setdefault(cell.row, []).append(cell)
            self.ending.setdefault(cell.row_stop, []).append(cell)
        self.filled = self._usual_fill()
        self.cuts = {end.row: end for end in table.breaks if not end.continues}
        self.header_pages = {page for page, _ in table.header_prints} - {*table.pages[:1]}
        self.joins = joins_by_row(table)
        self.lone_empty = lone_empty_cells(table)
        self.by_place = {(cell.row, cell.column): cell for cell in table.cells}
        self.overlapping = self._overlapping()
        self.is_drawn_by_cell = is_drawn_by_cell(
            (above.glyphs, below.glyphs)
            for cell in table.cells
            for _, part in cell.parts
            for above, below in pairwise(part.lines)
        )
        self.pieces = self._pieces_by_column()
        self.unspaced, self.unspaced_columns = self._unspaced()
        self.spreads = self._spreads_by_column()
        self.touching = cells_with_touching_words(table)
        self.reach = EVIDENCE.text_beside * self.step
        self.texts = texts_around(table, around.texts, self.reach)
        self.beside = {
            id(cell)
            for cell in table.cells
            if self._has_text_beside(cell) or self._has_text_before(cell)
        }

    def of_cells(self) -> list[tuple[StitchedCell, CellEvidence]]:
        whole = self._of_table()
        boundaries = [self._of_boundary(row) for row in range(len(self.table.rows) + 1)]
        rows = {row: self._of_row(row, cells) for row, cells in self.starting.items()}
        result = []
        for cell in self.table.cells:
            if self.table.rows[cell.row].kind != "row":
                continue
            evidence = dict(whole)
            if self.around.is_matrix and cell.row > 0:
                evidence.pop(IS_PART, None)
            if not self._may_go_on(cell):
                evidence.pop(GOES_ON, None)
            parts = [boundaries[cell.row], boundaries[cell.row_stop]]
            parts += [rows.get(row, {}) for row in range(cell.row, cell.row_stop)]
            for part in parts:
                for name, value in part.items():
                    evidence[name] = max(value, evidence.get(name, 0.0))
            result.append((cell, evidence | self._of_cell(cell)))
        return result

    def _overlapping(self) -> set[int]:
        """Find cells that lie over each other: their pages were joined in different columns."""
        covering: dict[tuple[int, int], StitchedCell] = {}
        found: set[int] = set()
        for cell in self.table.cells:
            for row in range(cell.row, cell.row_stop):
                for column in range(cell.column, cell.column_stop):
                    other = covering.setdefault((row, column), cell)
                    if other is not cell:
                        found |= {id(other), id(cell)}
        return found

    def _may_go_on(self, cell: StitchedCell) -> bool:
        """Return whether a cell would be wrong if the next table continued its table.

        If so, the cells of the last row may continue in the next table. If that table has more
        rows, this one is the part that the matrix lacks, so that all of its cells are concerned;
        not if this one is the matrix itself.
        """
        count = len(self.table.rows)
        after = self.around.after
        is_part = not self.around.is_matrix and after is not None and count <= len(after.rows)
        return cell.row_stop == count or is_part

    def _of_table(self) -> CellEvidence:
        margin = self.table.margin
        return {
            "no rules part the columns": float(not self.table.is_ruled),
            "another reading of the table is close": 0.0 if margin is None else 1 / (1 + margin),
            **weigh_neighbours(self.table, self.around),
        }

    def _usual_fill(self) -> float:
        """Return the usual share of the columns in which cells with text start in a row."""
        rows = [row for row, own in enumerate(self.table.rows) if own.kind == "row"]
        return median(map(self._fill, rows)) if rows else 0.0

    def _fill(self, row: int) -> float:
        starting = self.starting.get(row, ())
        return sum(bool(cell.lines) for cell in starting) / self.table.column_count

    def _of_boundary(self, row: int) -> CellEvidence:
        """Weigh the boundary above a row: the row may be a part of the one before it."""
        rows = self.table.rows
        if not 0 < row < len(rows) or rows[row].kind != "row" or rows[row - 1].kind != "row":
            return {}
        if self._is_drawn(row):
            return {}
        below = [cell for cell in self.starting.get(row, ()) if cell.lines]
        above = [cell for cell in self.ending.get(row, ()) if cell.lines]
        evidence = {
            "texts are drawn over the row boundary": self._drawn_over(above, below),
            "few texts below the row boundary": max(0.0, self.filled - self._fill(row)),
            "few texts above the row boundary": max(0.0, self.filled - self._fill(row - 1)),
        }
        if not self.table.has_drawn_rows:  # else the decision at the page end has weighed these
            evidence |= self._of_text_at_boundary(above, below)
        end = self.cuts.get(row)
        if end is not None:
            evidence |= weigh_page_ends([end])
        return evidence

    def _of_text_at_boundary(
        self, above: Sequence[StitchedCell], below: Sequence[StitchedCell]
    ) -> CellEvidence:
        usual = self.statistics
        low = [usual[cell.column].high for cell in below if starts_low(cell.lines[0].text)]
        open_ = [usual[cell.column].closed for cell in above if ends_open(cell.lines[-1].text)]
        return {
            "texts start in lower case below the row boundary": _mean(low, below),
            "texts are open above the row boundary": _mean(open_, above),
        }

    def _is_drawn(self, row: int) -> bool:
        """Return whether a rule or a shade shows the boundary above a row."""
        return self.table.has_drawn_rows and row not in self.cuts

    def _drawn_over(self, above: Sequence[StitchedCell], below: Sequence[StitchedCell]) -> float:
        """Return the share of texts that the file draws right after those above them.

        Between cells that rules part, this shows nothing: empty cells draw no text.
        """
        if self.table.is_ruled or not self.is_drawn_by_cell or not above:
            return 0.0
        by_column = {cell.column: cell for cell in above}
        last = max(by_column)  # the last cell of a row is followed by the next row
        drawn = [
            1.0
            for cell in below
            if cell.column in by_column.keys() - {last}
            and by_column[cell.column].parts[-1][0] == cell.parts[0][0]
            and is_drawn_next(by_column[cell.column].lines[-1].glyphs, cell.lines[0].glyphs)
        ]
        return _mean(drawn, below)

    def _of_row(self, row: int, cells: Sequence[StitchedCell]) -> CellEvidence:
        """Weigh whether a row boundary is missing inside a row."""
        gap_of = self._gap_between_walls if self.has_all_walls else self._widest_gap
        widest = gap_of(cells)
        from_above = [cell for cell in self.ending.get(row + 1, ()) if cell.row < row]
        filled = [cell for cell in (*cells, *from_above) if cell.lines]
        beside = [float(id(cell) in self.beside) for cell in filled]
        return {
            "white space inside the row": min(EVIDENCE.most, widest),
            "texts in no table are next to the row": _mean(beside, filled),
            **weigh_page_ends(self.joins.get(row, ())),
        }

    def _gap_between_walls(self, cells: Sequence[StitchedCell]) -> float:
        return walls.widest_row_gap(cells, self.step)

    def _widest_gap(self, cells: Sequence[StitchedCell]) -> float:
        """Return how much wider than usual the step before a new start is, in line steps."""
        widest = 0.0
        for cell in cells:
            for _, part in cell.parts:
                for above, below in pairwise(part.lines):
                    step = (below.baseline - above.baseline) / self.step if self.step else 1.0
                    if starts_anew(below.text) or not self.table.is_ruled:
                        widest = max(widest, step - EVIDENCE.usual_step)
        return widest

    def _pieces_by_column(self) -> list[float]:
        """Return, for each column, the share of its texts that are drawn in pieces."""
        counts = [[0, 0] for _ in range(self.table.column_count)]
        for cell in self.table.cells if self.is_drawn_by_cell else ():
            if cell.lines and self.table.rows[cell.row].kind == "row":
                counts[cell.column][0] += pieces_per_line(cell) > 0
                counts[cell.column][1] += 1
        return [pieces / total if total else 0.0 for pieces, total in counts]

    def _unspaced(self) -> tuple[set[int], list[float]]:
        """Find the cells with two words between which the file draws no space.

        Returns:
            Their identities, and the weight for each column. None if the file draws few spaces.
        """
        counts = {
            id(cell): (cell, *word_gaps_of(cell))
            for cell in self.table.cells
            if cell.lines and self.table.rows[cell.row].kind == "row"
        }
        gaps = sum(count for _, count, _ in counts.values())
        bare = sum(count for _, _, count in counts.values())
        if bare > EVIDENCE.bare_gaps * gaps:
            return set(), [0.0] * self.table.column_count
        found = {own for own, (_, _, count) in counts.items() if count}
        columns = [
            [own in found for own, (cell, _, _) in counts.items() if cell.column == column]
            for column in range(self.table.column_count)
        ]
        shares = [sum(own) / len(own) if own else 0.0 for own in columns]
        return found, [min(1.0, EVIDENCE.bare_column * share) for share in shares]

    def _spreads_by_column(self) -> list[float]:
        """Return, for each column, how far the lines of its texts are from being aligned."""
        spreads: list[list[float]] = [[] for _ in range(self.table.column_count)]
        for cell in self.table.cells:
            if cell.lines and self.table.rows[cell.row].kind == "row":
                spreads[cell.column].append(spread_of(cell))
        return [sum(own) / len(own) if own else 0.0 for own in spreads]

    def _of_cell(self, cell: StitchedCell) -> CellEvidence:
        statistics = self.statistics[cell.column]
        evidence: CellEvidence = {
            "the cell has no text": float(not cell.lines),
            "most cells of the column have no text": statistics.empty,
            walls.SPANS_COLUMNS: float(cell.column_stop > cell.column + 1),
            "a text in no table is next to it": float(self._has_text_beside(cell)),
            "a text in its width is next to it overleaf": float(
                self._has_text_after(cell) or self._has_text_before(cell)
            ),
            "it lies over another cell": float(id(cell) in self.overlapping),
            walls.TOUCHING_WORDS: float(id(cell) in self.touching),
            walls.COLUMN_SPREAD: self.spreads[cell.column],
            "whether it goes on over the page end is close": weigh_cell_end(cell, self.cuts),
            "one cell at the page end has no text, unlike the column": self.lone_empty.get(
                id(cell), 0.0
            ),
            "its lines and those of the next cell lie as in one text": float(
                id(cell) in self.set_as_one
            ),
            walls.NO_SPACE: float(id(cell) in self.unspaced),
            walls.NO_SPACES: self.unspaced_columns[cell.column],
        }
        if cell.lines:
            evidence |= text_evidence_of(
                cell, statistics, starts_freely=not self._is_drawn(cell.row)
            )
            evidence["the text below it goes on in lower case"] = self._goes_on_below(
                cell, statistics
            )
            evidence["it is bold where a page begins, unlike its column"] = (
                statistics.plain * self._is_bold_at_top(cell)
            )
            if not self.is_boxed:
                evidence |= weigh_steps(cell, self.steps, is_drawn=self.table.has_drawn_rows)
            if self.is_drawn_by_cell:
                evidence[walls.TEXT_IN_PIECES] = pieces_per_line(cell)
                evidence[walls.COLUMN_IN_PIECES] = self.pieces[cell.column]
        if self.has_all_walls and walls.is_walled(cell):
            shown = (
                walls.OF_FORM if self._is_at_page_end(cell) else walls.OF_FORM | walls.AT_PAGE_END
            )
            evidence = {name: value for name, value in evidence.items() if name not in shown}
        return evidence

    def _is_at_page_end(self, cell: StitchedCell) -> bool:
        """Return whether a cell ends where a page ends, or goes on over it."""
        rows = range(cell.row, cell.row_stop)
        return cell.row_stop in self.cuts or not self.joins.keys().isdisjoint(rows)

    def _goes_on_below(self, cell: StitchedCell, statistics: ColumnStatistics) -> float:
        """Weigh that a text is open above a shade, and the text below it starts in lower case."""
        below = self.by_place.get((cell.row_stop, cell.column))
        if self.is_boxed or not below or not below.lines or not self._is_drawn(cell.row_stop):
            return 0.0
        goes_on = ends_open(cell.lines[-1].text) and starts_low(below.lines[0].text)
        return statistics.high * goes_on

    def _is_bold_at_top(self, cell: StitchedCell) -> bool:
        """Return whether a bold line begins the table or a page, as a header not found would."""
        first = 0 if cell.row == 0 or cell.row in self.cuts else 1
        bare = [part for page, part in cell.parts[first:] if page not in self.header_pages]
        return any(part.lines[0].bold for part in bare if part.lines)

    def _has_text_beside(self, cell: StitchedCell) -> bool:
        is_whole_row = cell.column_stop - cell.column == self.table.column_count
        return not is_whole_row and has_text_beside(cell, self.texts, self.reach)

    def _has_text_after(self, cell: StitchedCell) -> bool:
        return cell.row_stop == len(self.table.rows) and self._has_text_overleaf(cell, 1)

    def _has_text_before(self, cell: StitchedCell) -> bool:
        before = self.around.before
        is_first = cell.row == 0 and self.table.rows[0].pages[:1] == self.table.pages[:1]
        if not is_first or (before and self.table.pages[0] - 1 in before.pages):
            return False
        return self._has_text_overleaf(cell, -1)

    def _has_text_overleaf(self, cell: StitchedCell, step: int) -> bool:
        if not cell.parts or cell.column_stop - cell.column == self.table.column_count:
            return False
        page = cell.parts[-1 if step == 1 else 0][0]
        edges = edges_of(self.table, page)
        return has_text_overleaf(cell, self.around.texts, edges, step)


def _mean(weights: Sequence[float], cells: Sequence[StitchedCell]) -> float:
    return sum(weights) / len(cells) if cells else 0.0
