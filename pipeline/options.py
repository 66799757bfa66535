"""Arguments and options of commands; ``--verbose``, ``--quiet`` and ``--json``."""

from __future__ import annotations

import contextlib
import functools
import inspect
import io
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from extract.errors import PlanrowsError
from pipeline.errors import BrokenExpectationError, UsageError
from pipeline.interruption import raise_if_stopping
from pipeline.logs import start_logging
from pipeline.terminal import EVENTS, QUIET, clean, printable_json

DISTRIBUTIONS = ("planrows",)
"""Distributions whose versions are read here."""
Summary = Mapping[str, object]
"""What a command did, as names and JSON values; `exit_status` is 0 if it is not among them."""


def plan_names(incomplete: str) -> list[str]:
    """Return the plans whose names begin like this, for the completion of a shell."""
    from pipeline.config.project import find_project

    return [name for name in find_project().plan_ids() if name.startswith(incomplete)]


def rule_codes(incomplete: str) -> list[str]:
    """Return the rules whose codes begin like this, for the completion of a shell."""
    from expectations.catalogue import BY_CODE

    return [code for code in (*BY_CODE, "all") if code.startswith(incomplete)]


Plan = Annotated[
    str | None,
    typer.Argument(help="PLAN or PLAN@EDITION of sources/.", autocompletion=plan_names),
]
Rule = Annotated[str, typer.Argument(help="Code of a rule, or 'all'.", autocompletion=rule_codes)]
Pdf = Annotated[Path, typer.Argument(help="PDF file.", show_default=False)]
Jobs = Annotated[int, typer.Option(min=1, max=64, help="Processes that read pages.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Log each step to standard error.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print nothing but warnings and errors.")]
Json = Annotated[
    bool, typer.Option("--json", help="Print one JSON object; messages go to standard error.")
]
MaxPages = Annotated[int, typer.Option(min=1, help="Largest number of pages of a file.")]
MaxMinutes = Annotated[float, typer.Option(min=0.001, help="Time limit for a file, in minutes.")]
PasswordFile = Annotated[
    Path | None, typer.Option(help="File that holds the PDF's password.", show_default=False)
]
Answers = Annotated[
    Path | None, typer.Option(metavar="FILE", help="File of answers (TOML), saved from its page.")
]
Heading = Annotated[
    str,
    typer.Option(
        metavar="TEXT", help="Text above the plan's first table, if the PDF holds several plans."
    ),
]
AllowLoss = Annotated[
    bool, typer.Option("--allow-loss", help="Continue even if pages or glyphs are lost.")
]
AcceptChange = Annotated[
    bool,
    typer.Option(
        "--accept-change", help="Publish even if much data of the last publication is missing."
    ),
]


class Format(StrEnum):
    """A format that may be left out of a publication."""

    parquet = "parquet"
    sqlite = "sqlite"
    xlsx = "xlsx"
    form = "form"
    html = "html"
    rdf = "rdf"
    sarif = "sarif"
    none = "none"


Formats = Annotated[
    list[Format] | None,
    typer.Option(
        "--formats",
        help="Format besides CSV and JSON; repeat for several; 'none': no other; default: all.",
    ),
]


def formats_of(given: list[Format] | None) -> tuple[str, ...] | None:
    """Return the formats to publish; None: all.

    Raises:
        UsageError: 'none' is given beside a format.
    """
    if not given:
        return None
    if Format.none in given and len(set(given)) > 1:
        raise UsageError("--formats none: cannot be combined with another format")
    return tuple(one.value for one in Format if one in given and one is not Format.none)


class State(StrEnum):
    """State of a plan of a corpus."""

    published = "published"
    doubtful = "doubtful"
    refused = "refused"
    failed = "failed"


def no_address(out: Path | None) -> Path | None:
    """Refuse an address like s3://bucket where a folder is needed."""
    if out is not None and re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", str(out)) and not out.exists():
        raise UsageError(f"{out}: is an address; only `planrows batch` writes to addresses")
    return out


Out = Annotated[
    Path | None, typer.Option(callback=no_address, help="Folder to write to.", show_default=False)
]
PublishTo = Annotated[Path | None, typer.Option(callback=no_address, help="Folder to publish to.")]
Publications = Annotated[
    Path | None, typer.Option("--from", metavar="DIR", help="Folder of the publications.")
]


class SeverityOption(StrEnum):
    """Severity of an issue."""

    error = "error"
    warning = "warning"
    info = "info"


