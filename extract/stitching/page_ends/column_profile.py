"""Measure how the texts of a table's columns start, go on and end."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.geometry.page_model import Line, PageCell
from extract.stitching.page_ends.list_items import goes_on, item_marks
from extract.stitching.page_ends.thresholds import BREAKS, MERGES
from extract.stitching.table_runs import is_band
from extract.text.sentences import (
    PAUSE,
    ends_sentence,
    has_short_end,
    names_of,
    starts_anew,
    word_stem,
)


@dataclass(frozen=True, slots=True)
class LikelihoodRatio:
    """How often a sign occurs inside texts, and how often between two texts.

    Attributes:
        inside: share of the line ends or line starts inside texts that show it.
        between: share of the texts that start or end with it.
    """

    inside: float
    between: float

    @property
    def odds(self) -> float:
        """Log odds that a text continues where the sign shows."""
        return math.log(self.inside / self.between)

    @property
    def odds_without(self) -> float:
        """Log odds that a text continues where the sign is missing."""
        return math.log((1 - self.inside) / (1 - self.between))

    def learned(self, inside: Sequence[bool], between: Sequence[bool]) -> LikelihoodRatio:
        """Estimate both shares from cases; the prior shares count as a few cases."""
        return LikelihoodRatio(
            estimated_share(inside, self.inside), estimated_share(between, self.between)
        )


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """How the texts of a column look.

    The starts of texts are learned from all cells except those at the top of a page, and their
    ends from all cells except those at the foot, because a page end may cut these.
    """

    number_style: str = ""
    """Style of the numbers that nearly all of its cells start with; empty if they do not."""
    fewest_words: int = 0
    """Number of words of the shortest cell that no page end touches."""
    count: int = 0
    """Number of cells that no page end touches."""
    line_counts: tuple[int, ...] = ()
    """Number of lines of each of these cells, ascending."""
    openers: Mapping[str, float] = field(default_factory=dict)
    """Words that at least two texts start with, with the log odds that a text continues at one
    of them."""
    pairs: frozenset[tuple[str, str]] = frozenset()
    """Stems of words that follow each other in a text of the table; see `word_stem`."""
    closers: frozenset[str] = frozenset()
    """Short words that end texts or precede a pause: they link nothing."""
    names: frozenset[str] = frozenset()
    """Names that its cells list between commas; empty if two names are listed without one."""
    lower: LikelihoodRatio = field(
        default_factory=lambda: LikelihoodRatio(MERGES.lower_lines, MERGES.lower_starts)
    )
    """Starts in lower case."""
    capital: LikelihoodRatio = field(
        default_factory=lambda: LikelihoodRatio(MERGES.capital_lines, MERGES.capital_starts)
    )
    """Starts with a capital letter or a figure, inside a sentence."""
    closed: LikelihoodRatio = field(
        default_factory=lambda: LikelihoodRatio(MERGES.closed_lines, MERGES.closed_ends)
    )
    """Ends with a closed sentence."""
    ends_with_semicolon: LikelihoodRatio = field(
        default_factory=lambda: LikelihoodRatio(MERGES.semicolon_lines, MERGES.semicolon_ends)
    )
    """Ends with a semicolon."""
    short: LikelihoodRatio = field(
        default_factory=lambda: LikelihoodRatio(MERGES.short_lines, MERGES.short_ends)
    )
    """Ends with a short word."""
    fitting: LikelihoodRatio = field(
        default_factory=lambda: LikelihoodRatio(MERGES.fitting_lines, MERGES.fitting_ends)
    )
    """The first word of what follows would have fitted on its last line."""
    items: Mapping[str, LikelihoodRatio] = field(default_factory=dict)
    """Starts with the mark of a list item, by the style of the mark."""
    counting: float = field(default_factory=lambda: MERGES.counting)
    """Share of texts with such a mark that start with the item after one of the text above."""
    open_when_cut: bool = False
    """At page ends some cells have no rule that closes them."""
    closed_when_whole: bool = False
    """At page ends a rule closes many cells."""

    def item(self, style: str) -> LikelihoodRatio:
        """Return the likelihood ratio of starting with a mark of a style."""
        return self.items.get(style) or self.items.get("") or _ITEM

    def share_ended(self, lines: int) -> float:
        """Estimate the share of texts with at most this number of lines."""
        return estimated_share(
            [count <= lines for count in self.line_counts], MERGES.ended, MERGES.prior_cases
        )


_ITEM = LikelihoodRatio(MERGES.item_lines, MERGES.item_starts)


@dataclass(slots=True)
class _Cells:
    """The cells of one column, apart from headings over all columns, in printed order.

    Attributes:
        every: all cells with text.
        starting: cells that start a text.
        ending: cells that end a text.
        whole: cells that no page end touches.
        meetings: cells with text above each other on one page.
    """

    every: list[PageCell] = field(default_factory=list)
    starting: list[PageCell] = field(default_factory=list)
    ending: list[PageCell] = field(default_factory=list)
    whole: list[PageCell] = field(default_factory=list)
    meetings: list[tuple[PageCell, PageCell]] = field(default_factory=list)


def column_profiles(
    bodies: Sequence[tuple[Sequence[PageCell], int]], column_count: int
) -> list[ColumnProfile]:
    """Measure how the texts of each column look.

    Args:
        bodies: for each page, its body cells, in rows counted from 0, and its row count.
        column_count: number of columns.

    Returns:
        One profile per column.
    """
    columns = _columns(bodies, column_count)
    texts = (cell.text.split() for cells, _ in bodies for cell in cells)
    pairs = frozenset(
        (stem, following)
        for words in texts
        for word, (stem, following) in zip(words, pairwise(map(word_stem, words)), strict=False)
        if word[-1] not in PAUSE
    )
    default = ColumnProfile(pairs=pairs, closers=_closers(bodies))
    return [_profile(cells, default) for cells in columns]


def _columns(bodies: Sequence[tuple[Sequence[PageCell], int]], column_count: int) -> list[_Cells]:
    columns = [_Cells() for _ in range(column_count)]
    printed = [number for number, (_, row_count) in enumerate(bodies) if row_count]
    for number, (cells, row_count) in enumerate(bodies):
        above: dict[int, PageCell] = {}
        for cell in sorted(cells, key=lambda cell: cell.row):
            if not cell.lines or is_band(cell, column_count):
                continue
            own = columns[cell.column]
            starts = cell.row > 0 or number == printed[0]
            ends = cell.row_stop < row_count or number == printed[-1]
            own.every.append(cell)
            own.starting += [cell] if starts else []
            own.ending += [cell] if ends else []
            own.whole += [cell] if cell.row > 0 and cell.row_stop < row_count else []
            if cell.column in above:
                own.meetings.append((above[cell.column], cell))
            above[cell.column] = cell
    return columns


def _closers(bodies: Sequence[tuple[Sequence[PageCell], int]]) -> frozenset[str]:
    """Find the short words that often end a text, or precede a pause."""
    every: Counter[str] = Counter()
    ended: Counter[str] = Counter()
    for cells, row_count in bodies:
        for cell in cells:
            words = cell.text.split()
            every.update(word.rstrip(PAUSE) for word in words)
            last = words[-1:] if cell.row_stop < row_count else []
            ended.update([word.rstrip(PAUSE) for word in words if word[-1] in PAUSE] + last)
    return frozenset(
        word
        for word, count in ended.items()
        if has_short_end(word) and count >= every[word] / MERGES.uses_per_end
    )


def _profile(cells: _Cells, default: ColumnProfile) -> ColumnProfile:
    starts = [cell.text for cell in cells.starting]
    whole = [cell.text for cell in cells.whole]
    inner = [(cell, above, below) for cell in cells.every for above, below in pairwise(cell.lines)]
    profile = replace(
        _with_starts(_with_ends(default, cells, inner), starts, inner),
        fitting=_fitting(cells, inner, default.fitting),
        items=_items(starts, [below.text for _, _, below in inner]),
        counting=_counting(cells),
        line_counts=tuple(sorted(len(cell.lines) for cell in cells.whole)),
    )
    if len(starts) >= MERGES.min_cases:
        profile = replace(profile, number_style=_number_style(starts), openers=_openers(starts))
    if len(whole) >= MERGES.min_cases:
        fewest = min(len(text.split()) for text in whole)
        profile = replace(profile, names=_names(whole), fewest_words=fewest, count=len(whole))
    return profile


def _with_starts(
    profile: ColumnProfile, starts: Sequence[str], inner: Sequence[tuple[PageCell, Line, Line]]
) -> ColumnProfile:
    """Estimate how often texts, and lines inside a sentence, start with each case of letter."""
    lines = [below.text for _, above, below in inner if not ends_sentence(above.text)]
    return replace(
        profile,
        lower=profile.lower.learned(
            [line[0].islower() for line in lines], [text[0].islower() for text in starts]
        ),
        capital=profile.capital.learned(
            [starts_anew(line) for line in lines], [starts_anew(text) for text in starts]
        ),
    )


def _with_ends(
    profile: ColumnProfile, cells: _Cells, inner: Sequence[tuple[PageCell, Line, Line]]
) -> ColumnProfile:
    """Estimate how often texts, and lines inside texts, end in each way."""
    ends = [cell.text for cell in cells.ending]
    lines = [above.text for _, above, _ in inner]

    def learned(habit: LikelihoodRatio, shows: Callable[[str], bool]) -> LikelihoodRatio:
        return habit.learned([shows(line) for line in lines], [shows(text) for text in ends])

    return replace(
        profile,
        closed=learned(profile.closed, ends_sentence),
        ends_with_semicolon=learned(profile.ends_with_semicolon, lambda text: text.endswith(";")),
        short=learned(profile.short, has_short_end),
    )


def _openers(starts: Sequence[str]) -> Mapping[str, float]:
    """Find the words that several texts start with, and how much more often than others."""
    first = Counter(text.split()[0] for text in starts)
    # By chance, any word of a text may be the first one on a page.
    inside = Counter(word for text in starts for word in text.split()[1:])
    total = inside.total() + MERGES.words
    return {
        word: math.log((inside[word] + 1) / total) - math.log(count / len(starts))
        for word, count in first.items()
        if count > 1
    }


def _number_style(starts: Sequence[str]) -> str:
    """Find the style of the numbers that nearly all texts start with."""
    styles = Counter(
        mark.style for text in starts for mark in item_marks(text) if mark.value is not None
    )
    style, count = max(styles.items(), key=lambda item: item[1], default=("", 0))
    return style if count >= BREAKS.numbered_share * len(starts) else ""


def _fitting(
    cells: _Cells, inner: Sequence[tuple[PageCell, Line, Line]], default: LikelihoodRatio
) -> LikelihoodRatio:
    """Measure how often the first word of what follows would have fitted on a line."""
    inside = [
        would_fit(below, room_on(cell, above))
        for cell, above, below in inner
        if not ends_sentence(above.text)
    ]
    between = [
        would_fit(below.lines[0], room_on(above, above.lines[-1]))
        for above, below in cells.meetings
        if not ends_sentence(above.lines[-1].text)
    ]
    return default.learned(inside, between)


def room_on(cell: PageCell, line: Line) -> float:
    """Measure the width that a line leaves free in its cell, in points."""
    inset = max(0.0, min(other.x0 for other in cell.lines) - cell.bbox[0])
    return cell.bbox[2] - cell.bbox[0] - 2 * inset - (line.x1 - line.x0)


def would_fit(line: Line, room: float) -> bool:
    """Return whether the first word of a line fits into a room, with a space before it."""
    return room > line.first_width + line.size * BREAKS.space_width


def _items(starts: Sequence[str], lines: Sequence[str]) -> Mapping[str, LikelihoodRatio]:
    """Measure how often texts, and lines inside texts, start with a list item of each style."""
    between, inside = (
        [{mark.style for mark in item_marks(text)} for text in some] for some in (starts, lines)
    )
    styles = {style for marks in (*between, *inside) for style in marks} | {""}
    return {
        style: _ITEM.learned(
            [style in marks for marks in inside], [style in marks for marks in between]
        )
        for style in styles
    }


def _counting(cells: _Cells) -> float:
    """Estimate the share of texts with an item's mark that continue the list of the text above."""
    marked = [(above, below) for above, below in cells.meetings if item_marks(below.text)]
    return estimated_share([goes_on(b.text, a.text) for a, b in marked], MERGES.counting)


def estimated_share(
    cases: Sequence[bool], default: float, weight: float = MERGES.min_cases
) -> float:
    """Estimate the share of true cases; the default counts as a few cases (m-estimate)."""
    return (sum(cases) + weight * default) / (len(cases) + weight)


def _names(texts: Sequence[str]) -> frozenset[str]:
    """Collect the names that texts list between commas."""
    lists = [names_of(text) for text in texts]
    names = frozenset(name for own in lists for name in own if name)
    splits = (
        (name[: space.start()], name[space.end() :])
        for name in names
        for space in re.finditer(r"\s+", name)
    )
    no_commas = all(len(own) == 1 for own in lists)
    if no_commas or any(left in names and right in names for left, right in splits):
        return frozenset()
    return names
