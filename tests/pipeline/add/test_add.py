"""First settings for plans never seen: what their columns are taken for."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.add.columns import guess_roles
from pipeline.add.contents import Column
from pipeline.add.known_labels import label_role
from pipeline.add.places import guess_number, guess_plan_language
from pipeline.add.stage import add_plan
from pipeline.add.thresholds import ROLES
from pipeline.config.project import Project
from pipeline.config.toml_text import literal, toml_string
from pipeline.errors import SourceFileError, UsageError
from tests.pipeline.small_project import ROOT, make_project, planrows, small_pdf

REAL = [folder for parent in ROOT.parents if (folder := parent / "shared/real-plans").is_dir()]
PDFS = sorted(pdf for folder in REAL[:1] for pdf in folder.glob("*.pdf"))
TEXT = "New items of central government spending over £25,000 to be published online"


def roles(columns: dict[str, list[str]]) -> list[str]:
    made = [Column(n, label, tuple(texts)) for n, (label, texts) in enumerate(columns.items())]
    return [guess.role for guess in guess_roles(made)]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            {
                "PoA Priority Areas": ["1.1 Promote moderation"],
                "Relevant ASEAN Bodies/Organ s/Entities": ["SOMED, SOMY"],
                "Focus Areas of Activities": [TEXT],
                "Indicative Activities": [TEXT],
                "Expected Outputs": [TEXT],
                "Lead Sectoral Bodies/Organs/Entities": ["SOMTC"],
            },
            ["area", "relevant_bodies", "focus", "activity", "output", "lead_bodies"],
        ),
        (
            {
                "Due by": ["June 2010"],
                "Commitment": [TEXT],
                "Status": ["Done", "Commenced"],
                "Issues": [TEXT],
                "Owner": ["HMT"],
            },
            ["deadline", "activity", "status", "risk", "lead_bodies"],
        ),
        (
            {
                "Dataset Name": ["Bathing waters"],
                "Description of data": [TEXT],
                "To be first published on": ["October 2012"],
                "Frequency of update": ["Yearly", "Yearly"],
                "Issued under the Open Government Licence (OGL) Yes or No*18": ["Yes"],
            },
            [
                "activity",
                "description",
                "deadline",
                "frequency",
                "issued_under_the_open_government_licence",
            ],
        ),
        (
            {"Commitment": [TEXT], "Dec-2010": ["Publish"], "Jan-2011": [""]},
            ["activity", "dec_2010", "jan_2011"],
        ),
        ({"Kolom": [TEXT], "Kode": ["A1"]}, ["activity", "kode"]),
        ({"": ["A1"], "  ": [TEXT]}, ["column_1", "activity"]),
    ],
)
def test_columns_are_known_by_label_and_content(
    columns: dict[str, list[str]], expected: list[str]
) -> None:
    assert roles(columns) == expected


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Address", "location"),
        ("Implementation Method", "method"),
        ("Implementation status", "status"),
        ("Target", "target"),
        ("Target date", "deadline"),
        ("Sources & means of verification", "means_of_verification"),
        ("Lead Agency", "lead_bodies"),
        ("Source of funds", "funding_source"),
        ("Legal basis", "legal_basis"),
        ("Priority", "priority"),
        ("Estimated cost (USD)", "budget"),
        ("Ministère responsable", "lead_bodies"),
        ("Activités prévues", "activity"),
        ("Sources de vérification", "means_of_verification"),
        ("TEMA", "area"),
        ("META", "target"),
        ("Línea de base", "baseline"),
        ("Fuente de financiamiento", "funding_source"),
        ("Órgão responsável", "lead_bodies"),
        ("Prazo", "deadline"),
        ("Maßnahme", "activity"),
        ("Zuständigkeit", "lead_bodies"),
        ("Rechtsgrundlage", "legal_basis"),
        ("Soggetto attuatore", "lead_bodies"),
        ("Scadenza", "deadline"),
        ("Streefwaarde", "target"),
        ("Trekker", "lead_bodies"),
        ("Penanggung Jawab", "lead_bodies"),
        ("Sumber Dana", "funding_source"),
        ("Lokasi", "location"),
    ],
)
def test_labels_in_eight_languages(label: str, role: str) -> None:
    assert label_role(label) == role


DATES = ["June 2025", "July 2025", "2025-06-30"]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"A": DATES}, ["deadline"]),
        ({"A": DATES, "B": DATES}, ["start", "deadline"]),
        ({"Start date": DATES, "A": DATES}, ["start", "deadline"]),
        ({"A": ["USD 1,200", "USD 300", "USD 4,000"], "B": DATES}, ["budget", "deadline"]),
        ({"A": DATES[:2]}, ["a"]),
    ],
)
def test_columns_without_a_label_are_known_by_content(
    columns: dict[str, list[str]], expected: list[str]
) -> None:
    """Two columns of dates are a start and an end; fewer than three cells show nothing."""
    assert roles({"Activity": [TEXT] * 3, **columns}) == ["activity", *expected]


def test_offices_named_by_acronyms_lead_and_addresses_are_no_activities() -> None:
    assert roles({"Task": [TEXT], "Office": ["KK", "HS/KK", "CR"]}) == ["activity", "lead_bodies"]
    found = roles({"Address": ["12 Mill Lane, Oldham"] * 3, "Kind": ["a", "b", "a"]})
    assert "activity" not in found


def test_partners_of_each_row_are_no_relevant_bodies_of_an_area() -> None:
    columns = [
        Column(0, "Objective", ("1. Water",), is_merged=True),
        Column(1, "Action", (TEXT,)),
        Column(2, "Partners", ("HMT", "OGC")),
    ]
    assert [guess.role for guess in guess_roles(columns)] == ["area", "activity", "partners"]


def test_so_are_those_of_rows_that_print_their_area_again() -> None:
    areas = ("Water", "Water", "Roads")
    columns = [
        Column(0, "Objective", areas),
        Column(1, "Action", (TEXT, TEXT, TEXT)),
        Column(2, "Partners", ("HMT", "OGC", "HMT")),
    ]
    assert [guess.role for guess in guess_roles(columns)] == ["area", "activity", "partners"]
    of_areas = [*columns[:2], Column(2, "Partners", ("HMT", "", "OGC"))]
    assert guess_roles(of_areas)[2].role == "relevant_bodies"


def test_values_of_several_years_are_named_after_them() -> None:
    columns = [Column(0, "Kegiatan", (TEXT,), language="id")] + [
        Column(at, f"{label} {year}", ("1.200", "40"), language="id", own_label=str(year))
        for at, (label, year) in enumerate(
            [("Target", 2025), ("Target", 2026), ("Anggaran (juta rupiah)", 2025)], 1
        )
    ]
    assert [guess.role for guess in guess_roles(columns)] == [
        "activity", "target_2025", "target_2026", "budget",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "own", "language", "texts", "role"),
    [
        ("Zuständigkeit Federführung", "Federführung", "de", ["Presseamt"], "lead_bodies"),
        ("Zuständigkeit Beteiligte", "Beteiligte", "de", ["Feuerwehr"], "relevant_bodies"),
        ("Entidades parceiras", "", "pt", ["Universidade"], "relevant_bodies"),
        ("Produto esperado", "", "pt", ["1.200 professores formados"], "output"),
        ("Expected results", "", "en", ["12 wells in use"], "output"),
        ("Data awal", "", "id", ["12", "80", "35"], "baseline"),
    ],
)
def test_labels_of_other_plans(
    label: str, own: str, language: str, texts: list[str], role: str
) -> None:
    (guess,) = guess_roles([Column(0, label, tuple(texts), language=language, own_label=own)])
    assert guess.role == role
    assert guess.confidence >= ROLES.sure


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (["1.1 Promote", "1.2. Develop", "Other"], "1.1"),
        (["1. Prevention", "2. Law"], "1"),
        (["A.1 Trade", "A.2 Ports"], "A.1"),
        (["IV. Trade", "V. Ports"], "IV"),
    ],
)
def test_number_patterns(texts: list[str], number: str) -> None:
    import re

    match = re.match(guess_number(texts).value, texts[0])
    assert match is not None
    assert match["number"] == number


def test_texts_without_numbers_have_no_pattern() -> None:
    assert guess_number(["Promote", "Develop", "1. Other"]).value == ""
    assert guess_number([]).value == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        ("Les États membres se réunissent pour la mise en œuvre du plan", "fr"),
        ("Capacitación de maestros en las escuelas del municipio", "es"),
        ("Formação de professores nas escolas", "pt"),
        ("Schulung der Lehrer in den Gemeinden", "de"),
        ("Peningkatan kapasitas guru di seluruh daerah yang tertinggal", "id"),
    ],
)
def test_the_language_of_a_plan(text: str, language: str) -> None:
    found = guess_plan_language([text])
    assert found.value == language
    assert 0 < found.confidence <= 1


def test_the_language_of_a_plan_is_not_that_of_one_heading() -> None:
    french = ["Les routes et les écoles de la région seront rénovées"] * 20
    assert guess_plan_language(["ACTION PLAN 2025", *french]).value == "fr"


@pytest.mark.parametrize("texts", [[], [""], ["2025", "1.2"]])
def test_without_letters_the_language_is_unknown(texts: list[str]) -> None:
    assert guess_plan_language(texts).confidence == 0.0


@pytest.mark.parametrize("text", ['a "b" \\ c', "x\x1b[31m\x7f", "é – “”", "'''", "\u202eabc"])
def test_whatever_is_printed_is_one_toml_string(text: str) -> None:
    value = tomllib.loads(f"x = {toml_string(text)}")["x"]
    assert "\x1b" not in value
    assert "\u202e" not in value


@pytest.mark.slow
@pytest.mark.skipif(not PDFS, reason="the real plans do not stand beside the project")
@pytest.mark.parametrize("pdf", PDFS, ids=lambda pdf: pdf.stem)
def test_every_real_plan_is_added_and_run(pdf: Path, tmp_path: Path) -> None:
    make_project(tmp_path)
    added = planrows(tmp_path, "add", pdf, "--id", pdf.stem, "--jobs", "1")
    assert added.returncode == 0, added.stderr
    done = planrows(tmp_path, "run", pdf.stem, "--jobs", "1", "--allow-loss")
    assert done.returncode == 0, done.stderr
    assert planrows(tmp_path, "check", f"outputs/{pdf.stem}").returncode == 0


def test_what_a_killed_add_left_is_written_again(tmp_path: Path) -> None:
    make_project(tmp_path)
    pdf = small_pdf(tmp_path / "some.pdf")
    folder = tmp_path / "sources" / "some"
    folder.mkdir()
    written = ("plan.pdf", "aliases.csv", "questions.md", "questions.html", "proposed.toml")
    for name in (*written, ".part-abc"):  # all but the settings, which are written last
        (folder / name).write_bytes(b"half")
    done = planrows(tmp_path, "add", pdf, "--id", "some")
    assert done.returncode == 0, done.stderr
    assert (folder / "plan.pdf").read_bytes() == pdf.read_bytes()
    assert sorted(path.name for path in folder.iterdir()) == [
        "aliases.csv", "plan.pdf", "plan.toml", "proposed.toml", "questions.html", "questions.md",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["plan.toml", "notes.txt"])
def test_what_people_keep_in_a_plan_s_folder_is_not_written_over(name: str, tmp_path: Path) -> None:
    make_project(tmp_path)
    folder = tmp_path / "sources" / "some"
    folder.mkdir()
    (folder / name).write_text("mine", encoding="utf-8")
    done = planrows(tmp_path, "add", small_pdf(tmp_path / "some.pdf"), "--id", "some")
    assert done.returncode == 2
    assert "already exists" in done.stderr
    assert [path.name for path in folder.iterdir()] == [name]


@pytest.mark.parametrize("pattern", [r"(?P<number>\d+)[.)]", "it's \\d", "a\n'b'", 'say "x"'])
def test_a_pattern_reads_back_from_toml(pattern: str) -> None:
    written = literal(pattern)
    assert tomllib.loads(f"x = {written}")["x"] == " ".join(pattern.split())
    assert written.startswith("'") == ("'" not in pattern)


@pytest.mark.parametrize("plan_id", ["registers", "Mine", "a b", "../a", "", "-a/b"])
def test_an_id_is_the_name_of_a_folder_of_its_own(plan_id: str, tmp_path: Path) -> None:
    pdf = tmp_path / "plan.pdf"
    with pytest.raises(UsageError, match="use lower-case letters"):
        add_plan(Project(tmp_path), pdf, plan_id)
    with pytest.raises(SourceFileError, match="no such file"):
        add_plan(Project(tmp_path), pdf, "registers-2")
    assert list(tmp_path.iterdir()) == []
