"""Row starts found by white space, and the doubts where it does not decide."""

from __future__ import annotations

import pytest

from extract.alignment.levels import Level, group_into_levels, line_pitch_of
from extract.alignment.rows.row_segmentation import RowStart, has_gaps, segment_rows
from extract.alignment.thresholds import ALIGNMENT
from extract.geometry.page_model import Line
from tests.extract.page_parts import make_line

PITCH = 10.0
RIGHTS = (95.0, 195.0)


def line(text: str, column: int, baseline: float, *, bold: bool = False) -> Line:
    first_width = 4.0 * len(text.split()[0])
    return make_line(text, 5.0 + 100 * column, baseline, bold=bold, first_width=first_width)


def levels(*columns: list[tuple[str, float]]) -> list[Level]:
    return group_into_levels([[line(t, at, y) for t, y in own] for at, own in enumerate(columns)])


def starts(held: list[Level], *, by_gaps: bool) -> list[RowStart]:
    return segment_rows(held, RIGHTS, PITCH, by_gaps=by_gaps)


FULL = "a line that is full up to"


def test_the_line_pitch_is_the_step_between_lines_of_one_text() -> None:
    held = levels([(FULL, 10), (FULL, 20), ("next", 35)], [("one", 10), ("two", 35)])
    assert line_pitch_of(held) == PITCH


def test_a_gap_across_all_columns_separates_rows() -> None:
    held = levels([(FULL, 10), (FULL, 20), ("Next", 36)], [("One", 10), ("Two", 36)])
    assert has_gaps([held], RIGHTS, PITCH)
    assert starts(held, by_gaps=True) == [RowStart(2)]


def test_texts_that_start_on_one_baseline_start_a_row_without_a_gap() -> None:
    held = levels([(FULL, 10), ("full.", 20), ("New", 30)], [("One", 10), ("Two", 30)])
    assert not has_gaps([held], RIGHTS, PITCH)
    assert starts(held, by_gaps=False) == [RowStart(2)]


def test_full_lines_continue() -> None:
    held = levels([(FULL, 10), ("the end of it", 20)], [(FULL, 10), ("the end", 20)])
    assert starts(held, by_gaps=False) == []


WRAPPED = "that goes on for long"


def at_foot(rests: tuple[str, ...], step: float = 15.0) -> list[Level]:
    """Return rows of three lines whose texts stand at the foot of their cells.

    Args:
        rests: how the first text of each row goes on.
        step: from the last line of a row to the first line of the next one.
    """
    firsts: list[tuple[str, float]] = []
    seconds: list[tuple[str, float]] = []
    figures: list[tuple[str, float]] = []
    top = 10.0
    for at, rest in enumerate(rests):
        firsts += [("Texts of some length", top), (rest, top + 10), (rest, top + 20)]
        seconds += [("Ministry of the area", top + 10), ("of it", top + 20)]
        figures += [(str(at), top + 20)]
        top += 20 + step
    return levels(firsts, seconds, figures)


def below_headings(first: str, second: str) -> list[Level]:
    """Return groups of two rows each, below a heading."""
    tops = (10.0, 45.0, 80.0)
    names = [
        (t, y)
        for top in tops
        for t, y in zip(("Region", first, second), (top, top + 10, top + 20), strict=True)
    ]
    values = [(t, top + y) for top in tops for t, y in (("yes", 10), ("partly", 20))]
    return levels(names, values, values)


def row_levels(held: list[Level]) -> list[int]:
    found = segment_rows(held, (95.0, 195.0, 295.0), PITCH, by_gaps=True)
    return [one.level for one in found if one.is_accepted]


def test_texts_at_the_foot_of_their_cells_end_side_by_side() -> None:
    held = at_foot((WRAPPED,) * 4)
    assert row_levels(held) == [3, 6, 9]
    assert not any(one.doubt for one in starts(held, by_gaps=True))


