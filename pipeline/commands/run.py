"""What each command does with its arguments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.config.config import Plan, load_plan
from pipeline.config.project import find_project
from pipeline.engine.preimport import preimport
from pipeline.engine.progress import Progress
from pipeline.engine.runner import ExplainingRunner, Runner, WouldRunError
from pipeline.engine.store import Store
from pipeline.errors import UsageError
from pipeline.flow.stages import EXTRACT, STAGE_NAMES, Options, read_plan, run_plan
from pipeline.terminal import block, clean, doubts_told, say
from pipeline.validate.checker import Checker
from pipeline.validate.gate import stale_lines, summary

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


def run_command(options: RunOptions) -> None:
    """Run one plan, publish it and say what came of it."""
    project = find_project()
    plan_id = options.plan or project.default_plan()
    plan = load_plan(project, plan_id, edition=options.edition, pdf=options.pdf)
    store = Store(project.store)
    if not options.explain:
        store.sweep()
    progress = Progress(quiet=True if options.explain else None)
    kind = ExplainingRunner if options.explain else Runner
    runner = kind(store, progress, plan.name, use_store=options.use_store)
    checker = Checker()
    stage_options = Options(
        out=options.out,
        jobs=options.jobs,
        allow_loss=options.allow_loss,
        accept_change=options.accept_change,
        password=read_password(options.password_file),
        fail_on=options.fail_on,
        check=checker.begin,
        # Any earlier, its imports would delay the reading of pages, which takes every core.
        pages_read=checker.start,
    )
    if options.explain:
        _explain(plan, runner, stage_options)
        return

    def get_ready(stage: str) -> None:
        if stage == EXTRACT.name:
            from extract.runtime.workers import import_parsers

            import_parsers()
            preimport()
        else:
            checker.start()

    runner.before = get_ready
    try:
        verdict, published = run_plan(plan, runner, stage_options)
    finally:
        progress.stop()
        checker.stop()
    for sha in store.damaged:
        say(f"store: object {sha[:12]} was damaged and has been made anew")
    print(clean(f"{plan.name}: {summary(verdict)}"))
    doubts = doubts_told(verdict.doubts)
    if published.is_new:
        kept = f"; kept: {', '.join(runner.kept)}" if runner.kept else ""
        print(clean(f"{published.files} files published to {published.out}{kept}; {doubts}"))
    else:
        what = (
            f"the results have not changed: {', '.join(runner.ran)} ran"
            if runner.ran
            else "nothing has changed: no stage ran"
        )
        verified = f"{published.files} published files in {published.out} verified"
        print(clean(f"{what}, {verified}; {doubts}"))


def results_of(plan_id: str | None) -> tuple[LinkedPlan, IssueReport]:
    """Return a plan's linked records and its issues, from the store where they are there."""
    project = find_project()
    plan = load_plan(project, plan_id or project.default_plan())
    progress = Progress()
    runner = Runner(Store(project.store), progress, plan.name)
    try:
        linked, report = read_plan(plan, runner, Options())
        for line in stale_lines(report.value):
            say(line)
        return linked.value, report.value
    finally:
        progress.stop()


def _explain(plan: Plan, runner: Runner, options: Options) -> None:
    """Say what a run would do."""
    would: WouldRunError | None = None
    try:
        run_plan(plan, runner, options)
    except WouldRunError as error:
        would = error
    for name in runner.kept:
        print(f"{name:<10} kept: nothing that it depends on has changed")
    if would is None:
        return
    stage, why = would.args
    print(block([f"{stage:<10} runs: {why}"]))
    for name in STAGE_NAMES:
        if name != stage and name not in runner.kept:
            print(f"{name:<10} runs if the stages before it come out otherwise than last time")


def read_password(path: Path | None) -> str:
    """Return the password that a file holds, without its line end; empty: there is none.

    Raises:
        UsageError: the file cannot be read.
    """
    if path is None:
        return ""
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as a password file ({error})") from error
