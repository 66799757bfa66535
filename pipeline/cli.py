"""The command line. Each command imports its code when it runs, so that help is instant."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from extract.errors import PlanrowsError
from extract.runtime.gc_tuning import raise_gc_thresholds
from extract.runtime.limits import FileLimits
from extract.system.guard import check_packages
from extract.system.search_path import protect_children
from pipeline.errors import UsageError
from pipeline.options import (
    AcceptChange,
    AllowLoss,
    Formats,
    Jobs,
    MaxMinutes,
    MaxPages,
    PasswordFile,
    Pdf,
    SeverityOption,
    State,
    Summary,
    Version,
    formats_of,
    with_summary,
    with_verbose,
)
from pipeline.terminal import clean, set_up_streams

app = typer.Typer(
    name="planrows",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

CPUS = min(os.cpu_count() or 1, 4)
GC_THRESHOLD = 400_000
"""Objects allocated between two garbage collections: more than a run of a few stages leaves."""


def _no_address(out: Path | None) -> Path | None:
    """Refuse an address like s3://bucket where a folder is needed."""
    if out is not None and re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", str(out)) and not out.exists():
        raise UsageError(f"--out {out}: is an address; only `planrows batch` writes to addresses")
    return out


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Register a command under the function's name."""
    return app.command()(with_verbose(function))


def summarizing_command(function: Callable[..., Summary]) -> Callable[..., None]:
    """Register a command that can print its summary as JSON."""
    return app.command()(with_summary(function))


@app.callback()
def planrows(*, version: Version = False) -> None:
    """Turn an adopted plan of action (a PDF) into data that people can trust."""


@summarizing_command
def run(
    plan: Annotated[str | None, typer.Argument(help="PLAN or PLAN@EDITION of sources/.")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Another file under the same settings.")] = None,
    out: Annotated[
        Path | None, typer.Option(callback=_no_address, help="Folder to publish to.")
    ] = None,
    jobs: Jobs = CPUS,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Run all stages anew.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show which stages would run, and why.")
    ] = False,
    edition: Annotated[str | None, typer.Option(help="Edition of the plan.")] = None,
    fail_on: Annotated[
        SeverityOption | None, typer.Option(help="Exit with 1 if an open issue is this severe.")
    ] = None,
    allow_loss: AllowLoss = False,
    accept_change: AcceptChange = False,
    password_file: PasswordFile = None,
    sign: Annotated[
        Path | None, typer.Option(metavar="KEY", help="Sign with this Ed25519 key (PEM).")
    ] = None,
    max_pages: MaxPages = FileLimits.pages,
    max_minutes: MaxMinutes = FileLimits.seconds / 60,
    formats: Formats = None,
) -> Summary:
    """Read a plan and publish it; run only the stages whose inputs have changed."""
    if no_cache and not explain:
        _import_parsers()
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
    out: Annotated[
        Path | None, typer.Option(callback=_no_address, help="Folder for tables.json and CSV.")
    ] = None,
    jobs: Jobs = CPUS,
    ocr_language: Annotated[
        str, typer.Option(help="Language of scanned pages: tesseract's code, like fra or eng+fra.")
    ] = "",
    allow_loss: AllowLoss = False,
    password_file: PasswordFile = None,
    max_pages: MaxPages = FileLimits.pages,
    max_minutes: MaxMinutes = FileLimits.seconds / 60,
) -> Summary:
    """Read the tables of any PDF, without any settings."""
    _import_parsers()
    from pipeline.commands.extract import ExtractOptions, extract_command

    limits = FileLimits(max_pages, max_minutes * 60)
    options = ExtractOptions(pages, out, jobs, ocr_language, password_file, allow_loss, limits)
    return extract_command(pdf, options)


@command
def add(
    pdf: Pdf,
    plan_id: Annotated[str, typer.Option("--id", help="Id of the new plan.", show_default=False)],
    jobs: Jobs = CPUS,
    allow_loss: AllowLoss = False,
    password_file: PasswordFile = None,
    max_pages: MaxPages = FileLimits.pages,
    max_minutes: MaxMinutes = FileLimits.seconds / 60,
) -> None:
    """Guess the settings of a new plan from its PDF, each guess with its confidence."""
    from pipeline.add.stage import add_command
    from pipeline.password import read_password

    add_command(
        pdf,
        plan_id,
        jobs,
        password=read_password(password_file),
        allow_loss=allow_loss,
        file_limits=FileLimits(max_pages, max_minutes * 60),
    )


