"""``planrows monitor``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import BrokenExpectationError, UsageError
from pipeline.project import find_project
from pipeline.terminal import clean

MOST_SHOWN = 50


def monitor_command(
    files: Sequence[Path], plan: str | None, out: Path | None, *, replace: bool
) -> None:
    """Merge filled-in forms into a plan's ``monitoring.csv`` and say what came of it.

    Raises:
        UsageError: there is no such publication.
        BrokenExpectationError: a form has a problem; each was printed before.
    """
    from pipeline.publish.monitoring import MERGED, SUMMARY, monitor, summary_lines

    project = find_project()
    folder = Path(plan) if plan and Path(plan).is_dir() else None
    folder = folder or project.outputs / (plan or project.default_plan())
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such publication; run the plan first, or name its folder")
    result = monitor(files, folder, out, replace=replace)
    for problem in result.problems[:MOST_SHOWN]:
        print(clean(problem))
    if result.problems:
        raise BrokenExpectationError(
            f"nothing merged: {len(result.problems)} problems in the forms; correct them there"
        )
    for line in summary_lines(result):
        print(clean(line))
    print(clean(f"{MERGED} and {SUMMARY} written to {result.folder}"))
