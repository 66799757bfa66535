"""A published column follows from its field of the row model."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import Field

from extract.model import Frozen
from link.rows import TableSpec
from pipeline.publish.core.columns import Column, columns_of, foreign_keys, values_of
from pipeline.publish.data.sqlite import create_table
from pipeline.publish.describe.csvw import _column as csvw_column
from pipeline.publish.describe.datapackage import table_schema
from pipeline.publish.describe.dictionary import kind, meaning


class Row(Frozen):
    row_id: str = Field(description="Key  of\n the row.")
    size: float | None = Field(
        default=None, ge=0, le=9.5, description="Size.", json_schema_extra={"unit": "points"}
    )
    count: int = Field(default=0, description="Count.")
    flag: bool | None = Field(default=None, description="Flag.")
    state: Literal["", "open"] = Field(default="", description="State.")
    shape: Literal["a", "b"] = Field(default="a", description="Shape.")
    body_id: str = Field(
        default="", description="Body.", json_schema_extra={"references": "bodies.body_id"}
    )
    bodies: str = Field(
        default="",
        description="Bodies.",
        json_schema_extra={"references": "bodies.body_id", "joined": True},
    )


class Wrong(Frozen):
    values: tuple[str, ...] = ()


class One(Frozen):
    key: str


SPEC = TableSpec(name="rows", model=Row, key=("row_id",), description="Rows.")
BY_NAME = {column.name: column for column in columns_of(Row)}


def test_type_limits_unit_and_target_are_read() -> None:
    size, flag = BY_NAME["size"], BY_NAME["flag"]
    assert (size.type, size.is_nullable, size.unit) == ("number", True, "points")
    assert (size.minimum, size.maximum) == (0, 9.5)
    assert (flag.type, flag.is_nullable, flag.minimum, flag.maximum) == (
        "boolean", True, None, None,
    )  # fmt: skip
    assert BY_NAME["count"].type == "integer"
    assert not BY_NAME["count"].is_nullable
    assert BY_NAME["state"].values == ("", "open")
    assert BY_NAME["row_id"].description == "Key of the row."
    assert BY_NAME["row_id"].target is None


def test_a_joined_column_is_no_foreign_key() -> None:
    assert BY_NAME["bodies"].is_joined
    assert [column.name for column in foreign_keys(SPEC)] == ["body_id"]
    assert not BY_NAME["row_id"].is_foreign_key


def test_a_type_that_no_table_holds_is_refused() -> None:
    with pytest.raises(TypeError, match="column 'values' has type"):
        columns_of(Wrong)


def test_values_are_in_the_order_of_the_columns() -> None:
    row = Row(row_id="r1", size=2.0, bodies="A; B")
    assert values_of(row) == ("r1", 2.0, 0, None, "", "a", "", "A; B")
    assert values_of(One(key="k")) == ("k",)


def test_a_table_schema_says_what_each_value_must_be() -> None:
    schema = table_schema(SPEC)
    limits = {field["name"]: field.get("constraints") for field in schema["fields"]}
    assert limits == {
        "row_id": {"required": True, "unique": True},
        "size": {"minimum": 0, "maximum": 9.5},
        "count": {"required": True},
        "flag": None,
        "state": {"enum": ["open"]},
        "shape": {"enum": ["a", "b"]},
        "body_id": None,
        "bodies": None,
    }
    joined = {f["name"]: f["planrows:joined"] for f in schema["fields"] if "planrows:joined" in f}
    assert joined == {"bodies": "bodies.body_id"}
    assert {f["name"]: f["unit"] for f in schema["fields"] if "unit" in f} == {"size": "points"}
    assert schema["foreignKeys"] == [
        {"fields": ["body_id"], "reference": {"resource": "bodies", "fields": ["body_id"]}}
    ]


def test_a_key_of_two_columns_makes_neither_unique() -> None:
    spec = TableSpec(name="rows", model=Row, key=("row_id", "size"), description="Rows.")
    two = table_schema(spec)
    limits = {field["name"]: field.get("constraints", {}) for field in two["fields"]}
    assert limits["row_id"] == {"required": True}
    assert limits["size"]["required"] is True


def test_a_table_that_refers_to_itself_names_no_resource() -> None:
    bodies = TableSpec(name="bodies", model=Row, key=("row_id",), description="Bodies.")
    assert table_schema(bodies)["foreignKeys"][0]["reference"]["resource"] == ""


def test_csvw_names_formats_limits_and_separators() -> None:
    found = {column.name: csvw_column(column, SPEC) for column in columns_of(Row)}
    assert found["size"]["datatype"] == {"base": "number", "minimum": 0, "maximum": 9.5}
    assert found["shape"]["datatype"] == {"base": "string", "format": "a|b"}
    assert found["state"]["datatype"] == "string"  # a format cannot allow an empty value
    assert {name for name, column in found.items() if "separator" in column} == {"bodies"}
    assert {name for name, column in found.items() if "required" in column} == {"row_id"}


def test_sqlite_checks_values_and_keys() -> None:
    sql = create_table(SPEC)
    assert '"row_id" TEXT NOT NULL,' in sql
    assert '"size" REAL,' in sql
    assert "\"state\" TEXT NOT NULL CHECK (\"state\" IN ('', 'open'))" in sql
    assert '"flag" INTEGER CHECK ("flag" IN (0, 1))' in sql
    assert '"count" INTEGER NOT NULL,' in sql
    assert sql.count("FOREIGN KEY") == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("size", "number (points), may be unknown"),
        ("count", "integer"),
        ("flag", "boolean, may be unknown"),
    ],
)
def test_the_dictionary_says_the_type(name: str, words: str) -> None:
    assert kind(BY_NAME[name]) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("count", "Count."),
        ("body_id", "Body. (refers to bodies.body_id)"),
        ("bodies", "Bodies. (identifiers joined by '; ' of bodies.body_id)"),
        ("state", "State. One of: (empty), open."),
    ],
)
def test_the_dictionary_says_the_meaning(name: str, words: str) -> None:
    column: Column = BY_NAME[name]
    assert meaning(column) == words
