"""Find row starts in tables that print no rules between their rows.

In such tables, the gap between rows is wider than the line pitch, or all cells of a row start on
one baseline without a gap. A column in which text ended above and that has text again starts a
new row. Where neither shows, the wording of the text decides, and the row start is doubtful.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.alignment.levels import Level, is_label_level
from extract.alignment.row_evidence import RowEvidence
from extract.alignment.thresholds import ALIGNMENT
from extract.text.sentences import ends_sentence, starts_anew

_OTHERS_CONTINUE = "text in other columns continues"
_WORDING_ONLY = "only the wording decides it"


@dataclass(frozen=True, slots=True)
class RowStart:
    """A level at which a new row starts or may start."""

    level: int
    continued: frozenset[int] = frozenset()
    """The columns whose cell continues from above."""
    doubt: str = ""
    """Why the start is not certain; empty if it is."""
    is_accepted: bool = True
    """False: no row starts here, though one might."""


def has_gaps(
    sections: Sequence[Sequence[Level]], rights: Sequence[float], pitch: float
) -> bool | None:
    """Say whether gaps separate a table's rows.

    Args:
        sections: the levels between each rule and the next.
        rights: the right end of the text in each column.
        pitch: the line pitch.

    Returns:
        The answer; None if no row shows it.
    """
    counts = [RowEvidence(levels, rights, pitch).counts for levels in sections if len(levels) > 1]
    with_gap, without = (sum(own) for own in zip((0, 0), *counts, strict=True))
    return with_gap > without if with_gap or without else None


def segment_rows(
    levels: Sequence[Level], rights: Sequence[float], pitch: float, *, by_gaps: bool
) -> list[RowStart]:
    """Find the row starts between two rules, below the first level.

    Args:
        levels: the levels between the rules.
        rights: the right end of the text in each column.
        pitch: the line pitch.
        by_gaps: whether gaps separate the table's rows.

    Returns:
        The starts, and the levels at which no row starts though one might.
    """
    if len(levels) < 2:
        return []
    return _RowSegmenter(RowEvidence(levels, rights, pitch)).starts(by_gaps=by_gaps)


class _RowSegmenter:
    """Decides for each level between two rules whether a row starts there."""

    def __init__(self, evidence: RowEvidence) -> None:
        self.evidence = evidence
        self.levels = evidence.levels
        self.below_header: set[int] = set()

    def starts(self, *, by_gaps: bool) -> list[RowStart]:
        """Return the row starts below the first level, and the levels that might be one."""
        judge = self._by_gap if by_gaps else self._by_baseline
        starts: list[RowStart] = []
        in_header = is_label_level(self.levels[0])
        for at in range(1, len(self.levels)):
            was_header = in_header
            in_header = is_label_level(self.levels[at]) or (was_header and self._is_bold_rest(at))
            if self.levels[at].is_band or self.levels[at - 1].is_band:
                start = self._at_band(at)
            elif was_header:
                start = None if in_header else RowStart(at)
                self.below_header.add(at)
            else:
                start = judge(at)
            if start is not None:
                starts.append(start)
        return self._with_empty_keys(starts)

    def _at_band(self, at: int) -> RowStart | None:
        """Start a row at and below a heading; the lines of one heading are one row."""
        is_heading = self.levels[at].is_band and self.levels[at - 1].is_band
        max_step = self.evidence.pitch + self.evidence.tolerance
        is_next_line = is_heading and self.evidence.gaps[at] <= max_step
        return None if is_next_line else RowStart(at)

    def _is_bold_rest(self, at: int) -> bool:
        """Say whether a level has only bold texts that continue: second lines of labels."""
        states = self.evidence.states[at].values()
        is_bold = all(line.bold for line in self.levels[at].lines.values())
        return is_bold and all(state == "follows" for state in states)

    def _by_gap(self, at: int) -> RowStart | None:
        """Judge a level of a table whose rows are separated by gaps."""
        states = self.evidence.states[at]
        following = self.evidence.columns_that("follows", at)
        starting = set(states) - following
        if not starting:
            return None
        if following and len(starting) == 1 and {states[c] for c in starting} == {"first"}:
            return None
        if following and max(starting) < min(following):
            # Text to its right continues; a merged cell is usually at the left.
            if len(starting) == 1:
                return None
            if any(self.evidence.vote(at, column) < 0 for column in following):
                return RowStart(at, following, _OTHERS_CONTINUE)
        if len(starting) > 1 or 0 in starting:
            return RowStart(at, following)
        (column,) = starting
        if self._step_above(at, column) < self._min_row_step():
            return None
        return self._single_start(at, column, following)

    def _step_above(self, at: int, column: int) -> float:
        """Measure the step above a text; if its column has no text above, the level's gap."""
        if self.evidence.states[at][column] == "resumes":
            return self.evidence.step_above(at, column)
        return self.evidence.gaps[at]

    def _min_row_step(self) -> float:
        evidence = self.evidence
        return min(
            evidence.usual_gap - evidence.tolerance,
            ALIGNMENT.max_paragraph_steps * evidence.pitch,
        )

    def _single_start(self, at: int, column: int, following: frozenset[int]) -> RowStart:
        """Judge a level at which a single text starts: a row, or a paragraph of its cell."""
        evidence = self.evidence
        is_row = starts_anew(self.levels[at].lines[column].text)
        if evidence.states[at][column] == "resumes":
            max_step = ALIGNMENT.max_paragraph_steps * evidence.pitch
            is_row = is_row and (
                evidence.is_usual_row_gap(at)
                or evidence.step_above(at, column) > max_step
                or ends_sentence(evidence.line_above(at, column).text)
            )
        return RowStart(at, following, "a single text starts there", is_accepted=is_row)

    def _by_baseline(self, at: int) -> RowStart | None:
        """Judge a level of a table without gaps between its rows."""
        starting = self.evidence.columns_that("resumes", at)
        first = self.evidence.columns_that("first", at)
        if starting or len(first) > 1:  # columns that were empty up to here start with the others
            starting |= first
        votes = {c: self.evidence.vote(at, c) for c in self.evidence.columns_that("follows", at)}
        continuing = frozenset(c for c, vote in votes.items() if vote < 0)
        new_texts = frozenset(c for c, vote in votes.items() if vote > 0)
        if len(starting) > 1 or (starting and new_texts):
            return self._common_start(at, starting, new_texts, continuing, len(votes))
        if starting:
            (column,) = starting
            if continuing:
                return None
            return RowStart(at) if column == 0 else self._single_start(at, column, frozenset())
        if continuing or not new_texts:
            return None
        return self._start_by_wording(at, new_texts, len(votes))

    def _common_start(
        self,
        at: int,
        starting: frozenset[int],
        new_texts: frozenset[int],
        continuing: frozenset[int],
        following: int,
    ) -> RowStart:
        """Judge a level at which several columns start a text.

        Args:
            at: the level.
            starting: columns that have text again after white space.
            new_texts: columns that start a text at the line pitch.
            continuing: columns whose text continues.
            following: number of columns with a line at the line pitch.
        """
        if any(column > min(starting | new_texts) for column in continuing):
            return RowStart(at, continuing, _OTHERS_CONTINUE)
        is_unsure = following > len(continuing) + len(new_texts) and len(starting) < 2
        doubt = "text in another column may continue" if is_unsure else ""
        return RowStart(at, continuing, doubt)

    def _start_by_wording(self, at: int, new_texts: frozenset[int], following: int) -> RowStart:
        """Judge a level at which all lines follow at the line pitch and some start a text."""
        if len(new_texts) > 1 and len(new_texts) == following:
            broken_off = sum(self.evidence.is_broken_off(at, column) for column in new_texts)
            return RowStart(at, doubt="" if broken_off > 1 else _WORDING_ONLY)
        return RowStart(at, doubt=_WORDING_ONLY, is_accepted=len(new_texts) > 1 and 0 in new_texts)

    def _with_empty_keys(self, starts: Sequence[RowStart]) -> list[RowStart]:
        """Continue the cells left of a row's first text: key cells are printed only once.

        In a column that is rarely empty, the cell may also be an empty one: that is doubtful.
        """
        rows = [s for s in starts if s.is_accepted and not self.levels[s.level].is_band]
        empty = Counter(column for start in rows for column in self._empty_keys(start))
        max_rare = ALIGNMENT.max_rare_blank_share * len(rows)
        completed = []
        for start in starts:
            if self.levels[start.level].is_band or not start.is_accepted:
                completed.append(start)
                continue
            keys = self._empty_keys(start)
            rare = [column + 1 for column in sorted(keys) if empty[column] <= max_rare]
            doubt = start.doubt
            if rare and not doubt:
                doubt = f"column {rare[0]} has no text: its cell above may continue, or it is empty"
            completed.append(RowStart(start.level, start.continued | keys, doubt))
        return completed

    def _empty_keys(self, start: RowStart) -> frozenset[int]:
        """Return the empty columns left of the first text that starts: cells may continue there."""
        above = self.levels[start.level - 1]
        if above.is_band or start.level in self.below_header:
            return frozenset()
        lines = set(self.levels[start.level].lines)
        return frozenset(range(min(lines - start.continued, default=0))) - lines
