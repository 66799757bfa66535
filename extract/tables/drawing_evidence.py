"""Weigh what is drawn in and around a candidate: its walls, other lines, parts of charts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from extract.geometry.bbox import area, enclosing, is_inside, overlap_area, overlaps, shared_length
from extract.geometry.drawing_order import is_drawn_next
from extract.geometry.page_model import PageTable, Rule, Rules, Word
from extract.geometry.spatial_index import groups_of
from extract.reading import Bbox, Evidence
from extract.ruling.thresholds import RULING
from extract.tables.candidate_text import CandidateText, CellText, words_inside
from extract.tables.candidates import evidence
from extract.tables.cells import drawn_walls
from extract.tables.thresholds import WEIGHING
from extract.text.sentences import ends_sentence, first_letter

BARS = "bars of a chart"
CURVES = "curves and slanted lines in it"
GO_ON = "its texts go on in another column or beyond it"


def weigh_drawing(table: PageTable, rules: Rules, words: Sequence[Word]) -> Iterator[Evidence]:
    """Weigh the lines, fills and curves of a page for and against a table.

    Args:
        table: the candidate's cells.
        rules: the lines and fills of the page.
        words: the words in the candidate.
    """
    if all(cell.is_boxed for cell in table.cells):
        # Its edges lie in the gaps between the boxes, so no line is drawn where they are.
        yield from evidence("its walls are drawn", WEIGHING.drawn, "boxes")
    else:
        walls = drawn_walls(table, rules)
        yield from _weigh_walls(table, walls)
        yield from _weigh_clear_edges(table, walls[0], words)
        through = _rules_through_cells(table, rules)
        yield from evidence(
            "lines are drawn through its cells",
            max(WEIGHING.through_floor, WEIGHING.through * through),
            f"{through} times",
        )
    yield from _weigh_curves(table, rules, len(words))
    yield from evidence(
        "shades run on beyond its edges", WEIGHING.shade_beyond * _shades_beyond(table, rules)
    )
    bars = _bars(table, rules, words)
    yield from evidence(BARS, WEIGHING.bars if bars else 0.0, f"{bars}")


def weigh_page_columns(
    text: CandidateText, rules: Rules, words: Sequence[Word]
) -> Iterator[Evidence]:
    """Weigh prose in columns side by side that goes on elsewhere, as the text of a page does.

    It goes on from the foot of a column at the head of the next one, and beyond the edge of a
    table that cuts it. Texts of cells begin anew, below a header, but for those of a row that a
    page end cuts: these are few, or lines are drawn beside them.
    """
    columns, distance = text.columns(), RULING.snap_distance
    pairs = [
        (before[-1], after[0])
        for before, after, x in zip(columns, columns[1:], text.table.xs[1:], strict=False)
        if before and after and not any(abs(rule.at - x) <= distance for rule in rules.vertical)
    ]
    within = sum(_begins_within(one.lines[0]) for one in text.with_text)
    enough = within >= WEIGHING.min_within * len(text.with_text)
    ends = [
        (foot.lines[-1], head.lines[0])
        for foot, head in pairs
        if enough and _holds_prose(foot) and _holds_prose(head)
    ]
    going_on = sum(_goes_on(*pair) * (1 + _are_drawn_next(*pair)) for pair in ends)
    prose = filter(_holds_prose, text.with_text)
    going_on += sum(_is_cut(one, text.table, words) for one in prose)
    weight = max(WEIGHING.going_on_floor, WEIGHING.going_on * going_on)
    yield from evidence(GO_ON, weight, f"{going_on}")


def _holds_prose(one: CellText) -> bool:
    count = len(one.lines)
    return count >= WEIGHING.min_prose_lines and (
        sum(map(len, one.lines)) >= WEIGHING.min_prose_words * count
    )


def _begins_within(line: Sequence[Word]) -> bool:
    """Return whether a line begins within a sentence."""
    return first_letter(line[0].text).islower()


def _goes_on(line: Sequence[Word], after: Sequence[Word]) -> bool:
    """Return whether a sentence may go on from the end of one line at the start of another."""
    return _begins_within(after) and not ends_sentence(line[-1].text)


def _are_drawn_next(line: Sequence[Word], after: Sequence[Word]) -> bool:
    return is_drawn_next(line[-1].glyphs, after[0].glyphs)


def _is_cut(one: CellText, table: PageTable, words: Sequence[Word]) -> bool:
    """Return whether the lower edge of a table cuts the text of a cell: its next line is below."""
    if one.cell.row_stop < table.row_count:
        return False
    last, pitch = one.lines[-1], one.lines[-1][0].baseline - one.lines[-2][0].baseline
    x0, _, x1, _ = one.cell.bbox
    next_baseline = last[0].baseline + pitch
    below = [
        word
        for word in words
        if x0 <= word.x0 < x1
        and abs(word.baseline - next_baseline) <= WEIGHING.max_cut_step * word.size
    ]
    return bool(below) and _goes_on(last, sorted(below, key=lambda word: word.x0))


def _bars(table: PageTable, rules: Rules, words: Sequence[Word]) -> int:
    """Count the fills that stand on one line and end at different heights inside cells.

    Fills behind rows and cells end at the edges of cells; fills behind lines of text hold text, and
    touch each other. Bars that touch are groups of bars, with no text in them. An edge at which
    nothing else begins or ends belongs to a bar, even if the grid has it.
    """
    boxes = [fill.bbox for fill in rules.fills if overlaps(fill.bbox, table.bbox, 0.0)]
    most = 0
    for foot, reach, side, edges, lines in (
        (3, 1, 0, table.ys, rules.horizontal),
        (0, 2, 1, table.xs, rules.vertical),
    ):
        stands: dict[int, list[Bbox]] = {}
        ends = _ends_of(boxes, (foot, reach), side, lines)
        for box in boxes:
            is_at_edge = any(abs(box[reach] - edge) <= RULING.snap_distance for edge in edges)
            if not is_at_edge or not _is_shared(box, reach, side, ends):
                stands.setdefault(round(box[foot]), []).append(box)
        for bars in stands.values():
            bars.sort(key=lambda box: box[side])
            are_apart = all(
                after[side] - before[side + 2] > RULING.min_box_gap
                for before, after in pairwise(bars)
            )
            heights = {round(box[reach]) for box in bars}
            if len(heights) > most and (are_apart or not _hold_text(bars, words)):
                most = len(heights)
    return most if most >= WEIGHING.min_bars else 0


def _hold_text(boxes: Sequence[Bbox], words: Sequence[Word]) -> bool:
    """Return whether many of the boxes have words in them, as shades behind lines of text do."""
    holding = sum(any(is_inside(word.bbox, box, 0.0) for word in words) for box in boxes)
    return holding > WEIGHING.max_labelled_bars * len(boxes)


def _shades_beyond(table: PageTable, rules: Rules) -> int:
    """Count the shades behind a good part of a table that run on far above or below it.

    Text boxes and the backgrounds of a page's layout make grids; cells end where their table does.
    """
    top, bottom = table.bbox[1], table.bbox[3]
    reach = bottom - top
    return sum(
        (fill.bbox[1] < top - reach or fill.bbox[3] > bottom + reach)
        and overlap_area(fill.bbox, table.bbox) > WEIGHING.shade_share * area(table.bbox)
        and not is_inside(table.bbox, fill.bbox, RULING.snap_distance)
        for fill in rules.fills
    )


def _ends_of(
    boxes: Sequence[Bbox], faces: tuple[int, int], side: int, lines: Sequence[Rule]
) -> dict[int, list[tuple[float, float]]]:
    """Return from where to where something begins, ends or runs, for each rounded position."""
    ends: dict[int, list[tuple[float, float]]] = {}
    for box in boxes:
        for face in faces:
            ends.setdefault(round(box[face]), []).append((box[side], box[side + 2]))
    for line in lines:
        ends.setdefault(round(line.at), []).append((line.start, line.stop))
    return ends


def _is_shared(
    box: Bbox, reach: int, side: int, ends: Mapping[int, Sequence[tuple[float, float]]]
) -> bool:
    """Return whether something beside a box ends where it does, or a line runs on beyond it."""
    distance = RULING.snap_distance
    return any(
        start < box[side] - distance or stop > box[side + 2] + distance
        for at in (-1, 0, 1)
        for start, stop in ends.get(round(box[reach]) + at, ())
    )


def _weigh_curves(table: PageTable, rules: Rules, words: int) -> Iterator[Evidence]:
    """Weigh the curves and slanted lines of a chart; the round corners of cells do not count."""
    columns, rows = {round(x) for x in table.xs}, {round(y) for y in table.ys}
    curves = [
        box
        for box in rules.curves
        if overlaps(box, table.bbox, 0.0)
        and not (round(box[0]) in columns and round(box[2]) in columns)
        and not (round(box[1]) in rows and round(box[3]) in rows)
        and not is_inside(table.bbox, box, 0.0)
    ]
    if curves:
        hulls = [
            enclosing(curves[at] for at in group)
            for group in groups_of(curves, RULING.snap_distance)
        ]
        covered = sum(overlap_area(hull, table.bbox) for hull in hulls) / area(table.bbox)
        weight = WEIGHING.curves * min(1.0, covered)
        weight += WEIGHING.many_curves * min(1.0, len(curves) / max(1, words))
        yield from evidence(CURVES, weight, f"{len(curves)}")


def _weigh_walls(
    table: PageTable, walls: tuple[Sequence[Sequence[bool]], Sequence[Sequence[bool]]]
) -> Iterator[Evidence]:
    """Weigh how many walls between cells are drawn, by lines or by edges of fills."""
    vertical, horizontal = walls
    drawn = sides = inner = 0
    for cell in table.cells:
        for column in range(cell.column, cell.column_stop):
            for row_edge in (cell.row, cell.row_stop):
                sides += 1
                drawn += horizontal[row_edge][column]
                inner += 0 < row_edge < table.row_count and not horizontal[row_edge][column]
        for row in range(cell.row, cell.row_stop):
            for column_edge in (cell.column, cell.column_stop):
                sides += 1
                drawn += vertical[column_edge][row]
                inner += 0 < column_edge < table.column_count and not vertical[column_edge][row]
    share = drawn / sides if sides else 0.0
    yield from evidence("its walls are drawn", WEIGHING.drawn * share, f"{share:.2f}")
    if table.is_booktabs:
        undrawn = sum(not any(horizontal[row]) for row in range(1, table.row_count))
        certain = undrawn - len(table.doubts)
        weight = min(WEIGHING.starts_ceiling, WEIGHING.row_start * certain) * (1 - share)
        yield from evidence("texts start side by side in undrawn rows", max(0.0, weight))
    # Each inner wall is a side of two cells.
    weight = max(WEIGHING.undrawn_floor, WEIGHING.undrawn * inner / 2)
    yield from evidence("walls between cells that nothing draws", weight, f"{inner // 2}")


def _weigh_clear_edges(
    table: PageTable, vertical: Sequence[Sequence[bool]], words: Sequence[Word]
) -> Iterator[Evidence]:
    """Weigh a column edge that no row draws and that has texts on both sides in each row.

    Another edge is drawn in all rows: where none is, rows of any text look like this.
    """
    inner = range(1, table.column_count)
    undrawn = [edge for edge in inner if not any(vertical[edge])]
    if not undrawn or not any(all(vertical[edge]) for edge in inner):
        return
    filled = {(cell.row, cell.column) for cell in table.cells if words_inside(cell.bbox, words)}
    rows = range(table.row_count)
    clear = [
        edge
        for edge in undrawn
        if sum({(row, edge - 1), (row, edge)} <= filled for row in rows) >= len(rows) - 1
    ]
    weight = WEIGHING.clear_edge if clear and len(rows) >= WEIGHING.min_clear_rows else 0.0
    yield from evidence("each row has texts on both sides of an undrawn edge", weight)


def _rules_through_cells(table: PageTable, rules: Rules) -> int:
    """Count the drawn lines that run through the inside of a cell from side to side."""
    across = _inner_rules(rules.horizontal, table.ys, table.xs)
    down = _inner_rules(rules.vertical, table.xs, table.ys)
    if not across and not down:
        return 0
    count = 0
    for cell in table.cells:
        x0, top, x1, bottom = cell.bbox
        count += _count_through(across, (top, bottom), (x0, x1))
        count += _count_through(down, (x0, x1), (top, bottom))
        if count >= WEIGHING.max_through:
            break
    return count


def _inner_rules(
    rules: Sequence[Rule], edges: Sequence[float], crossing: Sequence[float]
) -> list[Rule]:
    """Return the lines inside a table, in order."""
    distance = RULING.snap_distance
    inner = [
        rule
        for rule in rules
        if edges[0] + distance < rule.at < edges[-1] - distance
        and rule.start < crossing[-1] - distance
        and rule.stop > crossing[0] + distance
    ]
    return sorted(inner, key=lambda rule: rule.at)


def _count_through(
    rules: Sequence[Rule], between: tuple[float, float], sides: tuple[float, float]
) -> int:
    """Count the places between two sides of a cell at which lines run from side to side."""
    distance = RULING.snap_distance
    least = WEIGHING.through_share * (sides[1] - sides[0])
    first = bisect_right(rules, between[0] + distance, key=lambda rule: rule.at)
    stop = bisect_left(rules, between[1] - distance, key=lambda rule: rule.at)
    places = [
        rule.at
        for rule in rules[first:stop]
        if shared_length(rule.start, rule.stop, sides[0], sides[1]) >= least
    ]
    return sum(at == 0 or place - places[at - 1] > 2 * distance for at, place in enumerate(places))
