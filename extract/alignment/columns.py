"""Tables without vertical lines: columns by the alignment of text and shades."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from extract.alignment.alignment_profile import Layout, Rows
from extract.alignment.open_rows import is_set_as, open_page, with_open_rows
from extract.alignment.segments import Edges, Segment, crosses, in_columns, segments_of
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import Fill, Rule, Rules, Word
from extract.model import Bbox
from extract.ruling.frames import Lattice, inside, snap, words_outside
from extract.ruling.rule_groups import RuleGroup, rule_groups_of
from extract.ruling.thresholds import RULING


def aligned_lattices(
    rules: Rules, loose: Sequence[Rule], taken: Sequence[Bbox], words: Sequence[Word]
) -> list[Lattice]:
    """Find tables that draw no vertical lines: horizontal lines only, or shades only.

    Args:
        rules: a page's lines and shades.
        loose: horizontal lines that belong to no ruled table.
        taken: boxes of the ruled tables.
        words: of the page.

    Returns:
        Lattices of two columns or more.
    """
    fills = [fill for fill in rules.fills if not any(_overlap(fill.bbox, box) for box in taken)]
    stacks = rule_groups_of(loose, fills)
    # Shades that part rows and columns are a table whatever rules are drawn around them.
    whole = _found([stack for stack in stacks if stack.is_whole], taken, words, rules.marks)
    taken = [*taken, *(lattice.bbox for lattice in whole)]
    others = [stack for stack in stacks if not stack.is_whole]
    return [*whole, *_found(others, taken, words, rules.marks)]


def _found(
    stacks: Sequence[RuleGroup],
    taken: Sequence[Bbox],
    words: Sequence[Word],
    marks: Sequence[tuple[float, float]],
) -> list[Lattice]:
    free = words_outside(words, taken)
    found = [lattice_of(stack, free, marks) for stack in stacks]
    return [
        lattice
        for lattice in found
        if lattice is not None and not any(_overlap(lattice.bbox, box) for box in taken)
    ]


def _overlap(one: Bbox, other: Bbox) -> bool:
    """Say whether two boxes share more than an edge."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > RULING.max_end_difference and down > RULING.max_end_difference


def with_columns(lattice: Lattice, rules: Rules, words: Sequence[Word]) -> Lattice | None:
    """Look for columns in a frame that is ruled across only."""
    x0, _, x1, _ = lattice.bbox
    fills = [fill for fill in rules.fills if inside(fill.bbox, lattice.bbox)]
    return lattice_of(RuleGroup(x0, x1, list(lattice.horizontal), fills), words, rules.marks)


def lattice_of(
    stack: RuleGroup,
    words: Sequence[Word],
    pieces: Sequence[tuple[float, float]],
    known: Layout | None = None,
) -> Lattice | None:
    """Find the table that lines and shades above each other part.

    Args:
        stack: the lines and shades.
        words: of the page.
        pieces: where pieces of horizontal lines end.
        known: the table's columns, where other pages tell them.

    Returns:
        Its lattice; None where there are no two columns.
    """
    marks = marks_of(stack, pieces)
    edges = [rule.at for rule in stack.lines]
    edges += [y for fill in stack.fills for y in (fill.bbox[1], fill.bbox[3])]
    ys = snap(edges, RULING.max_fill_gap if stack.fills else RULING.snap_distance)
    if len(ys) < 2 and known is None:
        return None
    within = [
        word
        for word in words
        if stack.left - RULING.max_end_difference <= word.x0
        and word.x1 <= stack.right + 2 * word.size
    ]
    columns = known.edges if known else Edges(drawn=(*_edges_of(stack.fills), *marks))
    if not within:
        return None
    rows = [segments_of(within, top, bottom, columns) for top, bottom in pairwise(ys)]
    if known is None:
        inner = _gutters(rows, [_is_single(segments) for segments in rows], stack, marks)
    else:
        inner = list(known.edges.inner)
    if not inner:
        return None
    rows = [in_columns(segments, inner) for segments in rows]
    single = [_is_single(segments) for segments in rows]
    bands = [
        alone and _is_band(segments, top, bottom, stack, inner)
        for segments, alone, (top, bottom) in zip(rows, single, pairwise(ys), strict=True)
    ]
    start, stop = _without_text_around(ys, rows, bands, stack, inner)
    if known is not None and start == stop:
        start = stop = 0
    ys, rows, bands = ys[start : stop + 1], rows[start:stop], bands[start:stop]
    if known is None and (len(ys) < 2 or (len(ys) == 2 and not _is_drawn(inner, stack, marks))):
        return None
    if not ys and known is not None:
        ys, rows, bands = open_page(within, known)
    if not ys:
        return None
    return _lattice(stack, (ys, rows, bands), within, inner, known)


