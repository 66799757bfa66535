"""``planrows monitor``: check filled-in forms and merge them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.commands.diff import published_folder
from pipeline.config.project import find_project
from pipeline.errors import UsageError
from pipeline.terminal import clean


def monitor_command(
    files: Sequence[Path], plan: str | None, out: Path | None, *, replace: bool
) -> None:
    """Merge forms into ``monitoring.csv`` and print counts.

    Raises:
        UsageError: a form has problems; each has been printed, and nothing was written.
    """
    from pipeline.publish.describe.manifest import USERS_FOLDER
    from pipeline.publish.forms.monitoring import MERGED, monitor

    project = find_project()
    published = published_folder(project, plan or project.default_plan())
    result = monitor(files, published, out, replace=replace)
    for problem in result.problems:
        print(clean(problem))
    if result.problems:
        raise UsageError(f"{len(result.problems)} problems in the forms: nothing merged")
    target = (out or published / USERS_FOLDER) / MERGED
    print(clean(f"{result.new} new reports, {len(result.lines)} in all: {target}"))
    for title, counts in (
        ("body", Counter(line.body_id for line in result.lines)),
        ("year", Counter(str(line.year) for line in result.lines)),
    ):
        shown = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
        print(clean(f"by {title}: {shown}"))
