"""Tables that make up a matrix are joined by the roles of their columns."""

from __future__ import annotations

import pytest

from extract.matrix.chosen import chosen_tables
from extract.matrix.header_rows import with_header_rows
from extract.matrix.plan import matrix_of
from extract.model import Block, Document, Source, Span, Table
from extract.settings import ColumnSetting, ExtractSettings
from tests.normalize.printed import block, cell, row, table

SETTINGS = ExtractSettings(
    columns=(
        ColumnSetting(role="kind", label="Action", optional=True),
        ColumnSetting(role="activity", label="Action"),
        ColumnSetting(role="lead_bodies", label="Lead", also=("In charge",)),
        ColumnSetting(role="budget", label="Budget", optional=True),
    ),
    matrix_tables="all",
)


def part(name: str, labels: list[str], *lines: list[str], page: int = 1, top: float = 100) -> Table:
    rows = []
    for at, line in enumerate(lines):
        cells = [cell(text, column, at, page=page, table=name) for column, text in enumerate(line)]
        places = {"bbox": (0.0, top + 20 * at, 10.0, top + 20 * at + 10)}
        cells = [
            c.model_copy(update={"fragments": (c.fragments[0].model_copy(update=places),)})
            for c in cells
        ]
        rows.append(row(*cells, pages=(page,)))
    return table(rows, labels, matrix=False, table_id=name, pages=(page,))


def head(text: str, page: int, foot: float) -> Block:
    made = block("heading", text, level=1)
    span = made.spans[0].model_copy(update={"page": page, "bbox": (0.0, foot - 10, 90.0, foot)})
    return made.model_copy(update={"spans": (span,)})


def document(*tables: Table, blocks: tuple[Block, ...] = ()) -> Document:
    source = Source(file="plan.pdf", sha256="0" * 64, page_count=3)
    return Document(source=source, pages=(), tables=tables, blocks=blocks)


def joined_matrix(doc: Document) -> tuple[list[str], list[tuple[str, dict[str, str]]]]:
    made, roles, _ = matrix_of(doc, SETTINGS, chosen_tables(doc, SETTINGS))
    names = [role.role for role in roles]
    return names, [(r.kind, {names[c.column]: c.text for c in r.cells}) for r in made.rows]


def test_columns_come_together_by_role_whatever_their_place_and_print() -> None:
    names, rows = joined_matrix(
        document(
            part("t1", ["Action", "Lead"], ["Mend", "Mill"]),
            part("t2", ["Survey", "Yes", "No"], ["Wells?", "3", "4"]),
            part("t3", ["In charge", "Actions", "Notes"], ["Yard", "Draw", "soon"], page=2),
        )
    )
    assert names == ["activity", "lead_bodies", "notes"]
    assert rows == [
        ("row", {"activity": "Mend", "lead_bodies": "Mill"}),
        ("row", {"activity": "Draw", "lead_bodies": "Yard", "notes": "soon"}),
    ]


def test_of_two_columns_below_one_label_the_last_is_the_one_that_other_parts_have() -> None:
    _, rows = joined_matrix(
        document(
            part("t1", ["Action", "Action", "Lead"], ["Feasts", "Hold one", "Mill"]),
            part("t2", ["Action", "Lead"], ["Mend", "Yard"], page=2),
        )
    )
    assert rows[0][1] == {"kind": "Feasts", "activity": "Hold one", "lead_bodies": "Mill"}
    assert rows[1][1] == {"activity": "Mend", "lead_bodies": "Yard"}


def test_a_part_without_labels_follows_the_part_before_it() -> None:
    doc = document(
        part("t1", ["Action", "Lead"], ["Mend", "Mill"]),
        part("t2", ["", ""], ["Draw", "Yard"], page=2),
        part("t3", ["", "", ""], ["a", "b", "c"], page=2, top=300),
    )
    assert chosen_tables(doc, SETTINGS) == (0, 1)
    assert joined_matrix(doc)[1][1][1] == {"activity": "Draw", "lead_bodies": "Yard"}