Explain = Annotated[bool, typer.Option("--explain", help="Show which stages would run, and why.")]
FailOn = Annotated[
    SeverityOption | None,
    typer.Option(help="Exit with 1 if an open issue is at least this severe."),
]
Sign = Annotated[Path | None, typer.Option(metavar="KEY", help="Sign with this Ed25519 key (PEM).")]
VerifyWith = Annotated[
    Path | None,
    typer.Option(metavar="PUBLIC_KEY", help="Verify the signature with this key (PEM)."),
]
AllowAdded = Annotated[
    bool, typer.Option("--allow-added", help="Allow files that planrows did not publish.")
]
OldEdition = Annotated[str | None, typer.Option(help="New name of the edition in force.")]
Retry = Annotated[
    list[State] | None, typer.Option(help="Run plans of this state again; may be repeated.")
]
Prune = Annotated[bool, typer.Option("--prune", help="Remove results that no run has used lately.")]
PruneDays = Annotated[
    float, typer.Option(min=0, help="Days since the last use of a result that --prune removes.")
]
PruneSize = Annotated[
    float | None,
    typer.Option(min=0, help="Largest size of the store, in MiB.", show_default=False),
]
Service = Annotated[
    str,
    typer.Option(metavar="URL", help="Address of the reconciliation service.", show_default=False),
]
EntryType = Annotated[
    str, typer.Option("--type", metavar="ID", help="Type that an entry must have, like Q43229.")
]
Properties = Annotated[
    list[str] | None,
    typer.Option(
        "--property",
        metavar="ID=COLUMN",
        help="Property that a column of bodies.csv gives; may be repeated.",
    ),
]
Candidates = Annotated[
    int, typer.Option(min=1, max=25, help="Largest number of candidates for a body.")
]


def show_version(is_asked: bool) -> None:
    """Print the version of planrows, and end."""
    if is_asked:
        from importlib.metadata import version

        print(f"planrows {version(DISTRIBUTIONS[0])}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option("--version", callback=show_version, is_eager=True, help="Print the version."),
]


def with_verbose(function: Callable[..., None]) -> Callable[..., None]:
    """Add ``--verbose`` to a command, and run it with a folder for its processes."""

    def call(*args: Any, verbose: bool = False, **options: Any) -> None:
        _set_up(verbose=verbose)
        function(*args, **options)

    return _with_options(function, call, {"verbose": Verbose})


def with_summary(function: Callable[..., Summary]) -> Callable[..., None]:
    """Add ``--quiet`` and ``--json``, too, to a command that returns a summary."""

    def call(
        *args: Any,
        quiet: bool = False,
        as_json: bool = False,
        verbose: bool = False,
        **options: Any,
    ) -> None:
        if quiet and verbose:
            raise UsageError("--quiet and --verbose: use only one of them")
        _set_up(verbose=verbose)
        QUIET.set(quiet)
        if as_json:
            summary = _told_as_json(functools.partial(function, *args, **options), quiet=quiet)
        else:
            with _silent() if quiet else contextlib.nullcontext():
                summary = function(*args, **options)
        if status := summary.get("exit_status"):
            raise typer.Exit(int(str(status)))

    return _with_options(function, call, {"quiet": Quiet, "as_json": Json, "verbose": Verbose})


def _with_options(
    function: Callable[..., Any], call: Callable[..., None], options: Mapping[str, Any]
) -> Callable[..., None]:
    """Make `call` look like a function that has some options of value false in addition."""
    wrapped = functools.wraps(function)(call)
    own = inspect.signature(function, eval_str=True)
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=kind)
        for name, kind in options.items()
    ]
    parameters = [*own.parameters.values(), *added]
    wrapped.__dict__["__signature__"] = own.replace(parameters=parameters)
    wrapped.__annotations__ = {each.name: each.annotation for each in parameters}
    return wrapped


def _set_up(*, verbose: bool) -> None:
    from extract.system.run_folder import use_run_folder

    start_logging("INFO" if verbose else "")
    with contextlib.suppress(OSError):  # commands that start no process need none
        use_run_folder()


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    with contextlib.redirect_stdout(io.StringIO()):
        yield


def _told_as_json(command: Callable[[], Summary], *, quiet: bool) -> Summary:
    """Run a command and print its summary, that of an error, too, as one JSON object."""
    summary: Summary = {}
    events = EVENTS.set(True)
    try:
        with _silent() if quiet else contextlib.redirect_stdout(sys.stderr):
            summary = command()
    except Exception as error:
        raise_if_stopping()
        status = error.exit_code if isinstance(error, PlanrowsError) else 2
        known = error.summary if isinstance(error, BrokenExpectationError) else {}
        summary = {**known, "error": _described(error), "exit_status": status}
        raise
    finally:
        EVENTS.reset(events)
        if summary:
            printed = {"exit_status": 0, **summary}
            print(printable_json(json.dumps(printed, ensure_ascii=False, indent=1)))
    return summary


def _described(error: Exception) -> str:
    if isinstance(error, PlanrowsError):
        return clean(str(error))
    from pipeline.failures import explain_failure

    return clean(explain_failure(error))


app = typer.Typer(
    name="planrows",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
"""The command line; `pipeline.cli` adds the commands."""


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Register a command under the function's name."""
    return app.command()(with_verbose(function))


def summarizing_command(function: Callable[..., Summary]) -> Callable[..., None]:
    """Register a command that can print its summary as JSON."""
    return app.command()(with_summary(function))
