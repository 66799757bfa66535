"""Find the columns of a table by the white space between texts that are side by side.

Each gutter is weighed: how wide the white space is and how many lines leave it, how many lines
run across, whether the texts beside it begin, end or are centred at one position, and whether
drawn marks are in it. The sum of the log odds decides, so that a heading over some columns, or a
text that overflows its cell, does not hide a gutter that all other lines show.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise, takewhile
from statistics import median

from extract.alignment.segments import (
    Segment,
    are_side_by_side,
    is_figure,
    is_inner_heading,
    segments_in_rows,
)
from extract.alignment.thresholds import ALIGNMENT, GUTTERS
from extract.geometry.page_model import Rule, Word
from extract.reading import Evidence

TextLine = Sequence[Segment]
"""The segments of one line, from left to right."""


_BULLETS = frozenset("•▪◦‣·●")


@dataclass(frozen=True, slots=True)
class Gutter:
    """White space between two columns, and the evidence for it."""

    left: float
    right: float
    evidence: tuple[Evidence, ...]
    marks: tuple[float, ...] = ()
    """Drawn column edges in the white space."""

    @property
    def weight(self) -> float:
        """The log odds that two columns are separated here."""
        return sum(one.weight for one in self.evidence)

    @property
    def edges(self) -> tuple[float, ...]:
        """The column edges in the white space: those drawn, else one before the next column."""
        inset = min(ALIGNMENT.min_gutter, (self.right - self.left) / 2)
        return self.marks or (self.right - inset,)


def text_lines(segments: Iterable[Segment]) -> list[TextLine]:
    """Group segments into lines, top to bottom."""
    ordered = sorted(segments, key=lambda one: (one.baseline, one.x0))
    return [list(line) for _, line in groupby(ordered, key=lambda one: one.baseline)]


def find_gutters(
    lines: Sequence[TextLine], marks: Sequence[float] = (), *, has_headings: bool = False
) -> list[Gutter]:
    """Find the gutters between the texts of lines.

    Args:
        lines: the lines of a region, top to bottom. Lines with a single text show no gutter, but
            may run across one.
        marks: x positions at which drawn lines or fills show column edges.
        has_headings: whether lines may be headings over all columns, or prose.

    Returns:
        The gutters with more evidence for than against them, from left to right.
    """
    beside = [line for line in lines if len(line) > 1]
    single = [line[0] for line in lines if len(line) == 1]
    headings = _headings_among(lines) if has_headings else []
    starts = [[segment.x0 for segment in line] for line in beside]
    after_keys = median(line[0].x1 for line in beside) if beside else 0.0
    labels = _labels_above(lines, after_keys)
    single = [one for one in single if one not in labels]
    gutters = []
    for place in _candidates(beside):
        gutter = _weighed(place, beside, starts, after_keys, marks)
        evidence = (*gutter.evidence, *_single_evidence(place, single, headings, labels))
        gutters.append(replace(gutter, evidence=evidence))
    return _without_label_columns([one for one in gutters if one.weight > 0], beside)


def _headings_among(lines: Sequence[TextLine]) -> list[Segment]:
    """Return the texts alone in their lines that may be headings over all columns, or prose.

    They begin at the left, or are single lines between texts side by side, as centred headings are.
    """
    left = min((line[0].x0 for line in lines), default=0.0)
    return [
        line[0]
        for at, line in enumerate(lines)
        if len(line) == 1
        and (
            line[0].x0 - left <= line[0].size
            or (0 < at < len(lines) - 1 and min(len(lines[at - 1]), len(lines[at + 1])) > 1)
        )
    ]


def _labels_above(lines: Sequence[TextLine], after_keys: float) -> list[Segment]:
    """Return the texts alone in the first lines, right of the keys: labels over several columns."""
    above = takewhile(lambda line: len(line) == 1, lines[: ALIGNMENT.max_label_lines])
    return [line[0] for line in above if line[0].x0 > after_keys]


def _single_evidence(
    place: tuple[float, float],
    single: Sequence[Segment],
    headings_of_all: Sequence[Segment],
    labels: Sequence[Segment],
) -> list[Evidence]:
    """Weigh the texts that are alone in their lines and run across."""
    over = sum(one.x0 < place[0] and one.x1 > place[1] for one in labels)
    across = [one for one in single if one.x0 < place[0] and one.x1 > place[1]]
    headings = sum(one in headings_of_all for one in across)
    name = "headings or lines of prose run across"
    evidence = [
        Evidence(name="labels run across", weight=GUTTERS.label_across * over),
        Evidence(name=name, weight=GUTTERS.heading_across * headings),
        Evidence(name="texts run across", weight=GUTTERS.text_across * (len(across) - headings)),
    ]
    return [one for one in evidence if one.weight]


def _candidates(lines: Sequence[TextLine]) -> list[tuple[float, float]]:
    """Return the x intervals that fewer texts cross than the intervals on both sides of them."""
    changes: Counter[float] = Counter()
    for line in lines:
        for segment in line:
            changes[segment.x0] += 1
            changes[segment.x1] -= 1
    xs = sorted(x for x, change in changes.items() if change)
    depths = list(accumulate(changes[x] for x in xs))
    return [
        (xs[at], xs[at + 1])
        for at in range(1, len(xs) - 1)
        if depths[at - 1] > depths[at] < depths[at + 1]
    ]


def _weighed(
    place: tuple[float, float],
    lines: Sequence[TextLine],
    starts: Sequence[Sequence[float]],
    after_keys: float,
    marks: Sequence[float],
) -> Gutter:
    """Weigh white space as the gutter between two columns.

    Args:
        place: the white space.
        lines: the lines with texts side by side.
        starts: the left ends of their texts.
        after_keys: where the texts of the first column usually end.
        marks: x positions of drawn column edges.
    """
    left, right = place
    middle, distance = (left + right) / 2, ALIGNMENT.mark_distance
    sides: list[tuple[Segment, Segment]] = []
    labels = texts = 0
    for number, (line, own_starts) in enumerate(zip(lines, starts, strict=True)):
        at = bisect_right(own_starts, middle)
        if at and _overflows(line[at - 1 :], right):
            continue
        if at and line[at - 1].x1 > middle:
            # A label over a group of columns is above their texts, and not over the first column.
            is_above = not sides and number < ALIGNMENT.max_label_lines
            is_label = is_above and (at > 1 or line[0].x0 > after_keys)
            labels, texts = labels + is_label, texts + (not is_label)
        elif 0 < at < len(line) and _is_beside(line[at - 1], line[at], place):
            sides.append((line[at - 1], line[at]))
    if labels >= len(sides):  # labels are fewer than the lines below them
        labels, texts = 0, labels + texts
    own = tuple(x for x in marks if left - distance <= x <= right + distance)
    evidence = [
        Evidence(name="a gutter is rare", weight=GUTTERS.prior),
        *_white_evidence(sides, right - left),
        Evidence(name="labels run across", weight=GUTTERS.label_across * labels),
        Evidence(name="texts run across", weight=GUTTERS.text_across * texts),
        *_alignment_evidence(sides),
        *_drawing_evidence(sides),
    ]
    if own:
        evidence.append(Evidence(name="a column edge is drawn", weight=GUTTERS.mark))
    return Gutter(left, right, tuple(one for one in evidence if one.weight), own)


def _overflows(texts: Sequence[Segment], right: float) -> bool:
    """Return whether a text ends beyond white space, where the text after it begins."""
    if len(texts) < 2 or texts[0].x1 <= right:
        return False
    return abs(texts[1].x0 - right) <= ALIGNMENT.start_distance


def _is_beside(before: Segment, after: Segment, place: tuple[float, float]) -> bool:
    """Return whether a text next to white space shows its place: an empty column shows none.

    Nor does the bullet of a list.
    """
    if before.text in _BULLETS:
        return False
    near, wide = (times * after.size for times in (GUTTERS.near_text, GUTTERS.near_figure))
    ends_near = is_figure(before.text) and place[0] - before.x1 <= wide
    return ends_near or after.x0 - place[1] <= (wide if is_figure(after.text) else near)


def _white_evidence(sides: Sequence[tuple[Segment, Segment]], width: float) -> list[Evidence]:
    """Weigh the white space that lines leave, and that all of them leave together.

    Wide spaces of justified text are followed by words that begin anywhere.
    """
    least, most = GUTTERS.narrow_white, GUTTERS.max_white
    free = sum(min(most, (after.x0 - before.x1) / after.size - least) for before, after in sides)
    share = aligned_share([after for _, after in sides]) / GUTTERS.usual_aligned if sides else 0.0
    weight = GUTTERS.white * free * min(1.0, share)
    evidence = [Evidence(name="lines leave white space", weight=weight)]
    apart = sum(after.is_drawn_apart for _, after in sides)
    if width < ALIGNMENT.min_gutter and apart < GUTTERS.usual_apart * len(sides):
        evidence.append(Evidence(name="the columns all but touch", weight=GUTTERS.touching))
    return evidence


def _alignment_evidence(sides: Sequence[tuple[Segment, Segment]]) -> list[Evidence]:
    """Weigh whether the texts on both sides begin, end or are centred at one position."""
    count = len(sides)
    if count < GUTTERS.min_aligned_lines:
        return []
    shares = [aligned_share([pair[side] for pair in sides]) for side in (0, 1)]
    weight = GUTTERS.aligned * (sum(shares) / 2 - GUTTERS.chance_aligned)
    return [Evidence(name="texts beside it are aligned", weight=weight)]


def _drawing_evidence(sides: Sequence[tuple[Segment, Segment]]) -> list[Evidence]:
    """Weigh whether the texts on both sides are drawn one side after the other.

    Programs draw cells as wholes. Those that draw line by line over all columns show nothing.
    """
    apart = sum(after.is_drawn_apart for _, after in sides)
    weight = min(GUTTERS.max_drawn_apart, GUTTERS.drawn_apart * apart)
    return [Evidence(name="texts beside it are drawn apart", weight=weight)]


def aligned_share(texts: Sequence[Segment]) -> float:
    """Return the share of texts that are aligned with each other.

    Texts begin or are centred at one position; figures may also end or have their point there.
    """
    tolerance = 2 * ALIGNMENT.start_distance
    places = [[one.x0 for one in texts], [(one.x0 + one.x1) / 2 for one in texts]]
    if 2 * sum(is_figure(one.text) for one in texts) > len(texts):
        places.append([one.x1 for one in texts])
        places += [[one.point(width) for one in texts] for width in (GUTTERS.mark_width, 1.0)]
    return max(_largest_cluster(sorted(own), tolerance) for own in places) / len(texts)


def _largest_cluster(values: Sequence[float], width: float) -> int:
    """Count the most values that lie within a width of each other."""
    best = first = 0
    for at, value in enumerate(values):
        while value - values[first] > width:
            first += 1
        best = max(best, at - first + 1)
    return best


def _without_label_columns(gutters: list[Gutter], lines: Sequence[TextLine]) -> list[Gutter]:
    """Join a column that holds at most a single label to the column beside it.

    A label that is centred over numbers set flush right may be beside all of them.
    """
    kept = list(gutters)
    while True:
        occupied = _occupied_lines(kept, lines)
        needless = [
            at
            for at, (one, other) in enumerate(pairwise(occupied))
            if min(len(one), len(other)) <= 1 < max(len(one), len(other))
            and not one & other
            and not kept[at].marks
        ]
        if not needless:
            return kept
        del kept[min(needless, key=lambda at: kept[at].weight)]


def _occupied_lines(gutters: Sequence[Gutter], lines: Sequence[TextLine]) -> list[set[int]]:
    """Return, for each column, the lines that print a text in it."""
    middles = [(gutter.left + gutter.right) / 2 for gutter in gutters]
    occupied: list[set[int]] = [set() for _ in range(len(gutters) + 1)]
    for at, line in enumerate(lines):
        for segment in line:
            first, last = bisect_right(middles, segment.x0), bisect_right(middles, segment.x1)
            if first == last:  # a label over several columns is of none of them
                occupied[first].add(at)
    return occupied


def are_mostly_prose(segments: Sequence[Segment], left: float) -> bool:
    """Return whether more lines run from the left past the texts side by side than show these."""
    lines = text_lines(segments)
    seconds = [line[1].x0 for line in lines if len(line) > 1]
    across = [
        line[0]
        for line in lines
        if len(line) == 1
        and line[0].x0 - left <= line[0].size
        and line[0].x1 > max(seconds, default=left)
    ]
    return len(across) > len(seconds)


def split_at_prose(full: Sequence[Rule], words: Sequence[Word]) -> list[list[Rule]]:
    """Split rules of one width where there is prose between them: they are several tables'.

    Args:
        full: the rules, top to bottom.
        words: the words within their width.

    Returns:
        The rules of each table that has two or more.
    """
    tables: list[list[Rule]] = [[full[0]]]
    between = segments_in_rows(words, [rule.at for rule in full])
    for (above, below), segments in zip(pairwise(full), between, strict=True):
        if (
            segments
            and (not are_side_by_side(segments) or are_mostly_prose(segments, above.start))
            and not is_inner_heading(segments, above, below)
        ):
            tables.append([])
        tables[-1].append(below)
    return [rules for rules in tables if len(rules) > 1]
