"""``planrows store``: show what the store holds, and remove old results.

Every result can be made again, which takes time.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.system.regular_files import read_regular
from pipeline.config.project import find_project
from pipeline.engine.store import WRITING_SECONDS, Entry, Store
from pipeline.terminal import clean

MEBIBYTE = 1024 * 1024
DAY = 24 * 3600.0
RUNNING_SECONDS = 3600.0
"""Seconds. A run that has not ended may use any result that was used since."""


@dataclass(frozen=True)
class Bounds:
    """Limits of what the store keeps.

    Attributes:
        days: days since the last use of a result.
        mebibytes: size of all results; None: no limit.
    """

    days: float
    mebibytes: float | None = None


@dataclass(frozen=True)
class Pruned:
    """Count and size of the results that were removed."""

    removed: int
    removed_bytes: int


def store_command(bounds: Bounds | None) -> None:
    """Print what the store holds; with bounds, remove the results beyond them first."""
    project = find_project()
    store = Store(project.store)
    if bounds is not None:
        pruned = prune(store, project.outputs, bounds)
        print(f"{pruned.removed} results removed, {_size(pruned.removed_bytes)}")
    entries = list(store.entries())
    held = published(project.outputs, entries)
    total = sum(store.size(sha) for sha in {entry.sha for entry in entries})
    kept = len({entry.sha for entry in entries} & held)
    print(
        clean(
            f"{store.folder}: {len(entries)} results, {_size(total)}; publications in "
            f"{project.outputs} use {kept} of them"
        )
    )


def _size(size: int) -> str:
    return f"{size / MEBIBYTE:,.1f} MiB"


def prune(store: Store, outputs: Path, bounds: Bounds) -> Pruned:
    """Remove results without recent use, then the oldest ones beyond a total size.

    Results behind a publication in ``outputs`` always stay, and so do results that were used within
    the last hour, because a run may still need them.

    Args:
        store: the store.
        outputs: folder of the publications.
        bounds: limits of what stays.
    """
    store.sweep()
    entries = sorted(store.entries(), key=lambda entry: (entry.used, entry.key))
    held = published(outputs, entries)
    now = time.time()
    free = [e for e in entries if e.sha not in held and e.used < now - RUNNING_SECONDS]
    sizes = {entry.sha: store.size(entry.sha) for entry in entries}
    names = {sha: sum(entry.sha == sha for entry in entries) for sha in sizes}
    total = sum(sizes.values())
    gone: list[Entry] = []
    for entry in free:
        is_old = entry.used < now - bounds.days * DAY
        if not is_old and (bounds.mebibytes is None or total <= bounds.mebibytes * MEBIBYTE):
            continue
        gone.append(entry)
        names[entry.sha] -= 1
        total -= 0 if names[entry.sha] else sizes[entry.sha]
    for entry in gone:
        store.forget(entry.key)
    left = {sha for sha, count in names.items() if count}
    loose = [sha for sha, made in store.objects() if sha not in left and _is_done(made, now)]
    removed = sum(store.size(sha) for sha in loose)
    for sha in loose:
        store.drop(sha)
    return Pruned(len(gone), removed)


def _is_done(made: float, now: float) -> bool:
    """Return whether an object without a key is abandoned: runs write the key after the object."""
    return made < now - WRITING_SECONDS


def published(outputs: Path, entries: list[Entry]) -> set[str]:
    """Return the hashes of all results behind the publications, from the PDF to the files.

    They include the check of a publication, which has the same inputs as its files.
    """
    inputs: dict[str, set[str]] = {}
    for entry in entries:
        inputs.setdefault(entry.sha, set()).update(entry.inputs)
    held: set[str] = set()
    files = {sha for sha in _checksums(outputs) if sha in inputs}
    sources = {entry.inputs for entry in entries if entry.sha in files and entry.inputs}
    left = [entry.sha for entry in entries if entry.sha in files or entry.inputs in sources]
    while left:
        sha = left.pop()
        if sha not in held:
            held.add(sha)
            left += [one for one in inputs.get(sha, ()) if one in inputs]
    return held


def _checksums(outputs: Path) -> Iterator[str]:
    """Yield the hash of the stored checksums of each publication, from its manifest."""
    from pipeline.engine.store import canonical_model, digest
    from pipeline.flow.publishing import MANIFEST, Checksums
    from pipeline.publish.core.model import Manifest

    for path in sorted(outputs.rglob(MANIFEST)):
        with contextlib.suppress(OSError, ValueError):
            manifest = Manifest.model_validate_json(read_regular(path))
            yield digest(canonical_model(Checksums.of(manifest)))
