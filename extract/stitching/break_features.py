"""Does the first row of a page go on from the page before? Evidence weighed, all columns vote.

Positive weights say that it goes on, negative ones that a new row starts. The weights order
the reasons by how seldom each misleads; they are not fitted to any document.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from extract.geometry.page_model import Line, PageCell
from extract.model import Evidence
from extract.stitching.merge_statistics import ColumnProfile
from extract.text.sentences import (
    BULLET,
    CLOSING,
    NUMBER,
    PAUSE,
    SHORT_END,
    ends_sentence,
    first_letter,
    is_closed,
    names_of,
    word_stem,
)

_COUNTED = re.compile(r"([(\[]?)(\d{1,2})([.)\]])\s")
"""The number of an item in a list."""
WEAK = 1.5
"""A score nearer to zero than this is weak."""

LOWER_CASE = 3.0
"""The weight of a start in lower case: no custom of a column says more for a text that goes on."""
_FULL_STOP = "the sentence before is closed"
CLOSED = 3.5
"""The most that a full stop says, or that none is there."""
OPEN = 4.0
"""The weight of a missing rule where whole cells have one: what is drawn misleads seldom."""
ITEM = 2.0
"""The weight against it of a number or bullet: a capital never says more."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """The two sides of a page end in one column.

    `before` are all printed lines of the cell that reaches the page's foot, `below` how many
    more lines would have fitted under them; `room` is the width left on its last line.
    """

    column: int
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    below: float
    room: float
    closed: bool
    ends_on_page: bool
    custom: ColumnProfile
    parted: bool = False
    """A rule stands above the cell at the next page's top, and above others there none."""
    is_cut: bool | None = None
    """It lacks the white that new cells have above their text; None where that does not tell."""


def meeting(
    before: PageCell,
    after: PageCell,
    held: Sequence[Line],
    ends_on_page: bool,
    custom: ColumnProfile,
) -> Meeting:
    """Measure how two cells meet at a page end.

    Args:
        before: the fragment at the page's foot.
        after: the fragment at the next page's top.
        held: lines of the cell on all pages before.
        ends_on_page: whether the cell below ends on its page.
        custom: how other cells of the column look.

    Returns:
        What the votes look at.
    """
    below = room = 0.0
    if before.lines:
        last = before.lines[-1]
        pitch = pitch_of(before.lines)
        # What is free above the first line is free under the last one, too.
        padding = min(pitch, max(0.0, before.lines[0].top - before.bbox[1]))
        below = (before.bbox[3] - last.bottom - padding) / pitch
        inset = max(0.0, min(line.x0 for line in before.lines) - before.bbox[0])
        room = before.bbox[2] - before.bbox[0] - 2 * inset - (last.x1 - last.x0)
    return Meeting(
        after.column,
        tuple(held),
        tuple(after.lines),
        below,
        room,
        before.closed_bottom,
        ends_on_page,
        custom,
    )


def pitch_of(lines: Sequence[Line]) -> float:
    """How far a text's lines stand from each other, baseline to baseline."""
    steps = [below.baseline - above.baseline for above, below in pairwise(lines)]
    return max(min(steps, default=0.0), lines[-1].size * 1.1)


def text_evidence(met: Meeting) -> list[Evidence]:
    """Weigh whether the text of a column goes on over the page end."""
    if not met.after:
        return []
    if not met.before:
        return [_vote(met, "text begins under an empty cell", -OPEN)]
    return [*_votes_after(met), *_votes_before(met), *_votes_place(met), *_votes_custom(met)]


def _vote(met: Meeting, name: str, weight: float, note: str = "") -> Evidence:
    return Evidence(name=name, weight=weight, note=f"column {met.column + 1}{note}")