def test_a_part_without_labels_has_the_columns_of_the_part_before_in_their_order() -> None:
    doc = document(
        part("t1", ["Lead", "Action"], ["Mill", "Mend"]),
        part("t2", ["", ""], ["Yard", "Draw"], page=2),
    )
    assert joined_matrix(doc)[1][1][1] == {"activity": "Draw", "lead_bodies": "Yard"}


def test_of_prints_that_are_as_like_the_first_is_the_label() -> None:
    doc = document(
        part("t1", ["Action", "Lead"], ["Mend", "Mill"]),
        part("t2", ["Actions", "In charge"], ["Draw", "Yard"], page=2),
    )
    made, _, _ = matrix_of(doc, SETTINGS, chosen_tables(doc, SETTINGS))
    assert made.columns == ("Action", "Lead")


def test_headings_that_count_are_sections_and_repeated_ones_are_not() -> None:
    doc = document(
        part("t1", ["Action", "Lead"], ["Mend", "Mill"]),
        part("t2", ["Action", "Lead"], ["Draw", "Yard"], page=2),
        part("t3", ["Action", "Lead"], ["Dig", "Pit"], page=3),
        blocks=(
            head("Chapter 1: Water", 1, 40), head("Actions", 1, 90),
            head("Chapter 2: Land", 2, 40), head("Box 2.1: A mill", 2, 60), head("Actions", 2, 90),
            head("Chapter 3: Air", 3, 40), head("Actions", 3, 90),
        ),
    )  # fmt: skip
    bands = [next(iter(texts.values())) for kind, texts in joined_matrix(doc)[1] if kind == "band"]
    assert bands == ["Chapter 1: Water", "Chapter 2: Land", "Chapter 3: Air"]


def test_a_heading_between_two_rows_names_the_rows_below_it() -> None:
    doc = document(
        part("t1", ["Action", "Lead"], ["Mend", "Mill"], ["Draw", "Yard"], ["Dig", "Pit"]),
        blocks=(head("Water", 1, 95), head("Land", 1, 118)),
    )
    texts = [next(iter(texts.values())) for _, texts in joined_matrix(doc)[1]]
    assert texts == ["Water", "Mend", "Land", "Draw", "Dig"]


def test_the_bands_of_a_table_are_below_the_headings_between_its_rows() -> None:
    lines = (["Mend", "Mill"], ["Draw", "Yard"], ["Wells", ""], ["Dig", "Pit"])
    one = part("t1", ["Action", "Lead"], *lines)
    band = one.rows[2].model_copy(update={"kind": "band", "cells": one.rows[2].cells[:1]})
    whole = one.model_copy(update={"rows": (*one.rows[:2], band, one.rows[3])})
    doc = document(whole, blocks=(head("Water", 1, 95), head("Land", 1, 118)))
    made, _, _ = matrix_of(doc, SETTINGS, chosen_tables(doc, SETTINGS))
    assert [(r.cells[0].text, r.kind, r.level) for r in made.rows] == [
        ("Water", "band", 0),
        ("Mend", "row", 0),
        ("Land", "band", 0),
        ("Draw", "row", 0),
        ("Wells", "band", 1),
        ("Dig", "row", 0),
    ]


def test_a_heading_above_a_table_without_others_is_no_section() -> None:
    doc = document(
        part("t1", ["Action", "Lead"], ["Mend", "Mill"]), blocks=(head("Matrix", 1, 95),)
    )
    assert [kind for kind, _ in joined_matrix(doc)[1]] == ["row"]


def test_rows_that_print_the_labels_are_headers_in_their_place() -> None:
    bare = part("t1", ["", ""], ["Action", "Lead"], ["Mend", "Mill"], ["Action", "Lead"])
    made = with_header_rows(bare, ["Actions", "Lead"])
    assert made.columns == ("Action", "Lead")
    assert [r.kind for r in made.rows] == ["header", "row", "header"]