@pytest.mark.parametrize(
    "held",
    [
        at_foot(("North of the whole area",) * 4),  # rows below headings
        at_foot(("north",) * 4),  # lines that end early do not wrap
        at_foot(("a) talks about all of it",) * 4),  # items
        at_foot(("(i) talks about all of it",) * 4),
        at_foot((WRAPPED,) * 2),  # two rows show no habit
        at_foot(("12",) * 4),  # figures do not go on
        at_foot((WRAPPED,) * 4, step=10.0),  # no white between rows
    ],
)
def test_other_lines_do_not_end_side_by_side(held: list[Level]) -> None:
    assert row_levels(held) != [3, 6, 9]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("North", "South"),
        ("north", "south"),
        ("a) talks", "b) visits"),
        ("(i) Talks", "(ii) Talks"),
    ],
)
def test_rows_below_headings_do_not_end_side_by_side(first: str, second: str) -> None:
    """Whatever the case of their values."""
    assert row_levels(below_headings(first, second)) != [3, 6]


def test_a_single_text_that_starts_is_doubtful() -> None:
    held = levels([("Key", 10), ("Key", 70)], [("Text.", 10), ("Another one.", 40), ("Next.", 70)])
    first, second = starts(held, by_gaps=True)
    assert (first.level, first.is_accepted, first.doubt) == (
        1,
        True,
        "a single text starts there",
    )
    assert second == RowStart(2)


def test_key_cells_left_of_a_row_s_first_text_continue() -> None:
    columns = [[("Key", 10)], [("Text", 10), ("Text", 30), ("Text", 50)]]
    third = [("Out", 10), ("Out", 30), ("Out", 50)]
    held = levels(columns[0], columns[1], third)
    found = segment_rows(held, (*RIGHTS, 295.0), PITCH, by_gaps=True)
    assert [(start.level, start.continued) for start in found] == [
        (1, frozenset({0})),
        (2, frozenset({0})),
    ]


def test_a_single_text_starts_a_row_after_the_usual_row_gap() -> None:
    held = levels(
        [("Key", 10), ("Key two", 36)],
        [("A text", 10), (FULL, 20), ("Other", 36), ("text", 46), ("A third one", 62)],
    )
    assert [start.level for start in starts(held, by_gaps=True) if start.is_accepted] == [2, 4]


def test_a_gap_that_paragraphs_have_too_starts_no_row_for_a_single_text() -> None:
    held = levels(
        [("Key", 10), (FULL, 20), (FULL, 30), ("end", 36), ("Key two", 62)],
        [("A text", 10), (FULL, 20), ("Then", 36), ("Other", 62), ("A third one", 78)],
    )
    taken = [start.level for start in starts(held, by_gaps=True) if start.is_accepted]
    assert taken == [4]


def test_the_second_line_of_one_label_is_no_row() -> None:
    words = [line("Label", 0, 10, bold=True), line("Label of", 1, 10, bold=True)]
    body = [line("Key", 0, 36), line("Text", 1, 36)]
    held = group_into_levels(
        [[words[0], body[0]], [words[1], line("more", 1, 20, bold=True), body[1]]]
    )
    assert [start.level for start in starts(held, by_gaps=True)] == [2]


def test_figures_below_figures_start_rows_at_the_line_pitch() -> None:
    keys = [(f"Key of {at}", 10.0 * at) for at in range(1, 5)]
    figures = [(f"{at},000", 10.0 * at) for at in range(1, 5)]
    held = levels(keys, figures, figures)
    found = segment_rows(held, (95.0, 195.0, 295.0), PITCH, by_gaps=False)
    assert [(start.level, start.is_accepted, start.doubt) for start in found] == [
        (1, True, ""),
        (2, True, ""),
        (3, True, ""),
    ]


def test_a_wrapped_key_starts_no_row_between_rows_of_figures() -> None:
    keys = [(FULL, 10.0), ("and goes on", 20.0), ("Another key", 30.0)]
    figures = [("1.5", 10.0), ("2.5", 30.0)]
    found = segment_rows(levels(keys, figures, figures), (95.0, 195.0, 295.0), PITCH, by_gaps=False)
    assert [start.level for start in found if start.is_accepted] == [2]