def _votes_after(met: Meeting) -> list[Evidence]:
    text = met.after[0].text
    first = first_letter(text)
    if NUMBER.match(text) or BULLET.match(text):
        # The next item of a list goes on with its cell; a number that heads a cell is its own.
        weight = -1.0 if _is_in_list(met) else -ITEM
        return [_vote(met, "starts with a number or bullet", weight)]
    if first.islower():
        return [_vote(met, "starts in lower case", LOWER_CASE)]
    if first in CLOSING:
        return [_vote(met, "starts with a mark that closes or links", 2.0)]
    if text.split()[0].isupper() and len(text.split()[0]) > 1:
        return [_vote(met, "starts with an acronym", -0.5)]
    if ends_sentence(met.before[-1].text):
        return []  # so does the next sentence of the same text
    # New texts start so nearly always: the share of lines that do amid a sentence is the odds.
    name = "starts with a capital or figure"
    votes = [_vote(met, name, round(max(-ITEM, math.log(met.custom.capital_lines)), 2))]
    last = met.before[-1].text.split()[-1]
    if last[-1] not in PAUSE and (word_stem(last), word_stem(text.split()[0])) in met.custom.pairs:
        votes.append(_vote(met, "the words on both sides stand together elsewhere", ITEM))
    return votes


def _is_in_list(met: Meeting) -> bool:
    """Say whether a number or bullet is that of a list's next item, of which others are above."""
    items = [bool(NUMBER.match(x.text) or BULLET.match(x.text)) for x in met.before]
    found = _COUNTED.match(met.after[0].text)
    if found is None or int(found[2]) < 2:
        return items[0] and sum(items) > 1
    last = re.escape(f"{found[1]}{int(found[2]) - 1}{found[3]}")
    amid = re.search(rf"\s{last}\s", " ".join(x.text for x in met.before))
    return items[0] and (sum(items) > 1 or amid is not None)


def _votes_before(met: Meeting) -> list[Evidence]:
    text = met.before[-1].text.rstrip()
    whole = " ".join(line.text for line in met.before)
    # `going`: share of lines inside a text that end a sentence; `ended`: share of texts that do.
    going, ended = met.custom.closed_lines, met.custom.closed_ends
    if is_closed(text, met.after[0].text):
        weight = max(-CLOSED, min(0.0, math.log(going / ended)))
        votes = [_vote(met, _FULL_STOP, round(weight, 2))]
    else:
        weight = max(0.0, min(CLOSED, math.log((1 - going) / (1 - ended))))
        votes = [_vote(met, "the sentence before is not closed", round(weight, 2))]
    if text.endswith((",", "-", "/", "&", "–", "(", "[", "\u00ad", "\u2010")):
        votes.append(_vote(met, "ends with a mark that goes on", 2.5))
    elif SHORT_END.search(text) and text.split()[-1] not in met.custom.closers:
        weight = min(LOWER_CASE, math.log(met.custom.short_lines / met.custom.short_ends))
        votes.append(_vote(met, "ends with a short word, mid-phrase", round(weight, 2)))
    following = " ".join(line.text for line in met.after)
    if _depths(whole)[-1] > 0 and min(_depths(following)) < 0:
        votes.append(_vote(met, "a bracket is left open", 3.0))
    return votes


def _depths(text: str) -> list[int]:
    """How many brackets are open before and after each bracket of a text."""
    steps = [1 if mark in "([" else -1 for mark in text if mark in "()[]"]
    return list(accumulate(steps, initial=0))


def _votes_place(met: Meeting) -> list[Evidence]:
    votes = []
    is_open = not is_closed(met.before[-1].text, met.after[0].text)
    if met.room > met.after[0].first_width + met.after[0].size * 0.5 and is_open:
        votes.append(_vote(met, "its first word would have fitted on the line before", -2.5))
    elif is_open:
        votes.append(_vote(met, "its first word would not have fitted on the line before", 1.0))
    # One line is left free so that two go over the page end together; two never are.
    if met.below >= 2:
        votes.append(_vote(met, "room for lines is left above the page end", -4.0))
    elif met.below >= 1:
        votes.append(_vote(met, "room for lines is left above the page end", -0.5))
    if not met.closed and not met.parted:
        # Where others are closed there, a cell that is not is cut.
        weight = OPEN if met.custom.closed_when_whole else 1.5
        votes.append(_vote(met, "no rule closes the cell at the page's foot", weight))
    elif met.closed and met.custom.open_when_cut:
        votes.append(_vote(met, "a rule closes it, which cut cells of the table lack", -2.0))
    if met.is_cut:
        votes.append(_vote(met, "lacks the white that new cells have above their text", 3.0))
    elif met.is_cut is False:
        votes.append(_vote(met, "has white above it, which cells that go on lack", -OPEN))
    if met.parted:
        votes.append(_vote(met, "a rule parts it from the page before, which others lack", -2.5))
    return votes


