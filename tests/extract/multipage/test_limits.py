"""Where the limits lie of what pages of a table show together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from extract.alignment.aligned import Columns
from extract.alignment.booktabs import RuledSection
from extract.alignment.levels import Level
from extract.geometry.page_model import PageMark, PageReading, PageTable
from extract.marks.drawn_marks import BULLET
from extract.multipage import column_ruled, neighbour_columns, pages
from tests.extract.page_parts import make_line

SIZE = 10.0


def grid(*xs: float, is_ruled: bool = False, is_booktabs: bool = True) -> PageTable:
    return PageTable(1, xs, (0.0, 20.0), (), is_ruled=is_ruled, is_booktabs=is_booktabs)


@pytest.mark.parametrize(
    ("other", "has_more"),
    [
        (grid(0.0, 100.0, 200.0), True),
        (grid(3.0, 103.0, 200.0), True),
        (grid(-3.0, 97.0, 200.0), True),
        (grid(3.1, 100.0, 200.0), False),
        (grid(0.0, 103.1, 200.0), False),
        (grid(0.0, 80.0, 200.0), False),
        (grid(0.0, 50.0, 100.0, 200.0), False),
        (grid(0.0, 100.0, 200.0, is_ruled=True), False),
        (grid(0.0, 100.0, 200.0, is_booktabs=False), False),
    ],
)
def test_a_table_has_the_columns_of_another_and_more(other: PageTable, has_more: bool) -> None:
    assert neighbour_columns._has_more_columns(grid(0.0, 50.0, 100.0, 200.0), other) == has_more


def level(baseline: float, *columns: int, bold: bool = True, is_band: bool = False) -> Level:
    lines = {
        at: make_line("text", 5.0 + 100 * at, baseline, size=SIZE, bold=bold) for at in columns
    }
    return Level(baseline, lines, is_band)


@pytest.mark.parametrize(
    ("above", "count"),
    [
        ([level(82.0, 0, 1)], 1),
        ([level(81.9, 0, 1)], 0),
        ([level(88.0, 0)], 0),
        ([level(88.0, 0, 1, bold=False)], 0),
        ([level(76.0, 0, 1), level(88.0, 0, 1)], 2),
        # What is above a level that is no label is none, either.
        ([level(76.0, 0, 1), level(88.0, 0)], 0),
    ],
)
def test_bold_labels_end_in_the_first_level_of_a_table(above: list[Level], count: int) -> None:
    found = neighbour_columns._labels_above(above, level(100.0, 0, 1))
    assert found == above[len(above) - count :]


def test_labels_are_none_above_a_level_that_is_not_bold() -> None:
    assert (
        neighbour_columns._labels_above([level(88.0, 0, 1)], level(100.0, 0, 1, bold=False)) == []
    )


@pytest.mark.parametrize(("baseline", "count"), [(20.0, 3), (20.1, 0)])
def test_a_table_begins_below_the_lines_at_the_head_of_its_page(
    baseline: float, count: int
) -> None:
    columns = Columns((0.0, 100.0, 200.0), (5.0, 105.0), (25.0, 125.0))
    title = level(baseline, -1, bold=False, is_band=True)
    rows = [level(40.0 + 12 * at, 0, 1, bold=False) for at in range(3)]
    found = neighbour_columns._table_levels([title, *rows], columns, SIZE, 200.0)
    assert found == tuple(rows[:count])


def levels_with_a_miss(count: int, step: float) -> tuple[Level, ...]:
    """Return levels of one column, and one of another column a step below the first of them."""
    others = (level(20.0 * at, 0) for at in range(2, count))
    return level(0.0, 0), level(step, 1), *others


@pytest.mark.parametrize(
    ("count", "step", "is_offset"),
    [(19, 7.9, True), (20, 7.9, False), (19, 8.0, False), (19, 12.0, False)],
)
def test_columns_are_offset_where_lines_miss_each_other(
    count: int, step: float, is_offset: bool
) -> None:
    levels = levels_with_a_miss(count, step)
    assert len(levels) == count
    sections = [RuledSection(0.0, 500.0, levels[:5]), RuledSection(500.0, 900.0, levels[5:])]
    assert column_ruled._are_offset(sections) == is_offset


@pytest.mark.parametrize(
    ("signs", "are_separated"),
    [([True], True), ([True, False], False), ([True, True, False], True), ([False, None], False)],
)
def test_gaps_separate_rows_if_more_pages_show_it_than_deny_it(
    signs: list[bool | None], are_separated: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: Iterator[bool | None] = iter(signs)
    monkeypatch.setattr(column_ruled, "has_gaps", lambda *_: next(said))
    columns = Columns((0.0, 100.0), (5.0,), (95.0,))
    parts = [(columns, [RuledSection(0.0, 20.0, (level(10.0, 0),))]) for _ in signs]
    assert column_ruled._are_separated_by_gaps(parts) == are_separated


def page_with(number: int, *values: str) -> PageReading:
    marks = tuple(PageMark("icon", value, (0.0, 0.0, 3.0, 3.0)) for value in values)
    return PageReading(number, 300, 400, 0, (), (), (), marks=marks)


def test_drawn_bullets_are_counted_and_other_signs_are_not() -> None:
    readings = [page_with(1, "✓"), page_with(2, BULLET, "✓", BULLET), page_with(3), page_with(4)]
    (note,) = pages._notes_on_bullets(readings)
    assert note.startswith("2 bullets of lists")
    assert note.endswith("(page 2)")
    assert pages._notes_on_bullets([page_with(1, "✓"), page_with(2)]) == []


@pytest.mark.parametrize(("count", "end"), [(12, "11, 12)"), (13, "11, 12 …)")])
def test_a_note_names_twelve_pages(count: int, end: str) -> None:
    (note,) = pages._notes_on_bullets([page_with(at + 1, BULLET) for at in range(count)])
    assert note.endswith(end)
