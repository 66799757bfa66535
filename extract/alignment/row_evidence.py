"""Evidence for row starts in the text between two rules: gaps, baselines and broken-off lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Literal

from extract.alignment.levels import Level
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import Line
from extract.text.sentences import CLOSING, ends_sentence, first_letter, starts_anew

_CONTINUING = ",-/&(–\u00ad\u2010"
"""Characters at the end of a line after which its text continues."""

State = Literal["first", "resumes", "follows"]
"""How a line relates to the line above it in its column: there is none, it is further above than
the line pitch, or it is at the line pitch."""


class RowEvidence:
    """What the levels between two rules show about where rows start.

    Args:
        levels: the levels, two or more, top to bottom.
        rights: the right end of the text in each column.
        pitch: the line pitch.
    """

    def __init__(self, levels: Sequence[Level], rights: Sequence[float], pitch: float) -> None:
        self.levels = levels
        self.rights = rights
        self.pitch = pitch
        self.size = median(line.size for level in levels for line in level.lines.values())
        self.tolerance = ALIGNMENT.min_extra_gap * self.size
        self.states = self._states()
        self.gaps = [0.0, *(_gap(above, level) for above, level in pairwise(levels))]
        below_first = range(1, len(levels))
        wide = [at for at in below_first if self.is_gap(at) and self._starts(at) > 1]
        tight = [at for at in below_first if self._starts_without_gap(at)]
        off_pitch, on_pitch = self._count_by_pitch()
        self.counts = (len(wide) + off_pitch, len(tight) + on_pitch)
        """Number of signs that gaps separate rows, and of signs that they do not."""
        self.usual_gap = median(self.gaps[at] for at in wide) if wide else 0.0
        self._paragraphs_have_gaps = self._find_paragraph_gaps()

    def _states(self) -> list[dict[int, State]]:
        max_step = self.pitch + self.tolerance
        last: dict[int, float] = {}
        states: list[dict[int, State]] = []
        for level in self.levels:
            now: dict[int, State] = {}
            if level.is_band:
                last = {}
            for column, line in level.lines.items():
                step = line.baseline - last.get(column, float("-inf"))
                if column not in last:
                    now[column] = "first"
                else:
                    now[column] = "follows" if step <= max_step else "resumes"
                last[column] = line.baseline
            states.append(now)
        return states

    def columns_that(self, state: State, at: int) -> frozenset[int]:
        """Return the columns of a level whose line has a state."""
        return frozenset(c for c, own in self.states[at].items() if own == state)

    def is_gap(self, at: int) -> bool:
        """Say whether the white space above a level is wider than the line pitch."""
        return self.gaps[at] > self.pitch + self.tolerance and not self.levels[at].is_band

    def is_usual_row_gap(self, at: int) -> bool:
        """Say whether the gap above a level is that between rows and not between paragraphs."""
        return (
            self.is_gap(at)
            and not self._paragraphs_have_gaps
            and abs(self.gaps[at] - self.usual_gap) <= self.tolerance
        )

    def step_above(self, at: int, column: int) -> float:
        """Measure the step from the line above in a column to the line of a level."""
        return self.levels[at].lines[column].baseline - self.line_above(at, column).baseline

    def line_above(self, at: int, column: int) -> Line:
        """Return the next line above a level in one column."""
        return next(
            level.lines[column] for level in reversed(self.levels[:at]) if column in level.lines
        )

    def vote(self, at: int, column: int) -> int:
        """Judge a line that follows closely: it starts a text (1), continues one (-1), or 0.

        If the line's first word would have fitted on the line above, the line above ended its
        text.
        """
        line, above = self.levels[at].lines[column], self.line_above(at, column)
        letter = first_letter(line.text)
        if letter.islower() or letter in CLOSING or above.text.rstrip()[-1] in _CONTINUING:
            return -1
        if self.is_broken_off(at, column):
            return 1
        return 1 if ends_sentence(above.text) and starts_anew(line.text) else 0

    def is_broken_off(self, at: int, column: int) -> bool:
        """Say whether the line above had room for the first word of a level's line."""
        line = self.levels[at].lines[column]
        room = self.rights[column] - self.line_above(at, column).x1
        return room > line.first_width + ALIGNMENT.min_room_left * line.size

    def _starts(self, at: int) -> int:
        return sum(state != "follows" for state in self.states[at].values())

    def _starts_without_gap(self, at: int) -> bool:
        """Say whether some columns of a level resume while others start a text without a gap."""
        if "resumes" not in self.states[at].values():
            return False
        return any(self.vote(at, column) > 0 for column in self.columns_that("follows", at))

    def _count_by_pitch(self) -> tuple[int, int]:
        """Count the texts that resume between and at whole line pitches below the text above.

        In a table without gaps between rows, all lines are a whole number of pitches apart.
        """
        between = whole = 0
        for at, states in enumerate(self.states):
            for column, state in states.items():
                if state != "resumes" or self.is_gap(at):
                    continue
                pitches = self.step_above(at, column) / self.pitch
                if abs(pitches - round(pitches)) * self.pitch > self.tolerance:
                    between += 1
                else:
                    whole += 1
        return between, whole

    def _find_paragraph_gaps(self) -> bool:
        """Say whether gaps separate texts of one column while text in another one continues."""
        max_step = self.usual_gap + self.tolerance
        return any(
            "follows" in states.values()
            and any(
                state == "resumes" and self.step_above(at, column) <= max_step
                for column, state in states.items()
            )
            for at, states in enumerate(self.states)
        )


def _gap(above: Level, level: Level) -> float:
    """Measure the least step between the lines of two levels."""
    return min(line.baseline for line in level.lines.values()) - max(
        line.baseline for line in above.lines.values()
    )