def level_evidence(meetings: Mapping[int, Meeting], levels: Sequence[float]) -> list[Evidence]:
    """Weigh that several columns are full to the page's foot and have text after it.

    Of a whole row one cell is the tallest; others end at its last line as often as inside pages.
    A row that a page end cuts fills the page in each column that goes on.

    Args:
        meetings: of the columns whose cells stand in one row each.
        levels: for each column, how often its text ends where that of the tallest does.

    Returns:
        A vote for each column that is full beside the first, and for each that ends.
    """
    full = {c for c, met in meetings.items() if met.before and met.below < 1}
    going = [c for c in full if meetings[c].after]
    first = max(going, key=lambda column: levels[column], default=None)
    height = max((len(met.before) for met in meetings.values()), default=0)
    votes = []
    for column, met in meetings.items():
        if column in going and column != first:
            name, weight = "is full to the page's foot beside another", -math.log(levels[column])
        elif met.before and not met.after and going:
            # Cut anywhere, a page ends right at a text's end once in as many lines as it shows.
            name = "ends at the page's foot" if column in full else "ends above the page's foot"
            by_chance, by_rule = 1 / (height + 1), levels[column]
            if column not in full:
                by_chance, by_rule = 1 - by_chance, 1 - by_rule
            weight = max(-1.0, min(1.0, math.log(by_chance / by_rule)))
        else:
            continue
        votes.append(_vote(met, name, round(min(ITEM, weight), 2)))
    return votes


def _votes_custom(met: Meeting) -> list[Evidence]:
    custom, votes = met.custom, []
    if custom.numbered >= 0.8:
        numbered = bool(NUMBER.match(met.after[0].text))
        name = "starts with a number as cells of the column do"
        votes.append(
            _vote(met, name, -4.0)
            if numbered
            else _vote(met, "lacks the number that cells of the column start with", 3.0)
        )
    if met.after[0].text.split()[0] in custom.openers and not met.after[0].text[0].islower():
        votes.append(_vote(met, "starts as other cells of the column do", -2.5))
    if _lacks_comma(met):
        votes.append(_vote(met, "no comma parts it from the name before, as in its lists", -4.0))
    words = sum(len(line.text.split()) for line in met.after)
    if met.ends_on_page and words < custom.fewest_words:
        # A new cell is the shortest of `count` + 1 once in as many: the log of the odds against
        # an even chance, for the fewer cells there are the less it says.
        weight = min(1.5, round(math.log((custom.count + 1) / 2), 2))
        votes.append(_vote(met, "shorter than any whole cell of the column", weight))
    return votes


def _lacks_comma(met: Meeting) -> bool:
    """Say whether two of the column's names meet that a list would part by a comma."""
    before = names_of(" ".join(line.text for line in met.before))[-1]
    after = names_of(" ".join(line.text for line in met.after))[0]
    names = met.custom.names
    return before in names and after in names and f"{before} {after}" not in names


def score(evidence: Sequence[Evidence]) -> float:
    """Add up the weights."""
    return round(sum(vote.weight for vote in evidence), 2)


def is_weak(evidence: Sequence[Evidence]) -> bool:
    """Say whether a decision is in doubt.

    So it is where the weights nearly balance, or where nothing but one full stop speaks against
    a row that goes on: a page may end between two sentences of one text.
    """
    total = score(evidence)
    stops = [vote.weight for vote in evidence if vote.name == _FULL_STOP and vote.weight < 0]
    hangs_on_one = len(stops) == 1 and total < 0 and total - stops[0] > -WEAK
    return abs(total) < WEAK or hangs_on_one
