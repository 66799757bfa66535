"""Text set in columns side by side is read column by column."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract.geometry.page_model import Line, Rule, Rules, Word
from extract.stage import read_document
from extract.text.text_columns import reading_lines
from tests.generators.compare import fold
from tests.generators.set_columns import ColumnSetting, set_columns

SETTINGS = {
    "two": ColumnSetting(),
    "two_shifted": ColumnSetting(shift=4.0),
    "two_justified": ColumnSetting(justify=True, family="LiberationSerif", size=10),
    "three": ColumnSetting(columns=3, size=8, gutter=14),
    "three_shifted": ColumnSetting(columns=3, size=8, gutter=12, shift=3.0),
}
SLOW_SEEDS = range(1, 9)


def check(name: str, seed: int, folder: Path) -> None:
    path = folder / f"{name}-{seed}.pdf"
    texts = set_columns(SETTINGS[name], seed, path)
    document = read_document(path)
    assert document.tables == ()
    blocks = [block for block in document.blocks if block.kind != "page_number"]
    read = [fold(f"{block.marker} {block.text}") for block in blocks]
    # Whether a paragraph goes on where a sentence ends at a column's foot, paper does not tell.
    assert " ".join(read) == fold(" ".join(texts))
    assert [(ledger.lost, ledger.doubled) for ledger in document.ledger] == [(0, 0)]


@pytest.mark.parametrize("name", SETTINGS)
def test_columns_are_read_one_after_the_other(name: str, tmp_path: Path) -> None:
    check(name, 0, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SLOW_SEEDS)
@pytest.mark.parametrize("name", SETTINGS)
def test_many_texts_in_columns_are_read_in_order(name: str, seed: int, tmp_path: Path) -> None:
    check(name, seed, tmp_path)


def words(text: str, x: float, y: float) -> list[Word]:
    made = []
    for word in text.split():
        width = 5.0 * len(word)
        made.append(
            Word(
                word,
                x,
                y - 7,
                x + width,
                y + 2,
                y,
                9,
                False,
                False,
                (0.0,),
                (int(y) * 1000 + int(x),),
            )
        )
        x += width + 3
    return made


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def test_labels_with_values_beside_them_stay_on_their_lines() -> None:
    rows = [f"Label{at}" for at in range(8)]
    values = [f"a value that goes with label number {at}" for at in range(8)]
    page = [
        word
        for at, (row, value) in enumerate(zip(rows, values, strict=True))
        for word in (*words(row, 50, 100 + 12 * at), *words(value, 200, 100 + 12 * at))
    ]
    assert texts(reading_lines(page)) == [
        f"{row} {value}" for row, value in zip(rows, values, strict=True)
    ]


def test_a_few_lines_side_by_side_are_no_columns() -> None:
    page = [
        word
        for at in range(3)
        for x, side in ((50, "left"), (300, "right"))
        for word in words(f"text of the {side} line {at}", x, 100 + 12 * at)
    ]
    assert texts(reading_lines(page))[0] == "text of the left line 0 text of the right line 0"


@pytest.mark.parametrize(("count", "are_columns"), [(5, True), (4, False)])
def test_five_lines_side_by_side_are_columns(count: int, *, are_columns: bool) -> None:
    left = [f"some text of the first column {at}" for at in range(count)]
    right = [f"words of the second column {at}" for at in range(count)]
    page = [
        word
        for at, (one, other) in enumerate(zip(left, right, strict=True))
        for word in (*words(one, 50, 100 + 12 * at), *words(other, 300, 100 + 12 * at))
    ]
    assert (texts(reading_lines(page)) == [*left, *right]) == are_columns


@pytest.mark.parametrize("is_by_column", [True, False])
def test_a_few_lines_side_by_side_are_columns_if_drawn_one_after_the_other(
    is_by_column: bool,
) -> None:
    left = ["Prepared by the office of", "the senior officials meeting,", "Jakarta in March 2024"]
    right = ["Approved by the ministers in", "charge of social affairs in", "Hanoi in June 2024"]
    placed = [(text, 50, 100 + 12 * at) for at, text in enumerate(left)]
    placed += [(text, 300, 100 + 12 * at) for at, text in enumerate(right)]
    if not is_by_column:
        placed.sort(key=lambda one: one[2])
    drawn = [word for one in placed for word in words(*one)]
    lines = reading_lines(replace(word, glyphs=(at,)) for at, word in enumerate(drawn))
    across = [f"{one} {other}" for one, other in zip(left, right, strict=True)]
    assert texts(lines) == ([*left, *right] if is_by_column else across)


@pytest.mark.parametrize(("texts_on_page", "are_columns"), [(400, True), (401, False)])
def test_on_a_page_of_many_texts_a_few_lines_are_no_columns(
    texts_on_page: int, *, are_columns: bool
) -> None:
    """A page with so many texts is a form or a table without rules."""
    placed = [(f"some words of line {at}", 50, 100 + 12 * at) for at in range(3)]
    placed += [(f"other words of line {at}", 300, 100 + 12 * at) for at in range(3)]
    placed += [(f"Text{at}", 50, 400 + 12 * at) for at in range(texts_on_page - 6)]
    drawn = [word for one in placed for word in words(*one)]
    lines = reading_lines(replace(word, glyphs=(at,)) for at, word in enumerate(drawn))
    assert (texts(lines)[:2] == ["some words of line 0", "some words of line 1"]) == are_columns


@pytest.mark.parametrize("gap", [4.0, 14.0], ids=["near", "far"])
def test_numbers_that_hang_in_the_gutter_belong_to_the_lines_beside_them(gap: float) -> None:
    left = [f"some text of the first column {at}" for at in range(8)]
    right = [f"words of the second column {at}" for at in range(8)]
    page = [word for at, line in enumerate(left) for word in words(line, 50, 100 + 12 * at)]
    page += [word for at, line in enumerate(right) for word in words(line, 300, 100 + 12 * at)]
    for at in (1, 5):
        page += words(f"4.{at}", 300 - gap - 15, 100 + 12 * at)
    read = texts(reading_lines(page))
    assert read[:8] == left
    assert read[8:] == [f"4.{at} {line}" if at in (1, 5) else line for at, line in enumerate(right)]


def test_columns_end_at_the_white_of_a_table_below_them() -> None:
    left = [f"some text of the first column {at}" for at in range(8)]
    right = [f"words of the second column {at}" for at in range(8)]
    page = [word for at, line in enumerate(left) for word in words(line, 50, 100 + 12 * at)]
    page += [word for at, line in enumerate(right) for word in words(line, 300, 100 + 12 * at)]
    page += words("a note below the table", 50, 700)
    assert texts(reading_lines(page)) == [*left, *right, "a note below the table"]


@pytest.mark.parametrize(("running", "are_columns"), [(9, True), (5, False)])
def test_names_below_signatures_stand_in_their_column(running: int, *, are_columns: bool) -> None:
    """A column ends with names that the white of signatures parts; its title stands above both."""
    left = [f"some text of the first column {at}" for at in range(30)]
    right = [f"words of the second column {at}" for at in range(running)]
    names = ["David Smith the Prime Minister", "Anna Jones the Deputy Minister"]
    page = words("Foreword", 300, 30)
    page += [word for at, line in enumerate(left) for word in words(line, 50, 100 + 12 * at)]
    page += [word for at, line in enumerate(right) for word in words(line, 300, 100 + 12 * at)]
    signed = []
    for at in range(6 if running == 5 else 4):
        signed.append(names[at % 2])
        page += words(names[at % 2], 300, 100 + 12 * (running + 4 + 5 * at))
    assert (texts(reading_lines(page)) == ["Foreword", *left, *right, *signed]) == are_columns


def box(x0: float, top: float, x1: float, bottom: float) -> tuple[list[Rule], list[Rule]]:
    """Return the horizontal and the vertical sides of a box."""
    return (
        [Rule(top, x0, x1), Rule(bottom, x0, x1)],
        [Rule(x0, top, bottom), Rule(x1, top, bottom)],
    )


@pytest.mark.parametrize(
    ("shift", "count", "is_chart"),
    [(6.0, 3, True), (0.0, 3, False), (6.0, 1, False)],
    ids=["chart", "form", "few"],
)
def test_the_boxes_of_a_flow_chart_hold_a_text_each(
    shift: float, count: int, *, is_chart: bool
) -> None:
    """Boxes of one height are those of a form; few boxes are no chart."""
    page, sides, labels = words("Heading of it", 50, 60), [], []
    for at in range(count):
        for x, name, down in ((50, "left", 0.0), (200, "right", shift)):
            top = 100 + 60 * at + down
            sides.append(box(x, top, x + 100, top + 40))
            labels.append([f"{name} box {at}", f"goes on {at}"])
            page += words(labels[-1][0], x + 5, top + 15)
            page += words(labels[-1][1], x + 5, top + 27)
    page += words("Text below", 50, 400)
    lines = tuple(rule for own, _ in sides for rule in own), tuple(r for _, o in sides for r in o)
    read = texts(reading_lines(page, Rules(*lines, ())))
    whole = ["Heading of it", *(line for label in labels for line in label), "Text below"]
    assert (read == whole) == is_chart
