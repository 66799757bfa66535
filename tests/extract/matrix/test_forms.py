"""Forms, which print a label beside each value, are the rows of one table."""

from __future__ import annotations

from hypothesis import given, strategies as st

from extract.matrix.forms import is_of_forms, rows_of_forms
from extract.model import Row, Table
from extract.settings import ColumnSetting
from extract.stitching.labels import label_likeness
from extract.stitching.thresholds import LABELS as SAME
from tests.normalize.printed import band, cell, row, table

COLUMNS = tuple(
    ColumnSetting(role=role, label=label)
    for role, label in (("activity", "Commitment"), ("lead_bodies", "Lead"), ("deadline", "End"))
)


def form(name: str, pairs: list[tuple[str, str]], page: int = 1, heading: str = "") -> Table:
    rows = [band(heading, 0)] if heading else []
    for label, value in pairs:
        at = len(rows)
        rows.append(
            row(cell(label, 0, at, page=page), cell(value, 1, at, page=page), pages=(page,))
        )
    return table(rows, ["", ""], matrix=False, table_id=name, pages=(page,))


def texts(made: Table) -> list[tuple[str, ...]]:
    return [(r.kind, *(c.text for c in r.cells)) for r in made.rows]


ONE = [("Commitment", "Mend"), ("Lead", "Mill"), ("End", "2025")]


def test_each_form_is_a_row_and_each_label_a_column() -> None:
    parts = [form("t1", ONE), form("t2", [("COMMITMENT:", "Draw"), ("Lead", "Yard")])]
    made, roles = rows_of_forms(parts, COLUMNS)
    assert made.columns == ("Commitment", "Lead", "End")
    assert [role.role for role in roles] == ["activity", "lead_bodies", "deadline"]
    assert texts(made) == [("row", "Mend", "Mill", "2025"), ("row", "Draw", "Yard")]
    assert [c.column for c in made.rows[1].cells] == [0, 1]


def test_a_form_that_goes_on_over_a_page_is_one_row_with_its_places() -> None:
    parts = [form("t1", ONE[:1]), form("t2", [("", "it well"), *ONE[1:]], page=2)]
    made, _ = rows_of_forms(parts, COLUMNS)
    assert texts(made) == [("row", "Mend it well", "Mill", "2025")]
    assert made.rows[0].pages == (1, 2)
    assert [part.page for part in made.rows[0].cells[0].fragments] == [1, 2]


def test_a_repeated_label_begins_a_form_though_the_first_one_was_misread() -> None:
    made, roles = rows_of_forms(
        [form("t1", [*ONE, ("Notes on the work Commitment", "x"), *ONE[1:]])], COLUMNS
    )
    assert [texts_of[0] for texts_of in texts(made)] == ["row", "row"]
    assert roles[-1].label == "Notes on the work Commitment"
    assert roles[-1].score == 0


def test_two_pairs_side_by_side_are_two_labels() -> None:
    line = row(*(cell(text, at, 0) for at, text in enumerate(("Lead", "Mill", "End", "2025"))))
    made, _ = rows_of_forms([table([line], [""] * 4, matrix=False)], COLUMNS)
    assert texts(made) == [("row", "Mill", "2025")]


def test_a_table_whose_lines_begin_with_other_texts_is_no_form() -> None:
    assert is_of_forms(form("t1", ONE), COLUMNS)
    assert not is_of_forms(form("t1", [("Wells", "3"), ("Roads", "4"), ("Lead", "5")]), COLUMNS)
    assert is_of_forms(form("t1", [*ONE[:2], ("Wells", "3")]), COLUMNS)
    half = [("Wells", "3"), ("Roads", "4"), *ONE[1:]]
    assert is_of_forms(form("t1", half), COLUMNS)
    assert not is_of_forms(form("t1", [("Mills", "2"), *half]), COLUMNS)


def test_a_single_line_with_a_known_label_is_a_piece_of_a_form() -> None:
    assert is_of_forms(form("t1", ONE[:1]), COLUMNS)
    assert not is_of_forms(form("t1", [("Leads", "5")]), COLUMNS)


def stacked(name: str, *lines: list[str], page: int = 1, left: float = 0.0) -> Table:
    """A table of forms that print their labels above their values."""
    rows = []
    for at, line in enumerate(lines):
        cells = [cell(text, column, at, page=page) for column, text in enumerate(line)]
        box = (left, 20.0 * at, left + 50, 20.0 * at + 10)
        placed = [
            each.model_copy(
                update={"fragments": (each.fragments[0].model_copy(update={"bbox": box}),)}
            )
            for each in cells
        ]
        rows.append(row(*placed, pages=(page,)))
    return table(rows, [""] * max(map(len, lines)), matrix=False, table_id=name, pages=(page,))