@summarizing_command
def diff(
    old: Annotated[str, typer.Argument(help="Published folder, or PLAN[@EDITION].")],
    new: Annotated[str, typer.Argument(help="Published folder, or PLAN[@EDITION].")],
    out: Annotated[
        Path | None, typer.Option(callback=_no_address, help="Folder for the comparison.")
    ] = None,
) -> Summary:
    """Compare two editions: what was added, removed, reworded or moved, and for which bodies."""
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
    old_edition: Annotated[
        str | None, typer.Option(help="Name that the edition in force gets.")
    ] = None,
    jobs: Jobs = CPUS,
    allow_loss: AllowLoss = False,
    accept_change: AcceptChange = False,
    password_file: PasswordFile = None,
    max_pages: MaxPages = FileLimits.pages,
    max_minutes: MaxMinutes = FileLimits.seconds / 60,
) -> None:
    """Make a draft the adopted edition; carry identifiers, decisions and aliases over to it."""
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
    plan: Annotated[str | None, typer.Argument(help="PLAN or PLAN@EDITION.")] = None,
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
    """Show one record: its text, where it is printed, and how each value came about."""
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
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Published folder.")],
    docs: Annotated[Path | None, typer.Option(help="Folder for Data Docs.")] = None,
    verify: Annotated[
        Path | None,
        typer.Option(metavar="PUBLIC_KEY", help="Verify the signature with this key (PEM)."),
    ] = None,
    allow_added: Annotated[
        bool, typer.Option("--allow-added", help="Allow files that planrows did not publish.")
    ] = False,
) -> Summary:
    """Check a published folder: checksums, formats against each other, schemas, expectations."""
    from pipeline.commands.check import check_command

    return check_command(folder, docs, verify, allow_added=allow_added)


@command
def monitor(
    files: Annotated[list[Path], typer.Argument(help="Filled-in forms: XLSX, or sheets as CSV.")],
    plan: Annotated[str | None, typer.Option(help="PLAN, or its published folder.")] = None,
    out: Annotated[
        Path | None, typer.Option(callback=_no_address, help="Folder for the merged files.")
    ] = None,
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
        int | None, typer.Option(help="Report progress as of the end of this year.")
    ] = None,
) -> None:
    """Check filled-in monitoring forms and merge them into the reports of their edition."""
    from pipeline.commands.monitor import monitor_command

    monitor_command(files, plan, out, replace=replace, strict=strict, edition=edition, year=year)


@command
def explain(rule: Annotated[str, typer.Argument(help="Code of a rule, or 'all'.")]) -> None:
    """Explain a rule: what it means, how it is found, what a reviewer can do."""
    from expectations.catalogue import explain as explain_rule

    print(explain_rule(rule))


@summarizing_command
def batch(
    what: Annotated[str, typer.Argument(help="Folder, or a pattern of paths.", metavar="DIR")],
    out: Annotated[str | None, typer.Option(help="Folder or fsspec address.")] = None,
    jobs: Jobs = CPUS,
    scheduler: Annotated[str | None, typer.Option(help="Address of a Dask scheduler.")] = None,
    retry: Annotated[
        list[State] | None, typer.Option(help="Run plans of this state again, once for each state.")
    ] = None,
    allow_loss: AllowLoss = False,
    accept_change: AcceptChange = False,
    password_file: PasswordFile = None,
    max_pages: MaxPages = FileLimits.pages,
    max_minutes: MaxMinutes = FileLimits.seconds / 60,
    formats: Formats = None,
) -> Summary:
    """Run a corpus of plans, each by itself; a second run continues where the first one stopped."""
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


@command
def store(
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove results that no run has used for long.")
    ] = False,
    days: Annotated[
        float, typer.Option(min=0, help="Days since the last use of a result that --prune removes.")
    ] = 90,
    size: Annotated[
        float | None, typer.Option(min=0, help="MiB that the store may keep.", show_default=False)
    ] = None,
) -> None:
    """Show or prune the store of stage results; results behind a publication always stay."""
    from pipeline.commands.store import Bounds, store_command

    store_command(Bounds(days, size) if prune else None)


def _import_parsers() -> None:
    """Start the imports of the page readers, the slowest ones, before those of this process."""
    from extract.runtime.workers import import_parsers

    import_parsers()


def main() -> NoReturn:
    """Run the command line and exit with its status.

    An error is one line on standard error; its exit status is 2 unless the error's class names
    another. ``PLANROWS_DEBUG`` makes it a traceback.
    """
    try:
        set_up_streams()
        # Pydantic's search for plugins takes longer than the definition of all our models.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        check_packages()
        protect_children()
        raise_gc_thresholds(GC_THRESHOLD)
        try:
            app()
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except Exception as error:
        if os.environ.get("PLANROWS_DEBUG"):
            raise
        if isinstance(error, PlanrowsError):
            _fail(str(error), error.exit_code)
        from pipeline.failures import explain_failure

        _fail(explain_failure(error), 2)
    sys.exit(0)


def _fail(message: str, status: int) -> NoReturn:
    print(f"planrows: {clean(message)}", file=sys.stderr)
    sys.exit(status)
