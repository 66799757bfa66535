"""``planrows run``, and the part of it that the library shares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract.runtime.limits import DEFAULT_FILE_LIMITS, FileLimits
from pipeline.adopt.moves import complete_moves
from pipeline.config.config import Plan, load_plan
from pipeline.config.project import Project, find_project
from pipeline.engine.beside import Beside, may_fork
from pipeline.engine.preimport import preimport
from pipeline.engine.progress import Progress
from pipeline.engine.runner import ExplainingRunner, Runner, WouldRunError
from pipeline.engine.store import Store
from pipeline.flow.publishing import Published
from pipeline.flow.stages import EXTRACT, STAGE_NAMES, Options, link_and_check, run_plan
from pipeline.password import read_password
from pipeline.terminal import block, clean, doubt_count, say
from pipeline.validate.checker import Checker
from pipeline.validate.gate import Verdict, stale_lines, verdict_summary

if TYPE_CHECKING:
    from expectations.model import IssueReport
    from link.model import LinkedPlan


@dataclass(frozen=True)
class RunOptions:
    """Arguments of ``planrows run``."""

    plan: str | None = None
    pdf: Path | None = None
    out: Path | None = None
    jobs: int = 1
    use_store: bool = True
    explain: bool = False
    edition: str | None = None
    fail_on: str | None = None
    allow_loss: bool = False
    accept_change: bool = False
    password_file: Path | None = None
    password: str = ""
    file_limits: FileLimits = DEFAULT_FILE_LIMITS
    project: Path | None = None
    """Folder that holds ``sources/``; None: see `find_project`."""
    sign: Path | None = None
    """Private key that signs the publication."""
    formats: tuple[str, ...] | None = None
    """Formats beside CSV and JSON that are published; None: all."""
    quiet: bool = False
    """Whether progress is hidden on a terminal, too."""


@dataclass(frozen=True)
class Outcome:
    """The outcome of a run that published.

    Attributes:
        plan: ``PLAN`` or ``PLAN@EDITION``.
        verdict: counts, and the decisions that were not applied.
        published: the folder.
        ran: names of the stages that ran.
        kept: names of the stages whose result came from the store.
        damaged: hashes of damaged objects of the store, which were made again.
    """

    plan: str
    verdict: Verdict
    published: Published
    ran: tuple[str, ...]
    kept: tuple[str, ...]
    damaged: tuple[str, ...]
    notice: str = ""
    """What the pages say of an edition that is not in force."""


def execute(options: RunOptions) -> Outcome:
    """Run one plan and publish it.

    Raises:
        PlanrowsError: the plan was not published.
    """
    project, plan = _plan_of(options)
    complete_moves(plan)
    sign = _signer(options.sign)
    store = Store(project.store)
    store.sweep()
    progress = Progress(quiet=True if options.quiet else None)
    runner = Runner(store, progress, plan.name, use_store=options.use_store)
    beside, checker = Beside(may_fork=may_fork()), Checker()

    def get_ready(stage: str) -> None:
        if stage == EXTRACT.name:
            from extract.runtime.workers import import_parsers

            if may_fork():
                checker.start()  # it imports beside this process, while no page is read yet
            import_parsers()
        else:
            checker.start()

    def pages_read() -> None:
        from extract.runtime.workers import stop_pools

        checker.start()  # a new interpreter would take CPU time from the page readers earlier
        stop_pools()  # they keep the memory that they have read with

    def page_done(done: int, pages: int) -> None:
        preimport()
        progress.page_done(done, pages)

    runner.before = get_ready
    try:
        chosen = replace(
            _stage_options(options, checker, page_done), beside=beside, pages_read=pages_read
        )
        verdict, published = run_plan(plan, runner, chosen)
    finally:
        beside.stop()
        progress.stop()
        checker.stop()
    sign(published.out)
    return Outcome(
        plan=plan.name,
        verdict=verdict,
        published=published,
        ran=tuple(runner.ran),
        kept=tuple(runner.kept),
        damaged=tuple(store.damaged),
        notice=plan.card.notice,
    )


def _signer(path: Path | None) -> Callable[[Path], object]:
    """Return a function that signs a publication; without a key, one that does nothing.

    The key is read before any stage runs.
    """
    if path is None:
        return lambda _: None
    from pipeline.verify.signature import read_private_key, sign

    key = read_private_key(path)
    return lambda folder: sign(folder, key)


def _plan_of(options: RunOptions) -> tuple[Project, Plan]:
    project = Project(options.project.resolve()) if options.project else find_project()
    plan_id = options.plan or project.default_plan()
    return project, load_plan(project, plan_id, edition=options.edition, pdf=options.pdf)


def _stage_options(
    options: RunOptions, checker: Checker, page_done: Callable[[int, int], None]
) -> Options:
    return Options(
        out=options.out,
        jobs=options.jobs,
        allow_loss=options.allow_loss,
        accept_change=options.accept_change,
        password=options.password or read_password(options.password_file),
        fail_on=options.fail_on,
        file_limits=options.file_limits,
        formats=options.formats,
        check=checker.begin,
        page_done=page_done,
    )


def run_command(options: RunOptions) -> dict[str, object]:
    """Run one plan, publish it, print what was done and return it as JSON values."""
    if options.explain:
        return _explain(options)
    outcome = execute(options)
    for sha in outcome.damaged:
        say(f"store: object {sha[:12]} was damaged; its stage ran again")
    print(clean(f"{outcome.plan}: {verdict_summary(outcome.verdict)}"))
    doubts = doubt_count(outcome.verdict.doubts)
    published = outcome.published
    if published.is_new:
        kept = f"; kept: {', '.join(outcome.kept)}" if outcome.kept else ""
        print(clean(f"{published.files} files published to {published.out}{kept}; {doubts}"))
    else:
        what = (
            f"the results have not changed: {', '.join(outcome.ran)} ran"
            if outcome.ran
            else "nothing has changed: no stage ran"
        )
        verified = f"{published.files} published files in {published.out} verified"
        print(clean(f"{what}, {verified}; {doubts}"))
    if outcome.notice:
        print(clean(outcome.notice))
    return {
        "plan": outcome.plan,
        "folder": str(published.out),
        "files": published.files,
        "is_new": published.is_new,
        "stages_ran": outcome.ran,
        "stages_kept": outcome.kept,
        **outcome.verdict.model_dump(mode="json"),
    }


def results_of(options: RunOptions) -> tuple[LinkedPlan, IssueReport]:
    """Return the linked records and the issues of a plan; run only stages that are needed."""
    project, plan = _plan_of(options)
    progress = Progress()
    runner = Runner(Store(project.store), progress, plan.name)
    try:
        chosen = _stage_options(options, Checker(), progress.page_done)
        linked, report = link_and_check(plan, runner, chosen)
        for line in stale_lines(report.value):
            say(line)
        return linked.value, report.value
    finally:
        progress.stop()


def _explain(options: RunOptions) -> dict[str, object]:
    """Print and return which stages a run would keep and which it would run."""
    project, plan = _plan_of(options)
    progress = Progress(quiet=True)
    runner = ExplainingRunner(
        Store(project.store), progress, plan.name, use_store=options.use_store
    )
    would: WouldRunError | None = None
    try:
        run_plan(plan, runner, _stage_options(options, Checker(), progress.page_done))
    except WouldRunError as error:
        would = error
    for name in runner.kept:
        print(f"{name:<10} kept: nothing that it depends on has changed")
    kept: dict[str, object] = {"plan": plan.name, "stages_kept": tuple(runner.kept)}
    if would is None:
        return kept
    stage, why = would.args
    print(block([f"{stage:<10} runs: {why}"]))
    for name in STAGE_NAMES:
        if name != stage and name not in runner.kept:
            print(f"{name:<10} runs if the results of the stages before it change")
    return {**kept, "first_stage_to_run": stage, "reason": why}
