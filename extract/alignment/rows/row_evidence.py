"""Evidence for row starts in the text between two rules: white space, figures, broken-off lines.

Positive weights mean that a row starts at a level, negative ones that the row above goes on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from extract.alignment.levels import (
    Level,
    State,
    are_drawn_by_cell,
    columns_apart,
    fills_all_columns,
    gap_between,
    is_group_heading,
    is_lone_key,
    keys_are_short,
    last_drawn_right,
    lines_above,
    states_of,
)
from extract.alignment.segments import is_figure, is_led
from extract.alignment.thresholds import ALIGNMENT, ROWS
from extract.geometry.drawing_order import is_drawn_next
from extract.reading import Evidence
from extract.text.sentences import CLOSING, ends_sentence, first_letter, has_short_end, starts_anew

_CONTINUING = ",-/&(–\u00ad\u2010"
"""Characters at the end of a line after which its text continues."""


class RowEvidence:
    """What the levels between two rules show about where rows start.

    Args:
        levels: the levels, two or more, top to bottom.
        rights: the right end of the text in each column.
        pitch: the line pitch.
        by_cell: whether the file draws cells as wholes, if more of the table than the levels shows
            it.
    """

    def __init__(
        self,
        levels: Sequence[Level],
        rights: Sequence[float],
        pitch: float,
        *,
        by_cell: bool | None = None,
    ) -> None:
        self.levels = levels
        self.rights = rights
        self.pitch = pitch
        self.size = median(line.size for level in levels for line in level.lines.values())
        self.tolerance = ALIGNMENT.min_extra_gap * self.size
        self.above = lines_above(levels)
        self._drawn_right = last_drawn_right(levels)
        self.is_drawn_by_cell = are_drawn_by_cell([levels]) if by_cell is None else by_cell
        if self._has_exact_pitch():
            self.tolerance = ALIGNMENT.exact_pitch * self.size
        self.states = states_of(levels, pitch + self.tolerance)
        self._are_short = keys_are_short(levels)
        self._keys = self._find_lone_keys()
        self.gaps = [0.0, *(gap_between(above, level) for above, level in pairwise(levels))]
        below_first = range(1, len(levels))
        wide = [at for at in below_first if self.is_gap(at) and self._starts(at) > 1]
        tight = [at for at in below_first if self._starts_without_gap(at) or self._is_tight(at)]
        off_pitch, on_pitch = self._count_by_pitch()
        self.counts = (len(wide) + off_pitch, len(tight) + on_pitch)
        """Number of signs that gaps separate rows, and of signs that they do not."""
        self.usual_gap = median(self.gaps[at] for at in wide) if wide else 0.0
        self._paragraphs_have_gaps = self._find_paragraph_gaps()
        self._is_grid = fills_all_columns(levels, len(rights))

    def weighed(self, at: int, *, by_gaps: bool) -> list[Evidence]:
        """Weigh whether a row starts at a level.

        Args:
            at: index of the level, from 1.
            by_gaps: whether gaps separate the rows of the table.
        """
        figures = self.figures(at) & self.columns_that("follows", at)
        evidence = _for_each(figures, ROWS.figure, ROWS.max_figures, "figures are below figures")
        if self._is_full(at):
            evidence.append(Evidence(name="most columns have text", weight=ROWS.full_level))
        if is_group_heading(self.levels, at, self.above[at].get(0)):
            name = "a bold text stands alone below one that is not"
            evidence.append(Evidence(name=name, weight=ROWS.turns_bold))
        if at in self._keys:
            name = "a key stands alone below the key of a row that has ended"
            weight = ROWS.lone_key if self.has_ended(at) else ROWS.key_like_others
            evidence.append(Evidence(name=name, weight=weight))
        evidence += self._drawing_evidence(at)
        if by_gaps:
            return evidence + self._gap_evidence(at, figures)
        if self._is_grid and not self.is_drawn_by_cell:
            evidence.append(Evidence(name="all lines fill all columns", weight=ROWS.full_grid))
        return evidence + self._baseline_evidence(at, figures)

    def continued(self, at: int, *, by_gaps: bool) -> frozenset[int]:
        """Return the columns whose cells go on if a row starts at a level."""
        figures = self.figures(at)
        following = self.columns_that("follows", at) - figures
        most = 0 if by_gaps else -1
        return frozenset(
            column
            for column in following
            if self.vote(at, column) <= most
            and (self.is_drawn_by_cell or not (figures and self._is_entry(at, column)))
        )

    def columns_that(self, state: State, at: int) -> frozenset[int]:
        """Return the columns of a level whose line has a state."""
        return frozenset(c for c, own in self.states[at].items() if own == state)

    def figures(self, at: int) -> frozenset[int]:
        """Return the columns that print a figure below a figure, which is no wrapped text."""
        return frozenset(
            column
            for column, above in self.above[at].items()
            if is_figure(self.levels[at].lines[column].text) and is_figure(above.text)
        )

    def is_gap(self, at: int) -> bool:
        """Return whether the white space above a level is wider than the line pitch."""
        return self.gaps[at] > self.pitch + self.tolerance and not self.levels[at].is_band

    def vote(self, at: int, column: int) -> int:
        """Judge a line that follows closely: it starts a text (1), continues one (-1), or 0.

        If the line's first word would have fitted on the line above, the line above ended its
        text.
        """
        line, above = self.levels[at].lines[column], self.above[at][column]
        if self.is_drawn_by_cell:
            if not is_drawn_next(above.glyphs, line.glyphs):
                return 1
            if self._shows_one_cell(at, column):
                return -1
        letter = first_letter(line.text)
        if letter.islower() or letter in CLOSING or above.text.rstrip()[-1] in _CONTINUING:
            return -1
        if self.is_broken_off(at, column):
            return 1
        return 1 if ends_sentence(above.text) and starts_anew(line.text) else 0

    def is_broken_off(self, at: int, column: int) -> bool:
        """Return whether the line above had room for the first word of a level's line."""
        line = self.levels[at].lines[column]
        room = self.rights[column] - self.above[at][column].x1
        return room > line.first_width + ALIGNMENT.min_room_left * line.size

    def _is_entry(self, at: int, column: int) -> bool:
        """Return whether a line of a row of figures has a capital, or a figure above it."""
        text, above = self.levels[at].lines[column].text, self.above[at][column].text
        return starts_anew(text) or is_figure(above)

    def _find_lone_keys(self) -> frozenset[int]:
        """Find the keys of groups of rows: also such with no room left above them."""
        lone = [at for at in range(1, len(self.levels)) if is_lone_key(self.levels, at)]
        ended = frozenset(at for at in lone if self.has_ended(at))
        wrapped = frozenset(at for at in lone if self._key_goes_on(at))
        are_alike = self._are_short or (ended and not wrapped)
        return ended | (frozenset(lone) - wrapped) if are_alike else ended

    def has_ended(self, at: int) -> bool:
        """Return whether the key above a level had room for its first word, is led, or indented."""
        line, above = self.levels[at].lines[0], self.above[at][0]
        if is_led(above.text) or line.x0 < above.x0 - ALIGNMENT.start_distance:
            return self.vote(at, 0) >= 0
        return not self._key_goes_on(at) and self.is_broken_off(at, 0)

    def _key_goes_on(self, at: int) -> bool:
        """Return whether the key above a level goes on there, by its last word or the next."""
        return self.vote(at, 0) < 0 or has_short_end(self.above[at][0].text)

    def drawn_apart(self, at: int) -> frozenset[int]:
        """Return the columns whose text is not drawn right after the text above it."""
        return columns_apart(self.levels[at], self.above[at] if self.is_drawn_by_cell else {})

    def _drawing_evidence(self, at: int) -> list[Evidence]:
        """Weigh whether the file draws the texts of a level right after the texts above them."""
        apart = self.drawn_apart(at)
        if apart:
            name = "texts are not drawn right after those above"
            return _for_each(apart, ROWS.drawn_apart, ROWS.max_starts, name)
        if not self.is_drawn_by_cell or self._may_begin_next_row(at):
            return []
        if len(self.above[at]) == len(self.levels[at].lines):
            name = "all texts are drawn right after those above"
            return [Evidence(name=name, weight=ROWS.drawn_next)]
        return []

    def _is_tight(self, at: int) -> bool:
        """Return whether a level is a row of figures without white space above it."""
        figures = self.figures(at) & self.columns_that("follows", at)
        return len(figures) > 1 and self._is_full(at) and self._starts(at) == 0

    def _is_full(self, at: int) -> bool:
        """Return whether a level has text in most columns: wrapped lines fill only some."""
        return len(self.levels[at].lines) >= ROWS.max_columns * len(self.rights)

    def _gap_evidence(self, at: int, figures: Collection[int]) -> list[Evidence]:
        """Weigh a level of a table whose rows are separated by gaps."""
        states = self.states[at]
        following = self.columns_that("follows", at) - frozenset(figures)
        starting = frozenset(states) - self.columns_that("follows", at)
        if not starting:
            return [Evidence(name="all texts follow closely", weight=ROWS.all_follow)]
        name = "texts start after white space"
        evidence = _for_each(starting, ROWS.start_after_gap, ROWS.max_starts, name)
        if 0 in starting:
            evidence.append(
                Evidence(name="the first column starts a text", weight=ROWS.first_column)
            )
        if len(starting) == 1:
            evidence += self._single_evidence(at, min(starting), following)
        elif following and max(starting) < min(following):
            continuing = [c for c in following if self.vote(at, c) < 0]
            name = "text in other columns continues"
            evidence += _for_each(continuing, ROWS.others_continue, 1, name)
        return evidence

    def _single_evidence(self, at: int, column: int, following: Collection[int]) -> list[Evidence]:
        """Weigh a level at which a single text starts: a row, or a paragraph of its cell."""
        state = self.states[at][column]
        if following and (state == "first" or column < min(following)):
            # Text to its right continues; a merged cell is usually at the left.
            name = "a single text starts beside texts that go on"
            return [Evidence(name=name, weight=ROWS.beside_continuing)]
        if column == 0:
            return []
        evidence = [Evidence(name="a single text starts there", weight=ROWS.single_start)]
        step = self._step_above(at, column) if state == "resumes" else self.gaps[at]
        if step < self._min_row_step():
            name = "the white space is that between lines or paragraphs"
            evidence.append(Evidence(name=name, weight=ROWS.all_follow))
        if not self._is_row_of_one(at, column):
            name = "it may be a paragraph of its cell"
            evidence.append(Evidence(name=name, weight=ROWS.paragraph))
        return evidence

    def _is_row_of_one(self, at: int, column: int) -> bool:
        """Return whether a single text looks like a row: its wording, and the white space above."""
        if not starts_anew(self.levels[at].lines[column].text):
            return False
        return self.states[at][column] != "resumes" or (
            self._is_usual_row_gap(at)
            or self._step_above(at, column) > ALIGNMENT.max_paragraph_steps * self.pitch
            or ends_sentence(self.above[at][column].text)
        )

    def _baseline_evidence(self, at: int, figures: Collection[int]) -> list[Evidence]:
        """Weigh a level of a table without gaps between its rows."""
        starting = self._columns_that_start(at)
        following = self.columns_that("follows", at) - frozenset(figures)
        votes = {column: self.vote(at, column) for column in following}
        new_texts = [column for column, vote in votes.items() if vote > 0]
        continuing = [column for column, vote in votes.items() if vote < 0]
        return [
            Evidence(name="most lines go on", weight=ROWS.line_prior),
            *_for_each(starting, ROWS.resumed, ROWS.max_starts, "texts start where others ended"),
            *self._new_text_evidence(at, new_texts),
            *_for_each(continuing, ROWS.continues, 1, "text in other columns continues"),
            *self._joint_evidence(at, starting, votes, figures),
        ]

    def _columns_that_start(self, at: int) -> frozenset[int]:
        """Return the columns that have text again at a level, or start there beside others."""
        starting = self.columns_that("resumes", at)
        first = self.columns_that("first", at)
        return starting | first if starting or len(first) > 1 else starting

    def _new_text_evidence(self, at: int, columns: Sequence[int]) -> Iterator[Evidence]:
        """Weigh texts that start right below other texts of their columns."""
        broken = [column for column in columns if self.is_broken_off(at, column)]
        by_wording = set(columns) - set(broken)
        yield from _for_each(broken, ROWS.broken_off, ROWS.max_starts, "lines above end early")
        yield from _for_each(
            by_wording, ROWS.wording, ROWS.max_starts, "only the wording decides it"
        )

    def _joint_evidence(
        self,
        at: int,
        starting: Collection[int],
        votes: Mapping[int, int],
        figures: Collection[int],
    ) -> list[Evidence]:
        """Weigh what the columns of a level show together."""
        new_texts = [column for column, vote in votes.items() if vote > 0]
        evidence = []
        is_common = len(starting) > 1 or (starting and new_texts)
        if any(vote < 0 for vote in votes.values()) and not (is_common or figures):
            name = "text in other columns continues"
            evidence.append(Evidence(name=name, weight=ROWS.beside_continuing))
        if len(starting) == 1 and not new_texts and 0 not in starting and not figures:
            evidence += self._single_evidence(at, min(starting), ())
        if new_texts and not starting and 0 not in new_texts and len(new_texts) < len(votes):
            name = "the first column starts no text"
            evidence.append(Evidence(name=name, weight=ROWS.no_first_column))
        return evidence

    def _shows_one_cell(self, at: int, column: int) -> bool:
        """Return whether a line drawn right after the one above it must be in the same cell.

        Otherwise it may be the first text of the next row, which a program draws right after the
        last text of the row above: before the other texts of its level, and after the texts
        further right in the row above.
        """
        lines = self.levels[at].lines
        first = lines[column].glyphs[0]
        is_first = all(first <= index for line in lines.values() for index in line.glyphs[:1])
        return not is_first or self._drawn_right[at][column] > first

    def _may_begin_next_row(self, at: int) -> bool:
        """Return whether a level's only line, off the pitch, may be of the next row."""
        lines = self.levels[at].lines
        column = min(lines)
        if len(lines) > 1 or column not in self.above[at] or not lines[column].glyphs:
            return False
        is_off = abs(self._step_above(at, column) - self.pitch) > self.tolerance
        return is_off and not self._shows_one_cell(at, column)

    def _is_usual_row_gap(self, at: int) -> bool:
        """Return whether the gap above a level is that between rows and not between paragraphs."""
        return (
            self.is_gap(at)
            and not self._paragraphs_have_gaps
            and abs(self.gaps[at] - self.usual_gap) <= self.tolerance
        )

    def _min_row_step(self) -> float:
        return min(self.usual_gap - self.tolerance, ALIGNMENT.max_paragraph_steps * self.pitch)

    def _step_above(self, at: int, column: int) -> float:
        """Measure the step from the line above in a column to the line of a level."""
        return self.levels[at].lines[column].baseline - self.above[at][column].baseline

    def _has_exact_pitch(self) -> bool:
        """Return whether all lines of one cell, as the file draws them, are at the line pitch."""
        steps = [
            self._step_above(at, column)
            for at, level in enumerate(self.levels)
            for column, line in level.lines.items()
            if self.is_drawn_by_cell
            and column in self.above[at]
            and is_drawn_next(self.above[at][column].glyphs, line.glyphs)
            and self._shows_one_cell(at, column)
        ]
        exact = sum(abs(step - self.pitch) <= ALIGNMENT.exact_pitch * self.size for step in steps)
        return exact >= max(ALIGNMENT.min_exact_lines, ALIGNMENT.min_exact_share * len(steps))

    def _starts(self, at: int) -> int:
        return sum(state != "follows" for state in self.states[at].values())

    def _starts_without_gap(self, at: int) -> bool:
        """Return whether some columns of a level resume while others start a text without a gap."""
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
                if state != "resumes" or self.is_gap(at) or at - 1 in self._keys:
                    continue
                pitches = self._step_above(at, column) / self.pitch
                if abs(pitches - round(pitches)) * self.pitch > self.tolerance:
                    between += 1
                else:
                    whole += 1
        return between, whole

    def _find_paragraph_gaps(self) -> bool:
        """Return whether gaps separate texts of one column while text in another one continues."""
        max_step = self.usual_gap + self.tolerance
        return any(
            "follows" in states.values()
            and any(
                state == "resumes" and self._step_above(at, column) <= max_step
                for column, state in states.items()
            )
            for at, states in enumerate(self.states)
        )


def _for_each(columns: Collection[int], weight: float, most: int, name: str) -> list[Evidence]:
    """Make the evidence that a weight counts for each of some columns, up to a number of them."""
    count = min(len(columns), most)
    return [Evidence(name=name, weight=count * weight)] if count else []
