"""What the texts, rules and room on both sides of a page end say about one column."""

from __future__ import annotations

from typing import Any

import pytest

from extract.geometry.page_model import Line
from extract.model import Evidence
from extract.stitching.page_ends.break_features import (
    ColumnBreak,
    column_break,
    counted_once,
    is_weak,
    level_evidence,
    line_step,
    share_against,
    text_evidence,
    total_weight,
)
from extract.stitching.page_ends.column_profile import ColumnProfile
from extract.stitching.page_ends.thresholds import WEIGHTS
from tests.extract.page_parts import make_cell, make_line

SIZE = 10.0


def lines(text: str, top: float = 0.0) -> tuple[Line, ...]:
    """Return lines 12 points apart; `|` separates them."""
    return tuple(
        make_line(
            part, 2.0, top + 12.0 * at + 10, size=SIZE, first_width=4.0 * len(part.split()[0])
        )
        for at, part in enumerate(text.split("|") if text else ())
    )


def sides(before: str, after: str, **more: Any) -> ColumnBreak:
    own: dict[str, Any] = {
        "free_lines": 0.0, "room": 0.0, "closed": True, "ends_on_page": False,
        "profile": ColumnProfile(),
    }  # fmt: skip
    return ColumnBreak(1, lines(before), lines(after), **{**own, **more})


def votes(before: str, after: str, **more: Any) -> dict[str, float]:
    found = text_evidence(sides(before, after, **more))
    assert {one.note for one in found} <= {"column 2"}
    return {one.name: one.weight for one in found}


LOWER = "starts in lower case"
MARK = "starts with a closing or linking mark"
ACRONYM = "starts with an acronym"
CAPITAL = "starts with a capital or figure"
PAIR = "the words on both sides follow each other elsewhere"
ITEM = "starts with a number or bullet"
NEXT_ITEM = "the item before it is in the cell before"
STOP = "the sentence before is closed"
SEMICOLON = "ends with a semicolon"
NOT_CLOSED = "the sentence before is not closed"
OPEN_MARK = "ends with a mark that continues the text"
SHORT = "ends with a short word, mid-phrase"
BRACKET = "a bracket is left open"
FITTED = "its first word would have fitted on the line before"
NOT_FITTED = "its first word would not have fitted on the line before"
ROOM = "room for lines is left above the page end"


def test_without_text_on_the_next_page_nothing_is_weighed() -> None:
    assert votes("Plant trees", "") == {}
    assert votes("", "Plant") == {"text begins under an empty cell": WEIGHTS.under_empty}


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("Plant", "trees", LOWER),
        ("Plant", ") trees", MARK),
        ("Plant", "ASEAN trees", ACRONYM),
        ("Plant", "Trees", CAPITAL),
        ("Plant", "A tree", CAPITAL),
        ("Plant", "1) Trees", ITEM),
        ("Plant.", "Trees", None),
    ],
)
def test_how_a_text_starts(before: str, after: str, name: str | None) -> None:
    starts = {LOWER, MARK, ACRONYM, CAPITAL, ITEM}
    assert starts & votes(before, after).keys() == ({name} if name else set())


def test_words_that_follow_each_other_elsewhere_go_on() -> None:
    profile = ColumnProfile(pairs=frozenset({("forest", "council")}))
    assert PAIR in votes("The Forest", "Council", profile=profile)
    assert PAIR not in votes("The Forest,", "Council", profile=profile)
    assert PAIR not in votes("The Forest", "Board", profile=profile)


def test_the_next_item_goes_on_with_a_list() -> None:
    assert NEXT_ITEM in votes("Do a) this", "b) That")
    assert NEXT_ITEM not in votes("Do a) this", "c) That")


