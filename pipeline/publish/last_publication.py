"""What a publication would lose of what the last one of the same plan holds."""

from __future__ import annotations

import csv
import getpass
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline.publish.core.model import FORMAT_VERSION, MANIFEST, AcceptedChange, Manifest
from pipeline.publish.data.csv_files import read_csv
from pipeline.terminal import say

MATRIX, AREAS, ROLES = COMPARED = ("matrix.csv", "areas.csv", "body_roles.csv")
"""The tables that are compared: all that is taken from the print rests on them."""

MOST_EMPTIED = Fraction(1, 3)
"""Share by which a column's filled cells may fall: a revision empties some cells, a column that
is taken for another one most of them."""
MOST_GONE = Fraction(1, 5)
"""Share of rows or areas that may go: a revision drops a few, a page that is not read many."""
MOST_UNRESOLVED = Fraction(1, 5)
"""Share by which the resolved mentions of bodies may fall: a body that is renamed takes some
with it, an annex that is not found most of them."""
MOST_NAMED = 5
"""Losses that a message names."""


@dataclass(frozen=True)
class Figures:
    """How much a published folder holds.

    Attributes:
        rows: of the matrix.
        areas: of its areas.
        mentions: of bodies.
        resolved: of them, those whose body is known.
        filled: filled cells of each column of the matrix.
    """

    rows: int
    areas: int
    mentions: int
    resolved: int
    filled: Mapping[str, int]

    @classmethod
    def of(cls, folder: Path) -> Figures:
        """Count what a folder holds.

        Raises:
            OSError: a table cannot be read.
            ValueError: a table is no text, or the matrix holds no rows.
            KeyError: a table lacks a column.
        """
        matrix = read_csv(folder / MATRIX)
        if not matrix:
            raise ValueError(f"{MATRIX} holds no rows")
        bodies = [bool(row["body_id"]) for row in read_csv(folder / ROLES)]
        columns = list(matrix[0])
        return cls(
            rows=len([row["row_id"] for row in matrix]),
            areas=len([row["area_id"] for row in read_csv(folder / AREAS)]),
            mentions=len(bodies),
            resolved=sum(bodies),
            filled={name: sum(bool(row[name].strip()) for row in matrix) for name in columns},
        )


def losses(out: Path, new: Path, plan: str) -> tuple[str, ...]:
    """Say what a new folder holds much less of than the one that it would replace.

    A last publication of another plan is not compared. One that cannot be read or was
    altered, or is of another format, is no failure: that is said.

    Args:
        out: the last publication, if there is one.
        new: the new one, its tables written.
        plan: its plan's id.

    Returns:
        What fell, with figures; a text each.
    """
    if not out.is_dir() or not any(out.iterdir()):
        return ()
    try:
        manifest: Any = json.loads((out / MANIFEST).read_bytes())
        if manifest["plan"] != plan:
            return ()
        _require_as_published(out, manifest["files"])
        same_format = manifest["format_version"] == FORMAT_VERSION
        last = Figures.of(out)
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
        why = f"lacks {error}" if isinstance(error, KeyError) else str(error)
        say(f"{out}: not compared with the last publication: {why}")
        return ()
    if not same_format:
        say(f"{out}: the last publication is of another format; compared are shared columns only")
    return tuple(_losses(last, Figures.of(new), same_format))


def _require_as_published(out: Path, files: Sequence[Mapping[str, str]]) -> None:
    """Look whether the tables are those of the manifest: what somebody altered says nothing.

    Raises:
        OSError: a table cannot be read.
        ValueError: a table is altered.
    """
    sums = {file["path"]: file["sha256"] for file in files}
    for name in COMPARED:
        if hashlib.sha256((out / name).read_bytes()).hexdigest() != sums[name]:
            raise ValueError(f"{name} is altered")


def _losses(last: Figures, new: Figures, same_format: bool) -> Iterator[str]:
    if new.rows < last.rows * (1 - MOST_GONE):
        yield f"rows: {new.rows}, were {last.rows}"
    if new.areas < last.areas * (1 - MOST_GONE):
        yield f"areas: {new.areas}, were {last.areas}"
    for name, count in last.filled.items():
        if not same_format and name not in new.filled:
            continue
        now = new.filled.get(name, 0)
        if _share(now, new.rows) < _share(count, last.rows) * (1 - MOST_EMPTIED):
            yield f"{name}: filled in {now} of {new.rows} rows, was in {count} of {last.rows}"
    if _share(new.resolved, new.mentions) < _share(last.resolved, last.mentions) * (
        1 - MOST_UNRESOLVED
    ):
        yield (
            f"bodies: {new.resolved} of {new.mentions} mentions resolved, were {last.resolved} of "
            f"{last.mentions}"
        )


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)


def refusal(out: Path, lost: Sequence[str]) -> str:
    """Return the message of a run that would lose much."""
    more = f"; and {len(lost) - MOST_NAMED} more" if len(lost) > MOST_NAMED else ""
    return (
        f"{out}: nothing published: much of what the last publication holds would be gone "
        f"({'; '.join(lost[:MOST_NAMED])}{more}); compare the PDF with its plan.toml, or publish "
        "all the same with --accept-change"
    )


def accepted(
    last: Manifest | None, plan: str, lost: Sequence[str], at: str
) -> tuple[AcceptedChange, ...]:
    """Return the losses that were accepted, those of earlier publications of the plan first."""
    before = last.accepted_changes if last is not None and last.plan == plan else ()
    if not lost:
        return before
    return (*before, AcceptedChange(accepted_by=user_name(), accepted_at=at, losses=tuple(lost)))


def user_name() -> str:
    """Return the name of the user who runs this, as far as the system knows one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        # A container may run under a number without a name.
        return "unknown"
