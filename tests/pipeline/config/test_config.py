"""Which edition is the latest, which file it reads, and what a wrong key is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.config.config import latest_of, load_plan
from pipeline.config.project import Project
from pipeline.config.settings_files import read_text
from pipeline.config.source_card import SourceCard
from pipeline.errors import SettingsError


def card(edition: str, status: str, adopted_on: str | None) -> SourceCard:
    return SourceCard.model_validate(
        {"id": "p", "title": "P", "edition": edition, "status": status, "adopted_on": adopted_on}
    )


@pytest.mark.parametrize(
    ("editions", "latest"),
    [
        ([("2019", "adopted", "2019-01-01"), ("2025", "adopted", "2025-01-01")], "2025"),
        ([("2025", "adopted", "2025-01-01"), ("2019", "adopted", "2019-01-01")], "2025"),
        # Adopted comes before unchecked, and either before a draft or a superseded edition.
        ([("2019", "adopted", "2019-01-01"), ("2025", "unchecked", "2025-01-01")], "2019"),
        ([("2019", "unchecked", "2019-01-01"), ("2025", "draft", None)], "2019"),
        ([("2019", "unchecked", "2019-01-01"), ("2025", "superseded", "2025-01-01")], "2019"),
        ([("2025", "draft", None), ("2026", "draft", None)], "2026"),
        ([("2019", "superseded", "2019-01-01"), ("2025", "superseded", "2025-01-01")], "2025"),
    ],
)
def test_the_latest_edition_is_the_one_adopted_last(
    editions: list[tuple[str, str, str | None]], latest: str
) -> None:
    assert latest_of([card(*edition) for edition in editions]) == latest


PLAN = """
[source]
id = "mine"
title = "A plan"
edition = "2019"
pdf = "old.pdf"

[editions.2025]

[editions.2026]
pdf = "new.pdf"
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "sources" / "mine"
    folder.mkdir(parents=True)
    (folder / "plan.toml").write_text(PLAN, encoding="utf-8")
    return Project(tmp_path)


@pytest.mark.parametrize(("name", "pdf"), [("mine", "old.pdf"), ("mine@2026", "new.pdf")])
def test_nothing_is_noted_on_an_edition_that_names_its_pdf(
    project: Project, name: str, pdf: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load_plan(project, name).pdf.name == pdf
    assert capsys.readouterr().err == ""


def test_an_edition_without_a_pdf_of_its_own_is_noted_once(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load_plan(project, "mine@2025").pdf.name == "old.pdf"
    assert "[editions.2025] names no pdf" in capsys.readouterr().err
    given = project.root / "given.pdf"
    assert load_plan(project, "mine@2025", pdf=given).pdf == given
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('title = "A plan"\nlanguage = "English"', "line 5: language = 'English'; expected a lang"),
        ("title = 5", "line 4: title = 5; expected a text in quotes"),
        (
            'title = "A plan"\ncolour = "red"',
            "line 5: colour = 'red'; expected one of the keys id,",
        ),
    ],
)
def test_a_wrong_key_of_the_card_says_what_is_expected(
    project: Project, line: str, message: str
) -> None:
    path = project.sources / "mine" / "plan.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            'id = "mine"\ntitle = "A plan"', f'id = "mine"\n{line}'
        ),
        encoding="utf-8",
    )
    with pytest.raises(SettingsError, match=message):
        load_plan(project, "mine")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('language = "Deutsch"', "expected a language code (ISO 639), like en or fr"),
        ('currency = "Euro"', "expected String should match pattern"),
    ],
)
def test_a_code_in_another_form_says_which_form_is_expected(
    project: Project, line: str, expected: str
) -> None:
    path = project.sources / "mine" / "plan.toml"
    path.write_text(PLAN + f"\n[normalize]\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=re.escape(expected)):
        load_plan(project, "mine")


def test_a_character_that_is_no_text_is_noted_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("first\nsecond \x01 here\nthird \x02\n", encoding="utf-8")
    assert read_text(path) == "first\nsecond \ufffd here\nthird \ufffd\n"
    assert "notes.csv, line 2: U+0001 is not text; replaced" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="is not a regular file; expected a readable file"):
        read_text(tmp_path)
    with pytest.raises(SettingsError, match="No such file or directory; expected a readable file"):
        read_text(tmp_path / "absent.csv")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("source = 5", "line 1: source is a value; expected the table [source]"),
        ('[[source]]\nid = "x"', "line 1: source is a list; expected the table [source]"),
        (f"{PLAN}\n[editions.2031]\nlink = 5", "editions.2031.link is a value; expected the tab"),
        (f"editions = 5\n{PLAN.partition('[editions')[0]}", "line 1: editions is a value; expe"),
        (PLAN.replace('pdf = "old.pdf"', 'pdf = ""'), "pdf = ''; expected the name of a file"),
        (f"{PLAN}\n[extract]\ncolumns = 5", "columns = 5; expected a list in brackets"),
        (f"{PLAN}\n[extract]\ncolumns = [5]", "columns.0 = 5; expected a table of keys"),
        (
            f'{PLAN}\n[extract]\ncolumns = [{{ role = "", label = "A" }}]',
            "columns.0.role = ''; expected a text that is not empty",
        ),
        (f"{PLAN}\n[extract]\nguess = {'9' * 5000}", "expected TOML (https://toml.io)"),
        (
            f'{PLAN}\n[normalize]\nbodies = [{{ body_id = "A" }}, {{ body_id = "A" }}]',
            "expected each body once: 'A' occurs twice",
        ),
        (
            f'{PLAN}\n[normalize]\nbodies = [{{ body_id = "A", parent_id = "A" }}]',
            "bodies.0.parent_id = 'A'; expected another body",
        ),
        (
            f'{PLAN}\n[normalize]\ncollectives = [{{ body_id = "A", name = "A", patterns = ["a"], '
            'stands_for = "B" }]',
            "collectives.0.stands_for = 'B'; expected 'annex' or 'members'",
        ),
    ],
)
def test_a_value_of_another_type_says_in_words_what_is_expected(
    project: Project, text: str, expected: str
) -> None:
    (project.sources / "mine" / "plan.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=re.escape(expected)):
        load_plan(project, "mine")


def test_a_wrong_value_of_an_edition_is_named_with_the_line_of_the_edition(
    project: Project,
) -> None:
    path = project.sources / "mine" / "plan.toml"
    own = '\n[extract]\ncolumns = [\n{ role = "area", label = "A" },\n]\nlanguage = "en"\n'
    text = f'{PLAN}{own}\n[editions.2031]\npdf = "new.pdf"\n\n[editions.2031.extract]\n'
    path.write_text(f"{text}columns = 5\n", encoding="utf-8")
    line = text.count("\n") + 1
    with pytest.raises(SettingsError, match=f"line {line}: columns = 5"):
        load_plan(project, "mine@2031")


def test_the_instrument_of_the_plan_is_one_of_the_register(project: Project) -> None:
    path = project.sources / "mine" / "plan.toml"
    path.write_text(f'{PLAN}\n[link]\nown_instrument = "bali-work-plan"\n', encoding="utf-8")
    assert load_plan(project, "mine").link.own_instrument == "bali-work-plan"
    path.write_text(f'{PLAN}\n[link]\nown_instrument = "nope"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="own_instrument = 'nope'; expected the instrument_id"):
        load_plan(project, "mine")
