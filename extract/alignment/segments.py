"""Cut the text lines of a page at wide spaces, and find the columns that the parts are in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.clustering import clusters
from extract.geometry.drawn_strings import is_one_string
from extract.geometry.page_model import Rule, Word
from extract.text.thresholds import WORDS

_FIGURE = re.compile(
    r"[<>≤≥~≈+±−–—(\[-]*\s*[$€£¥]?\s*\d[\d\s.,’'/:()\[\]%‰+±−–—-]*(?:[a-z%*†‡]{1,2}\)?)?"
    r"|[–—−-]+|\.{1,3}|[…#*†‡:]|n/?a|n\.\s?a\.|\([a-z]{1,2}\)",
    re.IGNORECASE,
)
"""A text that is a figure, a range of figures, or a sign for a missing figure."""
_LEADERS = re.compile(r"(?:\.\s?){4,}$|(?:…\s?){2,}$|(?:· ?){4,}$")
"""Leading dots at the end of a text: more dots than an ellipsis has."""

_THOUSANDS = re.compile(r"\d{3}(?:[.,]\d+)?")
"""What follows the space between the thousands and the hundreds of a number."""


@dataclass(frozen=True, slots=True)
class Edges:
    """The edges between a table's columns, and the left ends of the lines in each column."""

    inner: tuple[float, ...] = ()
    starts: tuple[tuple[float, ...], ...] = ((),)
    drawn: tuple[float, ...] = ()
    """Where fills or line segments end: an ordinary space there separates two columns."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Text of one line without a wide space in it."""

    x0: float
    x1: float
    baseline: float
    size: float
    text: str = ""
    is_drawn_apart: bool = False
    """The file does not draw it right after the text to its left."""

    def point(self, mark_width: float) -> float:
        """Return the x position of a figure's decimal point; of its right end if it has none.

        Args:
            mark_width: width of a point or comma in digits, which are all equally wide.
        """
        after = len(self.text) - 1 - max(self.text.rfind("."), self.text.rfind(","))
        if not 0 < after < len(self.text):
            return self.x1
        marks = sum(not char.isalnum() for char in self.text)
        digit = (self.x1 - self.x0) / (len(self.text) - marks * (1 - mark_width))
        return self.x1 - digit * (after + mark_width / 2)


def is_led(text: str) -> bool:
    """Return whether a text ends with dots that lead to the text right of it."""
    return _LEADERS.search(text) is not None


def is_figure(text: str) -> bool:
    """Return whether a text is a figure, a range of figures, or a sign for none."""
    return bool(_FIGURE.fullmatch(text.strip()))


def word_lines(words: Sequence[Word], top: float, bottom: float) -> list[list[Word]]:
    """Group the words between two heights into lines, each from left to right."""
    return lines_within(
        [word for word in words if top <= _middle(word) < bottom], WORDS.baseline_tolerance
    )


def word_lines_in_rows(words: Sequence[Word], ys: Sequence[float]) -> list[list[list[Word]]]:
    """Group the words between each two heights into lines, each from left to right.

    Args:
        words: the words of the page.
        ys: the edges of rows, top to bottom.

    Returns:
        The lines of each row, as `word_lines` finds them.
    """
    rows: list[list[Word]] = [[] for _ in ys[1:]]
    for word in words:
        row = bisect_right(ys, _middle(word)) - 1
        if 0 <= row < len(rows):
            rows[row].append(word)
    return [lines_within(row, WORDS.baseline_tolerance) for row in rows]


def _middle(word: Word) -> float:
    """Return the height of the middle of a word."""
    return word.baseline - ALIGNMENT.middle_above_baseline * word.size


def lines_within(words: Sequence[Word], tolerance: float) -> list[list[Word]]:
    """Group words whose baselines differ by a part of the type size, each line left to right."""
    lines = clusters(
        sorted(words, key=lambda word: word.baseline),
        lambda word, line: word.baseline - line[0].baseline <= tolerance * word.size,
    )
    return [sorted(line, key=lambda word: word.x0) for line in lines]


