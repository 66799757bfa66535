"""Pair the cells of two readings by their boxes, and report where the readings differ.

The first reading is always kept, because the ledger accounts for its glyphs. Where the readings
differ, the second one is recorded with the evidence for either, for a reviewer to judge. The
evidence is a third reading of the box, by pypdfium2.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, pairwise, zip_longest
from typing import Literal, NamedTuple

from extract.geometry.bbox import (
    edge_distance,
    holds_center,
    intersection_over_union,
    overlaps,
    shared_length,
)
from extract.geometry.page_model import Line, PageCell, PageTable, Rules
from extract.geometry.spatial_index import SpatialIndex
from extract.page.ledger import letters
from extract.page.same_print import fold_reading, same_glyphs, same_reading
from extract.page.thresholds import AGREEMENT
from extract.reading import Bbox, Cause, OtherReading
from extract.text.vocabulary import spell_out

FIRST, SECOND = "pdfplumber", "camelot"

_CAUSES: dict[str, Cause] = {"missing": "cell", "span": "rule", "box": "edges"}

ThirdReader = Callable[[Bbox], str]
"""Reads the text in a box with a third library, as evidence where two readings differ."""


class SecondCell(NamedTuple):
    r"""A cell as the second reader returns it.

    Attributes:
        bbox: `(x0, top, x1, bottom)` in points, as the page is displayed.
        text: its lines, with `\n` between them, unchanged.
    """

    bbox: Bbox
    text: str


@dataclass(frozen=True, slots=True)
class FirstCell:
    """A cell as the first reader returns it, and what the second one says about it.

    Attributes:
        bbox: in points, as the page is displayed.
        lines: its lines, top to bottom.
        readings_agree: None if there is no second reading.
        other_reading: the second reading, if it differs.
    """

    bbox: Bbox
    lines: tuple[str, ...]
    readings_agree: bool | None = None
    other_reading: OtherReading | None = None


def compare_readings(
    first: Sequence[FirstCell],
    cells: Sequence[SecondCell],
    third_reader: ThirdReader | None = None,
) -> tuple[FirstCell, ...]:
    """Set `readings_agree` and `other_reading` on each cell of a page.

    Args:
        first: cells of the first reading.
        cells: of the second reading; empty if it found no cells.
        third_reader: reads a box with pypdfium2; called only where the two readings differ.

    Returns:
        The cells in the same order. `readings_agree` stays None if there is no second
        reading; where it is False, `other_reading` contains the second reading and the reason
        why the first one is kept.
    """
    if not cells:
        return tuple(first)
    index = SpatialIndex([cell.bbox for cell in cells])
    judged = [_judge(own, first, cells, index, third_reader) for own in first]
    differing = [one for one in judged if one.other_reading is not None]
    return tuple(_with_cause(one, differing) if one.other_reading else one for one in judged)


class DrawnCells:
    """Cells of a table that the drawing of its page proves, where the second reader differs.

    A cell is proven where a line is drawn along each of its edges inside of the cell that joins it
    with others; and where no line is drawn at the walls that split it, and texts run over all of
    them. What many cells share is worked out once.
    """

    def __init__(self, table: PageTable, cells: Sequence[SecondCell], rules: Rules) -> None:
        """Take a table, the second reader's cells in its coordinates, and the page's lines."""
        self._own, self._cells = table.cells, cells
        self._own_index = SpatialIndex([one.bbox for one in table.cells])
        self._index = SpatialIndex([one.bbox for one in cells])
        self._pieces = [sorted((p.at, p.start, p.stop) for p in pieces) for pieces in rules.pieces]
        sides = [(at, f.bbox[1], f.bbox[3]) for f in rules.fills for at in (f.bbox[0], f.bbox[2])]
        self._walls = sorted(self._pieces[1] + sides)
        self._joined: dict[Bbox, tuple[Sequence[PageCell], bool]] = {}

    def prove(self, cell: PageCell, other: Bbox) -> bool:
        """Return whether the drawing proves a cell against the box that it was compared with."""
        joined, is_same = self._joined_in(other)
        if len(joined) > 1:
            is_inside = holds_center(other, cell.bbox)
            return is_inside and is_same and _is_enclosed(cell, other, self._pieces)
        near = (self._cells[at] for at in self._index.around(cell.bbox))
        parts = sorted(one for one in near if holds_center(cell.bbox, one.bbox))
        texts = [one.text.splitlines() for one in parts]
        by_line = list(chain.from_iterable(zip_longest(*texts, fillvalue="")))
        own = _letters([line.text for line in cell.lines])
        is_same = own in (_letters([one.text for one in parts]), _letters(by_line))
        return len(parts) > 1 and is_same and _is_one(cell, parts, self._walls)

    def _joined_in(self, other: Bbox) -> tuple[Sequence[PageCell], bool]:
        """Return the cells that a box joins, and whether its text is theirs, in a usual order."""
        if other not in self._joined:
            near = (self._own[at] for at in self._own_index.around(other))
            cells = [one for one in near if holds_center(other, one.bbox)]
            theirs = _letters([one.text for one in self._cells if one.bbox == other][:1])
            by_row = sorted(cells, key=lambda one: (one.row, one.column))
            by_column = sorted(cells, key=lambda one: (one.column, one.row))
            lines = [[line for one in order for line in one.lines] for order in (by_row, by_column)]
            lines.append(sorted(lines[0], key=lambda line: (round(line.baseline), line.x0)))
            is_same = any(_letters([line.text for line in order]) == theirs for order in lines)
            self._joined[other] = cells, is_same
        return self._joined[other]


def _letters(texts: Sequence[str]) -> str:
    return letters(fold_reading("".join(texts)))


_Drawn = tuple[float, float, float]
"""Where a line is drawn, across its direction, and where it starts and stops."""


def _drawn_at(lines: Sequence[_Drawn], at: float) -> Iterator[tuple[float, float]]:
    """Yield start and stop of the sorted lines at a place."""
    limit = AGREEMENT.edge_tolerance
    for line in islice(lines, bisect_left(lines, (at - limit,)), None):
        if line[0] > at + limit:
            return
        yield line[1:]


def _is_enclosed(cell: PageCell, other: Bbox, pieces: Sequence[Sequence[_Drawn]]) -> bool:
    """Return whether lines are drawn along all edges of a cell that lie inside of a box."""
    limit, box = AGREEMENT.edge_tolerance, cell.bbox
    for side, at in enumerate(box):
        across = side % 2
        if not other[across] + limit < at < other[across + 2] - limit:
            continue
        start, stop = box[1 - across], box[3 - across]
        along = _drawn_at(pieces[1 - across], at)
        covered = _covered((max(start, first), min(stop, last)) for first, last in along)
        if covered < AGREEMENT.drawn_share * (stop - start):
            return False
    return True


def _covered(pieces: Iterable[tuple[float, float]]) -> float:
    """Return the length that pieces of a line cover together."""
    total, reach = 0.0, float("-inf")
    for start, stop in sorted(pieces):
        total += max(0.0, stop - max(start, reach))
        reach = max(reach, stop)
    return total


def _is_one(cell: PageCell, parts: Sequence[SecondCell], drawn: Sequence[_Drawn]) -> bool:
    """Return whether no line parts a cell, and texts run over all walls of the second reader."""
    limit, (x0, top, x1, bottom) = AGREEMENT.edge_tolerance, cell.bbox
    walls = {part.bbox[0] for part in parts if x0 + limit < part.bbox[0] < x1 - limit}
    is_row = all(
        abs(part.bbox[1] - top) <= limit and abs(part.bbox[3] - bottom) <= limit for part in parts
    )
    upper, lower = top + limit, bottom - limit
    is_parted = any(
        start < lower and stop > upper for wall in walls for start, stop in _drawn_at(drawn, wall)
    )
    is_run_over = all(any(_runs_over(line, wall) for line in cell.lines) for wall in walls)
    return is_row and upper < lower and not is_parted and bool(walls) and is_run_over


def _runs_over(line: Line, wall: float) -> bool:
    """Return whether a word stands on a wall, or two words of one text stand beside it."""
    words = line.words
    if any(word.x0 < wall < word.x1 for word in words):
        return True
    gap = AGREEMENT.word_gap * line.size
    return any(
        left.x1 <= wall <= right.x0 and right.x0 - left.x1 <= gap for left, right in pairwise(words)
    )


def _judge(
    own: FirstCell,
    first: Sequence[FirstCell],
    cells: Sequence[SecondCell],
    index: SpatialIndex,
    third_reader: ThirdReader | None,
) -> FirstCell:
    nearest = max(
        (cells[at] for at in sorted(index.around(own.bbox))),
        key=lambda cell: (intersection_over_union(cell.bbox, own.bbox), cell.bbox),
        default=None,
    )
    limit = AGREEMENT.edge_tolerance
    is_met = nearest is not None and overlaps(nearest.bbox, own.bbox, limit)
    if not is_met and _is_between_tables(own, first, cells):
        return replace(own, readings_agree=None, other_reading=None)
    if nearest is None or intersection_over_union(nearest.bbox, own.bbox) == 0:
        return _differing(own, None, "missing", _coverage(own, "", third_reader))

    def third() -> str:
        return third_reader(own.bbox) if third_reader else ""

    is_same = same_reading(" ".join(own.lines), nearest.text, third if third_reader else None)
    if edge_distance(nearest.bbox, own.bbox) > AGREEMENT.edge_tolerance:
        counts = [
            sum(holds_center(nearest.bbox, other.bbox) for other in first),
            sum(holds_center(own.bbox, cell.bbox) for cell in cells),
        ]
        kind: Literal["span", "box"] = "span" if max(counts) > 1 else "box"
        if kind == "span" and _misses_walls(own, nearest, first, cells):
            return replace(own, readings_agree=True, other_reading=None)
        # One cell with one text, whose drawn edges are thick or doubled, is read alike.
        if kind == "span" or not is_same:
            return _differing(own, nearest, kind, _edges(own, nearest, first, cells))
    if is_same:
        return replace(own, readings_agree=True, other_reading=None)
    return _differing(own, nearest, "text", _coverage(own, nearest.text, third_reader))


def _is_between_tables(
    own: FirstCell, first: Sequence[FirstCell], cells: Sequence[SecondCell]
) -> bool:
    """Return whether a row of one text stands between two tables of the second reader.

    It has no rules at its sides, like a heading above the next table; so the second reader, which
    finds cells by rules, has nothing to say about it.
    """
    limit, box = AGREEMENT.edge_tolerance, own.bbox
    if any(overlaps(cell.bbox, box, limit) for cell in cells):
        return False
    beside = (one.bbox for one in first if one is not own)
    if any(shared_length(one[1], one[3], box[1], box[3]) > limit for one in beside):
        return False
    above = any(abs(cell.bbox[3] - box[1]) <= limit for cell in cells)
    return above and any(abs(cell.bbox[1] - box[3]) <= limit for cell in cells)


def _misses_walls(
    own: FirstCell,
    cell: SecondCell,
    first: Sequence[FirstCell],
    cells: Sequence[SecondCell],
) -> bool:
    """Return whether the second reader joins cells side by side whose walls it has in other rows.

    Each of the cells has a text, so that none of them is the rest of a merged cell, and all texts
    are those of the second reader's cell.
    """
    parts = sorted(
        (one for one in first if holds_center(cell.bbox, one.bbox)), key=lambda one: one.bbox[0]
    )
    limit = AGREEMENT.edge_tolerance
    if own not in parts or not all(
        abs(one.bbox[1] - cell.bbox[1]) <= limit and abs(one.bbox[3] - cell.bbox[3]) <= limit
        for one in parts
    ):
        return False
    has_walls = all(
        any(abs(one.bbox[2] - edge) <= limit for other in cells for edge in other.bbox[0:3:2])
        for one in parts[:-1]
    )
    texts = [" ".join(one.lines) for one in parts]
    return has_walls and all(map(letters, texts)) and same_reading(" ".join(texts), cell.text)


def _differing(
    own: FirstCell,
    cell: SecondCell | None,
    kind: Literal["text", "box", "span", "missing"],
    because: str,
) -> FirstCell:
    other = OtherReading(
        reader=SECOND,
        text=" ".join(spell_out(cell.text).split()) if cell else "",
        bbox=cell.bbox if cell else None,
        differs_in=kind,
        cause=_CAUSES.get(kind, "letters"),
        chosen_because=because,
    )
    return replace(own, readings_agree=False, other_reading=other)


def _coverage(own: FirstCell, second: str, third_reader: ThirdReader | None) -> str:
    """Describe which reading contains the glyphs that are printed in the box."""
    ours, theirs = letters("".join(own.lines)), letters(second)
    if not ours and not theirs:
        return f"{FIRST}: its rules separate the box from its neighbours; it contains no glyph"
    if same_glyphs("".join(own.lines), second):
        because = f"{FIRST}: the same glyphs in the same order, only the spaces differ"
        if third_reader is None:
            return because
        third = third_reader(own.bbox)
        if same_reading(" ".join(own.lines), third, lambda: third):
            return f"{because}; pypdfium2 separates the words as it does"
        return f"{because}; pypdfium2 separates the words " + (
            f"as {SECOND} does" if same_reading(second, third, lambda: third) else "differently"
        )
    if sorted(ours) == sorted(theirs):
        return f"{FIRST}: the same glyphs, in another order"
    if third_reader is None:
        return (
            f"{FIRST}: {len(ours)} glyphs against {len(theirs)}; not compared with a third reading"
        )
    printed = sorted(letters(third_reader(own.bbox)))
    if printed == sorted(ours):
        return f"{FIRST}: pypdfium2 also reads its {len(ours)} glyphs in the box"
    if printed == sorted(theirs):
        return f"{FIRST} kept, but pypdfium2 reads what {SECOND} reads: compare with the page"
    return (
        f"{FIRST} kept; in the box pypdfium2 reads {len(printed)} glyphs, {FIRST} {len(ours)}, "
        f"{SECOND} {len(theirs)}"
    )


def _edges(
    own: FirstCell,
    cell: SecondCell,
    first: Sequence[FirstCell],
    cells: Sequence[SecondCell],
) -> str:
    """Describe which of two boxes is aligned with its neighbours in both readings."""
    neighbours = [other.bbox for other in first if other is not own]
    neighbours += [other.bbox for other in cells if other is not cell]
    ours, theirs = (
        sum(
            any(
                abs(edge - box[side]) <= AGREEMENT.edge_tolerance
                for box in neighbours
                for side in (index % 2, index % 2 + 2)
            )
            for index, edge in enumerate(bbox)
        )
        for bbox in (own.bbox, cell.bbox)
    )
    kept = FIRST if ours >= theirs else f"{FIRST} kept, but"
    return f"{kept}: {ours} of its 4 edges continue in other cells, {theirs} of {SECOND}'s"


def _with_cause(own: FirstCell, differing: Sequence[FirstCell]) -> FirstCell:
    """Set the cause of a difference, so that differences of one cause are reported as one."""
    other = own.other_reading
    assert other is not None
    cause: Cause = other.cause
    if other.differs_in == "text":
        cause = _cause_of_text(own, other, differing)
    return replace(own, other_reading=replace(other, cause=cause))


def _cause_of_text(own: FirstCell, other: OtherReading, differing: Sequence[FirstCell]) -> Cause:
    if same_glyphs("".join(own.lines), other.text):
        return "blanks"
    lacking, added = _changed_letters(own)
    if not lacking and not added:
        return "order"
    for neighbour in differing:
        if neighbour is own or not overlaps(neighbour.bbox, own.bbox, -AGREEMENT.edge_tolerance):
            continue
        lacking_there, added_there = _changed_letters(neighbour)
        moves = [(lacking, added_there), (added, lacking_there)]
        moves += [(lacking_there, added), (added_there, lacking)]
        if any(part and part <= whole for part, whole in moves):
            return "neighbour"
    if lacking and added:
        return "letters"
    return "lacking" if lacking else "added"


def _changed_letters(own: FirstCell) -> tuple[Counter[str], Counter[str]]:
    """Count the letters of a cell that the second reading lacks, and those that it adds."""
    ours = Counter(letters(fold_reading("".join(own.lines))))
    other = own.other_reading
    theirs = Counter(letters(fold_reading(other.text if other else "")))
    return ours - theirs, theirs - ours
