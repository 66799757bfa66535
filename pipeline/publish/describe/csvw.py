"""Write ``csv-metadata.json``: CSV on the Web (W3C) metadata of all tables."""

from __future__ import annotations

from typing import Any

from link.rows import JOINED, TableSpec
from pipeline.publish.core.columns import Column, columns_of, foreign_keys
from pipeline.publish.core.model import Described
from pipeline.publish.describe.datapackage import describe

CONTEXT = "http://www.w3.org/ns/csvw"


def csvw(publication: Described) -> dict[str, Any]:
    """Return the metadata of the publication's CSV files."""
    card = publication.card
    return {
        "@context": [CONTEXT, {"@language": card.language}],
        "dc:title": card.title,
        "dc:description": describe(card),
        "dc:publisher": card.publisher or card.adopted_by,
        "dc:rights": card.licence,
        "tables": [_table_description(spec) for spec in publication.tables],
    }


def _table_description(spec: TableSpec) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_column(column, spec) for column in columns_of(spec.model)],
        "primaryKey": list(spec.key),
    }
    keys = [
        {
            "columnReference": column.name,
            "reference": {"resource": f"{column.target[0]}.csv", "columnReference": target},
        }
        for column in foreign_keys(spec)
        if column.target
        for target in [column.target[1]]
    ]
    return {
        "url": f"{spec.name}.csv",
        "dc:description": " ".join(spec.description.split()),
        "dialect": {"lineTerminators": ["\n"], "header": True, "encoding": "utf-8"},
        "tableSchema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _column(column: Column, spec: TableSpec) -> dict[str, Any]:
    datatype: dict[str, Any] = {"base": column.type}
    if column.values and "" not in column.values:
        datatype["format"] = "|".join(column.values)
    if column.minimum is not None:
        datatype["minimum"] = column.minimum
    if column.maximum is not None:
        datatype["maximum"] = column.maximum
    described: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.description,
        "datatype": datatype if len(datatype) > 1 else column.type,
    }
    if column.is_joined:
        described["separator"] = JOINED
    if column.name in spec.key:
        described["required"] = True
    return described
