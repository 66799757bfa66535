"""Check a published folder against its own manifest, Data Package and schemas."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from link.rows import JOINED
from pipeline.publish.core.json_text import read_json
from pipeline.publish.core.model import MANIFEST, SIGNATURE
from pipeline.publish.data.csv_files import read_csv, shape_of
from pipeline.publish.describe.manifest import file_sums
from pipeline.publish.user_files import published_sums

PACKAGE = "datapackage.json"
SCHEMAS = {"plan.json": "plan.schema.json", "issues.json": "issues.schema.json"}
MAX_MESSAGE = 200
"""Characters of a message of the JSON Schema validator, which may quote a whole document."""
Rows = Sequence[Mapping[str, str]]


def check_folder(folder: Path) -> list[str]:
    """Return the faults of a published folder, a line each.

    The check covers the checksum of each file, the JSON Schemas, and the header, types,
    constraints, keys and foreign keys of each table, including identifiers joined in one column.
    """
    sums = published_sums(folder)
    if sums is None:
        return [f"{folder}: has no readable {MANIFEST}; name a published folder"]
    try:
        package = read_json(folder / PACKAGE)
    except (OSError, ValueError) as error:
        return [*_checksums(folder, sums), f"{PACKAGE}: cannot be read: {error}"]
    found = [*_checksums(folder, sums), *_schemas(folder)]
    try:
        return [*found, *check_tables_of(folder, package)]
    except (AttributeError, KeyError, TypeError) as error:
        return [*found, f"{PACKAGE}: is not a Data Package ({type(error).__name__}: {error})"]


def _checksums(folder: Path, expected: Mapping[str, str]) -> Iterator[str]:
    found = {file.path: file.sha256 for file in file_sums(folder)}
    for name, sha in expected.items():
        if name in (MANIFEST, SIGNATURE):
            continue
        if ".." in PurePosixPath(name).parts or PurePosixPath(name).is_absolute():
            yield f"{MANIFEST}: names {name!r}, which is outside the folder"
        elif name not in found:
            yield f"{name}: is missing"
        elif found[name] != sha:
            yield f"{name}: was changed (sha256 {found[name][:12]}…, published {sha[:12]}…)"


def _schemas(folder: Path) -> Iterator[str]:
    import jsonschema_rs

    for name, schema_name in SCHEMAS.items():
        try:
            value = read_json(folder / name)
            schema = read_json(folder / schema_name)
        except (OSError, ValueError) as error:
            yield f"{name}: cannot be checked: {error}"
            continue
        for fault in jsonschema_rs.Draft202012Validator(schema).iter_errors(value):
            place = "/".join(str(part) for part in fault.instance_path)
            yield f"{name}: {place or 'top level'}: {fault.message[:MAX_MESSAGE]}"


def check_tables_of(folder: Path, package: Mapping[str, Any]) -> Iterator[str]:
    """Yield the faults of the tables that a Data Package describes."""
    tables: dict[str, Rows] = {}
    resources = {r["name"]: r for r in package["resources"] if r.get("format") == "csv"}
    for name, resource in resources.items():
        try:
            path = os.path.basename(resource["path"])  # noqa: PTH119 - a name, never a path
            rows: Rows = read_csv(folder / path)
            header, uneven = shape_of(folder / path)
        except (OSError, ValueError) as error:
            yield f"{resource['path']}: cannot be read: {error}"
            continue
        if header != _names(resource):
            expected = ", ".join(_names(resource))
            yield f"{path}: columns are {', '.join(header)}; expected {expected}"
            continue
        yield from (f"{path}, row {row}: has more or fewer values than columns" for row in uneven)
        yield from _rows(resource, rows)
        tables[name] = rows
    for name, rows in tables.items():
        yield from _foreign_keys(resources[name], rows, tables)


def _names(resource: Mapping[str, Any]) -> list[str]:
    return [field["name"] for field in resource["schema"]["fields"]]


def _rows(resource: Mapping[str, Any], rows: Rows) -> Iterator[str]:
    schema, path = resource["schema"], resource["path"]
    seen: dict[tuple[str, ...], int] = {}
    for line, row in enumerate(rows, 2):
        for field in schema["fields"]:
            if problem := _value_problem(field, row[field["name"]]):
                yield f"{path}, row {line}, {field['name']}: {problem}"
        key = tuple(row[name] for name in schema.get("primaryKey", ()))
        if key and key in seen:
            yield f"{path}, row {line}: the key {'/'.join(key)} is already in row {seen[key]}"
        seen.setdefault(key, line)


def _value_problem(field: Mapping[str, Any], value: str) -> str | None:
    limits = field.get("constraints", {})
    if value == "":
        return "is empty, but a value is required" if limits.get("required") else None
    if "enum" in limits and value not in limits["enum"]:
        return f"{value!r} is not one of {', '.join(limits['enum'])}"
    if field["type"] == "boolean":
        return None if value in ("true", "false") else f"{value!r} is not true or false"
    if field["type"] in ("integer", "number"):
        try:
            number = int(value) if field["type"] == "integer" else float(value)
        except ValueError:
            return f"{value!r} is not of type {field['type']}"
        if not limits.get("minimum", number) <= number <= limits.get("maximum", number):
            return f"{value} is out of range"
    return None


def _foreign_keys(
    resource: Mapping[str, Any], rows: Rows, tables: Mapping[str, Rows]
) -> Iterator[str]:
    targets: list[tuple[str, str, str, bool]] = [
        (key["fields"][0], key["reference"]["resource"], key["reference"]["fields"][0], False)
        for key in resource["schema"].get("foreignKeys", ())
    ]
    for field in resource["schema"]["fields"]:
        if joined := field.get("planrows:joined"):
            table, _, column = joined.partition(".")
            targets.append((field["name"], table, column, True))
    for name, table, column, is_joined in targets:
        target = tables.get(table or resource["name"])
        if target is None:  # that table has a fault of its own, already reported
            continue
        known = {row[column] for row in target}
        for line, row in enumerate(rows, 2):
            for value in row[name].split(JOINED) if is_joined else [row[name]]:
                if value and value not in known:
                    yield (
                        f"{resource['path']}, row {line}, {name}: {value!r} is not in "
                        f"{table or resource['name']}.csv"
                    )
