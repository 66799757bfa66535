"""A plan as printed becomes records; what it does not have is simply not there."""

from __future__ import annotations

import re

import pytest

from normalize.ids import number_in
from normalize.settings import NormalizeSettings
from normalize.stage import normalize
from tests.normalize import printed
from tests.normalize.printed import band, cell, plan, row
from tests.normalize.small_plan import small


def test_sections_and_areas_have_number_and_title() -> None:
    found = small()
    assert [(s.section_id, s.title, s.number_printed) for s in found.sections] == [
        ("section-1", "Prevention", "1."),
        ("section-2", "Partnership", "2."),
    ]
    assert [(a.area_id, a.section_id, a.title, a.number_printed) for a in found.areas] == [
        ("area-1.1", "section-1", "Promote an approach;", "1.1"),
        ("area-1.2", "section-1", "Strengthen", "1.2."),
        ("area-2.1", "section-2", "Engage", "2.1"),
    ]


def test_a_merged_cell_is_one_record_of_each_row_that_it_covers() -> None:
    found = small()
    first, second, third, last = found.rows
    assert first.focus_id == second.focus_id is not None
    assert first.expected_output_id == second.expected_output_id is not None
    assert first.lead_cell_id == second.lead_cell_id
    assert second.lead_bodies_printed == "SOMTC ASLOM SOM-MLAT"
    assert (third.focus_id, third.expected_output_id, third.lead_cell_id) == (None, None, None)
    assert (third.page_first, third.page_last) == (1, 2)
    assert [a.focus_id for a in found.activities] == [
        first.focus_id,
        first.focus_id,
        None,
        last.focus_id,
    ]


def test_the_second_record_of_a_text_is_numbered() -> None:
    found = small()
    seminars = [a.activity_id for a in found.activities if a.text == "Seminar"]
    assert seminars[1] == f"{seminars[0]}-2"
    rows = [found.rows[0].row_id, found.rows[3].row_id]
    assert rows[1] == f"{rows[0]}-2"
    assert len({r.row_id for r in found.rows}) == 4


def test_identifiers_do_not_depend_on_line_ends_or_hyphens() -> None:
    one = normalize(plan([row(cell("a", 3, 0), cell("co-operate now", 4, 0))]), NormalizeSettings())
    two = normalize(plan([row(cell("A", 3, 0), cell("cooperate\nNow", 4, 0))]), NormalizeSettings())
    assert one.rows[0].row_id == two.rows[0].row_id
    assert one.expected_outputs[0].expected_output_id == two.expected_outputs[0].expected_output_id


def test_roles_of_bodies() -> None:
    found = small()
    roles = [(m.role, m.printed, m.body_id, m.record_kind, m.order) for m in found.mentions]
    lead_row = found.rows[0].row_id
    assert [r for r in roles if r[0] == "relevant"] == [
        ("relevant", "SOMED", "SOMED", "area", 0),
        ("relevant", "ASEAN-IPR", "ASEAN-IPR", "area", 1),
        ("relevant", "SOMS", None, "area", 2),
        ("relevant", "All sectoral bodies", "all-sectoral-bodies", "area", 0),
    ]
    leads = [m for m in found.mentions if m.role == "lead"]
    assert [(m.body_id, m.record_id) for m in leads[:3]] == [
        ("SOMTC", lead_row),
        ("ASLOM", lead_row),
        ("SOM-MLAT", lead_row),
    ]
    assert {m.cell_id for m in leads[:3]} == {found.rows[1].lead_cell_id}
    assert [r[1] for r in roles if r[0] == "member"] == ["ACW", "AF"]
    assert [r[2] for r in roles if r[0] == "chair"] == ["SOMTC WG on CT"]
    mentioned = [(r[2], r[3]) for r in roles if r[0] == "mentioned"]
    assert mentioned.count(("AICHR", "activity")) == 2
    assert ("SOMTC", "block") in mentioned


def test_published_bodies_are_the_annex_and_what_is_named() -> None:
    bodies = {body.body_id: body for body in small().bodies}
    kinds = {body_id: body.kind for body_id, body in bodies.items()}
    assert kinds["SOMS"] == "unlisted"
    assert kinds["AUN-HRE"] == "sub_unit"
    assert bodies["AUN-HRE"].parent_id == "AUN"
    assert "UNESCO" not in kinds
    assert [body_id for body_id, body in bodies.items() if body.is_member] == ["ACW", "AF"]
    assert len(bodies["all-sectoral-bodies"].stands_for) == 20
    parents = {body.parent_id for body in bodies.values()} - {None}
    assert parents <= set(bodies)


