"""Write ``datapackage.json``: Data Package v2 with every field, key and foreign key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from link.rows import JOINED, TableSpec
from pipeline.config.source_card import SourceCard
from pipeline.formulas import __doc__ as formula_rule
from pipeline.publish.core.columns import Column, columns_of, foreign_keys
from pipeline.publish.core.model import FORMAT_VERSION, Described, FileSum

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"

_CREATIVE_COMMONS = re.compile(
    r"\bCC[ -](?P<terms>BY(?:-(?:NC|ND|SA))*)[ -](?P<version>\d\.\d)", re.IGNORECASE
)


def datapackage(publication: Described, sums: Mapping[str, FileSum]) -> dict[str, Any]:
    """Return the descriptor of the publication's CSV files.

    Args:
        publication: the plan.
        sums: path → checksum and size of each written file.
    """
    card = publication.card
    return {
        "$schema": PROFILE,
        "name": package_name(card),
        "id": f"urn:planrows:{package_name(card)}",
        "title": card.title,
        "description": describe(card),
        "version": FORMAT_VERSION,
        **({"licenses": [licence(card.licence)]} if card.licence else {}),
        "sources": [
            {
                "title": f"{card.title} ({publication.source.file}, "
                f"sha256 {publication.source.sha256})"
            }
        ],
        "contributors": [
            {"title": card.publisher or card.adopted_by or card.id, "roles": ["publisher"]}
        ],
        "keywords": ["plan of action", card.id],
        "planrows:formulas": " ".join((formula_rule or "").split()),
        "planrows:labels": dict(publication.labels),
        "resources": [_resource(spec, sums) for spec in publication.tables],
    }


def licence(note: str) -> dict[str, str]:
    """Return the licence note of a source card as a licence of the Data Package.

    If the note names a Creative Commons licence, this gives its name and URL; otherwise the note
    itself is the title.
    """
    found = _CREATIVE_COMMONS.search(note)
    if not found:
        return {"name": "other", "title": note}
    terms, version = found["terms"].upper(), found["version"]
    return {
        "name": f"CC-{terms}-{version}",
        "path": f"https://creativecommons.org/licenses/{terms.lower()}/{version}/",
        "title": note,
    }


def package_name(card: SourceCard) -> str:
    """Return the package's name: the plan's id and, if there is one, its edition."""
    return f"{card.id}.{card.edition}".lower() if card.edition else card.id.lower()


def describe(card: SourceCard) -> str:
    """Return one or two sentences about the dataset and its source."""
    return f"{card.title.rstrip('.')}, row by row as printed. {origin(card)}".strip()


def origin(card: SourceCard) -> str:
    """Return who adopted the plan, when, and how its file was made; empty: not known.

    Of an edition that is not in force, it says so first; a draft is adopted by nobody.
    """
    by = f" by the {card.adopted_by}" if card.adopted_by else ""
    on = f" on {card.adopted_on.isoformat()}" if card.adopted_on else ""
    adopted = f"Adopted{by}{on}" if (by or on) and card.status != "draft" else ""
    source = f"Source: {card.source}" if card.source else ""
    parts = [card.notice, adopted, source, card.provenance]
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def _resource(spec: TableSpec, sums: Mapping[str, FileSum]) -> dict[str, Any]:
    path = f"{spec.name}.csv"
    return {
        "name": spec.name,
        "type": "table",
        "path": path,
        "title": spec.name.replace("_", " ").capitalize(),
        "description": " ".join(spec.description.split()),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": sums[path].bytes,
        "hash": f"sha256:{sums[path].sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True},
        "schema": table_schema(spec),
    }


def table_schema(spec: TableSpec) -> dict[str, Any]:
    """Return the Table Schema of a table."""
    schema: dict[str, Any] = {
        "$schema": TABLE_PROFILE,
        "fields": [_field(column, spec) for column in columns_of(spec.model)],
        "missingValues": [""],
        "primaryKey": list(spec.key),
    }
    # In the specification, an empty resource is the table itself.
    keys = [
        {
            "fields": [column.name],
            "reference": {"resource": "" if table == spec.name else table, "fields": [target]},
        }
        for column in foreign_keys(spec)
        for table, target in [column.target or ("", "")]
    ]
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(column: Column, spec: TableSpec) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "title": column.name.replace("_", " ").capitalize(),
        "type": column.type,
        "description": column.description,
    }
    if column.unit:
        field["unit"] = column.unit
    if column.is_joined and column.target:
        field["planrows:joined"] = ".".join(column.target)
        field["planrows:separator"] = JOINED
    constraints: dict[str, Any] = {}
    # Text is never required: CSV cannot tell an empty text from a missing value.
    if column.name in spec.key or (column.type != "string" and not column.is_nullable):
        constraints["required"] = True
    if len(spec.key) == 1 and column.name in spec.key:
        constraints["unique"] = True
    if column.values:
        constraints["enum"] = [value for value in column.values if value]
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.maximum is not None:
        constraints["maximum"] = column.maximum
    return field | ({"constraints": constraints} if constraints else {})
