"""Row starts told by white space: tables that print no rules between their rows.

Typesetters of such tables part rows by a gap that is wider than the step from line to line, or,
where they add none, start all cells of a row on one baseline. A cell that ended above and has
text again starts anew. What neither shows is left to the text, and said to be in doubt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

from extract.geometry.page_model import Line
from extract.text.sentences import CLOSING, ends_sentence, first_letter, starts_anew
from extract.text.thresholds import WORDS

MORE = 0.12
"""Parts of the type size by which a gap must exceed the step from line to line to part rows."""
SINGLE = 1.7
"""Parts of the type size: lines of one text follow each other no further apart as a rule."""
USUAL = 1.25
"""Parts of the type size from line to line, where no text of the table shows it."""
ROOM = 0.3
"""Parts of the type size that must be left for a word to have fitted on the line before."""
BLANK_LINE = 2.5
"""Steps from line to line: paragraphs of one cell are no further apart."""
RARELY = 0.2
"""A column that is blank at fewer row starts than this share prints a text a row."""

State = Literal["none", "first", "resumes", "follows"]


@dataclass(frozen=True, slots=True)
class Level:
    """The lines on one baseline, one a column; a heading over all columns has no column."""

    baseline: float
    lines: Mapping[int, Line]
    is_band: bool = False


@dataclass(frozen=True, slots=True)
class RowStart:
    """A place where a new row starts, or may start.

    `carried` are columns whose cell goes on from above; `doubt` says why it is not certain,
    and is empty where it is. Where `is_taken` is False no row was taken to start.
    """

    level: int
    carried: frozenset[int] = frozenset()
    doubt: str = ""
    is_taken: bool = True


def levels_of(columns: Sequence[Sequence[Line]], bands: Sequence[Line] = ()) -> list[Level]:
    """Group lines of all columns by their baselines.

    Args:
        columns: the lines of each column, top to bottom.
        bands: lines that run over several columns.

    Returns:
        Levels, top to bottom.
    """
    held = [(line, column) for column, lines in enumerate(columns) for line in lines]
    held += [(line, -1) for line in bands]
    levels: list[Level] = []
    for line, column in sorted(held, key=lambda one: (one[0].baseline, one[1])):
        last = levels[-1] if levels else None
        if (
            last is not None
            and line.baseline - last.baseline <= WORDS.baseline_tolerance * line.size
            and column not in last.lines
            and not (last.is_band or column < 0)
        ):
            levels[-1] = Level(last.baseline, {**last.lines, column: line})
        else:
            levels.append(Level(line.baseline, {column: line}, is_band=column < 0))
    return levels


def step_of(levels: Sequence[Level]) -> float:
    """The step from line to line inside cells, in points."""
    sizes = [line.size for level in levels for line in level.lines.values()]
    size = median(sizes) if sizes else 10.0
    steps: Counter[float] = Counter()
    last: dict[int, float] = {}
    for level in levels:
        for column, line in level.lines.items():
            step = line.baseline - last.get(column, float("-inf"))
            if 0.8 * size < step <= SINGLE * size:
                steps[round(step, 1)] += 1
            last[column] = line.baseline
    return max(steps, key=lambda step: (steps[step], -step)) if steps else USUAL * size


def is_labels(level: Level) -> bool:
    """Say whether a level prints bold texts side by side: a header."""
    return len(level.lines) > 1 and all(line.bold for line in level.lines.values())


def has_gaps(
    stretches: Sequence[Sequence[Level]], rights: Sequence[float], step: float
) -> bool | None:
    """Say whether gaps part a table's rows.

    Args:
        stretches: the levels between any two of its rules.
        rights: the right edge of each column's text.
        step: from line to line.

    Returns:
        None where no row shows it.
    """
    held = [_Stretch(levels, rights, step) for levels in stretches if len(levels) > 1]
    gaps, none = (sum(counts) for counts in zip((0, 0), *(one.counts for one in held), strict=True))
    return gaps > none if gaps or none else None


def row_starts(
    levels: Sequence[Level], rights: Sequence[float], step: float, *, by_gaps: bool
) -> list[RowStart]:
    """Tell where rows start below the first one.

    Args:
        levels: of one stretch of the table between two rules.
        rights: the right edge of each column's text.
        step: from line to line.
        by_gaps: whether gaps part the table's rows.

    Returns:
        The starts, and the places where one was considered and not taken for a doubtful reason.
    """
    if len(levels) < 2:
        return []
    return _Stretch(levels, rights, step).starts(by_gaps=by_gaps)


class _Stretch:
    """The levels between two rules, with what is typical of them."""

    def __init__(self, levels: Sequence[Level], rights: Sequence[float], step: float) -> None:
        self.levels = levels
        self.rights = rights
        self.size = median(line.size for level in levels for line in level.lines.values())
        self.step = step
        self.near = step + MORE * self.size
        self.states = self._states()
        self.gaps = [0.0, *(_gap(up, low) for up, low in pairwise(levels))]
        wide = [at for at in range(1, len(levels)) if self._is_clear(at) and self._starts(at) > 1]
        running = [at for at in range(1, len(levels)) if self._anew_beside(at)]
        off, on = self._off_pitch()
        self.counts = (len(wide) + off, len(running) + on)
        """Signs of rows that gaps part, and of rows that none part."""
        self.usual_gap = median(self.gaps[at] for at in wide) if wide else 0.0
        self.has_paragraphs = self._has_paragraphs()
        self.below_head: set[int] = set()

    def _states(self) -> list[dict[int, State]]:
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
                    now[column] = "follows" if step <= self.near else "resumes"
                last[column] = line.baseline
            states.append(now)
        return states

    def _starts(self, at: int) -> int:
        return sum(state != "follows" for state in self.states[at].values())

    def _is_clear(self, at: int) -> bool:
        return self.gaps[at] > self.near and not self.levels[at].is_band

    def _off_pitch(self) -> tuple[int, int]:
        """Count texts that start whole steps below the text above, and those that don't.

        Where rows add no gap all lines of a table lie a whole number of steps apart.
        """
        off = on = 0
        for at, states in enumerate(self.states):
            for column, state in states.items():
                if state != "resumes" or self._is_clear(at):
                    continue
                line = self.levels[at].lines[column]
                steps = (line.baseline - self._above(at, column).baseline) / self.step
                if abs(steps - round(steps)) * self.step > MORE * self.size:
                    off += 1
                else:
                    on += 1
        return off, on

    def _anew_beside(self, at: int) -> bool:
        """Say whether some columns resume at a level while others start anew without a gap."""
        states = self.states[at].items()
        resumes = sum(state == "resumes" for _, state in states)
        anew = [c for c, state in states if state == "follows" and self._vote(at, c) > 0]
        return resumes > 0 and bool(anew)

    def _above(self, at: int, column: int) -> Line:
        return next(
            level.lines[column] for level in reversed(self.levels[:at]) if column in level.lines
        )

    def _vote(self, at: int, column: int) -> int:
        """Say whether a line that follows closely is a new text (1), goes on (-1), or neither.

        A word that would have fitted on the line before was not broken off there.
        """
        line, above = self.levels[at].lines[column], self._above(at, column)
        if first_letter(line.text).islower() or first_letter(line.text) in CLOSING:
            return -1
        if above.text.rstrip()[-1] in ",-/&(–\u00ad\u2010":
            return -1
        room = self.rights[column] - above.x1
        if room > line.first_width + ROOM * line.size:
            return 1
        return 1 if ends_sentence(above.text) and starts_anew(line.text) else 0

    def starts(self, *, by_gaps: bool) -> list[RowStart]:
        found: list[RowStart] = []
        in_head = is_labels(self.levels[0])
        for at in range(1, len(self.levels)):
            level, above = self.levels[at], self.levels[at - 1]
            was_head = in_head
            in_head = is_labels(level) or (was_head and self._goes_on_bold(at))
            if level.is_band or above.is_band:
                goes_on = level.is_band and above.is_band and self.gaps[at] <= self.near
                start = None if goes_on else RowStart(at)
            elif was_head:
                start = None if in_head else RowStart(at)
                self.below_head.add(at)
            elif by_gaps:
                start = self._by_gap(at)
            else:
                start = self._by_starts(at)
            if start is not None:
                found.append(start)
        return self._with_blank_keys(found)

    def _goes_on_bold(self, at: int) -> bool:
        """Say whether a level goes on with bold texts only: the second lines of labels."""
        states = self.states[at].values()
        is_bold = all(line.bold for line in self.levels[at].lines.values())
        return is_bold and all(state == "follows" for state in states)

    def _by_gap(self, at: int) -> RowStart | None:
        """Judge a level of a table that parts its rows by gaps."""
        states = self.states[at]
        running = frozenset(c for c, state in states.items() if state == "follows")
        fresh = set(states) - running
        if not fresh or (running and {states[c] for c in fresh} == {"first"} and len(fresh) < 2):
            return None
        if running and max(fresh) < min(running):
            # Texts go on at its right: a merged cell stands at its left as a rule.
            votes = [self._vote(at, column) for column in running]
            if min(votes) < 0 or len(fresh) == 1:
                return None if len(fresh) == 1 else RowStart(at, running, "texts beside it go on")
        if len(fresh) > 1 or 0 in fresh:
            return RowStart(at, running)
        gap = (
            min(
                self.levels[at].lines[c].baseline - self._above(at, c).baseline
                for c in fresh
                if states[c] == "resumes"
            )
            if any(states[c] == "resumes" for c in fresh)
            else self.gaps[at]
        )
        if gap < min(self.usual_gap - MORE * self.size, BLANK_LINE * self.step):
            return None
        return self._alone(at, next(iter(fresh)), running)

    def _alone(self, at: int, column: int, running: frozenset[int]) -> RowStart:
        """Judge a level at which one text alone starts: a row of its own, or a paragraph."""
        line = self.levels[at].lines[column]
        anew = starts_anew(line.text)
        if self.states[at][column] == "resumes":
            anew = anew and (
                self._is_row_gap(at)
                or self._is_far_below(at, column)
                or ends_sentence(self._above(at, column).text)
            )
        return RowStart(at, running, "one text alone starts there", is_taken=anew)

    def _is_row_gap(self, at: int) -> bool:
        """Say whether a gap over all columns is that between rows, and no paragraphs have it."""
        return (
            self._is_clear(at)
            and not self.has_paragraphs
            and abs(self.gaps[at] - self.usual_gap) <= MORE * self.size
        )

    def _is_far_below(self, at: int, column: int) -> bool:
        """Say whether a text resumes several lines below what is above it."""
        step = self.levels[at].lines[column].baseline - self._above(at, column).baseline
        return step > BLANK_LINE * self.step

    def _has_paragraphs(self) -> bool:
        """Say whether gaps part texts of one column while a text beside them goes on."""
        return any(
            "follows" in states.values()
            and any(
                state == "resumes"
                and self.levels[at].lines[column].baseline - self._above(at, column).baseline
                <= self.usual_gap + MORE * self.size
                for column, state in states.items()
            )
            for at, states in enumerate(self.states)
        )

    def _by_starts(self, at: int) -> RowStart | None:
        """Judge a level of a table that adds no gap between its rows."""
        states = self.states[at]
        resumes = {c for c, state in states.items() if state == "resumes"}
        first = {c for c, state in states.items() if state == "first"}
        if resumes or len(first) > 1:  # columns blank from the head on start with them
            resumes |= first
        votes = {c: self._vote(at, c) for c, state in states.items() if state == "follows"}
        going = frozenset(c for c, vote in votes.items() if vote < 0)
        anew = {c for c, vote in votes.items() if vote > 0}
        if len(resumes) > 1 or (resumes and anew):
            if going and not going <= set(range(min(resumes | anew))):
                return RowStart(at, going, "texts beside it go on")
            unsure = set(votes) - going - anew
            doubt = "a text beside it may go on" if unsure and len(resumes) < 2 else ""
            return RowStart(at, going, doubt)
        if resumes:
            (column,) = resumes
            if column == 0 and not going:
                return RowStart(at)
            return None if going else self._alone(at, column, frozenset())
        if going or not anew:
            return None
        if len(anew) > 1 and len(anew) == len(votes):
            return RowStart(
                at, doubt="" if self._is_broken_off(at, anew) else "only the texts tell of it"
            )
        is_likely = len(anew) > 1 and 0 in anew
        return RowStart(at, doubt="only the texts tell of it", is_taken=is_likely)

    def _is_broken_off(self, at: int, columns: set[int]) -> bool:
        """Say whether lines end where their text's next word would have fitted, in two columns."""
        short = 0
        for column in columns:
            line, above = self.levels[at].lines[column], self._above(at, column)
            room = self.rights[column] - above.x1
            short += room > line.first_width + ROOM * line.size
        return short > 1

    def _with_blank_keys(self, starts: Sequence[RowStart]) -> list[RowStart]:
        """Carry on what stands left of a row's first text: key cells are printed once.

        A column that is blank seldom may as well hold an empty cell there: that is in doubt.
        """
        taken = [s for s in starts if s.is_taken and not self.levels[s.level].is_band]
        blank = Counter(c for s in taken for c in self._keys(s))
        found = []
        for start in starts:
            level = self.levels[start.level]
            if level.is_band or not start.is_taken:
                found.append(start)
                continue
            keys = self._keys(start)
            seldom = [c + 1 for c in sorted(keys) if blank[c] <= RARELY * len(taken)]
            doubt = start.doubt
            if seldom and not doubt:
                doubt = f"column {seldom[0]} is blank: its cell above may go on, or be empty"
            found.append(RowStart(start.level, start.carried | keys, doubt))
        return found

    def _keys(self, start: RowStart) -> frozenset[int]:
        """The columns left of the first text that starts, where a cell may go on."""
        above = self.levels[start.level - 1]
        if above.is_band or start.level in self.below_head:
            return frozenset()
        fresh = set(self.levels[start.level].lines) - start.carried
        return frozenset(range(min(fresh, default=0))) - set(self.levels[start.level].lines)


def _gap(above: Level, level: Level) -> float:
    """The least distance between the lines of two levels."""
    return min(line.baseline for line in level.lines.values()) - max(
        line.baseline for line in above.lines.values()
    )
