"""How the texts of a column start, go on and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.geometry.page_model import Line, PageCell
from extract.stitching.page_ends.column_profile import (
    ColumnProfile,
    LikelihoodRatio,
    column_profiles,
    estimated_share,
    room_on,
    would_fit,
)
from extract.stitching.page_ends.list_items import goes_on, is_next_number, item_marks
from extract.stitching.page_ends.thresholds import BREAKS, MERGES
from tests.extract.page_parts import make_cell, make_line

WIDTH = 100.0


def line(text: str, baseline: float = 10.0, size: float = 8.0) -> Line:
    first_width = 4.0 * len(text.split()[0])
    return make_line(text, 2.0, baseline, size=size, first_width=first_width)


def cell(row: int, *lines: str, column: int = 0) -> PageCell:
    made = tuple(line(text, 50.0 * row + 10 * at) for at, text in enumerate(lines))
    return make_cell(row, column, (0.0, 0.0, WIDTH, 20.0), made)


def profile(*pages: Sequence[Sequence[str]]) -> ColumnProfile:
    """Return the profile of the first of two columns, given the lines of its cells on each page."""
    bodies = [([cell(row, *lines) for row, lines in enumerate(page)], len(page)) for page in pages]
    return column_profiles(bodies, 2)[0]


def ended(texts: Sequence[str]) -> ColumnProfile:
    return profile([[text] for text in texts])


def learned(
    prior: LikelihoodRatio, inside: Sequence[bool], between: Sequence[bool]
) -> LikelihoodRatio:
    return LikelihoodRatio(
        estimated_share(inside, prior.inside), estimated_share(between, prior.between)
    )


NEW = ColumnProfile()


def test_page_ends_may_cut_the_cells_beside_them() -> None:
    """A cell at the top may not start a text, and one at the foot may not end one."""
    found = profile([["A."], ["B."]], [["c"], ["D."]])
    assert found.lower == learned(NEW.lower, [], [False, False, False])
    assert found.closed == learned(NEW.closed, [], [True, False, True])
    # A page without rows is none of the table's.
    found = profile([], [["a"], ["B."]], [])
    assert found.lower == learned(NEW.lower, [], [True, False])
    assert found.closed == learned(NEW.closed, [], [False, True])


def test_lines_inside_a_text_show_how_it_goes_on() -> None:
    found = profile([["Plant trees", "and shrubs;", "Water them. ", "Then rest", "of it"]])
    assert found.closed == learned(NEW.closed, [False, False, True, False], [False])
    assert found.ends_with_semicolon == learned(
        NEW.ends_with_semicolon, [False, True, False, False], [False]
    )
    assert found.short == learned(NEW.short, [False] * 4, [True])
    # What follows a full stop is no line inside a sentence.
    assert found.lower == learned(NEW.lower, [True, False, True], [False])
    assert found.capital == learned(NEW.capital, [False, True, False], [True])


def test_bands_and_empty_cells_show_nothing() -> None:
    band = replace(cell(1, "a heading"), column_stop=2)
    cells = [cell(0, "A."), band, cell(2), cell(3, "B.")]
    assert column_profiles([(cells, 4)], 2)[0].lower == learned(NEW.lower, [], [False, False])


def test_texts_above_each_other_show_room_for_the_next_word() -> None:
    wide, narrow = "Plants trees all over", "Plants"
    found = profile([[wide], ["rice"], [narrow], ["seed"]])
    # "rice" does not fit beside the long line, "Plants" and "seed" do beside a short one.
    assert found.fitting == learned(NEW.fitting, [], [False, True, True])
    found = profile([["Plants."], ["rice"]])
    assert found.fitting == learned(NEW.fitting, [], [])
    found = profile([["Plants", "rice", f"{wide}.", "all"]])
    assert found.fitting == learned(NEW.fitting, [True, True], [])


def test_a_word_fits_with_a_space_before_it() -> None:
    need = 16.0 + 10.0 * BREAKS.space_width
    assert not would_fit(line("Rice fields", size=10.0), need)
    assert would_fit(line("Rice fields", size=10.0), need + 0.1)


def test_the_room_on_a_line_is_that_between_the_insets() -> None:
    made = cell(0, "Plant", "trees and")
    assert room_on(made, made.lines[0]) == WIDTH - 2 * 2.0 - 20.0
    outside = replace(made, bbox=(5.0, 0.0, WIDTH, 20.0))
    assert room_on(outside, made.lines[0]) == 95.0 - 20.0


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["1. Do", "2. Be", "3. See", "4. Go"], "1."),
        (["1. Do", "2. Be", "3. See"], ""),  # few
        (["1. Do", "2. Be", "3. See", "4. Go", "Run"], "1."),
        (["1. Do", "2. Be", "3. See", "Go", "Run"], ""),
        (["• Do", "• Be", "• See", "• Go"], ""),  # a bullet is no number
    ],
)
def test_the_cells_of_a_column_are_numbered(texts: list[str], style: str) -> None:
    assert ended(texts).number_style == style


def test_words_that_several_texts_start_with_are_openers() -> None:
    found = ended(["Plant rice", "Plant maize", "Water rice", "Cut rice"])
    assert set(found.openers) == {"Plant"}
    assert found.openers["Plant"] < 0
    often = ended(["rice rice " + "rice " * 300, "rice", "Water", "Cut"])
    assert often.openers["rice"] > 0
    assert ended(["Plant rice", "Plant maize", "Water rice"]).openers == {}


def test_whole_cells_show_the_fewest_words_and_lines() -> None:
    page = [["Top"], ["a b c"], ["a b", "c"], ["a b c", "d e"], ["a b c"], ["Foot"]]
    found = profile(page)
    assert (found.count, found.fewest_words, found.line_counts) == (4, 3, (1, 1, 2, 2))
    few = profile(page[:2] + page[3:])
    assert (few.count, few.fewest_words, few.line_counts) == (0, 0, (1, 1, 2))


def test_the_share_of_short_texts_is_learned() -> None:
    found = replace(NEW, line_counts=(1, 2, 2, 5))
    weight = MERGES.prior_cases
    for lines, count in ((0, 0), (1, 1), (2, 3), (4, 3), (5, 4)):
        assert found.share_ended(lines) == pytest.approx(
            (count + weight * MERGES.ended) / (4 + weight)
        )


def test_short_words_that_end_texts_link_nothing() -> None:
    found = ended(["Go to it", "Be of use", "Plant it", "See to"])
    assert found.closers == {"it", "use"}  # the last cell is cut, perhaps
    assert ended(["Go on, then", "A", "B"]).closers == {"on"}
    rare = ["Water it"] + ["it is so"] * 19 + ["B"]
    assert "it" in ended(rare).closers  # one of twenty uses
    assert "it" not in ended([*rare, "it is"]).closers
    assert ended(["Plant trees", "B"]).closers == frozenset()


def test_words_that_follow_each_other_are_pairs_unless_a_mark_parts_them() -> None:
    found = ended(["Plant trees, water seeds", "B"])
    assert found.pairs == {("plant", "tree"), ("water", "seed")}


def test_names_are_listed_between_commas() -> None:
    page = ["Top", "North, South", "South", "West; East", "North", "Foot"]
    assert ended(page).names == {"North", "South", "West", "East"}
    # Two names without a comma: the commas do not part all names.
    assert ended([*page[:4], "North South", *page[4:]]).names == frozenset()
    assert ended(["Top", "North", "South", "West", "East", "Foot"]).names == frozenset()


def test_items_of_lists_are_learned_by_the_style_of_their_marks() -> None:
    found = profile([["(a) Do", "(b) Be"], ["(a) Do"], ["Plant"]])
    assert set(found.items) == {"", "(a)"}
    prior = LikelihoodRatio(MERGES.item_lines, MERGES.item_starts)
    assert found.item("(a)") == learned(prior, [True], [True, True, False])
    assert found.item("1.") == found.items[""] == learned(prior, [False], [False] * 3)
    assert NEW.item("1.") == prior


def test_the_next_item_of_a_list_may_start_the_next_cell() -> None:
    found = profile([["Do all: a) this"], ["b) That"], ["a) Other"]])
    assert found.counting == estimated_share([True, False], MERGES.counting)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("2.3. Do", [("1.1.", 3, "2.")]),
        ("(b) Do", [("(a)", 2, "")]),
        ("i. Do", [("a.", 9, ""), ("i.", 1, "")]),
        ("iv) Do", [("i)", 4, "")]),
        ("VI) Do", [("I)", 6, "")]),
        ("• Do", [("•", None, "")]),
        ("Do it", []),
    ],
)
def test_marks_of_items(text: str, marks: list[tuple[str, int | None, str]]) -> None:
    assert [(mark.style, mark.value, mark.prefix) for mark in item_marks(text)] == marks


@pytest.mark.parametrize(
    ("text", "items", "follows"),
    [
        ("b) Be", "Do: a) this", True),
        ("c) Be", "Do: a) this", False),
        ("a) Be", "Do: a) this", False),
        ("b) Be", "a) this", False),  # the mark of the text itself
        ("2.2. Be", "Do 2.1. this", True),
        ("2.2. Be", "Do 1.1. this", False),
        ("• Be", "Do: • this", False),
        ("b) Be", "Do: (a) this", False),
    ],
)
def test_an_item_goes_on_with_a_list(text: str, items: str, *, follows: bool) -> None:
    assert goes_on(text, items) == follows


@pytest.mark.parametrize(
    ("text", "before", "is_next"),
    [
        ("4", "3", True),
        ("1.4.", "1.3.", True),
        ("4.", "3", False),
        ("2.4", "1.3", False),
        ("5", "3", False),
        ("4 tons", "3", False),
        ("4", "tons", False),
    ],
)
def test_a_number_alone_counts_on(text: str, before: str, *, is_next: bool) -> None:
    assert is_next_number(text, before) == is_next
