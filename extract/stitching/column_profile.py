"""Measure how the whole cells of a table's columns look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extract.geometry.page_model import PageCell
from extract.stitching.table_runs import is_band
from extract.stitching.thresholds import MERGES
from extract.text.sentences import (
    NUMBER,
    PAUSE,
    SHORT_END,
    ends_sentence,
    is_closed,
    names_of,
    starts_anew,
    word_stem,
)


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """How the whole cells of a column look: those that no page end touches."""

    numbered: float = 0.0
    """Share of cells that start with a number."""
    fewest_words: int = 0
    """Number of words of the shortest cell."""
    count: int = 0
    """Number of cells."""
    closed_lines: float = field(default_factory=lambda: MERGES.closed_lines)
    """Share of lines inside a text that close a sentence."""
    closed_ends: float = field(default_factory=lambda: MERGES.closed_ends)
    """Share of texts that end with a closed sentence."""
    openers: frozenset[str] = frozenset()
    """Words that at least two cells start with."""
    capital_lines: float = field(default_factory=lambda: MERGES.capital_lines)
    """Share of lines inside a sentence that start with a capital letter or a figure."""
    short_lines: float = field(default_factory=lambda: MERGES.short_lines)
    """Share of lines inside a text that end with a short word."""
    short_ends: float = field(default_factory=lambda: MERGES.short_ends)
    """Share of texts that end with a short word."""
    pairs: frozenset[tuple[str, str]] = frozenset()
    """Stems of words that follow each other in a text of the table; see `word_stem`."""
    closers: frozenset[str] = frozenset()
    """Short words that end texts or precede a pause: they link nothing."""
    names: frozenset[str] = frozenset()
    """Names that its cells list between commas; empty if two names are listed without one."""
    open_when_cut: bool = False
    """At page ends some cells have no rule that closes them."""
    closed_when_whole: bool = False
    """At page ends a rule closes many cells."""


def column_profiles(
    bodies: Sequence[tuple[Sequence[PageCell], int]], column_count: int
) -> list[ColumnProfile]:
    """Measure how the whole cells of each column look.

    Args:
        bodies: for each page, its body cells, in rows counted from 0, and its row count.
        column_count: number of columns.

    Returns:
        One profile per column.
    """
    whole: list[list[PageCell]] = [[] for _ in range(column_count)]
    for cells, row_count in bodies:
        for cell in cells:
            inner = cell.row > 0 and cell.row_stop < row_count
            if inner and cell.lines and not is_band(cell, column_count):
                whole[cell.column].append(cell)
    pairs = frozenset(
        (word_stem(word), word_stem(following))
        for cells, _ in bodies
        for cell in cells
        for word, following in pairwise(cell.text.split())
        if word[-1] not in PAUSE
    )
    default = ColumnProfile(pairs=pairs, closers=_closers(bodies))
    return [
        _profile(cells, default) if len(cells) >= MERGES.least_cases else default for cells in whole
    ]


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
        if SHORT_END.search(word) and count >= every[word] / MERGES.uses_per_end
    )


def _profile(cells: Sequence[PageCell], default: ColumnProfile) -> ColumnProfile:
    texts = [cell.text for cell in cells]
    first = Counter(text.split()[0] for text in texts)
    return replace(
        default,
        closed_lines=estimated_share(
            [is_closed(a.text, b.text) for c in cells for a, b in pairwise(c.lines)],
            MERGES.closed_lines,
        ),
        closed_ends=estimated_share([is_closed(text, "") for text in texts], MERGES.closed_ends),
        openers=frozenset(word for word, count in first.items() if count > 1),
        numbered=sum(bool(NUMBER.match(text)) for text in texts) / len(texts),
        names=_names(texts),
        fewest_words=min(len(text.split()) for text in texts),
        count=len(texts),
        capital_lines=_capital_lines(cells),
        short_lines=estimated_share(
            [bool(SHORT_END.search(line.text)) for cell in cells for line in cell.lines[:-1]],
            MERGES.short_lines,
        ),
        short_ends=estimated_share([bool(SHORT_END.search(t)) for t in texts], MERGES.short_ends),
    )


def estimated_share(cases: Sequence[bool], default: float) -> float:
    """Estimate the share of true cases; the default counts as a few cases (m-estimate)."""
    few = MERGES.least_cases
    return (sum(cases) + few * default) / (len(cases) + few)


def _capital_lines(cells: Sequence[PageCell]) -> float:
    """Measure how often a line inside a sentence starts as a new text would."""
    starts = [
        starts_anew(below.text)
        for cell in cells
        for above, below in pairwise(cell.lines)
        if not ends_sentence(above.text)
    ]
    return estimated_share(starts, MERGES.capital_lines)


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
