"""The adopted plan, read from its own PDF and from the same plan set by a word processor."""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from extract.model import PlanTable, Table
from extract.settings import ExtractSettings
from extract.stage import extract_plan

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "sources" / "asean-pcrve-2019-2025"
SHARED = next(
    (p / "shared" / "plan" for p in ROOT.parents if (p / "shared" / "plan").is_dir()), None
)
OTHER = SHARED / "same-plan-set-by-a-word-processor.pdf" if SHARED else None


@cache
def plan(pdf: Path) -> PlanTable:
    toml = tomllib.loads((FOLDER / "plan.toml").read_text(encoding="utf-8"))
    return extract_plan(pdf, ExtractSettings(**toml["extract"]))


def own() -> PlanTable:
    return plan(FOLDER / "plan.pdf")


def shape(table: Table) -> list[tuple[str, list[tuple[int, int, int, int, str]]]]:
    return [
        (row.kind, [(c.column, c.column_stop, c.row, c.row_stop, c.text) for c in row.cells])
        for row in table.rows
    ]


@pytest.mark.skipif(OTHER is None, reason="the other typesetting lies beside the project only")
def test_both_typesettings_hold_the_same_matrix() -> None:
    assert OTHER is not None
    assert shape(plan(OTHER).matrix) == shape(own().matrix)


@pytest.mark.skipif(OTHER is None, reason="the other typesetting lies beside the project only")
def test_both_typesettings_hold_the_same_annex() -> None:
    assert OTHER is not None
    ours, theirs = own().annex, plan(OTHER).annex
    assert ours is not None
    assert theirs is not None
    assert shape(ours) == shape(theirs)
    assert [note.text for note in own().annex_notes] == [n.text for n in plan(OTHER).annex_notes]


def test_the_matrix_has_four_bands_and_its_rows() -> None:
    rows = own().matrix.rows
    bands = [row.cells[0].text for row in rows if row.kind == "band"]
    assert [text[:2] for text in bands] == ["1.", "2.", "3.", "4."]
    assert sum(row.kind == "row" for row in rows) == 115


def test_labels_are_found_though_broken_inside_words() -> None:
    assert [(role.role, role.score) for role in own().roles] == [
        ("area", 1.0),
        ("relevant_bodies", 1.0),
        ("focus", 1.0),
        ("activity", 1.0),
        ("output", 1.0),
        ("lead_bodies", 1.0),
    ]


def test_each_page_prints_the_header_and_the_last_lacks_a_label() -> None:
    prints = own().matrix.header_prints
    assert [found.page for found in prints] == list(range(5, 34))
    assert [found.page for found in prints if "" in found.labels] == [33]
    assert prints[-1].labels[5] == ""


def test_every_glyph_goes_to_one_place() -> None:
    ledger = own().ledger
    assert len(ledger) == 34
    assert sum(page.lost + page.doubled for page in ledger) == 0
    assert all(page.glyphs > 0 for page in ledger)


def test_a_row_goes_on_over_a_page_end_though_it_starts_with_a_capital() -> None:
    texts = [cell.text for row in own().matrix.rows for cell in row.cells]
    assert (
        "Consultation on a Human Rights-based Approach to prevent and counter violent extremism"
        " in ASEAN" in texts
    )


def test_an_empty_place_at_a_page_top_belongs_to_the_merged_cell_above() -> None:
    rows = own().matrix.rows
    index = next(
        i for i, row in enumerate(rows) for c in row.cells if c.text.startswith("Activities to pro")
    )
    focus = [c for row in rows for c in row.cells if c.column == 2 and c.row <= index < c.row_stop]
    assert [cell.text[:26] for cell in focus] == ["Activities that aim to wid"]
    assert [fragment.page for fragment in focus[0].fragments] == [9, 10]


def test_an_empty_ruled_cell_is_a_cell() -> None:
    last = own().matrix.rows[-1]
    focus = next(cell for cell in last.cells if cell.column == 2)
    assert (focus.text, focus.row_stop - focus.row) == ("", 1)


def test_footers_and_page_numbers_stand_on_some_pages_only() -> None:
    found = [(block.kind, block.spans[0].page) for block in own().furniture]
    assert found == [("page_number", 1), ("footer", 1), ("page_number", 19), ("footer", 19)]


def test_the_narrative_has_its_headings() -> None:
    headings = [(b.level, b.marker) for b in own().narrative if b.kind == "heading" and b.marker]
    letters = [(2, f"{letter}.") for letter in "abcdefg"]
    assert headings == [(1, "I."), (1, "II."), (1, "III."), *letters, (1, "IV."), (1, "V.")]


def test_no_text_keeps_a_word_broken_at_a_line_end() -> None:
    for row in own().matrix.rows:
        for cell in row.cells:
            assert not re.search(r"\w- \w", cell.text), cell.text
