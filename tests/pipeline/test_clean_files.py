"""No control character, half surrogate or noncharacter reaches anything that is published."""

from __future__ import annotations

import csv
import json
import os
import re
import sqlite3
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pikepdf
import pyarrow.parquet
import pytest

from pipeline.config.settings_files import read_toml
from pipeline.publish.forms.forms import read_form
from pipeline.terminal import clean
from tests.generators.remapped import remap
from tests.pipeline.small_project import make_project, planrows, small_pdf

HOSTILE = {
    "q": "0000",
    "j": "D800",
    "z": "0007",
    "x": "0085",
    "k": "FFFE",
    "w": "F0B7",
    "y": "DBFFDFFF",
    "v": "000B",
}
BINARY = {".xlsx", ".sqlite", ".parquet", ".png", ".webp", ".pdf"}
ESCAPED = re.compile(r"_x00[01][0-9A-Fa-f]_|&#(x[01]?[0-9a-f]|[0-9]|[12]\d);")
XML_PARTS = (".xml", ".rels")


def faults(text: str) -> list[str]:
    return sorted(
        {
            f"U+{ord(char):04X}"
            for char in text
            if (unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\r\t")
            or ord(char) & 0xFFFE == 0xFFFE
            or 0xFDD0 <= ord(char) <= 0xFDEF
            or char == "\uf0b7"
        }
    )


def texts_of(path: Path) -> Iterator[str]:
    """Every text that a published file holds."""
    if path.suffix == ".xlsx":
        openpyxl.load_workbook(path)
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(XML_PARTS):
                    text = archive.read(name).decode("utf-8")
                    # How XLSX writes controls, and how XML refers to characters.
                    assert not re.search(
                        r"_x00[01][0-9A-Fa-f]_|&#(x[01]?[0-9a-f]|[0-9]|[12]\d);", text
                    )
                    yield text
    elif path.suffix == ".sqlite":
        with sqlite3.connect(path) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            yield "\n".join(database.iterdump())
    elif path.suffix == ".parquet":
        yield json.dumps(
            pyarrow.parquet.read_table(path).to_pylist(), default=str, ensure_ascii=False
        )
    elif path.suffix not in BINARY:
        text = path.read_bytes().decode("utf-8")
        yield text
        if path.suffix in (".json", ".jsonld", ".sarif"):
            # Escapes too: what a reader gets of `\u0000` is NUL.
            yield "\n".join(strings_of(json.loads(text)))
        if path.suffix == ".csv":
            yield "\n".join(cell for row in csv.reader(text.splitlines(True)) for cell in row)


def strings_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings_of(key)
            yield from strings_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings_of(item)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a plan whose letters, title, file name, settings and decisions are hostile."""
    project = make_project(tmp_path_factory.mktemp("hostile"))
    pdf = small_pdf(project / "in" / "plan.pdf")
    remap(pdf, HOSTILE)
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        document.docinfo["/Title"] = "Bad\x07 title\x00 \ufffe"
        document.docinfo["/Producer"] = pikepdf.String("Made\x01 by\x85 hand")
        document.save(pdf)
    named = Path(os.fsdecode(os.fsencode(project / "in") + b"/na\xffme\x07.pdf"))
    pdf.rename(named)
    done = planrows(project, "add", named, "--id", "bad")
    assert done.returncode == 0, done.stderr
    settings = project / "sources" / "bad" / "plan.toml"
    text = settings.read_text()
    assert text.count("\ntitle = ") == 1
    title = r'\ntitle = "Bad\\u0000 \\u0007title"'
    settings.write_text(re.sub(r"\ntitle = .*", title, text, count=1))
    return project


@pytest.fixture(scope="module")
def published(hostile: Path) -> tuple[Path, str]:
    named = next((hostile / "in").iterdir())
    first = planrows(
        hostile, "run", "bad", "--pdf", named, "--allow-loss", "--out", hostile / "out"
    )
    assert first.returncode == 0, first.stderr
    issues = list(csv.DictReader((hostile / "out" / "issues.csv").open()))
    decisions = hostile / "sources" / "bad" / "decisions.csv"
    decisions.write_text(
        "issue_id,decision,value,decided_by,date,note\n"
        f"{issues[0]['issue_id']},accept,,A\x07na,2025-03-31,\x1b[31mred\x85 \ufffe\n"
    )
    second = planrows(
        hostile, "run", "bad", "--pdf", named, "--allow-loss", "--out", hostile / "out"
    )
    assert second.returncode == 0, second.stderr
    return hostile / "out", first.stdout + first.stderr + second.stdout + second.stderr


def test_no_published_file_holds_any(published: tuple[Path, str]) -> None:
    out, _ = published
    files = [path for path in out.rglob("*") if path.is_file()]
    assert {".csv", ".json", ".xlsx", ".sqlite", ".parquet", ".html", ".ttl"} <= {
        path.suffix for path in files
    }
    found = {path.name: bad for path in files for text in texts_of(path) if (bad := faults(text))}
    assert found == {}
    assert any("•" in path.read_text() for path in files if path.name == "matrix.csv")
    issues = list(csv.DictReader((out / "issues.csv").open()))
    assert "glyph-unknown" in {issue["rule"] for issue in issues}
    assert {issue["decided_by"] for issue in issues} == {"", "A\ufffdna"}


def test_the_terminal_gets_none(published: tuple[Path, str]) -> None:
    assert faults(published[1]) == []
    assert "decisions.csv, line 2: U+0007" in published[1]


def test_extract_writes_none_and_keeps_the_code_of_a_bullet(hostile: Path, tmp_path: Path) -> None:
    named = next((hostile / "in").iterdir())
    done = planrows(hostile, "extract", named, "--out", tmp_path / "tables")
    assert done.returncode == 0, done.stderr
    assert faults(done.stdout + done.stderr) == []
    for path in (tmp_path / "tables").iterdir():
        assert [bad for text in texts_of(path) for bad in faults(text)] == []
    found = json.loads((tmp_path / "tables" / "tables.json").read_text())
    cells = [c for t in found["tables"] for r in (*t["header"], *t["rows"]) for c in r["cells"]]
    held = [cell for cell in cells if "•" in cell["text"]]
    assert held
    for cell in held:
        marks = [mark for mark in cell["marks"] if mark["value"] == "U+F0B7"]
        assert len(marks) == cell["text"].count("•")
        assert {mark["kind"] for mark in marks} == {"icon"}
        assert {mark["page"] for mark in marks} <= {span["page"] for span in cell["spans"]}


def test_show_tells_the_code_of_a_sign(published: tuple[Path, str], hostile: Path) -> None:
    out, _ = published
    row = next(row for row in csv.DictReader((out / "cells.csv").open()) if "•" in row["text"])
    done = planrows(hostile, "show", "bad", row["cell_id"])
    assert done.returncode == 0, done.stderr
    assert "U+F0B7" in done.stdout


def test_settings_and_forms_are_read_without_any(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text('a = ["x\\u0000", {b = "\\u0007\\n\\uFFFE"}]\n')
    assert read_toml(file)[0] == {"a": ["x\ufffd", {"b": "\ufffd\n\ufffd"}]}
    form = tmp_path / "form.csv"
    form.write_text("row_id,status,comment,year\nrow-1,done,a\x07b\x00,2024\n")
    (line,) = read_form(form).lines
    assert faults("".join(str(value) for value in line.values.values())) == []


def test_the_terminal_shows_noncharacters_as_such() -> None:
    assert clean("a\ufffe\x07b\udc80\uffff") == "a\ufffdb\ufffd\ufffd"