def test_narrative_has_the_path_of_its_headings() -> None:
    found = [(b.section, b.heading, b.text) for b in small().narrative if b.kind != "footnote"]
    assert found[0] == ("", "", "Work plan")
    assert found[1] == ("III", "Arrangements", "Arrangements")
    assert found[3][:2] == ("III.c", "Membership")
    assert found[6] == ("III.d", "Co-Chairmanship", "c. Engaging communities")
    assert found[7][2] == "Empowering youth"


def test_each_cell_names_its_records() -> None:
    found = small()
    by_column: dict[str, set[str]] = {}
    for fragment in found.cells:
        by_column.setdefault(fragment.column, set()).update(fragment.record_ids)
        assert fragment.record_ids
    assert by_column["section"] == {"section-1", "section-2"}
    assert by_column["area"] == {"area-1.1", "area-1.2", "area-2.1"}
    assert {a.activity_id for a in found.activities} <= by_column["activity"]
    lead = next(f for f in found.cells if f.column == "lead_bodies")
    assert lead.record_ids == (found.rows[0].row_id, found.rows[1].row_id)
    assert {"SOMTC", "SOM-MLAT"} <= by_column["annex"]


def test_a_label_missing_on_a_page_is_reported() -> None:
    assert [(v.column, v.text) for v in small().missing_labels] == [("lead_bodies", "2")]


def test_a_plan_without_all_that_has_fewer_records() -> None:
    rows = [row(cell("Do it", 0, 0), cell("2024", 1, 0)), row(cell("Do that", 0, 1))]
    found = normalize(plan(rows, roles=("activity", "deadline")), NormalizeSettings())
    assert (found.sections, found.areas, found.bodies, found.mentions) == ((), (), (), ())
    assert [a.text for a in found.activities] == ["Do it", "Do that"]
    assert found.extra_columns == ("deadline",)
    assert [r.extra[0].text for r in found.rows] == ["2024", ""]
    assert [r.area_id for r in found.rows] == [None, None]


def test_the_label_of_a_column_writes_out_an_acronym() -> None:
    made = plan([row(cell("Publish under OGL", 0, 0))], roles=("activity",))
    label = "Issued under the Open Government Licence (OGL) Yes or No"
    labelled = made.model_copy(
        update={"matrix": made.matrix.model_copy(update={"columns": (label,)})}
    )
    assert normalize(made, NormalizeSettings()).written_out == ()
    assert normalize(labelled, NormalizeSettings()).written_out == ("OGL",)


def test_a_plan_without_rows_has_none() -> None:
    assert normalize(plan(), NormalizeSettings()).rows == ()


def test_areas_and_sections_without_numbers_have_identifiers() -> None:
    rows = [
        band("Prevention", 0),
        row(cell("Youth", 0, 1), cell("AF", 1, 1), cell("Train", 3, 1)),
        band("Response", 2, level=0),
        band("Courts", 3, level=1),
        row(cell("Judges", 0, 4), cell("Meet", 3, 4)),
    ]
    found = normalize(plan(rows), NormalizeSettings())
    prevention, response, courts = found.sections
    assert [s.title for s in found.sections] == ["Prevention", "Response", "Courts"]
    assert all(re.fullmatch(r"section-[0-9a-f]{8}", s.section_id) for s in found.sections)
    assert [s.parent_id for s in found.sections] == [None, None, response.section_id]
    assert [a.title for a in found.areas] == ["Youth", "Judges"]
    assert all(a.area_id.startswith("area-") and a.number_printed == "" for a in found.areas)
    assert [r.section_id for r in found.rows] == [prevention.section_id, courts.section_id]
    # No list of bodies: the lists of the plan itself are the register.
    assert [(m.printed, m.match) for m in found.mentions] == [("AF", "exact")]
    assert [(b.body_id, b.kind) for b in found.bodies] == [("AF", "unlisted")]


def test_an_area_printed_again_is_the_same_area() -> None:
    rows = [
        row(cell("1.1 Youth and all", 0, 0), cell("AF", 1, 0), cell("Train", 3, 0)),
        row(cell("1.1 Youth", 0, 1), cell("SOMY", 1, 1), cell("Meet", 3, 1)),
    ]
    found = normalize(
        plan(rows, annex=printed.annex_table()), printed.settings_of("asean-pcrve-2019-2025")
    )
    (area,) = found.areas
    assert area.relevant_bodies_printed == "AF SOMY"
    listed = [m for m in found.mentions if m.role == "relevant"]
    assert [(m.printed, m.order) for m in listed] == [("AF", 0), ("SOMY", 1)]
    for mention in listed:
        words = area.relevant_bodies_printed[mention.start : mention.stop]
        assert words == mention.printed


