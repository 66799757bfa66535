"""Weigh the evidence of single columns on whether a row continues over a page end.

Positive weights mean that the row continues, negative ones that a new row starts. The weights
rank the reasons by how rarely each of them misleads; they are not fitted to any document.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from extract.geometry.page_model import Line, PageCell
from extract.model import Evidence
from extract.stitching.page_ends.column_profile import ColumnProfile, room_on, would_fit
from extract.stitching.page_ends.list_items import goes_on, is_next_number, item_marks
from extract.stitching.page_ends.thresholds import BREAKS, MERGES, WEIGHTS
from extract.text.sentences import (
    CLOSING,
    PAUSE,
    ends_sentence,
    first_letter,
    has_short_end,
    is_closed,
    names_of,
    word_stem,
)

_FULL_STOP = "the sentence before is closed"
_PADDING = "has white space above its text; continued cells have none"
_NO_PADDING = "lacks the white space that new cells have above their text"


@dataclass(frozen=True, slots=True)
class ColumnBreak:
    """The cells of one column on both sides of a page end.

    Attributes:
        column: index of the column.
        before: lines of the last cell on all pages before the page end.
        after: lines of the first cell on the next page.
        free_lines: number of lines that would have fitted under the last one.
        room: width left on the last line, in points.
        closed: a rule closes the last cell.
        ends_on_page: the first cell of the next page ends on that page.
        profile: how other cells of the column look.
        is_separated: a rule lies above the first cell, and above another cell there is none.
        is_cut: the first cell lacks the white space above its text that new cells have; None
            if white space does not show that.
    """

    column: int
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    free_lines: float
    room: float
    closed: bool
    ends_on_page: bool
    profile: ColumnProfile
    is_separated: bool = False
    is_cut: bool | None = None


def column_break(
    before: PageCell,
    after: PageCell,
    lines: Sequence[Line],
    ends_on_page: bool,
    profile: ColumnProfile,
) -> ColumnBreak:
    """Measure the cells of a column on both sides of a page end.

    Args:
        before: the part of the last cell that its page prints.
        after: the first cell of the next page.
        lines: lines of the last cell on all pages before the page end.
        ends_on_page: whether the first cell of the next page ends on that page.
        profile: how other cells of the column look.

    Returns:
        The measurements.
    """
    free_lines = room = 0.0
    if before.lines:
        last = before.lines[-1]
        room = room_on(before, last)
        step = line_step(before.lines)
        # The white space below the last line is assumed equal to that above the first line.
        padding = min(step, max(0.0, before.lines[0].top - before.bbox[1]))
        free_lines = (before.bbox[3] - last.bottom - padding) / step
    return ColumnBreak(
        after.column,
        tuple(lines),
        tuple(after.lines),
        free_lines,
        room,
        before.closed_bottom,
        ends_on_page,
        profile,
    )


def line_step(lines: Sequence[Line]) -> float:
    """Measure the smallest baseline distance of a text's lines, in points."""
    steps = [below.baseline - above.baseline for above, below in pairwise(lines)]
    return max(min(steps, default=0.0), lines[-1].size * BREAKS.usual_leading)


def text_evidence(sides: ColumnBreak) -> list[Evidence]:
    """Weigh whether the text of a column continues over the page end."""
    if not sides.after:
        return []
    if not sides.before:
        return [_vote(sides, "text begins under an empty cell", WEIGHTS.under_empty)]
    return [
        *_start_votes(sides),
        *_end_votes(sides),
        *_room_votes(sides),
        *_rule_votes(sides),
        *_profile_votes(sides),
    ]


def _vote(sides: ColumnBreak, name: str, weight: float) -> Evidence:
    return Evidence(name=name, weight=round(weight, 2), note=f"column {sides.column + 1}")


def _start_votes(sides: ColumnBreak) -> list[Evidence]:
    """Weigh how the text starts on the next page."""
    text, profile = sides.after[0].text, sides.profile
    first = first_letter(text)
    if item_marks(text):
        return _item_votes(sides)
    if first.islower():
        weight = min(WEIGHTS.lower_case, profile.lower.odds)
        return [_vote(sides, "starts in lower case", weight)]
    if first in CLOSING:
        return [_vote(sides, "starts with a closing or linking mark", WEIGHTS.closing_mark)]
    if text.split()[0].isupper() and len(text.split()[0]) > 1:
        return [_vote(sides, "starts with an acronym", WEIGHTS.acronym)]
    if ends_sentence(sides.before[-1].text):
        return []  # the next sentence of the same text would start in the same way
    # Nearly all new texts start so, and some lines inside sentences do.
    name = "starts with a capital or figure"
    weight = max(-WEIGHTS.item, min(WEIGHTS.item, profile.capital.odds))
    votes = [_vote(sides, name, weight)]
    if _is_known_pair(sides):
        name = "the words on both sides follow each other elsewhere"
        votes.append(_vote(sides, name, WEIGHTS.item))
    return votes


