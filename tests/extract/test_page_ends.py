"""What a table's own rows and lines say about a page end."""

from __future__ import annotations

import pytest

from extract.breaks import meeting, text_votes
from extract.habits import Custom, Habits
from extract.reading import Line, PageCell

COLUMNS = 3  # focus areas, merged over two rows each; activities; outputs


def cell(row: int, row_stop: int, column: int, text: str = "") -> PageCell:
    """A cell of the texts' lines, parted by `|`, 100 points wide; 10 points a line and row."""
    left = 100.0 * column
    lines = tuple(
        Line(
            text=part,
            x0=left,
            top=10.0 * at,
            x1=left + 90,
            bottom=10.0 * at + 10,
            baseline=10.0 * at + 8,
            size=8.0,
            bold=False,
            italic=False,
            color=(0.0,),
            glyphs=(),
            first_width=30.0,
        )
        for at, part in enumerate(text.split("|"), start=row)
    )
    box = (left, 10.0 * row, left + 100, 10.0 * row_stop)
    return PageCell(row, row_stop, column, column + 1, box, lines if text else ())


def page(pairs: int, *, second_output: str = "") -> tuple[list[PageCell], int]:
    """Pairs of rows under one focus area; the second of each prints an output or nothing."""
    cells = []
    for row in range(0, 2 * pairs, 2):
        cells += [cell(row, row + 2, 0, "Focus"), cell(row, row + 1, 1, "Hold talks")]
        cells += [cell(row, row + 1, 2, "Report"), cell(row + 1, row + 2, 1, "Draft rules")]
        cells += [cell(row + 1, row + 2, 2, second_output)]
    return cells, 2 * pairs


def test_an_absence_that_goes_with_another_says_nothing_more() -> None:
    habits = Habits.of([page(10)], COLUMNS)
    with_focus = habits.absence(2, {0: True})
    under_focus = habits.absence(2, {0: False})
    assert under_focus > 0.9  # rows under a focus area that goes on never print an output
    assert with_focus == pytest.approx(11 / 21)  # the share of all rows: never less than that


def test_an_absence_in_a_column_that_is_always_filled_stays_strange() -> None:
    habits = Habits.of([page(10, second_output="Minutes")], COLUMNS)
    assert habits.absence(2, {0: False}) == pytest.approx(1 / 21)


def votes(before: str, after: str, custom: Custom) -> dict[str, float]:
    foot, head = cell(0, before.count("|") + 1, 1, before), cell(0, 2, 1, after)
    found = text_votes(meeting(foot, head, foot.lines, False, custom))
    return {vote.name: vote.weight for vote in found}


def custom_of(*texts: str) -> Custom:
    cells = [cell(row, row + 1, 1, text) for row, text in enumerate(["Head", *texts, "Foot"])]
    return Habits.of([(cells, len(cells))], COLUMNS).customs[1]


CAPITAL = "starts with a capital or figure"


def test_a_capital_says_less_where_lines_often_start_with_one() -> None:
    plain = custom_of(*["Hold regional|talks on trade|and on tourism"] * 8)
    german = custom_of(*["Die Stärkung der|Zusammenarbeit und|Bildung junger|Menschen"] * 8)
    before, after = "Hold talks on|rules for trade", "Draft a charter"
    assert votes(before, after, plain)[CAPITAL] == -2.0
    assert -0.5 < votes(before, after, german)[CAPITAL] < 0


def test_words_that_stand_together_elsewhere_go_on_over_a_page_end() -> None:
    custom = custom_of(*["Protect migrant|workers at home"] * 8)
    name = "the words on both sides stand together elsewhere"
    assert name in votes("Create fair conditions|for each Migrant", "Worker at home", custom)
    assert name not in votes("Create fair conditions|for each Migrant", "Draft rules", custom)
    # A comma or full stop parts what it stands between.
    assert name not in votes("Create fair conditions|for each Migrant,", "Worker at home", custom)


def test_a_short_word_says_most_where_no_text_ends_with_one() -> None:
    name = "ends with a short word, mid-phrase"
    never = custom_of(*["Draft rules for|the region and|its partners"] * 12)
    always = custom_of(*["Rules drawn|up to now by|us all at it"] * 12)
    before, after = "Draft a strategy to", "Address Challenges"
    assert votes(before, after, never)[name] == 3.0
    assert votes(before, after, always)[name] < 0.5