def test_a_heading_with_text_below_it_names_the_rows_of_its_page() -> None:
    """Two plans in one file, or two parts with words of introduction, are two sections."""
    parts = [
        part("t1", ["Action", "Lead"], ["Mend", "Mill"], top=200),
        part("t2", ["Action", "Lead"], ["Draw", "Yard"], page=2, top=200),
    ]
    heads = [head("Water", 1, 80), head("Roads", 2, 80)]
    prose = [
        block("paragraph", "Words.").model_copy(
            update={"spans": (Span(page=page, bbox=(0.0, 90.0, 90.0, 120.0)),)}
        )
        for page in (1, 2)
    ]
    blocks = (heads[0], prose[0], heads[1], prose[1])
    _, rows = joined_matrix(document(*parts, blocks=blocks))
    assert [next(iter(texts.values())) for _, texts in rows] == ["Water", "Mend", "Roads", "Draw"]


def titles(above: str, first_band: str) -> list[str]:
    """Return the headings of the parts of a matrix of two rows with a band between them.

    Args:
        above: the heading above the table.
        first_band: the text of the band.
    """
    one = part("t1", ["Action", "Lead"], ["Mend", "Mill"], ["Draw", "Yard"])
    band = row(cell(first_band, 0, 1, table="t1"), pages=(1,)).model_copy(update={"kind": "band"})
    whole = one.model_copy(update={"rows": (one.rows[0], band, one.rows[1])})
    _, rows = joined_matrix(document(whole, blocks=(head(above, 1, 90),)))
    return [next(iter(texts.values())) for kind, texts in rows if kind == "band"]


@pytest.mark.parametrize(
    ("above", "band", "is_first"),
    [
        ("Goal 1: Water", "Goal 2: Roads", True),
        ("Goal 3: Forests", "Goal 2: Roads", False),
        ("Actions", "Goal 2: Roads", False),
        ("Part 1: Water", "Goal 2: Roads", False),
        ("Goal 9: Water", "Goal 10: Roads", True),
        ("Goal II: Water", "Goal III: Roads", True),
        ("Goal IX: Water", "Goal X: Roads", True),
        ("Goal II: Water", "Goal IV: Roads", False),
        ("Goal I: Water", "Goal 2: Roads", False),
        ("A) Water", "B) Roads", True),
        ("A) Water", "C) Roads", False),
        ("H) Water", "I) Roads", True),
    ],
)
def test_the_first_of_numbered_headings_stands_above_the_table_that_holds_the_others(
    above: str, band: str, *, is_first: bool
) -> None:
    assert titles(above, band) == [above, band][not is_first :]


def test_a_table_that_begins_with_a_band_has_all_its_headings() -> None:
    one = part("t1", ["Action", "Lead"], ["Goal 2: Roads", ""], ["Mend", "Mill"])
    band = one.rows[0].model_copy(update={"kind": "band"})
    whole = one.model_copy(update={"rows": (band, one.rows[1])})
    _, rows = joined_matrix(document(whole, blocks=(head("Goal 1: Water", 1, 90),)))
    assert [kind for kind, _ in rows] == ["band", "row"]


def test_the_labels_of_the_first_table_go_with_its_columns() -> None:
    first = part("t1", ["Notes", "Lead", "Action"], ["soon", "Mill", "Mend"])
    labels = [cell(text, column, 0, table="t1") for column, text in enumerate(first.columns)]
    first = first.model_copy(update={"header": (row(*labels),)})
    doc = document(first, part("t2", ["Action", "Lead"], ["Draw", "Yard"], page=2))
    made, roles, _ = matrix_of(doc, SETTINGS, chosen_tables(doc, SETTINGS))
    assert [role.role for role in roles] == ["activity", "lead_bodies", "notes"]
    assert [one.text for one in made.header[0].cells] == ["Action", "Lead", "Notes"]
    assert [one.column for one in made.header[0].cells] == [0, 1, 2]


def test_labels_printed_above_a_table_without_them_name_no_section() -> None:
    doc = document(
        part("t1", ["Action", "Lead"], ["Mend", "Mill"], page=1),
        part("t2", ["", ""], ["Draw", "Yard"], page=2),
        blocks=(head("Fire", 1, 90), head("Floods", 2, 80), head("Action Lead", 2, 95)),
    )
    _, rows = joined_matrix(doc)
    bands = [text for kind, cells in rows if kind == "band" for text in cells.values()]
    assert bands == ["Fire", "Floods"]
