"""Order the lines outside tables as they are read: column by column if text is set in columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extract.geometry.clustering import snap
from extract.geometry.page_model import Line, Rules, Word
from extract.reading import Bbox
from extract.ruling.boxes import boxes_of
from extract.text.thresholds import TEXT_COLUMNS
from extract.text.words import lines_of


@dataclass(frozen=True, slots=True)
class _Segment:
    """Words of a line without a wide gap between them."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def baseline(self) -> float:
        return self.words[0].baseline


def reading_lines(words: Iterable[Word], rules: Rules | None = None) -> list[Line]:
    """Group words into lines, and order the lines as they are read.

    Args:
        words: of a page, outside tables.
        rules: the lines of the page. The boxes of a flow chart hold a text each.

    Returns:
        Lines, top to bottom. If text is set in columns side by side, the first column comes
        before the second, and each line has the right edge of its column.
    """
    words = list(words)
    labels = _labels_in_boxes(words, rules) if rules is not None else []
    if not labels:
        return _reading_order(words)
    inside = {word.glyphs for label in labels for word in label}
    rest = [word for word in words if word.glyphs not in inside]
    top = min(word.top for label in labels for word in label)
    return [
        *_reading_order([word for word in rest if word.baseline < top]),
        *(line for label in labels for line in _with_edge(lines_of(label))),
        *_reading_order([word for word in rest if word.baseline >= top]),
    ]


def _labels_in_boxes(words: Sequence[Word], rules: Rules) -> list[list[Word]]:
    """Return the texts of boxes that stand side by side at different heights, box by box.

    Boxes of one height may be those of a form or of a table, whose texts belong together.
    """
    if len(words) < TEXT_COLUMNS.min_labels:
        return []
    boxes = [
        box.bbox
        for box in boxes_of(rules.horizontal, rules.vertical)
        if box.closed_top and box.closed_bottom
    ]
    labels: dict[Bbox, list[Word]] = {}
    for word in words:
        around = [box for box in boxes if _holds(box, word)]
        if around:
            labels.setdefault(min(around, key=_area), []).append(word)
    short = [box for box, own in labels.items() if len(own) <= TEXT_COLUMNS.max_label_words]
    shifted = [box for box in short if any(_is_shifted(box, other) for other in short)]
    if len(shifted) < TEXT_COLUMNS.min_labels:
        return []
    return [labels[box] for box in sorted(short, key=lambda box: (box[1], box[0]))]


def _holds(box: Bbox, word: Word) -> bool:
    x0, top, x1, bottom = box
    return x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom


def _area(box: Bbox) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _is_shifted(box: Bbox, other: Bbox) -> bool:
    """Return whether two boxes are side by side, and neither begin nor end at one height."""
    is_beside = box[2] <= other[0] or other[2] <= box[0]
    overlap = min(box[3], other[3]) - max(box[1], other[1])
    shift = min(abs(box[1] - other[1]), abs(box[3] - other[3]))
    return is_beside and overlap > 0 and shift > TEXT_COLUMNS.start_tolerance


def _reading_order(words: Sequence[Word]) -> list[Line]:
    lines = lines_of(words)
    if len(lines) < TEXT_COLUMNS.min_drawn_lines:
        return lines
    segments = sorted(
        (segment for line in lines for segment in _segments(line)),
        key=lambda segment: segment.baseline,
    )
    columns = _find_columns(segments)
    if columns is None and len(segments) <= TEXT_COLUMNS.max_drawn_texts:
        columns = _find_columns(segments, are_drawn=True)
    if columns is None:
        return lines
    block, x = columns
    in_block = {word.glyphs for segment in block for word in segment.words}
    top = block[0].baseline
    rest = [word for word in words if word.glyphs not in in_block]
    left, right = _split_at(block, x)
    return [
        *_reading_order([word for word in rest if word.baseline < top]),
        *_with_edge(_reading_order([word for segment in left for word in segment.words])),
        *_with_edge(_reading_order([word for segment in right for word in segment.words])),
        *_reading_order([word for word in rest if word.baseline >= top]),
    ]


