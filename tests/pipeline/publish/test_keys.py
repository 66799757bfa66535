"""Every key of every CSV reads back as the text that it is, with readers' default settings."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from expectations.settings import ExpectationSettings
from expectations.stage import find_issues
from link.rows import TABLES, TableSpec
from link.settings import LinkSettings
from link.stage import link
from normalize.settings import NormalizeSettings
from normalize.stage import normalize
from pipeline.config.source_card import SourceCard
from pipeline.publish.core.columns import columns_of
from pipeline.publish.core.model import Publication
from pipeline.publish.stage import publish
from tests.normalize import printed
from tests.normalize.printed import band, cell, plan, row

ROOT = Path(__file__).resolve().parents[3]
DEFAULT = ROOT / "outputs" / "asean-pcrve-2019-2025"
ACRONYMS = ("NA", "NULL", "TRUE", "1E5", "MAY-1", "INF", "None", "3-4")
AREAS = ("1.1", "1.10", "3.1", "3.10", "1e5", "1-2")
Values = list[str | None]
Reader = Callable[[Path], Mapping[str, Values]]
soffice = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def nasty_plan() -> Publication:
    """A plan whose numbers and acronyms are what readers take for something else."""
    rows = [band("1. Prevention", 0), band("10. Response", 1)]
    for at, (area, body) in enumerate(zip(AREAS, ACRONYMS, strict=False), 2):
        number = f"{area} Work in line with 1.10" if at % 2 else f"{area}. Work"
        rows.append(
            row(
                cell(number, 0, at), cell(body, 1, at), cell(f"Focus {at}", 2, at),
                cell(f"Workshop {at}", 3, at), cell(f"Report {at}", 4, at), cell(body, 5, at),
            )
        )  # fmt: skip
    annex = [(str(n), a, f"Agency of {a} affairs") for n, a in enumerate(ACRONYMS, 1)]
    settings = NormalizeSettings(area_number=r"(?P<number>[\d.]*\d(?:e\d|-\d)?)\.?\s+")
    found = normalize(plan(rows, annex=printed.annex_table(annex)), settings)
    linked = link(found, LinkSettings())
    report = find_issues(linked, ExpectationSettings())
    card = SourceCard(id="nasty", title="A nasty plan")
    return Publication.of(card, linked, report, None, report.records())


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nasty") / "nasty"
    publish(nasty_plan(), folder)
    return folder


def keys_of(spec: TableSpec) -> list[str]:
    """Columns that identify a record or point to one."""
    return [
        column.name
        for column in columns_of(spec.model)
        if column.name in spec.key or column.target or column.name.endswith(("_id", "_ids"))
    ]


@cache
def published_values(path: Path) -> Mapping[str, list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: [r[name] for r in rows] for name in (rows[0] if rows else {})}


def with_pandas(path: Path) -> Mapping[str, Values]:
    import pandas

    frame = pandas.read_csv(path)
    return {
        name: [None if pandas.isna(v) else str(v) for v in frame[name].tolist()] for name in frame
    }


def with_polars(path: Path) -> Mapping[str, Values]:
    import polars

    return _texts(polars.read_csv(path).to_dict(as_series=False))


def with_duckdb(path: Path) -> Mapping[str, Values]:
    import duckdb

    found = duckdb.read_csv(str(path))
    rows = found.fetchall()
    return _texts({name: [r[at] for r in rows] for at, name in enumerate(found.columns)})


def _texts(columns: Mapping[str, list[object]]) -> Mapping[str, Values]:
    return {n: [None if v is None else str(v) for v in found] for n, found in columns.items()}


def differing(folder: Path, read: Reader) -> list[str]:
    """Return which keys come back as something else, table by table."""
    wrong = []
    for spec in TABLES:
        path = folder / f"{spec.name}.csv"
        truth = published_values(path)
        found = read(path) if truth else {}
        for name in keys_of(spec) if truth else ():
            expected = [value or None for value in truth[name]]
            back = [value or None for value in found[name]]
            if back != expected or len(set(back)) != len(set(expected)):
                wrong.append(f"{spec.name}.{name}")
    return wrong


@pytest.mark.parametrize("read", [with_pandas, with_polars, with_duckdb])
def test_data_frames_keep_every_key(nasty: Path, published: Path, read: Reader) -> None:
    for folder in (nasty, published, DEFAULT):
        assert differing(folder, read) == []


@soffice
@pytest.mark.parametrize(
    "options", [[], ["--infilter=CSV:44,34,76,1,,0,false,true"]], ids=["default", "special numbers"]
)
def test_libreoffice_keeps_every_key(nasty: Path, tmp_path: Path, options: list[str]) -> None:
    for folder in (nasty, DEFAULT):
        out = tmp_path / folder.name
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        files = sorted(map(str, folder.glob("*.csv")))
        command = ["soffice", profile, "--headless", *options, "--convert-to", "xlsx"]
        subprocess.run(
            [*command, "--outdir", str(out), *files], check=True, capture_output=True, timeout=240
        )
        assert differing(folder, lambda path, out=out: _sheet(out / f"{path.stem}.xlsx")) == []


def _sheet(path: Path) -> Mapping[str, Values]:
    """Values of a sheet as it shows them; what is no text comes out as another value."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    names, *rows = book.worksheets[0].iter_rows(values_only=True)
    return _texts({str(n): [r[at] for r in rows] for at, n in enumerate(names)})


def test_no_key_is_left_out(nasty: Path) -> None:
    areas = published_values(nasty / "areas.csv")["area_id"]
    assert areas == [f"area-{number}" for number in AREAS]
    bodies = published_values(nasty / "bodies.csv")["body_id"]
    assert bodies == [f"body-{acronym}" for acronym in ACRONYMS]
    assert published_values(nasty / "bodies.csv")["acronym"] == list(ACRONYMS)
    roles = published_values(nasty / "body_roles.csv")
    assert set(bodies[: len(AREAS)]) == set(roles["body_id"])
    assert {"area-1.10"} <= set(published_values(nasty / "cross_references.csv")["target_id"])
    matrix = published_values(nasty / "matrix.csv")
    assert matrix["lead_bodies"] == matrix["relevant_bodies"] == bodies[: len(AREAS)]
    assert matrix["ref"] == [f"{number} no. 1" for number in AREAS]
