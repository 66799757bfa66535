"""Publish what a run made, or see that the folder already holds it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.model import Frozen
from pipeline.publish.swap import tidy
from pipeline.runner import ExplainingRunner, Result, Runner, Stage, WouldRunError

if TYPE_CHECKING:
    from expectations.model import IssueReport
    from link.model import LinkedPlan
    from pipeline.config import Plan
    from pipeline.publish.model import Manifest

MANIFEST = "manifest.json"
"""The only file that holds times; the others are the same for the same input."""


class Checksums(Frozen):
    """The files of a publication and their SHA-256."""

    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Published:
    """What a run did with its folder."""

    out: Path
    files: int
    is_new: bool


PUBLISH: Stage[Checksums] = Stage(
    "publish",
    "pipeline.publishing:Checksums",
    (
        "pipeline/publish",
        "link/rows.py",
        "link/tables.py",
        "expectations",
        "extract/model.py",
        "normalize/model.py",
        "link/model.py",
    ),
    ("pandas", "pyarrow", "xlsxwriter", "jinja2", "pypdfium2"),
)


def differences(out: Path, expected: Checksums) -> list[str]:
    """Return which files of a publication are missing or altered; a user's own don't count."""
    wrong = [] if (out / MANIFEST).is_file() else [f"{MANIFEST} is missing"]
    for name, sha in expected.files:
        try:
            found = hashlib.sha256((out / name).read_bytes()).hexdigest()
        except OSError:
            wrong.append(f"{name} is missing")
            continue
        if found != sha:
            wrong.append(f"{name} is altered")
    return wrong


def publish_or_keep(
    plan: Plan,
    linked: Result[LinkedPlan],
    report: Result[IssueReport],
    runner: Runner,
    out: Path,
    approve: Callable[[], object],
) -> Published:
    """Publish, unless the folder holds just that.

    The files of a publication are not kept in the store: only their checksums are, so a folder
    that was altered by hand, or another one, is written anew.

    Args:
        plan: the plan.
        linked: its records.
        report: its issues.
        runner: runs the stage.
        out: folder to publish to.
        approve: called when the files are written and before they are put in place; raises
            where they may not be.
    """

    def make() -> Checksums:
        from pipeline.drawings import kept_drawings

        with kept_drawings(runner, plan.pdf, linked.value.plan.source.sha256):
            manifest = _publish(plan, linked, report, out, approve)
        return Checksums(files=tuple((file.path, file.sha256) for file in manifest.files))

    card = plan.card.model_dump(mode="json")
    inputs = {"links": linked.sha, "issues": report.sha}
    settings: dict[str, object] = {"source card": card}
    ran = len(runner.ran)
    checksums = runner.run(PUBLISH, make, inputs=inputs, settings=settings).value
    if len(runner.ran) > ran:
        return Published(out, len(checksums.files) + 1, is_new=True)
    wrong = differences(out, checksums) if out.is_dir() else ["it is not there"]
    if not wrong:
        tidy(out)
        return Published(out, len(checksums.files) + 1, is_new=False)
    runner.kept.remove(PUBLISH.name)
    if isinstance(runner, ExplainingRunner):
        raise WouldRunError(PUBLISH.name, f"{out}: {'; '.join(wrong[:3])}")
    started = time.perf_counter()
    runner.progress.start(PUBLISH.name, f"{out}: {'; '.join(wrong[:3])}")
    checksums = make()
    runner.ran.append(PUBLISH.name)
    runner.progress.done(PUBLISH.name, checksums, time.perf_counter() - started)
    return Published(out, len(checksums.files) + 1, is_new=True)


def _publish(
    plan: Plan,
    linked: Result[LinkedPlan],
    report: Result[IssueReport],
    out: Path,
    approve: Callable[[], object],
) -> Manifest:
    from expectations.corrections import apply_corrections
    from pipeline.publish.model import Publication
    from pipeline.publish.stage import publish

    found = report.value
    corrected = apply_corrections(linked.value, found.corrections)
    publication = Publication.of(plan.card, corrected, found, plan.pdf, found.records())
    return publish(publication, out, approve)