def test_labels_in_boxes_above_their_values_are_columns() -> None:
    parts = [
        stacked("t1", ["Commitment"], ["Mend"], ["Lead", "End"], ["Mill", "2025"]),
        stacked("t2", ["Commitment"], ["Draw"], ["Lead", "End"], ["Yard", "2026"]),
    ]
    assert all(is_of_forms(part, COLUMNS) for part in parts)
    made, _ = rows_of_forms(parts, COLUMNS)
    assert texts(made) == [("row", "Mend", "Mill", "2025"), ("row", "Draw", "Yard", "2026")]


def test_two_labels_above_their_values_are_enough() -> None:
    lines = (["Commitment"], ["Mend"], ["Lead"], ["Mill"])
    assert is_of_forms(stacked("t1", *lines), COLUMNS)
    assert not is_of_forms(stacked("t1", *lines[:2], ["Draw"]), COLUMNS)


def test_the_rest_of_a_form_follows_the_last_one_of_its_column() -> None:
    """Its frame may be set in by some points."""
    for left, values in ((3.0, ("Mill", "Yard 2025")), (3.5, ("Mill 2025", "Yard"))):
        parts = [
            stacked("t1", ["Commitment", "Mend"], ["Lead", "Mill"]),
            stacked("t2", ["Commitment", "Draw"], ["Lead", "Yard"], left=left),
            stacked("t3", ["", "2025"], page=2),
        ]
        made, _ = rows_of_forms(parts, COLUMNS)
        assert tuple(r.cells[-1].text for r in made.rows) == values


def test_a_value_that_is_a_label_of_another_column_stays_a_value() -> None:
    part = stacked("t1", ["Commitment"], ["Lead"], ["Lead"], ["Mill"], ["End"], ["2025"])
    assert texts(rows_of_forms([part], COLUMNS)[0]) == [("row", "Lead", "Mill", "2025")]


def test_forms_two_abreast_go_on_below_their_own_part() -> None:
    whole = [["Commitment", "Mend"], ["Lead", "Mill"]]
    parts = [
        stacked("t1", *whole, left=0),
        stacked("t2", ["Commitment", "Draw"], ["Lead", "Yard"], left=300),
        stacked("t3", ["End", "2025"], page=2, left=0),
        stacked("t4", ["End", "2026"], page=2, left=300),
    ]
    made, _ = rows_of_forms(parts, COLUMNS)
    assert texts(made) == [("row", "Mend", "Mill", "2025"), ("row", "Draw", "Yard", "2026")]


def test_a_line_of_one_pair_above_labels_and_their_values_belongs_to_the_form() -> None:
    parts = []
    for name, values in enumerate((("Mend", "Mill", "2025"), ("Draw", "Yard", "2026"))):
        title, *rest = values
        lines = [
            row(cell("Commitment", 0, 0), cell(title, 1, 0).model_copy(update={"column_stop": 5})),
            row(*(cell(text, at, 1) for at, text in enumerate(("Lead", "End", "A", "B", "C")))),
            row(*(cell(text, at, 2) for at, text in enumerate((*rest, "a", "b", "c")))),
        ]
        boxes = [(0.0, 20.0 * at, 50.0, 20.0 * at + 10) for at in range(3)]
        lines = [_placed(line, box) for line, box in zip(lines, boxes, strict=True)]
        parts.append(table(lines, [""] * 5, matrix=False, table_id=f"t{name}"))
    more = (*COLUMNS, *(ColumnSetting(role=text, label=text.upper()) for text in "abc"))
    assert all(is_of_forms(part, more) for part in parts)
    made, _ = rows_of_forms(parts, more)
    assert texts(made) == [
        ("row", "Mend", "Mill", "2025", "a", "b", "c"),
        ("row", "Draw", "Yard", "2026", "a", "b", "c"),
    ]


def _placed(line: Row, box: tuple[float, float, float, float]) -> Row:
    cells = tuple(
        each.model_copy(update={"fragments": (each.fragments[0].model_copy(update={"bbox": box}),)})
        for each in line.cells
    )
    return line.model_copy(update={"cells": cells})


def test_headings_that_only_count_the_forms_are_a_column_and_no_sections() -> None:
    parts = [form("t1", ONE, heading="Card 1"), form("t2", ONE, heading="Card 2")]
    made, roles = rows_of_forms(parts, COLUMNS)
    assert texts(made) == [("row", "Mend", "Mill", "2025", n) for n in "12"]
    assert (roles[-1].label, made.columns[-1]) == ("Card", "Card")
    # The heading of the first form may be outside its table: each number is of the form below it.
    later = [form("t1", ONE), *(form(f"t{n}", ONE, heading=f"Card {n}") for n in (2, 3))]
    made, _ = rows_of_forms(later, COLUMNS)
    assert texts(made) == [("row", "Mend", "Mill", "2025", *n) for n in ("", "2", "3")]
    named = [form("t1", ONE, heading="Card 1"), form("t2", ONE, heading="Part 2")]
    assert [r.kind for r in rows_of_forms(named, COLUMNS)[0].rows] == ["band", "row"] * 2


