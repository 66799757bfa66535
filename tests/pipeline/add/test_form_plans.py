"""Forms become rows, wherever they print their labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.stage import read_document
from pipeline.add.draft import draft_plan
from tests.generators.engines import skip_without
from tests.generators.field_plans.dutch import DUTCH_CARDS, write_cards
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
    draft = draft_plan(read_document(tmp_path / "cards.pdf"), "cards", "")
    assert draft is not None
    assert tuple(guess.role for guess in draft.columns) == DUTCH_CARDS.roles
    rows = [
        tuple("".join(cell.text.split()) for cell in row.cells)
        for row in draft.matrix.rows
        if row.kind == "row"
    ]
    assert rows == [tuple("".join(text.split()) for text in row) for row in DUTCH_CARDS.rows]
