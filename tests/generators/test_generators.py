"""The generators say the truth: what they expect is what they print, and nothing more."""

from __future__ import annotations

import random
from pathlib import Path

import pypdfium2
import pytest

from tests.generators.content import ExpectedTable, Shape, make_plan
from tests.generators.lines import Breaks, break_text, joins_again, stays_apart
from tests.generators.variants import VARIANTS, set_plan


def grid_of(table: ExpectedTable) -> dict[tuple[int, int], int]:
    covered: dict[tuple[int, int], int] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row_stop):
            for column in range(cell.column, cell.column_stop):
                covered[row, column] = covered.get((row, column), 0) + 1
    return covered


@pytest.mark.parametrize("seed", range(40))
def test_cells_tile_the_table(seed: int) -> None:
    table = make_plan(random.Random(seed)).matrix
    wanted = {(r, c): 1 for r in range(len(table.rows)) for c in range(len(table.columns))}
    assert grid_of(table) == wanted


def test_a_seed_gives_the_same_plan() -> None:
    assert make_plan(random.Random(7)) == make_plan(random.Random(7))
    assert make_plan(random.Random(7)) != make_plan(random.Random(8))


@pytest.mark.parametrize("name", ["lines", "hyphen_soft", "narrow_anywhere", "turned", "justified"])
def test_each_letter_expected_is_printed_once(name: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    printed = set_plan(name, 1, path)
    # The header stands on several pages: its labels count once a page that prints them.
    counts: dict[str, int] = {}
    pdf = pypdfium2.PdfDocument(path)
    first, last = printed.row_pages[0][0], printed.row_pages[-1][-1]
    for index in range(first - 1, last):
        for letter in pdf[index].get_textpage().get_text_range():
            if letter.isalnum():
                counts[letter] = counts.get(letter, 0) + 1
    pages = last - first + 1
    repeated = "".join(c.text for row in printed.matrix.header for c in row) * pages
    wanted = "".join(c.text for c in printed.matrix.cells) + repeated
    wanted += printed.plan.footer * pages + "".join(str(n) for n in range(first, last + 1))
    for letter in {c for c in wanted if c.isalnum()}:
        assert counts.get(letter, 0) == wanted.count(letter), letter


def test_lines_join_again_to_the_text() -> None:
    breaks = Breaks("en", hyphen="\u00ad")
    text = "International cooperation supports evidence-based development programmes"
    lines = break_text(text, 12, lambda s: float(len(s)), breaks)
    assert any(line.endswith("\u00ad") for line in lines)
    assert "".join(lines).replace("\u00ad", "").replace(" ", "") == text.replace(" ", "")


def test_what_paper_does_not_tell_is_not_printed() -> None:
    assert not joins_again("work", "shop", "en")
    assert joins_again("deve", "lopment", "en")
    assert not stays_apart("the", "rapist", "en")
    for width in range(6, 20):
        lines = break_text("The cooperation", width, lambda s: float(len(s)), Breaks("en", "-"))
        assert "co-" not in [line.split()[-1] for line in lines]


def test_every_variant_prints_its_plan(tmp_path: Path) -> None:
    for name in VARIANTS:
        printed = set_plan(name, 0, tmp_path / "plan.pdf")
        assert len(printed.row_pages) == len(printed.matrix.rows)
        assert printed.plan.matrix.cells


def test_a_shape_is_kept_to() -> None:
    plan = make_plan(random.Random(3), Shape(columns=(9, 9), band_levels=2, group_label=True))
    assert len(plan.matrix.columns) == 9
    assert {row.level for row in plan.matrix.rows if row.kind == "band"} == {0, 1}
    assert len(plan.matrix.header) == 2