LABELS = tuple(column.label for column in COLUMNS)
WORDS = st.text(alphabet="abcdefgh", min_size=2, max_size=8)
VALUES = st.lists(WORDS, max_size=3).map("\n".join)


@given(
    forms=st.lists(st.tuples(VALUES.filter(bool), VALUES, VALUES), min_size=2, max_size=5),
    in_line=st.sampled_from([1, 2, 3]),
)
def test_labels_above_their_values_are_columns(
    forms: list[tuple[str, str, str]], in_line: int
) -> None:
    """Each box holds its label and then its value, one to three boxes in a line."""
    parts = []
    for name, values in enumerate(forms):
        boxes = [f"{label}\n{value}".strip() for label, value in zip(LABELS, values, strict=True)]
        lines = [boxes[at : at + in_line] for at in range(0, len(boxes), in_line)]
        rows = [
            row(*(cell(box, c, r) for c, box in enumerate(line))) for r, line in enumerate(lines)
        ]
        parts.append(table(rows, [""] * in_line, matrix=False, table_id=f"t{name}"))
    assert all(is_of_forms(part, COLUMNS) for part in parts)
    made, roles = rows_of_forms(parts, COLUMNS)
    assert [role.role for role in roles[: len(COLUMNS)]] == [c.role for c in COLUMNS]
    found = [{c.column: " ".join(c.text.split()) for c in r.cells} for r in made.rows]
    assert found == [
        {at: value.replace("\n", " ") for at, value in enumerate(values) if value}
        for values in forms
    ]


def test_a_box_that_goes_on_over_a_page_keeps_its_places() -> None:
    boxes = [cell("Commitment\nMend\nthe lane", 0, 0), cell("Lead\nMill", 1, 0)]
    more = [cell("well\nand soon", 0, 0, page=2), cell("End\n2025", 1, 0, page=2)]
    parts = [
        table([row(*cells, pages=(page,))], ["", ""], matrix=False, table_id=f"t{page}")
        for page, cells in ((1, boxes), (2, more))
    ]
    made, _ = rows_of_forms(
        [parts[0].model_copy(update={"rows": (*parts[0].rows, *parts[1].rows)})], COLUMNS
    )
    assert texts(made) == [("row", "Mend the lane", "Mill well and soon", "2025")]


def test_a_form_at_the_left_of_the_next_page_comes_after_those_of_the_page_before() -> None:
    values = [("Mend", 1, 0), ("Draw", 1, 300), ("Dig", 2, 0), ("Fill", 2, 300)]
    parts = [
        stacked(f"t{at}", ["Commitment", name], ["Lead", "Mill"], page=page, left=left)
        for at, (name, page, left) in enumerate(values)
    ]
    made, _ = rows_of_forms(parts, COLUMNS)
    assert [r.cells[0].text for r in made.rows] == [name for name, *_ in values]


def test_one_numbered_heading_counts_no_forms() -> None:
    made, roles = rows_of_forms([form("t1", ONE, heading="Card 1")], COLUMNS)
    assert [r.kind for r in made.rows] == ["band", "row"]
    assert len(roles) == len(COLUMNS)


def test_misprints_of_a_label_that_the_settings_do_not_name_are_one_column() -> None:
    prints = ("Implementing partners", "Implementing parlours", "Partners")
    assert label_likeness(*prints[:2]) == SAME.same
    parts = [form(f"t{at}", [*ONE, (label, "Guild")]) for at, label in enumerate(prints)]
    named = ColumnSetting(role="partners", label=prints[0])
    assert rows_of_forms(parts[1:2], (*COLUMNS, named))[1][-1].role == "partners"
    _, roles = rows_of_forms(parts, COLUMNS)
    assert [role.label for role in roles[len(COLUMNS) :]] == ["Implementing partners", "Partners"]


def test_labels_of_two_lines_beside_their_values_are_no_boxes_of_both() -> None:
    settings = (
        ColumnSetting(role="activity", label="Commitment", also=("Commitment of the state",)),
        ColumnSetting(role="lead_bodies", label="Lead", also=("Lead ministry or agency",)),
    )
    pairs = [("Commitment\nof the state", "Mend"), ("Lead\nministry or agency", "Mill")]
    assert texts(rows_of_forms([form("t1", pairs)], settings)[0]) == [("row", "Mend", "Mill")]


def test_a_table_of_one_heading_is_a_heading_above_the_next_form() -> None:
    made, _ = rows_of_forms([form("t1", [], heading="Water"), form("t2", ONE)], COLUMNS)
    assert [(r.kind, r.cells[0].text) for r in made.rows] == [("band", "Water"), ("row", "Mend")]