def segments_of(
    words: Sequence[Word], top: float, bottom: float, edges: Edges | None = None
) -> list[Segment]:
    """Cut the lines between two heights at wide spaces.

    Args:
        words: the words of the page.
        top: the upper height.
        bottom: the lower height.
        edges: the edges of the table's columns if they are known; lines are then cut only there.

    Returns:
        Segments, top to bottom and left to right.
    """
    return _segments(word_lines(words, top, bottom), edges)


def segments_in_rows(
    words: Sequence[Word], ys: Sequence[float], edges: Edges | None = None
) -> list[list[Segment]]:
    """Cut the lines between each two heights at wide spaces.

    Args:
        words: the words of the page.
        ys: the edges of rows, top to bottom.
        edges: the edges of the table's columns if they are known; lines are then cut only there.

    Returns:
        The segments of each row, as `segments_of` finds them.
    """
    return [_segments(lines, edges) for lines in word_lines_in_rows(words, ys)]


def _segments(lines: Sequence[Sequence[Word]], edges: Edges | None) -> list[Segment]:
    segments: list[Segment] = []
    # A single line may be a heading in which a word stands at a column start by chance.
    min_space = 0.0 if len(lines) > 1 else ALIGNMENT.narrow_space
    for line in lines:
        parts = _cut(line, edges, min_space)
        if edges and edges.inner:
            crossed = sum(crosses_edges(parts, [x]) for x in edges.inner)
            if crossed > (len(parts) - 1) / 2:
                parts = _cut(line, edges, None)
        segments += parts
    return segments


def _cut(line: Sequence[Word], edges: Edges | None, min_space: float | None) -> list[Segment]:
    """Cut a line at wide spaces; if the columns are known, only between two columns.

    Args:
        line: words, from left to right.
        edges: what is known of the columns.
        min_space: times the type size. A wider space before a word at a column start separates
            two columns. None: column starts are not considered.

    Returns:
        The segments of the line.
    """
    baseline = min(word.baseline for word in line)
    inner = edges.inner if edges else ()
    slack = ALIGNMENT.edge_slack
    parts: list[Segment] = []
    column, widest = 0, 0.0
    before: Word | None = None
    for word in line:
        last = parts[-1] if parts else None
        next_column = sum(word.x0 >= x - slack for x in inner) if inner else column + 1
        if (
            last is None
            or before is None
            or (
                next_column > column
                and _may_part(last, before, word)
                and (
                    _is_parted(last, before, word)
                    or _separates_columns(last, word, widest, edges, next_column, min_space)
                )
            )
        ):
            is_apart = before is not None and _is_drawn_apart(before, word)
            parts.append(Segment(word.x0, word.x1, baseline, word.size, word.text, is_apart))
            widest = 0.0
        else:
            widest = max(widest, word.x0 - last.x1)
            size = max(last.size, word.size)
            text = f"{last.text} {word.text}"
            x1 = max(last.x1, word.x1)
            parts[-1] = Segment(last.x0, x1, baseline, size, text, last.is_drawn_apart)
        before = word
        column = next_column if inner else column
    return parts


def _may_part(last: Segment, before: Word, word: Word) -> bool:
    """Return whether a segment may end before a word: the file draws no string over the space."""
    return not is_one_string(before, word) or _are_typewriter_columns(last, word)


def _is_parted(last: Segment, before: Word, word: Word) -> bool:
    """Return whether a word shows by more than the space before it that a segment ends there."""
    return (
        _is_drawn_apart(before, word)
        or _are_typewriter_columns(last, word)
        or word.link == "apart"
        or _touches(before, word)
    )


def _is_drawn_apart(before: Word, word: Word) -> bool:
    """Return whether the file draws other text between two words that are side by side.

    Programs draw a cell as a whole, so that the lines of two cells side by side are not drawn in
    the order in which they lie on the page.
    """
    if not before.glyphs or word.after < 0:
        return False
    return word.after != before.glyphs[-1]


def _touches(before: Word, word: Word) -> bool:
    """Return whether a word begins where texts of a column do, right after the word before it.

    Letters of one make and so close to each other are two words for no other reason.
    """
    is_close = word.x0 - before.x1 <= WORDS.word_gap * word.size
    is_alike = (word.baseline, word.size, word.is_struck) == (
        before.baseline,
        before.size,
        before.is_struck,
    )
    return is_close and is_alike and word.begins_string and not word.after_space