def test_a_row_start_keeps_its_log_odds_and_their_reasons() -> None:
    held = levels([("Key", 10), ("Key", 70)], [("Text.", 10), ("Another one.", 40), ("Next.", 70)])
    weak, clear = starts(held, by_gaps=True)
    assert 0 < weak.log_odds < clear.log_odds
    assert "a single text starts there" in {one.name for one in weak.evidence}


def test_white_space_between_groups_of_rows_of_figures_does_not_separate_the_rows() -> None:
    heights = [10.0, 20.0, 30.0, 46.0, 56.0, 66.0]
    keys = [(f"Key of {at}", y) for at, y in enumerate(heights)]
    figures = [(f"{at},000", y) for at, y in enumerate(heights)]
    held, rights = levels(keys, figures, figures), (95.0, 195.0, 295.0)
    assert has_gaps([held], rights, PITCH) is False
    found = segment_rows(held, rights, PITCH, by_gaps=False)
    assert [start.level for start in found if start.is_accepted] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("above", "below", "is_start"),
    [
        ("Wells", "Roads", True),
        ("Wells", "roads", False),
        ("Wells,", "Roads", False),
        ("Wells (", "Roads", False),
        ("(Wells", ") Roads", False),
    ],
)
def test_a_line_below_a_short_one_starts_a_text_unless_it_continues_it(
    above: str, below: str, *, is_start: bool
) -> None:
    held = levels([(above, 10), (below, 20)], [(above, 10), (below, 20)])
    assert [start.level for start in starts(held, by_gaps=False)] == [1] * is_start


NEXT_LINE = PITCH + ALIGNMENT.min_extra_gap * 8.0
"""The largest step between two lines of 8 points of one text."""


@pytest.mark.parametrize(("step", "is_heading"), [(NEXT_LINE, True), (NEXT_LINE + 0.1, False)])
def test_the_lines_of_a_heading_over_all_columns_are_one_row(
    step: float, *, is_heading: bool
) -> None:
    """The rows above and below it are others, however close they are."""
    heading = [line("A heading", 0, 0.0), line("of two lines", 0, step)]
    above, below = line(FULL, 0, -10.0), line(FULL, 0, step + 10)
    held = group_into_levels([[above, below], [line("Text", 1, step + 10)]], heading)
    expected = [1, 3] if is_heading else [1, 2, 3]
    assert [one.level for one in starts(held, by_gaps=True)] == expected


def test_gaps_separate_rows_if_more_rows_show_them_than_show_none() -> None:
    wide = levels([(FULL, 10), ("Next", 30)], [(FULL, 10), ("Next", 30)])
    tight = levels([("12", 10), ("13", 20)], [("12", 10), ("13", 20)])
    assert has_gaps([wide, wide, tight], RIGHTS, PITCH) is True
    assert has_gaps([wide, tight], RIGHTS, PITCH) is False
    assert has_gaps([levels([("One", 10)]), []], RIGHTS, PITCH) is None


def missing_column(rows: int, lacking: int = 0) -> float:
    """Return by how much two empty columns lower the log odds of a row start.

    Args:
        rows: clear rows of three texts each above it.
        lacking: rows among them that have no third text.
    """
    heights = [10.0 + 30 * at for at in range(rows + 1)]
    texts = [("Text", y) for y in heights]
    last = ("Another one.", heights[-1] + 30)
    held = levels(texts, [*texts, last], texts[lacking:])
    found = segment_rows(held, (*RIGHTS, 295.0), PITCH, by_gaps=True)[-1]
    return found.log_odds - sum(one.weight for one in found.evidence)


def test_a_row_prints_the_columns_that_clear_rows_print() -> None:
    assert missing_column(2) == pytest.approx(0)  # two rows are no habit
    assert missing_column(3) < -0.5
    usual = missing_column(20)
    # Nineteen of twenty rows print the third column, then eighteen.
    assert missing_column(20, 2) == pytest.approx(usual, abs=0.05)
    assert missing_column(20, 3) > usual + 0.3


