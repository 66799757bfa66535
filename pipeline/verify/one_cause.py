"""Report each mistake once, without what follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.publish.core.model import MANIFEST
from pipeline.publish.describe.manifest import file_sums, read_manifest

UNREADABLE = ": cannot be read: "
FOLLOWS = ("gives another size of", "is not that of the published files")
"""What the manifest seems to get wrong where another file is not as published."""


def once(problems: Sequence[str], folder: Path) -> list[str]:
    """Return the problems of a folder, each mistake once.

    A file whose checksum holds is as published, so it differs from others only if one of these
    is not. Where the manifest holds and some files are not as published, only they are named,
    each with the first of its differences. Without such a file, nothing follows from another:
    all problems are returned, but for a second reason why a file cannot be read.
    """
    reported = _one_reason_each(dict.fromkeys(problems))
    manifest = read_manifest(folder)
    if manifest is None or manifest.sha256 != manifest.own_sha256:
        return reported
    found = {file.path: file.sha256 for file in file_sums(folder)}
    names = {file.path for file in manifest.files} | {MANIFEST}
    of_file: dict[str, list[str]] = defaultdict(list)
    for problem in reported:
        of_file[_accused(problem, names)].append(problem)
    changed = [file.path for file in manifest.files if found.get(file.path) != file.sha256]
    spoiled = [name for name in changed if of_file[name]]
    if not spoiled:
        return reported
    lines = [line for name in spoiled for line in _of_spoiled(name, of_file, spoiled)]
    own = [line for line in of_file[MANIFEST] if not any(words in line for words in FOLLOWS)]
    return [*lines, *own, *of_file[""]]


def _of_spoiled(name: str, of_file: dict[str, list[str]], spoiled: Sequence[str]) -> Iterable[str]:
    """Return the lines about a file that is not as published: the first says what differs."""
    first, *details = of_file[name]
    if first.endswith("is missing"):
        return [first]
    if not details and name.endswith(".csv"):
        # The same table in another format shows what is new in the CSV file.
        twin = f"parquet/{name.removesuffix('.csv')}.parquet"
        details = [] if twin in spoiled else of_file[twin][:1]
    if not details:
        return [first]
    return [f"{first}; {details[0].removeprefix(name).lstrip(':, ')}", *details[1:]]


def _one_reason_each(problems: Iterable[str]) -> list[str]:
    """Leave out all reasons but the first why a file cannot be read."""
    kept: list[str] = []
    unreadable: set[str] = set()
    for problem in problems:
        name, mark, _ = problem.partition(UNREADABLE)
        if mark and name in unreadable:
            continue
        unreadable |= {name} if mark else set()
        kept.append(problem)
    return kept


def _accused(problem: str, names: Iterable[str]) -> str:
    """Return the published file that a problem is about; empty: it is about something else."""
    found = [name for name in names if problem.startswith((f"{name}:", f"{name},"))]
    return max(found, key=len, default="")
