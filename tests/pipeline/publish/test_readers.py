"""The published folder, opened with what analysts use."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path

import jsonschema
import pytest

from link.rows import TABLES
from tests.pipeline.publish.editions import ROWS, small_publication

ACTIVITIES = [row.activity for row in ROWS]


def test_frictionless_finds_the_package_valid(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import frictionless

    monkeypatch.chdir(published)
    report = frictionless.validate("datapackage.json")
    assert report.flatten(["rowNumber", "fieldName", "message"]) == []
    assert report.valid
    assert len(report.tasks) == len(TABLES)


def test_frictionless_sees_a_broken_foreign_key(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import frictionless

    for path in published.glob("*.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "sections.csv").write_text("section_id,title\n1,x\n")
    monkeypatch.chdir(tmp_path)
    assert not frictionless.validate("datapackage.json").valid


def test_pandas_reads_csv_and_parquet_alike(published: Path) -> None:
    import pandas

    from_csv = pandas.read_csv(published / "cells.csv", keep_default_na=False)
    from_parquet = pandas.read_parquet(published / "parquet" / "cells.parquet")
    assert list(from_csv["x0"]) == list(from_parquet["x0"]) == [100.0] * 4
    assert from_parquet["readings_agree"].tolist() == [None, True, True, True]


def test_polars_reads_parquet_with_its_types(published: Path) -> None:
    import polars

    frame = polars.read_parquet(published / "parquet" / "matrix.parquet")
    assert frame["activity"].to_list() == ACTIVITIES
    assert frame["page_first"].dtype == polars.Int64
    assert frame["focus_id"].null_count() == 1


def test_parquet_carries_descriptions(published: Path) -> None:
    import pyarrow.parquet

    schema = pyarrow.parquet.read_schema(published / "parquet" / "cells.parquet")
    assert schema.field("x0").metadata == {b"description": b"Left edge.", b"unit": b"pt"}
    assert schema.metadata[b"primary_key"] == b"cell_id,fragment"


def test_duckdb_joins_csv_and_parquet(published: Path) -> None:
    import duckdb

    found = duckdb.sql(
        f"""SELECT b.name, count(*) FROM '{published}/body_roles.csv' r
        JOIN '{published}/parquet/bodies.parquet' b USING (body_id)
        WHERE r.role = 'lead' AND scope = 'row' GROUP BY 1 ORDER BY 1"""
    ).fetchall()
    assert found == [("Committee on Women", 1), ("Meeting on Youth", 2)]


def test_sqlite_answers_the_usual_questions(published: Path) -> None:
    database = sqlite3.connect(f"file:{published / 'plan.sqlite'}?mode=ro", uri=True)
    ask = database.execute
    assert ask("PRAGMA foreign_key_check").fetchall() == []
    assert ask("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert ask("SELECT body_id, row_id FROM activities_by_lead").fetchall() == [
        ("ACW", "row-000"),
        ("SOMY", "row-000"),
        ("SOMY", "row-001"),
    ]
    assert ask("SELECT rule FROM open_issues").fetchall() == [("lead-missing",)]
    assert ask("SELECT printed FROM unresolved").fetchall() == [("Bureau of Sand",)]
    assert ask("SELECT is_relevant, is_lead FROM bodies_by_area").fetchall() == [
        (1, 1), (1, 1), (1, 0),
    ]  # fmt: skip
    assert ask("SELECT rows_led FROM body_totals").fetchall() == [(2,), (1,), (0,)]
    assert ask("SELECT row_id FROM rows_without_lead").fetchall() == [("row-002",), ("row-003",)]
    found = ask("SELECT row_id FROM search WHERE search MATCH 'etude OR workshops'").fetchall()
    assert found == [("row-000",), ("row-002",)]
    database.close()


def test_sqlite_holds_its_keys(published: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.sqlite").write_bytes((published / "plan.sqlite").read_bytes())
    database = sqlite3.connect(tmp_path / "copy.sqlite")
    database.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        database.execute("INSERT INTO areas VALUES ('area-9.9', 9, 'section-99', 'x', '9.9')")
    database.close()


def test_datasette_shows_a_view(published: Path) -> None:
    from datasette.app import Datasette

    async def get() -> str:
        site = Datasette([str(published / "plan.sqlite")], settings={"num_sql_threads": 1})
        await site.invoke_startup()
        response = await site.client.get("/plan/activities_by_lead")
        assert response.status_code == 200
        return str(response.text)

    assert "Committee on Women" in asyncio.run(get())


@pytest.mark.parametrize("name", ["plan", "issues"])
def test_json_is_valid_under_its_schema(published: Path, name: str) -> None:
    schema = json.loads((published / f"{name}.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads((published / f"{name}.json").read_text()), schema)


def test_csvw_describes_every_table(published: Path) -> None:
    metadata = json.loads((published / "csv-metadata.json").read_text())
    for spec, table in zip(TABLES, metadata["tables"], strict=True):
        header = (published / table["url"]).read_text().splitlines()[0].split(",")
        assert [column["titles"] for column in table["tableSchema"]["columns"]] == header
        assert table["tableSchema"]["primaryKey"] == list(spec.key)


def test_the_dictionary_names_every_column(published: Path) -> None:
    text = (published / "dictionary.md").read_text()
    for spec in small_publication().tables:
        assert f"## {spec.name}.csv" in text
        for name in spec.model.model_fields:
            assert f"| `{name}` |" in text


def test_provenance_leads_from_each_file_to_the_source(published: Path) -> None:
    graph = json.loads((published / "provenance.jsonld").read_text())["@graph"]
    by_id = {node["@id"]: node for node in graph}
    files = {node["label"] for node in graph if ":file:" in node["@id"]}
    assert {"matrix.csv", "plan.xlsx", "parquet/cells.parquet"} <= files
    node = next(n for n in graph if n.get("label") == "matrix.csv")
    assert by_id[node["derivedFrom"]]["label"] == "plan.pdf"
    step = by_id[node["generatedBy"]]
    while "informedBy" in step:
        step = by_id[step["informedBy"]]
    assert step["used"] == node["derivedFrom"]