@pytest.mark.parametrize(("rows", "is_doubtful"), [(5, False), (6, True)])
def test_a_key_that_is_rarely_missing_may_be_an_empty_cell(rows: int, *, is_doubtful: bool) -> None:
    texts = [("Text", 10.0 + 30 * at) for at in range(rows)]
    held = levels([*texts[:2], *texts[3:]], texts, texts)
    found = segment_rows(held, (*RIGHTS, 295.0), PITCH, by_gaps=True)
    assert [one.continued for one in found] == [{0} if one.level == 2 else set() for one in found]
    doubt = "column 1 has no text: its cell above may continue, or it is empty"
    assert [one.doubt for one in found if one.level == 2] == [doubt if is_doubtful else ""]


def test_a_plain_line_right_below_bold_labels_starts_a_row() -> None:
    labels = [line("Label", at, 10, bold=True) for at in (0, 1)]
    held = group_into_levels([[labels[0], line("Key", 0, 20)], [labels[1], line("Text", 1, 20)]])
    assert starts(held, by_gaps=True) == [RowStart(1)]
    # So does a bold line after white space.
    rest = [line("Key", 0, 36, bold=True), line("Text", 1, 62)]
    held = group_into_levels([[labels[0], rest[0]], [labels[1], rest[1]]])
    assert [one.level for one in starts(held, by_gaps=True)] == [1, 2]
    # A bold key without a label above it starts one, too.
    held = group_into_levels([[line("Key", 0, 20, bold=True)], [labels[1]], [labels[0]]])
    found = segment_rows(held, (*RIGHTS, 295.0), PITCH, by_gaps=True)
    assert [one.level for one in found] == [1]


def test_a_level_with_as_much_for_as_against_a_row_start_is_doubtful() -> None:
    """A figure below a figure may be the second line of a cell of two figures."""
    held = levels([("Key", 10)], [("2019", 10), ("2020", 20)], [("Text", 10)])
    (found,) = segment_rows(held, (*RIGHTS, 295.0), PITCH, by_gaps=False)
    assert (found.level, found.log_odds) == (1, 0.0)
    assert not found.is_accepted
    assert found.doubt == "figures are below figures"


def test_no_cell_goes_on_below_a_heading_or_a_header() -> None:
    texts = [("Text", 30), ("Text", 60)]
    heading = [line("A heading over both columns", 0, 10)]
    labels = [line("Label", at, 10, bold=True) for at in (0, 1)]
    rest = [line(*text[:1], 1, text[1]) for text in texts]
    for held in (
        group_into_levels([[], rest], heading),
        group_into_levels([labels[:1], [labels[1], *rest]]),
    ):
        first, second = starts(held, by_gaps=True)
        assert (first.continued, second.continued) == (frozenset(), {0})


def test_figures_in_the_middle_of_a_wrapped_key_are_of_its_row() -> None:
    """Rows do not overlap: texts that stand partly beside each other are of one row."""
    tops = [10.0, 40.0, 70.0, 100.0]
    keys = [(text, y + dy) for y in tops for text, dy in (("Income (yearly", 0.0), ("mean)", 10.0))]
    held = levels(keys, [(f"{y:.1f}", y + 5) for y in tops])
    assert [start.level for start in starts(held, by_gaps=True)] == [3, 6, 9]
    assert [start.level for start in starts(held, by_gaps=False)] == [3, 6, 9]


def test_a_row_may_start_beside_the_middle_of_a_text_merged_over_rows() -> None:
    tops = [10.0, 45.0, 80.0]
    merged = [("Words of the title that goes", 10.0 + 10 * at) for at in range(9)]
    rows = [("A task of the row.", y) for y in tops]
    held = levels(merged, rows, [("2019", y) for y in tops])
    found = [held[start.level].baseline for start in starts(held, by_gaps=True)]
    assert {45.0, 80.0} <= set(found)
