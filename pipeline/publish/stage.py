"""Publish a plan: write its files beside the last publication, check them, swap the folders."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.engine.beside import Beside
from pipeline.errors import LossyChangeError
from pipeline.interruption import raise_if_stopping
from pipeline.publish.check import check_folder
from pipeline.publish.core.atomic_folder import locked, staged, swap
from pipeline.publish.core.errors import BrokenPublicationError
from pipeline.publish.core.model import MANIFEST, Manifest, Publication
from pipeline.publish.data.json_files import model_text
from pipeline.publish.describe.manifest import file_sums, make_manifest, read_manifest
from pipeline.publish.last_publication import accepted, losses, refusal
from pipeline.publish.user_files import carry_over, refuse_foreign
from pipeline.publish.writers import write_files

MAX_FAILURES_NAMED = 5
"""Faults of the written files that a message names."""


def publish(
    publication: Publication,
    out: Path,
    approve: Callable[[], object] = lambda: None,
    *,
    accept_change: bool = False,
    beside: Beside | None = None,
) -> Manifest:
    """Publish a plan to a folder, completely or not at all.

    A folder that already holds this publication is left as it is, including its times.

    Args:
        publication: the plan and all its records.
        out: folder to publish to; files that planrows did not publish stay there.
        approve: called before the new publication replaces the last one; if it raises, the last
            publication stays.
        accept_change: publish even if much of the last publication is lost.
        beside: writes files beside this process.

    Returns:
        The manifest of the folder.

    Raises:
        PublicationError: the folder cannot be published to, or another run publishes to it.
        BrokenPublicationError: the written files do not pass their check.
        LossyChangeError: much of the last publication would be lost.
    """
    started = time.perf_counter()
    out = Path(os.path.abspath(out))  # noqa: PTH100 - Path.resolve would follow a link
    with locked(out), staged(out) as new:
        refuse_foreign(out)
        _write(publication, new, approve, beside or Beside())
        manifest = make_manifest(publication, file_sums(new))
        last = read_manifest(out)
        is_sound = last is not None and last.sha256 == last.own_sha256
        if last and is_sound and last.without_times() == manifest and is_current(out, manifest):
            approve()
            return last
        lost = losses(out, new, manifest.plan)
        if lost and not accept_change:
            approve()  # Faults of the tables explain more than lost records.
            raise LossyChangeError(refusal(out, lost))
        manifest = _dated(manifest, last, lost, started)
        (new / MANIFEST).write_text(model_text(manifest), encoding="utf-8")
        failures = check_folder(new)
        approve()
        if failures:
            raise BrokenPublicationError(
                f"{out}: nothing published: " + "; ".join(failures[:MAX_FAILURES_NAMED])
            )
        carry_over(out, new)
        raise_if_stopping()
        swap(new, out)
    return manifest


def _write(
    publication: Publication, new: Path, approve: Callable[[], object], beside: Beside
) -> None:
    """Write the files of a publication into a new folder."""
    try:
        write_files(publication, new, beside)
    except OSError:
        raise
    except Exception:
        # Faulty tables may be why a file cannot be written: then report the faults.
        approve()
        raise


def _dated(
    manifest: Manifest, last: Manifest | None, lost: Sequence[str], started: float
) -> Manifest:
    """Add what belongs to this run alone to a manifest: its times and the losses it accepts."""
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    dated = manifest.model_copy(
        update={
            "accepted_changes": accepted(last, manifest.plan, lost, now),
            "published_at": now,
            "seconds": round(time.perf_counter() - started, 2),
        }
    )
    return dated.model_copy(update={"sha256": dated.own_sha256})


def is_current(out: Path, manifest: Manifest) -> bool:
    """Return whether the folder holds every file of a manifest, byte for byte."""
    return set(manifest.files) <= set(file_sums(out))