@pytest.mark.parametrize(
    ("before", "names"),
    [
        ("Plant trees.", {STOP}),
        ("Plant trees;", {SEMICOLON}),
        ("Plant trees", {NOT_CLOSED}),
        ("Plant trees,", {NOT_CLOSED, OPEN_MARK}),
        ("Plant trees and", {NOT_CLOSED, SHORT}),
        ("and", {NOT_CLOSED}),  # a single word
        ("Plant (trees", {NOT_CLOSED}),
    ],
)
def test_how_a_text_ends(before: str, names: set[str]) -> None:
    ends = {STOP, SEMICOLON, NOT_CLOSED, OPEN_MARK, SHORT, BRACKET}
    assert ends & votes(before, "Water").keys() == names


def test_a_short_word_that_ends_texts_links_nothing() -> None:
    assert SHORT not in votes("Go on", "Water", profile=ColumnProfile(closers=frozenset({"on"})))


def test_a_bracket_that_closes_on_the_next_page_is_open() -> None:
    assert BRACKET in votes("Plant (trees", "and shrubs) now")
    assert BRACKET not in votes("Plant (trees)", "and shrubs) now")
    assert BRACKET not in votes("Plant (trees", "and (old) shrubs")


@pytest.mark.parametrize(
    ("before", "room", "name"),
    [
        ("Plant", 25.1, FITTED),  # `Water` and a space
        ("Plant", 25.0, NOT_FITTED),
        ("Plant.", 99.0, None),
    ],
)
def test_room_for_the_next_word(before: str, room: float, name: str | None) -> None:
    found = votes(before, "Water", room=room).keys() & {FITTED, NOT_FITTED}
    assert found == ({name} if name else set())


@pytest.mark.parametrize(
    ("free", "weight"),
    [(0.9, None), (1.0, WEIGHTS.room_for_line), (1.9, WEIGHTS.room_for_line),
     (2.0, WEIGHTS.room_for_lines)],
)  # fmt: skip
def test_room_for_lines(free: float, weight: float | None) -> None:
    assert votes("Plant", "Water", free_lines=free).get(ROOM) == weight


FOOT = "no rule closes the cell at the page's foot"
CLOSED = "a rule closes it; cut cells of the table have none"
PADDING = "has white space above its text; continued cells have none"
NO_PADDING = "lacks the white space that new cells have above their text"
SEPARATED = "a rule separates it from the page before; other cells have none"


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"closed": False}, {FOOT: WEIGHTS.open_foot}),
        (
            {"closed": False, "profile": ColumnProfile(closed_when_whole=True)},
            {FOOT: WEIGHTS.missing_rule},
        ),
        ({"closed": False, "is_separated": True}, {SEPARATED: WEIGHTS.separated}),
        ({"profile": ColumnProfile(open_when_cut=True)}, {CLOSED: WEIGHTS.closed_foot}),
        ({}, {}),
        ({"is_cut": True}, {NO_PADDING: WEIGHTS.no_padding}),
        ({"is_cut": False}, {PADDING: WEIGHTS.padding}),
    ],
)
def test_rules_and_white_space_at_a_page_end(more: Any, found: dict[str, float]) -> None:
    names = {FOOT, CLOSED, PADDING, NO_PADDING, SEPARATED}
    every = votes("Plant", "Water", **more)
    assert {name: every[name] for name in names & every.keys()} == found


NUMBERED = "starts with a number as cells of the column do"
UNNUMBERED = "lacks the number that cells of the column start with"
ONE_LINE = "cells of the column have one line"
NUMBER = "its number is the one after that of the cell before"
OPENER = "starts as other cells of the column do"
SHORTER = "shorter than any whole cell of the column"


def test_other_cells_of_the_column() -> None:
    numbered = ColumnProfile(number_style="1.")
    assert NUMBERED in votes("1. Plant", "2. Water", profile=numbered)
    assert UNNUMBERED in votes("1. Plant", "Water", profile=numbered)
    assert NUMBER in votes("3", "4")
    assert NUMBER not in votes("3", "5")
    lone = ColumnProfile(line_counts=(1,) * 8)
    assert ONE_LINE in votes("Plant", "Water", profile=lone)
    assert ONE_LINE not in votes("Plant|trees", "Water", profile=lone)
    assert ONE_LINE not in votes("Plant", "Water", profile=ColumnProfile(line_counts=(3,) * 8))


