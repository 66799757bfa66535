"""The command line. Each command imports its code when it runs, so that help is instant."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from extract.errors import PlanrowsError
from extract.runtime.gc_tuning import raise_gc_thresholds
from extract.runtime.limits import FileLimits
from extract.system.guard import check_packages
from extract.system.search_path import protect_children
from pipeline.interruption import raise_if_stopping
from pipeline.options import (
    AcceptChange,
    AllowAdded,
    AllowLoss,
    Answers,
    Candidates,
    EntryType,
    Explain,
    FailOn,
    Formats,
    Heading,
    Jobs,
    MaxMinutes,
    MaxPages,
    OldEdition,
    Out,
    PasswordFile,
    Pdf,
    Plan,
    Properties,
    Prune,
    PruneDays,
    PruneSize,
    Publications,
    PublishTo,
    Retry,
    Rule,
    Service,
    Sign,
    Summary,
    VerifyWith,
    Version,
    app,
    command,
    formats_of,
    no_address,
    summarizing_command,
)
from pipeline.terminal import fail, set_up_streams

CPUS = min(os.cpu_count() or 1, 4)
GC_THRESHOLD = 1_000_000
"""Objects allocated between two garbage collections: twice what a cold run of 34 pages leaves."""


@app.callback()
def planrows(*, version: Version = False) -> None:
    """Turn an adopted plan of action (a PDF) into data that people can trust."""


@summarizing_command
def run(
    plan: Plan = None,
    pdf: Annotated[Path | None, typer.Option(help="Another file under the same settings.")] = None,
    out: PublishTo = None,
    jobs: Jobs = CPUS,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Run all stages again.")] = False,
    explain: Explain = False,
    edition: Annotated[str | None, typer.Option(help="Edition of the plan.")] = None,
    fail_on: FailOn = None,
    allow_loss: AllowLoss = False,
    accept_change: AcceptChange = False,
    password_file: PasswordFile = None,
    sign: Sign = None,
    max_pages: MaxPages = FileLimits.pages,
    max_minutes: MaxMinutes = FileLimits.seconds / 60,
    formats: Formats = None,
) -> Summary:
    """Read a plan and publish it. Only the stages whose inputs have changed run."""
    if no_cache and not explain:
        from extract.runtime.workers import import_parsers

        import_parsers()  # the slowest imports, before those of this process
    from pipeline.commands.run import RunOptions, run_command

    return run_command(
        RunOptions(
            plan=plan,
            pdf=pdf,
            out=out,
            jobs=jobs,
            use_store=not no_cache,
            explain=explain,
            edition=edition,
            fail_on=fail_on.value if fail_on else None,
            allow_loss=allow_loss,
            accept_change=accept_change,
            password_file=password_file,
            file_limits=FileLimits(max_pages, max_minutes * 60),
            sign=sign,
            formats=formats_of(formats),
        )
    )


@summarizing_command
def extract(
    pdf: Pdf,
    pages: Annotated[str | None, typer.Option(help="Pages, like 11-13 or 2,5-7.")] = None,
    out: Out = None,
    jobs: Jobs = CPUS,
    ocr_language: Annotated[
        str, typer.Option(help="Language of scanned pages: tesseract's code, like fra or eng+fra.")
    ] = "",
    allow_loss: AllowLoss = False,
    password_file: PasswordFile = None,
    max_pages: MaxPages = FileLimits.pages,
    max_minutes: MaxMinutes = FileLimits.seconds / 60,
) -> Summary:
    """Read the tables of any PDF. It needs no settings."""
    from extract.runtime.workers import import_parsers

    import_parsers()  # the slowest imports, before those of this process
    from pipeline.commands.extract import ExtractOptions, extract_command

    limits = FileLimits(max_pages, max_minutes * 60)
    options = ExtractOptions(pages, out, jobs, ocr_language, password_file, allow_loss, limits)
    return extract_command(pdf, options)


@command
def add(
    pdf: Pdf,
    plan_id: Annotated[str, typer.Option("--id", help="Id of the new plan.", show_default=False)],
    answers: Answers = None,
    heading: Heading = "",
    ask: Annotated[bool, typer.Option("--ask", help="Ask about guessed roles now.")] = False,
    jobs: Jobs = CPUS,
    allow_loss: AllowLoss = False,
    password_file: PasswordFile = None,
    max_pages: MaxPages = FileLimits.pages,
    max_minutes: MaxMinutes = FileLimits.seconds / 60,
) -> None:
    """Guess the settings of a new plan from its PDF. Each guess has its confidence."""
    from pipeline.add.stage import add_command
    from pipeline.password import read_password

    add_command(
        pdf,
        plan_id,
        jobs,
        password=read_password(password_file),
        allow_loss=allow_loss,
        file_limits=FileLimits(max_pages, max_minutes * 60),
        answers=answers,
        heading=heading,
        ask=ask,
    )


@summarizing_command
def diff(
    old: Annotated[str, typer.Argument(help="Published folder, or PLAN[@EDITION].")],
    new: Annotated[str, typer.Argument(help="Published folder, or PLAN[@EDITION].")],
    out: Out = None,
) -> Summary:
    """Compare two editions. Tell what was added, removed, reworded or moved, and for whom."""
    from pipeline.commands.diff import diff_command

    return diff_command(old, new, out)


@command
def adopt(
    plan: Annotated[str, typer.Argument(help="PLAN of sources/.", show_default=False)],
    edition: Annotated[str, typer.Argument(help="Draft to adopt.", show_default=False)],
    title: Annotated[str | None, typer.Option(help="Full title of the edition.")] = None,
    short_title: Annotated[str | None, typer.Option(help="Title for narrow places.")] = None,
    adopted_by: Annotated[str | None, typer.Option(help="Body or meeting.")] = None,
    adopted_on: Annotated[str | None, typer.Option(help="Date, like 2026-06-30.")] = None,
    period: Annotated[str | None, typer.Option(help="Years, like 2026-2030.")] = None,
    source: Annotated[str | None, typer.Option(help="Address or document number.")] = None,
    licence: Annotated[str | None, typer.Option(help="Terms of use.")] = None,
    old_edition: OldEdition = None,
    jobs: Jobs = CPUS,
    allow_loss: AllowLoss = False,
    accept_change: AcceptChange = False,
    password_file: PasswordFile = None,
    max_pages: MaxPages = FileLimits.pages,
    max_minutes: MaxMinutes = FileLimits.seconds / 60,
) -> None:
    """Make a draft the adopted edition. Carry identifiers, decisions and aliases over to it."""
    from pipeline.commands.adopt import adopt_command
    from pipeline.commands.run import RunOptions

    given = {
        "title": title,
        "short_title": short_title,
        "adopted_by": adopted_by,
        "adopted_on": adopted_on,
        "period": period,
        "source": source,
        "licence": licence,
    }
    options = RunOptions(
        plan=plan,
        jobs=jobs,
        allow_loss=allow_loss,
        accept_change=accept_change,
        password_file=password_file,
        file_limits=FileLimits(max_pages, max_minutes * 60),
    )
    adopt_command(options, edition, given, old_edition)


@command
def show(
    plan: Plan = None,
    record: Annotated[
        str | None, typer.Argument(metavar="ID", help="Row, cell, area, activity, issue, …")
    ] = None,
    body: Annotated[str | None, typer.Option(help="Profile of a body: acronym or id.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    jobs: Jobs = CPUS,
    allow_loss: AllowLoss = False,
    password_file: PasswordFile = None,
    max_pages: MaxPages = FileLimits.pages,
    max_minutes: MaxMinutes = FileLimits.seconds / 60,
) -> None:
    """Show one record. The text comes with its place on paper and the origin of each value."""
    from pipeline.commands.run import RunOptions
    from pipeline.commands.show import show_command

    options = RunOptions(
        plan=plan,
        jobs=jobs,
        allow_loss=allow_loss,
        password_file=password_file,
        file_limits=FileLimits(max_pages, max_minutes * 60),
    )
    show_command(options, record, body, as_json=as_json)


@summarizing_command
def check(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Published folder.")],
    docs: Annotated[Path | None, typer.Option(help="Folder for Data Docs.")] = None,
    verify: VerifyWith = None,
    allow_added: AllowAdded = False,
) -> Summary:
    """Check a published folder or a corpus. Compare checksums, formats and schemas."""
    from pipeline.commands.check import check_command

    return check_command(folder, docs, verify, allow_added=allow_added)


@command
def monitor(
    files: Annotated[list[Path], typer.Argument(help="Filled-in forms: XLSX, or sheets as CSV.")],
    plan: Annotated[str | None, typer.Option(help="PLAN, or its published folder.")] = None,
    out: Out = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Let the forms overwrite reports that differ.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Merge nothing if any form has a fault.")
    ] = False,
    edition: Annotated[
        str | None, typer.Option(help="Edition of forms that do not name theirs.")
    ] = None,
    year: Annotated[
        int | None, typer.Option(help="Report progress as of the end of the given year.")
    ] = None,
) -> None:
    """Check and merge filled-in monitoring forms. Each goes to the reports of its edition."""
    from pipeline.commands.monitor import monitor_command

    monitor_command(files, plan, out, replace=replace, strict=strict, edition=edition, year=year)


@command
def explain(rule: Rule) -> None:
    """Explain a rule. Tell what it means, how it is found, what a reviewer can do."""
    from expectations.catalogue import explain as explain_rule

    print(explain_rule(rule))


@summarizing_command
def batch(
    what: Annotated[str, typer.Argument(help="Folder, or a pattern of paths.", metavar="DIR")],
    out: Annotated[str | None, typer.Option(help="Folder or fsspec address.")] = None,
    jobs: Jobs = CPUS,
    scheduler: Annotated[str | None, typer.Option(help="Address of a Dask scheduler.")] = None,
    retry: Retry = None,
    allow_loss: AllowLoss = False,
    accept_change: AcceptChange = False,
    password_file: PasswordFile = None,
    max_pages: MaxPages = FileLimits.pages,
    max_minutes: MaxMinutes = FileLimits.seconds / 60,
    formats: Formats = None,
) -> Summary:
    """Run a corpus of plans, each in its own edition. A second run continues the first one."""
    from pipeline.batch.stage import BatchOptions, batch_command

    of_plans: dict[str, object] = {
        "allow_loss": allow_loss,
        "accept_change": accept_change,
        "max_pages": max_pages,
        "max_seconds": max_minutes * 60,
        "formats": formats_of(formats),
        "password_file": str(password_file.resolve()) if password_file else "",
    }
    states = tuple(state.value for state in retry or ())
    return batch_command(BatchOptions(what, out, jobs, scheduler, states, of_plans))


@summarizing_command
def reconcile(
    service: Service,
    plan: Plan = None,
    entry_type: EntryType = "",
    properties: Properties = None,
    limit: Candidates = 5,
    out: Out = None,
) -> Summary:
    """Ask a service, online, for identifiers of the bodies. Nothing published changes."""
    from pipeline.reconcile.command import reconcile_command

    return reconcile_command(plan, service, entry_type, properties or (), limit, out)


@summarizing_command
def site(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", callback=no_address, help="As --out.")
    ] = None,
    out: Out = None,
    outputs: Publications = None,
) -> Summary:
    """Make a static site of all published plans. It is written to site/ unless DIR is given."""
    from pipeline.site.command import site_command

    return site_command(folder, out, outputs)


@summarizing_command
def release(out: Out = None, outputs: Publications = None) -> Summary:
    """Pack each published edition as a ZIP file, in dist/. Each holds its checksums."""
    from pipeline.site.command import release_command

    return release_command(out, outputs)


@command
def store(
    prune: Prune = False,
    days: PruneDays = 90,
    size: PruneSize = None,
) -> None:
    """Show or prune the store of stage results. Results behind a publication always stay."""
    from pipeline.commands.store import Bounds, store_command

    store_command(Bounds(days, size) if prune else None)


def main() -> NoReturn:
    """Run the command line and exit with its status.

    An error is one line on standard error; its exit status is 2 unless the error's class names
    another. ``PLANROWS_DEBUG`` makes it a traceback.
    """
    try:
        set_up_streams()
        check_packages()
        protect_children()
        raise_gc_thresholds(GC_THRESHOLD)
        try:
            app()
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except Exception as error:
        raise_if_stopping()
        if os.environ.get("PLANROWS_DEBUG"):
            raise
        if isinstance(error, PlanrowsError):
            fail(str(error), error.exit_code)
        from pipeline.failures import explain_failure

        fail(explain_failure(error), 2)
    sys.exit(0)
