"""Every glyph of a page is counted by where its text was published."""

from __future__ import annotations

from extract.document.glyph_uses import GlyphUse, page_ledgers, tally_glyphs
from extract.geometry.page_model import HiddenText, PageReading
from extract.model import PageLedger
from extract.page.furniture import Margin
from extract.stitching.header import Header
from extract.stitching.stitched_table import StitchedCell, StitchedRow, StitchedTable
from tests.extract.page_parts import make_cell, make_line

BOX = (0.0, 0.0, 90.0, 20.0)


def table(first: int, kind: str = "row") -> StitchedTable:
    """Return a table of one cell with a text of two glyphs below a label of one."""
    label = make_cell(0, 0, BOX, (make_line("L", 5.0, 10.0, glyphs=(first,)),))
    part = make_cell(1, 0, BOX, (make_line("ab", 5.0, 10.0, glyphs=(first + 1, first + 2)),))
    made = StitchedTable(1, Header(0, 1, (label,)), pages=[1])
    made.header_prints.append((1, (label,)))
    made.rows.append(StitchedRow("band" if kind == "band" else "row", [1]))
    made.cells.append(StitchedCell(0, 1, 0, 1, [(1, part)]))
    return made


def ledger(matrix: tuple[int, ...], annex: int | None, *, is_ocr: bool = False) -> PageLedger:
    """Return the counts of a page with two tables, a line, a footer and a hidden text."""
    lines = [make_line("n", 5.0, 300.0, glyphs=(20,)), make_line("f", 5.0, 310.0, glyphs=(21,))]
    hidden = (HiddenText(make_line("h", 5.0, 320.0, glyphs=(22,)), "it is white"),)
    page = PageReading(
        1, 400.0, 300.0, 9, (), lines, "LabLab" + "x" * 14 + "nfh", hidden=hidden, is_ocr=is_ocr
    )
    margin = Margin((lines[1],), (), (lines[0],))
    tallies = tally_glyphs([page], [table(0), table(3, "band")], [margin])
    (found,) = page_ledgers(tallies, (), matrix, annex)
    return found


def counts(found: PageLedger) -> dict[str, int]:
    names = ("matrix", "bands", "headers", "annex", "tables", "narrative", "footers", "hidden")
    return {name: count for name in names if (count := getattr(found, name))}


OUTSIDE = {"narrative": 1, "footers": 1, "hidden": 1}


def test_the_glyphs_of_a_table_are_those_of_the_matrix_the_annex_or_another_table() -> None:
    both = {"matrix": 2, "bands": 2, "headers": 2}
    assert counts(ledger((0, 1), None)) == both | OUTSIDE
    assert counts(ledger((0,), 1)) == {"matrix": 2, "headers": 1, "annex": 3} | OUTSIDE
    assert counts(ledger((0,), None)) == {"matrix": 2, "headers": 1, "tables": 3} | OUTSIDE
    assert counts(ledger((1,), 0)) == {"bands": 2, "headers": 1, "annex": 3} | OUTSIDE


def test_pages_that_were_not_read_stand_among_the_others() -> None:
    unread = PageLedger(page=1, glyphs=5, lost=5)
    page = PageReading(2, 400.0, 300.0, 0, (), (), ())
    tallies = tally_glyphs([page], [], [Margin((), (), ())])
    assert [one.page for one in page_ledgers(tallies, (unread,), (), None)] == [1, 2]
    assert GlyphUse("narrative").table is None
