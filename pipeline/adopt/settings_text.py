"""Rewrite ``plan.toml`` for an adoption: comments and the settings of all stages stay."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from pipeline.config.config import STAGES
from pipeline.config.source_card import OF_THE_PLAN
from pipeline.errors import UsageError


def adopted_text(text: str, edition: str, old: str, card: Mapping[str, Any]) -> str:
    """Return the text of ``plan.toml`` in which an edition is the plan's own.

    ``[source]`` holds the card of the new edition, ``[editions.OLD]`` that of the old one, which
    is superseded. An edition's own settings of stages stay where they are, so that the adoption
    changes no setting of either.

    Args:
        text: the present text.
        edition: name of the edition that is adopted.
        old: name that the old edition has from now on.
        card: the card of the new edition.

    Raises:
        UsageError: the file is written in a way that cannot be rewritten safely.
    """
    values = tomllib.loads(text)
    expected = _expected(values, edition, old, card)
    try:
        written = _rewritten(text, edition, old, expected)
        if _without_order(tomllib.loads(written)) != _without_order(expected):
            raise ValueError("other content")
    except (TOMLKitError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"plan.toml cannot be rewritten ({error}); write [source] and each edition as a table "
            "of its own, like [editions.2026]"
        ) from error
    return written


def _expected(
    values: Mapping[str, Any], edition: str, old: str, card: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the content that the new text must have."""
    source = values["source"]
    editions = {name: dict(table) for name, table in values.get("editions", {}).items()}
    stages = {key: value for key, value in editions.pop(edition).items() if key in STAGES}
    if stages:
        editions[edition] = stages
    before = {key: value for key, value in source.items() if key not in ("id", "edition")}
    editions[old] = {**editions.get(old, {}), **before, "status": "superseded"}
    shared = {key: source[key] for key in OF_THE_PLAN if key in source}
    own = {**shared, **card, "edition": edition}
    return {**values, "source": own, "editions": editions}


def _rewritten(text: str, edition: str, old: str, expected: Mapping[str, Any]) -> str:
    document = tomlkit.parse(text)
    source, new = document["source"], expected["source"]
    for key in [key for key in source if key not in new]:
        del source[key]
    for key, value in new.items():
        source[key] = value
    fields = {key: value for key, value in expected["editions"][old].items() if key not in STAGES}
    tables = document["editions"]
    if old in tables:  # settings of the old edition's own
        for key, value in fields.items():
            tables[old][key] = value
        fields = {}
    if edition in expected["editions"]:
        for key in [key for key in tables[edition] if key not in STAGES]:
            del tables[edition][key]
    else:
        del tables[edition]
        if not tables:
            del document["editions"]
    table = tomlkit.dumps({"editions": {old: fields}}).replace("[editions]\n", "") if fields else ""
    return f"{document.as_string().rstrip()}\n\n{table}".rstrip() + "\n"


def _without_order(values: Any) -> Any:
    """Return nested values whose comparison does not depend on empty tables."""
    if isinstance(values, dict):
        return {key: _without_order(item) for key, item in values.items() if item != {}}
    return values
