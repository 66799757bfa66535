"""What a published folder is compared with, changed; the files stay as published."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from extract.model import Frozen
from pipeline.verify.contents import Contents


def with_records(contents: Contents, table: str, records: Iterable[Frozen]) -> Contents:
    return dataclasses.replace(contents, records={**contents.records, table: tuple(records)})


def with_first(contents: Contents, table: str, **values: object) -> Contents:
    first, *others = contents.records[table]
    return with_records(contents, table, [first.model_copy(update=values), *others])


def with_manifest(contents: Contents, **values: object) -> Contents:
    return dataclasses.replace(contents, manifest=contents.manifest.model_copy(update=values))


def with_card(contents: Contents, **values: object) -> Contents:
    card = contents.plan.card.model_copy(update=values)
    return dataclasses.replace(contents, plan=contents.plan.model_copy(update={"card": card}))


def only(contents: Contents, *names: str) -> Contents:
    """Let a publication have some formats alone."""
    return with_manifest(contents, formats=names)
