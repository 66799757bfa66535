"""Evidence at page ends, from a table's own rows and lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.geometry.page_model import PageCell
from extract.model import Evidence
from extract.stitching.page_ends.break_features import column_break, is_weak, text_evidence
from extract.stitching.page_ends.break_score import PageRoom, cell_ends, row_evidence
from extract.stitching.page_ends.column_profile import ColumnProfile
from extract.stitching.page_ends.merge_statistics import MergeStatistics
from extract.stitching.page_ends.widow_control import PaginationStyle, widow_controlled_columns
from tests.extract.page_parts import make_cell, make_line

COLUMNS = 3  # focus areas, merged over two rows each; activities; outputs


def cell(row: int, row_stop: int, column: int, text: str = "") -> PageCell:
    """A cell 100 points wide; `|` separates lines; lines and rows are 10 points high."""
    left = 100.0 * column
    lines = tuple(
        make_line(
            part, left, 10.0 * at + 8, x1=left + 90, top=10.0 * at, bottom=10.0 * at + 10,
            glyphs=(), words=(), first_width=30.0,
        )
        for at, part in enumerate(text.split("|"), start=row)
    )  # fmt: skip
    box = (left, 10.0 * row, left + 100, 10.0 * row_stop)
    return make_cell(row, column, box, lines if text else (), row_stop=row_stop)


def page(pairs: int, *, second_output: str = "") -> tuple[list[PageCell], int]:
    """Pairs of rows under one focus area; the second row prints an output or nothing."""
    cells = []
    for row in range(0, 2 * pairs, 2):
        cells += [cell(row, row + 2, 0, "Focus"), cell(row, row + 1, 1, "Hold talks")]
        cells += [cell(row, row + 1, 2, "Report"), cell(row + 1, row + 2, 1, "Draft rules")]
        cells += [cell(row + 1, row + 2, 2, second_output)]
    return cells, 2 * pairs


def test_an_absence_that_comes_with_another_adds_nothing() -> None:
    statistics = MergeStatistics.of([page(10)], COLUMNS)
    with_focus = statistics.absence(2, {0: True})
    under_focus = statistics.absence(2, {0: False})
    assert under_focus > 0.9  # rows under a continued focus area never print an output
    assert with_focus == pytest.approx(11 / 21)  # never less than the share of all rows


def test_an_absence_in_a_column_that_is_always_filled_is_rare() -> None:
    statistics = MergeStatistics.of([page(10, second_output="Minutes")], COLUMNS)
    assert statistics.absence(2, {0: False}) == pytest.approx(1 / 21)


def votes(before: str, after: str, profile: ColumnProfile) -> dict[str, float]:
    foot, head = cell(0, before.count("|") + 1, 1, before), cell(0, 2, 1, after)
    found = text_evidence(column_break(foot, head, foot.lines, False, profile))
    return {vote.name: vote.weight for vote in found}


def profile_of(*texts: str) -> ColumnProfile:
    cells = [cell(row, row + 1, 1, text) for row, text in enumerate(["", *texts, ""])]
    return MergeStatistics.of([(cells, len(cells))], COLUMNS).profiles[1]


CAPITAL = "starts with a capital or figure"


def test_a_capital_weighs_less_if_lines_often_start_with_one() -> None:
    plain = profile_of(*["Hold regional|talks on trade|and on tourism"] * 8)
    german = profile_of(*["Die Stärkung der|Zusammenarbeit und|Bildung junger|Menschen"] * 8)
    before, after = "Hold talks on|rules for trade", "Draft a charter"
    assert votes(before, after, plain)[CAPITAL] == -2.0
    assert -0.5 < votes(before, after, german)[CAPITAL] < 0


def test_words_that_follow_each_other_elsewhere_continue_over_a_page_end() -> None:
    profile = profile_of(*["Protect migrant|workers at home"] * 8)
    name = "the words on both sides follow each other elsewhere"
    assert name in votes("Create fair conditions|for each Migrant", "Worker at home", profile)
    assert name not in votes("Create fair conditions|for each Migrant", "Draft rules", profile)
    # A comma or full stop separates the words around it.
    assert name not in votes("Create fair conditions|for each Migrant,", "Worker at home", profile)


def test_a_short_word_weighs_most_if_no_text_ends_with_one() -> None:
    name = "ends with a short word, mid-phrase"
    never = profile_of(*["Draft rules for|the region and|its partners"] * 12)
    always = profile_of(*["Rules drawn|up to now by|us all at it"] * 12)
    before, after = "Draft a strategy to", "Address Challenges"
    assert votes(before, after, never)[name] == 3.0
    assert votes(before, after, always)[name] < 0.5


LISTS = ("SOMTC, ACWC", "AICHR", "AICHR, SOMTC", "ACWC")


def total(before: str, after: str, texts: tuple[str, ...]) -> float:
    return sum(votes(before, after, profile_of(*texts)).values())


def test_two_names_of_a_list_need_a_comma_between() -> None:
    assert total("SOMTC, ACWC", "AICHR", LISTS) < 0 < total("SOMTC, ACWC,", "AICHR", LISTS)
    assert total("SOMTC, ACWC", "Annex", LISTS) > total("SOMTC, ACWC", "AICHR", LISTS)


def test_names_are_known_only_if_commas_always_separate_them() -> None:
    assert profile_of(*LISTS).names == {"SOMTC", "ACWC", "AICHR"}
    assert profile_of(*LISTS, "ACWC AICHR").names == frozenset()
    assert profile_of("ACWC", "AICHR", "SOMTC", "SOMED").names == frozenset()


def test_a_full_stop_weighs_as_much_as_it_separates_texts_from_lines() -> None:
    name = "the sentence before is closed"
    one = profile_of(*["Hold talks on|trade and tourism."] * 12)
    several = profile_of(*["Hold talks.|Draft rules.|Invite all."] * 12)
    never = profile_of(*["Hold talks on|trade, rules|and tourism"] * 12)
    before, after = "Hold talks.", "Draft rules"
    assert votes(before, after, one)[name] < -3 < -0.5 < votes(before, after, several)[name]
    assert CAPITAL not in votes(before, after, one)
    lacks = "the sentence before is not closed"
    assert votes("Hold talks", after, one)[lacks] > 2 > votes("Hold talks", after, never)[lacks]


def test_a_decision_that_hangs_on_one_full_stop_is_weak() -> None:
    stop = Evidence(name="the sentence before is closed", weight=-3.5, note="column 1")
    other = Evidence(name=CAPITAL, weight=-2.0, note="column 2")
    assert is_weak([stop])
    assert not is_weak([stop, other])
    assert not is_weak([stop, replace(stop, note="column 2")])
    assert is_weak([replace(other, weight=-1.0)])


def moved(last: PageCell, by: float, height: float) -> PageCell:
    """The same cell with another height, its text `by` points lower."""
    lines = tuple(
        replace(line, top=line.top + by, bottom=line.bottom + by, baseline=line.baseline + by)
        for line in last.lines
    )
    x0, top, x1, _ = last.bbox
    return replace(last, lines=lines, bbox=(x0, top, x1, top + height))


def body(*tops: float, low: bool = False) -> list[tuple[list[PageCell], int]]:
    """Pages of tall rows with 4 points above their text; `tops` are those of the first rows."""
    pages = []
    for top in tops:
        inner = [moved(cell(r, r + 1, 0, "Text"), 40 if low else 4, 80) for r in range(1, 4)]
        pages.append(([moved(cell(0, 1, 0, "Text"), top, 80), *inner], 4))
    return pages


def test_a_continued_cell_lacks_the_white_space_of_new_cells() -> None:
    pagination = PaginationStyle.of(body(4, 0, 0, 0, 0, 4))
    assert pagination.is_cut(moved(cell(0, 1, 0, "on"), 0, 80)) is True
    assert pagination.is_cut(moved(cell(0, 1, 0, "New"), 4, 80)) is False
    assert pagination.is_cut(cell(0, 1, 0)) is None
    # If all cells have it, or all lack it, it shows nothing.
    for tops in ((4, 4, 4, 4, 4, 4), (4, 0, 0, 0, 0, 0)):
        assert PaginationStyle.of(body(*tops)).is_cut(moved(cell(0, 1, 0, "on"), 0, 80)) is None


def test_a_short_text_may_move_to_the_next_page_if_texts_stand_low() -> None:
    last = {0: moved(cell(0, 1, 0, "Goes on"), 4, 80), 1: moved(cell(0, 1, 1), 0, 80)}
    tops = {0: cell(0, 1, 0, "here"), 1: cell(0, 1, 1, "Short")}
    assert (
        widow_controlled_columns(last, tops, [1], PaginationStyle.of(body(4, 4, 4))) == frozenset()
    )
    assert widow_controlled_columns(
        last, tops, [1], PaginationStyle.of(body(40, 40, 40, low=True))
    ) == {1}


def cut_pages(lines: str) -> list[tuple[list[PageCell], int]]:
    """Pages that end and start with so many lines of a continued text."""
    text = lines.replace("x", "and so on")
    return [([cell(0, 1, 0, text), cell(1, 2, 0, "Text"), cell(2, 3, 0, text)], 3)] * 5


def test_the_number_of_lines_kept_together_is_measured() -> None:
    assert [
        PaginationStyle.of(cut_pages(x)).kept_lines for x in ("x", "x|x", "x|x|x", "x|x|x|x|x|x")
    ] == [
        2,
        2,
        3,
        4,
    ]
    # A page shows one line of a text of four lines, of which three are kept together.
    last = {0: cell(0, 1, 0, "Goes on"), 1: cell(0, 1, 1)}
    tops = {1: cell(0, 1, 1, "Four|lines|of a|text")}
    for kept, moved_columns in ((2, frozenset()), (3, {1})):
        assert (
            widow_controlled_columns(
                last, tops, [1], PaginationStyle(25.0, is_low=False, kept_lines=kept)
            )
            == moved_columns
        )


def row_score(bottoms: tuple[float, float], foot: float) -> dict[str, float]:
    """Evidence for a row whose activity may continue, beside a focus area that does."""
    profile = profile_of(*["Hold regional|talks on trade"] * 8)
    texts = {0: ("Promote the|use of", "sports"), 1: ("Hold talks|and report", "Draft rules")}
    breaks = {}
    for column, (before, after) in texts.items():
        last = cell(0, 2, column, before)
        breaks[column] = column_break(last, cell(0, 1, column, after), last.lines, True, profile)
    statistics = MergeStatistics.of([page(10)], COLUMNS)
    ends = dict(enumerate(bottoms))
    return {
        v.name: v.weight for v in row_evidence(breaks, {1}, PageRoom(ends, foot), statistics, ())
    }


def test_a_continued_row_fills_its_page() -> None:
    above = "its cells end above the foot of the page, which merged cells reach"
    short = "the table ends above the foot of its other pages"
    assert not {above, short} & row_score((120, 120), 120).keys()
    assert row_score((120, 60), 120)[above] == -4
    assert row_score((120, 120), 200)[short] == -2.5


def test_a_continued_merged_cell_says_little_about_its_row() -> None:
    pages = [page(10, second_output="Minutes")] * 2
    statistics = MergeStatistics.of(pages, COLUMNS)
    last, top = cell(0, 1, 2, "Report (in"), cell(0, 1, 2, "two parts)")
    breaks = {2: column_break(last, top, last.lines, True, ColumnProfile())}
    whole = sum(v.weight for v in row_evidence(breaks, {2}, PageRoom({2: 10}, 10), statistics, ()))
    statistics.merges[2] = 0.2
    assert (
        sum(v.weight for v in row_evidence(breaks, {2}, PageRoom({2: 10}, 10), statistics, ()))
        < whole - 3
    )


@pytest.mark.parametrize("closed", [True, False])
def test_a_cell_that_a_rule_beside_it_leaves_open_goes_on_below(closed: bool) -> None:
    """No cell of the column spans rows inside a page."""
    statistics = MergeStatistics.of([page(10, second_output="Minutes")] * 2, COLUMNS)
    feet = {1: ("Hold talks", True), 2: ("Report", closed)}
    breaks = {}
    for column, (text, is_closed) in feet.items():
        foot = replace(cell(0, 1, column, text), closed_bottom=is_closed)
        top = replace(cell(0, 1, column, "Draft rules" if column == 1 else ""), closed_top=False)
        breaks[column] = column_break(foot, top, foot.lines, True, ColumnProfile())
    ends = {end.column: end.continues for end in cell_ends(breaks, statistics)}
    assert ends == {1: False, 2: not closed}
