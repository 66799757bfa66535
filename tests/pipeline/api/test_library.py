"""`import planrows`: cheap to import, typed tables, the same results as the command line."""

from __future__ import annotations

import doctest
import importlib
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas
import planrows
import pytest
from planrows.tables import PrintedTable

from expectations.counts import IssueCounts
from extract.runtime.limits import FileLimits
from link.rows import TABLES
from pipeline.commands.run import Outcome, RunOptions
from pipeline.flow.publishing import Published
from pipeline.publish.core.columns import columns_of
from pipeline.publish.data.csv_files import read_csv
from pipeline.validate.gate import Verdict

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = ROOT / "outputs" / "asean-pcrve-2019-2025"
DTYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


@pytest.mark.parametrize("name", ["tables", "published", "runs"])
def test_the_examples_of_the_documentation_hold(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testmod(importlib.import_module(f"planrows.{name}"))
    assert tried
    assert failed == 0


def test_importing_loads_nothing_large() -> None:
    code = (
        "import sys, planrows; large = {'pandas', 'pydantic', 'numpy', 'pdfplumber', 'spacy', "
        "'typer', 'multiprocessing'}; print(sorted(large & set(sys.modules)))"
    )
    path = f"{ROOT}{':'}{ROOT / 'pipeline' / 'api'}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_the_package_is_typed() -> None:
    folder = Path(planrows.__file__).parent
    assert (folder / "py.typed").is_file()
    assert set(planrows.__all__) <= set(vars(planrows))


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_published_tables_have_the_types_of_their_columns(spec: object) -> None:
    spec = next(each for each in TABLES if each is spec)
    frame = planrows.read_plan(PUBLISHED)[spec.name]
    columns = columns_of(spec.model)
    assert {column.name: DTYPES[column.type] for column in columns} == {
        name: str(kind).replace("string[python]", "string") for name, kind in frame.dtypes.items()
    }
    rows = read_csv(PUBLISHED / f"{spec.name}.csv")
    assert len(frame) == len(rows)
    for column in columns:
        if column.type == "string":
            printed = frame[column.name].fillna("").tolist()
            assert printed == [row[column.name] for row in rows]


def test_a_plan_is_a_mapping_of_its_tables() -> None:
    plan = planrows.read_plan(str(PUBLISHED))
    assert set(plan) == {spec.name for spec in TABLES}
    assert len(plan) == len(TABLES)
    assert plan["matrix"] is plan["matrix"]
    assert plan.manifest["files"]
    with pytest.raises(KeyError):
        plan["nothing"]


def test_a_folder_without_a_publication_is_refused(tmp_path: Path) -> None:
    with pytest.raises(planrows.PlanrowsError, match=r"no manifest\.json there: name a published"):
        planrows.read_plan(tmp_path)


def test_a_file_that_cannot_be_read_is_a_planrows_error(tmp_path: Path) -> None:
    with pytest.raises(planrows.PlanrowsError, match=r"none\.pdf"):
        planrows.read_tables(tmp_path / "none.pdf")


def test_a_table_becomes_a_frame_of_texts() -> None:
    table = PrintedTable(
        "t1", True, (1, 2), ("No", "No"), (("1", ""), ("2", "x")), ("row", "row"), ((1, 1), (1, 2))
    )
    frame = table.to_frame()
    assert frame.columns.tolist() == ["No", "No"]
    assert frame.iloc[0].tolist() == ["1", ""]
    assert all(isinstance(kind, pandas.StringDtype) for kind in frame.dtypes)


def test_the_wheel_holds_what_the_library_needs() -> None:
    built = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    places = built["targets"]["wheel"]["only-include"]
    assert all((ROOT / place).exists() for place in places)
    default = tomllib.loads((ROOT / "sources" / "default.toml").read_text("utf-8"))["plan"]
    assert f"sources/{default}" in places


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"plan": None, "pdf": None, "out": None, "project": None, "fail_on": None}),
        (
            {"plan": "a@1", "pdf": "a.pdf", "out": "o", "project": "p", "max_minutes": 2},
            {
                "plan": "a@1", "pdf": Path("a.pdf"), "out": Path("o"), "project": Path("p"),
                "file_limits": FileLimits(FileLimits.pages, 120),
            },
        ),
    ],
)  # fmt: skip
def test_a_run_is_asked_for_what_it_is_given(
    given: dict[str, Any], expected: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[RunOptions] = []

    def execute(options: RunOptions) -> Outcome:
        asked.append(options)
        issues = IssueCounts(error=1, warning=2, info=3)
        verdict = Verdict(rows=4, areas=2, bodies=3, mentions=9, mentions_resolved=8, issues=issues)
        return Outcome("a", verdict, Published(Path("out"), 5, is_new=True), (), (), ())

    monkeypatch.setattr("pipeline.commands.run.execute", execute)
    result = planrows.run(**given)
    (options,) = asked
    assert {name: getattr(options, name) for name in expected} == expected
    assert options.quiet
    assert (result.plan, result.folder, result.is_new) == ("a", Path("out"), True)
    assert (result.rows, result.areas, result.bodies) == (4, 2, 3)
    assert result.open_issues == {"error": 1, "warning": 2, "info": 3}


@pytest.mark.parametrize(
    ("given", "pages"), [(None, None), ("2,5-7", [2, 5, 6, 7]), ((3, 4), [3, 4]), ([], [])]
)
def test_pages_are_given_as_text_or_as_numbers(
    given: Any, pages: list[int] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def read(_: Path, options: Any) -> Any:
        asked.append(options.pages)
        return SimpleNamespace(doubts=(), tables=())

    monkeypatch.setattr("extract.stage.read_tables", read)
    assert planrows.read_tables("a.pdf", pages=given) == []
    assert asked == [pages]


def test_a_publication_without_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(planrows.PlanrowsError, match="no Parquet files: publish it with"):
        planrows.read_plan(tmp_path)
    (tmp_path / "parquet").mkdir()
    assert list(planrows.read_plan(tmp_path)) == []
