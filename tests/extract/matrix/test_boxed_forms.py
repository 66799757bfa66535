"""Forms whose labels stand above their values, in their boxes or in boxes of their own."""

from __future__ import annotations

import pytest

from extract.matrix.boxed_forms import (
    Pair,
    alternates,
    has_lines_of_pairs,
    labels_above,
    labels_in_boxes,
    pairs_above,
    pairs_in_boxes,
)
from extract.model import HeaderPrint, Row, Table
from tests.normalize.printed import cell, row, table

LABELS = ("Name", "Place", "Date")


def is_label(text: str) -> bool:
    return text in LABELS


def form(*lines: list[str], wide: bool = False, columns: int = 3) -> Table:
    """Return a table with a row for each line; a wide second box covers the last columns."""
    rows: list[Row] = []
    for at, texts in enumerate(lines):
        is_pair = wide and len(texts) == 2
        cells = [
            cell(text, column, at, columns=columns - 1 if is_pair and column else 1)
            for column, text in enumerate(texts)
        ]
        placed = [
            one.model_copy(
                update={
                    "fragments": tuple(
                        part.model_copy(update={"bbox": (0.0, 20.0 * at, 10.0, 20.0 * at + 10)})
                        for part in one.fragments
                    )
                }
            )
            for one in cells
        ]
        rows.append(row(*placed))
    return table(rows, [""] * columns, matrix=False)


def texts(pairs: list[Pair]) -> list[tuple[str | None, str | None]]:
    return [
        (label.text if label else None, value.text if value else None) for _, label, value in pairs
    ]


def test_the_first_line_of_a_box_is_its_label() -> None:
    made = form(["Name\nAnn", "Place\nthe old\nmill", "Date"])
    assert labels_in_boxes(made) == ["Name", "Place"]
    assert labels_in_boxes(made, has_value=False) == ["Name", "Place", "Date"]
    found = list(pairs_in_boxes(made, is_label))
    assert texts(found) == [("Name", "Ann"), ("Place", "the old mill"), ("Date", None)]
    label = found[1][1]
    assert label is not None
    assert label.cell_id.endswith("-label")
    assert [part.lines for part in label.fragments] == [("Place",)]
    # union-attr: a cell that is not there fails the test anyway.
    assert [part.lines for part in found[1][2].fragments] == [("the old", "mill")]


def test_a_box_without_a_label_goes_on_or_is_a_heading() -> None:
    assert texts(list(pairs_in_boxes(form(["A heading"]), is_label))) == [(None, "A heading")]
    two = form(["more of it", "", "Date\nMay"])
    assert texts(list(pairs_in_boxes(two, is_label))) == [("", "more of it"), ("Date", "May")]
    long = form(["more of it\nand on"])
    assert texts(list(pairs_in_boxes(long, is_label))) == [("", "more of it and on")]


def test_rows_of_labels_are_followed_by_rows_of_values() -> None:
    made = form(["Name", "Place"], ["Ann", "Mill"], ["Date"], ["May"])
    assert texts(list(pairs_above(made, is_label))) == [
        ("Name", "Ann"), ("Place", "Mill"), ("Date", "May"),
    ]  # fmt: skip
    assert labels_above(made, is_label) == ["Name", "Place", "Date"]


def test_a_header_that_a_page_prints_again_is_a_label_again() -> None:
    """A card on each page begins with the same label, as the header of a long table does."""
    made = form(["Name"], ["Ann"], ["Place"], ["Mill"], ["Bo"], ["Place"], ["Yard"], columns=1)
    pages = [1, 1, 1, 1, 2, 2, 2]
    rows = [
        each.model_copy(
            update={
                "pages": (page,),
                "cells": tuple(
                    one.model_copy(
                        update={
                            "fragments": tuple(
                                part.model_copy(update={"page": page}) for part in one.fragments
                            )
                        }
                    )
                    for one in each.cells
                ),
            }
        )
        for each, page in zip(made.rows, pages, strict=True)
    ]
    prints = tuple(HeaderPrint(page=page, labels=("Name",)) for page in (1, 2))
    cards = made.model_copy(
        update={"header": tuple(rows[:1]), "rows": tuple(rows[1:]), "header_prints": prints}
    )
    assert texts(list(pairs_above(cards, is_label))) == [
        ("Name", "Ann"), ("Place", "Mill"), ("Name", "Bo"), ("Place", "Yard"),
    ]  # fmt: skip
    once = cards.model_copy(update={"header_prints": prints[:1]})
    assert texts(list(pairs_above(once, is_label)))[2:] == [("", "Bo"), ("Place", "Yard")]