def _segments(line: Line) -> list[_Segment]:
    runs: list[list[Word]] = []
    for word in line.words:
        if runs and word.x0 - runs[-1][-1].x1 <= TEXT_COLUMNS.wide_gap * word.size:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [_Segment(tuple(run)) for run in runs]


def _with_edge(lines: Sequence[Line]) -> list[Line]:
    edge = max((line.x1 for line in lines), default=0.0)
    return [line if line.edge is not None else replace(line, edge=edge) for line in lines]


def _find_columns(
    segments: Sequence[_Segment], *, are_drawn: bool = False
) -> tuple[list[_Segment], float] | None:
    """Find the first block of a page set in columns, and the start of its second column.

    A few lines side by side are columns only if the file draws one after the other
    (`are_drawn`): it draws the cells of a table, and texts at tab stops, line by line.
    """
    limits = TEXT_COLUMNS
    least = limits.min_drawn_lines if are_drawn else limits.min_lines
    starts = sorted(segment.x0 for segment in segments)
    counts = {x: len(_starts_near(starts, x)) for x in dict.fromkeys(starts)}
    for x, count in counts.items():
        if count < least or count < max(counts[other] for other in _starts_near(starts, x)):
            continue
        for block in _blocks(segments, x, least):
            if (not are_drawn or _is_drawn_in_columns(block, x)) and (
                _is_text_in_columns(block, x, least)
            ):
                return _without_headings(block, x), x
    return None


def _starts_near(starts: Sequence[float], x: float) -> Sequence[float]:
    """Return the sorted starts within the tolerance around `x`."""
    tolerance = TEXT_COLUMNS.start_tolerance
    return starts[bisect_left(starts, x - tolerance) : bisect_right(starts, x + tolerance)]


def _is_drawn_in_columns(block: Sequence[_Segment], x: float) -> bool:
    """Return whether a file draws all text on one side of `x` before that on the other side."""
    left, right = (
        [glyph for segment in side for word in segment.words for glyph in word.glyphs]
        for side in _split_at(block, x)
    )
    return bool(left and right) and (max(left) < min(right) or max(right) < min(left))


def _blocks(segments: Sequence[_Segment], x: float, least: int) -> list[list[_Segment]]:
    """Split a page where text crosses the gutter to the left of `x`, and at tables and pictures."""
    limits = TEXT_COLUMNS
    blocks: list[list[_Segment]] = [[]]
    for segment in segments:
        apart = limits.apart * limits.line_height * segment.words[0].size
        if blocks[-1] and segment.baseline - blocks[-1][-1].baseline > apart:
            blocks.append([])
        begins_before = segment.x0 < x - limits.start_tolerance
        if begins_before and segment.x1 > x - limits.gutter and not _hangs(segment, x):
            blocks.append([])
        else:
            blocks[-1].append(segment)
    return [block for block in blocks if len(block) >= 2 * least]


def _split_at(block: Sequence[_Segment], x: float) -> tuple[list[_Segment], list[_Segment]]:
    """Return the segments of the column to the left of `x`, and those of the other.

    Bullets and numbers that hang in the gutter belong to the lines that begin at `x`.
    """
    limit = x - TEXT_COLUMNS.start_tolerance
    right = [segment for segment in block if segment.x0 >= limit]
    baselines = [segment.baseline for segment in right]
    before = [segment for segment in block if segment.x0 < limit]
    hanging = {
        s.words
        for s in before
        if _hangs(s, x) and (len(s.words) > 1 or _is_beside(s.baseline, baselines))
    }
    edge = max((s.x1 for s in before if s.words not in hanging), default=0.0)
    hanging = {s.words for s in before if s.words in hanging and s.x0 > edge}
    return (
        [segment for segment in before if segment.words not in hanging],
        [s for s in block if s.x0 >= limit or s.words in hanging],
    )


