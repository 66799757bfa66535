"""Names that a document or a user gives never become paths, and show what they are."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import openpyxl
import pytest

from normalize.bodies.published_bodies import _unlisted
from normalize.bodies.register import build_register
from normalize.ids import strip_invisible
from normalize.model import Mention
from normalize.records.annex import AnnexEntry
from normalize.settings import NormalizeSettings
from pipeline.batch.tasks import plan_slug
from pipeline.commands.extract import file_slug
from pipeline.config.config import load_plan
from pipeline.config.project import PLAN_ID, Project
from pipeline.errors import PlanrowsError
from pipeline.publish.data.sheets import Book
from pipeline.terminal import clean
from tests.pipeline.publish.editions import CARD

NAMES = (
    "../../x", "..", ".", "/etc/passwd", "a/b", "a\\b", "C:\\x", "~/x", "$(x)", "a\nb", "a\0b",
    "a\x1b[31mb", "\u202egpj.exe", "a\u200bb", "-rf", "", "CON", "x" * 300, "[a]:*?", "'",
)  # fmt: skip
TOML = '[source]\nid = "p"\ntitle = "A plan"\n'


def is_plain(text: str) -> bool:
    return not any(unicodedata.category(char).startswith("C") for char in text)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_never_leaves_its_folder(name: str, tmp_path: Path) -> None:
    for made in (file_slug(name), plan_slug(name)):
        assert (tmp_path / made).resolve().parent == tmp_path.resolve()
        assert not made.startswith((".", "-"))
        assert made.isascii()
        assert made.isprintable()
        assert len(made) <= 100
    if PLAN_ID.fullmatch(name):
        assert (tmp_path / name).resolve().parent == tmp_path.resolve()


@pytest.mark.parametrize("name", ["../p", "a/b", "a\u202eb", "a\x1bb", "..", "A b", "x" * 101])
def test_no_plan_and_no_edition_has_such_a_name(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "sources" / "p"
    folder.mkdir(parents=True)
    quoted = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in name)
    (folder / "plan.toml").write_text(f'{TOML}[editions."{quoted}"]\n', encoding="utf-8")
    with pytest.raises(PlanrowsError, match="expected a name of its own"):
        load_plan(Project(tmp_path), "p")
    (folder / "plan.toml").write_text(TOML.replace('"p"', f'"{quoted}"'), encoding="utf-8")
    with pytest.raises(PlanrowsError, match="the name of its folder"):
        load_plan(Project(tmp_path), "p")
    with pytest.raises(PlanrowsError, match="no plan"):
        load_plan(Project(tmp_path), name)


def test_sheets_are_named_as_spreadsheets_allow(tmp_path: Path) -> None:
    book = Book(tmp_path / "book.xlsx", CARD, "Names")
    for name in NAMES:
        book.sheet(name)
    book.close()
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]
    names = openpyxl.load_workbook(tmp_path / "book.xlsx").sheetnames
    assert len({name.casefold() for name in names}) == len(NAMES)
    for name in names:
        assert 0 < len(name) <= 31
        assert is_plain(name)
        assert not set(name) & set("[]:*?/\\")


def test_an_id_shows_what_it_is() -> None:
    assert strip_invisible("ASEAN-IPR") == "ASEAN-IPR"
    assert strip_invisible("\u202eAC\u200bW\x1b[0m; X\u00ad") == "ACW[0m X"
    entry = AnnexEntry("AC\u202eW\u200b", "Committee on Women", 1, "", "", ())
    register = build_register([entry], NormalizeSettings())
    assert list(register.bodies) == ["ACW"]
    assert register.bodies["ACW"].body.acronym == "AC\u202eW\u200b"


def test_the_id_of_a_body_that_is_listed_nowhere_shows_what_it_is() -> None:
    names = ("XYZ", "X\u202eYZ")
    mentions = [
        Mention(
            mention_id=f"m-{order}", printed=name, body_id=None, match="unresolved", score=0,
            role="lead", record_kind="row", record_id="row-1", field="lead_bodies",
            start=0, stop=len(name), order=order, page=1,
        )
        for order, name in enumerate(names)
    ]  # fmt: skip
    assert [body.body_id for body in _unlisted(mentions, {})] == ["XYZ", "XYZ-2"]


def test_a_file_name_that_is_no_text_can_be_shown() -> None:
    shown = clean(os.fsdecode(b"a\xff\x1b[31m.pdf"))
    assert shown.encode("utf-8").decode("utf-8") == "a\ufffd[31m.pdf"
