"""Run a plan and publish it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extract.runtime.limits import DEFAULT_FILE_LIMITS, FileLimits

from .published import PublishedPlan, read_plan


@dataclass(frozen=True)
class RunResult:
    """The outcome of a run.

    Attributes:
        plan: ``PLAN`` or ``PLAN@EDITION``.
        folder: the published folder.
        is_new: whether the run published; False: the folder already held the same.
        rows: number of rows of the matrix.
        areas: number of areas.
        bodies: number of bodies.
        open_issues: number of open issues of each severity.
    """

    plan: str
    folder: Path
    is_new: bool
    rows: int
    areas: int
    bodies: int
    open_issues: Mapping[str, int]

    def tables(self) -> PublishedPlan:
        """Return the published tables."""
        return read_plan(self.folder)


def run(
    plan: str | None = None,
    *,
    pdf: Path | str | None = None,
    out: Path | str | None = None,
    edition: str | None = None,
    project: Path | str | None = None,
    jobs: int = 1,
    password: str = "",
    fail_on: Literal["error", "warning", "info"] | None = None,
    allow_loss: bool = False,
    accept_change: bool = False,
    max_pages: int = DEFAULT_FILE_LIMITS.pages,
    max_minutes: float = DEFAULT_FILE_LIMITS.seconds / 60,
) -> RunResult:
    """Read a plan and publish it; run only the stages whose inputs have changed.

    Args:
        plan: ``PLAN`` or ``PLAN@EDITION`` of ``sources/``; None: the default plan.
        pdf: another file to read under the same settings.
        out: folder to publish to; None: ``outputs/PLAN`` of the project.
        edition: edition of the plan; None: the one that ``plan`` names.
        project: folder that holds ``sources/``; None: the nearest one, from the current folder
            upwards, else the current folder.
        jobs: number of processes that read pages.
        password: password of an encrypted PDF.
        fail_on: severity of open issues at which nothing is published.
        allow_loss: publish even if glyphs are unaccounted for.
        accept_change: publish even if much data of the last publication is missing.
        max_pages: number of pages that the PDF may have.
        max_minutes: time that reading it may take.

    Returns:
        Where the plan was published, and counts of what it holds.

    Raises:
        PlanrowsError: the plan was not published; the last publication is untouched.

    Examples:
        >>> import planrows
        >>> result = planrows.run()  # doctest: +SKIP
        >>> result.tables()["matrix"].head()  # doctest: +SKIP
    """
    from extract.system.guard import check_packages
    from extract.system.run_folder import temporary_run_folder
    from pipeline.commands.run import RunOptions, execute

    check_packages()
    options = RunOptions(
        plan=plan,
        pdf=None if pdf is None else Path(pdf),
        out=None if out is None else Path(out),
        jobs=jobs,
        edition=edition,
        fail_on=fail_on,
        allow_loss=allow_loss,
        accept_change=accept_change,
        password=password,
        file_limits=FileLimits(max_pages, max_minutes * 60),
        project=None if project is None else Path(project),
        quiet=True,
    )
    with temporary_run_folder():
        outcome = execute(options)
    verdict = outcome.verdict
    return RunResult(
        plan=outcome.plan,
        folder=outcome.published.out,
        is_new=outcome.published.is_new,
        rows=verdict.rows,
        areas=verdict.areas,
        bodies=verdict.bodies,
        open_issues={
            severity: verdict.issues.open_of([severity])
            for severity in ("error", "warning", "info")
        },
    )
