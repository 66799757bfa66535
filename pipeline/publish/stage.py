"""Publish a plan: every file is written beside the last publication, checked, then swapped in."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.publish.carry import carry_over, refuse_foreign
from pipeline.publish.check import check_folder
from pipeline.publish.errors import BrokenPublicationError
from pipeline.publish.files import write_files
from pipeline.publish.json_files import model_text
from pipeline.publish.manifest import file_sums, make_manifest, read_manifest
from pipeline.publish.model import MANIFEST, Manifest, Publication
from pipeline.publish.swap import locked, staged, swap


def publish(
    publication: Publication, out: Path, approve: Callable[[], object] = lambda: None
) -> Manifest:
    """Publish a plan to a folder, whole or not at all.

    A folder that already holds just this publication is left as it is, times included.

    Args:
        publication: the plan and all that belongs to it.
        out: folder to publish to; what planrows did not put there stays there.
        approve: called when all files are written, before they are put in place; raises where
            they may not be.

    Returns:
        The manifest that stands in the folder.

    Raises:
        PublicationError: the folder cannot be published to, or another run is at it.
        BrokenPublicationError: what was written does not pass its own check.
    """
    started = time.perf_counter()
    out = Path(os.path.abspath(out))  # noqa: PTH100 - Path.resolve would follow a link
    with locked(out), staged(out) as new:
        refuse_foreign(out)
        write_files(publication, new)
        manifest = make_manifest(publication, file_sums(new))
        approve()
        last = read_manifest(out)
        if last and last.without_times() == manifest and holds_just(out, manifest):
            return last
        manifest = manifest.model_copy(
            update={
                "published_at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
                "seconds": round(time.perf_counter() - started, 2),
            }
        )
        (new / MANIFEST).write_text(model_text(manifest), encoding="utf-8")
        if failures := check_folder(new):
            raise BrokenPublicationError(f"{out}: nothing published: " + "; ".join(failures[:5]))
        carry_over(out, new)
        swap(new, out)
    return manifest


def holds_just(out: Path, manifest: Manifest) -> bool:
    """Whether every file of the manifest stands in the folder, byte for byte."""
    return set(manifest.files) <= set(file_sums(out))
