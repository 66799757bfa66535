"""A whole plan without an annex: its mentions, its bodies, and what settings know better."""

from __future__ import annotations

from link.roles import role_records
from normalize.model import NormalPlan
from normalize.settings import Alias, NormalizeSettings, RegisterEntry
from normalize.stage import normalize
from tests.normalize.printed import annex_table, block, cell, plan, row

ROLES = ("activity", "lead_bodies")
LEADS = (
    "Lead: MoW; Support: National Roads Agency",
    "National Roads\nAgency",
    "Minister of Works",
    "All ministries",
    "City of Northport Water Board",
    "Water Board and MoW",
    "Q3 2025",
)
TEXT = "The Ministry of Works (MoW) reports to the Audit Council (AC)."


def read(settings: NormalizeSettings | None = None, *, has_annex: bool = False) -> NormalPlan:
    rows = [row(cell(f"Task {n}", 0, n), cell(text, 1, n)) for n, text in enumerate(LEADS)]
    printed = plan(
        rows,
        roles=ROLES,
        narrative=[block("paragraph", TEXT)],
        annex=annex_table() if has_annex else None,
    )
    return normalize(printed, settings or NormalizeSettings())


def leads(found: NormalPlan) -> list[tuple[str, str | None, str, bool]]:
    return [
        (m.printed, m.body_id, m.match, m.is_principal) for m in found.mentions if m.role == "lead"
    ]


def test_each_name_of_the_lists_is_a_mention_of_a_body() -> None:
    assert leads(read()) == [
        ("MoW", "MoW", "exact", True),
        ("National Roads Agency", "national-roads-agency", "full_name", False),
        ("National Roads Agency", "national-roads-agency", "full_name", False),
        ("Minister of Works", "minister-of-works", "full_name", False),
        ("All ministries", "all-ministries", "collective", False),
        ("City of Northport Water Board", "city-of-northport-water-board", "full_name", False),
        ("Water Board", "water-board", "full_name", False),
        ("MoW", "MoW", "exact", False),
    ]


def test_bodies_have_the_names_and_kinds_that_the_plan_gives_them() -> None:
    found = {b.body_id: (b.acronym, b.name, b.kind) for b in read().bodies}
    assert found["MoW"] == ("MoW", "Ministry of Works", "unlisted")
    assert found["minister-of-works"] == ("", "Minister of Works", "unlisted")
    assert found["all-ministries"] == ("", "All ministries", "collective")
    assert found["AC"] == ("AC", "Audit Council", "unlisted")
    assert len(found) == 7
    others = {b.body_id: b.entity for b in read().bodies if b.entity != "organisation"}
    assert others == {"minister-of-works": "position"}


def test_the_text_mentions_them_too() -> None:
    mentioned = [m.body_id for m in read().mentions if m.role == "mentioned"]
    assert mentioned == ["MoW", "AC"]


def test_what_the_settings_know_comes_first() -> None:
    settings = NormalizeSettings(
        bodies=(RegisterEntry(body_id="NRA", acronym="NRA", name="National Roads Agency"),),
        aliases=(Alias(printed="Water Board", body_id="NRA", reason="renamed in 2020"),),
    )
    found = {printed: body_id for printed, body_id, _, _ in leads(read(settings))}
    assert found["National Roads Agency"] == "NRA"
    assert found["Water Board"] == "NRA"


def test_an_annex_is_the_register() -> None:
    found = read(has_annex=True)
    assert {match for _, _, match, _ in leads(found)} <= {"unresolved", "fuzzy", "ambiguous"}


def test_partners_of_merged_cells_have_roles_in_each_row() -> None:
    rows = [
        row(
            cell("Area one", 0, 0, rows=2),
            cell("Task one", 1, 0),
            cell("MoW", 2, 0),
            cell("Water Board, Audit Council", 3, 0, rows=2),
        ),
        row(cell("Task two", 1, 1), cell("MoW", 2, 1)),
    ]
    found = normalize(
        plan(rows, roles=("area", "activity", "lead_bodies", "partners")), NormalizeSettings()
    )
    partners = [m for m in found.mentions if m.role == "relevant"]
    assert [(m.printed, m.body_id, m.field) for m in partners] == [
        ("Water Board", "water-board", "partners"),
        ("Audit Council", "audit-council", "partners"),
    ]
    roles = [r for r in role_records(found) if r.role == "relevant"]
    assert [(r.scope, r.scope_id, r.body_id) for r in roles] == [
        ("row", each.row_id, body)
        for each in found.rows
        for body in ("water-board", "audit-council")
    ]


def test_role_words_in_a_text_and_glossaries_name_bodies() -> None:
    rows = [
        row(cell("Publish the costs (Policy Lead - MoT, Grid Office)", 0, 0)),
        row(cell("Keep the books (in full)", 0, 1)),
    ]
    glossary = annex_table().model_copy(
        update={"rows": (row(cell("MoT", 0, 0), cell("Ministry of Transport", 1, 0)),)}
    )
    printed = plan(rows, roles=("activity",)).model_copy(update={"other_tables": (glossary,)})
    found = normalize(printed, NormalizeSettings())
    assert [(b.acronym, b.name) for b in found.bodies] == [
        ("MoT", "Ministry of Transport"), ("", "Grid Office"),
    ]  # fmt: skip
    assert [m.printed for m in found.mentions] == ["MoT", "Grid Office"]
