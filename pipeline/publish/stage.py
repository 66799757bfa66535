"""Publish a plan: every file is written beside the last publication, checked, then swapped in."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.errors import LossyChangeError
from pipeline.publish.check import check_folder
from pipeline.publish.core.atomic_folder import locked, staged, swap
from pipeline.publish.core.errors import BrokenPublicationError
from pipeline.publish.core.model import MANIFEST, Manifest, Publication
from pipeline.publish.data.json_files import model_text
from pipeline.publish.describe.manifest import file_sums, make_manifest, read_manifest
from pipeline.publish.files import write_files
from pipeline.publish.last_publication import accepted, losses, refusal
from pipeline.publish.user_files import carry_over, refuse_foreign


def publish(
    publication: Publication,
    out: Path,
    approve: Callable[[], object] = lambda: None,
    *,
    accept_change: bool = False,
) -> Manifest:
    """Publish a plan to a folder, whole or not at all.

    A folder that already holds just this publication is left as it is, times included.

    Args:
        publication: the plan and all that belongs to it.
        out: folder to publish to; what planrows did not put there stays there.
        approve: called before the new publication takes the last one's place; where it raises,
            the last one stays.
        accept_change: publish even if much of what the last publication held is gone.

    Returns:
        The manifest that stands in the folder.

    Raises:
        PublicationError: the folder cannot be published to, or another run is at it.
        BrokenPublicationError: what was written does not pass its own check.
        LossyChangeError: much of what the last publication held is gone.
    """
    started = time.perf_counter()
    out = Path(os.path.abspath(out))  # noqa: PTH100 - Path.resolve would follow a link
    with locked(out), staged(out) as new:
        refuse_foreign(out)
        try:
            write_files(publication, new)
        except OSError:
            raise
        except Exception:
            # Tables that break what they promise may be what cannot be written: say that.
            approve()
            raise
        manifest = make_manifest(publication, file_sums(new))
        last = read_manifest(out)
        if last and last.without_times() == manifest and holds_just(out, manifest):
            approve()
            return last
        lost = losses(out, new, manifest.plan)
        if lost and not accept_change:
            approve()  # Tables that break what they promise are the better reason.
            raise LossyChangeError(refusal(out, lost))
        manifest = _dated(manifest, last, lost, started)
        (new / MANIFEST).write_text(model_text(manifest), encoding="utf-8")
        failures = check_folder(new)
        approve()
        if failures:
            raise BrokenPublicationError(f"{out}: nothing published: " + "; ".join(failures[:5]))
        carry_over(out, new)
        swap(new, out)
    return manifest


def _dated(
    manifest: Manifest, last: Manifest | None, lost: Sequence[str], started: float
) -> Manifest:
    """Add to a manifest what is of this run alone: its times, and the losses that it accepts."""
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    return manifest.model_copy(
        update={
            "accepted_changes": accepted(last, manifest.plan, lost, now),
            "published_at": now,
            "seconds": round(time.perf_counter() - started, 2),
        }
    )


def holds_just(out: Path, manifest: Manifest) -> bool:
    """Whether every file of the manifest stands in the folder, byte for byte."""
    return set(manifest.files) <= set(file_sums(out))