def _lattice(
    stack: RuleGroup,
    found: Rows,
    within: Sequence[Word],
    inner: Sequence[float],
    known: Layout | None,
) -> Lattice | None:
    """Add the rows beyond the outermost lines and shades, and draw the walls."""
    ys, rows, bands = found
    if stack.fills:
        size = median(word.size for word in within)
        ys, rows, bands = _with_last_row(ys, rows, bands, stack, within, inner, size)
        ys, rows, bands = _with_first_row(ys, rows, bands, stack, within, inner, size)
    ys, rows, bands = with_open_rows(ys, rows, bands, within, inner, stack.lines, known)
    if len(ys) < 2:
        return None
    xs = [stack.left, *inner, stack.right]
    horizontal = [*stack.lines]
    for fill in stack.fills:
        x0, top, x1, bottom = fill.bbox
        horizontal += [Rule(top, x0, x1), Rule(bottom, x0, x1)]
    starts = known.edges.starts[1:] if known else [()] * len(inner)
    vertical = _walls(rows, bands, ys, xs, stack, starts)
    return Lattice(tuple(xs), tuple(ys), tuple(horizontal), tuple(vertical))


def _without_text_around(
    ys: list[float],
    rows: list[list[Segment]],
    bands: list[bool],
    stack: RuleGroup,
    inner: Sequence[float],
) -> tuple[int, int]:
    """Leave out prose above and below a table, and keep its outermost headings."""
    start, stop = _without_prose(ys, rows, stack)
    # A row with text in one column only looks like prose until the columns are known.
    while start > 0 and not crosses(rows[start - 1], inner):
        start -= 1
    while stop < len(rows) and not crosses(rows[stop], inner):
        stop += 1
    # So does a heading over all columns; between rules it keeps the distance that rows keep.
    span = slice(start, stop)
    if start > 0 and bands[start - 1] and is_set_as(span, start - 1, ys, rows, bands, stack.lines):
        start -= 1
    if stop < len(rows) and bands[stop] and is_set_as(span, stop, ys, rows, bands, stack.lines):
        stop += 1
    return start, stop


def marks_of(stack: RuleGroup, pieces: Sequence[tuple[float, float]]) -> list[float]:
    """Where pieces of the stack's lines meet, on two lines at least: the columns' edges."""
    lines: dict[int, set[int]] = {}
    for x, y in pieces:
        if any(abs(rule.at - y) <= RULING.snap_distance for rule in stack.lines):
            lines.setdefault(round(x), set()).add(round(y))
    return sorted(float(x) for x, heights in lines.items() if len(heights) > 1)


def _without_prose(ys: list[float], rows: list[list[Segment]], stack: RuleGroup) -> tuple[int, int]:
    """Leave out prose between the table and a line above or below it."""
    start, stop = 0, len(rows)
    while start < stop and _is_prose(rows[start], ys[start], ys[start + 1], stack):
        start += 1
    while stop > start and _is_prose(rows[stop - 1], ys[stop - 1], ys[stop], stack):
        stop -= 1
    return start, stop


def _is_prose(segments: Sequence[Segment], top: float, bottom: float, stack: RuleGroup) -> bool:
    """Say whether no two segments stand side by side, and no shade lies under them."""
    if any(_covers(fill.bbox, top, bottom) for fill in stack.fills):
        return False
    return _is_single(segments)


def _is_single(segments: Sequence[Segment]) -> bool:
    """Say whether no two segments of a row stand on one line."""
    baselines = [segment.baseline for segment in segments]
    return len(set(baselines)) == len(baselines)


def _covers(bbox: Bbox, top: float, bottom: float) -> bool:
    return min(bbox[3], bottom) - max(bbox[1], top) >= 0.6 * (bottom - top)


def _is_band(
    segments: Sequence[Segment],
    top: float,
    bottom: float,
    stack: RuleGroup,
    inner: Sequence[float],
) -> bool:
    """Say whether a row without text side by side is one cell over all columns."""
    width = stack.right - stack.left
    one_shade = any(
        _covers(fill.bbox, top, bottom) and fill.bbox[2] - fill.bbox[0] > 0.95 * width
        for fill in stack.fills
    )
    return bool(segments) and (one_shade or crosses(segments, inner))


def _gutters(
    rows: Sequence[Sequence[Segment]],
    bands: Sequence[bool],
    stack: RuleGroup,
    marks: Sequence[float],
) -> list[float]:
    """Places of the columns: where no text runs across, over all rows."""
    segments = [s for row, band in zip(rows, bands, strict=True) if not band for s in row]
    if not segments:
        return []
    events = sorted(
        [(segment.x0, 1) for segment in segments] + [(segment.x1, -1) for segment in segments]
    )
    first = min(segment.x0 for segment in segments)
    last = max(segment.x1 for segment in segments)
    edges = _edges_of(stack.fills)
    places = snap([*edges, *marks], 2.0)
    depth, inner = 0, []
    for (x, step), (following, _) in pairwise(events):
        depth += step
        if (
            depth == 0
            and following - x >= ALIGNMENT.min_gutter
            and x >= first
            and following <= last
        ):
            held = [p for p in places if x - 1.5 <= p <= following + 1.5]
            held = [
                p
                for p in held
                if stack.left + RULING.max_end_difference
                < p
                < stack.right - RULING.max_end_difference
            ]
            inner += held or [following - min(ALIGNMENT.min_gutter, (following - x) / 2)]
    # Edges of shades and meeting lines part columns that are empty, too.
    inner += [
        x
        for x in snap([*edges, *marks], RULING.max_fill_gap)
        if stack.left + RULING.max_end_difference < x < stack.right - RULING.max_end_difference
        and not crosses(segments, [x])
    ]
    return snap(inner, RULING.max_fill_gap)


