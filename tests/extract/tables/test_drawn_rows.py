"""Drawn rows speak for the reading that takes them for rows."""

from __future__ import annotations

from extract.geometry.page_model import PageCell, PageTable, Rule, Rules, Word
from extract.tables.candidates import PageDrawing
from extract.tables.drawing_evidence import weigh_drawing
from extract.tables.finders import candidates_of
from tests.extract.page_parts import make_word

XS, YS = (40.0, 140.0, 240.0, 340.0), (100.0, 120.0, 140.0, 160.0, 180.0)
UNDRAWN_ROWS = "texts start side by side in undrawn rows"


def rules(heights: tuple[float, ...]) -> Rules:
    return Rules(tuple(Rule(at, XS[0], XS[-1]) for at in heights), (), ())


def reasons(heights: tuple[float, ...]) -> list[str]:
    cells = tuple(
        PageCell(
            row, row + 1, column, column + 1, (XS[column], YS[row], XS[column + 1], YS[row + 1])
        )
        for row in range(len(YS) - 1)
        for column in range(len(XS) - 1)
    )
    table = PageTable(1, XS, YS, cells, is_ruled=False, is_booktabs=True)
    return [reason.name for reason in weigh_drawing(table, rules(heights), ())]


def test_only_rows_that_nothing_draws_count_as_undrawn_rows() -> None:
    assert UNDRAWN_ROWS in reasons((YS[0], YS[1], YS[-1]))
    assert UNDRAWN_ROWS not in reasons(YS)


def words_of_rows() -> list[Word]:
    return [
        make_word(text, x0 + 5.0, top + 14.0, bold=row == 0)
        for row, top in enumerate(YS[:-1])
        for x0, text in zip(XS[:-1], ("Name", "Place", "Year"), strict=True)
    ]


def found_by(heights: tuple[float, ...]) -> set[str]:
    page = PageDrawing(1, rules(heights), words_of_rows())
    return {one.found_by for one in candidates_of(page)}


def test_a_header_above_drawn_rows_does_not_show_rows_of_its_own() -> None:
    assert "headed" in found_by(())
    assert "aligned" in found_by(YS)
    assert "headed" not in found_by(YS)