def _separates_columns(
    last: Segment,
    word: Word,
    widest: float,
    edges: Edges | None,
    column: int,
    min_space: float | None,
) -> bool:
    """Return whether the space between a segment and the next word separates two columns.

    `widest` is the widest space in the segment: the spaces of justified text are about equal.
    """
    space = word.x0 - last.x1
    widest_in_text = max(ALIGNMENT.wide_space * word.size, ALIGNMENT.max_space_ratio * widest)
    if space > widest_in_text and not _is_typewriter_space(last, word):
        return True
    if edges is None:
        return False
    if edges.inner and min_space is not None and space > min_space * word.size:
        starts = edges.starts[column]
        if any(abs(word.x0 - x) <= ALIGNMENT.start_distance for x in starts):
            return True
    if space <= ALIGNMENT.narrow_space * word.size:
        return False
    slack = ALIGNMENT.edge_slack
    return any(last.x1 - slack <= x <= word.x0 + slack for x in edges.drawn)


def _is_typewriter_space(last: Segment, word: Word) -> bool:
    """Return whether a word follows a single space in type whose letters are equally wide.

    It is wider than the spaces of other type.
    """
    before = (last.x1 - last.x0) / len(last.text)
    pitch, space = (word.x1 - word.x0) / len(word.text), word.x0 - last.x1
    tolerance = ALIGNMENT.max_pitch_difference * pitch
    return abs(before - pitch) <= tolerance and abs(space - pitch) <= tolerance


def _are_typewriter_columns(last: Segment, word: Word) -> bool:
    """Return whether a number follows a number or leading dots in type of one width."""
    # The word comes first: most are no numbers, and the text before one grows word by word.
    if not _is_number(word.text) or _THOUSANDS.fullmatch(word.text):
        return False
    is_apart = _is_number(last.text) or is_led(last.text)
    return is_apart and _is_typewriter_space(last, word)


def _is_number(text: str) -> bool:
    # Most texts are words, for which the pattern takes ten times as long as a look at the letters.
    return not text.isalpha() and any(map(str.isdecimal, text)) and is_figure(text)


def join_within_columns(segments: Sequence[Segment], inner: Sequence[float]) -> list[Segment]:
    """Join the segments of one line and one column: a wide space of justified text cut them.

    Args:
        segments: top to bottom and left to right.
        inner: the edges between the columns.
    """
    joined: list[Segment] = []
    for segment in segments:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.baseline == segment.baseline
            and column_of(last, inner) == column_of(segment, inner)
        ):
            size = max(last.size, segment.size)
            text = f"{last.text} {segment.text}"
            x1 = max(last.x1, segment.x1)
            joined[-1] = Segment(last.x0, x1, last.baseline, size, text, last.is_drawn_apart)
        else:
            joined.append(segment)
    return joined


def crosses_edges(segments: Sequence[Segment | Word], inner: Sequence[float]) -> bool:
    """Return whether text runs across a column edge; True if there is no text."""
    slack = ALIGNMENT.edge_slack
    return not segments or any(
        s.x0 < x - slack and s.x1 > x + slack for s in segments for x in inner
    )


def column_of(segment: Segment, inner: Sequence[float]) -> int:
    """Return the index of the column in which a segment begins."""
    return sum(segment.x0 >= x - ALIGNMENT.edge_slack for x in inner)


def are_side_by_side(segments: Sequence[Segment]) -> bool:
    """Return whether some texts are on one baseline."""
    baselines = [segment.baseline for segment in segments]
    return len(set(baselines)) < len(baselines)


def is_inner_heading(segments: Sequence[Segment], above: Rule, below: Rule) -> bool:
    """Return whether text between two rules is close to both: a heading inside the table.

    Args:
        segments: the text, top to bottom.
        above: the rule above it.
        below: the rule below it.
    """
    size = segments[0].size
    return (
        len({segment.baseline for segment in segments}) <= ALIGNMENT.max_label_lines
        and segments[0].baseline - above.at <= ALIGNMENT.max_heading_above * size
        and below.at - segments[-1].baseline <= ALIGNMENT.max_heading_below * size
    )