def _edges_of(fills: Sequence[Fill]) -> list[float]:
    """The left and right ends of shades."""
    return [x for fill in fills for x in (fill.bbox[0], fill.bbox[2])]


def _is_drawn(inner: Sequence[float], stack: RuleGroup, marks: Sequence[float]) -> bool:
    """Say whether pieces of lines or edges of shades stand at each column."""
    edges = _edges_of(stack.fills)
    return all(
        any(abs(x - place) <= RULING.max_fill_gap for place in [*edges, *marks]) for x in inner
    )


def _with_last_row(
    ys: list[float],
    rows: list[list[Segment]],
    bands: list[bool],
    stack: RuleGroup,
    words: Sequence[Word],
    inner: Sequence[float],
    size: float,
) -> Rows:
    """Add a row without a shade that follows the last shaded one."""
    if any(rule.at > ys[-1] - RULING.max_fill_gap for rule in stack.lines):
        return ys, rows, bands
    held = _next_row(segments_of(words, ys[-1], ys[-1] + float("inf")), ys[-1], inner, size)
    if not held:
        return ys, rows, bands
    bottom = max(segment.baseline + 0.5 * segment.size for segment in held)
    return [*ys, bottom], [*rows, held], [*bands, False]


def _with_first_row(
    ys: list[float],
    rows: list[list[Segment]],
    bands: list[bool],
    stack: RuleGroup,
    words: Sequence[Word],
    inner: Sequence[float],
    size: float,
) -> Rows:
    """Add a row without a shade that stands above the first shaded one, as at a page's top."""
    if any(rule.at < ys[0] + RULING.max_fill_gap for rule in stack.lines) or _is_dark_head(
        ys, stack
    ):
        return ys, rows, bands
    above = segments_of(words, ys[0] - float("inf"), ys[0])
    held = _next_row(above[::-1], ys[0], inner, size)[::-1]
    if _is_single(held):
        return ys, rows, bands
    top = min(segment.baseline - 1.2 * segment.size for segment in held)
    return [top, *ys], [held, *rows], [False, *bands]


def _is_dark_head(ys: Sequence[float], stack: RuleGroup) -> bool:
    """Say whether the first row is shaded otherwise than the others: a header."""
    first = {f.color for f in stack.fills if _covers(f.bbox, ys[0], ys[1])}
    others = {f.color for f in stack.fills if not _covers(f.bbox, ys[0], ys[1])}
    return not (first & others) and bool(others)


def _next_row(
    segments: Sequence[Segment], edge: float, inner: Sequence[float], size: float
) -> list[Segment]:
    """Take lines, from an edge on, as long as they keep to the columns and follow closely."""
    reached, held = edge, []
    for segment in segments:
        other = abs(segment.size - size) > 0.05 * size
        if other or crosses([segment], inner) or abs(segment.baseline - reached) > 3 * size:
            break
        held.append(segment)
        reached = segment.baseline
    return held


def _walls(
    rows: Sequence[Sequence[Segment]],
    bands: Sequence[bool],
    ys: Sequence[float],
    xs: Sequence[float],
    stack: RuleGroup,
    starts: Sequence[Sequence[float]],
) -> list[Rule]:
    """Vertical walls for each row: at edges of shades, else wherever no text runs across.

    Beside lines that begin in the next column one that runs across is spilled.
    """
    walls = [Rule(xs[0], ys[0], ys[-1]), Rule(xs[-1], ys[0], ys[-1])]
    for segments, band, (top, bottom) in zip(rows, bands, pairwise(ys), strict=True):
        edges = [
            x
            for fill in stack.fills
            if min(fill.bbox[3], bottom) - max(fill.bbox[1], top) > 0.5 * (bottom - top)
            for x in (fill.bbox[0], fill.bbox[2])
            if xs[0] + RULING.max_end_difference < x < xs[-1] - RULING.max_end_difference
        ]
        for x, begins in zip(xs[1:-1], starts, strict=True):
            if edges:
                drawn = any(abs(edge - x) <= RULING.max_fill_gap for edge in edges)
            else:
                across = [s for s in segments if crosses([s], [x])]
                beside = [
                    s
                    for s in segments
                    if any(abs(s.x0 - at) <= ALIGNMENT.start_distance for at in begins)
                ]
                drawn = not band and len(across) <= len(beside)
            if drawn:
                walls.append(Rule(x, top, bottom))
    return walls
