"""Sections, areas, cells, narrative and annex, read from small tables."""

from __future__ import annotations

import pytest

from extract.model import Fragment, OtherReading
from normalize.model import NormalPlan
from normalize.settings import NormalizeSettings
from normalize.stage import normalize
from tests.normalize import printed
from tests.normalize.printed import BOX, band, block, cell, plan, row


def read(*rows: printed.Row, **more: object) -> NormalPlan:
    return normalize(plan(rows, **more), NormalizeSettings())


def test_sections_nest_by_the_level_of_their_bands() -> None:
    found = read(
        band("1. One", 0, level=0),
        band("A. Under one", 1, level=1),
        band("B. Under one", 2, level=1),
        row(cell("Train", 3, 3)),
        band("2. Two", 4, level=0),
    )
    parents = {s.section_id: s.parent_id for s in found.sections}
    assert parents == {
        "section-1": None,
        "section-A": "section-1",
        "section-B": "section-1",
        "section-2": None,
    }
    assert [r.section_id for r in found.rows] == ["section-B"]


def test_a_band_that_is_printed_again_as_continued_begins_no_section() -> None:
    again = band("1. One (continued)", 2).model_copy(update={"is_again": True})
    found = read(
        band("1. One", 0),
        row(cell("Train", 3, 1)),
        again,
        row(cell("Meet", 3, 3)),
        band("2. Two", 4),
        row(cell("Talk", 3, 5)),
    )
    assert [s.section_id for s in found.sections] == ["section-1", "section-2"]
    assert [r.section_id for r in found.rows] == ["section-1", "section-1", "section-2"]
    assert records_of_cells(found, "section") == [("section-1",), ("section-1",), ("section-2",)]


def test_an_outer_heading_that_is_printed_again_is_that_of_its_own_section() -> None:
    again = band("1. One (continued)", 3, level=0).model_copy(update={"is_again": True})
    found = read(
        band("1. One", 0, level=0),
        band("A. Under one", 1, level=1),
        row(cell("Train", 3, 2)),
        again,
        row(cell("Meet", 3, 4)),
        band("B. Under one", 5, level=1),
        row(cell("Talk", 3, 6)),
    )
    assert records_of_cells(found, "section") == [
        ("section-1",),
        ("section-A",),
        ("section-1",),
        ("section-B",),
    ]
    assert [r.section_id for r in found.rows] == ["section-A", "section-A", "section-B"]
    assert [s.parent_id for s in found.sections] == [None, "section-1", "section-1"]


def test_rows_before_the_first_band_have_no_section_and_empty_bands_are_none() -> None:
    found = read(
        row(cell("1.1 Youth", 0, 0), cell("Train", 3, 0)),
        band(" ", 1),
        row(cell("1.2 Women", 0, 2), cell("Meet", 3, 2)),
        band("1. One", 3),
        row(cell("1.3 Media", 0, 4), cell("Talk", 3, 4)),
    )
    assert [r.section_id for r in found.rows] == [None, None, "section-1"]
    assert [a.section_id for a in found.areas] == [None, None, "section-1"]
    assert len(found.sections) == 1


def test_an_area_without_a_number_is_repeated_by_its_title() -> None:
    found = read(
        row(cell("Youth", 0, 0), cell("Train", 3, 0)),
        row(cell("Women", 0, 1), cell("Meet", 3, 1)),
        row(cell("YOUTH.", 0, 2), cell("Talk", 3, 2)),
    )
    assert [a.title for a in found.areas] == ["Youth", "Women"]
    youth, women = (a.area_id for a in found.areas)
    assert [r.area_id for r in found.rows] == [youth, women, youth]


def test_a_number_that_two_areas_share_stays_two_areas() -> None:
    found = read(
        row(cell("1.1 Youth", 0, 0), cell("Train", 3, 0)),
        row(cell("1.1 Women", 0, 1), cell("Meet", 3, 1)),
    )
    assert [a.area_id for a in found.areas] == ["area-1.1", "area-1.1-2"]
    assert [r.area_id for r in found.rows] == ["area-1.1", "area-1.1-2"]


def test_an_area_is_on_the_page_of_its_cell() -> None:
    first = cell("1.1 Youth", 0, 0, rows=2, page=4)
    second = cell("1.2 Women", 0, 2).model_copy(update={"fragments": ()})
    found = read(
        row(first, cell("Train", 3, 0), pages=(4,)),
        row(cell("Meet", 3, 1), pages=(5,)),
        row(second, cell("Talk", 3, 2), pages=(6,)),
    )
    assert [a.page for a in found.areas] == [4, 6]


def records_of_cells(found: NormalPlan, column: str) -> list[tuple[str, ...]]:
    return [fragment.record_ids for fragment in found.cells if fragment.column == column]


def test_an_empty_cell_belongs_to_the_rows_that_it_covers() -> None:
    found = read(
        row(cell("1.1 Youth", 0, 0, rows=2), cell("", 1, 0), cell("AF", 1, 0), cell("Train", 3, 0)),
        row(cell("AF", 1, 1), cell("Meet", 3, 1), cell("", 5, 1)),
    )
    first, second = (r.row_id for r in found.rows)
    assert records_of_cells(found, "area") == [("area-1.1",)]
    assert records_of_cells(found, "relevant_bodies") == [(first,), ("area-1.1",), ("area-1.1",)]
    assert records_of_cells(found, "lead_bodies") == [(second,)]
    assert records_of_cells(found, "activity") == [(a.activity_id,) for a in found.activities]


def test_a_band_without_text_prints_no_section() -> None:
    found = read(band(" ", 0), band("1. One", 1))
    assert records_of_cells(found, "section") == [(), ("section-1",)]


