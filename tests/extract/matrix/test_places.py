"""Which tables begin below a heading that is printed once or on each page."""

from __future__ import annotations

import pytest

from extract.document.thresholds import PLAN
from extract.matrix.places import end_of, start_of, tables_below
from extract.matrix.sections import inner_sections, section_before_bands, sections_of
from extract.model import Block, Table
from tests.extract.matrix.test_joined import document, head, part
from tests.normalize.printed import block as printed_block, cell, row

LABELS = ["Action", "Lead"]


def over_two_pages() -> Table:
    """Return a table whose rows are on the first and the second page."""
    first, second = (part("t1", LABELS, ["Mend", "Mill"], page=page) for page in (1, 2))
    return first.model_copy(update={"rows": first.rows + second.rows, "pages": (1, 2)})


def block(kind: str, text: str, *, page: int, foot: float) -> Block:
    spans = head(text, page, foot).spans
    return printed_block(kind, text).model_copy(update={"spans": spans})


def test_a_title_that_a_table_repeats_on_its_pages_heads_that_table_alone() -> None:
    titles = (head("Work plan", 1, 40), head("Work plan", 2, 40))
    doc = document(over_two_pages(), part("t2", LABELS, ["Dig", "Pit"], page=3), blocks=titles)
    assert tables_below(doc, "Work plan", [0, 1]) == [0]


def test_a_heading_inside_of_a_table_alone_heads_the_next_one() -> None:
    heading = head("Work plan", 2, 40)
    doc = document(over_two_pages(), part("t2", LABELS, ["Dig", "Pit"], page=3), blocks=(heading,))
    assert tables_below(doc, "Work plan", [0, 1]) == [1]


def test_a_heading_that_ends_where_a_table_starts_is_above_it() -> None:
    first, second = part("t1", LABELS, ["Mend", "Mill"]), part("t2", LABELS, ["Dig", "Pit"], page=2)
    foot = start_of(second)[1]
    assert foot == 100 + PLAN.heading_overlap
    titles = (head("Work plan", 1, 40), head("Work plan", 2, foot))
    assert tables_below(document(first, second, blocks=titles), "Work plan", [0, 1]) == [0, 1]


def test_a_heading_that_ends_where_a_table_ends_is_below_it() -> None:
    first, second = part("t1", LABELS, ["Mend", "Mill"]), part("t2", LABELS, ["Dig", "Pit"], page=2)
    titles = (head("Work plan", 1, 40), head("Work plan", *end_of(first)))
    assert tables_below(document(first, second, blocks=titles), "Work plan", [0, 1]) == [0, 1]


def test_a_heading_may_be_misprinted_a_little() -> None:
    for printed, found in (("Implementing parlours", [0]), ("Implementing parlour", [])):
        doc = document(part("t1", LABELS, ["Mend", "Mill"]), blocks=(head(printed, 1, 40),))
        assert tables_below(doc, "Implementing partners", [0]) == found


def test_a_table_without_places_has_no_heading_above_its_first_row() -> None:
    over = cell("Goal 2: Land", 0, 1, columns=2).model_copy(update={"fragments": ()})
    rows = (row(), row(over).model_copy(update={"kind": "band"}))
    made = part("t1", LABELS, ["Mend", "Mill"]).model_copy(update={"rows": rows})
    assert section_before_bands(document(made, blocks=(head("Goal 1", 1, 95),)), made) is None


def names(*tables: Table, heads: tuple[tuple[str, int, float], ...]) -> list[str | None]:
    doc = document(*tables, blocks=tuple(head(*one) for one in heads))
    found = sections_of(doc, range(len(tables)))
    return [None if one is None else one.text for one in found]


def test_a_heading_names_the_table_right_below_it_on_its_page() -> None:
    first = part("t1", LABELS, ["Mend", "Mill"])
    same_page = part("t2", LABELS, ["Dig", "Pit"], top=300)
    next_page = part("t2", LABELS, ["Dig", "Pit"], page=2)
    assert names(first, same_page, heads=(("Water", 1, 90),)) == ["Water", None]
    assert names(first, same_page, heads=(("Water", *end_of(first)),)) == [None, None]
    assert names(first, next_page, heads=(("Water", 1, 500),)) == [None, None]
    assert names(first, next_page, heads=(("Water", 2, 90),)) == [None, "Water"]


def test_headings_that_count_half_of_the_tables_name_them() -> None:
    tables = [part(f"t{page}", LABELS, ["Mend", "Mill"], page=page) for page in (1, 2, 3)]
    heads = (("Goal 1: Water", 1, 40), ("Wells", 1, 90), ("Land", 2, 90), ("Air", 3, 90))
    assert names(*tables[:2], heads=heads) == ["Goal 1: Water", "Land"]
    assert names(*tables, heads=heads) == ["Wells", "Land", "Air"]


@pytest.mark.parametrize(
    ("band", "heads", "named"),
    [
        ("Goal 1: Water", ("Matrix of actions", "Goal 2: Land"), [None, "Goal 2: Land"]),
        ("On wells", ("Matrix of actions", "Goal 2: Land"), ["Matrix of actions", "Goal 2: Land"]),
        ("Goal 1: Water", ("Matrix of actions", "Land"), ["Matrix of actions", "Land"]),
        ("Step 1: Dig", ("Goal 1: Water", "Goal 2: Land"), ["Goal 1: Water", "Goal 2: Land"]),
    ],
)
def test_a_title_above_the_first_of_headings_that_count_names_no_part(
    band: str, heads: tuple[str, str], named: list[str | None]
) -> None:
    first = part("t1", LABELS, [band], ["Mend", "Mill"])
    over = first.rows[0].model_copy(update={"kind": "band"})
    first = first.model_copy(update={"rows": (over, *first.rows[1:])})
    second = part("t2", LABELS, ["Dig", "Pit"], page=2)
    assert names(first, second, heads=((heads[0], 1, 90), (heads[1], 2, 90))) == named


def test_a_row_of_merged_cells_alone_begins_below_its_heading() -> None:
    made = part("t1", LABELS, ["Mend", "Mill"], ["Dig", "Pit"])
    tall = [one.model_copy(update={"row_stop": 2}) for one in made.rows[0].cells]
    rows = (row(*tall), row(), made.rows[1])
    doc = document(made, blocks=(head("Water", 1, 95), head("Land", 1, 118)))
    found = inner_sections(doc, made.model_copy(update={"rows": rows}))
    assert {at: one.text for at, one in found.items()} == {0: "Water", 2: "Land"}


def test_of_headings_with_text_below_none_counts_beside_one_right_above_its_table() -> None:
    first, second = (part(f"t{page}", LABELS, ["Mend", "Mill"], page=page) for page in (1, 2))
    prose = [block("paragraph", "Words.", page=page, foot=80) for page in (1, 2)]
    heads = (head("Water", 1, 40), head("Land", 2, 40))

    def found(*blocks: Block, parts: range) -> list[str | None]:
        named = sections_of(document(first, second, blocks=blocks), parts)
        return [None if one is None else one.text for one in named]

    assert found(*heads, *prose, parts=range(2)) == ["Water", "Land"]
    assert found(*heads, prose[1], parts=range(2)) == ["Water", None]
    assert found(*heads, *prose, parts=range(1)) == [None]
