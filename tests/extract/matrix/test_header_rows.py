"""A table without labels whose rows print those of the settings."""

from __future__ import annotations

from extract.matrix.header_rows import with_header_rows
from extract.model import Row, Table
from extract.stitching.labels import label_likeness
from extract.stitching.thresholds import LABELS as SAME
from tests.normalize.printed import cell, row, table

LABELS = ("Area", "Activity", "Lead body", "")


def rows_of(*texts: tuple[str, ...]) -> list[Row]:
    return [
        row(*(cell(text, column, number) for column, text in enumerate(own)))
        for number, own in enumerate(texts)
    ]


def read(*texts: tuple[str, ...], columns: tuple[str, ...] = ("", "", "")) -> Table:
    return with_header_rows(table(rows_of(*texts), columns), LABELS)


def kinds(found: Table) -> list[str]:
    return [each.kind for each in found.rows]


HEADER = ("Area", "Activity", "Lead body")
ROW = ("Wells", "Dig wells", "Water Board")


def test_each_row_that_prints_the_labels_is_a_header() -> None:
    found = read(HEADER, ROW, HEADER, ROW)
    assert kinds(found) == ["header", "row", "header", "row"]
    assert found.columns == HEADER


def test_a_label_over_two_columns_is_that_of_both() -> None:
    wide = row(cell("Area", 0, 0, columns=2), cell("Activity", 2, 0))
    found = with_header_rows(table([wide, *rows_of(ROW)[:1]], ["", "", ""]), LABELS)
    assert found.columns == ("Area", "Area", "Activity")


def test_a_table_with_labels_keeps_them() -> None:
    assert kinds(read(HEADER, ROW, columns=("Where", "", ""))) == ["row", "row"]


def test_a_row_with_one_label_or_few_of_many_is_none() -> None:
    assert kinds(read(("Area", "Dig wells", "Water Board"), ROW)) == ["row", "row"]
    assert kinds(read(("Area", "", ""), ROW)) == ["row", "row"]


def test_without_labels_in_the_settings_no_row_is_a_header() -> None:
    given = table(rows_of(HEADER, ROW), ("", "", ""))
    assert with_header_rows(given, ("", " ")) == given


def test_a_heading_over_all_columns_is_no_header() -> None:
    given = table(rows_of(HEADER, ROW), ("", "", ""))
    band = given.rows[0].model_copy(update={"kind": "band"})
    found = with_header_rows(given.model_copy(update={"rows": (band, given.rows[1])}), LABELS)
    assert kinds(found) == ["band", "row"]


def test_a_label_may_be_misprinted_as_much_as_one_of_the_settings() -> None:
    printed, wanted = "Implementing parlours", "Implementing partners"
    assert label_likeness(printed, wanted) == SAME.same
    found = with_header_rows(table(rows_of((printed, "Area"), ROW[:2]), ("", "")), (wanted, "Area"))
    assert kinds(found) == ["header", "row"]
