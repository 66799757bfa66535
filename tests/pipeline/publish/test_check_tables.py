"""Tables are checked against their Data Package: each value, key and reference by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.publish.check import check_tables_of


def field(name: str, type_: str = "string", joined: str = "", **constraints: object) -> Any:
    found: dict[str, object] = {"name": name, "type": type_, "constraints": constraints}
    return found | ({"planrows:joined": joined} if joined else {})


def resource(name: str, *fields: Any, **schema: object) -> Any:
    whole = {"fields": list(fields), **schema}
    return {"name": name, "path": f"{name}.csv", "format": "csv", "schema": whole}


def problems(folder: Path, *resources: Any, **texts: str) -> list[str]:
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return list(check_tables_of(folder, {"resources": list(resources)}))


@pytest.mark.parametrize(
    ("type_", "constraints", "value", "problem"),
    [
        ("integer", {"minimum": 1, "maximum": 3}, "1", ""),
        ("integer", {"minimum": 1, "maximum": 3}, "3", ""),
        ("integer", {"minimum": 1, "maximum": 3}, "0", "0 is out of range"),
        ("integer", {"minimum": 1, "maximum": 3}, "4", "4 is out of range"),
        ("integer", {}, "-7", ""),
        ("integer", {}, "1.5", "'1.5' is not of type integer"),
        ("number", {"minimum": 0}, "0.0", ""),
        ("number", {}, "1.5", ""),
        ("number", {}, "much", "'much' is not of type number"),
        ("boolean", {}, "true", ""),
        ("boolean", {}, "false", ""),
        ("boolean", {}, "True", "'True' is not true or false"),
        ("string", {"enum": ["a", "b"]}, "b", ""),
        ("string", {"enum": ["a", "b"]}, "c", "'c' is not one of a, b"),
        ("string", {}, "true", ""),
        ("string", {}, "7", ""),
    ],
)
def test_a_value_is_of_its_type_and_within_its_limits(
    tmp_path: Path, type_: str, constraints: dict[str, object], value: str, problem: str
) -> None:
    table = resource("t", field("key"), field("value", type_, **constraints))
    found = problems(tmp_path, table, t=f"key,value\nk,{value}\n")
    assert found == ([f"t.csv, row 2, value: {problem}"] if problem else [])


@pytest.mark.parametrize(
    ("type_", "constraints"), [("integer", {"minimum": 1}), ("string", {"enum": ["a"]})]
)
def test_only_a_required_value_may_not_be_empty(
    tmp_path: Path, type_: str, constraints: dict[str, object]
) -> None:
    free = resource("t", field("key"), field("value", type_, **constraints))
    needed = resource("t", field("key"), field("value", type_, required=True, **constraints))
    assert problems(tmp_path, free, t="key,value\nk,\n") == []
    assert problems(tmp_path, needed, t="key,value\nk,\n") == [
        "t.csv, row 2, value: is empty, but a value is required"
    ]


def test_a_key_occurs_once_and_a_table_may_have_none(tmp_path: Path) -> None:
    rows = "a,b\nx,1\nx,2\nx,1\n"
    fields = (field("a"), field("b"))
    assert problems(tmp_path, resource("t", *fields, primaryKey=["a", "b"]), t=rows) == [
        "t.csv, row 4: the key x/1 is already in row 2"
    ]
    assert len(problems(tmp_path, resource("t", *fields, primaryKey=["a"]), t=rows)) == 2
    assert problems(tmp_path, resource("t", *fields), t=rows) == []


def test_rows_are_as_long_as_the_header(tmp_path: Path) -> None:
    table = resource("t", field("a"), field("b"))
    found = problems(tmp_path, table, t="a,b\n1\n1,2\n\n1,2,3\n")
    said = "has more or fewer values than columns"
    assert found == [f"t.csv, row 2: {said}", f"t.csv, row 5: {said}"]
    assert problems(tmp_path, table, t="b,a\n1,2\n") == ["t.csv: columns are b, a; expected a, b"]
    assert problems(tmp_path, table, t="") == ["t.csv: columns are ; expected a, b"]


def test_files_that_are_no_tables_are_not_read(tmp_path: Path) -> None:
    other = {"name": "plan", "path": "plan.sqlite", "format": "sqlite"}
    assert problems(tmp_path, other, resource("t", field("a")), t="a\n1\n") == []
    assert problems(tmp_path, resource("gone", field("a")))[0].startswith(
        "gone.csv: cannot be read"
    )


def reference(column: str, table: str, to: str) -> dict[str, object]:
    return {"fields": [column], "reference": {"resource": table, "fields": [to]}}


def test_references_lead_to_rows_of_their_table(tmp_path: Path) -> None:
    bodies = resource(
        "bodies", field("id"), field("parent"), foreignKeys=[reference("parent", "", "id")]
    )
    rows = resource(
        "rows", field("lead"), field("others", joined="bodies.id"),
        foreignKeys=[reference("lead", "bodies", "id")],
    )  # fmt: skip
    sound = {"bodies": "id,parent\nA,\nB,A\n", "rows": "lead,others\nA,A; B\n,\n"}
    assert problems(tmp_path, bodies, rows, **sound) == []
    broken = {"bodies": "id,parent\nA,\nB,C\n", "rows": "lead,others\nD,A; E\nA; B,\n"}
    assert problems(tmp_path, bodies, rows, **broken) == [
        "bodies.csv, row 3, parent: 'C' is not in bodies.csv",
        "rows.csv, row 2, lead: 'D' is not in bodies.csv",
        "rows.csv, row 3, lead: 'A; B' is not in bodies.csv",
        "rows.csv, row 2, others: 'E' is not in bodies.csv",
    ]
    # A table with a fault of its own has no keys to compare with.
    assert problems(tmp_path, bodies, rows, bodies="x\n", rows=sound["rows"]) == [
        "bodies.csv: columns are x; expected id, parent"
    ]