def test_words_that_texts_of_the_column_begin_with() -> None:
    profile = ColumnProfile(openers={"Water": -1.0, "water": -1.0})
    assert votes("Plant", "Water", profile=profile)[OPENER] == -1.0
    assert OPENER not in votes("Plant", "water", profile=profile)
    assert OPENER not in votes("Plant", "Cut", profile=profile)


def test_a_text_shorter_than_whole_cells_is_a_rest() -> None:
    profile = ColumnProfile(fewest_words=3, count=9)
    assert SHORTER in votes("Plant", "Water it", profile=profile, ends_on_page=True)
    assert SHORTER not in votes("Plant", "Water it now", profile=profile, ends_on_page=True)
    assert SHORTER not in votes("Plant", "Water it", profile=profile)


def test_the_room_below_a_text_is_counted_in_lines() -> None:
    cell = make_cell(0, 1, (0.0, 0.0, 100.0, 60.0), lines("Plant|trees"))
    after = make_cell(0, 1, (0.0, 0.0, 100.0, 60.0), lines("Water"))
    found = column_break(cell, after, cell.lines, True, ColumnProfile())
    # The text ends at 24; the white space above its first line is 4 points.
    assert found.free_lines == pytest.approx((60 - 24 - 4) / 12)
    assert found.room == 100 - 2 * 2 - 20
    empty = make_cell(0, 1, (0.0, 0.0, 100.0, 60.0))
    found = column_break(empty, after, (), True, ColumnProfile())
    assert (found.free_lines, found.room) == (0.0, 0.0)
    assert line_step(lines("Plant")) == pytest.approx(11.0)
    assert line_step(lines("Plant|trees")) == 12.0


FILLS = "fills the page to its foot, like another column"
ENDS = "ends at the page's foot"
ENDS_ABOVE = "ends above the page's foot"


def levels(*breaks: ColumnBreak) -> list[str]:
    shares = [0.4, 0.6, 0.5]
    return [one.name for one in level_evidence(dict(enumerate(breaks)), shares[: len(breaks)])]


def test_columns_that_fill_a_page_go_on_together() -> None:
    goes_on, ends = sides("Plant|trees", "Water"), sides("Plant|trees", "")
    low = sides("Plant", "Water", free_lines=1.0)
    assert levels(goes_on, goes_on) == [FILLS]
    assert levels(goes_on, ends) == [ENDS]
    assert levels(goes_on, sides("Plant", "", free_lines=1.0)) == [ENDS_ABOVE]
    assert levels(goes_on, low) == []
    assert levels(ends, ends) == []
    assert levels(goes_on, sides("", "")) == []


def vote(weight: float, name: str = "other") -> Evidence:
    return Evidence(name=name, weight=weight)


def test_white_space_above_a_row_counts_once() -> None:
    found = counted_once([vote(-4.0, PADDING), vote(-4.0, PADDING), vote(3.0), vote(3.0)])
    assert [one.weight for one in found] == [-2.0, -2.0, 3.0, 3.0]
    assert total_weight(found) == 2.0


def test_the_share_against_a_decision() -> None:
    assert share_against([vote(3.0), vote(-1.0)]) == 0.25
    assert share_against([vote(1.0), vote(-3.0)]) == 0.25
    assert share_against([vote(0.0)]) == share_against([]) == 0.0


@pytest.mark.parametrize(
    ("found", "weak"),
    [
        ([vote(1.4)], True),
        ([vote(1.5)], False),
        ([vote(-1.5)], False),
        ([vote(-2.0, STOP)], True),  # one full stop alone
        ([vote(-2.0, STOP), vote(-1.4)], True),
        ([vote(-2.0, STOP), vote(-1.5)], False),
        ([vote(-2.0, STOP), vote(-2.0, STOP)], False),
        ([vote(2.0, STOP)], False),
    ],
)
def test_a_decision_that_nearly_balances_is_weak(found: list[Evidence], *, weak: bool) -> None:
    assert is_weak(found) == weak