def _is_known_pair(sides: ColumnBreak) -> bool:
    """Return whether the words on both sides of the page end follow each other elsewhere."""
    last, first = sides.before[-1].text.split()[-1], sides.after[0].text.split()[0]
    return last[-1] not in PAUSE and (word_stem(last), word_stem(first)) in sides.profile.pairs


def _item_votes(sides: ColumnBreak) -> list[Evidence]:
    """Weigh that the text starts with a list item, by where the column prints such items."""
    text, profile = sides.after[0].text, sides.profile
    ratio = max((profile.item(mark.style) for mark in item_marks(text)), key=lambda one: one.odds)
    weight = max(-WEIGHTS.item, min(WEIGHTS.item, ratio.odds))
    votes = [_vote(sides, "starts with a number or bullet", weight)]
    if goes_on(text, " ".join(line.text for line in sides.before)):
        weight = math.log(MERGES.counting_lines / profile.counting)
        votes.append(_vote(sides, "the item before it is in the cell before", weight))
    return votes


def _end_votes(sides: ColumnBreak) -> list[Evidence]:
    """Weigh how the text ends before the page end."""
    text = sides.before[-1].text.rstrip()
    profile = sides.profile
    # Compare how often lines inside texts, and how often whole texts, close a sentence.
    if ends_sentence(text):
        weight = max(-WEIGHTS.closed, min(0.0, profile.closed.odds))
        votes = [_vote(sides, _FULL_STOP, weight)]
    elif text.endswith(";"):
        weight = max(-WEIGHTS.closed, min(WEIGHTS.closed, profile.ends_with_semicolon.odds))
        votes = [_vote(sides, "ends with a semicolon", weight)]
    else:
        weight = max(0.0, min(WEIGHTS.closed, profile.closed.odds_without))
        votes = [_vote(sides, "the sentence before is not closed", weight)]
    if text.endswith((",", "-", "/", "&", "–", "(", "[", "\u00ad", "\u2010")):
        votes.append(_vote(sides, "ends with a mark that continues the text", WEIGHTS.open_mark))
    elif _ends_mid_phrase(sides):
        weight = min(WEIGHTS.lower_case, profile.short.odds)
        votes.append(_vote(sides, "ends with a short word, mid-phrase", weight))
    whole = " ".join(line.text for line in sides.before)
    following = " ".join(line.text for line in sides.after)
    if _bracket_depths(whole)[-1] > 0 and min(_bracket_depths(following)) < 0:
        votes.append(_vote(sides, "a bracket is left open", WEIGHTS.open_bracket))
    return votes


def _ends_mid_phrase(sides: ColumnBreak) -> bool:
    """Return whether the text before ends with a short word that links it to what follows."""
    words = [word for line in sides.before for word in line.text.split()]
    is_short = has_short_end(words[-1])
    return is_short and len(words) > 1 and words[-1] not in sides.profile.closers


def _bracket_depths(text: str) -> list[int]:
    """Count the open brackets at the start of a text and after each bracket."""
    steps = [1 if mark in "([" else -1 for mark in text if mark in "()[]"]
    return list(accumulate(steps, initial=0))


def _room_votes(sides: ColumnBreak) -> list[Evidence]:
    """Weigh the room left on the last line and below it."""
    votes = []
    first = sides.after[0]
    if not is_closed(sides.before[-1].text, first.text):
        if would_fit(first, sides.room):
            name = "its first word would have fitted on the line before"
            weight = max(-WEIGHTS.fitted, min(WEIGHTS.fitted, sides.profile.fitting.odds))
        else:
            name = "its first word would not have fitted on the line before"
            weight = max(0.0, min(WEIGHTS.not_fitted, sides.profile.fitting.odds_without))
        votes.append(_vote(sides, name, weight))
    # Programs leave one line free to take two lines over the page end together, never two.
    if sides.free_lines >= 1:
        weight = WEIGHTS.room_for_lines if sides.free_lines >= 2 else WEIGHTS.room_for_line
        votes.append(_vote(sides, "room for lines is left above the page end", weight))
    return votes


def _rule_votes(sides: ColumnBreak) -> list[Evidence]:
    """Weigh the rules and the white space at the page end."""
    votes = []
    if not sides.closed and not sides.is_separated:
        # If rules close other cells there, a cell without one is cut.
        whole = sides.profile.closed_when_whole
        weight = WEIGHTS.missing_rule if whole else WEIGHTS.open_foot
        votes.append(_vote(sides, "no rule closes the cell at the page's foot", weight))
    elif sides.closed and sides.profile.open_when_cut:
        name = "a rule closes it; cut cells of the table have none"
        votes.append(_vote(sides, name, WEIGHTS.closed_foot))
    if sides.is_cut:
        votes.append(_vote(sides, _NO_PADDING, WEIGHTS.no_padding))
    elif sides.is_cut is False:
        votes.append(_vote(sides, _PADDING, WEIGHTS.padding))
    if sides.is_separated:
        name = "a rule separates it from the page before; other cells have none"
        votes.append(_vote(sides, name, WEIGHTS.separated))
    return votes