@pytest.mark.parametrize(
    ("because", "note"), [("", "OCR: differs in text"), ("more", "OCR: differs in text; more")]
)
def test_the_second_reading_of_a_fragment_is_noted(because: str, note: str) -> None:
    other = OtherReading(reader="OCR", text="Tram", differs_in="text", chosen_because=because)
    fragment = Fragment(page=1, bbox=BOX, lines=("Train",), text="Train", other_reading=other)
    activity = cell("Train", 3, 0).model_copy(update={"fragments": (fragment,)})
    (found,) = read(row(activity)).cells
    assert (found.other_text, found.other_note, found.other_cause) == ("Tram", note, "letters")
    (plain,) = read(row(cell("Train", 3, 0))).cells
    assert (plain.other_text, plain.other_note, plain.other_cause) == (None, "", None)


@pytest.mark.parametrize(
    ("marker", "text", "path", "heading"),
    [
        ("III.", "Aims", "III", "Aims"),
        ("", "III. Aims", "III", "Aims"),
        ("C.", "Aims", "C", "Aims"),
        ("b.", "Aims", "I.b", "Aims"),
        ("B.", "Aims", "I.B", "Aims"),
        ("i.", "Aims", "I.i", "Aims"),
        ("1.2", "Aims", "I.1.2", "Aims"),
        ("", "1.2 Aims", "I.1.2", "Aims"),
        ("", "Aims of all", "", "Aims of all"),
    ],
)
def test_headings_without_a_level_nest_by_the_style_of_their_number(
    marker: str, text: str, path: str, heading: str
) -> None:
    found = read(
        narrative=[
            block("heading", "General", marker="I."),
            block("heading", text, marker=marker),
            block("paragraph", "1.2 of it"),
        ]
    ).narrative
    assert [(b.section, b.heading) for b in found[1:]] == [(path, heading)] * 2
    assert found[2].text == "1.2 of it"


def test_a_heading_closes_those_of_its_level() -> None:
    found = read(
        narrative=[
            block("heading", "One", marker="1.", level=1),
            block("heading", "Part", marker="a.", level=2),
            block("heading", "Part", marker="b.", level=2),
            block("heading", "Two", marker="2.", level=1),
        ]
    ).narrative
    assert [b.section for b in found] == ["1", "1.a", "1.b", "2"]


def test_a_block_keeps_its_number_and_loses_its_bullet() -> None:
    lost = block("paragraph", "Talk").model_copy(update={"spans": ()})
    found = read(
        narrative=[
            block("list_item", "Train", marker="2)"),
            block("list_item", "Meet", marker="–"),
            lost,
        ]
    ).narrative
    assert [b.text for b in found] == ["2) Train", "Meet", "Talk"]
    assert [b.page for b in found] == [2, 2, 1]


def annex_of(
    lines: list[tuple[str, ...]], notes: list[tuple[str, str]] | None = None
) -> list[tuple[str, str, int | None, str, str]]:
    blocks = tuple(block("footnote", text, marker=mark) for mark, text in notes or [])
    found = read(annex=printed.annex_table(lines), annex_notes=blocks).bodies
    return [(b.acronym, b.name, b.annex_no, b.mark, b.note) for b in found]


def test_a_column_is_known_by_most_of_its_cells() -> None:
    # Half of the cells are not most: "1" and "AF" are then part of the names.
    assert annex_of([("AF", "ASEAN Foundation for all"), ("Women", "Committee on Women")]) == [
        ("", "ASEAN Foundation for all", None, "", ""),
        ("", "Committee on Women", None, "", ""),
    ]
    lines = [
        ("1.", "AF", "ASEAN Foundation"),
        ("2)", "ACW", "Committee"),
        ("x", "Police", "Chiefs"),
    ]
    assert [(line[0], line[2]) for line in annex_of(lines)] == [
        ("AF", 1),
        ("ACW", 2),
        ("Police", None),
    ]


def test_a_line_of_the_annex_needs_an_acronym_or_a_name() -> None:
    lines = [
        ("1", "AF", ""),
        ("2", "", "Committee on Women"),
        ("3", "", ""),
        ("4", "SOMY", "Youth"),
    ]
    assert [line[:3] for line in annex_of(lines)] == [
        ("AF", "", 1),
        ("", "Committee on Women", 2),
        ("SOMY", "Youth", 4),
    ]


@pytest.mark.parametrize(
    "notes", [[("*", "was proposed")], [("", "* was proposed")], [(" * ", "was proposed")]]
)
def test_a_mark_has_the_note_of_its_footnote(notes: list[tuple[str, str]]) -> None:
    lines = [("AF*", "Foundation"), ("AUN", "University Network*"), ("ACW†", "Committee*")]
    assert [line[3:] for line in annex_of(lines, notes)] == [
        ("*", "was proposed"),
        ("*", "was proposed"),
        ("†", ""),
    ]


def test_the_plan_as_printed_keeps_the_annex_alone() -> None:
    rows = [row(cell("1.1 Youth", 0, 0), cell("AF, XYZ", 1, 0), cell("Train", 3, 0))]
    lines = [("1", "AF", "ASEAN Foundation"), ("", "ACW*", "Committee on Women")]
    found = normalize(plan(rows, annex=printed.annex_table(lines)), NormalizeSettings())
    assert [b.body_id for b in found.bodies] == ["AF", "ACW", "XYZ"]
    as_printed = found.as_printed()
    assert [b.body_id for b in as_printed.bodies] == ["AF", "ACW"]
    assert as_printed.mentions == ()
    assert as_printed.rows == found.rows