def test_a_row_after_a_row_of_values_goes_on_with_it() -> None:
    made = form(["Name", "Place"], ["Ann", "Mill"], ["and Bo", "Yard"])
    assert texts(list(pairs_above(made, is_label)))[2:] == [("", "and Bo"), ("", "Yard")]
    assert labels_above(made, is_label) == ["Name", "Place"]


def test_labels_without_a_value_are_yielded() -> None:
    made = form(["Name", "Place"], ["Ann"])
    assert texts(list(pairs_above(made, is_label))) == [("Name", "Ann"), ("Place", None)]
    # What stands below labels is a value, even if it looks like a label.
    assert texts(list(pairs_above(form(["Name"], ["Place"]), is_label))) == [("Name", "Place")]


@pytest.mark.parametrize(
    ("lines", "share", "is_form"),
    [
        ((["Name"], ["Ann"], ["Date"], ["May"]), 0.5, True),
        ((["Name"], ["Ann"], ["Date"], ["May"], ["June"]), 0.5, False),
        ((["Name"], ["Ann"], ["Date"], ["May"], ["June"]), 0.4, True),
        ((), 0.5, False),
        ((["Ann"], ["May"]), 0.5, False),
        ((["Name", "x"], ["Ann", "y"]), 0.5, False),
    ],
)
def test_labels_and_values_alternate(
    lines: tuple[list[str], ...], share: float, *, is_form: bool
) -> None:
    assert alternates(form(*lines), is_label, share) == is_form


@pytest.mark.parametrize(
    ("line", "wide", "columns", "is_pair"),
    [
        (["Name", "Ann"], True, 3, True),
        (["Name", "Ann"], False, 3, False),  # two boxes of three, side by side
        (["Name", "Ann"], True, 2, False),
        (["Name", "Place"], True, 3, False),
        (["Ann", "Mill"], True, 3, False),
    ],
)
def test_a_line_of_two_boxes_is_a_pair_in_a_wider_table(
    line: list[str], *, wide: bool, columns: int, is_pair: bool
) -> None:
    made = form(line, ["Date", "Date", "Date"], ["1", "2", "3"], wide=wide, columns=columns)
    assert has_lines_of_pairs(made, is_label) == is_pair
    if is_pair:
        assert texts(list(pairs_above(made, is_label)))[0] == ("Name", "Ann")
    assert not has_lines_of_pairs(form(line, wide=wide, columns=columns), is_label)


def test_a_pair_above_labels_without_values_is_a_line_of_pairs() -> None:
    made = form(["Name", "Ann"], ["Date", "Date", "Date"], wide=True)
    assert has_lines_of_pairs(made, is_label)


def test_a_text_that_does_not_begin_with_its_first_line_stays_whole() -> None:
    made = cell("Name\nAnn", 0, 0)
    for text, value in (("Name Ann", "Ann"), ("N ame Ann", "Ann"), ("Ann", "Ann"), ("Na", "Na")):
        one = row(made.model_copy(update={"text": text}))
        assert texts(list(pairs_in_boxes(table([one], [""], matrix=False), is_label))) == [
            ("Name", value)
        ]


def test_a_label_alone_at_the_foot_of_a_page_leaves_the_value_its_own_part() -> None:
    first, second = (cell(text, 0, 0, page=page) for page, text in ((1, "Name"), (2, "Ann")))
    parts = first.fragments + second.fragments
    one = first.model_copy(update={"text": "Name Ann", "fragments": parts})
    ((_, _, value),) = pairs_in_boxes(table([row(one)], [""], matrix=False), is_label)
    assert value is not None
    assert [(part.page, part.text) for part in value.fragments] == [(2, "Ann")]
