"""The snippets of docs/use.md run as they stand there."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "docs" / "use.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL)


def snippets(language: str) -> list[str]:
    return [code for name, code in SNIPPETS if name == language]


@pytest.mark.parametrize("code", snippets("python"))
def test_python(published: Path, code: str) -> None:
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    subprocess.run(
        [sys.executable, "-c", code], cwd=published, env=environment, check=True, timeout=300
    )


@pytest.mark.parametrize("code", snippets("sql"))
def test_sql(published: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    monkeypatch.chdir(published)
    assert duckdb.sql(code).fetchall() == [
        ("SOMY", "Meeting on Youth", 2),
        ("ACW", "Committee on Women", 1),
    ]


def test_sqlite(published: Path) -> None:
    database = sqlite3.connect(published / "plan.sqlite")
    queries = re.findall(r'sqlite3 plan\.sqlite "([^"]*)"', "\n".join(snippets("sh")))
    assert len(queries) == 2
    for query in queries:
        database.execute(query).fetchall()
    views = {
        name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='view'")
    }
    assert views == set(re.findall(r"`(\w+)`", TEXT.split("Views: ")[1].split("`datasette")[0]))
    database.close()


def test_r_finds_the_columns_that_it_names(published: Path) -> None:
    (code,) = snippets("r")
    header = (published / "matrix.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    names = re.findall(r"matrix\$(\w+)", code)
    assert names
    assert set(names) <= set(header)


def test_every_published_file_is_named(published: Path) -> None:
    named = re.findall(r"`([^`]+)`", TEXT.split("## pandas")[0])
    patterns = [part for name in named for part in name.split(", ")]
    for path in published.rglob("*"):
        name = path.relative_to(published)
        if path.is_file() and not any(name.match(pattern) for pattern in patterns):
            assert name.name in ("dictionary.md", "plan.schema.json", "issues.schema.json")
