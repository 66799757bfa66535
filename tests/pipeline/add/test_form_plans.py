"""Forms become rows, wherever they print their labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.stage import read_document
from pipeline.add.draft import draft_plan
from tests.generators.engines import skip_without
from tests.generators.field_plans.dutch import DUTCH_CARDS, Boxes, write_cards
from tests.generators.form_plans import LAYOUTS, Layout, form_plan

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("language", ["en", "fr", "es", "id"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_form_is_a_row(layout: Layout, language: str, seed: int, tmp_path: Path) -> None:
    plan = form_plan(layout, language, count=5 + 2 * seed, seed=seed)
    draft = draft_plan(read_document(plan.write(tmp_path)), plan.name, "")
    assert draft is not None
    roles = {guess.column.label: guess.role for guess in draft.columns}
    assert roles == plan.roles
    rows = [
        {roles[draft.matrix.columns[cell.column]]: "".join(cell.text.split()) for cell in row.cells}
        for row in draft.matrix.rows
        if row.kind == "row"
    ]
    printed = [
        {plan.roles[label]: "".join(text.split()) for label, text in row.items()}
        for row in plan.rows
    ]
    assert sorted(rows, key=str) == sorted(printed, key=str)


@pytest.mark.parametrize("is_whole", [True, False])
@pytest.mark.parametrize("gap", [0, 25, 40])
def test_cards_that_a_page_end_cuts_or_moves_are_rows(
    gap: int, *, is_whole: bool, tmp_path: Path
) -> None:
    """Their widths differ, and those with short texts look like less than a card."""
    skip_without("weasyprint")
    write_cards(tmp_path / "cards.pdf", gap=gap, is_whole=is_whole)
    assert cards_of(tmp_path / "cards.pdf") == CARDS


CARDS = [tuple("".join(text.split()) for text in row) for row in DUTCH_CARDS.rows]


def cards_of(pdf: Path) -> list[tuple[str, ...]]:
    """Return the rows that are proposed, without white space, if the roles of columns are right."""
    draft = draft_plan(read_document(pdf), "cards", "")
    assert draft is not None
    assert tuple(guess.role for guess in draft.columns) == DUTCH_CARDS.roles
    return [
        tuple("".join(cell.text.split()) for cell in row.cells)
        for row in draft.matrix.rows
        if row.kind == "row"
    ]


@pytest.mark.parametrize("boxes", ["rules", "gaps", "shades"])
@pytest.mark.parametrize(("gap", "is_whole"), [(0, True), (25, True), (25, False)])
def test_cards_in_one_column_are_rows(
    boxes: Boxes, gap: int, *, is_whole: bool, tmp_path: Path
) -> None:
    """Each begins with the same label, as a table does that goes on over a page."""
    skip_without("weasyprint")
    pdf = tmp_path / "cards.pdf"
    write_cards(pdf, gap=gap, is_whole=is_whole, boxes=boxes, is_stacked=True)
    assert cards_of(pdf) == CARDS


def test_a_value_alone_overleaf_is_missing_in_its_card_only(tmp_path: Path) -> None:
    """A single box is no table, so that its text stays in the narrative."""
    skip_without("weasyprint")
    pdf = tmp_path / "cards.pdf"
    write_cards(pdf, gap=0, is_whole=False, boxes="shades", is_stacked=True)
    *whole, _, last = CARDS
    cut = CARDS[-2][:-1]
    assert cards_of(pdf) == [*whole, cut, last]
    assert CARDS[-2][-1] in {"".join(b.text.split()) for b in read_document(pdf).blocks}
