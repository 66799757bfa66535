"""``planrows check``: checksums, schemas, keys and expectations of a published folder."""

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
    """Check a published folder and print what is wrong.

    Raises:
        UsageError: there is no such folder.
        BrokenExpectationError: something is wrong; each finding has been printed.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder: name a published one, like outputs/PLAN")
    problems = check_publication(folder, docs)
    for problem in problems[:MOST_SHOWN]:
        print(clean(problem))
    if problems:
        more = f" (the first {MOST_SHOWN} shown)" if len(problems) > MOST_SHOWN else ""
        raise BrokenExpectationError(f"{folder}: {len(problems)} problems{more}")
    print(clean(f"{folder}: checksums, schemas, keys and expectations hold"))
    if docs is not None:
        print(clean(f"Data Docs written to {docs} (for the data team: they load from the network)"))


def check_publication(folder: Path, docs: Path | None = None) -> list[str]:
    """Return the problems of a published folder, one line each.

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
        # The expectations would only repeat a violation of the schema.
        return problems
    from expectations.suites.checkpoint import run_checkpoint
    from expectations.suites.parts import parts_of

    return [f"{f.table}: {f.message}" for f in run_checkpoint(parts_of(records), docs)]


def _records(folder: Path, spec: TableSpec) -> Iterator[Frozen]:
    """Yield the rows of a published table as models, without the plan's own columns."""
    from pipeline.publish.data.csv_files import read_csv

    for row in read_csv(folder / f"{spec.name}.csv"):
        yield spec.model.model_validate(_values(row, spec.model))


def _values(row: Mapping[str, str], model: type[Frozen]) -> dict[str, object]:
    """Return the values of a row; an empty value of a nullable column is None."""
    return {
        name: None if row[name] == "" and _takes_none(field.annotation) else row[name]
        for name, field in model.model_fields.items()
        if name in row
    }


def _takes_none(annotation: object) -> bool:
    is_union = typing.get_origin(annotation) in (typing.Union, types.UnionType)
    return is_union and type(None) in typing.get_args(annotation)
