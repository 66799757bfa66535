"""Compare a publication with the last one of the same plan and find what would be lost."""

from __future__ import annotations

import csv
import getpass
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from extract.system.regular_files import sha256_of
from pipeline.publish.core.json_text import read_json
from pipeline.publish.core.model import FORMAT_VERSION, MANIFEST, AcceptedChange, Manifest
from pipeline.publish.data.csv_files import read_csv
from pipeline.publish.thresholds import LOSS
from pipeline.terminal import say

UNRESOLVED = ("unresolved", "ambiguous")
"""Values of `match` of names that no known body has."""
MATRIX, AREAS, ROLES = COMPARED = ("matrix.csv", "areas.csv", "body_roles.csv")
"""The tables that are compared; the other tables follow from them."""
MAX_LOSSES_NAMED = 5
"""Losses that a message names."""


@dataclass(frozen=True)
class Figures:
    """Counts of a published folder.

    Attributes:
        rows: rows of the matrix.
        areas: priority areas.
        mentions: mentions of bodies.
        resolved: mentions whose body is known.
        filled: filled cells of each column of the matrix.
    """

    rows: int
    areas: int
    mentions: int
    resolved: int
    filled: Mapping[str, int]

    @classmethod
    def of(cls, folder: Path) -> Figures:
        """Count the records of a folder.

        Raises:
            OSError: a table cannot be read.
            ValueError: a table is not text, or the matrix has no rows.
            KeyError: a table lacks a column.
        """
        matrix = read_csv(folder / MATRIX)
        if not matrix:
            raise ValueError(f"{MATRIX} has no rows")
        bodies = [row["match"] not in UNRESOLVED for row in read_csv(folder / ROLES)]
        columns = list(matrix[0])
        return cls(
            rows=len([row["row_id"] for row in matrix]),
            areas=len([row["area_id"] for row in read_csv(folder / AREAS)]),
            mentions=len(bodies),
            resolved=sum(bodies),
            filled={name: sum(bool(row[name].strip()) for row in matrix) for name in columns},
        )


def losses(out: Path, new: Path, plan: str) -> tuple[str, ...]:
    """Return the counts that fall much against the folder that would be replaced.

    A last publication of another plan is not compared. If it cannot be read, was changed, or has
    another format, the run says so and goes on.

    Args:
        out: folder of the last publication, if there is one.
        new: folder of the new publication, with its tables written.
        plan: id of the plan.

    Returns:
        A text for each count that falls, with figures.
    """
    if not out.is_dir() or not any(out.iterdir()):
        return ()
    try:
        manifest: Any = read_json(out / MANIFEST)
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
        say(f"{out}: the last publication has another format; only shared columns are compared")
    return tuple(_losses(last, Figures.of(new), same_format))


def _require_as_published(out: Path, files: Sequence[Mapping[str, str]]) -> None:
    """Check that the tables are those of the manifest: changed tables cannot be compared with.

    Raises:
        OSError: a table cannot be read.
        ValueError: a table was changed.
    """
    sums = {file["path"]: file["sha256"] for file in files}
    for name in COMPARED:
        if sha256_of(out / name) != sums[name]:
            raise ValueError(f"{name} was changed")


def _losses(last: Figures, new: Figures, same_format: bool) -> Iterator[str]:
    if new.rows < last.rows * (1 - LOSS.lost_records):
        yield f"rows: {new.rows}, previously {last.rows}"
    if new.areas < last.areas * (1 - LOSS.lost_records):
        yield f"areas: {new.areas}, previously {last.areas}"
    for name, count in last.filled.items():
        if not same_format and name not in new.filled:
            continue
        now = new.filled.get(name, 0)
        if _share(now, new.rows) < _share(count, last.rows) * (1 - LOSS.emptied_cells):
            yield (
                f"{name}: filled in {now} of {new.rows} rows, previously in {count} of {last.rows}"
            )
    min_resolved = _share(last.resolved, last.mentions) * (1 - LOSS.unresolved_mentions)
    if _share(new.resolved, new.mentions) < min_resolved:
        yield (
            f"bodies: {new.resolved} of {new.mentions} mentions resolved, previously "
            f"{last.resolved} of {last.mentions}"
        )


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)


def refusal(out: Path, lost: Sequence[str]) -> str:
    """Return the message of a run that would lose much of the last publication."""
    rest = len(lost) - MAX_LOSSES_NAMED
    more = f"; and {rest} more" if rest > 0 else ""
    return (
        f"{out}: nothing published: much of the last publication would be lost "
        f"({'; '.join(lost[:MAX_LOSSES_NAMED])}{more}); compare the PDF with its plan.toml, or "
        "publish it with --accept-change"
    )


def accepted(
    last: Manifest | None, plan: str, lost: Sequence[str], at: str
) -> tuple[AcceptedChange, ...]:
    """Return the accepted losses of this plan's publications, the earliest first."""
    before = last.accepted_changes if last is not None and last.plan == plan else ()
    if not lost:
        return before
    return (*before, AcceptedChange(accepted_by=user_name(), accepted_at=at, losses=tuple(lost)))


def user_name() -> str:
    """Return the name of the user who runs this; "unknown" where the system has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        # A container may run under a user id without a name.
        return "unknown"