def _hangs(segment: _Segment, x: float) -> bool:
    """Return whether one word ends shortly before `x`, and the next one, if any, begins there."""
    first, rest = segment.words[0], segment.words[1:]
    reach = TEXT_COLUMNS.hanging_indent * first.size
    follows = not rest or abs(rest[0].x0 - x) <= TEXT_COLUMNS.start_tolerance
    return x - reach <= first.x0 and first.x1 < x and follows


def _is_beside(baseline: float, baselines: Sequence[float]) -> bool:
    """Return whether a line of a column, sorted by their baselines, is on a baseline."""
    at = bisect_left(baselines, baseline - TEXT_COLUMNS.start_tolerance)
    return at < len(baselines) and baselines[at] <= baseline + TEXT_COLUMNS.start_tolerance


def _is_text_in_columns(block: Sequence[_Segment], x: float, least: int) -> bool:
    """Return whether both sides of `x` are columns of running text side by side."""
    limits = TEXT_COLUMNS
    left, right = _split_at(block, x)
    if min(len(left), len(right)) < least:
        return False
    if any(
        sum(len(segment.words) for segment in side)
        < limits.min_words_per_line * len(_baselines(side))
        for side in (left, right)
    ):
        return False
    loose = [side for side in (left, right) if not _is_dense(side)]
    if len(loose) == 2 or (loose and least < limits.min_lines):
        return False
    if not all(_is_mostly_dense(side) for side in loose):
        return False
    width = max(segment.x1 for segment in left) - min(segment.x0 for segment in left)
    filled = sum(segment.x1 - segment.x0 for segment in left)
    if filled < limits.width_coverage * width * len(_baselines(left)):
        return False
    reach = limits.beside_tolerance
    beside = [
        segment
        for segment in left
        if right[0].baseline <= segment.baseline + reach <= right[-1].baseline + 2 * reach
    ]
    return len(beside) >= least


def _is_dense(side: Sequence[_Segment]) -> bool:
    """Return whether lines follow each other closely, as in text and unlike cells of a table."""
    baselines = _baselines(side)
    height = TEXT_COLUMNS.line_height * side[0].words[0].size * len(baselines)
    return height >= TEXT_COLUMNS.line_coverage * (baselines[-1] - baselines[0])


def _is_mostly_dense(side: Sequence[_Segment]) -> bool:
    """Return whether most lines of a column are running text, and others stand apart from it.

    Such are names below signatures or pictures, which leave more white than paragraphs do.
    """
    runs = _runs(side)
    counts = [len(_baselines(run)) for run in runs]
    running = sum(
        count
        for run, count in zip(runs, counts, strict=True)
        if count >= TEXT_COLUMNS.min_lines and _is_dense(run)
    )
    return 2 * running > sum(counts)


def _runs(side: Sequence[_Segment]) -> list[list[_Segment]]:
    """Part a column at white that is higher than the one between its paragraphs."""
    reach = TEXT_COLUMNS.paragraph_gap * TEXT_COLUMNS.line_height
    runs: list[list[_Segment]] = []
    for segment in sorted(side, key=lambda one: one.baseline):
        if runs and segment.baseline - runs[-1][-1].baseline <= reach * segment.words[0].size:
            runs[-1].append(segment)
        else:
            runs.append([segment])
    return runs


def _without_headings(block: Sequence[_Segment], x: float) -> list[_Segment]:
    """Leave out the page's heading and title, which stand apart above both columns."""
    least = TEXT_COLUMNS.min_lines
    tops: list[float] = []
    for side in _split_at(block, x):
        long = [run for run in _runs(side) if len(_baselines(run)) >= least]
        if not long:
            return list(block)
        tops.append(long[0][0].baseline)
    return [segment for segment in block if segment.baseline >= min(tops)]


def _baselines(side: Sequence[_Segment]) -> list[float]:
    """Return the baselines of the lines of a column."""
    return snap([segment.baseline for segment in side], TEXT_COLUMNS.start_tolerance)
