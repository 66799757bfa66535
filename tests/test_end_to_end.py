"""The whole pipeline on the real plan, as its users run it."""

import csv
import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PUBLISHED = ROOT / "outputs" / "asean-pcrve-2019-2025"
PLAN = ROOT / "sources" / "asean-pcrve-2019-2025" / "plan.pdf"
TIMES = {"manifest.json"}
PLACES = {"page_first", "page_last"}
BY_CONTENT = {"plan.xlsx", "monitoring.xlsx", "plan.sqlite", "provenance.jsonld"}
CHECKSUM = re.compile(r"[0-9a-f]{64}")


def shared(name: str) -> Path:
    for parent in ROOT.parents:
        if (parent / "shared" / name).exists():
            return parent / "shared" / name
    pytest.skip(f"{name} is not on this machine; it is not the project's to ship")


def planrows(*words: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )


def sums(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in TIMES
    }


def content(path: Path) -> object:
    """What a binary file holds: its bytes also depend on the machine's zlib and SQLite."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return {name: book.read(name) for name in book.namelist()}
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as base:
            return list(base.iterdump())
    return CHECKSUM.sub("", path.read_text(encoding="utf-8"))


def matrix(folder: Path) -> list[dict[str, str]]:
    with (folder / "matrix.csv").open(encoding="utf-8", newline="") as file:
        return [
            {name: value for name, value in row.items() if name not in PLACES}
            for row in csv.DictReader(file)
        ]


def test_the_published_plan_is_what_a_cold_run_makes(tmp_path: Path) -> None:
    run = planrows(
        "run", "--no-cache", "--out", tmp_path / "out", PYTHONHASHSEED="7", TZ="Asia/Jakarta"
    )
    assert run.returncode == 0, run.stderr
    made, kept = sums(tmp_path / "out"), sums(PUBLISHED)
    assert sorted(made) == sorted(kept)
    unlike = [name for name in made if made[name] != kept[name]]
    assert set(unlike) <= BY_CONTENT
    for name in unlike:
        assert content(tmp_path / "out" / name) == content(PUBLISHED / name), name


def test_another_typesetting_gives_the_same_rows_texts_and_bodies(tmp_path: Path) -> None:
    pdf = shared("plan") / "same-plan-set-by-a-word-processor.pdf"
    run = planrows("run", "--pdf", pdf, "--out", tmp_path / "out")
    assert run.returncode == 0, run.stderr
    assert matrix(tmp_path / "out") == matrix(PUBLISHED)
    for name in ("bodies.csv", "areas.csv", "activities.csv", "activity_outputs.csv"):
        assert (tmp_path / "out" / name).read_bytes() == (PUBLISHED / name).read_bytes()


def test_no_glyph_is_lost_or_doubled() -> None:
    manifest = json.loads((PUBLISHED / "manifest.json").read_text(encoding="utf-8"))
    for page in manifest["ledger"]:
        kinds = set(page) - {"page", "glyphs", "lost", "doubled", "note"}
        assert page["lost"] == page["doubled"] == 0
        assert sum(page[kind] for kind in kinds) == page["glyphs"]
    assert len(manifest["ledger"]) == 34


def test_the_manifest_counts_the_doubts_of_reading() -> None:
    manifest = json.loads((PUBLISHED / "manifest.json").read_text(encoding="utf-8"))
    # The last page of the matrix prints no label over the lead bodies. No cell is in doubt.
    assert manifest["doubts"] == {"label-missing": 1}


def test_the_glyphs_of_the_cells_are_those_of_the_ledger() -> None:
    """An independent count: the fragments' texts, blanks apart, against the ledger's matrix."""
    manifest = json.loads((PUBLISHED / "manifest.json").read_text(encoding="utf-8"))
    with (PUBLISHED / "cells.csv").open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file))
    for page in manifest["ledger"]:
        here = [
            cell
            for cell in cells
            if int(cell["page"]) == page["page"] and cell["column"] not in ("annex", "section")
        ]
        letters = sum(len("".join(cell["text"].split())) for cell in here)
        # A hyphen that only the line end called for is a glyph, but no part of the text.
        assert 0 <= page["matrix"] - letters <= sum(1 for cell in here if cell["text"])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.pdf", None),
        ("empty.pdf", b""),
        ("text.pdf", b"this is no PDF at all"),
        ("cut.pdf", PLAN.read_bytes()[:900]),
    ],
)
def test_what_cannot_be_read_gives_one_line_and_nothing_else(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    pdf = tmp_path / name
    if content is not None:
        pdf.write_bytes(content)
    run = planrows("run", "--pdf", pdf, "--out", tmp_path / "out")
    assert run.returncode == 2
    assert len(run.stderr.strip().splitlines()) == 1
    assert name in run.stderr
    assert "Traceback" not in run.stderr + run.stdout
    assert not (tmp_path / "out").exists()
