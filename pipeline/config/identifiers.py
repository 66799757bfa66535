"""Read the identifiers that the records of an edition had in an earlier one.

``planrows adopt`` writes them beside ``plan.toml``: ``identifiers@EDITION.csv`` says what the
identifiers of the edition before EDITION became in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field

from extract.frozen import Frozen
from pipeline.config.config import Plan
from pipeline.config.settings_files import read_records


class EarlierIdentifier(Frozen):
    """An identifier of an earlier edition, and what it became."""

    table: str
    old_id: str = Field(min_length=1)
    new_id: str = Field(min_length=1)
    relation: Literal["same", "merged", "split"] = "same"


def earlier_identifiers(plan: Plan) -> tuple[EarlierIdentifier, ...]:
    """Return the identifiers that the edition before a plan's edition had.

    Raises:
        SettingsError: the file or one of its lines is wrong.
    """
    edition = plan.card.edition
    return _read(plan.folder / (f"identifiers@{edition}.csv" if edition else "identifiers.csv"))


def _read(path: Path) -> tuple[EarlierIdentifier, ...]:
    return read_records(path, EarlierIdentifier, ("table", "old_id", "new_id"))


def later_ids(plan: Plan, record_id: str) -> Iterator[str]:
    """Yield the identifiers that one of any earlier edition became, over all editions since.

    Raises:
        SettingsError: a file of identifiers is wrong.
    """
    new_of: dict[str, list[str]] = {}
    for path in sorted(plan.folder.glob("identifiers*.csv")):
        for item in _read(path):
            new_of.setdefault(item.old_id, []).append(item.new_id)
    yield from _followed(record_id, new_of)


def _followed(record_id: str, new_of: Mapping[str, Sequence[str]]) -> Iterator[str]:
    seen, queue = {record_id}, [record_id]
    while queue:
        for later in new_of.get(queue.pop(0), ()):
            if later not in seen:
                seen.add(later)
                queue.append(later)
                yield later