def test_relevant_bodies_merged_over_two_areas_are_those_of_both() -> None:
    rows = [
        row(cell("1.1 Youth", 0, 0), cell("AF, SOMY", 1, 0, rows=2), cell("Train", 3, 0)),
        row(cell("1.2 Women", 0, 1), cell("Meet", 3, 1)),
    ]
    found = normalize(plan(rows, annex=printed.annex_table()), NormalizeSettings())
    assert [(m.record_id, m.body_id, m.order) for m in found.mentions] == [
        ("area-1.1", "AF", 0),
        ("area-1.1", "SOMY", 1),
        ("area-1.2", "AF", 0),
        ("area-1.2", "SOMY", 1),
    ]
    assert {area.relevant_bodies_printed for area in found.areas} == {"AF, SOMY"}


@pytest.mark.parametrize("is_ranked", [False, True])
def test_the_first_lead_is_principal_only_if_the_plan_says_so(is_ranked: bool) -> None:
    rows = [row(cell("Train", 3, 0), cell("AF\nSOMY", 5, 0))]
    settings = NormalizeSettings(first_lead_is_principal=is_ranked)
    found = normalize(plan(rows, annex=printed.annex_table()), settings)
    assert [(m.body_id, m.is_principal) for m in found.mentions] == [
        ("AF", is_ranked),
        ("SOMY", False),
    ]


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("1.1 Youth", "1.1", "Youth"),
        ("1.2. Youth", "1.2", "Youth"),
        ("3.10: Youth", "3.10", "Youth"),
        ("4) Youth", "4", "Youth"),
        ("12 workshops", None, "12 workshops"),
        ("2030 goals", None, "2030 goals"),
    ],
)
def test_numbers_of_areas_without_settings(text: str, number: str | None, title: str) -> None:
    found = normalize(plan([row(cell(text, 0, 0), cell("Train", 3, 0))]), NormalizeSettings())
    (area,) = found.areas
    assert area.title == title
    assert number_in(area.area_id) == (number or area.area_id)
    assert area.area_id.startswith("area-")


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("1. Prevention", "1", "Prevention"),
        ("II. Prevention", "II", "Prevention"),
        ("Pillar 2: Prevention", "2", "Prevention"),
        ("B) Prevention", "B", "Prevention"),
        ("A plan for all", None, "A plan for all"),
        ("Prevention", None, "Prevention"),
    ],
)
def test_numbers_of_sections_without_settings(text: str, number: str | None, title: str) -> None:
    found = normalize(plan([band(text, 0), row(cell("Train", 3, 1))]), NormalizeSettings())
    (section,) = found.sections
    assert section.title == title
    assert number_in(section.section_id) == (number or section.section_id)


def test_relevant_bodies_without_areas_stand_under_rows() -> None:
    rows = [row(cell("AF", 0, 0), cell("Train", 1, 0))]
    found = normalize(
        plan(rows, roles=("relevant_bodies", "activity"), annex=printed.annex_table()),
        NormalizeSettings(),
    )
    (mention,) = found.mentions
    assert (mention.record_kind, mention.record_id) == ("row", found.rows[0].row_id)


@pytest.mark.parametrize(
    ("lines", "acronyms", "marks"),
    [
        ([("AF*", "ASEAN Foundation")], ["AF"], ["*"]),
        ([("ASEAN Foundation", "AF")], ["AF"], [""]),
        ([("1.", "ASEAN Foundation†")], [""], ["†"]),
        ([("1", "AF", "ASEAN Foundation"), ("", "", "")], ["AF"], [""]),
    ],
)
def test_an_annex_is_read_by_what_its_columns_hold(
    lines: list[tuple[str, ...]], acronyms: list[str], marks: list[str]
) -> None:
    found = normalize(plan(annex=printed.annex_table(lines)), NormalizeSettings()).bodies
    assert [body.acronym for body in found] == acronyms
    assert [body.name for body in found] == ["ASEAN Foundation"]
    assert [body.mark for body in found] == marks
    assert found[0].body_id == (acronyms[0] or "asean-foundation")