def level_evidence(
    breaks: Mapping[int, ColumnBreak], level_shares: Sequence[float]
) -> list[Evidence]:
    """Weigh that several columns fill the page to its foot and have text on the next page.

    In a whole row one cell is the tallest; the others end on its last line as often as they do
    inside pages. A row cut by a page end fills the page in each column that continues.

    Args:
        breaks: columns whose cells span one row each.
        level_shares: for each column, how often its text ends on the last line of its row.

    Returns:
        A vote for each full column but the first, and for each column that ends.
    """
    full = {c for c, sides in breaks.items() if sides.before and sides.free_lines < 1}
    continuing = [c for c in full if breaks[c].after]
    first = max(continuing, key=lambda column: level_shares[column], default=None)
    height = max((len(sides.before) for sides in breaks.values()), default=0)
    votes = []
    for column, sides in breaks.items():
        share = level_shares[column]
        if column in continuing and column != first:
            name, weight = "fills the page to its foot, like another column", -math.log(share)
        elif sides.before and not sides.after and continuing:
            # A page end at a random line meets the end of a text once in as many lines.
            by_chance, by_rule = 1 / (height + 1), share
            name = "ends at the page's foot"
            if column not in full:
                name = "ends above the page's foot"
                by_chance, by_rule = 1 - by_chance, 1 - by_rule
            most = WEIGHTS.level_end
            weight = max(-most, min(most, math.log(by_chance / by_rule)))
        else:
            continue
        votes.append(_vote(sides, name, min(WEIGHTS.item, weight)))
    return votes


def _profile_votes(sides: ColumnBreak) -> list[Evidence]:
    """Weigh the text against other cells of its column."""
    profile, first = sides.profile, sides.after[0].text
    votes = []
    if profile.number_style:
        if profile.number_style in {mark.style for mark in item_marks(first)}:
            name = "starts with a number as cells of the column do"
            votes.append(_vote(sides, name, WEIGHTS.numbered))
        else:
            name = "lacks the number that cells of the column start with"
            votes.append(_vote(sides, name, WEIGHTS.unnumbered))
    if len(sides.before) == 1:
        # A cell that continues has two lines or more.
        weight = max(-WEIGHTS.single_line, math.log((1 - profile.share_ended(1)) / BREAKS.even))
        votes += [_vote(sides, "cells of the column have one line", weight)] if weight < 0 else []
    if is_next_number(_text(sides.after), _text(sides.before)):
        name = "its number is the one after that of the cell before"
        votes.append(_vote(sides, name, WEIGHTS.next_number))
    odds = profile.openers.get(first.split()[0])
    if odds is not None and not first[0].islower() and not _is_known_pair(sides):
        weight = max(-WEIGHTS.opener, min(0.0, odds))
        votes.append(_vote(sides, "starts as other cells of the column do", weight))
    if _lacks_comma(sides):
        name = "no comma separates it from the name before, unlike in the column's lists"
        votes.append(_vote(sides, name, WEIGHTS.no_comma))
    words = sum(len(line.text.split()) for line in sides.after)
    if sides.ends_on_page and words < profile.fewest_words:
        # A new cell is the shortest of `count` + 1 cells once in as many cases. The weight is
        # the logarithm of these odds against an even chance, so few cells weigh little.
        weight = min(WEIGHTS.short_cell, round(math.log((profile.count + 1) / 2), 2))
        votes.append(_vote(sides, "shorter than any whole cell of the column", weight))
    return votes


def _text(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


def _lacks_comma(sides: ColumnBreak) -> bool:
    """Return whether two names meet that the column's lists separate by a comma."""
    before = names_of(" ".join(line.text for line in sides.before))[-1]
    after = names_of(" ".join(line.text for line in sides.after))[0]
    names = sides.profile.names
    return before in names and after in names and f"{before} {after}" not in names


def counted_once(votes: Sequence[Evidence]) -> list[Evidence]:
    """Count the white space above the texts of a row once: its cells have it together."""
    counts = Counter(vote.name for vote in votes)
    return [
        replace(vote, weight=round(vote.weight / counts[vote.name], 2))
        if vote.name in (_PADDING, _NO_PADDING)
        else vote
        for vote in votes
    ]


def total_weight(evidence: Sequence[Evidence]) -> float:
    """Add up the weights."""
    return round(sum(vote.weight for vote in evidence), 2)


def share_against(evidence: Sequence[Evidence]) -> float:
    """Return the share of all weights that speaks against the decision, 0 to one half."""
    total = total_weight(evidence)
    against = sum(abs(vote.weight) for vote in evidence if vote.weight * total < 0)
    return against / (sum(abs(vote.weight) for vote in evidence) or 1.0)


def is_weak(evidence: Sequence[Evidence]) -> bool:
    """Return whether a decision is doubtful.

    A decision is doubtful if its weights nearly balance, or if a single full stop alone speaks
    against a continued row: a page may end between two sentences of one text.
    """
    total = total_weight(evidence)
    stops = [vote.weight for vote in evidence if vote.name == _FULL_STOP and vote.weight < 0]
    hangs_on_stop = len(stops) == 1 and total < 0 and total - stops[0] > -WEIGHTS.weak
    return abs(total) < WEIGHTS.weak or hangs_on_stop
