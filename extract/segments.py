"""Text of a page cut at wide gaps, and the columns that it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.reading import Word
from extract.words import SAME_BASELINE

WIDE_BLANK = 0.5
"""Parts of the type size: a wider gap in a line may part two columns."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Text of one line without a wide gap."""

    x0: float
    x1: float
    baseline: float
    size: float


def segments_of(words: Sequence[Word], top: float, bottom: float) -> list[Segment]:
    """Text between two heights, cut at wide gaps, line by line."""
    held = sorted(
        (word for word in words if top <= word.baseline - 0.3 * word.size < bottom),
        key=lambda word: word.baseline,
    )
    lines: list[list[Word]] = []
    for word in held:
        if lines and word.baseline - lines[-1][0].baseline <= SAME_BASELINE * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    segments: list[Segment] = []
    for line in lines:
        for word in sorted(line, key=lambda word: word.x0):
            last = segments[-1] if segments else None
            if (
                last
                and last.baseline == line[0].baseline
                and word.x0 - last.x1 <= WIDE_BLANK * word.size
            ):
                segments[-1] = Segment(
                    last.x0, max(last.x1, word.x1), last.baseline, max(last.size, word.size)
                )
            else:
                segments.append(Segment(word.x0, word.x1, line[0].baseline, word.size))
    return segments


def in_columns(segments: Sequence[Segment], inner: Sequence[float]) -> list[Segment]:
    """Join what wide blanks of justified text part inside a column."""
    joined: list[Segment] = []
    for segment in segments:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.baseline == segment.baseline
            and column_of(last, inner) == column_of(segment, inner)
        ):
            size = max(last.size, segment.size)
            joined[-1] = Segment(last.x0, max(last.x1, segment.x1), last.baseline, size)
        else:
            joined.append(segment)
    return joined


def crosses(segments: Sequence[Segment], inner: Sequence[float]) -> bool:
    """Say whether text runs across a column's edge, or there is none."""
    return not segments or any(s.x0 < x - 1 and s.x1 > x + 1 for s in segments for x in inner)


def column_of(segment: Segment, inner: Sequence[float]) -> int:
    return sum(segment.x0 >= x - 1 for x in inner)
