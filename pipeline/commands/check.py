"""``planrows check``: whether a published folder is whole and keeps what its tables promise."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from extract.model import Frozen
from link.rows import TABLES, TableSpec
from pipeline.errors import BrokenExpectationError, UsageError
from pipeline.terminal import clean

MOST_SHOWN = 50


def check_command(folder: Path, docs: Path | None) -> None:
    """Check a published folder; say what is wrong, or that all is well.

    Raises:
        UsageError: the folder is not there.
        BrokenExpectationError: something is wrong; each finding was printed before.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder: name a published one, like outputs/PLAN")
    problems = check_publication(folder, docs)
    for problem in problems[:MOST_SHOWN]:
        print(clean(problem))
    if problems:
        more = f" (the first {MOST_SHOWN} shown)" if len(problems) > MOST_SHOWN else ""
        raise BrokenExpectationError(f"{folder}: {len(problems)} things are wrong{more}")
    print(clean(f"{folder}: checksums, schemas, keys and expectations hold"))
    if docs is not None:
        print(clean(f"Data Docs written to {docs} (for the data team: they load from the network)"))


def check_publication(folder: Path, docs: Path | None = None) -> list[str]:
    """Return what is wrong with a published folder, a line each.

    Args:
        folder: the publication.
        docs: folder for Great Expectations' Data Docs; None: none are made.
    """
    from pipeline.publish.check import check_folder

    problems = check_folder(folder)
    records: dict[str, list[Frozen]] = {}
    for spec in TABLES:
        try:
            records[spec.name] = list(_records(folder, spec))
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{spec.name}.csv: cannot be read: {error}")
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            problems.append(f"{spec.name}.csv: {place}: {first['msg']} ({first['input']!r})")
    if problems:
        # What does not fit its own schema would only be said twice.
        return problems
    from expectations.suites.checkpoint import run_checkpoint
    from expectations.suites.parts import parts_of

    return [f"{f.table}: {f.message}" for f in run_checkpoint(parts_of(records), docs)]


def _records(folder: Path, spec: TableSpec) -> Iterator[Frozen]:
    """Yield a published table's rows as models, a plan's own columns left out."""
    from pipeline.publish.data.csv_files import read_csv

    for row in read_csv(folder / f"{spec.name}.csv"):
        yield spec.model.model_validate(_values(row, spec.model))


def _values(row: Mapping[str, str], model: type[Frozen]) -> dict[str, object]:
    """Return a row's values; an empty one is unknown where the column may be."""
    return {
        name: None if row[name] == "" and _takes_none(field.annotation) else row[name]
        for name, field in model.model_fields.items()
        if name in row
    }


def _takes_none(annotation: object) -> bool:
    is_union = typing.get_origin(annotation) in (typing.Union, types.UnionType)
    return is_union and type(None) in typing.get_args(annotation)
